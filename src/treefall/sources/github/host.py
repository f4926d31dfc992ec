"""Which GitHub: the public one or a company's own; where it is asked, and with what token."""

import re
from contextlib import suppress
from dataclasses import dataclass

from ...errors import SettingsError
from ...ports import ProgramFailed, Secret, World

_PUBLIC = "github.com"
_RESIDENT = ".ghe.com"  # companies' own parts of the public one
_NAME = re.compile(r"(?:(?P<scheme>https?)://)?(?P<host>[a-z0-9][a-z0-9.-]*(?::\d{1,5})?)/?")
_LOOPBACK = re.compile(r"(?:127\.\d+\.\d+\.\d+|localhost)(?::\d+)?")
_VARIABLES = ("GH_TOKEN", "GITHUB_TOKEN")
_ENTERPRISE_VARIABLES = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")


@dataclass(frozen=True, slots=True)
class Host:
    """A GitHub.

    Attributes:
        name: its host, in small letters, with a port where it needs one.
        scheme: "https"; "http" only on this machine.
    """

    name: str
    scheme: str = "https"

    @property
    def inside(self) -> bool:
        """Say whether it may lie in a private network: a company's own, which the person named."""
        return not self._is_public

    @property
    def rest(self) -> str:
        """Return where its REST interface begins."""
        return f"{self.scheme}://api.{self.name}" if self._is_public else f"{self.scheme}://{self.name}/api/v3"

    @property
    def graphql(self) -> str:
        """Return where its GraphQL interface is."""
        return f"{self.rest}/graphql" if self._is_public else f"{self.scheme}://{self.name}/api/graphql"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose token is meant for this host, and for no other."""
        return _VARIABLES if self._is_public else _ENTERPRISE_VARIABLES

    def address(self, login: str) -> str:
        """Return the address of a login: the one that commits made on the web page bear."""
        return f"{login}@users.noreply.{self.name}"

    def token(self, world: World) -> Secret | None:
        """Return the token: from the environment, the keyring (under the host's name), or GitHub's own program."""
        return world.secret(self.name, variables=self.variables) or self._program_token(world)

    def _program_token(self, world: World) -> Secret | None:
        with suppress(ProgramFailed):
            words = b"".join(world.run(("gh", "auth", "token", "--hostname", self.name))).decode().strip()
            return Secret(words) if words else None
        return None

    @property
    def _is_public(self) -> bool:
        return self.name == _PUBLIC or self.name.endswith(_RESIDENT)


def host(said: str) -> Host:
    """Return the GitHub that `said` names: "github.com", "git.corp.example".

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    found = _NAME.fullmatch(said.strip().lower())
    if found is None:
        raise SettingsError(f"{said!r} is no host of a GitHub", hint="Name it as: github.com")
    if found["scheme"] == "http" and not _LOOPBACK.fullmatch(found["host"]):
        raise SettingsError(f"{said} would be asked without encryption", hint="Name it with https, or without http.")
    return Host(found["host"], found["scheme"] or "https")

"""Which server: where it is asked, what token is meant for it, and what it means by an answer."""

import re
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from ..errors import SettingsError
from ..ports import Answer, ProgramFailed, Secret, World

_NAME = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>[a-z0-9][a-z0-9.-]*(?::\d{1,5})?)(?P<path>(?:/[\w.~-]+)*)/?", re.IGNORECASE
)
_LOOPBACK = re.compile(r"(?:127\.\d+\.\d+\.\d+|localhost)(?::\d+)?")
_NO_WORD, _END = re.compile(r"\W"), re.compile(r"[:/]")
_UNKNOWN = 401


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers for one person's work. Each kind says below what is different with it.

    Attributes:
        name: its host, in small letters, with a port where it needs one and the path below which it lies, if any.
        scheme: "https"; "http" only on this machine.
    """

    name: str
    scheme: str = "https"

    SOURCE: ClassVar[str] = ""
    """The source that reads it."""

    PUBLIC: ClassVar[tuple[str, ...]] = ()
    """Hosts that lie in the open internet, and domains of such, which begin with a dot."""

    @property
    def is_public(self) -> bool:
        """Say whether it is the public one, and not a company's own that the person named."""
        host = self.name.partition("/")[0]
        return any(host == one or (one.startswith(".") and host.endswith(one)) for one in self.PUBLIC)

    @property
    def inside(self) -> bool:
        """Say whether it may lie in a private network."""
        return not self.is_public

    @property
    def rest(self) -> str:
        """Return where its REST interface begins."""
        return f"{self.scheme}://{self.name}"

    @property
    def graphql(self) -> str:
        """Return where its GraphQL interface is."""
        return f"{self.rest}/graphql"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose token is meant for this server, and for no other."""
        return ()

    def own(self, variable: str) -> str:
        """Return `variable` as it is called for this very host: "GITLAB_TOKEN_GIT_CORP_EXAMPLE"."""
        return f"{variable}_{_NO_WORD.sub('_', _END.split(self.name)[0]).upper()}"

    @property
    def program(self) -> tuple[str, ...]:
        """Return the command of the place's own program that prints its token; none where there is none."""
        return ()

    @property
    def signing_in(self) -> str:
        """Return, as a sentence, how the person gets at a token."""
        return f"Set {' or '.join(self.variables)}, or put it into your keyring: keyring set treefall {self.name}"

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears: who asks, and for what."""
        return {"authorization": f"Bearer {token.reveal()}", "accept": "application/json"}

    def token(self, world: World) -> Secret | None:
        """Return the token: from the environment, the keyring (under the server's name), or the place's own program."""
        return world.secret(self.name, variables=self.variables) or self._program_token(world)

    def is_refused(self, answer: Answer) -> bool:
        """Say whether `answer` means that the token is not valid, or no longer."""
        return answer.status == _UNKNOWN

    def denial(self, answer: Answer) -> str:
        """Return, as a clause, why `answer` shows nothing of this very thing, where the server says more than no."""
        del answer
        return ""

    def _program_token(self, world: World) -> Secret | None:
        with suppress(ProgramFailed):
            words = b"".join(world.run(self.program)).decode("utf-8", "replace").strip() if self.program else ""
            return Secret(words) if words else None
        return None


def basic(user: str, token: Secret) -> str:
    """Return the header by which `user` signs in with a token as password."""
    return f"Basic {b64encode(f'{user}:{token.reveal()}'.encode()).decode()}"


def located(said: str, what: str, usual: str) -> tuple[str, str]:
    """Return name and scheme of the server that `said` names.

    Args:
        said: "git.corp.example", "https://corp.example/tracker".
        what: it is to be: "a GitLab".
        usual: one, for instance.

    Raises:
        SettingsError: it is no server, or would be asked without encryption.
    """
    found = _NAME.fullmatch(said.strip())
    if found is None:
        raise SettingsError(f"{said!r} is no host of {what}", hint=f"Name it as: {usual}")
    host, scheme = found["host"].lower(), (found["scheme"] or "https").lower()
    if scheme == "http" and not _LOOPBACK.fullmatch(host):
        raise SettingsError(f"{said} would be asked without encryption", hint="Name it with https, or without http.")
    return host + found["path"], scheme

"""Which GitHub: the public one or a company's own; where it is asked, and with what token."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ...errors import SettingsError
from ...forge.host import Forge
from ...ports import Answer, Secret
from ...remote.server import located

USUAL = "github.com"
_VARIABLES = ("GH_TOKEN", "GITHUB_TOKEN")
_ENTERPRISE_VARIABLES = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")


@dataclass(frozen=True, slots=True)
class Host(Forge):
    """A GitHub."""

    SOURCE: ClassVar[str] = "github"
    PUBLIC: ClassVar[tuple[str, ...]] = (USUAL, ".ghe.com")  # the second: companies' own parts of the public one

    @property
    def rest(self) -> str:
        """Return where its REST interface begins."""
        return f"{self.scheme}://api.{self.name}" if self.is_public else f"{self.scheme}://{self.name}/api/v3"

    @property
    def graphql(self) -> str:
        """Return where its GraphQL interface is."""
        return f"{self.rest}/graphql" if self.is_public else f"{self.scheme}://{self.name}/api/graphql"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose token is meant for this host, and for no other."""
        return _VARIABLES if self.is_public else _ENTERPRISE_VARIABLES

    @property
    def program(self) -> tuple[str, ...]:
        """Return the command of GitHub's own program that prints its token."""
        return "gh", "auth", "token", "--hostname", self.name

    @property
    def signing_in(self) -> str:
        """Return, as a sentence, how the person gets at a token."""
        return f"Sign in with `gh auth login --hostname {self.name}`, or set {' or '.join(self.variables)}"

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears: who asks, and in which version of the interface."""
        return {
            "authorization": f"Bearer {token.reveal()}",
            "accept": "application/vnd.github+json",
            "x-github-api-version": "2022-11-28",
        }

    def denial(self, answer: Answer) -> str:
        """Return, as a clause, what a company's single sign-on needs before it shows anything."""
        return "your company's sign-on must let the token in" if "x-github-sso" in answer.headers else ""


def host(said: str) -> Host:
    """Return the GitHub that `said` names: "github.com", "git.corp.example".

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    name, scheme = located(said, "a GitHub", USUAL)
    if "/" in name:
        raise SettingsError(f"{said!r} is no host of a GitHub", hint=f"Name it as: {USUAL}")
    return Host(name, scheme)

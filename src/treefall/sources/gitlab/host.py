"""Which GitLab: the public one or a company's own; where it is asked, and with what token."""

import re
from dataclasses import dataclass
from typing import ClassVar

from ...forge.host import Forge
from ...ports import Answer
from ...remote.server import located

USUAL = "gitlab.com"
_VARIABLE = "GITLAB_TOKEN"


@dataclass(frozen=True, slots=True)
class Host(Forge):
    """A GitLab."""

    SOURCE: ClassVar[str] = "gitlab"
    PUBLIC: ClassVar[tuple[str, ...]] = (USUAL,)
    PROPOSAL: ClassVar[str] = "!"
    WHERE: ClassVar[re.Pattern[str]] = re.compile(
        r"(https?://[^/\s]+/\S+?)/(?:-/)?(?:merge_requests|issues|work_items|releases)/.*", re.DOTALL
    )
    CITED: ClassVar[re.Pattern[str]] = re.compile(r"(?:!|/merge_requests/)(\d{1,9})\b")

    @property
    def rest(self) -> str:
        """Return where its REST interface begins."""
        return f"{self.scheme}://{self.name}/api/v4"

    @property
    def graphql(self) -> str:
        """Return where its GraphQL interface is."""
        return f"{self.scheme}://{self.name}/api/graphql"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose token is meant for this host, and for no other."""
        return (_VARIABLE,) if self.is_public else (self.own(_VARIABLE),)

    @property
    def program(self) -> tuple[str, ...]:
        """Return the command of GitLab's own program that prints its token."""
        return "glab", "config", "get", "token", "--host", self.name

    @property
    def signing_in(self) -> str:
        """Return, as a sentence, how the person gets at a token."""
        return f"Sign in with `glab auth login --hostname {self.name}`, or set {' or '.join(self.variables)}"

    def denial(self, answer: Answer) -> str:
        """Return, as a clause, what the token lacks."""
        return "the token lacks the scope read_api" if b"insufficient_scope" in answer.body[:4_000] else ""


def host(said: str) -> Host:
    """Return the GitLab that `said` names: "gitlab.com", "git.corp.example", "corp.example/gitlab".

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    return Host(*located(said, "a GitLab", USUAL))

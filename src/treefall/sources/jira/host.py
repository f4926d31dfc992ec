"""Which Jira: a site of the Cloud or a company's own Data Center; where it is asked, and with what token."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ...errors import SourceError
from ...forge.host import Forge
from ...ports import Answer, Secret
from ...remote.server import basic, located

USUAL = "NAME.atlassian.net"
_VARIABLE = "JIRA_API_TOKEN"
_WHY = re.compile(rb'"errorMessages"\s*:\s*\[\s*"((?:[^"\\]|\\.){1,300})"')
_LOCKED = "x-authentication-denied-reason"


@dataclass(frozen=True, slots=True)
class Host(Forge):
    """A Jira."""

    SOURCE: ClassVar[str] = "jira"
    PUBLIC: ClassVar[tuple[str, ...]] = (".atlassian.net", "api.atlassian.com")
    WHERE: ClassVar[re.Pattern[str]] = re.compile(r"(https?://\S+/browse/[A-Za-z][A-Za-z0-9_]*)-\d+")

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose token is meant for this Jira, and for none of another kind."""
        return (self.own(_VARIABLE), _VARIABLE) if self.is_public else (self.own(_VARIABLE),)

    @property
    def signing_in(self) -> str:
        """Return, as a sentence, how the person gets at a token."""
        form = ", with your address before it (ed@corp.example:TOKEN)" if self.is_public else ""
        return f"Set {' or '.join(self.variables)}{form}, or put it into your keyring: keyring set treefall {self.name}"

    def address(self, login: str) -> str:
        """Return the address of a login: most are addresses themselves."""
        return login if "@" in login else f"{login}@users.noreply.{self.name.partition('/')[0]}"

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears: address and token, or the token alone, as a Data Center wants it.

        Raises:
            SourceError: the address is missing that a site of the Cloud wants.
        """
        user, _, words = token.reveal().rpartition(":")
        if not user and self.is_public:
            raise SourceError(f"{self.name} wants your address before the token.", hint=f"{self.signing_in}.")
        signed = basic(user, Secret(words)) if user else f"Bearer {words}"
        return {"authorization": signed, "accept": "application/json"}

    def denial(self, answer: Answer) -> str:
        """Return, as a clause, why Jira refuses, where it says so."""
        if _LOCKED in answer.headers:
            return "you must sign in on its page once more before a token does"
        said = _WHY.search(answer.body[:4_000])
        return said[1].decode("utf-8", "replace").replace('\\"', '"').rstrip(".") if said else ""


def host(said: str) -> Host:
    """Return the Jira that `said` names: "corp.atlassian.net", "corp.example/jira".

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    return Host(*located(said, "a Jira", USUAL))

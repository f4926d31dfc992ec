"""Which Linear: where it is asked, and with what token."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ...forge.host import Forge
from ...ports import Secret
from ...remote.server import located

USUAL = "linear.app"
_KEY = "LINEAR_API_KEY"
_PERSONAL = "lin_api_"
_ISSUE = re.compile(r"(https?://[^/\s]+/[^/\s]+)/issue/([A-Za-z][A-Za-z0-9]*)-\d+(?:/.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Host(Forge):
    """Linear, of which there is one."""

    SOURCE: ClassVar[str] = "linear"
    PUBLIC: ClassVar[tuple[str, ...]] = (USUAL,)

    @property
    def rest(self) -> str:
        """Return below what it is asked: by GraphQL alone."""
        return f"{self.scheme}://{'api.' if self.is_public else ''}{self.name}"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose key is meant for it."""
        return (_KEY,) if self.is_public else (self.own(_KEY),)

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears: a key of one's own stands bare, any other token as its bearer's."""
        words = token.reveal()
        signed = words if words.startswith(_PERSONAL) else f"Bearer {words}"
        return {"authorization": signed, "accept": "application/json"}

    def address(self, login: str) -> str:
        """Return the address of a login, which is one."""
        return login

    def repository(self, url: str) -> str:
        """Return the URL of the team whose issue is at `url`; "" where none is."""
        where = _ISSUE.fullmatch(url)
        return f"{where[1]}/team/{where[2]}" if where else ""


def host(said: str) -> Host:
    """Return the Linear that `said` names: "linear.app".

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    return Host(*located(said, "Linear", USUAL))

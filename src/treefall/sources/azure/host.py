"""Which Azure DevOps: an organisation of the public one, or a collection of a company's own server."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ...errors import SettingsError
from ...forge.host import Forge
from ...ports import Answer, Secret
from ...remote.server import basic, located

USUAL = "dev.azure.com/ORGANISATION"
_PUBLIC, _OLD = "dev.azure.com", ".visualstudio.com"
_VARIABLE = "AZURE_DEVOPS_EXT_PAT"
_SIGN_IN = 203  # a page to sign in on, in the place of an answer
_MOVED = 302


@dataclass(frozen=True, slots=True)
class Host(Forge):
    """An organisation or collection."""

    SOURCE: ClassVar[str] = "azure"
    PUBLIC: ClassVar[tuple[str, ...]] = (_PUBLIC, _OLD)
    WHERE: ClassVar[re.Pattern[str]] = re.compile(
        r"(https?://[^/\s]+/\S+?)/(?:pullrequest|_workitems/edit)/.*", re.DOTALL
    )

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose token is meant for this host, and for no other."""
        return (_VARIABLE,) if self.is_public else (self.own(_VARIABLE),)

    def address(self, login: str) -> str:
        """Return the address of a login: most are addresses themselves."""
        return login if "@" in login else f"{login}@users.noreply.{self.name.partition('/')[0]}"

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears: the token as the password of nobody in particular."""
        return {"authorization": basic("", token), "accept": "application/json"}

    def is_refused(self, answer: Answer) -> bool:
        """Say whether `answer` means that the token is not valid: it may be a page to sign in on, or the way to it."""
        sent = answer.status == _MOVED and "_signin" in answer.headers.get("location", "")
        return sent or answer.status == _SIGN_IN or Forge.is_refused(self, answer)


def host(said: str) -> Host:
    """Return what `said` names: "dev.azure.com/corp", "tfs.corp.example/tfs/Collection".

    Raises:
        SettingsError: it is no organisation or collection, or would be asked without encryption.
    """
    found = Host(*located(said, "an Azure DevOps", USUAL))
    if "/" not in found.name and not found.name.endswith(_OLD):
        raise SettingsError(f"{said} names no organisation", hint=f"Name it as: {USUAL}")
    return found

"""Azure DevOps: your pull requests with their story, the reviews you gave, and the work items that are yours.

`host` says which organisation and with what token, `reading` what it is asked; `records` brings what it answers into
the form of `treefall.forge`, and `connecting` is what `treefall connect azure` says and tries.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ...errors import SettingsError
from ...forge.account import Account, accounts
from ...forge.host import Forge
from ...forge.people import Whose
from ...model import Batch
from ...ports import Connection, World
from ...remote import section as settings
from .host import USUAL, Host, host

if TYPE_CHECKING:
    from ...remote.client import Client
    from ...remote.cursor import Cursor

__all__ = ["Azure", "connection", "sources"]


@dataclass(frozen=True, slots=True)
class Azure(Account):
    """One person's work in one organisation."""

    FORGE: ClassVar[type[Forge]] = Host
    LOGIN: ClassVar[re.Pattern[str]] = re.compile(r"[^\s@]+@[^\s@]+|[\w.-]+\\[\w.-]+")
    ONLY: ClassVar[re.Pattern[str]] = re.compile(r"[^/\\\s][^/\\]*(?:/[^/\\]+)?")
    LIKE: ClassVar[str] = "Shop, Shop/pay"

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what was closed or changed since `cursor`."""
        from .reading import AzureReading  # noqa: PLC0415 - only where there is something to read

        return AzureReading(client, whose, only=self.only, cursor=cursor).streams()


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Azure]:
    """Yield a source for each organisation in the settings' section `[azure]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(Azure, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the organisation at `where`, of which `only` these projects and repositories are to be read.

    Raises:
        SettingsError: there is no such organisation, project or repository; or none is named.
    """
    from .connecting import AzureConnection  # noqa: PLC0415 - only where something is connected

    if not where:
        raise SettingsError("Which organisation?", hint=f"Name it: treefall connect azure {USUAL}")
    return AzureConnection(host(where), settings.names("--only", only, Azure.ONLY, Azure.LIKE))

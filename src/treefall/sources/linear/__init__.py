"""Linear: the issues that you created, worked on, sorted or closed, with the project and initiative they were for.

`host` says where and with what key, `reading` and `queries` what it is asked, `records` brings what it answers into
the form of `treefall.forge`, and `connecting` is what `treefall connect linear` says and tries.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

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

__all__ = ["Linear", "connection", "sources"]


@dataclass(frozen=True, slots=True)
class Linear(Account):
    """One person's work in one workspace of Linear."""

    FORGE: ClassVar[type[Forge]] = Host
    LOGIN: ClassVar[re.Pattern[str]] = re.compile(r"[^\s@]+@[^\s@]+")
    ONLY: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z][A-Za-z0-9]*")
    LIKE: ClassVar[str] = "PAY, OPS"

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what was touched since `cursor`."""
        from .reading import LinearReading  # noqa: PLC0415 - only where there is something to read

        return LinearReading(client, whose, only=self.only, cursor=cursor).streams()


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Linear]:
    """Yield a source for each workspace in the settings' section `[linear]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(Linear, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the Linear at `where` ("": the one there is), of which `only` these teams are to be read.

    Raises:
        SettingsError: there is no such host or team.
    """
    from .connecting import LinearConnection  # noqa: PLC0415 - only where something is connected

    return LinearConnection(host(where or USUAL), settings.names("--only", only, Linear.ONLY, Linear.LIKE))

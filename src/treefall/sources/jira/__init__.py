"""Jira: the issues that you reported, worked on, sorted or closed, with the epic that they were for.

`host` says which Jira and with what token, `site` what it says of itself, `reading` what it is asked; `records` brings
what it answers into the form of `treefall.forge` (`course` what an issue went through, `adf` its text), and
`connecting` is what `treefall connect jira` says and tries.
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

__all__ = ["Jira", "connection", "sources"]


@dataclass(frozen=True, slots=True)
class Jira(Account):
    """One person's work on one Jira."""

    FORGE: ClassVar[type[Forge]] = Host
    LOGIN: ClassVar[re.Pattern[str]] = re.compile(r"[^\s/]+")
    ONLY: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
    LIKE: ClassVar[str] = "PAY, OPS"

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what was touched since `cursor`."""
        from .reading import JiraReading  # noqa: PLC0415 - only where there is something to read

        return JiraReading(client, whose, only=self.only, cursor=cursor).streams()


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Jira]:
    """Yield a source for each Jira in the settings' section `[jira]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(Jira, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the Jira at `where`, of which `only` these projects are to be read.

    Raises:
        SettingsError: there is no such host or project, or no host is named.
    """
    from .connecting import JiraConnection  # noqa: PLC0415 - only where something is connected

    if not where:
        raise SettingsError("Which Jira?", hint=f"Name it: treefall connect jira {USUAL}")
    return JiraConnection(host(where), settings.names("--only", only, Jira.ONLY, Jira.LIKE))

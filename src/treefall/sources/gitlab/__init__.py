"""GitLab: your merge requests with their story, the reviews you gave, the issues you moved, the releases that cite you.

`host` says which GitLab and with what token, `reading` what it is asked, `records` brings what it
answers into the form of `treefall.forge`, and `connecting` is what `treefall connect gitlab` says and tries.
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

__all__ = ["GitLab", "connection", "sources"]


@dataclass(frozen=True, slots=True)
class GitLab(Account):
    """One person's work on one GitLab."""

    FORGE: ClassVar[type[Forge]] = Host
    LOGIN: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z0-9_.][\w.-]*")
    ONLY: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z0-9_][\w.-]*(?:/[\w.-]+)*")

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what was touched since `cursor`."""
        from .reading import GitLabReading  # noqa: PLC0415 - only where there is something to read

        return GitLabReading(client, whose, only=self.only, cursor=cursor).streams()


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[GitLab]:
    """Yield a source for each host in the settings' section `[gitlab]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(GitLab, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the GitLab at `where` ("": the public one), of which `only` these groups and projects are to be read.

    Raises:
        SettingsError: there is no such host, group or project.
    """
    from .connecting import GitLabConnection  # noqa: PLC0415 - only where something is connected

    return GitLabConnection(host(where or USUAL), settings.names("--only", only, GitLab.ONLY, GitLab.LIKE))

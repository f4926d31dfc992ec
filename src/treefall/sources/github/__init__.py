"""GitHub: your pull requests with their story, the reviews you gave, the issues you moved, the releases that cite you.

`host` says which GitHub and with what token, `queries` holds what it is asked, `reading` makes evidence of what it
answers (see `treefall.remote` and `treefall.forge`), and `connecting` is what `treefall connect github` says and tries.
"""

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

__all__ = ["GitHub", "connection", "sources"]


@dataclass(frozen=True, slots=True)
class GitHub(Account):
    """One person's work on one GitHub."""

    FORGE: ClassVar[type[Forge]] = Host

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what was touched since `cursor`."""
        from .reading import GitHubReading  # noqa: PLC0415 - only where there is something to read

        return GitHubReading(client, whose, only=self.only, cursor=cursor).streams()


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[GitHub]:
    """Yield a source for each host in the settings' section `[github]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(GitHub, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the GitHub at `where` ("": the public one), of which `only` these owners and repositories are to be read.

    Raises:
        SettingsError: there is no such host, owner or repository.
    """
    from .connecting import GitHubConnection  # noqa: PLC0415 - only where something is connected

    return GitHubConnection(host(where or USUAL), settings.names("--only", only, GitHub.ONLY, GitHub.LIKE))

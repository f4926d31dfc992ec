"""Connecting a place: what it means is said, the token is tried, and only then is the place remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from ..errors import NotFound
from ..model import Identity
from ..ports import Connection, Offer, Tried
from ..settings import remember_places, remember_table
from .book import Book
from .collecting import identity
from .plugins import plugin, plugins

FOLDERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "documents": ("documents", "folders"),
        "notes": ("documents", "notes"),
        "incidents": ("incidents", "folders"),
        "learning": ("learning", "folders"),
        "brags": ("brags", "files"),
    }
)
"""What a folder of pages may hold, and where the settings name such folders."""


@dataclass(frozen=True)
class Connecting:
    """The desk at which places are connected.

    Attributes:
        book: the ledger, the outside, the settings.
    """

    book: Book

    def offer(self, place: str, where: str = "", only: tuple[str, ...] = ()) -> Offer:
        """Return what connecting `place` ("github") at `where` ("": the usual one) means; asks nobody.

        Raises:
            NotFound: there is no such kind of place, or it needs no connecting.
            SettingsError: there is no such place.
        """
        return self._connection(place, where, only).offer()

    def tried(self, place: str, where: str = "", only: tuple[str, ...] = ()) -> Tried:
        """Ask the place who the person is, what the token allows, and for a first page; nothing is remembered.

        Raises:
            SourceError: there is no token, or the place refuses.
        """
        return self._connection(place, where, only).tried(self.book.world)

    def remember(self, tried: Tried) -> Identity:
        """Let the place be read from now on, and its account be the person's; return what is known of that.

        Raises:
            SettingsError: the settings cannot be written.
        """
        account = identity(tried.address, tried.name, mine=True)
        remember_table(self.book.settings.home, *tried.section, tried.settings)
        self.book.add(lambda _record: [account])
        return account

    def folder(self, holds: str, path: Path) -> None:
        """Let the folder at `path` be read from now on as one of what it `holds` (see `FOLDERS`).

        Raises:
            NotFound: there is no such folder, or nothing of that sort is read from folders.
            SettingsError: the settings cannot be written.
        """
        if holds not in FOLDERS:
            raise NotFound(f"No folder of {holds} is read.", hint=f"There are: {', '.join(FOLDERS)}.")
        if not path.is_dir():
            raise NotFound(f"There is no folder {path}.", hint="Name it as the system shows it, such as ~/notes.")
        remember_places(self.book.settings.home, *FOLDERS[holds], (str(path.resolve()),))

    def _connection(self, place: str, where: str, only: tuple[str, ...]) -> Connection:
        made = _maker(place) if place in plugins("sources") else None
        if made is None:
            known = sorted({*FOLDERS, *(name for name in plugins("sources") if _maker(name))})
            raise NotFound(f"Nothing called {place!r} can be connected.", hint=f"There are: {', '.join(known)}.")
        return made(where, only)


def _maker(place: str) -> Callable[[str, tuple[str, ...]], Connection] | None:
    """Return what makes the connection of a kind of place; None where it needs none."""
    made: Callable[[str, tuple[str, ...]], Connection] | None
    made = getattr(import_module(plugin("sources", place).__module__), "connection", None)
    return made

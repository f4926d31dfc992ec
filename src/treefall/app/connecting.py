"""Connecting a place: what it means is said, the token is tried, and only then is the place remembered."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from ..errors import NotFound
from ..model import Identity
from ..ports import Connection, Offer, Tried
from ..settings import remember_table
from .book import Book
from .collecting import identity
from .plugins import plugin, plugins


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

    def _connection(self, place: str, where: str, only: tuple[str, ...]) -> Connection:
        made = _maker(place) if place in plugins("sources") else None
        if made is None:
            known = (name for name in plugins("sources") if _maker(name))
            raise NotFound(f"Nothing called {place!r} can be connected.", hint=f"There are: {', '.join(known)}.")
        return made(where, only)


def _maker(place: str) -> Callable[[str, tuple[str, ...]], Connection] | None:
    """Return what makes the connection of a kind of place; None where it needs none."""
    made: Callable[[str, tuple[str, ...]], Connection] | None
    made = getattr(import_module(plugin("sources", place).__module__), "connection", None)
    return made

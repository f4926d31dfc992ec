"""Somebody who collects from a server on loopback, and what they have then, without a ledger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from loopback import TOKEN, Loopback

from treefall.errors import SourceError
from treefall.model import Entry, EntryId, Evidence, Rejected
from treefall.ports import Answer, Secret, Source, World
from treefall.world import request, run


@dataclass
class Collector:
    """Somebody who collects from a server until nothing is left, as often as it takes."""

    forge: Loopback
    tokens: list[str] = field(default_factory=lambda: [TOKEN])
    entries: dict[EntryId, Entry] = field(default_factory=dict)
    lines: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)
    rested: list[float] = field(default_factory=list)
    cursor: str | None = None
    now: datetime = datetime(2026, 11, 23, 8, tzinfo=UTC)
    only: tuple[str, ...] = ()
    since: datetime | None = None
    ask: Callable[..., Answer] = request

    @property
    def world(self) -> World:
        def secret(name: str, *, variables: Sequence[str] = ()) -> Secret | None:
            del name, variables
            accepted = [token for token in self.tokens if token in self.forge.tokens]
            return Secret((accepted or self.tokens)[0]) if self.tokens else None

        return World(now=lambda: self.now, run=run, request=self.ask, secret=secret, rest=self._rest)

    def _rest(self, seconds: float) -> None:
        self.rested.append(seconds)
        self.now += timedelta(seconds=seconds)

    @property
    def source(self) -> Source:
        """Return what is read."""
        raise NotImplementedError

    @property
    def evidence(self) -> list[Evidence]:
        """Return what came and is evidence."""
        return [entry for entry in self.entries.values() if isinstance(entry, Evidence)]

    def collect(self, *, stop_after: int = 10**9) -> None:
        for number, batch in enumerate(self.source.fetch(self.cursor, self.world), 1):
            self.lines += sum(self.entries.get(entry.id) != entry for entry in batch.entries)
            self.entries.update((entry.id, entry) for entry in batch.entries)
            self.rejected.extend(batch.rejected)
            self.cursor = batch.cursor or self.cursor
            if number >= stop_after:
                return

    def persist(self) -> None:
        """Collect as a person does who comes back an hour after an error."""
        for _ in range(5):
            try:
                self.collect()
            except SourceError as error:
                self.errors.append(error)
                self.now += timedelta(hours=1)
                self.forge.date = self.now.strftime("%a, %d %b %Y %H:%M:%S GMT")
            else:
                return
        raise AssertionError(self.errors)

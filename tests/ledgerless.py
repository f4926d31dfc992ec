"""What a ledger would hold after reading, without one: the newest line of each entry."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from treefall.model import Batch, Entry, EntryId, Evidence, Rejected, Stand, Standing, Tie
from treefall.sources.git import Git
from treefall.world import real_world

ME = "ed@corp.example"


class Kept:
    """All that a git source yielded so far, as a ledger would keep it."""

    def __init__(self, path: Path, *mine: str, since: datetime | None = None) -> None:
        self.path, self.mine, self.since = path, mine or (ME,), since
        self.cursor: str | None = None
        self.entries: dict[EntryId, Entry] = {}
        self.rejected: list[Rejected] = []

    def collect(self, *, stop_after: int = 10**9) -> int:
        """Read on from the cursor, write at most `stop_after` batches, and return how many entries were new."""
        before = dict(self.entries)
        for number, batch in enumerate(self._batches(), 1):
            for entry in batch.entries:
                self.entries[entry.id] = entry
            self.rejected.extend(batch.rejected)
            self.cursor = batch.cursor
            if number >= stop_after:
                break
        return sum(before.get(name) != entry for name, entry in self.entries.items())

    def _batches(self) -> Iterator[Batch]:
        return Git(str(self.path), self.mine, since=self.since).fetch(self.cursor, real_world())

    @property
    def evidence(self) -> dict[str, Evidence]:
        """The evidence by sha."""
        return {entry.native: entry for entry in self.entries.values() if isinstance(entry, Evidence)}

    @property
    def true(self) -> dict[EntryId, Entry]:
        """The entries without the standings that hold no more."""
        return {name: one for name, one in self.entries.items() if not isinstance(one, Standing) or one.holds}

    @property
    def ties(self) -> set[tuple[str, frozenset[str]]]:
        """Why, and which shas."""
        sha = {one.id: one.native for one in self.evidence.values()}
        ties = [entry for entry in self.entries.values() if isinstance(entry, Tie)]
        return {(tie.why, frozenset(sha[name] for name in tie.evidence)) for tie in ties}

    def standing(self, stand: Stand) -> dict[str, str]:
        """The name of each sha for which `stand` holds."""
        sha = {one.id: one.native for one in self.evidence.values()}
        found = [entry for entry in self.entries.values() if isinstance(entry, Standing)]
        return {sha[one.evidence]: one.name for one in found if one.stand is stand and one.holds}


def kept(path: Path, *mine: str) -> Kept:
    """Return what one reading of all yields."""
    once = Kept(path, *mine)
    once.collect()
    return once

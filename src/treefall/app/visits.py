"""How the last readings of each place went: what this machine remembers, beside the ledger.

Evidence holds nothing of when it was read, so that two machines read the same; yet whether a place was read of late is
worth to know. Where this memory is lost, places count as stale until they are read again.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import msgspec

from ..model import Batch, Evidence
from ..ports import Source
from ..value.visit import Visit
from .cache import keep, kept

_NAME = "visits.json"
_MOST_KEPT = 50  # rejected records of a place
_NOTHING = Visit()


def visits(home: Path, places: Iterable[str] = ()) -> Mapping[str, Visit]:
    """Return how each place was last read; of `places` known to have been read, too, where nobody remembers how."""
    with suppress(msgspec.MsgspecError):
        return {**dict.fromkeys(places, _NOTHING), **msgspec.json.decode(kept(home, _NAME), type=dict[str, Visit])}
    return dict.fromkeys(places, _NOTHING)


@dataclass
class Visiting:
    """Readings that go on now.

    Attributes:
        before: how each place was read before.
        cursors: where each left off; a place without one is read from its beginning.
    """

    before: Mapping[str, Visit]
    cursors: Mapping[str, str]
    _going: dict[str, Visit] = field(default_factory=dict)

    def take(self, source: Source, batch: Batch) -> None:
        """Remember what came."""
        visit = self._of(source)
        origins = {one.origin for one in batch.entries if isinstance(one, Evidence)}
        known = {one.where for one in visit.rejected}
        rejected = [one for one in batch.rejected if one.where not in known]
        self._going[source.place] = replace(
            visit,
            origins=tuple(sorted(origins.union(visit.origins))),
            rejected=(*visit.rejected, *rejected)[:_MOST_KEPT],
            refused=visit.refused + len(rejected),
        )

    def end(self, source: Source, now: datetime, why: str = "") -> None:
        """Remember how it ended: at the end of the place, or why earlier."""
        visit = self._of(source)
        self._going[source.place] = replace(visit, why=why, whole=visit.whole if why else now)

    def result(self) -> Mapping[str, Visit]:
        """Return how every place was last read."""
        return {**self.before, **self._going}

    def _of(self, source: Source) -> Visit:
        place = source.place
        if place not in self._going:
            before = self.before.get(place, _NOTHING)
            if getattr(source, "rereads", False) or place not in self.cursors:  # what was refused comes again
                before = replace(before, since=getattr(source, "since", None), rejected=(), refused=0)
            self._going[place] = before
        return self._going[place]


def remember(home: Path, found: Mapping[str, Visit]) -> None:
    """Keep how places were read, where the home can be written."""
    keep(home, _NAME, msgspec.json.encode(found))

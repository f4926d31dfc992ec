"""How work stands: done, in progress or undone; and what is known of work that got nowhere.

Takes no clock: how long something has been lying there is told by what happened after it in the same place.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..model import EntryId, Evidence, Stand, Standing, State
from .group import Piece
from .ties import Names, has_branches, undone

_LANDED = frozenset({Stand.LANDED, Stand.RELEASED})
_LONG = timedelta(days=90)  # without a commit while others came
_NONE = -1


@dataclass(frozen=True, slots=True)
class Stood:
    """How all evidence stands.

    Attributes:
        heights: how far it has come: -1 gone from its source, 0 on a branch, 1 on a main or release branch; what has
            no branches has come all the way.
        undone: what was taken back, and since when.
        latest: when something last happened in a place.
        noise: evidence that is no work of its own.
        vanished: what no main branch holds any more of what it added.
    """

    heights: Mapping[EntryId, int]
    undone: Mapping[EntryId, datetime]
    latest: Mapping[str, datetime]
    noise: AbstractSet[EntryId]
    vanished: AbstractSet[EntryId]

    @classmethod
    def of(
        cls, evidence: Sequence[Evidence], standings: Iterable[Standing], names: Names, noise: AbstractSet[EntryId]
    ) -> "Stood":
        """Return how `evidence`, by instant, stands after all that `standings` tell."""
        holding = [stood for stood in standings if stood.holds]
        heights = {one.id: int(not has_branches(one)) for one in evidence}
        heights.update((stood.evidence, _NONE) for stood in holding if stood.stand is Stand.GONE)
        heights.update((stood.evidence, 1) for stood in holding if stood.stand in _LANDED)
        latest = {one.origin: one.at for one in evidence}
        vanished = {stood.evidence for stood in holding if stood.stand is Stand.VANISHED}
        return cls(heights, undone(evidence, names, heights), latest, noise, vanished)

    def one(self, one: Evidence) -> State:
        """Say how `one` by itself stands."""
        if one.id in self.undone:
            return State.REVERTED
        return State.DONE if self.heights.get(one.id, 0) > 0 else State.IN_PROGRESS

    def piece(self, piece: Piece) -> State:
        """Say how a piece of work stands.

        It is reverted when more of what it did was taken back than stands on a main or release branch, and nothing of
        it was done again since. What is on no such branch is in progress, also where its branch is gone: nobody knows
        whether it will come back, and it is not done.
        """
        back = [one for one in piece if one.id in self.undone]
        rest = [one for one in piece if one.id not in self.undone] if back else piece
        stands = [one for one in rest if self.heights.get(one.id, 0) > 0 and has_branches(one)]
        if back:
            since = max(self.undone[one.id] for one in back)
            again = any(one.at > since and one.id not in self.noise and has_branches(one) for one in rest)
            if not again and _size(back) > _size(stands):
                return State.REVERTED
        return State.DONE if stands or not any(map(has_branches, piece)) else State.IN_PROGRESS

    def abandoned(self, piece: Piece) -> str:
        """Return why a piece of work in progress seems to be given up, in words, or "" where it goes on."""
        changes = [one for one in piece if has_branches(one)]
        if any(one.facts.get("state") == "closed" for one in changes):
            return "closed without being merged"
        if all(self.heights.get(one.id, 0) < 0 for one in changes):
            return "its branch is gone"
        idle = max(self.latest[one.origin] for one in changes) - max(one.at for one in changes)
        return f"not touched for {idle.days // 30} months" if idle >= _LONG else ""

    def outlived(self, piece: Piece) -> bool:
        """Say whether nothing of a piece of work that stands is left on a main branch: its files went since."""
        changes = [one.id for one in piece if one.files and one.id not in self.noise and one.id not in self.undone]
        return bool(changes) and all(name in self.vanished for name in changes)

    def lived(self, piece: Piece) -> str:
        """Say how long what was undone of `piece` had stood: "reverted after 3 days"."""
        days = max(self.undone[one.id] - one.at for one in piece if one.id in self.undone).days
        if days > 1:
            return f"reverted after {days} days"
        return "reverted after a day" if days == 1 else "reverted at once"


def _size(evidence: Sequence[Evidence]) -> int:
    return sum(1 + (one.files.added + one.files.deleted if one.files else 0) for one in evidence)

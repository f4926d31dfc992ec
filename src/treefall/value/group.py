"""Evidence in, pieces of work out: what was done as one thing becomes one thing.

First what outright says so (`treefall.value.ties`), then, for changes that nothing ties, how much they look alike
(`treefall.value.alike`). What the person accepted stays as it is and only grows by outright ties.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from ..model import EntryId, Evidence, Kind, Tie
from .alike import LIKELY, WEIGHTS, Look, likely_pairs
from .ties import Key, Names, linked, numbers, picked_from, plain_subject, pulls, same_change

Piece: TypeAlias = tuple[Evidence, ...]

_MOST_ALIKE = 8  # pieces that are joined for looking alike; more of them are a habit, not a piece of work
_EVERYBODYS = re.compile(
    r"(?:change(?:s|log)|history|news|releases?)(?:[.-]|$)", re.IGNORECASE
)  # every change is in them
_CHANGES = frozenset({Kind.CHANGE, Kind.DOCUMENT})


def group(
    evidence: Sequence[Evidence],
    *,
    ties: Iterable[Tie] = (),
    accepted: Iterable[Sequence[EntryId]] = (),
    shadows: AbstractSet[EntryId] = frozenset(),
    undone: AbstractSet[EntryId] = frozenset(),
    weights: Sequence[float] = WEIGHTS,
    likely: float = LIKELY,
) -> tuple[Piece, ...]:
    """Return `evidence` as pieces of work: each oldest first, by their beginnings; every piece of evidence is in one.

    Args:
        evidence: by instant, then id.
        ties: what sources know to be the same work under several names.
        accepted: evidence that the person put together; what stands in two belongs to the first.
        shadows: evidence that is no work of its own: it only joins what is the very same change.
        undone: changes that were taken back: nothing joins them for looking alike.
        weights: of the signs of likeness.
        likely: from which likeness on two changes are one piece of work.
    """
    joined = _Joined({one.id: place for place, one in enumerate(evidence)})
    for number, ids in enumerate(accepted):
        joined.keep(ids, number)
    _join_same(joined, evidence, ties)
    own = [one for one in evidence if one.id not in shadows]
    _join_linked(joined, own)
    _join_again(joined, own, undone)
    pieces = joined.pieces(evidence)
    open_to_more = [
        piece
        for piece in pieces
        if not joined.is_kept(piece[0].id)
        and not any(one.id in undone for one in piece)
        and any(one.id not in shadows for one in piece)
        and all(one.kind in _CHANGES for one in piece)
    ]
    for alike in _alike(open_to_more, weights, likely):
        for one in alike[1:]:
            joined.join(alike[0][0].id, one[0].id)
    return joined.pieces(evidence)


def same_changes(
    evidence: Sequence[Evidence], ties: Iterable[Tie] = (), undone: AbstractSet[EntryId] = frozenset()
) -> Mapping[EntryId, EntryId]:
    """Return of which change each of `evidence` is: the id of the earliest that is the very same change.

    Picked, rebased, squashed, or made again under its words after it was taken back (see `group` for the arguments).
    """
    joined = _Joined({one.id: place for place, one in enumerate(evidence)})
    _join_same(joined, evidence, ties)
    _join_again(joined, evidence, undone)
    return {one.id: change[0].id for change in joined.pieces(evidence) for one in change}


class _Joined:
    """Which of the evidence belongs together so far; what the person accepted apart never comes together."""

    def __init__(self, places: Mapping[EntryId, int]) -> None:
        self._places = places
        self._above = list(range(len(places)))
        self._owner: dict[int, int] = {}

    def __contains__(self, name: EntryId) -> bool:
        return name in self._places

    def keep(self, ids: Sequence[EntryId], owner: int) -> None:
        free = [one for one in ids if one in self._places and not self.is_kept(one)]
        for one in free:
            self._owner[self._top(one)] = owner
        for one in free:
            self.join(free[0], one)

    def is_kept(self, name: EntryId) -> bool:
        return self._top(name) in self._owner

    def join(self, one: EntryId, other: EntryId) -> None:
        """Join two, the earlier on top, unless the person accepted them as two."""
        first, second = sorted((self._top(one), self._top(other)))
        owners = {self._owner[top] for top in (first, second) if top in self._owner}
        if first != second and len(owners) < 2:  # noqa: PLR2004 - two owners
            self._above[second] = first
            self._owner.update((first, owner) for owner in owners)

    def pieces(self, evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
        found: defaultdict[int, list[Evidence]] = defaultdict(list)
        for one in evidence:
            found[self._top(one.id)].append(one)
        return tuple(tuple(found[top]) for top in sorted(found))

    def _top(self, name: EntryId) -> int:
        place = self._places[name]
        while (above := self._above[place]) != place:
            self._above[place] = self._above[above]
            place = above
        return place


def _join_same(joined: _Joined, evidence: Sequence[Evidence], ties: Iterable[Tie]) -> None:
    names = Names(evidence)
    first: dict[Key, EntryId] = {}
    for one in evidence:
        for key in same_change(one):
            joined.join(first.setdefault(key, one.id), one.id)
        for sha in picked_from(one):
            for original in names.by_sha(sha) or (first.setdefault(("picked", sha), one.id),):
                joined.join(original, one.id)
    for tie in sorted(ties, key=lambda tie: tie.id):
        here = [name for name in tie.evidence if name in joined]
        for name in here[1:]:
            joined.join(here[0], name)


def _join_linked(joined: _Joined, evidence: Sequence[Evidence]) -> None:
    first: dict[Key, EntryId] = {}
    for one in evidence:
        for key in linked(one):
            joined.join(first.setdefault(key, one.id), one.id)


def _join_again(joined: _Joined, evidence: Sequence[Evidence], undone: AbstractSet[EntryId]) -> None:
    """Join what was taken back with what was made under the same words."""
    lost = {(one.origin, plain_subject(one.title)) for one in evidence if one.id in undone and one.title}
    first: dict[Key, EntryId] = {}
    for one in evidence if lost else ():
        again = (one.origin, plain_subject(one.title))
        if again in lost:
            joined.join(first.setdefault(again, one.id), one.id)


def _alike(pieces: Sequence[Piece], weights: Sequence[float], likely: float) -> Iterable[list[Piece]]:
    """Yield which of `pieces` look like one: the likeliest pairs first, groups joined by their mean likeness."""
    chance = likely_pairs([look(piece) for piece in pieces], weights)
    together: dict[int, list[int]] = {}
    for (one, other), sure in sorted(chance.items(), key=lambda item: (-item[1], item[0])):
        if sure < likely:
            break
        ours, theirs = together.get(one, [one]), together.get(other, [other])
        if ours is theirs or len(ours) + len(theirs) > _MOST_ALIKE:
            continue
        total = sum(chance.get((min(a, b), max(a, b)), 0.0) for a in ours for b in theirs)
        if total >= likely * len(ours) * len(theirs):
            both = sorted(ours + theirs)
            together.update(dict.fromkeys(both, both))
    for first, members in together.items():
        if first == members[0]:
            yield [pieces[member] for member in members]


def look(piece: Piece) -> Look:
    """Return what of `piece` is compared with others."""
    own = frozenset[str]().union(*map(pulls, piece))
    said = frozenset[str]().union(*(numbers(one.title) | numbers(one.body) for one in piece))
    paths = (change.path for one in piece if one.files for change in one.files.changes)
    telling = (path for path in paths if not _EVERYBODYS.match(path.rpartition("/")[2]))
    return Look(
        place=piece[0].origin,
        start=piece[0].at,
        end=piece[-1].at,
        subject=" ".join(dict.fromkeys(one.title for one in piece)),
        files=tuple(dict.fromkeys(telling)),
        pulls=own,
        mentions=said - own,
    )

"""Evidence in, pieces of work out: what was done as one thing becomes one thing.

First what outright says so (`treefall.value.ties`), then, for changes that nothing ties, how much they look alike
(`treefall.value.alike`). What the person wrote down as several things stays several. What they accepted stays as it
is and only grows by outright ties.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from ..model import OWN_WORDS, EntryId, Evidence, Kind, Tie
from .alike import LIKELY, WEIGHTS, Look, likely_pairs
from .noise import is_everybodys
from .ties import PULL_REQUEST, Key, Names, linked, numbers, picked_from, plain_subject, pulls, same_change

Piece: TypeAlias = tuple[Evidence, ...]
Bond: TypeAlias = tuple[Key, EntryId]
"""What the evidence of that id has in common with all that bears the same key."""

_MOST_ALIKE = 8  # pieces that are joined for looking alike; more of them are a habit, not a piece of work
_CHANGES = frozenset({Kind.CHANGE, Kind.DOCUMENT})
_NOTHING: Mapping[EntryId, Key] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bonds:
    """What outright says that pieces of evidence belong together.

    Attributes:
        same: they are the very same change: picked, rebased, squashed.
        again: what was taken back, and what was made under the same words.
        linked: one pull request, issue or ticket.
    """

    same: tuple[Bond, ...]
    again: tuple[Bond, ...]
    linked: tuple[Bond, ...]

    @classmethod
    def of(
        cls,
        evidence: Sequence[Evidence],
        names: Names,
        *,
        ties: Iterable[Tie] = (),
        undone: AbstractSet[EntryId] = frozenset(),
    ) -> "Bonds":
        """Return what outright says that some of `evidence` belong together.

        Args:
            evidence: by instant, then id.
            names: finds it by what other evidence calls it.
            ties: what sources know to belong together.
            undone: changes that were taken back.
        """
        told = [(tie.why == PULL_REQUEST, (("tie", tie.id), name)) for tie in ties for name in tie.evidence]
        return cls(
            same=_binding([*_same(evidence, names), *(bond for forge, bond in told if not forge)]),
            again=tuple(_again(evidence, names, undone)),
            linked=_binding([*_linked(evidence, names), *(bond for forge, bond in told if forge)]),
        )


def group(
    evidence: Sequence[Evidence],
    bonds: Bonds | None = None,
    *,
    accepted: Iterable[Sequence[EntryId]] = (),
    shadows: AbstractSet[EntryId] = frozenset(),
    undone: AbstractSet[EntryId] = frozenset(),
    gathered: Mapping[EntryId, Key] = _NOTHING,
    weights: Sequence[float] = WEIGHTS,
    likely: float = LIKELY,
) -> tuple[Piece, ...]:
    """Return `evidence` as pieces of work: each oldest first, by their beginnings; every piece of evidence is in one.

    What looks alike is decided as if nothing were accepted, so that accepting a piece moves nothing between others.

    Args:
        evidence: by instant, then id.
        bonds: what outright says that some belong together; None: those of the evidence alone.
        accepted: evidence that the person put together; what stands in two belongs to the first.
        shadows: evidence that is no work of its own: it only joins what is the very same change.
        undone: changes that were taken back: nothing joins them for looking alike.
        gathered: evidence that is one piece with what has the same key, and has no other bonds.
        weights: of the signs of likeness.
        likely: from which likeness on two changes are one piece of work.
    """
    outright = _outright(bonds or Bonds.of(evidence, Names(evidence)), shadows, gathered)
    proposed = _Joined(evidence)
    proposed.join_all(outright)
    closed = {*undone, *gathered, *(one.id for one in evidence if one.kind not in _CHANGES or one.source in OWN_WORDS)}
    open_to_more = [piece for piece in proposed.pieces() if _is_open(piece, closed, shadows)]
    joined = proposed
    if blocks := tuple(accepted):
        joined = _Joined(evidence)
        for number, ids in enumerate(blocks):
            joined.keep(ids, number)
        joined.join_all(outright)
    for alike in _alike(open_to_more, weights, likely):
        free = [piece[0].id for piece in alike if not any(joined.is_kept(one.id) for one in piece)]
        for other in free[1:]:
            joined.join(free[0], other)
    return joined.pieces()


def same_changes(evidence: Sequence[Evidence], bonds: Bonds) -> Mapping[EntryId, EntryId]:
    """Return of which change each of `evidence` is: the id of the earliest that is the very same change.

    Picked, rebased, squashed, or made again under its words after it was taken back.
    """
    joined = _Joined(evidence)
    joined.join_all((*bonds.same, *bonds.again))
    return joined.firsts()


class _Joined:
    """Which of the evidence belongs together so far; what the person accepted apart never comes together."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self._evidence = evidence
        self._places = {one.id: place for place, one in enumerate(evidence)}
        self._above = list(range(len(evidence)))
        self._owner: dict[int, int] = {}

    def keep(self, ids: Sequence[EntryId], owner: int) -> None:
        free = [one for one in ids if one in self._places and not self.is_kept(one)]
        for one in free:
            self._owner[self._top(one)] = owner
        for one in free:
            self.join(free[0], one)

    def is_kept(self, name: EntryId) -> bool:
        return bool(self._owner) and self._top(name) in self._owner

    def join(self, one: EntryId, other: EntryId) -> None:
        """Join two, the earlier on top, unless the person accepted them as two."""
        first, second = sorted((self._top(one), self._top(other)))
        owners = {self._owner[top] for top in (first, second) if top in self._owner}
        if first != second and len(owners) < 2:  # noqa: PLR2004 - two owners
            self._above[second] = first
            self._owner.update((first, owner) for owner in owners)

    def join_all(self, bonds: Iterable[Bond]) -> None:
        """Join what has a key in common."""
        first: dict[Key, EntryId] = {}
        for key, name in bonds:
            if name in self._places and (before := first.setdefault(key, name)) != name:
                self.join(before, name)

    def pieces(self) -> tuple[Piece, ...]:
        found: dict[int, list[Evidence]] = {}
        for top, one in zip(self._tops(), self._evidence, strict=True):
            if top in found:
                found[top].append(one)
            else:
                found[top] = [one]
        return tuple(map(tuple, found.values()))

    def firsts(self) -> dict[EntryId, EntryId]:
        return {one.id: self._evidence[top].id for top, one in zip(self._tops(), self._evidence, strict=True)}

    def _tops(self) -> Sequence[int]:
        """Return which place each stands under; the earlier is always on top, so that one pass tells."""
        above = self._above
        for place, one in enumerate(above):
            above[place] = above[one]
        return above

    def _top(self, name: EntryId) -> int:
        place = self._places[name]
        while (above := self._above[place]) != place:
            self._above[place] = self._above[above]
            place = above
        return place


def _is_open(piece: Piece, closed: AbstractSet[EntryId], shadows: AbstractSet[EntryId]) -> bool:
    """Say whether more may join `piece` for looking alike: nothing in it is closed, nor is all of it a shadow."""
    names = [one.id for one in piece]
    return closed.isdisjoint(names) and any(name not in shadows for name in names)


def _outright(bonds: Bonds, shadows: AbstractSet[EntryId], gathered: Mapping[EntryId, Key]) -> list[Bond]:
    """Return the bonds that hold: of a shadow only the very same change, of what is gathered none but its own."""
    found = [*bonds.same, *(bond for bond in (*bonds.linked, *bonds.again) if bond[1] not in shadows)]
    if gathered:
        found = [bond for bond in found if bond[1] not in gathered]
    return [*found, *((key, name) for name, key in gathered.items())]


def _binding(bonds: Sequence[Bond]) -> tuple[Bond, ...]:
    """Return the few of `bonds` whose key some others have as well."""
    bearers = Counter([key for key, _ in bonds])
    return tuple([bond for bond in bonds if bearers[bond[0]] > 1])


def _same(evidence: Sequence[Evidence], names: Names) -> Iterator[Bond]:
    called = Counter([one.title for one in evidence])
    for one in evidence:
        if called[one.title] > 1 or "Change-Id" in one.body:  # what is called like nothing else was made once
            for key in same_change(one):
                yield key, one.id
        for sha in picked_from(one):
            for key in [("picked", original) for original in names.by_sha(sha)] or [("picked", sha)]:
                yield key, one.id
                yield key, key[1]


def _linked(evidence: Sequence[Evidence], names: Names) -> Iterator[Bond]:
    return ((key, one.id) for one in evidence for key in linked(one, names))


def _again(evidence: Sequence[Evidence], names: Names, undone: AbstractSet[EntryId]) -> Iterator[Bond]:
    """Yield what was taken back with what was made under the same words."""
    if not undone:
        return
    words = [(("again", names.place(one), plain_subject(one.title)), one.id) for one in evidence if one.title]
    lost = {key for key, name in words if name in undone}
    yield from (bond for bond in words if bond[0] in lost)


def _alike(pieces: Sequence[Piece], weights: Sequence[float], likely: float) -> Iterable[list[Piece]]:
    """Yield which of `pieces` look like one: the likeliest pairs first, groups joined by their mean likeness."""
    chance = likely_pairs([look(piece) for piece in pieces], weights)
    together: dict[int, list[int]] = {}
    for _, one, other in sorted([(-sure, *pair) for pair, sure in chance.items() if sure >= likely]):
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
    said = frozenset[str]().union(*[numbers(text) for one in piece for text in (one.title, one.body)])
    paths = dict.fromkeys([change.path for one in piece if one.files for change in one.files.changes])
    return Look(
        place=piece[0].origin,
        start=piece[0].at,
        end=piece[-1].at,
        subject=piece[0].title if len(piece) == 1 else " ".join(dict.fromkeys(one.title for one in piece)),
        files=tuple([path for path in paths if not is_everybodys(path)]),
        pulls=own,
        mentions=said - own,
    )

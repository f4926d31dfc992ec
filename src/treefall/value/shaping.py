"""The person's own hand in what belongs together: it always wins, and every stroke of it can be undone.

Evidence that the person put together, or accepted as a piece of work, is a *block*: one piece, which new evidence can
still join by an outright tie, and which nothing parts or merges with another block. What `together`, `parted`,
`dropped` and `counting` return is one append.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from ..model import (
    Accomplishment,
    Entry,
    EntryId,
    Evidence,
    Grouping,
    Record,
    Shape,
    Withdrawal,
    Work,
    entry_id,
)


@dataclass(frozen=True, slots=True)
class Shaped:
    """What the person said of evidence.

    Attributes:
        blocks: evidence that is one piece of work, apart from all other.
        accepted: which accomplishment a piece of evidence belongs to.
        dropped: evidence that is no work.
        counts: evidence that is work, whatever else speaks against it.
    """

    blocks: tuple[tuple[EntryId, ...], ...]
    accepted: Mapping[EntryId, Accomplishment]
    dropped: frozenset[EntryId]
    counts: frozenset[EntryId]


def shaped(groupings: Iterable[Grouping], accomplishments: Sequence[Accomplishment]) -> Shaped:
    """Return what the person said: of several groupings about a piece of evidence the newest stands.

    An accomplishment has the first block of its evidence that no other has, and what of its evidence is in none.
    """
    newest: dict[EntryId, Grouping] = {}
    for grouping in sorted(groupings, key=lambda one: (one.at, one.id)):
        newest.update(dict.fromkeys(grouping.evidence, grouping))
    blocks: dict[EntryId, list[EntryId]] = {}
    owner: dict[EntryId, EntryId] = {}
    for name, grouping in newest.items():
        if grouping.shape is not Shape.COUNTS:
            blocks.setdefault(grouping.id, []).append(name)
            owner[name] = grouping.id
    accepted: dict[EntryId, Accomplishment] = {}
    claimed: set[EntryId] = set()
    for done in accomplishments:
        block = next((owner[n] for n in done.evidence if n in owner and owner[n] not in claimed), done.id)
        free = [name for name in dict.fromkeys(done.evidence) if name not in owner]
        owner.update(dict.fromkeys(free, block))
        blocks.setdefault(block, []).extend(free)
        claimed.add(block)
        accepted.update((name, done) for name in blocks[block])
    dropped = frozenset(name for name, grouping in newest.items() if grouping.shape is Shape.DROPPED)
    return Shaped(
        blocks=tuple(tuple(block) for block in blocks.values() if block),
        accepted=accepted,
        dropped=dropped,
        counts=frozenset((*newest, *accepted)) - dropped,
    )


def together(record: Record, works: Sequence[Work]) -> tuple[Entry, ...]:
    """Return the entries that make `works` one.

    It is called what the first of them that the person accepted is called, with the words of the others where that
    one has none; what was said of the others is said of it. Where none was accepted it is only proposed.

    Args:
        record: what the person said so far.
        works: at least one.
    """
    names = _evidence(works)
    joined = _grouping(names, Shape.TOGETHER, record.now)
    done = [found for work in works if (found := _accomplishment(record, work.id))]
    if not done:
        return (joined, *_carved(record, [joined]))
    whole = replace(done[0], evidence=tuple(dict.fromkeys((*done[0].evidence, *names))))
    for other in done[1:]:
        whole = _filled(whole, other)
    gone = {other.id for other in done[1:]}
    moved = (_about(entry, gone, whole.id) for entry in _counting(record) if entry.id not in gone)
    said = [entry for entry in moved if entry is not None and entry.id != whole.id]
    withdrawn = (_withdrawal(name, record.now) for name in sorted(gone))
    return (joined, whole, *said, *withdrawn, *_carved(record, [joined]))


def gathered(record: Record, names: Collection[EntryId]) -> tuple[Entry, ...]:
    """Return the entries that make one piece of work of the evidence of `names` (at least one), and of no other."""
    block = _grouping(names, Shape.TOGETHER, record.now)
    return (block, *_carved(record, [block]))


def parted(record: Record, work: Work, went: Collection[EntryId]) -> tuple[Entry, ...]:
    """Return the entries that make two pieces of `work`: the evidence `went`, and the rest, which keeps its name.

    Args:
        record: what the person said so far.
        work: what is split.
        went: ids of some of its evidence, neither none nor all.
    """
    names = _evidence([work])
    halves = [
        _grouping([name for name in names if (name in went) is gone], Shape.TOGETHER, record.now)
        for gone in (False, True)
    ]
    done = _accomplishment(record, work.id)
    left = (replace(done, evidence=tuple(name for name in names if name not in went)),) if done else ()
    return (*halves, *left, *_carved(record, halves))


def dropped(record: Record, work: Work) -> tuple[Entry, ...]:
    """Return the entries that leave `work` out, with all that is tied to it later."""
    gone = _grouping(_evidence([work]), Shape.DROPPED, record.now)
    return (gone, *_carved(record, [gone]))


def set_aside(new: Evidence, now: datetime) -> Grouping:
    """Return the entry that leaves `new` out from its beginning: it is on record, and is no work."""
    return _grouping([new.id], Shape.DROPPED, now)


def counting(record: Record, names: Collection[EntryId]) -> tuple[Entry, ...]:
    """Return the entries by which the evidence of `names` (at least one) is work, whatever it was left out for.

    What was dropped comes back as pieces of its own: by its ties it could be dropped again.
    """
    wanted = frozenset(names)
    parts = [wanted & set(old.evidence) for old in record.of(Grouping) if old.shape is Shape.DROPPED]
    rest = wanted.difference(*parts)
    back = [_grouping(part, Shape.TOGETHER, record.now) for part in parts if part]
    back += [_grouping(rest, Shape.COUNTS, record.now)] if rest else []
    gone = record.withdrawn & {*wanted, *(entry_id("work", name) for name in wanted)}
    again = (_withdrawal(name, record.now, holds=False) for name in sorted(gone))
    return (*back, *again, *_carved(record, back))


def _evidence(works: Sequence[Work]) -> tuple[EntryId, ...]:
    seen = sorted((one.at, one.id) for work in works for one in work.evidence)
    return tuple(dict.fromkeys(name for _, name in seen))


def _grouping(names: Iterable[EntryId], shape: Shape, now: datetime) -> Grouping:
    ordered = tuple(sorted(names))
    return Grouping(id=entry_id("grouping", *ordered), at=now, evidence=ordered, shape=shape)


def _carved(record: Record, new: Sequence[Grouping]) -> Iterator[Entry]:
    """Yield what becomes of older groupings about the same evidence: they keep the rest of theirs, or are withdrawn.

    So what stands never depends on which of two was said last, where one clock shows the same time for both.
    """
    said, taken = {one.id for one in new}, {name for one in new for name in one.evidence}
    for old in record.of(Grouping):
        if old.id not in said and not taken.isdisjoint(old.evidence):
            yield _withdrawal(old.id, record.now)
            rest = [name for name in old.evidence if name not in taken]
            if rest:
                yield _grouping(rest, old.shape, old.at)


def _accomplishment(record: Record, name: EntryId) -> Accomplishment | None:
    return next((done for done in record.of(Accomplishment) if done.id == name), None)


def _counting(record: Record) -> Iterator[Entry]:
    skipped = (Grouping, Withdrawal)
    return (e for e in record.entries if e.id not in record.withdrawn and not isinstance(e, skipped))


def _filled(done: Accomplishment, other: Accomplishment) -> Accomplishment:
    """Return `done` with the words of `other` where it has none of its own."""
    empty = [field.name for field in fields(done) if not getattr(done, field.name)]
    return replace(done, **{name: getattr(other, name) for name in empty})


def _about(entry: Entry, old: AbstractSet[EntryId], new: EntryId) -> Entry | None:
    """Return `entry` as it speaks of `new` where it spoke of one of `old`; None where it spoke of none."""
    changed: dict[str, Any] = {}
    for field in fields(entry):
        said = getattr(entry, field.name)
        if isinstance(said, str) and said in old:
            changed[field.name] = new
        elif isinstance(said, tuple) and not old.isdisjoint(one for one in said if isinstance(one, str)):
            changed[field.name] = tuple(dict.fromkeys(new if one in old else one for one in said))
    return replace(entry, **changed) if changed else None


def _withdrawal(name: EntryId, now: datetime, *, holds: bool = True) -> Withdrawal:
    return Withdrawal(id=entry_id("withdrawal", name), at=now, of=name, holds=holds)

"""Who was told what, when and how. Told is not yet understood.

A telling that was withdrawn does not count, and none does for a piece of work that was.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ..model import Accomplishment, EntryId, Listener, Record, Telling, Work


def same_person(one: str, other: str) -> bool:
    """Say whether two names mean one person to whoever wrote them: capitals and spacing do not matter."""
    return _key(one) == _key(other)


def by_work(record: Record) -> Mapping[EntryId, tuple[Telling, ...]]:
    """Return the tellings of each piece of work that anybody was told about, oldest first."""
    found: dict[EntryId, list[Telling]] = {}
    for telling in _counting(record):
        for work in dict.fromkeys(telling.about):
            found.setdefault(work, []).append(telling)
    return MappingProxyType({work: tuple(tellings) for work, tellings in found.items()})


def by_person(record: Record) -> Mapping[str, tuple[Telling, ...]]:
    """Return what each person was told, oldest first; a person goes by the name that was written last."""
    found: dict[str, list[Telling]] = {}
    for telling in _counting(record):
        found.setdefault(_key(telling.to), []).append(telling)
    return MappingProxyType({tellings[-1].to: tuple(tellings) for tellings in found.values()})


def told(record: Record, person: str) -> tuple[Telling, ...]:
    """Return what `person` was told, oldest first; without a name, what anybody was told."""
    return tuple(t for t in _counting(record) if not person or same_person(t.to, person))


def may_be_told(work: Work) -> bool:
    """Say whether `work` may be in a text for others: none of its evidence is private."""
    return not any(seen.private for seen in work.evidence)


def listeners(record: Record, works: frozenset[EntryId]) -> tuple[Listener, ...]:
    """Return who has heard of how many of `works`, the most first; nobody who has heard of none."""
    found = (
        Listener(person, len(works & _about(tellings)), max(t.at for t in tellings))
        for person, tellings in by_person(record).items()
    )
    return tuple(sorted((one for one in found if one.heard), key=lambda one: (-one.heard, one.person)))


def _counting(record: Record) -> tuple[Telling, ...]:
    """Return what was told of work that was not withdrawn, oldest first."""
    if not record.withdrawn:
        return record.of(Telling)
    gone = record.withdrawn | {d.id for d in record.of(Accomplishment) if record.withdrawn.issuperset(d.evidence)}
    left = ((telling, tuple(work for work in telling.about if work not in gone)) for telling in record.of(Telling))
    return tuple(replace(telling, about=about) for telling, about in left if about)


def _about(tellings: tuple[Telling, ...]) -> frozenset[EntryId]:
    return frozenset(work for telling in tellings for work in telling.about)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()

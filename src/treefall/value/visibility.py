"""Who was told what, when and how, and how far it was heard. Told is not yet understood.

A telling that was withdrawn does not count, and none does for a piece of work that was. How far something was heard
comes only from what is on record; no record is not the same as not knowing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..model import (
    Accomplishment,
    EntryId,
    Heard,
    Hearing,
    Listener,
    Record,
    Reply,
    Telling,
    Work,
)
from .people import key, same_person

__all__ = [
    "by_person",
    "by_work",
    "heard_of",
    "hearings",
    "listeners",
    "may_be_told",
    "same_person",
    "told",
]

_ORDER = tuple(Heard)
_UNDERSTOOD = frozenset({Heard.SAID_BACK, Heard.PASSED_ON, Heard.USED})


def by_work(record: Record, person: str = "") -> Mapping[EntryId, tuple[Telling, ...]]:
    """Return the tellings of each piece of work that anybody was told about, or `person` was, oldest first."""
    found: dict[EntryId, list[Telling]] = {}
    for telling in told(record, person):
        for work in dict.fromkeys(telling.about):
            found.setdefault(work, []).append(telling)
    return MappingProxyType({work: tuple(tellings) for work, tellings in found.items()})


def by_person(record: Record) -> Mapping[str, tuple[Telling, ...]]:
    """Return what each person was told, oldest first; a person goes by the name that was written last."""
    found: dict[str, list[Telling]] = {}
    for telling in _counting(record):
        found.setdefault(key(telling.to), []).append(telling)
    return MappingProxyType({tellings[-1].to: tuple(tellings) for tellings in found.values()})


def told(record: Record, person: str) -> tuple[Telling, ...]:
    """Return what `person` was told, oldest first; without a name, what anybody was told."""
    return tuple(t for t in _counting(record) if not person or same_person(t.to, person))


def may_be_told(work: Work) -> bool:
    """Say whether `work` may be in a text for others: none of its evidence is private."""
    return not any(seen.private for seen in work.evidence)


def listeners(record: Record, works: frozenset[EntryId]) -> tuple[Listener, ...]:
    """Return who has heard of how many of `works`, the most first; nobody who has heard of none."""
    back = {reply.telling for reply in record.of(Reply) if reply.heard in _UNDERSTOOD}
    found = (
        Listener(
            person,
            len(works & _about(tellings)),
            max(telling.at for telling in tellings),
            len(works & _about(tuple(telling for telling in tellings if telling.id in back))),
        )
        for person, tellings in by_person(record).items()
    )
    return tuple(sorted((one for one in found if one.heard), key=lambda one: (-one.heard, one.person)))


def hearings(record: Record, person: str, works: Iterable[Work]) -> tuple[Hearing, ...]:
    """Return how far `person` heard of each of `works`, in their order."""
    tellings: dict[EntryId, list[Telling]] = {}
    for telling in told(record, person):
        for work in dict.fromkeys(telling.about):
            tellings.setdefault(work, []).append(telling)
    returned = _by_telling(record)
    return tuple(_hearing(work, tellings.get(work.id, ()), returned) for work in works)


def heard_of(record: Record, person: str = "") -> Mapping[EntryId, Heard]:
    """Return how far each piece of work was heard, by `person` or by whoever heard most; only what was told."""
    returned = _by_telling(record)
    return MappingProxyType(
        {
            work: max((Heard.TOLD, *(r.heard for r in _replies(work, tellings, returned))), key=_ORDER.index)
            for work, tellings in by_work(record, person).items()
        }
    )


def _hearing(work: Work, tellings: Sequence[Telling], returned: Mapping[EntryId, Sequence[Reply]]) -> Hearing:
    if not tellings:
        return Hearing(work=work)
    found = _replies(work.id, tellings, returned)
    onward = [reply for reply in found if reply.where]
    return Hearing(
        work=work,
        heard=max((Heard.TOLD, *(reply.heard for reply in found)), key=_ORDER.index),
        telling=max(tellings, key=lambda telling: telling.at),
        concern=_noticed(reply.concern for reply in found),
        change=_noticed(reply.change for reply in found),
        own_part=_noticed(reply.own_part for reply in found),
        onward=max(onward, key=lambda reply: (_ORDER.index(reply.heard), reply.at), default=None),
    )


def _noticed(said: Iterable[bool | None]) -> bool | None:
    """Return True where it was said back once, False where somebody noticed that it was not, else None."""
    known = [one for one in said if one is not None]
    return any(known) if known else None


def _by_telling(record: Record) -> Mapping[EntryId, Sequence[Reply]]:
    found: dict[EntryId, list[Reply]] = {}
    for reply in record.of(Reply):
        found.setdefault(reply.telling, []).append(reply)
    return found


def _replies(
    work: EntryId, tellings: Iterable[Telling], returned: Mapping[EntryId, Sequence[Reply]]
) -> tuple[Reply, ...]:
    """Return what came back on `tellings` about `work`."""
    found = (reply for telling in tellings for reply in returned.get(telling.id, ()))
    return tuple(reply for reply in found if reply.work in {"", work})


def _counting(record: Record) -> tuple[Telling, ...]:
    """Return what was told of work that was not withdrawn, oldest first."""
    if not record.withdrawn:
        return tuple(telling for telling in record.of(Telling) if telling.about)
    gone = record.withdrawn | {d.id for d in record.of(Accomplishment) if record.withdrawn.issuperset(d.evidence)}
    left = ((telling, tuple(work for work in telling.about if work not in gone)) for telling in record.of(Telling))
    return tuple(replace(telling, about=about) for telling, about in left if about)


def _about(tellings: tuple[Telling, ...]) -> frozenset[EntryId]:
    return frozenset(work for telling in tellings for work in telling.about)

"""What the person decided: at which level they are, and which piece of work shows which criterion."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from ...model import Criterion, EntryId, Level, Link, Record, Rubric, entry_id


def level(record: Record) -> Level | None:
    """Return the level that the person is at and aims for; None where they never said."""
    return next(reversed(record.of(Level)), None)


def levelled(rubric: Rubric, mine: str, target: str, since: datetime, *, dated: bool = True) -> Level:
    """Return the entry that says that I am at `mine` since `since` and aim for `target`; the last word stands.

    Without a day (not `dated`) it says only that, at `since`, I was.

    Raises:
        ValueError: the rubric has no such level; names it.
    """
    for name in (mine, target):
        if name not in rubric.levels:
            raise ValueError(name)
    return Level(id=entry_id("level"), at=since, rubric=rubric.name, mine=mine, target=target, dated=dated)


def linked(record: Record, rubric: Rubric, criterion: Criterion, work: EntryId, *, holds: bool = True) -> Link:
    """Return the entry that says that `work` shows `criterion`, or that it does not; the last word stands."""
    id_ = entry_id("link", rubric.name, criterion.id, work)
    return Link(id=id_, at=record.now, rubric=rubric.name, criterion=criterion.id, work=work, holds=holds)


def confirmed(record: Record, rubric: Rubric) -> Mapping[str, frozenset[EntryId]]:
    """Return which pieces of work show each criterion, as the person confirmed, by the criterion's id."""
    return _decided(record, rubric, holds=True)


def rejected(record: Record, rubric: Rubric) -> Mapping[str, frozenset[EntryId]]:
    """Return which pieces of work do not show each criterion, as the person decided, by the criterion's id."""
    return _decided(record, rubric, holds=False)


def _decided(record: Record, rubric: Rubric, *, holds: bool) -> Mapping[str, frozenset[EntryId]]:
    found: dict[str, frozenset[EntryId]] = {}
    for one in record.of(Link):
        if one.rubric == rubric.name and one.holds is holds:
            found[one.criterion] = found.get(one.criterion, frozenset()) | {one.work}
    return MappingProxyType(found)

"""How wide and how long the work of a case is: counts that can be told, none of which says how good anybody is."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from ...model import EntryId, Level, Record, Scope, Work
from ..alignment import served
from .backing import Backing

_MONTHS_A_QUARTER = 3
_YEAR = 12


def scope(
    record: Record,
    level: Level,
    works: Sequence[Work],
    places: Mapping[EntryId, frozenset[str]],
    backing: Backing,
    *,
    zone: tzinfo | None = None,
) -> Scope:
    """Return how wide and how long `works` are, each of which shows a criterion.

    Args:
        record: what stands.
        level: since when the person has been at theirs.
        works: the weightiest first, each once.
        places: where each of these was made.
        backing: what backs them.
        zone: whose days they are; None is the computer's.
    """
    return Scope(
        months=_months(level.at.astimezone(zone), record.now.astimezone(zone)) if level.dated else 0,
        works=tuple(work.id for work in works),
        quarters=tuple(dict.fromkeys(quarter(work, zone) for work in sorted(works, key=lambda work: work.end))),
        places=len({place for work in works for place in places[work.id]}),
        people=tuple(dict.fromkeys(name for work in works for name in work.credited)),
        served=tuple(work.id for work in works if served(record, work.id)),
        measured=tuple(work.id for work in works if backing.is_measured(work)),
        witnessed=tuple(work.id for work in works if backing.is_witnessed(work)),
    )


def quarter(work: Work, zone: tzinfo | None = None) -> str:
    """Return the quarter in which `work` ended: "2026 Q1"."""
    end = work.end.astimezone(zone)
    return f"{end.year} Q{(end.month - 1) // _MONTHS_A_QUARTER + 1}"


def _months(start: datetime, end: datetime) -> int:
    whole = (end.year - start.year) * _YEAR + end.month - start.month - (end.day < start.day)
    return max(0, whole)

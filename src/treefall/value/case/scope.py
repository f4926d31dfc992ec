"""How wide and how long the work of a case is: counts that can be told, none of which says how good anybody is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from ...model import EntryId, Judgement, Level, Record, Scope, Work
from ..alignment import served
from .backing import Backing

_MONTHS_A_QUARTER = 3
_YEAR = 12


def scope(
    record: Record,
    judgement: Judgement,
    level: Level,
    works: Sequence[Work],
    backing: Backing,
    *,
    zone: tzinfo | None = None,
) -> Scope:
    """Return how wide and how long `works` are, each of which shows a criterion.

    Args:
        record: what stands.
        judgement: all work there is, by which places are told apart.
        level: since when the person has been at theirs.
        works: the weightiest first, each once.
        backing: what backs them.
        zone: whose days they are; None is the computer's.
    """
    where = places(judgement)
    return Scope(
        months=_months(level.at.astimezone(zone), record.now.astimezone(zone)),
        works=tuple(work.id for work in works),
        quarters=tuple(dict.fromkeys(quarter(work, zone) for work in sorted(works, key=lambda work: work.end))),
        places=len({place for work in works for place in where[work.id]}),
        people=tuple(dict.fromkeys(name for work in works for name in work.credited)),
        served=tuple(work.id for work in works if served(record, work.id)),
        measured=tuple(work.id for work in works if backing.is_measured(work)),
        witnessed=tuple(work.id for work in works if backing.is_witnessed(work)),
    )


def quarter(work: Work, zone: tzinfo | None = None) -> str:
    """Return the quarter in which `work` ended: "2026 Q1"."""
    end = work.end.astimezone(zone)
    return f"{end.year} Q{(end.month - 1) // _MONTHS_A_QUARTER + 1}"


def places(judgement: Judgement) -> Mapping[EntryId, frozenset[str]]:
    """Return in which repositories each piece of work was made; where none shows, in which other places.

    A forge and a repository that one piece of work has evidence from are one place: what the forge alone saw is of the
    repository that it comes with most often. A note is of no place.
    """
    own = {work.id: frozenset(s.origin for s in work.evidence if s.source == "git") for work in judgement.works}
    beside: dict[str, Counter[str]] = {}
    for work in judgement.works:
        for seen in work.evidence:
            if seen.source not in {"git", "note"}:
                beside.setdefault(seen.origin, Counter()).update(own[work.id])
    usual = {origin: max(sorted(with_), key=with_.__getitem__, default=origin) for origin, with_ in beside.items()}
    return {
        work.id: own[work.id] or frozenset(usual[s.origin] for s in work.evidence if s.source != "note")
        for work in judgement.works
    }


def _months(start: datetime, end: datetime) -> int:
    whole = (end.year - start.year) * _YEAR + end.month - start.month - (end.day < start.day)
    return max(0, whole)

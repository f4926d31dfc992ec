"""What somebody cares about, and which pieces of work touch it: only as the person confirmed or recorded it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from ...model import Aim, Alignment, EntryId, Expectation, Feedback, Record
from ..alignment import aims
from ..expectations import standing
from ..people import same_person

Care: TypeAlias = Aim | Expectation | Feedback
"""Why somebody would listen: what they care about, what the business wants, what they expect, what they criticised."""


def cares(record: Record, person: str) -> Mapping[EntryId, tuple[Care, ...]]:
    """Return why `person` would listen to each piece of work that touches something of theirs.

    Of each: their own priorities, the newest first; goals; what they expect; what they criticised.
    """
    found: dict[EntryId, list[Care]] = {}
    for work, care in (*_served(record, person), *_expected(record, person), *_criticised(record, person)):
        found.setdefault(work, []).append(care)
    return MappingProxyType({work: tuple(reasons) for work, reasons in found.items()})


def _served(record: Record, person: str) -> Iterator[tuple[EntryId, Care]]:
    works: dict[EntryId, list[EntryId]] = {}
    for one in record.of(Alignment):
        if one.holds:
            works.setdefault(one.serves, []).append(one.work)
    return ((work, aim) for aim in aims(record, person) for work in works.get(aim.id, ()))


def _expected(record: Record, person: str) -> Iterator[tuple[EntryId, Care]]:
    return ((work, one) for one in standing(record, person) for work in one.evidence)


def _criticised(record: Record, person: str) -> Iterator[tuple[EntryId, Care]]:
    said = (one for one in record.of(Feedback) if not (one.praise or one.private))
    theirs = (one for one in said if same_person(one.person, person))
    return ((work, one) for one in theirs for work in one.answered_by)

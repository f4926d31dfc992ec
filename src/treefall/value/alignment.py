"""Which piece of work serves what somebody cares about, or what the business wants.

Only the person ties one to the other; what is suggested is suggested by words (see `treefall.value.nearness`).
"""

from collections.abc import Iterable
from datetime import date

from ..model import (
    Aim,
    Alignment,
    EntryId,
    Goal,
    Judgement,
    Period,
    Priority,
    Ranked,
    Record,
    Suggestion,
    Unserved,
    Work,
    entry_id,
)
from . import people
from .nearness import Nearness
from .phrase import clip, day
from .visibility import may_be_told

MOST_SUGGESTED = 3
"""At most so many are suggested for one piece of work."""

_WORDS_QUOTED = 14


def aligned(record: Record, work: EntryId, aim: Aim, *, holds: bool = True) -> Alignment:
    """Return the entry that says that `work` serves `aim`, or that it does not; the last word stands."""
    return Alignment(id=entry_id("alignment", work, aim.id), at=record.now, work=work, serves=aim.id, holds=holds)


def aims(record: Record, person: str = "") -> tuple[Aim, ...]:
    """Return what may be served now: priorities, the newest first, then the goals that are not over.

    Args:
        record: what stands.
        person: whose priorities; "" means everybody's who listens.
    """
    return (*priorities(record, person), *goals(record))


def priorities(record: Record, person: str = "") -> tuple[Priority, ...]:
    """Return what `person` ("" means everybody who listens) cares about now, the newest first."""
    found = (
        one
        for one in reversed(record.of(Priority))
        if (one.ended is None or one.ended > record.now)
        and (
            people.same_person(one.person, person)
            if person
            else people.listens_now(people.card(record, one.person), record.now)
        )
    )
    return tuple(found)


def goals(record: Record) -> tuple[Goal, ...]:
    """Return what the business wants and is not over, the newest first."""
    return tuple(goal for goal in reversed(record.of(Goal)) if goal.until is None or goal.until > record.now)


def served(record: Record, work: EntryId, person: str = "") -> tuple[Aim, ...]:
    """Return what `work` serves as was confirmed: priorities (of `person`, "" means of anybody), then goals.

    What is over by now was served all the same.
    """
    held = {one.serves for one in record.of(Alignment) if one.work == work and one.holds}
    theirs = (one for one in record.of(Priority) if not person or people.same_person(one.person, person))
    found: tuple[Aim, ...] = (*theirs, *record.of(Goal))
    return tuple(aim for aim in found if aim.id in held)


def suggested(record: Record, judgement: Judgement, work: Work, person: str = "") -> tuple[Suggestion, ...]:
    """Return what `work` may serve, the likeliest first, at most three; never what was decided already.

    Args:
        record: what stands.
        judgement: the works among which a word is frequent or rare.
        work: the piece of work.
        person: whose priorities, and the business's goals; "" means everybody's.
    """
    return Suggester(record, judgement, aims(record, person)).suggested(work)


class Suggester:
    """What each of many pieces of work may serve; their words are weighed once."""

    def __init__(self, record: Record, judgement: Judgement, aims: Iterable[Aim]) -> None:
        """Weigh the words of `judgement` for `aims`, and learn from what was decided."""
        self._aims = {aim.id: aim for aim in aims}
        self._nearness = Nearness(record, judgement, {aim.id: _words(aim) for aim in self._aims.values()})

    def suggested(self, work: Work) -> tuple[Suggestion, ...]:
        """Return what `work` may serve, as the function `suggested` does."""
        near = self._nearness.near(work)[:MOST_SUGGESTED]
        return tuple(Suggestion(self._aims[id_], shared) for id_, _, shared in near)


def for_audience(record: Record, judgement: Judgement, person: str) -> tuple[Ranked, ...]:
    """Return the work that may be told, in the order in which it matters to `person`, each with why.

    First what serves their own priorities, as was confirmed; then what serves those of the people whom they report to,
    and goals; then what may serve any of these; then the rest. Of equals the weightiest is first.
    """
    listeners = (person, *(one.name for one in people.chain(record, person)))
    groups: tuple[tuple[Aim, ...], ...] = (*(priorities(record, one) for one in listeners), record.of(Goal))
    place = {aim.id: number for number, group in enumerate(groups) for aim in group}
    may = Suggester(record, judgement, (aim for group in (*groups[:-1], goals(record)) for aim in group))
    held = _held(record)
    found: list[tuple[int, Ranked]] = []
    for work in filter(may_be_told, judgement.works):
        serves = tuple(sorted((aim for aim in held.get(work.id, ()) if aim.id in place), key=lambda aim: place[aim.id]))
        perhaps = may.suggested(work)
        why = cited(serves[0], person, record.now.date()) if serves else ""
        rank = place[serves[0].id] if serves else len(groups) + (not perhaps)
        found.append((rank, Ranked(work=work, why=why, serves=serves, perhaps=perhaps)))
    return tuple(ranked for _, ranked in sorted(found, key=lambda each: each[0]))


def unserved(record: Record, judgement: Judgement, period: Period) -> Unserved:
    """Return the pieces of work of `period` that may be told by what they serve of all that anybody named."""
    may, held = Suggester(record, judgement, aims(record)), _held(record)
    works = tuple(filter(may_be_told, judgement.during(period).works))
    perhaps = {work.id for work in works if work.id not in held and may.suggested(work)}
    return Unserved(
        none=tuple(work for work in works if work.id not in held and work.id not in perhaps),
        perhaps=tuple(work for work in works if work.id in perhaps),
        served=tuple(work for work in works if work.id in held),
    )


def cited(aim: Aim, person: str, today: date) -> str:
    """Return `aim` as one clause for `person`: in the words that were said, with where and when."""
    words = f"“{clip(aim.words, _WORDS_QUOTED).rstrip('.')}”"
    beside = ", ".join(filter(None, (aim.place, day(aim.at, today))))
    if isinstance(aim, Goal):
        return f"the goal {words}" + (f" ({aim.place})" if aim.place else "")
    said = "" if people.same_person(aim.person, person) else f"{aim.person}: "
    return f"{said}{words} ({beside})"


def _held(record: Record) -> dict[EntryId, tuple[Aim, ...]]:
    """Return what each piece of work serves, as was confirmed."""
    named: tuple[Aim, ...] = (*record.of(Priority), *record.of(Goal))
    known = {aim.id: aim for aim in named}
    found: dict[EntryId, tuple[Aim, ...]] = {}
    for one in record.of(Alignment):
        if one.holds and one.serves in known:
            found[one.work] = (*found.get(one.work, ()), known[one.serves])
    return found


def _words(aim: Aim) -> str:
    return f"{aim.words} {aim.measure}" if isinstance(aim, Goal) else aim.words

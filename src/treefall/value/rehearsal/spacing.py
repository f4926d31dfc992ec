"""When a question comes back, which one is next, and what became of the answers over time.

The two weakest answers of a day come back after three days; one that was good then after seven, and after 21, and then
no more; one that was not begins anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import TypeAlias

from ...model import Debrief, Due, Point, Rehearsal, RehearsalQuestion
from ..phrase import clip, day

AFTER = (timedelta(days=3), timedelta(days=7), timedelta(days=21))
"""After how long a question comes back, the first time, the second and the third."""

Given: TypeAlias = tuple[Rehearsal, RehearsalQuestion]
"""An answer, and its question as it stands now."""

_WEAKEST = 2
_WORDS = 10


def last_of_days(given: Iterable[Given], zone: tzinfo | None) -> tuple[Given, ...]:
    """Return of `given`, the oldest first, what `due` looks at: the last answer of each day to each question."""
    found = {(each[0].at.astimezone(zone).date(), each[1].name): each for each in given}
    return tuple(sorted(found.values(), key=lambda each: each[0].at))


def first_and_last(given: Sequence[Given]) -> tuple[Given, ...]:
    """Return of `given`, the oldest first, what `progress` looks at: the first and last answer to each question."""
    first = {question.name: one.id for one, question in reversed(given)}
    last = {question.name: one.id for one, question in given}
    return tuple(each for each in given if each[0].id in {first[each[1].name], last[each[1].name]})


def due(debriefs: Sequence[Debrief], zone: tzinfo | None) -> tuple[Due, ...]:
    """Return what comes back, by its day; of `debriefs`, the oldest first, the last of a day to a question counts."""
    plan = _Plan()
    for on, answers in _by_day(debriefs, zone):
        plan.lived(on, answers)
    return tuple(sorted(plan.coming.values(), key=lambda one: (one.on, one.question.name)))


def following(
    questions: Sequence[RehearsalQuestion], asked: Sequence[str], coming: Sequence[Due], today: date
) -> RehearsalQuestion | None:
    """Return what to ask next: what is due, then what was never asked, then what was asked longest ago.

    Never what was asked last; None where there is nothing else.

    Args:
        questions: what there is to ask, the weakest first.
        asked: the names of those that were answered or passed over, the last at the end.
        coming: what comes back, by its day.
        today: the day on which it is asked.
    """
    places = {name: place for place, name in enumerate(asked)}
    ready = [one.question for one in coming if one.on <= today]
    rest = sorted(questions, key=lambda one: places.get(one.name, -1))
    return next((one for one in (*ready, *rest) if one.name not in asked[-1:]), None)


def progress(debriefs: Sequence[Debrief], zone: tzinfo | None, today: date) -> tuple[str, ...]:
    """Return what was missing in the first answer to a question and what of it is there now, the newest first.

    Args:
        debriefs: the oldest first; what lies between the first and the last to a question says nothing.
        zone: whose days they are.
        today: the day on which it is said.
    """
    answers: dict[str, list[Debrief]] = {}
    for one in reversed(debriefs):
        answers.setdefault(one.question.name, []).append(one)
    return tuple(said for found in answers.values() if len(found) > 1 for said in _changed(found, zone, today))


def _changed(found: Sequence[Debrief], zone: tzinfo | None, today: date) -> Iterator[str]:
    """Yield a sentence for what was mended since the first answer, and one for what was not; the newest comes first."""
    last, first = found[0], found[-1]
    about = last.question.work.title if last.question.work else ""
    about = about or (last.question.criterion.words if last.question.criterion else "")
    title = f"“{clip(about, _WORDS).rstrip('.')}”" if about else last.question.ask
    then, now = (day(one.rehearsal.at.astimezone(zone).date(), today) for one in (first, last))
    since = f"on {then}" if then != now else "at first"
    if mended := _listed(first.missed & last.made):
        yield f"{title} ({last.question.aim}): {mended} missing {since}, there on {now}."
    if still := _listed(first.missed & last.missed):
        yield f"{title} ({last.question.aim}): {still} still missing on {now}."


def _listed(points: frozenset[Point]) -> str:
    named = [point.value for point in Point if point in points]
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def _by_day(debriefs: Sequence[Debrief], zone: tzinfo | None) -> Iterator[tuple[date, Sequence[Debrief]]]:
    """Yield each day on which somebody rehearsed, with the last answer of it to each question, the weakest first."""
    days: dict[date, dict[str, Debrief]] = {}
    for one in debriefs:
        days.setdefault(one.rehearsal.at.astimezone(zone).date(), {})[one.question.name] = one
    for on in sorted(days):
        yield on, sorted(days[on].values(), key=lambda one: -_lacks(one))


def _lacks(one: Debrief) -> int:
    return len(one.missed) + len(one.differences)


@dataclass(slots=True)
class _Plan:
    """What comes back, as of the day that was looked at last."""

    coming: dict[str, Due] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)

    def lived(self, on: date, answers: Sequence[Debrief]) -> None:
        """Take in the `answers` of the day `on`, the weakest first."""
        weakest = [one for one in answers if not one.is_clean][:_WEAKEST]
        for one in weakest:
            self._set(one, on, 0)
        for one in answers[len(weakest) :]:
            name = one.question.name
            if name not in self.coming:
                continue
            if not one.is_clean:
                self._set(one, on, 0)
            elif on >= self.coming[name].on:
                self._set(one, on, self.steps[name] + 1)

    def _set(self, one: Debrief, on: date, step: int) -> None:
        name = one.question.name
        self.steps[name] = step
        if step < len(AFTER):
            self.coming[name] = Due(one.question, on + AFTER[step], one)
        else:
            del self.coming[name]

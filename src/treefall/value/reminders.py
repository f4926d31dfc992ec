"""What a calendar should remind of: the 1:1s, Friday's review, what is to be read before and after, what is due."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta, tzinfo
from itertools import islice
from types import MappingProxyType

from ..model import Expectation, Judgement, Person, Record, Reminder, Telling, Watch, Work, entry_id
from .people import everybody, key, listens_now, pasted, same_person
from .phrase import clip
from .visibility import may_be_told
from .week import baselines_due, outcomes_due

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(day[:3] for day in _WEEKDAYS)})(?:[a-z]*day)?s?\b")
_TIME = re.compile(r"\b(?:at )?(\d{1,2})(?:[:.](\d\d))?\s?(am|pm)?\b")
_EVERY = re.compile(r"\bevery (\d{1,2}|[a-z]+)\b|\bbi-?weekly\b|\bfortnight|\bmonth")
_WEEKS = MappingProxyType(
    {"two": 2, "second": 2, "other": 2, "three": 3, "third": 3, "four": 4, "fourth": 4, "month": 4, "week": 1}
)
_FRIDAY, _WEEK, _DAY, _HOURS, _MINUTES, _NOON = 4, 7, 86_400, 24, 60, 12
_REVIEW = (16, 0)
_MOST_BASELINES = 3
_WORDS = 12
_SHORT = 8  # digits of an id that a person pastes


def reminders(
    record: Record,
    judgement: Judgement,
    zone: tzinfo | None,
    returns: Iterable[tuple[Watch, date]] = (),
    rehearsals: Iterable[date] = (),
) -> tuple[Reminder, ...]:
    """Return what to be reminded of, by name the same each time; nothing private is in it.

    Args:
        record: what stands.
        judgement: the pieces of work.
        zone: whose days they are.
        returns: which watched metric can be measured from which day on.
        rehearsals: on which day each question of a rehearsal comes back.
    """
    today = record.now.astimezone(zone).date()
    works = [work for work in judgement.works if may_be_told(work)]
    return (
        *_meetings(record, zone),
        Reminder(
            name="review",
            title="Three minutes for the week",
            words="treefall week: what is new, at most three questions, one thing to do about being heard.",
            on=_coming(_FRIDAY, today),
            at=_REVIEW,
            minutes=10,
            every=1,
            before=5,
        ),
        *(
            Reminder(
                name=entry_id("before", work.id),
                title=f"Write down a number before it goes out: {clip(work.title, _WORDS)}",
                words="Which number should it move, and what is it today? treefall week",
                on=_workday(today + timedelta(days=1)),
            )
            for work in islice(baselines_due(record, works), _MOST_BASELINES)
        ),
        *(
            Reminder(
                name=entry_id("after", work.id, before.id, due.isoformat()),
                title=f"Look again: {clip(before.metric, _WORDS)}",
                words=f"“{clip(work.title, _WORDS)}” has been out for a while. What is it now? treefall week",
                on=_workday(max(due.astimezone(zone).date(), today)),
            )
            for work, before, due in outcomes_due(record, works)
        ),
        *_measured(works, returns, today),
        *_rehearsed(rehearsals, today),
        *_due(record, today, zone),
    )


def next_meetings(record: Record, zone: tzinfo | None) -> Mapping[str, date]:
    """Return on which day each person is met next who is met on a weekday, by name; today counts."""
    today, listening = record.now.astimezone(zone).date(), (p for p in everybody(record) if listens_now(p, record.now))
    return MappingProxyType(
        {
            person.name: _next_meeting(_coming(weekday, today), _weeks(person.rhythm), _last_met(record, person, zone))
            for person in listening
            if (weekday := _weekday(person.rhythm)) is not None
        }
    )


def undated(record: Record) -> tuple[str, ...]:
    """Return whom the person meets in a rhythm that names no weekday: no calendar can show it."""
    listening = (one for one in everybody(record) if one.rhythm and listens_now(one, record.now))
    return tuple(one.name for one in listening if _weekday(one.rhythm) is None)


def no_time(rhythm: str) -> str:
    """Return what in `rhythm` is written like a time of the day and is none ("25:00"), or ""."""
    for found in _TIME.finditer(rhythm.lower()):
        hours, minutes, half = found.groups()
        meant = minutes or half or found[0].startswith("at ")
        if meant and (int(hours) >= _HOURS or int(minutes or 0) >= _MINUTES or (half and not 0 < int(hours) <= _NOON)):
            return found[0].removeprefix("at ").strip()
    return ""


def _meetings(record: Record, zone: tzinfo | None) -> Iterator[Reminder]:
    days = next_meetings(record, zone)
    for person in everybody(record):
        if person.name in days:
            yield Reminder(
                name=entry_id("1:1", key(person.name)),
                title=f"1:1 with {clip(person.name, 4)}: what to say",
                words=f"Before: treefall 1:1 {pasted(person.name)}   After: treefall 1:1 {pasted(person.name)} --after",
                on=days[person.name],
                at=_time(person.rhythm),
                every=_weeks(person.rhythm),
            )


def _last_met(record: Record, person: Person, zone: tzinfo | None) -> date | None:
    met = [told.at for told in record.of(Telling) if told.channel == "1:1" and same_person(told.to, person.name)]
    return max(met).astimezone(zone).date() if met else None


def _next_meeting(coming: date, every: int, last: date | None) -> date:
    """Return the next day of a rhythm of so many weeks: `coming`, or later, counted from the `last` one on record."""
    weeks = -(-(coming - last).days // _WEEK) if last else 0
    return coming + timedelta(weeks=-weeks % every)


def _measured(works: Iterable[Work], returns: Iterable[tuple[Watch, date]], today: date) -> Iterator[Reminder]:
    titles = {work.id: clip(work.title, _WORDS) for work in works}
    for watch, day in returns:
        if watch.work in titles:
            yield Reminder(
                name=entry_id("measure", watch.id, day.isoformat()),
                title=f"Measure what changed: {titles[watch.work]}",
                words=f"It has been out for a while: treefall impact measure {watch.work[:_SHORT]}",
                on=_workday(max(day, today)),
            )


def _rehearsed(rehearsals: Iterable[date], today: date) -> Iterator[Reminder]:
    days = Counter(_workday(max(day, today)) for day in rehearsals)
    for day, number in sorted(days.items()):
        yield Reminder(
            name=entry_id("rehearse", day.isoformat()),
            title="Rehearse: a question comes back" if number == 1 else f"Rehearse: {number} questions come back",
            words="Two minutes each, aloud: treefall rehearse",
            on=day,
        )


def _due(record: Record, today: date, zone: tzinfo | None) -> Iterator[Reminder]:
    for expected in record.of(Expectation):
        due = expected.due.astimezone(zone).date() if expected.due else None
        if due and due >= today and expected.closed is None:
            yield Reminder(
                name=entry_id("due", expected.id),
                title=f"Due for {clip(expected.person, 4)}: {clip(expected.words, _WORDS)}",
                words="What they expect by today. treefall visibility shows what they have heard of it.",
                on=due,
                before=_DAY // _MINUTES,
            )


def _weekday(rhythm: str) -> int | None:
    said = _WEEKDAY.search(rhythm.lower())
    return [day[:3] for day in _WEEKDAYS].index(said[1]) if said else None


def _weeks(rhythm: str) -> int:
    """Return how many weeks lie between two, >= 1: "every second Thursday", "every 3 weeks", "monthly"."""
    said = _EVERY.search(rhythm.lower())
    if said is None:
        return 1
    word = said[1] or ("month" if said[0].startswith("month") else "two")
    return max(1, int(word)) if word.isdecimal() else _WEEKS.get(word, 1)


def _time(rhythm: str) -> tuple[int, int] | None:
    """Return the hours and minutes that `rhythm` names: "at 14:00", "2 pm"."""
    for hours, minutes, half in _TIME.findall(rhythm.lower()):
        if minutes or half or f"at {hours}" in rhythm.lower():
            hour = int(hours) % _NOON + (_NOON if half == "pm" else 0) if half else int(hours)
            if hour < _HOURS and int(minutes or 0) < _MINUTES:
                return hour, int(minutes or 0)
    return None


def _coming(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % _WEEK)


def _workday(day: date) -> date:
    """Return `day`, or the Monday after it where it is on a weekend."""
    return day + timedelta(days=max(0, _WEEK - day.weekday()) if day.weekday() > _FRIDAY else 0)

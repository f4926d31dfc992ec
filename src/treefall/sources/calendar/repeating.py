"""When an event repeats (RFC 5545, 3.3.10), within bounds: no rule, however odd, is followed longer than its window.

A period (a day, a week, a month, a year) is looked at as a whole: which of its days does the rule take? Where a rule
does not count its times, what lies before the window is skipped without looking.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

READ = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
"""The parts of a rule that are followed."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEAR, _WEEK = 12, 7
_LONGEST = 370  # days of a period


class Endless(ValueError):
    """A rule goes through more periods than are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How an event repeats.

    Attributes:
        every: "DAILY", "WEEKLY", "MONTHLY" or "YEARLY".
        interval: every so many of these, >= 1.
        count: how many times in all, or 0 for no such end.
        weekdays: which (0: the first of the week by the calendar, a Monday), of the month or year the how-many-th
            (negative from its end; 0: all).
        days: of the month, negative from its end.
        months: 1 to 12.
        places: which of the days of one period that are left, negative from its end.
        begins: the weekday on which weeks begin.
    """

    every: str
    interval: int = 1
    count: int = 0
    weekdays: tuple[tuple[int, int], ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    begins: int = 0


def days(rule: Rule, first: date, since: date, until: date, most: int) -> Iterator[date]:
    """Yield the days from `since` to `until` (both included) on which something that began on `first` is repeated.

    Args:
        rule: how it is repeated; the first day itself counts whether the rule takes it or not.
        first: the day of its first time.
        since: the first day to yield.
        until: the last.
        most: at most so many periods are looked at.

    Raises:
        Endless: there are more.
    """
    left = rule.count or -1
    if first <= until:
        left -= 1
        if first >= since:
            yield first
    number = 0 if rule.count else _skipped(rule, first, since)
    for looked in range(most + 1):
        start = _start(rule, first, number + looked * rule.interval)
        if start is None or start > until or not left:
            return
        for day in _taken(rule, first, start):
            if day > until or not left:
                return
            if day > first:
                left -= 1
                if day >= since:
                    yield day
    raise Endless("repeats too often")


def _skipped(rule: Rule, first: date, since: date) -> int:
    """Return the number of the last period, in steps of the interval, that ends before `since`; at least 0."""
    gone = max(0, (since - first).days - _LONGEST)
    length = {"DAILY": 1, "WEEKLY": _WEEK, "MONTHLY": 31, "YEARLY": 366}[rule.every]
    return gone // (length * rule.interval) * rule.interval


def _start(rule: Rule, first: date, number: int) -> date | None:
    """Return the first day of the period `number` after that of `first`; None beyond the calendar's end."""
    try:
        match rule.every:
            case "DAILY":
                return first + timedelta(days=number)
            case "WEEKLY":
                return first - timedelta(days=(first.weekday() - rule.begins) % _WEEK) + timedelta(weeks=number)
            case "MONTHLY":
                year, month = divmod(first.year * _YEAR + first.month - 1 + number, _YEAR)
                return date(year, month + 1, 1)
            case _:
                return date(first.year + number, 1, 1)
    except (ValueError, OverflowError):
        return None


def _taken(rule: Rule, first: date, start: date) -> Sequence[date]:
    """Return the days of the period that begins with `start` that the rule takes, in their order."""
    found = sorted({day for day in _candidates(rule, first, start) if not rule.months or day.month in rule.months})
    if not rule.places:
        return found
    places = (place - (place > 0) for place in rule.places)
    return sorted({found[place] for place in places if -len(found) <= place < len(found)})


def _candidates(rule: Rule, first: date, start: date) -> Iterator[date]:
    match rule.every:
        case "DAILY":
            if _fits(rule, start):
                yield start
        case "WEEKLY":
            wanted = {weekday for weekday, _ in rule.weekdays} or {first.weekday()}
            week = (start + timedelta(days=number) for number in range(_WEEK))
            yield from (day for day in week if day.weekday() in wanted and _is_day(rule, day))
        case "MONTHLY":
            yield from _of_span(rule, first, [start])
        case _:
            named = rule.months or (() if rule.weekdays or rule.days else (first.month,))
            if rule.weekdays and not named and not rule.days:
                yield from _weekdays(rule, date(start.year, 1, 1), date(start.year, 12, 31))
            else:
                yield from _of_span(rule, first, [date(start.year, month, 1) for month in named or range(1, _YEAR + 1)])


def _of_span(rule: Rule, first: date, months: Sequence[date]) -> Iterator[date]:
    """Yield the days that the rule takes of each of `months`."""
    for start in months:
        last = start.replace(day=monthrange(start.year, start.month)[1])
        if rule.weekdays:
            yield from (day for day in _weekdays(rule, start, last) if _is_day(rule, day))
        else:
            span = (start + timedelta(days=number) for number in range(last.day))
            yield from (day for day in span if _is_day(rule, day) and (rule.days or day.day == first.day))


def _weekdays(rule: Rule, start: date, last: date) -> Iterator[date]:
    """Yield the weekdays of the rule from `start` to `last`: all of them, or the how-many-th from either end."""
    for weekday, which in rule.weekdays:
        all_of_them = list(_each(weekday, start, last))
        if not which:
            yield from all_of_them
        elif abs(which) <= len(all_of_them):
            yield all_of_them[which - (which > 0)]


def _each(weekday: int, start: date, last: date) -> Iterator[date]:
    ahead = (weekday - start.weekday()) % _WEEK
    return (start + timedelta(days=number) for number in range(ahead, (last - start).days + 1, _WEEK))


def _fits(rule: Rule, day: date) -> bool:
    return _is_day(rule, day) and (not rule.weekdays or day.weekday() in {weekday for weekday, _ in rule.weekdays})


def _is_day(rule: Rule, day: date) -> bool:
    """Say whether `day` is one of those of the month that the rule names, or it names none."""
    last = monthrange(day.year, day.month)[1]
    return not rule.days or day.day in rule.days or day.day - last - 1 in rule.days

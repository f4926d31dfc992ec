"""Dates to places in a row: what step a series has, which steps are missing, and where the date lies."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

from ...model.estimate import Refused, Series, Spacing
from .points import Points

_FEWEST = 3
_MOST_STEPS = 20_000
_MONTHS = 12
_ONE_REGULAR = 0.5

_SPANS: Mapping[Spacing, range] = MappingProxyType(
    {
        Spacing.DAY: range(1, 2),
        Spacing.WEEK: range(7, 8),
        Spacing.MONTH: range(28, 32),
        Spacing.QUARTER: range(89, 93),
        Spacing.YEAR: range(365, 367),
    }
)
SEASONS: Mapping[Spacing, int] = MappingProxyType(
    {Spacing.DAY: 7, Spacing.WEEK: 1, Spacing.MONTH: _MONTHS, Spacing.QUARTER: 4, Spacing.YEAR: 1}
)
"""After how many steps a season comes again: the week for days, the year for months and quarters."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A series with a place for every step.

    Attributes:
        spacing: from one step to the next.
        days: the first day of each step.
        points: the numbers.
    """

    spacing: Spacing
    days: tuple[date, ...]
    points: Points


def gridded(
    series: Series, on: date, controls: Sequence[Series], excluded: Sequence[tuple[date, date]]
) -> Grid | Refused:
    """Return `series` and `controls` step by step, or why their dates make no steps.

    Days are places from Monday on, so that the same week is the same week wherever the series begins. A week, month,
    quarter or year that had begun before `on` holds a bit of both and is skipped, as are the steps that touch a span of
    `excluded`.
    """
    known = sorted(day for day, value in zip(series.dates, series.values, strict=True) if value is not None)
    spacing = _spacing(known)
    if isinstance(spacing, Refused):
        return spacing
    place = _place(spacing, known[0])
    rows = [_row(one, place) for one in (series, *controls)]
    wrong = next((row for row in rows if isinstance(row, Refused)), None)
    if wrong is not None:
        return wrong
    first, last = place(known[0]), place(known[-1])
    if last - first >= _MOST_STEPS:
        return Refused(f"the dates span {last - first + 1} steps", "check the dates, or take a part of the series")
    days = tuple(_day(spacing, step, known[0]) for step in range(first, last + 2))
    skipped = {step for start, end in excluded for step in range(place(start), place(end) + 1)}
    if days[0] < on < days[-1] and _day(spacing, place(on), known[0]) != on:
        skipped.add(place(on))
    numbers = [[row.get(step) for step in range(first, last + 1)] for row in rows if not isinstance(row, Refused)]
    points = Points(
        values=tuple(numbers[0]),
        first_after=sum(day < on for day in days[:-1]),
        season=SEASONS[spacing],
        controls=tuple(map(tuple, numbers[1:])),
        skipped=frozenset(step - first for step in skipped if first <= step <= last),
        labels=tuple(map(day_text, days[:-1])),
    )
    return Grid(spacing, days[:-1], points)


def day_text(day: date) -> str:
    """Return a day as it is read: "14 March 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def _spacing(days: Sequence[date]) -> Spacing | Refused:
    if len(days) < _FEWEST:
        some = f"only {len(days)} numbers have" if len(days) > 1 else "only one number has" if days else "no number has"
        return Refused(f"{some} a date", "give a longer history")
    gaps = [(after - before).days for before, after in pairwise(days)]
    if not min(gaps):
        twice = next(before for before, after in pairwise(days) if before == after)
        return Refused(f"two numbers for {day_text(twice)}", "keep one, or add them up, before measuring")
    likely, times = Counter(_class(gap) for gap in gaps).most_common(1)[0]
    if likely is None or times < _ONE_REGULAR * len(gaps):
        return Refused("the dates do not come in regular steps", "give one number a day, week, month, quarter or year")
    return likely


def _class(gap: int) -> Spacing | None:
    return next((spacing for spacing, span in _SPANS.items() if gap in span), None)


def _place(spacing: Spacing, origin: date) -> Callable[[date], int]:
    """Return the function that numbers steps; weeks begin on the weekday of `origin`."""
    match spacing:
        case Spacing.DAY:
            return date.toordinal
        case Spacing.WEEK:
            return lambda day: (day.toordinal() - origin.toordinal()) // 7
        case Spacing.MONTH:
            return lambda day: day.year * _MONTHS + day.month - 1
        case Spacing.QUARTER:
            return lambda day: day.year * 4 + (day.month - 1) // 3
        case _:
            return lambda day: day.year


def _day(spacing: Spacing, place: int, origin: date) -> date:
    """Return the first day of the step numbered `place`."""
    match spacing:
        case Spacing.DAY:
            return date.fromordinal(place)
        case Spacing.WEEK:
            return origin + timedelta(weeks=place)
        case Spacing.MONTH:
            return date(place // _MONTHS, place % _MONTHS + 1, 1)
        case Spacing.QUARTER:
            return date(place // 4, place % 4 * 3 + 1, 1)
        case _:
            return date(place, 1, 1)


def _row(series: Series, place: Callable[[date], int]) -> dict[int, float] | Refused:
    found: dict[int, float] = {}
    for day, value in zip(series.dates, series.values, strict=True):
        if value is None:
            continue
        if place(day) in found:
            return Refused(f"two numbers for the step of {day_text(day)}", "keep one, or add them up, before measuring")
        found[place(day)] = value
    return found

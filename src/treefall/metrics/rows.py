"""Rows of a moment and some numbers, made into one number a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from math import isfinite
from statistics import fmean, median
from typing import TypeAlias

from ..errors import SourceError
from ..model.estimate import Quantity, Series
from .calendar import Moment, day_of

Row: TypeAlias = tuple[Moment, tuple[float | None, ...]]

_HALF = 0.5
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was read of a metric.

    Attributes:
        series: the metric itself.
        controls: the others that were asked for, on the same days.
        unit: what stood beside the numbers, or "".
        remarks: what was decided on the way, a sentence each, for the person to see.
    """

    series: Series
    controls: tuple[Series, ...] = ()
    unit: str = ""
    remarks: tuple[str, ...] = ()


def daily(rows: Iterable[Row], names: Sequence[str], *, kind: Quantity, zone: tzinfo | None, unit: str = "") -> Numbers:
    """Return `rows` as series of one number a day, the first of `names` being the metric.

    Instants of a day are summed up where the numbers are counts, else averaged; a first or last day of which less than
    half was seen is left out. The same row twice counts once.

    Args:
        rows: in any order.
        names: of the numbers of each row.
        kind: what the numbers are.
        zone: whose days they become.
        unit: of the metric.

    Raises:
        SourceError: there is no row, or a day without a clock stands twice with different numbers.
    """
    seen = list(dict.fromkeys(rows))
    by_day: dict[date, list[Row]] = {}
    for row in sorted(seen, key=lambda row: (day_of(row[0], zone), str(row[0]))):
        by_day.setdefault(day_of(row[0], zone), []).append(row)
    if not by_day:
        raise SourceError("There is no row with a date and a number.", hint="Name the columns: --dates and --column.")
    clocked = any(isinstance(moment, datetime) for moment, _ in seen) and any(len(day) > 1 for day in by_day.values())
    twice = [day for day, found in by_day.items() if len({moment for moment, _ in found}) < len(found)]
    if twice and (not clocked or kind is not Quantity.COUNT):
        shown = ", ".join(map(str, twice[:_MOST_SHOWN])) + (" and more" if len(twice) > _MOST_SHOWN else "")
        raise SourceError(
            f"These days have more than one number{' at one time' if clocked else ''}: {shown}.",
            hint="Keep the row that is right; if there is more than one series in it, keep one.",
        )
    remarks = []
    if clocked:
        partial = _partial(by_day)
        remarks.append(f"Each day is the {'sum' if kind is Quantity.COUNT else 'mean'} of its points.")
        if partial:
            remarks.append(f"Left out as incomplete: {', '.join(map(str, partial))}.")
        by_day = {day: found for day, found in by_day.items() if day not in partial}
    columns = [
        Series(tuple(by_day), tuple(_one([values[n] for _, values in found], kind) for found in by_day.values()), name)
        for n, name in enumerate(names)
    ]
    return Numbers(columns[0], tuple(columns[1:]), unit, tuple(remarks))


def _partial(by_day: dict[date, list[Row]]) -> tuple[date, ...]:
    """Return the first and the last day where less than half of what a day usually has was seen."""
    usual = median(len(found) for found in by_day.values())
    ends = dict.fromkeys((min(by_day), max(by_day)))
    return tuple(day for day in ends if len(by_day[day]) < usual * _HALF)


def _one(values: Sequence[float | None], kind: Quantity) -> float | None:
    numbers = [value for value in values if value is not None]
    if not numbers:
        return None
    if not all(map(isfinite, numbers)):
        return numbers[0] if len(numbers) == 1 else float("nan")  # the estimator refuses it by name
    return sum(numbers) if kind is Quantity.COUNT else fmean(numbers)

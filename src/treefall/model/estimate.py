"""What a measurement comes to: a series of numbers in, an estimate with its interval out, or a refusal.

None of these is an entry. A claim that is kept (an entry of its own) names the inputs, the method and the settings, so
that a `Finding` can be computed again from them and compared.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .entries import Attribution

LEVEL = 0.95
"""How often an interval of Treefall's holds the truth, at least: 95 % everywhere."""


class Quantity(StrEnum):
    """What the numbers of a series are, which decides how they are modelled."""

    LEVEL = "level"  # a measured height: latency, cost, temperature
    COUNT = "count"  # how many events happened in each step: incidents, tickets
    RATE = "rate"  # a share or a rate of each step: error rate, conversion


class Better(StrEnum):
    """Which way is good news."""

    LOWER = "lower"
    HIGHER = "higher"


class Spacing(StrEnum):
    """How far one point of a series is from the next, in a calendar's steps."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers by date, as a file or a server gave them, in any order.

    Attributes:
        dates: the day of each number, or the first day of its week, month, quarter or year.
        values: the numbers, as many as dates; None where the place says that there is none.
        name: what the numbers are, as the place calls them; may be empty.
    """

    dates: tuple[date, ...]
    values: tuple[float | None, ...]
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse numbers without a date, and dates without a number."""
        if len(self.dates) != len(self.values):
            raise ValueError(f"a series needs a value for each date: {len(self.dates)} and {len(self.values)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number that was estimated, and how far it can be trusted.

    Attributes:
        value: the best guess.
        low: the lower end of its interval, low <= value.
        high: the upper end, value <= high.
        unit: of all three: "ms", "share" (0.2 is 20 %), "events a day"; may be empty.
        level: how often such an interval holds the truth, 0 to 1; 0 for a range of assumptions, which has no such rate.
        method: how it was estimated, and the method's version.
    """

    value: float
    low: float
    high: float
    unit: str = ""
    level: float = LEVEL
    method: str = ""

    def __post_init__(self) -> None:
        """Refuse ends that do not hold the value; a number that is none holds nothing."""
        if not self.low <= self.value <= self.high:
            raise ValueError(f"an interval holds its value: {self.low} <= {self.value} <= {self.high}")

    @property
    def clear(self) -> bool:
        """Say whether the interval leaves out zero: something changed."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Refused:
    """No number, for a reason.

    Attributes:
        why: what is wrong with the data or the question, one clause.
        fix: what would make it work, one clause.
    """

    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag: the number stands, but says only what happened in the same period (attribution correlated).

    Attributes:
        why: what could explain the change as well, one clause.
        fix: what would settle it, one clause.
    """

    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something else that happened near the date: another piece of work, a release of another team, an incident.

    Attributes:
        title: what it was, one line.
        on: the day.
        mine: it is another piece of work of the same person's: the credit is shared, and both are named.
    """

    title: str
    on: date
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One step of a measured series, for a picture or a table.

    Attributes:
        on: the first day of the step.
        seen: the number there; None where it is missing or excluded.
        expected: what the model expects there without the change; None before the first and after the last number.
        low: the lower end of the 95 % band for one point; None like `expected`.
        high: the upper end.
        after: the step is after the change.
        excluded: the person asked to leave this day out, or the step holds the date itself and so a bit of both.
    """

    on: date
    seen: float | None
    expected: float | None
    low: float | None
    high: float | None
    after: bool
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Placebo:
    """The same measurement at other dates, or for other series, on which nothing is known to have happened.

    Attributes:
        as_large: how many of them moved as much or more.
        of: how many there are; 0 < of.
        what: what they are: "dates" or "series".
    """

    as_large: int
    of: int
    what: str = "dates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a measurement came to. Where `refused` is set there are no numbers; else all but `placebo` are there.

    Attributes:
        on: the first day that has the work.
        kind: what the numbers are.
        better: which way is good news; None where nobody said.
        unit: of the values; may be empty.
        name: what the numbers are, as their place calls them; may be empty.
        spacing: from one point to the next; None where it cannot be told.
        attribution: how surely the change is due to the work, if there was one.
        method: how it was measured, and the method's version.
        relative: the change as a share of what was expected without it; -0.2 is 20 % less.
        absolute: the change in `unit`, per step.
        before: what was expected without the work, on average over the steps after ("from"); in `unit`.
        after: what was seen, likewise ("to"); after / before - 1 is the value of `relative`.
        points: how many numbers were used before and after.
        smallest: the smallest change, as a positive share, that would have shown in four of five cases.
        flags: what else could explain the change.
        refused: why there is no number.
        placebo: how often nothing moved as much; None where the history is too short to say.
        shared: titles of the person's other work in the same window, credited together.
        controls: names of the controls.
        assumptions: what was taken for granted, a sentence each.
        dots: the series, what was expected and its band, in order of time.
    """

    on: date
    kind: Quantity
    attribution: Attribution
    method: str
    better: Better | None = None
    unit: str = ""
    name: str = ""
    spacing: Spacing | None = None
    relative: Estimate | None = None
    absolute: Estimate | None = None
    before: float | None = None
    after: float | None = None
    points: tuple[int, int] = (0, 0)
    smallest: float | None = None
    flags: tuple[Flag, ...] = ()
    refused: Refused | None = None
    placebo: Placebo | None = None
    shared: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    dots: tuple[Dot, ...] = ()

    @property
    def changed(self) -> bool:
        """Say whether a change shows: the interval of the share leaves out zero."""
        return self.relative is not None and self.relative.clear


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A number that somebody states: "2.5 h per page (1.5-4), on-call survey 2026".

    Attributes:
        value: the best guess, >= 0.
        low: the least that it could be, 0 <= low <= value.
        high: the most.
        unit: "h per page", "EUR/h".
        source: where it comes from; empty where nobody said, which makes it a judgement.
    """

    value: float
    low: float
    high: float
    unit: str
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a range that does not hold its value, and less than nothing."""
        if not 0 <= self.low <= self.value <= self.high:
            raise ValueError(f"an assumption's range holds its value: 0 <= {self.low} <= {self.value} <= {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a change is worth in another unit, as a range: never a bare number.

    Attributes:
        low: the least, given the measurement's interval and the assumptions' ranges.
        high: the most; low <= high. Both may be negative where the change cost something.
        unit: "EUR", "h".
        days: how many days it is reckoned for, at most 365.
        assumptions: what it rests on.
        attribution: never better than its weakest input.
    """

    low: float
    high: float
    unit: str
    days: int
    assumptions: tuple[Assumption, ...]
    attribution: Attribution


class Basis(StrEnum):
    """What an avoided cost is reckoned from, the surest first."""

    NEAR_MISS = "an observed near miss"
    MATCHED = "a matched past incident"
    JUDGEMENT = "a judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """What did not happen, and what it would have cost, as a range: never a point.

    Attributes:
        low: the least; 0 where it might not have happened at all.
        high: the most; low < high, for what did not happen is never a point.
        unit: "EUR", "h".
        basis: what it is reckoned from.
        start: the first day of exposure that was avoided.
        end: the last.
        assumptions: what it rests on, how many times in that span first, what one time costs second.
        attribution: estimated, whatever it is reckoned from.
    """

    low: float
    high: float
    unit: str
    basis: Basis
    start: date
    end: date
    assumptions: tuple[Assumption, ...]
    attribution: Attribution

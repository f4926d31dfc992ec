"""Dates as files have them: ISO, 14.03.2026, 3/14/2026, "14 Mar 2026", 2026-W11, 2026-Q1, seconds since 1970."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

Moment: TypeAlias = date | datetime
"""A day, or an instant of one: naive instants are of the place where they were written."""

Reader: TypeAlias = Callable[[str], Moment]
"""Reads the dates of one column."""

_MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "jan januar january janvier enero",
                "feb februar february fev février febrero",
                "mar mär märz march mars marzo",
                "apr april avr avril abril",
                "may mai mayo",
                "jun juni june juin junio",
                "jul juli july juil juillet julio",
                "aug august août agosto",
                "sep sept september septembre septiembre",
                "oct okt october oktober octobre octubre",
                "nov november novembre noviembre",
                "dec dez december dezember décembre diciembre",
            ),
            1,
        )
        for name in names.split()
    }
)
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?")
_CLOCK = re.compile(r"[T ]\d\d?:\d\d")
_WEEK = re.compile(r"(\d{4})-?[Ww](\d\d?)(?:-?(\d))?")
_MONTH = re.compile(r"(\d{4})[-/.](\d\d?)|(\d\d?)[/.](\d{4})")
_QUARTER = re.compile(r"(\d{4})[-/ ]?[Qq]([1-4])|[Qq]([1-4])[-/ ](\d{4})")
_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d")
_NUMERIC = re.compile(r"(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)(?:[ T,]+(\d\d?:\d\d(?::\d\d)?))?")
_WORDS = re.compile(
    r"(\d\d?)?[. ]*([^\W\d]{3,10})[. ]+(?:(\d\d?)(?:st|nd|rd|th)?,? +)?(\d{4})(?:[ ,]+(\d\d?:\d\d(?::\d\d)?))?"
)
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_MILLISECONDS = 10**11
_CENTURY = 100
_OLDEST_SHORT = 70  # "70" is 1970, "69" is 2069


class Unclear(ValueError):
    """A column of dates can be read in two ways, and both make sense."""


def reader(texts: Sequence[str], *, day_first: bool | None = None) -> Reader:
    """Return what reads every date of a column, of which `texts` are examples.

    Args:
        texts: dates of the column, at least one.
        day_first: whether 3/4/2026 is the third of April; None: to be seen from the dates themselves.

    Raises:
        Unclear: nothing tells which of two numbers is the day.
        ValueError: some of `texts` is no date.
    """
    if day_first is None:
        day_first = _day_first(texts)
    first = bool(day_first)
    for text in texts:
        parsed(text, day_first=first)
    return lambda text: parsed(text, day_first=first)


def parsed(text: str, *, day_first: bool) -> Moment:
    """Return the day or the instant that `text` names; of a week, a month, a quarter, a year its first day.

    Raises:
        ValueError: it names none.
    """
    text = text.strip().strip("\"'")
    for read in (_iso, _week, _quarter, _month, _seconds):
        if (moment := read(text)) is not None:
            return moment
    if found := _NUMERIC.fullmatch(text):
        first, _, second, year, clock = found.groups()
        day, month = (first, second) if day_first or found[2] == "." else (second, first)
        return _at(date(_whole(year), int(month), int(day)), clock)
    if (found := _WORDS.fullmatch(text)) and (month_number := _MONTHS.get(found[2].casefold().rstrip("."))):
        return _at(date(int(found[4]), month_number, int(found[1] or found[3] or 1)), found[5])
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1)
    raise ValueError(f"{text[:40]!r} is no date")


def is_iso(text: str) -> bool:
    """Say whether `text` begins as dates do that a program wrote: 2026-03-14."""
    return bool(_ISO.match(text.strip()))


def day_of(moment: Moment, zone: tzinfo | None) -> date:
    """Return the day of `moment` for somebody in `zone` (None: the computer's own)."""
    if isinstance(moment, datetime):
        return (moment.astimezone(zone) if moment.tzinfo else moment).date()
    return moment


def _day_first(texts: Iterable[str]) -> bool:
    """Decide by a number above twelve, else by which reading gives even steps."""
    pairs = [
        (int(found[1]), int(found[3]))
        for text in texts
        if (found := _NUMERIC.fullmatch(text.strip())) and found[2] != "."
    ]
    if any(first > 12 for first, _ in pairs):  # noqa: PLR2004 - months of a year
        return True
    if not pairs or any(second > 12 for _, second in pairs):  # noqa: PLR2004
        return False
    steps = {first: _steps([parsed(text, day_first=first) for text in texts]) for first in (True, False)}
    if (len(steps[True]) == 1) != (len(steps[False]) == 1):
        return len(steps[True]) == 1
    raise Unclear("which number is the day, and which the month?")


def _steps(moments: Sequence[Moment]) -> set[timedelta]:
    days = [day_of(moment, UTC) for moment in moments]
    return {later - earlier for earlier, later in pairwise(days) if later != earlier}


def _iso(text: str) -> Moment | None:
    if not _ISO.match(text):
        return None
    if not _CLOCK.search(text):
        return date(*map(int, text.split("-")))
    return datetime.fromisoformat(
        text.removesuffix(" UTC").replace(" +", "+") + ("+00:00" if text.endswith("UTC") else "")
    )


def _week(text: str) -> date | None:
    if not (found := _WEEK.fullmatch(text)):
        return None
    return date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))


def _quarter(text: str) -> date | None:
    if not (found := _QUARTER.fullmatch(text)):
        return None
    year, quarter = (found[1], found[2]) if found[1] else (found[4], found[3])
    return date(int(year), 3 * int(quarter) - 2, 1)


def _month(text: str) -> date | None:
    if not (found := _MONTH.fullmatch(text)):
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return date(int(year), int(month), 1)


def _seconds(text: str) -> datetime | None:
    if not _SECONDS.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC)


def _at(day: date, clock: str | None) -> Moment:
    return (
        datetime.fromisoformat(f"{day.isoformat()}T{clock.zfill(5 if clock.count(':') == 1 else 8)}") if clock else day
    )


def _whole(year: str) -> int:
    number = int(year)
    return number if number >= _CENTURY else number + (1900 if number >= _OLDEST_SHORT else 2000)

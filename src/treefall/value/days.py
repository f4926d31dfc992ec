"""Days as people say them: "14 March", "last thursday", "in two weeks", "end of june"."""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = MappingProxyType({"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6})
_NEAR = MappingProxyType({"today": 0, "yesterday": -1, "tomorrow": 1})
_WEEK, _FRIDAY, _YEAR, _QUARTER = 7, 4, 12, 3
_SPANS = MappingProxyType({"week": 0, "month": 1, "quarter": _QUARTER, "year": _YEAR})  # in months
_SHORTEST = 3  # letters of a weekday's or a month's name
_LEAP = 8  # years within which every day comes again


def said_day(words: str, today: date, *, coming: bool = False) -> date | None:
    """Return the day that `words` name on `today`, or None where they name none.

    It may be an ISO date, "today", "tomorrow", a weekday ("last thursday", "next monday"), a distance ("3 days ago",
    "in two weeks"), a day of a month with or without its year ("14 March", "14.3.2026"), or an end ("end of june",
    "end of the quarter").

    Args:
        words: capitals and spacing do not matter.
        today: the day on which they are said.
        coming: what could be past or to come (a weekday, a day without its year) is to come; else it is past.
    """
    said = " ".join(words.casefold().split())
    calendar = _Calendar(today, coming)
    for pattern, meaning in _MEANINGS:
        if match := pattern.fullmatch(said):
            with suppress(ValueError, OverflowError):  # such as 30 February
                if day := meaning(calendar, match):
                    return day
    return None


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What each way of saying a day means on `today`; `coming` as in `said_day`."""

    today: date
    coming: bool

    def exact(self, match: re.Match[str]) -> date | None:
        year, month, day = map(int, match.groups())
        return date(year, month, day)

    def near(self, match: re.Match[str]) -> date | None:
        return self.today + timedelta(days=_NEAR[match[0]])

    def weekday(self, match: re.Match[str]) -> date | None:
        wanted = _begun(match["name"], _WEEKDAYS)
        if wanted is None:
            return None
        ahead = (wanted - self.today.weekday()) % _WEEK or _WEEK
        to_come = match["which"] in {"next", "this"} or (self.coming and not match["which"])
        return self.today + timedelta(days=ahead if to_come else ahead - _WEEK or -_WEEK)

    def distance(self, match: re.Match[str]) -> date | None:
        if bool(match["ahead"]) == bool(match["ago"]):
            return None
        number = _NUMBERS.get(match["count"]) or int(match["count"])
        number = number if match["ahead"] else -number
        if match["unit"] == "month":
            return _months_on(self.today, number)
        return self.today + timedelta(days=number * (_WEEK if match["unit"] == "week" else 1))

    def dotted(self, match: re.Match[str]) -> date | None:
        return self._of_year(int(match["day"]), int(match["month"]), match["year"])

    def of_month(self, match: re.Match[str]) -> date | None:
        month = _begun(match["month"], _MONTHS)
        return None if month is None else self._of_year(int(match["day"]), month + 1, match["year"])

    def end(self, match: re.Match[str]) -> date | None:
        today, span = self.today, match["month"]
        if match["next"]:
            if span not in _SPANS:
                return None
            today = today + timedelta(days=_WEEK) if span == "week" else _months_on(today.replace(day=1), _SPANS[span])
        if span == "week":
            return today + timedelta(days=(_FRIDAY - today.weekday()) % _WEEK)
        last = {"month": today.month, "quarter": -(-today.month // _QUARTER) * _QUARTER, "year": _YEAR}
        if span in last:
            return _last_of(today.year, last[span])
        month = _begun(span, _MONTHS)
        first = None if month is None else self._of_year(1, month + 1, match["year"])
        return _last_of(first.year, first.month) if first else None

    def _of_year(self, day: int, month: int, year: str | None) -> date | None:
        """Return that day of `year`; without one, of the year in which it came last, or comes next."""
        if year:
            return date(int(year), month, day)
        for step in range(_LEAP + 1):
            with suppress(ValueError):  # 29 February of most years
                found = date(self.today.year + (step if self.coming else -step), month, day)
                if found >= self.today if self.coming else found <= self.today:
                    return found
        return None


def _months_on(today: date, months: int) -> date:
    year, month = divmod(today.year * _YEAR + today.month - 1 + months, _YEAR)
    return date(year, month + 1, min(today.day, _last_of(year, month + 1).day))


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _begun(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place among `names` of the one that `word` begins."""
    found = [place for place, name in enumerate(names) if len(word) >= _SHORTEST and name.startswith(word)]
    return found[0] if found else None


_MEANINGS = (
    (re.compile(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])"), _Calendar.exact),
    (re.compile("|".join(_NEAR)), _Calendar.near),
    (re.compile(r"(?:(?:on )?(?P<which>last|next|this) |on )?(?P<name>[a-z]{3,9})"), _Calendar.weekday),
    (
        re.compile(
            rf"(?P<ahead>in )?(?P<count>[0-9]{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month)s?(?P<ago> ago)?"
        ),
        _Calendar.distance,
    ),
    (re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.(?: ?(?P<year>[0-9]{4}))?"), _Calendar.dotted),
    (
        re.compile(r"(?P<day>[0-9]{1,2})(?:\.|st|nd|rd|th)?(?: of)? (?P<month>[a-z]{3,9})(?:,? (?P<year>[0-9]{4}))?"),
        _Calendar.of_month,
    ),
    (
        re.compile(r"(?P<month>[a-z]{3,9}) (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>[0-9]{4}))?"),
        _Calendar.of_month,
    ),
    (
        re.compile(r"(?:the )?end of (?:the |this |(?P<next>next ))?(?P<month>[a-z]{3,9})(?: (?P<year>[0-9]{4}))?"),
        _Calendar.end,
    ),
)

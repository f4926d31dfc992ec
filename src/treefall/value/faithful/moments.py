"""The grammar of dates: full, without a year, months, quarters, halves, years, weekdays, and times of the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = MappingProxyType(
    {name: number for number, name in enumerate(_NAMES, 1)}
    | {name[:3]: number for number, name in enumerate(_NAMES, 1)}
    | {"sept": 9}
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_LED = (
    r"(?:in|of|for|the|since|by|until|till|from|to|during|before|after|early|late|mid|last|this|and|than|between"
    r"|through)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_NTH_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_QUARTER = r"(?:Q(?P<quarter>[1-4])|(?i:(?P<nth>first|second|third|fourth|last) quarter))"
_PATTERNS = tuple(
    map(
        re.compile,
        (
            rf"\b(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:[T ](?P<hour>[0-2]?\d):(?P<minute>[0-5]\d))?",
            rf"\b{_NTH_DAY}(?: of)? (?P<name>{_MONTH})(?:,? (?P<year>{_YEAR})\b)?",
            rf"\b(?<!\b[Ii]n )(?P<name>{_MONTH}) {_NTH_DAY}\b(?!\d|%|\.\d)(?:,? (?P<year>{_YEAR})\b)?",
            rf"\b(?P<name>{_MONTH}) (?P<day>\d\d)(?:st|nd|rd|th)\b",
            rf"\b{_DAY}\.(?P<month>[01]?\d)\.(?P<year>{_YEAR})\b",
            rf"\b(?P<year>{_YEAR})/(?P<month>[01]\d)/(?P<day>[0-3]\d)\b",
            rf"\b(?P<name>{_MONTH}),? (?P<year>{_YEAR})\b",
            rf"\b(?P<year>{_YEAR})-(?P<month>[01]\d)\b(?!-)",
            rf"\b{_QUARTER}(?:(?: of)? (?P<year>{_YEAR}))?\b",
            rf"\b(?:H(?P<half>[12])|(?i:(?P<part>first|second) half)(?= of {_YEAR}))(?:(?: of)? (?P<year>{_YEAR}))?\b",
            rf"\b(?P<name>{'|'.join(name.title() for name in _NAMES)})\b",
            r"\b(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
        ),
    )
)
_BARE_YEAR = re.compile(
    rf"(?:\b{_LED} (?P<year>{_YEAR})\b(?![,.]?\d)(?! ?(?:%|ms\b|(?!is\b|was\b|has\b)[a-z]+s\b))"
    rf"|(?:^|[.;,(] ?)(?P<label>{_YEAR})(?=:))",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\b{_NTH_DAY}\s*(?:to|and|until|[-\u2013])\s*(?=[0-3]?\d(?:st|nd|rd|th)? (?P<name>{_MONTH}))")
_LEADS = re.compile(rf"(?:\b{_LED}\s|\()$", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?\b")
_NTH = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4})
_LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, quarter or year that a text names; what it leaves open is None.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        written: as it stands there.
        at: with the time of the day, where one is told; naive, in the text's own zone.
    """

    start: int
    end: int
    written: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    weekday: int | None = None
    at: datetime | None = None

    @property
    def date(self) -> date | None:
        """Return the day, where it is known with its year."""
        if self.year and self.month and self.day:
            return _day(self.year, self.month, self.day)
        return None

    @property
    def order(self) -> tuple[int, int, int]:
        """Return what moments are ordered by: year, month and day, as far as it names them."""
        month = self.month or 3 * (self.quarter or 0) or 6 * (self.half or 0)
        return self.year or 0, month, self.day or 0

    @property
    def grain(self) -> tuple[bool, ...]:
        """Return what it is: a day, a month, a quarter, a half, a year alone."""
        return bool(self.day), bool(self.month), bool(self.quarter), bool(self.half), self.weekday is not None

    def allows(self, other: "Moment") -> bool:
        """Say whether what this moment states is also said by `other`, which may say more."""
        if self.year and self.year != (other.year or (other.month and self.year)):
            return False
        if self.weekday is not None:
            return self.weekday == (other.date.weekday() if other.date else other.weekday)
        if self.quarter:
            return self.quarter == (other.quarter or (other.month and (other.month + 2) // 3))
        if self.half:
            return self.half == (other.half or (other.month and (other.month + 5) // 6))
        return self.month in {None, other.month} and self.day in {None, other.day}


def of_day(at: date) -> Moment:
    """Return the moment of a day that stands in no text."""
    return Moment(0, 0, at.isoformat(), at.year, at.month, at.day)


def moments(text: str) -> tuple[Moment, ...]:
    """Return the moments of `text`, in its order."""
    found: list[Moment] = []
    for moment in _each(text):
        if not any(moment.start < other.end and other.start < moment.end for other in found):
            found.append(replace(moment, written=text[moment.start : moment.end].rstrip(".")))
    found.sort(key=lambda moment: moment.start)
    return tuple(found)


def clocks(text: str, after: date | None) -> Iterator[Moment]:
    """Yield the bare times of the day in `text`, as moments of the day `after`."""
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"])
        at = datetime(after.year, after.month, after.day, hour, minute) if after else None  # noqa: DTZ001 - its own
        yield Moment(match.start(), match.end(), match[0], at=at)


def _each(text: str) -> Iterator[Moment]:
    for match in _SPAN.finditer(text):
        yield Moment(match.start(), match.end("day"), month=_MONTHS[_plain(match["name"])], day=int(match["day"]))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _is_month(text, match):
                yield _moment(match)
    for match in _BARE_YEAR.finditer(text):
        group = "year" if match["year"] else "label"
        yield Moment(match.start(group), match.end(group), year=int(match[group]))


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Say whether a bare "May" is the month: it follows a word that a time follows."""
    return match[0] != "May" or _LEADS.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]) is not None


def _moment(match: re.Match[str]) -> Moment:
    parts = {name: value for name, value in match.groupdict().items() if value}
    number = {name: int(value) for name, value in parts.items() if value.isdigit()}
    month = _MONTHS[_plain(parts["name"])] if "name" in parts else number.get("month")
    quarter = _NTH[parts["nth"].casefold()] if "nth" in parts else number.get("quarter")
    at = None
    if "hour" in parts and (on := _day(number["year"], number["month"], number["day"])):
        at = datetime(on.year, on.month, on.day, min(number["hour"], 23), number["minute"])  # noqa: DTZ001 - its own
    return Moment(
        match.start(),
        match.end(),
        year=number.get("year"),
        month=month,
        day=number.get("day"),
        quarter=quarter,
        half=_NTH[parts["part"].casefold()] if "part" in parts else number.get("half"),
        weekday=_WEEKDAYS.index(parts["weekday"].casefold()) if "weekday" in parts else None,
        at=at,
    )


def _plain(name: str) -> str:
    return name.casefold().rstrip(".")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

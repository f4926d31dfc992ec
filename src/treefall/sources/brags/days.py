"""When a piece of work was, as people head their lists: "Q2 2026", "May", "Week of May 11-15, 2026", "2026-05-12".

What names more than a day stands at its first: a month, a quarter, a half, an ISO week, a year. English names of
months alone are known. Fiscal years are nobody's but their company's, and name no day.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeAlias

from ...value.pages import moment

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_LAST_MONTH = _MONTH.replace("?P<month>", "?P<last>")
_YEAR = r"(?P<year>(?:19[7-9]|20\d)\d)(?![\d%])"
_SHORT = r"(?:(?P<year>(?:19[7-9]|20\d)\d)|'(?P<short>\d\d))(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_TO_DAY = r"(?:\s?-\s?\d{1,2}(?:st|nd|rd|th)?(?!\d))?"
_CLOCK = (
    r"(?:[T ,]{1,2}(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,9})?)?[ ]?"
    r"(?P<half>[AaPp][Mm]\b)?(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?)?"
)
_START = r"(?<![\w.,$€£#/-])"
_FISCAL = re.compile(r"\bFY ?'?\d\d|\bfiscal\b", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|to|until|through|→)\s*", re.IGNORECASE)
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "’": "'", "\u00a0": " "})  # noqa: RUF001 - as people write
_FILLING = frozenset(
    [
        *("key", "accomplishment", "accomplishments", "achievement", "achievements", "highlight", "highlights", "win"),
        *("wins", "brag", "brags", "bragging", "hype", "doc", "document", "sheet", "log", "journal", "diary"),
        *("work", "weekly", "monthly", "daily", "quarterly", "annual", "yearly", "review", "reviews", "update"),
        *("updates", "week", "wk", "weeks", "month", "quarter", "half", "year", "sprint", "of", "the", "my"),
        *("in", "for", "and", "to", "from", "on", "period", "notes", "entries", "list", "file", "ytd"),
        *("ongoing", "present", "now", "so", "far", "current", "performance", "monday", "tuesday", "wednesday"),
        *("thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs"),
        *("fri", "sat", "sun", "am", "pm", "things", "done", "did", "i", "what", "career", "record", "running"),
        *("chronological"),
    ]
)
_LIST = re.compile(
    r"\b(?:brag|bragging|hype|accomplishments?|achievements?|wins?|work) "
    r"(?:docs?|document|sheet|log|journal|list|file)\b",
    re.IGNORECASE,
)
_CENTURY, _HALF_A_DAY, _YEAR_LONG = 2000, 12, 12  # hours, months


class When(NamedTuple):
    """When something was.

    Attributes:
        at: the day, or its instant; aware, UTC.
        offset: minutes east of UTC.
        months: how many it spans; 0 for a week or a day.
        is_day: it names a single day.
        start: of the words that say so.
        end: of them.
    """

    at: datetime
    offset: int
    months: int
    is_day: bool
    start: int
    end: int

    @property
    def moment(self) -> tuple[datetime, int]:
        """Return the instant and the minutes east of UTC."""
        return self.at, self.offset


_Made: TypeAlias = tuple[datetime, int, int, bool]


def when(words: str, within: When | None = None) -> When | None:
    """Return when `words` say that something was, the most exact first; None where they do not say.

    Args:
        words: a heading, a point, the name of a file.
        within: what stands above them: it lends its year to what names none.
    """
    said = words[:500].translate(_DASHES)
    if _FISCAL.search(said):
        return None
    for pattern, made in _EXACT + (_LENT if within else ()):
        if match := pattern.search(said):
            try:
                at, offset, months, is_day = made(match, within)
            except ValueError:  # such as 30 February, or the sixtieth week
                continue
            return When(at, offset, months, is_day, match.start(), _swallowed(said, match.end()))
    return None


def is_filling(words: str) -> bool:
    """Say whether `words` say nothing but what lists are called: "Week of", "Accomplishments", "Ed's brag document"."""
    if _LIST.search(words):
        return True
    return all(word in _FILLING for word in re.findall(r"[^\W\d_]+", words.lower().replace("'s", "")))


def without(words: str, said: When) -> str:
    """Return `words` without what says when, and without the marks around that."""
    before, after = words[: said.start], words[said.end :]
    if before.endswith(("(", "[")) and after.startswith((")", "]")):
        before, after = before[:-1], after[1:]
    return f"{before.rstrip(' -–—:,|@')} {after.lstrip(' -–—:,.|')}".strip()  # noqa: RUF001 - as people write


def is_aside(words: str, said: When) -> bool:
    """Say whether what says when stands apart in `words`: before or behind them, or in brackets."""
    before, after = words[: said.start].rstrip(), words[said.end :].lstrip()
    if before.endswith(("(", "[")) and after.startswith((")", "]")):
        return len(before) == 1 or not after[1:].strip(" .")
    first = not before and (not after or after[0] in "-–—:,.|")  # noqa: RUF001 - as people write
    return first or (not after.strip(" .") and before[-1:] in tuple("-–—:,|"))  # noqa: RUF001 - as people write


def _swallowed(said: str, end: int) -> int:
    """Return where the words end that say until when; nothing but the beginning of it is kept."""
    until = _TO.match(said, end)
    if until is None or until.end() == end:
        return end
    for pattern, _ in _EXACT:
        if found := pattern.match(said, until.end()):
            return found.end()
    return end


def _year(match: re.Match[str], within: When | None) -> int:
    said = match.groupdict()
    if said.get("year"):
        return int(said["year"])
    if said.get("short"):
        return _CENTURY + int(said["short"])
    assert within is not None  # noqa: S101 - what names no year is looked for only where one is lent
    return within.at.year


def _at(day: date, months: int = 0, *, is_day: bool = False) -> _Made:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC), 0, months, is_day


def _named(match: re.Match[str], within: When | None) -> _Made:
    """Return a day whose month has a name; a span over the end of a year begins in the year before."""
    month, last = _number(match["month"]), match.groupdict().get("last")
    before = bool(last) and month > _number(last or "")
    return _at(date(_year(match, within) - before, month, int(match["day"])), is_day=True)


def _numbered(match: re.Match[str], within: When | None) -> _Made:
    day = date(_year(match, within), int(match["number"]), int(match["day"]))
    if match["hour"] is None:
        return _at(day, is_day=True)
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        hour = hour % _HALF_A_DAY + _HALF_A_DAY * (half == "pm")
    found = moment(f"{day}T{hour:02}:{match['minute']}{match['zone'] or ''}")
    return (*(found or _at(day)[:2]), 0, True)


def _week(match: re.Match[str], within: When | None) -> _Made:
    if not match.groupdict().get("year") and within and within.months != _YEAR_LONG:
        raise ValueError("the third week of a month is none of the year")
    return _at(date.fromisocalendar(_year(match, within), int(match["week"]), 1))


def _part(months: int) -> Callable[[re.Match[str], When | None], _Made]:
    def made(match: re.Match[str], within: When | None) -> _Made:
        return _at(date(_year(match, within), (int(match["part"]) - 1) * months + 1, 1), months)

    return made


def _month(match: re.Match[str], within: When | None) -> _Made:
    month, last = _number(match["month"]), match.groupdict().get("last")
    before = bool(last) and month > _number(last or "")
    return _at(date(_year(match, within) - before, month, 1), 1)


def _whole(match: re.Match[str], within: When | None) -> _Made:
    return _at(date(_year(match, within), 1, 1), _YEAR_LONG)


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_START + pattern, re.IGNORECASE)


_EXACT: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], When | None], _Made]], ...] = (
    (_compiled(rf"{_YEAR}(?P<by>[-/.])(?P<number>\d\d?)(?P=by)(?P<day>\d\d?)(?!\d){_CLOCK}"), _numbered),
    (_compiled(rf"(?P<day>\d\d?)\.(?P<number>\d\d?)\.{_YEAR}{_CLOCK}"), _numbered),
    (_compiled(rf"{_MONTH} {_DAY}\s?-\s?{_LAST_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"), _named),
    (_compiled(rf"{_DAY} {_MONTH}\s?(?:-|to)\s?\d{{1,2}} {_LAST_MONTH},? {_YEAR}"), _named),
    (_compiled(rf"{_MONTH} {_DAY}{_TO_DAY},? {_YEAR}"), _named),
    (_compiled(rf"{_DAY}{_TO_DAY}(?: of)? {_MONTH},? {_YEAR}"), _named),
    (_compiled(rf"{_YEAR}[ _-]?W(?P<week>\d\d?)\b"), _week),
    (_compiled(rf"(?:week|wk|cw|kw|w)[ _-]?(?P<week>\d\d?)[ ,_/-]{{1,3}}(?:of )?{_YEAR}"), _week),
    (_compiled(rf"Q(?P<part>[1-4])[ ,_/-]{{0,3}}{_SHORT}"), _part(3)),
    (_compiled(rf"{_YEAR}[ ,_/-]{{0,3}}Q(?P<part>[1-4])\b"), _part(3)),
    (_compiled(rf"H(?P<part>[12])[ ,_/-]{{0,3}}{_SHORT}"), _part(6)),
    (_compiled(rf"{_YEAR}[ ,_/-]{{0,3}}H(?P<part>[12])\b"), _part(6)),
    (_compiled(rf"{_MONTH}\s?-\s?{_LAST_MONTH},? {_YEAR}"), _month),
    (_compiled(rf"{_MONTH}[ ,_-]{{0,3}}{_SHORT}"), _month),
    (_compiled(rf"{_YEAR}[-/.](?P<month>\d\d)(?![\d/.-])"), _month),
    (_compiled(rf"(?P<month>\d\d?)/{_YEAR}"), _month),
    (_compiled(_YEAR), _whole),
)
_LENT: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], When | None], _Made]], ...] = (
    (_compiled(rf"{_MONTH} {_DAY}{_TO_DAY}"), _named),
    (_compiled(rf"{_DAY}{_TO_DAY} {_MONTH}"), _named),
    (_compiled(r"(?:week|wk|cw|kw|w)[ _-]?(?P<week>\d\d?)\b"), _week),
    (_compiled(r"Q(?P<part>[1-4])\b"), _part(3)),
    (_compiled(r"H(?P<part>[12])\b"), _part(6)),
    (re.compile(rf"^\W*{_MONTH}(?:\s?-\s?{_LAST_MONTH})?\W*$", re.IGNORECASE), _month),
)

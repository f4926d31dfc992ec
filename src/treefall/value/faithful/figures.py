"""The grammar of quantities: digits and number words, units, rates, ranges, fractions and multiples.

"36M users" is a count, "1.84 s" the same as "1840 ms", "6 h 40 min" one duration, "from 420 to 260 ms" two values of
one unit, "a third" a share, "twice as fast" a multiple. Dates and names with digits are taken out before (`reading`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, isclose, log10
from types import MappingProxyType

from .words import forms

COUNT, SHARE, TIMES, PERCENT, POINTS, TIME = "", "share", "times", "%", "points", "s"
_UNIT_LINES = """
s: 1e-3 ms msec millisecond milliseconds; 1e-6 µs us microsecond microseconds; 1 s sec secs second seconds
s: 60 min mins minute minutes; 3600 h hr hrs hour hours; 86400 d day days; 604800 week weeks
s: 2629800 month months; 7889400 quarter quarters; 31557600 year years
%: 1 % percent pct
points: 1 pp point points; 0.01 bps
byte: 1 b byte bytes; 1e3 kb kib kilobyte kilobytes; 1e6 mb mib megabyte megabytes; 1e9 gb gib gigabyte gigabytes
byte: 1e12 tb tib terabyte terabytes; 1e15 pb petabyte petabytes
times: 1 x \u00d7 times fold
$: 1 $ usd us$ dollar dollars
€: 1 € eur euro euros
£: 1 £ gbp pound pounds
chf: 1 chf franc francs
¥: 1 ¥ jpy yen
₹: 1 ₹ inr rupee rupees
rps: 1 rps qps req/s requests/s
hz: 1 hz; 1e3 khz; 1e6 mhz; 1e9 ghz
kwh: 1 kwh; 1e3 mwh; 1e6 gwh; 1e-3 wh
"""
_UNITS = MappingProxyType(
    {
        name: (dim, float(scale))
        for dim, _, groups in (line.partition(": ") for line in _UNIT_LINES.strip().splitlines())
        for scale, *names in map(str.split, groups.split("; "))
        for name in names
    }
)
_SCALES = MappingProxyType(
    {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9}
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = MappingProxyType(
    {word: number for number, word in enumerate(_ONES.split())}
    | {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
)
_BIG = MappingProxyType({"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9})
_PARTS = MappingProxyType(
    {
        name: n
        for n, name in enumerate(
            ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 2
        )
    }
    | {"halve": 2, "twentieth": 20, "hundredth": 100}
)
_MULTIPLES = forms(
    """
    2 double doubles doubled doubling twice; 3 triple triples tripled tripling thrice
    4 quadruple quadruples quadrupled quadrupling
    """
)
_CURRENCY = r"US\$|[$€£¥₹]|(?:USD|EUR|GBP|CHF|JPY|INR)(?=\s?\d)"
_SUFFIX = r"(?:[%$€£¥₹]|[µA-Za-z][A-Za-z/]*(?:/s)?|\u00d7)"
_DIGITS = rf"(?:(?P<cur>{_CURRENCY})\s?)?(?P<num>\d{{1,3}}(?:[,\u202f'\u2019]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<sign>[-\u2212+](?=[\d$€£]))?{_DIGITS}(?:(?P<gap>[ \u00a0-]?)(?P<unit>{_SUFFIX}))?"
)
_SEPARATORS = MappingProxyType({ord(char): None for char in ",'\u2019\u202f"})
_AMBIGUOUS = frozenset({"x", "b", "us"})  # with a space before them more often no units
_SPOKEN = "|".join((*_SMALL, *_BIG))
_WORDED = re.compile(rf"\b(?:(?:an?|{_SPOKEN})\b(?:[\s-]+(?:and\s+)?(?:{_SPOKEN})\b)+|(?:{_SPOKEN})\b)", re.IGNORECASE)
_ONE_OF = re.compile(rf"\s+(?:out )?of\s+(?:the\s+)?(?:\d|(?:{_SPOKEN})\b)", re.IGNORECASE)
_EACH = re.compile(r"\b(?:every|each|any|no) $", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:(?<!once )(?<!twice )(?<!times )(?P<many>an?|one|two|three|four|five)[\s-](?P<part>"
    + "|".join(_PARTS)
    + r")s?\b"
    r"(?=\s+(?:of|less|more|off|fewer|lower|higher|faster|slower|smaller|larger|the|what|as|for|in|since|between|from|on)\b|[.,;:)]|$)"
    r"|(?<!first )(?<!second )(?P<half>half|halv(?:e|es|ed|ing))\b(?!-)(?!\s+(?:a\s+)?(?:year|day|time)))",
    re.IGNORECASE,
)
_TIME_PART = re.compile(
    r"\b(?P<part>half|(?:an?|one|three)[\s-](?:third|quarter)s?) (?:of )?an? "
    r"(?P<unit>minute|hour|day|week|month|year)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|inside|in|in under|in less than) an? (?P<unit>minute|hour|day|week)\b(?! later)", re.IGNORECASE
)
_UNIT_AND_PART = re.compile(
    rf"\b(?P<many>an?|\d{{1,3}}|{_SPOKEN}) (?P<unit>minute|hour|day|week|month|year)s? and an? "
    r"(?P<part>half|quarter|third)\b",
    re.IGNORECASE,
)
_AND_PART = re.compile(r"\s+and an? (half|quarter|third)\b", re.IGNORECASE)
_ADDED = re.compile(rf"(?:\d|{_SPOKEN}) and (?:an? )?$", re.IGNORECASE)
_ONE_IN = re.compile(
    rf"\b(?P<part>\d{{1,2}}|{_SPOKEN}) (?:in|out of) (?:every )?"
    rf"(?P<whole>\d{{1,4}}(?![\d:.,-]|\s?%)|(?:{_SPOKEN})(?:[\s-](?:{_SPOKEN}))*)\b"
    rf"(?!\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|ms|s|h|min)\b)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"\b(?:(?P<word>(?:doubl|tripl|quadrupl)(?:es|ed|ing|e(?=\s+(?:the|its|our|their|what|as)\b))"
    r"|(?:twice|thrice)(?=\s+(?:as|the)\b))"
    rf"\b(?!-)|(?P<fold>{'|'.join(_SMALL)})fold\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(dozen|hundred|thousand|million|billion)s(?: of (hundred|thousand|million)s)?\b", re.IGNORECASE)
_AFTER_WORD = re.compile(
    rf"[\s-]+({'|'.join(sorted((u for u in _UNITS if len(u) > 1), key=len, reverse=True))})\b", re.IGNORECASE
)
_MULTIPLIED = re.compile(r" (?:as|the|its|our|their|what|more|less|fewer|\w+er|better|worse)\b", re.IGNORECASE)
_POINTS = re.compile(r"[\s-]*(?:percentage[\s-]points?|pp\b)", re.IGNORECASE)
_PER = re.compile(
    r"(?:(?: (?!(?:an?|per|each|every|to|in|on|and|or|from|for|of|by|at|with|after|as)\b)[a-z-]+){0,2}"
    r"(?= (?:an?|per|each|every) ))\s*"
    r"(?:/\s?|\b(?:per|an?|each|every)\s+)(second|sec|s|minute|min|hour|h|day|week|month|mo|quarter|year|yr)\b"
    r"(?! (?:earlier|ago|before|later|after|on|from))"
    r"|\s*/\s?(second|sec|s|minute|min|hour|h|day|week|month|mo|quarter|year|yr)\b"
    r"|\s+(hourly|daily|weekly|monthly|quarterly|annually|yearly)\b",
    re.IGNORECASE,
)
_RATES = forms(
    """
    second s sec; minute min; hour h hourly; day daily; week weekly; month mo monthly; quarter quarterly
    year yr annually yearly annual
    """
)


def _before(words: str, sign: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{words})|[{sign}])\s*(?:an?\s)?$", re.IGNORECASE)


_LOOSE = MappingProxyType(
    {
        "about": _before(r"about|around|roughly|some|approximately|approx\.?|circa|ca\.", "~≈"),
        "over": _before("over|more than|above|at least|just over|upwards of|exceeding", ">"),
        "under": _before(
            "under|less than|below|nearly|almost|within|at most|up to|just under|fewer than|close to", "<"
        ),
    }
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FINE = 0.06  # a recorded value may be rounded to a digit worth less than this share of it
_ABOUT_SHARE = 0.15  # farther from the record, "about" is wrong
_COARSE_SHARE = 0.16  # "more than half" is less than two thirds
_LOOK_BACK = 16
_TO = re.compile(
    r"\s*(?:to|and|or|[-\u2013\u2014]|→|->|down to|up to|against|versus|vs\.?|instead of|rather than)\s*"
    r"(?:about |some |only |just )?",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\s+(?!a\b|an\b|per\b|in\b|on\b|at\b|by\b|for\b|after\b|before\b|and\b|or\b|when\b|while\b|over\b)[a-z]",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:and\s+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity in a text.

    Attributes:
        amount: in the base unit of its dimension: seconds, bytes, dollars, percent, a share of 1.
        dim: the dimension: "s", "byte", "%", "points", "$", "times", "share", …; "" for a count.
        step: the worth of its last written digit, in the base unit.
        start: where it begins in the text.
        end: where it ends.
        written: as it stands in the text.
        per: "month" in "9,000 a month"; else "".
        loose: "about", "over" or "under", as it is qualified; else "".
        digits: significant digits.
        raw: the amount as it is written, before its unit.
    """

    amount: float
    dim: str
    step: float
    start: int
    end: int
    written: str
    per: str = ""
    loose: str = ""
    digits: int = 1
    raw: float = 0.0

    def covers(self, exact: float) -> bool:
        """Say whether `exact` (in the base unit) may be written so: to the written digit, or as it is qualified."""
        gap, slack = exact - self.amount, abs(exact) * 1e-9
        match self.loose:
            case "over":
                return -slack <= gap < self.coarse
            case "under":
                return -self.coarse < gap <= slack
            case "about":
                return abs(gap) <= min(self.coarse / 2, abs(exact) * _ABOUT_SHARE) + slack
            case _:
                return abs(gap) <= self.step / 2 + slack

    @property
    def coarse(self) -> float:
        """Return the worth of the last digit that is not a trailing nought."""
        if self.dim == SHARE:
            return max(self.step, _COARSE_SHARE if self.loose == "over" else 2 * self.step)
        if not self.raw:
            return self.step
        return max(self.step, 10.0 ** (floor(log10(abs(self.raw))) + 1 - self.digits) * abs(self.amount / self.raw))

    def equals(self, exact: float) -> bool:
        """Say whether `exact` is this amount: the same, or rounded to at least two digits, or as it is qualified."""
        if isclose(self.amount, exact, rel_tol=1e-9, abs_tol=1e-12):
            return True
        return (bool(self.loose) or (self.digits > 1 and self.step < abs(self.amount) * _FINE)) and self.covers(exact)


def unit_of(written: str) -> tuple[str, float, str]:
    """Return dimension, scale to its base and rate of a unit as metrics write it: "ms", "$/month"; else a count."""
    whole = written.strip().casefold()
    name, _, per = whole.partition("/")
    if whole in _UNITS:
        return *_UNITS[whole], ""
    return *_UNITS.get(name.strip(), (COUNT, 1.0)), _RATES.get(per.strip(), "")


def is_figure(token: str) -> bool:
    """Say whether `token` as a whole is a number with a unit: "36M", "5ms", but not "2FA"."""
    match = _NUMBER.fullmatch(token)
    return match is not None and (match["unit"] or "").casefold() in {*_UNITS, *_SCALES}


def figures(text: str) -> tuple[Figure, ...]:
    """Return the quantities of `text`, in its order; what is no quantity must have been blanked."""
    found: list[Figure] = []
    taken = [False] * (len(text) + 1)
    for reader in (_chances, _over_spans, _spans, _within, _numbers, _multiples, _parts, _vague, _worded):
        for figure in reader(text):
            if not any(taken[figure.start : figure.end]):
                found.append(figure)
                taken[figure.start : figure.end] = [True] * (figure.end - figure.start)
    found.sort(key=lambda figure: figure.start)
    return tuple(_qualified(text, one) for one in _shared(text, _compound(text, found)))


def _numbers(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        number = match["num"].translate(_SEPARATORS)
        unit = _unit(match)
        end = match.end() if unit else match.end("num")
        scale, (dim, worth) = unit or (1.0, (COUNT, 1.0))
        if match["cur"]:
            dim, worth = _UNITS[match["cur"].casefold()]
        yield _figure(text, (match.start(), end), number, scale, (dim, worth))


def _chances(text: str) -> Iterator[Figure]:
    """Yield shares like "one in twelve"."""
    for match in _ONE_IN.finditer(text):
        part, whole = (_whole(match[name]) for name in ("part", "whole"))
        if part < whole and not _YEAR.fullmatch(match["whole"]):
            share = part / whole
            yield Figure(share, SHARE, share / 10, match.start(), match.end(), "", raw=share)


def _spans(text: str) -> Iterator[Figure]:
    """Yield durations like "half an hour"."""
    for match in _TIME_PART.finditer(text):
        many, _, part = match["part"].casefold().replace("-", " ").rpartition(" ")
        share = _SMALL.get(many, 1) / _PARTS[part.removesuffix("s")]
        amount = share * _UNITS[match["unit"].casefold()][1]
        yield Figure(amount, TIME, amount / 5, match.start(), match.end(), "", raw=share, digits=2)


def _within(text: str) -> Iterator[Figure]:
    """Yield durations like "within an hour"."""
    for match in _WITHIN.finditer(text):
        worth = _UNITS[match["unit"].casefold()][1]
        yield Figure(worth, TIME, worth, match.start(), match.end(), "", loose="under", raw=1.0)


def _over_spans(text: str) -> Iterator[Figure]:
    """Yield durations like "an hour and a half"."""
    for match in _UNIT_AND_PART.finditer(text):
        many = _whole(match["many"]) if match["many"].casefold() not in {"a", "an"} else 1
        amount = (many + 1 / _PARTS[match["part"].casefold()]) * _UNITS[match["unit"].casefold()][1]
        yield Figure(amount, TIME, amount / 5, match.start(), match.end(), "", raw=many, digits=2)


def _whole(number: str) -> int:
    return int(number) if number.isdigit() else _spoken(re.split(r"[\s-]+", number.casefold()))


def _unit(match: re.Match[str]) -> tuple[float, tuple[str, float]] | None:
    """Return the scale ("k", "million") and the unit that stand behind a number; None where neither does."""
    unit, apart = match["unit"] or "", bool(match["gap"])
    low = unit.casefold()
    if low in _SCALES and (len(low) > 1 or not apart) and unit != "b":
        return _SCALES[low], (COUNT, 1.0)
    if low in _UNITS and not (match["gap"] == " " and low in _AMBIGUOUS):
        return 1.0, _UNITS[low]
    return None


def _figure(text: str, span: tuple[int, int], number: str, scale: float, unit: tuple[str, float]) -> Figure:
    (start, end), (dim, factor), more = span, unit, 0.0
    if dim == COUNT and (part := _AND_PART.match(text, end)):
        more, end = 1 / _PARTS[part[1].casefold()], part.end()
    if dim == COUNT and (after := _AFTER_WORD.match(text, end)):
        dim, factor = _UNITS[after[1].casefold()]
        end = after.end()
    if dim == TIMES and text[:end].endswith("times") and not _MULTIPLIED.match(text, end):
        dim = COUNT
    if dim in {COUNT, PERCENT} and (points := _POINTS.match(text, end)):
        dim, end = POINTS, points.end()
    decimals = len(number.partition(".")[2])
    digits = len(number.replace(".", "").lstrip("0").rstrip("" if decimals else "0")) or 1
    worth = scale * factor
    amount = float(number) + more
    step = worth * (0.2 if more else 10.0**-decimals)
    return Figure(amount * worth, dim, step, start, end, "", digits=digits + bool(more), raw=amount * scale)


def _worded(text: str) -> Iterator[Figure]:
    for match in _WORDED.finditer(text):
        words = [word for word in re.split(r"[\s-]+", match[0].casefold()) if word not in {"and", "a", "an"}]
        if words != ["one"] or (_ONE_OF.match(text, match.end()) and not _EACH.search(text, 0, match.start())):
            yield _figure(text, match.span(), str(_spoken(words)), 1.0, (COUNT, 1.0))


def _spoken(words: Sequence[str]) -> int:
    total = part = 0
    for word in words:
        if word in _SMALL:
            part += _SMALL[word]
        elif _BIG[word] <= _BIG["hundred"]:
            part = (part or 1) * _BIG[word]
        else:
            total, part = total + (part or 1) * _BIG[word], 0
    return total + part


def _parts(text: str) -> Iterator[Figure]:
    for match in _PART.finditer(text):
        if _ADDED.search(text, 0, match.start()):
            continue
        many = _SMALL.get((match["many"] or "a").casefold(), 1)
        share = many / _PARTS[match["part"].casefold()] if match["part"] else 0.5
        yield Figure(share, SHARE, 0.05, match.start(), match.end(), "", raw=share)


def _multiples(text: str) -> Iterator[Figure]:
    for match in _MULTIPLE.finditer(text):
        amount = (
            float(_MULTIPLES[match["word"].casefold()]) if match["word"] else float(_SMALL[match["fold"].casefold()])
        )
        yield Figure(amount, TIMES, 0.2 if match["word"] else 1.0, match.start(), match.end(), "", raw=amount)


def _vague(text: str) -> Iterator[Figure]:
    for match in _VAGUE.finditer(text):
        amount = float(_BIG[match[1].casefold()] * (_BIG[match[2].casefold()] if match[2] else 1))
        yield Figure(amount, COUNT, amount * 100, match.start(), match.end(), "", loose="over")


def _compound(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Join "6 h 40 min" to one duration."""
    joined: list[Figure] = []
    for figure in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.dim == figure.dim == TIME
            and figure.amount < last.step
            and _JOIN.fullmatch(text, last.end, figure.start)
        ):
            joined[-1] = replace(
                last, amount=last.amount + figure.amount, step=figure.step, end=figure.end, digits=last.digits + 2
            )
        else:
            joined.append(figure)
    return joined


def _shared(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Give the bare one of "from 420 to 260 ms", "$18k-26k" and "4 minutes instead of 25" the unit of the other."""
    shared = list(found)
    for number in range(len(shared) - 1):
        one, two = shared[number], shared[number + 1]
        if not _TO.fullmatch(text, one.end, two.start):
            continue
        if one.dim == COUNT and two.dim not in {COUNT, SHARE, TIMES}:
            shared[number] = _like(one, two)
        elif two.dim == COUNT and one.dim not in {COUNT, SHARE, TIMES} and not _NOUN.match(text, two.end):
            shared[number + 1] = _like(two, one)
    return shared


def _like(bare: Figure, other: Figure) -> Figure:
    """Return `bare` in the unit of `other`."""
    worth = other.amount / other.raw if other.raw else 1.0
    return replace(bare, amount=bare.amount * worth, step=bare.step * worth, dim=other.dim)


def _qualified(text: str, figure: Figure) -> Figure:
    before = text[max(0, figure.start - _LOOK_BACK) : figure.start]
    loose = figure.loose or next((name for name, pattern in _LOOSE.items() if pattern.search(before)), "")
    per = _PER.match(text, figure.end)
    rate = _RATES[(per[1] or per[2] or per[3]).casefold()] if per else ""
    return replace(figure, loose=loose, per=rate, written=text[figure.start : figure.end].strip())

"""Money and hours: both ends of the interval, carried through what somebody assumed. Never a bare number."""

import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from ...model.entries import Attribution
from ...model.estimate import Assumption, Better, Finding, Refused, Spacing, Worth

_YEAR = 365
_STEPS_A_DAY: Mapping[Spacing, float] = MappingProxyType(
    {
        Spacing.DAY: 1.0,
        Spacing.WEEK: 1 / 7,
        Spacing.MONTH: 12 / 365.25,
        Spacing.QUARTER: 4 / 365.25,
        Spacing.YEAR: 1 / 365.25,
    }
)
_ITEM = re.compile(r"\s*(?P<value>\d[\d.,]*)\s*(?P<unit>[^(),;\d][^(),;]*?)?\s*(?P<notes>(?:\([^()]*\)\s*)*)(?:[,;]|$)")
_NOTE = re.compile(r"\(([^()]*)\)")
_RANGE = re.compile(r"\s*(\d[\d.,]*)\s*(?:-|\u2013|to|\.\.)\s*(\d[\d.,]*)\s*(?:,\s*(.*))?", re.DOTALL)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PER = re.compile(r"\s*(?:/|\bper\b|\ban?\b)\s*")
_LICENSED = (Attribution.CONTROLLED, Attribution.BEFORE_AFTER)


def parsed_worth(text: str) -> tuple[Assumption, ...]:
    """Return the assumptions of "2.5 h per page (1.5-4), 85 EUR/h (rate card 2026)", in their order.

    After a number and its unit stand, in brackets, its range and where it comes from: "(1.5-4)", "(1.5-4, survey)",
    "(1.5-4) (survey)". A number without a range is taken for sure.

    Raises:
        ValueError: the text does not read so; says where.
    """
    found, at = [], 0
    while at < len(text.rstrip(" ,;")):
        item = _ITEM.match(text, at)
        if item is None or not item["unit"]:
            raise ValueError(f'expected "NUMBER UNIT (LOW-HIGH, SOURCE)", found {text[at:].strip()!r}')
        found.append(_assumption(item))
        at = item.end()
    if not found:
        raise ValueError("no assumption is named")
    return tuple(found)


def worth(finding: Finding, assumptions: Sequence[Assumption], *, days: int = _YEAR) -> Worth | Refused:
    """Return what the change is worth, in the unit that the assumptions end in, or why that cannot be said.

    The change per step, times the steps in `days`, times every assumption; the lower ends make the lower end. Better
    is above zero. The range is at most for a year, for nothing else stays as it is for longer.
    """
    change, refused = finding.absolute, _unpriced(finding, assumptions, days)
    if refused is not None or change is None:
        return refused or Refused("there is no number", "measure a change first")
    ends = sorted(end if finding.better is Better.HIGHER else -end for end in (change.low, change.high))
    steps = days * _STEPS_A_DAY[finding.spacing or Spacing.DAY]
    least, most = (math.prod(getattr(one, end) for one in assumptions) for end in ("low", "high"))
    return Worth(
        low=ends[0] * steps * (least if ends[0] > 0 else most),
        high=ends[1] * steps * (most if ends[1] > 0 else least),
        unit=_parts(assumptions[-1].unit)[0],
        days=days,
        assumptions=tuple(assumptions),
        attribution=Attribution.ESTIMATED,
    )


def _unpriced(finding: Finding, assumptions: Sequence[Assumption], days: int) -> Refused | None:
    apart = _unlinked(assumptions)
    grade = finding.attribution.grade
    reasons = (
        (not finding.changed, "there is no measurable change to put a price on", "measure a change first"),
        (
            finding.attribution not in _LICENSED,
            f"the claim is of grade {grade}, too weak to put a price on",
            "measure with a control",
        ),
        (finding.better is None, "nobody said which way is better", "say --better lower or --better higher"),
        (
            not assumptions,
            "no assumption says what a unit is worth",
            'name one, as in "2.5 h per page (1.5-4, survey)"',
        ),
        (apart, f"{apart} does not follow from what stands before it", 'chain them: "2.5 h per page, 85 EUR/h"'),
        (not 0 < days <= _YEAR, f"{days} days are not within one year", "reckon for a year at most"),
    )
    return next((Refused(why, fix) for wrong, why, fix in reasons if wrong), None)


def worth_sentence(found: Worth) -> str:
    """Return a worth in words: a range, for how long, and what it assumes."""
    ends = f"{rounded(found.low)} to {rounded(found.high)} {found.unit}"
    return f"Worth an estimated {ends} in {found.days} days, assuming {assumed(found.assumptions)}."


def assumed(assumptions: Sequence[Assumption]) -> str:
    """Return assumptions in words, each with its range and where it comes from."""
    return " and ".join(_said(one) for one in assumptions)


def rounded(value: float) -> str:
    """Return an end of a range with two digits: more would pretend."""
    if not value:
        return "0"
    places = 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, places):,.{max(places, 0)}f}"


def _said(one: Assumption) -> str:
    notes = [] if one.low == one.high else [f"{one.low:g}-{one.high:g}"]
    notes.append(one.source or "own judgement")
    return f"{one.value:g} {one.unit} ({', '.join(notes)})"


def _assumption(item: re.Match[str]) -> Assumption:
    value = _number(item["value"])
    low, high, sources = value, value, []
    for note in _NOTE.findall(item["notes"]):
        span = _RANGE.fullmatch(note)
        if span is None:
            sources.append(note.strip())
            continue
        low, high = _number(span[1]), _number(span[2])
        sources += [span[3].strip()] if span[3] else []
    return Assumption(value=value, low=low, high=high, unit=item["unit"].strip(), source=", ".join(sources))


def _number(text: str) -> float:
    """Read a number as people write it: 1,000 is a thousand, 2,5 is two and a half."""
    text = text.rstrip(".,")
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
    return float(plain)


def _parts(unit: str) -> tuple[str, str]:
    """Return what a unit counts and what it is for each of: "EUR/h" and "EUR per h" are ("EUR", "h")."""
    count, _, each = _PER.sub("/", unit).partition("/")
    return count.strip(), each.strip()


def _unlinked(assumptions: Sequence[Assumption]) -> str:
    """Return the first assumption that is not for each of what the one before it counts, or ""."""
    return next(
        (
            f"{two.value:g} {two.unit}"
            for one, two in pairwise(assumptions)
            if _parts(two.unit)[1] != _parts(one.unit)[0]
        ),
        "",
    )

"""Prevention: what did not happen, and what it would have cost. A range with its assumptions, never a point."""

from datetime import date

from ...model.entries import Attribution
from ...model.estimate import Assumption, Avoided, Basis, Refused
from .calendar import day_text
from .worth import assumed, rounded

_LONGEST = 366


def avoided(basis: Basis, times: Assumption, cost: Assumption, start: date, end: date) -> Avoided | Refused:
    """Return what was avoided from `start` to `end`, or why that cannot be said.

    Args:
        basis: what it is reckoned from.
        times: how often it would have happened in that span: "1 times (0-2, near miss of 3 March)".
        cost: what one time costs, in the unit of the result: "4,000 EUR (2,000-9,000, incident 12)".
        start: the first day that would have been exposed.
        end: the last.
    """
    if end < start:
        return Refused("the exposure ends before it starts", "name the first day before the last")
    if (end - start).days > _LONGEST:
        return Refused("the exposure is longer than a year", "reckon for a year at most")
    if not all(one.source for one in (times, cost)):
        return Refused("an assumption does not say where it comes from", 'name its source: "1 time (0-2, near miss)"')
    low, high = times.low * cost.low, times.high * cost.high
    if low == high:
        return Refused("what did not happen cannot be known to the point", "give each assumption a range")
    return Avoided(
        low=low,
        high=high,
        unit=cost.unit,
        basis=basis,
        start=start,
        end=end,
        assumptions=(times, cost),
        attribution=Attribution.ESTIMATED,
    )


def avoided_sentence(found: Avoided) -> str:
    """Return what was avoided in words: a range, from what, for how long, assuming what."""
    span = f"from {day_text(found.start)} to {day_text(found.end)}"
    ends = f"{rounded(found.low)} to {rounded(found.high)} {found.unit}"
    return f"An estimated {ends} avoided {span}, reckoned from {found.basis}, assuming {assumed(found.assumptions)}."

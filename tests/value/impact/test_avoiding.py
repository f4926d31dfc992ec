"""Prevention: a range with its assumptions and its span, never a point."""

from dataclasses import replace
from datetime import date

import pytest

from treefall.model import Assumption, Attribution, Avoided, Basis, Refused
from treefall.value.impact import avoided, avoided_sentence

TIMES = Assumption(value=1, low=0, high=2, unit="outages", source="near miss of 3 March")
COST = Assumption(value=4000, low=2000, high=9000, unit="EUR", source="incident 12")
START, END = date(2026, 3, 3), date(2026, 9, 2)


def test_what_was_avoided_is_a_range() -> None:
    found = avoided(Basis.NEAR_MISS, TIMES, COST, START, END)
    assert isinstance(found, Avoided)
    assert (found.low, found.high, found.unit) == (0, 18_000, "EUR")
    assert found.attribution is Attribution.ESTIMATED


def test_it_is_said_with_its_span_and_its_assumptions() -> None:
    found = avoided(Basis.MATCHED, TIMES, COST, START, END)
    assert isinstance(found, Avoided)
    assert avoided_sentence(found) == (
        "An estimated 0 to 18,000 EUR avoided from 3 March 2026 to 2 September 2026, reckoned from a matched past"
        " incident, assuming 1 outages (0-2, near miss of 3 March) and 4000 EUR (2000-9000, incident 12)."
    )


@pytest.mark.parametrize(
    ("times", "cost", "start", "end", "why"),
    [
        (TIMES, COST, END, START, "ends before it starts"),
        (TIMES, COST, START, date(2027, 3, 5), "longer than a year"),
        (replace(TIMES, source=""), COST, START, END, "where it comes from"),
        (TIMES, replace(COST, source=""), START, END, "where it comes from"),
        (replace(TIMES, low=1, high=1), replace(COST, low=4000, high=4000), START, END, "to the point"),
    ],
)
def test_what_would_pretend_is_refused(times: Assumption, cost: Assumption, start: date, end: date, why: str) -> None:
    found = avoided(Basis.JUDGEMENT, times, cost, start, end)
    assert isinstance(found, Refused)
    assert why in found.why

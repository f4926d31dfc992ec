"""Money and hours: the interval carried through what somebody assumed, as a range."""

from dataclasses import replace
from datetime import timedelta

import pytest
from draws import SHIPPED, START, daily, events, noisy

from treefall.model import Assumption, Attribution, Better, Finding, Flag, Quantity, Refused, Series, Worth
from treefall.value.impact import measured, parsed_worth, worth, worth_sentence

PAGES = measured(daily(events(20, effect=-0.5), "pages"), SHIPPED, kind=Quantity.COUNT, better=Better.LOWER)
RATES = parsed_worth("2.5 h per page (1.5-4), 85 EUR/h (rate card 2026)")


def _worth(finding: Finding, text: str = "2 h per page", days: int = 365) -> Worth:
    found = worth(finding, parsed_worth(text), days=days)
    assert isinstance(found, Worth)
    return found


def test_a_rate_is_read_with_its_range_and_source() -> None:
    assert (
        Assumption(value=2.5, low=1.5, high=4, unit="h per page"),
        Assumption(value=85, low=85, high=85, unit="EUR/h", source="rate card 2026"),
    ) == RATES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000 EUR per hour", Assumption(value=1000, low=1000, high=1000, unit="EUR per hour")),
        ("2,5 h (1,5 to 4, survey)", Assumption(value=2.5, low=1.5, high=4, unit="h", source="survey")),
        (
            "2.5 h (1.5-4) (a survey) (of us)",
            Assumption(value=2.5, low=1.5, high=4, unit="h", source="a survey, of us"),
        ),
        ("3 USD/h (2..4);", Assumption(value=3, low=2, high=4, unit="USD/h")),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, expected: Assumption) -> None:
    assert parsed_worth(text) == (expected,)


@pytest.mark.parametrize("text", ["", " , ", "cheap", "85", "85 EUR/h, many", "85 (source)", "9 h (10-12)", "1.2.3 h"])
def test_what_does_not_read_so_is_a_mistake(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parsed_worth(text)


def test_both_ends_are_carried_through() -> None:
    assert PAGES.absolute is not None
    found = worth(PAGES, RATES)
    assert isinstance(found, Worth)
    assert found.low == pytest.approx(-PAGES.absolute.high * 365 * 1.5 * 85)
    assert found.high == pytest.approx(-PAGES.absolute.low * 365 * 4 * 85)
    assert (found.unit, found.days, found.attribution) == ("EUR", 365, Attribution.ESTIMATED)


def test_it_is_said_as_a_range_with_its_assumptions() -> None:
    found = replace(_worth(PAGES), low=-1234.0, high=0.0, assumptions=RATES)
    assert worth_sentence(found) == (
        "Worth an estimated -1,200 to 0 h in 365 days, assuming 2.5 h per page (1.5-4, own judgement)"
        " and 85 EUR/h (rate card 2026)."
    )
    assert "estimated 0.012 to" in worth_sentence(replace(found, low=0.0123))


def test_a_change_for_the_worse_costs() -> None:
    found = _worth(replace(PAGES, better=Better.HIGHER), "2 h per page (1-3)")
    assert found.low < found.high < 0
    assert PAGES.absolute is not None
    assert found.low == pytest.approx(PAGES.absolute.low * 365 * 3)
    assert found.high == pytest.approx(PAGES.absolute.high * 365 * 1)


def test_weeks_are_fewer_than_days() -> None:
    weekly = Series(tuple(START + timedelta(weeks=step) for step in range(90)), tuple(noisy(effect=-0.3)))
    finding = measured(weekly, START + timedelta(weeks=60), better=Better.LOWER)
    assert finding.absolute is not None
    assert _worth(finding, days=70).high == pytest.approx(-finding.absolute.low * 10 * 2)


@pytest.mark.parametrize(
    ("finding", "text", "days", "why"),
    [
        (measured(daily(noisy()), SHIPPED, better=Better.LOWER), "2 h per page", 365, "no measurable change"),
        (measured(daily(noisy()[:9]), SHIPPED), "2 h per page", 365, "no measurable change"),
        (replace(PAGES, better=None), "2 h per page", 365, "which way is better"),
        (PAGES, "2 h per page", 366, "366 days are not within one year"),
        (PAGES, "2 h per page", 0, "0 days are not within one year"),
        (PAGES, "2 h per page, 85 EUR per day", 365, "85 EUR per day does not follow"),
        (replace(PAGES, attribution=Attribution.CORRELATED), "2 h per page", 365, "grade C"),
        (replace(PAGES, attribution=Attribution.CONTRIBUTED), "2 h per page", 365, "grade C"),
    ],
)
def test_what_would_pretend_is_refused(finding: Finding, text: str, days: int, why: str) -> None:
    found = worth(finding, parsed_worth(text), days=days)
    assert isinstance(found, Refused)
    assert why in found.why


def test_no_assumption_is_no_worth() -> None:
    found = worth(PAGES, ())
    assert isinstance(found, Refused)
    assert "no assumption" in found.why


def test_an_assumption_holds_its_value_and_is_not_below_zero() -> None:
    with pytest.raises(ValueError, match="range holds its value"):
        Assumption(value=1, low=-1, high=2, unit="h")


def test_a_flag_makes_it_too_weak() -> None:
    flagged = measured(daily(events(20, effect=-0.5)[:80]), SHIPPED, kind=Quantity.COUNT, better=Better.LOWER)
    assert all(isinstance(flag, Flag) for flag in flagged.flags)
    assert isinstance(worth(flagged, RATES), Refused)

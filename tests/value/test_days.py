"""Days as people say them, past and to come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.value.days import said_day

TODAY = date(2026, 7, 1)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "past", "coming"),
    [
        ("2026-05-12", "2026-05-12", "2026-05-12"),
        ("today", "2026-07-01", "2026-07-01"),
        ("Yesterday", "2026-06-30", "2026-06-30"),
        ("tomorrow", "2026-07-02", "2026-07-02"),
        ("thursday", "2026-06-25", "2026-07-02"),
        ("on thu", "2026-06-25", "2026-07-02"),
        ("wednesday", "2026-06-24", "2026-07-08"),
        ("last thursday", "2026-06-25", "2026-06-25"),
        ("next  Monday", "2026-07-06", "2026-07-06"),
        ("3 days ago", "2026-06-28", "2026-06-28"),
        ("a week ago", "2026-06-24", "2026-06-24"),
        ("in two weeks", "2026-07-15", "2026-07-15"),
        ("in 1 month", "2026-08-01", "2026-08-01"),
        ("8 months ago", "2025-11-01", "2025-11-01"),
        ("14 March", "2026-03-14", "2027-03-14"),
        ("1st of july", "2026-07-01", "2026-07-01"),
        ("March 14, 2024", "2024-03-14", "2024-03-14"),
        ("14.3.", "2026-03-14", "2027-03-14"),
        ("14. 3. 2026", "2026-03-14", "2026-03-14"),
        ("29 feb", "2024-02-29", "2028-02-29"),
        ("end of june", "2026-06-30", "2027-06-30"),
        ("the end of february 2028", "2028-02-29", "2028-02-29"),
        ("end of the month", "2026-07-31", "2026-07-31"),
        ("end of this quarter", "2026-09-30", "2026-09-30"),
        ("end of year", "2026-12-31", "2026-12-31"),
        ("end of the week", "2026-07-03", "2026-07-03"),
        ("end of next week", "2026-07-10", "2026-07-10"),
        ("the end of next month", "2026-08-31", "2026-08-31"),
        ("end of next quarter", "2026-12-31", "2026-12-31"),
        ("end of next year", "2027-12-31", "2027-12-31"),
    ],
)
def test_a_day_is_meant_as_it_is_said(words: str, past: str, coming: str) -> None:
    assert said_day(words, TODAY) == date.fromisoformat(past)
    assert said_day(words, TODAY, coming=True) == date.fromisoformat(coming)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "end of next june",
        "30 February",
        "2026-13-01",
        "31.2.",
        "\uff12026-05-12",
        "5 days",
        "in 5 days ago",
        "end of fun",
        "14 Foo",
        "in 999 years",
        "xx",
    ],
)
def test_what_is_no_day_is_none(words: str) -> None:
    assert said_day(words, TODAY) is None


def test_a_month_on_from_a_long_one_ends_with_the_short_one() -> None:
    assert said_day("in one month", date(2026, 1, 31)) == date(2026, 2, 28)


def test_what_no_calendar_holds_is_no_day() -> None:
    assert said_day("in 9 weeks", date.max) is None
    assert said_day("in 9 months", date.max) is None


@given(st.text(max_size=30), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_anything_may_be_said(words: str, today: date) -> None:
    assert isinstance(said_day(words, today), date | None)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["monday", "tue", "14 march", "1.1.", "sunday"]))
def test_what_is_to_come_is_not_past_and_the_other_way_round(today: date, words: str) -> None:
    before, ahead = said_day(words, today), said_day(words, today, coming=True)
    assert before
    assert ahead
    assert before <= today <= ahead
    assert ahead - before <= timedelta(days=366)

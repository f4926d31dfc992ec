"""Dates are read as people write them; where two readings make sense, the person is asked."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.metrics.calendar import Unclear, day_of, parsed, reader


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-3-4", date(2026, 3, 4)),
        ("14.03.2026", date(2026, 3, 14)),
        ("14.3.26", date(2026, 3, 14)),
        ("14.3.89", date(1989, 3, 14)),
        ("14/03/2026", date(2026, 3, 14)),
        ("14 Mar 2026", date(2026, 3, 14)),
        ("Mar 14, 2026", date(2026, 3, 14)),
        ("14. M\u00e4rz 2026", date(2026, 3, 14)),
        ("14 mars 2026", date(2026, 3, 14)),
        ("March 2026", date(2026, 3, 1)),
        ("2026-W11", date(2026, 3, 9)),
        ("2026W11", date(2026, 3, 9)),
        ("2026-W11-6", date(2026, 3, 14)),
        ("2026-Q1", date(2026, 1, 1)),
        ("Q2 2026", date(2026, 4, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("03/2026", date(2026, 3, 1)),
        ("1898", date(1898, 1, 1)),
    ],
)
def test_a_day_is_read_in_every_usual_form(text: str, day: date) -> None:
    assert parsed(text, day_first=True) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-03-14T10:00:00Z", datetime(2026, 3, 14, 10, tzinfo=UTC)),
        ("2026-03-14 10:00:00 UTC", datetime(2026, 3, 14, 10, tzinfo=UTC)),
        ("2026-03-14T10:00:00+02:00", datetime(2026, 3, 14, 8, tzinfo=UTC)),
        ("2026-03-14 10:00:00 +02:00", datetime(2026, 3, 14, 8, tzinfo=UTC)),
        ("1773482400", datetime(2026, 3, 14, 10, tzinfo=UTC)),
        ("1773482400000", datetime(2026, 3, 14, 10, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_with_its_zone(text: str, at: datetime) -> None:
    assert parsed(text, day_first=False) == at


@pytest.mark.parametrize("text", ["14.03.2026 10:30", "14/03/2026 10:30:00", "14 Mar 2026 10:30"])
def test_a_clock_without_a_zone_is_of_the_place(text: str) -> None:
    moment = parsed(text, day_first=True)
    assert isinstance(moment, datetime)
    assert (moment.tzinfo, moment.hour, moment.minute) == (None, 10, 30)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "32.01.2026", "12", "14 Foo 2026", "99/99/2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parsed(text, day_first=True)


def test_a_number_above_twelve_tells_the_day() -> None:
    assert reader(["3/4/2026", "13/4/2026"])("3/4/2026") == date(2026, 4, 3)
    assert reader(["3/4/2026", "3/13/2026"])("3/4/2026") == date(2026, 3, 4)


def test_even_steps_tell_the_day_where_no_number_does() -> None:
    assert reader(["3/1/2026", "3/2/2026", "3/3/2026"])("3/1/2026") == date(2026, 3, 1)
    assert reader(["1/3/2026", "2/3/2026", "3/3/2026"])("1/3/2026") == date(2026, 3, 1)


def test_dates_that_read_in_two_ways_are_not_guessed() -> None:
    with pytest.raises(Unclear):
        reader(["3/1/2026", "5/2/2026", "7/9/2026"])
    assert reader(["3/1/2026", "5/2/2026"], day_first=True)("3/1/2026") == date(2026, 1, 3)


def test_a_column_with_something_else_in_it_is_refused() -> None:
    with pytest.raises(ValueError, match="no date"):
        reader(["2026-03-14", "total"])


def test_the_day_of_an_instant_is_the_persons_own() -> None:
    late = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)
    assert day_of(late, ZoneInfo("Europe/Berlin")) == date(2026, 3, 15)
    assert day_of(late.replace(tzinfo=None), timezone(timedelta(hours=9))) == date(2026, 3, 14)
    assert day_of(date(2026, 3, 14), UTC) == date(2026, 3, 14)


@given(st.dates(date(1700, 1, 1), date(2150, 1, 1)), st.sampled_from(("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")))
def test_a_day_that_is_written_out_is_read_back(day: date, form: str) -> None:
    text = day.strftime(form).replace(day.strftime("%Y"), f"{day.year:04}")
    assert parsed(text, day_first=True) == day

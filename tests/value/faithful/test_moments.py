from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.value.faithful.moments import Moment, moments, of_day
from treefall.value.faithful.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "on 2026-07-14",
        "on 14 July",
        "on 14 July 2026",
        "on the 14th of July",
        "on July 14, 2026",
        "on Jul 14",
        "on 14.7.2026",
        "on 2026/07/14",
        "in July",
        "in July 2026",
        "in 2026-07",
        "in Q3",
        "in the third quarter of 2026",
        "in H2 2026",
        "during 2026",
        "on Tuesday",
        "at 2026-07-14 16:40",
    ],
)
def test_a_day_is_recognised_in_every_form(text: str) -> None:
    (moment,) = moments(text)
    assert moment.allows(of_day(date(2026, 7, 14)))
    assert not moment.allows(of_day(date(2025, 2, 26)))
    assert moment.written in text


@pytest.mark.parametrize("text", ["You may go", "They march on", "404 2026ms", "on 0 July"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert not [moment for moment in moments(text) if moment.day or moment.year]


def test_both_days_of_a_span_are_read() -> None:
    assert [(m.day, m.month) for m in moments("between 9 and 14 July")] == [(9, 7), (14, 7)]


def test_an_impossible_day_has_no_date() -> None:
    (moment,) = moments("2026-02-31 10:00")
    assert (moment.date, moment.at) == (None, None)


def test_a_coarse_date_does_not_carry_a_finer_one() -> None:
    july, (quarter,) = Moment(0, 0, month=7), moments("Q3")
    assert not of_day(date(2026, 7, 14)).allows(july)
    assert quarter.allows(july)
    assert not moments("on Tuesday")[0].allows(july)
    assert not moments("in 2026")[0].allows(Moment(0, 0, quarter=3))


def test_the_grain_tells_days_from_months() -> None:
    assert of_day(date(2026, 7, 14)).grain != moments("in July")[0].grain


def test_a_bare_time_is_one_of_its_day() -> None:
    reading = read("Down from 14:05 to 14:52.", date(2026, 9, 3))
    one, two = (clock.at for clock in reading.clocks)
    assert one
    assert two
    assert (two - one).total_seconds() == 47 * 60
    assert [clock.at for clock in read("At 14:05.").clocks] == [None]


@given(st.dates(date(1971, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}"):
        (moment,) = moments(text)
        assert moment.date == day

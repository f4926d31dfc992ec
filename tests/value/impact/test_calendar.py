"""From dates to steps: days, weeks, months, quarters and years, gaps, duplicates, and where the date lies."""

from datetime import date, timedelta

import pytest
from draws import SHIPPED, START, daily, noisy

from treefall.model import Refused, Series, Spacing
from treefall.value.impact.calendar import Grid, gridded

VALUES = tuple(noisy())


def _grid(series: Series, on: date, *controls: Series, excluded: tuple[tuple[date, date], ...] = ()) -> Grid:
    found = gridded(series, on, controls, excluded)
    assert isinstance(found, Grid)
    return found


def _refused(dates: list[date], values: list[float | None] | None = None) -> str:
    series = Series(tuple(dates), tuple(values or [1.0] * len(dates)))
    found = gridded(series, SHIPPED, (), ())
    assert isinstance(found, Refused)
    return found.why


def test_days_are_steps_and_the_date_is_the_first_after() -> None:
    grid = _grid(daily(VALUES), SHIPPED)
    assert grid.spacing is Spacing.DAY
    assert grid.days[grid.points.first_after] == SHIPPED
    assert (grid.points.season, grid.points.first_after, len(grid.days)) == (7, 60, 90)


def test_the_order_of_the_dates_makes_no_difference() -> None:
    series = daily(VALUES)
    turned = Series(series.dates[::-1], series.values[::-1], series.name)
    assert _grid(turned, SHIPPED) == _grid(series, SHIPPED)


def test_days_without_a_number_are_gaps() -> None:
    series = Series((START, START + timedelta(days=1), START + timedelta(days=4)), (1.0, 2.0, 3.0))
    assert _grid(series, SHIPPED).points.values == (1.0, 2.0, None, None, 3.0)


def test_empty_ends_are_no_part_of_the_series() -> None:
    assert len(_grid(daily([None, None, *VALUES, None]), SHIPPED).days) == 90


@pytest.mark.parametrize(
    ("spacing", "days", "on", "first", "season"),
    [
        (Spacing.WEEK, [START + timedelta(weeks=step) for step in range(40)], START + timedelta(days=143), 20, 1),
        (Spacing.MONTH, [date(2022 + step // 12, step % 12 + 1, 28) for step in range(40)], date(2023, 9, 14), 20, 12),
        (Spacing.QUARTER, [date(2016 + step // 4, step % 4 * 3 + 1, 1) for step in range(40)], date(2021, 2, 3), 20, 4),
        (Spacing.YEAR, [date(1980 + step, 1, 1) for step in range(40)], date(2000, 7, 1), 20, 1),
    ],
)
def test_a_step_that_had_begun_before_the_date_is_left_out(
    spacing: Spacing, days: list[date], on: date, first: int, season: int
) -> None:
    grid = _grid(Series(tuple(days), VALUES[:40]), on)
    assert (grid.spacing, grid.points.season) == (spacing, season)
    assert grid.points.skipped == {first}
    assert grid.points.first_after == first + 1


def test_a_month_that_begins_on_the_date_is_whole() -> None:
    days = tuple(date(2022 + step // 12, step % 12 + 1, 1) for step in range(40))
    grid = _grid(Series(days, VALUES[:40]), date(2023, 9, 1))
    assert not grid.points.skipped
    assert grid.days[grid.points.first_after] == date(2023, 9, 1)


def test_spans_are_left_out_with_both_their_ends() -> None:
    span = (START + timedelta(days=3), START + timedelta(days=5))
    far = (date(2030, 1, 1), date(2030, 1, 2))
    assert _grid(daily(VALUES), SHIPPED, excluded=(span, far)).points.skipped == {3, 4, 5}


def test_controls_are_laid_beside_the_series() -> None:
    longer = daily([9.0, *VALUES, 9.0], "other", START - timedelta(days=1))
    assert _grid(daily(VALUES), SHIPPED, longer).points.controls == (VALUES,)


def test_a_date_outside_leaves_no_step_out() -> None:
    series = Series(tuple(START + timedelta(weeks=step) for step in range(40)), VALUES[:40])
    assert not _grid(series, START - timedelta(days=3)).points.skipped
    assert not _grid(series, START + timedelta(weeks=60, days=1)).points.skipped


def test_two_numbers_for_a_day_are_refused() -> None:
    assert _refused([START, START, START + timedelta(days=1)]) == "two numbers for 5 January 2026"


def test_two_numbers_for_a_month_are_refused() -> None:
    days = [date(2026, month, 1) for month in range(1, 9)]
    assert _refused([*days, date(2026, 5, 20)]) == "two numbers for the step of 20 May 2026"


def test_a_control_with_two_numbers_for_a_day_is_refused() -> None:
    double = Series((START, START), (1.0, 2.0))
    assert isinstance(gridded(daily(VALUES), SHIPPED, (double,), ()), Refused)


def test_irregular_dates_are_refused() -> None:
    assert "regular steps" in _refused([START + timedelta(days=step**2 + step) for step in range(20)])


def test_dates_that_are_mostly_odd_are_refused() -> None:
    gaps = [1, 3, 1, 4, 1, 5, 6, 3, 4]
    assert "regular steps" in _refused([START + timedelta(days=sum(gaps[:step])) for step in range(len(gaps))])


def test_hardly_any_dates_are_refused() -> None:
    assert _refused([START, START + timedelta(days=1)]) == "only 2 numbers have a date"
    assert _refused([START]) == "only one number has a date"
    assert _refused([]) == "no number has a date"
    assert _refused([START, START + timedelta(days=1), SHIPPED], [1.0, None, None]) == "only one number has a date"


def test_a_span_of_ages_is_refused() -> None:
    assert "span" in _refused([START, START + timedelta(days=1), START + timedelta(days=2), date(9000, 1, 1)])


def test_a_series_needs_a_value_for_each_date() -> None:
    with pytest.raises(ValueError, match="2 and 1"):
        Series((START, SHIPPED), (1.0,))

"""A finding: numbers that agree with each other, flags, and one place on the scale of attribution."""

from datetime import date, timedelta

import pytest
from draws import AFTER, BEFORE, SHIPPED, START, daily, events, noisy, remembering
from hypothesis import given, settings
from hypothesis import strategies as st

from treefall.model import Attribution, Estimate, Finding, Happening, Placebo, Quantity, Series
from treefall.value.impact import METHOD, measured

DAY = timedelta(days=1)
FALL = daily(noisy(effect=-0.3))
CALM = daily(noisy())
BESIDE = daily(noisy(seed=7), "other region")


def _whys(finding: Finding) -> str:
    return "; ".join(flag.why for flag in finding.flags)


def test_a_fall_is_a_finding_of_grade_b() -> None:
    found = measured(FALL, SHIPPED, unit="ms")
    assert found.changed
    assert found.attribution is Attribution.BEFORE_AFTER
    assert found.points == (BEFORE, AFTER)
    assert found.method == METHOD
    assert not found.flags
    assert found.refused is None
    assert len(found.assumptions) >= 2


@pytest.mark.parametrize("kind", list(Quantity))
@settings(max_examples=20)
@given(seed=st.integers(0, 100), effect=st.floats(-0.9, 0.9))
def test_from_and_to_agree_with_the_percentage(kind: Quantity, seed: int, effect: float) -> None:
    found = measured(daily(events(20, effect=effect, seed=seed)), SHIPPED, kind=kind)
    assert found.relative is not None
    assert found.absolute is not None
    assert found.before is not None
    assert found.after is not None
    assert found.after / found.before - 1 == pytest.approx(found.relative.value)
    assert found.absolute.value == pytest.approx(found.after - found.before)
    assert found.absolute.low == pytest.approx(found.relative.low * found.before)
    assert found.changed == found.absolute.clear


def test_what_was_expected_after_the_date_averages_to_where_it_came_from() -> None:
    for series in (FALL, daily([2 ** (value / 9) for value in noisy(0, 9)])):
        found = measured(series, SHIPPED)
        expected = [dot.expected for dot in found.dots if dot.after and dot.expected is not None]
        assert sum(expected) / len(expected) == pytest.approx(found.before)


def test_the_picture_has_every_day_and_a_band() -> None:
    found = measured(FALL, SHIPPED, excluded=[(START, START)])
    assert [dot.on for dot in found.dots] == list(FALL.dates)
    assert [dot.after for dot in found.dots].index(True) == BEFORE
    assert [dot.on for dot in found.dots if dot.excluded] == [START]
    for dot in found.dots:
        assert dot.low is not None
        assert dot.expected is not None
        assert dot.high is not None
        assert dot.low <= dot.expected <= dot.high


def test_most_days_before_lie_in_the_band() -> None:
    dots = measured(CALM, SHIPPED).dots
    inside = [
        dot for dot in dots if dot.low is not None and dot.high is not None and dot.low <= (dot.seen or 0) <= dot.high
    ]
    assert len(inside) >= 0.9 * len(dots)


def test_of_a_long_series_only_the_end_is_expected() -> None:
    series = daily(noisy(steps=700, first_after=600))
    dots = measured(series, START + 600 * DAY).dots
    assert [dot.expected is None for dot in dots] == [True] * 200 + [False] * 500


def test_counts_and_synthetic_controls_have_a_picture_too() -> None:
    counted = measured(daily(events(9)), SHIPPED, kind=Quantity.COUNT)
    assert all(dot.low is not None and dot.low >= 0 for dot in counted.dots)
    many = [daily(noisy(seed=seed), f"region {seed}") for seed in range(20, 45)]
    assert all(dot.expected is not None for dot in measured(FALL, SHIPPED, controls=many).dots)


def test_a_control_gives_grade_a() -> None:
    found = measured(FALL, SHIPPED, controls=[BESIDE])
    assert found.attribution is Attribution.CONTROLLED
    assert found.controls == ("other region",)
    assert any("in proportion to the control" in way for way in found.assumptions)
    two = measured(FALL, SHIPPED, controls=[BESIDE, daily(noisy(seed=8))])
    assert any("mixture of the controls" in way for way in two.assumptions)
    counted = measured(daily(events(9)), SHIPPED, kind=Quantity.COUNT, controls=[daily(events(9, seed=2))])
    assert any("proportion to the control" in way for way in counted.assumptions)


def test_many_controls_rank_the_change_among_placebos() -> None:
    many = [daily(noisy(seed=seed), f"region {seed}") for seed in range(20, 45)]
    found = measured(FALL, SHIPPED, controls=many)
    assert found.placebo is not None
    assert (found.placebo.as_large, found.placebo.of, found.placebo.what) == (0, 25, "series")
    assert found.attribution is Attribution.CONTROLLED
    assert found.changed
    assert not measured(CALM, SHIPPED, controls=many).changed


def test_placebo_dates_need_a_history_of_four_times_the_window() -> None:
    assert measured(FALL, SHIPPED).placebo is None
    long = measured(daily(noisy(steps=330, first_after=300, effect=-0.3)), START + 300 * DAY)
    assert long.placebo is not None
    assert (long.placebo.as_large, long.placebo.of, long.placebo.what) == (0, 241, "dates")
    counted = measured(daily(events(9, steps=330)), START + 300 * DAY, kind=Quantity.COUNT)
    assert counted.placebo is not None


def test_few_placebo_dates_say_nothing() -> None:
    long = daily(noisy(steps=92, first_after=76))
    values = [None if step % 12 == 5 and step < 60 else value for step, value in enumerate(long.values)]
    assert measured(daily(values[:80]), START + 64 * DAY).placebo is not None
    yearly = [value if step % 2 else None for step, value in enumerate(noisy(steps=70))]
    assert measured(daily(yearly), START + 56 * DAY).placebo is None


def test_what_other_dates_show_as_well_is_flagged() -> None:
    """A small step that shows because all is calm, in a history with a large step of its own."""
    steps = [100 + 3 * (step < 150) - 2 * (step >= 300) + rest for step, rest in enumerate(noisy(0, 0.4, steps=330))]
    for kind, times in ((Quantity.LEVEL, 1), (Quantity.COUNT, 1000)):
        found = measured(
            daily([float(round(times * value, 2 * (times == 1))) for value in steps]), START + 300 * DAY, kind=kind
        )
        assert found.changed
        assert found.placebo is not None
        assert found.placebo.as_large > 0.05 * found.placebo.of
        assert "other dates moved as much" in _whys(found)


def test_a_placebo_that_moves_as_much_too_often_is_a_red_flag() -> None:
    pytest.importorskip("numpy")
    from treefall.value.impact.flags import too_common  # noqa: PLC0415 - needs numpy

    assert too_common(Placebo(1, 20)) is None
    flag = too_common(Placebo(2, 20, "series"))
    assert flag is not None
    assert flag.why == "2 of 20 other series moved as much"


def test_another_change_nearby_is_a_red_flag() -> None:
    release = Happening("Release 4.2", SHIPPED + 14 * DAY)
    found = measured(FALL, SHIPPED, others=[release])
    assert _whys(found) == "Release 4.2 on 20 March 2026 may have moved it too"
    assert found.attribution is Attribution.CORRELATED


def test_another_change_long_before_is_none() -> None:
    assert not measured(FALL, SHIPPED, others=[Happening("Release 4.1", SHIPPED - 15 * DAY)]).flags


def test_other_work_of_mine_in_the_window_shares_the_credit() -> None:
    others = [Happening("Cache", SHIPPED + 20 * DAY, mine=True), Happening("Old", SHIPPED - 30 * DAY, mine=True)]
    found = measured(FALL, SHIPPED, others=others, controls=[BESIDE])
    assert found.shared == ("Cache",)
    assert found.attribution is Attribution.CONTRIBUTED


def test_a_changed_definition_is_a_red_flag() -> None:
    found = measured(FALL, SHIPPED, redefined=[START + 40 * DAY, START - DAY])
    assert _whys(found) == "the definition changed on 14 February 2026"


def test_a_control_chosen_after_looking_is_refused() -> None:
    found = measured(FALL, SHIPPED, controls=[BESIDE], chosen_late=True)
    assert found.refused is not None
    assert "chosen after looking" in found.refused.why
    assert found.attribution is Attribution.ASSERTED


def test_a_short_time_is_a_red_flag() -> None:
    found = measured(daily(FALL.values[:80]), SHIPPED)
    assert "only 20 points after the date" in _whys(found)
    assert measured(daily(events(9)[:80]), SHIPPED, kind=Quantity.COUNT).flags


def test_a_drift_before_the_date_is_a_red_flag() -> None:
    slope = [value - 0.5 * step for step, value in enumerate(noisy())]
    assert "drifting before" in _whys(measured(daily(slope), SHIPPED))


def test_still_moving_after_the_date_is_a_red_flag() -> None:
    ramp = [value - max(0, step - BEFORE) for step, value in enumerate(noisy())]
    assert "still moving after" in _whys(measured(daily(ramp), SHIPPED))


def test_slopes_of_hardly_any_points_are_not_looked_for() -> None:
    days = [value if step < 66 or step % 2 else None for step, value in enumerate(noisy(steps=94))]
    found = measured(daily(days), START + 66 * DAY)
    assert found.refused is not None
    weeks = Series(tuple(START + timedelta(weeks=step) for step in range(60)), tuple(noisy(steps=60)))
    assert measured(weeks, START + timedelta(weeks=45)).refused is None


def test_a_refusal_names_the_day() -> None:
    values = [*noisy()[:70], 9000.0, *noisy()[71:]]
    found = measured(daily(values), SHIPPED)
    assert found.refused is not None
    assert found.refused.why == "one point carries the result: 9000, 16 March 2026"
    assert found.points == (BEFORE, AFTER)


def test_dates_that_make_no_steps_are_refused() -> None:
    found = measured(Series((START, START), (1.0, 2.0)), SHIPPED)
    assert found.refused is not None
    assert found.spacing is None
    assert not found.changed


def test_a_date_outside_the_series_is_refused() -> None:
    assert measured(FALL, date(2030, 1, 1)).refused is not None


def test_a_larger_change_would_have_shown_than_the_interval_is_wide() -> None:
    found = measured(CALM, SHIPPED)
    assert found.relative is not None
    assert found.smallest is not None
    assert found.smallest > (found.relative.high - found.relative.low) / 2


def test_days_that_remember_and_fall_together_with_their_control_show_nothing() -> None:
    shock = [100 + rest for rest in remembering(0.9, 20)]
    series, control = daily(shock), daily([value * 3 + 1 * (step % 2) for step, value in enumerate(shock)], "other")
    assert not measured(series, SHIPPED, controls=[control]).changed


def test_an_estimate_holds_its_value() -> None:
    with pytest.raises(ValueError, match="holds its value"):
        Estimate(value=3, low=1, high=2)

"""The estimate of a level: what it must not depend on, and what it must see."""

import random
from itertools import pairwise

import pytest
from draws import AFTER, BEFORE, noisy, remembering, without
from hypothesis import given, settings
from hypothesis import strategies as st

from treefall import impact_of
from treefall.model import Estimate
from treefall.value.impact.noise import DRIFTS, drifts

SEEDS = st.integers(0, 400)


def _share(values: list[float] | list[float | None], *controls: list[float], season: int = 7) -> Estimate:
    found = impact_of(values, BEFORE, controls=controls, season=season)
    assert found.refused is None
    assert found.relative is not None
    return found.relative


def _ends(share: Estimate) -> tuple[float, float, float]:
    return share.low, share.value, share.high


def test_a_fall_is_seen_and_its_size_lies_in_the_interval() -> None:
    share = _share(noisy(effect=-0.2))
    assert share.low < -0.2 < share.high < 0
    assert share.clear
    assert (share.unit, share.level) == ("share", 0.95)


def test_nothing_is_seen_where_nothing_happened() -> None:
    assert not _share(noisy()).clear


def test_a_rise_is_seen_too() -> None:
    assert _share(noisy(effect=0.3)).low > 0


@settings(max_examples=20)
@given(seed=SEEDS, scale=st.floats(1e-3, 1e6))
def test_the_unit_makes_no_difference(seed: int, scale: float) -> None:
    values = noisy(effect=-0.1, seed=seed)
    other = _share([scale * value for value in values])
    assert _ends(other) == pytest.approx(_ends(_share(values)), abs=1e-5)


@settings(max_examples=20)
@given(seed=SEEDS, days=st.integers(1, 6))
def test_the_weekday_on_which_the_series_begins_makes_no_difference(seed: int, days: int) -> None:
    values = noisy(effect=-0.1, seed=seed, steps=BEFORE + AFTER + 7)
    week = [value - 20 * (step % 7 > 4) for step, value in enumerate(values)]
    turned = [value - 20 * ((step + days) % 7 > 4) for step, value in enumerate(values)]
    assert _ends(_share(turned)) == pytest.approx(_ends(_share(week)), abs=0.02)


@settings(max_examples=20)
@given(seed=SEEDS)
def test_a_change_of_level_is_found_for_what_it_is(seed: int) -> None:
    """Adding the same to all numbers after the date moves the change by just that, on the scale of the numbers."""
    values = noisy(spread=4, seed=seed)
    lifted = [value + 30 * (step >= BEFORE) for step, value in enumerate(values)]
    first, second = _share(values), _share(lifted)
    assert second.value - first.value == pytest.approx(0.3, abs=0.02)
    assert second.clear


@settings(max_examples=20)
@given(seed=SEEDS)
def test_up_and_down_are_treated_alike(seed: int) -> None:
    """Turned round its mean, a series that rises falls by as much."""
    values = noisy(spread=3, effect=0.1, seed=seed)
    level = sum(values[:BEFORE]) / BEFORE
    turned = [2 * level - value for value in values]
    assert _share(turned).value == pytest.approx(-_share(values).value, abs=0.01)


@settings(max_examples=20)
@given(seed=SEEDS, shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_controls_makes_no_difference(seed: int, shuffle: random.Random) -> None:
    controls = [noisy(seed=seed + 1000 * (one + 1)) for one in range(3)]
    values = noisy(effect=-0.1, seed=seed)
    share = _share(values, *controls)
    shuffle.shuffle(controls)
    assert _ends(_share(values, *controls)) == pytest.approx(_ends(share), abs=1e-6)


def test_a_longer_time_after_narrows_the_interval() -> None:
    widths = []
    for after in (14, 30, 90):
        share = _share(noisy(steps=BEFORE + after))
        widths.append(share.high - share.low)
    assert all(wide > narrow for wide, narrow in pairwise(widths))


def test_numbers_that_remember_give_a_wider_interval() -> None:
    sticky = [100 + rest for rest in remembering(0.8, 15)]
    share, plain = _share(sticky), _share(noisy(spread=15))
    assert share.high - share.low > plain.high - plain.low


def test_a_short_series_has_no_preference_for_a_step_over_a_drift() -> None:
    assert drifts(20) == drifts(70) == ((0.0, 1.0), *DRIFTS[1:])
    assert 1.0 < drifts(75)[0][1] < DRIFTS[0][1]
    assert drifts(90) == drifts(4_000) == DRIFTS


def test_a_week_is_no_change() -> None:
    week = [value - 30 * (step % 7 > 4) for step, value in enumerate(noisy())]
    with_season, without_one = _share(week), _share(week, season=1)
    assert with_season.high - with_season.low < (without_one.high - without_one.low) / 2


def test_too_short_a_history_has_no_season() -> None:
    months = noisy(steps=2 * 20)
    assert impact_of(months, 20, season=12) == impact_of(months, 20, season=1)


def test_missing_numbers_are_stepped_over() -> None:
    values = noisy(effect=-0.2)
    holes = _share(without(values, 3, 17, 18, 44, 71))
    assert holes.value == pytest.approx(_share(values).value, abs=0.02)


def test_numbers_from_working_days_only_are_whole() -> None:
    values = [value if step % 7 < 5 else None for step, value in enumerate(noisy(effect=-0.2))]
    assert _share(values).clear


def test_numbers_that_change_in_proportion_are_seen_as_logarithms() -> None:
    """Where the noise is a factor, the interval is narrower than that of the same series seen as sums."""
    factors = [100 * 2.0 ** (rest / 5) for rest in noisy(0, 4)]
    share = _share(factors)
    assert share.low < 0 < share.high
    assert share.high < 1.5


def test_a_shock_that_a_control_shares_is_no_change() -> None:
    shock = [1 - 0.3 * (step >= BEFORE) for step in range(BEFORE + AFTER)]
    values = [value * factor for value, factor in zip(noisy(), shock, strict=True)]
    control = [40 * value * factor for value, factor in zip(noisy(seed=2), shock, strict=True)]
    assert _share(values).clear
    assert not _share(values, control).clear


def test_a_control_of_any_sign_is_taken_off_as_it_is() -> None:
    rest = remembering(0.8, 20)
    values = [value + more for value, more in zip(noisy(spread=2), rest, strict=True)]
    shifted = [more - 200 for more in rest]
    alone, beside = _share(values), _share(values, shifted)
    assert beside.high - beside.low < alone.high - alone.low


def test_a_mixture_of_controls_may_hold_one_below_zero() -> None:
    values = noisy(effect=-0.2)
    assert _share(values, noisy(seed=3), [-value for value in noisy(seed=4)]).high < 0


def test_coming_back_from_a_bad_week_is_no_change() -> None:
    """The date was chosen after the worst week: the claim is no surer than it would be without that week."""
    week = range(BEFORE - 7, BEFORE)
    values = [value + 17 * (step in week) for step, value in enumerate(noisy(spread=10))]
    found = impact_of(values, BEFORE)
    assert any("unusual week" in flag for flag in found.flags)
    assert found.relative is not None
    assert found.relative.high >= _share(without(values, *week)).high - 0.01
    assert not found.relative.clear


def test_a_bad_week_in_a_short_history_stays_in() -> None:
    values = [value + 25 * (14 <= step < 21) for step, value in enumerate(noisy(spread=6, steps=51))]
    found = impact_of(values, 21)
    assert any("unusual week" in flag for flag in found.flags)


def test_a_bad_stretch_stays_in_where_too_little_is_left_without_it() -> None:
    values = [value + 30 * (12 <= step < 15) for step, value in enumerate(noisy(spread=4, steps=45))]
    found = impact_of(values, 15, season=1)
    assert any("unusual week" in flag for flag in found.flags)
    assert found.refused is None


def test_two_weeks_are_too_few_to_call_one_unusual() -> None:
    values = [value + 30 * (7 <= step < 14) for step, value in enumerate(noisy(spread=4, steps=44))]
    assert not any("unusual week" in flag for flag in impact_of(values, 14).flags)


def test_a_level_that_fell_to_nothing_fell_by_all_of_it() -> None:
    share = _share([*noisy()[:BEFORE], *[0.0] * AFTER])
    assert (share.low, share.value) == (-1, -1)
    assert share.high < -0.5


def test_the_same_numbers_give_the_same_answer() -> None:
    assert impact_of(noisy(seed=9), BEFORE) == impact_of(noisy(seed=9), BEFORE)


def test_most_calm_series_show_nothing() -> None:
    shown = [_share([100 + rest for rest in remembering(0.5, 15, seed=seed)]).clear for seed in range(60)]
    assert sum(shown) <= 6

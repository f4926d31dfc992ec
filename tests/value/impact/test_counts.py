"""Counts: incidents, tickets, pages."""

import pytest
from draws import AFTER, BEFORE, events, remembering

from treefall import impact_of
from treefall.model import Estimate

STEPS = BEFORE + AFTER


def _share(values: list[float], *controls: list[float]) -> Estimate:
    found = impact_of(values, BEFORE, controls=controls, kind="count")
    assert found.refused is None
    assert found.relative is not None
    return found.relative


def test_half_as_many_is_seen() -> None:
    share = _share(events(20, effect=-0.5))
    assert share.low < -0.5 < share.high < 0


def test_as_many_as_before_is_no_change() -> None:
    assert not _share(events(20)).clear


def test_few_events_get_the_exact_interval() -> None:
    """Of 12 events before and 3 after, the exact interval for the ratio of rates is 0.09 to 1.92 (Clopper-Pearson)."""
    days = [1.0 if step in {*range(0, 60, 5), 62, 70, 80} else 0.0 for step in range(STEPS)]
    share = _share(days)
    assert share.low <= 0.091 - 1
    assert share.high >= 1.917 - 1


def test_no_event_after_the_date_is_all_of_them_gone() -> None:
    share = _share([*events(2)[:BEFORE], *[0.0] * AFTER])
    assert (share.low, share.value) == (-1, -1)
    assert -1 < share.high < -0.8


def test_no_event_after_clusters_is_less_sure() -> None:
    even = [2.0, 3.0] * 30 + [0.0] * AFTER
    bunches = [9.0 if step % 6 == 0 else 1.0 for step in range(BEFORE)] + [0.0] * AFTER
    assert sum(even) == pytest.approx(sum(bunches), rel=0.1)
    assert _share(bunches).high > _share(even).high


def test_clusters_widen_the_interval() -> None:
    calm = events(10)
    rates = [10 * 2.0 ** (rest / 2) for rest in remembering(0.7, 1)]
    bunched = [float(round(rate)) for rate in rates]
    calm_share, share = _share(calm), _share(bunched)
    assert share.high - share.low > calm_share.high - calm_share.low


def test_evenness_is_not_taken_for_precision() -> None:
    """Counts more even than chance makes them have the Poisson's interval all the same."""
    even = [20.0, 21.0] * (STEPS // 2)
    share = _share(even)
    assert share.high - share.low > 2 * 1.9 * (1 / (60 * 20.5) + 1 / (30 * 20.5)) ** 0.5


def test_what_a_control_does_as_well_is_no_change() -> None:
    quiet = [float(round(value * (1 - 0.4 * (step >= BEFORE)))) for step, value in enumerate(events(30))]
    control = [float(round(value * (1 - 0.4 * (step >= BEFORE)))) for step, value in enumerate(events(40, seed=2))]
    assert _share(quiet).clear
    assert not _share(quiet, control).clear


def test_days_on_which_neither_has_an_event_say_nothing() -> None:
    values = [value * (step % 7 < 5) for step, value in enumerate(events(6, effect=-0.6))]
    control = [value * (step % 7 < 5) for step, value in enumerate(events(6, seed=2))]
    assert _share(values, control).high < 0


def test_coming_back_from_a_bad_week_is_no_change() -> None:
    """The same counts with seven bad days before the date are claimed to have fallen no more surely."""
    values = events(10)
    bad = [value + 9 * (BEFORE - 7 <= step < BEFORE) for step, value in enumerate(values)]
    found = impact_of(bad, BEFORE, kind="count")
    assert any("unusual week" in flag for flag in found.flags)
    assert found.relative is not None
    assert found.relative.high >= _share(values).high - 0.1


def test_counts_that_drift_are_flagged() -> None:
    fewer = [float(round(60 - 0.4 * step + value / 4)) for step, value in enumerate(events(10))]
    assert any("drifting" in flag for flag in impact_of(fewer, BEFORE, kind="count").flags)


def test_a_closed_weekend_is_a_season() -> None:
    values = [value * (step % 7 < 5) for step, value in enumerate(events(20, effect=-0.5))]
    share = _share(values)
    assert share.low < -0.5 < share.high < 0

"""What cannot be measured is refused before any arithmetic, with what would fix it."""

import math
from collections.abc import Sequence
from decimal import Decimal

import pytest
from draws import AFTER, BEFORE, events, noisy, without
from hypothesis import given, settings
from hypothesis import strategies as st

from treefall import impact_of

GOOD = noisy()
STEPS = BEFORE + AFTER
MANY = [noisy(seed=seed) for seed in range(50, 75)]

BAD: tuple[tuple[str, Sequence[float | None], int, dict[str, object]], ...] = (
    ("only 13 points before the date", GOOD[:60], 13, {}),
    ("only 13 points after the date", GOOD[:33], 20, {}),
    ("not inside the series", GOOD, 0, {}),
    ("not inside the series", GOOD, STEPS, {}),
    ("not inside the series", [], 0, {}),
    ("no finite number", [math.nan, *GOOD[1:]], BEFORE, {}),
    ("no finite number", [*GOOD[1:], math.inf], BEFORE, {}),
    ("a control holds a value that is no finite number", GOOD, BEFORE, {"controls": [[math.nan] * STEPS]}),
    ("too large", [value * 1e200 for value in GOOD], BEFORE, {}),
    ("too small", [value * 1e-200 for value in GOOD], BEFORE, {}),
    ("23 of 90 points are missing", without(GOOD, *range(0, 90, 4)), BEFORE, {}),
    ("21 of 60 points before the date are missing", without([*GOOD, *GOOD], *range(21)), BEFORE, {}),
    ("11 of 30 points after the date are missing", without(GOOD, *range(61, 83, 2)), BEFORE, {}),
    ("3 points in a row are missing over the date", without(GOOD, 58, 59, 60), BEFORE, {}),
    ("all the numbers are zero", [0.0] * STEPS, BEFORE, {}),
    ("never change", [7.0] * STEPS, BEFORE, {}),
    ("before the date never change", [7.0] * BEFORE + GOOD[BEFORE:], BEFORE, {}),
    ("pattern without any noise", [float(step % 7) + 1 for step in range(STEPS)], BEFORE, {}),
    ("mean before the date is not above zero", [-value for value in GOOD], BEFORE, {}),
    ("mean after the date is not above zero", GOOD[:60] + [-value for value in GOOD[60:]], BEFORE, {}),
    ("too near zero", noisy(4, 10), BEFORE, {"season": None}),
    ("one point carries the result: 9000", [*GOOD[:70], 9000.0, *GOOD[71:]], BEFORE, {}),
    ("one point carries the result: 9000", [*GOOD[:20], 9000.0, *GOOD[21:]], BEFORE, {}),
    ("a rate cannot be below zero", [value - 95 for value in GOOD], BEFORE, {"kind": "rate"}),
    ("a count cannot be below zero", [-1.0, *events(9)[1:]], BEFORE, {"kind": "count"}),
    ("counts are whole numbers", GOOD, BEFORE, {"kind": "count"}),
    ("events were to be expected", [float(step % 12 == 0) for step in range(STEPS)], BEFORE, {"kind": "count"}),
    ("one point carries", [float(step % 3 + 300 * (step == 70)) for step in range(STEPS)], BEFORE, {"kind": "count"}),
    ("too few events to compare", events(0.5), BEFORE, {"kind": "count", "controls": [events(5)]}),
    ("as many points as the series", GOOD, BEFORE, {"controls": [GOOD[:80]]}),
    ("pattern without any noise", GOOD, BEFORE, {"controls": [GOOD]}),
    ("controls together are the series itself", GOOD, BEFORE, {"controls": [GOOD] * 25}),
    ("controls together do not follow", GOOD, BEFORE, {"controls": [[7.0] * STEPS] * 25}),
    ("expected without the work is not above", GOOD, BEFORE, {"controls": [row[:60] + [-9.0] * 30 for row in MANY]}),
    ("only 9 points before", GOOD[:40], 9, {"controls": [row[:40] for row in MANY]}),
    ("is no number", ["many"] * STEPS, BEFORE, {}),  # type: ignore[list-item]
    ("is no number", [10**400] * STEPS, BEFORE, {}),
)


@pytest.mark.parametrize(("why", "values", "first_after", "options"), BAD, ids=[why for why, *_ in BAD])
def test_bad_input_is_refused(
    why: str, values: Sequence[float | None], first_after: int, options: dict[str, object]
) -> None:
    found = impact_of(values, first_after, **options)  # type: ignore[arg-type]
    assert found.refused is not None
    assert why in found.refused
    assert found.relative is None
    assert "nan" not in found.refused


def test_one_point_that_makes_the_claim_is_refused() -> None:
    """A short time after a long history: one day of sixty per cent more lifts the mean by four."""
    values = noisy(spread=3, steps=314)
    assert not _clear(values, 300)
    values[306] += 60
    found = impact_of(values, 300)
    assert found.refused is not None
    assert "one point carries the result: 15" in found.refused
    assert "number 307" in found.refused


def _clear(values: list[float], first_after: int) -> bool:
    share = impact_of(values, first_after).relative
    return share is not None and share.clear


def test_a_claim_that_holds_without_its_farthest_point_stands() -> None:
    values = noisy(effect=-0.3)
    values[70] -= 55
    found = impact_of(values, BEFORE)
    assert found.relative is not None
    assert found.relative.high < 0


@pytest.mark.parametrize("convert", [int, float, Decimal, str], ids=lambda kind: kind.__name__)
def test_numbers_of_any_type_are_numbers(convert: type) -> None:
    assert impact_of([convert(round(value)) for value in GOOD], BEFORE).refused is None


def test_arrays_are_numbers_too() -> None:
    numpy = pytest.importorskip("numpy")
    array = impact_of(numpy.array(GOOD), numpy.int64(BEFORE), controls=numpy.array([noisy(seed=5)]))
    assert array == impact_of(GOOD, BEFORE, controls=[noisy(seed=5)])


def test_an_unknown_kind_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="speed"):
        impact_of(GOOD, BEFORE, kind="speed")


@settings(max_examples=20)
@given(
    values=st.lists(st.none() | st.integers(-3, 30) | st.floats(), max_size=70),
    first_after=st.integers(-5, 75),
    kind=st.sampled_from(["level", "count", "rate"]),
    season=st.none() | st.integers(-2, 12),
)
def test_no_numbers_raise_anything(values: list[float | None], first_after: int, kind: str, season: int | None) -> None:
    found = impact_of(values, first_after, kind=kind, season=season)
    assert (found.refused is None) != (found.relative is None)
    if found.relative is not None:
        assert all(map(math.isfinite, (found.relative.low, found.relative.value, found.relative.high)))


@settings(max_examples=20)
@given(values=st.lists(st.integers(0, 4) | st.sampled_from([0.5, 1e6, 1e-6]), min_size=40, max_size=60))
def test_long_enough_numbers_raise_nothing_either(values: list[float]) -> None:
    for kind in ("level", "count"):
        found = impact_of(values, 20, kind=kind)
        if found.relative is not None:
            assert all(map(math.isfinite, (found.relative.low, found.relative.value, found.relative.high)))

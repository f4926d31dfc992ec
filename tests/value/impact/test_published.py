"""What was published about series that everybody can look up comes out again."""

from datetime import date

from literature import DRIVERS, NILE, REAR

from treefall.model import Attribution, Finding, Series, Spacing
from treefall.value.impact import measured, sentence

LAW = date(1983, 1, 31)


def _monthly(values: tuple[float, ...], name: str) -> Series:
    return Series(tuple(date(1969 + step // 12, step % 12 + 1, 1) for step in range(len(values))), values, name)


def _share(finding: Finding) -> tuple[float, float, float]:
    assert finding.relative is not None
    return finding.relative.low, finding.relative.value, finding.relative.high


def test_the_seat_belt_law_saved_a_quarter_of_the_drivers() -> None:
    low, value, high = _share(measured(_monthly(DRIVERS, "drivers"), LAW))
    assert -0.26 < value < -0.20  # Harvey and Durbin: -23 %
    assert low < -0.23 < high < 0


def test_the_seat_belt_law_did_nothing_for_the_rear_seats() -> None:
    low, _, high = _share(measured(_monthly(REAR, "rear"), LAW))
    assert low < 0.03 < high  # Harvey and Durbin: +3 %, no effect


def test_the_law_shows_more_sharply_beside_the_rear_seats() -> None:
    alone = measured(_monthly(DRIVERS, "drivers"), LAW)
    beside = measured(_monthly(DRIVERS, "drivers"), LAW, controls=[_monthly(REAR, "rear")])
    assert _share(beside)[2] < _share(alone)[2]
    assert _share(beside)[0] > _share(alone)[0]


def test_the_nile_fell_in_1899() -> None:
    years = tuple(date(1871 + step, 1, 1) for step in range(len(NILE)))
    found = measured(Series(years, NILE, "flow"), date(1899, 1, 1))
    low, value, high = _share(found)
    assert -0.25 < value < -0.20  # Cobb: means 1098 -> 850, -23 %
    assert low < -0.23 < high < 0
    assert found.spacing is Spacing.YEAR
    assert found.attribution is Attribution.BEFORE_AFTER
    assert sentence(found) == (
        "Flow fell by 23 % (95 % interval 17-29 %), from 1,104 to 850, after this shipped on 1 January 1899."
    )

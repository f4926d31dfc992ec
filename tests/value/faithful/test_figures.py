import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.value.faithful.figures import Figure, figures, is_figure, unit_of
from treefall.value.faithful.reading import read


def seen(text: str) -> list[tuple[float, str]]:
    return [(round(figure.amount, 6), figure.dim) for figure in read(text).figures]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("36M users", [(36e6, "")]),
        ("1.2k requests", [(1_200, "")]),
        ("3 million rows", [(3e6, "")]),
        ("1,250 judged queries", [(1_250, "")]),
        ("1840 ms", [(1.84, "s")]),
        ("0.62 s", [(0.62, "s")]),
        ("6 h 40 min", [(24_000, "s")]),
        ("1 hour and 17 minutes", [(4_620, "s")]),
        ("from 420 to 260 ms", [(0.42, "s"), (0.26, "s")]),
        ("4 minutes instead of 25", [(240, "s"), (1_500, "s")]),
        ("4 minutes against 25 requests", [(240, "s"), (25, "")]),
        ("$18k\u2013$26k a year", [(18_000, "$"), (26_000, "$")]),
        ("EUR 300", [(300, "€")]),
        ("four million dollars", [(4e6, "$")]),
        ("twenty-five engineers", [(25, "")]),
        ("a hundred and five pages", [(105, "")]),
        ("two thousand three hundred", [(2_300, "")]),
        ("a dozen teams", [(12, "")]),
        ("a third of the services", [(0.333333, "share")]),
        ("two thirds of them", [(0.666667, "share")]),
        ("by half", [(0.5, "share")]),
        ("twice as fast", [(2, "times")]),
        ("3x faster", [(3, "times")]),
        ("threefold", [(3, "times")]),
        ("three times as fast", [(3, "times")]),
        ("it doubled", [(2, "times")]),
        ("3.3 percentage points", [(3.3, "points")]),
        ("12 percent", [(12, "%")]),
        ("48 GB", [(48e9, "byte")]),
        ("900 req/s", [(900, "rps")]),
        ("dozens of services", [(12, "")]),
        ("hundreds of thousands of rows", [(100_000, "")]),
        ("a two-hour outage", [(7_200, "s")]),
        ("5 x 3", [(5, ""), (3, "")]),
        ("one of them", []),
        ("no figure, p95 on 24/7 for the 3rd time", []),
        ("2FA", []),
    ],
)
def test_quantities_are_read_as_people_write_them(text: str, amounts: list[tuple[float, str]]) -> None:
    assert seen(text) == amounts


@pytest.mark.parametrize(
    ("text", "loose", "per"),
    [
        ("about 40 tickets a week", "about", "week"),
        ("~9,000 $ per month", "about", "month"),
        ("more than 400", "over", ""),
        ("nearly 2 s", "under", ""),
        ("$9,000 a month", "", "month"),
        ("40 weekly", "", "week"),
    ],
)
def test_how_it_is_qualified_is_read_too(text: str, loose: str, per: str) -> None:
    (figure,) = figures(text)
    assert (figure.loose, figure.per) == (loose, per)


@pytest.mark.parametrize(
    ("written", "exact", "fits"),
    [
        ("66%", 66.3, True),
        ("67%", 66.3, False),
        ("about 70%", 66.3, True),
        ("about 10", 6, False),
        ("about 1,800", 1_840, True),
        ("more than 400", 412, True),
        ("more than 300", 412, False),
        ("almost 2,000", 1_930, True),
        ("almost 2,000", 2_030, False),
        ("within 32 hours", 31.5 * 3600, True),
        ("within 34 hours", 31.5 * 3600, False),
    ],
)
def test_rounding_is_allowed_as_far_as_it_is_written(written: str, exact: float, fits: bool) -> None:  # noqa: FBT001
    (figure,) = figures(written)
    assert figure.covers(exact) is fits


def test_a_recorded_value_may_lose_digits_only_where_that_shows() -> None:
    (two, rough, bare) = (figures(text)[0] for text in ("1.8 s", "about 2 s", "2 s"))
    assert (two.equals(1.84), rough.equals(1.84), bare.equals(1.84)) == (True, True, False)
    assert not figures("0 ms")[0].equals(3)


@pytest.mark.parametrize(
    ("unit", "dim", "scale", "per"),
    [
        ("ms", "s", 0.001, ""),
        ("$/month", "$", 1, "month"),
        ("req/s", "rps", 1, ""),
        ("", "", 1, ""),
        ("cows", "", 1, ""),
    ],
)
def test_units_of_metrics_are_known(unit: str, dim: str, scale: float, per: str) -> None:
    assert unit_of(unit) == (dim, scale, per)


def test_a_token_is_a_figure_as_a_whole_or_not_at_all() -> None:
    assert [is_figure(token) for token in ("36M", "5ms", "2FA", "62O")] == [True, True, False, False]


@given(st.integers(1, 10**9), st.sampled_from(["", " ms", "%", " users", "k"]))
def test_every_number_is_found_once(number: int, unit: str) -> None:
    for written in (str(number), f"{number:,}"):
        (figure,) = figures(f"It went to {written}{unit} now")
        assert isinstance(figure, Figure)
        assert figure.raw in {number, number * 1_000}


@given(st.text(max_size=200))
def test_no_text_breaks_the_grammar(text: str) -> None:
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures(text))


def test_a_part_is_less_than_its_whole() -> None:
    assert [figure.dim for figure in figures("3 in 2 and 1 in 12")] == ["", "", "share"]

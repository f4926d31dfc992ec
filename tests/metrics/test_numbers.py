"""Numbers are read as people write them, and never guessed where two readings make sense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.metrics.numbers import decimal_sign, is_none, is_number, parsed, unit_of


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [
        ("12", ".", 12.0),
        ("-0.5", ".", -0.5),
        ("\u22124,2", ",", -4.2),
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1'234.5", ".", 1234.5),
        ("12 %", ".", 12.0),
        ("260 ms", ".", 260.0),
        ("\u20ac 3,50", ",", 3.5),
        ("1e3", ".", 1000.0),
        (".5", ".", 0.5),
    ],
)
def test_a_number_is_read_with_its_sign_and_its_unit(text: str, sign: str, number: float) -> None:
    assert is_number(text)
    assert parsed(text, sign) == pytest.approx(number)


@pytest.mark.parametrize("text", ["", " ", "-", "\u2013", "n/a", "NaN", "null", "No data", "#N/A"])
def test_what_says_that_there_is_none_is_none(text: str) -> None:
    assert is_none(text)
    assert parsed(text, ".") is None


@pytest.mark.parametrize("text", ["p95 latency was 3", "12 of 14", "abc", "1-2", "2026-03-14"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(ValueError, match="no number"):
        parsed(text, ".")


@pytest.mark.parametrize(
    ("texts", "usual", "sign"),
    [
        (["1,5", "2,25"], ".", ","),
        (["1.5", "2.25"], ",", "."),
        (["1,234.5"], ",", "."),
        (["1.234,5"], ".", ","),
        (["1,234", "5"], ".", "."),
        (["1,234", "5"], ",", ","),
        (["1.234.567", "8"], ".", ","),
        (["1,234,567", "8"], ",", "."),
        (["12", "13"], ".", "."),
    ],
)
def test_the_sign_before_the_decimals_is_seen_from_the_whole_column(texts: list[str], usual: str, sign: str) -> None:
    assert decimal_sign(texts, usual=usual) == sign


def test_decimals_behind_both_signs_are_refused() -> None:
    with pytest.raises(ValueError, match="comma"):
        decimal_sign(["1,5", "1.5"], usual=".")


def test_the_unit_is_what_stands_beside_the_number() -> None:
    assert [unit_of(text) for text in ("260 ms", "\u20ac 3", "12%", "7", "abc")] == ["ms", "\u20ac", "%", "", ""]


@given(st.floats(-1e9, 1e9, allow_nan=False), st.sampled_from((".", ",")))
def test_a_number_that_is_written_out_is_read_back(number: float, sign: str) -> None:
    text = f"{number:.6f}".replace(".", sign)
    assert parsed(text, decimal_sign([text], usual=sign)) == pytest.approx(number, abs=1e-6)

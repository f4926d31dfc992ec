"""Foreign text cannot act on the place where it is shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.display import display

ANY_TEXT = st.text(st.characters(), max_size=200)  # lone surrogates too


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Add keys (#412)", "Add keys (#412)"),
        ("  two\tspaces \n and a line ", "two spaces and a line"),
        ("\x1b[2J\x1b]0;owned\x07 title\rFAKE", "\ufffd[2J\ufffd]0;owned\ufffd title FAKE"),
        ("access \u202e\u2066// admin\u2069 granted", "access \ufffd// admin\ufffd granted"),
        ("\u0410da", "<U+0410>da"),
        ("\u0410\u0434\u0430 wrote it", "\u0410\u0434\u0430 wrote it"),
        ("naïve café 数据 µs Δt", "naïve café 数据 µs Δt"),
        ("👩\u200d💻 ships", "👩\u200d💻 ships"),
        ("\u200dx", "\ufffdx"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
    ],
)
def test_foreign_text_is_shown_as_it_is_and_cannot_act(text: str, shown: str) -> None:
    assert display(text) == shown


@given(ANY_TEXT, st.integers(1, 300))
def test_nothing_that_acts_is_left(text: str, limit: int) -> None:
    shown = display(text, limit)
    assert len(shown) <= limit
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} for char in shown)
    assert not any(0x202A <= ord(char) <= 0x202E or 0x2066 <= ord(char) <= 0x2069 for char in shown)
    shown.encode()


@given(ANY_TEXT)
def test_showing_what_is_shown_changes_nothing(text: str) -> None:
    assert display(display(text)) == display(text)


def test_long_text_is_cut_with_a_mark() -> None:
    assert display("x" * 3_000_000, 10) == "x" * 9 + "…"

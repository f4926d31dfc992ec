"""The press sets text as it is, the same bytes each time, and shows a letter that nobody can draw as missing."""

import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from treefall.errors import TreefallError
from treefall.pictures.columns import shares
from treefall.pictures.press import png, typeset

_PAGE = b'#set document(title: "T", date: none)\n#sys.inputs.text'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10"><text y="9">{}</text></svg>'


def _set(text: str) -> str:
    return PdfReader(BytesIO(typeset(_PAGE, {"text": text}))).pages[0].extract_text()


@pytest.mark.parametrize("text", ["plain", "#eval(1) $x$ *b* _i_ @a <l> \\n", "слово → ≥ ’"])  # noqa: RUF001 - Cyrillic
def test_text_is_set_as_it_is_and_the_same_each_time(text: str) -> None:
    assert _set(text) == text
    assert typeset(_PAGE, {"text": text}) == typeset(_PAGE, {"text": text})


def test_a_letter_that_no_face_draws_is_shown_as_missing() -> None:
    assert _set("a\U00013000b and \U00013001") == "a\ufffdb and \ufffd"


def test_a_picture_becomes_dots() -> None:
    drawn = png(_SVG.format("p95"))
    assert drawn.startswith(b"\x89PNG")
    assert drawn == png(_SVG.format("p95"))
    assert png(_SVG.format("\U00013000")).startswith(b"\x89PNG")


def test_without_typst_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(TreefallError, match="typst") as told:
        typeset(_PAGE, {"text": "x"})
    assert "treefall[papers]" in told.value.hint


def test_columns_share_the_width_by_what_they_hold() -> None:
    rows = [("No.", "What it says"), ("1", "a sentence of some length that goes on"), ("2", "another one")]
    found = shares(rows, 92)
    assert sum(found) == pytest.approx(1)
    assert found[1] > 2 * found[0]
    assert shares([("",)], 92) == (1,)
    long, short = shares([("x" * 400, "y")], 92)
    assert short > 0.03
    assert long > short


def test_a_short_cell_is_not_broken_where_there_is_room() -> None:
    sentence = "a sentence that is long enough to take every letter of the line which nobody else needs " * 2
    day = shares([("When", "What"), ("15 September 2026"[:16], sentence)], 92)[0]
    assert day * 92 >= 16
    crowded = shares([("15 September 202",) * 8, ("15 September 202",) * 8], 92)
    assert crowded[1] * 92 < 16
    assert crowded[0] > crowded[1]

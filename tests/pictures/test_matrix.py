"""The picture of a rubric on paper shows every criterion by its number, in words and in shapes."""

from xml.etree import ElementTree as ET

import pytest

from treefall.model import Matrix, MatrixRow, Sentence, Strength
from treefall.pictures.blocks import drawn
from treefall.pictures.matrix import matrix_picture

_SVG = "{http://www.w3.org/2000/svg}"


def _matrix(*strengths: Strength, topic: str = "Delivery") -> Matrix:
    rows = (MatrixRow(topic if n % 2 else "People", f"Criterion {n}.", one) for n, one in enumerate(strengths))
    return Matrix(Sentence("L2: of 3 criteria 1 strong, 1 on one voice and 1 open."), tuple(rows))


def test_each_strength_has_a_word_a_frame_and_a_disc_of_its_own() -> None:
    picture = drawn(_matrix(*Strength))
    tree = ET.fromstring(picture.svg)  # noqa: S314 - our own
    texts = ["".join(text.itertext()) for text in tree.iter(f"{_SVG}text")]
    assert {"strong", "on one voice", "open", "1", "2", "3", "People", "Delivery"} <= set(texts)
    assert picture.svg.count("stroke-dasharray") == 1
    assert picture.svg.count("<circle") == 3
    assert picture.svg.count("A5.5 5.5 0 0 0") == 1
    assert picture.twin.endswith("People: 1 strong, 3 open. Delivery: 2 on one voice.")


@pytest.mark.parametrize("number", [0, 1, 40])
def test_none_and_forty_stay_inside_of_it(number: int) -> None:
    tree = ET.fromstring(matrix_picture(_matrix(*[Strength.NONE] * number)).svg)  # noqa: S314 - our own
    width, height = float(tree.get("width") or 0), float(tree.get("height") or 0)
    boxes = [box for box in tree.iter(f"{_SVG}rect") if box.get("rx")]
    assert len(boxes) == number
    for box in boxes:
        assert float(box.get("x") or 0) + float(box.get("width") or 0) <= width
        assert float(box.get("y") or 0) + float(box.get("height") or 0) <= height


def test_a_long_topic_and_foreign_signs_do_no_harm() -> None:
    picture = matrix_picture(_matrix(*Strength, topic="<b>A topic & its very long name that goes on and on</b>"))
    assert "<b>" not in picture.svg
    assert ET.fromstring(picture.svg) is not None  # noqa: S314 - our own

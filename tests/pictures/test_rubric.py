"""The picture of a case says every criterion in words and shapes, however many there are."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from rubrics import LADDER, at_level
from shop import NOW

from treefall.model import Case, Criterion, Judgement, Period, Record, Row, Strength
from treefall.pictures.rubric import counted, rubric_picture
from treefall.value.case import case

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def made() -> Case:
    return case(Record((at_level(),), NOW), Judgement((), ()), LADDER, Period(NOW.replace(year=2025), NOW))


def _texts(svg: str) -> list[str]:
    drawn = ET.fromstring(svg)  # noqa: S314 - our own
    return ["".join(text.itertext()) for text in drawn.iter(f"{_SVG}text")]


def test_every_criterion_is_drawn_with_its_strength_in_words(made: Case) -> None:
    first, *others = made.rows
    each = (Strength.STRONG, Strength.ONE_VOICE)
    rows = (*(replace(first, strength=one) for one in each), *others)
    picture = rubric_picture(replace(made, rows=rows))
    texts = _texts(picture.svg)
    assert texts[0] == f"L2: {counted(rows)}"
    assert {"1 ● strong", "2 ◑ one voice", "3 ○ none"} <= set(texts)
    assert "1 of 3 strong" in texts
    assert picture.svg.count("stroke-dasharray") == sum(row.strength is Strength.NONE for row in rows)
    assert all(row.criterion.words.rstrip(".") in picture.twin for row in rows)
    assert picture.twin.endswith(picture.caption)


def test_what_has_no_room_is_cut_in_the_picture_and_whole_in_words(made: Case) -> None:
    words = "Leads a very long project <&> of several people to its end " * 6
    criterion = Criterion(id="long", topic="A topic with a very long name indeed", level="L2", words=words.strip())
    picture = rubric_picture(replace(made, rows=(Row(criterion=criterion, strength=Strength.NONE),)))
    assert any(text.endswith("…") for text in _texts(picture.svg))
    assert "<&>" not in picture.svg


@pytest.mark.parametrize("number", [0, 1, 40])
def test_none_and_forty_are_drawn_inside_of_the_picture(made: Case, number: int) -> None:
    rows = tuple(Row(criterion=replace(LADDER.criteria[0], id=f"c{n}"), strength=Strength.NONE) for n in range(number))
    drawn = ET.fromstring(rubric_picture(replace(made, rows=rows)).svg)  # noqa: S314 - our own
    width, height = float(drawn.get("width") or 0), float(drawn.get("height") or 0)
    boxes = [box for box in drawn.iter(f"{_SVG}rect") if box.get("rx")]
    assert len(boxes) == number
    for box in boxes:
        assert float(box.get("x") or 0) + float(box.get("width") or 0) <= width
        assert float(box.get("y") or 0) + float(box.get("height") or 0) <= height

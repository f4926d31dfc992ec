"""The picture of who has heard what says it in signs, in words and in its title, however many listen."""

from xml.etree import ElementTree as ET

import pytest
from shop import Shop

from treefall.model import Heard, Hearing, Step, Visibility
from treefall.pictures import RINGS
from treefall.pictures.hearing import hearing_picture

_SVG = "{http://www.w3.org/2000/svg}"


def _seen(shop: Shop, person: str, *heard: Heard | None) -> Visibility:
    hearings = tuple(Hearing(work=work, heard=far) for work, far in zip(shop.works, heard, strict=False))
    return Visibility(person=person, hearings=hearings, guesses=(), steps={}, next=Step("treefall", "nothing"))


def _drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def _texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in _drawn(svg).iter(f"{_SVG}text")]


def test_each_state_stands_there_as_a_ring_and_a_word(shop: Shop) -> None:
    for far in (None, *Heard):
        picture = hearing_picture([_seen(shop, "Maya Lind", far)])
        assert f"{RINGS[far]} {far or 'not told'}" in _texts(picture.svg)
        assert f"{shop.works[0].title} ({far or 'not told'})" in picture.twin


def test_the_title_says_how_much_everybody_has_heard(shop: Shop) -> None:
    seen = [_seen(shop, "Maya Lind", Heard.TOLD, None), _seen(shop, "<Nadia & co>", None, None)]
    picture = hearing_picture(seen)
    assert picture.twin.startswith("Maya Lind has heard 1 of 2, <Nadia & co> has heard none of 2.")
    assert "<Nadia" not in picture.svg


@pytest.mark.parametrize("number", [0, 1, 12, 40])
def test_none_and_forty_stay_inside_of_the_picture(shop: Shop, number: int) -> None:
    seen = [_seen(shop, f"Somebody with a long name {n}", Heard.USED, None) for n in range(number)]
    picture = _drawn(hearing_picture(seen).svg)
    width, height = float(picture.get("width") or 0), float(picture.get("height") or 0)
    cells = [cell for cell in picture.iter(f"{_SVG}rect") if cell.get("rx") == "4"]
    assert len(cells) == 2 * min(number, 12)
    for cell in cells:
        assert float(cell.get("x") or 0) + float(cell.get("width") or 0) <= width
        assert float(cell.get("y") or 0) + float(cell.get("height") or 0) <= height

"""The picture of a measured series says what it shows in words, too, and is drawn right at its edges."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Attribution
from treefall.model.estimate import Dot, Finding, Quantity
from treefall.pictures.paper import figure, path, scale, ticks, wrapped
from treefall.pictures.series import series_picture

_FIRST = date(2026, 1, 1)
_SVG = "{http://www.w3.org/2000/svg}"


def _finding(dots: int, unit: str = "ms", gap: int = -1, out: int = -1) -> Finding:
    return Finding(
        on=_FIRST + timedelta(dots // 2),
        kind=Quantity.LEVEL,
        attribution=Attribution.BEFORE_AFTER,
        method="test",
        unit=unit,
        before=420.0,
        after=260.0,
        dots=tuple(_dot(n, dots, gap, out) for n in range(dots)),
    )


def _dot(n: int, dots: int, gap: int, out: int) -> Dot:
    seen = None if n in {gap, out} else (420.0 if n < dots // 2 else 260.0) + n % 7
    known = dots > 1
    return Dot(
        on=_FIRST + timedelta(n),
        seen=seen,
        expected=420.0 if known else None,
        low=400.0 if known else None,
        high=440.0 if known else None,
        after=n >= dots // 2,
        excluded=n == out,
    )


def _drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def test_the_picture_says_the_finding_and_has_a_twin_in_words() -> None:
    picture = series_picture(_finding(90), "p95 fell after 15 February")
    texts = ["".join(text.itertext()) for text in _drawn(picture.svg).iter(f"{_SVG}text")]
    assert texts[0] == "p95 fell after 15 February"
    assert {"seen", "expected without it", "shipped, 15 Feb"} <= set(texts)
    assert any(text.endswith(" ms") for text in texts)
    assert "90 points from 1 January 2026 to 31 March 2026" in picture.twin
    assert "260 ms were seen where 420 ms were expected" in picture.twin
    assert picture.twin in picture.svg


@pytest.mark.parametrize("dots", [1, 2, 90, 3000])
def test_one_point_and_three_thousand_are_drawn(dots: int) -> None:
    root = _drawn(series_picture(_finding(dots), "finding").svg)
    numbers = [float(x) for each in root.iter(f"{_SVG}path") for x in re.findall(r"-?\d+\.\d", each.get("d") or "")]
    assert all(0 <= number <= 720 for number in numbers)
    assert len(list(root.iter(f"{_SVG}circle"))) == (dots if dots <= 400 else 0)


def test_of_a_long_series_what_lies_near_the_date_is_drawn() -> None:
    long = _finding(3000)
    finding = replace(
        long, on=long.dots[2950].on, dots=tuple(replace(dot, after=n >= 2950) for n, dot in enumerate(long.dots))
    )
    picture = series_picture(finding, "x")
    assert picture.twin.endswith("; the last 400 are drawn.")
    assert f"{finding.dots[-400].on:%b %Y}" in picture.svg
    assert "1 Jan 2026" not in picture.svg


def test_a_gap_breaks_the_line_and_a_day_left_out_is_hatched() -> None:
    whole, gap, out = (series_picture(f, "x") for f in (_finding(60), _finding(60, gap=20), _finding(60, out=20)))
    assert gap.svg.count("M") == whole.svg.count("M") + 1
    assert "url(#out" not in gap.svg
    assert out.svg.count("url(#out") == 1
    assert out.twin.endswith("1 left out.")


def test_a_series_without_points_is_its_title_alone() -> None:
    picture = series_picture(replace(_finding(1), dots=()), "no measurable change")
    assert picture.twin == "no measurable change"
    assert "<path" not in picture.svg


def test_a_long_unit_stands_above_the_axis_and_a_late_date_is_named_on_the_left() -> None:
    finding = replace(_finding(40, "requests a second"), on=_FIRST + timedelta(38), before=None)
    svg = series_picture(finding, "x").svg
    assert ">requests a second</text>" in svg
    assert re.search(r'text-anchor="end">shipped, 8 Feb', svg)


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_foreign_text_becomes_markup(title: str, unit: str) -> None:
    hostile = title + "<script>alert(1)</script>\x1b[31m\u202e&"
    root = _drawn(series_picture(_finding(20, unit + '"><image href="http://x"/>'), hostile).svg)
    assert {element.tag.removeprefix(_SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "rect", "text", "line", "path", "circle")
    }


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_ticks_are_few_and_lie_inside(low: float, span: float) -> None:
    found = ticks(low, low + span)
    assert 1 <= len(found) <= 6
    slack = span * 1e-5 + abs(low) * 1e-9
    assert all(low - slack <= tick <= low + span + slack for tick in found)


def test_the_small_parts_of_a_picture() -> None:
    assert scale(1, 1, 0, 10)(1) == 5
    assert path([(0, 0), None, (1, 1), (2, 2)]) == "M0.0 0.0M1.0 1.0L2.0 2.0"
    assert (figure(0.00012345), figure(1234.5), figure(12.5)) == ("0.0001234", "1,234", "12.5")
    assert wrapped("one two three", 60, 10) == ("one two", "three")
    assert wrapped("fell by 19 % to 30 ms in 2026 and on", 60, 10) == (
        "fell by",
        "19 % to",
        "30 ms in",
        "2026 and",
        "on",
    )

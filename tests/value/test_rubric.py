"""A rubric is put together from what was read, in order, without doubles, and comes back from its open form."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubrics import LADDER
from shop import NOW

from treefall.model import Criterion, Rubric
from treefall.value.rubric import Draft, Line, drafted, in_order, joined, opened, plain, rubric, upon

WORDS = st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=12)


def made(*lines: Line, **about: str) -> Rubric:
    return rubric(Draft(lines), name="acme", at=NOW, **about)  # type: ignore[arg-type]  # texts


def test_what_says_nothing_and_what_is_said_twice_is_left_out() -> None:
    found = made(
        Line("Delivery", "L1", "Ships."), Line("Delivery", "L1", " Ships. "), Line("", "L1", "x"), Line("A", "L1", " ")
    )
    assert [one.words for one in found.criteria] == ["Ships."]
    assert found.topics == ("Delivery",)


def test_without_a_criterion_there_is_no_ladder() -> None:
    with pytest.raises(ValueError, match="no criterion"):
        made(Line("", "", ""))
    with pytest.raises(ValueError, match="too many"):
        made(*(Line("A", "L1", str(number)) for number in range(3_001)))


def test_levels_come_in_order() -> None:
    assert in_order(["L10", "L2", "L1", "L2"]) == ("L1", "L2", "L10")
    assert in_order(["Staff Engineer", "Engineer", "Junior Engineer", "Senior Staff Engineer", "Senior Engineer"]) == (
        *("Junior Engineer", "Engineer", "Senior Engineer", "Staff Engineer", "Senior Staff Engineer"),
    )
    assert in_order(["Oak", "Birch"]) == ("Oak", "Birch")


def test_a_level_that_only_a_criterion_names_is_the_highest() -> None:
    found = rubric(Draft((Line("A", "L2", "x"), Line("A", "L3", "y")), levels=("L1", "L2")), name="a", at=NOW)
    assert found.levels == ("L1", "L2", "L3")


def test_a_criterion_keeps_its_name_when_others_come_and_go() -> None:
    one = made(Line("A", "L1", "Ships."), Line("A", "L1", "Tests."))
    other = made(Line("A", "L1", "Tests."))
    assert one.criteria[1].id == other.criteria[0].id
    assert made(Line("A", "L1", "x", id="own")).criteria[0].id == "own"


def test_marks_ornaments_and_length_are_cut() -> None:
    assert plain("**Leads** [a project](https://x.example) with `care`") == "Leads a project with care"
    assert made(Line("\N{BRAIN} Skill", "L1", "x")).topics == ("Skill",)
    assert len(made(Line("T" * 99, "L1", "w" * 5_000)).criteria[0].words) == 2_000
    assert len(made(Line("T" * 99, "L1", "w")).topics[0]) == 60


def test_a_track_is_completed_by_what_it_builds_on() -> None:
    own = Criterion(id="own", topic="Results", level="L2", words="Keeps systems up.")
    track = replace(LADDER, name="sre", levels=("L2", "L4"), meanings={"L4": "more"}, criteria=(own,))
    found = upon(LADDER, track)
    assert [one.id for one in found.at_level("L2")] == ["own", "teaches"]
    assert found.levels == ("L1", "L2", "L3", "L4")
    assert found.meanings == {"L2": "works alone", "L4": "more"}
    assert found.name == "sre"


def test_the_open_form_comes_back_as_it_was() -> None:
    one = replace(
        LADDER, title="T", source="https://x.example", licence="MIT", retrieved=date(2026, 1, 2), sha256="a" * 64
    )
    said = opened(one)
    again = rubric(
        drafted(said),
        name="shop",
        at=NOW,
        source=said["source"],
        licence=said["licence"],
        retrieved=said["retrieved"],
        sha256=said["sha256"],
    )
    assert again == one


def test_the_open_form_is_read_with_patience() -> None:
    said = {
        "levels": ["L1", {"name": "L2", "meaning": "alone"}, {"meaning": "nobody"}],
        "topics": ["People", "Delivery"],
        "criteria": [
            {"topic": "Delivery", "level": "L1", "criterion": "Ships", "examples": "none"},
            {"topic": "People", "level": "L2", "words": "Helps", "examples": ["a", 1]},
            {"topic": ["odd"], "level": 3, "criterion": "Odd"},
            "no mapping",
        ],
    }
    draft = drafted(said)
    assert draft.levels == ("L1", "L2")
    assert [(line.topic, line.level, line.examples) for line in draft.lines] == [
        *(("People", "L2", ("a", "1")), ("Delivery", "L1", ()), ("", "3", ()))
    ]
    with pytest.raises(ValueError, match="criteria"):
        drafted({"criteria": "none"})


def test_parts_of_one_ladder_are_joined() -> None:
    both = joined([Draft((Line("A", "L1", "x"),), ("L1",), {"L1": "a"}), Draft((Line("A", "L2", "y"),), ("L2", "L1"))])
    assert (both.levels, dict(both.meanings), len(both.lines)) == (("L1", "L2"), {"L1": "a"}, 2)


@given(lines=st.lists(st.builds(Line, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple)), max_size=8))
def test_what_was_opened_is_the_same_ladder(lines: list[Line]) -> None:
    try:
        one = made(*lines)
    except ValueError:
        return
    again = rubric(drafted(opened(one)), name="acme", at=NOW)
    assert again == one

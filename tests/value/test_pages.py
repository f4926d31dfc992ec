"""Pages of plain text: heads in any shape, days and durations in any words, and nothing that a text can break."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import NOW

from treefall.model import Evidence, Kind, Part, Rejected, Role, entry_id
from treefall.value.pages import Called, batches, items, minutes, moment, page, people, rows

ME = Called(("ed@corp.example", "ed@old.example"), ("ed stone",))


@pytest.mark.parametrize(
    "text",
    [
        '---\nlast-updated: "2026-05-12"\n---\n',
        "Last updated: 2026-05-12",
        "- **Last updated:** 2026-05-12",
        "__Last updated__: 2026-05-12",
        "#+LAST_UPDATED: 2026-05-12",
        "| Last updated | 2026-05-12 |",
        "## Last updated\n\n2026-05-12\nand more",
        "## Last updated\n- 2026-05-12",
        "---\nlast updated:\n  - 2026-05-12\n---",
        "---\nlast updated: [2026-05-12]\n---",
    ],
)
def test_a_head_says_the_same_in_any_shape(text: str) -> None:
    assert page(text).said("nothing", "last updated") == ("2026-05-12",)


def test_a_page_has_a_title_sections_and_a_body() -> None:
    found = page(
        "\ufeff---\nstatus: null\n# a remark\n  deep: x\n---\nabove\n# One *queue* #\n\nWhy.\n## Decision\nYes.\n"
    )
    assert found.title == "One *queue"
    assert found.fields == {"status": ()}
    assert found.sections == (("", "above"), ("one *queue", "\nWhy."), ("decision", "Yes.\n"))
    assert found.body.startswith("above")


def test_a_title_that_the_head_says_goes_first() -> None:
    assert page("---\ntitle: Queue\n---\n# Another").title == "Queue"
    assert page("* Thoughts\n#+TITLE: Queue").title == "Queue"


def test_an_empty_page_says_nothing() -> None:
    found = page("")
    assert (found.title, dict(found.fields), found.said("date"), found.body) == ("", {}, (), "")
    assert page("# Date\n\n# Other\nx").said("date") == ()


def test_front_matter_without_an_end_is_text() -> None:
    assert "date" not in page("---\n" + "x\n" * 300).fields
    assert page("---\ndate: 2026-05-12\n").said("date") == ("2026-05-12",)


def test_the_first_of_two_lines_stands() -> None:
    assert page("Date: 2026-05-12\nDate: 2026-05-13").said("date") == ("2026-05-12",)


@pytest.mark.parametrize(
    ("words", "at", "offset"),
    [
        ("on 2026-05-12", "2026-05-12T12:00", 0),
        ("2026-05-12-outage.md", "2026-05-12T12:00", 0),
        ("2026-05-12T09:30:15Z", "2026-05-12T09:30", 0),
        ("2026-05-12 09:30 UTC", "2026-05-12T09:30", 0),
        ("2026-05-12T09:30+02:00", "2026-05-12T07:30", 120),
        ("2026-05-12 09:30 -0530", "2026-05-12T15:00", -330),
        ("2026-05-12 09:30 +99:99", "2026-05-11T09:30", 1440),
        ("Tue, 12th May 2026", "2026-05-12T12:00", 0),
        ("May 12, 2026", "2026-05-12T12:00", 0),
        ("1. September 2026", "2026-09-01T12:00", 0),
    ],
)
def test_days_are_understood_as_people_write_them(words: str, at: str, offset: int) -> None:
    assert moment(words) == (datetime.fromisoformat(at).replace(tzinfo=UTC), offset)


@pytest.mark.parametrize("words", ["", "soon", "2026-02-30", "12 Foo 2026", "1969-01-01", "12026-05-12", "2026-05-1"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert moment(words) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("42", 42),
        ("about 42 minutes", 42),
        ("1 h 20 min", 80),
        ("1.5 hours", 90),
        ("2 days", 2880),
        ("90s", 2),
        ("01:20", 80),
        ("1:20:59", 80),
        ("not long", None),
        ("5 months", None),
        ("", None),
    ],
)
def test_durations_are_minutes(words: str, found: int | None) -> None:
    assert minutes(words) == found


def test_points_and_rows_are_listed() -> None:
    assert items("Then:\n- [x] one\n  * two\nno") == ("[x] one", "two")
    assert rows("| What | State |\n|---|:-:|\n| one | done |\nno") == (("one", "done"),)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Ed Stone <ed@corp.example>, @grace", (("Ed Stone", "ed@corp.example"), ("grace", ""))),
        ("ed@corp.example and Fred & *Ada*; Ada", (("", "ed@corp.example"), ("Fred", ""), ("Ada", ""))),
        (" , ", ()),
    ],
)
def test_people_are_named_in_any_list(value: str, found: tuple[tuple[str, str], ...]) -> None:
    assert people([value]) == found


def test_a_name_is_mine_only_whole_and_without_another_address() -> None:
    assert ME.role(Part.AUTHOR, "Ed Stone") == Role(part=Part.AUTHOR, address="ed@corp.example")
    assert ME.is_me(ME.role(Part.AUTHOR, "", "Ed@Old.example"))
    assert not ME.is_me(ME.role(Part.AUTHOR, "Ed Stone", "other@corp.example"))
    assert not ME.is_me(ME.role(Part.AUTHOR, "Ed"))


def folder(count: int) -> list[Evidence | Rejected]:
    """Return so many pages, and one that cannot be read."""
    pages = (
        Evidence(id=entry_id("p", str(n)), at=NOW, source="x", origin="x", native=str(n), kind=Kind.NOTE, title="t")
        for n in range(count)
    )
    return [Rejected("documents", "x.md", "is no text"), *pages]


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (3, [3]), (500, [500]), (1203, [500, 500, 203])])
def test_a_folder_comes_in_batches_the_last_with_the_cursor(count: int, sizes: list[int]) -> None:
    found = list(batches(folder(count), None))
    assert [len(batch.entries) for batch in found] == sizes
    assert [batch.cursor is None for batch in found] == [True] * (len(sizes) - 1) + [False]
    (again,) = batches(folder(count), found[-1].cursor)
    assert (again.entries, again.rejected, again.cursor) == ((), found[-1].rejected, found[-1].cursor)


@given(st.text(alphabet="-#*|:+ \n[]abM2026", max_size=400))
def test_no_text_breaks_a_page(text: str) -> None:
    found = page(text)
    assert isinstance(found.title, str)
    for values in found.fields.values():
        moment(" ".join(values))
        minutes(" ".join(values))
        people(values)

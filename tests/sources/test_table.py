"""Tables: any file of rows becomes evidence by a mapping in the settings."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Part, Rejected, Role
from treefall.sources.table import Table, sources
from treefall.value.pages import Called
from treefall.world import real_world

ME = "ed@corp.example"
MAPPED = {"title": "Name", "date": "Finished"}


def read(
    file: Path, content: str, mapping: Mapping[str, object] = MAPPED
) -> tuple[list[Evidence], list[tuple[str, str]]]:
    file.write_text(content)
    (source,) = sources({"courses": {"file": str(file), **mapping}}, (ME,), real_world())
    (batch,) = source.fetch(None, real_world())
    return (
        [one for one in batch.entries if isinstance(one, Evidence)],
        [(one.where, one.why) for one in batch.rejected],
    )


def test_columns_are_what_the_settings_say(tmp_path: Path) -> None:
    content = (
        "Name,Finished,With,Link,Notes,Sort,No\n"
        '"Queues, in depth",2026-05-12T10:00+02:00,"Grace, Fred",https://learn.example/1,"It\nhelped",Learning,7\n'
    )
    more = {"people": "With", "url": "Link", "body": "Notes", "kind": "Sort", "id": "No", "private": True}
    (one,), rejected = read(tmp_path / "a.csv", content, MAPPED | more)
    assert rejected == []
    assert (one.title, one.kind, one.native, one.body) == ("Queues, in depth", Kind.LEARNING, "7", "It\nhelped")
    assert (one.at.hour, one.offset, one.url, one.private) == (8, 120, "https://learn.example/1", True)
    assert one.roles == tuple(Role(part=Part.MENTIONED, name=name) for name in ("Grace", "Fred"))


def test_json_lines_reach_into_records(tmp_path: Path) -> None:
    rows = [
        {"done": {"at": "1780000000"}, "name": "One", "who": [ME]},
        {"done": {"at": 1780000000000}, "name": "Two", "who": ["fred@corp.example"]},
        {"done": {"at": "12 May 2026"}, "name": "Three", "who": ["Ed Stone"]},
    ]
    mapping = {"title": "name", "date": "done.at", "author": "who", "as": ["Ed Stone"], "kind": "mentoring"}
    found, rejected = read(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)), mapping)
    assert rejected == []
    assert [one.roles[0].address for one in found] == [ME, "fred@corp.example", ME]
    assert {one.kind for one in found} == {Kind.MENTORING}
    assert found[0].at == found[1].at


def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    content = "Name,Finished\nOne,2026-05-01\n,2026-05-02\nThree,soon\n\nOne,2026-05-01\nFour\nFive,2026-05-05"
    found, rejected = read(tmp_path / "a.csv", content)
    assert [one.title for one in found] == ["One", "Five"]
    assert rejected == [
        ("courses, row 2", "has no title"),
        ("courses, row 3", "has no day"),
        ("courses, row 5", "is called 2026-05-01 One, as one before is"),
        ("courses, row 6", "has no day"),
    ]


@pytest.mark.parametrize(
    "line",
    ["nobody's", "[1]", "[" * 100_000, '{"Name":' * 100_000, '{"Name": ' + "9" * 10_000 + "}", '"' + "x" * (1 << 21)],
    ids=("words", "a list", "deep lists", "deep records", "a long number", "a long line"),
)
def test_a_line_that_is_no_record_is_rejected(tmp_path: Path, line: str) -> None:
    content = f'{{"Name": "One", "Finished": "2026-05-01"}}\n{line}\n{{"Name": "Two", "Finished": "2026-05-02"}}\n'
    found, rejected = read(tmp_path / "a.jsonl", content)
    assert [one.title for one in found] == ["One", "Two"]
    assert rejected == [("courses, row 2", "is no row")]


def test_no_more_rows_are_read_than_fit(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name,Finished\n" + "".join(f"{n},2026-05-01\n" for n in range(50_010)))
    (source,) = sources({"courses": {"file": str(file), **MAPPED}}, (ME,), real_world())
    batches = list(source.fetch(None, real_world()))
    assert sum(len(batch.entries) for batch in batches) == 50_000
    assert [one.where for one in batches[-1].rejected] == ["courses, row 50,001 and on"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Name,When\n", "no column 'Finished'"),
        (b"\xff\xfe", "cannot be read"),
        (b"Name,Finished\n" + b'"' * 200_001, "cannot"),
    ],
)
def test_a_file_that_is_no_such_table_is_an_error(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    (source,) = sources({"courses": {"file": str(tmp_path / "a.csv"), **MAPPED}}, (ME,), real_world())
    if content.startswith(b"Name,Finished"):
        (batch,) = source.fetch(None, real_world())
        assert batch.rejected
        return
    with pytest.raises(SourceError, match=says):
        list(source.fetch(None, real_world()))


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    (source,) = sources({"courses": {"file": str(tmp_path / "a.csv"), **MAPPED}}, (ME,), real_world())
    with pytest.raises(SourceError):
        list(source.fetch(None, real_world()))


@pytest.mark.parametrize(
    "section",
    [
        {"courses": 1},
        {"courses": {"file": "a.xlsx", **MAPPED}},
        {"courses": {"file": "a.csv"}},
        {"courses": {"file": "a.csv", **MAPPED, "colour": "red"}},
        {"courses": {"file": "a.csv", **MAPPED, "private": "yes"}},
        {"courses": {"file": "a.csv", **MAPPED, "url": 1}},
    ],
)
def test_a_section_that_says_something_else_is_named(section: Mapping[str, object]) -> None:
    with pytest.raises(SettingsError, match=r"table\.courses"):
        list(sources(section, (ME,), real_world()))


@given(st.dictionaries(st.text(), st.text()))
def test_no_row_breaks_it(row: dict[str, str]) -> None:
    columns = dict.fromkeys(("title", "date", "people", "url", "kind", "id"), next(iter(row), ""))
    source = Table("a.csv", "courses", Called((ME,)), columns)
    assert isinstance(source.parse(row, "row 1"), Evidence | Rejected)

"""Rehearsing, as a person does it: on a terminal against the clock, from a file, and on paper."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from inside import Inside
from shell import Person
from terminal import converse

from treefall import open_app


@pytest.fixture
def ed(inside: Inside) -> Inside:
    inside.runs("collect", "--repo", ".", "--me", "ed@corp.example")
    return inside


def test_the_list_says_what_is_asked_and_why(ed: Inside) -> None:
    shown = ed.runs("rehearse", "--list").out
    assert "questions that a committee may ask, the weakest place first." in shown
    assert "no change is on record" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
    listed = ed.runs("rehearse", "--list", "--json").json
    assert listed[0]["ask"].split()[0] in shown
    ed.runs("list")
    about = ed.runs("rehearse", "--list", "--about", "1", "--json").json
    assert len({one["work"]["id"] for one in about}) == 1


def test_without_a_terminal_the_question_is_shown_and_how_to_answer_it(ed: Inside) -> None:
    shown = ed.runs("rehearse").out
    assert "Asked because " in shown
    assert "Next: treefall rehearse 1 --answer FILE" in shown
    assert ed.runs("rehearse", "2", "--json").json == ed.runs("rehearse", "--list", "--json").json[1]


def test_an_answer_from_a_file_is_compared_with_the_record(ed: Inside, tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    said.write_text("We had 14 double charges a week, and Frank fixed it in 3 days.", encoding="utf-8")
    shown = ed.runs("rehearse", "1", "--answer", str(said), "--seconds", "75").out
    assert "14 words, in 1:15: " in shown
    assert "“14” is not on record for this." in shown
    assert "“Frank” is not on record." in shown
    assert "It comes back on " in shown
    again = ed.runs("rehearse", "2", "--answer", str(said), "--json").json
    assert {one["said"] for one in again["differences"]} >= {"14", "Frank"}
    assert "score" not in shown
    progress = ed.runs("rehearse", "--progress").out
    assert progress.startswith("2 answers so far.")
    assert "missing last time: " in progress
    assert ed.runs("rehearse", "--progress", "--json").json["rehearsed"] == 2


def test_a_good_answer_is_told_so(ed: Inside, tmp_path: Path) -> None:
    ask = ed.runs("rehearse", "--list", "--json").json
    number = next(n for n, one in enumerate(ask, 1) if one["aim"] == "the concern")
    said = tmp_path / "said.txt"
    said.write_text(
        "Customers were charged twice, and nobody noticed until they called. I wrote the change that was merged, and "
        "before it a retry charged again; since then it does not. I learned that a retry needs a key, and next time I "
        "would add that key on the first day, together with a test that pays twice and looks at what the bank has.",
        encoding="utf-8",
    )
    shown = ed.runs("rehearse", str(number), "--answer", str(said)).out
    assert "nothing" in shown.splitlines()[0]


def test_what_cannot_be_read_is_said_and_nothing_is_recorded(ed: Inside, tmp_path: Path) -> None:
    assert "cannot be read" in ed.run("rehearse", "--answer", str(tmp_path / "none.txt")).err
    blank, long = tmp_path / "blank.txt", tmp_path / "long.txt"
    blank.write_text(" \n", encoding="utf-8")
    long.write_text("word " * 30_000, encoding="utf-8")
    assert "Nothing was said" in ed.run("rehearse", "--answer", str(blank)).err
    assert "longer than any answer" in ed.run("rehearse", "--answer", str(long)).err
    assert ed.runs("rehearse", "--progress").out.startswith("No answer so far.")
    assert ed.run("rehearse", "--output", "x.pdf").status == 2
    assert ed.run("rehearse", "--sheet", "--format", "pdf").status == 2


def test_the_sheet_is_shown_and_written_redacted(ed: Inside, tmp_path: Path) -> None:
    assert "Questions of a committee" in ed.runs("rehearse", "--sheet").out
    target = tmp_path / "questions.md"
    told = ed.runs("rehearse", "--sheet", "--output", str(target), "--profile", "boss")
    assert "For your boss nothing is changed." in told.err
    assert target.read_text(encoding="utf-8").startswith("# Questions of a committee")
    refused = ed.run("rehearse", "--sheet", "--output", str(target), "--profile", "public")
    assert "names Grace Hopper" in refused.err


def test_on_a_terminal_the_question_comes_first_and_then_what_was_missing(ed: Inside, tmp_path: Path) -> None:
    person = Person(ed.home, tmp_path)
    status, shown = converse(person, ["rehearse"], ["We did it in 14 days.\n", "\n", "y", "\n", "\n"])
    assert status == 0
    assert "The clock runs" in shown
    assert "“14 days” is not on record for this." in shown
    assert "Passed over; it comes again." in shown
    assert shown.count("Asked because ") == 2
    asked = ed.runs("rehearse", "--list", "--json").json
    assert asked[0]["ask"] not in ed.runs("rehearse").out.replace("\n", " ")


def test_what_was_typed_before_the_end_is_there_again(ed: Inside, tmp_path: Path) -> None:
    person = Person(ed.home, tmp_path)
    status, _ = converse(person, ["rehearse"], ["Customers were charged twice.\n"], cut=True)
    assert status == 130
    assert ed.runs("rehearse", "--progress").out.startswith("No answer so far.")
    _, shown = converse(person, ["rehearse"], ["I wrote keys.\n", "\n", "\n"])
    assert "You broke off here:\n  Customers were charged twice.\n" in shown
    assert "7 words" in shown
    assert ed.runs("rehearse", "--progress").out.startswith("1 answer so far.")
    _, third = converse(person, ["rehearse"], ["\n", "\n"])
    assert "You broke off" not in third


def test_three_questions_are_enough(ed: Inside, tmp_path: Path) -> None:
    _, shown = converse(Person(ed.home, tmp_path), ["rehearse"], ["\n", "y", "\n", "y", "\n"])
    assert shown.count("Asked because ") == 3
    assert shown.count("Another question?") == 2


def test_what_comes_back_comes_first_and_says_what_was_missing(ed: Inside) -> None:
    with closing(open_app(ed.home)) as opened:
        now = datetime.now(UTC) - timedelta(days=5)
        app = replace(opened, world=replace(opened.world, now=lambda: now))
        asked = app.rehearsing.next()
        app.rehearsing.answered(asked, "So it was.")
        app.rehearsing.passed_over(app.rehearsing.next())
    shown = ed.runs("rehearse").out
    assert shown.splitlines()[0] in asked.ask
    assert "It comes back: missing last time: " in shown
    assert "comes back, weak last time." in ed.runs("week", "--no-input").out


def test_the_work_for_a_cv_stops_at_open_names_and_then_is_written(ed: Inside, tmp_path: Path) -> None:
    target = tmp_path / "cv.json"
    refused = ed.run("resume", "--output", str(target))
    assert "Grace Hopper" in refused.err
    assert not target.exists()
    ed.runs("names", "Grace Hopper", "--replace")
    told = ed.runs("resume", "--output", str(target), "--at", "The shop", "--since", "2026-01-01")
    assert f"Written to {target}." in told.out
    assert "Grace Hopper → a colleague" in told.err
    found = json.loads(target.read_bytes())
    assert found["basics"] == {"name": "Ed Stone"}
    assert "Grace" not in target.read_text(encoding="utf-8")
    assert ed.runs("resume", "--name", "E. Stone").json["basics"]["name"] == "E. Stone"


def test_a_cv_of_nothing_is_empty(inside: Inside) -> None:
    assert inside.runs("resume").json["work"] == [{"highlights": []}]

"""The self-review as a person asks for it: forms, months, drafts, files, readers, and a text of their own."""

from contextlib import closing
from pathlib import Path

import pytest
from inside import Inside
from shell import Person
from terminal import converse

from treefall.app import open_app
from treefall.app.demo import fill

OWN = """
name: acme
fields:
  - id: done
    label: What did you do?
    topic: accomplishments
    limit: 300
    works: 1
"""


@pytest.fixture
def ed(inside: Inside) -> Inside:
    inside.runs("demo")
    return inside


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "acme.yaml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def test_the_forms_are_listed_with_their_fields_and_limits(inside: Inside) -> None:
    shown = inside.runs("self-review", "--forms").out
    assert "usual     The usual five fields  5 fields, 7,200 characters in all" in shown
    assert "Next: treefall self-review --form FILE" in shown
    assert [one["name"] for one in inside.runs("self-review", "--forms", "--json").json] == ["usual", "short", "upward"]


def test_a_screen_says_what_is_told_why_and_each_field_within_its_limit(ed: Inside) -> None:
    shown = ed.runs("self-review", "--form", "short").out
    assert shown.startswith("Three short fields: 3 pieces of work told, 12 months to 19 Nov 2026.")
    assert "Nadia Okafor speaks of it" in shown
    assert "What comes next?  " in shown
    assert "No room for" in shown
    assert "--check-as committee" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
    found = ed.runs("self-review", "--form", "short", "--json").json
    assert all(field["used"] <= field["limit"] for field in found["fields"])
    assert all(said["cites"] for field in found["fields"] for said in field["sentences"])
    assert (found["silent"], len(found["works"])) == ([], 3)


def test_a_form_of_ones_own_and_work_of_ones_own_choice(ed: Inside, own: str) -> None:
    ed.runs("list")
    found = ed.runs("self-review", "--form", own, "--work", "2", "--json").json
    assert [one["why"] for one in found["works"]] == [["you chose it"]]
    assert found["fields"][0]["id"] == "done"
    assert found["fields"][0]["used"] <= 300


def test_what_is_no_form_is_refused_with_what_is_missing(inside: Inside, tmp_path: Path) -> None:
    assert "There are: usual, short, upward" in inside.run("self-review", "--form", "acme").err
    broken = tmp_path / "broken.yaml"
    broken.write_text("fields: [&a [*a]]", encoding="utf-8")
    assert "aliases" in inside.run("self-review", "--form", str(broken)).err
    broken.write_text("- only a list", encoding="utf-8")
    assert "docs/self-review.md" in inside.run("self-review", "--form", str(broken)).err
    broken.write_text("x" * 200_001, encoding="utf-8")
    assert "larger than any form" in inside.run("self-review", "--form", str(broken)).err


def test_a_silent_month_is_asked_about_until_somebody_says_why(inside: Inside) -> None:
    inside.runs("note", "Restore drill for billing backups #prevention", "--on", "2026-01-12")
    inside.runs("note", "The runbook holds", "--on", "2026-07-12")
    asked = ("self-review", "--since", "2026-01-01", "--until", "2026-07-31")
    shown = inside.runs(*asked).out
    assert "February 2026: nothing is on record. On leave? On call?" in shown
    assert "and 2 more months without a record" in shown
    again = "treefall self-review --since 2026-01-01 --until 2026-07-31"
    assert f'Next: {again} --month 2026-02 "…"' in shown
    said = inside.runs(*asked, "--month", "2026-02", "On parental leave")
    assert "February 2026: On parental leave. That is for your eyes only" in said.out
    assert "2026-02" not in inside.runs(*asked, "--json").json["silent"]
    assert "parental" not in inside.runs("list", "--since", "2026-01-01").out
    assert "is no month without a record" in inside.run(*asked, "--month", "July", "On leave").err
    inside.runs("undo")
    assert inside.runs(*asked, "--json").json["silent"][0] == "2026-02"
    told = inside.runs(*asked, "--format", "md")
    assert "Nothing is on record in February 2026, March 2026" in told.err


def test_on_a_terminal_the_months_are_asked_about_first(inside: Inside, ed_at_shell: Person) -> None:
    inside.runs("note", "Restore drill", "--on", "2026-01-12")
    inside.runs("note", "The runbook holds", "--on", "2026-03-12")
    command = ("self-review", "--since", "2026-01-01", "--until", "2026-03-31")
    status, shown = converse(ed_at_shell, command, ["On leave\n"])
    assert status == 0
    assert "Nothing is on record in February 2026" in shown
    assert inside.runs(*command, "--json").json["silent"] == []


@pytest.fixture
def ed_at_shell(inside: Inside) -> Person:
    return Person(inside.home, inside.home.parent)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("r.md", b"# "), ("r.html", b"<!"), ("r.pdf", b"%PDF"), ("r.docx", b"PK"), ("r.txt", b"Your most important")],
)
def test_the_file_says_by_its_name_in_which_format(ed: Inside, tmp_path: Path, name: str, beginning: bytes) -> None:
    told = ed.runs("self-review", "--output", str(tmp_path / name))
    assert f"Written to {tmp_path / name}." in told.out
    assert "For your boss" in told.err
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_what_is_pasted_has_neither_marks_nor_ids(ed: Inside) -> None:
    told = ed.runs("self-review", "--format", "text", "--form", "short")
    assert told.out.startswith("What did you get done, and what is different because of it?\n")
    assert "[1" not in told.out
    assert "treefall " not in told.out
    assert "No room for" in told.err


def test_each_reader_is_told_apart_and_each_finding_has_its_command(ed: Inside) -> None:
    shown = ed.runs("self-review", "--check-as", "committee").out
    assert "Read as committee: " in shown
    assert "“Idempotency”: would the committee know the word?" in shown
    assert 'treefall term committee Idempotency "…"' in shown
    ed.runs("term", "committee", "idempotency", "asking twice charges once")
    again = ed.runs("self-review", "--check-as", "committee").out
    assert "“Idempotency”: would" not in again
    assert "Idempotency (asking twice charges once)" in again
    assert "Read as Maya Lind" in ed.runs("self-review", "--check-as", "boss").out
    assert "Read as Nadia Okafor" in ed.runs("self-review", "--check-as", "boss's boss").out
    ed.runs("term", "Lena Brandt", "idempotency", "--known")
    assert "Read as Lena Brandt: nothing that" in ed.runs("self-review", "--form", "short", "--check-as", "Lena").out
    assert ed.run("self-review", "--check-as", "Nobody Known").status == 1


def test_a_reader_whom_nobody_named_is_asked_for(inside: Inside) -> None:
    inside.runs("note", "Restore drill")
    assert "treefall people NAME --as boss" in inside.run("self-review", "--check-as", "boss").err
    inside.runs("people", "Maya", "--as", "boss")
    assert "treefall people Maya --reports-to NAME" in inside.run("self-review", "--check-as", "boss-of-boss").err


def test_a_text_of_ones_own_is_checked_field_by_field_and_nothing_is_blocked(ed: Inside, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text(
        "What comes next?\nMaya Lind expects by 10 December 2026: “A plan for invoices when the tax service is down”.\n"
        "I alone cut double charges by 90 % because I am the best.\n" + "word " * 120,
        encoding="utf-8",
    )
    checked = ed.runs("self-review", "--form", "short", "--text", str(mine))
    assert "say more than the record" in checked.out
    assert "too many" in checked.out
    assert "I alone cut double charges by 90 %" in checked.out
    assert "Next: treefall search WORDS" in checked.out
    (one,) = ed.runs("self-review", "--form", "short", "--text", str(mine), "--check-as", "committee", "--json").json
    assert (one["limit"], one["used"] > 400) == (400, True)
    assert "Read as committee" in ed.runs("self-review", "--text", str(mine), "--check-as", "committee").out
    fine = tmp_path / "fine.txt"
    fine.write_text(
        "“A restore takes 2 hours instead of 9, and holds every table”, says the drill's report.", encoding="utf-8"
    )
    assert "nothing that the record does not carry" in ed.runs("self-review", "--text", str(fine)).out


def test_a_text_that_cannot_be_read_says_so(inside: Inside, tmp_path: Path) -> None:
    assert "cannot be read" in inside.run("self-review", "--text", str(tmp_path / "none")).err
    empty, long = tmp_path / "empty", tmp_path / "long"
    empty.write_text(" ", encoding="utf-8")
    long.write_text("x" * 200_001, encoding="utf-8")
    assert "There is no text to check" in inside.run("self-review", "--text", str(empty)).err
    assert "longer than any self-review" in inside.run("self-review", "--text", str(long)).err


def test_what_was_measured_is_drawn_in_the_paper(tmp_path: Path) -> None:
    with closing(open_app(tmp_path / "home")) as app:
        fill(app)
        review = app.reviewing.review(app.reviewing.form("usual"))
        assert review.document.author == "Ed Stone"
        assert not review.document.unexplained()


def test_what_was_edited_in_the_browser_stands_in_the_terminal_and_in_the_file_too(ed: Inside) -> None:
    with closing(open_app(ed.home)) as app:
        review = app.reviewing.review(app.reviewing.form("short"))
        app.editing.edit(review, {review.form.fields[-1].id: "I will plan a quarter."})
    shown = ed.runs("self-review", "--form", "short")
    assert "I will plan a quarter." in shown.out
    assert "As you edited it: “What comes next?” (the drafts: --drafted)." in shown.err
    handed = ed.runs("self-review", "--form", "short", "--format", "text").out
    assert handed.rstrip().endswith("I will plan a quarter.")
    drafts = ed.runs("self-review", "--form", "short", "--drafted")
    assert "I will plan a quarter." not in drafts.out
    assert "As you edited it" not in drafts.err

"""A text is checked before somebody reads it: against a bundle of evidence, or the person's own ledger."""

import json
from pathlib import Path

import pytest
from claims import DATA
from shell import Person


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    return path


def test_a_bundle_answers_for_every_sentence(ed: Person, bundle: Path) -> None:
    text = "Amara loads the orders table in increments [d1]. She did it alone [d1].\n"
    shown = ed.run("check", "--evidence", str(bundle), "--json", typed=text)
    assert shown.status == 0
    one, two = json.loads(shown.out)["sentences"]
    assert one == {"text": "Amara loads the orders table in increments [d1].", "supported": True, "why": []}
    assert (two["supported"], len(two["why"])) == (False, 1)


def test_no_ledger_is_needed_for_a_bundle(ed: Person, bundle: Path) -> None:
    ed.run("check", "--evidence", str(bundle), "--json", typed="Nothing.")
    assert not ed.home.exists()


def test_the_screen_shows_what_is_doubted_and_nothing_else(ed: Person, bundle: Path) -> None:
    text = "Amara loads the orders table in increments [d1]. She did it alone [d1]."
    shown = ed.run("check", "--evidence", str(bundle), typed=text).out
    assert shown.startswith("1 of 2 sentences says more than the record.")
    assert "alone" in shown
    assert "increments" not in shown
    fine = ed.run("check", "--evidence", str(bundle), typed="Amara loads the orders table in increments [d1].").out
    assert "nothing that the record does not carry" in fine
    assert "Next:" not in fine


def test_a_text_is_checked_against_the_own_ledger_and_for_what_it_leaves_open(ed: Person, tmp_path: Path) -> None:
    ed.runs("note", "Restore drill with @Grace took 40 minutes")
    text = tmp_path / "review.md"
    text.write_text("The restore drill took 40 minutes. The restore drill took 4 minutes.", encoding="utf-8")
    answer = ed.runs("check", str(text), "--json").json
    assert [sentence["supported"] for sentence in answer["sentences"]] == [True, False]
    assert 1 <= len(answer["questions"]) <= 3
    shown = ed.runs("check", str(text)).out
    assert "What it leaves open:" in shown
    assert "concern" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_an_own_entry_can_be_cited(ed: Person) -> None:
    ed.runs("note", "Restore drill took 40 minutes", "--private")
    (found,) = ed.runs("search", "drill", "--json").json
    shown = ed.run("check", "--json", typed=f"It took 40 minutes [{found['id'][:8]}].")
    assert "private" in json.loads(shown.out)["sentences"][0]["why"][0]


def test_a_text_can_be_given_as_it_is(ed: Person) -> None:
    assert "1 of 1 sentence says more than the record." in ed.runs("check", "We saved 40 hours because of me.").out
    refused = ed.run("check", typed=" \n")
    assert (refused.status, "no text to check" in refused.err) == (1, True)


def test_an_empty_text_says_so(ed: Person, bundle: Path) -> None:
    assert "no sentence" in ed.run("check", "--evidence", str(bundle), typed=" \n").out


@pytest.mark.parametrize("content", ["", "[]", '{"items": 3}', "\x00"])
def test_what_is_no_bundle_is_refused_with_a_hint(ed: Person, bundle: Path, content: str) -> None:
    bundle.write_text(content, encoding="utf-8")
    refused = ed.run("check", "--evidence", str(bundle), typed="It fell.")
    assert refused.status == 1
    assert "bundle" in refused.err


def test_what_cannot_be_read_or_is_a_book_is_refused(ed: Person, bundle: Path, tmp_path: Path) -> None:
    missing = ed.run("check", str(tmp_path / "none.md"))
    assert (missing.status, "cannot be read" in missing.err) == (1, True)
    bundle.write_text("x" * 1_000_001, encoding="utf-8")
    large = ed.run("check", str(bundle))
    assert (large.status, "million" in large.err) == (1, True)

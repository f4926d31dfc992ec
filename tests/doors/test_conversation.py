"""From a piece of work to what can be said aloud, and back: ask, 1:1, told."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from shell import Person


@pytest.fixture
def work(ed: Person) -> str:
    ed.runs("collect", "--repo", ".")
    (found,) = [w for w in ed.runs("list", "--json").json["accomplishments"] if "idempotency" in w["title"]]
    return str(found["id"])


def test_an_episode_shows_what_is_open_and_invents_nothing(ed: Person, work: str) -> None:
    shown = ed.runs("1:1", "Maya", "--no-input").out
    assert len(shown.split()) <= 225
    assert "Open" in shown
    (command,) = re.findall(r"treefall ask (\w+)", shown)
    assert work.startswith(command)


def test_answers_become_the_episode(ed: Person, work: str) -> None:
    ed.runs("ask", work, "--answer", "concern=Customers were charged twice when the gateway timed out")
    ed.runs("ask", work, "--answer", "change=Retries are safe now", "--answer", "lesson=Ask the gateway first")
    text = ed.runs("1:1", "Maya", "--markdown").out
    assert "Customers were charged twice when the gateway timed out" in text
    assert "Ask the gateway first" in text
    assert "not measured" in text
    assert len(text.split()) <= 225


def test_a_figure_without_a_witness_is_not_told(ed: Person, work: str) -> None:
    ed.runs("ask", work, "--answer", "change=From 31 double charges a week to 0")
    assert "31 double" not in ed.runs("1:1", "Maya", "--markdown").out
    ed.runs("ask", work, "--answer", "witness=the billing dashboard")
    text = ed.runs("1:1", "Maya", "--markdown").out
    assert "31 double charges" in text
    assert "says the billing dashboard" in text


def test_who_says_so_goes_with_what_changed(ed: Person, work: str) -> None:
    alone = ed.run("ask", work, "--says", "Grafana")
    assert (alone.status, "--answer change=" in alone.err) == (2, True)
    assert ed.run("ask", work, "--says", "Grafana", "--answer", "lesson=Ask first").status == 2
    ed.runs("ask", work, "--says", "Grafana", "--answer", "change=From 31 double charges a week to 0")
    assert "says Grafana" in ed.runs("show", work).out


def test_answers_given_at_once_are_all_kept(ed: Person, work: str) -> None:
    answers = {"concern": "paid twice", "lesson": "ask first", "beneficiary": "the support team", "next": "refunds"}
    with ThreadPoolExecutor(len(answers)) as pool:
        done = [pool.submit(ed.run, "ask", work, "--answer", f"{slot}={words}") for slot, words in answers.items()]
    assert [one.result().status for one in done] == [0] * len(answers)
    shown = ed.runs("show", work).out
    assert all(words in shown for words in answers.values())


def test_a_number_belongs_to_a_listing_and_not_to_one_piece(ed: Person, work: str) -> None:
    found = ed.runs("show", work, "--json").json
    assert (found["id"], "rank" in found) == (work, False)


def test_questions_are_at_most_three_and_say_what_they_improve(ed: Person, work: str) -> None:
    asked = ed.runs("ask", work, "--json").json
    assert 1 <= len(asked) <= 3
    assert all(question["improves"] for question in asked)


def test_what_was_told_is_not_told_again(ed: Person, work: str) -> None:
    assert "idempotency" in ed.runs("1:1", "Maya", "--no-input").out
    ed.runs("told", work, "--to", "Maya", "--by", "chat", "--on", "2026-06-14")
    assert "Why it mattered" in ed.runs("1:1", "Maya", "--no-input").out
    assert "charge retries" not in ed.runs("1:1", "Maya", "--no-input").out.splitlines()[0]
    assert "charge retries" in ed.runs("1:1", "Grace", "--no-input").out
    assert "Maya" in ed.runs("show", work).out


def test_a_telling_can_be_undone_and_brought_back(ed: Person, work: str) -> None:
    ed.runs("told", work, "--to", "Maya")
    for expected in (False, True, False):
        ed.runs("undo")
        assert ("Maya" in ed.runs("show", work).out) is expected


def test_a_withdrawn_piece_is_left_out_until_it_is_brought_back(ed: Person, work: str) -> None:
    ed.runs("ask", work, "--answer", "concern=Customers were charged twice")
    ed.runs("withdraw", work)
    assert work not in ed.runs("list", "--json").out
    assert "withdrawn" in {out["why"] for out in ed.runs("why-not", "--json").json}
    ed.runs("undo")
    assert "Customers were charged twice" in ed.runs("show", work).out


def test_an_edit_stands_and_its_history_stays(ed: Person, work: str) -> None:
    ed.runs("edit", work, "title", "Customers are no longer charged twice")
    assert ed.runs("list", "--json").json["accomplishments"][0]["title"] == "Customers are no longer charged twice"
    ed.runs("edit", work, "title", "No double charges")
    lines = ed.runs("history", work, "--json").json
    assert [line["number"] for line in lines] == [1, 2]
    ed.runs("undo")
    titles = [found["title"] for found in ed.runs("list", "--json").json["accomplishments"]]
    assert "Customers are no longer charged twice" in titles


def test_only_what_the_person_said_is_edited(ed: Person, work: str) -> None:
    done = ed.run("edit", work, "weather", "fine")
    assert done.status == 1
    assert "title" in done.err


def test_an_episode_is_written_to_a_file(ed: Person, tmp_path: Path) -> None:
    ed.runs()
    target = tmp_path / "maya.md"
    ed.runs("1:1", "Maya", "--output", str(target))
    assert target.read_text().startswith("# 1:1 with Maya")
    assert ed.run("1:1", "Maya", "--output", str(tmp_path / "no" / "maya.md")).status == 1


def test_a_note_is_captured_found_and_private(ed: Person) -> None:
    id_ = ed.runs(
        "note", "--private", "--kind", "prevention", "--on", "2026-05-12", "Found the expired key in time"
    ).out.strip()
    assert re.fullmatch(r"[0-9a-f]{16}", id_)
    (hit,) = ed.runs("search", "expired", "--json").json
    assert (hit["id"], hit["kind"], hit["private"]) == (id_, "prevention", True)
    assert "expired key" not in ed.runs("1:1", "Maya", "--no-input").out
    ed.runs("withdraw", id_)
    assert "expired key" not in ed.runs("list").out
    ed.runs("undo")
    assert "expired key" in ed.runs("list").out


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        (["Restore drill with @Grace went fine #prevention 2026-05-12"], "prevention · 12 May 2026 · with Grace"),
        (["--private", "--on", "2026-05-12", "Late notice"], "note · 12 May 2026 · private"),
    ],
)
def test_a_note_says_how_it_was_understood(ed: Person, arguments: list[str], understood: str) -> None:
    done = ed.runs("note", *arguments)
    assert re.fullmatch(r"[0-9a-f]{16}\n", done.out)
    assert done.err == f"{understood}\n"


def test_search_leads_to_the_piece_of_work(ed: Person, work: str) -> None:
    ed.runs("ask", work, "--answer", "change=Gateways hiccup safely")
    ed.runs("told", work, "--to", "Maya", "--by", "lighthouse")
    for words in ("hiccup", "lighthouse", "idempotency"):
        command = ed.runs("search", words).out.partition("Next: treefall ")[2].split()[:2]
        assert command[0] == "show"
        assert "idempotency" in ed.runs(*command).out
    ed.runs("me", "--is", "ed@elsewhere.example")
    found = ed.runs("search", "elsewhere").out
    assert "ed@elsewhere.example" in found
    assert "Next:" not in found


def test_what_is_forgotten_is_gone_for_good(ed: Person, work: str) -> None:
    id_ = ed.runs("note", "Maya was unhappy about the late notice").out.strip()
    ed.runs("told", work, "--to", "Maya")
    assert ed.run("forget", "Maya").status == 1
    ed.runs("forget", "Maya", "--yes")
    text = ed.runs("export", "--plain", "-").out
    assert "Maya" not in text
    assert id_ in text  # a bare tombstone
    for path in ed.home.rglob("*"):
        assert path.is_dir() or b"unhappy" not in path.read_bytes()

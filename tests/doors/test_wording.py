"""Wording at the doors: shown before it is sent, sent only once somebody agreed, logged; suggestions; the inbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attacks import Model, serving, told_to_llm
from inside import Inside

from treefall.app import open_app
from treefall.model import Kind

pytest.importorskip("llm", reason="the extra llm is not installed")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    with serving(lambda draft: draft) as served:
        for name, value in told_to_llm(tmp_path / "llm", served).items():
            monkeypatch.setenv(name, value)
        yield served


@pytest.fixture
def told(inside: Inside) -> Inside:
    inside.runs()
    inside.runs("ask", "1", "--answer", "concern=customers were charged twice and had to call us about each of them")
    return inside


def say_in_settings(told: Inside, lines: str) -> None:
    path = told.home / "treefall.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{lines}\n", encoding="utf-8")


def test_nothing_is_sent_without_a_yes(told: Inside, model: Model) -> None:
    done = told.run("brief", "1", "--model", "loop")
    assert done.status == 1
    assert "<draft>" in done.err
    assert "nobody can be asked here" in done.err
    assert model.bodies == []
    assert "Nothing was ever sent" in told.runs("sent").out


def test_what_is_shown_is_what_is_sent_and_stands_in_the_log(told: Inside, model: Model) -> None:
    plain = told.runs("brief", "1", "--as", "markdown").out
    done = told.runs("brief", "1", "--as", "markdown", "--model", "loop", "--send")
    assert done.out == plain
    assert "This would go to loop, and nothing else." in done.err
    assert "reworded by loop" in done.err
    assert len(model.bodies) == done.err.count("<draft>") - done.err.count("between <draft>")
    shown = told.runs("sent").out
    assert "customers were charged twice" in shown.casefold()
    assert len(told.runs("sent", "--all", "--json").json) == len(model.bodies)


@pytest.mark.parametrize(
    "command", [["1:1", "Maya", "--no-input"], ["1:1", "Maya", "--say"], ["standup", "--since", "2026-05-28"]]
)
def test_every_text_that_is_printed_can_be_reworded(told: Inside, model: Model, command: list[str]) -> None:
    done = told.runs(*command, "--model", "loop", "--send")
    assert "reworded by loop" in done.err or "Nothing was sent" in done.err
    assert done.out == told.runs(*command).out
    assert model.url


def test_a_model_of_the_settings_is_asked_unless_none_is_wanted(told: Inside, model: Model) -> None:
    say_in_settings(told, "[wording]\nmodel = 'loop'")
    assert "nobody can be asked here" in told.run("brief", "1").err
    assert "loop" not in told.runs("brief", "1", "--model", "none").err
    assert model.bodies == []


def test_offline_no_model_is_asked(told: Inside, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREEFALL_OFFLINE", "")
    done = told.run("--offline", "brief", "1", "--model", "loop", "--send")
    assert done.status == 1
    assert "the network is switched off" in done.err
    assert model.bodies == []


def test_suggestions_have_their_plain_form_and_a_models(told: Inside, model: Model) -> None:
    plain = told.runs("suggest", "2").out
    assert "treefall rename" not in plain  # the title that it has is no suggestion
    assert "treefall ask" in plain
    assert "The worry" in plain
    model.answers = lambda _draft: "concern: What went wrong before?\ntitle: Revenue doubled"
    done = told.runs("suggest", "1", "--model", "loop", "--send")
    assert "What went wrong before?  (a model's)" in done.out
    assert "Not shown: title" in done.out
    found = told.runs("suggest", "1", "--json").json
    assert {one["about"] for one in found["suggestions"]} >= {"title", "question"}
    answered = told.runs("suggest", "1").out
    assert "The worry" not in answered
    assert "Next: treefall brief" in answered


def test_what_assistants_hand_in_waits_in_the_inbox_and_the_week(told: Inside) -> None:
    assert "Nothing waits" in told.runs("inbox").out
    app = open_app(told.home)
    one, two = (
        app.assistants.hand_in_note(words, kind=kind, assistant="Helper 2.1", model="m-1").id[:8]
        for words, kind in (("Ran the restore drill", Kind.NOTE), ("Talked a rollout over", Kind.DECISION))
    )
    app.close()
    shown = told.runs("inbox").out
    assert "2 proposals by assistants, not decided on." in shown
    assert "a note, by Helper 2.1, m-1" in shown
    assert "a note of a decision" in shown
    assert "2 proposals by assistants" in told.runs("week", "--no-input").out
    assert told.runs("week", "--json").json["handed_in"] == 2
    done = told.runs("inbox", "--accept", one, "--dismiss", two)
    assert "Yours now: Ran the restore drill" in done.out
    assert "Dismissed: Talked a rollout over" in done.out
    assert told.runs("inbox", "--json").json == []
    listed = told.runs("list", "--json").json["accomplishments"]
    drill = next(work["id"] for work in listed if work["title"] == "Ran the restore drill")
    assert "Helper 2.1, in 1 of 1" in told.runs("show", drill).out
    assert told.runs("show", drill, "--json").json["tools"] == ["Helper 2.1"]


def test_texts_name_an_assistant_only_where_the_person_chose_so(told: Inside) -> None:
    app = open_app(told.home)
    note = app.assistants.hand_in_note("Ran the restore drill", kind=Kind.NOTE, assistant="Helper", model="")
    accepted = app.assistants.accept(note.id)
    app.close()
    assert "assistant" not in told.runs("brief", accepted.id[:8], "--as", "markdown").out
    say_in_settings(told, "[assistants]\ntell = true")
    assert "It was made with an assistant." in told.runs("brief", accepted.id[:8], "--as", "markdown").out

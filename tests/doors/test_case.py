"""The level, the ladders and the case, as a person types them."""

from pathlib import Path

import pytest
from inside import Inside
from shell import Person
from terminal import converse

from treefall.app.casing import SHAPES
from treefall.cli.ladder import ladder


@pytest.fixture
def ed(inside: Inside) -> Inside:
    inside.runs("collect", "--repo", ".")
    return inside


@pytest.fixture
def work(ed: Inside) -> str:
    (found,) = [w for w in ed.runs("list", "--json").json["accomplishments"] if "idempotency" in w["title"]]
    return str(found["id"])


def test_a_level_is_said_once_and_changed_in_parts(ed: Inside) -> None:
    assert "not known" in ed.runs("level").out
    assert ed.runs("level", "--json").json is None
    assert ed.run("level", "--target", "IC4").status == 1
    shown = ed.runs("level", "ic3", "--since", "2025-01-01").out
    assert "You are IC3 (carries a feature" in shown
    assert "since 1 Jan 2025" in " ".join(shown.split())
    assert ed.runs("level", "--json").json["target"] == "IC4"
    assert ed.runs("level", "--target", "ic5", "--json").json["target"] == "IC5"
    assert ed.runs("level", "--since", "2025-02-01", "--json").json | {"id": ""} == {
        "id": "",
        "at": ed.runs("level", "--json").json["at"],
        "rubric": "engineering",
        "mine": "IC3",
        "target": "IC5",
        "dated": True,
    }
    top = ed.runs("level", "IC7", "--json").json
    assert (top["target"], top["dated"]) == ("IC7", False)
    undated = ed.runs("level").out
    assert "You are IC7 (" in undated
    assert "since" not in undated.partition("Next:")[0]
    assert "treefall level --since" in undated
    assert ed.runs("level", "IC3", "--ladder", "sre", "--json").json["rubric"] == "sre"
    ed.runs("undo")
    assert ed.runs("level", "--json").json["rubric"] == "engineering"


def test_a_level_that_no_ladder_has_is_refused_with_those_there_are(ed: Inside) -> None:
    refused = ed.run("level", "Wizard")
    assert refused.status == 1
    assert "IC1, IC2" in refused.err
    assert "engineering, sre" in ed.run("level", "IC1", "--ladder", "acme").err


def test_a_case_before_a_level_says_how_to_say_it(ed: Inside) -> None:
    refused = ed.run("case")
    assert refused.status == 1
    assert "treefall level" in refused.err


def test_the_case_says_the_whole_in_one_line_and_the_rest_by_topic(ed: Inside) -> None:
    ed.runs("level", "IC3", "--since", "2025-01-01")
    shown = ed.runs("case").out
    assert shown.startswith("The case for IC4: 0 of 12 criteria strong, 0 on one voice, 12 shown by nothing.")
    assert "No work is linked" in shown
    assert "%" not in shown
    assert "\nNext: treefall case 1\n" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_a_link_is_confirmed_rejected_and_taken_back(ed: Inside, work: str) -> None:
    ed.runs("level", "IC3", "--since", "2025-01-01")
    one = ed.runs("case", "5").out
    assert one.startswith("5  Reliability, IC4: none")
    linked = ed.runs("case", "Prevents a failure", "--shows", work[:8])
    assert "5  Reliability, IC4: one voice" in linked.out
    assert "shown by" in linked.out
    row = ed.runs("case", "reliability-4a", "--json").json
    assert [each["id"] for each in row["works"]] == [work]
    assert ed.runs("case", "--json").json["scope"]["works"] == [work]
    whole = ed.runs("case", "--all").out
    assert "What a committee asks first" in whole
    assert "A sceptic will say" in whole
    assert "Nothing on record." in whole
    assert "A sceptic will say" in ed.runs("case").out
    assert "none" in ed.runs("case", "5", "--not", work[:8]).out.splitlines()[0]
    ed.runs("undo")
    assert ed.runs("case", "5", "--json").json["strength"] == "one voice"
    early = ed.runs("case", "--since", "2025-01-01", "--until", "2025-02-01", "--json").json
    assert early["scope"]["works"] == []


def test_the_number_before_a_suggestion_means_that_piece_of_work(inside: Inside) -> None:
    inside.runs("demo")
    inside.runs("list")
    (first,) = [line for line in inside.runs("case", "1").out.splitlines() if line.startswith(" 1  may be shown by")]
    assert "“Idempotency keys stop double charging”" in first
    assert "1  shown by “Idempotency keys stop double charging”" in inside.runs("case", "1", "--shows", "1").out


def test_a_criterion_that_could_be_several_or_none_is_asked_about(ed: Inside) -> None:
    ed.runs("level", "IC3")
    assert "That could be" in ed.run("case", "work").err
    assert "no criterion" in ed.run("case", "juggling").err
    assert ed.run("case", "--shows", "1").status == 2


def test_what_nothing_meets_can_still_be_linked_by_hand(ed: Inside) -> None:
    ed.runs("level", "IC3")
    assert "--shows WORK" in ed.runs("case", "10").err


def test_the_ladders_are_shown_by_level_and_in_the_open_form(ed: Inside) -> None:
    listed = ed.runs("ladder").out
    assert listed.startswith("engineering")
    assert [one["name"] for one in ed.runs("ladder", "--json").json][:2] == ["engineering", "sre"]
    assert "IC7" in ed.runs("ladder", "show").out
    level = ed.runs("ladder", "show", "sre", "--level", "ic3").out
    assert "Alerts only on what a user feels" in level
    assert "treefall level IC3 --ladder sre" in level
    assert ed.runs("ladder", "show", "sre", "--json").json["name"] == "sre"
    ed.runs("level", "IC3")
    assert "Leads a project" in ed.runs("ladder", "show").out
    assert "yours" in ed.runs("ladder").out


def test_a_ladder_is_previewed_corrected_and_brought_in(ed: Inside, tmp_path: Path) -> None:
    pasted = tmp_path / "acme.txt"
    pasted.write_text("L1\nDelivery:\n- Ships small thigns.\nL2\nDelivery:\n- Prevents failures.\n")
    preview = ed.runs(
        "ladder", "import", str(pasted), "--name", "acme", "--source", "https://acme.example", "--preview"
    )
    assert "thigns" in preview.out
    assert len(ed.runs("ladder", "--json").json) == 4
    corrected = tmp_path / "acme.yaml"
    corrected.write_text(preview.out.replace("thigns", "things"))
    said = ed.runs("ladder", "import", str(corrected))
    assert said.out == "acme: 2 levels (L1, L2), 1 topic, 2 criteria.\n"
    kept = ed.runs("ladder", "show", "acme", "--json").json
    assert kept["source"] == "https://acme.example"
    assert len(kept["sha256"]) == 64
    assert kept["criteria"][0]["words"] == "Ships small things."
    again = ed.runs("ladder", "import", str(corrected), "--licence", "MIT", "--json").json
    assert (again["licence"], len(ed.runs("ladder", "--json").json)) == ("MIT", 5)
    ed.runs("level", "L1", "--ladder", "acme")
    assert "The case for L2" in ed.runs("case").out
    ed.runs("level", "--target", "L1")
    corrected.write_text(corrected.read_text().replace("level: L1", "level: L2"))
    ed.runs("ladder", "import", str(corrected))
    assert "says nothing of L1" in ed.run("case").err


def test_what_cannot_be_read_as_a_ladder_says_why(ed: Inside, tmp_path: Path) -> None:
    odd = tmp_path / "odd.md"
    odd.write_text("words")
    assert "names levels" in ed.run("ladder", "import", str(odd)).err
    assert (
        "There is" in ed.run("ladder", "import", str(odd), "--as", "rhyme").err
        or "comes as" in ed.run("ladder", "import", str(odd), "--as", "rhyme").err
    )
    assert "cannot be read" in ed.run("ladder", "import", str(tmp_path / "none.md")).err
    blank = tmp_path / "blank.yaml"
    blank.write_text("criteria: [{topic: A, level: L1, criterion: '  '}]")
    assert "That is no ladder" in ed.run("ladder", "import", str(blank)).err


def test_the_help_names_every_shape() -> None:
    (option,) = [one for one in ladder.commands["import"].params if one.name == "shape"]
    assert all(shape in str(getattr(option, "help", "")) for shape in SHAPES)


def test_the_case_of_the_season_has_all_three_sorts(tmp_path: Path, inside: Inside) -> None:
    demo = Inside(tmp_path / "demo", inside.capsys)
    demo.runs("demo")
    found = demo.runs("case", "--json").json
    assert {row["strength"] for row in found["rows"]} == {"strong", "one voice", "none"}
    assert found["level"]["target"] == "IC4"
    assert [doubt["name"] for doubt in found["doubts"] if not doubt["answer"]] == ["no second voice"]
    ahead = demo.runs("case", "11").out
    assert "ahead: Maya Lind expects" in ahead
    assert "shown by" in demo.runs("case", "7").out
    assert "Tomás" in demo.runs("case", "7").out or "Priya Nair" in demo.runs("case", "7").out


def test_on_a_terminal_one_key_decides_each_suggestion(tmp_path: Path) -> None:
    visitor = Person(tmp_path / "demo", tmp_path)
    visitor.runs("demo")
    status, shown = converse(visitor, ["case", "3"], ["y", "n"])
    assert status == 0
    assert "Is it?" in shown
    row = visitor.runs("case", "3", "--json").json
    assert (len(row["works"]), row["perhaps"]) == (1, [])

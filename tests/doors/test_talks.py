"""Before and after a 1:1, visibility, brief, stand-up, the week: as a person walks them."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shell import Done, Person
from terminal import converse, folder_of

from treefall.cli import cli

NOW = "2026-06-30T12:00:00Z"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home of somebody who jotted down what they did."""
    made = tmp_path / "home"
    at(made, NOW)
    for day, text in (("2026-05-12", "Restore drill for billing backups #prevention"), ("2026-06-01", "Faster search")):
        runs(made, "note", text, "--on", day)
    return made


def at(home: Path, now: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "treefall.toml").write_text(f'[show]\nnow = {now}\nzone = "Europe/Berlin"\n', encoding="utf-8")


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--home", str(home), *arguments], prog_name="treefall", env={"COLUMNS": "80"})


def runs(home: Path, *arguments: str) -> str:
    done = run(home, *arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def drill(home: Path) -> str:
    works = json.loads(run(home, "list", "--json").stdout)["accomplishments"]
    return next(str(work["id"]) for work in works if "drill" in work["title"])


def at_a_shell(home: Path) -> Person:
    return Person(home, folder_of(home))


# --- after a 1:1


def test_what_came_back_is_recorded_by_options_and_taken_back_at_once(home: Path) -> None:
    work = drill(home)
    runs(home, "ask", work, "--answer", "concern=Nobody had tried")
    runs(home, "1:1", "Maya", "--no-input")
    text = runs(
        home, "1:1", "Maya", "--after", "--told", "--said-back", "concern,change", "--passes-on", "staff meeting",
        "--criticism", "Tell me earlier", "--expects", "a plan by 15 July", "--words", "well",
    )  # fmt: skip
    assert "not your part; means to pass it on: staff meeting; “well”" in " ".join(text.split())
    assert max(map(len, text.splitlines()[:4])) <= 80
    assert "criticism  Tell me earlier" in text
    assert "Maya, on 30 June I understood: “a plan”, by 15 July." in text
    seen = json.loads(run(home, "visibility", "Maya", "--json").stdout)
    assert (seen["heard"], seen["said_back"]) == (1, 1)
    runs(home, "undo")
    assert json.loads(run(home, "visibility", "Maya", "--json").stdout)["heard"] == 0


def test_on_a_terminal_four_keys_and_three_lines_do(home: Path) -> None:
    runs(home, "ask", drill(home), "--answer", "concern=Nobody had tried")
    keys = ["y", "cw\r", "y", "staff meeting\n", "Tell me earlier\n", "a plan by 15 July\n", "\n"]
    status, shown = converse(at_a_shell(home), ["1:1", "Maya", "--after"], keys)
    assert status == 0, shown
    assert "◑ said back  why it mattered, what changed; not your part" in shown
    assert "Take all of it back: treefall undo" in shown


def test_what_was_answered_before_ctrl_c_is_not_asked_again_and_not_doubled(home: Path) -> None:
    runs(home, "ask", drill(home), "--answer", "concern=Nobody had tried")
    status, shown = converse(at_a_shell(home), ["1:1", "Maya", "--after"], ["y", "a"], cut=True)
    assert status == 130, shown
    assert "What was done so far is kept" in shown
    assert json.loads(run(home, "visibility", "Maya", "--json").stdout)["heard"] == 0
    status, shown = converse(at_a_shell(home), ["1:1", "Maya", "--after"], ["n", "\n", "\n", "\n"])
    assert status == 0, shown
    assert "Going on where you stopped." in shown
    assert "Told:" not in shown
    assert "said back  why it mattered, what changed, your part" in shown
    assert json.loads(run(home, "visibility", "Maya", "--json").stdout)["heard"] == 1


def test_a_1_1_in_which_nothing_was_told_records_nothing(home: Path) -> None:
    status, shown = converse(at_a_shell(home), ["1:1", "Maya", "--after"], ["n", "\n", "\n"])
    assert status == 0
    assert "Nothing was recorded." in shown
    assert "Nothing was recorded." in runs(home, "1:1", "Maya", "--after", "--not-told")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["1:1", "Maya", "--told"], "with --after"),
        (["1:1", "Maya", "--criticism", "x"], "with --after"),
        (["1:1", "--after", "--told"], "With whom?"),
        (["1:1", "Maya", "--after"], "say what came back"),
        (["1:1", "Maya", "--after", "--said-back", "weather"], "not any of"),
        (["1:1", "Maya", "--after", "--said-back", "nothing,concern"], "not any of"),
        (["heard", "1", "--by", "Maya"], "What came back?"),
        (["brief", "1", "--given"], "to whom"),
        (["week", "--answer", "x"], "N=WORDS"),
    ],
)
def test_wrong_usage_says_what_is_meant(home: Path, arguments: list[str], why: str) -> None:
    done = run(home, *arguments)
    assert done.exit_code == 2, done.output
    assert why in done.output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["1:1", "Maya", "--after", "--not-told", "--said-back", "concern"], "nothing was told"),
        (["1:1", "Maya", "--after", "--not-told", "--passed-on", "staff"], "nothing was told"),
        (["visibility", "Maya", "--guess", "99"], "There are 2 of them"),
        (["week", "--answer", "9=x"], "no question 9"),
    ],
)
def test_what_contradicts_itself_is_refused_with_nothing_recorded(home: Path, arguments: list[str], why: str) -> None:
    before = runs(home, "export", "--plain", "-")
    done = run(home, *arguments)
    assert why in str(done.exception)
    assert runs(home, "export", "--plain", "-") == before


def test_a_slip_of_the_pen_is_no_new_person(home: Path) -> None:
    runs(home, "told", drill(home), "--to", "Maya Lopez")
    for command in (["1:1", "Mya Lopez"], ["visibility", "Maja Lopez"], ["told", drill(home), "--to", "Maya Lopes"]):
        assert "Maya Lopez" in str(run(home, *command).exception)
    assert "Maya Lopez has heard 1" in runs(home, "visibility", "maya")


# --- before a 1:1


def test_a_minute_to_say_has_no_marks(home: Path) -> None:
    runs(home, "ask", drill(home), "--answer", "concern=Nobody had tried")
    said = run(home, "1:1", "Maya", "--say").stdout
    assert said.startswith("Nobody had tried.")
    assert not re.search(r"\[\d|treefall|Open:", said)
    assert len(said.split()) <= 150
    of_another = run(home, "1:1", "Maya", "--say", "--colleague").stdout
    assert "On 12 May: Restore drill for billing backups." in of_another
    assert not re.search(r"\b(I|my|me)\b", of_another)


def test_when_all_was_told_there_is_nothing_to_say(home: Path) -> None:
    works = [work["id"] for work in json.loads(run(home, "list", "--json").stdout)["accomplishments"]]
    runs(home, "told", *works, "--to", "Maya")
    assert "nothing new to say" in runs(home, "1:1", "Maya", "--say")


def test_an_episode_is_a_page_where_one_is_wanted(home: Path, tmp_path: Path) -> None:
    assert runs(home, "1:1", "Maya", "--html").startswith("<!DOCTYPE html>")
    for name, begins in (("maya.html", "<!DOCTYPE"), ("maya.md", "# 1:1")):
        runs(home, "1:1", "Maya", "--output", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    chosen = json.loads(run(home, "1:1", "Maya", "--json").stdout)
    assert (chosen["person"], len(chosen["asks"])) == ("Maya", 3)
    assert "treefall 1:1 Maya --after" in runs(home, "1:1", "Maya")


def test_before_a_1_1_it_is_asked_what_came_of_what_was_announced(home: Path) -> None:
    work = drill(home)
    runs(home, "ask", work, "--answer", "next=The shop's database")
    runs(home, "told", work, "--to", "Maya")
    status, shown = converse(at_a_shell(home), ["1:1", "Maya"], ["It restores\n", *["\n"] * 3])
    assert status == 0, shown
    assert "You left Maya with: “The shop's database”. What came of it?" in shown
    assert "I said what comes next: “The shop's database”. It restores." in " ".join(shown.split())
    assert shown.count("Enter skips") == 3


# --- any time


def test_the_guess_is_asked_for_before_the_answer(home: Path) -> None:
    status, shown = converse(at_a_shell(home), ["visibility", "Maya"], ["2\n"])
    assert status == 0, shown
    assert shown.index("do you think?") < shown.index("has heard none of")
    assert "You guessed 2." in shown
    again = converse(at_a_shell(home), ["visibility", "Maya"], [])[1]
    assert "do you think?" not in again
    at(home, "2026-08-30T12:00:00Z")
    assert "from 0 to 2" in converse(at_a_shell(home), ["visibility", "Maya"], ["many\n"])[1]
    assert "(The first time you guessed 2 of 2.)" in runs(home, "visibility", "Maya", "--guess", "1")


@pytest.mark.parametrize("columns", [80, 120])
def test_what_came_back_is_seen_at_a_glance(home: Path, columns: int) -> None:
    work = drill(home)
    runs(home, "told", work, "--to", "Maya", "--on", "2026-06-20")
    for options in (
        ["--words", "hm"],
        ["--said-back", "nothing"],
        ["--said-back", "concern,part"],
        ["--passed-on", "staff"],
    ):
        assert "Take it back" in runs(home, "heard", work, "--by", "Maya", *options)
    runs(home, "heard", work, "--by", "Maya", "--used", "the budget")
    done = CliRunner().invoke(cli, ["--home", str(home), "visibility", "Maya"], env={"COLUMNS": str(columns)})
    assert all(len(line) <= columns for line in done.stdout.splitlines())
    assert "Maya has heard 1 of your 2 strongest pieces of work and said it back." in " ".join(done.stdout.split())
    assert "◉ Restore drill" in done.stdout
    assert "the budget" in done.stdout
    everybody = runs(home, "visibility")
    assert re.search(r"Maya +[·◉] [·◉] +heard 1, said 1 back", everybody)
    assert [one["person"] for one in json.loads(run(home, "visibility", "--json").stdout)] == ["Maya"]


def test_a_percentage_is_never_shown(home: Path) -> None:
    runs(home, "told", drill(home), "--to", "Maya")
    assert "%" not in runs(home, "visibility", "Maya") + runs(home, "visibility")


def test_where_nobody_listens_yet_the_next_step_is_to_say_who(home: Path, tmp_path: Path) -> None:
    assert "Nobody who listens is known yet." in runs(home, "visibility")
    assert "Next: treefall people NAME --as boss" in runs(home, "visibility")
    at(tmp_path / "new", NOW)
    assert "no work yet" in str(run(tmp_path / "new", "visibility", "Maya").exception)


@pytest.mark.parametrize("form", ["mail", "chat", "spoken", "page", "markdown", "html"])
def test_a_brief_is_ready_to_paste(home: Path, form: str) -> None:
    work = drill(home)
    runs(home, "ask", work, "--answer", "concern=No failover was ever tried", "--answer", "next=The shop's database")
    done = run(home, "brief", work, "--to", "Maya", "--as", form)
    assert "No failover was ever tried" in done.stdout
    assert "Would Maya know “failover”?" in done.stderr
    assert "--given" in done.stderr


def test_a_brief_says_what_is_open_and_is_written_to_a_file(home: Path, tmp_path: Path) -> None:
    work = drill(home)
    done = run(home, "brief", work)
    assert "Still open, and left out of what you paste: “Why it mattered” and “Not done”:" in done.stderr
    for name, begins in (("b.html", "<!DOCTYPE"), ("b.md", "# Restore")):
        runs(home, "brief", work, "--output", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert "○ Maya has the brief" in runs(home, "brief", work, "--to", "Maya", "--given")


def test_stand_up_lines_are_short(home: Path) -> None:
    assert "Faster search: 1 note." in runs(home, "standup", "--since", "2026-06-01")
    assert json.loads(run(home, "standup", "--json").stdout)["title"] == "Since 29 June"
    assert runs(home, "standup", "--since", "2026-05-01", "--as", "chat").count("\n- ") == 2


def test_a_new_boss_is_caught_up(home: Path) -> None:
    runs(home, "people", "Maya", "--as", "boss")
    runs(home, "people", "Nina", "--follows", "Maya")
    assert runs(home, "catch-up", "Nina", "--as", "mail").startswith("Subject: For Nina: where things stand")
    assert "follows nobody" in str(run(home, "catch-up", "Maya").exception)


def test_what_they_put_in_their_own_words_is_asked_for_on_a_terminal(home: Path) -> None:
    work = drill(home)
    runs(home, "told", work, "--to", "Maya")
    status, shown = converse(at_a_shell(home), ["heard", work, "--by", "Maya"], ["c\n", "So it restores\n"])
    assert status == 0, shown
    assert "◑ Maya: said back" in shown
    status, shown = converse(at_a_shell(home), ["heard", work, "--by", "Maya"], ["\n", "\n"])
    assert "Nothing was recorded." in shown


def test_a_contradiction_is_refused(home: Path) -> None:
    work = drill(home)
    runs(home, "told", work, "--to", "Maya")
    done = run(home, "1:1", "Maya", "--after", "--passed-on", "the board", "--passes-on", "the team")
    assert "not both" in str(done.exception)


# --- every week


def test_a_week_is_shown_and_answered_without_a_terminal(home: Path) -> None:
    shown = runs(home, "week")
    assert shown.startswith("2 pieces of work are not decided on, 2 questions.")
    assert "Next: treefall people NAME --as boss" in shown
    answered = runs(home, "week", "--answer", "1=Nobody had tried")
    assert "Nobody had tried" in runs(home, "export", "--plain", "-")
    assert "2 questions" in answered
    this = json.loads(run(home, "week", "--json").stdout)
    assert [one["number"] for one in this["questions"]] == [1, 2]
    assert len(json.loads(run(home, "week", "--json", "--answer", "1=x").stdout)["inbox"]) <= 2


def test_a_week_on_a_terminal_takes_one_key_each(home: Path) -> None:
    keys = ["u", "d", "u", "r", "Faster invoice search\n", "a", "Nobody had tried\n", "\n"]
    status, shown = converse(at_a_shell(home), ["week"], keys)
    assert status == 0, shown
    assert "There is nothing to take back here." in shown
    titles = [work["title"] for work in json.loads(run(home, "list", "--json").stdout)["accomplishments"]]
    assert "Faster invoice search" in titles
    assert len(titles) == 2
    assert json.loads(run(home, "week", "--json").stdout)["questions"] == []


def test_two_are_joined_and_parted_again_in_a_week(home: Path) -> None:
    status, shown = converse(at_a_shell(home), ["week"], ["s", "j", "no\n", "j", "1\n", "q"] + ["\n"] * 3)
    assert status == 0, shown
    assert "there is nothing to take out of it" in shown
    assert "To which number does it belong?" in shown
    assert "One piece of work now: " in shown
    status, shown = converse(at_a_shell(home), ["week"], ["s", "9\n", "s", "1\n", "q"] + ["\n"] * 3)
    assert status == 0, shown
    assert "Which numbers are something else?" in shown
    assert len(json.loads(run(home, "list", "--json").stdout)["accomplishments"]) == 2


def test_a_calendar_is_written_and_says_who_is_missing(home: Path, tmp_path: Path) -> None:
    runs(home, "people", "Maya", "--as", "boss", "--meets", "Thursdays at 14:00")
    runs(home, "people", "Olga", "--as", "peer", "--meets", "often")
    said = runs(home, "remind", "--ics", str(tmp_path / "t.ics"))
    assert "2 reminders." in said
    assert "Olga is not in it" in said
    assert (tmp_path / "t.ics").read_bytes() == run(home, "remind", "--ics", "-").stdout_bytes


def test_the_first_screen_agrees_with_what_was_heard(home: Path) -> None:
    work = drill(home)
    runs(home, "told", work, "--to", "Maya")
    runs(home, "heard", work, "--by", "Maya", "--said-back", "change")
    shown: Done = at_a_shell(home).runs()
    assert "Of your 2 pieces of work Maya has heard 1 and said 1 back." in " ".join(shown.out.split())
    assert "◑ Restore drill" in shown.out
    assert "Nobody has been told about 1 of the 2." in shown.out
    assert "◑ Restore drill" in runs(home, "list")

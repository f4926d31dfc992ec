"""A written answer to a brief, pasted into the terminal: shown as it was understood, recorded only then."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from treefall.app import open_app
from treefall.cli import cli


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    _run(made, "note", "Restore drill for billing backups #prevention")
    _run(made, "people", "Maya Lind", "--as", "boss")
    return made


@pytest.fixture
def answer(home: Path) -> str:
    """Return what Maya wrote below the brief, as her mail quotes it."""
    app = open_app(home)
    work = app.judgement().works[0]
    page = app.replies.page(app.talks.brief(work, "Maya Lind"), "Maya Lind", work).decode()
    app.close()
    form = page.partition('spellcheck="true">\n')[2].partition("</textarea>")[0]
    form = form.replace("In my own words:", "In my own words:\nBackups really come back.")
    return "\n".join(
        f"> {line}" for line in form.replace("I expect next:", "I expect next: The same for orders").split("\n")
    )


def _run(home: Path, *arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(cli, ["--home", str(home), *arguments], input=said, env={"COLUMNS": "80"})


def test_an_answer_is_shown_first_and_recorded_by_yes(home: Path, answer: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.txt"
    path.write_text(answer)
    shown = _run(home, "heard", "--paste", str(path))
    assert shown.exit_code == 0, shown.output
    assert "Maya Lind wrote back about “Restore drill for billing backups" in shown.output
    assert "Backups really come back." in shown.output
    assert "Nothing is recorded yet." in shown.output
    assert "said 0 back" in _run(home, "visibility").output or "heard none" in _run(home, "visibility").output
    done = _run(home, "heard", "--paste", "-", "--said-back", "concern", "--yes", said=answer)
    assert "Recorded." in done.output
    assert "said it back" in _run(home, "visibility", "Maya").output
    assert "The same for orders" in _run(home, "people", "Maya").output


def test_an_answer_without_a_code_needs_its_work_and_its_writer(home: Path) -> None:
    alone = _run(home, "heard", "--paste", "-", said="Backups really come back.")
    assert alone.exit_code != 0
    assert "bears no code" in str(alone.exception)
    _run(home, "list")
    named = _run(home, "heard", "1", "--by", "Maya", "--paste", "-", "--yes", said="Backups really come back.")
    assert "Recorded." in named.output


def test_an_empty_answer_records_nothing(home: Path) -> None:
    assert "Nothing was found in that answer." in str(_run(home, "heard", "--paste", "-", said="> quoted\n").exception)


def test_without_an_answer_the_work_and_the_name_are_needed(home: Path) -> None:
    assert "Who heard of what?" in _run(home, "heard", "--words", "yes").output

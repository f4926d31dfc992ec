"""The doors: help by journeys, examples everywhere, light starts, completion, colour only where it belongs."""

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from shell import Person, Repository

from treefall.cli import JOURNEYS, cli
from treefall.model import Kind

COMMANDS = [name for table in JOURNEYS.values() for name in table]


def test_help_explains_the_whole_by_the_journeys(ed: Person) -> None:
    text = ed.runs("--help").out
    positions = [text.index(f"{journey}:") for journey in JOURNEYS]
    assert positions == sorted(positions)
    assert all(f"  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_line_and_an_example(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(80) == next(table[name][1] for table in JOURNEYS.values() if name in table)
    assert f"treefall {name}" in (command.help or "").partition("Examples:")[2]


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["--help"], {"rich", "msgspec", "sqlite3", "treefall.app", "treefall.value.judge", "treefall.sources.git"}),
        (
            ["note", "A drill"],
            {"rich", "numpy", "starlette", "tomlkit", "pyrage", "treefall.sources.git", "treefall.value.judge"},
        ),
    ],
)
def test_light_commands_import_nothing_heavy(ed: Person, arguments: list[str], never: set[str]) -> None:
    code = (
        "import sys; from treefall.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: print(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
    )
    variables = {**os.environ, "TREEFALL_HOME": str(ed.home)}
    variables.pop("COVERAGE_PROCESS_CONFIG", None)  # measuring loads modules of its own
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines())
    assert "click" in loaded
    assert loaded.isdisjoint(never), loaded & never


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_completion(ed: Person, shell: str) -> None:
    assert "_TREEFALL_COMPLETE" in ed.runs("completion", shell).out


def _take_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


_QUICKEST = 0.4  # seconds after a prompt: Ctrl-C before Python has begun to read would be heard at the next key only


def on_a_terminal(person: Person, *arguments: str, typed: Sequence[bytes] = (), **variables: str) -> str:
    """Run the command with a terminal for everything, type one of `typed` at each prompt, return what was shown."""
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "TREEFALL_HOME": str(person.home),
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        **variables,
    }
    command = [sys.executable, "-m", "treefall", *arguments]
    waiting, shown = list(typed), b""
    with subprocess.Popen(
        command,
        cwd=person.folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_take_the_terminal,  # noqa: PLW1509 - Ctrl-C reaches only who owns the terminal
    ) as process:
        os.close(theirs)
        while select.select([ours], [], [], 60)[0]:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if waiting and shown.endswith(b"> "):
                time.sleep(_QUICKEST)
                os.write(ours, waiting.pop(0))
        else:
            process.kill()  # it waits for more than was typed
    os.close(ours)
    return shown.decode()


def test_colour_is_for_terminals_that_want_it(ed: Person) -> None:
    ed.runs()
    assert "\x1b[" not in ed.runs().out
    assert "\x1b[" in on_a_terminal(ed)
    assert "\x1b[3" not in on_a_terminal(ed, NO_COLOR="1")


def test_the_first_reading_is_shown_on_a_terminal(ed: Person, new_repository: Callable[[str], Repository]) -> None:
    new_repository("web").commit("Add a basket page (#7)", {"page.py": "x = 1\n" * 50})
    shown = on_a_terminal(ed, "--repo", "..")
    assert "/web  1 of 1 commit yours\r\n" in shown
    assert "git says" not in shown
    assert "Reading" in shown
    assert "  web " in shown
    assert "Next: " in shown
    assert "Traceback" not in shown


def test_questions_are_asked_on_a_terminal_and_each_can_be_skipped(ed: Person) -> None:
    ed.runs()
    shown = on_a_terminal(ed, "ask", "1", typed=[b"Customers were charged twice\n", b"\n", b"\n"])
    assert "Still open: change, lesson" in shown
    assert "Customers were charged twice" in ed.runs("show", "1").out


def test_an_episode_follows_its_questions_without_another_hint(ed: Person) -> None:
    ed.runs()
    shown = on_a_terminal(ed, "1:1", "Maya", typed=[b"Paid twice\n", b"From 31 to 0\n", b"Grafana\n", b"\n"])
    assert "Still open" not in shown
    assert "Next: treefall 1:1" not in shown
    assert "says Grafana" in " ".join(shown.split())
    assert shown.count("the sentence that they can repeat; Enter skips") == 1


def test_the_kinds_of_a_note_are_those_of_the_model() -> None:
    note = cli.get_command(click.Context(cli), "note")
    assert note is not None
    (kind,) = (option for option in note.params if option.name == "kind")
    assert isinstance(kind.type, click.Choice)
    assert tuple(kind.type.choices) == tuple(Kind)


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_a_terminal_that_lacks_letters_gets_others(ed: Person, encoding: str) -> None:
    ed.runs()
    ed.runs("edit", "1", "title", "Łódź → “Größe”")
    ed.variables |= {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    assert "o Maya was told: ?" in ed.runs("told", "1", "--to", "Maya").out
    for arguments in (["show", "1"], ["1:1", "Grace"], ["list"], [], ["note", "A drill"], ["undo"], ["history", "1"]):
        assert "Traceback" not in ed.runs(*arguments).err


@pytest.mark.parametrize(
    "arguments",
    [
        ["told", "1", "--to", ""],
        ["told", "1", "--to", " "],
        ["told", "", "--to", "Maya"],
        ["told", "1", "--to", "Maya", "--by", ""],
        ["me", "--is", ""],
        ["me", "--is-not", " "],
        ["--me", ""],
        ["collect", "--me", ""],
        ["note", ""],
        ["note", "A drill", "--with", ""],
        ["ask", "1", "--says", "", "--answer", "change=x"],
        ["ask", "1", "--answer", "=x"],
        ["ask", ""],
        ["1:1", ""],
        ["show", ""],
        ["search", " "],
        ["edit", "", "title", "x"],
        ["forget", " ", "--yes"],
    ],
)
def test_blank_words_are_wrong_usage(ed: Person, arguments: list[str]) -> None:
    done = ed.run(*arguments)
    assert (done.status, done.out) == (2, ""), done
    assert "Traceback" not in done.err


@pytest.mark.parametrize("day", ["20260512", "2026-W19-1", "2026-5-12", "2026-02-30", "noon", "", "\uff12026-05-12"])
def test_a_day_is_written_in_one_way(ed: Person, day: str) -> None:
    for arguments in (["list", "--until", day], ["note", "A drill", "--on", day]):
        done = ed.run(*arguments)
        assert (done.status, "is no day; write it as 2026-05-12" in done.err) == (2, True)


def test_days_far_from_now_are_wrong_usage(ed: Person) -> None:
    today = datetime.now(UTC).date()
    far = [str(today + timedelta(days=days)) for days in (2, 400)]
    for arguments in (
        ["list", "--since", far[0]],
        ["why-not", "--since", far[0]],
        ["collect", "--since", far[0]],
        ["list", "--until", far[1]],
        ["list", "--until", "9999-12-31"],
        ["list", "--since", "0001-01-01"],
        ["collect", "--since", "0001-01-01"],
        ["told", "1", "--to", "Maya", "--on", "1969-12-31"],
    ):
        done = ed.run(*arguments)
        assert (done.status, "is too" in done.err) == (2, True), done


def test_days_within_reach_are_taken(ed: Person) -> None:
    ed.runs("collect", "--since", "1970-01-01", "--repo", ".")
    for day in ("today", "Yesterday", "1970-01-01", "2026-05-12"):
        ed.runs("list", "--since", day)
        ed.runs("note", "A drill", "--on", day)
    ed.runs("list", "--until", str(datetime.now(UTC).date() + timedelta(days=300)))
    ed.runs("list", "--until", "1970-01-01")


@pytest.mark.parametrize("columns", ["0", "1", "20", "40", "x"])
def test_a_command_is_never_cut(ed: Person, columns: str) -> None:
    ed.runs()
    ed.variables["COLUMNS"] = columns
    assert "Next: treefall ask 1\n" in ed.runs().out.replace("     ", "\n")
    assert "(treefall why-not)" in ed.runs("list").out
    assert re.search(r"Next: treefall ask [0-9a-f]{8}\b", ed.runs("show", "1").out)
    assert re.search(r"treefall ask [0-9a-f]{8}\b", ed.runs("1:1", "Maya").out)


def test_a_home_of_notes_leaves_out_what_there_is_none_of(ed: Person) -> None:
    ed.runs("note", "Restore drill went fine #prevention")
    ed.folder = ed.home
    shown = " ".join(ed.runs().out.split())
    assert ": 1 piece of work." in shown
    assert "repositor" not in shown
    assert "commit" not in shown
    assert "Next: treefall --repo PATH --me ADDRESS" in shown


def test_a_limit_says_of_how_many(ed: Person) -> None:
    ed.runs("collect", "--repo", ".")
    assert ed.runs("list", "--limit", "2").out.startswith("2 of 3 pieces of work, ")
    assert ed.runs("list", "--limit", "3").out.startswith("3 pieces of work, ")


def test_ctrl_c_in_the_middle_keeps_what_was_said(ed: Person) -> None:
    ed.runs()
    shown = on_a_terminal(ed, "ask", "1", typed=[b"Customers were charged twice\n", b"\x03"])
    assert "Interrupted." in shown
    assert "Traceback" not in shown
    assert "Customers were charged twice" in ed.runs("show", "1").out


def test_a_pipe_that_closes_early_is_no_error(ed: Person) -> None:
    ed.runs()
    command = f"{sys.executable} -m treefall list --json | head -c 1"
    variables = {**os.environ, "TREEFALL_HOME": str(ed.home)}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], env=variables, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_a_full_disk_is_said(ed: Person) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    ed.runs("note", "A drill")
    with full.open("w") as disk:
        variables = {**os.environ, "TREEFALL_HOME": str(ed.home)}
        command = [sys.executable, "-m", "treefall", "export", "--plain", "-"]
        done = subprocess.run(command, env=variables, stdout=disk, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr

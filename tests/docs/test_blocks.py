"""Every block of the documentation does what it shows.

Console blocks are really run, in the shop of `docs/example_shop.py`, each document in a home of its own. After a line
`$ command` comes what the terminal shows, where `…` stands for any text, and alone on its line for any lines; a line
`> words` is typed by the person. Nothing after a command means that only its success is looked at. A command may fail
only where the document shows what it says.
"""

import os
import pty
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from example_shop import NOW, build_shop

from treefall.app.plugins import plugins
from treefall.settings import NAME, read_settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")])
LANGUAGES = frozenset({"console", "python", "toml", "json", "text", "sh"})  # text is only shown; sh is run by .ci/run
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = b"\n> "
_END = b"\x04"  # what Ctrl-D sends: the person has gone
_PATIENCE = 120  # seconds after which a command hangs


@dataclass
class Shown:
    """A command, and what a document says the terminal shows after it."""

    command: str
    lines: list[str] = field(default_factory=list)

    @property
    def typed(self) -> list[str]:
        return [line[2:] for line in self.lines if line.startswith("> ")]

    def matches(self, terminal: str) -> bool:
        parts = (_ANY_LINES if line == "…" else _pattern(line) for line in self.lines)
        return re.fullmatch("".join(parts), "".join(f"{line.rstrip()}\n" for line in terminal.splitlines())) is not None


_ANY_LINES = r"(?:.*\n)*?"


def _pattern(line: str) -> str:
    return ".*?".join(map(re.escape, line.split("…"))) + r"\n"


def blocks(document: Path, language: str) -> Iterator[str]:
    return (text for found, text in _BLOCK.findall(document.read_text(encoding="utf-8")) if found == language)


def shown(block: str) -> list[Shown]:
    commands: list[Shown] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append(Shown(line[2:]))
        else:
            commands[-1].lines.append(line.rstrip())
    return commands


@dataclass(frozen=True)
class Person:
    """Somebody who follows a document line by line."""

    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "TREEFALL_HOME": str(self.folder / "home"),
            "TREEFALL_PASSPHRASE": "correct horse battery staple",
            "COLUMNS": "80",
            "TERM": "dumb",
            "NO_COLOR": "1",
        }

    def run(self, argv: list[str]) -> tuple[int, str]:
        done = subprocess.run(
            argv,
            cwd=self.folder / "shop",
            env=self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        return done.returncode, done.stdout

    def converse(self, argv: list[str], answers: list[str]) -> tuple[int, str]:
        """Run it on a terminal, and type the next answer whenever it waits for one."""
        terminal, inside = pty.openpty()
        with subprocess.Popen(
            argv, cwd=self.folder / "shop", env=self.variables, stdin=inside, stdout=inside, stderr=inside
        ) as process:
            os.close(inside)
            heard = b""
            waiting = list(answers)
            while more := _heard(terminal):
                heard += more.replace(b"\r", b"")
                if heard.endswith(_PROMPT):
                    os.write(terminal, waiting.pop(0).encode() + b"\n" if waiting else _END)
        os.close(terminal)
        return process.returncode, heard.decode()

    def follow(self, step: Shown) -> None:
        argv = ["bash", "-c", step.command]
        status, terminal = self.converse(argv, step.typed) if step.typed else self.run(argv)
        assert status == 0 or any(line.strip("…") for line in step.lines), f"$ {step.command}\n{terminal}"
        assert not step.lines or step.matches(terminal), f"$ {step.command}\n{terminal}"


def _heard(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how a terminal says that nobody is on its other side any more
        return b""


@pytest.fixture(scope="session")
def built_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_shop(tmp_path_factory.mktemp("built"))


@pytest.fixture
def person(tmp_path: Path, built_shop: Path) -> Person:
    shutil.copytree(built_shop, tmp_path / "shop")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / NAME).write_text(f'[show]\nnow = {NOW}\nzone = "Europe/Berlin"\n', encoding="utf-8")
    return Person(tmp_path)


def _name(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def _with(language: str) -> list[Path]:
    return [document for document in DOCUMENTS if any(blocks(document, language))]


@pytest.mark.parametrize("document", _with("console"), ids=_name)
def test_a_console_shows_what_the_document_says(document: Path, person: Person) -> None:
    for block in blocks(document, "console"):
        for step in shown(block):
            person.follow(step)


@pytest.mark.parametrize("document", _with("python"), ids=_name)
def test_a_python_block_runs(document: Path, person: Person) -> None:
    for block in blocks(document, "python"):
        status, said = person.run([sys.executable, "-W", "error", "-c", block])
        assert status == 0, said


@pytest.mark.parametrize("document", _with("toml"), ids=_name)
def test_a_settings_block_can_be_read(document: Path, tmp_path: Path) -> None:
    for block in blocks(document, "toml"):
        assert tomllib.loads(block)
        (tmp_path / NAME).write_text(block, encoding="utf-8")
        read_settings(tmp_path, lambda _names: plugins("sources"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_block_says_what_it_is(document: Path) -> None:
    assert {language for language, _ in _BLOCK.findall(document.read_text(encoding="utf-8"))} <= LANGUAGES


def test_a_wrong_document_would_be_noticed() -> None:
    step = shown("$ printf 'one\\ntwo\\nthree\\n'\n…\nt…o\nthree\n")[0]
    assert step.matches("one\ntwo\nthree\n")
    assert not step.matches("one\ntwo\nthree\nfour\n")
    assert not step.matches("one\nthree\n")

"""The reference is what the code says, and the code says everything that it should."""

import inspect
import re
import shlex
from pathlib import Path

import click
import pytest
import reference
import screenshot
from house import PACKAGE

from treefall import errors
from treefall.app.plugins import plugins
from treefall.cli import cli
from treefall.errors import TreefallError
from treefall.settings import read_settings

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference.md").read_text(encoding="utf-8")
CONTEXT = click.Context(cli)
CODE = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


def commands() -> dict[str, click.Command]:
    found = {name: cli.get_command(CONTEXT, name) for name in cli.list_commands(CONTEXT)}
    return {name: command for name, command in found.items() if command}


def test_the_reference_is_current() -> None:
    assert reference.reference() == PAGE, "run docs/remake.py"


def test_the_screenshot_is_what_the_command_prints() -> None:
    assert screenshot.picture() == screenshot.PICTURE.read_text(encoding="utf-8"), "run docs/remake.py"


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_documented(name: str) -> None:
    section = PAGE.split(f"#### `treefall {name}`\n")[1].split("\n#")[0]
    for parameter in commands()[name].params:
        spoken = parameter.opts[0] if isinstance(parameter, click.Option) else parameter.make_metavar(CONTEXT)
        assert spoken in section


@pytest.mark.parametrize("name", ["", *commands()])
def test_every_example_is_a_command_that_parses(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for read in ("laptop.jsonl", "answer.txt"):  # what the examples of `import` and `heard` read
        Path(read).touch()
    command = commands()[name] if name else cli
    examples = inspect.cleandoc(command.help or "").partition("\b\nExamples:\n")[2].splitlines()
    assert examples
    for example in examples:
        words = shlex.split(re.split(r" [|>]", example)[0])
        assert words[0] == "treefall"
        given = [word for word in words[1:] if word != name]
        if not name and given and given[0] in commands():
            continue  # it stands as an example of that command too
        command.make_context(name or "treefall", given)


def test_every_setting_is_documented(tmp_path: Path) -> None:
    block = PAGE.split("```toml\n")[1].split("```")[0]
    (tmp_path / "treefall.toml").write_text(block, encoding="utf-8")
    read = read_settings(tmp_path, lambda _names: plugins("sources"))
    assert read.ledger.startswith("postgresql")
    assert read.zone
    assert read.now
    for key in re.findall(r"section\.get\(\"(\w+)\"", "".join(CODE.values())):
        assert f"{key} =" in "".join(path.read_text(encoding="utf-8") for path in (DOCS / "sources").glob("*.md"))


def test_every_variable_is_documented() -> None:
    for name in {found for text in CODE.values() for found in re.findall(r"\bTREEFALL_[A-Z]+\b", text)}:
        assert f"`{name}`" in PAGE or name == "TREEFALL_COMPLETE"


@pytest.mark.parametrize("room", ["sources", "outputs"])
def test_every_plug_in_is_documented(room: str) -> None:
    listed = PAGE.split(f"## {room.capitalize()}\n")[1].split("\n## ")[0]
    for name in plugins(room):
        assert f"**[{name}](sources/{name}.md)**" in listed or f"**{name}**" in listed


def test_every_error_is_documented() -> None:
    found = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, TreefallError)]
    assert len(found) > 1
    for error in found:
        assert f"| `{error.__name__}` |" in PAGE

"""Write `docs/reference.md` from the code itself: commands, settings, variables, sources, outputs, errors, entries.

`tests/docs` compares the page with what this program would write.
"""

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import click

from treefall import errors, model, settings
from treefall.app.plugins import plugin, plugins
from treefall.cli import JOURNEYS, cli

PAGE = Path(__file__).parent / "reference.md"

_TOP = """\
# Reference

Written by `docs/remake.py` from the code; a test keeps it current. For a way through it read the
[tutorial](tutorial.md); for what the words mean, the [glossary](glossary.md).

- [Commands](#commands) · [Exit statuses](#exit-statuses) · [Settings](#settings) · [Variables](#variables)
- [Sources](#sources) · [Outputs](#outputs) · [Errors](#errors) · [Entries](#entries)
- [Words in entries](#words-in-entries)"""

_STATUSES = """\
## Exit statuses

Results go to standard output; progress, hints and errors go to standard error.

| status | means |
|---|---|
| 0 | done |
| 1 | an error that you can act on: one sentence, and a hint |
| 2 | wrong usage |
| 130 | interrupted; what was done so far is kept |"""

_VARIABLES = """\
## Variables

| variable | meaning |
|---|---|
| `TREEFALL_HOME` | the folder that holds ledger and settings, where `--home` does not say |
| `TREEFALL_PASSPHRASE` | the passphrase of `treefall backup`, where nobody can be asked |
| `TREEFALL_OFFLINE` | whatever it says: no place, metric or model is asked over the network |
| `TREEFALL_ACK` | `1`: `treefall collect` prints `ACK` and an id for each piece of evidence once it is durable |
| `ACKS` | ids with commas between: `treefall doctor` says which of them are missing |
| `NO_COLOR` | anything: no colour |"""


def reference() -> str:
    """Return the whole page."""
    parts = (
        [_TOP],
        _commands(),
        [_STATUSES],
        _settings(),
        [_VARIABLES],
        _sources(),
        _outputs(),
        _errors(),
        _entries(),
        _enumerations(),
    )
    return "\n\n".join(text for part in parts for text in part) + "\n"


def _commands() -> Iterator[str]:
    yield "## Commands"
    yield "### `treefall`"
    yield from _command(cli, "treefall [OPTIONS] [COMMAND]")
    context = click.Context(cli)
    for journey, table in JOURNEYS.items():
        yield f"### {journey}"
        for name in table:
            command = cli.get_command(context, name)
            if command is None:
                raise LookupError(name)
            usage = " ".join(["treefall", name, *command.collect_usage_pieces(click.Context(command))])
            yield f"#### `treefall {name}`"
            yield from _command(command, usage)


def _command(command: click.Command, usage: str) -> Iterator[str]:
    words, _, examples = inspect.cleandoc(command.help or "").partition("\b\nExamples:\n")
    yield f"`{usage}`"
    yield words.replace("\b\n", "").strip()
    options = [option for option in command.params if isinstance(option, click.Option)]
    if options:
        yield "\n".join(["| option | meaning |", "|---|---|", *map(_option, options)])
    yield f"```text\n{inspect.cleandoc(examples)}\n```"


def _option(option: click.Option) -> str:
    metavar = "" if option.is_flag else f" {_value(option)}"
    default = f" [{option.default}]" if option.show_default else ""
    repeated = " (may be repeated)" if option.multiple else ""
    return f"| `{', '.join(option.opts)}{metavar}` | {option.help}{repeated}{default} |"


def _value(option: click.Option) -> str:
    match option.type:
        case click.IntRange():
            return "N"
        case click.Choice():
            return ", ".join(map(str, option.type.choices))
        case _:
            return option.make_metavar(click.Context(cli))


def _settings() -> Iterator[str]:
    first, _, example = inspect.getdoc(settings).partition("\n\n")  # type: ignore[union-attr]  # every module has one
    yield "## Settings"
    yield first.replace("`treefall.toml`", f"`{settings.NAME}`, in the home,")
    yield f"```toml\n{example}\n```"
    yield "Where something in it is wrong, the error names the key and the line."


def _sources() -> Iterator[str]:
    yield "## Sources"
    yield "Places where work happens. Others come with packages that offer the entry point `treefall.sources`."
    yield "\n".join(f"- **[{name}](sources/{name}.md)**: {_first(_home(name))}" for name in plugins("sources"))


def _outputs() -> Iterator[str]:
    yield "## Outputs"
    yield "Formats that a document can be written in. Others come with packages that offer `treefall.outputs`."
    found = {name: plugin("outputs", name) for name in plugins("outputs")}
    yield "\n".join(f"- **{name}** (`{output().suffix}`): {_first(output)}" for name, output in found.items())


def _home(source: str) -> object:
    return inspect.getmodule(plugin("sources", source))


def _errors() -> Iterator[str]:
    yield "## Errors"
    yield "Each has a message (what went wrong) and a `hint` (what to do about it)."
    found = [value for value in vars(errors).values() if isinstance(value, type)]
    rows = (f"| `{error.__name__}` | `{error.__base__.__name__}` | {_first(error)} |" for error in found)  # type: ignore[union-attr]
    yield "\n".join(["| error | is a | raised when |", "|---|---|---|", *rows])


def _entries() -> Iterator[str]:
    yield "## Entries"
    yield "What a line of the ledger can be, by the word that a plain export uses. Every entry has these:"
    yield _attributes(model.Entry)
    for name, kind in model.ENTRY_TYPES.items():
        yield f"### `{name}`"
        yield f"{_paragraph(kind)}\n\n{_attributes(kind)}".rstrip()


def _enumerations() -> Iterator[str]:
    yield "## Words in entries"
    named = (getattr(model, name) for name in model.__all__)
    kinds = [value for value in named if _is_enumeration(value)]
    yield "\n".join(
        f"- **{kind.__name__}**: {_first(kind)} {', '.join(f'`{word}`' for word in kind)}" for kind in kinds
    )


def _is_enumeration(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum


def _attributes(kind: type) -> str:
    said = dict(re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", inspect.getdoc(kind) or "", re.MULTILINE))
    own = [field.name for field in fields(kind) if field.name in said]
    rows = (f"| `{name}` | {_flat(said[name].splitlines())} |" for name in own)
    return "\n".join(["| field | meaning |", "|---|---|", *rows]) if own else ""


def _first(thing: object) -> str:
    return _paragraph(thing).split("\n")[0]


def _paragraph(thing: object) -> str:
    return _flat(re.split(r"\n\n", inspect.getdoc(thing) or "")[0].splitlines())


def _flat(lines: Iterable[str]) -> str:
    return " ".join(line.strip() for line in lines)

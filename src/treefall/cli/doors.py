"""What every command needs: an open App, words and days as people write them, printing."""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from .english import fit

if TYPE_CHECKING:
    from rich.console import Console

    from ..app import App

_WIDTH, _NARROWEST = 80, 40
_COMMAND = re.compile(r"(.*?[:.?!,]) +(treefall .*)")  # what is said, and the command that it ends in
_FIRST = date(1970, 1, 1)
_YEAR = 365


class Day(click.ParamType[date]):
    """A day as people say it: `2026-05-12`, `14 March`, `last thursday`, `in two weeks`; on the person's own calendar.

    From 1970 to `ahead` days on.
    """

    name = "DATE"

    def __init__(self, ahead: int = _YEAR, *, coming: bool = False) -> None:
        """Accept days up to `ahead` days from today; `coming`: a weekday, or a day without its year, is to come."""
        self.ahead = ahead
        self.coming = coming

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day that `value` names."""
        from ..app import said_day, today  # noqa: PLC0415 - only where a day is named

        now = today(Path(ctx.obj).expanduser() if ctx and isinstance(ctx.obj, str) else None)
        day = value if isinstance(value, date) else said_day(str(value), now, coming=self.coming)
        if day is None:
            self.fail(f"{display(str(value), 40)!r} is no day; write it as 2026-05-12 or 12 May.", param, ctx)
        if not _FIRST <= day <= now + timedelta(days=self.ahead):
            self.fail(f"{day} is too {'early' if day < _FIRST else 'far ahead'}.", param, ctx)
        return day


class Words(click.ParamType[str]):
    """Words of a person: a name, an address, an answer. White space around them goes; blank is wrong usage."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value` without the white space around it."""
        words = str(value).strip()
        if not words:
            self.fail("it must say something.", param, ctx)
        return words


@contextmanager
def opened(home: str | None) -> "Iterator[App]":
    """Give the App of `home` (None: the default one), and close it."""
    from ..app import open_app  # noqa: PLC0415 - not for --help

    app = open_app(Path(home).expanduser() if home else None)
    try:
        yield app
    finally:
        app.close()


def console(*, error: bool = False) -> "Console":
    """Return the console that screens are printed on: plain when it is no terminal."""
    from rich.console import Console  # noqa: PLC0415 - only where something is printed

    made = Console(stderr=error, highlight=False, markup=False, emoji=False, soft_wrap=False)
    made.width = max(made.width or _WIDTH, _NARROWEST)  # COLUMNS=0 means that nobody knows
    return made


def print_json(content: object) -> None:
    """Print `content` as JSON, and nothing else: spread out for eyes, on one line for programs."""
    import msgspec  # noqa: PLC0415

    text = msgspec.json.encode(content)
    click.echo(msgspec.json.format(text, indent=1) if sys.stdout.isatty() else text)


def say(words: str) -> None:
    """Print one line of the result, in characters that the terminal can show."""
    click.echo(fit(words, sys.stdout.encoding))


def hint(words: str) -> None:
    """Say something that helps, beside the result, in characters that the terminal can show."""
    if sys.stderr.isatty():
        words = "\n".join(map(_narrowed, words.split("\n")))
    click.echo(fit(words, sys.stderr.encoding), err=True)


def _narrowed(line: str) -> str:
    """Return `line` as it fits a terminal: wrapped between words, with a command at its end on a line of its own."""
    width = min(shutil.get_terminal_size().columns, _WIDTH)
    if len(line) <= width:
        return line
    if found := _COMMAND.fullmatch(line):
        return f"{_narrowed(found[1])}\n  {found[2]}"
    return click.wrap_text(line, width, subsequent_indent=line[: len(line) - len(line.lstrip())])

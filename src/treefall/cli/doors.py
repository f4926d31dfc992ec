"""What every command needs: an open App, words and days as people write them, printing, progress."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from .english import count, fit

if TYPE_CHECKING:
    from rich.console import Console

    from ..app import App, Progress

ACKNOWLEDGE = "TREEFALL_ACK"
_WIDTH, _NARROWEST = 80, 40


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST = date(1970, 1, 1)
_YEAR = 365


class Day(click.ParamType[date]):
    """A day, as `2026-05-12`, `today` or `yesterday` on this computer's calendar, from 1970 to `ahead` days on."""

    name = "DATE"

    def __init__(self, ahead: int = _YEAR) -> None:
        """Accept days up to `ahead` days from today, by default a year."""
        self.ahead = ahead

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Return the day that `value` names."""
        today = datetime.now(UTC).astimezone().date()
        day = value if isinstance(value, date) else _named(str(value).strip(), today)
        if day is None:
            self.fail(f"{display(value, 40)!r} is no day; write it as 2026-05-12.", param, ctx)
        if not _FIRST <= day <= today + timedelta(days=self.ahead):
            self.fail(f"{day} is too {'early' if day < _FIRST else 'far ahead'}.", param, ctx)
        return day


def _named(words: str, today: date) -> date | None:
    if words.lower() in {"today", "yesterday"}:
        return today - timedelta(days=words.lower() == "yesterday")
    try:
        return date.fromisoformat(words) if _DAY.fullmatch(words) else None
    except ValueError:
        return None


class Words(click.ParamType[str]):
    """Words of a person: a name, an address, an answer. White space around them goes; blank is wrong usage."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
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
    click.echo(fit(words, sys.stderr.encoding), err=True)


@contextmanager
def progress() -> "Iterator[Progress]":
    """Give something that shows what is found and, on a terminal, how it is read; it acknowledges where asked to."""
    from ..app import Progress  # noqa: PLC0415

    durable = _acknowledge if os.environ.get(ACKNOWLEDGE) == "1" else (lambda _ids: None)
    if not sys.stderr.isatty():
        yield Progress(looked=lambda *seen: hint(_found(*seen)), durable=durable)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[found]}"),
    )
    shown = console(error=True)
    with Bars(*columns, console=shown, transient=True, redirect_stdout=False, redirect_stderr=False) as bars:
        task = bars.add_task("Reading", total=None, found="")

        def found(places: Sequence[str]) -> None:
            bars.update(task, total=len(places))

        def read(place: str, count: int) -> None:
            bars.update(task, found=f"{display(Path(place).name, 40)}: {count} of yours")

        def looked(place: str, commits: int, address: str) -> None:
            shown.print(fit(_found(place, commits, address), shown.encoding))

        yield Progress(looked, found, read, lambda _place: bars.advance(task), durable)


def _found(place: str, commits: int, address: str) -> str:
    """Say what was found at a new place, on one line."""
    where = display(place.partition(":")[2], 60)
    return f"{where}  {count(commits, 'commit')} of yours" + (f", git says {display(address, 120)}" if address else "")


def _acknowledge(ids: Iterable[str]) -> None:
    for id_ in ids:
        click.echo(f"ACK {id_}")

"""How reading goes: what was found at each new place, and on a terminal a line for each place that is being read."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from ..display import display
from .doors import console, hint
from .english import count, fit

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from ..app import Progress

ACKNOWLEDGE = "TREEFALL_ACK"
_BAR = 24
_NAME, _PATH = 28, 60


@contextmanager
def progress() -> "Iterator[Progress]":
    """Give something that shows what is found and, on a terminal, how it is read; it acknowledges where asked to."""
    from ..app import Progress  # noqa: PLC0415

    durable = _acknowledge if os.environ.get(ACKNOWLEDGE) == "1" else (lambda _ids: None)
    if not sys.stderr.isatty():
        tell = _Found()
        yield Progress(looked=lambda *seen: hint(tell.line(*seen)), durable=durable)
        return
    from rich.progress import BarColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    shown = console(error=True)
    name, said = (TextColumn(f"{{task.{what}}}", markup=False) for what in ("description", "fields[said]"))
    bars = Bars(
        name, BarColumn(_BAR), said, console=shown, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    with bars:
        lines, tell = _Lines(bars), _Found()

        def looked(place: str, mine: int, commits: int, address: str) -> None:
            lines.expected[place] = mine
            shown.print(fit(tell.line(place, mine, commits, address), shown.encoding), soft_wrap=True)

        yield Progress(looked, lines.found, lines.read, lines.done, durable)


class _Lines:
    """One line for all places together, and one for each that is being read.

    Attributes:
        expected: how many commits of mine each place was seen to hold, where that is known.
    """

    def __init__(self, bars: "Bars") -> None:
        self.expected: dict[str, int] = {}
        self._bars = bars
        self._all = bars.add_task("Reading", total=None, said="")
        self._each: dict[str, TaskID] = {}
        self._names: Mapping[str, str] = {}
        self._left = 0

    def found(self, places: Sequence[str]) -> None:
        self._names = names(places)
        self._left = len(places)
        said = "" if len(places) == 1 else count(len(places), "place")
        self._bars.update(self._all, total=len(places), said=said, visible=len(places) > 1)
        if len(places) == 1:
            self.read(places[0], 0)

    def read(self, place: str, evidence: int) -> None:
        if place not in self._each:
            self._each[place] = self._bars.add_task(f"  {self._names[place]}", total=self.expected.get(place), said="")
        most = self.expected.get(place)
        total = None if most is None else max(most, evidence)
        self._bars.update(self._each[place], completed=evidence, total=total, said=f"{evidence:,} of yours")

    def done(self, place: str) -> None:
        self._left -= 1
        self._bars.update(self._all, advance=1, said=f"{self._left:,} to go")
        if place in self._each:
            self._bars.remove_task(self._each.pop(place))


def names(places: Sequence[str]) -> dict[str, str]:
    """Return what each of `places` is called on a narrow line: its last part, with the folder where two share it."""
    paths = {place: PurePath(place.partition(":")[2]) for place in places}
    often = Counter(path.name for path in paths.values())
    called = {place: path.name if often[path.name] == 1 else "/".join(path.parts[-2:]) for place, path in paths.items()}
    return {place: display(name or place, _NAME) for place, name in called.items()}


class _Found:
    """Says what was found at new places, on a line each, and whom git takes the person for where that is new."""

    def __init__(self) -> None:
        self._said = ""

    def line(self, place: str, mine: int, commits: int, address: str) -> str:
        path = PurePath(place.partition(":")[2])
        home = Path.home()
        where = f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
        who = f"; git says you are {display(address, 120)}" if address not in ("", self._said) else ""
        self._said = address or self._said
        whose = f"{mine:,} of {count(commits, 'commit')} yours" if commits else "no commits yet"
        where = display(where)
        return f"{where if len(where) <= _PATH else '…' + where[1 - _PATH :]}  {whose}{who}"


def _acknowledge(ids: Iterable[str]) -> None:
    for id_ in ids:
        click.echo(f"ACK {id_}")

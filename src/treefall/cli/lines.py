"""Lines on a terminal: cut or wrapped to its width, in characters that it can show, with the person's own days.

Foreign text is made safe here with everything else that is printed, and is never read as markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TypeAlias

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ..display import display
from ..model import Period, Step
from .english import DASH, day, fit

Part: TypeAlias = str | tuple[str, str]
"""Words, or words and a style: "bold" for titles, "dim" for what can be skipped."""

_A_YEAR = timedelta(days=364), timedelta(days=368)
_LAST_DAY = timedelta(days=1)
_INDENT = 6  # columns of number and ring
_GLUE = "\ue000"  # of private use: `display` lets none through


def unbroken(command: str) -> str:
    """Return `command` so that no line breaks inside of it: it is pasted whole."""
    return command.replace(" ", _GLUE)


def as_many(said: str, columns: int) -> str:
    """Return as many clauses of what is `said`, with commas between, as `columns` hold: always the first."""
    while cell_len(said) > columns and ", " in said:
        said = said.rpartition(", ")[0]
    return said


@dataclass(frozen=True, slots=True)
class Paper:
    """Where screens are drawn.

    Attributes:
        console: the terminal, or the pipe.
        zone: whose days the dates are; None is the computer's.
    """

    console: Console
    zone: tzinfo | None = None

    @property
    def width(self) -> int:
        """Return the columns that there are."""
        return self.console.width

    @property
    def is_piped(self) -> bool:
        """Say whether the reader can scroll: long lists are whole then."""
        return not self.console.is_terminal

    def line(self, *parts: Part) -> None:
        """Print one line, cut to the width."""
        self._print(self._cut(self._text(parts), self.width))

    def whole(self, *parts: Part) -> None:
        """Print one line as long as it is: it holds a command, which is pasted whole."""
        self._print(self._text(parts))

    def below(self, reasons: str) -> None:
        """Print `reasons` dim under the title that they belong to, as many as fit on the line."""
        self.line((" " * _INDENT + as_many(reasons, self.width - _INDENT), "dim"))

    def row(self, *cells: tuple[Part, int]) -> None:
        """Print one line of cells, each cut and filled to its columns, cut to the width."""
        whole = Text()
        for part, columns in cells:
            cell = self._cut(self._text((part,)), columns)
            cell.pad_right(max(0, columns - cell.cell_len))
            whole.append_text(cell)
        whole.rstrip()
        self._print(self._cut(whole, self.width))

    def say(self, *parts: Part, label: str = "", indent: int = 0, columns: int | None = None) -> None:
        """Print words, wrapped to `columns` (None: the width); a label stands in the indent of the first line."""
        for number, wrapped in enumerate(self._wrapped(parts, indent, columns)):
            first = Text.assemble((self._fit(label) if number == 0 else "", "bold"))
            first.pad_right(max(0, indent - first.cell_len))
            wrapped.rstrip()
            self._print(first.append_text(wrapped))

    def height(self, *parts: Part) -> int:
        """Return how many lines `say` takes for `parts`."""
        return len(self._wrapped(parts, 0, None))

    def gap(self) -> None:
        """Print an empty line."""
        self.console.print()

    def next(self, step: Step) -> None:
        """Print the one next step: on one line, or with its reason below where that is too wide."""
        self.gap()
        command, why = f"Next: {display(step.command)}", display(step.why)
        if len(command) + 5 + len(why) <= self.width:
            self.line(("Next: ", ""), (display(step.command), "bold"), f"     {why}")
        else:
            self.whole("Next: ", (display(step.command), "bold"))
            self.say(why, indent=6)

    def day(self, at: datetime) -> str:
        """Return the person's day of `at`: "14 May 2026"."""
        return day(at, self.zone)

    def months(self, start: datetime, end: datetime, year: int) -> str:
        """Return the months from `start` to `end`, with years other than `year`: "Mar", "Feb-Mar", "Nov '25-Jan"."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        names = [f"{at:%b}" + ("" if at.year == year else f" '{at:%y}") for at in (first, last)]
        if first.year == last.year:
            names[0] = f"{first:%b}"
        return names[1] if (first.year, first.month) == (last.year, last.month) else DASH.join(names)

    def period(self, period: Period) -> str:
        """Return `period` as the head of a line: "12 months to 1 Jul 2026", "1 Feb 2026 to 30 Jun 2026"."""
        shortest, longest = _A_YEAR
        start, end = self.day(period.start), self.day(max(period.start, period.end - _LAST_DAY))
        if shortest <= period.end - period.start <= longest:
            return f"12 months to {end}"
        return start if start == end else f"{start} to {end}"

    def year(self, period: Period) -> int:
        """Return the year that goes without saying in `period`."""
        return (period.end - _LAST_DAY).astimezone(self.zone).year

    def _text(self, parts: Sequence[Part]) -> Text:
        pairs = ((part, "") if isinstance(part, str) else part for part in parts)
        return Text.assemble(*((self._fit(words), style) for words, style in pairs))

    def _wrapped(self, parts: Sequence[Part], indent: int, columns: int | None) -> list[Text]:
        """Wrap at spaces, but not at those inside a command (see `unbroken`), which come back afterwards."""
        room = max(20, min(columns or self.width, self.width) - indent)
        lines = list(self._text(parts).wrap(self.console, room))
        for line in lines:
            line.plain = line.plain.replace(_GLUE, " ")
        return lines

    def _fit(self, words: str) -> str:
        return _GLUE.join(fit(part, self.console.encoding) for part in words.split(_GLUE))

    def _cut(self, text: Text, columns: int) -> Text:
        text.truncate(columns, overflow="ellipsis" if self.console.encoding.startswith("utf") else "crop")
        return text

    def _print(self, text: Text) -> None:
        self.console.print(text, no_wrap=True, overflow="ignore", crop=False, highlight=False)

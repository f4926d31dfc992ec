"""One key for one answer: what is pressed on a terminal, and what is typed where a word is wanted."""

import os
import select
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from ..display import display
from .doors import hint, say

_ESCAPE = b"\x1b"  # with which a key begins that is no character
_WIDEST = 80  # characters of a line that is read without effort
_APART = 3  # columns between two keys
_ANSWER = 24  # columns that an answer may take
_ENTER = frozenset({"\r", "\n"})
_GONE = frozenset({"", "\x03", "\x04"})  # the end of input, Ctrl-C, Ctrl-D


def wrapped(words: str, indent: str = "") -> str:
    """Return foreign `words`, safe to show, in lines that are read without effort."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return click.wrap_text(display(words), width, indent, indent)


def key(ask: str, keys: Mapping[str, str]) -> str:
    """Ask for one of `keys`, each with its meaning, and return it; "" for Enter, which skips."""
    say(wrapped(ask))
    with _one_by_one():
        click.echo(_offered(keys, "Enter skips"), nl=False)
        pressed = _pressed(frozenset(keys))
    click.echo(keys.get(pressed, "-"))
    return pressed


def several(ask: str, keys: Mapping[str, str], all_of_them: str, none: str) -> frozenset[str] | None:
    """Ask for any of `keys`, one after the other, until Enter; None where nothing was pressed.

    Args:
        ask: the question.
        keys: each with its meaning.
        all_of_them: the key for all at once.
        none: the key for none of them, which is an answer too.
    """
    say(wrapped(ask))
    offered = {**keys, all_of_them: "all", none: "a nod"}
    chosen: dict[str, None] = {}
    with _one_by_one():
        click.echo(_offered(offered, "Enter ends"), nl=False)
        while pressed := _pressed(frozenset(offered) - chosen.keys()):
            click.echo((", " if chosen else "") + offered[pressed], nl=False)
            if pressed in {all_of_them, none}:
                chosen = dict.fromkeys(keys if pressed == all_of_them else ())
                break
            chosen[pressed] = None
    click.echo("" if chosen or pressed else "-")
    return frozenset(chosen) if chosen or pressed else None


def _offered(keys: Mapping[str, str], enter: str) -> str:
    """Return `keys` as they are offered: on as few lines as they need, the answer behind them or below."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [""]
    for each in (*(f"{one} {words}" for one, words in keys.items()), enter):
        if lines[-1] and len(lines[-1]) + len(each) + _APART > width:
            lines.append("")
        lines[-1] += f"{' ' * (_APART if lines[-1] else 2)}{each}"
    below = len(lines[-1]) + _ANSWER > width
    return "\n".join(lines) + ("\n  > " if below else "  > ")


def words(ask: str, beside: str = "") -> str:
    """Ask for words, and return them; "" where Enter skips."""
    say(wrapped(ask))
    if beside:
        hint(wrapped(f"({beside})", "  "))
    return str(click.prompt("", prompt_suffix="> ", default="", show_default=False)).strip()


@contextmanager
def _one_by_one() -> Iterator[None]:
    """Let each key through as it is pressed, also one that is pressed before it is asked for."""
    if os.name != "posix":
        yield
        return
    import termios  # noqa: PLC0415 - not everywhere
    import tty  # noqa: PLC0415

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _pressed(wanted: frozenset[str]) -> str:
    """Wait for one of the keys `wanted`, or Enter, and return it; "" for Enter. Arrows and the like are nothing."""
    while True:
        one = _read() if os.name == "posix" else str(click.getchar())
        if one in _GONE:
            raise KeyboardInterrupt
        if one in _ENTER:
            return ""
        if one.lower() in wanted:
            return one.lower()


def _read() -> str:
    """Return the next key: one character, or the beginning of what a key sends that is none; "" at the end of input."""
    terminal = sys.stdin.fileno()
    one = os.read(terminal, 1)
    while one == _ESCAPE and select.select([terminal], [], [], 0)[0]:
        os.read(terminal, 1)
    return one.decode(errors="replace")

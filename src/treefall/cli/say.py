"""Commands that fill the slots of a piece of work, and record who was told: ask, told."""

import shlex
import sys
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from .doors import Day, Words, hint, opened, print_json, say
from .interview import interview, no_input

if TYPE_CHECKING:
    from ..app import App
    from ..model import Work


@click.command(short_help="Answer what makes a piece of work understood.")
@click.argument("work", type=Words())
@click.option(
    "--answer", "answers", multiple=True, metavar="SLOT=WORDS", help="Answer without being asked, e.g. concern=…"
)
@click.option("--says", "witness", type=Words(), metavar="WHO", help="Who or what says so: for the answer to `change`.")
@no_input
@click.option("--json", "as_json", is_flag=True, help="Print what is open as JSON, and ask nothing.")
@click.pass_obj
def ask(
    home: str | None, work: str, answers: tuple[str, ...], witness: str | None, no_input: bool, as_json: bool
) -> None:
    """Ask at most three questions about a piece of work, and record the answers.

    Enter skips a question. WORK is a number of the last listing, or the beginning of an id.

    \b
    Examples:
      treefall ask 1
      treefall ask 1 --answer concern="customers were charged twice"
      treefall ask 1 --answer change="no double charge since March, one a week before" --says "Grafana, billing board"
    """
    given = [_slot_and_words(answer) for answer in answers]
    if witness and all(slot != "change" for slot, _ in given):
        raise click.UsageError("--says goes with --answer change=…; alone, say --answer witness=WHO.")
    with opened(home) as app:
        found = app.work(work)
        for slot, words in given:
            app.answer(found, slot, words, witness or "")
        if as_json:
            print_json(app.questions(found))
        elif no_input or answers or not (sys.stdin.isatty() and sys.stdout.isatty()):
            _show_open(app, found)
        else:
            interview(app, found)
            left = ", ".join(question.slot for question in app.questions(found))
            hint(f"Still open: {left}." if left else "Nothing is open any more. Next: treefall 1:1")


def _slot_and_words(answer: str) -> tuple[str, str]:
    slot, _, words = (part.strip() for part in answer.partition("="))
    if not (slot and words):
        raise click.UsageError(f"--answer wants SLOT=WORDS, not {display(answer, 40)!r}.")
    return slot, words


def _show_open(app: "App", work: "Work") -> None:
    questions = app.questions(work)
    for question in questions:
        say(f"open  {question.slot}: {question.ask}")
    if not questions:
        click.echo("Nothing is open about it.")


@click.command(short_help="Record who was told what.")
@click.argument("works", nargs=-1, required=True, type=Words())
@click.option("--to", required=True, type=Words(), metavar="NAME", help="Who was told.")
@click.option(
    "--by", "channel", type=Words(), default="1:1", show_default=True, metavar="HOW", help="1:1, chat, mail, talk, …"
)
@click.option("--on", type=Day(), help="The day. [now]")
@click.pass_obj
def told(home: str | None, works: tuple[str, ...], to: str, channel: str, on: date | None) -> None:
    """Record that somebody was told of pieces of work. Told is not yet understood.

    \b
    Examples:
      treefall told 1 --to Maya
      treefall told 1 3 --to Maya --by chat --on 2026-05-14
    """
    with opened(home) as app:
        found = [app.work(work) for work in works]
        whom = app.audience.called(to)
        known = any(people.person.name == whom for people in app.audience.people())
        app.told(found, whom, channel=channel, on=on)
        for work in found:
            say(f"○ {display(whom, 60)} was told: {display(work.title)}")
        if not known:
            hint(f"{display(whom, 60)} is new here. Who is that? treefall people {shlex.quote(whom)} --as boss")
        hint("Take it back: treefall undo")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"ask": ask, "told": told})

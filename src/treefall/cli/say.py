"""Commands of the conversation: ask, 1:1, told."""

import shlex
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from .doors import Day, Words, console, hint, opened, print_json, say

if TYPE_CHECKING:
    from ..app import App
    from ..model import Question, Work

_WIDEST = 80  # characters of a line that is read without effort
_no_input = click.option("--no-input", is_flag=True, help="Ask nothing; leave open what is open.")


@click.command(short_help="Answer what makes a piece of work understood.")
@click.argument("work", type=Words())
@click.option(
    "--answer", "answers", multiple=True, metavar="SLOT=WORDS", help="Answer without being asked, e.g. concern=…"
)
@click.option("--says", "witness", type=Words(), metavar="WHO", help="Who or what says so: for the answer to `change`.")
@_no_input
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
            _interview(app, found)
            left = ", ".join(question.slot for question in app.questions(found))
            hint(f"Still open: {left}." if left else "Nothing is open any more. Next: treefall 1:1")


def _slot_and_words(answer: str) -> tuple[str, str]:
    slot, _, words = (part.strip() for part in answer.partition("="))
    if not (slot and words):
        raise click.UsageError(f"--answer wants SLOT=WORDS, not {display(answer, 40)!r}.")
    return slot, words


def _interview(app: "App", work: "Work") -> None:
    """Ask what is open; each answer is recorded as it is given, so that nothing is lost when it is broken off."""
    questions = app.questions(work)
    say(display(work.title))
    for question in questions:
        _ask(app, work, question, f"{question.improves}; Enter skips")
        if question.slot == "change":  # a figure that nobody can check yet is asked about at once
            for follow_up in (q for q in app.questions(work) if q.slot == "witness"):
                _ask(app, work, follow_up, "Enter skips")


def _ask(app: "App", work: "Work", question: "Question", beside: str) -> None:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    say("\n" + click.wrap_text(question.ask, width))
    hint(click.wrap_text(f"({beside})", width, "  ", "  "))
    words = click.prompt("", prompt_suffix="> ", default="", show_default=False).strip()
    if words:
        app.answer(work, question.slot, words)


def _show_open(app: "App", work: "Work") -> None:
    questions = app.questions(work)
    for question in questions:
        say(f"open  {question.slot}: {question.ask}")
    if not questions:
        click.echo("Nothing is open about it.")


@click.command("1:1", short_help="Show the episode for the next 1:1: 90 seconds.")
@click.argument("name", required=False, type=Words())
@click.option("--markdown", "as_markdown", is_flag=True, help="Print it as Markdown.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write it as Markdown to a file.")
@_no_input
@click.pass_obj
def one_to_one(home: str | None, name: str | None, as_markdown: bool, output: str | None, no_input: bool) -> None:
    """Show the episode for your next 1:1 with NAME: 90 seconds, at most 225 words, each sentence with its proof.

    What NAME was already told is left out. What is open is asked for, at most three questions, and shown as open where
    it stays so; nothing is invented. Without NAME: whoever was told something last.

    \b
    Examples:
      treefall 1:1 Maya
      treefall 1:1 Maya --no-input --markdown
      treefall 1:1 Maya --output maya.md
    """
    from . import screens  # noqa: PLC0415

    with opened(home) as app:
        person = name or next(iter(app.listeners()), "")
        work = app.next_work(person)
        if work and not (no_input or as_markdown or output) and sys.stdin.isatty() and sys.stdout.isatty():
            _interview(app, work)
        document = app.episode(person)
        if output:
            app.write(Path(output), app.render(document, "markdown"))
            hint(f"Written to {display(output)}.")
        elif as_markdown:
            click.echo(app.render(document, "markdown"), nl=False)
        else:
            screens.show_document(console(), document)
            if work:
                hint(f"\nAfterwards: treefall told {work.id} --to {shlex.quote(person) if person else 'NAME'}")


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
        app.told(found, to, channel=channel, on=on)
        for work in found:
            say(f"○ {display(to, 60)} was told: {display(work.title)}")
        hint("Take it back: treefall undo")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"ask": ask, "1:1": one_to_one, "told": told})

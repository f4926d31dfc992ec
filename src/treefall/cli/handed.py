"""Texts to hand over: the brief for the boss's boss, the lines for a stand-up."""

import shlex
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..model import Document, OpenSlot
from .doors import Day, Words, console, hint, opened, print_json, say
from .papers import deliver, named_as, to_file
from .wording import rewordable, reworded

if TYPE_CHECKING:
    from ..app import App
    from ..model import Work

_FORMS = ("mail", "chat", "spoken", "page", "markdown", "html")
_PAGE = "html"
_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {".md": "markdown", ".markdown": "markdown", ".txt": "mail", ".html": _PAGE, ".htm": _PAGE}
)
_SHORT = 8  # digits of an id that a person pastes
_form = click.option("--as", "form", type=click.Choice(_FORMS), help="Ready to paste, or to say. [the screen]")


@click.command(short_help="Write the brief that your boss can pass on.")
@click.argument("work", type=Words())
@click.option("--to", type=Words(), metavar="NAME", help="Who reads it: words that NAME never used are pointed out.")
@click.option("--given", is_flag=True, help="Record that NAME has it now; later you are asked whether it was used.")
@_form
@to_file
@rewordable
@click.pass_obj
def brief(home: str | None, work: str, to: str | None, given: bool, form: str | None, output: str | None) -> None:
    """Write a brief about one piece of work: at most 120 words, in the third person, for your boss to pass on.

    It stands alone: why it mattered, what was done, what changed and what is not done, one line to repeat, and one
    likely question with its answer. Nothing private is in it.

    \b
    Examples:
      treefall brief 1
      treefall brief 1 --to Maya --as mail
      treefall brief 1 --to Maya --given
    """
    if given and not to:
        raise click.UsageError("--given wants to know to whom: --to NAME.")
    with opened(home) as app:
        found = app.work(work)
        reader = app.audience.called(to) if to else ""
        document = app.talks.brief(found, reader)
        if given:
            app.talks.given(found, reader)
            say(f"○ {display(reader, 60)} has the brief: {display(found.title)}")
            hint("In a week you are asked whether it was used. Take it back: treefall undo")
            return
        _put(app, reworded(app, document, reader), form, output)
        _mind(app, found, document, reader)
        if reader and not output:
            hint(f"\nOnce {display(reader, 40)} has it: treefall brief {work} --to {shlex.quote(reader)} --given")


def _put(app: "App", document: Document, form: str | None, output: str | None) -> None:
    from .documents import show_document  # noqa: PLC0415

    form = _PAGE if form == "page" else form or named_as(output, _SUFFIXES, "markdown")
    if form:
        deliver(app, output, app.render(document, form))
    else:
        show_document(console(), document)


def _mind(app: "App", work: "Work", document: Document, reader: str) -> None:
    """Point out what keeps the brief from standing alone: what is open, and words that the reader never used."""
    if left := [block for block in document.blocks if isinstance(block, OpenSlot)]:
        labels = " and ".join(f"“{block.label}”" for block in left)
        hint(f"\nStill open, and left out of what you paste: {labels}: {left[0].command}")
    if terms := app.talks.jargon(document, reader)[:3]:
        who = display(reader, 40) if reader else "your director"
        hint(f"\nWould {who} know {', '.join(f'“{display(term, 40)}”' for term in terms)}? Say it another way:")
        term = f'term {shlex.quote(reader)} {shlex.quote(display(terms[0], 40))} "…"'
        hint(f"  treefall {term}" if reader else f'  treefall rename {work.id[:_SHORT]} "…"')


@click.command(short_help="Print lines for a stand-up.")
@click.option("--since", type=Day(ahead=0), help="The first day. [the last working day]")
@click.option("--colleague", is_flag=True, help="As if it were about a colleague.")
@_form
@click.option("--json", "as_json", is_flag=True, help="Print the lines as JSON.")
@rewordable
@click.pass_obj
def standup(home: str | None, since: date | None, colleague: bool, form: str | None, as_json: bool) -> None:
    """Print what moved since the last working day, each line with the worry that it is against. No self-praise.

    \b
    Examples:
      treefall standup
      treefall standup --since 2026-06-01 --colleague
      treefall standup --as chat
    """
    with opened(home) as app:
        document = app.talks.standup(since, as_colleague=colleague)
        if as_json:
            print_json(document)
        else:
            _put(app, reworded(app, document), form, None)


@click.command("catch-up", short_help="Write what a new boss should know first.")
@click.argument("name", type=Words())
@_form
@to_file
@rewordable
@click.pass_obj
def catch_up(home: str | None, name: str, form: str | None, output: str | None) -> None:
    """Write what NAME, a new boss, should know first: what the one before expected, as far as agreed, and what stands.

    What the one before cared about or criticised is not in it.

    \b
    Examples:
      treefall catch-up Olga
      treefall catch-up Olga --as mail
    """
    with opened(home) as app:
        reader = app.audience.called(name)
        _put(app, reworded(app, app.talks.catch_up(reader), reader), form, output)


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"brief": brief, "catch-up": catch_up, "standup": standup})

"""The 1:1: the episode before it, sixty spoken seconds, and the thirty seconds after it."""

import shlex
import sys
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from ..model import Aftermath, Expectation, Feedback, Heard, Reply, Telling
from . import keys
from .doors import Words, console, hint, opened, print_json, say
from .english import day
from .interview import interview, no_input
from .wording import rewordable, reworded

if TYPE_CHECKING:
    from ..app import App
    from ..model import Entry, Work

_PARTS = MappingProxyType({"concern": "why it mattered", "change": "what changed", "own part": "my part"})
_LABEL = 13  # columns of a label
_KEYS = MappingProxyType({"c": "concern", "w": "change", "m": "own part"})
_SAID = MappingProxyType({"my part": "own part", "part": "own part", "why": "concern", "what": "change"})


class _Parts(click.ParamType[frozenset[str]]):
    """What was said back: any of concern, change, part; or nothing."""

    name = "PARTS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Return which parts `value` names."""
        if isinstance(value, frozenset):
            return value
        said = [part.strip().lower() for part in str(value).split(",") if part.strip()]
        parts = {_SAID.get(part, part) for part in said} - {"nothing"}
        if not said or not parts <= set(_PARTS) or (parts and "nothing" in said):
            self.fail(f"{display(value, 40)!r} is not any of concern, change, part; or nothing.", param, ctx)
        return frozenset(parts)


SAID_BACK = _Parts()


@click.command("1:1", short_help="Show the episode for the next 1:1: 90 seconds.")
@click.argument("name", required=False, type=Words())
@click.option("--say", "aloud", is_flag=True, help="Show sixty seconds to say aloud instead.")
@click.option("--colleague", is_flag=True, help="With --say: as if it were about a colleague.")
@click.option("--after", is_flag=True, help="Record what came back: thirty seconds.")
@click.option("--told/--not-told", "told", default=None, help="After: whether it was told at all.")
@click.option("--said-back", type=SAID_BACK, help="After: concern, change, part, with commas; or nothing.")
@click.option("--passes-on", type=Words(), metavar="WHERE", help="After: where they mean to pass it on.")
@click.option("--passed-on", type=Words(), metavar="WHERE", help="After: where they passed it on.")
@click.option("--criticism", type=Words(), metavar="WORDS", help="After: what they criticised, in their words.")
@click.option("--expects", type=Words(), metavar="WORDS", help="After: what they expect now; “… by DAY” sets the day.")
@click.option("--words", type=Words(), help="After: anything else that they said.")
@click.option("--markdown", "form", flag_value="markdown", help="Print it as Markdown.")
@click.option("--html", "form", flag_value="html", help="Print it as a page.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write it to a file: .md, or .html for a page.")
@no_input
@rewordable
@click.option("--json", "as_json", is_flag=True, help="Print what was chosen, or recorded, as JSON.")
@click.pass_obj
def one_to_one(
    home: str | None,
    name: str | None,
    aloud: bool,
    colleague: bool,
    after: bool,
    told: bool | None,
    said_back: frozenset[str] | None,
    passes_on: str | None,
    passed_on: str | None,
    criticism: str | None,
    expects: str | None,
    words: str | None,
    form: str | None,
    output: str | None,
    no_input: bool,
    as_json: bool,
) -> None:
    """Show the episode for your next 1:1 with NAME: 90 seconds, at most 225 words, each sentence with its proof.

    What NAME was already told is left out, and what they wait for since last time is taken up. What is open is asked
    for, at most three questions, and shown as open where it stays so; nothing is invented. Without NAME: whoever was
    told something last.

    Afterwards, --after records in thirty seconds what came back, and `treefall undo` takes all of it back.

    \b
    Examples:
      treefall 1:1 Maya
      treefall 1:1 Maya --say
      treefall 1:1 Maya --no-input --output maya.html
      treefall 1:1 Maya --after
      treefall 1:1 Maya --after --said-back concern,change --passes-on "staff meeting" --expects "a plan by 30 June"
    """
    given = {
        "said_back": said_back,
        "passes_on": passes_on,
        "passed_on": passed_on,
        "criticism": criticism,
        "expects": expects,
        "words": words,
    }
    said = {slot: value for slot, value in given.items() if value is not None}
    if (said or told is not None) and not after:
        raise click.UsageError("What came back is recorded with --after.")
    with opened(home) as app:
        person = app.audience.called(name) if name else next(iter(app.listeners()), "")
        if after:
            _after(app, person, told, said, ask=not no_input, as_json=as_json)
        elif aloud or colleague:
            _aloud(app, person, as_colleague=colleague)
        else:
            _before(app, person, form, output, ask=not (no_input or as_json), as_json=as_json)


# --- before


def _before(app: "App", person: str, form: str | None, output: str | None, *, ask: bool, as_json: bool) -> None:
    from .documents import show_document  # noqa: PLC0415

    if ask and not (form or output) and sys.stdin.isatty() and sys.stdout.isatty():
        _ask_first(app, person)
    told = app.talks.episode(person)
    told = replace(told, document=reworded(app, told.document, person))
    if as_json:
        print_json(
            {field.name: getattr(told, field.name) for field in fields(told) if field.name != "works"}
            | {"works": [work.id for work in told.works]}
        )
    elif output:
        app.write(Path(output), app.render(told.document, form or _form_of(output)))
        hint(f"Written to {display(output)}.")
    elif form:
        click.echo(app.render(told.document, form), nl=False)
    else:
        show_document(console(), told.document, told.arc or "")
        for note in told.notes:
            hint(keys.wrapped(f"\n{note}"))
        if told.works:
            whom = shlex.quote(person) if person else "NAME"
            hint(f"\nSay it:      treefall 1:1 {whom} --say\nAfterwards:  treefall 1:1 {whom} --after")


def _ask_first(app: "App", person: str) -> None:
    """Ask what came of what was announced last time, then what is open about what to tell; three questions in all."""
    waiting = app.talks.waiting(person)
    if waiting:
        work, question = waiting
        words = keys.words(question.ask, f"{question.improves}; Enter skips")
        if words:
            app.answer(work, question.slot, words)
        click.echo()
    if upcoming := app.next_work(person):
        interview(app, upcoming, 2 if waiting else None)


def _form_of(output: str) -> str:
    return "html" if Path(output).suffix.lower() in {".html", ".htm"} else "markdown"


def _aloud(app: "App", person: str, *, as_colleague: bool) -> None:
    document = reworded(app, app.talks.aloud(person, as_colleague=as_colleague), person)
    if not document.blocks:
        hint('There is nothing new to say. What did you do that no repository shows? treefall note "…"')
        return
    click.echo(app.render(document, "spoken"), nl=False)


# --- after


def _after(app: "App", person: str, told: bool | None, said: Mapping[str, Any], *, ask: bool, as_json: bool) -> None:
    if not person:
        raise click.UsageError("With whom? Say: treefall 1:1 NAME --after")
    works = app.talks.prepared(person)
    came, at = Aftermath(told=_meant(works, told, said), **said), None
    if not said and told is None:
        if not (ask and sys.stdin.isatty() and sys.stdout.isatty()):
            raise click.UsageError("Nobody can be asked here; say what came back: --said-back, --criticism, …")
        came, at = _asked(app, person, works)
    words, due = app.talks.due(came.expects)
    came = replace(came, expects=words, due=due)
    if not (came.told or came.criticism or came.expects or said):
        app.talks.lay_aside(person, None)
        hint("Nothing was recorded.")
        return
    entries = app.talks.after(person, came, at=at)
    if as_json:
        print_json(entries)
    else:
        _show(app, person, works, entries)


def _meant(works: "tuple[Work, ...]", told: bool | None, said: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what was told: the main piece, where that was said or follows from what came back."""
    follows = bool({"said_back", "passes_on", "passed_on"} & said.keys())
    if told or (told is None and follows):
        return tuple(work.id for work in works[:1])
    return ()


def _asked(app: "App", person: str, works: "tuple[Work, ...]") -> tuple[Aftermath, datetime]:
    """Ask what came back, and return it with when that was begun.

    Each answer is laid aside as it is given, and not asked for again if this is broken off.
    """
    said = dict(app.talks.laid_aside(person))
    say(f"After the 1:1 with {display(person, 40)}. Ctrl-C keeps what you answered.")
    if said:
        hint("Going on where you stopped.")
    said.setdefault("at", app.world.now().isoformat())

    def once(slot: str, ask: Any) -> Any:
        if slot not in said:
            click.echo()
            said[slot] = ask()
            app.talks.lay_aside(person, said)
        return said[slot]

    told = once("told", lambda: _told(works)) if works else []
    came = Aftermath(told=tuple(told))
    if told:
        back = once("said_back", lambda: asked_back(person))
        came = replace(came, said_back=None if back is None else frozenset(back))
        onward = once(
            "onward", lambda: keys.key(f"Will {person} pass it on?", {"y": "yes", "d": "did already", "n": "no"})
        )
        if onward in {"y", "d"}:
            where = once("where", lambda: keys.words("Where?")) or "somewhere"
            came = replace(came, passes_on=where) if onward == "y" else replace(came, passed_on=where)
    came = replace(
        came,
        criticism=once("criticism", lambda: keys.words(f"Any criticism, in {person}'s words?")),
        expects=once("expects", lambda: keys.words(f"What does {person} expect now?", "“… by 30 June” sets the day")),
        words=once("words", lambda: keys.words("Anything else, to the letter?")) if told else "",
    )
    return came, datetime.fromisoformat(said["at"])


def _told(works: "tuple[Work, ...]") -> list[str]:
    offered = {"y": "yes", "n": "no"} if len(works) == 1 else {"y": "yes", "a": "and the rest", "n": "no"}
    pressed = keys.key(f"Told: “{works[0].title}”?", offered)
    return [work.id for work in works[: 1 if pressed == "y" else len(works)]] if pressed in {"y", "a"} else []


def asked_back(person: str) -> list[str] | None:
    """Ask by keys which parts `person` put in their own words; None where that was skipped."""
    offered = {one: _PARTS[part] for one, part in _KEYS.items()}
    pressed = keys.several(f"What did {person} put in their own words?", offered, "a", "o")
    return None if pressed is None else [_KEYS[one] for one in sorted(pressed)]


def _show(app: "App", person: str, works: "tuple[Work, ...]", entries: "tuple[Entry, ...]") -> None:
    titles = {work.id: display(work.title, 100) for work in works}
    from ..pictures import RINGS  # noqa: PLC0415 - as above

    for entry in entries:
        match entry:
            case Telling():
                for work in entry.about:
                    _say(f"○ told       {titles.get(work, work)}")
            case Reply() if came := _heard(entry):
                _say(f"{RINGS[entry.heard]} {came}")
            case Feedback():
                _say(f"  criticism  {display(entry.words, 100)}")
            case Expectation():
                due = f", by {day(entry.due, app.zone)}" if entry.due else ""
                _say(f"  expects    {display(entry.words, 100)}{due}")
            case _:
                pass
    if agree := app.talks.to_agree(entries):
        say("\nTo agree on it, paste this:")
        for line in agree.splitlines():
            say(f"  {display(line)}")
    hint(f"\nNext: treefall visibility {shlex.quote(person)}     Take all of it back: treefall undo")


def _say(line: str) -> None:
    """Show a labelled line, what does not fit on it below its words."""
    label, words = line[:_LABEL], line[_LABEL:]
    say(label + keys.wrapped(words, " " * _LABEL).removeprefix(" " * _LABEL))


def _heard(reply: Reply) -> str:
    parts = {"why it mattered": reply.concern, "what changed": reply.change, "your part": reply.own_part}
    said, missed = ([words for words, one in parts.items() if one is wanted] for wanted in (True, False))
    text = f"said back  {', '.join(said)}" if said else "a nod" if missed else ""
    text += f"; not {', not '.join(missed)}" if said and missed else ""
    onward = reply.heard in {Heard.PASSED_ON, Heard.USED}
    where = f"{'passed on' if onward else 'means to pass it on'}: {display(reply.where, 60)}" if reply.where else ""
    words = f"“{display(reply.words, 100)}”" if reply.words else ""
    return "; ".join(filter(None, (text, where, words)))


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"1:1": one_to_one})

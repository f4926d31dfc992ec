"""Who has heard what: visibility, and what came back later."""

import shlex
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from ..errors import NotFound
from ..model import Guess, Heard, Hearing, Step, Visibility
from ..pictures import RINGS
from . import keys
from .doors import Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper
from .meet import SAID_BACK, asked_back

if TYPE_CHECKING:
    from ..app import App

_HEADS = ("told", "said back", "passed on", "next step")
_ROOMY = 110  # columns from which there is a table
_SHORTEST_TITLE, _RING, _GAP = 22, 2, 2
_LATELY = 30  # days for which a guess holds
_LABEL, _LONGEST = 14, 200_000  # columns; letters of an answer that are read
_WRITTEN: Mapping[str, str] = MappingProxyType(
    {"words": "said back", "onward": "passes it on", "expects": "expects", "criticism": "criticism"}
)


@click.command(short_help="Show who has heard what, beside what you guessed.")
@click.argument("name", required=False, type=Words())
@click.option("--guess", type=click.IntRange(0), metavar="N", help="Of how many you think that NAME knows.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def visibility(home: str | None, name: str | None, guess: int | None, as_json: bool) -> None:
    """Show what NAME has heard of your strongest pieces of work, and what came back; without NAME, everybody.

    On a terminal you are asked first how many you think that NAME knows. What is shown is only what you recorded: no
    record is not the same as not knowing.

    \b
    Examples:
      treefall visibility
      treefall visibility Maya
      treefall visibility Maya --guess 9 --json
    """
    with opened(home) as app:
        if not name:
            _everybody(app, as_json=as_json)
            return
        person = app.audience.called(name)
        seen = app.talks.visibility(person)
        if not seen.hearings:
            raise NotFound("There is no work yet that may be told.", hint="Read some: treefall collect --repo PATH")
        number = guess if guess is not None else _asked(app, seen, as_json=as_json)
        if number is not None:
            app.talks.guess(person, number)
            seen = app.talks.visibility(person)
        if as_json:
            print_json(_as_json(seen))
        else:
            show_visibility(Paper(console(), app.zone), seen)


def _asked(app: "App", seen: Visibility, *, as_json: bool) -> int | None:
    """Ask for the guess before the answer is shown, where somebody can be asked and has not guessed lately."""
    last = seen.guesses[-1].at if seen.guesses else None
    lately = last is not None and (app.world.now() - last).days < _LATELY
    if as_json or lately or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    of = len(seen.hearings)
    say(f"Of your {of} strongest pieces of work: how many does {display(seen.person, 40)} know, do you think?")
    hint("  (Enter skips)")
    said = str(click.prompt("", prompt_suffix="> ", default="", show_default=False)).strip()
    if said and not (said.isdecimal() and int(said) <= of):
        hint(f"That is no number from 0 to {of}, so it was not kept.")
        return None
    return int(said) if said else None


def show_visibility(paper: Paper, seen: Visibility) -> None:
    """Show what somebody knows: one line that says the whole, a row for each piece of work, the one next step."""
    paper.say((_headline(seen), "bold"), f" {_guessed(seen.guesses)}".rstrip())
    paper.gap()
    if paper.width >= _ROOMY:
        _table(paper, seen)
    else:
        _list(paper, seen)
    paper.next(seen.next)


def _table(paper: Paper, seen: Visibility) -> None:
    rows = [_cells(paper, hearing, seen.steps.get(hearing.work.id, "")) for hearing in seen.hearings]
    widths = [max(len(row[place]) for row in (_HEADS, *rows)) + _GAP for place in range(len(_HEADS))]
    title = max(_SHORTEST_TITLE, paper.width - sum(widths) - _RING)
    heads = (((head, "dim"), width) for head, width in zip(_HEADS, widths, strict=True))
    paper.row(("", _RING), (("work", "dim"), title), *heads)
    for hearing, row in zip(seen.hearings, rows, strict=True):
        cells = zip(row, widths, strict=True)
        paper.row((RINGS[hearing.heard], _RING), (_title(hearing), title - 2), ("", 2), *cells)


def _list(paper: Paper, seen: Visibility) -> None:
    """Show a line for each piece of work, and, of what was told, what came back on a second one."""
    steps = max((len(step) for step in seen.steps.values()), default=0)
    title = paper.width - _RING - steps - _GAP
    for hearing in seen.hearings:
        step = seen.steps.get(hearing.work.id, "")
        paper.row((RINGS[hearing.heard], _RING), (_title(hearing), title), ("", _GAP), ((step, "dim"), steps))
        if hearing.heard:
            when, back, onward, _ = _cells(paper, hearing, step)
            said = "" if back == "-" else back if back == "a nod" else f"said back {back}"
            came = filter(None, (f"told {when}", said, "" if onward == "-" else onward))
            paper.line((f"    {'; '.join(came)}", "dim"))


def _title(hearing: Hearing) -> tuple[str, str]:
    return display(hearing.work.title), "" if hearing.heard else "bold"


def _cells(paper: Paper, hearing: Hearing, step: str) -> tuple[str, str, str, str]:
    told = hearing.telling
    when = f"{_short(paper, hearing)}, {display(told.channel, 10)}" if told else "never"
    return when, _said_back(hearing), display(_onward(hearing), 40), step


def _headline(seen: Visibility) -> str:
    who, of = display(seen.person, 40), len(seen.hearings)
    whole = f"your {of} strongest pieces of work" if of > 1 else "your only piece of work"
    if not seen.told:
        return f"{who} has heard none of {whole}, as far as you recorded."
    back = (
        f"said {seen.understood or 'none'} of them back"
        if seen.told > 1
        else ("said it back" if seen.understood else "did not say it back")
    )
    return f"{who} has heard {seen.told} of {whole} and {back}."


def _guessed(guesses: Sequence[Guess]) -> str:
    if not guesses:
        return ""
    now = f"You guessed {guesses[-1].known}."
    return now if len(guesses) == 1 else f"{now} (The first time you guessed {guesses[0].known} of {guesses[0].of}.)"


def _short(paper: Paper, hearing: Hearing) -> str:
    return paper.day(hearing.telling.at).rpartition(" ")[0] if hearing.telling else ""


def _said_back(hearing: Hearing) -> str:
    parts = (("why", hearing.concern), ("what", hearing.change), ("my part", hearing.own_part))
    said = [words for words, one in parts if one]
    missed = [words for words, one in parts if one is False]
    if said:
        return ", ".join(said) + (f"; not {', '.join(missed)}" if missed else "")
    return {None: "-", Heard.TOLD: "-", Heard.ACKNOWLEDGED: "a nod"}.get(hearing.heard, "yes")


def _onward(hearing: Hearing) -> str:
    if hearing.onward is None:
        return "-"
    how = {Heard.PASSED_ON: "passed on", Heard.USED: "used"}.get(hearing.onward.heard, "will pass on")
    return f"{how}: {hearing.onward.where}" if hearing.onward.where else how


def _everybody(app: "App", *, as_json: bool) -> None:
    each = app.talks.listening()
    if as_json:
        print_json([_as_json(one) for one in each])
        return
    paper = Paper(console(), app.zone)
    if not each:
        paper.say(("Nobody who listens is known yet.", "bold"))
        paper.next(Step("treefall people NAME --as boss", "who should know of your work, and what they care about"))
        return
    of = len(each[0].hearings)
    heard = sum(any(one.hearings[n].heard for one in each) for n in range(of))
    paper.say(
        (f"Of those who listen, somebody has heard {heard} of your {count(of, 'strongest piece')} of work.", "bold")
    )
    paper.gap()
    for one in each:
        rings = " ".join(RINGS[hearing.heard] for hearing in one.hearings)
        words = f"heard {one.told}, said {one.understood} back" if one.told else "heard none"
        paper.row((display(one.person, 24), 20), (rings, 2 * of + 2), (words, 30))
    paper.say(("Each ring is a piece of work, the strongest first: " + _LEGEND, "dim"))
    first = each[0]
    paper.next(Step(f"treefall visibility {shlex.quote(first.person)}", "piece by piece, and the one thing to say"))


_LEGEND = "· never told, ○ told, ◔ a nod, ◑ said back, ● passed on, ◉ used in a decision"


def _as_json(seen: Visibility) -> dict[str, Any]:
    return {
        "person": seen.person,
        "heard": seen.told,
        "said_back": seen.understood,
        "of": len(seen.hearings),
        "guesses": [{"at": one.at, "known": one.known, "of": one.of} for one in seen.guesses],
        "next": seen.next,
        "works": [
            {
                "id": hearing.work.id,
                "title": hearing.work.title,
                "heard": hearing.heard or "captured",
                "told": hearing.telling and {"at": hearing.telling.at, "channel": hearing.telling.channel},
                "concern": hearing.concern,
                "change": hearing.change,
                "own_part": hearing.own_part,
                "where": hearing.onward.where if hearing.onward else "",
                "step": seen.steps.get(hearing.work.id, ""),
            }
            for hearing in seen.hearings
        ],
    }


@click.command(short_help="Record what came back later.")
@click.argument("work", required=False, type=Words())
@click.option("--by", "name", type=Words(), metavar="NAME", help="Who heard it from you.")
@click.option(
    "--paste",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Their written answer to a brief; - is the keyboard.",
)
@click.option("--yes", is_flag=True, help="With --paste: record it as it was understood.")
@click.option("--said-back", type=SAID_BACK, help="Which of concern, change, part they said; or nothing.")
@click.option("--passed-on", type=Words(), metavar="WHERE", help="Where they passed it on.")
@click.option("--used", type=Words(), metavar="WHERE", help="In which decision it was used.")
@click.option("--words", type=Words(), help="What they said, to the letter.")
@click.pass_obj
def heard(
    home: str | None,
    work: str | None,
    name: str | None,
    paste: str | None,
    yes: bool,
    said_back: frozenset[str] | None,
    passed_on: str | None,
    used: str | None,
    words: str | None,
) -> None:
    """Record how far NAME heard of a piece of work that you had told them of: after the 1:1, it comes back in pieces.

    On a terminal, without options, you are asked. A written answer is shown as it was understood; --yes records it.

    \b
    Examples:
      treefall heard 1 --by Maya --said-back concern,change
      treefall heard --paste answer.txt
      treefall heard --paste answer.txt --said-back concern,change --yes
      treefall heard 1 --by Maya --passed-on "staff meeting"
      treefall heard 1 --by Maya --used "the budget for next year"
    """
    if paste:
        with opened(home) as app, click.open_file(paste, errors="replace") as answer:
            _pasted(app, answer.read(_LONGEST), work, name, said_back, yes=yes)
        return
    if not (work and name):
        raise click.UsageError("Who heard of what? Say: treefall heard 1 --by NAME")
    nothing = said_back is None and not (passed_on or used or words)
    if nothing and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("What came back? Say --said-back, --passed-on, --used or --words.")
    with opened(home) as app:
        found, person = app.work(work), app.audience.called(name)
        if nothing:
            app.talks.was_told(found, person)
            say(f"“{display(found.title)}”: ask how they would put it.")
            back = asked_back(person)
            said_back, words = None if back is None else frozenset(back), keys.words("To the letter?")
            if said_back is None and not words:
                hint("Nothing was recorded.")
                return
        told = Heard.TOLD if said_back is None else Heard.SAID_BACK if said_back else Heard.ACKNOWLEDGED
        how = Heard.USED if used else Heard.PASSED_ON if passed_on else told
        app.talks.heard(found, person, how, said_back=said_back, words=words or "", where=used or passed_on or "")
        say(f"{RINGS[how]} {display(person, 40)}: {how}, {display(found.title)}")
        hint("Take it back: treefall undo")


def _pasted(
    app: "App", text: str, work: str | None, name: str | None, said_back: frozenset[str] | None, *, yes: bool
) -> None:
    """Show what a written answer was understood as, and record it if so."""
    understood = app.replies.understood(text)
    if understood.said.is_empty:
        raise NotFound("Nothing was found in that answer.", hint="Paste all of it, or say it: treefall heard --words")
    person, found = (app.audience.called(name), app.work(work)) if name and work else app.replies.about(understood)
    paper = Paper(console(), app.zone)
    paper.say((f"{display(person, 40)} wrote back about “{display(found.title)}”.", "bold"))
    for slot, label in _WRITTEN.items():
        if words := getattr(understood.said, slot):
            paper.say(display(words), label=label, indent=_LABEL)
    if not yes:
        hint("Nothing is recorded yet. If that is right, say the same again with --yes.")
        return
    app.replies.record(person, found, understood.said, parts=said_back)
    say(f"{RINGS[Heard.SAID_BACK]} Recorded.")
    hint("Take it back: treefall undo")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"visibility": visibility, "heard": heard})

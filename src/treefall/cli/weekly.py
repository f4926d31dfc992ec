"""The weekly three minutes, and a calendar that reminds of them."""

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from ..errors import TreefallError
from ..model import Step, Week, WeekQuestion, Work
from . import keys
from .doors import console, hint, opened, print_json, say
from .english import count
from .lines import Paper

if TYPE_CHECKING:
    from ..app import App

_SHORT = 8  # digits of an id that a person pastes
_KEYS = MappingProxyType(
    {"a": "accept", "j": "join", "s": "split", "r": "rename", "d": "drop", "u": "undo", "q": "enough"}
)


@click.command(short_help="Three minutes: what is new, three questions, one nudge.")
@click.option("--answer", "answers", multiple=True, metavar="N=WORDS", help="Answer question N without being asked.")
@click.option("--no-input", is_flag=True, help="Ask nothing; only show.")
@click.option("--json", "as_json", is_flag=True, help="Print the week as JSON, and ask nothing.")
@click.pass_obj
def week(home: str | None, answers: tuple[str, ...], no_input: bool, as_json: bool) -> None:
    """Go through the week: decide on what is new with one key each, answer at most three questions, hear one nudge.

    Enter skips anything, and nothing that was skipped nags: it comes back in three weeks at the earliest.

    \b
    Examples:
      treefall week
      treefall week --no-input
      treefall week --answer 1="p95 of checkout: 840 ms, Grafana"
      treefall week --json
    """
    given = [_number_and_words(answer) for answer in answers]
    with opened(home) as app:
        this = app.talks.week()
        for number, words in given:
            _answer(app, this, number, words)
        if as_json:
            print_json(_as_json(app.talks.week() if given else this))
        elif given or no_input or not (sys.stdin.isatty() and sys.stdout.isatty()):
            _show(Paper(console(), app.zone), app.talks.week() if given else this)
        else:
            _go_through(app, this)


def _number_and_words(answer: str) -> tuple[int, str]:
    number, _, words = (part.strip() for part in answer.partition("="))
    if not (number.isdecimal() and words):
        raise click.UsageError(f"--answer wants N=WORDS, not {display(answer, 40)!r}.")
    return int(number), words


def _answer(app: "App", this: Week, number: int, words: str) -> None:
    if not 0 < number <= len(this.questions):
        raise TreefallError(f"There is no question {number}.", hint="See them: treefall week --no-input")
    app.talks.answer(this.questions[number - 1], words)


def _show(paper: Paper, this: Week) -> None:
    """Show the week without asking: what is new, what is asked, what is open."""
    paper.say((_headline(this), "bold"))
    if this.inbox:
        paper.gap()
    for work in this.inbox:
        title = (display(work.title), "bold")
        paper.row((work.id[:_SHORT], 10), ("·", 2), (title, paper.width - 26), ("", 1), (_when(paper, work), 13))
    if this.waiting:
        paper.whole((f"            and {this.waiting:,} more, once these are decided on", "dim"))
    for number, question in enumerate(this.questions, 1):
        paper.gap()
        paper.say(f"{display(question.ask)}", label=f"{number:>3}", indent=6)
        paper.say((f"({question.improves})", "dim"), indent=6)
    for words, command in _open(this):
        paper.gap()
        paper.say(words, indent=6)
        paper.whole(f"      {command}")
    paper.next(_nudge(this))


def _open(this: Week) -> Iterator[tuple[str, str]]:
    """Yield what waits, can be measured now, and is open with somebody, each with its command; safe to show."""
    if this.handed_in:
        yield f"{count(this.handed_in, 'proposal')} by assistants, not decided on.", "treefall inbox"
    if this.praised:
        yield f"{count(this.praised, 'word')} of praise found, not decided on.", "treefall praise"
    for step in this.measures:
        yield display(step.why), display(step.command)
    if this.rehearse:
        yield display(this.rehearse.why), this.rehearse.command
    for wait in this.waits:
        yield f"{display(wait.person, 40)}: {display(wait.why)}", display(wait.step.command)


def _nudge(this: Week) -> Step:
    """Return the one thing to do about being heard: where nobody listens yet, to say who does."""
    if not this.nudge and not (this.inbox or this.questions or this.last):
        return Step("treefall collect --repo PATH", "nothing is on record yet: where do you work?")
    return this.nudge or Step("treefall people NAME --as boss", "who should hear of it, and what they care about")


def _headline(this: Week) -> str:
    new = count(len(this.inbox) + this.waiting, "piece of work is", "pieces of work are")
    asked = f", {count(len(this.questions), 'question')}" if this.questions else ""
    return f"{new} not decided on{asked}." if this.inbox else f"Nothing new to decide on{asked}."


def _when(paper: Paper, work: Work) -> str:
    return paper.day(work.end)


def _go_through(app: "App", this: Week) -> None:
    """Go through the week on a terminal; every answer is recorded as it is given."""
    say(keys.wrapped(_headline(this) + " Enter skips, Ctrl-C stops; all that you said is kept."))
    _inbox(app, this)
    for question in app.talks.week().questions:
        click.echo()
        _ask(app, question)
    app.talks.gone_through()
    fresh, paper = app.talks.week(), Paper(console(), app.zone)
    for words, command in _open(fresh):
        click.echo()
        paper.say(words)
        paper.whole((f"  {command}", "bold"))
    paper.next(_nudge(fresh))


def _inbox(app: "App", this: Week) -> None:
    """Show what is new, one after the other, and do what the pressed key says."""
    waiting = list(this.inbox)
    done: list[Work] = []
    while waiting:
        work = waiting.pop(0)
        click.echo()
        who = f", with {', '.join(work.credited)}" if work.credited else ""
        say(keys.wrapped(work.title))
        hint(
            keys.wrapped(
                f"{', '.join(work.reasons) or work.kind}{who}; {count(len(work.originals), 'piece')} of evidence", "  "
            )
        )
        pressed = keys.key("", _KEYS)
        if pressed == "q":
            return
        if pressed == "u":
            waiting.insert(0, work)
            if done:
                app.undo()
                waiting.insert(0, done.pop())
            else:
                hint("There is nothing to take back here.")
        elif pressed and _act(app, pressed, work):
            done.append(work)
        elif pressed:
            waiting.insert(0, work)


def _act(app: "App", pressed: str, work: Work) -> bool:
    """Do what was pressed, and say whether anything was recorded."""
    acts: Mapping[str, Callable[[App, Work], bool]] = {
        "a": _accept,
        "d": _drop,
        "r": _rename,
        "j": _join,
        "s": _split,
    }
    try:
        return acts[pressed](app, work)
    except TreefallError as error:
        hint(display(f"{error} {error.hint}"))
        return False


def _accept(app: "App", work: Work) -> bool:
    app.shaping.accept(work)
    return True


def _drop(app: "App", work: Work) -> bool:
    app.shaping.drop(work)
    return True


def _rename(app: "App", work: Work) -> bool:
    title = keys.words("What should it be called?")
    if title:
        app.shaping.rename(work, title)
    return bool(title)


def _join(app: "App", work: Work) -> bool:
    """Join it to a piece of work of the last twelve months that is chosen by its number."""
    others = [one for one in app.listing(app.period(), 15).works if one.id != work.id]
    for number, other in enumerate(others, 1):
        say(f"  {number:>3}  {display(other.title, 70)}")
    said = keys.words("To which number does it belong?")
    if not (said.isdecimal() and 0 < int(said) <= len(others)):
        return False
    joined = app.shaping.join([others[int(said) - 1], work])
    say(keys.wrapped(f"One piece of work now: {joined.title}", "  "))
    return True


def _split(app: "App", work: Work) -> bool:
    """Take out the evidence whose numbers are named."""
    if len(work.originals) == 1:
        hint("  That is one thing only: there is nothing to take out of it.")
        return False
    for number, seen in enumerate(work.originals, 1):
        say(f"  {number:>3}  {display(seen.title, 70)}")
    said = keys.words("Which numbers are something else? (with commas)")
    wanted = {int(part) for part in said.replace(",", " ").split() if part.isdecimal()}
    ids = [seen.id for number, seen in enumerate(work.originals, 1) if number in wanted]
    if ids:
        app.shaping.split(work, ids)
    return bool(ids)


def _ask(app: "App", question: WeekQuestion) -> None:
    """Ask until the answer is understood or skipped."""
    while True:
        words = keys.words(question.ask, f"{question.improves}; Enter skips")
        try:
            app.talks.answer(question, words)
        except TreefallError as error:
            hint(display(f"{error}"))
        else:
            return


def _as_json(this: Week) -> dict[str, Any]:
    return {
        "inbox": [
            {"id": work.id, "title": work.title, "end": work.end, "reasons": work.reasons} for work in this.inbox
        ],
        "waiting": this.waiting,
        "questions": [
            {"number": number, "work": one.work.id, "slot": one.slot, "ask": one.ask, "improves": one.improves}
            for number, one in enumerate(this.questions, 1)
        ],
        "handed_in": this.handed_in,
        "praised": this.praised,
        "measures": this.measures,
        "rehearse": this.rehearse,
        "waits": [{"person": one.person, "why": one.why, "command": one.step.command} for one in this.waits],
        "next": this.nudge,
        "last": this.last,
    }


@click.command(short_help="Write a calendar that reminds you.")
@click.option("--ics", "output", required=True, type=click.Path(dir_okay=False), help="The file to write, or -.")
@click.pass_obj
def remind(home: str | None, output: str) -> None:
    """Write a calendar file: your 1:1s, Friday's review, numbers to write down before and after, what is due.

    It has no attendees, is marked private, and asks nobody for anything. Write it again whenever you like: the same
    events keep their names, so a calendar that imports it again changes them instead of doubling them.

    \b
    Examples:
      treefall remind --ics treefall.ics
      treefall remind --ics - | less
    """
    with opened(home) as app:
        content = app.talks.calendar()
        if output == "-":
            click.echo(content, nl=False)
            return
        app.write(Path(output), content)
        hint(f"Written to {display(output)}: {count(len(app.talks.reminders()), 'reminder')}.")
        for person in app.talks.undated():
            who = display(person, 40)
            hint(f"{who} is not in it: on which day do you meet? treefall people {shlex.quote(who)} --meets Thursdays")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"week": week, "remind": remind})

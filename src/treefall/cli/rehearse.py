"""Rehearsal: a question, an answer against the clock, and what was missing from it."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from time import monotonic  # how long somebody speaks is no point in time, and a home may have a "now" of its own
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..errors import TreefallError
from ..model import Debrief, Due, Progress, RehearsalQuestion, Step
from . import keys
from .doors import Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper
from .papers import form_of, hand_in, on_paper

if TYPE_CHECKING:
    from ..app import App

_MOST = 3  # questions at a time
_MOST_LISTED = 9
_MOST_LINES = 6
_LARGEST = 100_000  # bytes; a longer answer is a lecture
_INDENT = 4
_BRING = Step('treefall note "what I did"', "or treefall collect --repo PATH: then there is something to ask about")
_SECONDS = 60


@click.command(short_help="Rehearse: a hard question, a timed answer, what was missing.")
@click.argument("question", required=False, type=Words())
@click.option("--about", type=Words(), metavar="WORK", help="Ask about this piece of work alone.")
@click.option("--answer", type=click.Path(dir_okay=False, allow_dash=True), help="The answer is in FILE, or -.")
@click.option("--seconds", type=click.IntRange(0, 3600), default=0, help="How long it took to say.")
@click.option("--list", "listed", is_flag=True, help="Show what a committee may ask, the weakest place first.")
@click.option("--progress", is_flag=True, help="Show what was missing once, what is there now, what comes back.")
@click.option("--sheet", is_flag=True, help="Print the questions for somebody who plays the committee.")
@on_paper
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def rehearse(
    home: str | None,
    question: str | None,
    about: str | None,
    answer: str | None,
    seconds: int,
    listed: bool,
    progress: bool,
    sheet: bool,
    form: str | None,
    output: str | None,
    profile: str | None,
    paper: str,
    as_json: bool,
) -> None:
    """Ask what a committee will ask where your case is weakest, and say what the answer lacked.

    Type the answer, or dictate it elsewhere and hand it over by --answer. Every figure, name and date in it is
    compared with the record. What was weak comes back in three days. QUESTION is its number in --list. Nothing is
    scored, and nothing is sent.

    \b
    Examples:
      treefall rehearse
      treefall rehearse --about 1
      treefall rehearse 4 --answer said.txt --seconds 95
      treefall rehearse --list
      treefall rehearse --progress
      treefall rehearse --sheet --output questions.pdf
    """
    form_of(form, output)
    if (form or output or profile) and not sheet:
        raise click.UsageError("--format, --output and --profile go with --sheet.")
    with opened(home) as app:
        work = app.work(about) if about else None
        desk = app.rehearsing
        if sheet:
            hand_in(app, desk.sheet(work), form, output, profile, paper)
        elif progress:
            _show_progress(app, desk.progress(), as_json=as_json)
        elif listed:
            _show_list(app, desk.questions(work), as_json=as_json)
        elif answer:
            asked = desk.question(question) if question else desk.next(work)
            _show(app, desk.answered(asked, _read(answer), seconds), as_json=as_json)
        elif not as_json and sys.stdin.isatty() and sys.stdout.isatty():
            _rehearse(app, question, about)
        else:
            _show_next(app, desk.question(question) if question else desk.next(work), as_json=as_json)


# --- on a terminal


def _rehearse(app: "App", ref: str | None, about: str | None) -> None:
    """Ask, listen and say what was missing, at most three times; what was said stays, whatever comes between."""
    draft = None if ref or about else app.rehearsing.laid_aside()
    work = app.work(about) if about else None
    for number in range(1, _MOST + 1):
        asked = draft.question if draft else app.rehearsing.question(ref) if ref else app.rehearsing.next(work)
        paper = Paper(console(), app.zone)
        _ask(app, paper, asked)
        text, seconds = _listen(app, asked, draft.text if draft else "", draft.seconds if draft else 0)
        app.rehearsing.lay_aside(None)
        if text.strip():
            click.echo()
            _show_debrief(app, paper, app.rehearsing.answered(asked, text, seconds))
        else:
            app.rehearsing.passed_over(asked)
            hint("Passed over; it comes again.")
        draft = ref = None
        click.echo()
        if number == _MOST or not keys.key("Another question?", {"y": "yes"}):
            return
        click.echo()


def _ask(app: "App", paper: Paper, question: RehearsalQuestion) -> None:
    back = next((one for one in app.rehearsing.ready() if one.question.name == question.name), None)
    why = f"It comes back: {_missing(back)}" if back else f"Asked because {display(question.why)}"
    paper.say((display(question.ask), "bold"))
    paper.say((why if why.endswith((".”", "?”")) else f"{why}.", "dim"))


def _listen(app: "App", question: RehearsalQuestion, said: str, before: int) -> tuple[str, int]:
    """Read lines until an empty one, and return them with the seconds that they took; each line is kept at once."""
    if said:
        say("You broke off here:")
        say(keys.wrapped(said, "  "))
    hint("Two minutes are 200 to 300 words. The clock runs; an empty line ends it.")
    lines, began = [said] if said else [], monotonic()
    while line := _line():
        lines.append(line)
        app.rehearsing.lay_aside(question, "\n".join(lines), before + round(monotonic() - began))
    return "\n".join(lines), before + round(monotonic() - began)


def _line() -> str:
    return str(click.prompt("", prompt_suffix="> ", default="", show_default=False)).strip()


# --- screens


def _show(app: "App", found: Debrief, *, as_json: bool) -> None:
    """Show what was found of an answer: what to better, what differs, what was left unused, when it comes back."""
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    _show_debrief(app, paper, found)
    paper.next(Step("treefall rehearse", "another question"))


def _show_debrief(app: "App", paper: Paper, found: Debrief) -> None:
    paper.say((_head(found), "bold"))
    if made := ", ".join(point.value for point in type(found.rehearsal.aim) if point in found.made):
        paper.say((f"There: {made}.", "dim"))
    for number, remark in enumerate(found.remarks, 1):
        paper.say(display(remark.says), label=f"{number:>2}", indent=_INDENT)
    _differences(paper, found)
    if found.forgotten:
        paper.gap()
        paper.say(("On record, and left unused", "bold"))
    for proof in found.forgotten:
        paper.say(display(proof.text), label=" -", indent=_INDENT)
    if due := next((one for one in app.rehearsing.due() if one.question.name == found.question.name), None):
        paper.gap()
        paper.say((f"It comes back on {_day(due.on)}.", "dim"))


def _head(found: Debrief) -> str:
    said, took = count(found.words, "word"), found.rehearsal.seconds
    clock = f", in {took // _SECONDS}:{took % _SECONDS:02}" if took else ""
    if found.is_clean:
        return f"{said}{clock}: nothing is missing, and the record carries it."
    if not found.is_understood:
        missing = "compared by its figures and dates alone"
    else:
        missing = count(len(found.missed), "thing") + " missing" if found.missed else "nothing missing"
    differs = f", {len(found.differences):,} not as on record" if found.differences else ""
    return f"{said}{clock}: {missing}{differs}."


def _differences(paper: Paper, found: Debrief) -> None:
    if found.differences:
        paper.gap()
        paper.say(("Not as on record", "bold"))
    for one, then in zip(found.differences, (*found.differences[1:], None), strict=False):
        paper.say(display(one.says), label=" !", indent=_INDENT)
        if one.record and not (then and then.record == one.record):  # what several differ from stands once, below
            paper.say((f"On record: {display(one.record)}", "dim"), indent=_INDENT)


def _show_next(app: "App", question: RehearsalQuestion, *, as_json: bool) -> None:
    if as_json:
        print_json(question)
        return
    paper = Paper(console(), app.zone)
    _ask(app, paper, question)
    number = next((n for n, one in enumerate(app.rehearsing.questions(), 1) if one.name == question.name), None)
    which = number or question.name
    paper.next(Step(f"treefall rehearse {which} --answer FILE", "what you said; on a terminal it is asked"))


def _show_list(app: "App", questions: Sequence[RehearsalQuestion], *, as_json: bool) -> None:
    if as_json:
        print_json(questions)
        return
    paper = Paper(console(), app.zone)
    if not questions:
        paper.say(("Nothing to ask about yet: no work that stands and may be told is on record.", "bold"))
        paper.next(_BRING)
        return
    paper.say((f"{count(len(questions), 'question')} that a committee may ask, the weakest place first.", "bold"))
    paper.gap()
    shown = questions if paper.is_piped else questions[:_MOST_LISTED]
    for number, question in enumerate(shown, 1):
        paper.say(display(question.ask), label=f"{number:>2}", indent=_INDENT)
        paper.say((display(question.why), "dim"), indent=_INDENT)
    if len(shown) < len(questions):
        paper.whole((f"    and {len(questions) - len(shown)} more (treefall rehearse --list | less)", "dim"))
    paper.next(Step("treefall rehearse", "one question, two minutes"))


def _show_progress(app: "App", found: Progress, *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    paper.say((f"{count(found.rehearsed, 'answer')} so far." if found.rehearsed else "No answer so far.", "bold"))
    shown = found.words if paper.is_piped else found.words[:_MOST_LINES]
    for words in shown:
        paper.say(display(words), label=" -", indent=_INDENT)
    if found.due:
        paper.gap()
        paper.say(("Comes back", "bold"))
    for one in found.due if paper.is_piped else found.due[:_MOST_LINES]:
        paper.say(
            f"{_day(one.on)}  {display(one.question.ask)}", (f"  {_missing(one)}", "dim"), label=" -", indent=_INDENT
        )
    can_ask = found.rehearsed or app.rehearsing.questions()
    paper.next(Step("treefall rehearse", "what comes back, then what was never asked") if can_ask else _BRING)


def _missing(due: Due) -> str:
    """Return what the last answer lacked, one clause."""
    points = [point.value for point in type(due.last.rehearsal.aim) if point in due.last.missed]
    lacked = " and ".join(filter(None, (", ".join(points[:-1]), *points[-1:])))
    return f"missing last time: {lacked}" if lacked else "good last time"


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def _read(path: str) -> str:
    """Return the answer in the file `path`, or on standard input."""
    try:
        content = sys.stdin.buffer.read(_LARGEST + 1) if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise TreefallError(
            f"{display(path)} cannot be read: {error.strerror}.", hint="Is that where it is?"
        ) from error
    if len(content) > _LARGEST:
        raise TreefallError("That is longer than any answer.", hint="Hand over one answer at a time.")
    return content.decode(errors="replace")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"rehearse": rehearse})

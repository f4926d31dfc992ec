"""Asking forward: good questions, and what somebody expects."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..model import Expectation, Step
from .doors import Day, Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper
from .people import pasted

if TYPE_CHECKING:
    from ..app import App
    from ..model import Ask, Portrait

_SHORT = 8  # digits of an id that a person pastes
_FAR = 5 * 365  # days
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.command(short_help="Show three good questions to put to somebody.")
@click.argument("name", type=Words())
@click.option("--asked", multiple=True, type=click.IntRange(1), metavar="N", help="You asked the one of this number.")
@_json
@click.pass_obj
def questions(home: str | None, name: str, asked: tuple[int, ...], as_json: bool) -> None:
    """Show three good questions to put to NAME now, from what is missing; never the same three twice.

    What you asked comes again last.

    \b
    Examples:
      treefall questions Maya
      treefall questions Maya --asked 2
    """
    with opened(home) as app:
        found = app.growing.asked(name, asked) if asked else app.growing.questions(name)
        if as_json:
            print_json(found)
        elif asked:
            for ask in found:
                say(f"Asked: {display(ask.question or ask.name)}")
            hint("Record the answer: treefall expects, treefall cares or treefall feedback. Not so? treefall undo")
        else:
            _show_questions(app, found, app.audience.known(name))


def _show_questions(app: "App", found: "Sequence[Ask]", name: str) -> None:
    paper = Paper(console(), app.zone)
    paper.say((f"Three questions for {display(name, 60)}:", "bold"), " one is enough.")
    paper.gap()
    for number, ask in enumerate(found, 1):
        paper.say((display(ask.question), "bold"), label=f"{number:>3}", indent=5)
        paper.say((display(ask.why), "dim"), indent=5)
    paper.next(
        Step(f"treefall questions {pasted(name)} --asked 1", "once you asked it; another list: the same command")
    )


@click.command(short_help="Record what somebody expects, and what became of it.")
@click.argument("who", required=False, type=Words())
@click.argument("words", required=False, type=Words())
@click.option("--by", "due", type=Day(_FAR, coming=True), help="When it is due.")
@click.option("--on", type=Day(ahead=0), help="When it was said, or when that was. [now]")
@click.option("--confirmed", is_flag=True, help="They confirmed it in writing.")
@click.option("--answered-by", "works", multiple=True, type=Words(), metavar="WORK", help="This work answers it.")
@click.option("--met", "met", flag_value=True, type=bool, default=None, help="It was met.")
@click.option("--dropped", "met", flag_value=False, type=bool, help="It is expected no more.")
@click.option("--all", "all_", is_flag=True, help="Show what was met or dropped as well.")
@_json
@click.pass_obj
def expects(
    home: str | None,
    who: str | None,
    words: str | None,
    due: date | None,
    on: date | None,
    confirmed: bool,
    works: tuple[str, ...],
    met: bool | None,
    all_: bool,
    as_json: bool,
) -> None:
    """Record what somebody expects of you, in their WORDS, and get two lines to paste by which they confirm it.

    WHO is a name, or the beginning of an expectation's id. With an option that says what became of it, WORDS may be a
    part of what they said, or left out where they expect one thing. Without WORDS: show what is open.

    \b
    Examples:
      treefall expects Maya "A plan for refunds" --by "30 june"
      treefall expects Maya --confirmed
      treefall expects Maya refunds --answered-by 3
      treefall expects Maya refunds --met
      treefall expects
    """
    became = confirmed or bool(works) or met is not None
    if not who and (became or due or on):
        raise click.UsageError("Say who expects what.")
    with opened(home) as app:
        meant = app.growing.mentioned(Expectation, who, words) if who and words else None
        one = app.growing.of_id(Expectation, who) if who and not words else meant
        if words and who and not (became or meant):
            one = app.growing.expects(who, words, due=due, on=on)
        elif who and (became or due):
            one = one or app.growing.expectation(who, words or "")
            found = [app.work(ref) for ref in works]
            one = app.growing.agree(one, confirmed=confirmed, due=due, works=found, met=met, on=on)
        if one is None:
            closed = app.growing.closed(who or "") if all_ else ()
            _show_expectations(app, (*app.growing.expectations(who or ""), *closed), who or "", as_json=as_json)
        elif as_json:
            print_json(one)
        else:
            _show_expectation(app, one, recorded=bool(became or due or words) and one != meant)


def _show_expectation(app: "App", one: Expectation, *, recorded: bool) -> None:
    paper = Paper(console(), app.zone)
    due = f" by {paper.day(one.due)}" if one.due else ""
    verb = "expects" if not one.closed else "expected"
    paper.say(f"{display(one.person, 60)} {verb} “{display(one.words)}”{due}.")
    confirmed = f"confirmed on {paper.day(one.confirmed)}" if one.confirmed else "not confirmed yet"
    closed = f", {'met' if one.met else 'dropped'} on {paper.day(one.closed)}" if one.closed else ""
    paper.say(f"Said on {paper.day(one.at)}, {confirmed}{closed}.")
    for title in app.growing.titles(one.evidence):
        paper.say("answered by ", (display(title), "bold"), indent=2)
    ref = f"treefall expects {one.id[:_SHORT]}"
    if not (one.confirmed or one.closed):
        paper.gap()
        paper.say(("To paste, so that they confirm it:", "dim"))
        for line in app.growing.message(one).splitlines():
            paper.whole(display(line))
        paper.next(Step(f"{ref} --confirmed", "once they said yes"))
    elif not one.closed:
        may = () if one.evidence else app.growing.answering(one)
        for work in may:
            paper.say("may be answered by ", (display(work.title), "bold"), f"  ({work.id[:_SHORT]})", indent=2)
        answer = f"{ref} --answered-by {may[0].id[:_SHORT] if may else 'WORK'}"
        paper.next(Step(f"{ref} --met", "once it is") if one.evidence else Step(answer, "what you did for it"))
    if recorded:
        hint("Take it back: treefall undo")


def _show_expectations(app: "App", found: Sequence[Expectation], who: str, *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    drifting = app.growing.drifting()
    open_ = [one for one in found if not one.closed]
    head = (
        f"{count(len(open_), 'thing is', 'things are')} expected of you"
        if found
        else "Nobody is known to expect anything"
    )
    if who and not found:
        _show_none_of(paper, app.audience.portrait(who))
        return
    waits = [nudge for nudge in drifting if nudge.about in {one.id for one in found}]
    paper.say((f"{head}.", "bold"), f" {count(len(waits), 'drifts', 'drift')}." if waits else "")
    if found:
        paper.gap()
    for one in found:
        due = paper.day(one.due) if one.due else "no day"
        state = "confirmed" if one.confirmed else "unconfirmed"
        state = ("met" if one.met else "dropped") if one.closed else state
        paper.row(
            *((one.id[:_SHORT], 10), (due, 13), (display(one.person, 12), 13), (state, 13)),
            ((display(one.words), "bold"), max(20, paper.width - 49)),
        )
    if waits:
        paper.gap()
        paper.say(display(waits[0].why))
        paper.next(waits[0].step)
    elif found:
        paper.next(Step(f"treefall expects {found[0].id[:_SHORT]}", "more of the first, and what to do about it"))
    else:
        paper.next(Step('treefall expects NAME "…" --by DAY', "what somebody said that they want from you"))


def _show_none_of(paper: Paper, one: "Portrait") -> None:
    """Say that somebody is not known to expect anything; what the one before them never confirmed is the next step."""
    paper.say((f"{display(one.person.name, 60)} is not known to expect anything.", "bold"))
    left = one.handover.unconfirmed if one.handover else ()
    if left:
        before = display(left[0].person, 40)
        paper.next(Step(f"treefall expects {left[0].id[:_SHORT]}", f"to be agreed anew: {before} never confirmed it"))
    else:
        paper.next(Step(f'treefall expects {pasted(one.person.name)} "…" --by DAY', "what they said that they want"))


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"questions": questions, "expects": expects})

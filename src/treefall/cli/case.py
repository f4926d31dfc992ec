"""The case: what the record shows for each criterion of the level that is aimed for."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..model import Case, Doubt, Gate, Row, Scope, Step, Strength
from . import keys
from .doors import Day, Words, console, hint, opened, print_json
from .english import count
from .lines import Paper

if TYPE_CHECKING:
    from ..app import App

_SHORT = 8  # digits of an id that a person pastes
_MOST_TOPICS, _MOST_GAPS, _MOST_DOUBTS = 8, 3, 3  # on one screen
_TOPIC, _COUNT, _NUMBER, _GAP = 16, 11, 4, 2  # columns
_WIDEST_TOPIC = 36
_EACH = (Strength.STRONG, Strength.ONE_VOICE, Strength.NONE)


@click.command("case", short_help="Show what the record shows for your next level.")
@click.argument("criterion", required=False, type=Words())
@click.option("--shows", multiple=True, type=Words(), metavar="WORK", help="This work shows the criterion.")
@click.option("--not", "rejected", multiple=True, type=Words(), metavar="WORK", help="This work does not.")
@click.option("--all", "all_", is_flag=True, help="Every criterion, doubt and gate in full.")
@click.option(
    "--since", type=Day(ahead=0), help="Look at work from this day on. [since you are at your level; a year at least]"
)
@click.option("--until", type=Day(ahead=0), help="Look at work up to this day. [today]")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def case(
    home: str | None,
    criterion: str | None,
    shows: tuple[str, ...],
    rejected: tuple[str, ...],
    all_: bool,
    since: date | None,
    until: date | None,
    as_json: bool,
) -> None:
    """Show the case for the level that you aim for: what is strong, what rests on one voice, what nothing shows.

    A criterion is strong where two kinds of evidence or two voices show it. CRITERION is its number in the case, or a
    part of its words: what shows it, and what may. Only what you confirm counts; on a terminal one key decides each.

    \b
    Examples:
      treefall case
      treefall case 4
      treefall case 4 --shows 1 --shows 7
      treefall case 4 --not 2
      treefall case --all --since 2026-01-01
      treefall case --json
    """
    if (shows or rejected) and not criterion:
        raise click.UsageError("Say which criterion: treefall case 4 --shows 1")
    with opened(home) as app:
        period = app.period(since, until) if since or until else None
        made = app.casing.case(period)
        if not criterion:
            _show(app, made, all_=all_, as_json=as_json)
            return
        number, row = app.casing.row(made, criterion)
        for works, holds in ((shows, True), (rejected, False)):
            if works:
                app.casing.link(made, row, [app.work(ref) for ref in works], holds=holds)
        if shows or rejected:
            made = app.casing.case(period)
            row = made.rows[number - 1]
        if as_json:
            print_json(row)
            return
        _show_row(app, number, row)
        if shows or rejected:
            hint("Take it back: treefall undo")
        else:
            _decide(app, made, number, row)


def _show(app: "App", made: Case, *, all_: bool, as_json: bool) -> None:
    if as_json:
        print_json(made)
        return
    paper = Paper(console(), app.zone)
    whole = all_ or paper.is_piped
    _head(paper, made)
    paper.gap()
    if all_:
        _criteria(paper, made)
    else:
        _matrix(paper, made, whole=whole)
        _gaps(paper, made, None if whole else _MOST_GAPS)
    _doubts(paper, made.doubts, None if whole else _MOST_DOUBTS, all_=all_)
    _gates(paper, made.gates, all_=all_)
    paper.next(made.next)


def _head(paper: Paper, made: Case) -> None:
    level, (strong, one, none) = made.level, map(made.count, _EACH)
    criteria = count(len(made.rows), "criterion", "criteria")
    paper.say(
        (f"The case for {display(level.target, 40)}: {strong} of {criteria} strong, {one} on one voice, ", "bold"),
        (f"{none} shown by nothing.", "bold"),
        f" By “{display(made.rubric.title or made.rubric.name, 60)}”.",
    )
    since = f"since {paper.day(level.at)}, {count(made.scope.months, 'month')}"
    here = f"{display(level.mine, 40)} {since}. " if level.dated else ""
    paper.say((f"{here}{_wide(made.scope)}", "dim"))


def _wide(scope: Scope) -> str:
    """Return how wide the linked work is, in a sentence."""
    if not scope.works:
        return "No work is linked to a criterion yet."
    where = f" and {count(scope.places, 'repository', 'repositories')}" if scope.places else ""
    others = f", {count(len(scope.people), 'other person', 'other people')} beside you" if scope.people else ""
    return (
        f"{count(len(scope.works), 'piece')} of work in {count(len(scope.quarters), 'quarter')}{where}{others}; "
        f"{len(scope.measured)} measured, {len(scope.witnessed)} with a witness."
    )


def _matrix(paper: Paper, made: Case, *, whole: bool) -> None:
    topics = tuple(made.topics.items())
    shown = topics if whole else topics[:_MOST_TOPICS]
    room = min(_WIDEST_TOPIC, max(_TOPIC, *(len(topic) for topic, _ in shown)) + _GAP)
    paper.row(("", room), *((((each.value, "dim")), _COUNT) for each in _EACH))
    for topic, rows in shown:
        cells = (sum(row.strength is each for row in rows) for each in _EACH)
        paper.row(((display(topic), "bold"), room), *((str(cell or "-"), _COUNT) for cell in cells))
    if len(shown) < len(topics):
        paper.whole((f"and {count(len(topics) - len(shown), 'more topic')} (treefall case --all)", "dim"))


def _criteria(paper: Paper, made: Case) -> None:
    number = 0
    for topic, rows in made.topics.items():
        paper.say((display(topic), "bold"))
        for row in rows:
            number += 1
            paper.say(display(row.criterion.words), (f"  {row.strength}", "dim"), label=f"{number:>3}", indent=_NUMBER)
            for work in row.works:
                paper.line((" " * _NUMBER + f"“{display(work.title)}”", "dim"))


def _gaps(paper: Paper, made: Case, most: int | None) -> None:
    """Show what nothing shows; where there is room, with what may show it or what lies ahead."""
    gaps = [(number, row) for number, row in enumerate(made.rows, 1) if row.strength is Strength.NONE]
    if not gaps:
        return
    paper.gap()
    paper.line(("Nothing shows yet", "bold"), _part(len(gaps), most))
    for number, row in gaps[:most]:
        paper.line(f"{number:>3} {display(row.criterion.words)}")
        if most is None and row.perhaps:
            paper.line((f"    may be shown by “{display(row.perhaps[0].work.title)}”", "dim"))
        elif most is None and row.coming:
            paper.line((f"    ahead: {display(row.coming[0].words)}", "dim"))


def _doubts(paper: Paper, doubts: Sequence[Doubt], most: int | None, *, all_: bool) -> None:
    """Show what a sceptic will say; where there is room, with the answer on record."""
    if not doubts:
        return
    paper.gap()
    paper.line(("A sceptic will say", "bold"), _part(len(doubts), most))
    for doubt in doubts[:most]:
        if all_:
            paper.say(display(doubt.words), indent=2)
            answer = " ".join(said.text for said in doubt.answer)
            paper.say((f"On record: {display(answer)}" if answer else "Nothing on record.", "dim"), indent=4)
            continue
        state = "answered" if doubt.answer else "no answer"
        paper.line((f"  {state:<11}", "dim"), display(doubt.words))
        if most is None and doubt.answer:
            paper.line((f"{'':13}{display(doubt.answer[0].text)}", "dim"))


def _part(there: int, most: int | None) -> str:
    """Return how many of those there are stand below, where it is not all of them."""
    return f" ({most} of {there}; all: treefall case --all)" if most is not None and there > most else ""


def _gates(paper: Paper, gates: Sequence[Gate], *, all_: bool) -> None:
    paper.gap()
    if all_:
        paper.line(("What a committee asks first", "bold"))
        for gate in gates:
            said = f"{gate.asks}: {'yes' if gate.passed else 'no'}"
            paper.say(said, (f" ({display(gate.why)})" if gate.why else "", "dim"), indent=2)
        return
    said = ", ".join(f"{gate.name} {'yes' if gate.passed else 'no'}" for gate in gates)
    first = next((f" ({display(gate.why)})" for gate in gates if gate.why), "")
    paper.say(("A committee asks first: ", "bold"), said, (first, "dim"))


def _show_row(app: "App", number: int, row: Row) -> None:
    paper, one = Paper(console(), app.zone), row.criterion
    paper.say((f"{number}  {display(one.topic)}, {display(one.level)}: {row.strength}", "bold"))
    paper.say(display(one.words))
    for example in one.examples:
        paper.say((f"For example: {display(example)}", "dim"))
    paper.gap()
    app.casing.offered(row)
    for place, work in enumerate(row.works, 1):
        title = f"{place:>2}  shown by “{display(work.title)}”"
        paper.row((title, paper.width - _SHORT - 2), ("", 2), ((work.id[:_SHORT], "dim"), _SHORT))
    if row.works:
        voices = f"; {display(', '.join(row.voices))}" if row.voices else ""
        paper.say((", ".join(row.proofs) + voices, "dim"), indent=_NUMBER)
    for each in row.coming:
        paper.say(f"ahead: {display(each.words)}", (f"  {display(each.why)}", "dim"), indent=_NUMBER)


def _decide(app: "App", made: Case, number: int, row: Row) -> None:
    """Show what may show the criterion; on a terminal ask about each."""
    if not row.perhaps:
        work = "another work" if row.works else "work"
        hint(f"Nothing on record suggests {work} for it. If some shows it: treefall case {number} --shows WORK")
        return
    paper = Paper(console(), app.zone)
    is_asked = sys.stdin.isatty() and sys.stdout.isatty()
    for place, each in enumerate(row.perhaps, len(row.works) + 1):
        said, why = f"may be shown by “{display(each.work.title)}”", display(each.why)
        if not is_asked:
            paper.say(said, (f"  {each.work.id[:_SHORT]}: {why}", "dim"), label=f"{place:>2}", indent=_NUMBER)
        elif pressed := keys.key(f"{said}: {why}. Is it?", {"y": "yes", "n": "no"}):
            app.casing.link(made, row, [each.work], holds=pressed == "y")
    if not is_asked:
        first = row.perhaps[0].work.id[:_SHORT]
        paper.next(Step(f"treefall case {number} --shows {first}", "if it does; else --not"))


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"case": case})

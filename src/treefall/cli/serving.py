"""What serves what: work and priorities, and words and those who hear them."""

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..model import Aim, Ranked, Step, Term, Unserved
from . import keys
from .doors import Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper
from .people import pasted, quoted

if TYPE_CHECKING:
    from ..app import App
    from ..model import Work

_SHORT = 8  # digits of an id that a person pastes
_ROWS = 12
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.command(short_help="Tie your work to what somebody cares about.")
@click.argument("work", required=False, type=Words())
@click.argument("aim", required=False, type=Words())
@click.option("--no", "rejected", is_flag=True, help="It does not serve that.")
@click.option(
    "--for", "name", type=Words(), metavar="NAME", help="Show your work in the order in which it matters to NAME."
)
@_json
@click.pass_obj
def serves(
    home: str | None, work: str | None, aim: str | None, rejected: bool, name: str | None, as_json: bool
) -> None:
    """Say that WORK serves what somebody cares about, or a goal; what you confirm teaches the next suggestion.

    AIM is a part of its words, or the beginning of its id. Without AIM at most three suggestions are made, by words;
    on a terminal one key decides each. Without WORK: what of the last twelve months serves nothing that anybody named.

    \b
    Examples:
      treefall serves
      treefall serves 1
      treefall serves 1 checkout
      treefall serves 2 checkout --no
      treefall serves --for Maya
    """
    if (rejected and not aim) or (name and work):
        raise click.UsageError("Say it like this: treefall serves WORK AIM --no, or treefall serves --for NAME.")
    with opened(home) as app:
        if work and aim:
            found = app.work(work)
            decided = app.audience.serves(found, aim, holds=not rejected)
            if as_json:
                print_json(decided)
            else:
                _say_decided(app, found, decided, holds=not rejected)
        elif work:
            _decide(app, app.work(work), as_json=as_json)
        elif name:
            _show_ranked(app, app.audience.ranked(name), name, as_json=as_json)
        else:
            _show_unserved(app, app.audience.unserved(app.period()), as_json=as_json)


def _say_decided(app: "App", work: "Work", aim: Aim, *, holds: bool) -> None:
    say(f"{display(work.title)} {'serves' if holds else 'does not serve'} {quoted(Paper(console(), app.zone), aim)}.")
    hint("Take it back: treefall undo")


def _decide(app: "App", work: "Work", *, as_json: bool) -> None:
    """Show what `work` serves and may serve; on a terminal ask about each that it may."""
    serving, suggested = app.audience.served(work), app.audience.suggested(work)
    if as_json:
        print_json({"serves": serving, "suggested": suggested})
        return
    paper = Paper(console(), app.zone)
    paper.say((display(work.title), "bold"))
    for aim in serving:
        paper.say("serves ", quoted(paper, aim), indent=2)
    if not suggested:
        _nothing_likely(app, work, known=bool(serving))
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        for one in suggested:
            paper.say(
                "may serve ", quoted(paper, one.aim), (f"  by: {display(', '.join(one.shared))}", "dim"), indent=2
            )
        paper.next(
            Step(f"treefall serves {work.id[:_SHORT]} {suggested[0].aim.id[:_SHORT]}", "if it does; else with --no")
        )
        return
    for one in suggested:
        pressed = keys.key(f"Does it serve {quoted(paper, one.aim)}?", {"y": "yes", "n": "no"})
        if pressed:
            app.audience.serves(work, one.aim.id, holds=pressed == "y")


def _nothing_likely(app: "App", work: "Work", *, known: bool) -> None:
    if known:
        hint("No other suggestion. Not so? treefall undo")
    elif app.audience.aims():
        hint(
            f'Its words meet nothing that anybody named. If it serves something: treefall serves {work.id[:_SHORT]} "…"'
        )
    else:
        hint('Nobody named anything yet: treefall cares NAME "…", or treefall goal "…"')


def _show_ranked(app: "App", found: Sequence[Ranked], name: str, *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    serving = sum(bool(each.serves) for each in found)
    who = display(app.audience.known(name), 40)
    verb = "serves" if serving == 1 else "serve"
    head = f"{serving} of {count(len(found), 'piece')} of work {verb} what {who} or the business named."
    paper.say((head, "bold"))
    paper.gap()
    shown = found if paper.is_piped else found[:_ROWS]
    for number, each in enumerate(shown, 1):
        paper.row((f"{number:>3}", 4), ((display(each.work.title), "bold"), paper.width - 4))
        if why := each.why or (f"perhaps “{each.perhaps[0].aim.words}”" if each.perhaps else ""):
            paper.say((display(why), "dim"), indent=6)
    if len(shown) < len(found):
        paper.whole(
            (f"      and {len(found) - len(shown):,} more (treefall serves --for {pasted(name)} | less)", "dim")
        )
    open_ = next((number for number, each in enumerate(shown, 1) if each.perhaps and not each.serves), 0)
    step = (
        Step(f"treefall serves {open_}", "decide what it serves")
        if open_
        else Step(f"treefall 1:1 {pasted(name)}", "tell what matters")
    )
    paper.next(step)


def _show_unserved(app: "App", found: Unserved, *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    total = len(found.none) + len(found.perhaps) + len(found.served)
    if not app.audience.aims() and not found.served:
        paper.say(("Nobody has named anything yet that your work could serve.", "bold"))
        paper.next(Step('treefall cares NAME "…"', "what somebody cares about, in their own words"))
        return
    nothing = len(found.none)
    verb, them = ("serves", "it") if nothing == 1 else ("serve", "them")
    head = f"{nothing} of your {count(total, 'piece')} of work {verb} nothing that anybody named."
    paper.say(
        (head, "bold"),
        f" That says nothing against {them}: perhaps nobody was asked, or the words differ." if nothing else "",
    )
    confirmed = (
        f"{len(found.served)} of all {'serves' if len(found.served) == 1 else 'serve'} something, as you confirmed"
        if found.served
        else "You confirmed none so far"
    )
    paper.say(f"{confirmed}; {f'{len(found.perhaps)} may' if found.perhaps else 'nothing else is suggested'}.")
    paper.gap()
    listed = (*found.perhaps, *found.none)
    shown = listed if paper.is_piped else listed[:_ROWS]
    for number, work in enumerate(shown, 1):
        state = "perhaps" if number <= len(found.perhaps) else "nothing"
        paper.row((f"{number:>3}", 4), ((display(work.title), "bold"), paper.width - 16), ("", 2), ((state, "dim"), 10))
    if len(shown) < len(listed):
        paper.whole((f"      and {len(listed) - len(shown):,} more (treefall serves | less)", "dim"))
    if found.perhaps:
        paper.next(Step("treefall serves 1", "one key decides what it serves"))
    else:
        paper.next(
            Step("treefall questions NAME", "ask what would make it worth it")
            if found.none
            else Step("treefall people", "who is to hear of it")
        )


@click.command(short_help="Record how a word is said to somebody.")
@click.argument("name", type=Words())
@click.argument("term", required=False, type=Words())
@click.argument("words", required=False, type=Words())
@click.option("--known", is_flag=True, help="They use the term themselves.")
@_json
@click.pass_obj
def term(home: str | None, name: str, term: str | None, words: str | None, known: bool, as_json: bool) -> None:
    """Record how TERM is said to NAME, in every text for them; without TERM show which words they never used.

    \b
    Examples:
      treefall term Maya
      treefall term Maya idempotency "charging only once"
      treefall term Maya p95 --known
    """
    if bool(term) != bool(words or known) or (words and known):
        raise click.UsageError('Say it like this: treefall term NAME TERM "WORDS", or --known.')
    with opened(home) as app:
        if term:
            said = app.audience.says(name, term, words or "")
            if as_json:
                print_json(said)
                return
            how = f"“{display(said.words)}”" if said.words else "as it is"
            say(f"To {display(said.person, 60)} “{display(said.term)}” is said {how}.")
            hint("Take it back: treefall undo")
        else:
            who = app.audience.known(name)
            _show_terms(app, who, app.audience.terms(who), app.audience.unfamiliar(who), as_json=as_json)


def _show_terms(app: "App", name: str, terms: Sequence[Term], open_: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print_json({"terms": terms, "never_used": open_})
        return
    paper, who = Paper(console(), app.zone), display(name, 40)
    words = count(len(open_), "word")
    paper.say(
        (
            f"Your strongest work has {words} that {who} never used."
            if open_
            else f"No word of your strongest work is new to {who}.",
            "bold",
        )
    )
    paper.gap()
    for word in open_:
        paper.say(f"How would you say “{display(word)}” to {who}?", indent=2)
    for one in terms:
        paper.say(f"{display(one.term)}: {display(one.words) or 'as it is'}", indent=2)
    if open_:
        paper.next(Step(f'treefall term {pasted(name)} {pasted(open_[0])} "…"', "or --known, where they know it"))


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"serves": serves, "term": term})

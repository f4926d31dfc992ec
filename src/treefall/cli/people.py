"""Who listens: people, what each cares about, and what the business wants."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..errors import TreefallError
from ..model import Aim, Expectation, Goal, Listens, Person, Portrait, Ranked, Rhythm, Step
from .doors import Day, Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper

if TYPE_CHECKING:
    from ..app import App

_LABEL = 19
_MOST = 5  # of one sort that a terminal shows
_SHORT = 8  # digits of an id that a person pastes
_NAME, _ROLE, _NUMBER = 18, 14, 9
_FAR = 5 * 365  # days
_ROLES = MappingProxyType(
    {
        "boss": Listens.BOSS,
        "boss-of-boss": Listens.BOSS_OF_BOSS,
        "peer": Listens.PEER,
        "committee": Listens.COMMITTEE,
        "other": Listens.OTHER,
    }
)
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.command(short_help="Show who listens, or say who somebody is.")
@click.argument("name", required=False, type=Words())
@click.option("--as", "role", type=click.Choice(tuple(_ROLES)), help="What they are to you.")
@click.option("--reports-to", type=Words(), metavar="NAME", help="Who is their boss.")
@click.option("--meets", type=Words(), metavar="WHEN", help="How often you meet: Thursdays, every second Monday, ….")
@click.option("--note", "notes", metavar="WORDS", help="What you want to remember about them; in no text, ever.")
@click.option("--follows", type=Words(), metavar="NAME", help="Whose place they took: a new boss.")
@click.option("--left", is_flag=True, help="They listen no more.")
@click.option("--on", type=Day(ahead=0), help="With --follows and --left: since when. [now]")
@click.option("--ics", type=click.Path(dir_okay=False), help="Propose how often you meet, from a calendar.")
@click.option("--from-calendar", is_flag=True, help="Propose it from the calendars that you collect.")
@_json
@click.pass_obj
def people(
    home: str | None,
    name: str | None,
    role: str | None,
    reports_to: str | None,
    meets: str | None,
    notes: str | None,
    follows: str | None,
    left: bool,
    on: date | None,
    ics: str | None,
    from_calendar: bool,
    as_json: bool,
) -> None:
    """Show who listens, what each cares about and knows; with NAME one of them; with options say who that is.

    Nothing about anybody leaves this machine. A new boss who --follows another takes over what that one confirmed, and
    has heard nothing yet.

    \b
    Examples:
      treefall people
      treefall people Maya --as boss --reports-to Nadia --meets Thursdays
      treefall people Maya
      treefall people Olga --follows Maya --on "last monday"
      treefall people --ics ~/calendar.ics
      treefall people --from-calendar
    """
    said = role or reports_to or meets or notes is not None or follows or left
    if not name and (said or on):
        raise click.UsageError("Say who: treefall people NAME …")
    with opened(home) as app:
        if ics or from_calendar:
            _show_rhythms(app, app.audience.rhythms(Path(ics) if ics else None), as_json=as_json)
        elif name and said:
            card = app.audience.person(
                name,
                listens=_ROLES[role] if role else None,
                reports_to=reports_to,
                rhythm=meets,
                notes=notes,
                follows=follows or "",
                left=left,
                on=on,
            )
            _show_card(app, card, as_json=as_json)
        elif name:
            _show_portrait(app, app.audience.portrait(name), as_json=as_json)
        else:
            _show_everybody(app, app.audience.people(), as_json=as_json)


def _show_card(app: "App", card: Person, *, as_json: bool) -> None:
    if as_json:
        print_json(card)
        return
    say(f"{display(card.name, 60)}: {_described(card)}.")
    other = [one for one in app.audience.people() if one.person.listens is Listens.BOSS and not one.person.left]
    also = [one.person.name for one in other if one.person.name != card.name]
    if card.follows:
        hint(f"They have heard nothing yet. What they should know first: treefall catch-up {pasted(card.name)}")
    elif card.listens is Listens.BOSS and also:
        was = f"treefall people {pasted(card.name)} --follows {pasted(also[0])}"
        hint(f"{display(also[0], 40)} is your boss as well. If {display(card.name, 40)} took over: {was}")
    hint("Take it back: treefall undo")


def _show_rhythms(app: "App", found: Sequence[Rhythm], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    if not found:
        raise TreefallError(
            "The calendar repeats no meeting of two.", hint="Say it yourself: treefall people NAME --meets Thursdays"
        )
    paper = Paper(console(), app.zone)
    paper.say((f"The calendar shows {count(len(found), 'regular 1:1')}.", "bold"), " Nothing was recorded.")
    paper.gap()
    for one in found:
        paper.row((f"  {display(one.name, 40)}", 26), (one.words, 24), ((display(one.title, 60), "dim"), 28))
    paper.gap()
    for one in found:
        role = "" if one.known else " --as other"
        paper.whole(f"treefall people {pasted(one.name)} --meets {shlex.quote(one.words)}{role}")


def _show_everybody(app: "App", found: Sequence[Portrait], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    listening = [one for one in found if one.person.left is None]
    if not found:
        paper.say(("Nobody is known to listen.", "bold"), " Start with your boss: whose words decide about you.")
        paper.next(Step("treefall people NAME --as boss", "and then what they care about, in their words"))
        return
    paper.say((f"{count(len(listening), 'person listens', 'people listen')}.", "bold"))
    paper.gap()
    head = (("who", _NAME), ("is", _ROLE), ("cares for", _NUMBER + 2), ("expects", _NUMBER), ("criticism", _NUMBER + 2))
    paper.row(("", 2), *(((words, "dim"), width) for words, width in (*head, ("told of", 12))))
    for one in found:
        _row(paper, one)
    paper.next(_next_of_all(listening))


def _row(paper: Paper, one: Portrait) -> None:
    role = "left" if one.person.left else one.person.listens
    told = f"{one.told} of {one.tellable}" if one.tellable else "-"
    numbers = ((len(one.cares), _NUMBER + 2), (len(one.expects), _NUMBER), (len(one.feedback), _NUMBER + 2))
    cells = ((str(number) if number else "-", width) for number, width in numbers)
    paper.row(("", 2), ((display(one.person.name, _NAME - 2), "bold"), _NAME), (role, _ROLE), *cells, (told, 12))


def _next_of_all(listening: Sequence[Portrait]) -> Step:
    bosses = [one for one in listening if one.person.listens is Listens.BOSS]
    if not bosses:
        return Step("treefall people NAME --as boss", "nobody is known to be your boss")
    boss = bosses[0]
    if not boss.cares:
        return Step(f'treefall cares {pasted(boss.person.name)} "…"', "what they care about, in their own words")
    return Step(f"treefall people {pasted(boss.person.name)}", "what is open, and what matters to them")


def _show_portrait(app: "App", one: Portrait, *, as_json: bool) -> None:
    if as_json:
        print_json(one)
        return
    paper = Paper(console(), app.zone)
    name = display(one.person.name, 60)
    paper.say((name, "bold"), f", {_described(one.person)}.")
    if one.tellable:
        paper.say(f"Told of {one.told} of your {count(one.tellable, 'piece')} of work of the last twelve months.")
    paper.gap()
    for label, lines in _known(paper, one).items():
        shown = lines if paper.is_piped else lines[:_MOST]
        for number, line in enumerate(shown):
            paper.say(line, label=label if number == 0 else "", indent=_LABEL)
        if len(shown) < len(lines):
            more = f"and {len(lines) - len(shown):,} more (treefall people {pasted(one.person.name)} | less)"
            paper.say((more, "dim"), indent=_LABEL)
    paper.next(_next_of_one(one))


def _known(paper: Paper, one: Portrait) -> Mapping[str, list[str]]:
    """Return what is known of somebody, label by label, without the labels that nothing is known of."""
    found = {
        "Cares about": [quoted(paper, aim) for aim in one.cares],
        "Expects": [_expected(paper, one.person, expectation) for expectation in one.expects],
        "Open criticism": [f"“{display(f.words)}”, {paper.day(f.at)}  ({f.id[:_SHORT]})" for f in one.feedback],
        "Waits": [display(nudge.why) for nudge in one.nudges],
        "Would matter": [f"{display(each.work.title)} ({_why(each)})" for each in one.mattering],
        "Testified": [f"“{display(t.words)}”, {paper.day(t.at)}" for t in one.testimonials],
        "Never used": [display(", ".join(one.unfamiliar))] if one.unfamiliar else [],
        "Is told": [f"{display(t.term)}: {display(t.words or t.term)}" for t in one.terms],
        "Note to myself": [display(one.person.notes)] if one.person.notes else [],
    }
    return {label: lines for label, lines in found.items() if lines}


def _expected(paper: Paper, person: Person, one: Expectation) -> str:
    """Return what somebody expects, by when; of what their predecessor had agreed, with whom and when."""
    due = f" by {paper.day(one.due)}" if one.due else ""
    agreed = f", agreed with {display(one.person, 40)} on {paper.day(one.confirmed)}" if one.confirmed else ""
    return f"“{display(one.words)}”{due}{agreed if one.person != person.name else ''}  ({one.id[:_SHORT]})"


def _why(each: Ranked) -> str:
    """Say in a few words why a piece of work would matter to somebody."""
    aim = each.serves[0] if each.serves else each.perhaps[0].aim
    return f"{'' if each.serves else 'perhaps '}“{display(aim.words, 120)}”"


def _next_of_one(one: Portrait) -> Step:
    name = pasted(one.person.name)
    if one.person.left:
        return Step("treefall people", "who listens now")
    if one.nudges:
        return one.nudges[0].step
    if not one.cares:
        return Step(f'treefall cares {name} "…"', "what they care about, in their own words")
    if one.unfamiliar:
        return Step(f'treefall term {name} {shlex.quote(one.unfamiliar[0])} "…"', "how you would say it to them")
    return Step(f"treefall questions {name}", "what to ask next time")


def quoted(paper: Paper, aim: Aim) -> str:
    """Return what may be served, safe to show: in the words that were said, with where and when."""
    words = f"“{display(aim.words)}”"
    place = f"{display(aim.place, 40)}, " if aim.place else ""
    if isinstance(aim, Goal):
        until = f" until {paper.day(aim.until)}" if aim.until else ""
        beside = (place.removesuffix(", ") + (f",{until}" if place and until else until)).strip()
        return f"{words} ({beside or 'a goal'})"
    return f"{words} ({place}{paper.day(aim.at)})"


def _described(card: Person) -> str:
    """Return what somebody is, as the end of a sentence: "your boss, reports to Nadia, 1:1 Thursdays"."""
    roles = {Listens.BOSS: "your boss", Listens.BOSS_OF_BOSS: "your boss's boss", Listens.PEER: "a peer"}
    roles |= {Listens.COMMITTEE: "on the committee", Listens.OTHER: "listens"}
    parts = ["left" if card.left else roles[card.listens]]
    parts += [f"reports to {display(card.reports_to, 60)}"] if card.reports_to else []
    parts += [f"follows {display(card.follows, 60)}"] if card.follows else []
    parts += [f"1:1 {display(card.rhythm, 60)}"] if card.rhythm else []
    return ", ".join(parts)


def pasted(name: str) -> str:
    """Return `name`, safe to show, as it stands in a command that is pasted."""
    return shlex.quote(display(name))


@click.command(short_help="Record what somebody cares about, in their own words.")
@click.argument("name", type=Words())
@click.argument("words", required=False, type=Words())
@click.option("--at", "place", type=Words(), metavar="PLACE", help="Where they said it: 1:1, all-hands, ….")
@click.option("--on", type=Day(ahead=0), help="When they said it. [now]")
@click.option("--no-more", is_flag=True, help="It is a priority no more; WORDS may be a part of it.")
@_json
@click.pass_obj
def cares(
    home: str | None, name: str, words: str | None, place: str | None, on: date | None, no_more: bool, as_json: bool
) -> None:
    """Record what NAME cares about, in their own WORDS; without WORDS show it.

    \b
    Examples:
      treefall cares Maya "Checkout must not lose orders" --at 1:1 --on "last thursday"
      treefall cares Maya
      treefall cares Maya checkout --no-more
    """
    if not words and (place or on):
        raise click.UsageError("Say what they care about, in quotes.")
    with opened(home) as app:
        paper = Paper(console(), app.zone)
        if not words and not no_more:
            _show_cares(app, paper, app.audience.known(name), as_json=as_json)
            return
        if no_more:
            one = app.audience.cares_no_more(name, words or "", on=on)
        else:
            one = app.audience.cares(name, words or "", place=place or "", on=on)
        if as_json:
            print_json(one)
            return
        say(f"{display(one.person, 60)} {'cared' if no_more else 'cares'} about {quoted(paper, one)}.")
        hint("What of your work serves it? treefall serves" if not no_more else "Take it back: treefall undo")


def _show_cares(app: "App", paper: Paper, name: str, *, as_json: bool) -> None:
    found = app.audience.priorities(name)
    if as_json:
        print_json(found)
        return
    shown = display(name, 60)
    paper.say(
        (
            f"{shown} cares about {count(len(found), 'thing')}."
            if found
            else f"Nobody knows what {shown} cares about.",
            "bold",
        )
    )
    if found:
        paper.gap()
    for one in found:
        paper.say(quoted(paper, one), indent=2)
    paper.next(Step(f"treefall questions {pasted(name)}", "what to ask, to know more"))


@click.command(short_help="Record what the business wants.")
@click.argument("words", required=False, type=Words())
@click.option("--since", type=Day(), help="Its first day. [today]")
@click.option("--until", type=Day(_FAR, coming=True), help="Its last day.")
@click.option("--measure", type=Words(), help="By what it is judged.")
@click.option("--at", "place", type=Words(), metavar="PLACE", help="Where it stands: OKR Q3, budget, ….")
@_json
@click.pass_obj
def goal(
    home: str | None,
    words: str | None,
    since: date | None,
    until: date | None,
    measure: str | None,
    place: str | None,
    as_json: bool,
) -> None:
    """Record what the business wants in a period, as it was published; without WORDS show all of it.

    \b
    Examples:
      treefall goal "Win back lost carts" --until "end of september" --measure "conversion 3 %" --at "OKR Q3"
      treefall goal
    """
    if not words and (since or until or measure or place):
        raise click.UsageError("Say what the business wants, in quotes.")
    with opened(home) as app:
        paper = Paper(console(), app.zone)
        if words:
            one = app.audience.goal(words, since=since, until=until, measure=measure or "", place=place or "")
            if as_json:
                print_json(one)
                return
            say(f"The business wants {quoted(paper, one)}.")
            hint("What of your work serves it? treefall serves")
        elif as_json:
            print_json(app.audience.goals(over=True))
        else:
            _show_goals(paper, app.audience.goals())


def _show_goals(paper: Paper, found: Sequence[Goal]) -> None:
    paper.say(
        (
            f"The business wants {count(len(found), 'thing')}."
            if found
            else "Nobody wrote down what the business wants.",
            "bold",
        )
    )
    if found:
        paper.gap()
    for one in found:
        measure = f"; judged by {display(one.measure)}" if one.measure else ""
        paper.say(quoted(paper, one) + measure, indent=2)
    step = (
        Step("treefall serves", "which of your work serves what")
        if found
        else Step('treefall goal "…"', "from the last all-hands, or the OKR page")
    )
    paper.next(step)


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"people": people, "cares": cares, "goal": goal})

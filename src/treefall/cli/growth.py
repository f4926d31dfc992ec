"""What came back, what others testified, and what was learned."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..errors import NotFound
from ..model import Feedback, Learning, Listens, Outcome, Step, Testimonial
from .doors import Day, Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper

if TYPE_CHECKING:
    from ..app import App
    from ..model import Evidence

_SHORT = 8  # digits of an id that a person pastes
_LABEL = 14
_MOST_CERTIFICATES = 8  # that are shown at a time
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
_on = click.option("--on", type=Day(ahead=0), help="When that was. [now]")


@click.command(short_help="Record what came back, and what you changed.")
@click.argument("who", required=False, type=Words())
@click.argument("words", required=False, type=Words())
@click.option("--praise", is_flag=True, help="It is praise; else it is criticism.")
@click.option("--change", type=Words(), metavar="WORDS", help="What you will do differently.")
@click.option("--did", "works", multiple=True, type=Words(), metavar="WORK", help="This work shows that you did.")
@click.option("--confirmer", type=Words(), metavar="NAME", help="Who can confirm the change.")
@click.option("--asked", is_flag=True, help="You asked them whether it changed.")
@click.option("--private/--not-private", default=None, help="It is in no text for others, ever.")
@click.option("--confirmed", "confirmation", type=Words(), metavar="WORDS", help="Their answer: it is closed.")
@_on
@click.option("--all", "all_", is_flag=True, help="Show praise and what is closed as well.")
@_json
@click.pass_obj
def feedback(
    home: str | None,
    who: str | None,
    words: str | None,
    praise: bool,
    change: str | None,
    works: tuple[str, ...],
    confirmer: str | None,
    asked: bool,
    private: bool | None,
    confirmation: str | None,
    on: date | None,
    all_: bool,
    as_json: bool,
) -> None:
    """Record what somebody said of your work, in their WORDS; then what you changed, and who confirmed it.

    WHO is a name, or the beginning of an item's id. Criticism is closed only by somebody else's words. With an option
    that says what became of it, WORDS may be a part of what they said. Without WORDS: show what is open.

    \b
    Examples:
      treefall feedback Maya "Your designs come too late for me to object"
      treefall feedback Maya designs --change "A page before I build" --confirmer Grace
      treefall feedback Maya designs --did 3
      treefall feedback Maya designs --confirmed "I read the last two in time"
      treefall feedback Maya "Great year" --praise
      treefall feedback Maya "You look tired of us" --private
      treefall feedback
    """
    became = bool(change or works or confirmer or asked or confirmation)
    if not who and (became or praise or private is not None or on):
        raise click.UsageError("Say who said what.")
    with opened(home) as app:
        meant = app.growing.mentioned(Feedback, who, words) if who and words else None
        one = app.growing.of_id(Feedback, who) if who and not words else meant
        if words and who and not (became or meant):
            one = app.growing.feedback(who, words, praise=praise, private=bool(private), on=on)
        elif who and (became or private is not None):
            one = one or app.growing.item(who, words or "")
            one = app.growing.act_on(
                one,
                change=change or "",
                works=[app.work(ref) for ref in works],
                confirmer=confirmer or "",
                asked=asked,
                confirmation=confirmation or "",
                private=private,
                on=on,
            )
        if one is None:
            found = app.growing.all_feedback(who or "") if all_ else app.growing.open_feedback(who or "")
            _show_feedback(app, found, as_json=as_json)
        elif as_json:
            print_json(one)
        else:
            _show_item(app, one, recorded=bool(became or words or private is not None) and one != meant)


def _show_item(app: "App", one: Feedback, *, recorded: bool) -> None:
    paper = Paper(console(), app.zone)
    said = "said" if not one.praise else "praised"
    paper.say(f"{display(one.person, 60)} {said} on {paper.day(one.at)}: “{display(one.words)}”")
    if one.private:
        paper.say(("Private: in no text for others.", "dim"))
    lines = {
        "What I change": [display(one.change)],
        "What I did": [display(title) for title in app.growing.titles(one.answered_by)],
        "Who can tell": [display(one.confirmer, 60) + (f", asked on {paper.day(one.asked)}" if one.asked else "")],
        "Confirmed": [f"“{display(one.confirmation)}”, {paper.day(one.confirmed)}"] if one.confirmed else [],
    }
    for label, texts in lines.items():
        for text in filter(None, texts):
            paper.say(text, label=label, indent=_LABEL + 2)
    follow_up = app.growing.follow_up(one) if not (one.change or one.confirmed) else ""
    if follow_up:
        paper.gap()
        paper.say(
            ("That is kind, and cannot be used yet. Ask:" if one.praise else "That is hard to act on yet. Ask:", "dim")
        )
        paper.whole(follow_up)
    waits = [nudge for nudge in app.growing.nudges() if nudge.about == one.id]
    if waits:
        paper.next(waits[0].step)
    if recorded:
        hint("Take it back: treefall undo")


def _show_feedback(app: "App", found: Sequence[Feedback], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    open_ = [one for one in found if not (one.praise or one.confirmed)]
    head = (
        f"{count(len(open_), 'piece')} of criticism {'is' if len(open_) == 1 else 'are'} open."
        if open_
        else "No criticism is open."
    )
    paper.say((head, "bold"))
    if found:
        paper.gap()
    for one in found:
        state = "praise" if one.praise else "closed" if one.confirmed else "open"
        paper.row(
            *((one.id[:_SHORT], 10), (paper.day(one.at), 13), (display(one.person, 12), 13), (state, 8)),
            ((display(one.words), "bold"), max(20, paper.width - 44)),
        )
    nudges = app.growing.feedback_nudges()
    if nudges:
        paper.gap()
        paper.say(f"{display(nudges[0].person, 40)}: {display(nudges[0].why)}")
        paper.next(nudges[0].step)
    elif not found:
        paper.next(Step('treefall feedback NAME "…"', "what they said, to the letter; --praise for praise"))


@click.command(short_help="Keep somebody's exact words, and for whom they may be used.")
@click.argument("who", required=False, type=Words())
@click.argument("words", required=False, type=Words())
@click.option("--about", "works", multiple=True, type=Words(), metavar="WORK", help="Of which work.")
@click.option(
    "--for",
    "audiences",
    multiple=True,
    type=Words(),
    metavar="WHO",
    help="boss, committee, …, or a name; may be repeated.",
)
@click.option("--at", "place", type=Words(), metavar="PLACE", help="Where they said it.")
@_on
@click.option("--withdrawn", is_flag=True, help="They want it used no more: it is in no text from now on.")
@click.option("--allowed", is_flag=True, help="They allow it again.")
@_json
@click.pass_obj
def testimonial(
    home: str | None,
    who: str | None,
    words: str | None,
    works: tuple[str, ...],
    audiences: tuple[str, ...],
    place: str | None,
    on: date | None,
    withdrawn: bool,
    allowed: bool,
    as_json: bool,
) -> None:
    """Keep the exact WORDS of somebody about your work; nobody but you sees them unless you say for whom they are.

    WHO is a name, or the beginning of a testimonial's id. Without WORDS: show what there is.

    \b
    Examples:
      treefall testimonial Grace "The drill saved our weekend" --about 2 --for boss --for committee
      treefall testimonial Grace drill --withdrawn
      treefall testimonial
    """
    if withdrawn and allowed:
        raise click.UsageError("Either --withdrawn or --allowed.")
    meant = [audience(one) for one in audiences]
    with opened(home) as app:
        known = app.growing.mentioned(Testimonial, who, words) if who and words else None
        one = app.growing.of_id(Testimonial, who) if who and not words else known
        about = [app.work(ref) for ref in works]
        if who and (withdrawn or allowed or (one and (meant or about))):
            one = one or app.growing.testified(who, words or "")
            one = app.growing.allow(
                one, audiences=meant, works=about, consent=not withdrawn and (allowed or one.consent)
            )
        elif who and words and not known:
            one = app.growing.testimonial(who, words, works=about, audiences=meant, place=place or "", on=on)
        if one is None:
            _show_testimonials(app, app.growing.testimonials(who or ""), as_json=as_json)
        elif as_json:
            print_json(one)
        else:
            _show_testimonial(one)


def audience(word: str) -> str:
    """Return the role that `word` means, else `word`: a name."""
    with suppress(ValueError):
        return Listens(word.lower())
    return Listens.BOSS_OF_BOSS if word.lower() == "boss-of-boss" else word


def _show_testimonial(one: Testimonial) -> None:
    who = display(one.person, 60)
    if not one.consent:
        say(f"What {who} said is in no text from now on. (treefall undo, or --allowed)")
        return
    whom = display(", ".join(one.audiences), 200) or "nobody but you"
    say(f"{who}: “{display(one.words)}”")
    say(f"May be used for: {whom}.")
    hint(
        "Did they agree to that? Take it back: treefall undo"
        if one.audiences
        else f"For others: treefall testimonial {one.id[:_SHORT]} --for boss"
    )


def _show_testimonials(app: "App", found: Sequence[Testimonial], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    usable = [one for one in found if one.consent]
    paper.say(
        (
            f"{count(len(usable), 'testimonial')} may be used."
            if usable
            else "There is no testimonial that may be used.",
            "bold",
        )
    )
    if found:
        paper.gap()
    for one in found:
        whom = display(", ".join(one.audiences), 40) or "only me"
        words = f"“{display(one.words)}”" if one.consent else "withdrawn, in no text"
        paper.row(
            (one.id[:_SHORT], 10),
            (paper.day(one.at), 13),
            (display(one.person, 12), 13),
            (whom, 18),
            (words, max(20, paper.width - 54)),
        )
    if not found:
        paper.next(Step('treefall testimonial NAME "…"', "somebody's exact words about your work"))


@click.command(short_help="Record what you learned, and what came of it.")
@click.argument("what", required=False, type=Words())
@click.option("--from", "origin", type=Words(), help="From where: a course, a certificate, a book, an experiment.")
@click.option("--adopted", "adopted", type=Words(), metavar="WORDS", help="What was adopted.")
@click.option("--against", "against", type=Words(), metavar="WORDS", help="It was decided against: the reason.")
@click.option("--taught", "taught", type=Words(), metavar="WORDS", help="Who was taught.")
@click.option("--used", "works", multiple=True, type=Words(), metavar="WORK", help="This work used it.")
@_on
@_json
@click.pass_obj
def learned(
    home: str | None,
    what: str | None,
    origin: str | None,
    adopted: str | None,
    against: str | None,
    taught: str | None,
    works: tuple[str, ...],
    on: date | None,
    as_json: bool,
) -> None:
    """Record WHAT you learned; then what it did for the business: adopted, decided against, taught or used.

    With an option that says what came of it, WHAT may be a part of it, or the beginning of its id; or of a certificate
    on record, which is then its proof. Without WHAT: show all of it, and which is worth asking about now.

    \b
    Examples:
      treefall learned "Chaos testing" --from "a two-day course"
      treefall learned chaos --against "our traffic is too small to learn anything from it"
      treefall learned chaos --used 2
      treefall learned
    """
    said = {Outcome.ADOPTED: adopted, Outcome.DECIDED_AGAINST: against, Outcome.TAUGHT: taught}
    came = [(outcome, words) for outcome, words in said.items() if words]
    if len(came) > 1 or (not what and (came or works or origin or on)):
        raise click.UsageError("Say one thing that came of it: --adopted, --against or --taught.")
    with opened(home) as app:
        if not what:
            if as_json:
                print_json((*app.growing.learnings(), *app.growing.certificates()))
            else:
                _show_learnings(app, app.growing.learnings(), app.growing.certificates())
            return
        one = _learning(app, what, origin, on, known=bool(came or works))
        if came or works:
            outcome, consequence = came[0] if came else (None, "")
            one = app.growing.came_of(one, outcome, consequence or "", [app.work(ref) for ref in works])
        if as_json:
            print_json(one)
            return
        say(_told(one))
        hint(
            "Take it back: treefall undo"
            if one.outcome
            else "What came of it: --adopted, --against, --taught or --used WORK."
        )


def _learning(app: "App", what: str, origin: str | None, on: date | None, *, known: bool) -> Learning:
    """Return what is meant; new words are something new."""
    if known:
        with suppress(NotFound):
            return app.growing.learning(what)
    return app.growing.learned(what, origin=origin or "", on=on, part=known)


def _told(one: Learning) -> str:
    origin = f" ({display(one.origin, 60)})" if one.origin else ""
    return f"{display(one.what)}{origin}: {_came(one)}."


def _came(one: Learning) -> str:
    """Say what came of something learned, as a clause."""
    if not one.outcome:
        return "nothing came of it yet"
    return f"{one.outcome}: {display(one.consequence).rstrip('.')}" if one.consequence else f"{one.outcome}"


def _show_learnings(app: "App", found: Sequence[Learning], certificates: "Sequence[Evidence]") -> None:
    paper = Paper(console(), app.zone)
    open_ = [one for one in found if not one.outcome]
    head = "Nothing learned is on record."
    if found:
        head = f"{count(len(found), 'thing')} learned, {len(open_)} without a consequence so far."
    elif certificates:
        head = f"{count(len(certificates), 'certificate')} on record, nothing said of what came of it."
    paper.say((head, "bold"))
    if found:
        paper.gap()
    for one in found:
        origin = f" ({display(one.origin, 60)})" if one.origin else ""
        what = (display(one.what) + origin, "bold" if not one.outcome else "")
        paper.row((one.id[:_SHORT], 10), (paper.day(one.at), 13), (what, paper.width - 23))
        if one.outcome:
            paper.say((_came(one), "dim"), indent=23)
    if found and certificates:
        paper.gap()
        paper.say(("On record, nothing said of what came of it", "bold"))
    _show_certificates(paper, certificates)
    likely = app.growing.likely()
    if likely:
        first = likely[0]
        paper.gap()
        paper.say(f"“{display(first.work.title)}” touches “{display(first.learning.what)}”. Did you use it there?")
        paper.next(
            Step(
                f"treefall learned {first.learning.id[:_SHORT]} --used {first.work.id[:_SHORT]}",
                "or --against, with the reason",
            )
        )
    elif certificates:
        why = f"what came of “{display(certificates[0].title, 40)}”; or --against, --taught, --used WORK"
        paper.next(Step(f'treefall learned {certificates[0].id[:_SHORT]} --adopted "…"', why))
    elif not found:
        paper.next(Step('treefall learned "…" --from "…"', "a course, a certificate, a book, an experiment"))


def _show_certificates(paper: Paper, certificates: "Sequence[Evidence]") -> None:
    if certificates:
        paper.gap()
    for one in certificates[:_MOST_CERTIFICATES]:
        issuer = display(str(one.facts.get("issuer", "")), 40)
        title = f"{display(one.title, 120)} ({issuer})" if issuer else display(one.title, 120)
        paper.row((one.id[:_SHORT], 10), (paper.day(one.at), 13), (title, paper.width - 23))
    if len(certificates) > _MOST_CERTIFICATES:
        paper.say((f"and {len(certificates) - _MOST_CERTIFICATES:,} more, once these are", "dim"), indent=23)


COMMANDS: Mapping[str, click.Command] = MappingProxyType(
    {"feedback": feedback, "testimonial": testimonial, "learned": learned}
)

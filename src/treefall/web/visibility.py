"""Visibility: who has heard what, beside what the person guessed; the guess comes first."""

from ..app import App
from ..errors import TreefallError
from ..model import Heard
from .links import heard_page
from .page import Asked, Done, Page, Route


def overview(app: App, asked: Asked) -> Page:
    """Show people by work: how far each piece was heard by each person, once I have guessed how much they know."""
    listening = app.talks.listening()
    seen = tuple(one for one in listening if one.guesses or asked["show"] or not one.hearings)
    works = {hearing.work.id: hearing.work for one in seen for hearing in one.hearings}
    heard = {one.person: {hearing.work.id: hearing for hearing in one.hearings} for one in seen}
    facts = {
        "seen": seen,
        "works": tuple(works.values()),
        "heard": heard,
        "guess_first": [one for one in listening if one not in seen],
        "picture": app.drawing.hearing(seen),
    }
    return Page("matrix", "Visibility", facts, place="visibility")


def person(app: App, asked: Asked) -> Page:
    """Show what one person knows; before that, ask what the person thinks that they know."""
    name = app.audience.known(asked["name"])
    seen = app.talks.visibility(name)
    facts = {
        "seen": seen,
        "guess_first": not (seen.guesses or asked["show"]),
        "heards": list(Heard),
    }
    return Page("visibility", f"What {name} has heard", facts, place="visibility")


def guess(app: App, asked: Asked) -> Done:
    """Keep how many I thought that they know."""
    if not asked["known"].isdecimal():
        raise TreefallError("A guess is a number.", hint="How many of them does this person know?")
    app.talks.guess(asked["name"], int(asked["known"]))
    return Done(heard_page(app.audience.known(asked["name"])), "Your guess is kept.")


def heard(app: App, asked: Asked) -> Done:
    """Record how far somebody heard of a piece of work, later than in the 1:1 itself."""
    name, work = app.audience.known(asked["name"]), app.work(asked["work"])
    back = asked.each("said_back")
    state = Heard(asked["heard"]) if asked["heard"] in set(Heard) else Heard.ACKNOWLEDGED
    app.talks.heard(
        work, name, state, said_back=frozenset(back) if back else None, words=asked["words"], where=asked["where"]
    )
    return Done(heard_page(name), "Recorded.")


ROUTES = (
    Route("/visibility", show=overview),
    Route("/visibility/{name}", show=person),
    Route("/visibility/{name}/guess", do=guess),
    Route("/visibility/{name}/heard", do=heard),
)

"""The 1:1 in a browser: the episode before it, the spoken minute, and the thirty seconds after it."""

from collections.abc import Mapping

from ..app import App
from ..model import Aftermath, Expectation
from .links import heard_page, person_page
from .page import Asked, Done, Page, Route
from .work import seen


def before(app: App, asked: Asked) -> Page:
    """Show the episode, what to mind, and the minute to say aloud."""
    name = app.audience.called(asked["name"])
    facts = app.once(f"before the 1:1 with {name}", lambda: _prepared(app, name))
    return Page("before", f"1:1 with {name}", facts, place="people")


def _prepared(app: App, name: str) -> Mapping[str, object]:
    told = app.talks.episode(name)
    return {
        "name": name,
        "told": told,
        "body": app.fragment(told.document),
        "aloud": app.render(app.talks.aloud(name), "spoken").decode(),
        "mail": app.render(told.document, "mail").decode(),
        "waiting": app.talks.waiting(name),
        "questions": app.questions(told.works[0]) if told.works else (),
    }


def after(app: App, asked: Asked) -> Page:
    """Ask what came back."""
    name = app.audience.called(asked["name"])
    facts = {"name": name, "works": app.talks.prepared(name)}
    return Page("after", f"After the 1:1 with {name}", facts, place="people")


def came_back(app: App, asked: Asked) -> Done | Page:
    """Record what came back, all in one go; where something new is expected, show the lines to agree on it."""
    name = app.audience.called(asked["name"])
    words, due = app.talks.due(asked["expects"])
    noticed = asked["noticed"] == "yes" or bool(asked.each("said_back"))
    onward = asked["where"] or "somewhere"
    came = Aftermath(
        told=asked.each("told"),
        said_back=frozenset(asked.each("said_back")) if noticed else None,
        passes_on=onward if asked["onward"] == "will" else "",
        passed_on=onward if asked["onward"] == "did" else "",
        criticism=asked["criticism"],
        expects=words,
        due=due,
        words=asked["words"],
    )
    entries = app.talks.after(name, came)
    if any(isinstance(entry, Expectation) for entry in entries):
        return Done(person_page(name, "#expects"), "Recorded. The lines to agree on it stand below what is expected.")
    return Done(heard_page(name), "Recorded.")


def answer(app: App, asked: Asked) -> Done:
    """Answer one of the questions that make the episode better."""
    work, slot = app.work(asked["work"]), asked["slot"]
    app.answers(work, {slot: asked["words"]}, asked["witness"], seen={slot: seen(app, work, slot, asked["was"])})
    return Done(person_page(asked["name"], "/1-1"), "Kept.")


ROUTES = (
    Route("/people/{name}/1-1", show=before),
    Route("/people/{name}/1-1/answer", do=answer),
    Route("/people/{name}/after", show=after, do=came_back),
)

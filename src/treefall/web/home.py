"""Home: the one next step, what is new this week, who was met last, and the strongest pieces of work."""

from dataclasses import replace

from ..app import App
from ..model import Overview, Step
from .page import Asked, Done, Page, Route


def home(app: App, asked: Asked) -> Page:
    """Show where the person stands."""
    del asked
    overview = app.overview(app.period(), numbered=False)
    facts = {
        "overview": overview,
        "week": app.talks.week() if overview.total else None,
        "seen": app.talks.listening(),
        "meetings": app.talks.next_meetings(),
        "next": _next(overview),
    }
    return Page("home", "Treefall", facts, place="home")


def _next(overview: Overview) -> Step:
    """Return the next step, which names a piece of work by its place in the list, with its own name instead."""
    verb, _, number = overview.next.command.rpartition(" ")
    if verb == "treefall ask" and number.isdecimal() and int(number) <= len(overview.works):
        return replace(overview.next, command=f"{verb} {overview.works[int(number) - 1].id}")
    return overview.next


def note(app: App, asked: Asked) -> Done:
    """Write a note down."""
    app.note(asked["words"])
    return Done("/", "Noted.")


def undo(app: App, asked: Asked) -> Done:
    """Take back the last thing that was done; a second time brings it back."""
    app.undo(asked["done"])
    if asked["again"]:
        return Done(asked.back("/"), "Brought back what was taken back.")
    return Done(asked.back("/"), "Taken back.", back=True)


ROUTES = (Route("/", show=home), Route("/note", do=note), Route("/undo", do=undo))

"""Search: everything that stands in the ledger, by its words, with the piece of work or the person it belongs to."""

from datetime import datetime
from typing import NamedTuple

from ..app import App
from ..app.nouns import about, named, whose
from ..errors import NotFound
from ..model import Entry
from .links import person_page, work_page
from .page import Asked, Page, Route

_MOST = 60


class Hit(NamedTuple):
    """An entry that was found: when it is from, what sort it is, its words, and the page that it belongs to.

    `to` is that page's address, `place` what it is about; both are empty where the words are all there is.
    """

    at: datetime
    kind: str
    words: str
    to: str
    place: str


def search(app: App, asked: Asked) -> Page:
    """Show what holds all of the words that are looked for, the best first."""
    words = asked["q"]
    found = app.search(words, _MOST) if words else ()
    facts = {"q": words, "found": [hit(app, entry) for entry in found], "most": _MOST}
    return Page("search", f"“{words}”" if words else "Search", facts)


def hit(app: App, entry: Entry) -> Hit:
    """Return `entry` as a list of what was found shows it."""
    kind, words = named(entry)
    judgement, name = app.judgement(), whose(entry)
    works = filter(None, ((judgement.work(id_) or judgement.backed_by(id_)) for id_ in about(entry)))
    if work := next(works, None):
        return Hit(entry.at, kind, words, work_page(work.id), work.title)
    try:
        listener = app.audience.known(name) if name else ""
    except NotFound:
        listener = ""
    return Hit(entry.at, kind, words, person_page(listener) if listener else "", listener)


ROUTES = (Route("/search", show=search),)

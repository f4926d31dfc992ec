"""Every address of the pages: the one table that they are served, and that their safety is tested, by."""

from collections.abc import Iterator
from importlib import import_module

from .page import Route

_PAGES = (
    *("home", "week", "inbox", "season", "work", "people", "talk", "visibility", "impact", "case", "papers", "review"),
    *("boss", "rehearse", "sources", "search", "settings", "names"),
)


def routes() -> Iterator[Route]:
    """Yield the routes of every page, in the order of the navigation."""
    for page in _PAGES:
        yield from import_module(f".{page}", __package__).ROUTES

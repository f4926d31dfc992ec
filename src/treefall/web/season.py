"""Season: a period as a picture and as a list."""

from collections.abc import Sequence

from ..app import App
from ..model import Kind, Work
from .page import Asked, Page, Route, address, day_of

_PAGE = 60
_FILTERS = ("since", "until", "kind", "heard", "person", "aim")


def season(app: App, asked: Asked) -> Page:
    """Show the pieces of work of a period, the strongest first; by kind, by who heard of them, by what they serve."""
    period = app.period(day_of(asked["since"]), day_of(asked["until"]))
    found = app.judgement().during(period).works
    kinds = {work.kind for work in found}
    chosen = _chosen(app, found, asked)
    first = int(asked["from"]) if asked["from"].isdecimal() else 0
    filters = {name: asked[name] for name in _FILTERS}
    facts = {
        "works": chosen[first : first + _PAGE],
        "first": first,
        "total": len(chosen),
        "whole": len(found),
        "heard": app.told_of(),
        "picture": app.drawing.season(chosen, period),
        "kinds": [kind for kind in Kind if kind in kinds],
        "people": sorted(app.listeners()),
        "aims": app.audience.aims(),
        "filters": filters,
        "silent": app.silent_months(period),
        "earlier": address("/season", **filters, **{"from": str(max(0, first - _PAGE))}) if first else "",
        "later": address("/season", **filters, **{"from": str(first + _PAGE)}) if first + _PAGE < len(chosen) else "",
    }
    return Page("season", "Season", facts, place="season")


def _chosen(app: App, works: Sequence[Work], asked: Asked) -> Sequence[Work]:
    """Return those of `works` that all filters of the address let pass."""
    if asked["kind"]:
        works = [work for work in works if work.kind == asked["kind"]]
    if asked["person"] and asked["heard"]:
        knows = {hearing.work.id for hearing in app.talks.visibility(asked["person"]).hearings if hearing.heard}
        works = [work for work in works if (work.id in knows) == (asked["heard"] == "yes")]
    elif asked["heard"]:
        told = app.told_of()
        works = [work for work in works if (work.id in told) == (asked["heard"] == "yes")]
    if asked["aim"]:
        works = [work for work in works if any(aim.id == asked["aim"] for aim in app.audience.served(work))]
    return works


ROUTES = (Route("/season", show=season),)

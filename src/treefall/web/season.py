"""Season: a period as a picture and as a list."""

from collections.abc import Mapping, Sequence

from ..app import App
from ..model import Heard, Kind, Work
from .page import Asked, Page, Route, address, day_of

_PAGE = 60
_FILTERS = ("since", "until", "kind", "heard", "person", "aim")


def season(app: App, asked: Asked) -> Page:
    """Show the pieces of work of a period, the strongest first; by kind, by person, by what they serve."""
    period = app.period(day_of(asked["since"]), day_of(asked["until"]))
    found = app.judgement().during(period).works
    kinds = {work.kind for work in found}
    heard = app.told_of(asked["person"])
    chosen = _chosen(app, found, heard, asked)
    first = int(asked["from"]) if asked["from"].isdecimal() else 0
    filters = {name: asked[name] for name in _FILTERS}
    facts = {
        "works": chosen[first : first + _PAGE],
        "first": first,
        "total": len(chosen),
        "whole": len(found),
        "heard": heard,
        "picture": app.drawing.season(chosen, period, asked["person"]),
        "kinds": [kind for kind in Kind if kind in kinds],
        "people": sorted({*app.listeners(), *(one.person.name for one in app.audience.people())}),
        "aims": app.audience.aims(),
        "filters": filters,
        "silent": app.silent_months(period),
        "earlier": address("/season", **filters, **{"from": str(max(0, first - _PAGE))}) if first else "",
        "later": address("/season", **filters, **{"from": str(first + _PAGE)}) if first + _PAGE < len(chosen) else "",
    }
    return Page("season", "Season", facts, place="season")


def _chosen(app: App, works: Sequence[Work], heard: Mapping[str, Heard], asked: Asked) -> Sequence[Work]:
    """Return those of `works` that all filters of the address let pass.

    Of a person pass those that they `heard` of or had a part in; or, where that is asked, were told of or not.
    """
    if asked["kind"]:
        works = [work for work in works if work.kind == asked["kind"]]
    if asked["heard"]:
        works = [work for work in works if (work.id in heard) == (asked["heard"] == "yes")]
    elif asked["person"]:
        works = [work for work in works if work.id in heard or asked["person"] in work.credited]
    if asked["aim"]:
        works = [work for work in works if any(aim.id == asked["aim"] for aim in app.audience.served(work))]
    return works


ROUTES = (Route("/season", show=season),)

"""Names: what is done with those of colleagues, customers, systems and projects in texts for others."""

from collections.abc import Mapping
from types import MappingProxyType

from ..app import App
from ..model import NAMED, Handling, Name, Sensitive
from .page import Asked, Done, Page, Route, unmoved

_HERE = "/settings/names"
_SHOWN = 30
_HANDLINGS: Mapping[str, Handling] = MappingProxyType({one.value: one for one in Handling if one != Handling.REMOVE})


def names(app: App, asked: Asked) -> Page:
    """Show the dictionary, and who is on record and not decided on."""
    del asked
    undecided = app.sharing.undecided()
    facts = {
        "decided": [(one, _decided(one)) for one in app.sharing.names()],
        "undecided": undecided[:_SHOWN],
        "more": max(0, len(undecided) - _SHOWN),
        "total": len(undecided),
        "kinds": NAMED,
    }
    return Page("names", "Names", facts, place="settings")


def decide(app: App, asked: Asked) -> Done:
    """Decide what is done with a name in texts for others."""
    of = asked["of"]
    unmoved(asked, {"decided": next((_decided(one) for one in app.sharing.names() if one.name == asked["name"]), "")})
    one = app.sharing.decide(
        asked["name"],
        _HANDLINGS.get(asked["handling"], Handling.REPLACE),
        of=Sensitive(of) if of in set(NAMED) else None,
        instead=asked["instead"] or None,
        forms=[form.strip() for form in asked["forms"].split(",") if form.strip()],
    )
    return Done(asked.back(_HERE), f"{one.name}, a {one.of}: {_decided(one)}.")


def _decided(one: Name) -> str:
    match one.handling:
        case Handling.KEEP:
            return "stays in every text"
        case Handling.STOP:
            return "stops every text that it stands in"
        case _:
            return f"outside, “{one.instead}” stands there" if one.instead else "outside, its role stands there"


ROUTES = (Route(_HERE, show=names, do=decide),)

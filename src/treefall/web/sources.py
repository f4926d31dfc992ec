"""Sources: what was read and until when, what could not be, what was left out and why; and another place to read."""

from collections.abc import Mapping
from pathlib import Path

from ..app import App
from ..app.connecting import FOLDERS
from ..errors import NotFound, TreefallError
from .page import Asked, Done, Page, Route

_SHOWN = 100
_HOLDS = (
    *(("", "repositories"), ("documents", "design documents and decisions"), ("notes", "notes of my own")),
    ("incidents", "postmortems"),
    ("learning", "certificates and lists of courses"),
    ("brags", "brag documents and exports of other tools"),
)


def sources(app: App, asked: Asked) -> Page:
    """Show what was read of every place, what of it makes no work of the person's, and what nobody looked at."""
    left_out = app.judgement().during(app.period()).left_out
    counts: dict[str, int] = {}
    for out in left_out:
        counts[out.why] = counts.get(out.why, 0) + 1
    why = asked["why"] if asked["why"] in counts else ""
    facts = {
        "covered": app.covering.coverage(),
        "kinds": app.kinds_of_place(),
        **_connecting(app, asked["connect"], asked["where"]),
        "holds": _HOLDS,
        "reading": asked.jobs.reading,
        "counts": sorted(counts.items(), key=lambda one: -one[1]),
        "left_out": [out for out in reversed(left_out) if out.why == why][:_SHOWN] if why else [],
        "why": why,
    }
    return Page("sources", "Sources", facts, place="sources")


def collect(app: App, asked: Asked) -> Done:
    """Begin to read what is new, and what is in the folder that is named."""
    folders = _folders(asked["repository"])
    if asked["holds"] in FOLDERS:
        for folder in folders:
            app.connecting.folder(asked["holds"], folder)
        folders = []
    asked.jobs.read(folders, asked["me"].split())
    return Done("/sources")


def _connecting(app: App, kind: str, where: str) -> Mapping[str, object]:
    """Return what connecting a place of that kind means; why that cannot be said, where more has to be named first."""
    found: dict[str, object] = {"connect": kind, "where": where, "offer": None, "wrong": None}
    try:
        return found | {"offer": app.connecting.offer(kind, where) if kind else None}
    except NotFound:  # it needs no connecting
        return found
    except TreefallError as error:
        return found | {"wrong": error}


def _folders(words: str) -> list[Path]:
    """Return the folder that is named, if one is."""
    if not words.isprintable():
        raise TreefallError("That is no folder.", hint="Name it as the system shows it, such as ~/src/shop.")
    try:
        return [Path(words).expanduser()] if words else []
    except RuntimeError as error:
        raise TreefallError(f"Nobody's home is called {words}.", hint="Write the folder out.") from error


def bring_back(app: App, asked: Asked) -> Done:
    """Let what was left out count as work."""
    works = app.shaping.bring_back(app.shaping.left_out(asked.each("evidence")))
    return Done("/sources", f"It counts again: {', '.join(work.title for work in works)}")


ROUTES = (
    Route("/sources", show=sources),
    Route("/sources/collect", do=collect),
    Route("/sources/back", do=bring_back),
)

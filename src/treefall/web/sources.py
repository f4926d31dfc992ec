"""Sources: what was read, what could not be, what was left out and why; and another place to read."""

from pathlib import Path

from ..app import App
from ..errors import TreefallError
from .page import Asked, Done, Page, Route

_SHOWN = 100


def sources(app: App, asked: Asked) -> Page:
    """Show where work is read from, and what of it makes no work of the person's."""
    left_out = app.judgement().during(app.period()).left_out
    counts: dict[str, int] = {}
    for out in left_out:
        counts[out.why] = counts.get(out.why, 0) + 1
    why = asked["why"] if asked["why"] in counts else ""
    facts = {
        "places": app.places(),
        "kinds": app.kinds_of_place(),
        "reading": asked.jobs.reading,
        "counts": sorted(counts.items(), key=lambda one: -one[1]),
        "left_out": [out for out in reversed(left_out) if out.why == why][:_SHOWN] if why else [],
        "why": why,
    }
    return Page("sources", "Sources", facts, place="sources")


def collect(app: App, asked: Asked) -> Done:
    """Begin to read what is new, and what is in the folder that is named."""
    del app
    asked.jobs.read(_folders(asked["repository"]), asked["me"].split())
    return Done("/sources")


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

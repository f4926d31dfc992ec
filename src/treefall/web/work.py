"""A piece of work: what is known of it, the slots to fill in place, its proof, who heard of it, and its shape."""

from ..app import App
from .links import work_page
from .page import Asked, Done, Page, Route, changed, shown

_LABELS = (
    ("concern", "Why it mattered"),
    ("beneficiary", "Who is better off"),
    ("response", "What I did"),
    ("lesson", "What I learned"),
    ("next", "Next"),
)


def work(app: App, asked: Asked) -> Page:
    """Show one piece of work."""
    found = app.work(asked["ref"])
    dossier = app.dossier(found)
    stands = {slot: getattr(dossier.accomplishment, slot, "") for slot, _ in _LABELS}
    facts = {
        "dossier": dossier,
        "work": found,
        "slots": [(slot, label, stands[slot]) for slot, label in _LABELS],
        "serves": app.audience.served(found),
        "perhaps": app.audience.suggested(found),
        "people": [portrait.person.name for portrait in app.audience.people()],
    }
    return Page("work", found.title, facts, place="season")


def say(app: App, asked: Asked) -> Done:
    """Fill one slot, unless somebody changed it since the page was shown."""
    found, slot = app.work(asked["ref"]), asked["slot"]
    stands = str(getattr(app.dossier(found).accomplishment, slot, ""))
    seen = stands if shown(stands) == asked["was"] else asked["was"]
    app.answers(found, {slot: asked["words"]}, asked["witness"], seen={slot: seen})
    return Done(work_page(found.id, "slots"), "Kept.")


def told(app: App, asked: Asked) -> Done:
    """Record who was told of it."""
    found = app.work(asked["ref"])
    to = app.audience.called(asked["to_whom"]) if asked["to_whom"] else ""
    app.told([found], to, channel=asked["channel"] or "1:1")
    return Done(work_page(found.id, "tellings"), f"{to} was told.")


def accept(app: App, asked: Asked) -> Done:
    """Stand by it."""
    found = app.work(asked["ref"])
    app.shaping.accept(found)
    return Done(asked.back(work_page(found.id)), "Accepted.")


def rename(app: App, asked: Asked) -> Done:
    """Call it something else."""
    found = app.work(asked["ref"])
    title = changed(asked, {"title": found.title})["title"]
    if title is None:
        return Done(work_page(found.id, "shape"))
    app.shaping.rename(found, title)
    return Done(work_page(found.id, "shape"), "Renamed.")


def drop(app: App, asked: Asked) -> Done:
    """Leave it out."""
    app.shaping.drop(app.work(asked["ref"]))
    return Done(asked.back("/season"), "Left out; its evidence is counted as left out.")


def join(app: App, asked: Asked) -> Done:
    """Make one piece of work of this one and others."""
    joined = app.shaping.join([app.work(ref) for ref in (asked["ref"], *asked.each("with"))])
    return Done(work_page(joined.id), "Joined.")


def split(app: App, asked: Asked) -> Done:
    """Make a piece of work of its own of some of the evidence."""
    found = app.work(asked["ref"])
    stays, _ = app.shaping.split(found, frozenset(app.shaping.proofs(found, asked.each("evidence"))))
    return Done(work_page(stays.id), "Split in two.")


def serves(app: App, asked: Asked) -> Done:
    """Decide whether it serves what somebody cares about."""
    found, holds = app.work(asked["ref"]), asked["holds"] == "yes"
    aim = app.audience.serves(found, asked["aim"], holds=holds)
    return Done(work_page(found.id, "serves"), f"It {'serves' if holds else 'does not serve'} “{aim.words}”.")


ROUTES = (
    Route("/work/{ref}", show=work),
    Route("/work/{ref}/say", do=say),
    Route("/work/{ref}/told", do=told),
    Route("/work/{ref}/accept", do=accept),
    Route("/work/{ref}/rename", do=rename),
    Route("/work/{ref}/drop", do=drop),
    Route("/work/{ref}/join", do=join),
    Route("/work/{ref}/split", do=split),
    Route("/work/{ref}/serves", do=serves),
)

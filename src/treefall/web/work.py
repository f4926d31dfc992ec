"""A piece of work: what is known of it, the slots to fill in place, its proof, who heard of it, and its shape."""

from contextlib import suppress

from ..app import App
from ..errors import NotFound
from ..model import Work
from ..pictures import Picture
from .links import work_page
from .page import Asked, Done, Page, Route, changed, offered, shown, unmoved

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
    stands = {slot: app.stated(found, slot) for slot, _ in _LABELS}
    facts = {
        "dossier": dossier,
        "work": found,
        "slots": [(slot, label, stands[slot]) for slot, label in _LABELS],
        "serves": app.audience.served(found),
        "perhaps": app.audience.suggested(found),
        "people": [portrait.person.name for portrait in app.audience.people()],
        "works": [other for other in offered(app) if other.id != found.id],
        "picture": _measured(app, found),
        "doubts": app.covering.doubts(found),
        "leaves_open": app.checking.leaves_open("\n".join(filter(None, stands.values()))),
    }
    return Page("work", found.title, facts, place="season")


def _measured(app: App, work: Work) -> Picture | None:
    """Return the picture of the newest claim about `work`; None where there is none."""
    for claim in reversed(app.impacts.claims()):
        if claim.work == work.id:
            with suppress(NotFound):  # its numbers were forgotten
                return app.drawing.series(app.impacts.show(claim.id).finding, claim.terms.subject)
    return None


def say(app: App, asked: Asked) -> Done:
    """Fill one slot, unless somebody changed it since the page was shown."""
    found, slot = app.work(asked["ref"]), asked["slot"]
    app.answers(found, {slot: asked["words"]}, asked["witness"], seen={slot: seen(app, found, slot, asked["was"])})
    return Done(work_page(found.id, "slots"), "Kept.")


def seen(app: App, work: Work, slot: str, was: str) -> str:
    """Return what `slot` of `work` said when a form showed `was`: to the letter, where it still says that."""
    stands = app.stated(work, slot)
    return stands if shown(stands) == was else was


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
    open_ = any(one.aim.id == asked["aim"] for one in app.audience.suggested(found))
    unmoved(asked, {"decided": "" if open_ else "yes"})
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

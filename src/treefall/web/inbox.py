"""Inbox: what waits for the person's word: thanks that sources found, and what assistants handed in."""

from ..app import App
from ..app.praising import speaker
from .page import Asked, Done, Page, Route, offered

_SHOWN = 20


def inbox(app: App, asked: Asked) -> Page:
    """Show what waits, to the letter, with who said it and when; nothing of it counts yet."""
    del asked
    thanks, proposals = app.praising.waiting(), app.assistants.inbox()
    facts = {
        "thanks": [(found, speaker(found)) for found in thanks[:_SHOWN]],
        "more": max(0, len(thanks) - _SHOWN),
        "total": len(thanks) + len(proposals),
        "proposals": [(one, app.proofs(one.evidence)) for one in proposals],
        "works": offered(app),
    }
    return Page("inbox", "Inbox", facts, place="week")


def keep(app: App, asked: Asked) -> Done:
    """Keep words that were found, as a testimonial."""
    works = [app.work(ref) for ref in asked.each("work")]
    kept = app.praising.accept(asked["id"], who=asked["who"], audiences=asked.each("audience"), works=works)
    whom = ", ".join(kept.audiences) or "nobody but you"
    return Done("/inbox#thanks", f"Kept: the words of {kept.person}, for {whom}.")


def erase(app: App, asked: Asked) -> Done:
    """Erase words that were found, for good."""
    return Done("/inbox#thanks", f"Erased for good: “{app.praising.drop(asked['id']).title}”.")


def accept(app: App, asked: Asked) -> Done:
    """Make one's own what an assistant handed in: a note, or a piece of work."""
    made = app.assistants.accept(asked["id"])
    return Done("/inbox#proposals", f"Yours now: “{made.title}”.")


def dismiss(app: App, asked: Asked) -> Done:
    """Let what an assistant handed in be nothing."""
    return Done("/inbox#proposals", f"Nothing comes of “{app.assistants.dismiss(asked['id']).words}”.")


ROUTES = (
    Route("/inbox", show=inbox),
    Route("/inbox/keep", do=keep),
    Route("/inbox/erase", do=erase),
    Route("/inbox/accept", do=accept),
    Route("/inbox/dismiss", do=dismiss),
)

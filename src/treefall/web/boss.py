"""The boss's side: a brief that asks something back, without a server, and what came of it, pasted here."""

from ..app import App
from ..app.replies import WrittenReply
from ..errors import NotFound
from .links import heard_page
from .page import Asked, Done, Page, Route, Sent, offered

_SLOTS = ("words", "onward", "expects", "criticism")


def ask(app: App, asked: Asked) -> Sent:
    """Hand over the brief as a page that asks its reader how they would say it; redacted for them."""
    work, person = app.work(asked["work"]), app.audience.called(asked["person"])
    redacted = app.sharing.redacted(app.talks.brief(work, person).handed_in(), person)
    page = app.replies.page(app.sharing.cleared(redacted), person, work)
    return Sent(page, "text/html; charset=utf-8", f"brief-for-{person}.html")


def replies(app: App, asked: Asked) -> Page:
    """Show where a reply is pasted; once it was, what it was understood as, and nothing of it is recorded yet."""
    text = asked["text"]
    understood = app.replies.understood(text) if text else None
    facts = {
        "understood": understood,
        "text": text,
        "person": (understood.person if understood else "") or asked["person"],
        "work": (understood.work.id if understood and understood.work else "") or asked["work"],
        "people": [one.person.name for one in app.audience.people()],
        "works": offered(app),
    }
    return Page("replies", "A reply", facts, place="people")


def record(app: App, asked: Asked) -> Done:
    """Record the reply, as it was put right."""
    if not asked["person"]:
        raise NotFound("Who wrote it?", hint="Choose somebody; what you pasted is below.")
    name, work = app.audience.called(asked["person"]), app.work(asked["work"])
    said = WrittenReply(**{slot: " ".join(asked[slot].split()) for slot in _SLOTS})
    parts = frozenset(asked.each("said_back"))
    app.replies.record(name, work, said, parts=parts or None)
    return Done(heard_page(name), f"Recorded: what {name} wrote back about “{work.title}”.")


ROUTES = (
    Route("/papers/ask", show=ask),
    Route("/replies", show=replies, do=replies),
    Route("/replies/record", do=record),
)

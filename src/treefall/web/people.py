"""People: who listens, what they care about in their own words, what they expect, and what came back from them."""

from ..app import App
from ..model import Expectation, Feedback, Listens
from .links import person_page
from .page import Asked, Done, Page, Route, changed, day_of

_CARD = "reports_to", "rhythm", "notes"


def people(app: App, asked: Asked) -> Page:
    """Show everybody who listens."""
    del asked
    facts = {"people": app.audience.people(), "goals": app.audience.goals(), "kinds": list(Listens)}
    return Page("people", "People", facts, place="people")


def named(app: App, asked: Asked) -> Done:
    """Say who somebody is."""
    listens = Listens(asked["listens"]) if asked["listens"] in set(Listens) else None
    known = next((one.person for one in app.audience.people() if one.person.name == asked["name"]), None)
    above, rhythm, notes = changed(asked, {name: str(getattr(known, name, "")) for name in _CARD}).values()
    card = app.audience.person(asked["name"], listens=listens, reports_to=above, rhythm=rhythm, notes=notes)
    return Done(person_page(card.name), f"{card.name} listens.")


def goal(app: App, asked: Asked) -> Done:
    """Record what the business wants."""
    app.audience.goal(asked["words"], until=day_of(asked["until"]), measure=asked["measure"], place=asked["place"])
    return Done("/people#goals", "Kept.")


def person(app: App, asked: Asked) -> Page:
    """Show all that is known about one person."""
    item = app.growing.of_id(Feedback, asked["name"]) or app.growing.of_id(Expectation, asked["name"])
    portrait = app.audience.portrait(item.person if item else asked["name"])
    name = portrait.person.name
    facts = {
        "one": portrait,
        "kinds": list(Listens),
        "all_feedback": app.growing.all_feedback(name),
        "closed": app.growing.closed(name),
        "messages": {one.id: app.growing.message(one) for one in portrait.expects if not one.confirmed},
        "follow_up": {one.id: app.growing.follow_up(one) for one in portrait.feedback},
        "questions": app.growing.questions(name) if asked["questions"] else (),
        "said": app.growing.testimonials(name),
        "works": app.judgement().during(app.period()).works[:40],
    }
    return Page("person", name, facts, place="people")


def cares(app: App, asked: Asked) -> Done:
    """Record what they care about, to the letter."""
    app.audience.cares(asked["name"], asked["words"], place=asked["place"], on=day_of(asked["on"]))
    return Done(person_page(asked["name"]), "Kept, in their words.")


def cares_no_more(app: App, asked: Asked) -> Done:
    """Record that something is no priority of theirs any more."""
    one = app.audience.cares_no_more(asked["name"], asked["id"])
    return Done(person_page(asked["name"]), f"“{one.words}” is over.")


def expects(app: App, asked: Asked) -> Done:
    """Record what they expect."""
    words, due = app.talks.due(asked["words"])
    set_for = day_of(asked["due"]) or (due.astimezone(app.zone).date() if due else None)
    app.growing.expects(asked["name"], words, due=set_for)
    return Done(f"{person_page(asked['name'])}#expects", "Kept. Agree on it: the two lines to paste stand below it.")


def agreed(app: App, asked: Asked) -> Done:
    """Record what became of something expected."""
    one = app.growing.expectation(asked["id"])
    came = asked["came"]
    met = {"met": True, "dropped": False}.get(came)
    works = [app.work(ref) for ref in asked.each("work")]
    app.growing.agree(one, confirmed=came == "confirmed", met=met, works=works)
    return Done(f"{person_page(asked['name'])}#expects", {"confirmed": "Confirmed.", "met": "Met."}.get(came, "Kept."))


def feedback(app: App, asked: Asked) -> Done:
    """Record what they said of my work, to the letter."""
    item = app.growing.feedback(asked["name"], asked["words"], praise=asked["sort"] == "praise")
    asks = app.growing.follow_up(item)
    return Done(f"{person_page(asked['name'])}#feedback", f"Kept. To make it usable, ask: {asks}" if asks else "Kept.")


def act_on(app: App, asked: Asked) -> Done:
    """Record what I make of feedback, that I asked whether it changed, or their words that it did."""
    item = app.growing.item(asked["id"])
    works = [app.work(ref) for ref in asked.each("work")]
    new = changed(asked, {"change": item.change, "confirmer": item.confirmer})
    closed = app.growing.act_on(
        item,
        change=new["change"] or "",
        works=works,
        confirmer=new["confirmer"] or "",
        asked=asked["came"] == "asked",
        confirmation=asked["confirmation"],
    )
    said = f"{closed.confirmer} confirmed it." if closed.confirmed else "Kept; it is open until somebody confirms it."
    return Done(f"{person_page(asked['name'])}#feedback", said)


def testimonial(app: App, asked: Asked) -> Done:
    """Keep somebody's exact words, and for whom they may be used."""
    works = [app.work(ref) for ref in asked.each("work")]
    app.growing.testimonial(asked["name"], asked["words"], works=works, audiences=asked.each("audience"))
    return Done(f"{person_page(asked['name'])}#words", "Kept, to the letter.")


def consent(app: App, asked: Asked) -> Done:
    """Record that words may be used for nobody any more."""
    app.growing.allow(app.growing.testified(asked["id"]), consent=False)
    return Done(f"{person_page(asked['name'])}#words", "In no text from now on.")


def term(app: App, asked: Asked) -> Done:
    """Record how a word is said to them; without words, they use it themselves."""
    app.audience.says(asked["name"], asked["term"], asked["words"])
    return Done(f"{person_page(asked['name'])}#terms", "Kept.")


ROUTES = (
    Route("/people", show=people, do=named),
    Route("/people/goal", do=goal),
    Route("/people/{name}", show=person),
    Route("/people/{name}/card", do=named),
    Route("/people/{name}/cares", do=cares),
    Route("/people/{name}/over", do=cares_no_more),
    Route("/people/{name}/expects", do=expects),
    Route("/people/{name}/agreed", do=agreed),
    Route("/people/{name}/feedback", do=feedback),
    Route("/people/{name}/act", do=act_on),
    Route("/people/{name}/testimonial", do=testimonial),
    Route("/people/{name}/consent", do=consent),
    Route("/people/{name}/term", do=term),
)

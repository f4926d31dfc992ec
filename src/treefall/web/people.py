"""People: who listens, what they care about in their own words, what they expect, and what came back from them."""

from collections.abc import Mapping

from ..app import App
from ..model import Expectation, Feedback, Goal, Listens
from .links import person_page
from .page import Asked, Done, Page, Route, changed, day_of, offered, unmoved

_CARD = "listens", "reports_to", "rhythm", "notes"
_GOAL = "until", "measure", "place"


def people(app: App, asked: Asked) -> Page:
    """Show everybody who listens."""
    del asked
    goals = [(one, _says(app, one)) for one in app.audience.goals()]
    facts = {"people": app.audience.people(), "goals": goals, "kinds": list(Listens)}
    return Page("people", "People", facts, place="people")


def named(app: App, asked: Asked) -> Done:
    """Say who somebody is."""
    known = next((one.person for one in app.audience.people() if one.person.name == asked["name"]), None)
    new = changed(asked, {name: str(getattr(known, name, "")) for name in _CARD})
    listens = Listens(new["listens"]) if new["listens"] in set(Listens) else None
    above, rhythm, notes = (new[name] for name in _CARD[1:])
    card = app.audience.person(asked["name"], listens=listens, reports_to=above, rhythm=rhythm, notes=notes)
    return Done(person_page(card.name), f"{card.name} listens.", undone="" if known else "/people")


def goal(app: App, asked: Asked) -> Done:
    """Record what the business wants; of a goal that stands, its day, its measure, or where it stands."""
    known = next((one for one in app.audience.goals(over=True) if one.words == asked["words"]), None)
    new = changed(asked, _says(app, known))
    until, measure, place = (new[name] or "" for name in _GOAL)
    app.audience.goal(asked["words"], until=day_of(until), measure=measure, place=place)
    return Done("/people#goals", "Kept.")


def _says(app: App, one: Goal | None) -> Mapping[str, str]:
    """Return what is known of a goal beside its words, as its fields show it."""
    until = one.until.astimezone(app.zone).date().isoformat() if one and one.until else ""
    return dict(zip(_GOAL, (until, one.measure, one.place) if one else ("", "", ""), strict=True))


def person(app: App, asked: Asked) -> Page:
    """Show all that is known about one person."""
    item = app.growing.of_id(Feedback, asked["name"]) or app.growing.of_id(Expectation, asked["name"])
    portrait = app.audience.portrait(item.person if item else asked["name"])
    name = portrait.person.name
    facts = {
        "one": portrait,
        "kinds": list(Listens),
        "standing": standing,
        "all_feedback": app.growing.all_feedback(name),
        "closed": app.growing.closed(name),
        "messages": {one.id: app.growing.message(one) for one in portrait.expects if not one.confirmed},
        "follow_up": {one.id: app.growing.follow_up(one) for one in portrait.feedback},
        "questions": app.growing.questions(name) if asked["questions"] else (),
        "said": app.growing.testimonials(name),
        "works": offered(app),
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
    return Done(person_page(asked["name"], "#expects"), "Kept. Agree on it: the two lines to paste stand below it.")


def agreed(app: App, asked: Asked) -> Done:
    """Record what became of something expected."""
    one = app.growing.expectation(asked["id"])
    unmoved(asked, {"standing": standing(one)})
    came = asked["came"]
    met = {"met": True, "dropped": False}.get(came)
    works = [app.work(ref) for ref in asked.each("work")]
    app.growing.agree(one, confirmed=came == "confirmed", met=met, works=works)
    return Done(person_page(asked["name"], "#expects"), {"confirmed": "Confirmed.", "met": "Met."}.get(came, "Kept."))


def standing(one: Expectation) -> str:
    """Return what became of `one` so far, in a word: what a form that decides on it has to have shown."""
    closed = "met" if one.met else "dropped"
    return closed if one.closed else "confirmed" if one.confirmed else ""


def feedback(app: App, asked: Asked) -> Done:
    """Record what they said of my work, to the letter."""
    item = app.growing.feedback(asked["name"], asked["words"], praise=asked["sort"] == "praise")
    asks = app.growing.follow_up(item)
    return Done(person_page(asked["name"], "#feedback"), f"Kept. To make it usable, ask: {asks}" if asks else "Kept.")


def act_on(app: App, asked: Asked) -> Done:
    """Record what I make of feedback, that I asked whether it changed, or their words that it did."""
    item = app.growing.item(asked["id"])
    works = [app.work(ref) for ref in asked.each("work")]
    new = changed(asked, {name: getattr(item, name) for name in ("change", "confirmer", "confirmation")})
    closed = app.growing.act_on(
        item,
        change=new["change"] or "",
        works=works,
        confirmer=new["confirmer"] or "",
        asked=asked["came"] == "asked",
        confirmation=new["confirmation"] or "",
    )
    said = f"{closed.confirmer} confirmed it." if closed.confirmed else "Kept; it is open until somebody confirms it."
    return Done(person_page(asked["name"], "#feedback"), said)


def testimonial(app: App, asked: Asked) -> Done:
    """Keep somebody's exact words, and for whom they may be used."""
    works = [app.work(ref) for ref in asked.each("work")]
    app.growing.testimonial(asked["name"], asked["words"], works=works, audiences=asked.each("audience"))
    return Done(person_page(asked["name"], "#words"), "Kept, to the letter.")


def consent(app: App, asked: Asked) -> Done:
    """Record that words may be used for nobody any more."""
    app.growing.allow(app.growing.testified(asked["id"]), consent=False)
    return Done(person_page(asked["name"], "#words"), "In no text from now on.")


def term(app: App, asked: Asked) -> Done:
    """Record how a word is said to them; without words, they use it themselves."""
    known = {one.term: one.words or "they use it themselves" for one in app.audience.terms(asked["name"])}
    unmoved(asked, {"words": known.get(asked["term"], "")})
    app.audience.says(asked["name"], asked["term"], asked["words"])
    return Done(person_page(asked["name"], "#terms"), "Kept.")


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

"""Rehearse: a question aimed at the weakest place, an answer against the clock, and what was missing in it."""

from ..app import App
from ..errors import NotFound
from ..model import RehearsalQuestion
from .page import Asked, Done, Page, Route, unmoved


def rehearse(app: App, asked: Asked) -> Page:
    """Ask the next question, or the one that is named; where nothing can be asked yet, say why."""
    work = app.work(asked["work"]) if asked["work"] else None
    aside = app.rehearsing.laid_aside()
    draft = aside if not (asked["question"] or work) else None
    try:
        question = _question(app, asked) if asked["question"] else app.rehearsing.next(work)
    except NotFound as error:
        return Page("rehearse", "Rehearse", {"question": None, "why_not": error}, place="rehearse")
    progress = app.rehearsing.progress()
    facts = {
        "question": draft.question if draft else question,
        "draft": draft,
        "aside": aside,
        "questions": app.rehearsing.questions(work),
        "progress": progress,
        "ready": {one.question.name for one in app.rehearsing.ready()},
        "last": app.rehearsing.debriefs()[:5],
        "level": app.casing.level(),
    }
    return Page("rehearse", "Rehearse", facts, place="rehearse")


def answer(app: App, asked: Asked) -> Done:
    """Record the answer and show what is found of it, or lay it aside for later."""
    question, draft = _question(app, asked), app.rehearsing.laid_aside()
    seconds = int(asked["seconds"]) if asked["seconds"].isdecimal() and len(asked["seconds"]) < 6 else 0  # noqa: PLR2004 - a day
    if asked["then"] == "later":
        unmoved(asked, {"draft": draft.text if draft else ""})
        app.rehearsing.lay_aside(question, asked["answer"], seconds)
        return Done("/rehearse", "Laid aside; it is here when you come back.")
    found = app.rehearsing.answered(question, asked["answer"], seconds)
    if draft and draft.question.name == question.name:
        app.rehearsing.lay_aside(None)
    return Done(f"/rehearse/{found.rehearsal.id}", "Your answer is kept.", undone="/rehearse")


def debrief(app: App, asked: Asked) -> Page:
    """Show what was found of an answer: what is there, what is missing, what the record says otherwise."""
    found = app.rehearsing.debrief(asked["ref"])
    coming = [one.on for one in app.rehearsing.due() if one.question.name == found.question.name]
    facts = {"found": found, "back_on": coming[0] if coming else None}
    return Page("debrief", "What was found of your answer", facts, place="rehearse")


def _question(app: App, asked: Asked) -> RehearsalQuestion:
    return app.rehearsing.question(asked["question"])


ROUTES = (Route("/rehearse", show=rehearse, do=answer), Route("/rehearse/{ref}", show=debrief))

"""Week: what is new to decide on, the questions of the week, what is open with somebody."""

from ..app import App
from ..errors import NotFound
from ..model import WeekQuestion
from .page import Asked, Done, Page, Route, offered


def week(app: App, asked: Asked) -> Page:
    """Show the weekly three minutes."""
    del asked
    this = app.talks.week()
    others = offered(app)
    return Page("week", "Week", {"week": this, "others": others}, place="week")


def answer(app: App, asked: Asked) -> Done:
    """Record the answer to one of the week's questions; without words it is passed over, and does not nag."""
    app.talks.answer(_question(app, asked["work"], asked["slot"]), asked["words"])
    return Done("/week", "Kept." if asked["words"] else "Passed over for three weeks.")


def join(app: App, asked: Asked) -> Done:
    """Make one of a piece of the inbox and another piece of work."""
    joined = app.shaping.join([app.work(asked["with"]), app.work(asked["work"])])
    return Done("/week", f"One piece of work now: {joined.title}")


def through(app: App, asked: Asked) -> Done:
    """Record that the person went through the week."""
    del asked
    app.talks.gone_through()
    return Done("/", "Done for this week.")


def _question(app: App, ref: str, slot: str) -> WeekQuestion:
    for question in app.talks.week().questions:
        if question.slot == slot and question.work.id == ref:
            return question
    raise NotFound("That is no question of this week any more.", hint="What you wrote is below; see what is open.")


ROUTES = (
    Route("/week", show=week),
    Route("/week/answer", do=answer),
    Route("/week/join", do=join),
    Route("/week/through", do=through),
)

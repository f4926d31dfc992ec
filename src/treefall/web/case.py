"""Case: what the record shows for the next level, what nothing shows yet, and what a sceptic will say."""

from collections.abc import Sequence

from ..app import App
from ..errors import TreefallError
from ..model import Rubric, Strength
from ..pictures.rubric import counted, rubric_picture
from .page import Asked, Done, Page, Route, day_of, offered, unmoved

_BETWEEN = "/"


def case(app: App, asked: Asked) -> Page:
    """Show the case; before a level was chosen, ask for it."""
    del asked
    standing, ladders = app.casing.level(), app.casing.ladders()
    facts: dict[str, object] = {"standing": standing, "stands": _standing(app), "choices": _choices(ladders)}
    if standing is None:
        return Page("level", "Case", facts, place="case")
    made = app.casing.case()
    numbers = {row.criterion.id: number for number, row in enumerate(made.rows, 1)}
    facts |= {
        "case": made,
        "numbers": numbers,
        "counted": counted(made.rows),
        "picture": rubric_picture(made),
        "strengths": Strength,
        "works": offered(app, made.period),
        "ladder": app.casing.ladder(standing.rubric),
    }
    return Page("case", f"The case for {standing.target}", facts, place="case")


def level(app: App, asked: Asked) -> Done:
    """Record at which level the person is, by which ladder, and which they aim for."""
    unmoved(asked, {"standing": _standing(app)})
    ladder, _, mine = asked["mine"].partition(_BETWEEN)
    aimed, _, target = asked["target"].partition(_BETWEEN)
    if not mine:
        raise TreefallError("At which level are you?", hint="Choose it by the ladder that your company uses.")
    if target and aimed != ladder:
        raise TreefallError("Both levels are of one ladder.", hint=f"Choose two of {ladder}.")
    standing = app.casing.at_level(mine, target=target or None, since=day_of(asked["since"]), ladder=ladder)
    return Done("/case", f"{standing.mine}, aiming for {standing.target}.")


def link(app: App, asked: Asked) -> Done:
    """Record that a piece of work shows a criterion, or that it does not."""
    made = app.casing.case()
    number, row = app.casing.row(made, asked["criterion"])
    work, holds = app.work(asked["work"]), asked["holds"] != "no"
    perhaps = any(one.work.id == work.id for one in row.perhaps)
    unmoved(asked, {"shown": "yes" if work in row.works else "perhaps" if perhaps else ""})
    app.casing.link(made, row, [work], holds=holds)
    return Done(f"/case#c{number}", f"“{work.title}” {'shows' if holds else 'does not show'} it.")


def bring_in(app: App, asked: Asked) -> Done:
    """Bring in the ladder of a file."""
    sent = asked.file("ladder", "A ladder comes as YAML, JSON, CSV, a spreadsheet or Markdown.")
    rubric = app.casing.bring_in(app.casing.drafted([(sent.name, sent.content)], name=asked["name"]))
    return Done("/case", f"{rubric.name}: {len(rubric.levels)} levels, {len(rubric.criteria)} criteria.")


def _standing(app: App) -> str:
    """Return at which level the person is and which they aim for, as the form that changes it has to have shown it."""
    now = app.casing.level()
    return f"{now.rubric}{_BETWEEN}{now.mine}, aiming for {now.target}" if now else ""


def _choices(ladders: Sequence[Rubric]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what there is to choose: the levels of each ladder, under its name."""
    return [
        (one.title or one.name, [(f"{one.name}{_BETWEEN}{name}", _called(one, name)) for name in one.levels])
        for one in ladders
    ]


def _called(rubric: Rubric, level: str) -> str:
    meaning = rubric.meanings.get(level, "")
    return f"{level}: {meaning}" if meaning else level


ROUTES = (
    Route("/case", show=case),
    Route("/case/level", do=level),
    Route("/case/link", do=link),
    Route("/case/ladder", do=bring_in),
)

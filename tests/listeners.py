"""Who listens to Ed at the shop, and what they said, for the tests of several rooms."""

from datetime import datetime, timedelta

from shop import NOW

from treefall.model import (
    Expectation,
    Feedback,
    Goal,
    Judgement,
    Kind,
    Listens,
    Person,
    Priority,
    Seen,
    State,
    Telling,
    Work,
    entry_id,
)

MAYA, NADIA, OLGA = "Maya", "Nadia", "Olga"


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def person(name: str = MAYA, listens: Listens = Listens.BOSS, *, days: float = 300, **more: object) -> Person:
    return Person(id=entry_id("person", name), at=ago(days), name=name, listens=listens, **more)  # type: ignore[arg-type]


def cares(
    words: str, name: str = MAYA, *, days: float = 10, place: str = "1:1", ended: datetime | None = None
) -> Priority:
    return Priority(id=entry_id("cares", name, words), at=ago(days), person=name, words=words, place=place, ended=ended)


def goal(words: str, *, days: float = 60, until: datetime | None = None, measure: str = "", place: str = "") -> Goal:
    return Goal(id=entry_id("goal", words), at=ago(days), words=words, until=until, measure=measure, place=place)


def expects(words: str, name: str = MAYA, *, days: float = 10, **more: object) -> Expectation:
    return Expectation(id=entry_id("expects", name, words), at=ago(days), person=name, words=words, **more)  # type: ignore[arg-type]


def said(words: str, name: str = MAYA, *, days: float = 10, **more: object) -> Feedback:
    return Feedback(id=entry_id("said", name, words), at=ago(days), person=name, words=words, **more)  # type: ignore[arg-type]


def told(*works: Work, to: str = MAYA, days: float = 10) -> Telling:
    about = tuple(work.id for work in works)
    return Telling(id=entry_id("told", to, *about), at=ago(days), to=to, about=about)


def work(title: str, *, days: float = 5, **more: object) -> Work:
    """Return a piece of work of one commit, made so many days ago."""
    seen = Seen(id=entry_id("seen", title), source="git", origin="shop", native=title, title=title, at=ago(days))
    fields: dict[str, object] = {
        "kind": Kind.CHANGE,
        "state": State.DONE,
        "reasons": (),
        "credited": (),
        "evidence": (seen,),
        "weight": 1.0,
        **more,
    }
    return Work(id=entry_id("work", title), title=title, start=ago(days), end=ago(days), **fields)  # type: ignore[arg-type]


def judged(*works: Work) -> Judgement:
    return Judgement(works, ())

"""Undo after every write: whatever a page changes in the ledger, the next page takes back, to the letter."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import quote

import pytest
from pages import hidden, pages, said
from starlette.testclient import TestClient
from tables import table
from thanks import thanks

from treefall.app import App, open_app
from treefall.app.demo.year import work
from treefall.model import Entry, Inputs, Kind, Withdrawal, Work
from treefall.web.routes import routes

_MAYA = "Maya Lind"
_THERE = f"/people/{quote(_MAYA)}"
Form: TypeAlias = tuple[str, dict[str, str]]
"""The address that a form goes to, and what it says."""

_WITHOUT: Mapping[str, str] = MappingProxyType(
    {
        "/undo": "it is undo; a second time brings back",
        "/sources/collect": "what sources observed is nobody's to take back; it is left out, or forgotten",
        "/impact/look": "it looks, and keeps nothing",
        "/replies": "it shows what was understood, and keeps nothing",
        "/inbox/erase": "it erases for good, and says so before",
        "/self-review/field": "a draft stands beside the ledger; “The draft again” brings the draft back",
        "/self-review/form": "a form is a file of one's own; bringing in another replaces it",
    }
)
"""The routes that do something and offer no undo, each with its reason."""


@pytest.fixture(scope="module")
def lived_in(season: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the season, with thanks that were found, and what assistants handed in."""
    home = Path(shutil.copytree(season, tmp_path_factory.mktemp("undo") / "home"))
    with closing(open_app(home)) as app:
        app.ledger.append([thanks("It saved our weekend"), thanks("Support noticed")])
        for words in ("Chose the queue of the database", "Wrote the guide"):
            app.assistants.hand_in_note(words, kind=Kind.DECISION, assistant="A model", model="")
    return home


@pytest.fixture(scope="module")
def open_(lived_in: Path) -> Iterator[App]:
    with closing(open_app(lived_in)) as opened:
        yield opened


@pytest.fixture(scope="module")
def window(lived_in: Path) -> Iterator[TestClient]:
    with pages(lived_in) as opened:
        yield opened


def _of(work: Work, verb: str, **form: str) -> Form:
    return f"/work/{work.id}/{verb}", form


def _first(app: App) -> Work:
    return app.judgement().works[0]


def _question(app: App, to: str) -> Form:
    work = next(work for work in app.judgement().works if app.questions(work))
    return to.format(ref=work.id), {"work": work.id, "slot": app.questions(work)[0].slot, "words": "4 of 5 orders"}


def _week(app: App) -> Form:
    question = app.talks.week().questions[0]
    return "/week/answer", {"work": question.work.id, "slot": question.slot, "words": "The shop lost orders"}


def _together(app: App) -> dict[str, str]:
    one, other, *_ = app.judgement().works
    return {"work": one.id, "with": other.id}


def _split(app: App) -> Form:
    work = next(work for work in app.judgement().works if len(work.originals) > 1)
    return _of(work, "split", evidence=work.originals[0].id)


def _serves(app: App) -> Form:
    work = next(work for work in app.judgement().works if app.audience.suggested(work))
    return _of(work, "serves", aim=app.audience.suggested(work)[0].aim.id, holds="yes")


def _open(app: App) -> Work:
    return next(work for work in app.judgement().works if not work.accepted)


def _term(app: App) -> Form:
    people = [one.person.name for one in app.audience.people()]
    name, term = next((name, term) for name in people for term in app.audience.unfamiliar(name))
    return f"/people/{quote(name)}/term", {"term": term, "words": "a queue"}


def _after(app: App) -> Form:
    told = app.talks.prepared(_MAYA)[0]
    return f"{_THERE}/after", {"told": told.id, "said_back": "change", "criticism": "too long", "expects": "A plan"}


def _heard(app: App) -> Form:
    heard = next(one.work for one in app.talks.visibility(_MAYA).hearings if one.telling)
    return f"/visibility/{quote(_MAYA)}/heard", {"work": heard.id, "heard": "passed on", "where": "the staff meeting"}


def _level(app: App) -> Form:
    level = app.casing.level()
    assert level
    return "/case/level", {"mine": f"{level.rubric}/{level.target}"}


def _link(app: App) -> Form:
    row = next(row for row in app.casing.case().rows if row.perhaps)
    return "/case/link", {"criterion": row.criterion.id, "work": row.perhaps[0].work.id, "holds": "yes"}


def _praise(app: App) -> Form:
    return "/inbox/keep", {"id": app.praising.waiting()[0].id, "who": "Grace Hale", "audience": "boss"}


def _consent(app: App) -> Form:
    said = next(one for one in app.growing.testimonials() if one.consent)
    return f"/people/{quote(said.person)}/consent", {"id": said.id}


def _prevented(app: App) -> Form:
    form = {"basis": "MATCHED", "times": "1 time (0-2, log)", "cost": "9 h (4-12, drill)", "start": "2026-05-01"}
    return "/impact/prevented", {"work": work(app, "Restore drill").id, **form}


_FORMS: Mapping[str, Callable[[App], Form]] = MappingProxyType(
    {
        "/note": lambda _: ("/note", {"words": "A word in the corridor"}),
        "/week/answer": _week,
        "/week/join": lambda app: ("/week/join", _together(app)),
        "/week/through": lambda _: ("/week/through", {}),
        "/inbox/keep": _praise,
        "/inbox/accept": lambda app: ("/inbox/accept", {"id": app.assistants.inbox()[0].id}),
        "/inbox/dismiss": lambda app: ("/inbox/dismiss", {"id": app.assistants.inbox()[-1].id}),
        "/work/{ref}/say": lambda app: _question(app, "/work/{ref}/say"),
        "/work/{ref}/told": lambda app: _of(_first(app), "told", to_whom="Lena Brandt", channel="chat"),
        "/work/{ref}/accept": lambda app: _of(_open(app), "accept"),
        "/work/{ref}/rename": lambda app: _of(_first(app), "rename", title="Called otherwise"),
        "/work/{ref}/drop": lambda app: _of(_first(app), "drop"),
        "/work/{ref}/join": lambda app: _of(_first(app), "join", **{"with": app.judgement().works[1].id}),
        "/work/{ref}/split": _split,
        "/work/{ref}/serves": _serves,
        "/people": lambda _: ("/people", {"name": "Zoe New", "listens": "peer"}),
        "/people/goal": lambda _: ("/people/goal", {"words": "Half the pages at night", "until": "2026-12-31"}),
        "/people/{name}/card": lambda _: (f"{_THERE}/card", {"name": _MAYA, "notes": "Reads on the train"}),
        "/people/{name}/cares": lambda _: (f"{_THERE}/cares", {"words": "No surprises"}),
        "/people/{name}/over": lambda app: (f"{_THERE}/over", {"id": app.audience.portrait(_MAYA).cares[0].id}),
        "/people/{name}/expects": lambda _: (f"{_THERE}/expects", {"words": "A plan by 10 December"}),
        "/people/{name}/agreed": lambda app: (
            f"{_THERE}/agreed",
            {"id": app.audience.portrait(_MAYA).expects[0].id, "came": "met"},
        ),
        "/people/{name}/feedback": lambda _: (f"{_THERE}/feedback", {"words": "Too many details"}),
        "/people/{name}/act": lambda app: (
            f"{_THERE}/act",
            {"id": app.audience.portrait(_MAYA).feedback[0].id, "change": "The why first"},
        ),
        "/people/{name}/testimonial": lambda _: (f"{_THERE}/testimonial", {"words": "It just works"}),
        "/people/{name}/consent": _consent,
        "/people/{name}/term": _term,
        "/people/{name}/1-1/answer": lambda app: _question(app, f"{_THERE}/1-1/answer"),
        "/people/{name}/after": _after,
        "/visibility/{name}/guess": lambda _: (f"/visibility/{quote(_MAYA)}/guess", {"known": "3"}),
        "/visibility/{name}/heard": _heard,
        "/impact/prevented": _prevented,
        "/impact/{ref}/worth": lambda app: (
            f"/impact/{app.impacts.claims()[0].id}/worth",
            {"words": "2.5 h per page (1.5-4, on-call survey), 85 EUR/h"},
        ),
        "/case/level": _level,
        "/case/link": _link,
        "/papers/shared": lambda _: ("/papers/shared", {"paper": "packet", "for": "me", "to_whom": _MAYA}),
        "/replies/record": lambda app: (
            "/replies/record",
            {"person": _MAYA, "work": _first(app).id, "words": "Nobody pays twice"},
        ),
        "/rehearse": lambda app: (
            "/rehearse",
            {"question": app.rehearsing.next().name, "answer": "We lost orders; I fixed it."},
        ),
        "/sources/back": lambda app: ("/sources/back", {"evidence": app.judgement().left_out[0].evidence.id}),
        "/settings/names": lambda app: ("/settings/names", {"name": app.sharing.undecided()[0].name}),
        "/settings/me": lambda _: ("/settings/me", {"address": "ed@home.example", "mine": "yes"}),
    }
)
_FILES: Mapping[str, tuple[str, bytes]] = MappingProxyType(
    {
        "/case/ladder": ("ladder", b"topic,level,criterion\nDelivery,L1,Finishes\nDelivery,L2,Leads\n"),
        "/impact/watch": ("table", table().encode()),
        "/impact/keep": ("table", table().encode()),
    }
)
"""The routes that take a file."""


def _standing(app: App) -> dict[str, Entry]:
    """Return what counts, by its id, as the person would find it."""
    withdrawn = app.said().withdrawn
    all_ = (one for one in app.ledger.entries() if not isinstance(one, Withdrawal | Inputs))  # numbers are as observed
    return {one.id: one for one in all_ if one.id not in withdrawn}


def _taken_back(window: TestClient, app: App, before: dict[str, Entry], done: str) -> None:
    assert _standing(app) != before
    taken = window.post("/undo", data=hidden(done, "/undo"))
    assert "Taken back." in said(taken.text)
    assert taken.status_code == 200, said(taken.text)
    assert _standing(app) == before


def test_every_route_that_does_something_is_tried_or_says_why_not() -> None:
    doing = {route.path for route in routes() if route.do}
    assert doing == {*_FORMS, *_FILES, *_WITHOUT, "/self-review/month"}


@pytest.mark.parametrize("path", _FORMS)
def test_what_a_form_did_is_taken_back_on_the_next_page(window: TestClient, open_: App, path: str) -> None:
    before = _standing(open_)
    to, form = _FORMS[path](open_)
    done = window.post(to, data=form)
    assert done.status_code == 200, said(done.text)
    _taken_back(window, open_, before, done.text)


@pytest.mark.parametrize("path", _FILES)
def test_what_came_of_a_file_is_taken_back_on_the_next_page(window: TestClient, open_: App, path: str) -> None:
    field, content = _FILES[path]
    ref = work(open_, "Checkout answers").id
    form = {"work": ref, "unit": "ms", "better": "lower", "name": "own"}
    if path == "/impact/keep":
        looked = window.post("/impact/look", data=form, files={field: ("p95.csv", content)})
        form = hidden(looked.text, path)
    before = _standing(open_)
    done = window.post(path, data=form, files=None if path == "/impact/keep" else {field: ("own.csv", content)})
    assert done.status_code == 200, said(done.text)
    _taken_back(window, open_, before, done.text)


def test_why_a_month_is_silent_is_taken_back_on_the_next_page(tmp_path: Path) -> None:
    with closing(open_app(tmp_path)) as app, pages(tmp_path) as window:
        for on in (date(2026, 2, 3), date(2026, 6, 3)):
            app.note("Wrote the guide", on=on)
        month = app.reviewing.review(app.editing.form("")).silent[0]
        before = _standing(app)
        done = window.post("/self-review/month", data={"month": f"{month:%Y-%m}", "words": "Leave"})
        _taken_back(window, app, before, done.text)

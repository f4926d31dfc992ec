"""A piece of work in a browser: its picture, its checks, what it is one with."""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from pages import pages, said
from shell import ED, Repository
from starlette.testclient import TestClient

from treefall.app import App, open_app
from treefall.errors import SourceError
from treefall.model import Inputs


def _measured(app: App) -> str:
    (claim,) = app.impacts.claims()
    return claim.work


def test_what_was_measured_is_shown_with_its_picture_and_its_claim(browser: TestClient, app: App) -> None:
    page = browser.get(f"/work/{_measured(app)}").text
    assert "<svg" in page
    assert f'href="/impact/{app.impacts.claims()[0].id}"' in page
    other = next(work for work in app.judgement().works if work.id != _measured(app))
    assert "<svg" not in browser.get(f"/work/{other.id}").text


def test_numbers_that_were_forgotten_leave_the_words(browser: TestClient, app: App) -> None:
    work = _measured(app)
    app.forget([entry.id for entry in app.ledger.entries(Inputs)])
    page = browser.get(f"/work/{work}").text
    assert "<svg" not in page
    assert "fell by 49 %" in said(page)


def test_what_is_said_of_it_is_read_for_what_it_leaves_open(browser: TestClient, app: App) -> None:
    page = said(browser.get(f"/work/{_measured(app)}").text)
    assert "What you say of it leaves open: How much changed for those who use it" in page


def test_two_pieces_are_made_one_on_its_page_and_apart_again(browser: TestClient, app: App) -> None:
    one, other, *_ = (work for work in app.judgement().works if not work.accepted)
    page = browser.post(f"/work/{one.id}/join", data={"with": other.id})
    assert "Joined." in said(page.text)
    joined = app.work(page.url.path.rpartition("/")[2])
    assert {seen.id for seen in (*one.evidence, *other.evidence)} == {seen.id for seen in joined.evidence}
    browser.post("/undo")
    assert {app.work(one.id).id, app.work(other.id).id} == {one.id, other.id}
    assert browser.post(f"/work/{one.id}/join", data={"with": ""}).status_code == 400


def test_a_place_that_is_not_up_to_date_is_named_where_work_rests_on_it(
    tmp_path: Path, new_repository: Callable[[str], Repository]
) -> None:
    new_repository("shop").commit("Add idempotency keys", {"charge.py": "key = 1\n"})
    with closing(open_app(tmp_path / "home")) as app:
        app.collect(repositories=[tmp_path / "shop"], me=[ED[1]])
        work = app.judgement().works[0]
        shutil.rmtree(tmp_path / "shop")
        with suppress(SourceError):
            app.collect()
    with pages(tmp_path / "home") as browser:
        assert "It rests on git" in said(browser.get(f"/work/{work.id}").text)

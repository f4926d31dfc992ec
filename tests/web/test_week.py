"""The week in a browser: what else waits stands there, as in the terminal."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pages import PLACE, PORT, said
from starlette.testclient import TestClient

from treefall.app import App, open_app
from treefall.web import START, Keys, application


def _on(home: Path, now: datetime) -> App:
    opened = open_app(home)
    return replace(opened, world=replace(opened.world, now=lambda: now))


def test_questions_of_a_rehearsal_that_come_back_are_named(browser: TestClient, app: App, home: Path) -> None:
    assert "Rehearsal:" not in said(browser.get("/week").text)
    app.rehearsing.answered(app.rehearsing.next(), "It is better now.")
    keys = Keys(PORT)
    later = partial(_on, home, datetime(2026, 11, 24, 12, tzinfo=UTC))
    with TestClient(application(later, keys), base_url=PLACE) as then:
        then.get(START, params={"token": keys.token})
        page = then.get("/week").text
    assert "Rehearsal: 1 question comes back, weak last time." in said(page)
    assert '<a href="/rehearse">Rehearsal:' in page

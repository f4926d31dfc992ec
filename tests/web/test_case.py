"""The case in a browser: a level is chosen, what shows a criterion is decided, a sceptic is answered or not."""

from pages import said
from starlette.testclient import TestClient

from treefall.app import App
from treefall.model import Strength

_LADDER = b"topic,level,criterion\nDelivery,L1,Finishes what was agreed\nDelivery,L2,Leads a project to its end\n"


def test_before_a_level_is_chosen_it_is_asked_for(fresh: TestClient) -> None:
    page = fresh.get("/case").text
    assert "At which level are you" in said(page)
    assert 'value="sre/IC3"' in page
    chosen = fresh.post("/case/level", data={"mine": "sre/IC3", "target": "", "since": "2025-03-03"})
    assert "IC3, aiming for IC4." in said(chosen.text)
    assert "0 of" in said(chosen.text)


def test_levels_of_two_ladders_make_no_case(fresh: TestClient) -> None:
    two = fresh.post("/case/level", data={"mine": "sre/IC3", "target": "data/IC4"})
    assert two.status_code == 400
    assert fresh.post("/case/level", data={"mine": ""}).status_code == 400
    assert "At which level" in said(fresh.get("/case").text)


def test_every_criterion_is_drawn_and_said(browser: TestClient, app: App) -> None:
    page = browser.get("/case").text
    made = app.casing.case()
    text = said(page)
    assert all(row.criterion.words in text for row in made.rows)
    assert f"{made.count(Strength.STRONG)} of {len(made.rows)} strong" in text
    assert all(doubt.words in text for doubt in made.doubts)
    assert all(gate.asks in text for gate in made.gates)
    assert "<svg" in page
    assert "The same in words" in text


def test_a_suggestion_is_confirmed_and_rejected(browser: TestClient, app: App) -> None:
    made = app.casing.case()
    number, row = next((n, row) for n, row in enumerate(made.rows, 1) if len(row.perhaps) > 1)
    first, second = (one.work for one in row.perhaps[:2])
    form = {"criterion": row.criterion.id, "holds": "yes"}
    assert "shows it." in said(browser.post("/case/link", data=form | {"work": first.id}).text)
    browser.post("/case/link", data=form | {"work": second.id, "holds": "no"})
    now = app.casing.case().rows[number - 1]
    assert first.id in {work.id for work in now.works}
    assert second.id not in {one.work.id for one in now.perhaps}
    browser.post("/case/link", data=form | {"work": first.id, "holds": "no"})
    assert first.id not in {work.id for work in app.casing.case().rows[number - 1].works}


def test_a_ladder_of_the_companys_own_is_brought_in(browser: TestClient) -> None:
    files = {"ladder": ("larkspur.csv", _LADDER, "text/csv")}
    assert "larkspur: 2 levels, 2 criteria." in said(browser.post("/case/ladder", files=files).text)
    chosen = browser.post("/case/level", data={"mine": "larkspur/L1"})
    assert "Leads a project to its end" in said(chosen.text)
    assert browser.post("/case/ladder").status_code == 404
    assert browser.post("/case/ladder", files={"ladder": ("x.csv", b"nothing", "text/csv")}).status_code == 400

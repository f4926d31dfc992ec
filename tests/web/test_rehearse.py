"""Rehearsing in a browser: a question, an answer against the clock, what was missing, and what comes back."""

from pages import hidden, said
from starlette.testclient import TestClient

from treefall.app import App


def test_an_answer_is_recorded_and_what_was_missing_is_said(browser: TestClient, app: App) -> None:
    page = browser.get("/rehearse").text
    question = app.rehearsing.next()
    assert question.ask in said(page)
    assert question.why in said(page)
    form = hidden(page, "/rehearse")
    answer = browser.post("/rehearse", data=form | {"answer": "We made it 90 % faster in May 2019.", "seconds": "42"})
    (found,) = app.rehearsing.debriefs()
    text = said(answer.text)
    assert answer.url.path.endswith(f"/rehearse/{found.rehearsal.id}")
    assert found.rehearsal.seconds == 42
    assert all(remark.says in text for remark in found.remarks)
    assert all(one.says in text for one in found.differences)
    assert "1 answer so far" in said(browser.get("/rehearse").text)


def test_an_answer_is_laid_aside_and_gone_on_with(browser: TestClient, app: App) -> None:
    question = app.rehearsing.questions()[3]
    form = {"question": question.name, "answer": "It began with", "seconds": "a while", "then": "later"}
    assert "Laid aside" in said(browser.post("/rehearse", data=form).text)
    page = browser.get("/rehearse").text
    assert "It began with" in page
    assert question.ask in said(page)


def test_another_question_and_one_piece_of_work_are_chosen(browser: TestClient, app: App) -> None:
    question = app.rehearsing.questions()[5]
    assert question.ask in said(browser.get("/rehearse", params={"question": question.name}).text)
    work = app.judgement().works[0]
    assert browser.get("/rehearse", params={"work": work.id}).status_code == 200


def test_nothing_to_say_is_no_answer_and_nothing_to_ask_is_said(browser: TestClient, fresh: TestClient) -> None:
    form = hidden(browser.get("/rehearse").text, "/rehearse")
    assert browser.post("/rehearse", data=form | {"answer": "  "}).status_code == 400
    assert browser.get("/rehearse/0000").status_code == 404
    assert "There is nothing to ask about" in said(fresh.get("/rehearse").text)

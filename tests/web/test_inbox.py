"""What waits for one's word, in a browser: to the letter, kept for whom one says, and nothing before that."""

import pytest
from pages import said
from starlette.testclient import TestClient
from thanks import thanks

from treefall import model
from treefall.app import App
from treefall.model import Evidence, Kind, Work


@pytest.fixture
def found(app: App) -> Evidence:
    """Return thanks that were found."""
    app.ledger.append([thanks()])
    return thanks()


def _kept(app: App) -> tuple[model.Testimonial, ...]:
    return tuple(one for one in app.growing.testimonials() if one.words == thanks().body)


def test_an_empty_inbox_teaches(browser: TestClient) -> None:
    page = said(browser.get("/inbox").text)
    assert "Nothing waits for your word" in page
    assert "Let thanks be found" in page
    assert "/inbox" not in browser.get("/week").text


def test_thanks_are_shown_to_the_letter_and_the_week_leads_to_them(browser: TestClient, found: Evidence) -> None:
    for page in ("/", "/week"):
        assert 'href="/inbox' in browser.get(page).text
    page = said(browser.get("/inbox").text)
    assert found.body in page
    assert "Grace Hale, 12 May 2026, mail" in page


def test_kept_thanks_are_for_whom_they_were_given_and_about_the_work(
    browser: TestClient, app: App, found: Evidence
) -> None:
    work = app.judgement().works[0]
    form = {"id": found.id, "who": "Grace Hale", "work": work.id, "audience": ["boss", "committee"]}
    assert "Kept: the words of Grace Hale, for boss, committee." in said(browser.post("/inbox/keep", data=form).text)
    (kept,) = _kept(app)
    assert (kept.person, kept.audiences, kept.about) == ("Grace Hale", ("boss", "committee"), (work.id,))
    assert "Nothing waits" in said(browser.get("/inbox").text)
    again = browser.post("/inbox/keep", data=form)
    assert again.status_code == 404
    assert 'See what does: <a href="/inbox#thanks">treefall praise</a>' in again.text


def test_thanks_that_nobody_said_are_not_kept(browser: TestClient, app: App, found: Evidence) -> None:
    mine = browser.post("/inbox/keep", data={"id": found.id, "who": "Ed Stone"})
    assert mine.status_code == 400
    assert "your own words" in said(mine.text)
    assert not _kept(app)


def test_dropped_thanks_are_gone_for_good(browser: TestClient, app: App, found: Evidence) -> None:
    assert "It is erased for good: no undo" in said(browser.get("/inbox").text)
    done = browser.post("/inbox/erase", data={"id": found.id}).text
    assert f"Erased for good: “{found.title}”." in said(done)
    assert 'action="/undo"' not in done
    assert found.body.encode() not in b"".join(app.export())


def test_what_an_assistant_hands_in_is_mine_once_i_say_so(browser: TestClient, app: App) -> None:
    loose = next(work for work in app.judgement().works if not work.accepted)
    proofs = [seen.id for seen in loose.evidence]
    note = app.assistants.hand_in_note("Chose the queue of the database", kind=Kind.DECISION, assistant="A", model="b")
    work = app.assistants.hand_in_work("Backups are tried each month", proofs, assistant="A", model="")
    page = said(browser.get("/inbox").text)
    assert "Chose the queue of the database A (b)" in page
    assert f"a piece of work of {len(proofs)} proof" in page
    assert "Yours now" in said(browser.post("/inbox/accept", data={"id": work.id}).text)
    made: Work = next(one for one in app.judgement().works if one.title == "Backups are tried each month")
    assert made.accepted
    assert "Nothing comes of" in said(browser.post("/inbox/dismiss", data={"id": note.id}).text)
    assert "Nothing waits" in said(browser.get("/inbox").text)

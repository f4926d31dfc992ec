"""Papers in a browser: as their reader will see them, what was taken out, and that somebody has them."""

from hashlib import sha256

import pytest
from pages import said
from starlette.testclient import TestClient

from treefall.app import App
from treefall.app.papers import FORMATS

_SORTS = ("brief", "episode", "standup", "self-review", "packet", "questions")


@pytest.mark.parametrize("paper", _SORTS)
@pytest.mark.parametrize("who", ["me", "boss", "committee", "Maya Lind"])
def test_every_paper_is_shown_to_every_reader(visited: TestClient, paper: str, who: str) -> None:
    answer = visited.get("/papers", params={"paper": paper, "for": who})
    assert answer.status_code == 200
    assert 'id="paper"' in answer.text


def test_what_is_taken_out_is_shown_and_a_stop_is_one_sentence(browser: TestClient, app: App) -> None:
    outside = "/papers?paper=brief&for=outside"
    page = browser.get(outside).text
    assert "you have not decided on that name" in said(page)
    assert "As a file" not in said(page)
    work = next(work for work in app.judgement().works if work.credited)
    assert browser.get("/papers/file", params={"paper": "brief", "work": work.id, "for": "public"}).status_code == 400
    for name in app.sharing.undecided():
        decided = browser.post(
            "/settings/names", data={"name": name.name, "of": "colleague", "handling": "replace", "to": outside}
        )
        assert f"{name.name}, a colleague: outside, its role stands there." in said(decided.text)
    page = browser.get(outside).text
    assert "changed for outside" in said(page)
    assert "As a file" in said(page)
    assert "Lena" not in page.split('id="paper"')[1].split("</article>")[0]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_what_is_handed_over_is_recorded_with_the_hash_of_its_bytes(browser: TestClient, app: App, form: str) -> None:
    work = app.judgement().works[0]
    asked = {"paper": "brief", "work": work.id, "for": "Maya Lind", "form": form}
    content = browser.get("/papers/file", params=asked)
    assert content.headers["content-disposition"].startswith("attachment")
    told = browser.post("/papers/shared", data=asked | {"to_whom": "Maya Lind"})
    assert "Maya Lind has it now" in said(told.text)
    (one,) = app.sharing.shares()
    assert one.about == (work.id,)
    assert one.profile == "boss"
    if form != "docx":  # a docx bears the moment at which it was packed
        assert one.digest == sha256(content.content).hexdigest()


def test_ones_own_copy_is_whole_and_an_unknown_format_is_the_plainest(browser: TestClient, app: App) -> None:
    copy = browser.get("/papers/file", params={"paper": "standup", "for": "me", "form": "exe"})
    assert copy.headers["content-type"].startswith("text/markdown")
    told = browser.post("/papers/shared", data={"paper": "standup", "for": "me", "form": "", "to_whom": "Grace Hale"})
    assert "Grace Hale has it now" in said(told.text)
    assert app.sharing.shares()[0].profile == ""


def test_a_catch_up_is_for_who_took_somebodys_place(browser: TestClient, app: App) -> None:
    assert "follows nobody" in said(browser.get("/papers?paper=catch-up").text)
    app.audience.person("Olga Ruiz", follows="Maya Lind")
    assert 'id="paper"' in browser.get("/papers?paper=catch-up").text
    assert 'id="paper"' in browser.get("/papers?paper=catch-up&person=Olga+Ruiz").text


def test_a_self_review_says_what_a_reader_could_not_follow_and_asks_about_silent_months(
    browser: TestClient, app: App
) -> None:
    page = said(browser.get("/papers?paper=self-review&for=boss").text)
    assert "could not follow" in page or "Nothing had to go" in page
    assert browser.get("/papers?paper=self-review&fill=short&for=outside").status_code == 200
    review = app.reviewing.review(app.reviewing.form("usual"))
    for month in review.silent[:1]:
        form = {"month": f"{month:%Y-%m}", "words": "On leave", "for": "boss"}
        assert "Noted, for your eyes only" in said(browser.post("/self-review/month", data=form).text)
    assert browser.post("/self-review/month", data={"month": "never", "words": "x", "for": "boss"}).status_code == 404


def test_papers_of_nothing_say_what_is_missing(fresh: TestClient) -> None:
    for paper, missing in (
        ("brief", "There is no work yet"),
        ("episode", "Nobody is known yet"),
        ("catch-up", "Nobody is known yet"),
        ("nothing", "There is no work yet"),
    ):
        assert missing in said(fresh.get(f"/papers?paper={paper}").text)
    assert "Nobody is called Maya" in said(fresh.get("/papers?for=Maya").text) or "no work" in said(
        fresh.get("/papers?for=Maya").text
    )


def test_names_are_decided_by_one_press(browser: TestClient, app: App) -> None:
    before = len(app.sharing.undecided())
    assert "not decided on" in said(browser.get("/settings/names").text)
    name = app.sharing.undecided()[0].name
    kept = browser.post("/settings/names", data={"name": name, "handling": "keep"})
    assert "stays in every text" in said(kept.text)
    assert len(app.sharing.undecided()) == before - 1
    stopped = browser.post("/settings/names", data={"name": "Initech", "of": "customer", "handling": "stop"})
    assert "stops every text" in said(stopped.text)
    said_as = browser.post("/settings/names", data={"name": "Atlas", "of": "system", "instead": "our order system"})
    assert "“our order system” stands there" in said(said_as.text)
    assert browser.post("/settings/names", data={"name": " "}).status_code == 400

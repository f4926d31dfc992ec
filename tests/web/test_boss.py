"""The boss's side without a server: a page that asks, an answer that is pasted, and what was said back on record."""

import re
from html import unescape
from pathlib import Path

import pytest
from browser import served, window
from pages import hidden, said
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from treefall.app import App
from treefall.model import Expectation, Feedback, Heard, Reply

_MAYA = "Maya Lind"


def _asking(browser: TestClient, work: str) -> str:
    page = browser.get("/papers", params={"paper": "brief", "work": work, "for": _MAYA}).text
    link = re.search(r'href="(/papers/ask[^"]*)"', page)
    assert link
    return browser.get(unescape(link[1])).text


def _answered(form: str) -> str:
    answers = {
        "In my own words": "We no longer charge a customer twice.",
        "I would pass it on in": "the staff meeting",
        "I expect next": "A plan by 10 December",
        "It would help me if": "the why came first",
    }
    for label, answer in answers.items():
        form = form.replace(f"{label}:", f"{label}: {answer}")
    return form


def test_the_page_that_asks_needs_nothing_and_loads_nothing(browser: TestClient, app: App) -> None:
    page = _asking(browser, app.judgement().works[0].id)
    assert "Maya Lind, if your director asks" in page
    assert not re.search(r"<script|<link|<img|<form|\bsrc=|url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_an_answer_is_shown_before_it_is_recorded_and_then_counts(browser: TestClient, app: App) -> None:
    work = app.judgement().works[0]
    area = re.search(r"<textarea[^>]*>\n(.*)</textarea>", _asking(browser, work.id), re.DOTALL)
    assert area
    text = "\n".join(f"> {line}" for line in _answered(unescape(area[1])).split("\n"))
    shown = browser.post("/replies", data={"text": f"Hi Ed,\n{text}\nMaya"})
    assert f"Maya Lind wrote back about “{work.title}”" in said(shown.text)
    assert "We no longer charge a customer twice." in shown.text
    before = len(app.said().of(Reply))
    assert "nothing is kept yet" in said(shown.text)
    form = {
        "person": _MAYA,
        "work": work.id,
        "words": "We no longer charge a customer twice.",
        "onward": "the staff meeting",
        "expects": "A plan by 10 December",
        "criticism": "the why came first",
        "said_back": ["concern", "change"],
    }
    done = browser.post("/replies/record", data=form)
    assert "Recorded: what Maya Lind wrote back" in said(done.text)
    record = app.said()
    reply = record.of(Reply)[-1]
    assert len(record.of(Reply)) == before + 1
    assert (reply.heard, reply.concern, reply.change, reply.own_part) == (Heard.SAID_BACK, True, True, False)
    assert reply.where == "the staff meeting"
    assert record.of(Expectation)[-1].words == "A plan"
    assert record.of(Feedback)[-1].words == "the why came first"
    browser.post("/replies/record", data=form)
    assert len(app.said().of(Reply)) == before + 1
    app.undo()


def test_an_answer_without_a_code_asks_whose_it_is(browser: TestClient, app: App) -> None:
    shown = browser.post("/replies", data={"text": "So support finds every order now.", "person": _MAYA})
    assert "It bears no code" in said(shown.text)
    assert f'value="{_MAYA}"' in shown.text
    work = app.judgement().works[0].id
    assert browser.post("/replies/record", data={"person": "", "work": work, "words": "x"}).status_code == 404
    assert browser.post("/replies/record", data={"person": _MAYA, "work": work}).status_code == 400


def test_an_empty_answer_says_so_and_hostile_ones_are_words(browser: TestClient) -> None:
    assert "Nothing was found" in said(browser.post("/replies", data={"text": "> only\n> quoted"}).text)
    assert "What did they write back?" in said(browser.get("/replies").text)
    bait = "In my own words: <img src=x onerror=alert(1)>{{ 7*7 }}"
    shown = browser.post("/replies", data={"text": bait}).text
    assert "<img src=x" not in shown
    assert not hidden(shown, "/replies/record")


def test_whoever_was_never_told_is_told_by_their_answer(browser: TestClient, app: App) -> None:
    untold = next(one.work for one in app.talks.visibility("Grace Hale").hearings if one.heard is None)
    browser.post("/replies/record", data={"person": "Grace Hale", "work": untold.id, "onward": "the guild"})
    seen = next(one for one in app.talks.visibility("Grace Hale").hearings if one.work.id == untold.id)
    assert seen.heard is Heard.ACKNOWLEDGED
    assert seen.telling
    assert seen.telling.channel == "brief"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_brief_goes_to_the_boss_and_its_answer_comes_back(
    chrome: Browser, home: Path, app: App, tmp_path: Path, theme: str
) -> None:
    with served(home) as keys, window(chrome, keys, script=False) as at:
        at.go(f"/papers?paper=brief&for={_MAYA}")
        title = at.page.get_by_label("Of", exact=True).locator("option:checked").inner_text()
        with at.page.expect_download() as handed:
            at.page.get_by_role("link", name=f"For {_MAYA}").click()
        mailed = tmp_path / handed.value.suggested_filename
        handed.value.save_as(mailed)
        pasted = _filled_in(chrome, mailed, theme)
        at.go("/replies")
        at.write("Their answer", f"Sure!\n\n{pasted}\n\nMaya")
        at.press("Show me")
        at.says(f"{_MAYA} wrote back about “{title}”")
        at.mark("what changed")
        at.press("Record it")
        at.says(f"Recorded: what {_MAYA} wrote back about “{title}”.")
    reply = app.said().of(Reply)[-1]
    assert (reply.words, reply.change) == ("We no longer charge a customer twice.", True)


def _filled_in(chrome: Browser, mailed: Path, theme: str) -> str:
    """Return what the boss copies out of the page `mailed`, opened from a folder, without script or network."""
    context = chrome.new_context(java_script_enabled=False, offline=True, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mailed.as_uri())
    field = page.get_by_label(f"{_MAYA}, if your director asks: how would you put it?")
    field.fill(_answered(field.input_value()))
    words = field.input_value()
    context.close()
    assert asked == [mailed.as_uri()]
    return words

"""Several windows, the command line and a hook at once: nothing that stands is overwritten by who never saw it."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest
from pages import said
from starlette.testclient import TestClient

from treefall.app import App
from treefall.model import Listens, Work
from treefall.model.estimate import Basis

_MAYA = "Maya Lind"


def _form(page: str, action: str, *holding: str) -> dict[str, str]:
    """Return what the form that goes to `action`, and says all of `holding`, carries along: hidden fields and texts."""
    for part in page.split(f'action="{action}"')[1:]:
        form = unescape(part.split("</form>")[0])
        if all(one in form for one in holding):
            hidden = re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', form, re.DOTALL)
            texts = re.findall(r'<textarea[^>]* name="(.*?)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
            inputs = re.findall(r'<input id="[^"]*" name="(.*?)" type="\w+" value="(.*?)"', form)
            chosen = re.findall(r'<select[^>]* name="(.*?)">.*?value="([^"]*)" selected', form)
            return dict([*hidden, *texts, *inputs, *chosen])
    raise AssertionError(f"no form to {action} with {holding}")


def _open(app: App) -> Work:
    return next(work for work in app.judgement().works if app.questions(work))


def _slot(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    work = _open(app)
    slot = app.questions(work)[0].slot
    return (
        f"/work/{work.id}",
        f"/work/{work.id}/say",
        {"words": "Mine"},
        lambda: app.answer(work, slot, "Theirs: 4 of 5"),
    )


def _name(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    work = app.judgement().works[0]
    return f"/work/{work.id}", f"/work/{work.id}/rename", {"title": "Mine"}, lambda: app.shaping.rename(work, "Theirs")


def _serves(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    work = next(work for work in app.judgement().works if app.audience.suggested(work))
    aim = app.audience.suggested(work)[0].aim.id
    path = f"/work/{work.id}"
    return path, f"{path}/serves", {"holds": "no"}, lambda: app.audience.serves(work, aim, holds=True)


def _card(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    path = "/people/Maya%20Lind"
    return path, f"{path}/card", {"notes": "Mine"}, lambda: app.audience.person(_MAYA, notes="Theirs")


def _listens(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    path = "/people/Grace%20Hale"
    return path, f"{path}/card", {"listens": "other"}, lambda: app.audience.person("Grace Hale", listens=Listens.BOSS)


def _change(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    (item,) = app.audience.portrait(_MAYA).feedback
    path = "/people/Maya%20Lind"
    return path, f"{path}/act", {"change": "Mine"}, lambda: app.growing.act_on(item, change="Theirs")


def _confirmation(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    (item,) = app.audience.portrait(_MAYA).feedback
    path = "/people/Maya%20Lind"
    return path, f"{path}/act", {"confirmation": "Mine"}, lambda: app.growing.act_on(item, confirmation="Theirs")


def _agreed(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    (item,) = app.audience.portrait(_MAYA).expects
    path = "/people/Maya%20Lind"
    return path, f"{path}/agreed", {"came": "dropped"}, lambda: app.growing.agree(item, met=True)


def _term(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    known = [one.person.name for one in app.audience.people()]
    name, term = next((name, term) for name in known for term in app.audience.unfamiliar(name))
    path = f"/people/{quote(name)}"
    return path, f"{path}/term", {"words": "Mine"}, lambda: app.audience.says(name, term, "Theirs")


def _before(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    told = app.talks.episode(_MAYA).works[0]
    slot = app.questions(told)[0].slot
    path = "/people/Maya%20Lind/1-1"
    return path, f"{path}/answer", {"words": "Mine"}, lambda: app.answer(told, slot, "Theirs: 4 of 5", "a board")


def _level(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    level = app.casing.level()
    assert level
    mine = f"{level.rubric}/{level.mine}"
    return "/case", "/case/level", {"mine": mine}, lambda: app.casing.at_level(level.target, ladder=level.rubric)


def _shown(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    case = app.casing.case()
    row = next(row for row in case.rows if row.works or row.perhaps)
    work = row.works[0] if row.works else row.perhaps[0].work
    return "/case", "/case/link", {}, lambda: app.casing.link(case, row, [work], holds=not row.works)


def _decided(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    name = app.sharing.undecided()[0].name
    there = "/settings/names"
    return there, there, {"handling": "keep"}, lambda: app.sharing.decide(name, instead="Theirs")


def _address(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    one = app.identities()[0]
    return "/settings", "/settings/me", {"mine": "no"}, lambda: app.decide([one.address], mine=False)


def _aside(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    question = app.rehearsing.next()
    form = {"answer": "Mine", "then": "later"}
    return "/rehearse", "/rehearse", form, lambda: app.rehearsing.lay_aside(question, "Theirs")


def _goal(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    words = app.audience.goals()[0].words
    form = {"measure": "Mine"}
    return "/people", "/people/goal", form, lambda: app.audience.goal(words, measure="Theirs")


def _worth(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    path = f"/impact/{app.impacts.claims()[0].id}"
    mine = "2.5 h per page (1.5-4, on-call survey), 85 EUR/h"
    return (
        path,
        f"{path}/worth",
        {"words": mine},
        lambda: app.impacts.worth(path.rpartition("/")[2], mine.replace("2.5", "3")),
    )


def _avoided(app: App) -> tuple[str, str, dict[str, str], Callable[[], object]]:
    work = app.judgement().works[0]
    mine = {"basis": "MATCHED", "times": "1 time (0-2, log)", "cost": "9 h (4-12, drill)", "start": "2026-05-01"}
    first, last, more = date(2026, 5, 1), date(2027, 4, 30), "19 h (14-22, drill)"
    return (
        f"/impact?work={work.id}",
        "/impact/prevented",
        mine,
        lambda: app.impacts.prevented(work, Basis.MATCHED, times=mine["times"], cost=more, start=first, end=last),
    )


_EDITS = (
    *(_slot, _name, _serves, _card, _listens, _change, _confirmation, _agreed, _term, _before, _level, _shown),
    *(_decided, _address, _aside, _goal, _worth, _avoided),
)


@pytest.mark.parametrize("edit", _EDITS, ids=lambda edit: edit.__name__)
def test_what_was_decided_elsewhere_meanwhile_is_shown_and_not_overwritten(
    browser: TestClient, app: App, edit: Callable[[App], tuple[str, str, dict[str, str], Callable[[], object]]]
) -> None:
    page, action, mine, elsewhere = edit(app)
    form = _form(browser.get(page).text, action) | mine
    elsewhere()
    stands = app.ledger.position()
    answer = browser.post(action, data=form)
    assert answer.status_code == 409, said(answer.text)
    assert "was changed meanwhile" in said(answer.text)
    assert app.ledger.position() == stands
    for words in ("Mine", "Theirs"):
        assert words not in str(mine) or words in answer.text


@pytest.mark.parametrize("edit", _EDITS, ids=lambda edit: edit.__name__)
def test_a_page_that_is_not_stale_is_not_refused(
    browser: TestClient, app: App, edit: Callable[[App], tuple[str, str, dict[str, str], Callable[[], object]]]
) -> None:
    page, action, mine, _ = edit(app)
    assert browser.post(action, data=_form(browser.get(page).text, action) | mine).status_code == 200


def test_undo_takes_back_what_it_stands_beside_and_nothing_else(browser: TestClient, app: App) -> None:
    done = browser.post("/note", data={"words": "Said in the first window"}).text
    form = _form(done, "/undo")
    app.note("Said in a terminal")
    stands = app.ledger.position()
    late = browser.post("/undo", data=form)
    assert late.status_code == 409
    assert "Something else was done since" in said(late.text)
    assert app.ledger.position() == stands
    assert len(app.search("said in a terminal")) == 1


def test_undo_is_offered_for_what_was_written_and_brings_it_back_the_second_time(browser: TestClient, app: App) -> None:
    done = browser.post("/note", data={"words": "A note to be taken back"}).text
    taken = browser.post("/undo", data=_form(done, "/undo")).text
    assert "Taken back." in said(taken)
    assert "Brought back what was taken back." in said(browser.post("/undo", data=_form(taken, "/undo")).text)
    assert len(app.search("taken back")) == 1


def test_what_wrote_nothing_offers_no_undo_of_something_else(browser: TestClient, app: App) -> None:
    app.note("Something from before")
    work = app.judgement().works[0]
    kept = browser.post(f"/work/{work.id}/rename", data={"was-title": work.title, "title": work.title}).text
    later = browser.post("/rehearse", data=_form(browser.get("/rehearse").text, "/rehearse") | {"then": "later"}).text
    assert "Laid aside" in said(later)
    for page in (kept, later):
        assert 'action="/undo"' not in page


def test_an_answer_to_one_question_leaves_the_draft_of_another(browser: TestClient, app: App) -> None:
    one, other, *_ = app.rehearsing.questions()
    app.rehearsing.lay_aside(one, "Begun in another window")
    browser.post("/rehearse", data={"question": other.name, "answer": "We lost orders; I fixed it."})
    draft = app.rehearsing.laid_aside()
    assert draft
    assert draft.text == "Begun in another window"
    browser.post("/rehearse", data={"question": one.name, "answer": "We lost orders; I fixed it."})
    assert app.rehearsing.laid_aside() is None

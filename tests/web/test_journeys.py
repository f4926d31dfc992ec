"""The journeys by links and forms alone, as a browser without scripts walks them."""

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pages import pages
from shell import ED, Repository
from starlette.testclient import TestClient

from treefall.app import App, open_app
from treefall.model import Evidence
from treefall.web.routes import routes

_MAYA = "/people/Maya%20Lind"


class _Seen(HTMLParser):
    """What a page holds that matters here: its words, its headings, its fields and their labels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def _text(browser: TestClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return _Seen(answer.text).text


def _sent(browser: TestClient, path: str, **form: str) -> str:
    answer = browser.post(path, data=form)
    assert answer.status_code == 200, answer.text
    return _Seen(answer.text).text


def _until(browser: TestClient, words: str) -> str:
    """Return what the sources say once they say `words`: reading goes on beside the pages."""
    for _ in range(300):
        if words in (text := _text(browser, "/sources")):
            return text
        time.sleep(0.1)
    pytest.fail(f"the sources never said {words!r}")


def _shown(browser: TestClient, app: App) -> list[str]:
    """Return the addresses of all pages that there are; what is a file to keep is none."""
    work = app.judgement().works[0].id
    given = defaultdict(lambda: "0000", {"ref": work, "name": "Maya%20Lind"})
    asked = (route.path.format_map(given) for route in routes() if route.show)
    return [path for path in asked if _is_page(browser, path)]


def _is_page(browser: TestClient, path: str) -> bool:
    answer = browser.get(path)
    return answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")


def test_every_page_says_the_whole_first_and_labels_every_field(browser: TestClient, app: App) -> None:
    for path in _shown(browser, app):
        page = _Seen(browser.get(path).text)
        assert len(page.all("h1")) == 1, path
        labelled = {one["for"] for one in page.all("label") if "for" in one}
        ids = [one["id"] for _, one in page.tags if "id" in one]
        assert len(ids) == len(set(ids)), path
        for tag in ("input", "textarea", "select"):
            for field in page.all(tag):
                named = field.get("id") in labelled or field.get("type") in {"hidden", "checkbox", "radio"}
                assert named, (path, field)
        assert not any("style" in one or any(name.startswith("on") for name in one) for _, one in page.tags), path


def test_every_page_of_a_home_that_was_never_used_teaches(fresh: TestClient) -> None:
    for route in routes():
        if route.show and "{" not in route.path:
            answer = fresh.get(route.path)
            assert answer.status_code == 200 or "<h1>" in answer.text, (route.path, answer.text)
    assert "Read it" in _text(fresh, "/")
    assert "Who should hear of your work?" in _text(fresh, "/people")


def test_every_link_of_a_page_leads_somewhere(browser: TestClient, app: App) -> None:
    links = {
        one["href"].partition("#")[0]
        for path in _shown(browser, app)
        for one in _Seen(browser.get(path).text).all("a")
        if one["href"].startswith("/")
    }
    for link in sorted(links - {""}):
        assert browser.get(link).status_code == 200, link


def test_the_first_five_minutes_read_a_repository(tmp_path: Path, fresh: TestClient, new_repository: object) -> None:
    repository = new_repository("shop")  # type: ignore[operator]  # the fixture's function
    assert isinstance(repository, Repository)
    repository.commit("Add idempotency keys to charges", files={"charge.py": "key = 1\n"})
    _sent(fresh, "/sources/collect", repository=str(tmp_path / "shop"), me=ED[1])
    text = _until(fresh, "See what they come to")
    assert "1 new" in text
    assert "1 piece of work" in _text(fresh, "/")


def test_a_folder_that_cannot_be_read_is_named_and_nothing_breaks(fresh: TestClient) -> None:
    _sent(fresh, "/sources/collect", repository="/there/is/nothing", me="ed@corp.example")
    text = _until(fresh, "Nothing was read")
    assert "/there/is/nothing" in text


def test_a_slot_is_filled_in_place_and_undone(browser: TestClient, app: App) -> None:
    work = app.judgement().works[0]
    text = _sent(browser, f"/work/{work.id}/say", slot="lesson", words="Ask support first\nthen build", was="")
    assert "Kept." in text
    done = app.dossier(work).accomplishment
    assert done
    assert done.lesson == "Ask support first\nthen build"
    _sent(browser, "/undo", to=f"/work/{work.id}")
    done = app.dossier(work).accomplishment
    assert not done or done.lesson == ""


def test_an_edit_on_a_stale_page_is_shown_and_never_overwrites(browser: TestClient, app: App) -> None:
    work = app.judgement().works[0]
    app.answer(work, "lesson", "What the command line said")
    answer = browser.post(f"/work/{work.id}/say", data={"slot": "lesson", "words": "What the page said", "was": ""})
    assert answer.status_code == 409
    text = _Seen(answer.text).text
    assert "What the command line said" in text
    assert "What the page said" in text
    done = app.dossier(work).accomplishment
    assert done
    assert done.lesson == "What the command line said"


def test_two_windows_on_one_card_lose_nothing(browser: TestClient, app: App) -> None:
    """Each changes another field, then both the same: the first is merged, the second is refused and shown."""
    card = app.audience.person("Maya Lind", rhythm="", notes="")
    was = {f"was-{name}": getattr(card, name) for name in ("reports_to", "rhythm", "notes")}
    seen = {name.removeprefix("was-"): words for name, words in was.items()}
    app.audience.person("Maya Lind", notes="Likes it short")
    assert "listens." in _sent(browser, f"{_MAYA}/card", name="Maya Lind", **was, **(seen | {"rhythm": "Mondays"}))
    card = app.audience.portrait("Maya Lind").person
    assert (card.notes, card.rhythm) == ("Likes it short", "Mondays")
    answer = browser.post(f"{_MAYA}/card", data={"name": "Maya Lind", **was, **(seen | {"notes": "Likes it long"})})
    assert answer.status_code == 409
    text = _Seen(answer.text).text
    assert "Likes it short" in text
    assert "Likes it long" in text
    assert app.audience.portrait("Maya Lind").person.notes == "Likes it short"


def test_a_form_that_shows_no_card_empties_none(browser: TestClient, app: App) -> None:
    before = app.audience.portrait("Maya Lind").person
    _sent(browser, "/people", name="Maya Lind", listens=before.listens, reports_to="", rhythm="")
    after = app.audience.portrait("Maya Lind").person
    assert (after.reports_to, after.rhythm) == (before.reports_to, before.rhythm)


def test_a_name_and_an_answer_that_changed_meanwhile_stay(browser: TestClient, app: App) -> None:
    work = app.judgement().works[0]
    app.shaping.rename(work, "Named at the command line")
    stale = {"title": "Named in the page", "was-title": work.title}
    assert browser.post(f"/work/{work.id}/rename", data=stale).status_code == 409
    assert app.work(work.id).title == "Named at the command line"
    fresh = {"title": "Named at the command line", "was-title": "Named at the command line"}
    assert "Renamed." not in _sent(browser, f"/work/{work.id}/rename", **fresh)
    (item, *_) = app.growing.open_feedback("Maya Lind")
    app.growing.act_on(item, change="The why comes first", confirmer="Grace Hale")
    stale = {"id": item.id, "change": "Shorter mails", "was-change": item.change, "confirmer": "Grace Hale"}
    assert browser.post(f"{_MAYA}/act", data=stale).status_code == 409
    assert app.growing.item(item.id).change == "The why comes first"


def test_windows_the_command_line_and_a_hook_at_once_lose_nothing(home: Path) -> None:
    """Four write as fast as they can; in the end all that was acknowledged stands."""

    def hook() -> None:
        with closing(open_app(home)) as own:
            for number in range(12):
                own.note(f"Note {number} of the hook, about the cache")

    with closing(open_app(home)) as app, pages(home) as one, pages(home) as other, ThreadPoolExecutor(3) as hands:
        work = app.judgement().works[0]
        hooked = hands.submit(hook)
        writing = [hands.submit(_written, window, work.id, number) for number, window in enumerate((one, other))]
        refused = sum(done.result() for done in writing)
        hooked.result()
        notes = {one.title for one in app.search("note", 100) if isinstance(one, Evidence)}
        assert sum("of the hook" in note for note in notes) == 12
        assert sum("of window" in note for note in notes) == 24
        stands = app.dossier(work).accomplishment
        assert stands
        assert stands.lesson in {"Lesson of window 0", "Lesson of window 1"}
        assert refused == 1


def _written(window: TestClient, ref: str, number: int) -> int:
    """Write notes and one lesson in a window; return how often it was refused as stale."""
    for note in range(12):
        assert window.post("/note", data={"words": f"Note {note} of window {number}, about it"}).status_code == 200
    form = {"slot": "lesson", "words": f"Lesson of window {number}", "was": ""}
    return int(window.post(f"/work/{ref}/say", data=form).status_code == 409)


@pytest.mark.parametrize("folder", ["~nobody-of-this-name/src", "a\0b"])
def test_what_is_no_folder_is_refused_at_once(browser: TestClient, folder: str) -> None:
    assert browser.post("/sources/collect", data={"repository": folder}).status_code == 400


def test_everything_is_found_and_leads_to_where_it_belongs(browser: TestClient) -> None:
    assert "Search everything" in _text(browser, "/search")
    page = _Seen(browser.get("/search?q=restore").text)
    assert "entries with “restore”" in page.text
    assert any(one["href"].startswith("/work/") for one in page.all("a"))
    assert any(one["href"].startswith("/people/") for one in _Seen(browser.get("/search?q=Maya").text).all("a"))
    assert "Nothing holds all of these words" in _text(browser, "/search?q=zyzzyva")


def test_looking_home_changes_no_number_of_the_terminal(browser: TestClient, app: App) -> None:
    app.listing(app.period(), 3)
    third = app.work("3").id
    _text(browser, "/")
    assert app.work("3").id == third


def test_what_cannot_be_done_shows_what_was_written(browser: TestClient) -> None:
    answer = browser.post("/work/0000/say", data={"slot": "lesson", "words": "Long thoughts", "was": ""})
    assert answer.status_code == 404
    assert "Long thoughts" in _Seen(answer.text).text


def test_pieces_of_work_are_put_right(browser: TestClient, app: App) -> None:
    works = app.judgement().works
    several = next(work for work in works if len(work.evidence) > 2)
    assert "Renamed." in _sent(browser, f"/work/{several.id}/rename", title="Called so")
    assert app.work(several.id).title == "Called so"
    assert "Accepted." in _sent(browser, f"/work/{works[0].id}/accept", to="/week")
    _sent(browser, f"/work/{several.id}/split", evidence=several.evidence[-1].id)
    assert len(app.work(several.id).evidence) == len(several.evidence) - 1
    before = len(app.judgement().works)
    _sent(browser, "/week/join", work=works[1].id, **{"with": works[2].id})
    assert len(app.judgement().works) == before - 1
    _sent(browser, f"/work/{several.id}/drop")
    assert len(app.judgement().works) == before - 2


def test_a_form_leads_to_no_other_place(browser: TestClient, app: App) -> None:
    work = app.judgement().works[0]
    for to in ("https://evil.example", "//evil.example", "/\\evil.example"):
        answer = browser.post(f"/work/{work.id}/accept", data={"to": to}, follow_redirects=False)
        assert answer.headers["location"].startswith(f"/work/{work.id}")


def test_before_and_after_a_one_to_one(browser: TestClient, app: App) -> None:
    text = _text(browser, f"{_MAYA}/1-1")
    assert "Why it mattered" in text
    told = app.talks.prepared("Maya Lind")[0]
    assert told.title in _text(browser, f"{_MAYA}/after")
    answer = browser.post(
        f"{_MAYA}/after",
        data={
            "told": told.id,
            "said_back": ["concern", "change"],
            "onward": "will",
            "where": "the staff meeting",
            "criticism": "Too long",
            "expects": "One page by 10 December",
        },
    )
    assert "Recorded." in _Seen(answer.text).text
    assert "One page" in _Seen(answer.text).text
    assert "Too long" in _text(browser, _MAYA)
    assert told.title in _text(browser, "/visibility/Maya%20Lind?show=yes")


def test_the_guess_comes_before_the_answer_and_is_kept(browser: TestClient) -> None:
    first = _text(browser, "/visibility/Grace%20Hale")
    assert "Guess first" in first
    assert "has heard none" not in first
    assert "You guessed 3." in _sent(browser, "/visibility/Grace%20Hale/guess", known="3")
    answer = browser.post("/visibility/Grace%20Hale/guess", data={"known": "many"})
    assert answer.status_code == 400


def test_what_came_back_later_is_recorded(browser: TestClient, app: App) -> None:
    heard = next(one for one in app.talks.visibility("Maya Lind").hearings if one.heard == "told")
    form = {"work": heard.work.id, "heard": "passed on", "said_back": "concern", "where": "the board"}
    assert "the board" in _sent(browser, "/visibility/Maya%20Lind/heard", **form)


def test_somebody_new_and_what_they_care_about(browser: TestClient) -> None:
    assert "Olga Ruiz" in _sent(browser, "/people", name="Olga Ruiz", listens="boss", rhythm="Mondays")
    olga = "/people/Olga%20Ruiz"
    assert "no more pages at night" in _sent(browser, f"{olga}/cares", words="no more pages at night", place="1:1")
    text = _sent(browser, f"{olga}/expects", words="A plan by 10 December")
    assert "A plan" in text
    assert "Is that right?" in text
    assert "unclear" in _sent(browser, f"{olga}/feedback", words="The mails are unclear", sort="criticism")
    assert "to the letter" in _sent(browser, f"{olga}/testimonial", words="It saved my week", audience="committee")
    assert "they use it themselves" in _sent(browser, f"{olga}/term", term="idempotency", words="")
    assert "Fewer nights" in _sent(browser, "/people/goal", words="Fewer nights", measure="pages a week")


def test_feedback_is_closed_by_somebody_elses_words_only(browser: TestClient, app: App) -> None:
    (item, *_) = app.growing.open_feedback("Maya Lind")
    open_still = _sent(browser, f"{_MAYA}/act", id=item.id, change="The why comes first", confirmer="Grace Hale")
    assert "open until somebody confirms it" in open_still
    closed = _sent(browser, f"{_MAYA}/act", id=item.id, confirmer="Grace Hale", confirmation="I saw it twice")
    assert "Grace Hale confirmed it." in closed


def test_an_expectation_is_confirmed_and_met(browser: TestClient, app: App) -> None:
    (one, *_) = app.growing.expectations("Maya Lind")
    assert "Confirmed." in _sent(browser, f"{_MAYA}/agreed", id=one.id, came="confirmed")
    assert "Met." in _sent(browser, f"{_MAYA}/agreed", id=one.id, came="met")


def test_consent_that_is_withdrawn_is_gone_from_every_text(browser: TestClient, app: App) -> None:
    (said, *_) = app.growing.testimonials()
    name = said.person.replace(" ", "%20")
    assert "consent withdrawn" in _sent(browser, f"/people/{name}/consent", id=said.id)
    assert not app.growing.testified(said.id).consent


def test_the_week_is_gone_through(browser: TestClient, app: App) -> None:
    question = app.talks.week().questions[-1]
    form = {"work": question.work.id, "slot": question.slot}
    assert "Passed over" in _sent(browser, "/week/answer", **form, words="")
    assert browser.post("/week/answer", data={**form, "slot": "nothing", "words": "Kept?"}).status_code == 404
    assert "Done for this week." in _sent(browser, "/week/through")


def test_a_note_is_kept_and_what_was_left_out_comes_back(browser: TestClient, app: App) -> None:
    assert "Noted." in _sent(browser, "/note", words="Paired with @Grace on the runbook #mentoring")
    out = app.judgement().left_out[0]
    assert out.evidence.title in _text(browser, f"/sources?why={out.why}")
    assert "It counts again" in _sent(browser, "/sources/back", evidence=out.evidence.id)


def test_an_address_is_confirmed_and_rejected(browser: TestClient, app: App) -> None:
    assert "is not you" in _sent(browser, "/settings/me", address="fred@corp.example", mine="no")
    assert "is you" in _sent(browser, "/settings/me", address="ed@home.example", mine="yes")
    assert {one.address for one in app.identities() if one.mine} >= {"ed@home.example"}


def test_the_season_is_filtered(browser: TestClient, app: App) -> None:
    untold = _text(browser, "/season?heard=no")
    told = _text(browser, "/season?heard=yes&person=Maya+Lind")
    assert "Restore drill" in told
    assert "told to somebody" in untold
    aim = next(aim for work in app.judgement().works for aim in app.audience.served(work))
    assert "pieces of work of" in _text(browser, f"/season?aim={aim.id}&kind=change&since=2025-01-01")
    assert browser.get("/season?since=yesterday").status_code == 400
    assert "Nothing here fits" in _text(browser, "/season?kind=nothing")


def test_a_serving_that_is_decided_stays(browser: TestClient, app: App) -> None:
    work, one = next((w, s) for w in app.judgement().works for s in app.audience.suggested(w))
    assert "It serves" in _sent(browser, f"/work/{work.id}/serves", aim=one.aim.id, holds="yes")
    assert one.aim in app.audience.served(work)


def test_settings_that_change_are_read_anew(home: Path, browser: TestClient) -> None:
    assert "Europe" in _text(browser, "/settings")
    settings = home / "treefall.toml"
    settings.write_text(settings.read_text().replace("Europe/", "Atlantic/").replace("Berlin", "Azores"))
    assert browser.get("/settings").status_code == 200


def test_a_title_with_signs_of_markup_is_changed_like_any_other(browser: TestClient, app: App) -> None:
    work, said = app.judgement().works[0], 'R&D <"one">'
    assert "Renamed." in _sent(browser, f"/work/{work.id}/rename", **{"title": said, "was-title": work.title})
    assert "Renamed." in _sent(browser, f"/work/{work.id}/rename", **{"title": "Plain", "was-title": said})
    assert app.work(work.id).title == "Plain"

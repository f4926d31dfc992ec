"""The journeys in Debian's Chromium: by mouse and by keyboard alone, with our script and without one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import Window, chromium, served, window
from playwright.sync_api import Browser
from shell import ED, Repository

from treefall.web import Keys
from treefall.web.routes import routes

_WAYS = pytest.mark.parametrize(
    ("by_keys", "script"),
    [(False, True), (True, True), (False, False), (True, False)],
    ids=["mouse", "keyboard", "mouse, no script", "keyboard, no script"],
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Chromium."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def demo(season: Path, tmp_path: Path) -> Iterator[Keys]:
    """Serve a season of one's own."""
    with served(Path(shutil.copytree(season, tmp_path / "home"))) as keys:
        yield keys


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Keys]:
    """Serve a home that was never used."""
    with served(tmp_path / "home") as keys:
        yield keys


@pytest.fixture
def shop(tmp_path: Path, new_repository: Callable[[str], Repository]) -> Path:
    """Return a repository of the fictional shop."""
    made = new_repository("shop")
    made.commit("Add idempotency keys to charges", {"charge.py": "key = 1\n"})
    made.commit("Fix double charging when a card is retried\n\nFixes #390", {"charge.py": "key = 2\n"})
    made.commit("Restore the billing backup once a month", {"ops/drill.sh": "restore\n"})
    return tmp_path / "shop"


def _weekly(at: Window) -> None:
    """Accept one, leave one out, join one, answer a question, be done."""
    at.go("/week")
    row = at.page.locator("[data-row]").first
    title = row.locator(".title").inner_text()
    at.press("Accept", within=row)
    at.says("Accepted.")
    assert title not in at.page.locator("ol.works").inner_text()
    at.press("Undo", within=at.page.locator("#live"))
    at.says("Taken back.")
    at.press("Leave out", within=at.page.locator("[data-row]").first)
    at.says("Left out")
    question = at.page.locator("form.open").first
    at.use(question.locator("textarea"))
    if at.by_keys:
        at.page.keyboard.type("Charged twice, customers called support")
    else:
        question.locator("textarea").fill("Charged twice, customers called support")
    at.press("Keep it", within=question)
    at.says("Kept.")
    at.press("Done for this week")
    at.says("Done for this week.")


def _before(at: Window) -> None:
    """Read what to say in 90 seconds, from the person's page."""
    at.go("/people")
    at.follow("Maya Lind")
    at.says("What they care about, in their words")
    at.follow("Prepare the 1:1")
    at.says("Why it mattered")
    assert len(at.page.locator("#episode").inner_text().split()) <= 260


def _after(at: Window) -> None:
    """Say what came back, in half a minute."""
    at.go("/people/Maya%20Lind/after")
    at.mark("why it mattered")
    at.mark("means to")
    at.write("Where", "the staff meeting")
    at.write("Any criticism, in their words?", "Too long for a Friday")
    at.write("What do they expect now?", "One page by 10 December")
    at.press("Record it")
    at.says("Recorded.")
    at.says("“One page”")
    at.press("Undo", within=at.page.locator("#live"))
    at.says("Taken back.")
    assert "“One page”" not in at.words


def _visibility(at: Window) -> None:
    """Guess first, then see, then write down what came back."""
    at.go("/visibility")
    at.follow("Grace Hale")
    at.says("Guess first")
    at.write("How many of", "3")
    at.press("Show me")
    at.says("You guessed 3.")
    at.go("/visibility/Maya%20Lind?show=yes")
    row = at.page.locator("tr[data-row]").filter(has=at.page.locator("details")).first
    at.use(row.locator("summary"))
    at.write("Their words", "It keeps the shop open", within=row)
    at.mark("why it mattered", within=row)
    at.press("Record it", within=row)
    at.says("Recorded.")


def _work(at: Window) -> None:
    """Fill a slot in place, see it kept, take it back."""
    at.go("/season")
    at.use(at.page.locator("[data-row] a").first)
    slot = at.page.locator("#slots form").filter(has=at.page.get_by_label("Next"))
    at.write("Next", "Ask support first", within=slot)
    at.press("Keep it", within=slot)
    at.says("Kept.")
    assert at.page.locator("#slots").get_by_label("Next").first.input_value() == "Ask support first"
    at.press("Undo", within=at.page.locator("#live"))
    at.says("Taken back.")
    assert at.page.locator("#slots").get_by_label("Next").first.input_value() != "Ask support first"


JOURNEYS: tuple[Callable[[Window], None], ...] = (_weekly, _before, _after, _visibility, _work)


@_WAYS
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda one: one.__name__.strip("_"))
def test_a_journey_over_the_season(
    browser: Browser, demo: Keys, journey: Callable[[Window], None], *, by_keys: bool, script: bool
) -> None:
    with window(browser, demo, script=script, by_keys=by_keys) as at:
        journey(at)


@_WAYS
def test_the_first_five_minutes_and_what_comes_of_them(
    browser: Browser, empty: Keys, shop: Path, *, by_keys: bool, script: bool
) -> None:
    with window(browser, empty, script=script, by_keys=by_keys) as at:
        at.go("/")
        at.write("A repository, or a folder of them", str(shop))
        at.write("Your address in its commits", ED[1])
        at.press("Read it")
        at.says("See what they come to")
        at.follow("See what they come to")
        at.says("Nobody was told about any of them")
        at.follow("Name somebody")
        at.write("Name", "Olga Ruiz")
        at.press("Keep")
        at.says("Olga Ruiz listens.")
        at.write("Their words", "no more pages at night")
        at.press("Keep it", within=at.page.locator("#cares"))
        at.says("“no more pages at night”")
        at.follow("Prepare the 1:1")
        at.says("Check I was clear")
        at.follow("After the 1:1")
        at.mark("my part")
        at.press("Record it")
        at.says("Recorded.")
        at.go("/week")
        at.press("Accept")
        at.says("Accepted.")


@_WAYS
def test_an_empty_home_teaches_on_every_page(browser: Browser, empty: Keys, *, by_keys: bool, script: bool) -> None:
    with window(browser, empty, script=script, by_keys=by_keys) as at:
        for route in routes():
            if route.show and "{" not in route.path:
                at.go(route.path)
                assert at.page.locator("h1").count() == 1, route.path
        at.complaints[:] = [one for one in at.complaints if "404" not in one]  # a paper about no work is none
        at.go("/")
        at.write("What no repository knows", "Paired with @Grace on the runbook #mentoring")
        at.press("Keep it")
        at.says("Noted.")
        at.says("1 piece of work")


def test_letters_go_through_the_inbox_and_take_back(browser: Browser, demo: Keys) -> None:
    with window(browser, demo) as at:
        at.go("/week")
        titles = at.page.locator("ol.works .title").all_inner_texts()
        keys = at.page.keyboard
        keys.press("j")
        keys.press("j")
        assert at.page.evaluate("() => document.activeElement.querySelector('.title').innerText") == titles[1]
        keys.press("k")
        keys.press("a")
        at.says("Accepted.")
        assert titles[0] not in at.page.locator("ol.works").inner_text()
        keys.press("u")
        at.says("Taken back.")
        assert titles[0] in at.page.locator("ol.works").inner_text()
        keys.press("d")
        at.says("Left out")
        keys.press("u")
        at.says("Taken back.")
        keys.press("o")
        assert at.page.locator("[data-row] details[open] select").first.is_visible()
        keys.press("Enter")
        at.page.wait_for_url("**/work/*")
        keys.press("/")
        keys.type("restore")
        keys.press("Enter")
        at.says("with “restore”")


def test_letters_lead_to_the_name_and_to_the_proofs(browser: Browser, demo: Keys) -> None:
    with window(browser, demo) as at:
        for key, where in (("r", "#shape"), ("s", "#proof")):
            at.go("/week")
            row = at.page.locator(f"[data-row]:has([data-key={key}])").first
            for _ in range(12):
                if row.count():
                    break
                at.press("Leave out")
                at.says("Left out")
            row.focus()
            at.page.keyboard.press(key)
            at.page.wait_for_url(f"**/work/*{where}")


def test_help_names_the_keys_of_the_page_and_closes(browser: Browser, demo: Keys) -> None:
    with window(browser, demo) as at:
        at.go("/week")
        at.page.keyboard.press("?")
        help_ = at.page.get_by_role("dialog")
        assert "Accept" in help_.inner_text()
        assert "the next row" in help_.inner_text()
        at.page.keyboard.press("j")
        assert at.page.evaluate("() => document.activeElement.closest('dialog') !== null")
        at.page.keyboard.press("Escape")
        assert not help_.is_visible()
        at.page.keyboard.press("Tab")
        at.page.locator("#q").focus()
        at.page.keyboard.type("jk?")
        assert at.page.locator("#q").input_value() == "jk?"


def test_two_windows_show_each_others_words_and_make_one_of_both(browser: Browser, demo: Keys) -> None:
    with window(browser, demo) as one, window(browser, demo) as other:
        one.go("/season")
        one.use(one.page.locator("[data-row] a").first)
        other.page.goto(one.page.url)
        for at, words in ((one, "From the first window"), (other, "From the second window")):
            slot = at.page.locator("#slots form").filter(has=at.page.get_by_label("Next"))
            at.write("Next", words, within=slot)
            at.press("Keep it", within=slot)
        one.says("Kept.")
        other.says("It was changed meanwhile")
        assert "From the first window" in other.words
        assert other.page.locator("textarea[readonly]").first.input_value()
        other.complaints[:] = [one for one in other.complaints if "409" not in one]


def test_back_shows_the_page_before(browser: Browser, demo: Keys) -> None:
    with window(browser, demo) as at:
        at.go("/visibility/Grace%20Hale")
        at.write("How many of", "2")
        at.press("Show me")
        at.says("You guessed 2.")
        at.go("/week")
        at.press("Done for this week")
        at.says("Done for this week.")
        at.page.wait_for_url(at.place + "/")
        at.page.go_back()
        at.page.wait_for_url("**/week")
        at.page.get_by_role("heading", level=1, name="work").wait_for()

"""What only a browser shows: letters as keys, help, two windows on one text, the way back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import served, window
from playwright.sync_api import Browser

from treefall.web import Keys


@pytest.fixture
def demo(season: Path, tmp_path: Path) -> Iterator[Keys]:
    """Serve a season of one's own."""
    with served(Path(shutil.copytree(season, tmp_path / "home"))) as keys:
        yield keys


def test_letters_go_through_the_inbox_and_take_back(chrome: Browser, demo: Keys) -> None:
    with window(chrome, demo) as at:
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


def test_letters_lead_to_the_name_and_to_the_proofs(chrome: Browser, demo: Keys) -> None:
    with window(chrome, demo) as at:
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


def test_help_names_the_keys_of_the_page_and_closes(chrome: Browser, demo: Keys) -> None:
    with window(chrome, demo) as at:
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


def test_two_windows_show_each_others_words_and_make_one_of_both(chrome: Browser, demo: Keys) -> None:
    with window(chrome, demo) as one, window(chrome, demo) as other:
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


def test_back_shows_the_page_before(chrome: Browser, demo: Keys) -> None:
    with window(chrome, demo) as at:
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

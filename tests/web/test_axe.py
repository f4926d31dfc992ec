"""What axe finds on the pages in both themes, and what it does not look at: reflow, zoom, spacing, targets, colours.

Every page of a season that was lived in, and of a home that was never used, is measured once at 320 pixels.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from browser import Window, served, window
from pages import shown
from playwright.sync_api import Browser
from thanks import thanks

import treefall.web
from treefall.app import open_app
from treefall.model import Kind
from treefall.pictures.paper import COLOURS
from treefall.web import Keys

_WANTED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_OF_COLOURS = ("color-contrast", "link-in-text-block")
_AXE = """rules => axe.run(document, {runOnly: rules}).then(
    found => found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)}`)))"""
_OPENED = "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
_LEVELS = "() => [...document.querySelectorAll('h1,h2,h3,h4')].map(one => Number(one.tagName[1]))"
_SMALL = """() => [...document.querySelectorAll('button, summary, input, select, textarea, nav a, a.mark')]
    .filter(one => one.checkVisibility() && one.type !== 'hidden')
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width < 24 || box.height < 24)
    .map(([one]) => one.outerHTML.slice(0, 120))"""
# What scrolls of itself and no key reaches; what cuts off its own words.
_LOST = """() => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility()).filter(one => {
    const style = getComputedStyle(one), wider = one.scrollWidth > one.clientWidth + 1;
    if (one.matches('.quiet, input, textarea, select, option, svg *') || style.clipPath !== 'none') return false;
    if (/auto|scroll/.test(style.overflowX)) return wider && one.tabIndex < 0;
    return /hidden|clip/.test(style.overflow) && (wider || one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 120))"""
_SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
        p {margin-bottom: 2em !important}`);
    document.adoptedStyleSheets = [sheet];
}"""
_TWICE = "() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = '200%'; }"
_MOTION = """() => document.getAnimations({subtree: true}).length"""


@pytest.fixture(scope="module")
def lived(season: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a season in which a question was rehearsed, too, and something waits; for looking only."""
    home = Path(shutil.copytree(season, tmp_path_factory.mktemp("lived") / "home"))
    with closing(open_app(home)) as app:
        app.rehearsing.answered(app.rehearsing.next(None), "I made it 90 % faster in May 2019.", 42)
        app.ledger.append([thanks()])
        app.assistants.hand_in_note("Chose the queue of the database", kind=Kind.DECISION, assistant="A", model="b")
    return home


@pytest.fixture(scope="module")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that was never used; for looking only."""
    return tmp_path_factory.mktemp("unused")


@pytest.fixture(scope="module")
def homes(lived: Path, unused: Path) -> Iterator[tuple[tuple[Keys, list[str]], ...]]:
    """Serve both, each with the addresses of its pages."""
    with served(lived) as one, served(unused) as other:
        yield (one, shown(lived)), (other, shown(unused))


@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe's own script; it comes with a package for tests alone and is no part of Treefall."""
    spec = find_spec("axe_playwright_python")
    if not (spec and spec.origin):
        pytest.skip("no axe: install axe-playwright-python")
    return (Path(spec.origin).parent / "axe.min.js").read_text()


def _found(at: Window, axe: str) -> list[str]:
    """Return what axe finds on the page as it stands, unfolded: by every rule in light, by those of colours in dark."""
    at.page.evaluate(_OPENED)
    at.page.evaluate(axe)
    found = at.page.evaluate(_AXE, list(_WANTED))
    at.page.emulate_media(color_scheme="dark")
    found += at.page.evaluate(_AXE, {"type": "rule", "values": list(_OF_COLOURS)})
    at.page.emulate_media(color_scheme="light")
    return [f"{at.page.url} {one}" for one in found]


def test_axe_finds_nothing_on_any_page(chrome: Browser, homes: tuple[tuple[Keys, list[str]], ...], axe: str) -> None:
    found: list[str] = []
    for keys, paths in homes:
        with window(chrome, keys) as at:
            for path in paths:
                at.go(path)
                found += _found(at, axe)
            at.forgive("40")
    assert not found


def test_axe_finds_nothing_after_what_a_person_does(chrome: Browser, season: Path, tmp_path: Path, axe: str) -> None:
    found: list[str] = []
    with served(Path(shutil.copytree(season, tmp_path / "home"))) as keys, window(chrome, keys) as at:
        for does, says in _DONE:
            does(at)
            at.says(says)
            found += _found(at, axe)
        at.forgive("40")
    assert not found


def _accepts(at: Window) -> None:
    at.go("/week")
    at.press("Accept")


def _names_no_day(at: Window) -> None:
    at.go("/people/Maya%20Lind")
    at.page.locator("#expects summary").first.click()
    at.write("What they expect now, in their words", "A plan", within=at.page.locator("#expects details").first)
    at.page.evaluate("() => { document.getElementById('f-due').type = 'text'; }")
    at.write("By when", "soon", within=at.page.locator("#expects details").first)
    at.press("Keep it", within=at.page.locator("#expects details").first)


def _is_late(at: Window) -> None:
    at.go("/season")
    at.use(at.page.locator("[data-row] a").first)
    slot = at.page.locator("#slots form").filter(has=at.page.get_by_label("Next"))
    slot.locator("input[name=was]").evaluate("one => { one.value = 'What stood there once'; }")
    at.write("Next", "Ask support first", within=slot)
    at.press("Keep it", within=slot)


def _pastes_a_reply(at: Window) -> None:
    at.go("/replies")
    at.write("Their answer", "If my director asks: the shop stays open when the tax service is down.")
    at.press("Show me")


def _asks_for_help(at: Window) -> None:
    at.go("/week")
    at.page.keyboard.press("?")


_DONE = (
    (_accepts, "Accepted."),
    (_names_no_day, "is no day"),
    (_is_late, "It was changed meanwhile"),
    (_pastes_a_reply, "Put it right, then record it"),
    (_asks_for_help, "the next row"),
)


@pytest.fixture(scope="module")
def measured(chrome: Browser, homes: tuple[tuple[Keys, list[str]], ...]) -> dict[str, dict[str, Any]]:
    """Return what was measured on each page, by its address."""
    seen: dict[str, dict[str, Any]] = {}
    for keys, paths in homes:
        with window(chrome, keys, viewport={"width": 320, "height": 640}) as at:
            for path in paths:
                at.go(path)
                seen[f"{keys.port}{path}"] = _measures(at)
            at.forgive("40")
    return seen


def _measures(at: Window) -> dict[str, Any]:
    look = at.page.evaluate
    found = {"levels": look(_LEVELS), "small": look(_SMALL)}
    look(_OPENED)
    found |= {"wide": look(_WIDE), "lost": look(_LOST)}
    look(_SPACED)
    found |= {"spaced wide": look(_WIDE), "spaced lost": look(_LOST)}
    at.page.set_viewport_size({"width": 640, "height": 400})
    look(_TWICE)
    found["twice as large wide"] = look(_WIDE)
    at.page.set_viewport_size({"width": 320, "height": 640})
    return found


@pytest.mark.parametrize("how", ["wide", "spaced wide", "twice as large wide"])
def test_no_page_scrolls_sideways(measured: dict[str, dict[str, Any]], how: str) -> None:
    assert {path: one[how] for path, one in measured.items() if one[how] > 0} == {}


@pytest.mark.parametrize("how", ["lost", "spaced lost"])
def test_no_word_is_cut_off_and_keys_reach_whatever_scrolls(measured: dict[str, dict[str, Any]], how: str) -> None:
    assert {path: one[how] for path, one in measured.items() if one[how]} == {}


def test_what_is_pressed_is_large_enough(measured: dict[str, dict[str, Any]]) -> None:
    assert {path: one["small"] for path, one in measured.items() if one["small"]} == {}


def test_headings_go_down_one_step_at_a_time(measured: dict[str, dict[str, Any]]) -> None:
    for path, one in measured.items():
        assert one["levels"][0] == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(one["levels"])), path


def test_nothing_moves_for_who_does_not_want_it(chrome: Browser, homes: tuple[tuple[Keys, list[str]], ...]) -> None:
    with window(chrome, homes[0][0], reduced_motion="reduce") as at:
        at.go("/")
        assert at.page.evaluate(_MOTION) == 0


def _style() -> str:
    return (Path(treefall.web.__file__).parent / "static" / "treefall.css").read_text()


def test_every_pair_of_colours_can_be_read() -> None:
    light, dark = (dict(re.findall(r"--(\w+):(#\w+)", part)) for part in re.findall(r":root\{([^}]*)\}", _style())[:2])
    words, paper = ("ink", "soft", "accent", "good", "care", "stop", "link"), ("paper", "lift", "field")
    for colours, (word, under) in product((light, light | dark), product(words, paper)):
        assert _contrast(colours[word], colours[under]) >= 4.5, (word, under)
    for colours, under in product((light, light | dark), paper):
        assert _contrast(colours["edge"], colours[under]) >= 3, ("edge", under)
        assert _contrast(colours["paper"], colours["accent"]) >= 4.5


def test_every_colour_of_a_picture_has_one_for_dark_paper() -> None:
    for name, colour in COLOURS.items():
        for where in ("fill", "stroke"):
            assert f'svg [{where}="{colour}"]{{{where}:var(--{name})}}' in _style(), name


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

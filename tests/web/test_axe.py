"""What axe finds on the pages in both themes, and what it does not look at: reflow, targets, every pair of colours."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.util import find_spec
from itertools import pairwise, product
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import chromium, served, window
from pages import pages
from playwright.sync_api import Browser

import treefall.web
from treefall.app import open_app
from treefall.web import Keys
from treefall.web.routes import routes

_WANTED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_THEMES = ("light", "dark")
_BESIDE = ("/people/{name}?questions=yes", "/visibility/{name}?show=yes", "/season?heard=no", "/search?q=restore")
_WRONG = ("/nothing/here", "/work/0000")
_AXE = """tags => axe.run(document, {runOnly: tags}).then(
    found => found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)}`)))"""
_SMALL = """() => [...document.querySelectorAll('button, summary, input, select, textarea, nav a, a.mark')]
    .filter(one => one.checkVisibility() && one.type !== 'hidden')
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width < 24 || box.height < 24)
    .map(([one]) => one.outerHTML.slice(0, 120))"""
_MOTION = """() => document.getAnimations({subtree: true}).length"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Chromium."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def looked_at(season: Path) -> Iterator[Keys]:
    """Serve the season, for looking only."""
    with served(season) as keys:
        yield keys


@pytest.fixture(scope="module")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keys]:
    """Serve a home that was never used, for looking only."""
    with served(tmp_path_factory.mktemp("unused")) as keys:
        yield keys


@pytest.fixture(scope="module")
def homes(looked_at: Keys, unused: Keys) -> tuple[Keys, Keys]:
    """Return the keys of both."""
    return looked_at, unused


@pytest.fixture(scope="module")
def paths(season: Path) -> tuple[str, ...]:
    """Return the addresses of every page of the season, those of what went wrong included."""
    with closing(open_app(season)) as app:
        given = {"ref": app.judgement().works[0].id, "name": quote("Maya Lind"), "why": app.judgement().left_out[0].why}
    asked = [_filled(path, given) for path in (*(route.path for route in routes() if route.show), *_BESIDE)]
    with pages(season) as seen:  # some addresses give a file to keep, which is no page
        shown = [path for path in asked if seen.get(path).headers["content-type"].startswith("text/html")]
    return (*shown, f"/sources?why={quote(given['why'])}", *_WRONG)


@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe's own script; it comes with a package for tests alone and is no part of Treefall."""
    spec = find_spec("axe_playwright_python")
    if not (spec and spec.origin):
        pytest.skip("no axe: install axe-playwright-python")
    return (Path(spec.origin).parent / "axe.min.js").read_text()


def _filled(path: str, given: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda part: given.get(part[1], "0000"), path)


@pytest.mark.parametrize("theme", _THEMES)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, homes: tuple[Keys, Keys], paths: tuple[str, ...], axe: str, theme: str
) -> None:
    looked_at, unused = homes
    found: list[str] = []
    for keys, asked in ((looked_at, paths), (unused, [path for path in paths if path.count("/") == 1])):
        with window(browser, keys, color_scheme=theme) as at:
            for path in asked:
                at.go(path)
                at.page.evaluate(axe)
                found += [f"{path} {one}" for one in at.page.evaluate(_AXE, list(_WANTED))]
            at.complaints[:] = [one for one in at.complaints if "404" not in one]
    assert not found


def test_pages_flow_anew_at_320_pixels_and_at_twice_the_size(
    browser: Browser, looked_at: Keys, paths: tuple[str, ...]
) -> None:
    with window(browser, looked_at, viewport={"width": 320, "height": 640}) as at:
        for path in paths:
            at.go(path)
            wide = at.page.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= 320, path
            at.page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        at.complaints[:] = [one for one in at.complaints if "404" not in one]


def test_what_is_pressed_is_large_enough(browser: Browser, looked_at: Keys, paths: tuple[str, ...]) -> None:
    with window(browser, looked_at, viewport={"width": 390, "height": 844}) as at:
        for path in paths:
            at.go(path)
            assert at.page.evaluate(_SMALL) == [], path
        at.complaints[:] = [one for one in at.complaints if "404" not in one]


def test_nothing_moves_for_who_does_not_want_it(browser: Browser, looked_at: Keys) -> None:
    with window(browser, looked_at, reduced_motion="reduce") as at:
        at.go("/")
        assert at.page.evaluate(_MOTION) == 0


def test_headings_go_down_one_step_at_a_time(browser: Browser, looked_at: Keys, paths: tuple[str, ...]) -> None:
    with window(browser, looked_at) as at:
        for path in paths:
            at.go(path)
            levels = at.page.evaluate(
                "() => [...document.querySelectorAll('h1,h2,h3,h4')].map(one => Number(one.tagName[1]))"
            )
            assert levels[0] == 1, path
            assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), path
        at.complaints[:] = [one for one in at.complaints if "404" not in one]


def test_every_pair_of_colours_can_be_read() -> None:
    style = (Path(treefall.web.__file__).parent / "static" / "treefall.css").read_text()
    light, dark = (dict(re.findall(r"--(\w+):(#\w+)", part)) for part in re.findall(r":root\{([^}]*)\}", style)[:2])
    words, paper = ("ink", "soft", "accent", "good", "care", "stop", "link"), ("paper", "lift", "field")
    for colours, (word, under) in product((light, light | dark), product(words, paper)):
        assert _contrast(colours[word], colours[under]) >= 4.5, (word, under)
    for colours, under in product((light, light | dark), paper):
        assert _contrast(colours["edge"], colours[under]) >= 3, ("edge", under)
        assert _contrast(colours["paper"], colours["accent"]) >= 4.5


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""What somebody else wrote is shown and does nothing: every hostile text, on every page and through every form."""

import re
import shutil
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import chromium, served, window
from hostile import TEXTS, fill
from pages import addresses, pages
from starlette.testclient import TestClient

from treefall.app import open_app
from treefall.web.routes import routes

_OURS = frozenset(
    {
        *("html", "head", "meta", "title", "link", "script", "noscript", "body", "header", "nav", "main", "footer"),
        *("section", "article", "aside", "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "a"),
        *("img", "span", "small", "br", "strong", "em", "sup", "code", "pre", "blockquote", "kbd", "hr", "figure"),
        *("figcaption", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "col"),
        *("form", "fieldset", "legend", "label", "input", "textarea", "select", "option", "optgroup", "datalist"),
        *("button", "time", "output", "progress", "meter", "svg", "g", "path", "rect", "circle", "line", "polyline"),
        *("polygon", "text", "tspan", "desc", "defs", "pattern", "clippath", "use", "dialog", "b", "i", "abbr", "cite"),
    }
)
_ACTING = """() => [...document.querySelectorAll('*')].filter(one =>
    [...one.attributes].some(at => at.name.startsWith('on')
        || (/^\\s*(javascript|data):/i.test(at.value) && at.name !== 'value')
        || (at.name === 'style' && one.tagName !== 'svg')
        || (['src', 'action', 'formaction', 'srcset', 'xlink:href'].includes(at.name) && !at.value.startsWith('/')))
    || ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE', 'MATH', 'FRAME', 'AUDIO', 'VIDEO'].includes(one.tagName)
    || (one.tagName === 'SCRIPT' && one.getAttribute('src') !== '/static/treefall.js')
    || (one.tagName === 'IMG' && one.getAttribute('src') !== '/static/mark.svg')
    || (one.tagName === 'LINK' && !one.getAttribute('href').startsWith('/static/')))
    .map(one => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which every foreign word is hostile."""
    home = tmp_path_factory.mktemp("hostile")
    fill(home)
    return home


@pytest.fixture(scope="module")
def paths(hostile: Path) -> list[str]:
    """Return the addresses of its pages: of several pieces of work, of everybody, of every search."""
    with closing(open_app(hostile)) as app:
        refs = [work.id for work in app.judgement().works[:4]]
        names = [quote(one.person.name, safe="") for one in app.audience.people()]
        found = addresses(app)
    for route in routes():
        if route.show:
            fills = refs if "{ref}" in route.path else names if "{name}" in route.path else ["0000"]
            parts = [re.sub(r"\{\w+\}", "{}", route.path).format(*[one] * 3) for one in fills]
            found += dict.fromkeys(parts)
    found += [f"/visibility/{name}?show=yes" for name in names]
    return [*found, *(f"/search?q={quote(text[:300])}" for text in TEXTS), *_asked()]


def _asked() -> list[str]:
    """Return addresses that are hostile themselves."""
    return [f"/{place}/{quote(text[:300], safe='')}" for text in TEXTS for place in ("work", "people", "nothing")]


class _Forms(HTMLParser):
    """The forms of a page, each with the fields that it sends; and what of the page is none of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[tuple[str, str, str]]]] = []
        self.foreign: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _OURS or any(name.startswith("on") for name in given) or "style" in given:
            self.foreign.append(self.get_starttag_text() or tag)
        if tag == "form" and given.get("method") == "post":
            self.forms.append((given.get("action", ""), []))
        elif tag in {"input", "textarea", "select", "button"} and self.forms and given.get("name"):
            self.forms[-1][1].append((given["name"], given.get("type", tag), given.get("value", "")))


def test_no_text_becomes_a_part_of_a_page(hostile: Path, paths: list[str]) -> None:
    with pages(hostile) as browser:
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code in {200, 303, 400, 404}, (path, answer.text[:300])
            if answer.headers["content-type"].startswith("text/html"):
                assert _Forms(answer.text).foreign == [], path
                assert "49" not in re.findall(r"\b49\b(?= \{% raw)", answer.text)
                assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", answer.text), path


@pytest.mark.parametrize("turn", [0, 9, 18])
def test_every_form_takes_it_as_words(season: Path, tmp_path: Path, turn: int) -> None:
    home = Path(shutil.copytree(season, tmp_path / "home"))
    with closing(open_app(home)) as app:
        given = {"ref": app.judgement().works[0].id, "name": quote("Maya Lind")}
    with pages(home) as browser:
        forms: dict[tuple[str, ...], tuple[str, list[tuple[str, str, str]]]] = {}
        for route in routes():
            if route.show:
                path = re.sub(r"\{(\w+)\}", lambda part: given.get(part[1], "0000"), route.path)
                for action, fields in _Forms(browser.get(path).text).forms:
                    where = re.sub("[0-9a-f]{8,}", "", action or path)
                    forms.setdefault((where, *(name for name, _, _ in fields)), (action or path, fields))
        assert len(forms) > 20
        for number, (action, fields) in enumerate(forms.values()):
            _taken(browser, action, fields, [*TEXTS[(turn + number) % len(TEXTS) :], *TEXTS])


def _taken(browser: TestClient, action: str, fields: list[tuple[str, str, str]], texts: list[str]) -> None:
    """Send a text of `texts` in every field that somebody could write in; the hidden ones stay as they are."""
    fixed = {"hidden", "button", "radio", "checkbox"}
    sent = {name: value if kind in fixed else text for (name, kind, value), text in zip(fields, texts, strict=False)}
    answer = browser.post(action, data=sent)
    assert answer.status_code in {200, 400, 404, 409, 413}, (action, answer.status_code, answer.text[:500])
    if answer.headers["content-type"].startswith("text/html"):
        assert _Forms(answer.text).foreign == [], action


def test_a_browser_sees_no_new_element_and_asks_for_nothing(hostile: Path, paths: list[str]) -> None:
    with chromium() as browser, served(hostile) as keys, window(browser, keys) as at:
        at.page.on("dialog", lambda dialog: at.complaints.append(dialog.message))
        for path in paths:
            if "/file" in path:  # a file to keep, which is no page
                continue
            at.go(path)
            assert at.page.evaluate(_ACTING) == [], path
            assert at.page.evaluate("() => globalThis.harmed === undefined"), path
            assert at.page.url.startswith(at.place)
        at.complaints[:] = [one for one in at.complaints if not one.startswith("Failed to load resource")]


def test_bytes_that_are_no_text_are_taken_as_such(browser: TestClient) -> None:
    for body in (b"words=%ED%A0%80%00&x=%FF%FE", b"words=" + b"%C0%AF" * 50, b"\xff\xfe=\x00", b"words=%"):
        answer = browser.post("/note", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
        assert answer.status_code in {200, 400}, answer.text[:300]

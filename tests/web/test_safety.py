"""Who may come in: every route against every wrong host, page and browser. The routes are the router's own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import PLACE, PORT, pages
from starlette.testclient import TestClient

from treefall.web import START, Keys
from treefall.web.guard import MOST_BYTES
from treefall.web.routes import routes

_ASKED = sorted((method, re.sub(r"\{\w+\}", "0000", route.path)) for route in routes() for method, _ in route.methods())
_CHANGING = [path for method, path in _ASKED if method == "POST"]
_HOSTS = (
    *("evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}", ""),
    *(f"localhost.:{PORT}", f"[::1]:{PORT}", f"0.0.0.0:{PORT}", f"127.0.0.1:{PORT}@evil.example", f"127.1:{PORT}"),
)
_ORIGINS = (
    *("null", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", f"https://127.0.0.1:{PORT}"),
    *(f"http://localhost:{PORT}", f"{PLACE}.evil.example", f"{PLACE}/", "file://"),
)


@pytest.fixture(scope="module")
def stranger(season: Path) -> Iterator[TestClient]:
    """Give a browser that nobody let in."""
    with pages(season, let_in=False) as browser:
        yield browser


@pytest.fixture(scope="module")
def known(season: Path) -> Iterator[TestClient]:
    """Give the browser that was let in."""
    with pages(season) as browser:
        yield browser


@pytest.mark.parametrize(("method", "path"), _ASKED)
def test_no_other_host_is_answered(known: TestClient, method: str, path: str) -> None:
    for host in _HOSTS:
        assert known.request(method, path, headers={"host": host}).status_code == 400, host


@pytest.mark.parametrize(("method", "path"), _ASKED)
def test_without_the_cookie_nothing_is_shown_or_done(stranger: TestClient, method: str, path: str) -> None:
    for cookie in ("", f"treefall-{PORT}=", f"treefall-{PORT}=wrong", "treefall-1=x", "\x00=;;", f"treefall-{PORT}"):
        answer = stranger.request(method, path, headers={"cookie": cookie})
        assert answer.status_code == 401, cookie
        assert "Larkspur" not in answer.text


@pytest.mark.parametrize("path", _CHANGING)
def test_no_other_page_changes_anything(known: TestClient, path: str) -> None:
    for origin in _ORIGINS:
        assert known.post(path, headers={"origin": origin}).status_code == 403, origin
    for site in ("cross-site", "same-site", "hmm"):
        assert known.post(path, headers={"sec-fetch-site": site}).status_code == 403, site
    request = known.build_request("POST", path)
    for name in ("origin", "sec-fetch-site"):
        del request.headers[name]
    assert known.send(request).status_code == 403


@pytest.mark.parametrize("path", _CHANGING)
def test_no_more_is_read_than_is_wanted(known: TestClient, path: str) -> None:
    assert known.post(path, headers={"content-length": str(MOST_BYTES + 1)}).status_code == 413
    assert known.post(path, headers={"content-length": "much"}).status_code == 413


def test_every_answer_bears_the_headers_of_safety(known: TestClient, stranger: TestClient) -> None:
    answers = [
        known.get("/"),
        known.get("/nothing/here"),
        known.get("/static/treefall.css"),
        known.get("/", headers={"host": "evil.example"}),
        stranger.get("/"),
        known.post("/undo", headers={"origin": "null"}),
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_the_token_opens_once_and_only_as_it_is(season: Path) -> None:
    keys = Keys(PORT)
    token = keys.token
    assert not any(map(keys.exchanged, ("", token[:-1], token + "x", "é")))
    assert keys.exchanged(token)
    assert not keys.exchanged(token)
    assert not keys.exchanged("")
    with pages(season, let_in=False) as browser:
        assert browser.get(START, params={"token": "wrong"}).status_code == 401
        assert not browser.cookies


def test_the_cookie_is_for_this_place_and_no_script(season: Path) -> None:
    with pages(season, let_in=False) as browser:
        assert browser.get(START).status_code == 401
    with pages(season) as browser:
        (cookie,) = browser.cookies.jar
        assert cookie.name == f"treefall-{PORT}"
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "strict"


def test_two_starts_share_nothing() -> None:
    one, other = Keys(PORT), Keys(PORT)
    assert one.token != other.token
    assert one.session != other.session

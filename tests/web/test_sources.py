"""Sources in a browser: what was read and what was not, and how another place is connected."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pages import pages, said
from shell import ED, Repository
from starlette.testclient import TestClient

from treefall.app import open_app


@pytest.fixture
def shop(tmp_path: Path, new_repository: Callable[[str], Repository]) -> Path:
    """Return a repository whose commits name pull requests that nothing reads."""
    made = new_repository("shop")
    made.commit("Add idempotency keys to charges (#412)", {"charge.py": "key = 1\n"})
    return tmp_path / "shop"


@pytest.fixture
def home(tmp_path: Path, shop: Path) -> Path:
    """Return a home that has read it."""
    with closing(open_app(tmp_path / "home")) as app:
        app.collect(repositories=[shop], me=[ED[1]])
    return tmp_path / "home"


def _read(browser: TestClient, form: dict[str, str]) -> str:
    """Let the page read, and return what it says once that has ended."""
    page = browser.post("/sources/collect", data=form).text
    for _ in range(600):
        if "data-again" not in page:
            break
        time.sleep(0.05)
        page = browser.get("/sources").text
    return said(page)


def test_of_every_place_it_says_what_was_read_and_until_when(browser: TestClient, shop: Path) -> None:
    page = said(browser.get("/sources").text)
    assert "1 place, all read of late" in page
    assert f"git {shop} fresh, read" in page
    assert "1 piece of evidence" in page


def test_what_nobody_looked_at_is_named_with_the_place_that_would_show_it(browser: TestClient) -> None:
    page = browser.get("/sources").text
    assert "Reviews and merges on GitHub: not connected, though 1 title names one" in said(page)
    assert 'href="/sources?connect=github#connect"' in page


def test_a_place_that_cannot_be_read_says_why(browser: TestClient, shop: Path) -> None:
    shop.rename(shop.with_name("moved"))
    _read(browser, {})
    page = said(browser.get("/sources").text)
    assert "1 not up to date" in page
    assert "Could not be read: 1 thing" in page


def test_connecting_says_what_would_be_read_and_asks_for_no_token(browser: TestClient) -> None:
    for kind in browser.get("/sources").text.split("/sources?connect=")[1:]:
        name = kind.split("#")[0]
        shown = browser.get(f"/sources?connect={name}")
        assert shown.status_code == 200
        assert 'type="password"' not in shown.text
    page = browser.get("/sources?connect=github").text
    assert "treefall connect github" in said(page)
    assert "GITHUB_TOKEN" in said(page)
    assert "your pull requests" in said(page)
    assert "token" not in {name.split('"')[0] for name in page.split('name="')[1:]}
    assert browser.get("/sources?connect=nothing").status_code == 200


@pytest.mark.parametrize(
    ("holds", "kind"), [("documents", "document"), ("notes", "note"), ("incidents", "incident"), ("brags", "note")]
)
def test_a_folder_of_pages_is_read_and_remembered(
    browser: TestClient, home: Path, tmp_path: Path, holds: str, kind: str
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "2026-03-02-drill.md").write_text(f"# Restore drill\n\nDate: 2026-03-02\nAuthor: {ED[1]}\n\nIt held.\n")
    assert "1 new." in _read(browser, {"repository": str(folder), "holds": holds})
    assert f"{folder} fresh" in said(browser.get("/sources").text)
    with closing(open_app(home)) as app:
        (found,) = app.search("restore drill")
        assert kind in str(getattr(found, "kind", ""))


def test_what_is_no_folder_is_not_remembered(browser: TestClient, home: Path) -> None:
    before = (home / "treefall.toml").read_text()
    answer = browser.post("/sources/collect", data={"repository": "/nowhere/at/all", "holds": "notes"})
    assert answer.status_code == 404
    assert "/nowhere/at/all" in said(answer.text)
    assert (home / "treefall.toml").read_text() == before


def test_a_kind_that_is_none_is_read_as_repositories(browser: TestClient, shop: Path) -> None:
    assert "0 new." in _read(browser, {"repository": str(shop), "holds": "spells"})


def test_a_home_that_was_never_used_is_told_how_to_begin(tmp_path: Path) -> None:
    with pages(tmp_path / "new") as browser:
        page = said(browser.get("/sources").text)
    assert "Nothing is read yet" in page
    assert "Not seen" not in page

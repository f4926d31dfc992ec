import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browser import chromium
from pages import pages
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from treefall.app import App, open_app


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a home that holds the fictional season; for looking only, since all tests look at it."""
    from treefall.app.demo import fill  # noqa: PLC0415 - a year takes a while

    home = tmp_path_factory.mktemp("season")
    with closing(open_app(home)) as app:
        fill(app)
    before = (home / "ledger.db").read_bytes()
    yield home
    assert (home / "ledger.db").read_bytes() == before, "a test wrote into the season that all look at"


@pytest.fixture
def visited(season: Path) -> Iterator[TestClient]:
    """Give a browser that looks at the season."""
    with pages(season) as browser:
        yield browser


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[TestClient]:
    """Give a browser that looks at a home that was never used."""
    with pages(tmp_path) as browser:
        yield browser


@pytest.fixture
def home(season: Path, tmp_path: Path) -> Path:
    """Return a home of one's own that holds the season."""
    return Path(shutil.copytree(season, tmp_path / "home"))


@pytest.fixture
def browser(home: Path) -> Iterator[TestClient]:
    """Give a browser that looks at that home."""
    with pages(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """Give Chromium itself."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def app(home: Path) -> Iterator[App]:
    """Give that home to somebody at the command line, at the same time."""
    with closing(open_app(home)) as opened:
        yield opened

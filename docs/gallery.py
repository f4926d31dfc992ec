"""Make `docs/pictures/gallery`: the pages of `treefall serve` over the demonstration's season, as Chromium shows them.

    uv run --all-extras python docs/gallery.py [FOLDER] [--all [HOME]]

Chromium is $CHROMIUM or Debian's. Without --all the few that `docs/web.md` shows; with it every page in both themes at
390, 1024 and 1600 pixels, of the season, of a home that was never used, and of HOME, to look at. The pictures are PNG
as Chromium writes them: no other program is needed.
"""

import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from socket import socket
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from treefall.app import open_app
from treefall.app.demo import fill
from treefall.web import Keys, application
from treefall.web.routes import routes

GALLERY = Path(__file__).parent / "pictures" / "gallery"
SHOWN = (
    ("home", "/", "light", 1024),
    ("season", "/season", "dark", 1024),
    ("one-to-one", "/people/{people}/1-1", "light", 390),
    ("visibility", "/visibility/{people}?show=yes", "light", 1024),
    ("case", "/case", "dark", 1024),
)
BESIDE = (
    *("/visibility/{people}?show=yes", "/visibility?show=yes", "/search?q=restore", "/nothing/here"),
    *("/papers?paper=packet", "/papers?paper=self-review&for=committee", "/impact?work={work}"),
)
_WIDTHS, _THEMES = (390, 1024, 1600), ("light", "dark")
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


def main(folder: Path, homes: Mapping[str, Path], *, every: bool) -> None:
    """Write the pictures into `folder`: the few of the docs, or `every` one of all `homes`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as season, tempfile.TemporaryDirectory() as unused, sync_playwright() as tool:
        with closing(open_app(Path(season))) as app:
            fill(app)
            app.rehearsing.answered(app.rehearsing.next(None), "Refunds took nine days. I made it one, in May.", 42)
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = tool.chromium.launch(executable_path=program, args=[*_QUIET])
        for name, home in {"season": Path(season), **({"unused": Path(unused), **homes} if every else {})}.items():
            with served(home) as keys:
                shoot(seen_by(browser, keys), keys, folder, about(home), name if every else "")
        browser.close()


def shoot(page: Page, keys: Keys, folder: Path, things: Mapping[str, str], home: str) -> None:
    """Take the pictures of a home: of all its pages where it has a name, else those that the docs show."""
    place = f"http://127.0.0.1:{keys.port}"
    shown = every_page(home) if home else SHOWN
    for name, path, theme, width in shown:
        parts = re.findall(r"\{(\w+)\}", path)
        if all(things.get(part) for part in parts) and _shows(page, place + path.format_map(things)):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # a word of Playwright's
            page.set_viewport_size({"width": width, "height": 844 if width < _WIDTHS[1] else 760})
            page.screenshot(path=folder / f"{name}.png", full_page=bool(home))


def about(home: Path) -> Mapping[str, str]:
    """Return the first of each thing that a page of `home` can be about, by the first part of its address."""
    with closing(open_app(home)) as app:
        works, claims, answers = app.judgement().works, app.impacts.claims(), app.rehearsing.debriefs()
        people = app.audience.people()
        return {
            "work": works[0].id if works else "",
            "impact": claims[0].id if claims else "",
            "rehearse": answers[0].rehearsal.id if answers else "",
            "people": quote(people[0].person.name) if people else "",
        }


def every_page(home: str) -> Iterator[tuple[str, str, str, int]]:
    """Yield every page in both themes at every width, named by what it is about."""
    addresses = [re.sub(r"^/(\w+)(.*)\{\w+\}", r"/\1\2{\1}", one.path) for one in routes() if one.show]
    for path in (*(one.replace("{visibility}", "{people}") for one in addresses), *BESIDE):
        for theme, width in product(_THEMES, _WIDTHS):
            yield f"{home}{re.sub('[^a-z0-9]+', '-', path).rstrip('-')}-{theme}-{width}", path, theme, width


def seen_by(browser: Browser, keys: Keys) -> Page:
    """Return a page of a browser that was let in."""
    context = browser.new_context()
    context.add_cookies([{"name": keys.cookie, "value": keys.session, "url": f"http://127.0.0.1:{keys.port}"}])
    return context.new_page()


def _shows(page: Page, address: str) -> bool:
    """Show `address`; False where it is a file to keep and no page."""
    if page.url != address and page.request.get(address).headers["content-type"].startswith("text/html"):
        page.goto(address)
    return page.url == address


@contextmanager
def served(home: Path) -> Iterator[Keys]:
    """Serve the pages of `home`, and give the keys to them."""
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        keys = Keys(listening.getsockname()[1])
        face = application(partial(open_app, home), keys)
        server = uvicorn.Server(uvicorn.Config(face, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield keys
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    every = "--all" in sys.argv
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(Path(words[0]) if words else GALLERY, dict(zip(("home",), map(Path, words[1:]), strict=False)), every=every)

"""Make `docs/pictures/gallery`: the pages of `treefall serve` over the demonstration's season, as Chromium shows them.

    uv run --all-extras python docs/gallery.py [FOLDER] [--all]

Chromium is $CHROMIUM or Debian's. Without --all the few that `docs/web.md` shows; with it every page in both themes at
390, 1024 and 1600 pixels, to look at. The pictures are PNG as Chromium writes them: no other program is needed.
"""

import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from socket import socket
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from treefall.app import open_app
from treefall.app.demo import fill
from treefall.web import Keys, application
from treefall.web.routes import routes

GALLERY = Path(__file__).parent / "pictures" / "gallery"
SHOWN = (
    ("home", "/", "light", 1024),
    ("season", "/season", "dark", 1024),
    ("one-to-one", "/people/{name}/1-1", "light", 390),
    ("visibility", "/visibility/{name}?show=yes", "light", 1024),
)
_WIDTHS, _THEMES = (390, 1024, 1600), ("light", "dark")
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


def main(folder: Path, *, every: bool) -> None:
    """Write the pictures into `folder`: the few of the docs, or `every` one."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as tool:
        with closing(open_app(Path(home))) as app:
            fill(app)
            given = {"ref": app.judgement().works[0].id, "name": quote("Maya Lind")}
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = tool.chromium.launch(executable_path=program, args=[*_QUIET])
        with served(Path(home)) as keys:
            for name, path, theme, width in every_page() if every else SHOWN:
                address = re.sub(r"\{(\w+)\}", lambda part: given.get(part[1], "0000"), path)
                take(browser, keys, address, theme=theme, width=width, to=folder / f"{name}.png", whole=every)
        browser.close()


def every_page() -> Iterator[tuple[str, str, str, int]]:
    """Yield every page in both themes at every width."""
    for path in (*(one.path for one in routes() if one.show), "/visibility/{name}?show=yes", "/search?q=restore"):
        for theme in _THEMES:
            for width in _WIDTHS:
                yield f"{re.sub('[^a-z0-9]+', '-', path).strip('-') or 'home'}-{theme}-{width}", path, theme, width


def take(browser: Browser, keys: Keys, path: str, *, theme: str, width: int, to: Path, whole: bool) -> None:
    """Take the picture of the page at `path`: the whole of it, or what a screen shows."""
    size = {"width": width, "height": 844 if width < _WIDTHS[1] else 760}
    context = browser.new_context(color_scheme=theme, viewport=size)  # type: ignore[arg-type]  # a word of Playwright's
    place = f"http://127.0.0.1:{keys.port}"
    context.add_cookies([{"name": keys.cookie, "value": keys.session, "url": place}])
    page = context.new_page()
    if _is_page(page.request.get(place + path).headers):
        page.goto(place + path)
        page.screenshot(path=to, full_page=whole)
    context.close()


def _is_page(headers: dict[str, str]) -> bool:
    return headers["content-type"].startswith("text/html")


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
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(Path(words[0]) if words else GALLERY, every="--all" in sys.argv)

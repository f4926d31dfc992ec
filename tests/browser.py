"""Debian's Chromium before the pages of a home, as a person sits there; every request and every complaint is kept."""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from treefall.app import open_app
from treefall.web import START, Keys, application

_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
_PATIENCE = 15_000  # milliseconds: how long anything may take on a busy machine
_FAR = 400  # presses of Tab


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Chromium, without a window; where there is none the test is left out and says so."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("no Chromium: apt-get install chromium, or set CHROMIUM to its program")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=program, args=[*_QUIET])
        yield browser
        browser.close()


@contextmanager
def served(home: Path) -> Iterator[Keys]:
    """Serve the pages of `home` on a free port, and give the keys to them."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        keys = Keys(listening.getsockname()[1])
        config = uvicorn.Config(application(partial(open_app, home), keys), log_level="critical", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield keys
        server.should_exit = True
        thread.join(30)


@dataclass
class Window:
    """A window of the browser that was let in.

    Attributes:
        page: what it shows.
        place: the address of the pages.
        by_keys: everything is done by the keyboard alone.
        asked: every address that was requested.
        complaints: what the browser found wrong: refused by the policy, not there, broken script.
    """

    page: Page
    place: str
    by_keys: bool = False
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Show the page at `path`."""
        self.page.goto(self.place + path)

    def press(self, name: str, *, role: str = "button", within: Locator | None = None) -> None:
        """Press the first button of that name, or follow the link."""
        self.use((within or self.page.locator("main")).get_by_role(role, name=name).first)  # type: ignore[arg-type]

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Follow the first link of that name."""
        self.press(name, role="link", within=within)

    def write(self, label: str, words: str, *, within: Locator | None = None) -> None:
        """Write `words` into the first field of that label, in place of what stands there."""
        self.fill((within or self.page.locator("main")).get_by_label(label).first, words)

    def fill(self, one: Locator, words: str) -> None:
        """Write `words` into the field `one`, in place of what stands there."""
        if self.by_keys:
            self._reach(one)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(words)
        else:
            one.fill(words)

    def choose(self, label: str, begins: str, *, within: Locator | None = None) -> None:
        """Choose what `begins` so in the first list of that label."""
        one = (within or self.page.locator("main")).get_by_label(label, exact=True).first
        if self.by_keys:
            self._reach(one)
            self.page.keyboard.type(begins)
        else:
            options = one.locator("option").all_inner_texts()
            one.select_option(index=next(n for n, words in enumerate(options) if words.startswith(begins)))

    def mark(self, label: str, *, within: Locator | None = None) -> None:
        """Tick the first box of that label."""
        box = (within or self.page.locator("main")).get_by_label(label).first
        if not self.by_keys:
            box.check()
        elif not box.is_checked():
            self._reach(box, presses="Space")

    def use(self, one: Locator) -> None:
        """Press what `one` is: by a click, or by Tab and Enter."""
        if self.by_keys:
            self._reach(one, presses="Enter")
        else:
            one.click()
        self.page.wait_for_load_state()

    @property
    def words(self) -> str:
        """Return what the page says."""
        return self.page.locator("body").inner_text()

    def counted(self, where: str) -> int:
        """Return how many words stand at `where`; marks that lead to proofs are none."""
        return len(" ".join(self.page.locator(where).evaluate_all(_UNMARKED)).split())

    def leaves(self, path: str) -> None:
        """Wait until another page than that at `path` is shown."""
        self.page.wait_for_url(lambda url: url != self.place + path, timeout=_PATIENCE)

    def forgive(self, part: str) -> None:
        """Forget the complaints that hold `part`: the browser names every answer that says what went wrong."""
        self.complaints[:] = [one for one in self.complaints if part not in one]

    def says(self, words: str) -> None:
        """Wait until the page says `words`."""
        self.page.get_by_text(words).first.wait_for(timeout=_PATIENCE, state="attached")

    def _reach(self, one: Locator, presses: str = "") -> None:
        """Go to `one` by Tab (inside of a group of choices by its arrows), and press a key there."""
        one.wait_for()
        stops = one.evaluate(_BETWEEN)
        for _ in range(abs(stops)):
            self.page.keyboard.press("Tab" if stops > 0 else "Shift+Tab")
        for _ in range(_FAR):
            if one.evaluate("it => it === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
            if one.evaluate(_BESIDE):
                self.page.keyboard.press("ArrowDown")
        else:
            pytest.fail(f"no Tab reaches {one}")
        if presses:
            self.page.keyboard.press(presses)


_UNMARKED = """all => all.map(one => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll('sup').forEach(mark => mark.remove());
    return copy.innerText;
})"""
# How many stops lie before it from where the focus is, counted backwards where it stands before; choices are no stops.
_BETWEEN = """it => {
    const stops = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex="0"]')].filter(
        one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility() && one.type !== 'radio' && one !== it);
    const from = document.activeElement;
    const before = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    return from !== document.body && before(it, from)
        ? -stops.filter(one => before(it, one) && before(one, from)).length - 1
        : stops.filter(one => (from === document.body || before(from, one)) && before(one, it)).length;
}"""
_BESIDE = (
    "it => it.type === 'radio' && document.activeElement !== it && document.activeElement.name === it.name"
    " && document.activeElement.form === it.form"
)


@contextmanager
def window(
    browser: Browser, keys: Keys, *, script: bool = True, by_keys: bool = False, **looks: object
) -> Iterator[Window]:
    """Open a window on what `keys` opens, the first of them by the launch token, and close it again.

    At the end every request must have stayed on this machine, and the browser must not have complained.
    """
    place = f"http://127.0.0.1:{keys.port}"
    context = browser.new_context(java_script_enabled=script, **looks)  # type: ignore[arg-type]
    context.set_default_timeout(_PATIENCE)
    _let_in(context, keys, place)
    opened = Window(context.new_page(), place, by_keys)
    watch(context, opened.asked.append, opened.complaints.append)
    yield opened
    context.close()
    assert {urlsplit(one).netloc for one in opened.asked if not one.startswith("data:")} <= {urlsplit(place).netloc}
    assert not opened.complaints


def watch(context: BrowserContext, asked: Callable[[str], None], complained: Callable[[str], None]) -> None:
    """Report every request of `context`, and everything that its pages find wrong."""
    context.on("request", lambda request: asked(request.url))
    context.on("weberror", lambda error: complained(str(error.error)))
    context.on("console", lambda said: complained(said.text) if said.type in {"error", "warning"} else None)


def _let_in(context: BrowserContext, keys: Keys, place: str) -> None:
    """Let the context in: by the launch token while it is good, afterwards by the cookie that it was exchanged for."""
    if keys.token:
        page = context.new_page()
        page.goto(f"{place}{START}?token={keys.token}")
        page.close()
    else:
        cookie = {"name": keys.cookie, "value": keys.session, "url": place, "httpOnly": True, "sameSite": "Strict"}
        context.add_cookies([cookie])  # type: ignore[list-item]

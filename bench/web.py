"""Time every page over one person's ten years, and weigh it.

    python bench/web.py [--n 50000] [--rounds 7] [--paint]

The ledger holds `n` made-up commits and the year of the demonstration, so that every page has something to show. Prints
{"n", "entries", "load", "first", "pages": {PATH: {"milliseconds", "processor", "after_write", "kilobytes"}}, "slowest",
"heaviest", "script_kilobytes"}: the median of the rounds of what one request takes inside of the server, from the
first byte asked to the last one answered, and of the processor's time for it, both in milliseconds: where others work
on the machine (`load`: how many wait for a processor), the second is the one to compare. `after_write` is the
processor's time of the first look at a page after something was said that no source observed. `first` is the very first
page, which reads what the ledger comes to. With `--paint` also {"paint"}: for each
page the milliseconds until Chromium first painted something, on loopback.
"""

import argparse
import json
import os
import random
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.parse import quote

from judge import history
from starlette.testclient import TestClient

from treefall.app import open_app
from treefall.app.demo import fill
from treefall.web import START, Keys, application
from treefall.web.routes import routes

_PORT = 8766
_PAINTED = """() => new Promise(done => { const look = () => {
    const [first] = performance.getEntriesByType('paint');
    first ? done(first.startTime) : setTimeout(look, 20); }; look(); })"""
_SAID = "/people/Maya%20Lind/cares"
_PATIENCE = 180_000  # milliseconds
_CHROMIUM = "/usr/bin/chromium"
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--paint", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        entries, paths = filled(home, options.n)
        with inside(home) as browser:
            first = seconds(browser, "/")[1] * 1000
            pages = {path: measured(browser, path, options.rounds) for path in paths}
        found = {
            "n": options.n,
            "entries": entries,
            "load": round(os.getloadavg()[0], 1),
            "first": round(first),
            "pages": pages,
            "slowest": max(pages, key=lambda path: pages[path]["processor"]),
            "heaviest": max(pages, key=lambda path: pages[path]["kilobytes"]),
            "script_kilobytes": round((_static() / "treefall.js").stat().st_size / 1000, 1),
        }
        print(json.dumps(found | ({"paint": painted(home, paths)} if options.paint else {}), indent=1))


def filled(home: Path, n: int) -> tuple[int, list[str]]:
    """Fill `home`, and return how many entries it holds and the addresses of every page."""
    with closing(open_app(home)) as app:
        fill(app)
        app.ledger.append(history(n, random.Random(1)))  # noqa: S311 - made-up data, no secret
    with closing(open_app(home)) as app:
        work = app.judgement().works[0].id
        person = next(iter(app.listeners()))
        given = {"ref": work, "name": quote(person, safe="")}
        paths = [re.sub(r"\{(\w+)\}", lambda part: given.get(part[1], "0"), one.path) for one in routes() if one.show]
        return sum(1 for _ in app.ledger.entries()), [*paths, "/season?since=2010-01-01", "/search?q=cache"]


@contextmanager
def inside(home: Path) -> Iterator[TestClient]:
    """Give a browser that was let in."""
    keys = Keys(_PORT)
    with TestClient(application(partial(open_app, home), keys), base_url=f"http://127.0.0.1:{_PORT}") as browser:
        browser.get(START, params={"token": keys.token}, follow_redirects=False)
        browser.headers |= {"origin": str(browser.base_url), "sec-fetch-site": "same-origin"}
        yield browser


def seconds(browser: TestClient, path: str) -> tuple[float, float, int]:
    """Return the seconds that one request takes by the clock and of the processor, and the bytes that come."""
    begun, busy = time.perf_counter(), time.process_time()
    answer = browser.get(path)
    took, worked = time.perf_counter() - begun, time.process_time() - busy
    if answer.status_code not in {200, 404}:
        raise SystemExit(f"{path}: {answer.status_code}")
    return took, worked, len(answer.content)


def measured(browser: TestClient, path: str, rounds: int) -> Mapping[str, float]:
    seconds(browser, path)
    browser.post(_SAID, data={"words": f"Pages such as {path} come at once"}, follow_redirects=False)
    written = seconds(browser, path)[1]
    taken = [seconds(browser, path) for _ in range(rounds)]
    return {
        "milliseconds": round(statistics.median(took for took, _, _ in taken) * 1000, 1),
        "processor": round(statistics.median(worked for _, worked, _ in taken) * 1000, 1),
        "after_write": round(written * 1000, 1),
        "kilobytes": round(taken[-1][2] / 1000, 1),
    }


def painted(home: Path, paths: list[str]) -> Mapping[str, float]:
    """Return when Chromium painted each page first, served by the program itself; milliseconds."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only for this figure

    from treefall.web.serving import serving  # noqa: PLC0415

    opened: list[str] = []
    ready = threading.Event()

    def answer(address: str) -> None:
        opened.append(address)
        ready.set()

    with suppress(ValueError):  # uvicorn wants signals, which only the first thread has
        threading.Thread(target=serving, args=(home, 0, answer), daemon=True).start()
    ready.wait(60)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=os.environ.get("CHROMIUM", _CHROMIUM), args=[*_QUIET])
        page = browser.new_page()
        page.set_default_timeout(_PATIENCE)  # the first page reads what the ledger comes to
        page.goto(opened[0])
        place = opened[0].partition(START)[0]
        found = {}
        for path in paths:
            try:
                page.goto(place + path)
                page.goto(place + path)
            except Error:  # a file to keep is no page
                continue
            found[path] = round(page.evaluate(_PAINTED))
        browser.close()
    return found


def _static() -> Path:
    import treefall.web  # noqa: PLC0415 - the package's own folder

    return Path(treefall.web.__file__).parent / "static"


if __name__ == "__main__":
    main()

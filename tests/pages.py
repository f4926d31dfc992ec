"""The pages over a home, asked as the browser asks that Treefall started."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from treefall.app import App, open_app
from treefall.web import START, Keys, application
from treefall.web.routes import routes

BESIDE = (
    *("/people/{name}?questions=yes", "/visibility/{name}?show=yes", "/visibility?show=yes", "/season?heard=no"),
    *("/search?q=restore", "/papers?paper=self-review&for=committee", "/papers?paper=packet"),
    *("/sources?connect=github", "/work/{ref}?check=yes", "/settings?check=yes", "/nothing/here"),
    "/season?since=yesterday",
)
"""Addresses of pages that show more, or something else, for what stands behind the question mark."""
PORT = 8765
PLACE = f"http://127.0.0.1:{PORT}"


@contextmanager
def pages(home: Path, *, let_in: bool = True) -> Iterator[TestClient]:
    """Give a browser that looks at the pages of `home`; one that nobody let in, if so."""
    keys = Keys(PORT)
    with TestClient(application(partial(open_app, home), keys), base_url=PLACE) as browser:
        if let_in:
            browser.get(START, params={"token": keys.token})
        browser.headers |= {"origin": PLACE, "sec-fetch-site": "same-origin"}
        yield browser


def addresses(app: App) -> list[str]:
    """Return the addresses of every page that there is of `app`: of the first of each thing that a page can be about.

    A route that is about something else fails here, until it is said what that is.
    """
    works, claims, answers = app.judgement().works, app.impacts.claims(), app.rehearsing.debriefs()
    people, out = app.audience.people(), app.judgement().left_out
    about = {
        "/impact/": claims[0].id if claims else "",
        "/rehearse/": answers[0].rehearsal.id if answers else "",
        "/work/": works[0].id if works else "",
        "/people/": quote(people[0].person.name, safe="") if people else "",
    }
    about["/visibility/"] = about["/people/"]
    found: list[str] = []
    for path in (*(route.path for route in routes() if route.show), *BESIDE):
        part = next(one for begins, one in about.items() if path.startswith(begins)) if "{" in path else ""
        if part or "{" not in path:
            found.append(re.sub(r"\{\w+\}", part, path))
    return [*found, *(f"/sources?why={quote(one.why)}" for one in out[:1])]


def shown(home: Path) -> list[str]:
    """Return the addresses of every page of `home`, without those that give a file to keep."""
    with closing(open_app(home)) as app:
        asked = addresses(app)
    with pages(home) as browser:
        return [path for path in asked if browser.get(path).headers["content-type"].startswith("text/html")]


def said(html: str) -> str:
    """Return the words of a page, without what is not shown."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())


def hidden(html: str, action: str) -> dict[str, str]:
    """Return the fields that the form which goes to `action` carries along, by name."""
    form = html.split(f'action="{action}"')[1].split("</form>", maxsplit=1)[0]
    return {
        unescape(name): unescape(value) for name, value in re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', form)
    }

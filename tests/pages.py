"""The pages over a home, asked as the browser asks that Treefall started."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from treefall.app import open_app
from treefall.web import START, Keys, application

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


def said(html: str) -> str:
    """Return the words of a page, without what is not shown."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())


def hidden(html: str, action: str) -> dict[str, str]:
    """Return the fields that the form which goes to `action` carries along, by name."""
    form = html.split(f'action="{action}"')[1].split("</form>", maxsplit=1)[0]
    return {
        unescape(name): unescape(value) for name, value in re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', form)
    }

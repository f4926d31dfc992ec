"""Where a text names a command, a page leads to where that is done here; nobody is sent to a page that is not there."""

from urllib.parse import urlsplit

import pytest
from pages import said
from starlette.routing import Match, Route
from starlette.testclient import TestClient

from treefall.cli import JOURNEYS
from treefall.web.links import link, linked
from treefall.web.routes import routes

_ONLY_THERE = frozenset(
    {
        *("demo", "serve", "hook", "schedule", "suggest", "check", "remind", "learned", "resume", "mcp", "completion"),
        *("undo", "withdraw", "history", "forget", "export", "import", "backup"),
    }
)
"""What only a terminal does: it works on files and programs, or is a button on the page of what it is about."""


def _page(text: str) -> str:
    ((_, to),) = [part for part in linked(text) if part[0].startswith("treefall")]
    return to


def test_every_command_leads_to_its_page_or_has_none() -> None:
    commands = {name for table in JOURNEYS.values() for name in table}
    assert {name for name in commands if not _page(f"treefall {name}")} == _ONLY_THERE


@pytest.mark.parametrize("name", sorted({name for table in JOURNEYS.values() for name in table} - _ONLY_THERE))
@pytest.mark.parametrize("about", ["", " 'Maya Lind'", " NAME"])
def test_where_a_command_leads_something_is_shown(name: str, about: str) -> None:
    path = urlsplit(_page(f"treefall {name}{about}")).path
    scope = {"type": "http", "method": "GET", "path": path}
    shown = (Route(route.path, lambda _: None) for route in routes() if route.show)
    assert any(route.matches(scope)[0] is Match.FULL for route in shown)


@pytest.mark.parametrize(
    ("hint", "parts"),
    [
        ("See the numbers: treefall list", [("treefall list", "/season")]),
        ("Who? treefall people 'Maya Lind'.", [("treefall people 'Maya Lind'", "/people/Maya%20Lind")]),
        ("treefall 1:1 Maya, then wait", [("treefall 1:1 Maya", "/people/Maya/1-1")]),
        ("Run `treefall doctor`.", [("treefall doctor", "/settings?check=yes")]),
        ("treefall connect jira x.example", [("treefall connect jira x.example", "/sources?connect=jira#connect")]),
        (
            'Read some: treefall collect --repo PATH, or say it: treefall note "what I did"',
            [("treefall collect --repo PATH", "/sources"), ('treefall note "what I did"', "/#note")],
        ),
        ("treefall ask WORK", [("treefall ask WORK", "/season")]),
        ("treefall backup --restore FILE", []),
        ("treefall 'unclosed", []),
        ("Nothing to run", []),
        ("", []),
    ],
)
def test_commands_in_a_hint_are_found(hint: str, parts: list[tuple[str, str]]) -> None:
    found = [*linked(hint)]
    assert "".join(words for words, _ in found) == hint
    assert [part for part in found if part[1]] == parts


def test_what_no_page_does_leads_home() -> None:
    assert [link(command) for command in ("treefall", "", "treefall backup", "treefall --home x list")] == [
        *("/", "/", "/", "/season"),
    ]


def test_an_error_leads_to_the_page_that_helps(browser: TestClient) -> None:
    lost = browser.get("/work/nothing")
    assert lost.status_code == 404
    assert 'See what there is: <a href="/season">treefall list</a>' in lost.text
    assert '<a href="/">Back</a>' in lost.text


def test_back_is_where_one_came_from_and_never_elsewhere(browser: TestClient) -> None:
    for came, back in (
        (f"{browser.base_url}/people?questions=yes", "/people?questions=yes"),
        ("https://evil.example/x", "/"),
        (f"{browser.base_url}//evil.example", "/"),
        ("", "/"),
    ):
        page = browser.get("/work/nothing", headers={"referer": came}).text
        assert f'<a href="{back}">Back</a>' in page, came


def test_a_hostile_hint_is_words(browser: TestClient) -> None:
    bait = browser.get("/people/%3Cimg%20src=x%20onerror=alert(1)%3E")
    assert "<img src=x" not in bait.text
    assert "treefall people" in said(bait.text)

"""A tracker is connected in three steps, and its issues become one with the work that names them."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import loopback_jira as jira
import loopback_linear as linear
import pytest
from loopback import TOKEN, Loopback, served
from shell import Person, Repository


class Place(NamedTuple):
    """A tracker with issues in it, and as which kind it is connected."""

    kind: str
    server: Loopback
    epic: str


@pytest.fixture(params=["jira", "data center", "linear"])
def place(request: pytest.FixtureRequest, ed: Person) -> Iterator[Place]:
    bare = "127_0_0_1"
    ed.variables |= {f"JIRA_API_TOKEN_{bare}": f"{jira.LOGIN}:{TOKEN}", f"LINEAR_API_KEY_{bare}": TOKEN}
    with ExitStack() as stack:
        if request.param == "linear":
            asked = stack.enter_context(served(linear.Linear()))
            asked.issues = [linear.issue(390), linear.issue(391, team="OPS")]
            yield Place("linear", asked, "Nobody pays twice")
            return
        cloud = request.param == "jira"
        if not cloud:
            ed.variables[f"JIRA_API_TOKEN_{bare}"] = TOKEN
        tracker = stack.enter_context(served(jira.Jira() if cloud else jira.DataCenter()))
        tracker.issues = [jira.issue(390, cloud=cloud), jira.issue(391, cloud=cloud, key="OPS")]
        tracker.epics = {"PAY-7": "Nobody pays twice", "OPS-7": "Quiet nights"}
        yield Place("jira", tracker, "Nobody pays twice")


def test_it_is_connected_in_three_steps(ed: Person, place: Place) -> None:
    asked = ed.run("connect", place.kind, place.server.url)
    assert "Say so with --yes." in asked.err
    assert "they are counted" in " ".join(asked.out.split())
    assert not place.server.seen
    done = ed.runs("connect", place.kind, place.server.url, "--yes", "--only", "PAY")
    words = " ".join(done.out.split())
    assert "You are Ed Stone <ed@corp.example>" in words
    assert "of yours; touched last:" in words
    assert "PAY-390" in words
    assert "OPS-391" not in words
    assert 'login = "ed@corp.example"' in (ed.home / "treefall.toml").read_text()
    assert TOKEN not in done.out + done.err


def test_a_commit_that_names_an_issue_is_one_with_it(ed: Person, place: Place, shop_repository: Repository) -> None:
    (ed.folder / "once.py").write_text("once = True\n" * 40)
    sha = shop_repository.commit("PAY-390: Charge each order once", {"pay/once.py": "once = True\n" * 40})
    ed.runs("collect", "--me", "ed@corp.example", "--repo", str(ed.folder))
    ed.runs("connect", place.kind, place.server.url, "--yes")
    ed.runs("collect")
    works = ed.runs("list", "--json").json["accomplishments"]
    (both,) = [work for work in works if {one["source"] for one in work["evidence"]} == {"git", place.kind}]
    assert {one["native"] for one in both["evidence"]} == {"PAY-390", sha}
    assert both["title"] == "Charge each order once"
    priority = "Urgent" if place.kind == "linear" else "Highest"
    assert both["reasons"][:2] == [f"priority {priority} (PAY-390)", f"part of “{place.epic}”"]
    assert f"{place.kind} " in ed.runs("sources").out
    alone = {one["native"] for work in works for one in work["evidence"] if len(work["evidence"]) == 1}
    assert "OPS-391" in alone  # which nothing names: it was finished in the tracker


def test_no_token_stays_anywhere(ed: Person, place: Place) -> None:
    outputs = [ed.run("connect", place.kind, place.server.url, "--yes"), ed.run("collect"), ed.run("list", "--json")]
    place.server.tokens = set()
    outputs.append(ed.run("collect"))
    assert "does not accept the token" in outputs[-1].err
    assert all(TOKEN not in done.out + done.err for done in outputs)
    files: list[Path] = [path for path in ed.home.rglob("*") if path.is_file()]
    assert TOKEN not in "".join(path.read_text("utf-8", "replace") for path in files)


def test_which_jira_has_to_be_said(ed: Person) -> None:
    done = ed.run("connect", "jira", "--yes")
    assert "Which Jira?" in done.err
    assert "treefall connect jira NAME.atlassian.net" in done.err


def test_a_site_of_the_cloud_wants_an_address_before_the_token(ed: Person) -> None:
    ed.variables["JIRA_API_TOKEN"] = TOKEN
    done = ed.run("connect", "jira", "corp.atlassian.net", "--yes")
    assert "wants your address before the token" in " ".join(done.err.split())
    assert TOKEN not in done.err

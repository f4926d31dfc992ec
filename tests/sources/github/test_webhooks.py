"""GitHub's own examples of what it sends, and its own recorded answers, are understood: every one of them.

They are not part of this project. Where the folder in the variable TREEFALL_TEST_GITHUB_EXAMPLES holds what
`npm install @octokit/webhooks-examples @octokit/fixtures` puts there, these tests read it.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from treefall.forge.issues import discussion, issue
from treefall.forge.people import Whose
from treefall.forge.pulls import pull
from treefall.forge.releases import release
from treefall.forge.reviews import review
from treefall.model import Entry, Evidence
from treefall.remote.records import Raw, text
from treefall.sources.github.host import Host

VARIABLE = "TREEFALL_TEST_GITHUB_EXAMPLES"


def whose(record: Raw, path: str = "user.login") -> Whose:
    return Whose(Host("github.com"), text(record, path))


def _pull(sent: Raw) -> tuple[Entry, ...]:
    return pull(sent["pull_request"], whose(sent["pull_request"]))


def _review(sent: Raw) -> tuple[Entry, ...]:
    return review({**sent["pull_request"], "reviews": [sent["review"]]}, whose(sent["review"]))


def _comment(sent: Raw) -> tuple[Entry, ...]:
    said = {**sent["comment"], "submitted_at": sent["comment"]["created_at"], "comments": [sent["comment"]]}
    return review({**sent["pull_request"], "reviews": [said]}, whose(said))


def _thread(sent: Raw) -> tuple[Entry, ...]:
    comment = sent["thread"]["comments"][0]
    return _comment({**sent, "comment": comment})


def _issue(sent: Raw) -> tuple[Entry, ...]:
    return issue(sent["issue"], whose(sent["issue"]))


def _discussion(sent: Raw) -> tuple[Entry, ...]:
    return discussion(sent["discussion"], whose(sent["discussion"]))


def _release(sent: Raw) -> tuple[Entry, ...]:
    return release({**sent["release"], "draft": False}, whose(sent["release"], "author.login"), ())


RELEVANT = MappingProxyType(
    {
        "pull_request": _pull,
        "pull_request_review": _review,
        "pull_request_review_comment": _comment,
        "pull_request_review_thread": _thread,
        "issues": _issue,
        "issue_comment": _issue,
        "discussion": _discussion,
        "discussion_comment": _discussion,
        "release": _release,
    }
)


def folder() -> Path:
    said = os.environ.get(VARIABLE, "")
    if not said:
        pytest.skip(f"no examples of GitHub's: set {VARIABLE} to a folder with its npm packages")
    return next(path.parent for path in Path(said).rglob("@octokit/webhooks-examples"))


def examples(kind: str) -> Iterator[dict[str, Any]]:
    for listed in sorted((folder() / "webhooks-examples").glob("*/index.json")):
        for event in json.loads(listed.read_text(encoding="utf-8")):
            yield from event["examples"] if event["name"] == kind else ()


@pytest.mark.parametrize("kind", RELEVANT)
def test_every_example_of_a_webhook_is_evidence(kind: str) -> None:
    number = 0
    for number, sent in enumerate(examples(kind), 1):  # noqa: B007 - counted
        entries = RELEVANT[kind](sent)
        observed = [entry for entry in entries if isinstance(entry, Evidence)]
        assert len(observed) == 1, sent
        assert observed[0].native.strip("# ")
        assert re.fullmatch(r"https://[^/]+/[^/]+/[^/]+", observed[0].origin)
        assert observed[0].roles[0].address.endswith("@users.noreply.github.com")
    assert number


def test_every_recorded_issue_and_release_is_evidence() -> None:
    number = 0
    for file in sorted((folder() / "fixtures").rglob("*-fixture.json")):
        for record in _records(json.loads(file.read_text(encoding="utf-8"))):
            if "tag_name" in record:
                assert release({**record, "draft": False}, whose(record, "author.login"), ())
            else:
                assert issue(record, whose(record))
            number += 1
    assert number > 10


def _records(content: object) -> Iterator[Raw]:
    """Yield every issue and release in `content`, however deep."""
    if isinstance(content, dict):
        if "node_id" in content and ("/issues/" in str(content.get("html_url")) or "tag_name" in content):
            yield content
        for value in content.values():
            yield from _records(value)
    elif isinstance(content, list):
        for value in content:
            yield from _records(value)

"""What GitLab's records show, as evidence of the same form as any forge's."""

from collections.abc import Iterator

import pytest
from gitlab_reader import GitLabReader
from loopback import served
from loopback_gitlab import (
    GROUP,
    LOGIN,
    GitLab,
    event,
    issue,
    merge_request,
    note,
    person,
    release,
    reviewed,
    thread,
)

from treefall.model import Evidence, Kind, Part, Stand, Standing, Tie, entry_id
from treefall.value.ties import PULL_REQUEST


@pytest.fixture(scope="module")
def running() -> Iterator[GitLab]:
    with served(GitLab()) as forge:
        yield forge


@pytest.fixture
def forge(running: GitLab) -> GitLab:
    running.reset()
    return running


def read(forge: GitLab) -> GitLabReader:
    reader = GitLabReader(forge)
    reader.collect()
    assert not reader.rejected
    return reader


def only(forge: GitLab) -> Evidence:
    (found,) = read(forge).evidence
    return found


def test_a_merge_request_has_its_story(forge: GitLab) -> None:
    forge.merge_requests = [merge_request(412)]
    found = only(forge)
    assert (found.source, found.kind, found.native, found.origin) == ("gitlab", Kind.CHANGE, "!412", GROUP)
    assert found.url == f"{GROUP}/-/merge_requests/412"
    assert found.body == "Customers were charged twice.\n\nCloses #1412"
    assert found.files
    assert [change.path for change in found.files.changes] == ["pay/charge.py"]
    assert (found.files.count, found.files.added, found.files.deleted) == (1, 40, 2)
    assert found.facts == {
        "pull": 412,
        "state": "merged",
        "labels": "bug, sev1",
        "milestone": "2.1",
        "base": "main",
        "branch": "once-412",
        "head": f"{412:040x}",
        "merge": f"{1_000_412:040x}",
        "merged_at": "2026-01-01T07:52:00+00:00",
        "closes": "1412",
        "closes_labels": "incident",
        "closes_title": "Orders hang (1412)",
        "rounds": 2,
        "approvals": 1,
        "changes_requested": 1,
        "reviewers": 1,
        "review_comments": 1,
        "comments": 3,
        "commits": 1,
    }
    assert [(role.part, role.name) for role in found.roles] == [
        (Part.AUTHOR, "Ed Stone"),
        (Part.REVIEWER, "Grace Hopper"),
    ]


def test_a_merged_one_has_landed_and_is_tied_to_its_commits(forge: GitLab) -> None:
    forge.merge_requests = [merge_request(412, squash_commit_sha="5" * 40)]
    entries = list(read(forge).entries.values())
    (landed,) = (one for one in entries if isinstance(one, Standing))
    (tie,) = (one for one in entries if isinstance(one, Tie))
    (found,) = (one for one in entries if isinstance(one, Evidence))
    assert (landed.evidence, landed.stand, landed.name) == (found.id, Stand.LANDED, "main")
    assert tie.why == PULL_REQUEST
    shas = f"{1_000_412:040x}", f"{412:040x}", "5" * 40
    assert tie.evidence == (found.id, *(entry_id("git", sha) for sha in shas))


def test_an_open_one_has_not_landed(forge: GitLab) -> None:
    forge.merge_requests = [merge_request(412, state="opened", merged_at=None, merge_commit_sha=None, draft=True)]
    found = only(forge)
    assert (found.facts["state"], found.facts["draft"]) == ("open", True)
    assert "merge" not in found.facts


def test_one_of_an_older_gitlab_is_understood(forge: GitLab) -> None:
    url = "http://gitlab.example/shop/api/merge_requests/412"
    forge.merge_requests = [merge_request(412, web_url=url, work_in_progress=True)]
    del forge.merge_requests[0]["draft"]
    found = only(forge)
    assert (found.origin, found.facts["draft"]) == (GROUP, True)


def test_a_revert_by_others_is_told_and_is_evidence_too(forge: GitLab) -> None:
    talk = [thread(note("mentioned in merge request !431", "fred", 900, system=True))]
    undo = merge_request(
        431, by="fred", title='Revert "Charge each order once"', description="This reverts merge request !412"
    )
    forge.merge_requests = [merge_request(412, discussions=talk), undo]
    mine, theirs = sorted(read(forge).evidence, key=lambda one: one.native)
    assert mine.facts["reverted_by"] == 431
    assert (theirs.native, theirs.facts) == ("!431", {"pull": 431, "state": "merged"})


def test_a_mention_that_may_not_be_seen_changes_nothing(forge: GitLab) -> None:
    talk = [thread(note("mentioned in merge request !431", "fred", 900, system=True))]
    forge.merge_requests = [merge_request(412, discussions=talk)]
    assert "reverted_by" not in only(forge).facts


@pytest.mark.parametrize("found_by", ["reviewer", "approval", "comment"])
def test_a_review_that_i_gave_has_its_depth(found_by: str, forge: GitLab) -> None:
    forge.merge_requests = [reviewed(440)]
    if found_by != "reviewer":
        forge.merge_requests[0]["reviewers"] = []
        action = "approved" if found_by == "approval" else "commented"
        forge.events = [event(action, 500, number=440)]
    found = only(forge)
    assert (found.kind, found.native) == (Kind.REVIEW, "!440 review")
    assert found.body == "pay/retry.py: Retrying here charges again."
    assert [(role.part, role.name) for role in found.roles] == [(Part.REVIEWER, "Ed Stone"), (Part.AUTHOR, "fred")]
    expected = {
        "review_of": 440,
        "state": "approved",
        "rounds": 2,
        "comments": 1,
        "changes_requested": 1,
        "approvals": 1,
        "commits_after": 1,
        "size": 42,
        "pull_state": "merged",
        "labels": "bug, sev1",
        "closes_labels": "incident",
    }
    assert found.facts == expected


def test_the_first_contribution_of_somebody_is_told(forge: GitLab) -> None:
    forge.merge_requests = [reviewed(440, first_contribution=True)]
    assert only(forge).facts["first_time"] is True


def test_mere_talk_is_no_review(forge: GitLab) -> None:
    talk = [thread(note("Nice!", LOGIN, 500, resolvable=False)), thread(note("unapproved", LOGIN, 501, system=True))]
    forge.merge_requests = [reviewed(440, discussions=talk)]
    assert not read(forge).evidence


def test_a_comment_on_my_own_is_no_review(forge: GitLab) -> None:
    forge.merge_requests = [merge_request(412)]
    forge.events = [event("commented", 500, number=412), event("commented", 501, number=5, of="Snippet")]
    assert [one.kind for one in read(forge).evidence] == [Kind.CHANGE]


@pytest.mark.parametrize(
    ("more", "did", "kind"),
    [
        ({"by": LOGIN}, "opened", Kind.NOTE),
        ({"assignees": [person(LOGIN)]}, "assigned", Kind.NOTE),
        ({"assignees": [person(LOGIN)], "issue_type": "incident"}, "assigned", Kind.INCIDENT),
        ({"by": LOGIN, "label_events": [{"action": "add", "user": person(LOGIN)}]}, "opened, triaged", Kind.NOTE),
        ({"by": LOGIN, "closed_by": person(LOGIN), "labels": ["sev1"]}, "opened, closed", Kind.INCIDENT),
    ],
)
def test_an_issue_is_told_by_what_i_did(more: dict[str, object], did: str, kind: Kind, forge: GitLab) -> None:
    forge.issues = [issue(390, **{"by": "fred", **more})]  # type: ignore[arg-type]  # by is text
    found = only(forge)
    assert (found.kind, found.facts["did"], found.native) == (kind, did, "#390")


def test_an_incident_has_its_severity_and_how_long_it_took(forge: GitLab) -> None:
    forge.issues = [issue(390, issue_type="incident", severity="CRITICAL", closed_by=person(LOGIN))]
    assert {name: only(forge).facts[name] for name in ("severity", "resolved")} == {
        "severity": "critical",
        "resolved": 5,
    }


def test_a_confidential_issue_is_private(forge: GitLab) -> None:
    forge.issues = [issue(390, confidential=True)]
    assert only(forge).private
    forge.issues = [issue(390, confidential=False)]
    assert not only(forge).private


def test_an_issue_that_i_only_closed_is_found_by_what_i_did(forge: GitLab) -> None:
    forge.issues = [issue(390, by="fred", closed_by=person(LOGIN))]
    forge.events = [event("closed", 395, number=390, of="Issue")]
    assert only(forge).facts["did"] == "closed"


def test_a_release_that_cites_mine_is_a_witness(forge: GitLab) -> None:
    forge.merge_requests = [merge_request(412), merge_request(7, by="fred")]
    forge.releases = {"shop/api": [release("v2.1", "Charges once (!412, !7, #412)"), release("v2.2", "Others' (!7)")]}
    (found,) = (one for one in read(forge).evidence if one.kind is Kind.DOCUMENT)
    assert (found.native, found.facts["cites"], found.url) == ("v2.1", "412", f"{GROUP}/-/releases/v2.1")


def test_programs_and_accounts_that_are_gone_are_known_as_such(forge: GitLab) -> None:
    talk = [thread(note("Nit", "project_3_bot_a1", 500, path="a")), thread(note("Nit", "ghost", 500, path="a"))]
    forge.merge_requests = [merge_request(412, discussions=talk)]
    found = only(forge)
    assert "rounds" not in found.facts
    assert [role.address.partition("@")[0] for role in found.roles] == [LOGIN, "project_3_bot_a1[bot]"]


def test_only_the_groups_that_were_approved_are_read(forge: GitLab) -> None:
    other = merge_request(7, web_url="http://gitlab.example/shop/api-2/-/merge_requests/7")
    forge.merge_requests, forge.issues = [merge_request(412), other], [issue(390)]
    for only_, natives in (((), {"!412", "!7", "#390"}), (("shop/api",), {"!412", "#390"}), (("corp",), set())):
        reader = GitLabReader(forge, only=only_)
        reader.collect()
        assert {one.native for one in reader.evidence} == natives


def test_what_a_project_does_not_show_leaves_the_rest(forge: GitLab) -> None:
    forge.merge_requests, forge.closed = [merge_request(412)], {"/commits$", "graphql", "closes_issues"}
    found = only(forge)
    assert found.files is None
    assert "commits" not in found.facts


def test_a_story_that_may_not_be_read_is_said(forge: GitLab) -> None:
    forge.merge_requests, forge.closed = [merge_request(412)], {"/discussions$", "/events"}
    reader = GitLabReader(forge)
    reader.collect()
    assert not reader.evidence
    assert {one.why for one in reader.rejected} == {"the token lacks the scope read_api"}
    assert [one.where.partition(" ")[2] for one in reader.rejected][1:] == ["approvals", "comments", "closed issues"]


def test_what_was_touched_since_is_read_again_and_nothing_else(forge: GitLab) -> None:
    forge.merge_requests = [merge_request(400 + n) for n in range(30)]
    reader = read(forge)
    forge.merge_requests[5] |= {"title": "Charge nobody twice", "updated_at": "2026-11-22T08:00:00Z"}
    forge.seen.clear()
    reader.lines = 0
    reader.collect()
    assert reader.lines == 1
    assert sum("discussions" in path for _, path, _ in forge.seen) == 2  # and the last of all, up to which all was read

"""What Azure DevOps' records show, as evidence of the same form as any forge's."""

from collections.abc import Iterator
from typing import Any

import pytest
from azure_reader import AzureReader
from faults import saying
from loopback import TOKEN, Record, served
from loopback_azure import ED, FRED, GRACE, LOGIN, Azure, person, pull, reviewed, vote, word, work_item

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Part, Stand, Standing, Tie, entry_id
from treefall.ports import Secret
from treefall.sources.azure import connection, sources
from treefall.sources.azure.host import Host, host
from treefall.value.ties import PULL_REQUEST
from treefall.world import real_world


@pytest.fixture(scope="module")
def running() -> Iterator[Azure]:
    with served(Azure()) as forge:
        yield forge


@pytest.fixture
def forge(running: Azure) -> Azure:
    running.reset()
    return running


def read(forge: Azure, **more: Any) -> AzureReader:  # noqa: ANN401 - handed on
    reader = AzureReader(forge, **more)
    reader.collect()
    assert not reader.rejected
    return reader


def only(forge: Azure) -> Evidence:
    (found,) = read(forge).evidence
    return found


def test_a_pull_request_has_its_story(forge: Azure) -> None:
    forge.pulls, forge.work_items = [pull(412, workitems=[{"id": "390"}])], {390: work_item(390, by=FRED)}
    found = only(forge)
    assert (found.source, found.kind, found.native) == ("azure", Kind.CHANGE, "#412")
    assert found.origin == f"{forge.place}/Shop%20Floor/_git/pay"
    assert found.url == f"{found.origin}/pullrequest/412"
    assert found.facts == {
        "pull": 412,
        "state": "merged",
        "labels": "payments",
        "base": "main",
        "branch": "once-412",
        "head": f"{412:040x}",
        "merge": f"{1_000_412:040x}",
        "merged_at": "2026-01-01T07:52:00.041391+00:00",
        "closed_at": "2026-01-01T07:52:00.0413914Z",
        "closes": "390",
        "closes_labels": "Bug, payments, sev1",
        "closes_title": "Orders hang (390)",
        "rounds": 2,
        "approvals": 1,
        "changes_requested": 1,
        "reviewers": 1,
        "review_comments": 1,
        "comments": 1,
        "commits": 1,
    }
    assert [(role.part, role.name, role.address) for role in found.roles] == [
        (Part.AUTHOR, "Ed Stone", LOGIN),
        (Part.REVIEWER, "Grace Hopper", "grace@corp.example"),
    ]


def test_a_completed_one_has_landed_and_is_tied_to_its_commits_and_its_work_items(forge: Azure) -> None:
    forge.pulls, forge.work_items = [pull(412, workitems=[{"id": "390"}])], {390: work_item(390)}
    entries = read(forge).entries
    change, item = (next(one for one in entries.values() if getattr(one, "native", "") == n) for n in ("#412", "#390"))
    (landed,) = (one for one in entries.values() if isinstance(one, Standing))
    assert (landed.evidence, landed.stand, landed.name) == (change.id, Stand.LANDED, "main")
    ties = [one for one in entries.values() if isinstance(one, Tie)]
    assert {one.why for one in ties} == {PULL_REQUEST}
    commits = entry_id("git", f"{1_000_412:040x}"), entry_id("git", f"{412:040x}")
    assert {one.evidence for one in ties} == {(change.id, *commits), (change.id, item.id)}


@pytest.mark.parametrize(("status", "state"), [("active", "open"), ("abandoned", "closed")])
def test_one_that_was_not_completed_has_not_landed(status: str, state: str, forge: Azure) -> None:
    closed = {} if status == "abandoned" else {"closedDate": None}
    forge.pulls = [pull(412, status=status, isDraft=True) | closed]
    reader = read(forge)
    (found,) = reader.evidence
    assert (found.facts["state"], found.facts["draft"]) == (state, True)
    assert not any(isinstance(one, Standing) for one in reader.entries.values())


def test_a_review_that_i_gave_has_its_depth(forge: Azure) -> None:
    forge.pulls = [reviewed(440)]
    found = only(forge)
    assert (found.kind, found.native, found.body) == (
        Kind.REVIEW,
        "#440 review",
        "pay/retry.py: Retrying here charges again.",
    )
    assert found.facts == {
        "review_of": 440,
        "state": "approved",
        "rounds": 2,
        "comments": 1,
        "changes_requested": 1,
        "approvals": 1,
        "commits_after": 1,
        "pull_state": "merged",
        "labels": "payments",
    }


def test_being_named_a_reviewer_of_my_own_or_without_a_word_is_no_review(forge: Azure) -> None:
    forge.pulls = [pull(412, reviewers=[ED]), reviewed(440, threads=[vote(0, ED, 450)])]
    assert [one.kind for one in read(forge).evidence] == [Kind.CHANGE]


def test_groups_programs_and_words_that_were_taken_back_are_no_rounds(forge: Azure) -> None:
    gone = word("Nit", GRACE, 420)
    gone["comments"][0]["isDeleted"] = True
    group = word("Nit", {"displayName": "Team", "uniqueName": "vstfs:///x", "isContainer": True}, 421)
    forge.pulls = [pull(412, threads=[gone, group, word("Nit", person("Build\\9", "Build"), 422)])]
    assert "rounds" not in only(forge).facts


@pytest.mark.parametrize(
    ("fields", "did", "kind"),
    [
        ({"System.Tags": ""}, "opened", Kind.NOTE),
        ({"System.CreatedBy": FRED, "System.AssignedTo": ED, "System.Tags": ""}, "assigned", Kind.NOTE),
        ({"System.CreatedBy": FRED, "Microsoft.VSTS.Common.ClosedBy": ED}, "closed", Kind.INCIDENT),
        ({"System.AssignedTo": ED, "System.WorkItemType": "Incident"}, "opened, assigned", Kind.INCIDENT),
    ],
)
def test_a_work_item_is_told_by_what_i_did(fields: Record, did: str, kind: Kind, forge: Azure) -> None:
    forge.work_items = {390: work_item(390, **fields)}
    found = only(forge)
    assert (found.kind, found.facts["did"], found.native) == (kind, did, "#390")
    assert found.origin == f"{forge.place}/Shop%20Floor"
    assert found.body == "Since noon & later"
    assert (found.facts["milestone"], found.facts["severity"]) == ("2.1", "2 - High")


def test_only_what_was_approved_is_read(forge: Azure) -> None:
    forge.pulls, forge.work_items = [pull(412)], {390: work_item(390)}
    for only_, natives in (((), {"#412", "#390"}), (("shop floor/pay",), {"#412", "#390"}), (("Corp",), set())):
        assert {one.native for one in read(forge, only=only_).evidence} == natives


def test_what_was_closed_is_read_once_and_what_is_open_each_time(forge: Azure) -> None:
    forge.pulls = [pull(100 + n) for n in range(30)] + [pull(900, status="active", closedDate=None)]
    reader = read(forge)
    forge.seen.clear()
    reader.lines = 0
    reader.collect()
    assert reader.lines == 0
    assert sum("/threads" in path for _, path, _ in forge.seen) == 2  # the one up to which all was read; the open one


def test_a_story_that_may_not_be_read_is_said_and_the_rest_is_kept(forge: Azure) -> None:
    forge.pulls, forge.work_items, forge.closed = [pull(412)], {390: work_item(390)}, {"/412/threads"}
    reader = AzureReader(forge)
    reader.collect()
    assert [one.native for one in reader.evidence] == ["#390"]
    assert [one.why for one in reader.rejected] == ["the token may not read it, or it is not there"]


def test_without_knowing_whose_token_it_is_nothing_is_listed(forge: Azure) -> None:
    forge.closed = {"connectionData"}
    with pytest.raises(SourceError, match="does not say whose token this is"):
        AzureReader(forge).collect()
    assert len(forge.seen) == 1


@pytest.mark.parametrize(
    "fault", [saying(203, b"<html>Sign in"), saying(302, Location="https://login.example/_signin"), saying(401)]
)
def test_a_page_to_sign_in_on_means_that_the_token_has_expired(fault: Any, forge: Azure) -> None:  # noqa: ANN401
    forge.faults = {1: fault}
    with pytest.raises(SourceError, match="does not accept the token"):
        AzureReader(forge).collect()


@pytest.mark.parametrize(
    ("said", "rest", "inside", "variable"),
    [
        ("dev.azure.com/corp", "https://dev.azure.com/corp", False, "AZURE_DEVOPS_EXT_PAT"),
        ("corp.visualstudio.com", "https://corp.visualstudio.com", False, "AZURE_DEVOPS_EXT_PAT"),
        (
            "tfs.corp.example/tfs/Main",
            "https://tfs.corp.example/tfs/Main",
            True,
            "AZURE_DEVOPS_EXT_PAT_TFS_CORP_EXAMPLE",
        ),
    ],
)
def test_a_host_says_where_it_is_asked(said: str, rest: str, inside: object, variable: str) -> None:
    found = host(said)
    assert (found.rest, found.inside, found.variables) == (rest, inside, (variable,))


def test_a_login_without_an_address_gets_one() -> None:
    assert Host("tfs.corp.example/tfs/Main").address("CORP\\ed") == "CORP\\ed@users.noreply.tfs.corp.example"
    assert TOKEN not in Host("dev.azure.com/corp").headers(Secret(TOKEN))["authorization"]


@pytest.mark.parametrize("said", ["", "dev.azure.com", "http://tfs.corp.example/x"])
def test_what_names_no_organisation_is_refused(said: str) -> None:
    with pytest.raises(SettingsError):
        connection(said, ())


def test_settings_name_the_organisations() -> None:
    section = {"dev.azure.com/corp": {"login": LOGIN, "only": ["Shop Floor"]}}
    (found,) = sources(section, (LOGIN,), real_world())
    assert (found.place, found.confirmed, found.only) == (
        "azure:dev.azure.com/corp/ed@corp.example",
        True,
        ("Shop Floor",),
    )

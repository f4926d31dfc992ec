"""Whatever stands in a forge's records, they are evidence in the form of `treefall.forge`, or broken."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import loopback_azure
import loopback_duty as duty
import loopback_gitlab
import loopback_jira
import loopback_linear
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Record

from treefall.duty.incident import Incident, Somebody
from treefall.duty.incident import evidence as acted_on
from treefall.forge.issues import issue
from treefall.forge.people import Whose
from treefall.forge.pulls import pull
from treefall.forge.releases import release
from treefall.forge.reviews import review
from treefall.model import Entry, Evidence
from treefall.remote.records import Broken, Raw, items, text
from treefall.sources.azure import records as azure
from treefall.sources.azure.host import Host as Azure
from treefall.sources.gitlab import records as gitlab
from treefall.sources.gitlab.host import Host as GitLab
from treefall.sources.jira import records as jira
from treefall.sources.jira.host import Host as Jira
from treefall.sources.jira.site import Site
from treefall.sources.linear import records as linear
from treefall.sources.linear.host import Host as Linear
from treefall.sources.oncall.reading import incident as group
from treefall.sources.opsgenie.reading import alert
from treefall.sources.opsgenie.reading import incident as outage
from treefall.sources.pagerduty.reading import incident as page

GITLAB = Whose(GitLab("gitlab.example"), loopback_gitlab.LOGIN)
AZURE = Whose(Azure("dev.azure.com/corp"), loopback_azure.LOGIN)
JIRA = Whose(Jira("corp.atlassian.net"), loopback_jira.LOGIN)
SITE = Site(
    url="https://corp.atlassian.net",
    is_cloud=False,
    login=loopback_jira.LOGIN,
    name="Ed Stone",
    ids=frozenset({loopback_jira.ACCOUNT}),
    zone=UTC,
    categories={key: category for key, (_, category) in loopback_jira.STATUSES.items()},
    epic=loopback_jira.EPIC_LINK,
    severity=loopback_jira.SEVERITY,
)
LINEAR = Whose(Linear("linear.app"), loopback_linear.LOGIN)
VARIABLE = "TREEFALL_TEST_AZURE_EXAMPLES"


def merged(raw: Raw) -> tuple[Entry, ...]:
    record = gitlab.merge_request(
        raw, threads=items(raw, "discussions"), commits=items(raw, "commits"), closes=items(raw, "closes")
    )
    sizes = gitlab.sizes({"project": {"mergeRequest": raw.get("stats")}})
    return (*pull({**record, **sizes}, GITLAB), *review(record, GITLAB))


def completed(raw: Raw) -> tuple[Entry, ...]:
    closes = [loopback_azure.work_item(390)]
    whole = azure.pull_request(
        raw, AZURE.host, threads=items(raw, "threads"), commits=items(raw, "commits"), closes=closes
    )
    return (*pull(whole, AZURE), *review(whole, AZURE))


def tracked(raw: Raw) -> tuple[Entry, ...]:
    histories, worklogs = items(raw, "changelog.histories"), items(raw, "fields.worklog.worklogs")
    return issue(jira.issue(raw, SITE, histories=histories, worklogs=worklogs, epic=""), JIRA)


def mine(key: str, told: Callable[[Raw, Somebody], Incident]) -> Callable[[Raw], tuple[Entry, ...]]:
    """Return what reads an incident of somebody's who is called by `key`."""
    me = Somebody(key, "Ed Stone", duty.LOGIN)
    return lambda raw: acted_on("a service", told(raw, me), me)


FORMS: dict[str, tuple[Callable[[Raw], tuple[Entry, ...]], Record]] = {
    "merge request": (merged, loopback_gitlab.reviewed(12)),
    "issue": (
        lambda raw: issue(gitlab.issue(raw, items(raw, "label_events")), GITLAB),
        loopback_gitlab.issue(12, issue_type="incident"),
    ),
    "release": (
        lambda raw: release(gitlab.release(raw, loopback_gitlab.GROUP), GITLAB, {12}),
        loopback_gitlab.release("v1", "Charges once (!12)"),
    ),
    "pull request": (completed, loopback_azure.reviewed(12)),
    "page": (mine(duty.ME, lambda raw, me: page(raw, items(raw, "log"), me)), duty.page(12)),
    "alert": (mine(duty.LOGIN, lambda raw, me: alert(raw, duty.ACCOUNT, me)), duty.alert(12)),
    "outage": (mine(duty.LOGIN, lambda raw, me: outage(raw, duty.ACCOUNT, me, duty.ME)), duty.outage(12)),
    "alert group": (mine(duty.ME, lambda raw, _: group(raw, duty.ACCOUNT, Somebody)), duty.group(12)),
    "jira": (tracked, loopback_jira.issue(12, issuetype={"name": "Incident"})),
    "linear": (
        lambda raw: issue(linear.issue(raw, loopback_linear.person(loopback_linear.LOGIN, "Ed Stone")), LINEAR),
        loopback_linear.issue(12),
    ),
    "work item": (lambda raw: issue(azure.work_item(raw, AZURE.host), AZURE), loopback_azure.work_item(12)),
}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
def test_whatever_stands_in_a_record_it_is_evidence_or_broken(name: str, data: st.DataObject) -> None:
    form, sample = FORMS[name]
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(sample)), anything, max_size=6))
    inner = sample.get("fields")
    if isinstance(inner, dict):
        fields = data.draw(st.dictionaries(st.sampled_from(sorted(inner)), anything, max_size=6))
        changed = {"fields": inner | fields, **changed}
    try:
        entries = form(sample | changed)
    except Broken:
        return
    for entry in entries:
        repr(entry).encode()
        assert not isinstance(entry, Evidence) or entry.origin


@pytest.mark.parametrize("name", FORMS)
def test_a_sound_record_is_evidence(name: str) -> None:
    form, sample = FORMS[name]
    assert any(isinstance(entry, Evidence) for entry in form(sample))


def published(folder: Path) -> Iterator[Raw]:
    """Yield every record in Azure DevOps' published examples."""
    for file in sorted(folder.rglob("*.json")):
        try:
            example: Any = json.loads(file.read_text(encoding="utf-8-sig"))
        except ValueError:
            continue
        for answer in example.get("responses", {}).values() if isinstance(example, dict) else ():
            body = answer.get("body") if isinstance(answer, dict) else None
            yield from [*items(body, "value"), *([body] if isinstance(body, dict) else [])]


def test_every_published_pull_request_of_azures_is_evidence() -> None:
    """They are no part of this project: `specification/git` of MicrosoftDocs/vsts-rest-api-specs, where it is named."""
    if not (said := os.environ.get(VARIABLE)):
        pytest.skip(f"no examples of Azure DevOps': set {VARIABLE} to a folder with them")
    number = votes = 0
    for raw in published(Path(said)):
        if "pullRequestId" in raw and "creationDate" in raw:
            whose = Whose(AZURE.host, text(raw, "createdBy.uniqueName"))
            assert isinstance(pull(azure.pull_request(raw, AZURE.host), whose)[0], Evidence)
            number += 1
        if "CodeReviewVoteResult" in str(raw.get("properties")):
            votes += 1
    assert number > 100
    assert votes

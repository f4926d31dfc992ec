"""Whatever a server does wrong, what is read in the end is what one without faults gives."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from types import MappingProxyType
from typing import NamedTuple

import loopback_azure as azure
import loopback_duty as duty
import loopback_github as github
import loopback_gitlab as gitlab
import loopback_jira as jira
import loopback_linear as linear
import pytest
from azure_reader import AzureReader
from collector import Collector
from duty_reader import OnCallReader, OpsgenieReader, PagerDutyReader
from faults import FAULTS, NEW_TOKEN
from forge_reader import Reader
from gitlab_reader import GitLabReader
from jira_reader import JiraReader
from linear_reader import LinearReader
from loopback import TOKEN, Loopback, served

from treefall.model import Entry, EntryId


class Place(NamedTuple):
    """A kind of server.

    Attributes:
        server: makes one.
        fill: lets it know something.
        reader: makes somebody who reads it.
    """

    server: Callable[[], Loopback]
    fill: Callable[[Loopback], None]
    reader: Callable[[Loopback], Collector]


def fill_github(forge: Loopback) -> None:
    assert isinstance(forge, github.Forge)
    forge.records = {
        "pull requests": [github.pull(10 + n) for n in range(120)],
        "reviews": [github.reviewed(3_000 + n) for n in range(60)],
        "issues": [github.issue(5_000)],
    }
    forge.releases = {"shop/pay": [github.release("v2.1", "Charges once (#12)", at=9_000)]}


def fill_gitlab(forge: Loopback) -> None:
    assert isinstance(forge, gitlab.GitLab)
    forge.merge_requests = [gitlab.merge_request(100 + n) for n in range(25)]
    forge.merge_requests += [gitlab.reviewed(3_000 + n) for n in range(5)]
    forge.merge_requests += [gitlab.reviewed(3_100, reviewers=[])]
    forge.issues = [gitlab.issue(5_000), gitlab.issue(5_001, by="fred", closed_by=gitlab.person(gitlab.LOGIN))]
    forge.events = [
        gitlab.event("approved", 3_200, number=3_100),
        gitlab.event("closed", 5_006, number=5_001, of="Issue"),
    ]
    forge.releases = {"shop/api": [gitlab.release("v2.1", "Charges once (!112)", at=9_000)]}


def fill_azure(forge: Loopback) -> None:
    assert isinstance(forge, azure.Azure)
    forge.pulls = [azure.pull(100 + n, workitems=[{"id": "5000"}]) for n in range(25)]
    forge.pulls += [azure.reviewed(3_000 + n) for n in range(5)]
    forge.work_items = {n: azure.work_item(n) for n in range(5_000, 5_060)}


def fill_pagerduty(service: Loopback) -> None:
    assert isinstance(service, duty.PagerDuty)
    wrote = ("annotate", 9, duty.ME)
    service.incidents = [duty.page(10 + n) for n in range(25)] + [duty.page(900, notes=[duty.note("Pool is full.")])]
    service.incidents += [duty.page(4_000 + n, wrote, notes=[duty.note("Pool is full.")]) for n in range(3)]
    service.oncalls = [duty.oncall("2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z"), duty.oncall(None, None)]


def fill_opsgenie(service: Loopback) -> None:
    assert isinstance(service, duty.Opsgenie)
    service.alerts = [duty.alert(10 + n) for n in range(120)]
    service.alerts += [duty.alert(4_000, notes=[{"note": "Pool is full.", "owner": duty.LOGIN}])]
    service.incidents = [duty.outage(700)]


def fill_oncall(service: Loopback) -> None:
    assert isinstance(service, duty.OnCall)
    service.groups = [duty.group(10 + n) for n in range(60)]
    service.groups += [duty.group(4_000, by=duty.OTHER, resolved_by=duty.ME, notes=[duty.resolution("Pool is full.")])]
    service.schedules = [duty.schedule("2026-03-02T09:00:00+00:00", "2026-11-02T09:00:00+00:00")]


def fill_jira(forge: Loopback) -> None:
    assert isinstance(forge, jira.Jira)
    forge.issues = [jira.issue(100 + 7 * n, cloud=forge.CLOUD) for n in range(60)]
    forge.issues += [jira.issue(3_000 + n, cloud=forge.CLOUD, updated=jira.when(5_000)) for n in range(60)]
    forge.epics = {"PAY-7": "Nobody pays twice"}


def fill_linear(forge: Loopback) -> None:
    assert isinstance(forge, linear.Linear)
    forge.issues = [linear.issue(100 + n) for n in range(60)]


PLACES = MappingProxyType(
    {
        "jira": Place(jira.Jira, fill_jira, JiraReader),  # type: ignore[arg-type]  # of its own server
        "jira data center": Place(jira.DataCenter, fill_jira, JiraReader),  # type: ignore[arg-type]  # likewise
        "linear": Place(linear.Linear, fill_linear, LinearReader),  # type: ignore[arg-type]  # of its own server
        "oncall": Place(duty.OnCall, fill_oncall, OnCallReader),  # type: ignore[arg-type]  # of its own server
        "opsgenie": Place(duty.Opsgenie, fill_opsgenie, OpsgenieReader),  # type: ignore[arg-type]  # of its own server
        "pagerduty": Place(duty.PagerDuty, fill_pagerduty, PagerDutyReader),  # type: ignore[arg-type]  # likewise
        "azure": Place(azure.Azure, fill_azure, AzureReader),  # type: ignore[arg-type]  # of its own server
        "gitlab": Place(gitlab.GitLab, fill_gitlab, GitLabReader),  # type: ignore[arg-type]  # of its own server
        "github": Place(github.Forge, fill_github, Reader),  # type: ignore[arg-type]  # of its own server
    }
)


class Faultless(NamedTuple):
    """A running server, and what it gives without faults."""

    place: Place
    server: Loopback
    entries: dict[EntryId, Entry]


@pytest.fixture(scope="module")
def running() -> Iterator[Callable[[str], Faultless]]:
    found: dict[str, Faultless] = {}
    with ExitStack() as stack:

        def run(name: str) -> Faultless:
            if name not in found:
                place = PLACES[name]
                server = stack.enter_context(served(place.server()))
                place.fill(server)
                reader = place.reader(server)
                reader.collect()
                assert not reader.rejected
                found[name] = Faultless(place, server, reader.entries)
            return found[name]

        yield run


@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", PLACES)
def test_a_fault_changes_nothing_in_the_end(
    name: str, fault: str, at: int, running: Callable[[str], Faultless]
) -> None:
    place, server, entries = running(name)
    server.reset()
    place.fill(server)
    server.faults = dict(enumerate(FAULTS[fault], at))
    reader = place.reader(server)
    reader.tokens = [TOKEN, NEW_TOKEN]
    reader.persist()
    assert not server.faults
    assert reader.entries == entries
    assert not reader.rejected


@pytest.mark.parametrize("name", PLACES)
def test_a_reading_goes_on_after_every_batch(name: str, running: Callable[[str], Faultless]) -> None:
    place, server, entries = running(name)
    server.reset()
    place.fill(server)
    reader = place.reader(server)
    for batches in range(1, 12):
        reader.collect(stop_after=batches)
    assert reader.entries == entries
    assert reader.lines == len(entries)  # nothing was ever yielded in two forms


@pytest.mark.parametrize("name", PLACES)
def test_no_error_shows_the_token(name: str, running: Callable[[str], Faultless]) -> None:
    place, server, _ = running(name)
    server.reset()
    server.tokens = {"another"}
    reader = place.reader(server)
    with pytest.raises(AssertionError):
        reader.persist()
    shown = "".join(f"{error!r} {error.hint} {error.__cause__!r}" for error in reader.errors)
    assert "does not accept the token" in shown
    assert TOKEN not in shown + repr(reader.source)

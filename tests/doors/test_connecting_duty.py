"""PagerDuty, Opsgenie and Grafana OnCall are connected in the same three steps; what they tell stands on the list."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import loopback_duty as duty
import pytest
from loopback import TOKEN, Record, served
from loopback_duty import LOGIN, OnCall, Opsgenie, PagerDuty
from shell import Person


def late(record: Record) -> Record:
    """Return `record` as if it had happened two days ago, and not on the first day of 2026."""
    day = datetime.now(UTC).date() - timedelta(days=2)
    late_: Record = json.loads(json.dumps(record).replace("2026-01-01", day.isoformat()))
    return late_


@pytest.fixture
def pages() -> Iterator[PagerDuty]:
    with served(PagerDuty()) as running:
        end = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
        running.incidents = [late(duty.page(4)), late(duty.page(5, priority=None, urgency="low"))]
        running.oncalls = [duty.oncall((end - timedelta(days=7)).isoformat(), end.isoformat())]
        yield running


@pytest.fixture
def alerts() -> Iterator[Opsgenie]:
    with served(Opsgenie()) as running:
        running.alerts = [late(duty.alert(4))]
        yield running


@pytest.fixture
def groups() -> Iterator[OnCall]:
    with served(OnCall()) as running:
        running.groups = [late(duty.group(4))]
        yield running


@pytest.fixture
def person(ed: Person) -> Person:
    names = ("PAGERDUTY_TOKEN", "OPSGENIE_API_KEY", "GRAFANA_ONCALL_TOKEN")
    ed.variables |= {f"{name}_127_0_0_1": TOKEN for name in names} | {"PATH": "/usr/bin:/bin"}
    return ed


def test_what_would_be_read_is_said_before_pagerduty_is_asked(person: Person, pages: PagerDuty) -> None:
    done = person.run("connect", "pagerduty", pages.url)
    assert done.status == 1
    assert "your shifts on call" in done.out
    assert "User Settings" in done.out
    assert not pages.seen


def test_an_incident_of_pagerdutys_stands_on_the_list(person: Person, pages: PagerDuty) -> None:
    out = person.runs("connect", "pagerduty", pages.url, "--yes").out
    assert "You are Ed Stone <ed@corp.example>" in out
    assert "Incidents of yours; touched last:" in out
    assert "#4 " in out
    assert f'login = "{LOGIN}"' in (person.home / "treefall.toml").read_text()
    person.runs("collect")
    works = person.runs("list", "--json").json["accomplishments"]
    reasons = {work["title"]: work["reasons"] for work in works}
    assert reasons["Checkout answers 502"] == ["incident", "P2", "acknowledged in 4 minutes", "resolved in 66 minutes"]
    assert reasons["On call on 7 days"] == ["on call", "1 shift"]
    assert "#4 " in person.runs("show", "1").out + person.runs("show", "2").out
    assert "page  1" in person.runs("why-not").out
    sources = person.runs("sources").out
    assert "pagerduty" in sources
    assert "no place of incidents is read" not in sources


def test_where_nothing_is_found_at_once_it_is_said_how_far_was_looked(person: Person, alerts: Opsgenie) -> None:
    alerts.alerts.clear()
    out = person.runs("connect", "opsgenie", f"{alerts.url}/{LOGIN}", "--yes").out
    assert "You are Ed Stone <ed@corp.example>" in out
    assert "that this address is yours, you say" in " ".join(out.split())
    assert "Only the newest of the last thirty days were looked at" in " ".join(out.split())
    assert "Incidents of yours: none." in out


def test_the_newest_alerts_are_shown(person: Person, alerts: Opsgenie) -> None:
    assert "Checkout answers 502" in person.runs("connect", "opsgenie", f"{alerts.url}/{LOGIN}", "--yes").out


def test_opsgenie_has_to_be_told_who_one_is(person: Person, alerts: Opsgenie) -> None:
    done = person.run("connect", "opsgenie", alerts.url)
    assert "Who are you there?" in done.err
    assert "treefall connect opsgenie ed@corp.example" in done.err
    assert not alerts.seen


def test_an_alert_group_of_oncalls_stands_on_the_list(person: Person, groups: OnCall) -> None:
    assert "You are ed <ed@corp.example>" in person.runs("connect", "oncall", f"{groups.url}/oncall", "--yes").out
    person.runs("collect")
    (work,) = person.runs("list", "--json").json["accomplishments"]
    assert work["reasons"][:2] == ["incident", "critical"]


def test_a_key_that_tells_nobodys_name_is_refused(person: Person, groups: OnCall) -> None:
    groups.closed = {"/users/current"}
    done = person.run("connect", "oncall", f"{groups.url}/oncall", "--yes")
    assert "does not let this token in" in done.err
    assert not (person.home / "treefall.toml").exists()

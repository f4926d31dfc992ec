"""What PagerDuty, Opsgenie and Grafana OnCall tell of incidents becomes evidence with the facts of a postmortem."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import loopback_duty as duty
import pytest
from duty_reader import OnCallReader, OpsgenieReader, PagerDutyReader
from loopback import served, stamp
from loopback_duty import FRED, LOGIN, ME, OTHER, OnCall, Opsgenie, PagerDuty, alert, group, note, oncall, page

from treefall.duty import incident as told
from treefall.duty.incident import Deed, Incident, Somebody, evidence
from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Part, Role
from treefall.ports import Answer, Secret
from treefall.sources import oncall as grafana
from treefall.sources import opsgenie, pagerduty
from treefall.sources.pagerduty import reading

MINE = Role(part=Part.AUTHOR, name="Ed Stone", address=LOGIN)
OPENED = datetime(2026, 3, 14, 9, tzinfo=UTC)


@pytest.fixture
def pages() -> Iterator[PagerDuty]:
    with served(PagerDuty()) as running:
        yield running


@pytest.fixture
def alerts() -> Iterator[Opsgenie]:
    with served(Opsgenie()) as running:
        yield running


@pytest.fixture
def groups() -> Iterator[OnCall]:
    with served(OnCall()) as running:
        yield running


def of_pagerduty(service: PagerDuty, *incidents: dict[str, Any]) -> list[Evidence]:
    service.incidents = list(incidents)
    reader = PagerDutyReader(service)
    reader.collect()
    assert not reader.rejected
    return reader.evidence


def happened(**changes: Any) -> Evidence | None:  # noqa: ANN401 - whatever an incident has
    """Return what an incident on which I alone acted shows."""
    me = Somebody(ME, "Ed Stone", LOGIN)
    usual = {"id": "Q1", "number": "#1", "origin": duty.ACCOUNT, "title": "Down", "url": "", "opened": OPENED}
    found = evidence("pagerduty", Incident(**{**usual, "deeds": [Deed(me, told.ACKNOWLEDGED)], **changes}), me)
    return found[0] if found else None


def test_an_incident_tells_how_bad_how_long_and_what_i_did(pages: PagerDuty) -> None:
    (one,) = of_pagerduty(pages, page(1234))
    assert (one.kind, one.native, one.title) == (Kind.INCIDENT, "#1234", "Checkout answers 502")
    assert (one.origin, one.url) == (duty.ACCOUNT, f"{duty.ACCOUNT}/incidents/Q1234")
    assert one.roles == (MINE,)
    assert not one.private
    assert one.facts == {
        "severity": "P2",
        "acknowledged": 4,
        "resolved": 66,
        "part": "was on call, acknowledged, resolved",
        "state": "resolved",
        "urgency": "high",
        "service": "Checkout",
    }


def test_others_who_acted_are_credited_and_programs_are_not(pages: PagerDuty) -> None:
    log = ("trigger", 0, "PIJ90N7"), ("acknowledge", 2, OTHER), ("escalate", 9, ME), ("resolve", 30, "PIJ90N7")
    (one,) = of_pagerduty(pages, page(1, *log))
    assert one.roles == (MINE, Role(part=Part.CO_AUTHOR, name="Fred Edwards"))
    assert one.facts["part"] == "escalated"
    assert (one.facts["acknowledged"], one.facts["resolved"]) == (2, 30)


def test_what_only_called_me_is_not_mine(pages: PagerDuty) -> None:
    log = ("trigger", 0, "PIJ90N7"), ("notify", 0, ME), ("acknowledge", 2, OTHER), ("resolve", 30, OTHER)
    assert of_pagerduty(pages, page(1, *log)) == []


def test_only_my_own_notes_are_kept(pages: PagerDuty) -> None:
    log = ("acknowledge", 2, ME), ("annotate", 9, ME), ("annotate", 11, OTHER)
    (one,) = of_pagerduty(pages, page(1, *log, notes=[note("The pool was full.\r\n"), note("I saw.", OTHER)]))
    assert one.body == "The pool was full."
    assert one.facts["part"] == "acknowledged, wrote a note"
    assert "state" in one.facts
    assert "resolved" not in one.facts


def test_who_joined_an_incident_took_part_in_it(pages: PagerDuty) -> None:
    joined = [{"state": "joined", "user": {"id": OTHER, "summary": "Fred Edwards"}}, {"state": "pending", "user": {}}]
    (one,) = of_pagerduty(pages, page(1, incidents_responders=joined))
    assert [role.name for role in one.roles] == ["Ed Stone", "Fred Edwards"]


def test_without_a_priority_the_urgency_says_how_bad_it_was(pages: PagerDuty) -> None:
    (one,) = of_pagerduty(pages, page(1, priority=None, urgency="low"))
    assert one.facts["severity"] == "low urgency"
    (one,) = of_pagerduty(pages, page(1, priority=None, urgency=None))
    assert "severity" not in one.facts


def test_an_incident_that_goes_on_is_looked_at_again(pages: PagerDuty) -> None:
    late = page(1, ("acknowledge", 4, ME), at=310 * 1440)
    pages.incidents = [late]
    reader = PagerDutyReader(pages, now=datetime(2026, 12, 9, tzinfo=UTC))
    reader.collect()
    assert reader.evidence[0].facts["state"] == "open"
    late["resolved_at"] = "2026-12-03T00:00:00Z"
    reader.collect()
    assert reader.evidence[0].facts["state"] == "resolved"


def test_a_log_that_is_longer_than_can_be_listed_is_asked_for_by_halves(
    pages: PagerDuty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LISTED", 100)
    others = [page(n, *[("acknowledge", 1, OTHER)] * 3, at=n * 60) for n in range(100, 200)]
    mine = [page(n, at=n * 60) for n in (100, 150, 199)]
    assert {one.native for one in of_pagerduty(pages, *others, *mine[:0])} == set()
    pages.seen.clear()
    assert {one.native for one in of_pagerduty(pages, *others[1:50], *others[51:-1], *mine)} == {"#100", "#150", "#199"}
    at_once = [page(n, ("acknowledge", 1, ME), at=100) for n in range(1, 121)]
    assert len(of_pagerduty(pages, *at_once)) == 100  # within a second there is no more to be had


def test_only_the_teams_that_were_named_are_read(pages: PagerDuty) -> None:
    pages.incidents = [page(1), page(2, teams=[{"id": "PT4KHLK"}])]
    reader = PagerDutyReader(pages, only=("PT4KHLK",))
    reader.collect()
    assert [one.native for one in reader.evidence] == ["#2"]


def test_shifts_are_told_as_a_calendars(pages: PagerDuty) -> None:
    week = "2026-03-02T09:00:00+01:00", "2026-03-09T09:00:00+01:00"
    pages.oncalls = [oncall(*week), oncall(*week, "Shop, first"), oncall(*week, by=OTHER), oncall(None, None)]
    pages.oncalls += [oncall("2026-11-20T09:00:00Z", "2026-11-27T09:00:00Z")]  # goes on
    (one,) = of_pagerduty(pages)
    assert (one.kind, one.title) == (Kind.MEETING, "On call: Payments, first, Shop, first")
    assert one.facts == {"meeting": "on call", "days": 7}
    assert one.at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert not one.roles


def test_shifts_that_may_not_be_read_are_rejected_and_incidents_are_kept(pages: PagerDuty) -> None:
    pages.incidents, pages.closed = [page(1)], {"/oncalls"}
    reader = PagerDutyReader(pages)
    reader.collect()
    assert [one.native for one in reader.evidence] == ["#1"]
    assert ["shifts" in one.where for one in reader.rejected] == [True]


@pytest.mark.parametrize("closed", [set(), {"/users/me"}])
def test_a_token_of_somebody_else_reads_nothing(closed: set[str], pages: PagerDuty) -> None:
    pages.incidents, pages.login, pages.closed = [page(1)], FRED, closed
    with pytest.raises(SourceError, match=r"nobody's own|is of fred@corp\.example, and not of ed@corp\.example"):
        PagerDutyReader(pages).collect()


def test_three_years_are_read_where_nobody_says_since_when(pages: PagerDuty) -> None:
    reader = PagerDutyReader(pages, since=None)
    reader.collect()
    asked = [path for _, path, _ in pages.seen if path.startswith("/log_entries")]
    assert "since=2023-11-24T08:00:00Z" in asked[0]
    pages.seen.clear()
    reader.collect()
    assert "since=2026-10-24T08:00:00Z" in next(path for _, path, _ in pages.seen if "log" in path)


def test_begun_minutes_count_and_what_ended_before_it_began_is_not_told() -> None:
    quick = happened(acknowledged=OPENED.replace(second=20), resolved=OPENED.replace(hour=8))
    assert quick
    assert quick.facts["acknowledged"] == 1
    assert "resolved" not in quick.facts


@pytest.mark.parametrize(
    ("severity", "is_page"),
    [("P3", True), ("low urgency", True), ("high urgency", True), ("", True), ("P12", True), ("warning", True)]
    + [(grave, False) for grave in ("P1", "p2", "SEV-1", "Severity 2", "S0", "critical", "Major incident")],
)
def test_a_page_like_others_is_told_from_a_grave_incident(severity: str, *, is_page: bool) -> None:
    one = happened(severity=severity)
    assert one
    assert one.facts.get("page", False) is is_page


@pytest.mark.parametrize(("did", "is_page"), [(told.RESOLVED, True), (told.JOINED, False), (told.NOTED, False)])
def test_where_anybody_did_more_than_answer_it_was_more_than_a_page(did: str, *, is_page: bool) -> None:
    me, fred = Somebody(ME, "Ed Stone", LOGIN), Somebody(OTHER, "", "")
    one = happened(deeds=[Deed(me, told.ACKNOWLEDGED), Deed(fred, did)])
    assert one
    assert one.facts.get("page", False) is is_page
    assert one.roles[1].name == OTHER


def test_an_alert_tells_the_same(alerts: Opsgenie) -> None:
    mine, others = {"note": "The pool was full.", "owner": LOGIN}, {"note": "I saw.", "owner": FRED}
    report = {"ackTime": 240_000, "closeTime": 3_960_000, "acknowledgedBy": LOGIN, "closedBy": FRED}
    alerts.alerts = [alert(1791, owner="", report=report, notes=[mine, others]), alert(2, by=FRED)]
    reader = OpsgenieReader(alerts)
    reader.collect()
    (one,) = reader.evidence
    assert (one.native, one.title, one.body) == ("#1791", "Checkout answers 502", "The pool was full.")
    assert one.url == f"{alerts.url}/alert/detail/8418d193-1791/details"
    assert one.roles == (MINE, Role(part=Part.CO_AUTHOR, name=FRED, address=FRED))
    assert one.facts == {
        "severity": "P2",
        "acknowledged": 4,
        "resolved": 66,
        "part": "acknowledged, wrote a note",
        "state": "resolved",
        "service": "checkout",
        "occurred": 3,
    }


def test_an_alert_that_closed_itself_credits_nobody(alerts: Opsgenie) -> None:
    report = {"ackTime": 240_000, "acknowledgedBy": LOGIN, "closedBy": "System"}
    alerts.alerts = [alert(1, report=report, tinyId=None), alert(3, status="open")]
    reader = OpsgenieReader(alerts)
    reader.collect()
    assert [one.roles for one in reader.evidence] == [(MINE,)] * 2
    assert [one.native for one in reader.evidence] == ["#8418d193-1", "#3"]
    assert ["resolved" in one.facts for one in reader.evidence] == [False, False]


def test_an_incident_that_i_own_is_mine_and_one_that_called_me_is_not(alerts: Opsgenie) -> None:
    alerts.incidents = [duty.outage(700), duty.outage(710, owner=FRED), duty.outage(720, status="open", responders=[])]
    reader = OpsgenieReader(alerts)
    reader.collect()
    assert {one.native: one.facts["part"] for one in reader.evidence} == {
        "#700": "was on call, owned it",
        "#720": "owned it",
    }
    assert reader.evidence[0].facts["resolved"] == 60
    assert "resolved" not in reader.evidence[1].facts


def test_only_alerts_of_the_teams_that_were_named_are_read(alerts: Opsgenie) -> None:
    alerts.alerts = [alert(1), alert(2, team="Shop"), alert(3, team="Site Reliability")]
    reader = OpsgenieReader(alerts, only=("Shop", "Site Reliability"))
    reader.collect()
    assert [one.native for one in reader.evidence] == ["#2", "#3"]


def test_a_key_that_may_not_read_accounts_reads_alerts_all_the_same(alerts: Opsgenie) -> None:
    alerts.alerts, alerts.incidents, alerts.closed = [alert(1)], [duty.outage(700)], {"/v2/users", "/v1/incidents"}
    reader = OpsgenieReader(alerts)
    reader.collect()
    assert [role.name for one in reader.evidence for role in one.roles] == [""]
    assert [one.where.partition(" ")[2] for one in reader.rejected] == ["incidents"]


def test_an_alert_group_tells_the_same(groups: OnCall) -> None:
    notes = [duty.resolution("The pool was full."), duty.resolution("I saw.", OTHER)]
    groups.groups = [group(7, resolved_by=OTHER, notes=notes), group(8, by=OTHER)]
    reader = OnCallReader(groups)
    reader.collect()
    (one,) = reader.evidence
    assert one.url == "https://corp.grafana.net/a/grafana-oncall-app/alert-groups/I68T24C7"
    assert (one.native, one.body) == ("I68T24C7", "The pool was full.")
    assert [(role.name, role.address) for role in one.roles] == [("ed", LOGIN), ("fred", FRED)]
    assert one.facts == {
        "severity": "critical",
        "acknowledged": 4,
        "resolved": 66,
        "part": "acknowledged, wrote a note",
        "state": "resolved",
        "service": "Checkout probes",
        "occurred": 3,
    }


def test_nobody_who_is_gone_holds_up_what_they_acted_on(groups: OnCall) -> None:
    labels = [{"key": {"name": "team"}, "value": {"name": "pay"}}]
    groups.groups = [group(7, resolved_by="UGONE", labels=labels), group(8, resolved_by=None, labels=[])]
    groups.closed = {"/integrations/"}
    reader = OnCallReader(groups)
    reader.collect()
    assert [[role.name for role in one.roles] for one in reader.evidence] == [["ed"], ["ed", "UGONE"]]
    assert not any("severity" in one.facts or "service" in one.facts for one in reader.evidence)


def test_shifts_of_schedules_are_read_whole(groups: OnCall) -> None:
    groups.schedules = [duty.schedule("2026-01-26T09:00:00+00:00", "2026-11-02T09:00:00+00:00")]
    groups.schedules += [{**duty.schedule("2026-05-04T09:00:00+00:00", by=OTHER), "id": "S2"}]
    reader = OnCallReader(groups)
    reader.collect()
    assert [(one.at.date(), one.facts["days"]) for one in reader.evidence] == [
        (date(2026, 1, 26), 7),
        (date(2026, 11, 2), 7),
    ]


def test_only_groups_and_schedules_of_the_teams_that_were_named_are_read(groups: OnCall) -> None:
    groups.groups = [group(7), group(8, team_id="TOTHER")]
    groups.schedules = [duty.schedule("2026-05-04T09:00:00+00:00")]
    reader = OnCallReader(groups, only=("TOTHER",))
    reader.collect()
    assert [one.native for one in reader.evidence] == ["I68T24C8"]


def test_a_key_is_sent_as_each_service_wants_it() -> None:
    key = Secret("abc")
    assert pagerduty.Host("api.pagerduty.com").headers(key)["authorization"] == "Token token=abc"
    assert opsgenie.Host("api.opsgenie.com").headers(key)["authorization"] == "GenieKey abc"
    assert grafana.Host("corp.grafana.net/oncall").headers(key)["authorization"] == "abc"


def test_a_key_for_the_public_one_is_not_for_a_companys() -> None:
    assert grafana.host("oncall-prod-eu-west-0.grafana.net/oncall").variables == ("GRAFANA_ONCALL_TOKEN",)
    assert grafana.host("oncall.corp.example").variables == ("GRAFANA_ONCALL_TOKEN_ONCALL_CORP_EXAMPLE",)
    assert pagerduty.host("api.eu.pagerduty.com").is_public


@pytest.mark.parametrize(
    ("status", "body", "refused"), [(403, b'{"detail":"Invalid token."}', True), (403, b"", False), (401, b"", True)]
)
def test_oncall_refuses_a_key_in_its_own_words(status: int, body: bytes, *, refused: bool) -> None:
    assert grafana.host("corp.grafana.net").is_refused(Answer(status, {}, body)) is refused


@pytest.mark.parametrize("where", ["", "api.eu.opsgenie.com", "ed@"])
def test_opsgenie_has_to_be_told_who_one_is(where: str) -> None:
    with pytest.raises(SettingsError, match="Who are you there"):
        opsgenie.connection(where, ())


def test_oncall_has_no_usual_place() -> None:
    with pytest.raises(SettingsError, match="Which Grafana OnCall"):
        grafana.connection("", ())


def test_connecting_shows_the_newest_and_remembers_who_one_is(
    pages: PagerDuty, alerts: Opsgenie, groups: OnCall
) -> None:
    late = 322 * 1440  # minutes of 2026: some days before it is read
    pages.incidents = [page(n, at=late + n) for n in range(8)]
    alerts.alerts = [alert(n, createdAt=stamp(late + n)) for n in range(8)]
    groups.groups = [group(n, created_at=stamp(late + n)) for n in range(8)]
    for made, service, where in (
        (pagerduty.connection, PagerDutyReader(pages), pages.url),
        (opsgenie.connection, OpsgenieReader(alerts), f"{alerts.url}/{LOGIN}"),
        (grafana.connection, OnCallReader(groups), f"{groups.url}/oncall"),
    ):
        service.now = datetime(2026, 12, 20, tzinfo=UTC)
        connected = made(where, ())
        assert "incidents that you did nothing about" in connected.offer().leaves
        tried = connected.tried(service.world)
        assert (tried.address, tried.what, tried.total) == (LOGIN, "incident", None)
        assert len(tried.page) == 5
        assert len(tried.token) == 1
        assert [one.at for one in tried.page] == sorted((one.at for one in tried.page), reverse=True)
        assert tried.settings == {"login": LOGIN, "only": ()}


def test_where_nothing_is_new_it_is_said_how_far_was_looked(pages: PagerDuty) -> None:
    tried = pagerduty.connection(pages.url, ()).tried(PagerDutyReader(pages).world)
    assert "Only the newest of the last thirty days" in tried.token[1]


def test_an_incident_without_an_account_is_rejected(pages: PagerDuty) -> None:
    pages.incidents = [page(1), page(2, html_url="nowhere")]
    reader = PagerDutyReader(pages)
    reader.collect()
    assert [one.native for one in reader.evidence] == ["#1"]
    assert [one.why for one in reader.rejected] == ["it is in no account"]


def test_a_service_that_tells_no_id_of_mine_makes_nothing_mine(groups: OnCall) -> None:
    groups.groups = [group(n, acknowledged_by=None) for n in range(3)]
    groups.me = ""
    with pytest.raises(SourceError, match="is of nobody"):
        OnCallReader(groups).collect()
    connected = grafana.connection(f"{groups.url}/oncall", ())
    with pytest.raises(SourceError, match="does not say whose token this is"):
        connected.tried(OnCallReader(groups).world)


def test_a_key_that_reads_no_alerts_is_told_what_it_must_be(alerts: Opsgenie) -> None:
    alerts.closed = {"/v2/alerts"}
    with pytest.raises(SourceError, match="does not let this token in") as refused:
        opsgenie.connection(f"{alerts.url}/{LOGIN}", ()).tried(OpsgenieReader(alerts).world)
    assert refused.value.hint.startswith("It must be: an API key with read access")

"""What Jira's issues show, of the Cloud and of a Data Center, and what is none of the person's."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from jira_reader import JiraReader
from loopback import Record, served
from loopback_jira import (
    ACCOUNT,
    LOGIN,
    SEVERITY,
    DataCenter,
    Jira,
    change,
    document,
    issue,
    person,
    when,
)

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Part
from treefall.ports import Answer, Secret
from treefall.sources.jira import connection
from treefall.sources.jira.adf import plain
from treefall.sources.jira.host import host

ED, GRACE, FRED = (
    person(LOGIN, "Ed Stone"),
    person("grace@corp.example", "Grace Hopper"),
    person("fred@corp.example", "Fred Edwards"),
)
SEVERE: Record = {SEVERITY: {"value": "SEV-1"}}
NO_TIME = {"worklogs": [], "total": 0}
OPEN = {"name": "In Progress", "statusCategory": {"key": "indeterminate"}}


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Jira, Jira]]:
    with ExitStack() as stack:
        yield stack.enter_context(served(Jira())), stack.enter_context(served(DataCenter()))


@pytest.fixture
def cloud(running: tuple[Jira, Jira]) -> Jira:
    running[0].reset()
    return running[0]


@pytest.fixture
def own(running: tuple[Jira, Jira]) -> Jira:
    running[1].reset()
    return running[1]


@pytest.fixture(params=[0, 1], ids=["cloud", "data center"])
def either(running: tuple[Jira, Jira], request: pytest.FixtureRequest) -> Jira:
    found = running[request.param]
    found.reset()
    found.epics = {"PAY-7": "Nobody pays twice"}
    return found


def read(forge: Jira) -> JiraReader:
    reader = JiraReader(forge)
    reader.collect()
    assert not reader.rejected
    return reader


def only(forge: Jira) -> Evidence:
    (found,) = read(forge).evidence
    return found


def test_an_issue_has_its_story_wherever_it_is_kept(either: Jira) -> None:
    either.issues = [issue(390, cloud=either.CLOUD)]
    found = only(either)
    assert (found.source, found.kind, found.native) == ("jira", Kind.NOTE, "PAY-390")
    assert found.url == "https://corp.atlassian.net/browse/PAY-390"
    assert found.origin == "https://corp.atlassian.net/browse/PAY"
    assert (found.title, found.body) == ("Customers are charged twice (390)", "When a request\nis sent again.")
    assert found.at == datetime(2026, 1, 1, 6, 30, tzinfo=UTC)
    assert found.facts == {
        "issue": 390,
        "did": "assigned, closed",
        "state": "closed",
        "reason": "completed",
        "labels": "payments",
        "milestone": "2.1",
        "comments": 4,
        "closed_at": "2026-01-01T07:40:00Z",
        "type": "Bug",
        "priority": "Highest",
        "components": "checkout",
        "epic": "Nobody pays twice",
        "parent": "PAY-7",
        "took": 60,
        "logged": 120,
        "blocks": "PAY-9",
        "caused_by": "OPS-2",
    }


def test_people_are_known_by_their_address_or_else_by_their_account(either: Jira) -> None:
    either.issues = [issue(390, cloud=either.CLOUD)]
    grace = f"id-grace@users.noreply.{either.url.removeprefix('http://')}" if either.CLOUD else "grace@corp.example"
    assert [(role.part, role.name, role.address) for role in only(either).roles] == [
        (Part.AUTHOR, LOGIN, LOGIN),
        (Part.REPORTER, "Grace Hopper", grace),
        (Part.MENTIONED, "Ed Stone", LOGIN),
    ]


def test_of_long_stories_the_beginning_is_asked_for(either: Jira) -> None:
    either.issues, either.held = [issue(390, cloud=either.CLOUD)], 1
    facts = only(either).facts
    assert (facts["took"], facts["logged"]) == (60, 120)


def test_what_of_a_long_story_may_not_be_seen_is_left_out(cloud: Jira) -> None:
    cloud.issues, cloud.held, cloud.closed = [issue(390)], 1, {"changelog$", "worklog$"}
    facts = only(cloud).facts
    assert facts["logged"] == 30
    assert "took" not in facts


def test_an_epic_that_may_not_be_seen_is_only_named(own: Jira) -> None:
    own.issues = [issue(390, cloud=False), issue(391, cloud=False)]
    for found in read(own).evidence:
        assert found.facts["parent"] == "PAY-7"
        assert "epic" not in found.facts
    assert len([path for _, path, _ in own.seen if "PAY-7" in path]) == 1


@pytest.mark.parametrize("kind", ["[System] Incident", "Outage", "Postmortem"])
def test_an_incident_is_told_as_one(kind: str, cloud: Jira) -> None:
    cloud.issues = [issue(390, issuetype={"name": kind}, **SEVERE)]
    found = only(cloud)
    assert found.kind is Kind.INCIDENT
    assert (found.facts["severity"], found.facts["resolved"]) == ("SEV-1", 70)


def test_a_label_makes_an_incident_too(cloud: Jira) -> None:
    cloud.issues = [issue(390, labels=["sev1"], **SEVERE)]
    found = only(cloud)
    assert found.kind is Kind.INCIDENT
    assert "severity" not in found.facts  # a bug's is no incident's


@pytest.mark.parametrize(
    ("resolution", "reason"),
    [("Done", "completed"), (None, "completed"), ("Won't Do", "not planned"), ("Duplicate", "duplicate")],
)
def test_how_it_was_closed_is_said_in_a_forges_words(resolution: str | None, reason: str, cloud: Jira) -> None:
    cloud.issues = [issue(390, resolution={"name": resolution} if resolution else None)]
    assert only(cloud).facts["reason"] == reason


def test_without_a_day_of_resolution_the_last_move_counts(cloud: Jira) -> None:
    cloud.issues = [issue(390, resolutiondate=None)]
    cloud.issues[0]["changelog"]["histories"].append({"author": FRED, "created": None, "items": []})
    assert only(cloud).facts["closed_at"] == "2026-01-01T07:40:00Z"


def test_what_goes_on_has_no_end(cloud: Jira) -> None:
    cloud.issues = [issue(390, status=OPEN, resolution=None, resolutiondate=None)]
    found = only(cloud)
    assert (found.facts["state"], found.facts["did"]) == ("open", "assigned")
    assert found.facts.keys().isdisjoint({"closed_at", "took", "reason"})
    assert found.roles[0].name == "Grace Hopper"  # who is only assigned to it has not done it yet


def test_what_i_did_before_it_was_handed_on_counts(cloud: Jira) -> None:
    handed = issue(390, assignee=FRED)
    handed["changelog"]["histories"][3]["author"] = FRED
    handed["changelog"]["histories"].insert(3, change(440, FRED, assignee=(ACCOUNT, "id-fred")))
    cloud.issues = [handed]
    found = only(cloud)
    assert found.facts["did"] == "assigned"
    assert [role.address for role in found.roles if role.part is Part.AUTHOR] == [LOGIN]


def test_closing_what_was_done_already_is_no_finishing(cloud: Jira) -> None:
    swept = issue(390, assignee=FRED)
    swept["changelog"]["histories"] = [change(400, FRED, status=("3", "5")), change(900, ED, status=("5", "6"))]
    cloud.issues = [swept]
    assert not read(cloud).evidence


def test_what_was_mine_only_before_work_began_does_not_count(cloud: Jira) -> None:
    handed = issue(390, assignee=FRED)
    handed["changelog"]["histories"] = [
        change(391, GRACE, assignee=(ACCOUNT, "id-fred")),
        change(392, FRED, status=("1", "3")),
        change(395, FRED, status=("3", "5")),
    ]
    cloud.issues = [handed]
    assert not read(cloud).evidence


def test_what_i_only_commented_on_or_moved_along_is_not_mine(cloud: Jira) -> None:
    other = issue(390, assignee=FRED, worklog=NO_TIME)
    other["changelog"]["histories"] = [
        change(391, ED, status=("1", "3"), assignee=(None, ACCOUNT), description=("", "")),
        change(392, FRED, assignee=(ACCOUNT, None), status=("3", "1")),
    ]
    other["fields"]["comment"] = {"comments": [{"author": ED, "body": "Me too."}], "total": 1}
    other["fields"] |= {"status": {"name": "Open", "statusCategory": {"key": "new"}}}
    cloud.issues = [other]
    assert not read(cloud).evidence


@pytest.mark.parametrize("field", ["priority", "labels", "Component", "assignee", "Link"])
def test_sorting_somebody_elses_issue_counts(field: str, cloud: Jira) -> None:
    other = issue(390, assignee=FRED, worklog=NO_TIME)
    other["changelog"]["histories"] = [change(391, ED, **{field: ("1", "id-fred")})]
    cloud.issues = [other]
    assert only(cloud).facts["did"] == "triaged"


def test_taking_an_issue_oneself_is_no_sorting(cloud: Jira) -> None:
    cloud.issues = [issue(390, status=OPEN)]
    cloud.issues[0]["changelog"]["histories"] = [change(391, ED, assignee=(None, ACCOUNT))]
    assert only(cloud).facts["did"] == "assigned"


def test_what_i_reported_is_mine_from_the_beginning(cloud: Jira) -> None:
    cloud.issues = [issue(390, reporter=ED, assignee=None)]
    found = only(cloud)
    assert found.facts["did"] == "opened, assigned, closed"
    assert found.roles[0].name == "Ed Stone"


def test_an_app_is_marked_as_one(cloud: Jira) -> None:
    cloud.issues = [issue(390, reporter={"accountId": "557058:f", "displayName": "Jira", "accountType": "app"})]
    roles = only(cloud).roles
    assert roles[1].address.startswith("557058:f[bot]")


def test_a_secured_issue_is_private(cloud: Jira) -> None:
    cloud.issues = [issue(390, security={"name": "Only the team"})]
    assert only(cloud).private


def test_only_the_projects_that_were_named_are_read(either: Jira) -> None:
    either.issues = [issue(n, cloud=either.CLOUD, key=key) for n, key in enumerate(("PAY", "OPS", "HR"), 390)]
    reader = JiraReader(either, only=("PAY", "OPS"))
    reader.collect()
    assert {found.native for found in reader.evidence} == {"PAY-390", "OPS-391"}


def test_what_was_last_touched_before_is_passed_over(either: Jira) -> None:
    either.issues = [issue(100, cloud=either.CLOUD), issue(9_000, cloud=either.CLOUD)]
    reader = JiraReader(either, since=datetime(2026, 1, 2, tzinfo=UTC))
    reader.collect()
    assert [found.native for found in reader.evidence] == ["PAY-9000"]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America/Los_Angeles", "America/Los_Angeles"),
        ("Etc/GMT+12", ""),
        ("Pacific/Kiritimati", "Nowhere/Land"),
        ("America/Los_Angeles", "../../etc"),
    ],
)
def test_nothing_is_missed_whichever_zone_it_is_asked_in(zone: str, told: str, either: Jira) -> None:
    either.issues = [issue(100 + 60 * n, cloud=either.CLOUD) for n in range(55)]
    either.zone, either.told = zone, told
    reader = read(either)
    assert len(reader.evidence) == 55
    either.issues.append(issue(3_390, cloud=either.CLOUD))
    reader.collect()
    assert len(reader.evidence) == 56


@pytest.mark.parametrize("month", [3, 10])
def test_nothing_is_missed_when_clocks_are_changed(month: int, cloud: Jira) -> None:
    day = datetime(2026, month, 25 if month == 10 else 29, tzinfo=UTC)
    times = [day + timedelta(minutes=4 * n) for n in range(60)]
    cloud.issues = [issue(n + 1, updated=at.isoformat()) for n, at in enumerate(times)]
    cloud.most = 5
    assert len(read(cloud).evidence) == 60


def test_a_page_may_be_shorter_than_it_was_asked_for(either: Jira) -> None:
    either.issues, either.most = [issue(100 + n, cloud=either.CLOUD) for n in range(60)], 9
    assert len(read(either).evidence) == 60


def test_a_token_of_somebody_elses_is_not_read_by(either: Jira) -> None:
    either.me = person("fred@corp.example", "Fred Edwards", cloud=False)
    with pytest.raises(SourceError, match=r"takes this token for fred@corp\.example's, not for ed@corp\.example's"):
        JiraReader(either).collect()


def test_a_token_that_is_not_let_in_ends_the_reading(cloud: Jira) -> None:
    cloud.closed = {"myself"}
    with pytest.raises(SourceError, match='does not let this token in: You may not see "this"') as raised:
        JiraReader(cloud).collect()
    assert "treefall" not in str(raised.value)


def test_what_jira_does_not_say_of_itself_is_done_without(own: Jira) -> None:
    own.closed = {"serverInfo", "field", "status"}
    own.issues = [issue(390, cloud=False)]
    found = only(own)
    assert found.url == f"{own.url}/browse/PAY-390"
    assert found.facts.keys().isdisjoint({"took", "epic", "parent"})


def test_a_question_that_is_refused_is_said_in_jiras_words(cloud: Jira) -> None:
    cloud.closed = {"search"}
    reader = JiraReader(cloud)
    reader.collect()
    assert [one.why for one in reader.rejected] == ['You may not see "this"']


def test_a_locked_account_is_said_to_be_one() -> None:
    answer = Answer(403, {"x-authentication-denied-reason": "CAPTCHA_CHALLENGE"}, b"")
    assert "sign in on its page" in host("jira.corp.example").denial(answer)
    assert not host("jira.corp.example").denial(Answer(400, {}, b"<html>"))


def test_a_token_for_a_site_of_the_cloud_bears_its_owners_address() -> None:
    corp, data_center = host("corp.atlassian.net"), host("corp.example/jira")
    assert corp.headers(Secret("ed@corp.example:t"))["authorization"] == "Basic ZWRAY29ycC5leGFtcGxlOnQ="
    assert data_center.headers(Secret("t"))["authorization"] == "Bearer t"
    with pytest.raises(SourceError, match="wants your address before the token"):
        corp.headers(Secret("t"))
    assert corp.variables == ("JIRA_API_TOKEN_CORP_ATLASSIAN_NET", "JIRA_API_TOKEN")
    assert data_center.variables == ("JIRA_API_TOKEN_CORP_EXAMPLE",)
    assert (corp.inside, data_center.inside) == (False, True)
    assert data_center.address("estone") == "estone@users.noreply.corp.example"


def test_before_it_is_connected_the_newest_issues_are_shown(either: Jira) -> None:
    either.issues = [issue(100 + n, cloud=either.CLOUD) for n in range(9)]
    either.issues += [issue(8, cloud=either.CLOUD, key="OPS", updated=when(9_000), created=None)]
    either.issues += [issue(9, cloud=either.CLOUD, key="HR", updated=when(9_000))]
    tried = connection(either.url, ("PAY", "OPS")).tried(JiraReader(either).world)
    assert (tried.address, tried.name, tried.what) == (LOGIN, "Ed Stone", "issue")
    assert tried.total == (None if either.CLOUD else 10)
    assert [one.native for one in tried.page] == ["PAY-108", "PAY-107", "PAY-106", "PAY-105"]  # the fifth is broken
    assert tried.settings == {"login": LOGIN, "only": ("OPS", "PAY")}


def test_which_jira_must_be_said() -> None:
    with pytest.raises(SettingsError, match=r"Which Jira\?"):
        connection("", ())
    with pytest.raises(SettingsError, match="names something else"):
        connection("corp.atlassian.net", ("no project",))


def test_a_document_is_read_as_plain_text() -> None:
    mention = {"type": "mention", "attrs": {"id": "1", "text": "@Grace"}}
    card = {"type": "inlineCard", "attrs": {"url": "https://corp.example/x"}}
    item = {"type": "listItem", "content": document("one")["content"]}
    line = {"type": "paragraph", "content": [{"type": "text", "text": "See "}, mention, card, {"type": "hardBreak"}]}
    blank = {"type": "paragraph", "content": []}
    said = {"type": "doc", "content": [line, blank, blank, {"type": "bulletList", "content": [item, item]}]}
    assert plain(said) == "See @Gracehttps://corp.example/x\n\n- one\n- one"
    assert plain(None) == ""
    assert plain("h1. As it was") == "h1. As it was"


def test_a_document_without_an_end_is_read_as_far_as_it_goes() -> None:
    deep: dict[str, object] = {"type": "text", "text": "deep"}
    for _ in range(500):
        deep = {"type": "panel", "content": [deep]}
    assert plain(deep) == ""


def test_a_reading_is_said_with_its_moments_as_jira_writes_them() -> None:
    assert when(60) == "2026-01-01T02:00:00.000+0100"

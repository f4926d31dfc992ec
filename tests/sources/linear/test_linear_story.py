"""What Linear's issues show, and what is none of the person's."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from linear_reader import LinearReader
from loopback import served, stamp
from loopback_linear import LOGIN, ME, Linear, issue, person

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Part
from treefall.ports import Secret
from treefall.sources.linear import connection
from treefall.sources.linear.host import host

ED, GRACE, FRED = (
    person(LOGIN, "Ed Stone"),
    person("grace@corp.example", "Grace Hopper"),
    person("fred@corp.example", "Fred Edwards"),
)


@pytest.fixture(scope="module")
def running() -> Iterator[Linear]:
    with served(Linear()) as server:
        yield server


@pytest.fixture
def linear(running: Linear) -> Linear:
    running.reset()
    return running


def read(linear: Linear) -> LinearReader:
    reader = LinearReader(linear)
    reader.collect()
    assert not reader.rejected
    return reader


def only(linear: Linear) -> Evidence:
    (found,) = read(linear).evidence
    return found


def test_an_issue_has_its_story(linear: Linear) -> None:
    linear.issues = [issue(390)]
    found = only(linear)
    assert (found.source, found.kind, found.native) == ("linear", Kind.NOTE, "PAY-390")
    assert found.origin == "https://linear.app/corp/team/PAY"
    assert found.url == "https://linear.app/corp/issue/PAY-390/customers-are-charged-twice"
    assert found.body == "When a request is sent again."
    assert found.facts == {
        "issue": 390,
        "did": "assigned, closed",
        "state": "closed",
        "reason": "completed",
        "labels": "Bug",
        "milestone": "Beta",
        "comments": 2,
        "closed_at": stamp(460),
        "priority": "Urgent",
        "epic": "Nobody pays twice",
        "initiative": "Trust",
        "cycle": "12",
        "estimate": 3,
        "took": 60,
        "blocks": "PAY-9",
        "blocked_by": "OPS-2",
    }
    assert [(role.part, role.name, role.address) for role in found.roles] == [
        (Part.AUTHOR, LOGIN, LOGIN),
        (Part.REPORTER, "Grace Hopper", "grace@corp.example"),
        (Part.MENTIONED, "Ed Stone", LOGIN),
    ]


def test_without_a_project_it_is_for_its_parent(linear: Linear) -> None:
    linear.issues = [issue(390, project=None, parent={"identifier": "PAY-7", "title": "Refunds"})]
    facts = only(linear).facts
    assert (facts["epic"], facts["parent"]) == ("Refunds", "PAY-7")


@pytest.mark.parametrize(
    ("state", "reason"), [("completed", "completed"), ("canceled", "not planned"), ("duplicate", "duplicate")]
)
def test_how_it_ended_is_said_in_a_forges_words(state: str, reason: str, linear: Linear) -> None:
    linear.issues = [issue(390, state={"type": state}, priorityLabel="No priority")]
    facts = only(linear).facts
    assert (facts["state"], facts["reason"]) == ("closed", reason)
    assert "priority" not in facts


def test_what_goes_on_has_no_end(linear: Linear) -> None:
    linear.issues = [issue(390, state={"type": "started"}, completedAt=None)]
    found = only(linear)
    assert (found.facts["state"], found.facts["did"]) == ("open", "assigned")
    assert found.facts.keys().isdisjoint({"closed_at", "took", "reason"})


def test_an_incident_is_told_as_one(linear: Linear) -> None:
    linear.issues = [issue(390, labels={"nodes": [{"name": "Incident"}]})]
    found = only(linear)
    assert (found.kind, found.facts["resolved"]) == (Kind.INCIDENT, 70)


@pytest.mark.parametrize(
    "act", [{"toPriority": 1}, {"addedLabelIds": ["l"]}, {"toProjectId": "p"}, {"toAssigneeId": "id-fred@corp.example"}]
)
def test_sorting_somebody_elses_issue_counts(act: dict[str, object], linear: Linear) -> None:
    linear.issues = [issue(390, assignee=FRED, history={"nodes": [{"actorId": ME, **act}]})]
    assert only(linear).facts["did"] == "triaged"


def test_what_i_only_subscribed_to_is_not_mine(linear: Linear) -> None:
    mine = {"actorId": ME, "toState": {"type": "started"}, "toAssigneeId": ME}
    linear.issues = [issue(390, assignee=FRED, history={"nodes": [mine]}, subscribers={"nodes": [ED]})]
    assert not read(linear).evidence


def test_cancelling_what_was_done_already_is_no_finishing(linear: Linear) -> None:
    swept = {"actorId": ME, "fromState": {"type": "completed"}, "toState": {"type": "canceled"}}
    linear.issues = [issue(390, assignee=FRED, history={"nodes": [swept]}, state={"type": "canceled"})]
    assert not read(linear).evidence


def test_what_i_created_is_mine_from_the_beginning(linear: Linear) -> None:
    linear.issues = [issue(390, creator=ED, assignee=None, history={"nodes": []})]
    assert only(linear).facts["did"] == "opened"


def test_an_app_is_marked_as_one_and_who_left_is_nobody(linear: Linear) -> None:
    robot = {**person("bot@linear.app", "Robot"), "app": True}
    linear.issues = [issue(390, creator=robot), issue(391, creator=None)]
    one, other = read(linear).evidence
    assert one.roles[1].address == "bot@linear.app[bot]"
    assert other.roles[1].name == ""


def test_only_the_teams_that_were_named_are_read(linear: Linear) -> None:
    linear.issues = [issue(n, team=team) for n, team in enumerate(("PAY", "OPS", "HR"), 390)]
    reader = LinearReader(linear, only=("pay", "OPS"))
    reader.collect()
    assert {found.native for found in reader.evidence} == {"PAY-390", "OPS-391"}


def test_what_was_last_touched_before_is_passed_over(linear: Linear) -> None:
    linear.issues = [issue(100), issue(9_000)]
    reader = LinearReader(linear, since=datetime(2026, 1, 2, tzinfo=UTC))
    reader.collect()
    assert [found.native for found in reader.evidence] == ["PAY-9000"]


def test_what_was_touched_of_late_is_read_again(linear: Linear) -> None:
    linear.issues = [issue(100), issue(200)]
    reader = LinearReader(linear, now=datetime(2026, 1, 1, 4, 35, tzinfo=UTC))
    linear.date = "Thu, 01 Jan 2026 04:35:00 GMT"
    reader.collect()
    reader.now += timedelta(hours=1)
    linear.issues.append(issue(150, updatedAt="2026-01-01T04:28:00.000Z"))  # what was not there yet to be seen
    reader.collect()
    assert len(reader.evidence) == 3


def test_a_key_of_somebody_elses_is_not_read_by(linear: Linear) -> None:
    linear.me = FRED
    with pytest.raises(SourceError, match=r"takes this key for fred@corp\.example's, not ed@corp\.example's"):
        LinearReader(linear).collect()


def test_a_key_that_is_not_let_in_ends_the_reading(linear: Linear) -> None:
    linear.refuses = {"viewer": "Not allowed"}
    with pytest.raises(SourceError, match="does not let this key in: Not allowed"):
        LinearReader(linear).collect()


def test_a_question_that_is_refused_is_said_in_linears_words(linear: Linear) -> None:
    linear.issues, linear.refuses = [issue(390)], {"$ids": "Query too complex"}
    reader = LinearReader(linear)
    reader.collect()
    assert [one.why for one in reader.rejected] == ["Query too complex"]


def test_an_answer_that_names_nobody_is_nobodys(linear: Linear) -> None:
    linear.me = {"name": "Nobody"}
    with pytest.raises(SourceError, match="for nobody's"):
        LinearReader(linear).collect()


def test_a_key_of_ones_own_stands_bare() -> None:
    usual = host("linear.app")
    assert usual.headers(Secret("lin_api_x"))["authorization"] == "lin_api_x"
    assert usual.headers(Secret("lin_oauth_x"))["authorization"] == "Bearer lin_oauth_x"
    assert usual.graphql == "https://api.linear.app/graphql"
    assert usual.variables == ("LINEAR_API_KEY",)
    assert host("http://127.0.0.1:8").variables == ("LINEAR_API_KEY_127_0_0_1",)
    assert not usual.repository("https://linear.app/corp/project/x")


def test_before_it_is_connected_the_newest_issues_are_shown(linear: Linear) -> None:
    linear.issues = [issue(100 + n) for n in range(9)] + [issue(300, team="OPS")]
    tried = connection(linear.url, ("PAY",)).tried(LinearReader(linear).world)
    assert (tried.address, tried.name, tried.what, tried.total) == (LOGIN, "Ed Stone", "issue", None)
    assert [one.native for one in tried.page] == [f"PAY-{n}" for n in range(108, 103, -1)]


def test_with_no_issue_yet_nothing_is_shown(linear: Linear) -> None:
    assert connection(linear.url, ()).tried(LinearReader(linear).world).page == ()


def test_teams_are_named_by_their_keys() -> None:
    with pytest.raises(SettingsError, match="names something else"):
        connection("", ("no team",))
    assert connection("", ("PAY",)).offer().where == "linear.app"

"""What GitHub's records show, whatever is missing in them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_github import discussion as asked
from loopback_github import issue as opened
from loopback_github import nodes, person, reviewed
from loopback_github import pull as proposed
from loopback_github import release as published

from treefall.forge.issues import discussion, issue
from treefall.forge.people import Whose
from treefall.forge.pulls import pull
from treefall.forge.releases import release
from treefall.forge.reviews import review
from treefall.model import Entry, Evidence, Kind, Part, Stand, Standing, Tie, entry_id
from treefall.remote.records import Broken
from treefall.sources.github.host import Host
from treefall.value.ties import PULL_REQUEST

ED = Whose(Host("forge.example"), "ed-stone")


def only(entries: tuple[Entry, ...]) -> Evidence:
    (found,) = (entry for entry in entries if isinstance(entry, Evidence))
    return found


def test_a_pull_request_has_its_story() -> None:
    found = only(pull(proposed(12), ED))
    assert (found.kind, found.native, found.origin) == (Kind.CHANGE, "#12", "http://forge.example/shop/pay")
    assert found.url == "http://forge.example/shop/pay/pull/12"
    assert found.body == "Customers were charged twice.\n\nFixes #1012"
    assert found.files
    assert [change.path for change in found.files.changes] == ["pay/charge.py"]
    assert (found.files.added, found.files.deleted) == (40, 2)
    assert found.at.isoformat() == "2026-01-01T01:12:00+00:00"
    expected = {
        "pull": 12,
        "state": "merged",
        "labels": "bug, sev1",
        "milestone": "2.1",
        "base": "main",
        "branch": "once-12",
        "head": f"{12:040x}",
        "merge": f"{1_000_012:040x}",
        "merged_at": "2026-01-01T01:12:00+00:00",
        "closed_at": "2026-01-01T01:12:00Z",
        "closes": "1012",
        "closes_labels": "incident",
        "closes_title": "Charged twice",
        "rounds": 2,
        "approvals": 1,
        "changes_requested": 1,
        "reviewers": 1,
        "review_comments": 4,
        "comments": 3,
        "commits": 1,
    }
    assert found.facts == expected


def test_people_are_logins_with_the_address_that_commits_from_the_web_bear() -> None:
    roles = only(pull(proposed(12), ED)).roles
    assert [(role.part, role.name, role.address) for role in roles] == [
        (Part.AUTHOR, "Ed Stone", "ed-stone@users.noreply.forge.example"),
        (Part.REVIEWER, "Grace Hopper", "grace@users.noreply.forge.example"),
    ]


def test_who_else_committed_is_a_co_author_but_not_the_author_without_an_account() -> None:
    authors = nodes(
        {"name": "Ed Stone", "email": "ed@old.example", "user": None},
        {"name": "Grace Hopper", "email": "grace@corp.example", "user": {"login": "grace"}},
        {"name": "Priya", "email": "priya@corp.example", "user": None},
    )
    record = proposed(12, commits=nodes({"commit": {"sha": "1" * 40, "authors": authors}}), reviews=nodes())
    assert [(role.part, role.address) for role in only(pull(record, ED)).roles] == [
        (Part.AUTHOR, "ed-stone@users.noreply.forge.example"),
        (Part.CO_AUTHOR, "grace@users.noreply.forge.example"),
        (Part.CO_AUTHOR, "priya@corp.example"),
    ]


def test_a_program_is_marked_and_its_review_is_no_round() -> None:
    record = proposed(12, reviews=nodes({"state": "COMMENTED", "user": person("linter", kind="Bot")}))
    found = only(pull(record, ED))
    assert found.roles[1].address == "linter[bot]@users.noreply.forge.example"
    assert "rounds" not in found.facts


def test_an_account_that_is_gone_is_nobody() -> None:
    assert only(pull(proposed(12, user=None, reviews=nodes()), ED)).roles[0].address == ""


def test_a_merged_pull_request_has_landed_and_is_tied_to_its_commits() -> None:
    found, landed, tie = pull(proposed(12), ED)
    assert isinstance(landed, Standing)
    assert (landed.evidence, landed.stand, landed.name, landed.holds) == (found.id, Stand.LANDED, "main", True)
    assert isinstance(tie, Tie)
    assert tie.why == PULL_REQUEST
    assert tie.evidence == (found.id, entry_id("git", f"{1_000_012:040x}"), entry_id("git", f"{12:040x}"))


def test_an_open_pull_request_has_not_landed() -> None:
    record = proposed(12, state="OPEN", draft=True, merged_at=None, closed_at=None, merge=None)
    found, tie = pull(record, ED)
    assert isinstance(found, Evidence)
    assert found.facts["state"] == "open"
    assert found.facts["draft"] is True
    assert found.at.isoformat() == "2026-01-01T00:12:00+00:00"
    assert isinstance(tie, Tie)
    assert len(tie.evidence) == 2


def test_an_issue_of_another_repository_keeps_its_name() -> None:
    other = {"number": 7, "title": "Slow", "html_url": "http://forge.example/corp/infra/issues/7"}
    found = only(pull(proposed(12, closes=nodes(other)), ED))
    assert (found.facts["closes"], found.facts["closes_title"]) == ("corp/infra#7", "Slow")


def revert(number: int, by: str, **more: object) -> dict[str, Any]:
    return {
        **{name: value for name, value in proposed(number, by=by).items() if name != "files"},
        "title": 'Revert "Charge each order once (12)"',
        "body": "Reverts shop/pay#12",
        **more,
    }


def test_somebody_elses_revert_comes_along() -> None:
    found, *_, other = pull(proposed(12, mentions=nodes({"source": revert(31, "fred")})), ED)
    assert isinstance(found, Evidence)
    assert found.facts["reverted_by"] == 31
    assert isinstance(other, Evidence)
    assert (other.native, other.body, other.facts) == ("#31", "Reverts shop/pay#12", {"pull": 31, "state": "merged"})
    assert other.roles[0].address == "fred@users.noreply.forge.example"


@pytest.mark.parametrize(
    "source",
    [
        revert(31, "fred", merged_at=None),
        revert(31, "fred", title="Follow up on #12"),
        None,
    ],
)
def test_what_only_mentions_it_does_not(source: object) -> None:
    found, *rest = pull(proposed(12, mentions=nodes({"source": source})), ED)
    assert isinstance(found, Evidence)
    assert "reverted_by" not in found.facts
    assert not any(isinstance(entry, Evidence) for entry in rest)


def test_a_broken_mention_breaks_nothing() -> None:
    found, *rest = pull(proposed(12, mentions=nodes({"source": revert(31, "fred", node_id=None)})), ED)
    assert isinstance(found, Evidence)
    assert found.facts["reverted_by"] == 31
    assert not any(isinstance(entry, Evidence) for entry in rest)


def test_my_own_revert_is_told_where_it_is_read_whole() -> None:
    found, *rest = pull(proposed(12, mentions=nodes({"source": revert(31, "Ed-Stone")})), ED)
    assert isinstance(found, Evidence)
    assert found.facts["reverted_by"] == 31
    assert not any(isinstance(entry, Evidence) for entry in rest)


def test_a_review_has_its_depth() -> None:
    found = only(review(reviewed(12), ED))
    assert (found.kind, found.native, found.title) == (Kind.REVIEW, "#12 review", "Charge each order once (12)")
    assert found.body == (
        "This loses an order when the gateway times out.\n\npay/retry.py: Retrying here charges again."
    )
    assert [(role.part, role.name) for role in found.roles] == [(Part.REVIEWER, "Ed Stone"), (Part.AUTHOR, "fred")]
    expected = {
        "review_of": 12,
        "state": "approved",
        "rounds": 2,
        "comments": 3,
        "changes_requested": 1,
        "approvals": 1,
        "commits_after": 1,
        "size": 42,
        "pull_state": "merged",
        "labels": "bug, sev1",
        "closes_labels": "incident",
    }
    assert found.facts == expected


def test_a_review_is_not_the_pull_request() -> None:
    assert only(review(reviewed(12), ED)).id != only(pull(proposed(12), ED)).id


@pytest.mark.parametrize("association", ["FIRST_TIME_CONTRIBUTOR", "FIRST_TIMER", "NONE"])
def test_a_newcomer_is_told(association: str) -> None:
    assert only(review(reviewed(12, author_association=association), ED)).facts["first_time"] is True


def test_a_newcomer_stays_one_once_merged() -> None:
    assert only(review({**reviewed(12), "first_merged": True}, ED)).facts["first_time"] is True


def test_a_review_that_was_never_submitted_is_none() -> None:
    pending = nodes({"state": "PENDING", "submitted_at": None, "user": person("ed-stone")})
    assert review(reviewed(12, reviews=pending), ED) == ()


def test_a_verdict_outlasts_a_later_comment() -> None:
    rounds = [
        {"state": state, "submitted_at": f"2026-01-01T0{hour}:00:00Z", "user": person("ed-stone")}
        for hour, state in enumerate(("APPROVED", "COMMENTED"))
    ]
    assert only(review(reviewed(12, reviews=nodes(*rounds)), ED)).facts["state"] == "approved"


@pytest.mark.parametrize(
    ("by", "events", "assigned", "did", "kind", "parts"),
    [
        ("ed-stone", [], [], "opened", Kind.NOTE, [Part.AUTHOR]),
        ("fred", [("ClosedEvent", "ed-stone")], [], "closed", Kind.INCIDENT, [Part.AUTHOR, Part.REPORTER]),
        (
            "fred",
            [("LabeledEvent", "Ed-Stone"), ("MilestonedEvent", "ed-stone")],
            [],
            "triaged",
            Kind.INCIDENT,
            [Part.AUTHOR, Part.REPORTER],
        ),
        (
            "fred",
            [("ClosedEvent", "fred")],
            ["ed-stone"],
            "assigned",
            Kind.INCIDENT,
            [Part.AUTHOR, Part.REPORTER, Part.MENTIONED],
        ),
        ("ed-stone", [("ClosedEvent", "fred")], ["grace"], "opened", Kind.NOTE, [Part.AUTHOR, Part.MENTIONED]),
    ],
)
def test_an_issue_says_what_i_did(  # noqa: PLR0917 - a row of the table
    by: str, events: list[tuple[str, str]], assigned: list[str], did: str, kind: Kind, parts: list[Part]
) -> None:
    found = only(issue(opened(90, by=by, events=events, assignees=nodes(*map(person, assigned))), ED))
    assert (found.facts["did"], found.kind, [role.part for role in found.roles]) == (did, kind, parts)
    assert (found.facts["state"], found.facts["reason"], found.native) == ("closed", "completed", "#90")


def test_an_issue_that_only_waits_for_me_is_its_reporters() -> None:
    record = opened(90, by="fred", assignees=nodes(person("ed-stone")), state="OPEN", state_reason=None)
    assert only(issue(record, ED)).roles[0].address.startswith("fred@")


def test_an_issue_in_which_i_only_spoke_is_none() -> None:
    assert issue(opened(90, by="fred", events=[("ClosedEvent", "grace")]), ED) == ()


def test_an_issue_without_severe_labels_is_no_incident() -> None:
    record = opened(90, by="fred", events=[("ClosedEvent", "ed-stone")], labels=nodes({"name": "docs"}))
    assert only(issue(record, ED)).kind is Kind.NOTE


def test_an_answer_that_was_chosen_helped_somebody() -> None:
    found = only(discussion(asked(77), ED))
    assert (found.kind, found.facts["did"], found.facts["category"]) == (Kind.MENTORING, "answered", "Q&A")
    assert [role.part for role in found.roles] == [Part.AUTHOR, Part.REPORTER]


def test_a_discussion_of_mine_is_a_note() -> None:
    found = only(discussion(asked(77, by="ed-stone", answered_by=""), ED))
    assert (found.kind, found.facts["did"]) == (Kind.NOTE, "opened")
    assert "answered" not in found.facts


def test_a_discussion_of_others_is_none() -> None:
    assert discussion(asked(77, answered_by="grace"), ED) == ()


@pytest.mark.parametrize(
    ("body", "cites"),
    [
        ("Charge once (#12), retry (#13)", "12"),
        ("* by http://forge.example/shop/pay/pull/12", "12"),
        ("by @ed-stone", ""),
    ],
)
def test_a_release_that_cites_my_work_is_a_witness(body: str, cites: str) -> None:
    found = only(release(published("v2.1", body, at=5), ED, {12}))
    assert (found.kind, found.native, found.title) == (Kind.DOCUMENT, "v2.1", "Pay v2.1")
    assert found.facts.get("cites", "") == cites
    assert [role.part for role in found.roles] == [Part.AUTHOR, Part.MENTIONED]
    assert found.at.isoformat() == "2026-01-01T00:06:00+00:00"


def test_a_release_of_mine_is_mine() -> None:
    assert [role.part for role in only(release(published("v1", "", by="ed-stone"), ED, ())).roles] == [Part.AUTHOR]


@pytest.mark.parametrize("body", ["Others' work (#13)", "by @ed-stone-2", "mail@ed-stoner"])
def test_a_release_of_others_work_is_none(body: str) -> None:
    assert release(published("v1", body), ED, {12}) == ()


def test_a_release_that_is_not_out_is_none() -> None:
    assert release({**published("v1", "#12"), "draft": True}, ED, {12}) == ()


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ("node_id", "it has no node_id"),
        ("html_url", "it has no html_url"),
        ("created_at", "it does not say when it was opened"),
        ("number", "it has no number in a repository"),
    ],
)
def test_a_record_without_what_makes_it_one_is_broken(missing: str, why: str) -> None:
    record = {name: value for name, value in proposed(12).items() if name != missing}
    with pytest.raises(Broken, match=why):
        pull(record, ED)


def test_letters_that_no_database_takes_are_replaced() -> None:
    found = only(pull(proposed(12, title="Half a \ud83d letter\0"), ED))
    found.title.encode()
    assert "\0" not in found.title


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("parse", [pull, review, issue, discussion])
@given(data=st.data())
def test_whatever_stands_in_a_record_it_is_evidence_or_broken(parse: Any, data: st.DataObject) -> None:  # noqa: ANN401
    record = {**proposed(12), **reviewed(12), **opened(12), **asked(12), "html_url": proposed(12)["html_url"]}
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(record)), json, max_size=6))
    try:
        entries = parse({**record, **changed}, ED)
    except Broken:
        return
    for entry in entries:
        repr(entry).encode()
        assert not isinstance(entry, Evidence) or entry.origin

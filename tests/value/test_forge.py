"""The same work, seen by git and by a forge."""

from dataclasses import replace
from typing import Any

import pytest
from commits import BOT, ED, FRED, START, commit, landed, record

from treefall.model import Evidence, Kind, Part, Role, State, Tie, Work
from treefall.value.judge import judge

URL = "https://forge.example/shop"
FIX = commit("a" * 40, "Reject a replayed charge", {"pay/charge.py": 50})
TEST = commit("b" * 40, "Test it", {"tests/charge.py": 30}, day=1)


def _pull(number: int = 412, title: str = "Nobody is charged twice", *, by: Role = ED, **facts: Any) -> Evidence:  # noqa: ANN401
    known = {"pull": number, "state": "merged", **facts}
    made = commit(f"#{number}", title, day=-1, source="forge", origin=URL, roles=(by,), facts=known)
    return replace(made, files=replace(FIX.files, added=80) if FIX.files else None)


def _tie(pull: Evidence, *commits: Evidence) -> Tie:
    return Tie(id=f"tie{pull.native}", at=START, evidence=(pull.id, *(one.id for one in commits)), why="pull request")


def _one(*entries: Any, on_main: list[Evidence] | None = None) -> Work:  # noqa: ANN401 - entries
    (work,) = judge(record(*entries, on_main=on_main)).works
    return work


def test_a_pull_request_and_its_commits_are_one_piece_and_several_changes() -> None:
    pull = _pull()
    work = _one(FIX, TEST, pull, _tie(pull, FIX, TEST))
    assert (work.title, work.state, work.changes) == ("Nobody is charged twice", State.DONE, 2)
    assert [seen.copy for seen in work.evidence] == [False, False, False]


def test_a_tie_teaches_which_repository_the_forge_means() -> None:
    pull = _pull()
    other = replace(commit("c" * 40, "Tell the bank (#412)", day=40))
    elsewhere = commit("d" * 40, "Something else (#412)", day=80, origin="bank")
    works = judge(record(FIX, pull, _tie(pull, FIX), other, elsewhere)).works
    assert sorted(len(work.evidence) for work in works) == [1, 3]
    lone = judge(record(FIX, pull, _tie(pull), other)).works if len(_tie(pull, FIX).evidence) > 2 else ()
    assert lone == ()


def test_of_two_forges_with_one_root_the_one_with_more_pull_requests_counts() -> None:
    mine, theirs = _pull(1), replace(_pull(2), origin="https://fork.example/shop")
    more = _pull(3, "Log refunds")
    third = commit("c" * 40, "Log it", day=90)
    tied = commit("e" * 40, "Tell the bank (#3)", day=200)
    ties = (_tie(mine, FIX), _tie(theirs, TEST), _tie(more, third))
    works = judge(record(FIX, TEST, third, tied, mine, theirs, more, *ties)).works
    assert [seen.native for seen in next(w for w in works if w.title == "Log refunds").evidence] == [
        *("#3", "c" * 40, "e" * 40),
    ]


def test_an_open_one_is_in_progress_and_one_that_was_closed_is_given_up() -> None:
    small = commit("s", "Log refunds", {"log.py": 1}, day=50)
    opened, closed = _pull(1, state="open"), _pull(2, "Add a cache", state="closed")
    works = judge(record(small, opened, replace(closed, files=None), on_main=[small])).works
    assert {work.title: work.state for work in works[:2]} == {
        "Log refunds": State.DONE,
        "Nobody is charged twice": State.IN_PROGRESS,
    }
    assert (works[2].title, works[2].state) == ("Add a cache", State.IN_PROGRESS)
    assert works[2].reasons[:2] == ("not on a main branch yet", "closed without being merged")


def test_a_superseded_pull_request_is_part_of_what_took_its_place() -> None:
    old = _pull(1, "Charge once", state="closed")
    new = _pull(2, "Nobody is charged twice", branch="x")
    work = _one(old, replace(new, body="Supersedes #1."), on_main=[new])
    assert (work.title, work.state, len(work.evidence)) == ("Nobody is charged twice", State.DONE, 2)


def test_what_the_forge_knows_is_said() -> None:
    release = commit("v2.1", "Release 2.1", day=9, kind=Kind.DOCUMENT, source="forge", origin=URL, roles=(FRED,))
    release = replace(release, facts={"release": "v2.1", "cites": "412 999"})
    pull = _pull(closes="390 corp/infra#12", closes_labels="bug, sev1", rounds=4)
    judgement = judge(record(pull, release))
    assert judgement.works[0].reasons == (
        "fixes #390, labelled sev1",
        "cited in the release notes of v2.1",
        "reviewed in 4 rounds",
    )
    assert [out.why for out in judgement.left_out] == ["release notes"]


def test_where_proposals_have_a_sign_of_their_own_a_number_in_a_title_is_an_issues() -> None:
    known, other = replace(_pull(1), native="!1"), replace(_pull(12, "Export invoices"), native="!12", files=None)
    tied = _tie(known, FIX)
    about_issue = replace(TEST, title="Round the tax half up (#12)", files=None)
    merged = replace(TEST, title="Write the export", body="See merge request shop/pay!12", files=None)
    apart, together = (judge(record(known, other, FIX, one, tied)).works for one in (about_issue, merged))
    assert {work.title: len(work.evidence) for work in apart}["Export invoices"] == 1
    assert {work.title: len(work.evidence) for work in together}["Export invoices"] == 2


def test_that_an_incident_was_closed_is_said_once() -> None:
    pull = replace(_pull(closes="390", closes_labels="incident"), title="Refuse a charge twice", body="Closes #390.")
    closing = [reason for reason in _one(pull).reasons if "#390" in reason]
    assert closing == ["fixes #390, labelled incident"]


def test_what_closed_an_incident_stands_with_the_strong() -> None:
    own = [commit(f"c{n}", f"Add thing{n} to place{n}", {f"p{n}/f.py": n + 1}, day=n * 40) for n in range(20)]
    small = _pull(closes="390", closes_labels="incident")
    plain = judge(record(*own, replace(small, facts={"pull": 412}))).works
    marked = judge(record(*own, small)).works
    place = [[work.title for work in works].index("Nobody is charged twice") for works in (plain, marked)]
    assert place[1] <= min(place[0], 3)


def test_an_issue_belongs_to_what_closes_it() -> None:
    issue = commit("#390", "Customers pay twice", day=-5, kind=Kind.INCIDENT, source="forge", origin=URL)
    issue = replace(issue, facts={"issue": 390, "did": "triaged"})
    pull = _pull(closes="390")
    work = _one(issue, pull, FIX, _tie(pull, FIX))
    assert (work.kind, work.reasons[0], len(work.evidence)) == (Kind.INCIDENT, "incident", 3)


def _issue(**facts: Any) -> Evidence:  # noqa: ANN401
    known = {"issue": 390, "did": "assigned, closed", "state": "closed", "reason": "completed", **facts}
    return commit("PAY-390", "Customers pay twice", day=-5, kind=Kind.NOTE, source="jira", origin="PAY", facts=known)


def test_an_issue_of_a_tracker_belongs_to_the_work_whose_title_or_branch_names_it() -> None:
    named, branched = replace(FIX, title="PAY-390: Reject a replayed charge"), _pull(branch="pay-390-once")
    for change in (named, branched):
        work = _one(_issue(labels="payments, sev1", priority="Highest", epic="Nobody\x1b pays twice"), change)
        assert (work.kind, len(work.evidence)) == (Kind.CHANGE, 2)
        assert work.title in ("Reject a replayed charge", "Nobody is charged twice")
        assert work.reasons[:2] == ("labelled sev1 (PAY-390)", "priority Highest (PAY-390)")
    assert _one(_issue(epic="Nobody\x1b pays twice", priority="Low"), named).reasons[0] == (
        "part of “Nobody\ufffd pays twice”"
    )


def test_a_commit_that_says_nothing_but_an_issues_name_is_called_as_the_issue_is() -> None:
    assert _one(_issue(), replace(FIX, title="[PAY-390]")).title == "Customers pay twice"


def test_that_an_incident_of_a_tracker_is_one_is_said_once() -> None:
    work = _one(replace(_issue(labels="incident", resolved=70), kind=Kind.INCIDENT))
    assert work.reasons == ("incident", "resolved in 70 minutes")


def test_what_was_finished_in_a_tracker_alone_is_work() -> None:
    work = _one(_issue(priority="Highest"))
    assert (work.title, work.reasons[0]) == ("Customers pay twice", "priority Highest (PAY-390)")


@pytest.mark.parametrize(
    "facts", [{"did": "opened, closed"}, {"reason": "not planned"}, {"state": "open", "reason": ""}]
)
def test_an_issue_of_a_tracker_that_somebody_else_or_nobody_finished_is_none(facts: dict[str, str]) -> None:
    (out,) = judge(record(_issue(**facts))).left_out
    assert out.why == "issue only"


def test_an_urgent_issue_of_a_forge_has_no_name_to_be_called_by() -> None:
    issue = replace(_issue(priority="Urgent", epic="Refunds"), native="#390", source="forge", origin=URL)
    assert not [said for said in _one(issue, _pull(closes="390")).reasons if "Urgent" in said or "Refunds" in said]


def test_somebody_elses_revert_of_a_pull_request_undoes_its_commits() -> None:
    pull = _pull()
    back = _pull(431, 'Revert "Nobody is charged twice"', by=FRED)
    back = replace(back, body="Reverts shop/pay#412", at=START.replace(day=20))
    commits = [FIX, replace(TEST, title="Test it (#412)")]
    judgement = judge(record(*commits, pull, back, _tie(pull, *commits)))
    assert [work.state for work in judgement.works] == [State.REVERTED]


def test_a_line_for_the_release_notes_is_the_best_title() -> None:
    body = "Long story.\n\n```release-note\nCharges are idempotent.\nMore.\n```"
    assert _one(replace(_pull(), body=body)).title == "Charges are idempotent"
    for nothing in ("NONE", "x" * 90):
        assert _one(replace(_pull(), body=f"```release-note\n{nothing}\n```")).title == "Nobody is charged twice"


def test_bots_open_pull_requests_too() -> None:
    assert [out.why for out in judge(record(_pull(by=BOT))).left_out] == ["bot"]


def test_co_authors_of_a_pull_request_are_credited() -> None:
    pull = _pull()
    pull = replace(pull, roles=(ED, replace(FRED, part=Part.CO_AUTHOR)))
    assert _one(pull, landed(pull)).credited == ("Fred Edwards",)

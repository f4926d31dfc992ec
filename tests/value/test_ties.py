from collections.abc import Sequence
from typing import Any

import pytest
from commits import commit
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Evidence
from treefall.value.ties import (
    Names,
    Undoing,
    is_undoing,
    linked,
    numbers,
    picked_from,
    plain_subject,
    pulls,
    same_change,
    ticket,
    undoing,
    undone,
)

X, Y = "a" * 40, "b" * 40


def _gone(*evidence: Evidence) -> set[str]:
    return {one.native for one in evidence if one.id in undone(evidence, Names(evidence))}


def _revert(native: str, of: str, day: float, title: str = "Revert it") -> Evidence:
    return commit(native, title, day=day, body=f"This reverts commit {of}.")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Add keys (#412)", {"412"}),
        ("Add keys (#412) (#420)", {"412", "420"}),
        ("Backport PR #412: Add keys", {"412"}),
        ("Merged PR 31: Add keys", {"31"}),
        ("Answer #412", set()),
        ("Add keys", set()),
    ],
)
def test_the_pull_request_is_read_from_the_title(title: str, found: set[str]) -> None:
    assert pulls(commit("a", title)) == found


def test_forges_and_sources_may_say_it_elsewhere() -> None:
    assert pulls(commit("a", "Add keys", body="See merge request shop/pay!9")) == {"9"}
    assert pulls(commit("a", "Add keys (#3)", facts={"pull": 4})) == {"3", "4"}


def test_links_are_pull_requests_closed_issues_and_tickets() -> None:
    one = commit("a", "SHOP-12 Retry in UTF-8 (#3)", body="Fixes #390, #391 and closes: GH-7, see #8")
    assert set(linked(one, Names([one]))) == {
        ("pull", one.origin, "3"),
        *(("issue", one.origin, number) for number in ("390", "391", "7")),
        ("ticket", "SHOP-12"),
    }
    assert not set(linked(commit("a", "Retry a-b"), Names([])))


def _issue(native: str, title: str = "Customers are charged twice", **facts: Any) -> Evidence:  # noqa: ANN401
    return commit(native, title, source="jira", facts={"issue": 390, **facts})


def test_an_issue_of_a_tracker_bears_its_own_name_and_no_other() -> None:
    clone = _issue("PAY-391", "Clone of PAY-390")
    assert linked(clone, Names([clone])) == [("ticket", "PAY-391")]
    assert ticket(clone) == "PAY-391"
    assert not ticket(commit("PAY-391", "Charge once"))
    assert not ticket(_issue("#391"))
    assert Names([clone, commit("a", "Charge once"), _issue("#391")]).tickets == {"PAY-391"}


@pytest.mark.parametrize(
    ("title", "branch", "body"),
    [
        ("PAY-390 Charge once", "", ""),
        ("[pay-390] Charge once", "", ""),
        ("Charge once", "ed/pay-390-charge-once", ""),
        ("Charge once", "feature/PAY-390_charge", ""),
        ("Charge once", "", "Why.\n\nFixes PAY-12, pay-390."),
    ],
)
def test_a_change_is_one_with_the_known_issue_that_it_names(title: str, branch: str, body: str) -> None:
    one = commit("a", title, body=body, facts={"pull": 4, "branch": branch})
    assert ("ticket", "PAY-390") in linked(one, Names([_issue("PAY-390")]))


@pytest.mark.parametrize(
    ("title", "branch", "body"),
    [
        ("Charge once", "fix-390", "See PAY-390 as well."),
        ("Charge once", "xpay-3901", "Part of PAY-390"),
        ("Charge pay-39", "", "Fixes pay"),
    ],
)
def test_a_change_that_names_it_by_the_way_is_none_with_it(title: str, branch: str, body: str) -> None:
    one = commit("a", title, body=body, facts={"branch": branch})
    assert not linked(one, Names([_issue("PAY-390")]))


def test_the_very_same_change_is_known_by_its_author_date_and_words_or_its_change_id() -> None:
    change = "I" + "0f" * 20
    assert set(same_change(commit("a", "Retry"))) == set(same_change(commit("b", "Retry")))
    assert set(same_change(commit("a", "Retry"))) != set(same_change(commit("b", "Retry", day=1)))
    assert ("change", change) in set(same_change(commit("a", "Retry", body=f"Why\n\nChange-Id: {change}\n")))
    assert not set(same_change(commit("a", "", roles=())))


def test_numbers_and_origins_are_read_from_words() -> None:
    assert numbers("as in #12 and GH-13") == {"12", "13"}
    assert not numbers("12")
    assert picked_from(commit("a", "Retry", body=f"(cherry picked from commit {X})")) == (X,)


@pytest.mark.parametrize(
    "title",
    [
        'Revert "Add keys"',
        "MAINT: Revert #12, keys",
        "revert: feat(pay): add keys",
        "Back out 0123456789ab",
        "Reverts PR #12",
    ],
)
def test_taking_back_is_recognised(title: str) -> None:
    assert is_undoing(commit("a", title))


@pytest.mark.parametrize("title", ["Revert default timeout to 30 s", "Reverse the list", "Add keys", ""])
def test_other_words_take_nothing_back(title: str) -> None:
    assert not is_undoing(commit("a", title))


def test_a_revert_names_a_commit_a_pull_request_or_a_subject() -> None:
    work = commit(X, "Add keys (#12)")
    for title in ("Undo it", 'Revert "Add keys (#12)" (#15)', "Revert #12", f"Revert {X[:9]}", "revert: add keys"):
        body = f"This reverts commit {X[:10]}." if title == "Undo it" else ""
        assert _gone(work, commit("r", title, day=1, body=body)) == {X}, title


def test_the_latest_earlier_change_of_that_subject_is_meant() -> None:
    first, again = commit("a", "Add keys"), commit("b", "Add keys", day=2)
    later = commit("c", "Add keys", day=9)
    assert _gone(first, again, commit("r", 'Revert "Add keys"', day=3), later) == {"b"}
    assert not _gone(commit("r", 'Revert "Add keys"', day=3), later)
    assert not _gone(commit("r", 'Revert "Add keys"', day=3))


def test_a_revert_that_was_reverted_leaves_the_work() -> None:
    work, first = commit(X, "Add keys"), _revert(Y, X, 1)
    second = _revert("c" * 40, Y, 2)
    assert _gone(work, first) == {X}
    assert _gone(work, first, second) == {Y}
    assert _gone(work, first, second, _revert("d" * 40, second.native, 3)) == {X, second.native}


def test_of_two_reverts_the_last_one_counts_and_a_circle_takes_nothing_back() -> None:
    work, early, late = commit(X, "Add keys"), _revert(Y, X, 1), _revert("c" * 40, X, 5)
    assert undone([work, early, late], Names([work, early, late]))[work.id] == late.at
    assert not _gone(_revert(X, Y, 1), _revert(Y, X, 1))


@given(st.permutations([commit(X, "Add keys"), _revert(Y, X, 1), _revert("c" * 40, Y, 1), _revert("d" * 40, X, 0)]))
def test_the_order_of_entries_does_not_matter(evidence: Sequence[Evidence]) -> None:
    assert _gone(*evidence) == {X, Y}


def test_what_is_only_on_a_branch_takes_nothing_back_from_main() -> None:
    work, back = commit(X, "Add keys"), _revert(Y, X, 1)
    names = Names([work, back])
    assert not undone([work, back], names, {work.id: 1, back.id: 0})
    assert set(undone([work, back], names, {work.id: 0, back.id: 0})) == {work.id}
    assert set(undone([work, back], names, {work.id: 1, back.id: 1})) == {work.id}


def test_what_is_on_main_and_names_a_copy_means_the_one_that_is_there() -> None:
    old, new, lost = commit(X, "Add keys"), commit("b" * 39 + "c", "Add keys"), commit("d" * 40, "Add keys")
    back = _revert(Y, X, 1)
    heights = {old.id: -1, new.id: 1, lost.id: -1, back.id: 1}
    assert set(undone([old, new, lost, back], Names([old, new, lost, back]), heights)) == {old.id, new.id}


def test_a_merge_is_taken_back_with_what_the_source_says_came_with_it() -> None:
    one, two = commit(X, "Add keys"), commit("b" * 40, "Log refunds", day=1)
    back = commit("c", "Revert it", day=2, body="This reverts commit 123456789.", facts={"reverts": f"{X} {'b' * 40}"})
    assert _gone(one, two, back) == {one.native, two.native}


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Out with it", f"This reverts commit {X}.", Undoing((X,))),
        (
            'Revert "Merge x"',
            f"This reverts commit {X}, reversing\nchanges made to {Y}.",
            Undoing((X,), Y, "", "Merge x"),
        ),
        ('Revert "Add keys (#3)" (#5)', "Reverts shop/pay#3", Undoing((), "", "3", "Add keys (#3)")),
        ('Revert "Merge x"', "This reverts merge request shop/pay!3", Undoing((), "", "3", "Merge x")),
        ("Add keys", "Reverts shop/pay#3", None),
    ],
)
def test_what_a_message_takes_back_is_read_from_it(title: str, body: str, said: Undoing | None) -> None:
    assert undoing(title, body) == said


def test_a_subject_is_the_same_when_it_is_landed_again() -> None:
    assert plain_subject("Add keys (#3) (#4)") == plain_subject('Reland "add  keys (#3)"') == "add keys"

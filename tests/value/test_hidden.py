from dataclasses import replace
from typing import Any

import pytest
from commits import BOT, ED, FRED, GRACE, MINE, START, commit, note, record
from hypothesis import given as drawn
from hypothesis import strategies as st

from treefall.model import Evidence, Grouping, Kind, Part, Role, Shape, State, Work
from treefall.value.hidden import Given, given
from treefall.value.judge import judge
from treefall.value.title import LONGEST

REVIEWER = replace(ED, part=Part.REVIEWER)


def _reviewed(native: str, *, day: float = 0, by: Role = FRED, body: str = "", **facts: Any) -> Evidence:  # noqa: ANN401
    return commit(native, f"Change {native}", day=day, roles=(by, REVIEWER), body=body, facts=facts)


def _review(number: int, *, day: float = 0, by: Role = FRED, **facts: Any) -> Evidence:  # noqa: ANN401 - facts are any
    return commit(
        f"#{number} review",
        f"Add thing {number}",
        day=day,
        kind=Kind.REVIEW,
        source="forge",
        roles=(REVIEWER, by),
        facts={"review_of": number, **facts},
    )


def _works(*evidence: Evidence) -> list[Work]:
    return list(judge(record(*evidence)).works)


def _out(*evidence: Evidence) -> dict[str, str]:
    return {out.evidence.native: out.why for out in judge(record(*evidence)).left_out}


def test_the_reviews_of_a_quarter_are_one_piece_of_work() -> None:
    made = [_reviewed(f"r{n}", day=n, by=GRACE if n == 3 else FRED) for n in range(4)]
    (work,) = _works(*made, _reviewed("later", day=100))
    assert (work.title, work.kind, work.state) == (
        "Reviewed 4 changes by Fred Edwards and Grace Hopper",
        Kind.REVIEW,
        State.DONE,
    )
    assert [seen.native for seen in work.evidence] == ["r0", "r1", "r2", "r3"]
    assert work.credited == ()
    assert _out(*made, _reviewed("later", day=100)) == {"later": "reviewed for others"}


def test_a_few_reviews_of_no_depth_make_no_piece_and_can_be_brought_back() -> None:
    one = _reviewed("a")
    assert _out(one) == {"a": "reviewed for others"}
    back = Grouping(id="g", at=START, evidence=(one.id,), shape=Shape.COUNTS)
    (work,) = judge(record(one, back)).works
    assert work.title == "Reviewed: Change a"


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({"changes_requested": 1}, ("review", "asked for changes in 1")),
        ({"comments": 7, "commits_after": 2}, ("review", "1 went on after the review", "7 comments")),
    ],
)
def test_one_deep_review_is_work_and_says_what_it_did(facts: dict[str, int], reasons: tuple[str, ...]) -> None:
    (work,) = _works(_review(7, **facts))  # type: ignore[arg-type]  # facts by name
    assert (work.title, work.reasons) == ("Reviewed: Add thing 7", reasons)


def test_a_review_that_two_sources_saw_is_one() -> None:
    forge = [_review(n, day=n) for n in (7, 8)]
    git = replace(_reviewed("a", day=8), title="Add thing 8 (#8)", origin="shop")
    assert given((*forge, git), Kind.REVIEW, MINE).changes == 2


def test_what_was_tried_out_as_well_is_told() -> None:
    told = _reviewed("a", body="Why\n\nTested-by: Ed Stone <ed@corp.example>\nTested-by: Fred <fred@corp.example>")
    other = _reviewed("b", body="Tested-by: Fred <fred@corp.example>")
    assert given((told, other), Kind.REVIEW, MINE).reasons == ("review", "tested 1")


def test_a_review_of_a_programs_change_counts_for_nobody() -> None:
    assert _out(_reviewed("a", by=BOT)) == {"a": "bot"}
    assert given((_review(7, by=BOT),), Kind.REVIEW, MINE).people == ()
    assert Given(Kind.REVIEW, 3, ()).title == "Reviewed 3 changes by others"


def test_reviewed_changes_join_no_work_of_mine() -> None:
    own = commit("own", "Fixes #3", body="Fixes #3")
    theirs = [replace(_reviewed(f"r{n}", day=n), body="Fixes #3") for n in range(3)]
    assert sorted(len(work.evidence) for work in _works(own, *theirs)) == [1, 3]


def test_help_with_first_changes_is_mentoring() -> None:
    paired = commit("p", "Add tax", roles=(GRACE, replace(ED, part=Part.CO_AUTHOR)), facts={"newcomer": True})
    (work,) = _works(paired, _reviewed("r", day=90, by=GRACE, newcomer=True))
    assert (work.kind, work.title) == (Kind.MENTORING, "Helped Grace Hopper with 2 first changes")
    assert work.reasons == ("mentoring", "1 written together")
    (single,) = _works(_review(7, first_time=True))
    assert single.title == "Helped Fred Edwards with a first change"


def test_a_first_change_of_mine_or_of_a_program_is_no_mentoring() -> None:
    assert [work.kind for work in _works(commit("a", "Add tax", facts={"newcomer": True}))] == [Kind.CHANGE]
    assert _out(_review(7, by=BOT, first_time=True)) == {"#7 review": "reviewed for others"}
    assert Given(Kind.MENTORING, 1, ()).title == "Helped somebody with a first change"


def test_a_noted_review_is_work_of_its_own() -> None:
    assert [work.title for work in _works(note("Reviewed the design", Kind.REVIEW))] == ["Reviewed the design"]


def test_an_issue_that_was_talked_over_and_not_taken_up_is_a_decision() -> None:
    def issue(number: int, **facts: Any) -> Evidence:  # noqa: ANN401 - facts are any
        known = {"issue": number, **facts}
        return commit(f"#{number}", "Build our own queue", kind=Kind.NOTE, source="forge", facts=known)

    no = {"did": "opened, closed", "reason": "not planned"}
    (work,) = _works(issue(1, **no, comments=5))
    assert (work.kind, work.reasons) == (Kind.DECISION, ("decision",))
    for talked in (issue(1, **no, comments=1), issue(1, did="closed", reason="completed", comments=5), issue(1)):
        assert _out(talked) == {"#1": "issue only"}


def test_deep_reviews_stand_higher_and_no_review_above_the_strong() -> None:
    own = [commit(f"c{n}", f"Add thing{n} to place{n}", {f"p{n}/f.py": n + 1}, day=n * 40) for n in range(20)]
    many = [_review(n, day=1, comments=9, changes_requested=1) for n in range(40)]
    few = [_review(100 + n, day=100) for n in range(3)]
    works = _works(*own, *many, *few)
    place = {len(work.evidence): number for number, work in enumerate(works)}
    assert 1 <= place[40] < place[3] <= 12


@drawn(st.lists(st.text(min_size=1, max_size=60), max_size=5, unique=True), st.integers(1, 99))
def test_a_title_made_of_names_is_never_too_long(names: list[str], changes: int) -> None:
    for kind in (Kind.REVIEW, Kind.MENTORING):
        assert len(Given(kind, changes, tuple(names)).title) <= LONGEST


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (
            {"severity": "SEV-1", "acknowledged": 4, "resolved": 42, "minutes": 80},
            ("SEV-1", "acknowledged in 4 minutes"),
        ),
        ({"severity": "2", "minutes": 1}, ("severity 2", "lasted 1 minute")),
        ({"follow_ups": 3, "followed_up": 2}, ("2 of 3 follow-ups done",)),
        ({"follow_ups": 0, "resolved": "soon"}, ()),
        ({"near_miss": True, "severity": ""}, ("near miss",)),
    ],
)
def test_an_incident_says_how_it_was_answered(facts: dict[str, Any], reasons: tuple[str, ...]) -> None:
    incident = commit("pool.md", "Checkout answered 502", kind=Kind.INCIDENT, source="incidents", facts=facts)
    (work,) = _works(incident)
    assert work.reasons[: 1 + len(reasons)] == ("incident", *reasons)[: len(work.reasons)]
    assert work.kind is Kind.INCIDENT


def test_a_change_with_a_severity_is_no_incident() -> None:
    assert "SEV-1" not in _works(commit("c", "Charge once", facts={"severity": "SEV-1"}))[0].reasons

"""What calendars come to, and what is no work: leave, others' words, and sessions with agents, which tell of a part."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from commits import START, commit, record
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Evidence, Grouping, Kind, Part, Period, Role, Scalar, Shape, Work
from treefall.value.held import apart
from treefall.value.judge import judge
from treefall.value.overview import silent_months

TOMAS = Role(part=Part.MENTIONED, name="Tomás Ruiz", address="tomas@corp.example")
GRACE = Role(part=Part.MENTIONED, address="grace@corp.example")


def _met(native: str, sort: str, *, day: float = 0, roles: tuple[Role, ...] = (), **facts: Any) -> Evidence:  # noqa: ANN401
    kind = Kind.MENTORING if sort == "mentoring" else Kind.MEETING
    return commit(
        native, sort.title(), day=day, roles=roles, kind=kind, source="calendar", facts={"meeting": sort} | facts
    )


def _leave(days: int, *, day: float = 0, of: int = 20) -> Evidence:
    facts = {"leave": days, "working_days": of}
    return commit(f"leave {day}", "Leave", day=day, roles=(), kind=Kind.NOTE, source="calendar", facts=facts)


def _works(*evidence: Evidence) -> list[Work]:
    return list(judge(record(*evidence)).works)


def _out(*evidence: Evidence) -> dict[str, str]:
    return {out.evidence.native: out.why for out in judge(record(*evidence)).left_out}


def test_the_interviews_of_a_quarter_are_one_piece_of_work() -> None:
    found = [_met(f"i{n}", "interview", day=n) for n in range(3)]
    (work,) = _works(*found, _met("later", "interview", day=100))
    assert (work.title, work.kind, work.reasons) == ("Gave 3 interviews", Kind.MEETING, ("hiring",))
    assert [seen.native for seen in work.evidence] == ["i0", "i1", "i2"]
    assert _out(*found, _met("later", "interview", day=100)) == {"later": "interview"}


def test_shifts_count_by_their_days() -> None:
    (work,) = _works(_met("a", "on call", days=7), _met("b", "on call", day=21, days=1))
    assert (work.title, work.reasons) == ("On call on 8 days", ("on call", "2 shifts"))
    assert _works(_met("a", "on call", days=1)) == []


def test_a_shift_that_two_places_tell_of_counts_once() -> None:
    (work,) = _works(_met("a", "on call", days=7), _met("b", "on call", days=7))
    assert (work.title, work.reasons) == ("On call on 7 days", ("on call", "1 shift"))


def _page(number: int, **facts: Any) -> Evidence:  # noqa: ANN401
    return commit(
        f"#{number}", "Disk full", day=number, kind=Kind.INCIDENT, source="pagerduty", facts={"page": True} | facts
    )


def test_the_pages_of_a_quarter_are_one_piece_of_work_and_a_grave_incident_is_its_own() -> None:
    pages = [_page(number, acknowledged=minutes) for number, minutes in enumerate((9, 1, 4, 30, 2, 3))]
    grave = commit("#9", "Shop is down", kind=Kind.INCIDENT, source="pagerduty", facts={"severity": "P1"})
    works = {work.title: work for work in _works(*pages, grave)}
    assert works.keys() == {"Answered 6 pages", "Shop is down"}
    assert works["Answered 6 pages"].kind is Kind.INCIDENT
    assert works["Answered 6 pages"].reasons == ("on call", "half acknowledged within 3 minutes")
    assert _out(*pages[:4]) == dict.fromkeys(("#0", "#1", "#2", "#3"), "page")


def test_pages_that_nobody_timed_have_no_time() -> None:
    (work,) = _works(*map(_page, range(5)))
    assert work.reasons == ("on call",)


def test_whoever_is_mentored_is_named_and_apart_from_others() -> None:
    with_tomas = [_met(f"t{n}", "mentoring", day=n, roles=(TOMAS,)) for n in range(3)]
    with_grace = [_met(f"g{n}", "mentoring", day=n, roles=(GRACE,)) for n in range(3)]
    of_many = [_met(f"m{n}", "mentoring", day=n, roles=(TOMAS, GRACE)) for n in range(4)]
    titles = {work.title: work.kind for work in _works(*with_tomas, *with_grace, *of_many)}
    assert titles == {
        "Mentored Tomás Ruiz in 3 meetings": Kind.MENTORING,
        "Mentored grace in 3 meetings": Kind.MENTORING,
        "Mentored somebody in 4 meetings": Kind.MENTORING,
    }


def test_more_of_it_stands_higher_and_a_talk_is_work_by_itself() -> None:
    own = [commit(f"c{n}", f"Change {n}", {f"pay/{n}.py": 30 * n + 5}, day=n) for n in range(12)]
    many = [_met(f"i{n}", "interview", day=n) for n in range(12)]
    few = [_met(f"f{n}", "interview", day=100 + n) for n in range(3)]
    works = {work.title: work for work in _works(*own, *many, *few, _met("t", "talk", day=3))}
    assert works["Gave 12 interviews"].weight > works["Gave 3 interviews"].weight
    assert works["Talk"].kind is Kind.MEETING


def test_a_one_to_one_is_left_out_and_can_be_brought_back() -> None:
    one = _met("a", "1:1", roles=(TOMAS,))
    assert _out(one) == {"a": "1:1"}
    back = Grouping(id="g", at=START, evidence=(one.id,), shape=Shape.COUNTS)
    (work,) = judge(record(one, back)).works
    assert (work.kind, work.evidence[0].title) == (Kind.MEETING, "1:1")


def test_others_words_are_no_work_whoever_wrote_them_and_a_note_of_praise_is_as_it_was() -> None:
    praise = commit("p", "Thanks", roles=(GRACE,), kind=Kind.PRAISE, source="praise")
    assert _out(praise) == {"p": "words of others"}
    assert apart(commit("n", "Thanks", kind=Kind.PRAISE, source="note")) == ""


@pytest.mark.parametrize(("days", "why"), [(10, "on leave"), (9, "days off")])
def test_half_of_a_month_is_leave_and_less_are_days_off(days: int, why: str) -> None:
    assert _out(_leave(days)) == {"leave 0": why}


@pytest.mark.parametrize(("days", "silent"), [(10, ()), (9, (date(2026, 2, 1),))])
def test_leave_explains_a_month_and_a_few_days_off_do_not(days: int, silent: tuple[date, ...]) -> None:
    busy = [commit(f"c{day}", "Charge once", {"pay/charge.py": 20}, day=day) for day in (0, 60)]
    judgement = judge(record(*busy, _leave(days, day=35)))
    span = Period(START - timedelta(days=4), START.replace(month=4, day=1, hour=0, tzinfo=UTC))
    assert silent_months(judgement, span, UTC) == silent


def test_no_record_begins_with_leave() -> None:
    judgement = judge(record(_leave(20), commit("c", "Charge once", {"pay/charge.py": 20}, day=60)))
    assert silent_months(judgement, Period(START.replace(day=1), START.replace(month=4, day=1)), UTC) == ()


def test_a_certificate_stands_behind_all_work_that_stands_and_before_what_was_taken_back() -> None:
    own = [commit(f"c{n}", f"Change {n}", {f"pay/{n}.py": 30 * n + 5}, day=n) for n in range(9)]
    undone = [commit("r", "Draw rings", {"r.py": 60}), commit("v", 'Revert "Draw rings"', {"r.py": 60}, day=1)]
    learned = commit("k", "Kubernetes", roles=(), kind=Kind.LEARNING, source="learning", origin="certificates")
    titles = [work.title for work in _works(*own, *undone, learned)]
    assert titles[-2:] == ["Kubernetes", "Draw rings"]
    assert _works(learned)[0].kind is Kind.LEARNING


# --- sessions with agents


def _session(native: str, title: str = "Charge once", *, day: float = 0, commits: str = "", body: str = "") -> Evidence:
    agent = Role(part=Part.TOOL, name="Claude Code")
    facts: dict[str, Scalar] = {"agent": "Claude Code", "requests": 1, "commits": commits}
    return commit(
        native,
        title,
        day=day,
        body=body,
        roles=(agent,),
        kind=Kind.NOTE,
        source="agents",
        origin="Claude Code",
        facts=facts,
    )


def test_a_session_with_an_agent_is_left_out_and_can_be_brought_back() -> None:
    session = _session("s")
    assert _out(session) == {"s": "session with an agent"}
    back = Grouping(id="g", at=START, evidence=(session.id,), shape=Shape.COUNTS)
    (work,) = judge(record(session, back)).works
    assert (work.title, work.tools) == ("Charge once", ("Claude Code",))


def test_a_commit_that_was_made_in_a_session_shows_the_agents_part() -> None:
    aider = Role(part=Part.TOOL, name="aider")
    made = commit("1a2b3c4d5e", "Charge once", {"pay.py": 40}, day=1, roles=(*commit("x", "").roles, aider))
    other = commit("ffff3c4d5e", "Draw the rings", {"rings.py": 40}, day=2)
    works = {work.title: work for work in _works(_session("s", commits="1a2b3c4 0000000"), made, other)}
    assert works["Charge once"].tools == ("aider", "Claude Code")
    assert works["Draw the rings"].tools == ()


def test_a_name_that_several_commits_could_have_shows_no_part() -> None:
    two = [commit(f"1a2b3c4{end}", f"Change {end}", {"pay.py": 40}) for end in "ab"]
    assert all(work.tools == () for work in _works(_session("s", commits="1a2b3c4"), *two))


def test_what_other_evidence_calls_commits_names_no_agent() -> None:
    pull = commit("12", "Charge once", facts={"pull": "12", "commits": 1}, source="github")
    assert all(work.tools == () for work in _works(pull, commit("1a2b3c4", "Charge once", {"pay.py": 40})))


_TEMPTING = (
    "PAY-12 Charge once",
    'Revert "Charge once"',
    "This reverts commit 1a2b3c40.",
    "Fixes #3",
    "Charge once",
    "(cherry picked from commit 1a2b3c41)",
)


@given(
    st.lists(st.tuples(st.sampled_from(_TEMPTING), st.sampled_from(_TEMPTING), st.floats(-30, 30)), max_size=4),
    st.integers(0, 3),
)
def test_no_session_renames_redates_or_reranks_any_work(said: list[tuple[str, str, float]], made: int) -> None:
    titles = ("PAY-12 Charge once", "Fixes #3 by waiting", "Draw the rings", "Charge once")
    commits = [
        commit(f"1a2b3c4{n}", title, {f"pay{n}.py": 40 + n}, day=n, facts={"parents": 1})
        for n, title in enumerate(titles)
    ]
    sessions = [
        _session(f"s{n}", title, day=day, body=body, commits=commits[made].native)
        for n, (title, body, day) in enumerate(said)
    ]
    plain, together = judge(record(*commits)), judge(record(*commits, *sessions))
    assert together.without_tools().works == plain.works
    assert {out.why for out in together.left_out} <= {"session with an agent", *(out.why for out in plain.left_out)}
    assert len(together.left_out) == len(plain.left_out) + len(sessions)
    shown = {seen.native for work in together.works for seen in work.evidence if seen.tools}
    assert shown == ({commits[made].native} if sessions else set())

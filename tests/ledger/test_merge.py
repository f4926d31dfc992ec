from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from treefall.ledger.merge import merged
from treefall.ports import Line

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TOMB = Line("a", 1, "forgotten", None, "")


def history(*said: tuple[str, int | None]) -> list[Line]:
    return [
        Line("a", number, "evidence", None if hour is None else NOON + timedelta(hours=hour), body)
        for number, (body, hour) in enumerate(said, 1)
    ]


HISTORIES = st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.integers(0, 2)), max_size=6).map(
    lambda said: history(*said)
)


def said(lines: list[Line]) -> str:
    return "".join(line.body for line in lines)


@given(ours=HISTORIES, theirs=HISTORIES)
def test_whoever_asks_whom_makes_no_difference(ours: list[Line], theirs: list[Line]) -> None:
    assert merged(ours, theirs) == merged(theirs, ours)


@given(ours=HISTORIES, theirs=HISTORIES)
def test_merging_again_changes_nothing(ours: list[Line], theirs: list[Line]) -> None:
    both = merged(ours, theirs)
    assert merged(both, ours) == merged(both, theirs) == merged(both, both) == both


@given(ours=HISTORIES, theirs=HISTORIES)
def test_no_line_is_lost_and_none_is_doubled(ours: list[Line], theirs: list[Line]) -> None:
    both = [(line.body, line.written) for line in merged(ours, theirs)]
    for line in (*ours, *theirs):
        key = (line.body, line.written)
        times = [[(one.body, one.written) for one in side].count(key) for side in (ours, theirs)]
        assert both.count(key) == max(times)


@given(ours=HISTORIES, theirs=HISTORIES)
def test_lines_are_numbered_from_one(ours: list[Line], theirs: list[Line]) -> None:
    assert [line.number for line in merged(ours, theirs)] == list(range(1, len(merged(ours, theirs)) + 1))


@given(lines=HISTORIES, seen=st.integers(0, 6))
def test_the_history_that_goes_on_stands_as_it_is(lines: list[Line], seen: int) -> None:
    assert merged(lines, lines[:seen]) == lines


@given(lines=HISTORIES)
def test_a_tombstone_on_either_side_erases(lines: list[Line]) -> None:
    assert merged(lines, [TOMB]) == merged([TOMB], lines) == [TOMB]


def test_what_was_written_later_stands() -> None:
    assert said(merged(history(("a", None), ("b", 3)), history(("a", None), ("c", 2)))) == "acb"


def test_what_the_person_wrote_stands_over_what_was_observed() -> None:
    assert said(merged(history(("a", None), ("b", 0)), history(("a", None), ("c", None)))) == "acb"


def test_what_came_back_comes_after_what_was_between() -> None:
    ours, theirs = history(("a", None), ("b", None), ("a", None)), history(("a", None), ("c", None))
    assert said(merged(ours, theirs)) in ("abca", "acba")

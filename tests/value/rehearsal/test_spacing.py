"""What was weak comes back in 3 days, then in 7 and in 21; never the same twice in a row; progress in words."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rehearsals import GOOD, SAID, asker, heard
from shop import NOW

from treefall.model import Debrief, Due, RehearsalQuestion
from treefall.value.rehearsal import due, first_and_last, following, last_of_days, progress

QUESTIONS = asker(*SAID).questions()
KEYS = next(one for one in QUESTIONS if one.name.startswith("baseline.") and one.work and "keys" in one.work.title)
TODAY = NOW.date()


def day(days: int) -> date:
    return TODAY + timedelta(days)


def answers(*given: tuple[RehearsalQuestion, str, int]) -> list[Debrief]:
    return [heard(question, text, days=days) for question, text, days in given]


def dues(found: Sequence[Debrief]) -> dict[str, date]:
    return {one.question.name: one.on for one in due(found, UTC)}


def test_a_good_answer_does_not_come_back() -> None:
    assert dues(answers((KEYS, GOOD, 0))) == {}
    assert dues([]) == {}


def test_a_weak_one_comes_back_after_3_days_then_7_then_21_and_then_no_more() -> None:
    given = [(KEYS, "It was.", 0)]
    for days, then in ((3, 10), (10, 31)):
        assert dues(answers(*given)) == {KEYS.name: day(days)}
        given.append((KEYS, GOOD, days))
        assert dues(answers(*given)) == {KEYS.name: day(then)}
    assert dues(answers(*given, (KEYS, GOOD, 31))) == {}


def test_one_that_is_weak_again_begins_anew_and_a_good_one_too_early_changes_nothing() -> None:
    weak = (KEYS, "It was.", 0)
    assert dues(answers(weak, (KEYS, GOOD, 1))) == {KEYS.name: day(3)}
    assert dues(answers(weak, (KEYS, GOOD, 3), (KEYS, "It was.", 10))) == {KEYS.name: day(13)}


def test_only_the_two_weakest_of_a_day_come_back() -> None:
    three = [(one, "So.", 0) for one in QUESTIONS[:3]]
    assert len(dues(answers(*three))) == 2
    later = [(one, "So.", 3) for one in QUESTIONS[:3]]
    assert set(dues(answers(*three, *later)).values()) == {day(6)}


def test_one_that_comes_back_and_is_weak_begins_anew_beside_two_weaker_ones() -> None:
    others = [one for one in QUESTIONS if one.work == KEYS.work and one != KEYS][:2]
    almost = GOOD.replace("Grace", "Somebody")
    found = dues(answers((KEYS, "It was.", 0), *((one, "So.", 3) for one in others), (KEYS, almost, 3)))
    assert found[KEYS.name] == day(6)
    assert len(found) == 3


def test_the_last_answer_of_a_day_counts() -> None:
    assert dues(answers((KEYS, "It was.", 0), (KEYS, GOOD, 0))) == {}


def test_what_is_due_is_asked_first_then_what_was_never_asked_then_the_oldest() -> None:
    back = [Due(KEYS, TODAY, heard(KEYS, "It was."))]
    asked = [KEYS.name, QUESTIONS[0].name]
    assert following(QUESTIONS, asked, back, TODAY) == KEYS
    assert following(QUESTIONS, asked, back, day(-1)) == QUESTIONS[1]
    assert following(QUESTIONS, asked[::-1], back, TODAY) == QUESTIONS[1]  # not what was asked just now
    everything = [one.name for one in QUESTIONS]
    assert following(QUESTIONS, everything, (), TODAY) == QUESTIONS[0]
    assert following(QUESTIONS[:1], everything[:1], (), TODAY) is None
    assert following((), (), (), TODAY) is None


@given(start=st.integers(0, 5), often=st.integers(1, 40))
def test_the_same_question_is_never_asked_twice_in_a_row(start: int, often: int) -> None:
    asked = [one.name for one in QUESTIONS[:start]]
    for _ in range(often):
        found = following(QUESTIONS, asked, (), TODAY)
        assert found is not None
        assert found.name not in asked[-1:]
        asked.append(found.name)
    assert len(set(asked)) == min(len(asked), len(QUESTIONS))


def test_progress_says_what_was_missing_and_is_there_now() -> None:
    grown = answers((KEYS, "We rewrote it in 2 steps.", 0), (KEYS, GOOD.split("I learned")[0], 11))
    mended, still = progress(grown, UTC, day(11))
    assert mended.startswith("“Idempotency keys stop double charging” (the baseline): the concern, the baseline")
    assert mended.endswith("missing on 1 July, there on 12 July.")
    assert "the lesson" in still
    assert still.endswith("still missing on 12 July.")
    assert progress(grown[:1], UTC, TODAY) == ()
    same_day = progress(answers((KEYS, "So it is.", 0), (KEYS, GOOD, 0)), UTC, TODAY)
    assert same_day[0].endswith("missing at first, there on 1 July.")
    assert progress(answers((KEYS, GOOD, 0), (KEYS, GOOD, 1)), UTC, TODAY) == ()


def test_a_question_without_work_is_named_by_its_words() -> None:
    case = next(one for one in QUESTIONS if one.work is None)
    (said,) = progress(answers((case, "So.", 0), (case, "So.", 1)), UTC, TODAY)
    assert said.startswith(f"“{case.criterion.words[:10]}" if case.criterion else case.ask)
    assert "““" not in said


def test_only_the_last_answer_of_a_day_and_the_first_and_last_of_all_have_to_be_heard() -> None:
    other = QUESTIONS[0]
    found = answers((KEYS, "So.", 0), (other, "So.", 0), (KEYS, "So it is.", 0), (KEYS, "It was.", 3), (KEYS, GOOD, 4))
    given = [(one.rehearsal, one.question) for one in found]
    of_days = [found[given.index(each)] for each in last_of_days(given, UTC)]
    ends = [found[given.index(each)] for each in first_and_last(given)]
    assert (len(of_days), len(ends)) == (4, 3)
    assert due(of_days, UTC) == due(found, UTC)
    assert progress(ends, UTC, day(4)) == progress(found, UTC, day(4))
    assert last_of_days((), UTC) == first_and_last(()) == ()

from dataclasses import replace

import pytest
from shop import NOW

from treefall.model import Debrief, Difference, Point, Rehearsal, RehearsalQuestion

ANSWER = Rehearsal(id="r", at=NOW, question="baseline.w", asked="Before?", aim=Point.BASELINE, answer="It was 9.")


@pytest.mark.parametrize("wrong", [{"question": ""}, {"asked": ""}, {"answer": ""}, {"seconds": -1}])
def test_a_rehearsal_needs_a_question_and_an_answer(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a rehearsal needs"):
        replace(ANSWER, **wrong)  # type: ignore[arg-type]  # fields of it


def test_an_answer_is_clean_where_nothing_is_missing_and_nothing_differs() -> None:
    asked = RehearsalQuestion(name="baseline.w", aim=Point.BASELINE, ask="Before?", why="it stands alone")
    clean = Debrief(rehearsal=ANSWER, question=asked, words=3)
    assert clean.is_clean
    assert not replace(clean, missed=frozenset({Point.LESSON})).is_clean
    assert not replace(clean, differences=(Difference("9", "“9” is not on record."),)).is_clean


def test_points_are_words_that_can_be_missing() -> None:
    assert all(point.value and not point.value.endswith(".") for point in Point)

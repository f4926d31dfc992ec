"""What is said between the person and those who listen refuses what nobody can have said."""

from datetime import timedelta

import pytest
from shop import NOW

from treefall import model


def _noun(noun: type[model.Entry], **fields: object) -> model.Entry:
    return noun(id="i", at=NOW, **fields)


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        (model.Person, {"name": ""}),
        (model.Priority, {"person": "", "words": "x"}),
        (model.Priority, {"person": "Maya", "words": ""}),
        (model.Goal, {"words": ""}),
        (model.Goal, {"words": "x", "until": NOW - timedelta(days=1)}),
        (model.Term, {"person": "Maya", "term": ""}),
        (model.Expectation, {"person": "Maya", "words": ""}),
        (model.Expectation, {"person": "Maya", "words": "x", "met": True}),
        (model.Feedback, {"person": "", "words": "x"}),
        (model.Feedback, {"person": "Maya", "words": "x", "confirmed": NOW}),
        (model.Testimonial, {"person": "Maya", "words": ""}),
        (model.Learning, {"what": ""}),
        (model.Guess, {"person": "", "known": 0, "of": 1}),
        (model.Guess, {"person": "Maya", "known": 2, "of": 1}),
        (model.Reading, {"work": "w", "metric": "", "value": 1.0}),
        (model.Reading, {"work": "w", "metric": "m", "value": float("nan")}),
        (model.Reading, {"work": "w", "metric": "m", "value": float("-inf")}),
    ],
)
def test_what_cannot_have_been_said_is_refused(noun: type[model.Entry], fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"needs|cannot|closed|confirmed|learned"):
        _noun(noun, **fields)


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        (model.Goal, {"words": "x", "until": NOW}),
        (model.Expectation, {"person": "Maya", "words": "x", "closed": NOW, "met": True}),
        (model.Feedback, {"person": "Maya", "words": "x", "confirmed": NOW, "confirmer": "Bea"}),
        (model.Guess, {"person": "Maya", "known": 1, "of": 1}),
        (model.Reading, {"work": "w", "metric": "m", "value": 0.0}),
    ],
)
def test_what_can_have_been_said_is_taken(noun: type[model.Entry], fields: dict[str, object]) -> None:
    assert _noun(noun, **fields).id == "i"

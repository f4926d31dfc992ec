"""What an assistant hands in refuses to be nothing, or nobody's."""

from datetime import UTC, datetime

import pytest

from treefall.model import Kind, Ruling, Submission

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(("words", "assistant"), [("", "Helper"), ("A drill", "")])
def test_a_submission_needs_words_and_somebody(words: str, assistant: str) -> None:
    with pytest.raises(ValueError, match="needs words and somebody"):
        Submission(id="s", at=NOON, words=words, assistant=assistant)


def test_a_submission_is_an_open_note_unless_said_otherwise() -> None:
    new = Submission(id="s", at=NOON, words="A drill", assistant="Helper")
    assert (new.kind, new.ruling, new.evidence, new.model) == (Kind.NOTE, Ruling.OPEN, (), "")

"""The questions on paper, for somebody who plays the committee."""

from rehearsals import SAID, asker, question

from treefall.model import Heading, Paragraph, Point, Table
from treefall.value.rehearsal import sheet


def test_each_question_says_what_to_listen_for_and_what_is_on_record() -> None:
    asked = question(Point.OTHERS, "Idempotency")
    blocks = sheet([asked]).blocks
    assert Heading("Question 1") in blocks
    labels = {
        block.label: " ".join(said.text for said in block.sentences) for block in blocks if isinstance(block, Paragraph)
    }
    assert labels["Ask"] == asked.ask
    assert labels["Why"] == "It was made with Grace Hopper."
    assert "Grace Hopper" in labels["On record"]
    assert "31 double charges" in labels["On record"]
    (listen,) = [block for block in blocks if isinstance(block, Table)]
    assert [row[0][0].text for row in listen.rows][:2] == [
        "Who else had a part, by name",
        "Why it mattered to the business, in the first 20 seconds",
    ]
    assert all(row[1] == () for row in listen.rows)  # to be ticked


def test_a_question_that_nothing_on_record_answers_has_no_answer_on_paper() -> None:
    blocks = sheet([question(Point.CONCERN, "Restore")]).blocks
    assert not [block for block in blocks if isinstance(block, Paragraph) and block.label == "On record"]


def test_no_private_work_is_on_paper() -> None:
    assert "my pay" not in str(sheet(asker(*SAID).questions()))

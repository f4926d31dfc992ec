"""The questions on paper, for somebody who plays the committee: what to ask, what to listen for, what is on record."""

from collections.abc import Iterator, Sequence

from ...model import Block, Document, Heading, Paragraph, RehearsalQuestion, Sentence, Table
from ..phrase import sentence

OF_THE_REHEARSAL = frozenset({"How to ask", "Why", "Listen for"})
"""Labels under which a sheet tells of the rehearsal and of the record itself, which no entry states."""

_MOST_PROOFS = 3
_ROOM = 60  # words of a reason
_HOW = (
    "Ask one question at a time, and look at the clock: two minutes are enough.",
    "Do not help, and do not nod.",
    "Then say what you did not hear, in the words of the left column.",
    "A figure or a name that differs from what is on record counts most.",
)


def sheet(questions: Sequence[RehearsalQuestion]) -> Document:
    """Return `questions` to be printed."""
    how = Paragraph("How to ask", tuple(map(Sentence, _HOW)))
    blocks = (block for number, question in enumerate(questions, 1) for block in _asked(number, question))
    return Document("Questions of a committee", (how, *blocks))


def _asked(number: int, question: RehearsalQuestion) -> Iterator[Block]:
    yield Heading(f"Question {number}")
    cited = (question.work.id,) if question.work else ()
    yield Paragraph("Ask", (Sentence(question.ask, cited),))
    yield Paragraph("Why", (Sentence(sentence(question.why, _ROOM), cited),))
    rows = (((Sentence(f"{one[:1].upper()}{one[1:]}"),), ()) for one in question.listen)
    yield Table("", ("Listen for", "Heard?"), tuple(rows))
    if on_record := (*question.answer, *question.proofs)[:_MOST_PROOFS]:
        yield Paragraph("On record", on_record)

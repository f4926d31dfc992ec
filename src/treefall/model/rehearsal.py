"""Rehearsal: the questions that a committee may ask, the answers that I gave to them, and what was found of these.

Only the answer is an entry. What it makes and lacks is computed from it and from the record as it stands now, each
time, and never stored. There is no score in it: what is there, what is not, and what the record says instead.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .case import Criterion
from .document import Sentence
from .entries import Entry, EntryId
from .values import Work


class Point(StrEnum):
    """What an answer makes or lacks; a question aims at one of the first ten. The words are those of a screen."""

    CONCERN = "the concern"
    BASELINE = "the baseline"
    OWN_PART = "your own part"
    OTHERS = "the others' part"
    PROOF = "the proof"
    ALTERNATIVE = "the other way"
    DIFFICULTY = "the difficulty"
    LESSON = "the lesson"
    CAUSE = "your part in the cause"
    EXAMPLE = "an example"
    HONESTY = "words as sure as the record"
    LENGTH = "the right length"
    PLAINNESS = "plain words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal(Entry):
    """An answer that I gave to a question in a rehearsal; `at` is when.

    Attributes:
        question: the name of the question, the same each time it is asked.
        asked: its words.
        aim: what it aimed at.
        work: about which piece of work, or "".
        criterion: about which criterion, by its id in the rubric, or "".
        answer: what I said; not empty.
        seconds: how long I took, >= 0; 0 where nobody looked at the clock.
    """

    question: str
    asked: str
    aim: Point
    work: EntryId = ""
    criterion: str = ""
    answer: str
    seconds: int = 0

    def __post_init__(self) -> None:
        """Refuse an answer to nothing, an empty one, and one that took less than no time."""
        Entry.__post_init__(self)
        if not (self.question and self.asked and self.answer) or self.seconds < 0:
            raise ValueError("a rehearsal needs a question and an answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalQuestion:
    """A question that a committee may ask.

    Attributes:
        name: what identifies it, the same each time.
        aim: what it aims at.
        ask: its words, one line, as somebody would say them.
        why: why it is asked: what is weak there, one clause.
        work: the piece of work that it is about, or None.
        criterion: the criterion that it is about, or None.
        listen: what whoever plays the committee listens for, a clause each.
        answer: what the person said of it so far, or what the sources saw, where that answers it.
        proofs: the figures and the witnesses on record for an answer, the strongest first.
        cites: every entry that an answer may rest on.
    """

    name: str
    aim: Point
    ask: str
    why: str
    work: Work | None = None
    criterion: Criterion | None = None
    listen: tuple[str, ...] = ()
    answer: tuple[Sentence, ...] = ()
    proofs: tuple[Sentence, ...] = ()
    cites: tuple[EntryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was found of an answer: about which point, in one sentence that a person can act on."""

    point: Point
    says: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that an answer says and the record does not.

    Attributes:
        said: what the answer says: a figure, a name, a date, or the sentence.
        says: how it differs, one sentence.
        record: what the record says instead, as it would be told; "" where it says nothing of it.
    """

    said: str
    says: str
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What was found of an answer.

    Attributes:
        rehearsal: the answer.
        question: the question, as it stands now.
        words: how many words it has.
        remarks: what would make it better, the weightiest first; at most five.
        differences: every figure, name and date of it that is not on record, in its order.
        forgotten: the strongest proofs that it did not use; at most three.
        made: which of the points that were wanted it makes.
        missed: which it does not.
        is_understood: it is in a language that is understood; of any other only figures and dates are compared.
    """

    rehearsal: Rehearsal
    question: RehearsalQuestion
    words: int
    remarks: tuple[Remark, ...] = ()
    differences: tuple[Difference, ...] = ()
    forgotten: tuple[Sentence, ...] = ()
    made: frozenset[Point] = frozenset()
    missed: frozenset[Point] = frozenset()
    is_understood: bool = True

    @property
    def is_clean(self) -> bool:
        """Say whether nothing was found that would have to be better."""
        return not (self.missed or self.differences)


@dataclass(frozen=True, slots=True)
class Due:
    """A question that comes back: on which day, and what was found of the last answer to it."""

    question: RehearsalQuestion
    on: date
    last: Debrief


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of the answers.

    Attributes:
        rehearsed: how many were given.
        words: what was missing once and is there now, or still is not; a sentence each, the newest first.
        due: what comes back, by its day.
    """

    rehearsed: int
    words: tuple[str, ...]
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that was broken off: to which question, what was said so far, and how long that took."""

    question: RehearsalQuestion
    text: str
    seconds: int = 0

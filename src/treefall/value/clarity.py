"""What a text about one's own work says and leaves open: slots first, then words.

Of 92 statements that people published about their own work, 82 % had no baseline, 76 % no number about an outcome and
66 % no concern; so these are asked for first. What is found is asked about, never graded.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from ..model import Question
from . import clues
from .faithful.figures import COUNT, PERCENT, POINTS, SHARE, TIME, TIMES, Figure
from .faithful.reading import LONGEST, Reading, read, sentences
from .faithful.words import is_past

MOST_QUESTIONS = 3
"""At most so many questions come of one text."""

_A_DAY = 86_400.0  # seconds: what takes longer is mostly the work
_MOST_LETTERS = 6_000  # in which a text has said why it mattered and what changed
_LOOK_BACK = 24  # letters before a word in which a denial of it stands


class Check(StrEnum):
    """What is looked for in a text: the slots, then the words."""

    CONCERN = "concern"
    BASELINE = "baseline"
    OUTCOME_NUMBER = "outcome number"
    CHANGE = "change"
    OWN_ROLE = "own role"
    EMPTY_VERB = "empty verb"
    HEDGE = "hedge"


_SLOTS = (Check.CONCERN, Check.BASELINE, Check.OUTCOME_NUMBER, Check.CHANGE, Check.OWN_ROLE)
_WORDS = (Check.EMPTY_VERB, Check.HEDGE)
_QUESTIONS = MappingProxyType(
    {
        Check.CONCERN: Question(
            "concern",
            "Why did it matter: what went wrong, or could have, and for whom?",
            "the first thing that they hear",
        ),
        Check.BASELINE: Question("change", "What was it before?", "the figure: alone it is neither much nor little"),
        Check.OUTCOME_NUMBER: Question(
            "change", "How much changed for those who use it: how many, how long, how often?", "what they can repeat"
        ),
        Check.CHANGE: Question("change", "What is different now?", "what happened, which so far is only what was done"),
        Check.OWN_ROLE: Question("response", "Which part of it did you do, and which did others?", "what you did"),
        Check.EMPTY_VERB: Question("response", "“{word}”: what did you do, in one verb?", "that very sentence"),
        Check.HEDGE: Question("response", "“{word}”: what do you know for sure?", "that very sentence"),
    }
)
_DEEDS = frozenset({"sat", "have", "fed", "dug", "swept"})
_NO_DEEDS = frozenset({"used", "based", "related", "needed", "estimated", "united", "limited", "went"})
_JOINT = "contributed"  # it leaves open which part, but where "by" says it
_BY_DOING = re.compile(r"\bby \w+ing\b", re.IGNORECASE)


def found(text: str) -> frozenset[Check]:
    """Return which of the checks are met in `text`: good for the slots, and not for the two sorts of words."""
    text = text[:_MOST_LETTERS]
    said = [read(sentence) for sentence in sentences(text) if len(sentence) <= LONGEST]
    compares = any(map(_has_baseline, (*said, read(text[:LONGEST]))))
    tests = {
        Check.CONCERN: _says_concern(text),
        Check.BASELINE: compares,
        Check.OUTCOME_NUMBER: any(any(_outcomes(one)) for one in said),
        Check.CHANGE: compares or _says_change(text),
        Check.OWN_ROLE: _has_own_role(text),
        Check.EMPTY_VERB: clues.EMPTY.search(text) is not None,
        Check.HEDGE: clues.HEDGE.search(text) is not None,
    }
    return frozenset(check for check, holds in tests.items() if holds)


def questions(text: str) -> tuple[Question, ...]:
    """Return what to ask about `text`, at most `MOST_QUESTIONS`: empty slots first, then words that say little.

    A baseline is asked for only where a figure stands that needs one.
    """
    met = found(text)
    open_ = [
        check for check in _SLOTS if check not in met and (check is not Check.BASELINE or Check.OUTCOME_NUMBER in met)
    ]
    words = [check for check in _WORDS if check in met]
    return tuple(_asked(check, text) for check in (*open_, *words)[:MOST_QUESTIONS])


def loose_words(text: str) -> tuple[Question, ...]:
    """Return what to ask about words of `text` that say little, one of each sort."""
    met = found(text)
    return tuple(_asked(check, text) for check in _WORDS if check in met)


def _asked(check: Check, text: str) -> Question:
    """Return the question of `check`, with the word that it is about."""
    question = _QUESTIONS[check]
    pattern = clues.EMPTY if check is Check.EMPTY_VERB else clues.HEDGE
    match = pattern.search(text) if check in _WORDS else None
    if match is None:
        return question
    word = match["word"] if check is Check.EMPTY_VERB else match[0]
    return Question(question.slot, question.ask.format(word=word), question.improves)


def _has_own_role(text: str) -> bool:
    """Say whether the text names the writer's own part: by "I", or by a verb that it begins with."""
    if clues.ME.search(text):
        return True
    verb = clues.LEADS.match(text)
    return (
        verb is not None
        and (verb[1].casefold() != _JOINT or _BY_DOING.search(text) is not None)
        and (is_past(verb[1].casefold()) or verb[1].casefold() in _DEEDS)
        and (verb[1].casefold() not in _NO_DEEDS or verb["to"] is not None)
        and not clues.WE.search(text)
    )


def _says_concern(text: str) -> bool:
    """Say whether harm is named that was not only spared."""
    return any(
        not clues.SPARED.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        for match in clues.CONCERN.finditer(text)
    )


def _says_change(text: str) -> bool:
    """Say whether something became different: what was denied, nearly happened, or was only worked at, did not."""
    for match in clues.CHANGE.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        only_at = match[0].endswith("ing") and clues.AT.search(before)
        called = match[0].isalpha() and match[0].endswith("ed") and clues.CALLED.search(before)
        if not (clues.DENIED.search(before) or only_at or called):
            return True
    return False


def _outcomes(said: Reading) -> Iterator[bool]:
    """Yield for each figure whether it is about the outcome, and not a count of what was done."""
    yield len(said.clocks) > 1 and clues.CONCERN.search(said.plain) is not None
    for figure in said.figures:
        clause = said.clause_at(figure.start)
        yield _is_outcome(figure, said.plain, said.plain[clause.start : clause.end])


def _is_outcome(figure: Figure, text: str, clause: str) -> bool:
    before = text[: figure.start]
    if figure.dim in {PERCENT, POINTS, TIMES}:
        return re.search(r"\btop\s*$", before, re.IGNORECASE) is None
    if figure.dim == SHARE:
        moved = clues.DELTA.search(text) is not None or clues.CONCERN.search(clause) is not None
        return moved and not clues.PERIOD.search(before)
    if clues.EFFORT.search(clause):
        return False
    if figure.dim == COUNT:
        if figure.amount <= 1 or clues.NAMED.search(before):
            return False
        said = clues.OUTCOME.search(text if figure.written[:1].isdigit() else clause)
        return said is not None or clues.RATE.match(text, figure.end) is not None
    return figure.amount <= _A_DAY or figure.dim != TIME or clues.OUTCOME.search(text) is not None


def _has_baseline(said: Reading) -> bool:
    """Say whether the text compares: with what was before, or by a figure that is itself a difference."""
    text = said.plain
    if clues.COMPARES.search(text) or any(clues.MORE_THAN.match(text, one.end) for one in said.figures):
        return True
    if any(_is_step(one, text) for one in said.figures):
        return True
    if any(_moves(one, two, text) for one, two in pairwise(said.figures)):
        return True
    relative = (figure for figure in said.figures if figure.dim in {PERCENT, POINTS, TIMES, SHARE})
    return clues.DELTA.search(text) is not None and any(
        not re.match(r"\s+of\s+(?:the |all |our )?\w", text[figure.end :])
        and not clues.PERIOD.search(text[: figure.start])
        for figure in relative
    )


def _is_step(figure: Figure, text: str) -> bool:
    """Say whether the figure is how far something moved: "saved $9,000", "smaller by 10 words"."""
    step = clues.STEP.search(text[: figure.start])
    if step is None:
        return False
    return clues.DELTA.search(text) is not None if step["by"] else figure.dim != COUNT


def _moves(one: Figure, two: Figure, text: str) -> bool:
    """Say whether two figures that follow each other are what was before and what is now."""
    way = clues.FROM.search(text[: one.start]) or clues.DELTA.search(text)
    if one.dim != two.dim or (text[one.end : two.start].strip() == "to" and not way):
        return False
    return (
        clues.FROM_TO.fullmatch(text, one.end, two.start) is not None
        or clues.THEN_NOW.fullmatch(text, one.end, two.start) is not None
        or (one.dim != COUNT and clues.TODAY.match(text, two.end) is not None)
        or (clues.THEN.match(text, one.end) is not None and clues.THEN.match(text, two.end) is not None)
    )

"""What is found of an answer: what would make it better, what is not on record, and which proofs it left unused."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from ...model import (
    Asked,
    Attribution,
    Debrief,
    Point,
    Record,
    Rehearsal,
    RehearsalQuestion,
    Remark,
    Sentence,
    entry_id,
)
from ..clarity import loose_words
from ..faithful import Ground, untold
from ..faithful.reading import Reading, read, sentences
from ..phrase import clip, names
from ..slots import impact
from ..story.voice import Voice
from .differing import Compared
from .points import FEWEST, FIRST_WORDS, MOST, TOO_FEW, Answer, unquoted

MOST_REMARKS = 5
"""At most so many things are said about an answer; what differs from the record is beside these."""

REHEARSAL = "rehearsal"
"""By what questions of a rehearsal are known among what Treefall asked (see `Asked`)."""

_MOST_FORGOTTEN = 3
_SHORT = 8  # digits of an id that a person pastes
_ROOM = 24  # words of one text from the record
_SHARED = 4  # words by which a proof without a figure is known to have been used
_NOT_TOLD = frozenset({Point.HONESTY, Point.LENGTH})
_WORDS_A_MINUTE = 125
_SECONDS = 60
_PLAIN = MappingProxyType(
    {
        Point.ALTERNATIVE: "Name the other way that you looked at, and why you did not take it.",
        Point.DIFFICULTY: "Say what made it hard: what nobody knew, or what could have gone wrong.",
    }
)


def rehearsed(record: Record, question: RehearsalQuestion, text: str, seconds: int, day: date) -> Rehearsal:
    """Return the entry that `text` was the answer to `question`, given now; the same words on one `day` are one.

    Raises:
        ValueError: nothing was said.
    """
    said = text.strip()
    return Rehearsal(
        id=entry_id("rehearsal", question.name, day.isoformat(), said or "-"),
        at=record.now,
        question=question.name,
        asked=question.ask,
        aim=question.aim,
        work=question.work.id if question.work else "",
        criterion=question.criterion.id if question.criterion else "",
        answer=said,
        seconds=seconds,
    )


def passed_over(record: Record, question: RehearsalQuestion) -> Asked:
    """Return the entry that `question` was asked now and not answered; one a day stands."""
    id_ = entry_id("asked", question.name, record.now.date().isoformat())
    about = question.work.id if question.work else ""
    return Asked(id=id_, at=record.now, person="", question=f"{REHEARSAL}.{question.name}", about=about)


def asked_before(record: Record) -> tuple[str, ...]:
    """Return the names of the questions that were answered or passed over, in the order of when, with repetitions."""
    answered = ((one.at, one.question) for one in record.of(Rehearsal))
    mark = f"{REHEARSAL}."
    passed = ((one.at, one.question.removeprefix(mark)) for one in record.of(Asked) if one.question.startswith(mark))
    return tuple(name for _, name in sorted((*answered, *passed), key=lambda each: each[0]))


def debrief(voice: Voice, question: RehearsalQuestion, rehearsal: Rehearsal, ground: Ground) -> Debrief:
    """Return what is found of `rehearsal`, an answer to `question`, by what stands now.

    Args:
        voice: how what is on record is told.
        question: as it stands now.
        rehearsal: the answer.
        ground: everything that is on record.
    """
    work = question.work
    change = impact(voice.record, work) if work else None
    proven = change is not None and change.attribution is Attribution.CONTROLLED
    answer = Answer(rehearsal.answer, question, voice.done(work) if work else None)
    heard = _Heard(answer, Compared(rehearsal.answer, question, ground, voice, proven), voice)
    if not answer.is_english:
        return _in_another_language(answer, rehearsal, heard)
    wanted = answer.wanted()
    missed = tuple(point for point in wanted if not heard.makes(point))
    if not heard.is_long_enough(missed):
        missed = (*missed, Point.LENGTH)
    made = frozenset((*wanted, Point.LENGTH)).difference(missed)
    remarks = (remark for point in (*missed, Point.PLAINNESS) for remark in heard.remarks(point, missed))
    return Debrief(
        rehearsal=rehearsal,
        question=question,
        words=answer.words,
        remarks=tuple(remarks)[:MOST_REMARKS],
        differences=heard.beside.differences(),
        forgotten=forgotten(rehearsal.answer, question.proofs),
        made=made if made != {Point.HONESTY} else frozenset(),  # who claims nothing overstates nothing
        missed=frozenset(missed),
    )


def _in_another_language(answer: Answer, rehearsal: Rehearsal, heard: "_Heard") -> Debrief:
    """Return what can be found without understanding the words: figures and dates that are not on record."""
    says = (
        "Only English is understood here, so only figures and dates were compared: say it in English, or let a person"
    )
    return Debrief(
        rehearsal=rehearsal,
        question=answer.question,
        words=answer.words,
        remarks=(Remark(answer.question.aim, f"{says} listen (treefall rehearse --sheet)."),),
        differences=tuple(one for one in heard.beside.differences() if any(map(str.isdigit, one.said))),
        missed=frozenset((answer.question.aim,)),
        is_understood=False,
    )


def forgotten(text: str, proofs: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the strongest of `proofs` that `text` does not use, at most three.

    A figure is used where it is said; words are where some of them are.
    """
    said = [read(one) for one in sentences(text)]
    return tuple(proof for proof in proofs if not _is_used(read(unquoted(proof.text)), said))[:_MOST_FORGOTTEN]


def aloud(words: int) -> str:
    """Return how long so many words take to be said: "40 seconds", "2 minutes"."""
    seconds = 10 * max(1, round(words * _SECONDS / _WORDS_A_MINUTE / 10))
    minutes, rest = divmod(seconds, _SECONDS)
    if not minutes:
        return f"{seconds} seconds"
    return f"{minutes}:{rest:02} minutes" if rest else f"{minutes} minute{'s' if minutes > 1 else ''}"


def _is_used(proof: Reading, said: Sequence[Reading]) -> bool:
    if proof.figures:
        return any(
            one.dim == known.dim and one.equals(known.amount)
            for reading in said
            for one in reading.figures
            for known in proof.figures
        )
    shared = proof.stems.intersection(frozenset[str]().union(*(reading.stems for reading in said)))
    return len(shared) >= min(_SHARED, len(proof.stems))


@dataclass(frozen=True, slots=True)
class _Heard:
    """An answer, as somebody heard it who has the record beside them."""

    answer: Answer
    beside: Compared
    voice: Voice

    def makes(self, point: Point) -> bool:
        """Say whether the answer makes `point`: by its words, or, for two of them, by what the record says of these."""
        match point:
            case Point.HONESTY:
                return not self.beside.too_strong()
            case Point.EXAMPLE:
                return self._tells_of_work()
            case Point.BASELINE:
                return replace(self.answer, text=self._carried()).makes(point)
            case _:
                return self.answer.makes(point)

    def _carried(self) -> str:
        """Return the answer without its figures that are not on record, or are of something else."""
        text = self.answer.text
        for one in self.beside.differences():
            text = text.replace(one.said, "…") if one.said != text else text
        return text

    def is_long_enough(self, missed: Sequence[Point]) -> bool:
        """Say whether it has two minutes' words: fewer, where nothing is missing, are no fault."""
        return (FEWEST if missed else TOO_FEW) <= self.answer.words <= MOST

    def remarks(self, point: Point, missed: Sequence[Point]) -> Iterator[Remark]:
        """Yield what to do about `point`, one of those that the answer missed."""
        says: Mapping[Point, Callable[[], str]] = {
            Point.CONCERN: self._concern,
            Point.BASELINE: self._baseline,
            Point.OWN_PART: self._own_part,
            Point.OTHERS: lambda: f"Name who else had a part: {names(self.answer.unnamed())}.",
            Point.PROOF: self._proof,
            Point.LESSON: lambda: self._recorded("Say what it taught you", "lesson", "what would you do differently?"),
            Point.CAUSE: lambda: self._recorded(
                "Say your own part in the cause first", "cause", "or that there was none."
            ),
            Point.EXAMPLE: self._example,
            Point.LENGTH: lambda: self._length(missed),
            Point.HONESTY: lambda: self.beside.too_strong()[0],
            Point.PLAINNESS: self._plainness,
        }
        said = says[point]() if point in says else _PLAIN[point]
        if said:
            yield Remark(point, said)

    def _concern(self) -> str:
        if self.answer.is_late:
            return f"Begin with why it mattered: it comes after the first 20 seconds ({FIRST_WORDS} words)."
        return self._recorded("Begin with why it mattered", "concern", "what went wrong, or could have, and for whom?")

    def _baseline(self) -> str:
        proof = next((proof.text for proof in self.answer.question.proofs if read(unquoted(proof.text)).figures), "")
        work = self.answer.question.work
        ask = f" (treefall ask {work.id[:_SHORT]})" if work and not impact(self.voice.record, work) else ""
        return (
            f"Say what it was before and what it is now{f': {proof}' if proof else f'; nothing is on record yet{ask}.'}"
        )

    def _own_part(self) -> str:
        if self.answer.ours:
            ours, mine = _times(self.answer.ours), _times(self.answer.mine)
            return f"Say “I” for what you did yourself: “we” stands {ours}, “I” {mine}."
        return "Say which part was yours: begin a sentence with “I”, and a verb that says what you did."

    def _proof(self) -> str:
        proof = next((proof.text for proof in self.answer.question.proofs), "")
        return f"Say how one can check it: {proof}" if proof else "Say how one can check it, or that nobody did."

    def _example(self) -> str:
        proof = next((proof.text for proof in self.answer.question.proofs), "")
        if proof:
            return f"Name a piece of work that shows it: {proof}"
        return "Name a piece of work that shows it; if none does, say so, and what you will do about it."

    def _length(self, missed: Sequence[Point]) -> str:
        said, takes = self.answer.words, aloud(self.answer.words)
        if said > MOST:
            return f"Make it shorter: {said} words take about {takes}, and two minutes are {FEWEST} to {MOST}."
        lacking = next((point for point in missed if point not in _NOT_TOLD), None)
        room = f": there is room for {lacking}" if lacking else ""
        return f"Say more: {said} words take about {takes}, and two minutes hold {FEWEST} to {MOST}{room}."

    def _plainness(self) -> str:
        return next((one.ask for one in loose_words(self.answer.text)), "")

    def _recorded(self, ask: str, slot: str, otherwise: str) -> str:
        kept = clip(str(getattr(self.answer.done, slot, "")), _ROOM).rstrip(".")
        return f"{ask}: “{kept}.”" if kept else f"{ask}: {otherwise}"

    def _tells_of_work(self) -> bool:
        """Say whether the answer tells of something on record that shows what is asked for."""
        cites = self.answer.question.cites
        return len(untold(self.answer.text, cites, self.beside.ground)) < len(cites) if cites else self.answer.mine > 0


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")

"""The questions of a committee: at what is weak in a piece of work, at open criteria, at what a sceptic says.

A question is open where nothing on record answers it. Open ones come first, and of these one of each sort before the
second of any, so that three questions in a row are of three sorts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

from ...model import (
    Attribution,
    Case,
    Judgement,
    Kind,
    Period,
    Point,
    Record,
    Rehearsal,
    RehearsalQuestion,
    Row,
    Sentence,
    State,
    Strength,
    Work,
)
from ..case import COMMITTEE
from ..case.doubts import lacks_baseline
from ..faithful.reading import read
from ..packet.picking import defeat, picked
from ..phrase import clip, names
from ..rests import rests_on
from ..slots import impact
from ..story.voice import Voice, cites
from ..testimonials import usable

_WORDS = 12  # of a title
_WORDS_QUOTED = 8
_MOST_WORKS = 10
_MOST_A_SORT = 4  # pieces of work, as open as each other, that are asked the same
_PAIR = 2  # figures: one before, one after
_ORDER = (  # of the sorts of questions, where as much speaks for one as for the other
    *(Point.BASELINE, Point.EXAMPLE, Point.CAUSE, Point.PROOF, Point.CONCERN, Point.OTHERS, Point.LESSON),
    *(Point.ALTERNATIVE, Point.DIFFICULTY),
)
_SURELY = MappingProxyType(
    {
        Attribution.ASSERTED: "nobody else says so yet",
        Attribution.ESTIMATED: "it is an estimate",
        Attribution.REPORTED: "somebody says it, and nobody measured it",
        Attribution.CORRELATED: "other things changed in the same period",
        Attribution.CONTRIBUTED: "other work had a part in it",
        Attribution.BEFORE_AFTER: "it was measured, but beside nothing",
    }
)
"""Why one may ask whether it was this work; the weakest first."""
_MEASURED = frozenset({Attribution.CONTRIBUTED, Attribution.BEFORE_AFTER})
_DOUBTED = MappingProxyType(
    {
        "one quarter": "Most of this ended in one quarter. What did you do in the others?",
        "one project": "Most of this belongs to one project. Where else did you do it?",
        "no second voice": "Who besides you says so?",
    }
)
"""What a sceptic asks of the case as a whole; the rest of what they ask is asked about each piece of work."""
_LISTEN = MappingProxyType(
    {
        Point.CONCERN: "why it mattered to the business, in the first 20 seconds",
        Point.BASELINE: "what it was before, beside what it is now",
        Point.OWN_PART: "“I” for what they did themselves",
        Point.OTHERS: "who else had a part, by name",
        Point.PROOF: "where one can check it, or who says so",
        Point.ALTERNATIVE: "another way, and the reason against it",
        Point.DIFFICULTY: "what was not known, or could have gone wrong",
        Point.LESSON: "what they would do differently",
        Point.CAUSE: "their own part in the cause, without a second question",
        Point.EXAMPLE: "one piece of work by its name, and what came of it",
    }
)
_ALWAYS = (Point.CONCERN, Point.OWN_PART, Point.BASELINE)
_OTHER_WAY = re.compile(r"\b(?:instead|rather than|decided against|alternative|considered|not to)\b", re.IGNORECASE)
_Found: TypeAlias = Iterator[tuple[bool, RehearsalQuestion]]


def asked_of(record: Record, judgement: Judgement, period: Period, case: Case | None = None) -> tuple[Work, ...]:
    """Return what a committee may ask about: what a packet tells, a defeat, and what else the case rests on."""
    linked = (work for row in case.rows for work in row.works) if case else ()
    lost = defeat(record, judgement, period)
    found = (*picked(record, judgement, period, case), *((lost[0],) if lost else ()), *linked)
    return tuple({work.id: work for work in found}.values())[:_MOST_WORKS]


@dataclass(frozen=True, slots=True)
class Asker:
    """A committee that knows where the record is thin.

    Attributes:
        voice: how what is on record is said.
        works: what it may ask about, the most telling first.
        case: what is shown for the level that is aimed for; None where none was chosen.
    """

    voice: Voice
    works: Sequence[Work]
    case: Case | None = None

    def questions(self) -> tuple[RehearsalQuestion, ...]:
        """Return every question, the weakest place first."""
        groups: dict[tuple[bool, Point], list[RehearsalQuestion]] = {}
        for is_open, question in chain(self._proven(), *map(self._of, self.works), self._doubted(), self._wanted()):
            groups.setdefault((not is_open, question.aim), []).append(question)
        placed = (
            ((answered, place, _ORDER.index(aim)), question)
            for (answered, aim), found in groups.items()
            for place, question in enumerate(found if aim is Point.EXAMPLE else found[:_MOST_A_SORT])
        )
        return tuple(question for _, question in sorted(placed, key=lambda each: each[0]))

    def again(self, rehearsal: Rehearsal) -> RehearsalQuestion:
        """Return the question that `rehearsal` answers, as it was asked, about what still stands of it."""
        work = next((work for work in self.works if work.id == rehearsal.work), None)
        row = next((row for row in self._rows() if row.criterion.id == rehearsal.criterion), None)
        made = self._made(rehearsal.aim, rehearsal.asked, "it was asked before", *self._shown(work, row))
        return replace(made, name=rehearsal.question, work=work, criterion=row.criterion if row else None)

    # --- about a piece of work

    def _of(self, work: Work) -> _Found:
        yield from self._baseline(work)
        yield from self._told(work)
        yield from self._caused(work)
        title = self._title(work)
        if work.credited:
            yield self._about(
                Point.OTHERS,
                work,
                f"Who else had a part in {title}, and which part was yours?",
                f"it was made with {names(work.credited)}",
                is_open=not self._says(work, "response"),
            )
        if work.state is State.DONE:
            said = " ".join((work.title, self._says(work, "response"), self._says(work, "lesson")))
            yield self._about(
                Point.ALTERNATIVE,
                work,
                f"Which other way did you look at for {title}, and why did you not take it?",
                "a decision shows by what was not done",
                is_open=not _OTHER_WAY.search(said),
            )
            yield self._about(
                Point.DIFFICULTY,
                work,
                f"What was hard about {title}?",
                "the record shows what was done, not what stood in the way",
            )

    def _baseline(self, work: Work) -> _Found:
        change, title = impact(self.voice.record, work), self._title(work)
        if work.state is not State.DONE:
            return
        if change is None:
            ask = f"What is different since {title}, and what was it before?"
            yield self._about(Point.BASELINE, work, ask, "no change is on record")
        elif lacks_baseline(change) and len(read(change.words).figures) < _PAIR:
            words = clip(change.words, _WORDS_QUOTED).rstrip(".")
            ask = f"{title}: what was it before?"
            yield self._about(Point.BASELINE, work, ask, f"“{words}” stands alone")
        else:
            ask = f"What changed with {title}, and from what?"
            why = "one figure is remembered, and it should come without looking"
            yield self._about(Point.BASELINE, work, ask, why, is_open=False)

    def _told(self, work: Work) -> _Found:
        """Yield what to ask about why it mattered, and what it taught."""
        title, has_concern, has_lesson = self._title(work), *(self._says(work, slot) for slot in ("concern", "lesson"))
        why = "it is what is heard first" if has_concern else "no concern is on record"
        ask = f"Why did {title} matter?"
        yield self._about(Point.CONCERN, work, ask, why, is_open=not has_concern)
        undone = work.state is State.REVERTED
        ask = f"What would you do differently about {title}{', which was reverted' if undone else ' today'}?"
        why = "what went wrong is asked about first" if undone else "it shows growth"
        why = why if has_lesson else "no lesson is on record"
        yield self._about(Point.LESSON, work, ask, why, is_open=undone or not has_lesson)

    def _caused(self, work: Work) -> _Found:
        has_cause = bool(self._says(work, "cause"))
        if has_cause or work.kind is Kind.INCIDENT:
            why = "an own part in it is on record" if has_cause else "it was an incident"
            ask = f"{self._title(work)}: what had caused it, and which part of that was yours?"
            yield self._about(Point.CAUSE, work, ask, why)

    def _proven(self) -> _Found:
        """Yield what to ask about how surely a change was this work, the least sure first."""
        changes = [(change, work) for work in self.works if (change := impact(self.voice.record, work))]
        for sure, why in _SURELY.items():
            for _, work in (each for each in changes if each[0].attribution is sure):
                ask = f"How do you know that it was {self._title(work)} that made the difference?"
                yield self._about(Point.PROOF, work, ask, why, is_open=sure not in _MEASURED)

    # --- about the case

    def _wanted(self) -> _Found:
        """Yield what to ask about the criteria that are not strong: first those that nothing shows."""
        for strength, why in ((Strength.NONE, "nothing shows it"), (Strength.ONE_VOICE, "it rests on one voice")):
            for row in (row for row in self._rows() if row.strength is strength):
                ask = f"“{row.criterion.words.rstrip('.')}”: where did you do that?"
                made = self._made(
                    Point.EXAMPLE, ask, f"it is expected at {row.criterion.level}, and {why}", *self._shown(None, row)
                )
                yield True, replace(made, name=f"criterion.{row.criterion.id}", criterion=row.criterion)

    def _doubted(self) -> _Found:
        for doubt in self.case.doubts if self.case else ():
            if doubt.name in _DOUBTED:
                why = f"a sceptic will say: “{doubt.words}”"
                proofs = cites(*(id_ for said in doubt.answer for id_ in said.cites))
                made = self._made(Point.EXAMPLE, _DOUBTED[doubt.name], why, doubt.answer, proofs)
                yield not doubt.answer, replace(made, name=f"doubt.{doubt.name}")

    def _rows(self) -> Sequence[Row]:
        return self.case.rows if self.case else ()

    def _shown(self, work: Work | None, row: Row | None) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
        """Return what is on record about `work` or the criterion of `row`, and all that an answer may rest on."""
        works = (work,) if work else row.works or tuple(each.work for each in row.perhaps) if row else ()
        proofs = tuple(said for one in works for said in (*self._facts(one, row), *self._proofs(one)))
        return proofs, cites(*(id_ for one in works for id_ in rests_on(self.voice.record, one)))

    # --- what is on record

    def _proofs(self, work: Work) -> tuple[Sentence, ...]:
        """Return what changed by `work`, and what others say of it, as a committee may read it."""
        voice = replace(self.voice, aside=True)
        said = usable(voice.record, COMMITTEE, (work.id,))
        quoted = (Sentence(voice.quoted(one.words, one.person), (one.id,)) for one in said)
        found = (*voice.changes(work, ""), *quoted)
        return tuple({one.text: one for one in found}.values())

    def _facts(self, work: Work, row: Row | None) -> Iterator[Sentence]:
        """Yield how much `work` is, where that it was done is what shows a criterion."""
        if row:
            yield Sentence(self.voice.facts(work), (work.id,))

    def _says(self, work: Work, slot: str) -> str:
        return str(getattr(self.voice.done(work), slot, ""))

    def _title(self, work: Work) -> str:
        return f"“{clip(work.title, _WORDS).rstrip(' .:;')}”"

    def _about(
        self, aim: Point, work: Work, ask: str, why: str, *, is_open: bool = True
    ) -> tuple[bool, RehearsalQuestion]:
        made = self._made(aim, ask, why, self._proofs(work), rests_on(self.voice.record, work))
        answer = self._answer(aim, work)
        return is_open, replace(made, name=f"{aim.name.lower()}.{work.id}", work=work, answer=answer)

    def _answer(self, aim: Point, work: Work) -> tuple[Sentence, ...]:
        """Return what was said of `work` that answers a question at `aim`, or what the sources saw of it."""
        done = self.voice.done(work)
        match aim:
            case Point.OTHERS:
                return self.voice.did(work, done)
            case Point.CAUSE:
                return self.voice.owned(work, done)
            case Point.CONCERN | Point.LESSON:
                return self.voice.sentences(done, self._says(work, aim.name.lower()))
            case _:
                return ()

    def _made(
        self, aim: Point, ask: str, why: str, proofs: tuple[Sentence, ...], cited: tuple[str, ...]
    ) -> RehearsalQuestion:
        listen = tuple(_LISTEN[point] for point in dict.fromkeys((aim, *_ALWAYS)))
        return RehearsalQuestion(
            name=aim.name.lower(), aim=aim, ask=ask, why=why, listen=listen, proofs=proofs, cites=cited
        )

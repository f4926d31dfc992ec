"""The desk of rehearsal: what to be asked, what came of the answers, what comes back, and the questions on paper."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..errors import NotFound, TreefallError
from ..model import (
    Debrief,
    Document,
    Draft,
    Due,
    EntryId,
    Progress,
    Rehearsal,
    RehearsalQuestion,
    Work,
)
from ..value.case import COMMITTEE
from ..value.consent import heard
from ..value.packet.appendix import appendix
from ..value.packet.known import Knowledge
from ..value.rehearsal import (
    Asker,
    Given,
    asked_before,
    asked_of,
    debrief,
    due,
    first_and_last,
    following,
    last_of_days,
    passed_over,
    progress,
    rehearsed,
    sheet,
)
from ..value.story.voice import Voice
from ..value.visibility import may_be_told
from .book import Book
from .cache import keep, kept
from .casing import Casing
from .checking import Checking
from .talks import Talks

_ROOM = 30  # words of one text from the record
_DRAFT = "rehearsal.json"
_MOST_ON_PAPER = 8
_LATELY = timedelta(days=60)  # longer than the longest way back


@dataclass(frozen=True, slots=True)
class Rehearsing:
    """Asks what a committee may ask, and says what was missing. What was found is computed anew each time."""

    book: Book

    # --- questions

    def questions(self, work: Work | None = None) -> tuple[RehearsalQuestion, ...]:
        """Return what a committee may ask, the weakest place first; of `work` alone where one is given.

        Raises:
            TreefallError: `work` is private.
        """
        return self._asker(work).questions()

    def next(self, work: Work | None = None) -> RehearsalQuestion:
        """Return what to ask now: what comes back today, then what was never asked, never what was asked last.

        Raises:
            NotFound: there is nothing to ask about.
            TreefallError: `work` is private.
        """
        questions, coming = self._some(work), () if work else self.due()
        return following(questions, asked_before(self.book.said()), coming, self._today) or questions[0]

    def question(self, ref: str) -> RehearsalQuestion:
        """Return the question that `ref` names: its number in `questions`, or its name; one that comes back, too.

        Raises:
            NotFound: there is none; says how many there are.
        """
        questions = self._some()
        named = {str(number): one for number, one in enumerate(questions, 1)}
        named |= {one.name: one for _, one in self._given()} | {one.name: one for one in questions}
        if ref not in named:
            raise NotFound(f"There is no question {ref}.", hint=f"There are {len(questions)}: treefall rehearse --list")
        return named[ref]

    # --- answers

    def answered(self, question: RehearsalQuestion, text: str, seconds: int = 0) -> Debrief:
        """Record `text` as the answer to `question`, and return what is found of it.

        Args:
            question: what was asked.
            text: what was said.
            seconds: how long it took; 0 where nobody looked at the clock.

        Raises:
            TreefallError: nothing was said.
        """
        try:
            (entry,) = self.book.add(lambda record: [rehearsed(record, question, text, seconds, self._today)])
        except ValueError as error:
            raise TreefallError("Nothing was said.", hint="Nothing was recorded; the question comes again.") from error
        assert isinstance(entry, Rehearsal)  # noqa: S101 - what was made
        return debrief(self._voice, question, entry, Checking(self.book).ground())

    def passed_over(self, question: RehearsalQuestion) -> None:
        """Record that `question` was asked and not answered: another one comes first now."""
        self.book.add(lambda record: [passed_over(record, question)])

    def debriefs(self) -> tuple[Debrief, ...]:
        """Return what is found of every answer so far, by what stands now; the newest first."""
        return tuple(reversed(self._heard(self._given())))

    def debrief(self, ref: str) -> Debrief:
        """Return what is found of the answer whose id begins with `ref`.

        Raises:
            NotFound: there is none, or more than one.
        """
        found = [one for one in self._given() if one[0].id.startswith(ref.lower())]
        if len(found) != 1:
            raise NotFound(f"There is no answer {ref}.", hint="They are in: treefall rehearse --progress")
        return self._heard(found)[0]

    def progress(self) -> Progress:
        """Return how many answers were given, what became of what was missing, and what comes back."""
        given, zone = self._given(), self.book.zone
        ends = self._heard(first_and_last(given))
        return Progress(len(given), progress(ends, zone, self._today), self.due())

    def due(self) -> tuple[Due, ...]:
        """Return the questions that come back, by their day; a day that is past is due now.

        Only what was answered lately counts: what lay for so long begins anew.
        """
        zone, since = self.book.zone, self._today - _LATELY
        lately = (each for each in self._given() if each[0].at.astimezone(zone).date() >= since)
        return due(self._heard(last_of_days(lately, zone)), zone)

    def ready(self) -> tuple[Due, ...]:
        """Return those whose day has come."""
        return tuple(one for one in self.due() if one.on <= self._today)

    # --- on paper

    def sheet(self, work: Work | None = None, most: int = _MOST_ON_PAPER) -> Document:
        """Return the questions to be printed for somebody who plays the committee: what is due, then the weakest.

        Raises:
            NotFound: there is nothing to ask about.
            TreefallError: `work` is private.
        """
        ready = () if work else tuple(one.question for one in self.ready())
        each = {one.name: one for one in (*ready, *self._some(work))}
        document = sheet(tuple(each.values())[:most])
        if not document.cites():
            return document
        proofs = appendix(document, Knowledge(self._voice, self.book.judgement()), {})
        return replace(document, author=Talks(self.book).me(), blocks=(*document.blocks, *proofs))

    # --- an answer that was broken off

    def lay_aside(self, question: RehearsalQuestion | None, text: str = "", seconds: int = 0) -> None:
        """Keep an answer that is not finished, in place of any other; None: there is none any more."""
        draft = {"question": question.name, "text": text, "seconds": seconds} if question else {}
        keep(self.book.settings.home, _DRAFT, json.dumps(draft).encode())

    def laid_aside(self) -> Draft | None:
        """Return the answer that was broken off, or None."""
        with suppress(KeyError, TypeError, ValueError, NotFound):  # what somebody else wrote there is no answer
            draft: Mapping[str, object] = json.loads(kept(self.book.settings.home, _DRAFT))
            text, seconds = str(draft["text"]), int(str(draft["seconds"]))
            return Draft(self.question(str(draft["question"])), text, seconds)
        return None

    # --- inside

    def _some(self, work: Work | None = None) -> tuple[RehearsalQuestion, ...]:
        """Return `questions`, at least one.

        Raises:
            NotFound: there is nothing to ask about.
        """
        if not (questions := self.questions(work)):
            raise NotFound(
                "There is nothing to ask about: no work that stands and may be told is on record.",
                hint='Bring some in: treefall collect --repo PATH, or say it: treefall note "what I did"',
            )
        return questions

    @property
    def _today(self) -> date:
        return self.book.world.now().astimezone(self.book.zone).date()

    @property
    def _voice(self) -> Voice:
        return Voice(heard(self.book.said(), COMMITTEE), self.book.zone, _ROOM)

    def _given(self) -> Sequence[Given]:
        """Return every answer that was given, the oldest first, with its question as it stands now."""
        if not (given := self.book.said().of(Rehearsal)):
            return ()
        asker = self._asker()
        named = {one.name: one for one in asker.questions()}
        return tuple((one, named.get(one.question) or asker.again(one)) for one in given)

    def _heard(self, given: Sequence[Given]) -> tuple[Debrief, ...]:
        """Return what is found of each answer; of one it takes a while, so it is kept while the ledger stands."""
        known = self.book.once("what is found of answers", dict[EntryId, Debrief])
        new = [each for each in given if each[0].id not in known]
        if new:
            voice, ground = self._voice, Checking(self.book).ground()
            known |= {one.id: debrief(voice, question, one, ground) for one, question in new}
        return tuple(known[one.id] for one, _ in given)

    def _asker(self, work: Work | None = None) -> Asker:
        if work and not may_be_told(work):
            raise TreefallError("That is private: no committee asks about it.", hint="Choose another: treefall list")
        try:
            case = Casing(self.book).case()
        except NotFound:  # no level was chosen: then there are no criteria
            case = None
        if work:
            return Asker(self._voice, (work,))
        period = case.period if case else self.book.period()
        return Asker(self._voice, asked_of(self.book.said(), self.book.judgement(), period, case), case)

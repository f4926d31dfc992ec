"""The desk of the conversation: episodes, what came back, briefs, who knows what, the week, reminders."""

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from ..errors import NotFound, TreefallError
from ..model import (
    Aftermath,
    Document,
    Due,
    Entry,
    EntryId,
    Episode,
    Expectation,
    Guess,
    Heard,
    Identity,
    Judgement,
    Period,
    Question,
    Reading,
    Record,
    Rehearsal,
    Reminder,
    Reply,
    Ruling,
    Step,
    Submission,
    Telling,
    Visibility,
    Week,
    WeekQuestion,
    Work,
)
from ..value import gaps, people, week
from ..value.aftermath import aftermath, reply
from ..value.days import said_day
from ..value.expectations import drifting, message
from ..value.feedback import nudges as feedback_nudges
from ..value.phrase import clip
from ..value.reminders import next_meetings, reminders, undated
from ..value.slots import accomplishment, answered, question, told
from ..value.story import aloud, brief, catch_up, chosen, standup, told_episode
from ..value.story.standup import last_workday
from ..value.visibility import may_be_told
from ..value.visibility import told as told_to
from ..value.vocabulary import jargon, unfamiliar
from .book import Book
from .cache import keep, kept
from .casing import Casing
from .collecting import usual_addresses
from .measuring import Measuring
from .praising import Praising

_SHOWN = "episodes.json"
_DRAFT = "after.json"
_BY = re.compile(r"\bby (?:the )?([^,.;]{2,30}?)[\s.]*$", re.IGNORECASE)
_EVENING = time(18)
_A_WHILE = timedelta(days=2)
_SHORT = 8  # digits of an id that a person pastes
_WORDS = 12


@dataclass(frozen=True, slots=True)
class Talks:
    """What is said to somebody, and what came back."""

    book: Book

    # --- before a 1:1

    def episode(self, person: str) -> Episode:
        """Return the next 1:1 with `person` (may be ""), and remember it for what comes back."""
        record, judgement, period = self._now()
        closing = self._closing()
        main = chosen(record, judgement, person, period, closing)[:1]
        proofs = self.book.proofs(seen.id for work in main for seen in work.evidence)
        told = told_episode(
            record, judgement, person, zone=self.book.zone, period=period, proofs=proofs, closing=closing
        )
        shown = {"works": [work.id for work in told.works], "asks": told.asks}
        self._keep(_SHOWN, {**self._kept(_SHOWN), people.key(person): shown})
        return told

    def aloud(self, person: str, *, as_colleague: bool = False) -> Document:
        """Return what to say to `person` in a minute; as if about a colleague, if so."""
        record, judgement, period = self._now()
        subject = (self.me() or "A colleague") if as_colleague else ""
        return aloud(
            record, judgement, person, zone=self.book.zone, period=period, subject=subject, closing=self._closing()
        )

    def waiting(self, person: str) -> tuple[Work, Question] | None:
        """Return with which work's `next` I left `person` last, and the question what came of it, while it is open."""
        record, judgement = self.book.said(), self.book.judgement()
        last = max(told_to(record, person), key=lambda telling: telling.at, default=None) if person else None
        for work in filter(None, map(judgement.work, last.about if last else ())):
            done = accomplishment(record, work)
            if done and done.next and not done.sequel:
                left = f"You left {person} with: “{done.next.rstrip('.')}”. What came of it?"
                return work, replace(question(work, "sequel"), ask=left)
        return None

    # --- after a 1:1

    def prepared(self, person: str) -> tuple[Work, ...]:
        """Return what the last episode for `person` told of; without one, what the next would, or nothing."""
        shown = self._kept(_SHOWN).get(people.key(person), {}).get("works", ())
        works = tuple(filter(None, map(self.book.judgement().work, shown)))
        return tuple(filter(may_be_told, works)) or self._next(person)

    def after(self, person: str, came: Aftermath, *, at: datetime | None = None) -> tuple[Entry, ...]:
        """Record what came back from `person` in a 1:1, all in one go; said twice on a day it adds nothing.

        Raises:
            NotFound: a piece of work that was told is none.
            TreefallError: it contradicts itself, or nothing was noticed.
        """
        works = tuple(self.book.work(id_) for id_ in dict.fromkeys(came.told))
        asked = self._kept(_SHOWN).get(people.key(person), {}).get("asks", ())

        def change(record: Record) -> Sequence[Entry]:
            then = replace(record, now=at or record.now)
            return aftermath(then, person, works, came, asked=asked, zone=self.book.zone)

        try:
            entries = self.book.add(change)
        except ValueError as error:
            raise TreefallError(f"That cannot be: {error}.", hint="Nothing was recorded.") from error
        self.lay_aside(person, None)
        return entries

    def to_agree(self, entries: Sequence[Entry]) -> str:
        """Return the lines by which what is newly expected in `entries` is agreed, to paste; "" where nothing is."""
        today = self.book.world.now().astimezone(self.book.zone).date()
        found = [one for one in entries if isinstance(one, Expectation) and one.confirmed is None]
        return message(found[0], today, zone=self.book.zone) if found else ""

    def jargon(self, document: Document, reader: str) -> tuple[str, ...]:
        """Return the terms in `document` that `reader` never used; without somebody, all of them."""
        texts = [said.text for said in document.sentences()]
        if not reader:
            return tuple(dict.fromkeys(term for text in (document.title, *texts) for term in jargon(text)))
        return unfamiliar(self.book.said(), reader, document.title, *texts)

    def lay_aside(self, person: str, answers: Mapping[str, Any] | None) -> None:
        """Keep `answers` that are not recorded yet, for when the person goes on; None: they are no longer needed."""
        drafts = {name: draft for name, draft in self._kept(_DRAFT).items() if name != people.key(person)}
        self._keep(_DRAFT, drafts if answers is None else {**drafts, people.key(person): dict(answers)})

    def laid_aside(self, person: str) -> Mapping[str, Any]:
        """Return the answers about a 1:1 with `person` that were broken off lately; empty where there are none."""
        draft = self._kept(_DRAFT).get(people.key(person), {})
        with suppress(AttributeError, KeyError, TypeError, ValueError):  # what somebody else wrote there is no answer
            if self.book.world.now() - datetime.fromisoformat(draft["at"]) < _A_WHILE:
                return dict(draft)
        return {}

    def due(self, words: str) -> tuple[str, datetime | None]:
        """Part `words` from the end of the day that they set ("a plan by 30 June"); None where they set none."""
        today = self.book.world.now().astimezone(self.book.zone).date()
        named = _BY.search(words)
        day = said_day(named[1], today, coming=True) if named else None
        if not (named and day):
            return words, None
        return words[: named.start()].rstrip(" ,;") or words, self.book.instant(day, _EVENING)

    def heard(
        self,
        work: Work,
        person: str,
        heard: Heard,
        *,
        said_back: frozenset[str] | None = None,
        words: str = "",
        where: str = "",
    ) -> Reply:
        """Record how far `person` heard of `work`, later than in the 1:1 itself.

        Raises:
            TreefallError: they were never told of it, so they cannot have heard it from the person.
        """
        telling = self.was_told(work, person)

        def change(record: Record) -> Sequence[Entry]:
            return (reply(record, telling, work, heard, said_back=said_back, words=words, where=where),)

        (entry,) = self.book.add(change)
        assert isinstance(entry, Reply)  # noqa: S101 - what `change` makes
        return entry

    def was_told(self, work: Work, person: str) -> Telling:
        """Return when `person` was told of `work` last.

        Raises:
            NotFound: they never were.
        """
        for telling in reversed(told_to(self.book.said(), person)):
            if work.id in telling.about:
                return telling
        hint = f"Record that first: treefall told {work.id[:8]} --to {shlex.quote(person)}"
        raise NotFound(f"{person} was never told of that by you.", hint=hint)

    # --- any time

    def brief(self, work: Work, reader: str = "") -> Document:
        """Return the brief about `work`, for the boss to pass on; with what somebody allowed `reader` to read.

        Raises:
            TreefallError: it is private.
        """
        if not may_be_told(work):
            raise TreefallError("That is private: it is in no text for others.", hint="Choose another: treefall list")
        return brief(self.book.said(), self._told_of(work), subject=self.me(), zone=self.book.zone, reader=reader)

    def catch_up(self, person: str) -> Document:
        """Return what `person`, who took somebody's place, should know first.

        Raises:
            NotFound: they follow nobody.
        """
        record, judgement, period = self._now()
        text = catch_up(record, judgement, person, subject=self.me(), zone=self.book.zone, period=period)
        if text is None:
            hint = f"Say whose place they took: treefall people {shlex.quote(person)} --follows NAME"
            raise NotFound(f"{person} follows nobody.", hint=hint)
        return text

    def given(self, work: Work, person: str) -> Telling:
        """Record that `person` got the brief about `work`."""
        entries = self.book.add(lambda record: told(record, [work], person, "brief"))
        return next(entry for entry in entries if isinstance(entry, Telling))

    def standup(self, since: date | None = None, *, as_colleague: bool = False) -> Document:
        """Return the lines for a stand-up: what moved since the day `since`, by default the last working day."""
        record, judgement, _ = self._now()
        start = self.book.instant(since) if since else last_workday(record.now.astimezone(self.book.zone))
        period = Period(min(start.astimezone(record.now.tzinfo), record.now), record.now + timedelta(seconds=1))
        subject = (self.me() or "A colleague") if as_colleague else ""
        return standup(record, judgement, period, subject=subject, zone=self.book.zone)

    def visibility(self, person: str) -> Visibility:
        """Return what `person` knows of my strongest work, and what to do about the rest."""
        record, judgement, period = self._now()
        return gaps.visibility(record, judgement, person, period, self._closing())

    def listening(self) -> tuple[Visibility, ...]:
        """Return that for everybody who listens now, bosses first."""
        record, judgement, period = self._now()
        who, closing = (one for one in people.everybody(record) if people.listens_now(one, record.now)), self._closing()
        return tuple(gaps.visibility(record, judgement, one.name, period, closing) for one in who)

    def guess(self, person: str, known: int) -> Guess:
        """Record how many of my strongest pieces of work I think that `person` knows.

        Raises:
            TreefallError: there are not so many.
        """
        of = len(gaps.strongest(self.book.judgement(), self.book.period()))
        if not 0 <= known <= of:
            raise TreefallError(f"There are {of} of them, not {known}.", hint="Nothing was recorded.")
        (entry,) = self.book.add(lambda record: [gaps.guess(record, person, known, of)])
        assert isinstance(entry, Guess)  # noqa: S101 - what was made
        return entry

    # --- the week

    def week(self) -> Week:
        """Return this week's three minutes."""
        record, judgement, period = self._now()
        boss = people.boss(record)
        who = boss.name if boss else next((telling.to for telling in reversed(record.of(Telling))), "")
        nudge = gaps.visibility(record, judgement, who, period, self._closing()).next if who else None
        waits = (*drifting(record, zone=self.book.zone), *feedback_nudges(record))
        handed_in = sum(one.ruling is Ruling.OPEN for one in record.of(Submission))
        this = week.week(record, judgement, period, nudge=nudge, waits=waits)
        praised = Praising(self.book).count()
        return replace(this, measures=self.measures(), handed_in=handed_in, praised=praised, rehearse=self._rehearse())

    def measures(self) -> tuple[Step, ...]:
        """Return which watched numbers can be measured now that the work has been out for a while, and how."""
        due = Measuring(self.book).due()
        titles = {work.id: work.title for work in self.book.judgement().works} if due else {}
        return tuple(
            Step(
                f"treefall impact measure {one.watch.work[:_SHORT]}",
                f"“{clip(titles[one.watch.work], _WORDS)}” has been out for {one.days} days: what changed?",
            )
            for one in due
        )

    def answer(self, question: WeekQuestion, words: str) -> tuple[Entry, ...]:
        """Record the answer to one of the week's questions; blank: that it was passed over.

        Raises:
            TreefallError: it cannot be understood; nothing was recorded.
        """

        def change(record: Record) -> Sequence[Entry]:
            if not words.strip():
                return (week.passed_over(record, question.slot, question.work.id),)
            match question.slot:
                case "before" | "after":
                    return (week.reading(record, question.work.id, words, question.before),)
                case "brief":
                    return (self._used(record, question.work, words),)
                case _:
                    return answered(record, question.work, question.slot, words)

        try:
            return self.book.add(change)
        except ValueError as error:
            raise TreefallError(f"That was not understood: {error}.", hint="Nothing was recorded.") from error

    def read(self, work: Work, words: str) -> Reading:
        """Record what a metric shows now for `work`: "p95 of checkout: 840 ms, Grafana".

        Raises:
            TreefallError: it cannot be understood; nothing was recorded.
        """
        first = next((one for one in self.book.said().of(Reading) if one.work == work.id), None)
        question = WeekQuestion(work=work, slot="after", ask="", improves="", before=first)
        (entry,) = self.answer(question, words)
        assert isinstance(entry, Reading)  # noqa: S101 - what an answer of this sort makes
        return entry

    def gone_through(self) -> None:
        """Record that the person went through the week."""
        self.book.add(lambda record: [week.gone_through(record)])

    # --- reminders

    def reminders(self) -> tuple[Reminder, ...]:
        """Return what a calendar should remind of."""
        measuring = Measuring(self.book)
        returns = [(due.watch, due.shipped + timedelta(due.days)) for due in (*measuring.due(), *measuring.coming())]
        back = [one.on for one in self._coming_back()]
        return reminders(self.book.said(), self.book.judgement(), self.book.zone, returns, back)

    def next_meetings(self) -> Mapping[str, date]:
        """Return on which day each person is met next who is met on a weekday, by name."""
        return next_meetings(self.book.said(), self.book.zone)

    def undated(self) -> tuple[str, ...]:
        """Return whom I meet in a rhythm that names no weekday."""
        return undated(self.book.said())

    def calendar(self) -> bytes:
        """Return the reminders as a calendar file (RFC 5545)."""
        from .calendar import calendar  # noqa: PLC0415 - its library is heavy

        mine = min((one.address for one in self.book.said().of(Identity) if one.mine), default="me")
        return calendar(self.reminders(), self.book.world.now(), self.book.zone, mine)

    # --- who

    def me(self) -> str:
        """Return the person's own name, as it stands on the address that they use; "" where nobody knows."""
        mine = {address: name for address, name in self.book.mine().items() if name}
        usual = (mine[address] for address in usual_addresses(self.book.settings.home) if address in mine)
        return next(usual, next(iter(mine.values()), ""))

    # --- inside

    def _now(self) -> tuple[Record, Judgement, Period]:
        """Return what was said, what the evidence comes to as texts tell it (see `_told_of`), and what to look at."""
        judgement = self.book.judgement()
        told = judgement if self.book.settings.assistants.tell else judgement.without_tools()
        return self.book.said(), told, self.book.period()

    def _closing(self) -> frozenset[EntryId]:
        return Casing(self.book).closing()

    def _told_of(self, work: Work) -> Work:
        """Return `work` as texts tell it: without its tools, unless the person chose to name them."""
        return work if self.book.settings.assistants.tell else work.without_tools()

    def _next(self, person: str) -> tuple[Work, ...]:
        record, judgement, period = self._now()
        return chosen(record, judgement, person, period, self._closing())

    def _used(self, record: Record, work: Work, words: str) -> Entry:
        given = [one for one in record.of(Telling) if one.channel == "brief" and work.id in one.about]
        if words.strip().casefold() in {"no", "n", "not yet"}:
            return week.passed_over(record, "brief", work.id)
        where = "" if words.strip().casefold() in {"yes", "y"} else words.strip()
        return reply(record, given[-1], work, Heard.PASSED_ON, where=where)

    def _coming_back(self) -> tuple[Due, ...]:
        """Return the questions of a rehearsal that come back, by their day."""
        if not self.book.said().of(Rehearsal):
            return ()
        from .rehearsing import Rehearsing  # noqa: PLC0415 - only whoever rehearsed needs the case and its ladders

        return Rehearsing(self.book).due()

    def _rehearse(self) -> Step | None:
        today = self.book.world.now().astimezone(self.book.zone).date()
        ready = sum(one.on <= today for one in self._coming_back())
        questions = "1 question comes" if ready == 1 else f"{ready} questions come"
        return Step("treefall rehearse", f"Rehearsal: {questions} back, weak last time.") if ready else None

    def _kept(self, name: str) -> dict[str, Any]:
        with suppress(ValueError):
            found = json.loads(kept(self.book.settings.home, name))
            return found if isinstance(found, dict) else {}
        return {}

    def _keep(self, name: str, content: Mapping[str, Any]) -> None:
        keep(self.book.settings.home, name, json.dumps(content).encode())

"""The desk of growth: what is expected, what came back, what others testified, what was learned, what to ask."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from ..errors import NotFound, TreefallError
from ..model import (
    Ask,
    Entry,
    EntryId,
    Evidence,
    Expectation,
    Feedback,
    Judgement,
    Learning,
    Likely,
    Nudge,
    Outcome,
    Record,
    Testimonial,
    Work,
)
from ..value import asking, expectations, feedback, learning, people, testimonials
from .audience import Audience
from .book import Book
from .cache import keep, kept
from .finding import person_of, the_one, words_of

E = TypeVar("E", bound=Entry)
S = TypeVar("S", Feedback, Testimonial)

_PROPOSED = "questions.json"
_MOST_REMEMBERED = 30
_MOST_ASKED = 3
_SHORTEST_BEGINNING = 4  # digits of an id that name an entry


@dataclass(frozen=True, slots=True)
class Growing:
    """What comes back from those who listen, and what I make of it."""

    book: Book

    # --- forward

    def expects(self, name: str, words: str, *, due: date | None = None, on: date | None = None) -> Expectation:
        """Record what `name` expects, in their own words; the same words again are one.

        Raises:
            NotFound: `name` could be several, or looks like somebody known.
            TreefallError: `on` is still to come, or it would be due before it was said.
        """
        name = self._called(name)
        by = self.book.end_of(due) if due else None
        if by and by < self.book.moment(on):
            raise TreefallError("It would have been due before it was said.", hint="Say when it was said by --on.")
        return self._said(lambda record: expectations.expected(record, name, words, by), on, Expectation)

    def expectations(self, name: str = "") -> tuple[Expectation, ...]:
        """Return what is expected and open, by `name` or by anybody, first due first."""
        return expectations.standing(self.book.said(), self._known(name))

    def closed(self, name: str = "") -> tuple[Expectation, ...]:
        """Return what was expected and is met or dropped, by `name` or by anybody, the newest first."""
        return expectations.closed(self.book.said(), self._known(name))

    def expectation(self, ref: str, words: str = "") -> Expectation:
        """Return the expectation whose id `ref` begins, or else the one of the person `ref` that holds `words`.

        Without `words`, the only one that is open.

        Raises:
            NotFound: there is none, or more than one.
        """
        return self._one(Expectation, ref, words, self.expectations)

    def agree(
        self,
        expectation: Expectation,
        *,
        confirmed: bool = False,
        due: date | None = None,
        works: Sequence[Work] = (),
        met: bool | None = None,
        on: date | None = None,
    ) -> Expectation:
        """Record what became of `expectation`: confirmed, due on another day, answered by `works`, met or dropped.

        Raises:
            TreefallError: `on` is still to come, or was before it was said.
        """
        at = self._after(expectation, on)
        return self._amended(
            expectation,
            lambda now: replace(
                now,
                confirmed=at if confirmed else now.confirmed,
                due=self.book.end_of(due) if due else now.due,
                evidence=_and(now.evidence, works),
                closed=now.closed if met is None else at,
                met=now.met if met is None else met,
            ),
        )

    def message(self, expectation: Expectation) -> str:
        """Return the two lines by which `expectation` is agreed, to be pasted."""
        record = self.book.said()
        today = record.now.astimezone(self.book.zone).date()
        return expectations.message(expectation, today, people.heir(record, expectation.person), self.book.zone)

    def answering(self, expectation: Expectation) -> tuple[Work, ...]:
        """Return the work that may answer `expectation` by its words, at most three."""
        return expectations.answering(self.book.said(), self.book.judgement(), expectation)

    # --- backward

    def feedback(
        self, name: str, words: str, *, praise: bool = False, private: bool = False, on: date | None = None
    ) -> Feedback:
        """Record what `name` said of my work, to the letter; the same words again are one.

        Raises:
            NotFound: `name` could be several, or looks like somebody known.
            TreefallError: it is the person themselves, or the day is still to come.
        """
        name = self._somebody_else(name)

        def made(record: Record) -> Feedback:
            said = feedback.said(record, name, words, praise=praise)
            return replace(said, private=private or said.private)

        return self._said(made, on, Feedback)

    def open_feedback(self, name: str = "") -> tuple[Feedback, ...]:
        """Return the criticism of `name`, or of anybody, whose change nobody confirmed yet; the oldest first."""
        return feedback.open_items(self.book.said(), self._known(name))

    def all_feedback(self, name: str = "") -> tuple[Feedback, ...]:
        """Return all that `name`, or anybody, said of my work, the newest first."""
        return self._by(Feedback, name)

    def item(self, ref: str, words: str = "") -> Feedback:
        """Return the feedback whose id `ref` begins, or else that of the person `ref` that holds `words`.

        Raises:
            NotFound: there is none, or more than one.
        """
        return self._one(Feedback, ref, words, self.all_feedback if words else self.open_feedback)

    def follow_up(self, item: Feedback) -> str:
        """Return the question that makes vague feedback usable; "" where it is usable."""
        return feedback.follow_up(item.words, praise=item.praise)

    def act_on(
        self,
        item: Feedback,
        *,
        change: str = "",
        works: Sequence[Work] = (),
        confirmer: str = "",
        asked: bool = False,
        confirmation: str = "",
        private: bool | None = None,
        on: date | None = None,
    ) -> Feedback:
        """Record what I make of `item`, and what came of it; words of a confirmation close it.

        Raises:
            TreefallError: nobody, or only I myself, would confirm it; or the day is still to come.
            NotFound: the confirmer's name could be several.
        """
        confirmer = self._called(confirmer) if confirmer else item.confirmer
        if confirmer and people.is_me(self.book.said(), confirmer):
            raise TreefallError("You cannot confirm that yourself.", hint="Name somebody who would notice: --confirmer")
        if (confirmation or asked) and not confirmer:
            confirmer = item.person
        at = self._after(item, on)
        return self._amended(
            item,
            lambda now: replace(
                now,
                change=change or now.change,
                answered_by=_and(now.answered_by, works),
                confirmer=confirmer,
                asked=at if asked else now.asked,
                confirmed=at if confirmation else now.confirmed,
                confirmation=confirmation or now.confirmation,
                private=now.private if private is None else private,
            ),
        )

    # --- testimonials

    def testimonial(
        self,
        name: str,
        words: str,
        *,
        works: Sequence[Work] = (),
        audiences: Sequence[str] = (),
        place: str = "",
        on: date | None = None,
    ) -> Testimonial:
        """Record the exact words of `name`, and for whom they may be used; the same words again add to that.

        Raises:
            NotFound: `name` could be several, or looks like somebody known.
            TreefallError: it is the person themselves, or the day is still to come.
        """
        name = self._somebody_else(name)

        def made(record: Record) -> Testimonial:
            said = testimonials.testified(record, name, words)
            return replace(
                said,
                about=_and(said.about, works),
                audiences=tuple(dict.fromkeys((*said.audiences, *audiences))),
                place=place or said.place,
            )

        return self._said(made, on, Testimonial)

    def testimonials(self, name: str = "") -> tuple[Testimonial, ...]:
        """Return the words of `name`, or of anybody, the newest first; those without consent too."""
        return self._by(Testimonial, name)

    def testified(self, ref: str, words: str = "") -> Testimonial:
        """Return the testimonial whose id `ref` begins, or else that of the person `ref` that holds `words`.

        Raises:
            NotFound: there is none, or more than one.
        """
        return self._one(Testimonial, ref, words, self.testimonials)

    def allow(
        self,
        testimonial: Testimonial,
        *,
        audiences: Sequence[str] = (),
        works: Sequence[Work] = (),
        consent: bool = True,
    ) -> Testimonial:
        """Record for whom `testimonial` may be used as well, or that it may be used for nobody any more."""
        return self._amended(
            testimonial,
            lambda now: replace(
                now,
                audiences=tuple(dict.fromkeys((*now.audiences, *audiences))),
                about=_and(now.about, works),
                consent=consent,
            ),
        )

    # --- what was learned

    def learned(self, what: str, *, origin: str = "", on: date | None = None, part: bool = False) -> Learning:
        """Record what was learned, and from where; the same again is one.

        Where a certificate on record is meant, it is the proof, and says the day and from where, unless that is said.

        Args:
            what: in words; or the beginning of a certificate's id, or its title.
            origin: from where.
            on: when.
            part: a part of a certificate's title means it, too.

        Raises:
            TreefallError: the day is still to come.
        """
        found = self._certificate(what, part=part)
        words, issuer, proofs = (what, "", ()) if found is None else (found.title, _issuer(found), (found.id,))

        def made(record: Record) -> Learning:
            one = learning.learned(record, words, origin)
            evidence = tuple(dict.fromkeys((*one.evidence, *proofs)))
            return replace(one, origin=origin or one.origin or issuer, evidence=evidence)

        day = found.at.astimezone(self.book.zone).date() if found else None
        return self._said(made, on or day, Learning)

    def certificates(self) -> tuple[Evidence, ...]:
        """Return the certificates on record of which nothing was said, the newest first."""
        return self.book.proofs(one.id for one in learning.unsaid(self.book.said(), self.book.judgement()))

    def learnings(self) -> tuple[Learning, ...]:
        """Return all that was learned, the newest first."""
        return tuple(reversed(self.book.said().of(Learning)))

    def learning(self, ref: str) -> Learning:
        """Return what was learned whose id `ref` begins or whose words hold `ref`.

        Raises:
            NotFound: there is nothing like that, or more than one.
        """
        return the_one(ref, self.learnings(), 'Record it first: treefall learned "…" --from "…"')

    def came_of(
        self, learned: Learning, outcome: Outcome | None, consequence: str = "", works: Sequence[Work] = ()
    ) -> Learning:
        """Record what came of `learned`: its outcome and that in words, and the work in which it was used."""
        return self._amended(
            learned,
            lambda now: replace(
                now,
                outcome=outcome or (Outcome.USED if works and not now.outcome else now.outcome),
                consequence=consequence or now.consequence,
                evidence=_and(now.evidence, works),
            ),
        )

    def likely(self) -> tuple[Likely, ...]:
        """Return what was learned, had no consequence yet, and is touched by later work: worth asking about."""
        return learning.likely(self.book.said(), self.book.judgement())

    # --- what to ask

    def questions(self, name: str) -> tuple[Ask, ...]:
        """Return three good questions to put to `name` now; not those that were proposed last.

        Raises:
            NotFound: it is nobody who is known, or could be several.
        """
        name = Audience(self.book).known(name)
        proposed = self._proposed()
        shown = proposed.get(people.key(name), [])
        found = asking.questions(self.book.said(), self._lately(), name, shown=shown, zone=self.book.zone)
        names = [ask.name for ask in found[:_MOST_ASKED]]
        proposed[people.key(name)] = [*(one for one in shown if one not in names), *names][-_MOST_REMEMBERED:]
        keep(self.book.settings.home, _PROPOSED, json.dumps(proposed).encode())
        return found[:_MOST_ASKED]

    def asked(self, name: str, which: Sequence[int]) -> tuple[Ask, ...]:
        """Record that the questions of these numbers in the last list for `name` were put to them.

        Raises:
            NotFound: the last list has no such number, or there is no list.
        """
        name = Audience(self.book).known(name)
        last = self._proposed().get(people.key(name), [])[-_MOST_ASKED:]
        record = self.book.said()
        found = {ask.name: ask for ask in asking.questions(record, self._lately(), name, zone=self.book.zone)}
        if not all(0 < number <= len(last) for number in which):
            raise NotFound("The last list has no such number.", hint=f"treefall questions {people.pasted(name)}")
        chosen = [found.get(last[number - 1], Ask(last[number - 1], "", "")) for number in which]
        self.book.add(lambda now: [asking.asked(now, name, ask.name, ask.about) for ask in chosen])
        return tuple(chosen)

    def nudges(self, name: str = "") -> tuple[Nudge, ...]:
        """Return what is open with `name`, or with anybody: expectations that drift, then feedback that waits."""
        return (*self.drifting(name), *self.feedback_nudges(name))

    def drifting(self, name: str = "") -> tuple[Nudge, ...]:
        """Return which expectations of `name`, or of anybody, drift; the worst first."""
        return expectations.drifting(self.book.said(), self._known(name), self.book.zone)

    def feedback_nudges(self, name: str = "") -> tuple[Nudge, ...]:
        """Return what each open piece of criticism waits for, and who was not asked for any for five weeks."""
        return feedback.nudges(self.book.said(), self._known(name))

    def of_id(self, noun: type[E], beginning: str) -> E | None:
        """Return the only entry of `noun` whose id begins so, if there is one: at least four digits."""
        found = [one for one in self.book.said().of(noun) if one.id.startswith(beginning.lower())]
        return found[0] if len(found) == 1 and len(beginning) >= _SHORTEST_BEGINNING else None

    def mentioned(self, noun: type[E], name: str, words: str) -> E | None:
        """Return the only entry of `noun` by `name` of which `words` are a part: it is meant, and nothing is new."""
        known = people.found(self.book.said(), name).name
        said = (one for one in self.book.said().of(noun) if known and people.same_person(person_of(one), known))
        found = [one for one in said if people.key(words) in people.key(words_of(one)) != people.key(words)]
        return found[0] if len(found) == 1 else None

    def titles(self, ids: Sequence[EntryId]) -> tuple[str, ...]:
        """Return what the pieces of work of `ids` are called, in the judgement's order; other ids are left out."""
        return tuple(work.title for work in self.book.judgement().works if work.id in ids)

    # --- inside

    def _lately(self) -> Judgement:
        """Return the work of the last twelve months: nobody is asked about what is long past."""
        return self.book.judgement().during(self.book.period())

    def _certificate(self, ref: str, *, part: bool) -> Evidence | None:
        """Return the only certificate, of which nothing was said, that `ref` means; None where it means none."""
        among, said = self.certificates(), people.key(ref)
        meant = [one for one in among if len(ref) >= _SHORTEST_BEGINNING and one.id.startswith(ref.lower())]
        meant = meant or [one for one in among if people.key(one.title) == said]
        meant = meant or [one for one in among if part and said in people.key(one.title)]
        return meant[0] if len(meant) == 1 else None

    def _called(self, name: str) -> str:
        return Audience(self.book).called(name)

    def _somebody_else(self, name: str) -> str:
        """Return whom `name` means, where that is not the person."""
        if people.means_me(self.book.said(), name):
            raise TreefallError(
                "Those are your own words: only somebody else can testify or criticise.",
                hint="Say yourself what changed: treefall ask WORK",
            )
        return self._called(name)

    def _known(self, name: str) -> str:
        return Audience(self.book).known(name) if name else ""

    def _by(self, noun: type[S], name: str) -> tuple[S, ...]:
        """Return what stands of `noun` by `name`, or by anybody, the newest first."""
        name = self._known(name)
        said = reversed(self.book.said().of(noun))
        return tuple(one for one in said if not name or people.same_person(one.person, name))

    def _said(self, make: Callable[[Record], E], on: date | None, noun: type[E]) -> E:
        """Write what `make` makes of what stands at the moment of `on`; a day that is named wins over the first one."""
        at = self.book.moment(on)

        def change(record: Record) -> Sequence[Entry]:
            made = make(replace(record, now=at))
            return (replace(made, at=at) if on else made,)

        return next(one for one in self.book.add(change) if isinstance(one, noun))

    def _amended(self, entry: E, change: Callable[[E], E]) -> E:
        """Write what `change` makes of `entry` as it stands by then."""

        def amended(record: Record) -> Sequence[E]:
            return (change(next((one for one in record.of(type(entry)) if one.id == entry.id), entry)),)

        return next(one for one in self.book.add(amended) if isinstance(one, type(entry)))

    def _after(self, entry: Entry, on: date | None) -> datetime:
        """Return the moment of `on`, which cannot be before `entry` was said; on the very day it is just after it."""
        at = self.book.moment(on)
        if at >= entry.at:
            return at
        if on and self.book.moment(on).date() == entry.at.date():
            return entry.at
        raise TreefallError(f"{on} was before it was said.", hint="Name a later day by --on.")

    def _one(self, noun: type[E], ref: str, words: str, among: Callable[[str], Sequence[E]]) -> E:
        """Return the entry of `noun` whose id `ref` begins, or else the one of the person `ref` that holds `words`."""
        if not words and (one := self.of_id(noun, ref)):
            return one
        name = self._known(ref)
        return the_one(words, among(name), f"See what there is: treefall people {people.pasted(name)}")

    def _proposed(self) -> dict[str, list[str]]:
        """Return the names of the questions that were proposed for each person, the latest last."""
        with suppress(ValueError, AttributeError, TypeError):
            found = json.loads(kept(self.book.settings.home, _PROPOSED))
            return {str(name): [str(one) for one in shown] for name, shown in found.items()}
        return {}


def _issuer(certificate: Evidence) -> str:
    return str(certificate.facts.get("issuer", ""))


def _and(ids: tuple[EntryId, ...], works: Sequence[Work]) -> tuple[EntryId, ...]:
    return tuple(dict.fromkeys((*ids, *(work.id for work in works))))

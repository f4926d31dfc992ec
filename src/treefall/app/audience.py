"""The desk of the audience: who listens, what each cares about, what the business wants, and what serves it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from ..errors import NotFound, TreefallError
from ..model import (
    Aim,
    Entry,
    Evidence,
    Goal,
    Listens,
    Nudge,
    Period,
    Person,
    Portrait,
    Priority,
    Ranked,
    Record,
    Rhythm,
    Suggestion,
    Term,
    Unserved,
    Work,
    entry_id,
)
from ..value import alignment, expectations, feedback, people, testimonials, vocabulary
from ..value.handover import handover
from ..value.reminders import no_time
from ..value.visibility import may_be_told, told
from .book import Book
from .finding import the_one
from .naming import number

E = TypeVar("E", bound=Entry)

_STRONGEST = 15  # pieces of work whose words are looked at for terms
_MOST_TERMS = 5
_MOST_MATTERING = 3
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who listen, and why they would."""

    book: Book

    # --- people

    def called(self, name: str) -> str:
        """Return whom `name` means, as the ledger calls them; a wholly new name comes back as it is.

        Raises:
            NotFound: it could be several, or looks like somebody known.
        """
        found = people.found(self.book.said(), name)
        if found.ambiguous:
            raise NotFound(f"{name} could be {_or(found.perhaps)}.", hint="Write more of the name.")
        if found.perhaps:
            raise NotFound(
                f"Nobody is called {name}. Do you mean {_or(found.perhaps)}?",
                hint=f"If it is somebody new: treefall people {people.pasted(name)} --as peer",
            )
        return found.name or " ".join(name.split())

    def known(self, name: str) -> str:
        """Return whom `name` means, as `called` does.

        Raises:
            NotFound: it is nobody who is known.
        """
        called = self.called(name)
        if not people.found(self.book.said(), called).name:
            raise NotFound(
                f"Nobody is called {name}.", hint=f"Say who it is: treefall people {people.pasted(name)} --as boss"
            )
        return called

    def people(self) -> tuple[Portrait, ...]:
        """Return everybody who listens: bosses first, those who left last."""
        return tuple(self._portrait(self.book.said(), one) for one in people.everybody(self.book.said()))

    def portrait(self, name: str) -> Portrait:
        """Return all that is known about `name`: what they care about and expect, and what is open with them.

        What matters to them and was not told yet is of the last twelve months.

        Raises:
            NotFound: it is nobody who is known, or could be several.
        """
        record = self.book.said()
        one = self._portrait(record, people.card(record, self.known(name)))
        if not people.listens_now(one.person, record.now):
            return one
        part = self.book.judgement().during(self.book.period())
        ranked = alignment.for_audience(record, part, one.person.name)
        heard = {work for telling in told(record, one.person.name) for work in telling.about}
        untold = tuple(each for each in ranked if each.work.id not in heard and (each.serves or each.perhaps))
        return replace(one, mattering=untold[:_MOST_MATTERING], unfamiliar=self.unfamiliar(one.person.name))

    def person(
        self,
        name: str,
        *,
        listens: Listens | None = None,
        reports_to: str | None = None,
        rhythm: str | None = None,
        notes: str | None = None,
        follows: str = "",
        left: bool = False,
        on: date | None = None,
    ) -> Person:
        """Record who somebody is; what is None stays as it is.

        Who `follows` another takes their place from `on`: their role, their boss, and what that one had confirmed.
        With `left` they listen no more, from `on`.

        Raises:
            NotFound: `name` could be several or looks like somebody known, or nobody is called `follows`.
            TreefallError: they would be their own boss or heir, no day has that time, or the day is still to come.
        """
        name = self._new_or_known(name, new=listens is not None or bool(follows))
        above, before = self.called(reports_to) if reports_to else reports_to, self.known(follows) if follows else ""
        if any(people.same_person(name, one) for one in (above, before) if one):
            raise TreefallError(f"{name} cannot be their own boss or heir.", hint="Name somebody else.")
        if rhythm and (wrong := no_time(rhythm)):
            raise TreefallError(
                f"{wrong} is no time of the day.", hint='Say it like "Thursdays at 14:00", or without a time.'
            )
        since = self.book.moment(on)

        def change(record: Record) -> Sequence[Entry]:
            card, old = people.own_card(record, name), people.own_card(record, before) if before else None
            if old:
                card = people.following(card, old)
            card = replace(
                card,
                listens=listens or card.listens,
                reports_to=card.reports_to if above is None else above,
                rhythm=card.rhythm if rhythm is None else rhythm,
                notes=card.notes if notes is None else notes,
                left=since if left else None if listens or follows else card.left,
            )
            return (card, replace(old, left=since)) if old else (card,)

        return _first(self.book.add(change), Person)

    def rhythms(self, path: Path | None = None) -> tuple[Rhythm, ...]:
        """Return whom the calendar file at `path` shows regular 1:1s with, and how often; None: those on record.

        Raises:
            TreefallError: it cannot be read.
        """
        from .rhythm import lately, on_record, rhythms  # noqa: PLC0415 - few ask a calendar

        record = self.book.said()
        if path:
            return rhythms(path, record, self.book.zone)
        return on_record(self.book.ledger.entries(Evidence, since=lately(record.now)), record, self.book.zone)

    # --- what they care about

    def cares(self, name: str, words: str, *, place: str = "", on: date | None = None) -> Priority:
        """Record what `name` cares about, in their own words, with the place and the day; the same again is one.

        Raises:
            NotFound: `name` could be several, or looks like somebody known.
            TreefallError: the day is still to come.
        """
        name, at = self.called(name), self.book.moment(on)
        id_ = entry_id("priority", people.key(name), people.key(words) or words)

        def change(record: Record) -> Sequence[Entry]:
            stood = next((one for one in record.of(Priority) if one.id == id_), None)
            said = Priority(id=id_, at=at, person=name, words=words, place=place)
            return (
                replace(said, at=at if on or not stood else stood.at, place=place or (stood.place if stood else "")),
            )

        return _first(self.book.add(change), Priority)

    def cares_no_more(self, name: str, ref: str, *, on: date | None = None) -> Priority:
        """Record that something is no priority of `name` any more; what served it did so all the same.

        Raises:
            NotFound: they care about nothing like that, or about several such things.
        """
        name = self.known(name)
        one = the_one(ref, self.priorities(name), f"See what they care about: treefall cares {people.pasted(name)}")
        return _first(self.book.add(lambda _record: (replace(one, ended=self.book.moment(on)),)), Priority)

    def priorities(self, name: str = "") -> tuple[Priority, ...]:
        """Return what `name`, or everybody, cares about now, the newest first."""
        return alignment.priorities(self.book.said(), name)

    def goal(
        self, words: str, *, since: date | None = None, until: date | None = None, measure: str = "", place: str = ""
    ) -> Goal:
        """Record what the business wants; the same words again change its days and its measure.

        Raises:
            TreefallError: it would end before it begins.
        """
        id_ = entry_id("goal", people.key(words) or words)

        def change(record: Record) -> Sequence[Entry]:
            stood = next((one for one in record.of(Goal) if one.id == id_), Goal(id=id_, at=record.now, words=words))
            return (
                replace(
                    stood,
                    at=self.book.instant(since) if since else stood.at,
                    until=self.book.end_of(until) if until else stood.until,
                    measure=measure or stood.measure,
                    place=place or stood.place,
                ),
            )

        try:
            return _first(self.book.add(change), Goal)
        except ValueError as error:
            raise TreefallError(f"That cannot be: {error}.", hint="Say since when by --since.") from error

    def goals(self, *, over: bool = False) -> tuple[Goal, ...]:
        """Return what the business wants, the newest first; with `over`, what it once wanted too."""
        record = self.book.said()
        return tuple(reversed(record.of(Goal))) if over else alignment.goals(record)

    # --- what serves what

    def suggested(self, work: Work, name: str = "") -> tuple[Suggestion, ...]:
        """Return what `work` may serve, by words, the likeliest first: at most three, to be confirmed.

        How rare a word is, is seen among the work of the last twelve months, or of those up to the end of `work`.
        """
        now = self.book.period()
        year = now if now.meets(work.start, work.end) else Period(work.end - (now.end - now.start), work.end + _MOMENT)
        return alignment.suggested(self.book.said(), self.book.judgement().during(year), work, name)

    def aims(self) -> tuple[Aim, ...]:
        """Return what anybody who listens, or the business, named and is not over."""
        return alignment.aims(self.book.said())

    def served(self, work: Work) -> tuple[Aim, ...]:
        """Return what `work` serves, as was confirmed."""
        return alignment.served(self.book.said(), work.id)

    def serves(self, work: Work, ref: str, *, holds: bool = True) -> Aim:
        """Record that `work` serves what `ref` names by its id or its words, or that it does not; return that.

        Raises:
            NotFound: nobody named anything like that, or several such things were.
        """
        named = self.served(work) if not holds else ()
        aims = tuple({aim.id: aim for aim in (*alignment.aims(self.book.said()), *named)}.values())
        hint = 'Record what somebody cares about: treefall cares NAME "…"'
        aim = the_one(ref, aims, hint)
        self.book.add(lambda record: _unless_said(record, alignment.aligned(record, work.id, aim, holds=holds)))
        return aim

    def ranked(self, name: str) -> tuple[Ranked, ...]:
        """Return the work that may be told, in the order in which it matters to `name`, each with why, and number it.

        It is the work of the last twelve months.

        Raises:
            NotFound: it is nobody who is known, or could be several.
        """
        part = self.book.judgement().during(self.book.period())
        found = alignment.for_audience(self.book.said(), part, self.known(name))
        number([each.work for each in found], self.book.settings.home)
        return found

    def unserved(self, period: Period) -> Unserved:
        """Return the work of `period` that may be told, by whether it serves anything that anybody named.

        What is open, and what serves nothing, is numbered.
        """
        found = alignment.unserved(self.book.said(), self.book.judgement(), period)
        number((*found.perhaps, *found.none), self.book.settings.home)
        return found

    # --- how it is said

    def says(self, name: str, term: str, words: str = "") -> Term:
        """Record how `term` is said to `name`; without `words`: they use the term themselves.

        Raises:
            NotFound: `name` could be several, or looks like somebody known.
        """
        name = self.called(name)
        said = self.book.add(lambda record: _unless_said(record, vocabulary.decided(record, name, term, words)))
        return _first(said, Term)

    def terms(self, name: str) -> tuple[Term, ...]:
        """Return how words are said to `name`."""
        return vocabulary.terms(self.book.said(), name)

    def unfamiliar(self, name: str) -> tuple[str, ...]:
        """Return words of my strongest work of the last year that `name` never used, at most five."""
        works = self.book.judgement().during(self.book.period()).works
        titles = (work.title for work in works[:_STRONGEST] if may_be_told(work))
        return vocabulary.unfamiliar(self.book.said(), name, *titles)[:_MOST_TERMS]

    # --- inside

    def _portrait(self, record: Record, person: Person) -> Portrait:
        works = {work.id for work in self.book.judgement().during(self.book.period()).works if may_be_told(work)}
        heard = {work for telling in told(record, person.name) for work in telling.about}
        return Portrait(
            person=person,
            chain=people.chain(record, person.name),
            cares=alignment.priorities(record, person.name),
            told=len(works & heard),
            tellable=len(works),
            expects=expectations.standing(record, person.name),
            feedback=feedback.open_items(record, person.name),
            testimonials=testimonials.of(record, person.name),
            terms=vocabulary.terms(record, person.name),
            nudges=self._nudges(record, person),
            handover=handover(record, person.name),
        )

    def _nudges(self, record: Record, person: Person) -> tuple[Nudge, ...]:
        if not people.listens_now(person, record.now):
            return ()
        drifting = expectations.drifting(record, person.name, self.book.zone)
        return (*drifting, *feedback.nudges(record, person.name))

    def _new_or_known(self, name: str, *, new: bool) -> str:
        """Return whom `name` means; of who is introduced outright, a name that looks like a known one is new."""
        found = people.found(self.book.said(), name)
        return " ".join(name.split()) if new and not found.name and not found.ambiguous else self.called(name)


def _or(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _first(entries: Sequence[Entry], noun: type[E]) -> E:
    return next(one for one in entries if isinstance(one, noun))


def _unless_said(record: Record, entry: Entry) -> Sequence[Entry]:
    """Return `entry`, or what already says the same, so that saying it twice adds nothing."""
    stood = next((one for one in record.of(type(entry)) if one.id == entry.id), None)
    return (stood if stood and replace(entry, at=stood.at) == stood else entry,)

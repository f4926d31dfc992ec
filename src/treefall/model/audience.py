"""What is found out about those who listen: values, computed each time and never stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from .conversation import Expectation, Feedback, Goal, Learning, Person, Priority, Term, Testimonial
from .entries import EntryId
from .values import Step, Work

Aim: TypeAlias = Priority | Goal
"""What a piece of work may serve: what somebody cares about, or what the business wants."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a name means.

    Attributes:
        name: as it stands in the ledger, or "" where nobody is surely meant.
        perhaps: who may be meant then, the likeliest first; empty where the name is wholly new.
        ambiguous: whether the name is a part of several known ones, and not only like them.
    """

    name: str
    perhaps: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a piece of work may serve, and the words that make it likely, as they stand in the work."""

    aim: Aim
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A piece of work as it matters to somebody.

    Attributes:
        work: the piece of work.
        why: one clause, in the words of what it serves; "" where it serves nothing that was named.
        serves: what it serves as the person confirmed, the listener's own priorities first.
        perhaps: what it may serve, not decided yet; at most three.
    """

    work: Work
    why: str = ""
    serves: tuple[Aim, ...] = ()
    perhaps: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Unserved:
    """The pieces of work of a period by what they serve: each is in one of the three, in the judgement's order.

    Attributes:
        none: nothing that anybody named.
        perhaps: something may fit and was not decided.
        served: as the person confirmed.
    """

    none: tuple[Work, ...]
    perhaps: tuple[Work, ...]
    served: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A good question to put to somebody.

    Attributes:
        name: stays the same, for `treefall.model.Asked`.
        question: to be said aloud.
        why: what is missing without its answer, one clause.
        about: the piece of work or the entry that it is about, or "".
    """

    name: str
    question: str
    why: str
    about: EntryId = ""


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something that is open with somebody, and the one thing to do about it."""

    person: str
    why: str
    step: Step
    about: EntryId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What one boss leaves to the next, who was told nothing yet.

    Attributes:
        old: who was the boss.
        new: who is.
        since: from when on.
        agreed: what the old one expected and confirmed and is still open, each with its date.
        unconfirmed: what the old one expected, still open and never confirmed: to be agreed anew.
        kept: what the old one confirmed and was met.
        changed: criticism of the old one whose change somebody confirmed.
        cared: what the old one cared about to the end.
    """

    old: Person
    new: Person
    since: datetime
    agreed: tuple[Expectation, ...] = ()
    unconfirmed: tuple[Expectation, ...] = ()
    kept: tuple[Expectation, ...] = ()
    changed: tuple[Feedback, ...] = ()
    cared: tuple[Priority, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """All that is known about one person who listens.

    Attributes:
        person: their card.
        chain: their boss, that one's boss, and so on.
        cares: what they care about now, newest first.
        told: how many of `tellable` pieces of work they were told of.
        tellable: how many may be told.
        mattering: the untold work that matters most to them, at most three.
        expects: what they expect, open, first due first.
        feedback: their criticism that is open, oldest first.
        testimonials: their words that may be used, newest first.
        terms: how words are said to them.
        unfamiliar: words of my strongest work that they never used.
        nudges: what is open with them, worst first.
        handover: what their predecessor left, where they follow somebody.
    """

    person: Person
    chain: tuple[Person, ...] = ()
    cares: tuple[Priority, ...] = ()
    told: int = 0
    tellable: int = 0
    mattering: tuple[Ranked, ...] = ()
    expects: tuple[Expectation, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    testimonials: tuple[Testimonial, ...] = ()
    terms: tuple[Term, ...] = ()
    unfamiliar: tuple[str, ...] = ()
    nudges: tuple[Nudge, ...] = ()
    handover: Handover | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often somebody is met, as a calendar shows it.

    Attributes:
        name: who, as the ledger calls them, else as the calendar does.
        words: "Thursdays", "every second Thursday", "monthly".
        title: of the meeting.
        known: whether they are known to listen.
    """

    name: str
    words: str
    title: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Likely:
    """Something learned without a consequence so far, and later work that touches its topic."""

    learning: Learning
    work: Work

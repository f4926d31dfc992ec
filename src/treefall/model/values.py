"""What entries are gathered into and come to: values, computed each time and never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from .entries import (
    Accomplishment,
    Entry,
    EntryId,
    Evidence,
    Heard,
    Identity,
    Impact,
    Kind,
    State,
    Telling,
    Withdrawal,
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that a source could not turn into evidence: counted and shown, never fatal.

    Attributes:
        source: name of the source.
        where: the place and the record, as the person can find it.
        why: one clause.
    """

    source: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a source found in one go, and where to go on from once this is written (None: not yet anywhere)."""

    entries: tuple[Entry, ...]
    rejected: tuple[Rejected, ...] = ()
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open span of time: start <= t < end; both aware, in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"a period cannot end before it starts: {self.start} .. {self.end}")

    def __contains__(self, at: datetime) -> bool:
        """Say whether `at` lies in the period."""
        return self.start <= at < self.end

    def meets(self, start: datetime, end: datetime) -> bool:
        """Say whether anything from `start` to `end` (both included) lies in the period."""
        return start < self.end and end >= self.start


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Record:
    """All that stands in one person's ledger at one moment: what every pure function reads.

    Attributes:
        entries: as they stand, oldest first; withdrawn ones included.
        now: the moment; aware, UTC.
    """

    entries: tuple[Entry, ...]
    now: datetime

    @cached_property
    def withdrawn(self) -> frozenset[EntryId]:
        """Return the ids of what no longer counts."""
        return frozenset(e.of for e in self.entries if isinstance(e, Withdrawal) and e.holds)

    @cached_property
    def _by_type(self) -> Mapping[type[Entry], tuple[Entry, ...]]:
        found: dict[type[Entry], list[Entry]] = {}
        for entry in self.entries:
            if entry.id not in self.withdrawn:
                found.setdefault(type(entry), []).append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """Return the entries of exactly `kind` that count, oldest first."""
        return self._by_type.get(kind, ())  # type: ignore[return-value]  # keyed by the type itself

    @cached_property
    def identities(self) -> Mapping[str, bool]:
        """Return every address that the person decided on, normalised: True where it is theirs."""
        return {identity.address: identity.mine for identity in self.of(Identity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A piece of evidence as it is shown beside the work that it backs (fields as in `Evidence`).

    Attributes:
        people: display names of who made it.
        state: how the change that it shows stands: done where it or a copy of it is on a main or release branch and
            was not taken back. What no branch holds, a note, has happened and is done.
        copy: it is the very same change as an earlier piece of evidence of its work (picked, rebased, squashed, made
            again after it was taken back).
    """

    id: EntryId
    source: str
    origin: str
    native: str
    title: str
    at: datetime
    people: tuple[str, ...] = ()
    url: str | None = None
    private: bool = False
    state: State = State.DONE
    copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A piece of work: a candidate, or, once the person acted on it, an accomplishment.

    Attributes:
        id: named after its anchor, its earliest evidence (`entry_id("work", anchor)`); kept when it grows.
        title: what it does for its reader, at most 70 characters.
        kind: what sort of work it is.
        state: how it stands.
        start: its first evidence; aware, UTC.
        end: its last evidence; `start` <= `end`.
        reasons: why it stands where it does, the weightiest first, in words a person would use.
        credited: display names of the others who made it.
        evidence: oldest first, at least one.
        weight: higher stands higher; only an order, never shown.
        accepted: the person acted on it.
        pulls: the numbers of its pull requests, in their order.
    """

    id: EntryId
    title: str
    kind: Kind
    state: State
    start: datetime
    end: datetime
    reasons: tuple[str, ...]
    credited: tuple[str, ...]
    evidence: tuple[Seen, ...]
    weight: float
    accepted: bool = False
    pulls: tuple[str, ...] = ()

    @property
    def originals(self) -> tuple[Seen, ...]:
        """Return the evidence without copies: every change once, oldest first."""
        return tuple(seen for seen in self.evidence if not seen.copy)

    @property
    def changes(self) -> int:
        """Return how many different changes of a repository the work consists of, >= 0."""
        return sum(seen.source == "git" for seen in self.originals)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of evidence that makes no work of mine, and why, in a word or two that can be counted."""

    evidence: Seen
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a record's evidence comes to.

    Attributes:
        works: the pieces of work, the weightiest first.
        left_out: the rest, oldest first.
    """

    works: tuple[Work, ...]
    left_out: tuple[LeftOut, ...]

    def during(self, period: Period) -> "Judgement":
        """Return the part that lies in `period`, in the same order."""
        return Judgement(
            tuple(w for w in self.works if period.meets(w.start, w.end)),
            tuple(out for out in self.left_out if out.evidence.at in period),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What is still open about a piece of work.

    Attributes:
        slot: which field the answer fills.
        ask: the question, one line.
        improves: which sentence of which text the answer makes possible.
    """

    slot: str
    ask: str
    improves: str


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do next.

    Attributes:
        command: a line to paste.
        why: what it is good for, one clause.
    """

    command: str
    why: str


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who was told: how many pieces of work they heard of, and when they heard last (aware, UTC).

    Of `understood` of them they said something back, or did more.
    """

    person: str
    heard: int
    last: datetime
    understood: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that the first screen says.

    Attributes:
        mine: who the person is, as they should read it; empty where nobody knows yet.
        not_mine: who could be taken for them and is somebody else.
        period: what the rest is about.
        places: repositories and other places that were read.
        commits: different changes that the pieces of work consist of; copies of one count once.
        works: the strongest pieces of work, at most fifteen, numbered from 1 on every screen.
        total: pieces of work in the period; >= the length of `works`.
        left_out: why evidence makes no work, and how many pieces, the most frequent first.
        rejected: records that could not be read.
        heard: how far each of `works` was heard, by whoever heard most of it; those that nobody was told are left out.
        untold: pieces of work in the period that may be told and that nobody was told about.
        tellable: pieces of work in the period that may be told (private ones may not).
        since: the last time that anybody was told anything; None where nobody ever was.
        new: tellable pieces of work in the period that had begun by `since` and went on after it.
        begun: tellable pieces of work in the period that began after `since`; both are empty where that is None.
        listeners: who has heard of how many of the `tellable`, the most first; empty where nobody has of any.
        silent: whole months of the period, after the first evidence there is, in which nothing is on record: their
            first days, in order.
        next: the one next step.
    """

    mine: tuple[str, ...]
    not_mine: tuple[str, ...]
    period: Period
    places: int
    commits: int
    works: tuple[Work, ...]
    total: int
    left_out: tuple[tuple[str, int], ...]
    rejected: tuple[Rejected, ...]
    heard: Mapping[EntryId, Heard]
    untold: int
    tellable: int
    since: datetime | None
    new: frozenset[EntryId]
    begun: frozenset[EntryId]
    listeners: tuple[Listener, ...]
    silent: tuple[date, ...]
    next: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known about one piece of work.

    Attributes:
        work: the piece of work.
        accomplishment: what the person stands by of it; None while it is only proposed.
        impact: what it changed, as surely as anybody knows; None while nobody said.
        evidence: its proofs, oldest first.
        tellings: who was told of it, oldest first.
        questions: what is still open, at most three.
    """

    work: Work
    accomplishment: Accomplishment | None
    impact: Impact | None
    evidence: tuple[Evidence, ...]
    tellings: tuple[Telling, ...]
    questions: tuple[Question, ...]

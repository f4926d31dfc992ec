"""What entries are gathered into and come to: values, computed each time and never stored."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING, TypeVar

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

if TYPE_CHECKING:
    from .conversation import Testimonial


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
        tools: display names of the tools that had a part in it, such as assistants that write code.
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
    tools: tuple[str, ...] = ()


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
    def tools(self) -> tuple[str, ...]:
        """Return the tools that had a part in it, such as assistants that write code, each once."""
        return tuple(dict.fromkeys(tool for seen in self.originals for tool in seen.tools))

    @property
    def changes(self) -> int:
        """Return how many different changes of a repository the work consists of, >= 0."""
        return sum(seen.source == "git" for seen in self.originals)

    def without_tools(self) -> "Work":
        """Return the same work, with nothing of the tools that had a part in it."""
        if not any(seen.tools for seen in self.evidence):
            return self
        return replace(self, evidence=tuple(replace(seen, tools=()) for seen in self.evidence))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of evidence that makes no work of mine, and why, in a word or two that can be counted."""

    evidence: Seen
    why: str


@dataclass(frozen=True)
class Judgement:
    """What a record's evidence comes to.

    Attributes:
        works: the pieces of work, the weightiest first.
        left_out: the rest, oldest first.
    """

    works: tuple[Work, ...]
    left_out: tuple[LeftOut, ...]

    def work(self, id_: EntryId) -> Work | None:
        """Return the piece of work of that id; None where there is none."""
        return self._by_id.get(id_)

    def backed_by(self, id_: EntryId) -> Work | None:
        """Return the piece of work that the evidence of that id backs; None where it backs none."""
        return self._backed.get(id_)

    def during(self, period: Period) -> "Judgement":
        """Return the part that lies in `period`, in the same order."""
        ends, places = self._ending
        later = places[bisect_left(ends, period.start) :]
        first, last = (bisect_left(self._left_at, at) for at in (period.start, period.end))
        return Judgement(
            tuple(self.works[place] for place in sorted(later) if self.works[place].start < period.end),
            self.left_out[first:last],
        )

    def without_tools(self) -> "Judgement":
        """Return the same, with nothing of the tools that had a part in the work."""
        return self._plain

    # A life's work is looked at again with every page and every question: what follows is found once.

    @cached_property
    def _by_id(self) -> Mapping[EntryId, Work]:
        return {work.id: work for work in self.works}

    @cached_property
    def _backed(self) -> Mapping[EntryId, Work]:
        return {seen.id: work for work in self.works for seen in work.evidence}

    @cached_property
    def _ending(self) -> tuple[Sequence[datetime], Sequence[int]]:
        """Return when the works end, the earliest first, and the place of each among them."""
        places = sorted(range(len(self.works)), key=lambda place: self.works[place].end)
        return [self.works[place].end for place in places], places

    @cached_property
    def _left_at(self) -> Sequence[datetime]:
        return [out.evidence.at for out in self.left_out]

    @cached_property
    def _plain(self) -> "Judgement":
        works = tuple(work.without_tools() for work in self.works)
        return self if all(map(is_, works, self.works)) else replace(self, works=works)


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
        avoided: what it kept from happening, as a range with what it assumes; None where nobody reckoned it.
        worth: what that is worth, likewise.
        testimonials: others' exact words about it that may be used, the newest first.
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
    avoided: Impact | None = None
    worth: Impact | None = None
    testimonials: "tuple[Testimonial, ...]" = ()

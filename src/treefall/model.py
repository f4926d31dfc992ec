"""The nouns of Treefall: immutable, dated entries of one person's ledger, and the values computed from them.

Entries come in families, told apart by who speaks:

* observed by a source:  `Evidence`, `Standing`, `Tie`
* decided by the person: `Identity`, `Accomplishment`, `Impact`
* said to somebody:      `Telling`
* said no more:          `Withdrawal`

Nothing derived is an entry. What can be computed from entries (`Work`, `Document`, …) is computed by `treefall.value`,
each time, and never stored. All instants are aware and in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from types import MappingProxyType
from typing import TypeAlias, TypeVar

EntryId: TypeAlias = str
Scalar: TypeAlias = str | int | float | bool

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""The instant of an entry that is true at all times (an identity), so that recording it twice says the same."""

_NO_OFFSET = timedelta(0)
_FARTHEST_OFFSET = 24 * 60


def entry_id(*parts: str) -> EntryId:
    """Return the stable name of what `parts` identify: 16 hexadecimal digits (BLAKE2b, 64 bits).

    The same parts give the same id on every machine, so that collecting twice adds nothing and two ledgers merge
    without a clash.

    Raises:
        ValueError: there is no part, or one is empty.
    """
    if not parts or not all(parts):
        raise ValueError(f"every part of an id must say something: {parts!r}")
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Kind(StrEnum):
    """What sort of work something shows; the words are those that the person reads and writes."""

    CHANGE = "change"
    REVIEW = "review"
    INCIDENT = "incident"
    PREVENTION = "prevention"
    MENTORING = "mentoring"
    DECISION = "decision"
    DOCUMENT = "document"
    MEETING = "meeting"
    PRAISE = "praise"
    LEARNING = "learning"
    NOTE = "note"


class Part(StrEnum):
    """How somebody took part in what a source observed; the first two mean that they made it."""

    AUTHOR = "author"
    CO_AUTHOR = "co-author"
    COMMITTER = "committer"
    REVIEWER = "reviewer"
    REPORTER = "reporter"
    MENTIONED = "mentioned"
    TOOL = "tool"


class Attribution(StrEnum):
    """How surely a change is due to the work, the surest first (`grade` is what a reader sees)."""

    CONTROLLED = "controlled"
    BEFORE_AFTER = "before-after"
    CONTRIBUTED = "contributed"
    CORRELATED = "correlated"
    REPORTED = "reported"
    ESTIMATED = "estimated"
    ASSERTED = "asserted"

    @property
    def grade(self) -> str:
        """Return the letter that a reader sees, "A" (measured with a control) to "F" (asserted)."""
        return _GRADES[self]


_GRADES = MappingProxyType(dict(zip(Attribution, "ABCCDEF", strict=True)))


class State(StrEnum):
    """How a piece of work stands: on a main or release branch, only elsewhere, or undone."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    REVERTED = "reverted"


class Stand(StrEnum):
    """What can become true of a piece of evidence after it happened."""

    LANDED = "landed"  # reached a main or release branch
    RELEASED = "released"  # is contained in a release
    GONE = "gone"  # its source no longer has it (history was rewritten)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger.

    Attributes:
        id: stable name, see `entry_id`.
        at: when it happened (not when it was recorded); aware, UTC.
    """

    id: EntryId
    at: datetime

    def __post_init__(self) -> None:
        """Refuse an empty id and an instant that is not in UTC."""
        if self.at.utcoffset() != _NO_OFFSET:
            raise ValueError(f"{type(self).__name__}.at must be in UTC: {self.at!r}")
        if not self.id:
            raise ValueError(f"{type(self).__name__}.id must not be empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who took part, as the source names them.

    Attributes:
        part: how they took part.
        name: as written there, may be empty.
        address: e-mail address or login as written there, may be empty.
    """

    part: Part
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file of a change.

    Attributes:
        path: its path now, from the top of the repository, with "/".
        added: lines added, >= 0; None for a binary file or where the source cannot say.
        deleted: lines deleted, likewise.
        old: its former path if it was renamed, else "".
    """

    path: str
    added: int | None = None
    deleted: int | None = None
    old: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSummary:
    """What a change touched.

    Attributes:
        count: files touched, >= the length of `changes` (very wide changes keep only their largest files).
        added: lines added in all files together, >= 0.
        deleted: lines deleted in all files together, >= 0.
        changes: the files, in the source's order.
    """

    count: int
    added: int
    deleted: int
    changes: tuple[FileChange, ...] = ()

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be."""
        if self.count < len(self.changes) or self.added < 0 or self.deleted < 0:
            raise ValueError(f"these counts cannot be: {self.count}, {self.added}, {self.deleted}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Entry):
    """Something that happened, as a source saw it. Holds nothing that depends on when or from where it was read.

    Attributes:
        source: name of the source that saw it: "git", "note".
        origin: the very place, the same on every machine: a repository's root commit, a forge's URL.
        native: the place's own name for it: a sha, a pull request's number.
        kind: what sort of work it shows.
        title: one line, in the source's own words; may be empty.
        body: the rest of the words.
        url: where a reader can open it, or None.
        roles: who took part, in the source's order; the author first.
        files: what it touched; None where the source cannot say.
        facts: what else the source knows, by names that its documentation lists.
        private: never leaves in a text for others.
        offset: minutes east of UTC where it happened, -1440 to 1440.
    """

    source: str
    origin: str
    native: str
    kind: Kind
    title: str
    body: str = ""
    url: str | None = None
    roles: tuple[Role, ...] = ()
    files: FileSummary | None = None
    facts: Mapping[str, Scalar] = field(default_factory=dict, hash=False)
    private: bool = False
    offset: int = 0

    def __post_init__(self) -> None:
        """Refuse evidence without a place, and an offset that no clock on Earth has."""
        Entry.__post_init__(self)
        if not (self.source and self.origin and self.native):
            raise ValueError("evidence needs a source, an origin and the place's own name for it")
        if abs(self.offset) > _FARTHEST_OFFSET:
            raise ValueError(f"offset must be within a day: {self.offset}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Entry):
    """What became true of a piece of evidence after it happened; the newest line stands.

    Attributes:
        evidence: of what.
        stand: what became true.
        name: the branch or release, as the source names it; may be empty.
        holds: False where it is true no more.
    """

    evidence: EntryId
    stand: Stand
    name: str = ""
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Entry):
    """Two or more pieces of evidence that a source knows to be the same work under several names.

    Attributes:
        evidence: their ids, in the source's order; at least two.
        why: how the source knows, e.g. "same patch", "squashed".
    """

    evidence: tuple[EntryId, ...]
    why: str

    def __post_init__(self) -> None:
        """Refuse a tie of fewer than two."""
        Entry.__post_init__(self)
        if len(set(self.evidence)) < 2:  # noqa: PLR2004 - two is what a tie is
            raise ValueError("a tie needs at least two pieces of evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Entry):
    """An address of mine, or one that is not: confirmed or rejected by the person, for good.

    Attributes:
        address: normalised (`treefall.value.identity.normal_address`), not empty.
        name: as it was shown when the person decided.
        mine: confirmed, or rejected.
    """

    address: str
    name: str = ""
    mine: bool

    def __post_init__(self) -> None:
        """Refuse an identity without an address: a name alone is nobody's."""
        Entry.__post_init__(self)
        if not self.address:
            raise ValueError("an identity needs an address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accomplishment(Entry):
    """A piece of work that the person stands by, in a reader's words; an empty slot is an open question.

    Attributes:
        title: what it does for its reader.
        evidence: what backs it, the anchor (after which it is named) first; at least one.
        concern: why it worried the business before.
        beneficiary: who was better off.
        response: what I did, and who else.
        lesson: what was learned.
        next: what comes of it next.
    """

    title: str
    evidence: tuple[EntryId, ...]
    concern: str = ""
    beneficiary: str = ""
    response: str = ""
    lesson: str = ""
    next: str = ""

    def __post_init__(self) -> None:
        """Refuse an accomplishment that nothing backs or that has no title."""
        Entry.__post_init__(self)
        if not self.title or not self.evidence:
            raise ValueError("an accomplishment needs a title and evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact(Entry):
    """What a piece of work changed for the business, and how surely.

    Attributes:
        accomplishment: of which piece of work.
        words: the change as it was told; not empty.
        witness: the person, page or system that says so; needed for anything better than asserted.
        attribution: how surely it was this work.
    """

    accomplishment: EntryId
    words: str
    witness: str = ""
    attribution: Attribution = Attribution.ASSERTED

    def __post_init__(self) -> None:
        """Refuse a change without words, and a report by nobody."""
        Entry.__post_init__(self)
        if not self.words:
            raise ValueError("an impact needs words")
        if self.attribution is not Attribution.ASSERTED and not self.witness:
            raise ValueError(f"{self.attribution} needs somebody or something that says so")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Entry):
    """Who was told of which pieces of work, and how. Told is not understood.

    Attributes:
        to: the person, as the person calls them.
        about: pieces of work, at least one.
        channel: "1:1", "chat", "mail", ….
    """

    to: str
    about: tuple[EntryId, ...]
    channel: str = "1:1"

    def __post_init__(self) -> None:
        """Refuse a telling to nobody or about nothing."""
        Entry.__post_init__(self)
        if not self.to or not self.about:
            raise ValueError("a telling needs somebody and something")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Entry):
    """The entry `of` no longer counts; its history stays. `holds` is False where the withdrawal was undone."""

    of: EntryId
    holds: bool = True


ENTRY_TYPES: Mapping[str, type[Entry]] = MappingProxyType(
    {t.__name__.lower(): t for t in (Evidence, Standing, Tie, Identity, Accomplishment, Impact, Telling, Withdrawal)}
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
class Sentence:
    """One sentence, and the entries that back it."""

    text: str
    cites: tuple[EntryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under a label ("Why it mattered"), which may be empty."""

    label: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A place in a document where a slot is empty: its label, the question that fills it, the command that asks it."""

    label: str
    ask: str
    command: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text in no format yet: a title, and blocks in reading order."""

    title: str
    blocks: tuple[Paragraph | OpenSlot, ...]

    def cites(self) -> frozenset[EntryId]:
        """Return every entry that the document rests on."""
        return frozenset(self.proofs())

    def proofs(self) -> Mapping[EntryId, int]:
        """Return the number of every entry that the document rests on: 1, 2, … in the order of their first mention."""
        paragraphs = (block for block in self.blocks if isinstance(block, Paragraph))
        cited = dict.fromkeys(cite for p in paragraphs for sentence in p.sentences for cite in sentence.cites)
        return MappingProxyType({cite: number for number, cite in enumerate(cited, 1)})


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
    """Somebody who was told: how many pieces of work they heard of, and when they heard last (aware, UTC)."""

    person: str
    heard: int
    last: datetime


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
        told: which of `works` somebody was told about.
        untold: pieces of work in the period that may be told and that nobody was told about.
        tellable: pieces of work in the period that may be told (private ones may not).
        since: the last time that anybody was told anything; None where nobody ever was.
        new: tellable pieces of work in the period that had begun by `since` and went on after it.
        begun: tellable pieces of work in the period that began after `since`; both are empty where that is None.
        listeners: who has heard of how many of the `tellable`, the most first; empty where nobody has of any.
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
    told: frozenset[EntryId]
    untold: int
    tellable: int
    since: datetime | None
    new: frozenset[EntryId]
    begun: frozenset[EntryId]
    listeners: tuple[Listener, ...]
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

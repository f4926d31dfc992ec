"""What is written in a ledger: immutable, dated entries, told apart by who speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from types import MappingProxyType
from typing import TypeAlias

EntryId: TypeAlias = str
Scalar: TypeAlias = str | int | float | bool

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""The instant of an entry that is true at all times (an identity), so that recording it twice says the same."""

OWN_WORDS = frozenset({"note", "brags"})
"""Sources of what nobody but the person says: what they jotted down here, or wrote of their work elsewhere."""

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
    VANISHED = "vanished"  # it landed, and the file that it added most to is on no main branch any more


class Heard(StrEnum):
    """How far a piece of work was heard, the least first. Told is not understood."""

    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"
    SAID_BACK = "said back"
    PASSED_ON = "passed on"
    USED = "used in a decision"


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
        if self.at.tzinfo is not UTC and self.at.utcoffset() != _NO_OFFSET:  # the usual one needs no asking
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
        name: the branch, pull request ("#12") or release, as the source names it; may be empty.
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
class Inputs(Entry):
    """Numbers that a claim rests on, kept so that anybody can reckon again; true for ever, so without a time.

    Attributes:
        digest: of the numbers, 32 hexadecimal digits (BLAKE2b).
        content: the numbers by day as canonical JSON, compressed (zlib), in base64.
    """

    digest: str
    content: str


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


class Shape(StrEnum):
    """What the person says that pieces of evidence are, whatever the evidence itself suggests."""

    TOGETHER = "together"  # one piece of work, apart from all others
    DROPPED = "dropped"  # no piece of work, nor what is tied to it later
    COUNTS = "counts"  # work, though it was left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping(Entry):
    """The person's word on pieces of evidence; of several about one the newest stands.

    Attributes:
        evidence: their ids, at least one.
        shape: what they are.
    """

    evidence: tuple[EntryId, ...]
    shape: Shape

    def __post_init__(self) -> None:
        """Refuse a grouping of nothing."""
        Entry.__post_init__(self)
        if not self.evidence:
            raise ValueError("a grouping needs evidence")


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
        sequel: what came of `next` once it was told.
        cause: what of mine had caused the concern, where something had.
    """

    title: str
    evidence: tuple[EntryId, ...]
    concern: str = ""
    beneficiary: str = ""
    response: str = ""
    lesson: str = ""
    next: str = ""
    sequel: str = ""
    cause: str = ""

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
        measurement: the `Measurement` that it sums up; "" where nothing was measured.
    """

    accomplishment: EntryId
    words: str
    witness: str = ""
    attribution: Attribution = Attribution.ASSERTED
    measurement: EntryId = ""

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
        about: pieces of work; at least one, unless a file was handed over.
        channel: "1:1", "chat", "mail", "file", ….
        digest: of the very bytes that were handed over, SHA-256, 64 hexadecimal digits; "" where none were.
        profile: for whom these were redacted (`treefall.model.Profile`), or "".
    """

    to: str
    about: tuple[EntryId, ...]
    channel: str = "1:1"
    digest: str = ""
    profile: str = ""

    def __post_init__(self) -> None:
        """Refuse a telling to nobody or about nothing."""
        Entry.__post_init__(self)
        if not self.to or not (self.about or self.digest):
            raise ValueError("a telling needs somebody and something")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Entry):
    """The entry `of` no longer counts; its history stays. `holds` is False where the withdrawal was undone."""

    of: EntryId
    holds: bool = True

"""What the outside must look like: the only seams of Treefall.

The outside is handed in as a `World`; work comes in through a `Source`, stays in a `Ledger`, and leaves through an
`Output`. A seam is added with its first user, so that none stands here without one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .model import Batch, Document, Entry, EntryId


class Run(Protocol):
    """Runs a program; see `__call__`."""

    def __call__(
        self, argv: Sequence[str], *, stdin: Iterable[bytes] = (), environment: Mapping[str, str] | None = None
    ) -> Iterator[bytes]:
        """Run the program `argv` and yield its standard output in chunks, as they come.

        The program is ended when the iterator is closed early.

        Args:
            argv: the program and its arguments; no shell.
            stdin: what it reads, in chunks; written while its output is read.
            environment: variables to set, on top of the person's own without those that begin with GIT_ (but for
                GIT_CONFIG_GLOBAL: which configuration is the person's own is theirs to say).

        Raises:
            ProgramFailed: it cannot be started, or it ended with a status other than 0 (after all output).
        """
        ...


class ProgramFailed(Exception):
    """A program could not be started (`status` is None) or ended badly.

    Attributes:
        status: its exit status, or None.
        words: the end of what it wrote to standard error, decoded, or why it could not be started.
    """

    def __init__(self, status: int | None, words: str) -> None:
        """Keep the exit status and the program's own words."""
        super().__init__(status, words)
        self.status = status
        self.words = words


@dataclass(frozen=True, slots=True)
class World:
    """The outside, handed in: the only way to a clock and to a program. Travels to worker processes.

    Attributes:
        now: returns the present instant, aware and in UTC.
        run: runs a program.
    """

    now: Callable[[], datetime]
    run: Run


class Source(Protocol):
    """One place where work happens. Implementations are frozen dataclasses, so that they can travel to workers."""

    @property
    def place(self) -> str:
        """Return which place this is on this machine (a path, a URL): the source's cursor belongs to it."""
        ...

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what is new since `cursor` (None: everything), in batches that can be written one by one.

        A batch's cursor says where to go on once everything up to and including that batch is written.

        Raises:
            SourceError: nothing can be read (refused, unreachable, gone).
        """
        ...


class Output(Protocol):
    """A format that a document can be written in."""

    @property
    def suffix(self) -> str:
        """Return the file name's ending, with its dot."""
        ...

    def render(self, document: Document) -> bytes:
        """Return `document` in this format; the same document gives the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ledger as it is exported.

    Attributes:
        id: of which entry.
        number: 1, 2, … among all lines of the id; the highest stands.
        kind: a key of `treefall.model.ENTRY_TYPES`, or "forgotten" for a tombstone.
        written: when the person wrote it (aware, UTC), or None for what a source observed.
        body: the entry as canonical JSON; "" for a tombstone.
    """

    id: EntryId
    number: int
    kind: str
    written: datetime | None
    body: str


class Ledger(Protocol):
    """One person's append-only ledger."""

    def append(
        self,
        entries: Iterable[Entry],
        *,
        cursor: tuple[str, str] | None = None,
        written: datetime | None = None,
        expected: Mapping[EntryId, int] | None = None,
    ) -> tuple[EntryId, ...]:
        """Add `entries` in one transaction and return the ids of those that were new or changed.

        An entry equal to the line that stands adds nothing; one whose id was forgotten adds nothing.

        Args:
            entries: what to add.
            cursor: a source's place and where it left off, moved in the same transaction.
            written: when the person wrote them; None for what was observed.
            expected: for edits, the number of the line that was seen, by id.

        Raises:
            StaleEdit: a line newer than the expected one stands; nothing was added.
            LedgerError: it could not be written; nothing was added.
        """
        ...

    def entries(
        self, *kinds: type[Entry], since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Entry]:
        """Yield the entries that stand, of `kinds` (none: of all), where since <= at < until, oldest first.

        Of an id its newest line stands.
        """
        ...

    def ids(self, beginning: str, limit: int = 20) -> tuple[EntryId, ...]:
        """Return the ids that begin with `beginning`, forgotten ones left out, sorted, at most `limit`.

        Of fewer than four characters, which would name half the ledger, only the very id is returned.
        """
        ...

    def lines(self, *ids: EntryId) -> Iterator[Line]:
        """Yield all lines, tombstones included, of `ids` (none named: of all), sorted by id and number."""
        ...

    def last_written(self) -> tuple[Line, ...]:
        """Return the lines that the person wrote last, all of that one append; none where they wrote nothing."""
        ...

    def merge(self, lines: Iterable[Line]) -> int:
        """Bring in another ledger's lines and return how many were new here.

        Equal lines are one; different lines of an id are ordered by when they were written, and both stay.
        """
        ...

    def forget(self, ids: Iterable[EntryId]) -> int:
        """Erase all lines of `ids` for good, leave a bare tombstone of each, and return how many lines went."""
        ...

    def cursors(self) -> Mapping[str, str]:
        """Return where each source's place left off."""
        ...

    def search(self, words: str, limit: int = 50) -> tuple[EntryId, ...]:
        """Return the ids of entries that hold all of `words` (each also as a beginning), the best first."""
        ...

    def position(self, *kinds: type[Entry]) -> tuple[int, str]:
        """Return the newest line's number and hash, of `kinds` (none named: of all); (0, "") where there is none.

        Both change with every line that is written or erased; the number grows.
        """
        ...

    def check(self) -> Iterator[str]:
        """Yield one line for each broken promise of the ledger; nothing where all hold."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...

"""What the outside must look like: the only seams of Treefall.

The outside is handed in as a `World`; work comes in through a `Source`, stays in a `Ledger`, and leaves through an
`Output`. A seam is added with its first user, so that none stands here without one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from .model import Batch, Entry, EntryId, Evidence

if TYPE_CHECKING:  # nouns that few commands need
    from socket import socket

    from .model import Document, Prompt


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
class Answer:
    """What a server answered.

    Attributes:
        status: of HTTP, 100 to 599; a redirect is an answer like any other.
        headers: by their names in small letters.
        body: as it was before it was packed for the way.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Request(Protocol):
    """Asks a server; see `__call__`."""

    def __call__(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        inside: bool = False,
    ) -> Answer:
        """Send one request and return the answer, whole. Redirects are never followed.

        Args:
            method: "GET", "POST", ….
            url: http or https; without a name or password in it.
            headers: to send besides the usual ones.
            body: to send.
            inside: the host may lie in a private network: only where the person named this very host themselves.

        Raises:
            RequestFailed: there is no whole answer.
        """
        ...


class RequestFailed(Exception):
    """There is no whole answer: the server cannot be reached, took too long, broke off, or must not be asked.

    Attributes:
        words: why, in one clause, without anything that was sent.
        final: trying again would change nothing.
    """

    def __init__(self, words: str, *, final: bool = False) -> None:
        """Keep why, and whether it is worth trying again."""
        super().__init__(words)
        self.words = words
        self.final = final


class Dial(Protocol):
    """Opens a connection; see `__call__`."""

    def __call__(self, host: str, port: int, *, inside: bool = False) -> "socket":
        """Return an encrypted connection to `port` of `host`, who has shown that it is that host.

        Args:
            host: its name, or an address.
            port: that speaks TLS from its first byte on.
            inside: it may lie in a private network: only where the person named this very host themselves.

        Raises:
            RequestFailed: there is none.
        """
        ...


class Secret:
    """A secret that shows itself only where it is asked to: no `repr`, no traceback, no log holds it."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        """Keep `words`."""
        self._words = words

    def reveal(self) -> str:
        """Return the secret itself."""
        return self._words

    def __eq__(self, other: object) -> bool:
        """Say whether both are the same secret."""
        return isinstance(other, Secret) and other._words == self._words

    def __hash__(self) -> int:
        """Agree with `__eq__`."""
        return hash(self._words)

    def __repr__(self) -> str:
        """Say that it is one, and no more."""
        return "Secret(…)"


class Find(Protocol):
    """Finds a secret; see `__call__`."""

    def __call__(self, name: str, *, variables: Sequence[str] = ()) -> Secret | None:
        """Return the secret called `name`, or None where the person has not given it.

        Args:
            name: what it opens ("github.com"): under this name the person's keyring has it, of the service "treefall".
            variables: of the environment; the first that says something goes before the keyring.
        """
        ...


def offline(
    method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"", inside: bool = False
) -> Answer:
    """Refuse every request: the network of a `World` that was made without one.

    Raises:
        RequestFailed: always.
    """
    del method, url, headers, body, inside
    raise RequestFailed("the network is switched off", final=True)


def no_line(host: str, port: int, *, inside: bool = False) -> "socket":
    """Open no connection, as `offline` asks nobody.

    Raises:
        RequestFailed: always.
    """
    del host, port, inside
    raise RequestFailed("the network is switched off", final=True)


def no_secret(name: str, *, variables: Sequence[str] = ()) -> None:
    """Know no secret: those of a `World` that was made without any."""
    del name, variables


def no_rest(seconds: float) -> None:
    """Go on at once: the patience of a `World` that was made without any."""
    del seconds


@dataclass(frozen=True, slots=True)
class World:
    """The outside, handed in: the only way to a clock, a program, the network, a secret. Travels to worker processes.

    Attributes:
        now: returns the present instant, aware and in UTC.
        run: runs a program.
        request: asks a server.
        dial: opens a connection, for what is no request.
        secret: finds a secret.
        rest: waits for some seconds.
    """

    now: Callable[[], datetime]
    run: Run
    request: Request = offline
    dial: Dial = no_line
    secret: Find = no_secret
    rest: Callable[[float], None] = no_rest


class Source(Protocol):
    """One place where work happens. Implementations are frozen dataclasses, so that they can travel to workers.

    One that gives all of its records whenever any has changed says so by an attribute `rereads` that is True: what it
    rejects then takes the place of what it rejected before.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What connecting a place would mean, said before anything is asked of it.

    Attributes:
        where: the very place, as the person knows it.
        reads: what would be read, one clause each.
        leaves: what would not.
        scope: of what: all that the token shows, or only some.
        token: where it comes from, and where it goes.
        needs: what the token must allow, at the least.
    """

    where: str
    reads: tuple[str, ...]
    leaves: tuple[str, ...]
    scope: str
    token: str
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a place answered when it was tried, and what is remembered of it once the person wants it.

    Attributes:
        address: the person's own there: theirs from then on.
        name: as the place shows it.
        token: what the token allows, and what of that is too little or too much, one sentence each.
        what: the kind of thing that is shown, in the place's own word ("merge request").
        page: the newest of what would be read.
        total: how much of that kind there is; >= the length of `page`; None where the place does not say.
        section: the settings' section and the key in it that hold the place.
        settings: what stands there.
    """

    address: str
    name: str
    token: tuple[str, ...]
    what: str
    page: tuple[Evidence, ...]
    total: int | None
    section: tuple[str, str]
    settings: Mapping[str, str | tuple[str, ...]]


class Connection(Protocol):
    """A place that the person may connect; a source that needs one gives it as its function `connection`."""

    def offer(self) -> Offer:
        """Return what connecting it means; the network is not touched."""
        ...

    def tried(self, world: World) -> Tried:
        """Ask the place who the person is, what the token allows, and for a first page.

        Raises:
            SourceError: there is no token, or the place refuses.
        """
        ...


class Output(Protocol):
    """A format that a document can be written in."""

    @property
    def suffix(self) -> str:
        """Return the file name's ending, with its dot."""
        ...

    def render(self, document: "Document") -> bytes:
        """Return `document` in this format; the same document gives the same bytes."""
        ...


class Wording(Protocol):
    """A way to say a text: it is handed words with placeholders, and gives words with placeholders."""

    @property
    def name(self) -> str:
        """Return who is asked, as the person knows it."""
        ...

    def reword(self, prompt: "Prompt") -> str:
        """Return what it answers to `prompt`; nobody checked that yet.

        Raises:
            WordingError: there is no answer, or not in time.
        """
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
        self,
        *kinds: type[Entry],
        but: Collection[type[Entry]] = (),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Entry]:
        """Yield the entries that stand, of `kinds` (none: of all) `but` not those, since <= at < until, oldest first.

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

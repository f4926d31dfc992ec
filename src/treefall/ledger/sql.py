"""The ledger over a database: which lines are written, which stand, and what becomes of them."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

import msgspec

from ..errors import LedgerError, StaleEdit
from ..model import ENTRY_TYPES, Entry, EntryId
from ..ports import Line
from .codec import FORGOTTEN, cursor_digest, digest, dump, happened, instant, kind_of, load, microseconds, plain_of
from .database import Database, Value
from .merge import merged
from .words import cut, words_of

_FAR = 2**63 - 1
_LAST = "\U0010ffff"  # sorts after every character
_TELLING = 4  # characters of an id that tell something
_AT_ONCE = 5_000  # ids in one question: fewer trips, bounded memory
_CLOSE = timedelta(seconds=1)
_TICK = timedelta(microseconds=1)
_RANKED = 2_000  # of more matches only the newest are compared: enough for any reader, and quick for any word

_Said: TypeAlias = tuple[EntryId, str, int, str, str]  # id, kind, at, body, words
_NOTHING = (0, "", None, "")


class _Row(NamedTuple):
    """A line as it is inserted."""

    id: EntryId
    n: int
    kind: str
    at: int
    written: int | None
    body: str
    hash: str
    words: str


class SqlLedger:
    """One owner's lines in a database; see `treefall.ports.Ledger`."""

    def __init__(self, database: Database, owner: str) -> None:
        """Keep `owner`'s lines in `database`, whose tables are there."""
        self._db, self._owner = database, owner

    def append(
        self,
        entries: Iterable[Entry],
        *,
        cursor: tuple[str, str] | None = None,
        written: datetime | None = None,
        expected: Mapping[EntryId, int] | None = None,
    ) -> tuple[EntryId, ...]:
        """Add `entries` in one transaction and return the ids of those that were new or changed.

        Two appends never bear the same `written`: the later one is moved on by microseconds.
        """
        with _uncollected():
            said = [_said(entry) for entry in entries]
            with self._db.writing(self._owner):
                new = self._new(said, written and self._free_instant(written), expected or {})
                self._write(new)
                if cursor:
                    self._run("move_cursor", [(*cursor, cursor_digest(*cursor))])
        return tuple(dict.fromkeys(row.id for row in new))

    def entries(
        self,
        *kinds: type[Entry],
        but: Collection[type[Entry]] = (),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Entry]:
        """Yield the entries that stand, of `kinds` or of all `but` some, since <= at < until, oldest first."""
        names = [kind_of(kind) for kind in kinds]
        if but:
            passed_over = {kind_of(kind) for kind in but}
            names = [kind for kind in names or ENTRY_TYPES if kind not in passed_over]
        rows = self._rows(
            "entries",
            kinds=_json(names),
            since=microseconds(since) if since else -_FAR,
            until=microseconds(until) if until else _FAR,
        )
        found: list[Entry] = []  # all at once: a slow reader holds up nobody who writes
        with _uncollected():
            for line, kind, body in rows:
                try:
                    found.append(load(kind, body))
                except LedgerError as error:
                    raise self._unreadable(line, error) from error
        return iter(found)

    def ids(self, beginning: str, limit: int = 20) -> tuple[EntryId, ...]:
        """Return the ids that begin with `beginning`, sorted; of fewer than four characters only the id itself."""
        if not beginning.isprintable():  # no id is like that, and not every database can be asked
            return ()
        last = beginning + _LAST if len(beginning) >= _TELLING else beginning
        return tuple(id_ for (id_,) in self._rows("ids", first=beginning, last=last, limit=limit))

    def lines(self, *ids: EntryId) -> Iterator[Line]:
        """Yield all lines, tombstones included, of `ids` (none named: of all), sorted by id and number."""
        if not ids:
            return iter([_line(*row) for row in self._rows("lines")])
        return iter([_line(*row) for row in self._rows("lines_of", ids=_json(sorted(set(ids))))])

    def last_written(self) -> tuple[Line, ...]:
        """Return the lines that the person wrote last, together; none where they wrote nothing."""
        return tuple(_line(*row) for row in self._rows("said_last"))

    def merge(self, lines: Iterable[Line]) -> int:
        """Bring in another ledger's lines and return how many were new here."""
        by_id = attrgetter("id")
        theirs = {id_: list(group) for id_, group in groupby(sorted(lines, key=by_id), by_id)}
        new = 0
        forgotten = any(line.kind == FORGOTTEN for history in theirs.values() for line in history)
        with (self._db.erasing if forgotten else self._db.writing)(self._owner):
            for ids in _chunks(theirs):
                ours = {id_: list(group) for id_, group in groupby(self.lines(*ids), by_id)}
                both = {id_: merged(ours.get(id_, []), theirs[id_]) for id_ in ids}
                changed = [id_ for id_ in ids if both[id_] != ours.get(id_)]
                self._erase([id_ for id_ in changed if id_ in ours])
                self._write([_row(line) for id_ in changed for line in both[id_]])
                new += sum(max(1, len(both[id_]) - len(ours.get(id_, ()))) for id_ in changed)
        return new

    def forget(self, ids: Iterable[EntryId]) -> int:
        """Erase all lines of `ids` for good, leave a bare tombstone of each, and return how many lines went."""
        wanted = sorted(set(ids))
        with self._db.erasing(self._owner):
            there = [line for line in self.lines(*wanted) if line.kind != FORGOTTEN] if wanted else []
            self._erase(wanted)
            self._write([_row(Line(id_, 1, FORGOTTEN, None, "")) for id_ in wanted])
        return len(there)

    def cursors(self) -> Mapping[str, str]:
        """Return where each source's place left off."""
        return {place: position for place, position, _ in self._rows("cursors")}

    def search(self, words: str, limit: int = 50) -> tuple[EntryId, ...]:
        """Return the ids of entries that hold all of `words` (each also as a beginning), the best first."""
        wanted = cut(words)
        if not wanted:
            return ()
        found = self._rows("search", query=self._db.query(wanted), newest=_RANKED, limit=_RANKED)
        return tuple(islice(dict.fromkeys(id_ for (id_,) in found), limit))

    def position(self, *kinds: type[Entry]) -> tuple[int, str]:
        """Return the number and the hash of the newest line of `kinds` (none named: of all); (0, "") without any."""
        names = [*map(kind_of, kinds), FORGOTTEN] if kinds else []
        return next(((int(line), str(hash_)) for line, hash_ in self._rows("position", kinds=_json(names))), (0, ""))

    def check(self) -> Iterator[str]:
        """Yield one line for each broken promise of the ledger; nothing where all hold."""
        from .check import broken_promises  # noqa: PLC0415 - only where somebody asks

        return broken_promises(self._db, self._owner)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def _new(self, said: Sequence[_Said], written: datetime | None, expected: Mapping[EntryId, int]) -> list[_Row]:
        """Return the lines that `said` comes to where it says anything new."""
        standing: dict[EntryId, tuple[int, str, int | None, str]] = {}
        for ids in _chunks(dict.fromkeys(id_ for id_, *_ in said)):
            for id_, n, kind, at, hash_ in self._rows("hashes_of", ids=_json(ids)):
                standing[id_] = (0 if kind == FORGOTTEN else n, kind, at, hash_)
        new: list[_Row] = []
        now = None if written is None else microseconds(written)
        seen = dict(expected)
        for id_, kind, instant_, body, words in said:
            n, stands, at, hash_ = standing.get(id_, _NOTHING)
            if (want := seen.pop(id_, None)) is not None and want != n:
                raise StaleEdit(f"{id_} was changed since it was read.", hint="Look at it again, then repeat the edit.")
            if stands == FORGOTTEN or (stands == kind and hash_ == digest(id_, kind, at, body)):
                continue
            hash_ = digest(id_, kind, now, body)
            standing[id_] = (n + 1, kind, now, hash_)
            new.append(_Row(id_, n + 1, kind, instant_, now, body, hash_, words))
        return new

    def _free_instant(self, written: datetime) -> datetime:
        """Return `written`, or the first instant after it that no append bears: a clock may stand still."""
        start, end = microseconds(written), microseconds(written + _CLOSE)
        ((last,),) = self._rows("said_near", start=start, end=end)
        return written if last is None else instant(last) + _TICK

    def _write(self, rows: Sequence[_Row]) -> None:
        """Insert `rows`, those of an id in their order, and let the words of the standing ones be found."""
        standing = {row.id: row for row in rows if row.body}
        self._run("drop_words", [(row.id,) for row in standing.values() if row.n > 1])
        self._run("add_line", [row[:-1] for row in rows])
        self._run("add_words", [(row.id, row.n, row.words) for row in standing.values()])

    def _erase(self, ids: Sequence[EntryId]) -> None:
        rows = [(id_,) for id_ in ids]
        self._run("drop_words", rows)
        self._run("drop_lines", rows)

    def _rows(self, name: str, **values: str | int) -> Iterator[tuple[Any, ...]]:
        return self._db.rows(name, owner=self._owner, **values)

    def _run(self, name: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Run the statements `name` once for each of `rows`, the owner put before its values."""
        if all_rows := [(self._owner, *row) for row in rows]:
            self._db.run(name, all_rows)

    def _unreadable(self, line: int, error: LedgerError) -> LedgerError:
        ((id_, n),) = self._rows("name", line=line)
        return LedgerError(f"Line {n} of {id_} cannot be read: {error}.", hint=error.hint)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold back the search for reference cycles, which entries never make: it takes as long as reading them."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _said(entry: Entry) -> _Said:
    body, plain = dump(entry)
    return entry.id, kind_of(type(entry)), microseconds(entry.at), body, words_of(plain)


def _row(line: Line) -> _Row:
    """Return `line`, which may come from anywhere, as it is inserted.

    Raises:
        LedgerError: it contradicts itself or cannot be read.
    """
    try:
        at = happened(line)
    except LedgerError as error:
        raise LedgerError(f"{line.id} cannot be written: {error}.", hint="Nothing was written.") from error
    written = None if line.written is None else microseconds(line.written)
    hash_ = digest(line.id, line.kind, written, line.body)
    words = words_of(plain_of(line.body)) if line.body else ""
    return _Row(line.id, line.number, line.kind, at, written, line.body, hash_, words)


def _line(id_: EntryId, n: int, kind: str, written: int | None, body: str) -> Line:
    return Line(id_, n, kind, None if written is None else instant(written), body)


def _json(values: Iterable[str]) -> str:
    return msgspec.json.encode(list(values)).decode()


def _chunks(ids: Iterable[EntryId]) -> Iterator[list[EntryId]]:
    left = iter(ids)
    while chunk := list(islice(left, _AT_ONCE)):
        yield chunk

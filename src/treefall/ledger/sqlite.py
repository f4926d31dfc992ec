"""The ledger's tables in one SQLite file: the default, on the person's own machine."""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from ..errors import LedgerError
from .database import Value, marked, queries

MEMORY = ":memory:"

_PAGE = 8_192  # bytes, of a new file: fewer and fuller ones are quicker to write and to read
_PATIENCE = 30  # seconds
_RETRY = 0.1  # seconds between two tries to change the journal
_FIRST_SAFE_WAL = (3, 51, 3)  # 3.7.0 to 3.51.2 can lose pages when a WAL is reset while another program reads
_WAL_MARK = 2  # byte 18 of a file in WAL mode
_REPEAT = "Nothing of it was written; repeat it then."
_RESTORE = "`treefall doctor` says what is broken; a backup brings it back: treefall backup --restore FILE"
_FAULTS = (
    ("SQLITE_NOTADB", "is not a ledger.", _RESTORE),
    ("SQLITE_CORRUPT", "is damaged.", _RESTORE),
    ("SQLITE_FULL", "cannot be written: the disk is full.", f"Make room. {_REPEAT}"),
    (
        "SQLITE_READONLY",
        "cannot be written: it is read-only.",
        "Make file and folder writable, or name another --home.",
    ),
    ("SQLITE_CANTOPEN", "cannot be opened: is it a file, in a folder that is writable?", "Name another --home."),
    ("SQLITE_BUSY", f"is held by another program since {_PATIENCE} seconds.", f"End that one. {_REPEAT}"),
    ("SQLITE_IOERR", "cannot be read or written: the disk fails or is full.", f"Look at the disk. {_REPEAT}"),
)


class Sqlite:
    """A `Database` in a file of the owner's alone, or in memory."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, made first where there is none; ":memory:" is a ledger that is gone when closed.

        Raises:
            LedgerError: it cannot be opened, or is something else than a ledger.
        """
        self.place = str(path)
        self._sql = queries("sqlite")
        with self._explained():
            if self.place != MEMORY:
                _make(path)
            mode = "?mode=ro&immutable=1" if _is_frozen(path) else ""
            target = self.place if self.place == MEMORY else f"{path.absolute().as_uri()}{mode}"
            self._db = sqlite3.connect(target, timeout=_PATIENCE, isolation_level=None, uri=True)
            with ExitStack() as unless_sound:
                unless_sound.callback(self._db.close)
                self._settle()
                unless_sound.pop_all()

    def rows(self, name: str, **values: Value) -> Iterator[tuple[Any, ...]]:
        """Yield what the query `name` finds."""
        with self._explained(), closing(self._db.execute(self._sql[name], values)) as found:
            yield from found

    def run(self, name: str, rows: Sequence[tuple[Value, ...]] = ()) -> None:
        """Run the statements `name` as they are, or once for each of `rows`."""
        with self._explained():
            if rows:
                self._db.executemany(marked(self._sql[name], "?"), rows)
                return
            for statement in self._sql[name].split(";\n"):
                self._db.execute(statement).fetchall()

    @contextmanager
    def writing(self, owner: str) -> Iterator[None]:  # noqa: ARG002 - a file has one writer at a time, whoever it is
        """Write in one transaction."""
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:  # a full disk may have ended it already
                    with suppress(sqlite3.Error):
                        self._db.execute("ROLLBACK")

    def query(self, words: Sequence[str]) -> str:
        """Return the full-text query for all of `words`."""
        return " ".join(f'"{word}"*' for word in words)

    @contextmanager
    def erasing(self, owner: str) -> Iterator[None]:
        """Write in one transaction, then write the whole file anew.

        `secure_delete` wipes what is deleted, but not the copies that stay behind where SQLite moved it between pages.
        """
        with self.writing(owner):
            yield
            self.run("merge_words")
        self.run("rewrite")

    @contextmanager
    def damaged(self) -> Iterator[None]:
        """Read bytes that are no UTF-8 as lone surrogates."""
        self._db.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        try:
            yield
        finally:
            self._db.text_factory = str

    def faults(self) -> Iterator[str]:
        """Yield what SQLite finds wrong with its pages, and with the full-text index."""
        yield from (f"database: {fault}" for (fault,) in self.rows("check_pages") if fault != "ok")
        if os.access(self.place, os.W_OK) or self.place == MEMORY:
            try:
                self.run("check_words")
            except LedgerError as error:
                yield f"full text: {error}"

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _settle(self) -> None:
        self._db.execute(f"PRAGMA page_size = {_PAGE}")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA trusted_schema = OFF")
        ((tables, ours),) = self._db.execute(
            "SELECT COUNT(*), COALESCE(SUM(name = 'treefall'), 0) FROM sqlite_master"
        ).fetchall()
        if tables and not ours:
            raise LedgerError(f"{self.place} is not a ledger.", hint="Name another --home.")
        wanted = "wal" if sqlite3.sqlite_version_info >= _FIRST_SAFE_WAL else "delete"
        ((mode,),) = self._db.execute("PRAGMA journal_mode").fetchall()
        if mode not in (wanted, "memory") and os.access(self.place, os.W_OK):
            self._keep_journal(wanted)

    def _keep_journal(self, mode: str) -> None:
        """Change the journal, which takes a moment without any other program: SQLite does not wait for it."""
        self._db.execute("PRAGMA busy_timeout = 0")
        left = _PATIENCE / _RETRY
        while not self._changed_journal(mode, last=left <= 0):
            left -= 1
            time.sleep(_RETRY)
        self._db.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")

    def _changed_journal(self, mode: str, *, last: bool) -> bool:
        try:
            self._db.execute(f"PRAGMA journal_mode = {mode}").fetchall()
        except sqlite3.OperationalError:
            if last:
                raise
            return False
        return True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite and the file system say into words for a person: the one place that does."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            for fault, words, hint in _FAULTS:
                if name.startswith(fault):
                    raise LedgerError(f"{self.place} {words}", hint=hint) from error
            raise LedgerError(f"{self.place} cannot be used: {error}.", hint=_RESTORE) from error
        except OSError as error:
            raise LedgerError(
                f"{self.place} cannot be made: {error.strerror}.", hint="Name a folder of yours: --home"
            ) from error


def _make(path: Path) -> None:
    """Make folder and file for the owner's eyes only; SQLite gives the journal the file's rights."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _is_frozen(path: Path) -> bool:
    """Say whether `path` is a file in WAL mode that can only be read as it lies: no side file can be made."""
    if os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}-wal").exists() or not os.access(path, os.R_OK):
        return False
    with path.open("rb") as file:
        return file.read(19)[18:] == bytes([_WAL_MARK])

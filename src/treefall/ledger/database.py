"""What the ledger asks of a database, and how its tables come to be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias

from ..errors import LedgerError, LedgerTooNew

VERSION = 1
"""The version of the tables; written into every ledger."""

Value: TypeAlias = str | int | None

_NAMED = re.compile(r":(\w+)")
_SECTION = re.compile(r"^-- (\w+) --\n", re.MULTILINE)


class Database(Protocol):
    """One connection. Every error of its driver comes out as a `LedgerError`, and no message holds a password."""

    @property
    def place(self) -> str:
        """Return where the ledger is, as a person may see it."""
        ...

    def rows(self, name: str, **values: Value) -> Iterator[tuple[Any, ...]]:
        """Yield what the query `name` finds; to be read to its end at once."""
        ...

    def run(self, name: str, rows: Sequence[tuple[Value, ...]] = ()) -> None:
        """Run the statements `name` as they are, or once for each of `rows`: values in the order of their naming."""
        ...

    def writing(self, owner: str) -> AbstractContextManager[None]:
        """Return a transaction that nobody else writes `owner`'s lines in; an exception undoes it."""
        ...

    def query(self, words: Sequence[str]) -> str:
        """Return the full-text query for all of `words` (letters and digits only), each also as a beginning."""
        ...

    def erasing(self, owner: str) -> AbstractContextManager[None]:
        """Return a transaction like `writing`, after which the files hold nothing of what was erased in it."""
        ...

    def damaged(self) -> AbstractContextManager[None]:
        """Return a context in which text that is no longer text can be read."""
        ...

    def faults(self) -> Iterator[str]:
        """Yield what the database itself finds wrong with its files."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


@cache
def queries(dialect: str) -> Mapping[str, str]:
    """Return all named queries as `dialect` ("sqlite", "postgresql") says them."""
    return MappingProxyType({**_sections("queries"), **_sections(dialect)})


def marked(query: str, mark: str) -> str:
    r"""Return `query` with `mark` for each value's name; `\1` in it stands for the name."""
    return _NAMED.sub(mark, query)


def prepare(database: Database) -> None:
    """Create the tables where there are none yet; several programs may do so at once.

    Raises:
        LedgerTooNew: they were made by a newer Treefall.
        LedgerError: they cannot be read or made.
    """
    if _answer(database, "is_new"):
        with database.writing(""):
            if _answer(database, "is_new"):
                database.run("create")
                database.run("create_rest")
                database.run("set_version", [(VERSION,)])
    version = _answer(database, "version")
    if not isinstance(version, int) or version < 1:
        raise LedgerError(f"{database.place} says no version.", hint="Restore a backup: treefall backup --restore FILE")
    if version > VERSION:
        raise LedgerTooNew(
            f"{database.place} was written by a newer Treefall: it has version {version}; this one knows {VERSION}.",
            hint="Install the newest Treefall.",
        )


def _answer(database: Database, name: str) -> object:
    return next(iter(list(database.rows(name))), (None,))[0]


def _sections(file: str) -> dict[str, str]:
    text = (resources.files(__package__) / f"{file}.sql").read_text(encoding="utf-8")
    _, *parts = _SECTION.split(text)
    return dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))

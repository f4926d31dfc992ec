"""Does the ledger keep its promises? Looks at every byte that says something, and goes on where one is broken."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, NamedTuple

from ..display import display
from ..errors import LedgerError
from ..ports import Line
from .codec import FORGOTTEN, cursor_digest, digest, happened, plain_of
from .database import Database
from .words import words_of


class _Row(NamedTuple):
    line: int
    id: str
    n: int
    kind: str
    at: int
    written: int | None
    body: str
    hash: str


_TYPES: tuple[type | UnionType, ...] = (int, str, int, str, int, int | None, str, str)


def broken_promises(database: Database, owner: str) -> Iterator[str]:
    """Yield one line for each promise of the ledger that does not hold, naming the entry where there is one.

    Every line can be read, is what was written (its hash), is about its own entry, and happened when its entry did; the
    lines of an id are numbered 1, 2, …; exactly the standing lines are found by exactly their words; every cursor is
    what was written; and the database finds its own files whole.
    """
    with database.damaged():
        names = {line: (id_, n) for line, id_, n in _read(database, "names", owner) or ()}
        rows = {row.line: row for row in _scanned(database, owner, list(names))}
        yield from (_told(*name, "cannot be read") for line, name in names.items() if line not in rows)
        whole: list[_Row] = []
        for row in rows.values():
            wrong = _wrong(row) or ("" if names.get(row.line) == (row.id, row.n) else "the index says otherwise")
            if wrong:
                yield _told(*names.get(row.line, (row.id, row.n)), wrong)
            else:
                whole.append(row)
        if len(whole) == len(names):
            yield from _misnumbered(whole)
        words = _read(database, "words", owner)
        yield from _misworded(whole, dict(words), names) if words is not None else ()
        for place, position, hash_ in _read(database, "cursors", owner) or ():
            if cursor_digest(str(place), str(position)) != hash_:
                yield f"cursor: where {display(str(place))} left off is not what was written"
    try:
        yield from database.faults()
    except LedgerError as error:
        yield f"database: {error}"


def _read(database: Database, name: str, owner: str, **more: int) -> list[tuple[Any, ...]] | None:
    """Return what is asked for, or None where it cannot be read: of that the database's own check tells."""
    try:
        return list(database.rows(name, owner=owner, **more))
    except LedgerError:
        return None


def _scanned(database: Database, owner: str, lines: list[int]) -> list[_Row]:
    rows = _read(database, "scan", owner)
    if rows is None:
        rows = [row for line in lines for row in _read(database, "scan_line", owner, line=line) or ()]
    return [_Row(*row) for row in rows]


def _wrong(row: _Row) -> str:
    if not all(isinstance(value, kind) for value, kind in zip(row, _TYPES, strict=True)):
        return "a column holds something else than it should"
    if digest(row.id, row.kind, row.written, row.body) != row.hash:
        return "it is not what was written (its hash differs)"
    try:
        at = happened(Line(row.id, row.n, row.kind, None, row.body))
    except LedgerError as error:
        return str(error)
    return "" if at == row.at else "it stands at another time than its entry"


def _misnumbered(rows: list[_Row]) -> Iterator[str]:
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.id, []).append(row.n)
    for id_, found in numbers.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield _told(id_, max(found), "the lines of this entry are not numbered 1, 2, …")


def _misworded(rows: list[_Row], words: dict[int, Any], names: dict[int, tuple[str, int]]) -> Iterator[str]:
    newest = {row.id: row for row in sorted(rows, key=lambda row: row.n)}
    standing = {row.line: row for row in newest.values() if row.kind != FORGOTTEN}
    for line, row in standing.items():
        if words.get(line) != words_of(plain_of(row.body)):
            yield _told(row.id, row.n, "it is not found by its words")
    whole = {row.line for row in rows}
    for line in words.keys() - standing.keys():
        if line in whole or line not in names:
            yield _told(*names.get(line, ("full text", line)), "words are found that do not stand")


def _told(id_: object, n: object, wrong: str) -> str:
    return f"{display(str(id_))} line {n}: {display(wrong)}"

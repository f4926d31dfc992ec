"""Numbers from a database: an SQLite file or a PostgreSQL, read only."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..errors import SourceError
from ..model.estimate import Quantity
from . import calendar
from .rows import Numbers, Row, daily

_POSTGRESQL = ("postgresql://", "postgres://")
_MOST_ROWS = 1_000_000
_READ_ONLY = "-c default_transaction_read_only=on -c statement_timeout=60000"
_QUERY_HINT = "The query gives a date, the number, and controls by their names: SELECT day, p95 FROM …"


def read_sql(database: str, query: str, controls: Sequence[str], *, kind: Quantity, zone: tzinfo | None) -> Numbers:
    """Return what `query` gives: rows of a date, the number, and `controls` by the names of their columns.

    Args:
        database: the path of an SQLite file, or a postgresql:// URL.
        query: one statement; nothing that it would write is kept.
        controls: names of columns.
        kind: what the numbers are.
        zone: whose days instants become.

    Raises:
        SourceError: it cannot be opened, refuses the query, or does not give dates and numbers.
    """
    names, found = _postgresql(database, query) if database.startswith(_POSTGRESQL) else _sqlite(database, query)
    if len(names) < 2:  # noqa: PLR2004 - a date and a number
        raise SourceError("The query gives less than a date and a number.", hint=_QUERY_HINT)
    missing = [control for control in controls if control not in names]
    if missing:
        raise SourceError(f"The query gives no column {missing[0]!r}.", hint=f"It gives: {', '.join(names)}.")
    chosen = (1, *(names.index(control) for control in controls))
    rows = _rows(found, chosen)
    return daily(rows, [names[n] for n in chosen], kind=kind, zone=zone)


def _rows(found: Sequence[Sequence[Any]], chosen: Sequence[int]) -> list[Row]:
    texts = [str(row[0]) for row in found if isinstance(row[0], str | int | float)]
    try:
        read = calendar.reader(texts[:200]) if texts else calendar.reader(["2026-01-01"])
        return [
            (row[0] if isinstance(row[0], date) else read(str(row[0])), tuple(_number(row[n]) for n in chosen))
            for row in found
            if row[0] is not None
        ]
    except ValueError as error:
        raise SourceError(f"The query gives what is no date or no number: {error}.", hint=_QUERY_HINT) from error


def _number(value: object) -> float | None:
    match value:
        case None:
            return None
        case bool() | int() | float() | Decimal():
            return float(value)
        case str():
            return float(value)
        case _:
            raise ValueError(f"{str(value)[:40]!r} is no number")


def _sqlite(path: str, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    import sqlite3  # noqa: PLC0415 - only for numbers from such a file

    file = Path(path).expanduser()
    if not file.is_file():
        raise SourceError(f"There is no file {path}.", hint="Name an SQLite file, or a postgresql:// URL.")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            cursor = connection.execute(query)
            return [column[0] for column in cursor.description or ()], _some(cursor)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise SourceError(f"{file.name} refuses the query: {error}.", hint=_QUERY_HINT) from error


def _postgresql(url: str, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SourceError("PostgreSQL needs one more package.", hint="Install treefall[postgres].") from error
    try:
        with psycopg.connect(url, options=_READ_ONLY) as connection:
            cursor = connection.execute(query.encode())
            return [column.name for column in cursor.description or ()], _some(cursor)
    except psycopg.Error as error:
        words = str(error).strip().splitlines()
        raise SourceError(f"PostgreSQL refuses: {words[0] if words else 'no answer'}.", hint=_QUERY_HINT) from error


def _some(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    found = []
    for row in rows:
        found.append(row)
        if len(found) > _MOST_ROWS:
            raise SourceError(f"The query gives more than {_MOST_ROWS:,} rows.", hint="Group them by day in the query.")
    return found

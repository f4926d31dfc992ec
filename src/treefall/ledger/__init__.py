"""The ledger: one person's append-only lines in SQLite (the default) or PostgreSQL, through the same named SQL.

`sql` says what a ledger does, `database` what it asks of a database, `sqlite` and `postgresql` how each of them does
it. `codec` turns entries into canonical JSON and back, `merge` makes one history of two, `words` cuts what is searched,
`check` looks whether every promise holds, and `backup` seals it all.
"""

from contextlib import ExitStack
from pathlib import Path

from .database import Database, prepare
from .sql import SqlLedger

__all__ = ["SqlLedger", "open_ledger"]


def open_ledger(place: Path | str, owner: str = "me") -> SqlLedger:
    """Return the ledger of `owner` at `place`, made first where there is none.

    Args:
        place: a file's path, ":memory:", or a URL that begins with postgresql:// or postgres://.
        owner: whose lines.

    Raises:
        LedgerTooNew: a newer Treefall made it.
        LedgerError: it cannot be opened.
    """
    database = _database(str(place))
    with ExitStack() as unless_sound:
        unless_sound.callback(database.close)
        prepare(database)
        unless_sound.pop_all()
    return SqlLedger(database, owner)


def _database(place: str) -> Database:
    if place.startswith(("postgresql://", "postgres://")):
        from .postgresql import Postgresql  # noqa: PLC0415 - only whoever uses it pays for it

        return Postgresql(place)
    from .sqlite import Sqlite  # noqa: PLC0415 - likewise

    return Sqlite(Path(place))

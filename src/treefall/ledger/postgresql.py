"""The ledger's tables in PostgreSQL, by URL. Its driver, psycopg, comes with the extra `postgres`."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from urllib.parse import urlsplit

from ..errors import LedgerError
from .database import Value, marked, queries

_REPEAT = "Nothing of it was written; repeat it then."
_STATES = (
    ("53100", "has no room left on its disk.", f"Make room there. {_REPEAT}"),
    ("55P03", "is held by another program since 30 seconds.", f"End that one. {_REPEAT}"),
    ("42501", "does not let you do that.", "Ask for the right to use and create tables there."),
    ("25006", "is read-only.", "Use the primary server."),
)


class Postgresql:
    """A `Database` on a server."""

    def __init__(self, url: str) -> None:
        """Connect to `url`.

        Raises:
            LedgerError: psycopg is not installed, or the server cannot be reached.
        """
        try:
            import psycopg  # noqa: PLC0415 - an extra, and heavy
        except ImportError as error:
            raise LedgerError(
                "PostgreSQL needs psycopg, which is not installed.", hint="Install it: pip install 'treefall[postgres]'"
            ) from error
        self.place = _shown(url)
        self._errors = psycopg.Error
        self._sql = queries("postgresql")
        try:
            self._db = psycopg.connect(url, autocommit=True)
        except psycopg.Error as error:
            # A URL that is not understood is repeated in pieces, password and all: only the network is quoted.
            _, failed, why = _first_line(error).rpartition(" failed: ")
            said = f": {why}" if failed and "@" not in why else ""
            raise LedgerError(
                f"{self.place} cannot be reached{said}.", hint="Is the server up, and are name and password right?"
            ) from None
        self._db.add_notice_handler(lambda _: None)
        with self._explained():
            self._db.execute("SET search_path = treefall")
            self._db.execute("SET lock_timeout = '30s'")

    def rows(self, name: str, **values: Value) -> Iterator[tuple[Any, ...]]:
        """Yield what the query `name` finds."""
        with self._explained():
            yield from self._db.execute(marked(self._sql[name], r"%(\1)s").encode(), values or None)

    def run(self, name: str, rows: Sequence[tuple[Value, ...]] = ()) -> None:
        """Run the statements `name` as they are, or once for each of `rows`."""
        statements = marked(self._sql[name], "%s").encode()
        with self._explained(), self._db.cursor() as cursor:
            if rows:
                cursor.executemany(statements, rows)
            else:
                cursor.execute(statements)

    @contextmanager
    def writing(self, owner: str) -> Iterator[None]:
        """Write in one transaction, holding `owner`'s lock until it ends."""
        with self._explained(), self._db.transaction():
            list(self.rows("lock", owner=owner))
            yield

    def query(self, words: Sequence[str]) -> str:
        """Return the full-text query for all of `words`."""
        return " & ".join(f"'{word}':*" for word in words)

    def erasing(self, owner: str) -> AbstractContextManager[None]:
        """Write in one transaction; the server overwrites erased rows as it vacuums."""
        return self.writing(owner)

    def damaged(self) -> AbstractContextManager[None]:
        """Do nothing: the server gives out no broken text."""
        return nullcontext()

    def faults(self) -> Iterator[str]:
        """Yield nothing: the server's own tools look after its files."""
        return iter(())

    def close(self) -> None:
        """Hang up."""
        self._db.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the server says into words for a person: the one place that does."""
        try:
            yield
        except self._errors as error:
            for state, words, hint in _STATES:
                if error.sqlstate == state:
                    raise LedgerError(f"{self.place} {words}", hint=hint) from error
            raise LedgerError(
                f"{self.place} cannot be used: {_first_line(error)}.", hint="Look at the server."
            ) from error


def _shown(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # not even a URL
        return "The PostgreSQL ledger"
    if "@" in url.replace(parts.netloc, "", 1) or parts.netloc.count("@") > 1:  # a password that was not quoted
        return "The PostgreSQL ledger"
    return f"{parts.scheme}://{parts.hostname or 'localhost'}{port}{parts.path}"


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(". ")

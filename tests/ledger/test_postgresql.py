"""What is particular to a ledger on a server."""

import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from threading import Thread
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from treefall.errors import LedgerError, LedgerTooNew
from treefall.ledger import SqlLedger, open_ledger
from treefall.model import Evidence, Kind, entry_id

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def note(name: str) -> Evidence:
    return Evidence(id=entry_id(name), at=NOON, source="note", origin="me", native=name, kind=Kind.NOTE, title=name)


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


@pytest.fixture
def url(postgresql_url: str) -> Iterator[str]:
    """Return a database of the test's own."""
    name = f"test_{uuid.uuid4().hex}"
    run(postgresql_url, f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(postgresql_url)._replace(path=f"/{name}"))
    run(postgresql_url, f"DROP DATABASE {name} WITH (FORCE)")


def test_a_newer_ledger_is_refused_by_name(url: str) -> None:
    open_ledger(url).close()
    run(url, "UPDATE treefall.treefall SET version = 7")
    with pytest.raises(LedgerTooNew, match=r"version 7; this one knows 1"):
        open_ledger(url)


def test_several_programs_may_make_the_tables_at_once(url: str) -> None:
    made: list[SqlLedger] = []
    threads = [Thread(target=lambda: made.append(open_ledger(url))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    for number, ledger in enumerate(made):
        ledger.append([note(str(number)), note("shared")])
    assert len(list(made[0].entries())) == 5
    for ledger in made:
        ledger.close()


def test_programs_that_write_at_once_lose_and_double_nothing(url: str) -> None:
    def fill(ledger: SqlLedger, name: str) -> None:
        for number in range(20):
            ledger.append([note(f"{name}{number}"), note(f"shared{number}")])

    made = [open_ledger(url) for _ in range(3)]
    threads = [Thread(target=fill, args=(ledger, name)) for ledger, name in zip(made, "abc", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [line.number for line in made[0].lines()] == [1] * 80
    assert not list(made[0].check())
    for ledger in made:
        ledger.close()


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    for url in (
        "postgresql://ed:s3cret@127.0.0.1:1/work",
        "postgres://ed:s3cret@127.0.0.1:s3cret/work",
        "postgresql://ed:s3%zzcret@127.0.0.1/work",
        "postgresql://ed:1/cret@127.0.0.1:1/work",
        "postgresql://ed:1@cret@127.0.0.1:1/work",
        "postgresql://127.0.0.1:1/work?password=s3cret&user=ed",
    ):
        with pytest.raises(LedgerError) as error:
            open_ledger(url)
        assert "cannot be reached" in str(error.value)
        assert error.value.hint
        assert "cret" not in f"{error.value!r} {error.value.hint} {error.value.__cause__}"


def test_a_ledger_shows_no_password(url: str) -> None:
    named = urlunsplit(urlsplit(url)._replace(netloc=f"tester:s3cret@{urlsplit(url).hostname or ''}"))
    with closing(open_ledger(named)) as ledger:
        assert "s3cret" not in repr(vars(ledger)) + repr(ledger._db.place)  # noqa: SLF001
        run(url, "DROP TABLE treefall.cursors")
        with pytest.raises(LedgerError, match=r"cannot be used: relation .cursors. does not exist") as error:
            ledger.cursors()
        assert "s3cret" not in str(error.value)


def test_a_ledger_that_is_locked_is_told(url: str) -> None:
    with closing(open_ledger(url)) as ledger, closing(open_ledger(url)) as other:
        run_inside = ledger._db  # noqa: SLF001
        with run_inside.writing("me"), suppress(AssertionError):
            other._db._db.execute("SET lock_timeout = '1ms'")  # type: ignore[attr-defined]  # noqa: SLF001
            with pytest.raises(LedgerError, match="held by another program"):
                other.append([note("a")])
        assert other.append([note("a")])


def test_without_its_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match="psycopg") as error:
        open_ledger("postgresql://127.0.0.1/work")
    assert "treefall[postgres]" in error.value.hint

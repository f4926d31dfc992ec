"""A database is asked read-only, and its answers become days."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date
from pathlib import Path

import pytest

from treefall.errors import SourceError
from treefall.metrics import read
from treefall.metrics.sql import read_sql
from treefall.model import Metric, Terms, Where
from treefall.model.estimate import Quantity
from treefall.world import real_world

_ROWS = [("2026-03-01", 5, 1.5), ("2026-03-02", 7, None), ("2026-03-03", None, 2.5)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE desk (day TEXT, tickets INTEGER, other REAL)")
        connection.executemany("INSERT INTO desk VALUES (?, ?, ?)", _ROWS)
    return path


def test_an_sqlite_file_gives_its_rows_as_days(desk: Path) -> None:
    found = read_sql(str(desk), "SELECT * FROM desk", ("other",), kind=Quantity.COUNT, zone=UTC)
    assert found.series.dates == (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3))
    assert found.series.values == (5.0, 7.0, None)
    assert found.controls[0].values == (1.5, None, 2.5)


def test_nothing_that_a_query_writes_is_kept(desk: Path) -> None:
    with pytest.raises(SourceError, match="readonly"):
        read_sql(str(desk), "DELETE FROM desk RETURNING day, tickets", (), kind=Quantity.LEVEL, zone=UTC)
    assert read_sql(str(desk), "SELECT day, tickets FROM desk", (), kind=Quantity.LEVEL, zone=UTC).series.dates


@pytest.mark.parametrize(
    ("query", "controls", "words"),
    [
        ("SELECT day FROM desk", (), "less than a date and a number"),
        ("SELECT * FROM desk", ("third",), "no column 'third'"),
        ("SELECT * FROM nothing", (), "refuses the query"),
        ("SELECT tickets, day FROM desk", (), "no date or no number"),
        ("SELECT day, x'00' FROM desk", (), "no number"),
        ("SELECT day, 'many' FROM desk", (), "no date or no number"),
        ("SELECT NULL, tickets FROM desk", (), "no row with a date"),
    ],
)
def test_what_a_query_does_not_give_is_named(desk: Path, query: str, controls: tuple[str, ...], words: str) -> None:
    with pytest.raises(SourceError, match=words) as found:
        read_sql(str(desk), query, controls, kind=Quantity.LEVEL, zone=UTC)
    assert found.value.hint


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        read_sql(str(tmp_path / "none.db"), "SELECT 1", (), kind=Quantity.LEVEL, zone=UTC)


def test_numbers_in_words_and_endless_answers(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_sql(str(desk), "SELECT day, CAST(tickets AS TEXT) FROM desk", (), kind=Quantity.LEVEL, zone=UTC)
    assert found.series.values == (5.0, 7.0, None)
    monkeypatch.setattr("treefall.metrics.sql._MOST_ROWS", 2)
    with pytest.raises(SourceError, match="more than 2 rows"):
        read_sql(str(desk), "SELECT day, tickets FROM desk", (), kind=Quantity.LEVEL, zone=UTC)


@pytest.fixture(name="filled")
def _filled(postgresql_url: str) -> Iterator[str]:
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE desk (day date, tickets numeric, at timestamptz)")
        connection.execute("INSERT INTO desk VALUES ('2026-03-01', 5.5, '2026-03-01T23:30Z'), ('2026-03-02', 7, NULL)")
        yield postgresql_url
        connection.execute("DROP TABLE desk")


def test_a_postgresql_gives_its_rows_as_days(filled: str) -> None:
    metric = Metric(where=Where.SQL, address=filled, query="SELECT day, tickets FROM desk ORDER BY day")
    found = read(metric, Terms(), date(2026, 1, 1), date(2026, 4, 1), zone=UTC, world=real_world())
    assert found.series.values == (5.5, 7.0)
    instants = read_sql(filled, "SELECT at, tickets FROM desk", (), kind=Quantity.LEVEL, zone=UTC)
    assert instants.series.dates == (date(2026, 3, 1),)


def test_a_postgresql_refuses_to_write(filled: str) -> None:
    with pytest.raises(SourceError, match="read-only"):
        read_sql(filled, "DELETE FROM desk RETURNING day, tickets", (), kind=Quantity.LEVEL, zone=UTC)


def test_a_postgresql_that_is_not_there_is_named() -> None:
    with pytest.raises(SourceError, match="PostgreSQL refuses"):
        read_sql("postgresql://nobody@127.0.0.1:9/none", "SELECT 1", (), kind=Quantity.LEVEL, zone=UTC)

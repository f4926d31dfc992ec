"""How quick is the ledger? Builds one of N pieces of evidence, and times reading, adding and searching it.

Prints one JSON object: `ratio` is the processor time of `tuple(ledger.entries())` against that of `sqlite3` and
`json.loads` on the same rows (both in turns, the best of each); `append_per_second` counts entries in batches of 1,000
against processor time; `search_ms` is a typical search (two words) and `year_ms` one year of the entries in the
database, without handing them out: medians of the wall clock.

    python bench/ledger.py [--n 50000] [--home DIR]
"""

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from treefall.ledger import SqlLedger, open_ledger
from treefall.ledger.codec import microseconds
from treefall.model import Evidence, FileChange, FileSummary, Kind, Part, Role, entry_id

_START = datetime(2016, 1, 1, tzinfo=UTC)
_MINUTES = 10 * 365 * 24 * 60
_BATCH = 1_000
_YEAR = """SELECT COUNT(*), MAX(line) FROM entries e
 WHERE owner = 'me' AND at >= ? AND at < ? AND kind <> 'forgotten' AND NOT EXISTS (
    SELECT 1 FROM entries newer WHERE newer.owner = e.owner AND newer.id = e.id AND newer.n > e.n AND newer.n > 1)"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=50_000)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.home) as folder:
        path = Path(folder) / "ledger.db"
        with closing(open_ledger(path)) as ledger, closing(sqlite3.connect(path)) as plain:
            vocabulary, append_seconds = fill(ledger, options.n)
            print(
                json.dumps(
                    {
                        "n": options.n,
                        "body_bytes": plain.execute(
                            "SELECT CAST(AVG(LENGTH(body)) AS INTEGER) FROM entries"
                        ).fetchone()[0],
                        "ratio": round(ratio(ledger, plain), 3),
                        "append_per_second": round(options.n / append_seconds),
                        "search_ms": round(search(ledger, vocabulary), 2),
                        "year_ms": round(year(plain), 2),
                    }
                )
            )


def fill(ledger: SqlLedger, n: int) -> tuple[Sequence[str], float]:
    """Add `n` pieces of evidence, and return their words, the most frequent first, and the seconds of adding."""
    chance = Random(7)  # noqa: S311 - the same ledger every time
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(3, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(2, len(vocabulary) + 2)]
    seconds = 0.0
    for start in range(0, n, _BATCH):
        batch = [evidence(chance, number, vocabulary, weights) for number in range(start, min(n, start + _BATCH))]
        began = time.process_time()
        ledger.append(batch, cursor=("bench", str(start)))
        seconds += time.process_time() - began
    return vocabulary, seconds


def evidence(chance: Random, number: int, vocabulary: Sequence[str], weights: Sequence[float]) -> Evidence:
    """Return a commit like those of a busy repository: about 1 kB."""
    words = chance.choices(vocabulary, weights, k=48)
    paths = [f"src/{chance.choice(vocabulary)}/{chance.choice(vocabulary)}.py" for _ in range(3)]
    people = [Role(part=part, name="Ed Stone", address="ed@corp.example") for part in (Part.AUTHOR, Part.COMMITTER)]
    return Evidence(
        id=entry_id("git", str(number)),
        at=_START + timedelta(minutes=chance.randrange(_MINUTES)),
        source="git",
        origin="0f" * 20,
        native=f"{chance.getrandbits(160):040x}",
        kind=Kind.CHANGE,
        title=" ".join(words[:8]),
        body=" ".join(words[8:]),
        roles=tuple(people),
        files=FileSummary(
            count=3, added=9, deleted=3, changes=tuple(FileChange(path=p, added=3, deleted=1) for p in paths)
        ),
        facts={"patch": f"{chance.getrandbits(160):040x}"},
        offset=60,
    )


def ratio(ledger: SqlLedger, plain: sqlite3.Connection) -> float:
    """Return how much longer the ledger takes than the two parts that it is made of."""

    def ours() -> object:
        return tuple(ledger.entries())

    def parts() -> object:
        return [(kind, json.loads(body)) for kind, body in plain.execute("SELECT kind, body FROM entries")]

    times = [(seconds(ours, time.process_time), seconds(parts, time.process_time)) for _ in range(5)]
    return min(own for own, _ in times) / min(other for _, other in times)


def search(ledger: SqlLedger, vocabulary: Sequence[str]) -> float:
    """Return the median milliseconds of a search for two words that are neither rare nor in every entry."""
    pairs = [f"{vocabulary[rank]} {vocabulary[rank * 3]}" for rank in range(20, 520, 10)]
    return 1000 * statistics.median(seconds(partial(ledger.search, pair), time.perf_counter) for pair in pairs)


def year(plain: sqlite3.Connection) -> float:
    """Return the median milliseconds that the database takes for which lines stand of a year, bodies left alone."""
    spans = [(_START + timedelta(days=365 * back), _START + timedelta(days=365 * (back + 1))) for back in range(9)]
    instants = [(microseconds(since), microseconds(until)) for since, until in spans]
    return 1000 * statistics.median(seconds(partial(_read, plain, _YEAR, span), time.perf_counter) for span in instants)


def _read(plain: sqlite3.Connection, sql: str, values: tuple[int, ...]) -> object:
    return plain.execute(sql, values).fetchall()


def seconds(run: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    result = run()
    took = clock() - began
    del result
    return took


if __name__ == "__main__":
    main()

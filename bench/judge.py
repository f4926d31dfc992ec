"""Time the judgement of one person's ten years: made-up commits, the same ones for the same seed.

    python bench/judge.py [--n 50000] [--seed 1]

Prints {"n", "seconds", "megabytes", "works", "left_out", "half_seconds"}: seconds of processor time that `judge` takes
(on a busy machine the clock on the wall measures the others), the peak memory of this process with the record in it,
and the seconds for the first half of the same record (growth).
"""

import argparse
import gc
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from treefall.model import (
    ALWAYS,
    Entry,
    Evidence,
    FileChange,
    FileSummary,
    Identity,
    Kind,
    Part,
    Record,
    Role,
    Stand,
    Standing,
    entry_id,
)
from treefall.value.judge import judge

START = datetime(2016, 1, 4, 9, tzinfo=UTC)
YEARS = timedelta(days=3650)
VERBS = [
    "Add",
    "Fix",
    "Move",
    "Remove",
    "Speed",
    "Document",
    "Retry",
    "Cache",
    "Validate",
    "Split",
    "Rename",
    "Support",
    "Log",
    "Test",
    "Guard",
]
ODDITIES = ("wip", "fix typo", "fixup! Add things", "Run black", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gc.set_threshold(200_000)  # as the command line does: entries never make cycles
    entries = tuple(history(options.n, random.Random(options.seed)))  # noqa: S311 - made-up data, no secret
    half, _, _ = timed(entries[: len(entries) // 2])
    seconds, works, left_out = timed(entries)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(
        json.dumps(
            {
                "n": options.n,
                "seconds": round(seconds, 2),
                "megabytes": round(peak),
                "works": works,
                "left_out": left_out,
                "half_seconds": round(half, 2),
            }
        )
    )


def timed(entries: tuple[Entry, ...]) -> tuple[float, int, int]:
    record = Record(entries, START + YEARS)
    begun = time.process_time()
    found = judge(record)
    return time.process_time() - begun, len(found.works), len(found.left_out)


def history(count: int, chance: random.Random) -> Iterator[Entry]:
    yield Identity(id=entry_id("identity", "ed@corp.example"), at=ALWAYS, address="ed@corp.example", mine=True)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(4, 9))) for _ in range(3_000)]
    for number in range(count):
        one = commit(number, START + YEARS * number / count, words, chance)
        yield one
        if chance.random() < 0.9:
            yield Standing(id=entry_id("landed", one.id), at=one.at, evidence=one.id, stand=Stand.LANDED)


def commit(number: int, at: datetime, words: list[str], chance: random.Random) -> Evidence:
    area = words[number // 400 % len(words)]
    title = f"{chance.choice(VERBS)} {' '.join(chance.choices(words, weights=range(3_000, 0, -1), k=5))}"
    if chance.random() < 0.3:
        title += f" (#{number})"
    if chance.random() < 0.1:
        title = chance.choice(ODDITIES)
    changes = tuple(
        FileChange(
            path=f"src/{area}/{chance.choice(words)}.py", added=chance.randint(0, 200), deleted=chance.randint(0, 80)
        )
        for _ in range(chance.randint(1, 6))
    )
    added, deleted = (sum(getattr(change, side) for change in changes) for side in ("added", "deleted"))
    return Evidence(
        id=entry_id("git", "made-up", str(number)),
        at=at.replace(microsecond=0),
        source="git",
        origin="made-up",
        native=f"{chance.getrandbits(160):040x}",
        kind=Kind.CHANGE,
        title=title,
        body=" ".join(chance.choices(words, k=chance.randint(0, 60))),
        roles=(Role(part=Part.AUTHOR, name="Ed Stone", address="ed@corp.example"),),
        files=FileSummary(count=len(changes), added=added, deleted=deleted, changes=changes),
    )


if __name__ == "__main__":
    main()

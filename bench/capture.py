"""Time the git source beside git itself, on one repository.

    python bench/capture.py --repo PATH [--me ADDRESS]... [--rounds 3] [--workers 2]

Prints {"all": {"cpu_ratio", "wall_ratio", "python_mb"}, "one": {...}, "nothing_new": {"seconds"}}: everybody's history
against `git log --numstat`, one person's (with reviews and co-authorship, read until its cursor is final) against
`git log --author --numstat`, each the median of rounds in which the two run in turn, in processes of their own.
Processor time is that of the whole process tree. Without --me, the most frequent author is the one person.
"""

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from treefall.sources.git import ANYBODY, Git, people
from treefall.value.identity import normal_address
from treefall.world import real_world

_SHORT = 4_096  # bytes of output that are looked at
_RARELY = 200_000  # as the command has it: see `treefall.cli.main`
_AGAIN = 20  # looks at a repository without news, of which the median counts


def measured(argv: Sequence[str]) -> tuple[float, float, str]:
    """Return the processor and the wall seconds that a program and all it starts take, and what it prints first."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as output:  # in this process's memory it would pass for that of the next one
        subprocess.run(argv, check=True, stdout=output, stdin=subprocess.DEVNULL)
        output.seek(0)
        said = output.read(_SHORT).decode("utf-8", "replace")
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, said


def compared(ours: Sequence[str], git: Sequence[str], rounds: int) -> dict[str, float]:
    cpu, wall, megabytes = [], [], []
    for _ in range(rounds):
        git_cpu, git_wall, _ = measured(git)
        our_cpu, our_wall, said = measured(ours)
        cpu.append(our_cpu / git_cpu)
        wall.append(our_wall / git_wall)
        megabytes.append(json.loads(said)["python_mb"])
    return {
        "cpu_ratio": round(statistics.median(cpu), 3),
        "wall_ratio": round(statistics.median(wall), 3),
        "python_mb": round(max(megabytes), 1),
    }


def read(repository: str, mine: tuple[str, ...], workers: int) -> None:
    gc.set_threshold(_RARELY)
    entries = sum(len(batch.entries) for batch in Git(repository, mine, workers=workers).fetch(None, real_world()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"entries": entries, "python_mb": peak}))


def nothing_new(repository: str, mine: tuple[str, ...]) -> float:
    source, world, cursor = Git(repository, mine), real_world(), None
    for batch in source.fetch(None, world):
        cursor = batch.cursor
    seconds = []
    for _ in range(_AGAIN):
        start = time.perf_counter()
        assert not list(source.fetch(cursor, world))  # noqa: S101 - else it is not what is measured
        seconds.append(time.perf_counter() - start)
    return round(statistics.median(seconds), 5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repo", required=True)
    parser.add_argument("--me", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--read", choices=("all", "one"), help="only read, and say what it took")
    asked = parser.parse_args()
    repository = os.path.realpath(asked.repo)
    if asked.read:
        read(repository, ANYBODY if asked.read == "all" else tuple(asked.me), asked.workers)
        return
    seen = people(repository, real_world()).seen
    mine = [normal_address(address) for address in asked.me] or [normal_address(max(seen, key=lambda p: seen[p])[1])]
    me = [part for address in mine for part in ("--me", address)]
    ours = [sys.executable, str(Path(__file__).resolve()), "--repo", repository, "--workers", str(asked.workers), *me]
    git = ["git", "-C", repository, "--no-pager", "log", "--all", "--numstat"]
    authors = ["--regexp-ignore-case", *(f"--author={address}" for address in mine)]
    result = {
        "all": compared([*ours, "--read", "all"], git, asked.rounds),
        "one": compared([*ours, "--read", "one"], [*git, *authors], asked.rounds),
        "nothing_new": {"seconds": nothing_new(repository, tuple(mine))},
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()

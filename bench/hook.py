"""What the hook adds to a commit: the same commits with and without it, in turn, with the home in trouble or not.

    python bench/hook.py [--commits 500]

Prints, for each sort of trouble, the processor time and the time by the clock that the hook adds to a commit (medians,
milliseconds), the longest that one run of the hook alone took, and how many commits failed.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

from treefall.app import open_app
from treefall.app.spool import MOST, NAME

_BATCH = 10  # commits between two looks at the clock
_ALONE = 100  # runs of the hook alone
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    **{f"GIT_{who}_{what}": "ed@corp.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def main() -> None:
    """Measure, and print the result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=500)
    commits = parser.parse_args().commits
    print(json.dumps({trouble.__name__: measured(trouble, commits) for trouble in (well, locked, full, absent)}))


def measured(trouble: Callable[[Path], Iterator[None]], commits: int) -> dict[str, float]:
    """Return what the hook adds where the home is in `trouble`."""
    with tempfile.TemporaryDirectory() as folder:
        plain, hooked = (_repository(Path(folder) / name) for name in ("plain", "hooked"))
        home = Path(folder) / "home"
        app = open_app(home)
        hook = app.hooking.install(hooked).path
        app.close()
        with contextmanager(trouble)(home):
            rounds = [(_committed(plain), _committed(hooked)) for _ in range(commits // _BATCH)]
            alone = max(_timed(hook, hooked) for _ in range(_ALONE))
        failed = commits - int(_git(hooked, "rev-list", "--count", "HEAD"))
    cpu, wall = (median(with_[n] - without[n] for without, with_ in rounds) / _BATCH * 1000 for n in (0, 1))
    return {
        "cpu_ms": round(cpu, 2),
        "wall_ms": round(wall, 2),
        "longest_ms": round(alone * 1000, 1),
        "failed": failed,
    }


def well(home: Path) -> Iterator[None]:
    """Leave the home as it is."""
    del home
    yield


def locked(home: Path) -> Iterator[None]:
    """Hold the ledger for oneself."""
    with closing(sqlite3.connect(home / "ledger.db", isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


def full(home: Path) -> Iterator[None]:
    """Let the spool be as long as it may be."""
    (home / NAME).write_bytes(b"1780000000 /src/shop\n" * (MOST // 21 + 1))
    yield


def absent(home: Path) -> Iterator[None]:
    """Take the home away."""
    home.rename(home.with_name("away"))
    yield


def _repository(path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(path)], check=True, env=_ENVIRONMENT)
    return path


def _committed(path: Path) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for _ in range(_BATCH):
        _git(path, "commit", "-q", "--allow-empty", "-m", "Charge once")
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def _timed(hook: Path, folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run([str(hook)], cwd=folder, check=True, env=_ENVIRONMENT)
    return time.perf_counter() - start


def _git(path: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(path), *arguments], check=True, env=_ENVIRONMENT, capture_output=True)
    return done.stdout.decode()


if __name__ == "__main__":
    main()

"""Ctrl-C in the middle of collecting: nothing is lost, nothing is doubled, and it goes on where it was."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from shell import ED, START, Person, Repository

_COMMITS = 3_000


def fill(repository: Repository) -> None:
    """Write many commits at once."""
    lines = []
    for number in range(_COMMITS):
        name = f"f{number % 50}"
        lines += [
            "commit refs/heads/main",
            f"committer {ED[0]} <{ED[1]}> {START + number} +0000",
            f"data <<END\nCommit {number}\nEND",
            f"M 644 inline {name}",
            f"data <<END\n{number}\nEND",
        ]
    stream = "\n".join([*lines, ""]).encode()
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository.path, input=stream, check=True)


def test_collecting_that_was_interrupted_goes_on_where_it_was(
    new_repository: Callable[[str], Repository], tmp_path: Path
) -> None:
    shop = new_repository("shop")
    fill(shop)
    cut, whole = Person(tmp_path / "cut", shop.path), Person(tmp_path / "whole", shop.path)
    process = subprocess.Popen(
        [sys.executable, "-m", "treefall", "--home", str(cut.home), "collect", "--repo", "."],
        cwd=shop.path,
        env={**os.environ, "TREEFALL_ACK": "1", "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("ACK ")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the gits hear it as well
    out, err = process.communicate()
    assert (process.returncode, "Traceback" in err) == (130, False), err
    assert err.splitlines()[-2:] == ["Interrupted.", "What was done so far is kept; run it again to go on."]
    assert len(out.splitlines()) < _COMMITS
    assert cut.runs("doctor", "--porcelain").out == ""
    cut.runs("collect", "--repo", ".")
    whole.runs("collect", "--repo", ".")
    assert cut.runs("export", "--plain", "-").out == whole.runs("export", "--plain", "-").out

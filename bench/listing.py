"""Time the second `treefall list --json` on one person's ten years, against starting Python and Treefall alone.

    python bench/listing.py [--n 50000] [--rounds 5]

Prints {"n", "first", "second", "start", "over_start"}: wall seconds of whole processes, medians of the rounds; `first`
judges the whole ledger, `second` finds what that left in the cache, `start` is `treefall --version`.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from judge import history

from treefall.app import open_app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        app = open_app(home)
        app.ledger.append(history(options.n, random.Random(1)))  # noqa: S311 - made-up data, no secret
        app.close()
        listing = ("list", "--json", "--since", "2016-01-01")
        first = seconds(home, *listing)
        rounds = [(seconds(home, *listing), seconds(home, "--version")) for _ in range(options.rounds)]
    second, start = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(json.dumps({"n": options.n, "first": first, "second": second, "start": start, "over_start": second - start}))


def seconds(home: Path, *arguments: str) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "treefall", *arguments]
    subprocess.run(command, env={**os.environ, "TREEFALL_HOME": str(home)}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()

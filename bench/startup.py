"""Time how long a command takes to be there: `treefall --help` and `treefall note` beside `python -c "import click"`.

    python bench/startup.py [--rounds 20]

The three run in turn, so that whatever else the machine does falls on all of them; of each the median of the processor
time is taken, user and system together. Prints {"click_seconds", "help_ratio", "note_ratio", "rounds"}; wanted is a
`help_ratio` of at most 3.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from statistics import median
from types import MappingProxyType

COMMANDS = MappingProxyType(
    {
        "click": ["-c", "import click"],
        "help": ["-m", "treefall", "--help"],
        "note": ["-m", "treefall", "note", "Restore drill with @Grace went fine #prevention"],
    }
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        variables = {**os.environ, "HOME": folder, "TREEFALL_HOME": f"{folder}/home", "PYTHONPYCACHEPREFIX": folder}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode, so these have it too
        measure(variables)
        found = [measure(variables) for _ in range(rounds)]
    click, help_, note = (median(seconds[name] for seconds in found) for name in COMMANDS)
    print(
        json.dumps(
            {
                "click_seconds": round(click, 4),
                "help_ratio": round(help_ / click, 2),
                "note_ratio": round(note / click, 2),
                "rounds": rounds,
            }
        )
    )


def measure(variables: dict[str, str]) -> dict[str, float]:
    """Return the processor seconds of each command, run once."""
    return {name: seconds([sys.executable, *arguments], variables) for name, arguments in COMMANDS.items()}


def seconds(argv: list[str], variables: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(argv, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


if __name__ == "__main__":
    main()

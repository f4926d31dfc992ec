"""A small real repository of the fictional shop, and the command as a person runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ED, FRED, GRACE = (
    ("Ed Stone", "ed@corp.example"),
    ("Fred Edwards", "fred@corp.example"),
    ("Grace Hopper", "grace@corp.example"),
)
START = 1_780_000_000  # 28 May 2026


@dataclass
class Repository:
    """A git repository that is written one commit a day."""

    path: Path
    day: int = 0
    shas: list[str] = field(default_factory=list)

    def git(self, *arguments: str, by: tuple[str, str] = ED) -> str:
        when = f"{START + self.day * 86_400} +0200"
        who = {
            f"GIT_{part}_{what}": value
            for part in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", by[0]), ("EMAIL", by[1]), ("DATE", when))
        }
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.path.parent), "GIT_CONFIG_NOSYSTEM": "1", **who}
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, message: str, files: Mapping[str, str], by: tuple[str, str] = ED) -> str:
        self.day += 1
        for name, text in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("a") as file:
                file.write(text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, by=by)
        self.shas.append(self.git("rev-parse", "HEAD"))
        return self.shas[-1]


def code(name: str, lines: int) -> str:
    return "".join(f"def {name}_{n}(basket): return basket.total * {n}\n" for n in range(lines))


@dataclass
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        return json.loads(self.out)


@dataclass
class Person:
    """Somebody at a shell, with a home of their own."""

    home: Path
    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, typed: str | None = None) -> Done:
        """Run the installed command as a program of its own."""
        variables = {
            **os.environ,
            "HOME": str(self.home.parent),
            "TREEFALL_HOME": str(self.home),
            "COLUMNS": "80",
            **self.variables,
        }
        done = subprocess.run(
            [sys.executable, "-m", "treefall", *arguments],
            cwd=self.folder,
            env=variables,
            input=typed,
            stdin=subprocess.DEVNULL if typed is None else None,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def runs(self, *arguments: str) -> Done:
        """Run it and expect that all is well."""
        done = self.run(*arguments)
        assert done.status == 0, done
        return done

"""Logs as agents leave them: large, still being written, and in forms that change; nothing in them is certain.

A line that is too long, no JSON or nested too deep is passed over and counted; the others are read.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from ...model import Rejected
from ...remote.records import Raw
from .session import SOURCE, Session

MOST_LINE = 16 << 20
"""Bytes of a line that is read."""

MOST_BYTES = 1 << 30
"""Of one log that are looked at."""

_MOST_FILES = 50_000
_PIECE = 1 << 16

Read: TypeAlias = Callable[[Path], Iterator[Session | Rejected]]
Take: TypeAlias = Callable[[Session, Raw], None]


@dataclass(frozen=True, slots=True)
class Log:
    """How one agent keeps its sessions.

    Attributes:
        key: in the settings.
        name: of the agent, as people call it.
        home: the folder in which its logs usually lie, "" where there is none.
        patterns: of the names of its logs, seen from there.
        read: reads one of them.
    """

    key: str
    name: str
    home: str
    patterns: tuple[str, ...]
    read: Read


def found(root: Path, patterns: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return when each log below `root` was last written to (by the file system's clock, ns), and its path, sorted.

    Links are passed over. A `root` that is a file is the only one.

    Raises:
        OSError: there is no such folder, or it cannot be read.
    """
    if root.is_file():
        return [(root.stat().st_ctime_ns, str(root))]
    next(root.iterdir(), None)  # that it is there and may be read: a pattern would say nothing
    paths = {path for pattern in patterns for path in root.glob(pattern)}
    files = [(path.lstat().st_ctime_ns, str(path)) for path in paths if path.is_file() and not path.is_symlink()]
    return sorted(files)[-_MOST_FILES:]


def by_line(name: str, take: Take) -> Read:
    """Return what reads a log of one session, in which every line is a record of its own.

    Args:
        name: of the agent.
        take: takes what counts of a record into the session.
    """

    def read(path: Path) -> Iterator[Session | Rejected]:
        session, lost = Session(agent=name, name=path.stem), 0
        with path.open("rb") as file:
            for line in lines(file):
                record = loaded(line) if line is not None else None
                if record is None:
                    lost += 1
                else:
                    take(session, record)
        yield session
        yield from unread(name, path, lost)

    return read


def lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line that says something; None for one that is too long. At most the first GiB is looked at."""
    left = MOST_BYTES
    while left > 0 and (line := file.readline(MOST_LINE + 1)):
        left -= len(line)
        if len(line) <= MOST_LINE:
            if stripped := line.strip():
                yield stripped
            continue
        while left > 0 and not line.endswith(b"\n") and (line := file.readline(_PIECE)):
            left -= len(line)
        yield None


def loaded(content: bytes) -> Raw | None:
    """Return the record that `content` is; None where it is none."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def unread(name: str, path: Path, lost: int) -> Iterator[Rejected]:
    """Yield that `lost` lines of a log were passed over, where any were."""
    if lost:
        lines_ = "a line of it" if lost == 1 else f"{lost:,} of its lines"
        yield Rejected(SOURCE, f"{name}, {path.name}", f"{lines_} cannot be read")

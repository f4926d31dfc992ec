"""The spool: a line for each commit that the hook has seen, until somebody reads the repositories.

A line says when and where, "1780000000 /home/ed/src/shop", and nothing of the commit: a line that is lost, doubled or
forged changes only which repository is read first.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAME = "spool"
MOST = 1 << 20
"""Bytes that the hook fills at most, and that are read."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits.

    Attributes:
        commits: how many, >= 0.
        since: when the first was made; aware, UTC; None where none waits.
        folders: where, the last first, each once.
    """

    commits: int = 0
    since: datetime | None = None
    folders: tuple[str, ...] = ()


def waiting(home: Path) -> Waiting:
    """Return what waits in the spool of `home`; lines that say something else are passed over."""
    try:
        if not (home / NAME).is_file():  # a device or a pipe would never end
            return Waiting()
        with (home / NAME).open("rb") as file:
            content = file.read(MOST)
    except OSError:
        return Waiting()
    found = [line for raw in content.split(b"\n") if (line := _line(raw))]
    folders = dict.fromkeys(folder for _, folder in reversed(found))
    return Waiting(len(found), min((at for at, _ in found), default=None), tuple(folders))


def taken(home: Path) -> Waiting:
    """Return what waits in the spool of `home`, and let it wait no more: it is about to be read."""
    found = waiting(home)
    if found.commits:
        with suppress(OSError):
            (home / NAME).unlink()
    return found


def _line(raw: bytes) -> tuple[datetime, str] | None:
    at, _, folder = raw.decode("utf-8", "surrogateescape").partition(" ")
    if not folder or not at.isascii() or not at.isdigit():
        return None
    try:
        return datetime.fromtimestamp(int(at), UTC), folder
    except (ValueError, OverflowError, OSError):
        return None

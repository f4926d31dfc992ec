"""Mail folders on this machine: mbox, Maildir, and mails saved one by one. Each is read from its beginning, unchanged.

The standard library's `mailbox` reads lines of any length whole; here nothing is larger than a mail may be.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from .letters import MOST_BYTES

MOST_LETTERS = 200_000
"""Of one folder that are looked at."""

_PARTS = ("cur", "new")
_SAVED = (".eml", ".msg")
_DEEPEST = 12  # folders
_LINE = 1 << 16  # bytes of a line that are read at once
_FROM = b"From "


def letters(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the place and the beginning of each mail at `path`: in a Maildir and those below it, or in an mbox.

    In a folder, and in those below it, mails that were saved one by one (`.eml`) count as well. What Outlook saves in
    a form of its own (`.msg`) is yielded too: whoever reads it says that it is none.

    Raises:
        OSError: it cannot be read.
    """
    yield from islice(_all(path), MOST_LETTERS)


def _all(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        return chain(_maildirs(path), _saved(path, path, _DEEPEST))
    return _one(path, path.name) if path.name.lower().endswith(_SAVED) else _mbox(path)


def _maildirs(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what lies in a Maildir, then what lies in those below it."""
    with os.scandir(path) as entries:
        below = sorted(one.name for one in entries if one.is_dir(follow_symlinks=False))
    for part in _PARTS:
        if part in below:
            yield from _mails(path / part)
    for name in below:
        if name not in (*_PARTS, "tmp") and any((path / name / part).is_dir() for part in _PARTS):
            yield from _maildirs(path / name)


def _mails(folder: Path) -> Iterator[tuple[str, bytes]]:
    with os.scandir(folder) as entries:
        names = sorted(one.name for one in entries if one.is_file(follow_symlinks=False))
    for name in names[:MOST_LETTERS]:
        with suppress(OSError):  # a mail that a mail program has moved meanwhile comes the next time
            yield from _one(folder / name, f"{folder.parent.name}/{name.partition(':')[0]}")


def _one(path: Path, where: str) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as file:
        yield where, file.read(MOST_BYTES)


def _saved(top: Path, folder: Path, depth: int) -> Iterator[tuple[str, bytes]]:
    """Yield the mails that were saved one by one, in `folder` and below it; hidden folders are passed over."""
    with suppress(OSError), os.scandir(folder) as entries:
        seen = sorted((one for one in entries if not one.is_symlink()), key=lambda one: one.name)
        for one in seen:
            if one.is_dir():
                if depth and not one.name.startswith(".") and one.name not in (*_PARTS, "tmp"):
                    yield from _saved(top, Path(one.path), depth - 1)
            elif one.name.lower().endswith(_SAVED):
                yield from _one(Path(one.path), Path(one.path).relative_to(top).as_posix())


def _mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the mails of an mbox: each begins with a line "From …" behind an empty one."""
    with path.open("rb") as file:
        number, size = 0, 0
        kept: list[bytes] = []
        empty = True
        for line, begins in _lines(file):
            if begins and empty and line.startswith(_FROM):
                if number:
                    yield f"{path.name}, mail {number:,}", b"".join(kept)
                number, kept, size = number + 1, [], 0
            elif number and size < MOST_BYTES:
                kept.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            empty = not line.strip() if begins else False
        if number:
            yield f"{path.name}, mail {number:,}", b"".join(kept)


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield the lines of `file`, long ones in pieces, and whether each begins a line."""
    begins = True
    while line := file.readline(_LINE):
        yield line, begins
        begins = line.endswith(b"\n")

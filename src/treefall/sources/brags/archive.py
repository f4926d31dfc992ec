"""Zip files, as Notion exports pages: read in memory and within bounds; nothing is ever written to a disk."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

_MOST_FILES, _MOST_BYTES, _MOST_IN_ALL = 20_000, 6 << 20, 64 << 20
_MOST_RATIO, _SMALL = 200, 1 << 20
_DEEPEST = 2  # Notion puts the parts of a large export, zip files themselves, into another
_BROKEN = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)
_HEX = re.compile(r"[ -]?\b(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b")
MAGIC = b"PK\x03\x04"


class TooMuch(Exception):
    """A zip file holds more than may be read, or is none."""


@dataclass
class Room:
    """How much may still be read of a zip file, and of those in it."""

    files: int = _MOST_FILES
    size: int = _MOST_IN_ALL

    def take(self, infos: list[ZipInfo]) -> None:
        """Make room for the files that a zip file says it holds.

        Raises:
            TooMuch: there is none left, or they are packed too tightly to be honest.
        """
        self.files -= len(infos)
        self.size -= sum(info.file_size for info in infos)
        if self.files < 0:
            raise TooMuch(f"holds more than {_MOST_FILES:,} files")
        if self.size < 0:
            raise TooMuch(f"holds more than {_MOST_IN_ALL >> 20} MiB")
        if any(info.file_size > _SMALL and info.file_size > _MOST_RATIO * info.compress_size for info in infos):
            raise TooMuch(f"is packed more than {_MOST_RATIO} to 1")


def files(
    content: bytes, suffixes: tuple[str, ...], room: Room | None = None, depth: int = 1
) -> Iterator[tuple[str, bytes | None]]:
    """Yield the names and contents of the files in a zip file that end in one of `suffixes`, pages before tables.

    The ids that Notion puts into names are left out. A content is None where it cannot be read, or is too large.

    Args:
        content: of the zip file.
        suffixes: in small letters.
        room: that is left; None: all.
        depth: 1 for a zip file by itself, 2 for one in another; none is read in that one.

    Raises:
        TooMuch: it is no zip file, or holds more than may be read.
    """
    room = room or Room()
    try:
        zipped = ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise TooMuch("is no zip file that can be read") from error
    room.take(zipped.infolist())
    for info in sorted(zipped.infolist(), key=lambda one: (one.filename.lower().endswith(".csv"), one.filename)):
        name = info.filename
        is_hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
        if not is_hidden and name.lower().endswith(".zip") and depth < _DEEPEST:
            yield from files(_read(zipped, info, _MOST_IN_ALL) or b"", suffixes, room, depth + 1)
        elif not is_hidden and name.lower().endswith(suffixes):
            yield bare(name), _read(zipped, info, _MOST_BYTES)


def _read(zipped: ZipFile, info: ZipInfo, most: int) -> bytes | None:
    try:
        return zipped.read(info) if info.file_size <= most else None
    except _BROKEN:
        return None


def bare(name: str) -> str:
    """Return a file's name without the ids that Notion puts into it."""
    return "/".join(_HEX.sub("", part) for part in name.split("/"))

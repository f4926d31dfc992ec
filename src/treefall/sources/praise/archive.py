"""A zip that somebody exported, of which nothing is unpacked to the disk.

What a file of it claims to be is not believed: how many there are, how large each is and how much larger it gets are
all bounded, and a name in it is only ever compared, never opened.
"""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zipfile import ZipFile

_MOST_FILES, _MOST_DIRECTORY = 200_000, 32 << 20  # files, and bytes of their list
_MOST_IN_ALL, _MOST_RATIO = 2 << 30, 300
_END = b"PK\x05\x06"
_END_SIZE, _MOST_COMMENT = 22, 1 << 16


class Unfit(Exception):
    """An export that is not read; `args[0]` says why in one clause."""


@dataclass(slots=True)
class Archive:
    """The files of a zip.

    Attributes:
        files: the zip itself.
        most: bytes of one file that is read.
    """

    files: "ZipFile"
    most: int
    _left: int = _MOST_IN_ALL

    def names(self) -> list[str]:
        """Return the names of its files.

        Raises:
            Unfit: there are more than are read.
        """
        names = self.files.namelist()
        if len(names) > _MOST_FILES:
            raise Unfit(f"holds more than {_MOST_FILES:,} files")
        return names

    def content(self, name: str) -> Any:  # noqa: ANN401 - whatever it holds
        """Return what the JSON of the file `name` says: a list or a record; a text says why it is not read."""
        from zipfile import BadZipFile  # noqa: PLC0415 - with the zip
        from zlib import error as ZlibError  # noqa: N812, PLC0415

        try:
            about = self.files.getinfo(name)
        except KeyError:
            return "is not there"
        if about.file_size > min(self.most, self._left, _MOST_RATIO * max(1_000, about.compress_size)):
            return "is larger than is read"
        try:
            with self.files.open(about) as file:
                content = file.read(self.most + 1)
        except (ValueError, BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError):
            return "cannot be read"
        self._left -= len(content)
        return said(content, self.most)


@contextmanager
def opened(path: Path, most: int) -> Iterator[Archive]:
    """Open the zip at `path`, to read at most so many bytes of each of its files.

    Raises:
        OSError: it cannot be read.
        Unfit: it is no zip, or larger than is read.
    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - few have one

    _check(path)
    try:
        with ZipFile(path) as files:
            yield Archive(files, most)
    except (BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise Unfit(f"is no zip that can be read ({type(error).__name__})") from error


def said(content: bytes, most: int) -> Any:  # noqa: ANN401 - whatever it holds
    """Return what a JSON says: a list or a record; a text says why it is not read."""
    if len(content) > most:
        return "is larger than is read"
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return "cannot be read"
    return found if isinstance(found, list | dict) else "holds no list"


def _check(path: Path) -> None:
    """Refuse a zip whose list of files is longer than is read, before it is."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_SIZE - _MOST_COMMENT))
        tail = file.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        raise Unfit("is no zip")
    _, _, _, _, count, directory, _, _ = struct.unpack("<4s4H2LH", tail[place : place + _END_SIZE])
    if directory > _MOST_DIRECTORY:
        raise Unfit(f"lists more files than are read ({count:,})")

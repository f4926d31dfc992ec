"""Files that are written whole or not at all, and folders of files that are read within bounds."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 1 << 20
"""Of a file that is read as one text."""

_MOST_FILES, _DEEPEST = 20_000, 12


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, for the owner's eyes only; durable once this returns, and never half of it there.

    Raises:
        OSError: it could not be written; what stood at `path` still stands.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)  # where it did not take the place of `path`
    _sync_folder(path.parent)


def texts(folder: Path, suffixes: tuple[str, ...], most: int = MOST_BYTES) -> Iterator[tuple[str, str | None]]:
    """Yield the name, seen from `folder`, and the text of each file as `contents` finds them.

    The text is None where there is none: the file is too large, no text in UTF-8, or cannot be read.

    Raises:
        OSError: there is no such folder, or it cannot be read.
    """
    for name, content in contents(folder, suffixes, most):
        yield name, _decoded(content)


def contents(folder: Path, suffixes: tuple[str, ...], most: int = MOST_BYTES) -> Iterator[tuple[str, bytes | None]]:
    """Yield the name, seen from `folder`, and the bytes of each file below it that ends in one of `suffixes`, sorted.

    They are None where the file is too large or cannot be read. Links and hidden files and folders are passed over, and
    what lies deeper than 12 folders or beyond 20,000 files. `folder` may be a file itself.

    Raises:
        OSError: there is no such folder, or it cannot be read.
    """
    if folder.is_file():
        yield folder.name, _content(folder, most)
        return
    found = sorted(_below(folder, suffixes, _DEEPEST), key=lambda path: path.parts)
    for path in found[:_MOST_FILES]:
        yield path.relative_to(folder).as_posix(), _content(path, most)


def _below(folder: Path, suffixes: tuple[str, ...], depth: int) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        seen = [entry for entry in entries if not entry.name.startswith(".") and not entry.is_symlink()]
    for entry in seen:
        if entry.is_file() and entry.name.lower().endswith(suffixes):
            yield Path(entry.path)
        elif depth and entry.is_dir():
            try:
                yield from _below(Path(entry.path), suffixes, depth - 1)
            except OSError:  # a folder that is not ours to read hides no other
                continue


def _content(path: Path, most: int) -> bytes | None:
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError:
        return None
    return content if len(content) <= most else None


def _decoded(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

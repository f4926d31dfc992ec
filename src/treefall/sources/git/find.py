"""Where the repositories are below some folders."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .repository import is_bare

_CACHES = frozenset(
    {
        *("node_modules", "bower_components", "vendor", "site-packages", "__pycache__", "venv", "env", "target"),
        *(".cache", ".venv", ".tox", ".nox", ".npm", ".cargo", ".rustup", ".gradle", ".m2", ".local", ".terraform"),
        *(".Trash", "Library"),
    }
)
_SUBMODULE = re.compile(r"^\s*path\s*=\s*(.+?)\s*$", re.MULTILINE)
_LONGEST = 1 << 20  # bytes of a .gitmodules that are read


def find(folders: Iterable[str | Path], depth: int = 5) -> Iterator[Path]:
    """Yield the real path of every repository in `folders` and at most `depth` folders below them, each once.

    Symbolic links are not followed, and caches and other people's code (`node_modules`, `vendor`, `.venv`, …) are
    passed over. Inside of a repository only its submodules are looked at; work trees of one repository are one. A
    work tree whose repository lies elsewhere (`git init --separate-git-dir`) is one only if it is itself in `folders`.
    """
    seen: set[Path] = set()
    for folder in folders:
        for path in _below(Path(folder).resolve(), depth, named=True):
            store = _store(path)
            if store not in seen:
                seen.add(store)
                yield path


def _below(folder: Path, depth: int, *, named: bool = False) -> Iterator[Path]:
    if _is_repository(folder, named=named):
        yield folder
        for inner in _submodules(folder):
            yield from _below(inner, 0, named=True)
    elif depth > 0:
        for inner in _folders(folder):
            yield from _below(inner, depth - 1)


def _is_repository(folder: Path, *, named: bool) -> bool:
    try:
        inside = folder / ".git"
        if inside.is_file():
            return named or _store(folder) != _linked(folder)
        return (inside / "HEAD").is_file() or is_bare(folder)
    except (OSError, RuntimeError, ValueError):
        return False


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if name not in _CACHES]


def _submodules(folder: Path) -> Iterator[Path]:
    for name in _SUBMODULE.findall(_start_of(folder / ".gitmodules")):
        try:
            inner = (folder / name).resolve()
        except (OSError, RuntimeError, ValueError):
            continue
        if inner != folder and inner.is_relative_to(folder):
            yield inner


def _store(path: Path) -> Path:
    """Return where the history of the repository at `path` is kept: one place for all of its work trees."""
    try:
        store = _linked(path)
        common = _start_of(store / "commondir").strip()
        return (store / common).resolve() if common else store
    except (OSError, RuntimeError, ValueError):
        return path


def _linked(path: Path) -> Path:
    """Return the repository that `path` itself is, or that a file in it names: a work tree's own part of it."""
    named = _start_of(path / ".git").removeprefix("gitdir:").strip()
    inside = path / ".git" if (path / ".git").is_dir() else path
    return (path / named).resolve() if named else inside.resolve()


def _start_of(file: Path) -> str:
    try:
        if not file.is_file():
            return ""
        with file.open("rb") as opened:
            return opened.read(_LONGEST).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""

"""Line counts, commit by commit and file by file, exactly as git counts them.

They are nine tenths of the cost of reading, so they are asked for only where somebody needs them, many commits at
once. A commit whose content is missing or broken has no counts, which is not the same as none.
"""

import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from ...model import FileChange, FileSummary
from ...ports import ProgramFailed
from ...value.noise import unwritten as told_by_path
from . import folders, unwritten
from .objects import Objects
from .repository import Conversation, Repository
from .unwritten import LARGE, Large, Why

_HOW = ("diff-tree", "--stdin", "-z", "-r", "-M", "--root", "--raw", "--always", "--no-ext-diff", "--no-textconv")
_DIFF = (
    *_HOW,
    "--numstat",
    "--no-color",
    "--no-indent-heuristic",  # it moves blocks of changed lines to where they read well, and changes no count
)
_TOKEN = re.compile(
    rb"([0-9a-f]{40,64})\0"  # a commit
    # how a file changed: with its content now, and, where it was not renamed, in which way
    rb"|(:[0-7]+ [0-7]+ [0-9a-f]+ ([0-9a-f]+) (?:[RC]\d+\0[^\0]+|([ABD-QS-Z])\d*)\0([^\0]+)\0)"
    rb"|(\d+|-)\t(\d+|-)\t(?:\0([^\0]+)\0)?([^\0]+)\0"  # its lines, with its former path if it was renamed
    rb"|([\s\S]+)"  # what is not whole yet
)
_END = b"=\n"  # what is no sha git gives back, and with it all that it has not yet written
_WIDEST = 1_000  # files of a commit that are kept
_MOST_HOMES = 1_000  # folders of new files, of one commit, that are told
_MOST_LARGE = 100  # files of a commit that are looked into
_PATIENCE = 20  # broken commits in a row after which the rest of a lot is taken for missing


class Touched(NamedTuple):
    """What a commit touched.

    Attributes:
        files: with their line counts.
        created: how many of them were not there before under any name.
        homes: the folders in which those lie, the top not among them; at most a thousand.
        large: those of which many lines changed and that are still there.
        raw: digest of which contents at which paths became which others; what shares it has the same counts.
        opened: the folders that were not there before, see `folders.opened`.
        unwritten: those that nobody wrote, see `unwritten.found`.
    """

    files: FileSummary
    created: int
    raw: bytes
    homes: frozenset[bytes] = frozenset()
    large: tuple[Large, ...] = ()
    opened: tuple[str, ...] = ()
    unwritten: Why = MappingProxyType({})


class _Changed(NamedTuple):
    """How a file changed, in git's words; its content and its path now; and, if it was not renamed, in which way."""

    raw: bytes
    blob: bytes
    way: bytes
    path: bytes


class Counter:
    """A git that counts lot after lot: starting one for each would cost as much again as the counting."""

    def __init__(self, repository: Repository) -> None:
        """Count on `repository`; git is started with the first lot."""
        self._repository = repository
        self._diffs = Conversation(repository, *_DIFF)
        self._changes = Conversation(repository, *_HOW)
        self._objects = Objects(repository)

    def counted(
        self, changes: Sequence[str], likely: Mapping[str, str] = MappingProxyType({})
    ) -> dict[str, Touched | None]:
        """Return, by sha, what each of `changes` touched; None where the repository lacks the content.

        A change is a sha (no merge's), compared with its only parent or the empty tree, or two with a space between:
        of a commit, and of what to compare it with. Some are `likely` copies of others of them: only where they are
        not are their lines counted.
        """
        counts = self._lines([change for change in changes if change not in likely])
        counts.update(self._copies(likely, counts))
        counts.update(self._lines([change for change in likely if change not in counts]))
        homes = {sha: touched.homes for sha, touched in counts.items() if touched and touched.homes}
        opened = folders.opened(self._objects, homes)
        large = {sha: touched.large for sha, touched in counts.items() if touched and touched.large}
        why = unwritten.found(self._objects, large)
        for sha in {*opened, *why}:
            if touched := counts[sha]:
                counts[sha] = touched._replace(opened=opened.get(sha, ()), unwritten=why.get(sha, touched.unwritten))
        return counts

    def _lines(self, changes: Sequence[str]) -> dict[str, Touched | None]:
        if not changes:
            return {}
        try:
            return dict(_summaries(self._diffs.answer(_names(changes) + _END)))
        except ProgramFailed:
            self._diffs.close()
            return _piecemeal(self._repository, changes)

    def _copies(self, likely: Mapping[str, str], counts: Mapping[str, Touched | None]) -> Iterator[tuple[str, Touched]]:
        """Yield those of `likely` that are copies, with the counts of what they are copies of."""
        if not likely:
            return
        try:
            for sha, touched in _summaries(self._changes.answer(_names(list(likely)) + _END)):
                original = counts.get(likely[sha])
                if original and original.raw == touched.raw:
                    yield sha, original
        except ProgramFailed:
            self._changes.close()

    def close(self) -> None:
        """Let git go."""
        self._diffs.close()
        self._changes.close()
        self._objects.close()


def counted(repository: Repository, changes: Sequence[str]) -> dict[str, Touched | None]:
    """Return the same as `Counter.counted`, once."""
    counter = Counter(repository)
    try:
        return counter.counted(changes)
    finally:
        counter.close()


def _piecemeal(repository: Repository, changes: Sequence[str]) -> dict[str, Touched | None]:
    """Return what can be counted of `changes` where git stops at some of them, by starting it again after each."""
    found: dict[str, Touched | None] = {}
    left, failures = list(changes), 0
    while left and failures <= _PATIENCE:
        read, _ = _until_broken(repository, left)
        found.update(read)
        failures = 0 if read else failures + 1
        sound = len(read)
        doubtful, left = left[sound : sound + 2], left[sound + 2 :]  # git stopped in the first, or at the second
        for change in doubtful:
            alone, whole = _until_broken(repository, [change])
            found.update(alone if whole else [(_sha(change), None)])
    found.update((_sha(change), None) for change in left)
    return found


def _until_broken(repository: Repository, changes: Sequence[str]) -> tuple[list[tuple[str, Touched]], bool]:
    read: list[tuple[str, Touched]] = []
    try:
        for one in _summaries(repository.read(*_DIFF, stdin=(_names(changes), _END))):
            read.append(one)  # noqa: PERF402 - what came before it broke is kept
    except ProgramFailed:
        return read, False
    return read, True


def _names(changes: Sequence[str]) -> bytes:
    return "".join(f"{change}\n" for change in changes).encode()


def _sha(change: str) -> str:
    return change.partition(" ")[0]


def _summaries(chunks: Iterator[bytes]) -> Iterator[tuple[str, Touched]]:
    """Yield, from git's answer to a lot, each commit and what it touched; where git ends badly, not the last."""
    commit, changed, files = b"", list[_Changed](), list[FileChange]()
    for sha, raw, blob, way, path, added, deleted, old, now, _ in _tokens(chunks):
        if raw:
            changed.append(_Changed(raw, blob, way, path))
        elif now:
            files.append(_file(added, deleted, old, now))
        else:
            if commit:
                yield commit.decode(), _touched(changed, files)
            commit, changed, files = sha, [], []
    if commit:
        yield commit.decode(), _touched(changed, files)


def _tokens(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, ...]]:
    """Yield the groups of `_TOKEN` in an answer: commit by commit, first how each file changed, then its lines."""
    rest = b""
    for chunk in chunks:
        found = _TOKEN.findall(rest + chunk)
        rest = found.pop()[-1] if found[-1][-1] else b""
        yield from found
        if rest == _END:
            return


def _touched(changed: Sequence[_Changed], files: Sequence[FileChange]) -> Touched:
    created = [one.path for one in changed if one.way == b"A"]
    homes = {path[: max(0, path.rfind(b"/"))] for path in created} - {b""}
    summary, raw = _summary(files), blake2b(b"".join([one.raw for one in changed]), digest_size=16).digest()
    return Touched(summary, len(created), raw, frozenset(sorted(homes)[:_MOST_HOMES]), _large(summary, changed))


def _large(summary: FileSummary, changed: Sequence[_Changed]) -> tuple[Large, ...]:
    """Return the files of many changed lines, the first hundred of them, that their paths do not tell apart already."""
    if summary.added + summary.deleted < LARGE:
        return ()
    lines = {one.path: _size(one) for one in summary.changes if _size(one) >= LARGE and not told_by_path(one.path)}
    if not lines:
        return ()
    blobs = {
        one.path.decode("utf-8", "replace"): one.blob for one in changed if one.way != b"D" and b"\n" not in one.path
    }
    return tuple([Large(path, blobs[path], lines[path]) for path in list(lines)[:_MOST_LARGE] if path in blobs])


def _file(added: bytes, deleted: bytes, old: bytes, path: bytes) -> FileChange:
    return FileChange(
        path=path.decode("utf-8", "replace"),
        added=None if added == b"-" else int(added),
        deleted=None if deleted == b"-" else int(deleted),
        old=old.decode("utf-8", "replace"),
    )


def _summary(changes: Sequence[FileChange]) -> FileSummary:
    """Return `changes` summed up; of more than a thousand only the largest are kept, in their order."""
    added = deleted = 0
    for change in changes:
        added += change.added or 0
        deleted += change.deleted or 0
    count, kept = len(changes), tuple(changes)
    if count > _WIDEST:
        largest = heapq.nlargest(_WIDEST, range(count), key=lambda place: _size(changes[place]))
        kept = tuple(changes[place] for place in sorted(largest))
    return FileSummary(count=count, added=added, deleted=deleted, changes=kept)


def _size(change: FileChange) -> int:
    return (change.added or 0) + (change.deleted or 0)

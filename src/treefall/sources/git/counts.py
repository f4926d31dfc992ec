"""Line counts, commit by commit and file by file, exactly as git counts them.

They are nine tenths of the cost of reading, so they are asked for only where somebody needs them, many commits at
once. A commit whose content is missing or broken has no counts, which is not the same as none.
"""

import heapq
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ...model import FileChange, FileSummary
from ...ports import ProgramFailed
from ...value.noise import unwritten
from .folders import Folders
from .repository import Conversation, Repository
from .unwritten import LARGE, Large, Unwritten, Why

_DIFF = (
    "diff-tree",
    "--stdin",
    "-z",
    "-r",
    "-M",
    "--root",
    "--raw",
    "--numstat",
    "--always",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-indent-heuristic",  # it moves blocks of changed lines to where they read well, and changes no count
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
        opened: the folders that were not there before, see `Folders.opened`.
        unwritten: those that nobody wrote, see `Unwritten.found`.
    """

    files: FileSummary
    created: int
    homes: frozenset[bytes] = frozenset()
    large: tuple[Large, ...] = ()
    opened: tuple[str, ...] = ()
    unwritten: Why = MappingProxyType({})


class Counter:
    """A git that counts lot after lot: starting one for each would cost as much again as the counting."""

    def __init__(self, repository: Repository) -> None:
        """Count on `repository`; git is started with the first lot."""
        self._repository = repository
        self._diffs = Conversation(repository, *_DIFF)
        self._folders = Folders(repository)
        self._unwritten = Unwritten(repository)

    def counted(self, changes: Sequence[str]) -> dict[str, Touched | None]:
        """Return, by sha, what each of `changes` touched; None where the repository lacks the content.

        A change is a sha (no merge's), compared with its only parent or the empty tree, or two with a space between:
        of a commit, and of what to compare it with.
        """
        if not changes:
            return {}
        counts = self._lines(changes)
        homes = {sha: touched.homes for sha, touched in counts.items() if touched and touched.homes}
        opened = self._folders.opened(homes)
        large = {sha: touched.large for sha, touched in counts.items() if touched and touched.large}
        why = self._unwritten.found(large)
        return {
            sha: touched and touched._replace(opened=opened.get(sha, ()), unwritten=why.get(sha, touched.unwritten))
            for sha, touched in counts.items()
        }

    def _lines(self, changes: Sequence[str]) -> dict[str, Touched | None]:
        try:
            return dict(_summaries(self._diffs.answer(_names(changes) + _END)))
        except ProgramFailed:
            self._diffs.close()
            return _piecemeal(self._repository, changes)

    def close(self) -> None:
        """Let git go."""
        self._diffs.close()
        self._folders.close()
        self._unwritten.close()


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
    """Yield, from git's answer to a lot, each commit and what it touched; where git ends badly, not the last.

    What git writes ends in NUL, commit by commit: first how each file changed, then the lines of each; of a renamed
    file two paths follow.
    """
    sha, entries, left, rest = "", list[list[bytes]](), 0, b""
    for chunk in chunks:
        *tokens, rest = (rest + chunk).split(b"\0")
        for token in tokens:
            if left:
                entries[-1].append(token)
                left -= 1
            elif b"\t" in token or token.startswith(b":"):
                entries.append([token])
                left = _paths_after(token)
            else:
                if sha:
                    yield sha, _touched(entries)
                sha, entries = token.decode(), []
        if rest == _END and not left:
            break
    if sha:
        yield sha, _touched(entries)


def _touched(entries: Sequence[Sequence[bytes]]) -> Touched:
    files = [_change(*entry) for entry in entries if not entry[0].startswith(b":")]
    created = [entry[1] for entry in entries if entry[0].startswith(b":") and entry[0].endswith(b"A")]
    homes = {path[: max(0, path.rfind(b"/"))] for path in created} - {b""}
    summary = _summary(files)
    return Touched(summary, len(created), frozenset(sorted(homes)[:_MOST_HOMES]), _large(summary, entries))


def _large(summary: FileSummary, entries: Sequence[Sequence[bytes]]) -> tuple[Large, ...]:
    """Return the files of many changed lines, the first hundred of them, that their paths do not tell apart already."""
    wide = [one.path for one in summary.changes if _size(one) >= LARGE and not unwritten(one.path)][:_MOST_LARGE]
    if not wide:
        return ()
    blobs = {
        entry[-1].decode("utf-8", "replace"): entry[0].split(b" ")[3].decode()
        for entry in entries
        if entry[0].startswith(b":") and not entry[0].endswith(b"D") and b"\n" not in entry[-1]
    }
    return tuple([Large(path, blobs[path]) for path in wide if path in blobs])


def _paths_after(token: bytes) -> int:
    """Return how many paths follow what is said of a file: how it changed (":… R090"), or its lines (counts, path)."""
    if token.startswith(b":"):
        return 2 if b" R" in token else 1
    return 2 if token.endswith(b"\t") and token.count(b"\t") == 2 else 0  # noqa: PLR2004 - a path may end in one, too


def _change(counts: bytes, old: bytes = b"", new: bytes = b"") -> FileChange:
    added, deleted, path = counts.split(b"\t", 2)
    return FileChange(
        path=(new or path).decode("utf-8", "replace"),
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

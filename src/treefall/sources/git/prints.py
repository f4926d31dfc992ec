"""What is remembered of each commit of mine: enough to know it under another name, and to see whether it lasts.

A print is some fifty bytes, and only the newest are kept, so that a cursor stays small and memory flat however long
somebody has worked.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from hashlib import blake2b
from heapq import nlargest
from operator import attrgetter
from struct import Struct
from typing import NamedTuple
from zlib import crc32

from ...model import Evidence, FileSummary
from ...ports import ProgramFailed
from .repository import Repository

_ROW = Struct(">8s4sqI???")  # a print but for its sha
_MOST = 10_000
_FEWEST_LINES, _MOST_LINES = 4, 50_000  # of a change that is remembered; less is alike by chance
_NOTHING = 0  # the name of no file


class Print(NamedTuple):
    """What is remembered of a commit of mine.

    Attributes:
        counts: digest of its line counts, file by file.
        origin: digest of its author, date and subject, which copies by rebase and cherry-pick keep.
        at: when it was authored, seconds since 1970.
        file: digest of the name, without its folder, of the file that it added most lines to; 0 where it added none.
        trunk: see `marks.Mark`; likewise `landed`.
        vanished: see `treefall.model.Stand`.
        sha: its name.
    """

    counts: bytes
    origin: bytes
    at: int
    file: int
    trunk: bool
    landed: bool
    vanished: bool
    sha: str


class Prints(dict[str, Print]):
    """The prints of the newest commits of mine, by sha.

    Attributes:
        fresh: the shas of those that this reading has added.
    """

    def __init__(self, text: str, digits: int, *, resumed: bool) -> None:
        """Take those that `text` (from `packed`) holds, of a repository whose commits have names of `digits` digits.

        Where a reading is `resumed` that was broken off, these are fresh.
        """
        data, width = b64decode(text), _ROW.size + digits // 2
        for at in range(0, len(data), width):
            sha = data[at + _ROW.size : at + width].hex()
            self[sha] = Print._make((*_ROW.unpack_from(data, at), sha))
        self.fresh = set(self) if resumed else set[str]()

    def packed(self) -> str:
        """Return the newest as text."""
        kept = self.values() if len(self) <= _MOST else nlargest(_MOST, self.values(), key=attrgetter("at"))
        return b64encode(b"".join(_ROW.pack(*one[:-1]) + bytes.fromhex(one.sha) for one in kept)).decode()

    def add(self, found: Evidence, *, trunk: bool, landed: bool) -> None:
        """Remember `found`, unless its lines are unknown, too few or too many to compare, or enough are remembered."""
        counts = counts_of(found.files)
        if counts is None or found.files is None or len(self.fresh) >= _MOST:
            return
        words = f"{found.roles[0].address}\0{found.at.timestamp()}\0{found.title}"
        sha, at, file = found.native, int(found.at.timestamp()), _largest(found.files)
        vanished = sha in self and self[sha].vanished
        self[sha] = Print(counts, _digest(words, 4), at, file, trunk, landed, vanished, sha)
        self.fresh.add(sha)

    def move(self, sha: str, *, reached: bool, landed: bool) -> None:
        """Take note of what has become of a commit that may be remembered."""
        if one := self.get(sha):
            self[sha] = one._replace(trunk=one.trunk and reached, landed=landed)

    def turned(self, there: Collection[int]) -> Iterator[Print]:
        """Yield those that have vanished, or come back, now that the main branches hold the files `there`."""
        for sha, one in tuple(self.items()):
            vanished = one.landed and one.file != _NOTHING and one.file not in there
            if vanished != one.vanished:
                self[sha] = one._replace(vanished=vanished)
                yield self[sha]


def counts_of(files: FileSummary | None) -> bytes | None:
    """Return a digest of the line counts of `files`; None where they are unknown, too few or too many to compare."""
    if files is None or len(files.changes) < files.count:
        return None
    if not _FEWEST_LINES <= files.added + files.deleted <= _MOST_LINES:
        return None
    return _digest("\0".join(f"{file.path}\0{file.added}\0{file.deleted}" for file in files.changes), 8)


def _digest(text: str, size: int) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _largest(files: FileSummary) -> int:
    file = max(files.changes, key=lambda change: change.added or 0)
    return _named(file.path.rpartition("/")[2].encode("utf-8", "surrogatepass")) if file.added else _NOTHING


def _named(name: bytes) -> int:
    return crc32(name) or 1


def files_in(repository: Repository, trees: Collection[str]) -> frozenset[int] | None:
    """Return digests of the names, without folders, of all files in `trees`; None where one cannot be read."""
    found: set[int] = set()
    try:
        for tree in trees:
            rest = b""
            for chunk in repository.read("ls-tree", "-r", "-z", "--name-only", "--full-tree", tree):
                *names, rest = (rest + chunk).split(b"\0")
                found.update(_named(name[name.rfind(b"/") + 1 :]) for name in names)
    except ProgramFailed:
        return None
    return frozenset(found)

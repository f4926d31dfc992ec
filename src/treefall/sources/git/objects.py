"""What git says of objects by their names, lot after lot: what they are, and how they begin."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...ports import ProgramFailed
from .repository import Conversation, Repository

_LONGEST = 1 << 16  # bytes of a content that are kept


class Told(NamedTuple):
    """What a name means: the object's own name, "blob", "tree" or "commit", and its size in bytes."""

    sha: bytes
    kind: bytes
    size: int


class Objects:
    """Two gits that are started once something is asked: one tells what objects are, one shows them."""

    def __init__(self, repository: Repository) -> None:
        """Look into `repository`."""
        self._check = Conversation(repository, "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)")
        self._show = Conversation(repository, "cat-file", "--batch")

    def told(self, names: Sequence[bytes]) -> list[Told | None]:
        """Return what each of `names` (without a line break) means; None where it means nothing here.

        Raises:
            ProgramFailed: git ended badly.
        """
        return [_told(line) for line in self._lines(names)]

    def _lines(self, names: Sequence[bytes]) -> list[bytes]:
        said, rest = list[bytes](), b""
        chunks = self._check.answer(_asked(names)) if names else iter(())
        while len(said) < len(names):
            *lines, rest = (rest + _next(chunks)).split(b"\n")
            said += lines
        return said

    def heads(self, names: Sequence[bytes]) -> Iterator[bytes]:
        """Yield the beginning, at most 64 kB, of each of `names`, objects that are here; all of it is to be read.

        Raises:
            ProgramFailed: git ended badly.
        """
        chunks, rest = self._show.answer(_asked(names)) if names else iter(()), b""
        for _ in names:
            while b"\n" not in rest:
                rest += _next(chunks)
            line, _, rest = rest.partition(b"\n")
            told = _told(line)
            left = told.size + 1 if told else 0  # a line break follows
            head, left, rest = rest[: min(left, _LONGEST)], left - len(rest), rest[left:]
            while left > 0:
                chunk = _next(chunks)
                head, left, rest = head + chunk[: min(left, _LONGEST - len(head))], left - len(chunk), chunk[left:]
            yield head

    def close(self) -> None:
        """Let both go; what is asked later starts others."""
        self._check.close()
        self._show.close()


def _asked(names: Sequence[bytes]) -> bytes:
    return b"".join(b"%s\n" % name for name in names)


def _told(line: bytes) -> Told | None:
    said = line.rsplit(b" ", 2)
    return Told(said[0], said[1], int(said[2])) if said[-1].isdigit() else None


def _next(chunks: Iterator[bytes]) -> bytes:
    chunk = next(chunks, None)
    if chunk is None:
        raise ProgramFailed(0, "git said too little")
    return chunk

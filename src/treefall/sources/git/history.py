"""Commits as git streams them, without their line counts: a thirtieth of what those cost.

One record a commit: sha and parents, author, committer and message, exactly as they were written (no mail map).
"""

from binascii import unhexlify
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model import Rejected
from ...ports import ProgramFailed
from .repository import Repository

# No text that git prints holds a NUL, and each but the first of a record begins with its own "=", so that none can
# pass for the beginning of another record.
_FORMAT = "%x01%H %P%x00=%an%x00=%ae%x00=%ad%x00=%cn%x00=%ce%x00=%B"
_LOG = (
    "log",
    "--ignore-missing",  # before what it is about: git takes one argument after the other
    "--stdin",
    "-z",
    f"--format={_FORMAT}",
    "--date=raw",
    "--encoding=UTF-8",
    "--no-show-signature",
    "--no-mailmap",
    "--no-decorate",
    "--no-color",
    "--no-patch",
    "--no-ext-diff",
    "--no-textconv",
)
_LONGEST = 8 << 20  # bytes of one record that are kept


class Commit(NamedTuple):
    """A commit as it was written.

    Attributes:
        sha: its name.
        parents: those of its parents; empty for a root and at the border of a shallow copy.
        name: of its author, and so on.
        date: the author's, as seconds since 1970 and offset ("1700000000 +0100"), or whatever else stands there.
        message: the whole message.
    """

    sha: str
    parents: tuple[str, ...]
    name: str
    address: str
    date: str
    committer_name: str
    committer_address: str
    message: str


def parsed(record: bytes) -> Commit:
    """Return the commit in `record`."""
    head, name, address, date, committer_name, committer_address, message = record.decode("utf-8", "replace").split(
        "\0=", 6
    )
    sha, *parents = head.split()
    return Commit(sha, tuple(parents), name, address, date, committer_name, committer_address, message)


@dataclass
class Trouble:
    """What went wrong in reading a history.

    Attributes:
        rejected: what cannot be read.
        disordered: commits have come in no order that the next reading would find again.
    """

    rejected: list[Rejected] = field(default_factory=list)
    disordered: bool = False


def records(repository: Repository, starts: Sequence[str], stops: Sequence[str], trouble: Trouble) -> Iterator[bytes]:
    """Yield the raw record of every commit reached from `starts` and not from `stops`, children before parents.

    Among commits that are not each other's children, the newest comes first. Where history is broken, what can be
    reached of it comes in no such order, and what cannot is added to `trouble`.
    """
    seen = bytearray()  # compact, for the rare repository that breaks in the middle
    width = len(starts[0]) // 2 if starts else 0
    try:
        for record in stream(repository, starts, stops, "--date-order"):
            seen += unhexlify(record[: width * 2])
            yield record
    except ProgramFailed:
        known = {bytes(seen[at : at + width]) for at in range(0, len(seen), width)}
        trouble.disordered = True
        yield from _salvaged(repository, starts, stops, known, trouble.rejected)


def _salvaged(
    repository: Repository, starts: Sequence[str], stops: Sequence[str], known: set[bytes], rejected: list[Rejected]
) -> Iterator[bytes]:
    whole = list(stops)
    for start in starts:
        try:
            for record in stream(repository, (start,), whole):
                sha = unhexlify(record[: record.index(b" ")])
                if sha not in known:
                    known.add(sha)
                    yield record
            whole.append(start)
        except ProgramFailed as failed:
            said = (failed.words.splitlines() or ["git ended"])[-1]
            rejected.append(Rejected("git", f"{repository.path}@{start}", said.removeprefix("fatal: ")))


def stream(
    repository: Repository, starts: Sequence[str], stops: Sequence[str], *how: str
) -> Generator[bytes, None, None]:
    """Yield the raw records of commits reached from `starts` and not from `stops`, as the log's arguments `how` say.

    Raises:
        ProgramFailed: git ended badly.
    """
    if not starts:
        return
    wanted = "".join([*(f"{sha}\n" for sha in starts), *(f"^{sha}\n" for sha in stops)]).encode()
    yield from split(repository.read(*_LOG, *how, stdin=(wanted,)))


def commits(repository: Repository, names: Sequence[str]) -> dict[str, str]:
    """Return, by name, the shas of those of `names` (shas, maybe short) that are commits here.

    Raises:
        ProgramFailed: git ended badly.
    """
    asked = "".join(f"{name}^{{commit}} {name}\n" for name in names).encode()
    said = b"".join(repository.read("cat-file", "--batch-check=%(objectname) %(objecttype) %(rest)", stdin=(asked,)))
    found = (line.split(" ") for line in said.decode().splitlines())
    return {name: sha for sha, kind, name in (line for line in found if len(line) == 3) if kind == "commit"}  # noqa: PLR2004


def split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the records of a log with `-z` whose format begins with %x01, of an absurdly long one the beginning."""
    rest = b"\0"
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\0\x01")
        yield from filter(None, whole)
        rest = rest[:_LONGEST]
    if rest.strip(b"\0"):
        yield rest.removesuffix(b"\0")

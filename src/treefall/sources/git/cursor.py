"""Where reading a repository left off: what its names said then, and how far the next reading has come."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple

import msgspec

from .refs import Release

ANYBODY = ("*",)
"""In the place of my addresses: everybody's."""

_VERSION = 1
_ROW = Struct(">8s4sq?")  # a print but for its sha


class Print(NamedTuple):
    """What is remembered of a commit of mine, to know the same change under another name.

    Attributes:
        counts: digest of its line counts, file by file.
        origin: digest of its author, date and subject, which copies by rebase and cherry-pick keep.
        at: when it was authored, seconds since 1970.
        trunk: see `marks.Mark`.
        sha: its name.
    """

    counts: bytes
    origin: bytes
    at: int
    trunk: bool
    sha: str


@dataclass(frozen=True, slots=True)
class State:
    """What a whole reading saw.

    Attributes:
        digest: of all names, from `refs.glance`; "" before the first reading.
        mine: the addresses that were looked for.
        since: from when on, ISO 8601, or "" for always.
        origin: see `refs.origin`.
        tips: see `refs.Refs`; likewise `landed` and `releases`.
        gone: tips of earlier readings that nothing reached any more.
        prints: of the commits of mine, packed.
    """

    digest: str = ""
    mine: tuple[str, ...] = ()
    since: str = ""
    origin: str = ""
    tips: tuple[str, ...] = ()
    landed: tuple[str, ...] = ()
    releases: tuple[Release, ...] = ()
    gone: tuple[str, ...] = ()
    prints: str = ""

    def covers(self, mine: Sequence[str], since: datetime | None) -> bool:
        """Say whether all that `mine` and `since` ask for was looked for."""
        from_when = datetime.fromisoformat(self.since) if self.since else None
        early = from_when is None or (since is not None and since >= from_when)
        return bool(self.digest) and early and set(mine) <= set(self.mine)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A state, and how far the reading after it has come.

    Attributes:
        state: the last whole reading; its `prints` are as new as `done`.
        toward: digest of what the unfinished reading looks for and where; "" if there is none.
        done: how many pieces of evidence it has written.
        version: of this form.
    """

    state: State = field(default_factory=State)
    toward: str = ""
    done: int = 0
    version: int = _VERSION

    def text(self) -> str:
        """Return the cursor as it is written to the ledger."""
        return msgspec.json.encode(self).decode()


def remembered(text: str | None) -> Cursor:
    """Return the cursor that `text` says; a new one where it says nothing that this version understands."""
    try:
        cursor = msgspec.json.decode(text or "", type=Cursor)
    except msgspec.DecodeError:
        return Cursor()
    return cursor if cursor.version == _VERSION else Cursor()


def toward(digest: str, mine: Sequence[str], since: datetime | None) -> str:
    """Return a digest of a reading's goal: equal goals read the same commits in the same order."""
    return blake2b("\n".join([digest, str(since), *mine]).encode(), digest_size=8).hexdigest()


def packed(prints: Sequence[Print]) -> str:
    """Return `prints` as text."""
    return b64encode(b"".join(_row(one) for one in prints)).decode()


def _row(one: Print) -> bytes:
    return _ROW.pack(one.counts, one.origin, one.at, one.trunk) + bytes.fromhex(one.sha)


def unpacked(text: str, digits: int) -> list[Print]:
    """Return the prints that `text` holds, of a repository whose commits have names of `digits` digits."""
    data, width = b64decode(text), _ROW.size + digits // 2
    rows = (data[at : at + width] for at in range(0, len(data), width))
    return [Print._make((*_ROW.unpack_from(row), row[_ROW.size :].hex())) for row in rows]

"""Where reading a repository left off: what its names said then, and how far the next reading has come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

import msgspec

ANYBODY = ("*",)
"""In the place of my addresses: everybody's."""

_VERSION = 2


@dataclass(frozen=True, slots=True)
class Release:
    """A tag that names a version, final or not.

    Attributes:
        at: when its commit was made, seconds since 1970; the order of history among releases.
        name: the tag.
        sha: its commit.
        final: not a release candidate, beta or the like.
    """

    at: int
    name: str
    sha: str
    final: bool


@dataclass(frozen=True, slots=True)
class State:
    """What a whole reading saw.

    Attributes:
        digest: of all names, from `glance.glance`; "" before the first reading.
        mine: the addresses that were looked for.
        since: from when on, ISO 8601, or "" for always.
        origin: see `refs.origin`.
        tips: see `refs.Refs`; likewise `landed` and `releases`.
        gone: tips of earlier readings that nothing reached any more.
        prints: see `prints.Prints`, packed.
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

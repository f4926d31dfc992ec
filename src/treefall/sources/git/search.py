"""Whose commits are looked for, and what is found."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ...model import Part, Role
from ...value.identity import normal_address
from .commit import Moment, moment
from .cursor import ANYBODY
from .history import Commit, parsed
from .marks import Mark
from .trailers import roles


class Found(NamedTuple):
    """A commit that somebody who was looked for had a part in, or that takes back what they made.

    Attributes:
        commit: as it was written.
        roles: who took part.
        when: it was authored.
        mark: what holds of it.
        new: it was not read before.
        reverts: shas of what came with the merges that it takes back.
    """

    commit: Commit
    roles: tuple[Role, ...]
    when: Moment
    mark: Mark
    new: bool
    reverts: tuple[str, ...] = ()


class Search:
    """Whose commits are looked for, and from when on."""

    def __init__(self, mine: Sequence[str], since: datetime | None) -> None:
        """Look for the normalised addresses `mine` (or `ANYBODY`) in what was authored since `since`."""
        self.anybody = tuple(mine) == ANYBODY
        self._mine = frozenset(mine)
        self._raw = tuple(address.encode() for address in mine)
        self._since = since

    def found(self, record: bytes) -> tuple[Commit, tuple[Role, ...], Moment] | None:
        """Return the commit in `record`, who took part and when it was authored; None if it is not looked for."""
        lowered = record if self.anybody else record.lower()
        if not self.anybody and not any(address in lowered for address in self._raw):
            return None
        commit = parsed(record)
        took_part, when = roles(commit), moment(commit.date)
        if self._since is not None and when.at < self._since:
            return None
        return (commit, took_part, when) if self.anybody or any(map(self._is_mine, took_part)) else None

    def is_made(self, record: bytes) -> bool:
        """Say whether somebody who is looked for made the commit in `record`."""
        found = self.found(record)
        return found is not None and any(map(self.made, found[1]))

    def made(self, role: Role) -> bool:
        """Say whether `role` is somebody's who is looked for, and that of a maker."""
        return role.part in (Part.AUTHOR, Part.CO_AUTHOR) and (self.anybody or self._is_mine(role))

    def _is_mine(self, role: Role) -> bool:
        return role.part is not Part.TOOL and normal_address(role.address) in self._mine

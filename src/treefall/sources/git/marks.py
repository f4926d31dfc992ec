"""What becomes of each commit, known from its children and the names that point at it, in one pass.

`git log` lists children before parents, so that what holds of a commit (it is reached by a name, by a main branch, by
a release) can be handed on to its parents and forgotten: only the edge of what was seen is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ...model import ALWAYS, EntryId, Stand, Standing, entry_id
from .cursor import Release, State
from .refs import Refs

_NEVER = 1 << 40  # the place of no release


class Way(NamedTuple):
    """How a commit landed; of several ways the least counts.

    Attributes:
        depth: how many pull requests, one inside of the other, brought it; 0 for none: it came directly.
        number: of the innermost.
        name: likewise, as the forge writes it ("#12"), or "".
    """

    depth: int
    number: int
    name: str


_DIRECT = Way(0, 0, "")


class Mark(NamedTuple):
    """What holds of a commit now, and what held when the repository was last read.

    Attributes:
        now: a name reaches it.
        read: one did.
        landed: a main or release branch, or a version, reaches it.
        was_landed: one did.
        was_gone: it was once said to be gone.
        trunk: first parents lead to it from the main branch, as they do to all that is not a copy of it.
        release: place of the first release that contains it, in the order of history.
        was_release: likewise, then.
        way: how it landed.
        was_way: likewise, then.
    """

    now: bool = False
    read: bool = False
    landed: bool = False
    was_landed: bool = False
    was_gone: bool = False
    trunk: bool = False
    release: int = _NEVER
    was_release: int = _NEVER
    way: Way = _DIRECT
    was_way: Way = _DIRECT

    def joined(self, other: "Mark") -> "Mark":
        """Return what holds of a parent of both."""
        return Mark(
            self.now or other.now,
            self.read or other.read,
            self.landed or other.landed,
            self.was_landed or other.was_landed,
            self.was_gone or other.was_gone,
            self.trunk or other.trunk,
            min(self.release, other.release),
            min(self.was_release, other.was_release),
            min((one.way for one in (self, other) if one.landed), default=_DIRECT),
            min((one.was_way for one in (self, other) if one.was_landed), default=_DIRECT),
        )

    def aside(self, pull: str) -> "Mark":
        """Return what holds of what a merge brought in, by the pull request `pull` if that is not ""."""
        if not pull:
            return self._replace(trunk=False) if self.trunk else self
        number = int(pull[1:])
        way = Way(self.way.depth + 1, number, pull) if self.landed else _DIRECT
        was_way = Way(self.was_way.depth + 1, number, pull) if self.was_landed else _DIRECT
        return self._replace(trunk=False, way=way, was_way=was_way)


_NOTHING = Mark()


class Marks:
    """The marks of commits, handed on from children to parents."""

    def __init__(self, before: State, after: Refs) -> None:
        """Begin with the names of both moments."""
        self._edge: dict[bytes, Mark] = {}
        self._releases = after.releases
        self._were = before.releases
        self._add(after.tips, Mark(now=True))
        self._add(before.tips, Mark(read=True))
        self._add(after.landed, Mark(landed=True))
        self._add(before.landed, Mark(was_landed=True))
        self._add(before.gone, Mark(was_gone=True))
        self._add([after.main], Mark(trunk=True))
        for place, release in enumerate(after.releases):
            self._add((release.sha,), Mark(release=place))
        for place, release in enumerate(before.releases):
            self._add((release.sha,), Mark(was_release=place))

    def _add(self, shas: Iterable[str], mark: Mark) -> None:
        for sha in shas:
            self._hand(sha.encode(), mark)

    def _hand(self, sha: bytes, mark: Mark) -> None:
        known = self._edge.get(sha)
        if known is None:
            self._edge[sha] = mark
        elif known is not mark:
            self._edge[sha] = known.joined(mark)

    def passed(self, sha: bytes, parents: Sequence[bytes], pull: str = "") -> Mark:
        """Return the mark of `sha`, whose children have all been passed, and hand it on to `parents`.

        Of a merge, `pull` is the pull request that it brought, or "".
        """
        mark = handed = self._edge.pop(sha, _NOTHING)
        for parent in parents:
            self._hand(parent, handed)
            if handed is mark and len(parents) > 1:
                handed = mark.aside(pull)
        return mark

    def changed(self, mark: Mark) -> bool:
        """Say whether `standings` has something to tell of a commit that was read before."""
        return any(self.standings(mark, "-", ALWAYS, afresh=False))

    def standings(self, mark: Mark, evidence: EntryId, at: datetime, *, afresh: bool) -> Iterator[Standing]:
        """Yield what became true, or untrue, of `evidence` since the repository was last read.

        Where it is read `afresh`, also what was true then.
        """
        release, was = _name(self._releases, mark.release), _name(self._were, mark.was_release)
        gone, was_gone = (mark.read or mark.was_gone) and not mark.now, mark.was_gone and not mark.read
        way, was_way = mark.way.name, mark.was_way.name
        if (mark.landed, way) != (mark.was_landed, was_way) or (afresh and mark.landed):
            yield standing(evidence, at, Stand.LANDED, way or was_way, holds=mark.landed)
        if release != was or (afresh and release):
            yield standing(evidence, at, Stand.RELEASED, release or was, holds=bool(release))
        if gone != was_gone:
            yield standing(evidence, at, Stand.GONE, holds=gone)


def _name(releases: Sequence[Release], place: int) -> str:
    return releases[place].name if place < _NEVER else ""


def standing(evidence: EntryId, at: datetime, stand: Stand, name: str = "", *, holds: bool) -> Standing:
    """Return the line that says whether `stand` holds of `evidence`: one and the same at every reading."""
    named = entry_id("standing", evidence, stand)
    return Standing(id=named, at=at, evidence=evidence, stand=stand, name=name, holds=holds)

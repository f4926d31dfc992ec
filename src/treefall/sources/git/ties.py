"""The same change under several shas where no message says so: copied with other words, or squashed.

Git knows two equal changes by their patch-id, which costs a whole diff each. So it is asked for only where the line
counts of two commits are equal, file by file, and only among commits of mine. Copies that kept author, date and
subject need no tie: whoever judges sees that from the evidence.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from ...errors import SourceError
from ...model import ALWAYS, Tie, entry_id
from ...ports import ProgramFailed
from .commit import SOURCE
from .counts import counted
from .prints import Print, Prints, counts_of
from .repository import Repository

_PATCH = ("-p", "-r", "-M", "--root", "--no-ext-diff", "--no-textconv", "--no-color", "--full-index")
_MOST_ALIKE = 50  # commits with equal counts beyond which these say nothing
_MOST_TOLD = 4  # authors, dates or subjects of such, likewise
_LONGEST_WAY = 183 * 86_400  # seconds from a change to its copy in other words
_MOST_BRANCHES = 100  # tried for a squash, the newest
_LONGEST_BRANCH = 500  # commits
_MOST_UNLANDED = 50_000  # commits that are remembered


class Branch(NamedTuple):
    """What is only on one branch.

    Attributes:
        tip: its last commit.
        base: where it left the main branch.
        shas: its commits without merges.
    """

    tip: str
    base: str
    shas: frozenset[str]


class Unlanded:
    """The commits that no main or release branch reaches, and the branches of mine that end in them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._parents: dict[bytes, tuple[bytes, ...]] = {}
        self._tips: list[bytes] = []

    def add(self, sha: bytes, parents: Sequence[bytes]) -> None:
        """Add a commit."""
        if len(self._parents) < _MOST_UNLANDED:
            self._parents[sha] = tuple(parents)

    def add_tip(self, sha: bytes) -> None:
        """Add the end of a branch of mine, the newest first."""
        self._tips.append(sha)

    def branches(self, repository: Repository, main: str) -> Iterator[Branch]:
        """Yield the branches that could be squashed: of two commits or more, not too long, not too many."""
        if len(self._parents) >= _MOST_UNLANDED:  # a mirror of everybody's: where branches begin is not known
            return
        for tip in self._tips[:_MOST_BRANCHES]:
            inside, border, left = set[bytes](), set[bytes](), [tip]
            while left and len(inside) <= _LONGEST_BRANCH:
                sha = left.pop()
                if sha in self._parents and sha not in inside:
                    inside.add(sha)
                    left.extend(self._parents[sha])
                elif sha not in inside:
                    border.add(sha)
            shas = frozenset(sha.decode() for sha in inside if len(self._parents[sha]) <= 1)
            if left or len(shas) <= 1 or not border:
                continue
            base = border.pop().decode() if len(border) == 1 else _merge_base(repository, main, tip.decode())
            if base:
                yield Branch(tip.decode(), base, shas)


def _merge_base(repository: Repository, main: str, tip: str) -> str:
    try:
        return repository.text("merge-base", main, tip).partition("\n")[0]
    except SourceError:  # a broken branch is no reason to stop
        return ""


def ties(repository: Repository, prints: Prints, branches: Iterable[Branch]) -> Iterator[Tie]:
    """Yield which of the commits that left `prints` are the same work, as far as fresh ones tell.

    Args:
        repository: where they are.
        prints: of the commits of mine.
        branches: that may have been squashed.
    """
    if not prints.fresh:
        return
    alike: defaultdict[bytes, list[Print]] = defaultdict(list)
    for one in prints.values():
        alike[one.counts].append(one)
    yield from _copies(repository, chain.from_iterable(map(_near, alike.values())), prints.fresh)
    yield from _squashes(repository, list(branches), alike, prints)


def _near(prints: Iterable[Print]) -> Iterator[list[Print]]:
    """Yield those of `prints` together that follow each other closely enough to be copies."""
    group: list[Print] = []
    for one in sorted(prints, key=attrgetter("at", "sha")):
        if group and one.at - group[-1].at > _LONGEST_WAY:
            yield group
            group = []
        group.append(one)
    yield group


def _copies(repository: Repository, groups: Iterable[Sequence[Print]], fresh: Collection[str]) -> Iterator[Tie]:
    """Yield a tie for each patch that stands under several authors, dates or subjects.

    What shares those shares its patch, so that one of them is compared for all. What follows each other on the main
    branch was done again, not copied.
    """
    doubtful: dict[str, list[Print]] = {}
    for group in groups:
        if not 1 < len(group) <= _MOST_ALIKE:
            continue
        if any(one.sha in fresh for one in group) and not all(one.trunk for one in group):
            told: defaultdict[bytes, list[Print]] = defaultdict(list)
            for one in group:
                told[one.origin].append(one)
            if 1 < len(told) <= _MOST_TOLD:
                doubtful.update((min(one.sha for one in same), same) for same in told.values())
    copies: defaultdict[str, list[list[Print]]] = defaultdict(list)
    for sha, patch in _patches(repository, list(doubtful)).items():
        copies[patch].append(doubtful[sha])
    for patch, several in copies.items():
        if len(several) > 1:
            yield _tie("same patch", patch, chain.from_iterable(several))


def _squashes(
    repository: Repository,
    branches: Sequence[Branch],
    alike: Mapping[bytes, Sequence[Print]],
    by_sha: Mapping[str, Print],
) -> Iterator[Tie]:
    """Yield a tie for each commit that does all that a branch does."""
    branches = [branch for branch in branches if not branch.shas.isdisjoint(by_sha)]
    counts = counted(repository, [f"{branch.tip} {branch.base}" for branch in branches])
    likely = {
        branch: [one for one in alike.get(counts_of(whole.files) or b"", ()) if one.sha not in branch.shas]
        for branch in branches
        if (whole := counts.get(branch.tip))
    }
    likely = {branch: found for branch, found in likely.items() if 0 < len(found) <= _MOST_ALIKE}
    wholes = _patches(repository, [f"{branch.tip} {branch.base}" for branch in likely])
    singles = _patches(repository, [one.sha for found in likely.values() for one in found])
    for branch, found in likely.items():
        own = [by_sha[sha] for sha in sorted(branch.shas) if sha in by_sha]
        for one in found:
            if singles.get(one.sha, one.sha) == wholes.get(branch.tip):
                yield _tie("squashed", f"{one.sha} {branch.tip}", [one, *own])


def _patches(repository: Repository, changes: Sequence[str]) -> dict[str, str]:
    """Return the patch-id of each of `changes`: a sha, or two: of a commit and of what to take for its parent."""
    if not changes:
        return {}
    names = "".join(f"{change}\n" for change in changes).encode()
    found: list[str] = []
    with suppress(ProgramFailed):  # where content is missing, nothing is known to be the same
        diffs = repository.read("diff-tree", "--stdin", *_PATCH, stdin=(names,))
        found = b"".join(repository.read("patch-id", "--stable", stdin=diffs)).decode().split()
    return dict(zip(found[1::2], found[::2], strict=True))


def _tie(why: str, name: str, prints: Iterable[Print]) -> Tie:
    ordered = sorted(prints, key=lambda one: (one.at, one.sha))
    return Tie(
        id=entry_id("tie", why, name),
        at=ALWAYS + timedelta(seconds=ordered[0].at),
        evidence=tuple(entry_id(SOURCE, one.sha) for one in ordered),
        why=why,
    )

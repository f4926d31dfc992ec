"""What was taken back, by whomever: somebody else's revert of my work is evidence of mine too.

Every commit of the walk that takes something back is held until the walk is over. Mine are told in any case; another's
only where what it takes back, itself or through other reverts, was made by somebody who is looked for. What such a
commit names may lie behind the walk, be a merge, or be named by its subject alone.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

from ...ports import ProgramFailed
from ...value.ties import Undoing, undoing
from .commit import moment, words
from .history import Commit, commits, parsed, stream
from .marks import Mark
from .repository import Repository
from .search import Found, Search
from .trailers import roles

_BACK_OUT = re.compile(rb"back(?:s|ed|ing)?[ -]?out", re.IGNORECASE)
_NUMBERS = re.compile(rb"(?:\s*\(#\d+\))+\Z")
_MERGED_PULL = re.compile(rb"Merge pull request #(\d+) ")
_ONLY_THESE = "--no-walk=unsorted"
_LOT = 256  # commits that are asked for at once
_LONGEST = 2_000  # bytes of a subject
_MOST_CAME = 500  # commits that came with a merge, the newest
_MOST_MERGES = 1_000
_MOST_ROUNDS = 20  # reverts of reverts that lie behind the walk


class _Held(NamedTuple):
    """A commit that takes something back: what holds of it, whether it is new, and whether it is told in any case."""

    mark: Mark
    new: bool
    mine: bool


class Reverts:
    """The commits of a walk that take something back."""

    def __init__(self, search: Search, remembered: Container[str]) -> None:
        """Hold none yet, for what `search` looks for; shas that are `remembered` were made by those, if here or not."""
        self._held: dict[str, _Held] = {}
        self._taken = _Taken(search, remembered)

    def holds(self, record: bytes, mark: Mark, *, new: bool, news: bool, mine: bool) -> bool:
        """Say whether the commit in `record`, which the walk passes, takes something back: then it is held.

        Args:
            record: see `history.records`.
            mark: what holds of it.
            new: it was not read before.
            news: something is to be told of it.
            mine: somebody who is looked for had a part in it.
        """
        self._taken.passed(record)
        if b"evert" not in record and not (b"ack" in record and _BACK_OUT.search(record)):
            return False
        commit = parsed(record)
        said = undoing(*words(commit.message))
        if said is None:
            return False
        self._taken.add(commit.sha, said)
        if news:
            self._held[commit.sha] = _Held(mark, new, mine)
        return True

    def found(self, repository: Repository, *, whole: bool) -> Iterator[Found]:
        """Yield those that are to be told, in the order of the walk, which is over; `whole`: it passed all there is."""
        if whole:
            self._taken.give_up()
        with suppress(ProgramFailed):  # what cannot be read is nobody's
            self._taken.resolve(repository, self._held)
        told = [sha for sha, held in self._held.items() if held.mine or self._taken.is_of_mine(sha)]
        for start in range(0, len(told), _LOT):
            for record in stream(repository, told[start : start + _LOT], (), _ONLY_THESE):
                commit = parsed(record)
                held = self._held[commit.sha]
                came = self._taken.came_with_merges(commit.sha)
                yield Found(commit, roles(commit), moment(commit.date), held.mark, held.new, came)


class _Taken:
    """What takes back what, as far as it was looked at."""

    def __init__(self, search: Search, remembered: Container[str]) -> None:
        self._search, self._remembered = search, remembered
        self._known: dict[str, str] = {}  # names that were looked at, maybe short: the sha, or "" where there is none
        self._made: set[str] = set()
        self._takes: dict[str, tuple[str, ...]] = {}  # a revert: names of what it takes back; a merge: what came
        self._merges: set[str] = set()
        self._stays: dict[str, str] = {}  # names of merges: the side that taking them back leaves
        self._wants: dict[str, tuple[bytes, ...]] = {}  # a revert that names no sha: what else it says
        self._wanted: defaultdict[bytes, list[str]] = defaultdict(list)

    def add(self, sha: str, said: Undoing) -> None:
        """Add a commit that takes back what it `said`."""
        self._known[sha] = sha
        self._takes[sha] = said.shas
        if said.parent:
            self._stays.update(dict.fromkeys(said.shas, said.parent))
        if not said.shas:
            self._want(sha, tuple(_keys(said)))

    def _want(self, sha: str, keys: tuple[bytes, ...]) -> None:
        self._wants[sha] = keys
        for key in keys:
            self._wanted[key].append(sha)

    def passed(self, record: bytes) -> None:
        """See whether the commit in `record` is what those that were added before it take back by its subject."""
        if not self._wanted:
            return
        start = record.rfind(b"\0=") + 2
        subject = record[start : start + _LONGEST].lstrip().partition(b"\n")[0].rstrip()
        for key in _names(subject):
            for one in tuple(self._wanted.get(key, ())):
                self._takes[one] = (record[: record.index(b" ")].decode(),)
                self._forget(one)

    def _forget(self, sha: str) -> None:
        for key in self._wants.pop(sha):
            self._wanted[key].remove(sha)
            if not self._wanted[key]:
                del self._wanted[key]

    def give_up(self) -> None:
        """Take what is only named by its subject, and was not found by now, for nowhere."""
        self._wants.clear()
        self._wanted.clear()

    def resolve(self, repository: Repository, shas: Iterable[str]) -> None:
        """Look at all that `shas` take back, until nothing more is named."""
        for _ in range(_MOST_ROUNDS):
            reached = self._reached(shas)
            self._look_back(repository, reached & self._wants.keys())
            unknown = self._reached(shas) - self._known.keys()
            if not unknown:
                break
            self._look_at(repository, sorted(unknown))

    def _reached(self, shas: Iterable[str]) -> set[str]:
        reached, left = set[str](), list(shas)
        while left:
            name = left.pop()
            name = self._known.get(name) or name
            if name not in reached:
                reached.add(name)
                left.extend(self._takes.get(name, ()))
        return reached

    def _look_at(self, repository: Repository, names: Sequence[str]) -> None:
        there = commits(repository, names)
        self._known.update((name, there.get(name, "")) for name in names)
        merges: list[Commit] = []
        for record in stream(repository, sorted({*there.values()} - self._takes.keys()), (), _ONLY_THESE):
            commit = parsed(record)
            self._look(commit, record)
            if len(commit.parents) > 1:
                merges.append(commit)
        for merge in merges:
            self._look_into(repository, merge)

    def _look(self, commit: Commit, record: bytes) -> None:
        if commit.sha in self._takes:
            return
        self._known[commit.sha] = commit.sha
        if said := undoing(*words(commit.message)):
            self.add(commit.sha, said)
        elif self._search.is_made(record):
            self._made.add(commit.sha)

    def _look_into(self, repository: Repository, merge: Commit) -> None:
        if merge.sha in self._takes or len(self._merges) >= _MOST_MERGES:
            return
        said = next((self._stays[name] for name in self._stays if merge.sha.startswith(name)), "")
        stays = next((parent for parent in merge.parents if said and parent.startswith(said)), merge.parents[0])
        came: list[str] = []
        for record in stream(repository, (merge.sha,), (stays,), "--no-merges", f"--max-count={_MOST_CAME}"):
            commit = parsed(record)
            came.append(commit.sha)
            self._look(commit, record)
        self._merges.add(merge.sha)
        self._takes[merge.sha] = tuple(came)

    def _look_back(self, repository: Repository, shas: set[str]) -> None:
        """Find what `shas` name by its subject in the history behind them."""
        behind = {sha: self._wants[sha] for sha in shas}
        self.give_up()
        with closing(stream(repository, sorted(behind), ())) as history:
            for record in history if behind else ():
                self.passed(record)
                sha = record[: record.index(b" ")].decode()
                if sha in behind:
                    self._want(sha, behind.pop(sha))
                if not behind and not self._wanted:
                    break
        self.give_up()

    def is_of_mine(self, sha: str) -> bool:
        """Say whether `sha` takes back, itself or through others, what somebody who is looked for made."""
        reached = self._reached([sha])
        return not self._made.isdisjoint(reached) or any(name in self._remembered for name in reached)

    def came_with_merges(self, sha: str) -> tuple[str, ...]:
        """Return the commits that came with the merges that `sha` takes back."""
        names = (self._known.get(name, "") for name in self._takes[sha])
        return tuple(came for name in names if name in self._merges for came in self._takes[name])


def _keys(said: Undoing) -> Iterator[bytes]:
    """Yield what a subject must be, or end in, to be what was `said`."""
    if said.subject:
        yield _NUMBERS.sub(b"", said.subject.encode())
    if said.pull:
        yield b"(#%s)" % said.pull.encode()


def _names(subject: bytes) -> Iterator[bytes]:
    """Yield what others may call a commit with this subject."""
    yield subject
    if subject.endswith(b")"):
        yield _NUMBERS.sub(b"", subject)
        yield subject[subject.rfind(b"(") :]
    elif merged := _MERGED_PULL.match(subject):
        yield b"(#%s)" % merged[1]

"""One reading of a repository: what is new since the last, in batches that can be written one by one."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue

from ...errors import SourceError
from ...model import ALWAYS, Batch, Entry, Rejected, Stand, Standing, entry_id
from .commit import SOURCE, evidence
from .counts import Counter, Touched
from .cursor import Cursor, State, toward
from .history import Trouble, records
from .marks import Marks, standing
from .prints import Prints, files_in
from .pulls import pull_request
from .refs import origin, understood
from .repository import Repository
from .reverts import Reverts
from .search import Found, Search
from .ties import Unlanded, ties

_LOT = 512  # commits of a batch
_AHEAD = 2  # lots that are under way for each worker
_FARTHER = 1.25  # times as much as the last cursor says, before another is made
_MOST_GONE = 1_000  # lost tips that are remembered
_MOST_MAINS = 8  # main branches, in a repository and its forks, that are looked into

Counts = dict[str, Touched | None]


class Reading:
    """One reading of a repository."""

    def __init__(  # noqa: PLR0917 - what was looked at is handed on as it is
        self,
        repository: Repository,
        mine: tuple[str, ...],
        since: datetime | None,
        cursor: Cursor,
        listing: str,
        digest: str,
    ) -> None:
        """Read `repository` for `Search(mine, since)` from `cursor` on, now that its names are `listing` and `digest`.

        Raises:
            SourceError: the repository cannot be read.
        """
        self._repository = repository
        self._search = Search(mine, since)
        self._before = cursor.state
        self._again = not self._before.covers(mine, since)
        self._refs = understood(repository, listing)
        self._goal = toward(digest, mine, since)
        self._done = cursor.done if cursor.toward == self._goal else 0
        self._after = State(
            digest=digest,
            mine=mine,
            since=since.isoformat() if since else "",
            origin=self._before.origin or origin(repository, self._refs.main),
            tips=self._refs.tips,
            landed=self._refs.landed,
            releases=self._refs.releases,
        )
        self._marks = Marks(self._before, self._refs)
        self._border = border(repository)
        self._trouble = Trouble()
        self._prints = Prints(self._before.prints, len(self._refs.main), resumed=self._done > 0)
        self._unlanded = Unlanded()
        self._reverts = Reverts(self._search, self._prints)
        self._lost: list[str] = []  # tips that nothing reaches any more

    def batches(self, workers: int) -> Iterator[Batch]:
        """Yield what is new, the newest first, with `workers` gits that count lines side by side.

        Every batch has a cursor. That of the last says all; the others say how far this reading has come, or had come
        some batches before: it grows with what was read, and is not written over and over.
        """
        done, said, cursor = self._done, 0.0, Cursor(self._before)
        for lot, counts in self._counted(workers):
            entries = tuple(entry for found in lot for entry in self._entries(found, counts))
            done += sum(found.new for found in lot)
            if done >= said and not self._trouble.disordered:
                cursor = Cursor(replace(self._before, prints=self._prints.packed()), self._goal, done)
                said = done * _FARTHER
            yield self._batch(entries, cursor)
        if not self._refs.tips:
            self._trouble.rejected.append(Rejected(SOURCE, self._repository.path, "there is no commit in it yet"))
        turned = self._turned()
        while some := tuple(islice(turned, _LOT)):
            yield self._batch(some, cursor)
        branches = self._unlanded.branches(self._repository, self._refs.main)
        tied = tuple(ties(self._repository, self._prints, branches))
        gone = tuple(self._lost[:_MOST_GONE])
        yield self._batch(tied, Cursor(replace(self._after, gone=gone, prints=self._prints.packed())))

    def _turned(self) -> Iterator[Standing]:
        """Yield what has vanished from the main branches, and what has come back."""
        there = files_in(self._repository, self._refs.mains[:_MOST_MAINS]) if self._prints else None
        for one in self._prints.turned(there) if there is not None else ():
            at = ALWAYS + timedelta(seconds=one.at)
            yield standing(entry_id(SOURCE, one.sha), at, Stand.VANISHED, holds=one.vanished)

    def _batch(self, entries: tuple[Entry, ...], cursor: Cursor) -> Batch:
        batch = Batch(entries, tuple(self._trouble.rejected), cursor.text())
        self._trouble.rejected.clear()
        return batch

    def _counted(self, workers: int) -> Iterator[tuple[list[Found], Counts]]:
        """Yield the commits in lots, each with the line counts of those that are counted."""
        counters: SimpleQueue[Counter] = SimpleQueue()
        for _ in range(workers):
            counters.put(Counter(self._repository))
        pool = ThreadPoolExecutor(workers, thread_name_prefix="git")
        under_way: deque[tuple[list[Found], Future[Counts]]] = deque()
        try:
            for lot in self._lots():
                under_way.append((lot, pool.submit(_counted, counters, *self._to_count(lot))))
                if len(under_way) > workers * _AHEAD:
                    first, counts = under_way.popleft()
                    yield first, counts.result()
            for rest, counts in under_way:
                yield rest, counts.result()
        finally:
            pool.shutdown(cancel_futures=True)
            for _ in range(workers):
                counters.get().close()

    def _lots(self) -> Iterator[list[Found]]:
        found = self._found()
        while lot := list(islice(found, _LOT)):
            yield lot

    def _found(self) -> Iterator[Found]:
        """Yield the commits that are looked for: new ones that are not done yet, and those read before."""
        starts = sorted({*self._refs.tips, *self._before.tips, *self._before.gone})
        stops = self._settled()
        passed, done = 0, self._done
        for found in chain(self._walked(starts, stops), self._reverts.found(self._repository, whole=not stops)):
            passed += found.new
            if not found.new or passed > done:
                yield found

    def _walked(self, starts: Sequence[str], stops: Sequence[str]) -> Iterator[Found]:
        tips = frozenset(sha.encode() for sha in starts)
        for record in records(self._repository, starts, stops, self._trouble):
            sha, *parents = record[: record.index(b"\0")].split()
            pull = pull_request(record[record.rfind(b"\0=") + 2 :]) if len(parents) > 1 else ""
            mark = self._marks.passed(sha, parents, pull)
            if sha in tips and not mark.now:
                self._lost.append(sha.decode())
            match = self._search.found(record)
            new = mark.now and (self._again or not mark.read)
            held = False
            if not self._search.anybody:
                if not mark.landed:
                    self._unlanded.add(sha, parents)
                    if match and sha in tips:
                        self._unlanded.add_tip(sha)
                news = new or self._marks.changed(mark)
                held = self._reverts.holds(record, mark, new=new, news=news, mine=match is not None)
            if match and not held:
                yield Found(*match, mark, new)

    def _settled(self) -> Sequence[str]:
        """Return commits behind which nothing can have changed since the last reading."""
        old, new = self._before.releases, self._refs.releases
        if self._again or new[: len(old)] != old:
            return ()
        behind = self._before.landed if len(new) == len(old) else tuple(release.sha for release in old)
        wanted = "".join([*(f"{sha}\n" for sha in behind), *(f"^{sha}\n" for sha in self._refs.landed)]).encode()
        try:
            lost = self._repository.text("rev-list", "-1", "--ignore-missing", "--stdin", stdin=(wanted,))
        except SourceError:
            return ()
        return () if lost else behind

    def _to_count(self, lot: Sequence[Found]) -> tuple[list[str], dict[str, str]]:
        """Return the shas of the new commits in `lot` that are somebody's own work, and no merges.

        Also, by sha, which of them may be copies of which others: they bear the same author and date, as what was
        rebased or picked does.
        """
        shas, likely, firsts = list[str](), dict[str, str](), dict[tuple[str, str], str]()
        for found in lot:
            commit = found.commit
            if len(commit.parents) > 1 or not found.new or commit.sha in self._border:
                continue
            if any(map(self._search.made, found.roles)):
                shas.append(commit.sha)
                first = firsts.setdefault((commit.address, commit.date), commit.sha)
                if first != commit.sha:
                    likely[commit.sha] = first
        return shas, likely

    def _entries(self, found: Found, counts: Counts) -> Iterator[Entry]:
        sha = found.commit.sha
        if found.new:
            touched = counts.get(sha)
            where, came = self._after.origin, found.reverts
            observed = evidence(found.commit, found.roles, found.when, where, touched, reverts=came)
            if touched and not self._search.anybody:
                self._prints.add(observed, trunk=found.mark.trunk, landed=found.mark.landed)
            yield observed
            named = observed.id
        else:
            named = entry_id(SOURCE, sha)
            self._prints.move(sha, reached=found.mark.now, landed=found.mark.landed)
        yield from self._marks.standings(found.mark, named, found.when.at, afresh=found.new)


def _counted(counters: SimpleQueue[Counter], shas: Sequence[str], likely: Mapping[str, str]) -> Counts:
    counter = counters.get()
    try:
        return counter.counted(shas, likely)
    finally:
        counters.put(counter)


def border(repository: Repository) -> frozenset[str]:
    """Return the commits whose parents a shallow copy lacks."""
    file = Path(repository.path, repository.text("rev-parse", "--git-path", "shallow"))
    return frozenset(file.read_text("ascii", "replace").split()) if file.is_file() else frozenset()

"""Walking through everything that a search finds, page by page, in the order in which it was last touched.

Pages are not asked for by number: while somebody reads, things are touched and move to the end, so that what stood on
the next page stands on this one. Each query begins anew at the instant up to which everything is read. Only where that
brings nothing new (more things than a page holds were touched in one second, or so lately that the server's index may
not have them in order yet) are the next pages of the same query asked for, and then again until nothing was missed.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import NamedTuple

from ...errors import SourceError
from .client import Client, TooMuch
from .records import Raw, amount, find, items, moment, text

BEGINNING = "2007-10-20T00:00:00Z"
"""When GitHub began."""

_MOST = 50  # things of a page
_LISTED = 1_000  # things that one search lists, however many there are
_AHEAD = 8  # pages that are asked for before they are looked at
_STALE = 3  # answers to another question that are borne with
_LAG = timedelta(minutes=10)  # what the server's index may lag behind
_FORM = "%Y-%m-%dT%H:%M:%SZ"


class Page(NamedTuple):
    """One page.

    Attributes:
        found: the records.
        troubles: what of them could not be read, in one clause each.
        mark: up to when everything that was touched is read now.
    """

    found: Sequence[Raw]
    troubles: tuple[str, ...]
    mark: str


def walked(client: Client, query: str, words: str, mark: str, **variables: object) -> Iterator[Page]:
    """Yield what the search for `words` finds, of all that was touched since `mark`.

    Raises:
        SourceError: nothing more can be had now; what was yielded stands.
        Denied: this search is refused as a whole.
    """
    walk = Walk(mark)
    size, stale = _MOST, 0
    while not walk.over:
        search = f"{words} updated:>={walk.mark} sort:updated-asc"
        try:
            data, troubles = client.asked(
                query, lenient=size > 1, search=search, first=size, after=walk.after, **variables
            )
        except TooMuch:
            size = max(1, size // 4)
            continue
        if walk.is_answered_by(data):
            yield walk.passed(data, troubles, size, client.clock)
            size, stale = min(_MOST, size * 2), 0
        elif (stale := stale + 1) >= _STALE:
            raise SourceError("GitHub answers another question.", hint="Try again later: treefall collect")


def ahead(pages: Iterator[Page]) -> Iterator[Page]:
    """Yield `pages`; while one is looked at the next are already asked for, so that a slow disk delays no request."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")
    try:
        coming = deque(pool.submit(next, pages, None) for _ in range(_AHEAD))
        while (page := coming.popleft().result()) is not None:
            coming.append(pool.submit(next, pages, None))
            yield page
    finally:
        pool.shutdown(cancel_futures=True)


def within(only: Sequence[str]) -> str:
    """Return the words that keep a search to the owners and repositories `only`; "" where there are none."""
    return "".join(f" {'repo' if '/' in one else 'user'}:{one}" for one in only)


class Walk:
    """Where a walk is."""

    def __init__(self, mark: str) -> None:
        """Begin with what was touched at `mark`."""
        self.mark = mark
        self.after: str | None = None
        self.over = False
        self._listed = 0  # of this query
        self._seen: set[str] = set()
        self._missed = False  # something on this way through the pages of a query that was not there the last time

    def is_answered_by(self, data: Raw) -> bool:
        """Say whether `data` answers what was asked: nothing in it was last touched before the mark."""
        return all(at.strftime(_FORM) >= self.mark for one in items(data, "search") if (at := _touched(one)))

    def passed(self, data: Raw, troubles: tuple[str, ...], size: int, now: datetime) -> Page:
        """Step on by the page `data` of at most `size` things, as the server gave it at `now`, and return it."""
        found = items(data, "search")
        ids = {str(one.get("node_id") or one.get("number")) for one in found}
        self._missed |= not ids <= self._seen
        self._seen |= ids
        self._listed += size
        more = find(data, "search.more.hasNextPage") is True
        settled = _settled(found, now)
        if not more and self._listed >= _LISTED and amount(data, "search.total") > self._listed:
            troubles = (*troubles, "more was touched in one second than GitHub lists")
            self._begin(_second_after(self.mark))
        elif settled > self.mark and self.after and self._missed:
            self._again()
        elif settled > self.mark:
            self._begin(settled)
            self.over = not more
        else:
            self.after = text(data, "search.more.endCursor") or None
            self.over = not (more and self.after)
        return Page(found, troubles, self.mark)

    def _begin(self, mark: str) -> None:
        self.mark, self._seen = mark, set()
        self._again()

    def _again(self) -> None:
        self.after, self._listed, self._missed = None, 0, False


def _touched(record: Raw) -> datetime | None:
    return moment(record, "updated_at")


def _settled(found: Sequence[Raw], now: datetime) -> str:
    """Return when the last of `found` was touched whose place in the order is sure; "" where there is none.

    A clock that shows less than the newest of them is wrong.
    """
    times = [at for one in found if (at := _touched(one))]
    sure = max([now, *times]) - _LAG
    return next((at.strftime(_FORM) for at in reversed(times) if at <= sure), "")


def _second_after(mark: str) -> str:
    return (datetime.strptime(mark, _FORM) + timedelta(seconds=1)).strftime(_FORM)  # noqa: DTZ007 - in and out as text

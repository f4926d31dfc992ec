"""Walking through everything that a question finds, page by page, in the order in which it was last touched.

Pages are not asked for by number: while somebody reads, things are touched and move to the end, so that what stood on
the next page stands on this one. Each question begins anew at the instant up to which all is read. Only where that
brings nothing new (more things than a page holds were touched in one second, or so lately that the server's index may
not have them in order yet) are the next pages of the same question asked for, and then again until nothing was missed.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import NamedTuple, TypeAlias

from ..errors import SourceError
from .client import Client, TooMuch
from .records import Raw, amount, find, items, moment, text

Ask: TypeAlias = Callable[[str, int, str | None], tuple[Raw, tuple[str, ...]]]
"""Asks for a page: of what was touched at or after an instant, the oldest first; of so many at most; behind a cursor.

Returns it as GraphQL's connections are, `nodes`, `total` where it is told, and `more` (`hasNextPage`, `endCursor`),
each record with `updated_at`; and what of it could not be read, in one clause each. Raises `TooMuch` where less may do.
"""

BEGINNING = "2007-10-20T00:00:00Z"
"""Before anybody wrote to a place that is read."""

_MOST = 50  # things of a page
_AHEAD = 8  # pages that are asked for before they are looked at
_A_MOMENT = 0.02  # seconds
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


def walked(client: Client, ask: Ask, mark: str, *, most: int = _MOST, listed: int | None = None) -> Iterator[Page]:
    """Yield what `ask` finds, page by page, of all that was touched since `mark`.

    Args:
        client: that is asked, for its clock.
        ask: for one page.
        mark: an instant, as the server writes it.
        most: things of a page.
        listed: things that one question lists, however many there are; None: all.

    Raises:
        SourceError: nothing more can be had now; what was yielded stands.
        Denied: this question is refused as a whole.
    """
    walk = Walk(mark, listed)
    size, stale = most, 0
    while not walk.over:
        try:
            found, troubles = ask(walk.mark, size, walk.after)
        except TooMuch:
            size = max(1, size // 4)
            continue
        if walk.is_answered_by(found):
            yield walk.passed(found, troubles, size, client.clock)
            size, stale = min(most, size * 2), 0
        elif (stale := stale + 1) >= _STALE:
            raise SourceError("The server answers another question.", hint="Try again later: treefall collect")


def ahead(pages: Iterator[Page]) -> Iterator[Page]:
    """Yield `pages`; while one is looked at the next are already asked for, so that a slow disk delays no request."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")
    try:
        coming = deque(pool.submit(next, pages, None) for _ in range(_AHEAD))
        while (page := coming.popleft().result()) is not None:
            coming.append(pool.submit(next, pages, None))
            wait((coming[0],), timeout=_A_MOMENT)  # the next question leaves before anybody is busy with this page
            yield page
    finally:
        pool.shutdown(cancel_futures=True)


class Walk:
    """Where a walk is."""

    def __init__(self, mark: str, listed: int | None = None) -> None:
        """Begin with what was touched at `mark`; of one question at most `listed` things can be had."""
        self.mark = mark
        self._most = listed
        self.after: str | None = None
        self.over = False
        self._listed = 0  # of this question
        self._seen: set[str] = set()
        self._missed = False  # something on this way through the pages of a question that was not there the last time

    def is_answered_by(self, page: Raw) -> bool:
        """Say whether `page` answers what was asked: nothing in it was last touched before the mark."""
        return all(at.strftime(_FORM) >= self.mark for one in items(page, "nodes") if (at := _touched(one)))

    def passed(self, page: Raw, troubles: tuple[str, ...], size: int, now: datetime) -> Page:
        """Step on by the `page` of at most `size` things, as the server gave it at `now`, and return it."""
        found = items(page, "nodes")
        ids = {str(one.get("node_id") or one.get("id") or one.get("number")) for one in found}
        self._missed |= not ids <= self._seen
        self._seen |= ids
        self._listed += size
        more = find(page, "more.hasNextPage") is True
        settled = _settled(found, now)
        if not more and self._most and self._listed >= self._most and amount(page, "total") > self._listed:
            troubles = (*troubles, "more was touched in one second than can be listed")
            self._begin(_second_after(self.mark))
        elif settled > self.mark and self.after and self._missed:
            self._again()
        elif settled > self.mark:
            self._begin(settled)
            self.over = not more
        else:
            self.after = text(page, "more.endCursor") or None
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

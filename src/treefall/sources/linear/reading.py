"""What Linear is asked: which issues were touched, and then all of these, what was touched first at first."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ...errors import SourceError
from ...forge.issues import issue
from ...forge.people import Whose
from ...model import Batch
from ...remote.client import Client, Denied
from ...remote.cursor import Cursor
from ...remote.reading import Reading
from ...remote.records import Raw, find, items, moment, text
from ...remote.section import stamp
from ...remote.walk import Page, ahead
from . import queries, records

_ME = {"isMe": {"eq": True}}
_MINE = {"or": [{"assignee": _ME}, {"creator": _ME}, {"subscribers": {"some": _ME}}]}
_LAG = timedelta(minutes=10)  # in which what was touched may still appear


class LinearReading(Reading):
    """One reading of Linear."""

    def __init__(self, client: Client, whose: Whose, *, only: Sequence[str], cursor: Cursor) -> None:
        """Read what is `whose`, of the teams `only`, from `cursor` on."""
        super().__init__(whose.host, cursor)
        self._client, self._whose, self._only = client, whose, only

    def streams(self) -> Iterator[Batch]:
        """Yield what was touched since the cursor.

        Raises:
            SourceError: nothing more can be had now; what was yielded stands, and its cursor goes on from there.
        """
        me = self._me()
        pages = ahead(self._pages(self.mark("issues")))
        yield from self.batches("issues", pages, lambda raw: issue(records.issue(raw, me), self._whose))
        yield self.batch()

    def _me(self) -> Raw:
        """Return who asks, if that is the person."""
        try:
            me = viewer(self._client)
        except Denied as denied:
            raise SourceError(f"{self.server.name} does not let this key in: {denied}.") from None
        if text(me, "email").lower() != self._whose.login.lower():
            raise SourceError(
                f"{self.server.name} takes this key for {text(me, 'email') or 'nobody'}'s, not {self._whose.login}'s.",
                hint="Use your own, or connect it anew: treefall connect linear",
            )
        return me

    def _pages(self, mark: str) -> Iterator[Page]:
        """Yield the issues that were touched since `mark`, in that order; Linear lists them the other way round."""
        listed = sorted(touched(self._client, asked_for(self._only, mark)))
        for begin in range(0, len(listed), queries.AT_ONCE):
            some = listed[begin : begin + queries.AT_ONCE]
            found, troubles = whole(self._client, [name for _, name in some])
            at = moment({"at": some[-1][0]}, "at")
            mark = max(mark, stamp(min(at, self._client.clock - _LAG) if at else None))
            yield Page(found, troubles, mark)


def viewer(client: Client) -> Raw:
    """Return who asks.

    Raises:
        Denied: Linear does not say.
    """
    found = find(client.asked(queries.WHO)[0], "viewer")
    return found if isinstance(found, dict) else {}


def asked_for(only: Sequence[str], mark: str = "") -> Raw:
    """Return the filter for the person's issues of the teams `only`, that were touched since `mark`."""
    teams = [{"team": {"key": {"in": [one.upper() for one in only]}}}] if only else []
    since = [{"updatedAt": {"gte": mark}}] if mark else []
    return {"and": [_MINE, *teams, *since]}


def touched(client: Client, wanted: Raw) -> Iterator[tuple[str, str]]:
    """Yield when each of the `wanted` issues was touched, and its id: the last first."""
    after: object = None
    while True:
        data = client.asked(queries.TOUCHED, filter=wanted, after=after, size=queries.LISTED)[0]
        for one in items(data, "issues"):
            yield text(one, "updatedAt"), text(one, "id")
        after = find(data, "issues.pageInfo.endCursor")
        if not after or find(data, "issues.pageInfo.hasNextPage") is not True:
            return


def whole(client: Client, ids: Sequence[str]) -> tuple[Sequence[Raw], tuple[str, ...]]:
    """Return the issues of these ids, and in one clause each what of them could not be read."""
    data, troubles = client.asked(queries.WHOLE, ids=ids, size=len(ids))
    return items(data, "issues"), troubles

"""What GitHub is asked, kind by kind, and what a page of it needs besides."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from ...forge.issues import discussion, issue
from ...forge.people import OfWhom, Whose
from ...forge.pulls import pull
from ...forge.reading import ForgeReading
from ...forge.reviews import review
from ...model import Batch
from ...remote.client import Client, Denied, TooMuch
from ...remote.cursor import Cursor
from ...remote.records import Raw, amount, find, moment, text
from ...remote.walk import BEGINNING, Page, ahead, walked
from . import queries

_A_PAGE = "per_page=100"
_COUNTED = 10  # searches of one request
_LISTED = 1_000  # things that one search lists, however many there are
_ESTABLISHED = "CONTRIBUTOR"  # what the author of a merged pull request is called, their first included


class Stream(NamedTuple):
    """One kind of thing that is read.

    Attributes:
        words: by which it is searched for, `{me}` being the login.
        query: what is asked of each.
        kind: GitHub's name for what is searched.
        parse: what one of it shows.
    """

    words: str
    query: str
    kind: str
    parse: OfWhom


STREAMS = MappingProxyType(
    {
        "pull requests": Stream("is:pr author:{me}", queries.PULLS, "ISSUE", pull),
        "reviews": Stream("is:pr reviewed-by:{me} -author:{me}", queries.REVIEWS, "ISSUE", review),
        "issues": Stream("is:issue involves:{me}", queries.ISSUES, "ISSUE", issue),
        "discussions": Stream("involves:{me}", queries.DISCUSSIONS, "DISCUSSION", discussion),
    }
)


class GitHubReading(ForgeReading):
    """One reading of a GitHub."""

    def __init__(self, client: Client, whose: Whose, *, only: Sequence[str], cursor: Cursor) -> None:
        """Read what is `whose`, in the repositories and of the owners `only`, from `cursor` on."""
        super().__init__(client, whose, cursor=cursor)
        self._within = within(only)

    def streams(self) -> Iterator[Batch]:
        """Yield what was touched since the cursor, kind by kind, then the releases.

        What this token or this server cannot show is rejected, once, and the rest goes on.

        Raises:
            SourceError: nothing more can be had now; what was yielded stands, and its cursor goes on from there.
        """
        for name, stream in STREAMS.items():
            pages = map(partial(self._looked_at, name), ahead(self._pages(name, stream)))
            yield from self.batches(name, pages, self.whose.parses(stream.parse))
        for origin in tuple(self.cursor.tags):
            path = f"/repos/{_name(origin)}/releases?{_A_PAGE}"
            entries, rejected = self.released(origin, path, partial(self._merged, origin))
            if entries or rejected:
                yield self.batch(entries, rejected)
        yield self.batch()

    def _pages(self, name: str, stream: Stream) -> Iterator[Page]:
        words = stream.words.format(me=self.whose.login) + self._within
        variables = {"me": self.whose.login} if "$me" in stream.query else {}
        return searched(self.client, stream.query, words, self.mark(name), kind=stream.kind, **variables)

    def _looked_at(self, name: str, page: Page) -> Page:
        """Return a page of the stream `name` with what else must be known of it; remember where releases may be."""
        if name == "pull requests":
            merged = (text(record, "html_url") for record in page.found if moment(record, "merged_at"))
            new = {url.rpartition("/pull/")[0]: "" for url in merged if "/pull/" in url}
            self.tagged({**new, **self.cursor.tags})
        if name != "reviews":
            return page
        asked = {_merge(one) for one in page.found if text(one, "author_association") == _ESTABLISHED}
        firsts = self._firsts(sorted(one for one in asked if all(one)))
        return page._replace(found=[{**one, "first_merged": _merge(one) in firsts} for one in page.found])

    def _firsts(self, merges: Sequence[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
        """Return before which of `merges` their author had nothing merged there; none where the server will not say."""
        firsts = set()
        for begin in range(0, len(merges), _COUNTED):
            some = merges[begin : begin + _COUNTED]
            with suppress(Denied, TooMuch):
                counts, _ = self.client.asked(queries.before(some), lenient=True)
                firsts |= {one for place, one in enumerate(some) if find(counts, f"n{place}.total") == 0}
        return firsts

    def _merged(self, origin: str) -> frozenset[int]:
        """Return the numbers of the person's merged pull requests in a repository."""
        words = f"is:pr is:merged author:{self.whose.login} repo:{_name(origin)}"
        pages = searched(self.client, queries.NUMBERS, words, BEGINNING, kind="ISSUE")
        return frozenset(amount(one, "number") for page in pages for one in page.found)


def searched(client: Client, query: str, words: str, mark: str, **variables: object) -> Iterator[Page]:
    """Yield what the search for `words` finds, of all that was touched since `mark`.

    Raises:
        SourceError: nothing more can be had now; what was yielded stands.
        Denied: this search is refused as a whole.
    """

    def ask(mark: str, size: int, after: str | None) -> tuple[Raw, tuple[str, ...]]:
        search = f"{words} updated:>={mark} sort:updated-asc"
        data, troubles = client.asked(query, lenient=size > 1, search=search, first=size, after=after, **variables)
        return find(data, "search") or {}, troubles

    return walked(client, ask, mark, listed=_LISTED)


def within(only: Sequence[str]) -> str:
    """Return the words that keep a search to the owners and repositories `only`; "" where there are none."""
    return "".join(f" {'repo' if '/' in one else 'user'}:{one}" for one in only)


def _merge(record: Raw) -> tuple[str, str, str]:
    """Return the repository, the author and the instant of a merge; what it lacks is ""."""
    repository = _name(text(record, "html_url").partition("/pull/")[0])
    return repository, text(record, "user.login"), text(record, "merged_at")


def _name(origin: str) -> str:
    return urlsplit(origin).path.strip("/")

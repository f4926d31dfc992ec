"""One reading of a GitHub: what of one person's work was touched since the last, in batches."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from ...model import Batch, Entry, Rejected
from . import queries
from .client import Client, Denied, TooMuch
from .cursor import Cursor
from .evidence import SOURCE
from .issues import discussion, issue
from .people import Whose
from .pulls import pull
from .records import Broken, Raw, amount, find, items, moment, text
from .releases import cited, release
from .reviews import review
from .walk import BEGINNING, Page, ahead, walked, within

_A_PAGE = "per_page=100"
_MOST_PAGES = 50  # of one repository's releases
_COUNTED = 10  # searches of one request
_ESTABLISHED = "CONTRIBUTOR"  # what the author of a merged pull request is called, their first included

Parse: TypeAlias = Callable[[Raw, Whose], tuple[Entry, ...]]


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
    parse: Parse


STREAMS = MappingProxyType(
    {
        "pull requests": Stream("is:pr author:{me}", queries.PULLS, "ISSUE", pull),
        "reviews": Stream("is:pr reviewed-by:{me} -author:{me}", queries.REVIEWS, "ISSUE", review),
        "issues": Stream("is:issue involves:{me}", queries.ISSUES, "ISSUE", issue),
        "discussions": Stream("involves:{me}", queries.DISCUSSIONS, "DISCUSSION", discussion),
    }
)


class Reading:
    """One reading."""

    def __init__(self, client: Client, whose: Whose, *, only: Sequence[str], cursor: Cursor) -> None:
        """Read what is `whose`, in the repositories and of the owners `only`, from `cursor` on."""
        self._client = client
        self._whose = whose
        self._within = within(only)
        self._cursor = cursor

    def batches(self) -> Iterator[Batch]:
        """Yield what was touched since the cursor, kind by kind, then the releases.

        What this token or this server cannot show is rejected, once, and the rest goes on.

        Raises:
            SourceError: nothing more can be had now; what was yielded stands, and its cursor goes on from there.
        """
        for name, stream in STREAMS.items():
            try:
                for page in ahead(self._pages(name, stream)):
                    yield self._batch(name, stream, page)
            except Denied as denied:
                yield Batch((), (self._rejected(name, str(denied)),))
        for origin in tuple(self._cursor.tags):
            entries, rejected = self._releases(origin)
            if entries or rejected:
                yield self._written(entries, rejected)
        yield self._written((), ())

    def _pages(self, name: str, stream: Stream) -> Iterator[Page]:
        words = stream.words.format(me=self._whose.login) + self._within
        variables = {"me": self._whose.login} if "$me" in stream.query else {}
        mark = self._cursor.marks.get(name, self._cursor.since or BEGINNING)
        return walked(self._client, stream.query, words, mark, kind=stream.kind, **variables)

    def _batch(self, name: str, stream: Stream, page: Page) -> Batch:
        rejected = [self._rejected(name, trouble) for trouble in page.troubles]
        parse = self._reviewed(page.found) if name == "reviews" else stream.parse
        entries, broken = self._parsed(page.found, parse, name)
        tags = dict(self._cursor.tags)
        if name == "pull requests":
            merged = (text(record, "html_url") for record in page.found if moment(record, "merged_at"))
            tags = {**{url.rpartition("/pull/")[0]: "" for url in merged if "/pull/" in url}, **tags}
        self._cursor = replace(self._cursor, marks={**self._cursor.marks, name: page.mark}, tags=tags)
        return self._written(entries, [*rejected, *broken])

    def _parsed(self, records: Sequence[Raw], parse: Parse, where: str) -> tuple[list[Entry], list[Rejected]]:
        """Return what `records` show, and those that show nothing for being broken."""
        entries: list[Entry] = []
        rejected: list[Rejected] = []
        for record in records:
            try:
                entries += parse(record, self._whose)
            except Broken as broken:
                rejected.append(self._rejected(text(record, "html_url") or where, str(broken)))
        return entries, rejected

    def _written(self, entries: Sequence[Entry], rejected: Sequence[Rejected]) -> Batch:
        """Return a batch of `entries`, each once, with the cursor as it is now."""
        return Batch(tuple({entry.id: entry for entry in entries}.values()), tuple(rejected), self._cursor.text())

    def _reviewed(self, found: Sequence[Raw]) -> Parse:
        """Return what parses reviews, knowing for which of `found` their author had nothing merged before."""
        asked = {_merge(one) for one in found if text(one, "author_association") == _ESTABLISHED}
        first = self._firsts(sorted(one for one in asked if all(one)))
        return lambda record, whose: review(record, whose, first=_merge(record) in first)

    def _firsts(self, merges: Sequence[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
        """Return before which of `merges` their author had nothing merged there; none where the server will not say."""
        firsts = set()
        for begin in range(0, len(merges), _COUNTED):
            some = merges[begin : begin + _COUNTED]
            with suppress(Denied, TooMuch):
                counts, _ = self._client.asked(queries.before(some), lenient=True)
                firsts |= {one for place, one in enumerate(some) if find(counts, f"n{place}.total") == 0}
        return firsts

    def _releases(self, origin: str) -> tuple[Sequence[Entry], Sequence[Rejected]]:
        """Return the releases of a repository that cite the person's work, where its list has changed."""
        tag = self._cursor.tags[origin]
        try:
            records, new_tag = self._listed(origin, tag)
            mine = self._merged(origin) if any(map(cited, records)) else frozenset()
        except Denied as denied:
            return (), (self._rejected(f"{origin}/releases", str(denied)),)
        self._cursor = replace(self._cursor, tags={**self._cursor.tags, origin: new_tag})
        return self._parsed(records, partial(release, mine=mine), f"{origin}/releases")

    def _listed(self, origin: str, tag: str) -> tuple[list[Raw], str]:
        """Return the releases of a repository: the newest hundred, all where it is read for the first time."""
        answer, content = self._client.read(f"/repos/{_name(origin)}/releases?{_A_PAGE}", tag)
        if content is None:
            return [], tag
        new_tag, records = answer.headers.get("etag", "") or "none", list(items({"list": content}, "list"))
        for _ in range(_MOST_PAGES):
            following = _next(answer.headers.get("link", ""))
            if tag or not following:
                break
            answer, content = self._client.read(following)
            records += items({"list": content}, "list")
        return records, new_tag

    def _merged(self, origin: str) -> frozenset[int]:
        """Return the numbers of the person's merged pull requests in a repository."""
        words = f"is:pr is:merged author:{self._whose.login} repo:{_name(origin)}"
        pages = walked(self._client, queries.NUMBERS, words, BEGINNING, kind="ISSUE")
        return frozenset(amount(one, "number") for page in pages for one in page.found)

    def _rejected(self, where: str, why: str) -> Rejected:
        return Rejected(SOURCE, where if "://" in where else f"{self._whose.host.name} {where}", why)


def _merge(record: Raw) -> tuple[str, str, str]:
    """Return the repository, the author and the instant of a merge; what it lacks is ""."""
    repository = _name(text(record, "html_url").partition("/pull/")[0])
    return repository, text(record, "user.login"), text(record, "merged_at")


def _name(origin: str) -> str:
    return urlsplit(origin).path.strip("/")


def _next(link: str) -> str:
    """Return the URL that the header `link` says comes next, or ""."""
    parts: list[Any] = [part.partition(";") for part in link.split(",")]
    return next((url.strip().strip("<>") for url, _, what in parts if 'rel="next"' in what), "")

"""What GitLab is asked: lists in the order of their last change, and of each thing what lists leave out."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import islice
from urllib.parse import quote, urlsplit

from ...forge.issues import issue
from ...forge.people import Whose
from ...forge.pulls import pull
from ...forge.reading import ForgeReading
from ...forge.reviews import review
from ...model import Batch, Entry
from ...remote.client import Client, Denied, TooMuch, following
from ...remote.cursor import Cursor
from ...remote.records import Raw, amount, items, moment, text
from ...remote.walk import Page, ahead, walked
from . import records

MINE = "/merge_requests?scope=created_by_me"
_LISTS = (
    ("merge requests", MINE),
    ("reviews", "/merge_requests?scope=all&reviewer_username={me}"),
    ("issues", "/issues?scope=created_by_me"),
    ("assigned issues", "/issues?scope=assigned_to_me"),
)
_EVENTS = (
    ("approvals", "/events?action=approved"),
    ("comments", "/events?action=commented&target_type=note"),
    ("closed issues", "/events?action=closed&target_type=issue"),
)
_LIST = "&state=all&order_by=updated_at&sort=asc&updated_after={mark}&per_page={size}&page={page}"
_MOST_PAGES, _MOST_MENTIONS = 10, 5  # of one thing's threads; merge requests that mention it
_AT_ONCE = 20  # things of a page: few, since each is asked for more than once before the page is written
_A_PAGE = "per_page=100"
_SIZES = """
query($path: ID!, $iid: String!) {project(fullPath: $path) {mergeRequest(iid: $iid) {
  diffStatsSummary {additions deletions fileCount} diffStats {path additions deletions}}}}
"""


class GitLabReading(ForgeReading):
    """One reading of a GitLab."""

    def __init__(self, client: Client, whose: Whose, *, only: Sequence[str], cursor: Cursor) -> None:
        """Read what is `whose`, in the groups and projects `only`, from `cursor` on."""
        super().__init__(client, whose, cursor=cursor)
        self._only = only
        self._reviewed: set[tuple[int, int]] = set()

    def streams(self) -> Iterator[Batch]:
        """Yield what was touched since the cursor, kind by kind, then the releases.

        Raises:
            SourceError: nothing more can be had now; what was yielded stands, and its cursor goes on from there.
        """
        parses = (self._merge_request, self._review, self._issue, self._issue)
        for (name, path), parse in zip(_LISTS, parses, strict=True):
            ask = partial(self._list, path.format(me=self.whose.login))
            pages = ahead(walked(self.client, ask, self.mark(name), most=_AT_ONCE))
            yield from self.batches(name, pages, parse)
        for name, path in _EVENTS:
            yield from self.batches(name, self._happened(name, path), self._acted_on)
        for origin in tuple(self.cursor.tags):
            project = f"/projects/{quote(self._path(origin), safe='')}"
            known = partial(records.release, origin=origin)
            mine = partial(self._merged, project)
            yield self.batch(*self.released(origin, f"{project}/releases?{_A_PAGE}", mine, known))
        yield self.batch()

    def _list(self, path: str, mark: str, size: int, after: str | None) -> tuple[Raw, tuple[str, ...]]:
        page = int(after or 1)
        answer, content = self.client.read(path + _LIST.format(mark=mark, size=size, page=page))
        more = {"hasNextPage": bool(following(answer)), "endCursor": str(page + 1)}
        return {"nodes": content, "more": more}, ()

    def _happened(self, name: str, path: str) -> Iterator[Page]:
        """Yield what the person did, page by page; GitLab tells it by whole days."""
        mark = self.mark(name)
        begin = moment({"at": mark}, "at")
        before = (begin - timedelta(days=1)).date() if begin else mark[:10]
        for content in self.client.pages(f"{path}&sort=asc&after={before}&{_A_PAGE}"):
            found = [one for one in items({"list": content}, "list") if text(one, "created_at") >= mark]
            mark = max([mark, *(f"{text(one, 'created_at')[:19]}Z" for one in found)])
            yield Page(found, (), mark)

    def _merge_request(self, raw: Raw) -> tuple[Entry, ...]:
        if not self._is_wanted(raw):
            return ()
        record, threads = self._whole(raw)
        mentions = [{"source": self._mentioning(raw, number)} for number in records.mentions(threads)[-_MOST_MENTIONS:]]
        entries = pull({**record, "mentions": mentions}, self.whose)
        if moment(record, "merged_at"):
            self.tagged({self.whose.host.repository(text(record, "html_url")): "", **self.cursor.tags})
        return entries

    def _mentioning(self, raw: Raw, number: int) -> Raw:
        with suppress(Denied):
            path = f"/projects/{amount(raw, 'project_id')}/merge_requests/{number}"
            return records.listed(self.client.read(path)[1])
        return {}

    def _review(self, raw: Raw) -> tuple[Entry, ...]:
        """Return the review that the person gave of somebody's merge request, of which `raw` says only which it is."""
        which = amount(raw, "project_id"), amount(raw, "iid")
        if which in self._reviewed or not self._is_wanted(raw):
            return ()
        _, whole = self.client.read(f"/projects/{which[0]}/merge_requests/{which[1]}")
        if text(whole, "author.username").lower() == self.whose.login.lower() or not self._is_wanted(whole):
            return ()
        entries = review(self._whole(whole)[0], self.whose)
        self._reviewed.add(which)
        return entries

    def _issue(self, raw: Raw) -> tuple[Entry, ...]:
        if not self._is_wanted(raw):
            return ()
        path = f"/projects/{amount(raw, 'project_id')}/issues/{amount(raw, 'iid')}/resource_label_events?{_A_PAGE}"
        return issue(records.issue(raw, items({"list": self._told(path)}, "list")), self.whose)

    def _acted_on(self, event: Raw) -> tuple[Entry, ...]:
        """Return what the person acted on: a merge request that they judged, an issue that they closed."""
        project = amount(event, "project_id")
        if text(event, "target_type") in {"Issue", "WorkItem"}:
            return self._issue(self.client.read(f"/projects/{project}/issues/{amount(event, 'target_iid')}")[1])
        if "MergeRequest" not in {text(event, "target_type"), text(event, "note.noteable_type")}:
            return ()
        return self._review({"project_id": project, "iid": amount(event, "note.noteable_iid", "target_iid")})

    def _whole(self, raw: Raw) -> tuple[Raw, Sequence[Raw]]:
        """Return a merge request with what its list leaves out, and its threads."""
        path = f"/projects/{amount(raw, 'project_id')}/merge_requests/{amount(raw, 'iid')}"
        pages = islice(self.client.pages(f"{path}/discussions?{_A_PAGE}"), _MOST_PAGES)
        threads = [one for content in pages for one in items({"list": content}, "list")]
        commits = items({"list": self._told(f"{path}/commits?{_A_PAGE}")}, "list")
        closes = items({"list": self._told(f"{path}/closes_issues?{_A_PAGE}")}, "list")
        record = records.merge_request(raw, threads=threads, commits=commits, closes=closes)
        return {**record, **self._sizes(raw)}, threads

    def _told(self, path: str) -> object:
        """Return what is at `path`; None where this project does not show it."""
        with suppress(Denied):
            return self.client.read(path)[1]
        return None

    def _sizes(self, raw: Raw) -> Raw:
        path, iid = text(raw, "references.full").partition("!")[0], str(amount(raw, "iid"))
        with suppress(Denied, TooMuch):
            return records.sizes(self.client.asked(_SIZES, lenient=True, path=path, iid=iid)[0])
        return {}

    def _merged(self, project: str) -> frozenset[int]:
        """Return the numbers of the person's merged merge requests in a project."""
        path = f"{project}/merge_requests?scope=all&state=merged&author_username={self.whose.login}&{_A_PAGE}"
        return frozenset(
            amount(one, "iid") for content in self.client.pages(path) for one in items({"list": content}, "list")
        )

    def _path(self, origin: str) -> str:
        below = self.whose.host.name.partition("/")[2]
        return urlsplit(origin).path.strip("/").removeprefix(below).strip("/")

    def _is_wanted(self, raw: Raw) -> bool:
        """Say whether `raw` lies in a group or project that is read; where it does not say where it lies, it may."""
        url = text(raw, "web_url")
        where = self._path(self.whose.host.repository(url)) + "/"
        return not (self._only and url) or any(where.startswith(f"{one}/") for one in self._only)

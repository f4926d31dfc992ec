"""What Azure DevOps is asked: pull requests as they were closed, those that are open, work items as they changed."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from urllib.parse import quote, unquote

from ...errors import SourceError
from ...forge.issues import issue
from ...forge.people import Whose
from ...forge.pulls import pull
from ...forge.reading import ForgeReading
from ...forge.reviews import review
from ...model import Batch, Entry, Tie, entry_id
from ...remote.client import Client, Denied
from ...remote.cursor import Cursor
from ...remote.records import Raw, amount, items, moment, text
from ...remote.section import stamp
from ...remote.walk import Page
from ...value.ties import PULL_REQUEST
from . import records

VERSION = "api-version=6.0"
PULLS = "/_apis/git/pullrequests?searchCriteria.status=all&searchCriteria.{part}Id={me}&" + VERSION
_LISTED, _AT_ONCE, _WORK_ITEMS = 100, 20, 50  # of a list, of a batch
_QUESTION = (
    "SELECT [System.Id] FROM WorkItems WHERE ([System.CreatedBy] = @Me OR [System.AssignedTo] = @Me "
    "OR [Microsoft.VSTS.Common.ClosedBy] = @Me) AND [System.ChangedDate] >= '{mark}' ORDER BY [System.ChangedDate]"
)


class AzureReading(ForgeReading):
    """One reading of an Azure DevOps."""

    def __init__(self, client: Client, whose: Whose, *, only: Sequence[str], cursor: Cursor) -> None:
        """Read what is `whose`, in the projects and repositories `only`, from `cursor` on."""
        super().__init__(client, whose, cursor=cursor)
        self._only = [one.lower() for one in only]

    def streams(self) -> Iterator[Batch]:
        """Yield what was closed or changed since the cursor, kind by kind, and what is open.

        Raises:
            SourceError: nothing more can be had now; what was yielded stands, and its cursor goes on from there.
        """
        me = self._me()
        for name, part, parse in (("pull requests", "creator", self._pull), ("reviews", "reviewer", self._review)):
            yield from self.batches(name, self._pulls(name, PULLS.format(part=part, me=me)), parse)
        yield from self.batches("work items", self._changed(), self.whose.parses(issue))
        yield self.batch()

    def _me(self) -> str:
        """Return by which id Azure DevOps knows the person; without one it would list everybody's."""
        with suppress(Denied):
            if found := text(connected(self.client), "authenticatedUser.id"):
                return found
        raise SourceError(f"{self.server.name} does not say whose token this is.", hint="Use one of your own.")

    def _pulls(self, name: str, path: str) -> Iterator[Page]:
        """Yield the pull requests of a list: those that were closed since the mark, the oldest first; then the open."""
        mark = self.mark(name)
        listed = [one for one in self._all(path) if self._is_wanted(one)]
        ended = sorted((one for one in listed if _closed(one) >= mark), key=_closed)
        for begin in range(0, len(ended), _AT_ONCE):
            some = ended[begin : begin + _AT_ONCE]
            mark = _closed(some[-1])
            yield Page(some, (), mark)
        yield Page([one for one in listed if text(one, "status") == "active"], (), mark)

    def _all(self, path: str) -> Iterator[Raw]:
        """Yield what a list holds, page by page."""
        for skip in count(0, _LISTED):
            found = items(self.client.read(f"{path}&$top={_LISTED}&$skip={skip}")[1], "value")
            yield from found
            if len(found) < _LISTED:
                return

    def _is_wanted(self, raw: Raw) -> bool:
        """Say whether a pull request lies in a project or repository that is read."""
        project, name = text(raw, "repository.project.name").lower(), text(raw, "repository.name").lower()
        return not self._only or project in self._only or f"{project}/{name}" in self._only

    def _pull(self, raw: Raw) -> tuple[Entry, ...]:
        """Return a pull request of the person's with its story, and what ties it to the work items that it closes."""
        closes, host = self._closes(raw), self.whose.host
        entries = pull(self._whole(raw, closes), self.whose)
        if not closes:
            return entries
        own = entries[0]
        ids = (entry_id(host.SOURCE, host.name, f"work item {amount(one, 'id')}") for one in closes)
        id_ = entry_id("tie", "work items", own.id)
        return (*entries, Tie(id=id_, at=own.at, evidence=(own.id, *ids), why=PULL_REQUEST))

    def _review(self, raw: Raw) -> tuple[Entry, ...]:
        if text(raw, "createdBy.uniqueName").lower() == self.whose.login.lower():
            return ()
        return review(self._whole(raw, self._closes(raw)), self.whose)

    def _whole(self, raw: Raw, closes: Sequence[Raw]) -> Raw:
        """Return a pull request with what its list leaves out."""
        path = _path(raw)
        threads = items(self.client.read(f"{path}/threads?{VERSION}")[1], "value")
        commits = items(self.client.read(f"{path}/commits?$top={_LISTED}&{VERSION}")[1], "value")
        labels = items(self.client.read(f"{path}/labels?{VERSION}")[1], "value")
        return records.pull_request(
            {**raw, "labels": labels}, self.whose.host, threads=threads, commits=commits, closes=closes
        )

    def _closes(self, raw: Raw) -> Sequence[Raw]:
        found = items(self.client.read(f"{_path(raw)}/workitems?{VERSION}")[1], "value")
        return self._work_items([int(number) for one in found if (number := text(one, "id")).isdecimal()])

    def _changed(self) -> Iterator[Page]:
        """Yield the work items that are the person's, in the order of their last change."""
        mark = self.mark("work items")
        listed = changed(self.client, mark)
        for begin in range(0, len(listed), _WORK_ITEMS):
            some = self._work_items(listed[begin : begin + _WORK_ITEMS])
            found = [records.work_item(one, self.whose.host) for one in some]
            mark = max([mark, *(stamp(moment(one, "updated_at")) for one in found)])
            yield Page([one for one in found if self._is_of_project(one)], (), mark)

    def _is_of_project(self, record: Raw) -> bool:
        project = unquote(self.whose.host.repository(text(record, "html_url")).rpartition("/")[2]).lower()
        return not self._only or project in {one.partition("/")[0] for one in self._only}

    def _work_items(self, ids: Sequence[int]) -> Sequence[Raw]:
        if not ids:
            return ()
        asked = {"ids": list(ids), "fields": records.FIELDS, "errorPolicy": "Omit"}
        return items(self.client.sent(f"/_apis/wit/workitemsbatch?{VERSION}", asked), "value")


def connected(client: Client) -> Raw:
    """Return who Azure DevOps takes the person for: `authenticatedUser`, with `id` and its account's name.

    Raises:
        Denied: it does not say.
    """
    found = client.read("/_apis/connectionData?api-version=6.0-preview")[1]
    return found if isinstance(found, dict) else {}


def changed(client: Client, mark: str) -> list[int]:
    """Return the ids of the person's work items that changed since `mark`, in that order.

    Raises:
        Denied: this token may not read work items.
    """
    asked = {"query": _QUESTION.format(mark=mark)}
    found = client.sent(f"/_apis/wit/wiql?timePrecision=true&{VERSION}", asked)
    return [amount(one, "id") for one in items(found, "workItems") if amount(one, "id")]


def _closed(raw: Raw) -> str:
    """Return when a pull request was closed, in whole seconds; "" where it is open."""
    return stamp(moment(raw, "closedDate"))


def _path(raw: Raw) -> str:
    project = quote(text(raw, "repository.project.name"), safe="")
    name = quote(text(raw, "repository.id"), safe="")
    return f"/{project}/_apis/git/repositories/{name}/pullRequests/{amount(raw, 'pullRequestId')}"

"""What Jira is asked: the issues in which the person had a part, in the order in which they were last touched."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from ...errors import SourceError
from ...forge.issues import issue
from ...forge.people import Whose
from ...model import Batch, Entry
from ...remote.client import Client, Denied
from ...remote.cursor import Cursor
from ...remote.reading import Reading
from ...remote.records import Raw, find, items, moment, text
from ...remote.walk import ahead, walked
from . import records
from .site import Site, site

_MINE = (
    "(reporter = currentUser() OR assignee = currentUser() OR assignee WAS currentUser()"
    " OR status CHANGED BY currentUser() OR priority CHANGED BY currentUser() OR assignee CHANGED BY currentUser())"
)
_AGAIN = timedelta(hours=1)  # where clocks are set back, one time stands for two instants
_SECOND = "%Y-%m-%dT%H:%M:%SZ"


class JiraReading(Reading):
    """One reading of a Jira."""

    def __init__(self, client: Client, whose: Whose, *, only: Sequence[str], cursor: Cursor) -> None:
        """Read what is `whose`, in the projects `only`, from `cursor` on."""
        super().__init__(whose.host, cursor)
        self._client, self._whose, self._only = client, whose, only
        self._epics: dict[str, str] = {}

    def streams(self) -> Iterator[Batch]:
        """Yield what was touched since the cursor.

        Raises:
            SourceError: nothing more can be had now; what was yielded stands, and its cursor goes on from there.
        """
        found = self._site()

        def ask(mark: str, size: int, after: str | None) -> tuple[Raw, tuple[str, ...]]:
            page = found.searched(self._client, jql(self._only, found, mark), size, after)
            listed = [{**one, "updated_at": find(one, "fields.updated")} for one in items(page, "nodes")]
            fresh = [one for one in listed if not (at := moment(one, "updated_at")) or at.strftime(_SECOND) >= mark]
            return {**page, "nodes": fresh}, ()

        pages = ahead(walked(self._client, ask, self.mark("issues")))
        yield from self.batches("issues", pages, lambda raw: self._issue(raw, found))
        yield self.batch()

    def _site(self) -> Site:
        """Return what this Jira says of itself, if it takes the token for the person's."""
        try:
            found = site(self._client, self.server.rest)
        except Denied as denied:
            raise SourceError(f"{self.server.name} does not let this token in: {denied}.") from None
        if found.login.lower() != self._whose.login.lower():
            raise SourceError(
                f"{self.server.name} takes this token for {found.login or 'nobody'}'s, not for {self._whose.login}'s.",
                hint=f"Use your own, or connect it anew: treefall connect jira {self.server.name}",
            )
        return found

    def _issue(self, raw: Raw, found: Site) -> tuple[Entry, ...]:
        histories = found.whole(self._client, raw, "changelog", "changelog.histories")
        worklogs = found.whole(self._client, raw, "worklog", "fields.worklog.worklogs")
        epic = text(raw, "fields.parent.fields.summary") or self._epic(records.epic_key(raw, found))
        return issue(records.issue(raw, found, histories=histories, worklogs=worklogs, epic=epic), self._whose)

    def _epic(self, key: str) -> str:
        """Return the title of an epic that an issue only names; "" where this token may not see it."""
        if key and key not in self._epics:
            self._epics[key] = ""
            with suppress(Denied):
                content = self._client.read(f"/rest/api/2/issue/{key}?fields=summary")[1]
                self._epics[key] = text(content, "fields.summary")
        return self._epics.get(key, "")


def jql(only: Sequence[str], found: Site, mark: str = "") -> str:
    """Return the question for the person's issues in the projects `only` that were touched since `mark`, oldest first.

    Jira understands minutes, in the person's own zone: a bit too much is asked for. Without a mark the newest is first.
    """
    where = f"project IN ({', '.join(only)}) AND " if only else ""
    begin = moment({"at": mark}, "at")
    if begin is None:
        return f"{where}{_MINE} ORDER BY updated DESC"
    since = (begin - _AGAIN).astimezone(found.zone)
    return f'{where}{_MINE} AND updated >= "{since:%Y-%m-%d %H:%M}" ORDER BY updated ASC, key ASC'

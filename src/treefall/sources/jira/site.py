"""What a Jira says of itself and of who asks: before its issues mean anything."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...remote.client import Client, Denied
from ...remote.records import Raw, amount, find, items, text

_EPIC_LINK = "com.pyxis.greenhopper.jira:gh-epic-link"
_NAMES = ("accountId", "key", "name")
_EARLIEST = timezone(timedelta(hours=-12))  # where clocks show least: too much is found, and nothing missed
_FIELDS = (
    *("summary", "description", "issuetype", "status", "priority", "labels", "components", "fixVersions", "parent"),
    *("created", "updated", "resolution", "resolutiondate", "assignee", "reporter", "security", "issuelinks"),
    *("comment", "worklog"),  # the first for its count alone
)
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Site:
    """A Jira, as it says.

    Attributes:
        url: where a reader opens it.
        is_cloud: a site of the Cloud, and not a Data Center.
        login: the person's own there: their address where it tells it, else their name.
        name: as it shows them.
        ids: by which it knows them.
        zone: of theirs, in which it understands times that it is asked for.
        categories: of statuses, by id: "new", "indeterminate", "done".
        epic: the field that names the epic of an issue, "" where its parent does.
        severity: the field of that name, or "".
    """

    url: str
    is_cloud: bool
    login: str
    name: str
    ids: frozenset[str]
    zone: tzinfo
    categories: Mapping[str, str]
    epic: str
    severity: str

    @property
    def me(self) -> Raw:
        """Return the person by the names that `treefall.forge` knows."""
        return {"login": self.login, "name": self.name, "type": "User"}

    def is_me(self, person: object) -> bool:
        """Say whether `person` is the one whose work is read."""
        return not self.ids.isdisjoint(_ids(person))

    def person(self, said: object) -> Raw | None:
        """Return somebody by the names that `treefall.forge` knows; None where there is nobody."""
        if self.is_me(said):
            return self.me
        login, kind = _login(said), "Bot" if text(said, "accountType") == "app" else "User"
        return {"login": login, "name": text(said, "displayName", limit=200), "type": kind} if login else None

    def searched(self, client: Client, jql: str, size: int, after: str | None = None) -> Raw:
        """Return a page of what `jql` finds: `nodes`, `more` and, where it is told, `total`, as a walk wants it.

        Raises:
            TooMuch: it does not manage so many at once.
            SourceError: nothing can be had now.
            Denied: it does not answer this.
        """
        fields = [*_FIELDS, *filter(None, (self.epic, self.severity))]
        asked = {"jql": jql, "maxResults": size, "expand": "changelog"}
        if self.is_cloud:
            page = {"nextPageToken": after} if after else {}
            found = client.sent("/rest/api/3/search/jql", {**asked, "fields": fields, **page}, lenient=True)
            token = text(found, "nextPageToken") if find(found, "isLast") is not True else ""
            return {"nodes": items(found, "issues"), "more": {"hasNextPage": bool(token), "endCursor": token}}
        begin = int(after or 0)
        query = urlencode({**asked, "fields": ",".join(fields), "startAt": begin})
        found = client.read(f"/rest/api/2/search?{query}")[1]
        listed, total = items(found, "issues"), amount(found, "total")
        end = begin + len(listed)
        return {"nodes": listed, "more": {"hasNextPage": end < total, "endCursor": str(end)}, "total": total}

    def whole(self, client: Client, raw: Raw, name: str, held: str) -> Sequence[Raw]:
        """Return a whole list of an issue, of which a search holds the newest in `held`; by itself it is at `name`."""
        newest, key = items(raw, held), text(raw, "id")
        if amount(raw, f"{held.rpartition('.')[0]}.total") <= len(newest):
            return newest
        found: list[Raw] = []
        with suppress(Denied):
            more = True
            while more:
                path = f"/rest/api/2/issue/{key}/{name}?startAt={len(found)}&maxResults={_LISTED}"
                content = client.read(path)[1]
                some = items(content, "values", "worklogs")
                found += some
                more = bool(some) and len(found) < amount(content, "total")
        return found or newest


def site(client: Client, usual: str) -> Site:
    """Return what the Jira says that `client` asks and that is at `usual`, where it says nothing else.

    Raises:
        SourceError: nothing can be had now.
        Denied: it does not say who asks.
    """
    info, me = _told(client, "serverInfo"), client.read("/rest/api/2/myself")[1]
    fields = items({"list": _told(client, "field")}, "list")
    statuses = items({"list": _told(client, "status")}, "list")
    return Site(
        url=(text(info, "baseUrl") or usual).rstrip("/"),
        is_cloud=text(info, "deploymentType") == "Cloud",
        login=_login(me),
        name=text(me, "displayName", limit=200),
        ids=_ids(me),
        zone=_zone(text(me, "timeZone")),
        categories={text(one, "id"): text(one, "statusCategory.key") for one in statuses},
        epic=next((text(one, "id") for one in fields if text(one, "schema.custom") == _EPIC_LINK), ""),
        severity=next((text(one, "id") for one in fields if text(one, "name").lower() == "severity"), ""),
    )


def _told(client: Client, what: str) -> object:
    """Return what is said of `what`; None where this token may not know."""
    with suppress(Denied):
        return client.read(f"/rest/api/2/{what}")[1]
    return None


def _ids(person: object) -> frozenset[str]:
    return frozenset(filter(None, (text(person, name, limit=200) for name in _NAMES)))


def _login(person: object) -> str:
    return text(person, "emailAddress", "name", "accountId", limit=200)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _EARLIEST

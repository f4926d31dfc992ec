"""A small Jira on this machine's loopback: a site of the Cloud, or a Data Center, as their REST interfaces document."""

import json
import re
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from loopback import Handler, Loopback, Record, stamp

LOGIN = "ed@corp.example"
ACCOUNT = "5b10a2844c20165700ede21f"
KEY = "JIRAUSER10100"
ZONE = "Europe/Berlin"
EPIC_LINK, SEVERITY = "customfield_10008", "customfield_10050"
STATUSES = {
    "1": ("Open", "new"),
    "3": ("In Progress", "indeterminate"),
    "5": ("Done", "done"),
    "6": ("Closed", "done"),
}


@dataclass
class Jira(Loopback):
    """What a Jira knows; a site of the Cloud.

    Attributes:
        issues: all that there are.
        epics: titles by name, where issues only name them.
        closed: paths that this token may not read.
        me: who asks.
        most: issues of a page, whatever was asked for.
        held: times that a search shows of an issue, and in the Cloud changes.
        zone: in which it understands times, and `told` which that is by its word.
    """

    issues: list[Record] = field(default_factory=list)
    epics: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    me: Record = field(default_factory=lambda: person(LOGIN, "Ed Stone"))
    most: int = 1_000
    held: int = 20
    zone: str = ZONE
    told: str = ZONE

    CLOUD: ClassVar[bool] = True

    def token(self, handler: Handler) -> str:
        """Return the token that a request bears: in the Cloud as the password of an address."""
        scheme, _, words = str(handler.headers["authorization"]).partition(" ")
        assert scheme == ("Basic" if self.CLOUD else "Bearer")
        return b64decode(words).decode().removeprefix(f"{LOGIN}:") if self.CLOUD else words

    def right(self, handler: Handler, body: bytes) -> bytes:
        """Return what a Jira without faults says."""
        url = urlsplit(handler.path)
        if any(re.search(closed, url.path) for closed in self.closed):
            handler.status = 403
            return b'{"errorMessages":["You may not see \\"this\\"."],"errors":{}}'
        asked = {name: said[0] for name, said in parse_qs(url.query).items()}
        found = self._found(url.path, asked, json.loads(body or b"{}"))
        if found is None:
            handler.status = 404
        return json.dumps(found).encode()

    def _found(self, path: str, asked: dict[str, str], body: Record) -> object:
        version, _, what = path.removeprefix("/rest/api/").partition("/")
        assert version == ("3" if what == "search/jql" else "2")
        if what == "serverInfo":
            return {"baseUrl": "https://corp.atlassian.net", "deploymentType": "Cloud" if self.CLOUD else "Server"}
        if what == "myself":
            return {**self.me, "timeZone": self.told}
        if what == "field":
            link = {"custom": "com.pyxis.greenhopper.jira:gh-epic-link"}
            return [{"id": "summary", "name": "Summary"}, {"id": SEVERITY, "name": "Severity"}] + (
                [] if self.CLOUD else [{"id": EPIC_LINK, "name": "Epic Link", "schema": link}]
            )
        if what == "status":
            return [{"id": key, "name": name, "statusCategory": {"key": of}} for key, (name, of) in STATUSES.items()]
        if what == ("search/jql" if self.CLOUD else "search"):
            return self._searched(body if self.CLOUD else {**asked, "fields": asked["fields"].split(",")})
        part = re.fullmatch(r"issue/([\w-]+)(?:/(changelog|worklog))?", what)
        assert part, path
        return self._of_issue(part[1], part[2], int(asked.get("startAt", "0")))

    def _of_issue(self, name: str, part: str | None, begin: int) -> object:
        if part is None:
            return {"key": name, "fields": {"summary": self.epics[name]}} if name in self.epics else None
        one = next(one for one in self.issues if one["id"] == name)
        if part == "changelog":
            assert self.CLOUD
            found = one["changelog"]["histories"]
            return {"values": found[begin : begin + 3], "startAt": begin, "total": len(found)}
        found = one["fields"]["worklog"]["worklogs"]
        some = found[begin : begin + 3] if self.CLOUD else found
        return {"worklogs": some, "startAt": begin, "total": len(found)}

    def _searched(self, body: Record) -> object:
        assert {"summary", "issuetype", "comment"} <= set(body["fields"])
        assert body["expand"] == "changelog"
        listed = self._listed(body["jql"])
        if self.CLOUD:
            asked, _, begin = str(body.get("nextPageToken", f"{body['jql']}|0")).rpartition("|")
            assert asked == body["jql"]  # a token counts for the question that it was given for
        else:
            begin = body["startAt"]
        end = int(begin) + min(int(body["maxResults"]), self.most)
        some = [self._shown(one) for one in listed[int(begin) : end]]
        if not self.CLOUD:
            return {"issues": some, "startAt": int(begin), "total": len(listed)}
        more = {"nextPageToken": f"{body['jql']}|{end}"} if end < len(listed) else {}
        return {"issues": some, "isLast": not more, **more}

    def _listed(self, jql: str) -> list[Record]:
        assert "currentUser()" in jql
        found = [one for one in self.issues if ACCOUNT in str(one) or KEY in str(one)]
        if projects := re.search(r"project IN \((.*?)\)", jql):
            found = [one for one in found if one["key"].rpartition("-")[0] in projects[1].split(", ")]
        if since := re.search(r'updated >= "(.*?)"', jql):
            zone = ZoneInfo(self.zone)
            begin = datetime.strptime(since[1], "%Y-%m-%d %H:%M").replace(tzinfo=zone, fold=1)  # the later of two
            found = [one for one in found if at(one) >= begin]
        return sorted(found, key=at, reverse="ORDER BY updated DESC" in jql)

    def _shown(self, one: Record) -> Record:
        """Return an issue as a search has it: the Cloud shows the newest changes, and any the newest times."""
        fields, log = one["fields"], one["changelog"]["histories"]
        newest = log[::-1][: self.held] if self.CLOUD else log
        spent = fields["worklog"]["worklogs"]
        return {
            **one,
            "changelog": {"histories": newest, "total": len(log)},
            "fields": {**fields, "worklog": {"worklogs": spent[-self.held :], "total": len(spent)}},
        }


@dataclass
class DataCenter(Jira):
    """What a company's own Jira knows."""

    me: Record = field(default_factory=lambda: person(LOGIN, "Ed Stone", cloud=False))

    CLOUD: ClassVar[bool] = False


def at(one: Record) -> datetime:
    """Return when an issue was touched last."""
    return datetime.fromisoformat(str(one["fields"]["updated"]))


def when(number: int) -> str:
    """Return the minute `number` of 2026 as a Jira writes it: in the zone of who asks."""
    return datetime.fromisoformat(stamp(number)).astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M:%S.000%z")


def person(login: str, name: str, *, cloud: bool = True) -> Record:
    """Return somebody, as an answer bears them; of others the Cloud shows no address."""
    mine = login == LOGIN
    if cloud:
        shown = {"emailAddress": login} if mine else {}
        return {
            "accountId": ACCOUNT if mine else f"id-{login.partition('@')[0]}",
            "displayName": name,
            "accountType": "atlassian",
        } | shown
    user = login.partition("@")[0]
    return {"key": KEY if mine else f"KEY-{user}", "name": user, "emailAddress": login, "displayName": name}


def change(number: int, by: Record, **said: tuple[str | None, str | None]) -> Record:
    """Return a change of the minute `number`: of each field what it was and what it is."""
    changed = [{"field": name.replace("_", " "), "from": old, "to": new} for name, (old, new) in said.items()]
    return {"id": str(number), "author": by, "created": when(number), "items": changed}


def document(*paragraphs: str) -> Record:
    """Return a text as the Cloud keeps it."""
    content = [{"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in paragraphs]
    return {"type": "doc", "version": 1, "content": content}


def issue(number: int, *, cloud: bool = True, key: str = "PAY", **fields: Any) -> Record:  # noqa: ANN401 - of any type
    """Return an issue of Grace's that was Ed's, begun ten minutes after the minute `number` and done an hour later."""
    ed, grace = person(LOGIN, "Ed Stone", cloud=cloud), person("grace@corp.example", "Grace Hopper", cloud=cloud)
    epic: Record = {"parent": {"key": f"{key}-7", "fields": {"summary": "Nobody pays twice"}}}
    said = {
        "summary": f"Customers are charged twice ({number})",
        "description": document("When a request", "is sent again.") if cloud else "When a request\r\nis sent again.",
        "issuetype": {"name": "Bug"},
        "status": {"name": "Done", "statusCategory": {"key": "done"}},
        "priority": {"name": "Highest"},
        "labels": ["payments"],
        "components": [{"name": "checkout"}],
        "fixVersions": [{"name": "2.1"}],
        "created": when(number),
        "updated": when(number + 70),
        "resolution": {"name": "Fixed"},
        "resolutiondate": when(number + 70),
        "assignee": ed,
        "reporter": grace,
        "security": None,
        "issuelinks": [
            {"type": {"inward": "is blocked by", "outward": "blocks"}, "outwardIssue": {"key": "PAY-9"}},
            {"type": {"inward": "is caused by", "outward": "causes"}, "inwardIssue": {"key": "OPS-2"}},
            {"type": {"inward": "relates to", "outward": "relates to"}, "inwardIssue": {"key": "OPS-3"}},
        ],
        "comment": {"comments": [{"body": "Nobody may read this."}], "total": 4},
        "worklog": {
            "worklogs": [{"author": who, "timeSpentSeconds": 1_800} for who in (ed, ed, grace, ed, ed)],
            "total": 5,
        },
        **(epic if cloud else {EPIC_LINK: f"{key}-7"}),
        **fields,
    }
    histories = [
        change(number + 5, grace, assignee=(None, ACCOUNT if cloud else KEY)),
        change(number + 10, ed, status=("1", "3")),
        change(number + 20, grace, priority=("3", "1")),
        change(number + 70, ed, status=("3", "5"), resolution=(None, "1")),
    ]
    return {"id": str(10_000 + number), "key": f"{key}-{number}", "fields": said, "changelog": {"histories": histories}}

"""A small Azure DevOps on this machine's loopback, with records in the form that its REST interface documents."""

import json
import re
from base64 import b64decode
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from loopback import Handler, Loopback, Record, stamp

LOGIN = "ed@corp.example"
ME = "41113706-4320-4083-9150-925feb93fc22"
REPOSITORY = "3411ebc1-d5aa-464f-9615-0b527bc66719"


@dataclass
class Azure(Loopback):
    """What Azure DevOps knows.

    Attributes:
        pulls: all pull requests; with `threads`, `commits`, `labels` and `workitems`, which lists leave out.
        work_items: by number.
        closed: paths that this token may not read.
    """

    pulls: list[Record] = field(default_factory=list)
    work_items: dict[int, Record] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    account: str = LOGIN

    @property
    def place(self) -> str:
        """Return where the organisation is."""
        return f"{self.url}/corp"

    def token(self, handler: Handler) -> str:
        """Return the password that a request bears."""
        return b64decode(str(handler.headers["authorization"]).removeprefix("Basic ")).decode().removeprefix(":")

    def right(self, handler: Handler, body: bytes) -> bytes:
        """Return what an Azure DevOps without faults says."""
        url = urlsplit(handler.path)
        path, asked = url.path.removeprefix("/corp"), {name: said[0] for name, said in parse_qs(url.query).items()}
        if any(re.search(closed, path) for closed in self.closed):
            handler.status = 403
            return b'{"message": "Access denied"}'
        assert asked["api-version"].startswith("6.0")
        return json.dumps(self._found(path, asked, json.loads(body or b"{}"))).encode()

    def _found(self, path: str, asked: dict[str, str], body: Record) -> object:
        if path == "/_apis/connectionData":
            account = {"Account": {"$type": "System.String", "$value": self.account}}
            return {"authenticatedUser": {"id": ME, "providerDisplayName": "Ed Stone", "properties": account}}
        if path == "/_apis/git/pullrequests":
            return listed(self._listed(asked))
        if path == "/_apis/wit/wiql":
            mark = re.findall(r">= '(.*?)'", body["query"])[0]
            found = [one for one in self.work_items.values() if one["fields"]["System.ChangedDate"] >= mark]
            found.sort(key=lambda one: str(one["fields"]["System.ChangedDate"]))
            return {"workItems": [{"id": one["id"]} for one in found if LOGIN in str(one)]}
        if path == "/_apis/wit/workitemsbatch":
            return listed([self.work_items[number] for number in body["ids"]])
        part = re.fullmatch(rf"/Shop%20Floor/_apis/git/repositories/{REPOSITORY}/pullRequests/(\d+)/(\w+)", path)
        assert part, path
        return listed(next(one[part[2]] for one in self.pulls if one["pullRequestId"] == int(part[1])))

    def _listed(self, asked: dict[str, str]) -> list[Record]:
        key = "createdBy" if "searchCriteria.creatorId" in asked else "reviewers"
        found = [one for one in reversed(self.pulls) if ME in str(one[key])]
        skip = int(asked["$skip"])
        inner = {"threads", "commits", "labels", "workitems"}
        some = found[skip : skip + int(asked["$top"])]
        return [{name: said for name, said in one.items() if name not in inner} for one in some]


def listed(found: list[Record]) -> Record:
    """Return a list, as an answer bears it."""
    return {"value": found, "count": len(found)}


def person(login: str, name: str) -> Record:
    """Return somebody, as an answer bears them."""
    return {"id": ME if login == LOGIN else f"id-{login}", "uniqueName": login, "displayName": name}


ED, GRACE, FRED = (
    person(LOGIN, "Ed Stone"),
    person("grace@corp.example", "Grace Hopper"),
    person("fred@corp.example", "Fred Edwards"),
)


def word(body: str, by: Record, at: int, *, path: str = "") -> Record:
    """Return a thread of one word, on a file or on the whole."""
    said = {"id": 1, "author": by, "content": body, "publishedDate": stamp(at), "commentType": "text"}
    return {
        "id": at,
        "publishedDate": stamp(at),
        "threadContext": {"filePath": f"/{path}"} if path else None,
        "comments": [said],
    }


def vote(result: int, by: Record, at: int, *, modern: bool = True) -> Record:
    """Return what Azure DevOps writes of a vote; older servers name the voter only as they show them."""
    properties: Record = {
        "CodeReviewThreadType": {"$type": "System.String", "$value": "VoteUpdate"},
        "CodeReviewVoteResult": {"$type": "System.String", "$value": str(result)},
    }
    whose = "CodeReviewVotedByIdentity" if modern else "CodeReviewVotedByDisplayName"
    properties[whose] = {"$type": "System.String", "$value": "1" if modern else by["displayName"]}
    said = {"author": {"displayName": "Service", "isContainer": True}, "content": "voted", "commentType": "system"}
    return {
        "id": at,
        "publishedDate": stamp(at),
        "comments": [said | {"publishedDate": stamp(at)}],
        "properties": properties,
        "identities": {"1": by} if modern else None,
    }


def pull(number: int, *, by: Record = ED, **more: object) -> Record:
    """Return a pull request, opened in the minute `number` of 2026 and completed an hour later."""
    return {
        "pullRequestId": number,
        "repository": {"id": REPOSITORY, "name": "pay", "project": {"name": "Shop Floor"}},
        "status": "completed",
        "createdBy": by,
        "creationDate": stamp(number).replace("Z", ".8900118Z"),
        "closedDate": stamp(number + 60).replace("Z", ".0413914Z"),
        "title": f"Charge each order once ({number})",
        "description": "Customers were charged twice.",
        "sourceRefName": f"refs/heads/once-{number}",
        "targetRefName": "refs/heads/main",
        "isDraft": False,
        "lastMergeSourceCommit": {"commitId": f"{number:040x}"},
        "lastMergeCommit": {"commitId": f"{number + 10**6:040x}"},
        "reviewers": [{**GRACE, "vote": 10}],
        "threads": [
            word("This loses an order.", GRACE, number + 10, path="pay/charge.py"),
            vote(-5, GRACE, number + 11),
            vote(10, GRACE, number + 200, modern=False),
        ],
        "commits": [
            {
                "commitId": f"{number:040x}",
                "author": {"name": "Ed Stone", "email": "ed@corp.example", "date": stamp(number)},
                "committer": {"date": stamp(number)},
            }
        ],
        "labels": [{"id": "l", "name": "payments"}],
        "workitems": [],
        **more,
    }


def reviewed(number: int, **more: object) -> Record:
    """Return a pull request of Fred's that Ed reviewed in two rounds."""
    threads = [
        word("Retrying here charges again.", ED, number + 10, path="pay/retry.py"),
        vote(-10, ED, number + 11),
        vote(5, ED, number + 200),
    ]
    commits = [{"commitId": "2" * 40, "author": {"name": "Fred"}, "committer": {"date": stamp(number + 20)}}]
    return pull(number, by=FRED, **{"reviewers": [{**ED, "vote": 5}], "threads": threads, "commits": commits, **more})


def work_item(number: int, *, by: Record = ED, kind: str = "Bug", **fields: object) -> Record:
    """Return a work item, created in the minute `number` of 2026 and closed five minutes later."""
    said = {
        "System.Title": f"Orders hang ({number})",
        "System.Description": "<div>Since <b>noon</b> &amp; later</div>",
        "System.WorkItemType": kind,
        "System.TeamProject": "Shop Floor",
        "System.State": "Closed",
        "System.Tags": "payments; sev1",
        "System.IterationPath": "Shop Floor\\2.1",
        "System.CommentCount": 2,
        "System.CreatedBy": by,
        "System.CreatedDate": stamp(number),
        "System.ChangedDate": stamp(number + 5),
        "Microsoft.VSTS.Common.ClosedBy": GRACE,
        "Microsoft.VSTS.Common.ClosedDate": stamp(number + 5),
        "Microsoft.VSTS.Common.Severity": "2 - High",
    }
    return {"id": number, "rev": 3, "fields": said | fields}

"""A small GitHub on this machine's loopback: answers the searches that Treefall asks, and fails where it is told to.

Records are given in the form in which answers bear them. A search gives what was touched at or after its mark, oldest
first, and counts pages as GitHub does: by how many were passed, so that what moves while somebody reads shifts pages.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loopback import TOKEN, Fault, Handler, Loopback, Record, served, stamp

__all__ = ["LOGIN", "TOKEN", "Fault", "Forge", "Handler", "discussion", "issue", "nodes", "person", "pull", "release"]
__all__ += ["reviewed", "served", "stamp"]

LOGIN = "ed-stone"
_MOST = 1_000


@dataclass
class Forge(Loopback):
    """What GitHub knows.

    Attributes:
        records: by stream ("pull requests", "reviews", "issues", "discussions").
        releases: by repository's name.
        closed: names of repositories that are not there for this token.
        before: pull requests merged before, by the login of their author.
        scopes: of the token; None where it is a fine-grained one.
    """

    records: dict[str, list[Record]] = field(default_factory=dict)
    releases: dict[str, list[Record]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    before: Mapping[str, int] = field(default_factory=dict)
    scopes: str | None = "repo, read:user"
    searches: list[str] = field(default_factory=list)

    def right(self, handler: "Handler", body: bytes) -> bytes:
        """Return what a forge without faults says."""
        if handler.command == "GET":
            return json.dumps(self._read(handler)).encode()
        asked = json.loads(body)
        if "search" not in asked["variables"]:
            counts = re.findall(r"n(\d+): search\(.*?author:(\S+)", asked["query"])
            return json.dumps({"data": {f"n{n}": {"total": self.before.get(who, 9)} for n, who in counts}}).encode()
        self.searches.append(asked["variables"]["search"])
        return json.dumps({"data": {"search": self._found(asked["query"], asked["variables"])}}).encode()

    def _read(self, handler: "Handler") -> object:
        if handler.path.endswith("/user"):
            if self.scopes is not None:
                handler.more["X-OAuth-Scopes"] = self.scopes
            return {"login": LOGIN, "name": "Ed Stone"}
        name = re.search(r"/repos/([^?]+)/releases", handler.path)
        if name is None or name[1] in self.closed:
            handler.status = 404
            return {"message": "Not Found"}
        page = int((re.search(r"&page=(\d+)", handler.path) or ["", "1"])[1])
        listed = self.releases.get(name[1], [])
        handler.more["ETag"] = tag = f'"{len(listed)}"'
        if handler.headers.get("if-none-match") == tag:
            handler.status = 304
        if page * 100 < len(listed):
            target = f"{self.url}/api/v3/repos/{name[1]}/releases?per_page=100&page={page + 1}"
            handler.more["Link"] = f'<{target}>; rel="next"'
        return listed[(page - 1) * 100 : page * 100]

    def _found(self, query: str, asked: Mapping[str, Any]) -> object:
        words = asked["search"]
        mark = (re.search(r"updated:>=(\S+)", words) or ["", ""])[1]
        repository = (re.search(r" repo:(\S+)", words) or ["", ""])[1]
        stream = (
            "discussions"
            if asked["kind"] == "DISCUSSION"
            else "issues"
            if "is:issue" in words
            else "reviews"
            if "reviewed-by:" in words
            else "pull requests"
        )
        matching = sorted(
            (
                one
                for one in self.records.get(stream, [])
                if one["updated_at"] >= mark and f"/{repository}" in one["html_url"]
            ),
            key=lambda one: (str(one["updated_at"]), str(one["node_id"])),
            reverse="sort:updated-desc" in words,
        )
        begin = int((asked.get("after") or "0").removeprefix("cursor:"))
        end = min(begin + asked["first"], len(matching), _MOST)
        assert "updated_at: updatedAt" in query
        return {
            "total": len(matching),
            "more": {"hasNextPage": end < min(len(matching), _MOST), "endCursor": f"cursor:{end}"},
            "nodes": matching[begin:end],
        }


def person(login: str, name: str = "", kind: str = "User") -> Record:
    """Return somebody, as an answer bears them."""
    return {"type": kind, "login": login, "name": name or None}


def nodes(*records: Record, total: int | None = None) -> Record:
    """Return a list, as an answer bears it."""
    return {"total": len(records) if total is None else total, "nodes": list(records)}


def pull(
    number: int, *, touched: int | None = None, by: str = LOGIN, repository: str = "shop/pay", **more: object
) -> Record:
    """Return a merged pull request of Ed's, opened in the minute `number` of 2026."""
    return {
        "node_id": f"PR_{repository}_{number}",
        "number": number,
        "title": f"Charge each order once ({number})",
        "body": f"Customers were charged twice.\r\n\r\nFixes #{number + 1000}",
        "html_url": f"http://forge.example/{repository}/pull/{number}",
        "created_at": stamp(number),
        "updated_at": stamp(number if touched is None else touched),
        "user": person(by, "Ed Stone" if by == LOGIN else ""),
        "state": "MERGED",
        "draft": False,
        "merged_at": stamp(number + 60),
        "closed_at": stamp(number + 60),
        "labels": nodes({"name": "bug"}, {"name": "sev1"}),
        "milestone": {"title": "2.1"},
        "base_ref": "main",
        "head_ref": f"once-{number}",
        "head_sha": f"{number:040x}",
        "merge": {"sha": f"{number + 10**6:040x}"},
        "additions": 40,
        "deletions": 2,
        "changed_files": 1,
        "comments": {"total": 3},
        "files": nodes({"filename": "pay/charge.py", "additions": 40, "deletions": 2}),
        "commits": nodes(
            {
                "commit": {
                    "sha": f"{number:040x}",
                    "authors": nodes({"name": "Ed Stone", "email": "ed@corp.example", "user": {"login": LOGIN}}),
                }
            }
        ),
        "reviews": nodes(
            {"state": "CHANGES_REQUESTED", "submitted_at": stamp(number + 10), "user": person("grace", "Grace Hopper")},
            {"state": "APPROVED", "submitted_at": stamp(number + 50), "user": person("grace", "Grace Hopper")},
        ),
        "review_comments": {"total": 4},
        "closes": nodes(
            {
                "number": number + 1000,
                "title": "Charged twice",
                "html_url": f"http://forge.example/{repository}/issues/{number + 1000}",
                "labels": nodes({"name": "incident"}),
            }
        ),
        "mentions": nodes(),
        **more,
    }


def reviewed(number: int, *, touched: int | None = None, by: str = "fred", **more: object) -> Record:
    """Return a pull request of Fred's that Ed reviewed twice."""
    return {
        **{
            name: value
            for name, value in pull(number, touched=touched, by=by).items()
            if name not in {"files", "mentions", "merge"}
        },
        "author_association": "MEMBER",
        "commits": nodes(
            {"commit": {"sha": "1" * 40, "committed_at": stamp(number)}},
            {"commit": {"sha": "2" * 40, "committed_at": stamp(number + 20)}},
        ),
        "reviews": nodes(
            {
                "state": "CHANGES_REQUESTED",
                "body": "This loses an order when the gateway times out.",
                "submitted_at": stamp(number + 10),
                "user": person(LOGIN, "Ed Stone"),
                "comments": nodes({"path": "pay/retry.py", "body": "Retrying here charges again."}, total=3),
            },
            {
                "state": "APPROVED",
                "body": "",
                "submitted_at": stamp(number + 30),
                "user": person(LOGIN, "Ed Stone"),
                "comments": nodes(),
            },
        ),
        **more,
    }


def issue(number: int, *, by: str = LOGIN, events: Sequence[tuple[str, str]] = (), **more: object) -> Record:
    """Return an issue, opened in the minute `number` of 2026, with what (type of event, login) happened to it."""
    return {
        "node_id": f"I_{number}",
        "number": number,
        "title": f"Orders hang ({number})",
        "body": "Since noon.",
        "html_url": f"http://forge.example/shop/pay/issues/{number}",
        "created_at": stamp(number),
        "updated_at": stamp(number),
        "closed_at": stamp(number + 5),
        "user": person(by),
        "state": "CLOSED",
        "state_reason": "COMPLETED",
        "labels": nodes({"name": "sev2"}),
        "milestone": None,
        "assignees": nodes(),
        "comments": {"total": 2},
        "events": nodes(*({"event": event, "actor": {"login": login}} for event, login in events)),
        **more,
    }


def discussion(number: int, *, by: str = "fred", answered_by: str = LOGIN, **more: object) -> Record:
    """Return a discussion that somebody opened and Ed's words answered."""
    return {
        "node_id": f"D_{number}",
        "number": number,
        "title": "How are refunds retried?",
        "body": "I cannot find it.",
        "html_url": f"http://forge.example/shop/pay/discussions/{number}",
        "created_at": stamp(number),
        "updated_at": stamp(number),
        "user": person(by),
        "category": {"name": "Q&A"},
        "answer": {"user": {"login": answered_by}} if answered_by else None,
        "comments": {"total": 2},
        **more,
    }


def release(tag: str, body: str, *, at: int = 0, by: str = "grace", repository: str = "shop/pay") -> Record:
    """Return a release, as the REST interface gives it."""
    return {
        "node_id": f"RE_{repository}_{tag}",
        "tag_name": tag,
        "name": f"Pay {tag}",
        "body": body,
        "html_url": f"http://forge.example/{repository}/releases/tag/{tag}",
        "created_at": stamp(at),
        "published_at": stamp(at + 1),
        "draft": False,
        "prerelease": False,
        "author": person(by),
    }

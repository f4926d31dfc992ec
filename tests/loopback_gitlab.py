"""A small GitLab on this machine's loopback, with records in the form that its REST interface documents."""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from loopback import Handler, Loopback, Record, stamp

LOGIN = "ed-stone"
GROUP = "http://gitlab.example/shop/api"


@dataclass
class GitLab(Loopback):
    """What GitLab knows.

    Attributes:
        merge_requests: all that there are; with `discussions`, `commits`, `closes` and `stats`, which lists leave out.
        issues: likewise, with `label_events`.
        releases: by the project's path.
        events: of the person.
        scopes: of the token; None where it does not say.
        closed: paths that this token may not read.
    """

    merge_requests: list[Record] = field(default_factory=list)
    issues: list[Record] = field(default_factory=list)
    releases: dict[str, list[Record]] = field(default_factory=dict)
    events: list[Record] = field(default_factory=list)
    scopes: tuple[str, ...] | None = ("read_api", "read_user")
    closed: set[str] = field(default_factory=set)

    def right(self, handler: Handler, body: bytes) -> bytes:
        """Return what a GitLab without faults says."""
        url = urlsplit(handler.path)
        path, asked = url.path.removeprefix("/api/v4"), {name: said[0] for name, said in parse_qs(url.query).items()}
        if any(re.search(closed, path) for closed in self.closed):
            handler.status = 403
            return b'{"error": "insufficient_scope", "scope": "api read_api"}'
        found = self._graphql(body) if path == "/api/graphql" else self._found(unquote(path), asked)
        if found is None:
            handler.status = 404
            return b'{"message": "404 Not Found"}'
        return json.dumps(self._paged(handler, found, asked) if isinstance(found, list) else found).encode()

    def _paged(self, handler: Handler, found: list[Record], asked: dict[str, str]) -> list[Record]:
        size, page = int(asked.get("per_page", "20")), int(asked.get("page", "1"))
        handler.more["X-Total"] = str(len(found))
        if page * size < len(found):
            rest = re.sub(r"&page=\d+", "", handler.path)
            handler.more["Link"] = f'<{self.url}{rest}&page={page + 1}>; rel="next", <{self.url}{rest}>; rel="first"'
        inner = {"discussions", "commits", "closes", "stats", "label_events", "first_contribution"}
        return [
            {name: said for name, said in one.items() if name not in inner}
            for one in found[(page - 1) * size : page * size]
        ]

    def _graphql(self, body: bytes) -> Record:
        asked = json.loads(body)["variables"]
        one = self._one(self.merge_requests, int(asked["iid"]))
        return {"data": {"project": {"mergeRequest": one.get("stats") if one else None}}}

    def _found(self, path: str, asked: dict[str, str]) -> object:
        if path == "/user":
            return {"id": 7, "username": LOGIN, "name": "Ed Stone"}
        if path == "/personal_access_tokens/self":
            return None if self.scopes is None else {"scopes": list(self.scopes), "expires_at": "2027-01-31"}
        if path in {"/merge_requests", "/issues"}:
            return self._listed(self.merge_requests if path == "/merge_requests" else self.issues, asked)
        if path == "/events":
            kept = [one for one in self.events if one["action"] == asked["action"]]
            return [one for one in kept if one["created_at"][:10] > asked["after"]]
        project = re.fullmatch(r"/projects/(.+?)/(merge_requests|issues|releases)(?:/(\d+))?(?:/(\w+))?", path)
        if project is None:
            return None
        return self._of_project(project[1], project[2], project[3], project[4], asked)

    def _of_project(self, project: str, kind: str, iid: str, part: str, asked: dict[str, str]) -> object:
        if kind == "releases":
            return self.releases.get(project, [])
        listed = self.merge_requests if kind == "merge_requests" else self.issues
        if not iid:
            return [one for one in listed if one["state"] == asked["state"] and one["author"]["username"] == LOGIN]
        one = self._one(listed, int(iid))
        names = {"closes_issues": "closes", "resource_label_events": "label_events"}
        return one if one is None or not part else one.get(names.get(part, part), [])

    def _one(self, listed: list[Record], iid: int) -> Record | None:
        return next((one for one in listed if one["iid"] == iid), None)

    def _listed(self, listed: list[Record], asked: dict[str, str]) -> list[Record]:
        whose = {"created_by_me": "author", "assigned_to_me": "assignees", "all": "reviewers"}[asked["scope"]]
        since = asked.get("updated_after", "")
        found = [one for one in listed if f"'{LOGIN}'" in str(one[whose]) and one["updated_at"] >= since]
        return sorted(found, key=lambda one: (one["updated_at"], one["id"]), reverse=asked["sort"] == "desc")


def person(username: str, name: str = "") -> Record:
    """Return somebody, as an answer bears them."""
    return {"id": sum(map(ord, username)), "username": username, "name": name or username, "state": "active"}


def note(body: str, by: str, at: int, *, system: bool = False, path: str = "", **more: object) -> Record:
    """Return something said in the minute `at` of 2026: a thread's word on a line of `path`, or GitLab's own."""
    return {
        "id": at,
        "type": "DiffNote" if path else None,
        "body": body,
        "author": person(by, "Ed Stone" if by == LOGIN else "Grace Hopper" if by == "grace" else ""),
        "created_at": stamp(at),
        "system": system,
        "noteable_type": "MergeRequest",
        "resolvable": not system,
        **({"position": {"new_path": path}} if path else {}),
        **more,
    }


def thread(*notes: Record) -> Record:
    """Return a discussion."""
    return {"id": f"{notes[0]['id']:040x}", "individual_note": len(notes) == 1, "notes": list(notes)}


def merge_request(number: int, *, touched: int | None = None, by: str = LOGIN, **more: object) -> Record:
    """Return a merge request, opened in the minute `number` of 2026 and merged an hour later."""
    return {
        "id": 90_000 + number,
        "iid": number,
        "project_id": 3,
        "title": f"Charge each order once ({number})",
        "description": f"Customers were charged twice.\r\n\r\nCloses #{number + 1000}",
        "state": "merged",
        "created_at": stamp(number),
        "updated_at": stamp(number + 60 if touched is None else touched),
        "merged_at": stamp(number + 60),
        "closed_at": None,
        "target_branch": "main",
        "source_branch": f"once-{number}",
        "author": person(by, "Ed Stone" if by == LOGIN else ""),
        "assignees": [],
        "reviewers": [person("grace", "Grace Hopper")],
        "labels": ["bug", "sev1"],
        "draft": False,
        "milestone": {"title": "2.1"},
        "sha": f"{number:040x}",
        "merge_commit_sha": f"{number + 10**6:040x}",
        "squash_commit_sha": None,
        "user_notes_count": 3,
        "web_url": f"{GROUP}/-/merge_requests/{number}",
        "references": {"short": f"!{number}", "full": f"shop/api!{number}"},
        "discussions": [
            thread(
                note("This loses an order.", "grace", number + 10, path="pay/charge.py"),
                note("It does not any more.", by, number + 20, path="pay/charge.py"),
            ),
            thread(note("requested changes", "grace", number + 12, system=True)),
            thread(note("added 1 commit", by, number + 20, system=True)),
            thread(note("approved this merge request", "grace", number + 200, system=True)),
        ],
        "commits": [
            {
                "id": f"{number:040x}",
                "author_name": "Ed Stone",
                "author_email": "ed@corp.example",
                "committed_date": stamp(number),
            }
        ],
        "closes": [issue(number + 1000, by="fred", labels=["incident"])],
        "stats": {
            "diffStatsSummary": {"additions": 40, "deletions": 2, "fileCount": 1},
            "diffStats": [{"path": "pay/charge.py", "additions": 40, "deletions": 2}],
        },
        "first_contribution": False,
        **more,
    }


def reviewed(number: int, *, touched: int | None = None, **more: object) -> Record:
    """Return a merge request of Fred's that Ed reviewed in two rounds."""
    return merge_request(
        number,
        touched=touched,
        by="fred",
        **{
            "reviewers": [person(LOGIN, "Ed Stone")],
            "discussions": [
                thread(note("Retrying here charges again.", LOGIN, number + 10, path="pay/retry.py")),
                thread(note("requested changes", LOGIN, number + 11, system=True)),
                thread(note("approved this merge request", LOGIN, number + 100, system=True)),
            ],
            "commits": [{"id": "2" * 40, "author_name": "Fred", "committed_date": stamp(number + 20)}],
            **more,
        },
    )


def issue(number: int, *, by: str = LOGIN, touched: int | None = None, **more: object) -> Record:
    """Return an issue, opened in the minute `number` of 2026 and closed five minutes later."""
    return {
        "id": 50_000 + number,
        "iid": number,
        "project_id": 3,
        "title": f"Orders hang ({number})",
        "description": "Since noon.",
        "state": "closed",
        "created_at": stamp(number),
        "updated_at": stamp(number + 5 if touched is None else touched),
        "closed_at": stamp(number + 5),
        "closed_by": person("grace", "Grace Hopper"),
        "author": person(by),
        "assignees": [],
        "labels": ["payments"],
        "milestone": None,
        "issue_type": "issue",
        "severity": "UNKNOWN",
        "user_notes_count": 2,
        "web_url": f"{GROUP}/-/issues/{number}",
        "label_events": [],
        **more,
    }


def release(tag: str, description: str, *, at: int = 0, by: str = "grace") -> Record:
    """Return a release."""
    return {
        "tag_name": tag,
        "name": f"Pay {tag}",
        "description": description,
        "created_at": stamp(at),
        "released_at": stamp(at + 1),
        "upcoming_release": False,
        "author": person(by),
    }


def event(action: str, at: int, *, number: int, of: str = "MergeRequest") -> Record:
    """Return what Ed did in the minute `at` of 2026: "approved", "commented" or "closed"."""
    said = {"note": {"noteable_type": of, "noteable_iid": number}} if action == "commented" else {}
    return {
        "id": at,
        "action": action,
        "project_id": 3,
        "target_type": "Note" if said else of,
        "target_iid": 77 if said else number,
        "created_at": stamp(at),
        **said,
    }

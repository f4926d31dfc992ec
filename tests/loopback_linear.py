"""A small Linear on this machine's loopback, with records of the form that its published schema has."""

import json
import re
from dataclasses import dataclass, field

from loopback import Handler, Loopback, Record, stamp

LOGIN = "ed@corp.example"
ME = "00000000-0000-4000-8000-00000000000e"


@dataclass
class Linear(Loopback):
    """What Linear knows.

    Attributes:
        issues: all that there are.
        me: who asks.
        most: issues of a page, whatever was asked for.
        refuses: the message with which it refuses a question that holds the word, by that word.
    """

    issues: list[Record] = field(default_factory=list)
    me: Record = field(default_factory=lambda: person(LOGIN, "Ed Stone"))
    most: int = 7
    refuses: dict[str, str] = field(default_factory=dict)

    def right(self, handler: Handler, body: bytes) -> bytes:
        """Return what Linear without faults says."""
        assert handler.path == "/graphql"
        asked = json.loads(body)
        for word, why in self.refuses.items():
            if word in asked["query"]:
                return json.dumps({"errors": [{"message": why}]}).encode()
        return json.dumps({"data": self._found(asked["query"], asked["variables"])}).encode()

    def _found(self, query: str, asked: Record) -> Record:
        if "viewer" in query:
            return {"viewer": self.me}
        assert "includeArchived: true" in query  # or what was finished long ago is hidden
        if "ids" in asked:
            return {"issues": {"nodes": [one for one in self.issues if one["id"] in asked["ids"]]}}
        assert "orderBy: updatedAt" in query
        listed, begin = self._listed(json.dumps(asked["filter"])), int(asked["after"] or 0)
        end = begin + min(asked["size"], self.most)
        some = [{name: one[name] for name in ("id", "updatedAt")} for one in listed[begin:end]]
        return {"issues": {"nodes": some, "pageInfo": {"hasNextPage": end < len(listed), "endCursor": str(end)}}}

    def _listed(self, wanted: str) -> list[Record]:
        """Return what is wanted, the last touched first."""
        assert '"isMe"' in wanted
        since, teams = re.findall(r'"gte": "(.*?)"', wanted), re.findall(r'"in": \[(.*?)\]', wanted)
        found = [one for one in self.issues if ME in json.dumps(one)]
        if since:
            found = [one for one in found if one["updatedAt"] >= since[0]]
        if teams:
            found = [one for one in found if f'"{one["identifier"].partition("-")[0]}"' in teams[0]]
        return sorted(found, key=lambda one: (one["updatedAt"], one["id"]), reverse=True)


def person(login: str, name: str) -> Record:
    """Return somebody, as an answer bears them."""
    return {"id": ME if login == LOGIN else f"id-{login}", "name": name, "email": login, "app": False}


def issue(number: int, *, team: str = "PAY", **more: object) -> Record:
    """Return an issue of Grace's that was Ed's, begun ten minutes after the minute `number` and done an hour later."""
    ed, grace = person(LOGIN, "Ed Stone"), person("grace@corp.example", "Grace Hopper")
    ended = {"createdAt": stamp(number + 70), "actorId": ME, "toState": {"type": "completed"}}
    moved = {"createdAt": stamp(number + 10), "actorId": ME, "toState": {"type": "started"}}
    sorted_ = {"createdAt": stamp(number + 5), "actorId": grace["id"], "toPriority": 1, "toAssigneeId": ME}
    return {
        "id": f"uuid-{number}",
        "identifier": f"{team}-{number}",
        "number": float(number),
        "title": f"Customers are charged twice ({number})",
        "description": "When a request is sent again.",
        "url": f"https://linear.app/corp/issue/{team}-{number}/customers-are-charged-twice",
        "createdAt": stamp(number).replace("Z", ".000Z"),
        "updatedAt": stamp(number + 70).replace("Z", ".123Z"),
        "startedAt": stamp(number + 10),
        "completedAt": stamp(number + 70),
        "canceledAt": None,
        "priorityLabel": "Urgent",
        "estimate": 3,
        "state": {"type": "completed"},
        "creator": grace,
        "assignee": ed,
        "labels": {"nodes": [{"name": "Bug"}]},
        "project": {"name": "Nobody pays twice", "initiatives": {"nodes": [{"name": "Trust"}]}},
        "projectMilestone": {"name": "Beta"},
        "cycle": {"name": None, "number": 12.0},
        "parent": None,
        "relations": {"nodes": [{"type": "blocks", "relatedIssue": {"identifier": "PAY-9"}}]},
        "inverseRelations": {"nodes": [{"type": "blocks", "issue": {"identifier": "OPS-2"}}]},
        "comments": {"nodes": [{"id": "c1"}, {"id": "c2"}]},
        "history": {"nodes": [ended, moved, sorted_]},
        **more,
    }

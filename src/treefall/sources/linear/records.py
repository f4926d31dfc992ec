"""Linear's issues under the names that `treefall.forge` knows."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ...model import Scalar
from ...remote.records import Raw, amount, find, items, moment, text

_INCIDENT = re.compile(r"\b(?:incident|outage|post-?mortem)\b", re.IGNORECASE)
_ENDS: Mapping[str, str] = MappingProxyType(
    {"completed": "completed", "canceled": "not planned", "duplicate": "duplicate"}
)
_SORTED = ("addedLabelIds", "toPriority", "toProjectId", "toParentId")
_NO_PRIORITY = "No priority"


def person(said: object) -> Raw | None:
    """Return somebody; None where there is nobody."""
    login = text(said, "email", limit=200)
    kind = "Bot" if find(said, "app") is True else "User"
    return {"login": login, "name": text(said, "name", limit=200), "type": kind} if login else None


def issue(raw: Raw, me: Raw) -> Raw:
    """Return an issue; `me` is who asks, as Linear tells it."""
    state = text(raw, "state.type")
    labels = items(raw, "labels")
    assignee = person(find(raw, "assignee"))
    return {
        "node_id": f"issue {text(raw, 'id')}" if text(raw, "id") else "",
        "key": find(raw, "identifier"),
        "number": _whole(raw, "number"),
        "title": find(raw, "title"),
        "body": find(raw, "description"),
        "html_url": find(raw, "url"),
        "created_at": find(raw, "createdAt"),
        "closed_at": text(raw, "completedAt", "canceledAt") if state in _ENDS else "",
        "state": "closed" if state in _ENDS else "open",
        "state_reason": _ENDS.get(state, ""),
        "user": person(find(raw, "creator")),
        "assignees": [assignee] if assignee else [],
        "labels": labels,
        "milestone": {"title": find(raw, "projectMilestone.name")},
        "comments": len(items(raw, "comments")),
        "incident": any(_INCIDENT.search(text(one, "name")) for one in labels),
        "events": list(_events(raw, me)),
        "facts": dict(_facts(raw)),
    }


def _facts(raw: Raw) -> Iterator[tuple[str, Scalar]]:
    """Yield what Linear knows besides, by the name of the fact."""
    priority = text(raw, "priorityLabel", limit=100)
    begun, ended = moment(raw, "startedAt"), moment(raw, "completedAt")
    yield "priority", "" if priority == _NO_PRIORITY else priority
    yield "epic", text(raw, "project.name", "parent.title")
    yield "initiative", ", ".join(text(one, "name", limit=200) for one in items(raw, "project.initiatives"))
    yield "parent", text(raw, "parent.identifier", limit=40)
    yield "cycle", text(raw, "cycle.name", limit=100) or str(_whole(raw, "cycle.number") or "")
    yield "estimate", _whole(raw, "estimate")
    yield "took", max(0, round((ended - begun).total_seconds() / 60)) if begun and ended else 0
    yield from _relations(raw).items()


def _whole(raw: Raw, path: str) -> int:
    """Return a count, which Linear may write as 390.0."""
    found = find(raw, path)
    return int(found) if isinstance(found, float) and found.is_integer() and found > 0 else amount(raw, path)


def _relations(raw: Raw) -> Mapping[str, Scalar]:
    blocks = [text(one, "relatedIssue.identifier") for one in items(raw, "relations") if text(one, "type") == "blocks"]
    by = [text(one, "issue.identifier") for one in items(raw, "inverseRelations") if text(one, "type") == "blocks"]
    return {"blocks": " ".join(filter(None, blocks)), "blocked_by": " ".join(filter(None, by))}


def _events(raw: Raw, me: Raw) -> Iterator[Raw]:
    """Yield the person's own acts that count: closing it for good, and sorting it."""
    mine = [one for one in items(raw, "history") if text(one, "actorId") == text(me, "id")]
    ended = [one for one in mine if text(one, "toState.type") in _ENDS and text(one, "fromState.type") not in _ENDS]
    actor = {"login": text(me, "email", limit=200)}
    if ended and text(raw, "state.type") in _ENDS:
        yield {"event": "ClosedEvent", "actor": actor}
    if any(_sorts(one, me) for one in mine):
        yield {"event": "LabeledEvent", "actor": actor}


def _sorts(change: Raw, me: Raw) -> bool:
    given = text(change, "toAssigneeId")
    return any(find(change, name) for name in _SORTED) or given not in ("", text(me, "id"))

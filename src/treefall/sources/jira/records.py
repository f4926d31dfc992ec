"""Jira's issues under the names that `treefall.forge` knows."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ...model import Scalar
from ...remote.records import Raw, amount, find, items, text
from ...remote.section import stamp
from .adf import plain
from .course import Course
from .site import Site

_INCIDENT = re.compile(r"\b(?:incident|outage|post-?mortem)\b", re.IGNORECASE)
_DUPLICATE = re.compile(r"\bduplicate", re.IGNORECASE)
_DROPPED = re.compile(
    r"\b(?:won['\u2019]?t|declined|rejected|cancell?ed|incomplete|invalid|obsolete|abandoned|not a bug|cannot)\b",
    re.IGNORECASE,
)
_LINKS: Mapping[str, str] = MappingProxyType(
    {"blocks": "blocks", "is blocked by": "blocked_by", "causes": "causes", "is caused by": "caused_by"}
)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-(\d{1,9})")


def issue(raw: Raw, site: Site, *, histories: Sequence[Raw], worklogs: Sequence[Raw], epic: str) -> Raw:
    """Return an issue with what it went through, the time spent on it, and the title of its `epic`."""
    fields, key = find(raw, "fields"), text(raw, "key")
    number, course = _KEY.fullmatch(key), Course(raw, site, histories)
    kind = text(fields, "issuetype.name")
    is_incident = bool(_INCIDENT.search(kind))
    labels = find(fields, "labels")
    return {
        "node_id": f"issue {text(raw, 'id')}" if text(raw, "id") else "",
        "key": key if number else "",
        "number": int(number[1]) if number else 0,
        "title": find(fields, "summary"),
        "body": plain(find(fields, "description")),
        "html_url": f"{site.url}/browse/{key}",
        "created_at": find(fields, "created"),
        "closed_at": stamp(course.closed),
        "state": "closed" if course.is_done else "open",
        "state_reason": _reason(text(fields, "resolution.name")) if course.is_done else "",
        "user": site.person(find(fields, "reporter")),
        "assignees": list(course.assignees()),
        "labels": [{"name": one} for one in labels if isinstance(one, str)] if isinstance(labels, list) else (),
        "milestone": {"title": _names(fields, "fixVersions")},
        "comments": amount(fields, "comment.total"),
        "confidential": find(fields, "security") is not None,
        "incident": is_incident,
        "severity": text(fields, f"{site.severity}.value", limit=100) if is_incident and site.severity else "",
        "events": list(course.events()),
        "facts": {
            "type": kind,
            "priority": text(fields, "priority.name", limit=100),
            "components": _names(fields, "components"),
            "epic": epic,
            "parent": text(fields, "parent.key", limit=40) or epic_key(raw, site),
            "took": course.minutes,
            "logged": _logged(worklogs, site),
            **_links(fields),
        },
    }


def epic_key(raw: Raw, site: Site) -> str:
    """Return the name of the epic that an older Jira tells in a field of its own; "" where there is none."""
    return text(raw, f"fields.{site.epic}", limit=40) if site.epic else ""


def _reason(resolution: str) -> str:
    """Return how an issue was closed, in a forge's words: what has no resolution was done."""
    if _DUPLICATE.search(resolution):
        return "duplicate"
    return "not planned" if _DROPPED.search(resolution) else "completed"


def _names(fields: object, field: str) -> str:
    return ", ".join(filter(None, (text(one, "name", limit=100) for one in items(fields, field))))


def _logged(worklogs: Sequence[Raw], site: Site) -> int:
    """Return how many minutes the person wrote down."""
    return round(sum(amount(one, "timeSpentSeconds") for one in worklogs if site.is_me(find(one, "author"))) / 60)


def _links(fields: object) -> Mapping[str, Scalar]:
    """Return which issues it blocks or causes, or is blocked or caused by, by the name of the fact."""
    found: dict[str, list[str]] = {}
    for one in items(fields, "issuelinks"):
        for way in ("inward", "outward"):
            fact, key = _LINKS.get(text(one, f"type.{way}").lower()), text(one, f"{way}Issue.key", limit=40)
            if fact and key:
                found.setdefault(fact, []).append(key)
    return {fact: " ".join(keys) for fact, keys in found.items()}

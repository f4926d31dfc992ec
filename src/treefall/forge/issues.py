"""Issues that the person opened or moved, and discussions that they opened or answered."""

import re
from types import MappingProxyType

from ..model import Entry, Kind, Part, Role, Scalar
from ..remote.records import Raw, amount, find, items, moment, text
from .evidence import evidence, labels, named
from .people import Whose

_INCIDENT = re.compile(
    r"\b(?:incident|outage|post-?mortem|sev(?:erity)?[\s:/_-]*(?:[0-4]|critical|high|major)|p[01])\b", re.IGNORECASE
)
_DID = MappingProxyType(
    {"ClosedEvent": "closed", "LabeledEvent": "triaged", "MilestonedEvent": "triaged", "AssignedEvent": "triaged"}
)


def issue(record: Raw, whose: Whose) -> tuple[Entry, ...]:
    """Return an issue in which the person had a part beyond words; none where they had none.

    Raises:
        Broken: it lacks what makes it one.
    """
    own = named(record, whose)
    did = _did(record, whose)
    if not did:
        return ()
    is_incident = find(record, "incident") is True
    acted = did != ["opened"] and (is_incident or bool(_INCIDENT.search(labels(record))))
    facts: dict[str, Scalar] = {
        "issue": amount(record, "number"),
        "did": ", ".join(did),
        "state": text(record, "state").lower(),
        "reason": text(record, "state_reason").lower().replace("_", " "),
        "labels": labels(record),
        "milestone": text(record, "milestone.title"),
        "comments": amount(record, "comments"),
        "closed_at": text(record, "closed_at"),
        "severity": text(record, "severity"),
        "resolved": _minutes(record) if is_incident else 0,
        **(find(record, "facts") or {}),
    }
    mine = did != ["assigned"] or facts["reason"] == "completed"
    roles = _roles_of_issue(record, whose, mine=mine)
    return (evidence(record, own, kind=Kind.INCIDENT if acted else Kind.NOTE, roles=roles, facts=facts),)


def discussion(record: Raw, whose: Whose) -> tuple[Entry, ...]:
    """Return a discussion that the person opened, or in which their answer was chosen; none where it is neither.

    Raises:
        Broken: it lacks what makes it one.
    """
    own = named(record, whose)
    answered, opened = whose.is_me(record, "answer.user"), whose.is_me(record)
    if not (answered or opened):
        return ()
    me = Role(part=Part.AUTHOR, name=whose.login, address=whose.host.address(whose.login))
    asker = whose.role(Part.REPORTER, find(record, "user"))
    facts: dict[str, Scalar] = {
        "discussion": amount(record, "number"),
        "category": text(record, "category.name"),
        "did": "answered" if answered else "opened",
        "answered": find(record, "answer") is not None or text(record, "answer_html_url") != "",
        "comments": amount(record, "comments"),
    }
    helped = answered and not opened
    return (
        evidence(
            record,
            own,
            kind=Kind.MENTORING if helped else Kind.NOTE,
            roles=(me, asker) if helped else (whose.role(Part.AUTHOR, find(record, "user")),),
            facts=facts,
        ),
    )


def _minutes(record: Raw) -> int:
    """Return how many minutes an incident was open; 0 where it still is."""
    opened, closed = moment(record, "created_at"), moment(record, "closed_at")
    return max(0, round((closed - opened).total_seconds() / 60)) if opened and closed else 0


def _did(record: Raw, whose: Whose) -> list[str]:
    """Return what the person did with an issue, in the order of this list: opened, triaged, assigned, closed."""
    events = items(record, "events")
    acts = {_DID.get(text(event, "event"), "") for event in events if whose.is_me(event, "actor")}
    acts |= {"opened"} if whose.is_me(record) else set()
    acts |= {"assigned"} if any(whose.is_me({"user": one}) for one in items(record, "assignees")) else set()
    return [act for act in ("opened", "triaged", "assigned", "closed") if act in acts]


def _roles_of_issue(record: Raw, whose: Whose, *, mine: bool) -> tuple[Role, ...]:
    """Return who made what of an issue: the person's own part, if they acted, stands before who reported it."""
    me = Role(part=Part.AUTHOR, name=whose.login, address=whose.host.address(whose.login))
    opener = find(record, "user")
    assigned = [whose.role(Part.MENTIONED, one) for one in items(record, "assignees")]
    if whose.is_me(record):
        return (whose.role(Part.AUTHOR, opener), *assigned)
    first = (me, whose.role(Part.REPORTER, opener)) if mine else (whose.role(Part.AUTHOR, opener),)
    return (*first, *assigned)

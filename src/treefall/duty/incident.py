"""An incident as evidence: how bad it was, how long until somebody took it on and until it was over, who did what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from ..model import Evidence, Kind, Part, Role, Scalar, entry_id
from ..remote.records import Broken

BODY = 20_000
"""Characters of a text that are kept."""

ON_CALL, RAISED, OWNED, ACKNOWLEDGED = "was on call", "raised it", "owned it", "acknowledged"
JOINED, ESCALATED, RESOLVED, NOTED = "joined in", "escalated", "resolved", "wrote a note"
PARTS = (ON_CALL, RAISED, OWNED, ACKNOWLEDGED, JOINED, ESCALATED, RESOLVED, NOTED)
"""What somebody can have done, in the order in which it is told. To be called is no deed: others may have acted."""

_GRAVE = re.compile(
    r"\b(?:p|s|sev|severity|prio(?:rity)?)[\s:_-]*[0-2]\b|critical|major|emergency|disaster", re.IGNORECASE
)
_USUAL = frozenset({ON_CALL, OWNED, ACKNOWLEDGED, RESOLVED})
_MINUTE = timedelta(minutes=1)


class Somebody(NamedTuple):
    """Somebody as a service calls them.

    Attributes:
        key: that is theirs alone there: an id, or an address.
        name: as it is shown, or "".
        address: or "".
    """

    key: str
    name: str = ""
    address: str = ""


class Deed(NamedTuple):
    """What somebody did about an incident.

    Attributes:
        who: did it.
        did: one of `PARTS`.
        at: when; None where the service does not say.
    """

    who: Somebody
    did: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An incident, as a service told it.

    Attributes:
        id: as the service calls it; never changes.
        number: as people call it: "#1234".
        origin: the account, as a URL.
        title: in the service's words.
        url: where it can be opened, or "".
        opened: when it began, as far as the service knows; None where it does not say.
        severity: as people call it there, or "".
        deeds: what anybody did.
        acknowledged: when somebody first took it on; None where nobody did.
        resolved: when it was over; None where it is not.
        notes: the person's own.
        more: other facts.
    """

    id: str
    number: str
    origin: str
    title: str
    url: str
    opened: datetime | None
    severity: str = ""
    deeds: Sequence[Deed] = ()
    acknowledged: datetime | None = None
    resolved: datetime | None = None
    notes: Sequence[str] = ()
    more: Mapping[str, Scalar] = field(default_factory=dict)


def evidence(source: str, incident: Incident, me: Somebody) -> tuple[Evidence, ...]:
    """Return what `incident` shows of my work; nothing where I did nothing about it.

    Raises:
        Broken: it lacks what makes it one.
    """
    did = {deed.did for deed in incident.deeds if deed.who.key == me.key}
    if not did - {ON_CALL}:
        return ()
    if incident.opened is None:
        raise Broken("it does not say when it began")
    return (
        Evidence(
            id=entry_id(source, incident.origin, incident.id),
            at=incident.opened,
            source=source,
            origin=incident.origin,
            native=incident.number,
            kind=Kind.INCIDENT,
            title=" ".join(incident.title.split()),
            body="\n\n".join(incident.notes)[:BODY].replace("\r\n", "\n").strip(),
            url=incident.url or None,
            roles=tuple(_roles(incident, me)),
            facts=dict(_facts(incident, incident.opened, did)),
        ),
    )


def _roles(incident: Incident, me: Somebody) -> Iterator[Role]:
    """Yield who took part: me first, then everybody else who acted, in the order in which they did."""
    yield Role(part=Part.AUTHOR, name=me.name, address=me.address)
    acted = (deed.who for deed in incident.deeds if deed.did != ON_CALL and deed.who.key != me.key)
    others = {who.key: who for who in acted}
    yield from (
        Role(part=Part.CO_AUTHOR, name=who.name or who.address or who.key, address=who.address)
        for who in others.values()
    )


def _facts(incident: Incident, opened: datetime, did: set[str]) -> Iterator[tuple[str, Scalar]]:
    if incident.severity:
        yield "severity", incident.severity
    for fact, at in (("acknowledged", incident.acknowledged), ("resolved", incident.resolved)):
        if at and at >= opened:
            yield fact, -((opened - at) // _MINUTE)  # begun minutes count: "in 0 minutes" nobody can
    yield "part", ", ".join(part for part in PARTS if part in did)
    yield "state", "resolved" if incident.resolved else "open"
    if _is_page(incident):
        yield "page", True
    yield from ((fact, value) for fact, value in incident.more.items() if value)


def _is_page(incident: Incident) -> bool:
    """Say whether it was a page like others: not grave, and nobody did more than to take it on and end it."""
    return {deed.did for deed in incident.deeds} <= _USUAL and not _GRAVE.search(incident.severity)

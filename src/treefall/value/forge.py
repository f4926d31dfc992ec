"""What a forge knows of a piece of work besides its commits: how it was reviewed, what it closed, who announced it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..display import display
from ..model import Evidence
from .group import Piece
from .ties import Names, ticket

_INCIDENT = re.compile(r"\b(?:incident|outage|post-?mortem|sev-?[0-4]|p0)\b", re.IGNORECASE)
_URGENT = frozenset({"highest", "blocker", "critical", "urgent", "p0", "p1"})  # as trackers have it by themselves
_ROUNDS = 3  # of review from which a change was hard won

Cited = Mapping[tuple[str, str], tuple[Evidence, ...]]
NOT_CITED: Cited = MappingProxyType({})


def announcements(evidence: Iterable[Evidence], names: Names) -> Cited:
    """Return, by place and number of a pull request, the releases whose notes name it, the first first."""
    found: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for one in evidence:
        for number in str(one.facts.get("cites", "")).split() if one.facts else ():
            key = names.place(one), number
            found[key] = (*found.get(key, ()), one)
    return found


def is_witness(evidence: Evidence) -> bool:
    """Say whether `evidence` is somebody's release notes: a proof of work, and none itself."""
    return "release" in evidence.facts


def is_talk(piece: Piece) -> bool:
    """Say whether `piece` is only issues and discussions: work that nobody did yet.

    But for what the person finished in a tracker: not all work is done in files, and there it is all that tells.
    """
    return all(("issue" in one.facts or "discussion" in one.facts) and not _is_finished(one) for one in piece)


def _is_finished(one: Evidence) -> bool:
    did = str(one.facts.get("did", "")).split(", ")
    return bool(ticket(one)) and "assigned" in did and one.facts.get("reason") == "completed"


def told(piece: Piece, names: Names, cited: Cited) -> tuple[str, ...]:
    """Return what the forge tells of `piece`, in words a person would use, what weighs most first."""
    facts = [one.facts for one in piece if one.facts]
    keys = [(names.place(one), number) for one in piece for number in sorted(names.pulls(one))]
    releases = [str(one.facts["release"]) for key in keys for one in cited.get(key, ())]
    said = [words for one in piece if one.facts for words in (*_severe(one), *_urgent(one))]
    said += [f"cited in the release notes of {display(release, 30)}" for release in releases[:1]]
    rounds = max((count for known in facts if isinstance(count := known.get("rounds"), int)), default=0)
    said += [f"reviewed in {rounds} rounds"] if rounds >= _ROUNDS else []
    epics = [display(str(epic), 60) for one in piece if ticket(one) and (epic := one.facts.get("epic"))]
    said += [f"part of “{epic}”" for epic in epics[:1]]
    return tuple(dict.fromkeys(said))


def is_incident(piece: Piece) -> bool:
    """Say whether `piece` was about what its forge or tracker labels an incident."""
    return any(True for one in piece if one.facts for _ in _severe(one))


def _severe(one: Evidence) -> Iterator[str]:
    """Yield which incident `one` closes, or is, where a label says that it is one."""
    first = str(one.facts.get("closes", "")).partition(" ")[0]
    if first.isdecimal() and (label := _INCIDENT.search(str(one.facts.get("closes_labels", "")))):
        yield f"fixes #{first}, labelled {label[0].lower()}"
    label = _INCIDENT.search(str(one.facts.get("labels", "")))
    if (own := ticket(one)) and label and label[0].lower() != one.kind:  # that it is an incident is said already
        yield f"labelled {label[0].lower()} ({own})"


def _urgent(one: Evidence) -> Iterator[str]:
    """Yield how urgent the issue of a tracker was, where few are more so."""
    priority = str(one.facts.get("priority", ""))
    if priority.lower() in _URGENT and (own := ticket(one)):
        yield f"priority {priority} ({own})"

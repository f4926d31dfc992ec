"""What a forge knows of a piece of work besides its commits: how it was reviewed, what it closed, who announced it."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..display import display
from ..model import Evidence
from .group import Piece
from .ties import Names, pulls

_INCIDENT = re.compile(r"\b(?:incident|outage|post-?mortem|sev-?[0-4]|p0)\b", re.IGNORECASE)
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
    """Say whether `piece` is only issues and discussions: work that nobody did yet."""
    return all("issue" in one.facts or "discussion" in one.facts for one in piece)


def told(piece: Piece, names: Names, cited: Cited) -> tuple[str, ...]:
    """Return what the forge tells of `piece`, in words a person would use, what weighs most first."""
    facts = [one.facts for one in piece if one.facts]
    if not facts and not cited:
        return ()
    keys = [(names.place(one), number) for one in piece for number in sorted(pulls(one))]
    releases = [str(one.facts["release"]) for key in keys for one in cited.get(key, ())]
    said = [f"fixes #{first}, labelled {label}" for known in facts for first, label in _severe(known)]
    said += [f"cited in the release notes of {display(release, 30)}" for release in releases[:1]]
    rounds = max((count for known in facts if isinstance(count := known.get("rounds"), int)), default=0)
    said += [f"reviewed in {rounds} rounds"] if rounds >= _ROUNDS else []
    return tuple(dict.fromkeys(said))


def is_incident(piece: Piece) -> bool:
    """Say whether `piece` closed what its forge labels an incident."""
    return any(True for one in piece if one.facts for _ in _severe(one.facts))


def _severe(facts: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    label = _INCIDENT.search(str(facts.get("closes_labels", "")))
    first = str(facts.get("closes", "")).partition(" ")[0]
    if label and first.isdecimal():
        yield first, label[0].lower()

"""What a piece of work repaired that was the person's own: told by them, before somebody else tells it."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ...model import EntryId, Evidence, Judgement, Seen, Work

_REPAIRS = re.compile(
    r"\b(?:fix(?:es|ed)?(?: up)?|regression (?:from|in)|introduced (?:in|by|with)|caused by|broken (?:in|by|since))"
    r":?\s+(?:commit\s+)?([0-9a-f]{7,40})\b",
    re.IGNORECASE,
)
_SHORTEST = 7


def repairs(proofs: Iterable[Evidence], judgement: Judgement) -> Mapping[EntryId, tuple[str, EntryId]]:
    """Return which pieces of work name an earlier change of mine as what they repair.

    By the id of the repairing work: the title of that change, and its evidence. A revert is no repair.
    """
    named = [(one.id, name) for one in proofs for name in _REPAIRS.findall(f"{one.title}\n{one.body}")]
    if not named:
        return MappingProxyType({})
    mine = {seen.native[:_SHORTEST]: (work, seen) for work in judgement.works for seen in work.evidence}
    repairing = {seen.id: work for work in judgement.works for seen in work.evidence}
    found: dict[EntryId, tuple[str, EntryId]] = {}
    for evidence, name in named:
        work, cause = repairing.get(evidence), mine.get(name[:_SHORTEST].lower())
        if work and cause and _caused(work, evidence, name, *cause):
            found[work.id] = cause[1].title, cause[1].id
    return MappingProxyType(found)


def _caused(work: Work, evidence: EntryId, name: str, other: Work, seen: Seen) -> bool:
    """Say whether `seen` is the change called `name`, came before `work`, and is not the repair itself."""
    return seen.native.startswith(name.lower()) and seen.id != evidence and (other is not work) and seen.at < work.end

"""Rules about causes: none is told more surely than its attribution licenses, and nothing averted that nobody saw."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from ...model import Attribution
from .claim import Claim
from .facts import Doubt
from .ground import Change
from .words import GENERIC, phrases, sorts, stems

_CAUSES = phrases(
    r"""
    because|caus(?:e[sd]|ing)|(?<!cannot )thanks to|due to|owing to|led (?:directly )?to|leads to|leading to
    drove|driven by|result(?:s|ed|ing)? in|as a (?:direct )?(?:result|consequence)|consequently|responsible for
    attributable to|brought about|brought down|made possible|which is why|that is why|triggered|translated into
    contributed to the (?:whole|entire)|so that|therefore|hence|thereby|yield(?:s|ed|ing)|generated|the reason
    """
)
_AVERTS = phrases(
    r"""
    prevent(?:s|ed|ing)|avert(?:s|ed|ing)|avoid(?:s|ed|ing)|sav(?:es|ed|ing)|protect(?:s|ed|ing)|spared
    safeguard(?:s|ed)|stopped (?:a|an|any|further|the next)|kept \w+ from|worth|valued at
    """
)
_HELPS = re.compile(r"\b(?:help(?:s|ed|ing)?|contribut(?:es|ed|ing|ion)|part of|had a (?:part|share))\b", re.IGNORECASE)
_ACTS = phrases(
    r"""
    cuts?|cutting|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)
    improv(?:e|es|ed|ing)|boost(?:s|ed|ing)?|halv(?:e|es|ed|ing)|doubl(?:es|ed|ing)|tripl(?:es|ed|ing)
    shr(?:ank|unk|inks)|slash(?:es|ed)?|drop(?:ped|s)|decreas(?:e|es|ed|ing)|sped up|speeds up|made|brought
    """
)
_NOT_ACTING = re.compile(
    r"(?:\b(?:to|is|was|are|were|been|be|has|have|had|a|an|the|of|in|by|than|for)|,)\s*$", re.IGNORECASE
)
_BECAUSE = phrases(
    "because|caus(?:e|es|ed|ing)|due to|owing to|reasons?|thanks to|led to|result(?:s|ed|ing)? (?:in|from)"
)
_REASON = re.compile(r":\s|\b(?:since|as|so|because|due|after)\b", re.IGNORECASE)
_INSTEAD = MappingProxyType(
    {
        Attribution.CONTRIBUTED: "say that it helped, or was part of it",
        Attribution.CORRELATED: "say that it was in the same period",
        Attribution.BEFORE_AFTER: "say what it was before, and after",
    }
)
_ENOUGH, _MOST = 2, 0.6


def cause(claim: Claim) -> Iterator[Doubt]:
    """Yield causes that are stronger than their attribution licenses."""
    text = claim.reading.plain
    if claim.unsure:
        return
    if averted := _averted(claim):
        yield Doubt("cause", f"That something was “{averted}” is not on record: say what was seen.")
    elif _is_attributed(claim):
        return
    elif why := _CAUSES.search(text):
        if not (_licensed(claim) or claim.is_said(why[0]) or _explained(claim)):
            yield Doubt("cause", f"The record does not carry “{why[0]}”: {_instead(claim)}.")
    elif _acting(claim) and not _licensed(claim):
        yield Doubt("cause", f"That somebody or something changed the figure is not on record: {_instead(claim)}.")
    elif (helps := _HELPS.search(text)) and _all_are(claim, Attribution.CORRELATED) and not claim.is_said(helps[0]):
        yield Doubt("cause", f"The record does not carry “{helps[0]}”: {_instead(claim)}.")


def _averted(claim: Claim) -> str:
    """Return the verb by which the text claims that something was averted, which nothing on record says; else ""."""
    if any(known.estimated for known in claim.known):
        return ""
    found = (
        (clause, _AVERTS.search(claim.reading.plain, clause.start, clause.end)) for clause in claim.reading.clauses
    )
    return next(
        (match[0] for clause, match in found if match and not clause.denies and not claim.is_said(match[0])), ""
    )


def _explained(claim: Claim) -> bool:
    """Say whether a sentence on record gives the same reason by a colon or a weaker word, and nothing was measured."""
    said = claim.reading.stems - claim.names
    return not claim.measures and any(
        (_BECAUSE.search(reading.plain) and len(said & reading.stems) >= _ENOUGH)
        or (_REASON.search(reading.plain) and len(said & reading.stems) >= _MOST * len(said))
        for one in claim.cited
        for reading in one.readings
    )


def _is_attributed(claim: Claim) -> bool:
    """Say whether a witness is named whose words an entry holds: then the cause is theirs."""
    words = claim.low.split()
    witnesses = (role.name for one in claim.cited if one.fact.testimony for role in one.fact.people)
    return any(part.casefold() in words for name in witnesses for part in name.split())


def _licensed(claim: Claim) -> bool:
    """Say whether the measured changes of what is cited were separated from everything else."""
    return _all_are(claim, Attribution.CONTROLLED)


def _all_are(claim: Claim, attribution: Attribution) -> bool:
    return bool(claim.measures) and all(measure.attribution is attribution for measure in claim.measures)


def _instead(claim: Claim) -> str:
    found = (_INSTEAD.get(measure.attribution) for measure in claim.measures[:1] if measure.attribution)
    return next(filter(None, found), "say what happened, and who says why")


def _acting(claim: Claim) -> bool:
    """Say whether something other than the metric itself is the subject of a verb that changes the metric."""
    changes = [change for change in claim.changes if change.measure or (change.ordered and not change.share)]
    for match in _ACTS.finditer(claim.reading.plain):
        clause = claim.reading.clause_at(match.start())
        before, after = claim.reading.plain[clause.start : match.start()], claim.reading.plain[match.end() : clause.end]
        if not before.strip() or _NOT_ACTING.search(before) or _HELPS.search(before):
            continue
        subject, target = stems(before) - GENERIC, stems(after) - GENERIC
        if any(target & named and not subject & named for named in map(_metric, changes)):
            return True
    return False


def _metric(change: Change) -> frozenset[str]:
    """Return the stems that name what changed."""
    if change.measure:
        named = stems(change.measure.metric) - stems(change.measure.scope) - GENERIC
        return named | {word for word in change.context if sorts({word}) & sorts(named)}
    return change.before.near | change.after.near

"""Rules about causes: none is told more surely than its attribution licenses, and nothing averted that nobody saw."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from ...model import Attribution
from .claim import Claim
from .facts import Doubt
from .ground import Change
from .reading import Clause
from .words import CALENDAR, DOUBLE, GENERIC, phrases, sorts, stemmed, stems

_CAUSES = phrases(
    r"""
    because|caus(?:e[sd]|ing)|(?<!cannot )thanks to|due to|owing to|led (?:directly )?to|leads to|leading to
    drove|driven by|result(?:s|ed|ing)? in|as a (?:direct )?(?:result|consequence)|consequently|responsible for
    attributable to|brought about|brought down|made possible|which is why|that is why|triggered|translated into
    contributed to the (?:whole|entire)|so that|therefore|hence|thereby|yield(?:s|ed|ing)|generated|the reason
    accounts? for|accounted for|fuell?ed|sparked|unlocked|ensured|which explains
    """
)
_AVERTS = phrases(
    r"""
    prevent(?:s|ed|ing)|avert(?:s|ed|ing)|avoid(?:s|ed|ing)|saves|saved|saving (?:us|the|them|our)
    protect(?:s|ed|ing)|spared|safeguard(?:s|ed)|stopped (?:a|an|any|further|the next)|kept [\w ]{1,40} from
    worth|valued at
    """
)
_HELPS = re.compile(r"\b(?:help(?:s|ed|ing)?|contribut(?:es|ed|ing|ion)|part of|had a (?:part|share))\b", re.IGNORECASE)
_HELPING = re.compile(r"\b(?:help(?:s|ed|ing)?|contribut\w+) (?:to |us |them |in )?$", re.IGNORECASE)
_ACTS = stemmed(
    """
    cut reduce lower raise increase improve boost halve double triple shrink slash drop decrease sped made brought
    lift shorten lengthen accelerate trim slow push drive
    """
)
_NOT_ACTING = re.compile(
    r"(?:\b(?:to|is|was|are|were|been|be|has|have|had|a|an|the|of|in|by|than|for)|,)\s*$", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\s*(?:$|[\d$€,(]|(?:from|to|by|in|at|on|with|for|between|over|since|after|until|about|and|of|per|\w+ly)\b)"
)
_BECAUSE = phrases(
    "because|caus(?:e|es|ed|ing)|due to|owing to|reasons?|thanks to|led to|result(?:s|ed|ing)? (?:in|from)"
)
_REASON = re.compile(r"[:;]\s|\b(?:since|as|so|because|due|after)\b", re.IGNORECASE)
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
        if not (_licensed(claim) or claim.is_said(why[0]) or _explained(claim, claim.reading.clause_at(why.end() + 1))):
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


def _explained(claim: Claim, reason: Clause) -> bool:
    """Say whether a sentence on record gives the same reason by a colon or a weaker word, and nothing was measured."""
    said, given = claim.reading.stems - claim.names, reason.stems - claim.names
    return not claim.measures and any(
        (_BECAUSE.search(reading.plain) and len(said & reading.stems) >= _ENOUGH)
        or (_REASON.search(reading.plain) and _covers(reading.stems, said))
        or (_REASON.search(reading.plain) and len(given) >= _ENOUGH and _covers(reading.stems, given))
        for one in claim.cited
        for reading in one.readings
    )


def _covers(record: frozenset[str], said: frozenset[str]) -> bool:
    return len(said & record) >= _MOST * len(said)


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
    changes = [change for change in claim.changes if not (change.share or change.spread)]
    for verb in (word for word in claim.reading.words if word.stem in _ACTS and word.text not in DOUBLE):
        clause = claim.reading.clause_at(verb.start)
        before, after = claim.reading.plain[clause.start : verb.start], claim.reading.plain[verb.end : clause.end]
        if not before.strip() or _NOT_ACTING.search(before) or _HELPING.search(before):
            continue
        subject, target = stems(before) - GENERIC - CALENDAR, stems(after) - GENERIC
        has_object = _ASIDE.match(after) is None
        if subject and has_object and target and not target & claim.stems and not claim.loose:
            return True
        if subject and any(target & named and (has_object or not subject & named) for named in map(_metric, changes)):
            return True
    return False


def _metric(change: Change) -> frozenset[str]:
    """Return the stems that name what changed."""
    if change.measure:
        named = stems(change.measure.metric) - stems(change.measure.scope) - GENERIC
        return named | {word for word in change.context if sorts({word}) & sorts(named)}
    return (change.before.near | change.after.near or change.context) - GENERIC - CALENDAR

"""Rules about absolutes and praise: nothing is told of all, or as the best, that the record tells of some."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from .claim import Claim
from .facts import Doubt, Stage
from .words import phrases, stem

_ABSOLUTES = phrases(
    r"""
    all|every(?! (?:other )?(?:day|week|month|quarter|year|hour|morning|night|minute|sprint|time)\b)
    everyone|everybody|everything|everywhere|always|never|none|nobody|no one|nothing|completely
    entirely|totally|fully|permanently|forever|guarante\w+|eliminat\w+|eradicat\w+|no longer|any ?more
    thing of the past|for good|once and for all|perfect(?:ly)?|flawless(?:ly)?|impossible|company-?wide
    organi[sz]ation-?wide|worldwide|global(?:ly)?|universally|entire|without exception|zero|100 ?%|ever
    (?:is|are|was|were) (?:now )?(?:gone|history|over|extinct)|behind us
    vanished|disappeared|solved|unprecedented|at last|whole
    """
)
_NOBODY = frozenset({"nobody", "no one", "none", "nothing", "never", "no longer"})
_EACH = ("all", "every", "each")
_SAME = MappingProxyType({"any more": ("no longer",), "anymore": ("no longer",), "everybody": ("everyone",)})
_ABSENT = re.compile(
    r"\b(?:not|nobody|no one|nothing|no \w+)\b(?: (?:is|was|are|were|has|have|been|yet|it|so|far))*"
    r" (measured|agreed|decided|known|recorded|settled|noted)\b|\bnothing yet\b|\bno other (?:source|record|proof)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:best|fastest|biggest|largest|greatest|highest|lowest|smallest|strongest|cheapest|finest)\b", re.IGNORECASE
)
_NO = re.compile(r"\bno (?!longer|one)\w+", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|nearly|almost|hardly|above|at|first of|before)|n't) $", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_PRAISE = phrases(
    r"""
    visionary|world[- ]class|exceptional(?:ly)?|outstanding|brilliant(?:ly)?|rock ?star|ninja|game[- ]chang\w+
    revolutioni[sz]\w+|revolutionary|heroic(?:ally)?|hero|heroes|tireless(?:ly)?|invaluable|amazing(?:ly)?
    unparalleled|unmatched|best[- ]in[- ]class|extraordinar\w+|impressive(?:ly)?|masterful(?:ly)?|genius|stellar
    superb(?:ly)?|phenomenal(?:ly)?|incredib\w+|remarkabl\w+|awesome|fantastic|magnificent|legendary
    indispensable|top performer|natural leader|born leader|thought leader|star|gifted|inspir(?:ing|ational)
    excellent(?:ly)?|excellence|excels?|excelled|flawless|transformative
    transformed the (?:company|business|team|organi[sz]ation|industry)|groundbreaking|cutting[- ]edge|unrivalled
    exemplary|passionate|dedicated|dedication|talented|deserv\w+|second to none|above and beyond|true leader
    great leader|strong leader|leader who|visionar\w+|key player|go-to (?:person|expert|engineer)
    should be promoted|ready for (?:promotion|the next level)|deft(?:ly)?|skil(?:l)?ful(?:ly)?|expert(?:ly)
    proud(?:ly)?|crucial role|instrumental|spearhead\w+
    """
)
_ENOUGH = 2


def praise(claim: Claim) -> Iterator[Doubt]:
    """Yield judgements that nobody on record made."""
    found = _PRAISE.search(claim.reading.plain)
    if found and not any(found[0].casefold() in one.clean.casefold() for one in claim.cited):
        yield Doubt("praise", f"“{found[0]}” is a judgement that nobody on record made: say what happened instead.")


def absolutes(claim: Claim) -> Iterator[Doubt]:
    """Yield "all", "never", "the best" where the record does not say so."""
    text = claim.reading.plain
    for match in (match for pattern in (_ABSOLUTES, _SUPERLATIVE, _NO) for match in pattern.finditer(text)):
        if _NOT_BEFORE.search(text, 0, match.start()) or _carried(claim, match) or is_absence(claim):
            continue
        yield Doubt("absolute", f"“{match[0]}” is more than the record says: say how many, or leave it out.")
        return


def is_absence(claim: Claim) -> bool:
    """Say whether the sentence says only that something is not on record: "not measured", "no day is agreed"."""
    measured = any(measure.values for measure in claim.measures)
    found = _ABSENT.search(claim.reading.plain)
    return found is not None and not (measured and found[1] == "measured")


def _carried(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether the record says it: it counts, denies, stands unfinished, or uses the same absolute."""
    low = match[0].casefold()
    known = [clause for one in claim.cited for clause in one.clauses]
    if low in {"all", "zero", "whole", "entire"} and _counted(claim, match):
        return True
    if low in _NOBODY and any(one.denies and len(one.stems & claim.reading.stems) >= _ENOUGH for one in known):
        return True
    stages = {one.fact.stage for one in claim.cited} - {None}
    if low in {"nothing", "all"} and stages and Stage.DONE not in stages:
        return True
    if low.startswith("no ") and low != "no longer":
        return any(clause.denies and stem(low.split()[1]) in clause.stems for clause in known)
    alike = [low, *_SAME.get(low, ())]
    if low in _EACH and (noun := re.match(r" (\w+)", claim.low[match.end() :])):
        alike += [f"{one} {noun[1]}" for one in _EACH]
    same = re.compile(rf"\b(?:{'|'.join(map(re.escape, alike))})\b", re.IGNORECASE)
    return any(same.search(one.clean) for one in claim.cited)


def _counted(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether "all" counts: "all 31 services", where 31 is not the part of a larger whole that was named."""
    told = (f for f in claim.reading.figures if _NUMBERED.fullmatch(claim.reading.plain, match.end(), f.start))
    figure, wholes = next(told, None), {change.after.figure.amount for change in claim.changes if change.share}
    return match[0].casefold() == "zero" or (figure is not None and figure.amount not in wholes)

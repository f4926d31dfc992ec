"""Rules about absolutes: nothing is told of all, of none, or as the most, that the record tells of some.

Each way in which a record can carry an absolute is a function of `_CARRIERS`.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from .claim import Claim
from .facts import Doubt, Stage
from .words import phrases, stem, stems

_ABSOLUTES = phrases(
    r"""
    all|every(?! (?:other )?(?:day|week|month|quarter|year|hour|morning|night|minute|sprint|time)\b)
    everyone|everybody|everything|everywhere|across the board|no more(?= \w)|always|never|none|nobody|no one|completely
    entirely|totally|fully|permanently|forever|guarante\w+|eliminat\w+|eradicat\w+|no longer|any ?more
    thing of the past|for good|once and for all|perfect(?:ly)?|flawless(?:ly)?|impossible|company-?wide
    organi[sz]ation-?wide|worldwide|global(?:ly)?|universally|entire|without exception|zero|100 ?%|ever
    (?:is|are|was|were) (?:now )?(?:gone|history|over|extinct)|behind us
    vanished|disappeared|solved|unprecedented|whole
    best|fastest|biggest|largest|greatest|highest|lowest|smallest|strongest|cheapest|finest
    """
)
_NOBODY = frozenset({"nobody", "no one", "none", "never", "no longer"})
_EACH = frozenset({"all", "every", "each"})
_ANY_EACH = phrases("all|every|each")
_NEAR = 4
_COUNTABLE = frozenset({"all", "every", "whole", "entire"})
_SAME = MappingProxyType({"any more": "no longer", "anymore": "no longer", "everybody": "everyone"})
_ABSENT = re.compile(
    r"\b(?:not|nobody|no one|nothing|no \w+)\b(?: (?:is|was|are|were|has|have|been|yet|it|so|far|can|could))*"
    r" (measured|agreed|decided|known|recorded|settled|noted|knows?|says?|tell|sure|suggests?|indicates?|shows?)\b"
    r"|\bnothing yet\b|\bno other (?:source|record|proof)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|nearly|almost|hardly|above|at|first of|before)|n't) $", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+(?:one\s+)?(?:of\s+)?(?:the\s+|these\s+|those\s+)?$", re.IGNORECASE)
_OF_THEM = re.compile(r"(?: one)? of (?:them|these|those|which|whom)\b", re.IGNORECASE)
_ALL_BUT = re.compile(r" (?:but|except(?: for)?) $", re.IGNORECASE)
_REQUIRED = phrases("required|requires?|must|mandatory|has to|have to|always")
_LAST = re.compile(r"\b(?:last|remaining|final) (\w+)", re.IGNORECASE)
_OVER = phrases(r"no longer|any ?more|(?:is|was|are|were) (?:now )?gone")
_ENDED = phrases(
    r"""
    used to|now|drop(?:s|ped)?|delet\w+|remov\w+|stop\w*|replac\w+|fix\w*|retir\w+|end(?:s|ed)|clos\w+|resolv\w+
    switched off
    """
)
_ENOUGH = 2


def absolutes(claim: Claim) -> Iterator[Doubt]:
    """Yield "all", "never", "the best" where the record does not say so."""
    for match in _ABSOLUTES.finditer(claim.reading.plain):
        softened = _NOT_BEFORE.search(claim.reading.plain, 0, match.start()) or is_absence(claim)
        if not softened and not any(carries(claim, match) for carries in _CARRIERS):
            yield Doubt("absolute", f"“{match[0]}” is more than the record says: say how many, or leave it out.")
            return


def is_absence(claim: Claim) -> bool:
    """Say whether the sentence says only that something is not on record: "not measured", "no day is agreed"."""
    measured = any(measure.values for measure in claim.measures)
    found = _ABSENT.search(claim.reading.plain)
    return found is not None and not (measured and found[1] == "measured")


def _says_it(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether the record uses the same absolute, of the same thing where one is named."""
    low = match[0].casefold()
    if low in _EACH:
        said = _what(claim.low, match.end())
        found = ((one.clean, each.end()) for one in claim.cited for each in _ANY_EACH.finditer(one.clean))
        return any(said & _what(text, end) for text, end in found)
    alike = re.compile(rf"\b(?:{re.escape(low)}|{re.escape(_SAME.get(low, low))})\b", re.IGNORECASE)
    return any(alike.search(one.clean) for one in claim.cited)


def _what(text: str, start: int) -> frozenset[str]:
    """Return the stems of the words right behind an absolute: of what it is told."""
    return stems(" ".join(text[start:].split()[:_NEAR]))


def _counts_it(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether it counts: "all 31 services", "all but two", "27, all of them", "four pages are gone", "zero".

    It does not where the number is the whole of which the record tells a part.
    """
    text, figures, low = claim.reading.plain, claim.reading.figures, match[0].casefold()
    clause = claim.reading.clause_at(match.start())
    before = [figure for figure in figures if figure.end <= match.start()]
    if low.endswith(" gone") or low == "zero":
        return low == "zero" or any(clause.start <= figure.start for figure in before)
    if any(_ALL_BUT.fullmatch(text, match.end(), figure.start) for figure in figures):
        return True
    told = [figure for figure in figures if _NUMBERED.fullmatch(text, match.end(), figure.start)]
    told += before[-1:] if _OF_THEM.match(text, match.end()) else []
    wholes = {change.after.figure.amount for change in claim.changes if change.share}
    return low in _COUNTABLE and bool(told) and told[0].amount not in wholes


def _denies_it(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether the record denies it as well: of "nobody", "no errors", "none", there is a denial or a nought."""
    low, known = match[0].casefold(), [clause for one in claim.cited for clause in one.clauses]
    if low in _NOBODY and any(one.denies and len(one.stems & claim.reading.stems) >= _ENOUGH for one in known):
        return True
    return low == "none" and any(one.figure.amount == 0 for one in claim.known)


def _has_ended(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether "no longer", "gone", "any more" is told of what was finished, stopped or replaced on record."""
    near = [one for one in claim.cited if one.stems & claim.said]
    ended = any(one.fact.stage is Stage.DONE or _ENDED.search(one.clean) for one in near)
    return ended and _OVER.fullmatch(match[0]) is not None


def _is_unfinished(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether it is told of what is still open: "all of this is a plan"."""
    stages = {one.fact.stage for one in claim.cited} - {None}
    return match[0].casefold() == "all" and bool(stages) and Stage.DONE not in stages


def _implies_it(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether it follows for each: the last was done too, or it is required of them."""
    said = stems(claim.low[match.end() :])
    last = (
        stem(found[1]) in said and len(claim.said & reading.stems) >= _ENOUGH
        for reading in claim.sentences
        for found in _LAST.finditer(reading.plain)
    )
    required = any(said & one.stems and _REQUIRED.search(one.plain) for one in claim.sentences)
    return match[0].casefold() in _EACH and (any(last) or required)


_CARRIERS = (_says_it, _counts_it, _denies_it, _has_ended, _is_unfinished, _implies_it)

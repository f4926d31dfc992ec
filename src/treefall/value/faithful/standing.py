"""Rules about how things stand: planned, open, done or reverted, and whether the record says so or denies it."""

import re
from collections.abc import Iterator
from itertools import chain

from .claim import Claim
from .facts import Doubt, Stage
from .ground import Studied
from .quantities import tells_the_rest
from .reading import Clause
from .words import CALENDAR, opposed, phrases, stem, stemmed, stems

_NONE_OF = re.compile(
    r"\b(?:no|nor|zero|without (?:any|a)) (?!longer\b|one\b|more\b|sign)(?:[a-z]+ (?:of )?)??([a-z]{3,})\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\s*(?:if|unless|provided|assuming|as long as|given|in case|suppos\w+)\b", re.IGNORECASE)
_ORDER = stemmed("before after")
_INTENDS = phrases(
    r"""
    propos\w+|plan(?:s|ned|ning)?|aim\w*|would|will|could|should|draft\w*|intend\w*|intention|suggested|roadmap|rfc
    under review|in review|wait\w*|await\w*|pending|not yet|to be|still open|(?:is|was|are|remains) open|opened
    want\w*|expect\w*|hop(?:e|es|ed|ing)|consider\w*|next|due|estimat\w+|upcoming|scheduled
    ask(?:ed|s)? for|in progress|under way|working on|started|began|begun
    """
)
_HOPES = phrases(
    r"""
    goals?|targets?|objectives?|okrs?|purpose|sketch\w*|ideas?
    """
)
_LABEL = re.compile(r"^[\w -]{1,40}: ")
_AHEAD = phrases("not done|not yet|next|plans?|planned|ahead|open|under way|in progress|going on|still|now")
_LANDED = phrases(
    r"""
    merged|landed|shipped|released|deployed|launched|live|in production|completed?|finished|done|rolled out
    went out|in place|delivered
    """
)
_WAITS = phrases(
    r"""
    under review|in review|still open|(?:is|remains) open|pending|in progress|unmerged|await\w*|waiting for
    still a draft
    not yet merged|planned|proposed|will be (?:merged|released|shipped)|reverted|rolled back|backed out
    taken (?:out|back)|undone|abandoned
    """
)
_UNDONE = phrases(
    r"""
    revert\w*|undone|undid|roll(?:ed|ing)? back|rollback|back(?:ed)? out|taken (?:out|back)
    took (?:it )?(?:out|back)|removed|withdrawn|withdrew|lesson|tried|attempt\w*|did not (?:last|work|help|hold)
    fail\w*|experiment\w*|mistake|no longer|defeat\w*
    nothing that lasts|(?:is|was|are|were|out) (?:\w+ )?(?:out|gone) again|out again
    """
)
_ENOUGH, _MUCH, _MOST = 2, 3, 0.6


def denial(claim: Claim) -> Iterator[Doubt]:
    """Yield what the record denies, or what it affirms and the text denies."""
    if any(one.fact.stage is Stage.REVERTED for one in claim.cited):
        return  # what was taken back may be denied
    known = [clause for one in claim.cited for clause in one.clauses]
    rest = tells_the_rest(claim)
    for clause in claim.reading.clauses:
        if _CONDITION.match(claim.reading.plain, clause.start):
            continue
        if not rest and (_denied(clause, known) or _only_denied(claim, clause)):
            instead = "that it is so" if clause.denies else "that it is not so"
            yield Doubt("negation", f"The record says {instead}: turn it.")
            return
        if not rest:
            yield from _opposite(claim, clause)


def _denied(clause: Clause, known: list[Clause]) -> bool:
    """Say whether the clauses on record that are closest to `clause` all say the opposite of it."""
    if clause.denies and any(one.denies and one.stems & clause.stems for one in known):
        return False
    best, close = 0.0, list[Clause]()
    said = clause.stems - CALENDAR
    for one in known:
        told = one.stems - CALENDAR
        shared = said & told
        share = len(shared) / max(1, min(len(said), len(told)))
        if share < _MOST or len(shared) < (1 if one.denies and shared == told else _ENOUGH):
            continue
        if share * len(shared) >= best:
            close = [one] if share * len(shared) > best else [*close, one]
            best = share * len(shared)
        if one.denies and shared == told and not clause.denies:
            return True
    return bool(close) and all(one.denies != clause.denies for one in close)


def _only_denied(claim: Claim, clause: Clause) -> bool:
    """Say whether `clause` affirms a thing that the record names only to say that there was none of it."""
    if any(one.denies for one in claim.reading.clauses) or claim.unsure:
        return False
    denied = {stem(match[1]) for one in claim.cited for match in _NONE_OF.finditer(one.clean)}
    affirmed = chain.from_iterable(known.stems for one in claim.cited for known in one.clauses if not known.denies)
    return not (clause.stems & denied).issubset(affirmed)


def _opposite(claim: Claim, clause: Clause) -> Iterator[Doubt]:
    said = {word.stem for word in claim.reading.words if clause.start <= word.start < clause.end}
    for reading in chain.from_iterable(one.readings for one in claim.cited):
        if clause.denies or any(known.denies for known in reading.clauses):
            continue
        shared = (clause.stems & reading.stems) - claim.names
        for mine, theirs in opposed(said, frozenset(word.stem for word in reading.words)):
            if len(shared - mine - theirs) >= (_MUCH if mine & _ORDER else 1):
                yield Doubt("negation", f"The record says the opposite (“{min(theirs)}…”): say what it says.")
                return


def stage(claim: Claim) -> Iterator[Doubt]:
    """Yield a plan that is told as done, something open as merged, something merged as open, and a revert left out."""
    text = claim.reading.plain
    best = max(claim.cited, key=lambda one: (len(claim.said & one.stems), not one.planned), default=None)
    if best is None:
        return
    denies = any(clause.denies for clause in claim.reading.clauses)
    if best.fact.stage is Stage.REVERTED and not _UNDONE.search(f"{text} {claim.beside}"):
        yield Doubt("status", "It was reverted: say so, and what it taught.")
    elif best.planned and not (denies or claim.reading.quotes or _AHEAD.search(claim.heading) or _intends(text, best)):
        yield Doubt("status", f"On record this is {_stage_of(best)}, not done: say so.")
    elif best.planned and (landed := _LANDED.search(text)) and not denies and not claim.is_said(landed[0]):
        yield Doubt("status", f"“{landed[0]}” is not on record: it is {_stage_of(best)}.")
    elif best.fact.stage is Stage.DONE and (waits := _WAITS.search(text)) and not claim.is_said(waits[0]):
        yield Doubt("status", f"“{waits[0]}” is not how it stands: on record it is done.")


def _intends(text: str, best: Studied) -> bool:
    """Say whether `text` calls it intended, by a word that the record does not use for something else."""
    record = stems(_LABEL.sub("", best.clean))
    return _INTENDS.search(text) is not None or any(stem(hope[0]) not in record for hope in _HOPES.finditer(text))


def _stage_of(one: Studied) -> str:
    return one.fact.stage.value if one.fact.stage else "only planned"

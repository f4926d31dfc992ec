"""Rules about how things stand: planned, open, done or reverted, and whether the record says so or denies it."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from .claim import Claim
from .derived import tells_the_rest
from .facts import Doubt, Stage
from .ground import Studied
from .moments import of_day
from .reading import Clause
from .words import CALENDAR, opposed, phrases, stem, stemmed, stems

_CONDITION = re.compile(r"\s*(?:if|unless|provided|assuming|as long as|given|in case|suppos\w+)\b", re.IGNORECASE)
_NONE_OF = re.compile(r"\b(?:no(?! longer)|none of(?: the)?|n[o']t (?:\w+ ){0,3}any) ((?:\w+ ?){1,3})")
_FAILED = stemmed("failed missed lost broke crashed rejected")
_ORDER = stemmed("before after")
_LACKS = stemmed("need lack miss await want")
_INTENDS = phrases(
    r"""
    (?:is|are|was|were) to
    propos\w+|plan(?:s|ned|ning)?|aim\w*|would|will|could|should|draft(?:ed|ing)?|intend\w*|intention|suggested|roadmap|rfc
    under review|in review|wait\w*|await\w*|pending|not yet|to be|still open|(?:is|was|are|remains) open|opened
    meant|supposed|forecast\w*|projected|needs?|want\w*|expect\w*|hop(?:e|es|ed|ing)|consider\w*|next|due|estimat\w+|upcoming|scheduled
    (?:is|are|was|were|remains) blocked|blocked by|stuck|on hold|delayed|postponed|deferred|missing|lack\w*|still
    so far|depends
    ask(?:ed|s)? for|in progress|under way|working on|started|began|begun
    """
)
_LATER = phrases("after|until|once|later|follow(?:s|ing)?|except|from")
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
_HAPPENED = re.compile(r"\b(?:has|have|was|were|is now|are now|already)\b|\w{2}ed\b", re.IGNORECASE)
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
    fail\w*|briefly|for (?:only )?[\w-]+ (?:days?|weeks?|hours?)|experiment\w*|mistake|no longer|defeat\w*
    nothing that lasts|(?:is|was|are|were|out) (?:\w+ )?(?:out|gone) again|out again
    """
)
_ENOUGH, _MUCH, _MOST = 2, 3, 0.6


def denial(claim: Claim) -> Iterator[Doubt]:
    """Yield what the record denies, or what it affirms and the text denies."""
    if any(one.fact.stage is Stage.REVERTED for one in claim.cited):
        return  # what was taken back may be denied
    ahead = any(one.planned for one in claim.cited)
    known = [clause for one in claim.cited for clause in one.clauses]
    rest = tells_the_rest(claim)
    for clause in claim.reading.clauses:
        if _CONDITION.match(claim.reading.plain, clause.start) or (ahead and clause.denies):
            continue
        if (
            not rest
            and not _is_nought(claim, clause)
            and (_denied(clause, known, claim.cited) or _only_denied(claim, clause))
        ):
            affirmed = "The record affirms what this denies: say that it is so."
            yield Doubt("negation", affirmed if clause.denies else "The record denies this: say that it is not so.")
            return
        if counted := _counted(claim, clause):
            yield Doubt("negation", f"The record counts {counted}: say so.")
            return
        if not rest:
            yield from _opposite(claim, clause)


def _denied(clause: Clause, known: list[Clause], entries: Sequence[Studied]) -> bool:
    """Say whether the clauses on record that are closest to `clause` all say the opposite of it.

    What `clause` denies, a clause on record has to affirm word by word: there are too many ways to say what is not.
    """
    said, best, close = clause.stems - CALENDAR, 0.0, list[Clause]()
    if said & _LACKS and not clause.denies:
        return False
    if clause.denies:
        affirmed = any(said <= one.stems for one in known if not one.denies)
        affirmed = affirmed or (len(said) >= _MUCH and any(said <= one.stems for one in entries))
        return len(said) >= _ENOUGH and affirmed and not any(one.denies and one.stems & said for one in known)
    for one in known:
        told = one.stems - CALENDAR
        shared = said & told
        share = len(shared) / max(1, min(len(said), len(told)))
        if share < _MOST or len(shared) < (1 if one.denies and shared == told else _ENOUGH):
            continue
        if share * len(shared) >= best:
            close = [one] if share * len(shared) > best else [*close, one]
            best = share * len(shared)
        if one.denies and shared == told:
            return True
    return bool(close) and all(one.denies for one in close)


def _only_ahead(claim: Claim) -> str:
    """Return a name that the record names only in what is intended or denied, where the text does neither; else ""."""
    text = claim.reading.plain
    if (
        claim.unsure
        or _INTENDS.search(text)
        or _LATER.search(text)
        or any(clause.denies for clause in claim.reading.clauses)
    ):
        return ""
    known = [(clause, reading) for one in claim.cited for reading in one.readings for clause in reading.clauses]
    for word in claim.reading.words:
        if not word.text[0].isupper() or word.stem in claim.names | CALENDAR:
            continue
        told = [(clause, reading) for clause, reading in known if word.stem in clause.stems]
        ahead = (one.denies or _INTENDS.search(reading.plain, one.start, one.end) for one, reading in told)
        if told and all(ahead) and not any(word.text.casefold() in reading.plain.split() for _, reading in told):
            return word.text
    return ""


def _counted(claim: Claim, clause: Clause) -> str:
    """Return the count on record of that of which `clause` says that there is none; else ""."""
    none = _NONE_OF.search(claim.low, clause.start, clause.end)
    about, things = clause.stems - claim.names - CALENDAR, stems(none[1]) if none else frozenset[str]()
    for known in claim.known if none else ():
        same = known.near & (things | {one for one in clause.stems if one in _FAILED})
        if not known.reading or not known.figure.amount or not same or len(about & known.context) < _ENOUGH:
            continue
        if not any(one.denies and about & one.stems for one in known.reading.clauses):
            return f"{known.figure.written} {min(same)}"
    return ""


def _is_nought(claim: Claim, clause: Clause) -> bool:
    """Say whether what `clause` denies is a nought on record: "no errors", "without a key"."""
    lacking = any(clause.stems & one.lacking for one in claim.cited)
    return clause.denies and (
        lacking or any(known.figure.amount == 0 and known.context & clause.stems for known in claim.known)
    )


def _only_denied(claim: Claim, clause: Clause) -> bool:
    """Say whether `clause` affirms a thing that the record names only to say that there was none of it."""
    if any(one.denies for one in claim.reading.clauses) or claim.unsure:
        return False
    denied = frozenset(chain.from_iterable(one.lacking for one in claim.cited))
    affirmed = chain.from_iterable(known.stems for one in claim.cited for known in one.clauses if not known.denies)
    return not (clause.stems & denied).issubset(affirmed)


def _opposite(claim: Claim, clause: Clause) -> Iterator[Doubt]:
    said = {word.stem for word in claim.reading.words if clause.start <= word.start < clause.end}
    for reading in chain.from_iterable(one.readings for one in claim.cited):
        if clause.denies or any(known.denies for known in reading.clauses):
            continue
        shared = (clause.stems & reading.stems) - claim.names
        for mine, theirs in opposed(said, frozenset(word.stem for word in reading.words)):
            if not mine & claim.stems and len(shared - mine - theirs) >= (_MUCH if mine & _ORDER else 1):
                yield Doubt("negation", f"The record says the opposite (“{min(theirs)}…”): say what it says.")
                return


def stage(claim: Claim) -> Iterator[Doubt]:
    """Yield a plan that is told as done, something open as merged, something merged as open, and a revert left out."""
    text = claim.reading.plain
    best = max(claim.cited, key=lambda one: (len(claim.said & one.stems), not one.planned), default=None)
    if best is None:
        return
    denies = any(clause.denies for clause in claim.reading.clauses)
    if best.fact.stage is not Stage.REVERTED and not best.planned and (name := _only_ahead(claim)):
        yield Doubt("status", f"On record “{name}” is only in what is to come, or denied: say so.")
    if any(_is_ahead(claim, clause) for clause in claim.reading.clauses):
        yield Doubt("status", "On record this is still to come: say so.")
    if best.fact.stage is Stage.REVERTED and not _UNDONE.search(f"{text} {claim.beside}"):
        yield Doubt("status", "It was reverted: say so, and what it taught.")
    elif best.planned and not (denies or claim.reading.quotes or _AHEAD.search(claim.heading) or _intends(text, best)):
        yield Doubt("status", f"On record this is {_stage_of(best)}, not done: say so.")
    elif best.planned and (landed := _LANDED.search(text)) and not denies and not claim.is_said(landed[0]):
        yield Doubt("status", f"“{landed[0]}” is not on record: it is {_stage_of(best)}.")
    elif (
        {one.fact.stage for one in claim.cited} - {None} == {Stage.DONE}
        and (waits := _WAITS.search(text))
        and not claim.is_said(waits[0])
    ):
        yield Doubt("status", f"“{waits[0]}” is not how it stands: on record it is done.")


def _is_ahead(claim: Claim, clause: Clause) -> bool:
    """Say whether `clause` tells as done what the record has on a day after its own."""
    said, text = clause.stems - CALENDAR, claim.reading.plain[clause.start : clause.end]
    if claim.reading.moments or clause.denies or _INTENDS.search(text) or not _HAPPENED.search(text):
        return False
    for one in claim.cited:
        for known, moment in [(reading, moment) for reading in one.readings for moment in reading.moments]:
            told = known.clause_at(moment.start)
            later = one.fact.at and moment.year and moment.order > of_day(one.fact.at).order
            if not later or _HAPPENED.search(known.plain, told.start, told.end):
                continue
            if len(said & told.stems) >= max(_ENOUGH, _MOST * len(said)):
                return True
    return False


def _intends(text: str, best: Studied) -> bool:
    """Say whether `text` calls it intended, by a word that the record does not use for something else."""
    record = stems(_LABEL.sub("", best.clean))
    return _INTENDS.search(text) is not None or any(stem(hope[0]) not in record for hope in _HOPES.finditer(text))


def _stage_of(one: Studied) -> str:
    return one.fact.stage.value if one.fact.stage else "only planned"

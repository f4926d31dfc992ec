"""Rules about which way something went: up or down, better or worse, and from what to what."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .claim import Claim
from .facts import Doubt
from .figures import SHARE, TIMES, Figure
from .ground import Change
from .reading import Clause, Reading
from .words import BETTER_HIGH, BETTER_LOW, GENERIC, phrases, sorts

_UP = phrases(
    r"""
    ris(?:e|es|en|ing)|rose|gr(?:ow|ew|ows|own|owing|owth)|increas(?:e|es|ed|ing)|climb(?:s|ed|ing)?
    rais(?:e|es|ed|ing)|higher|doubl(?:es|ed|ing)|tripl(?:es|ed|ing)|(?:up|more)(?= (?:by|from|to)\b)
    up(?= \d)|(?<!\w )more(?! than\b| or\b|ly\b| import)|more(?! than\b)(?= \w+ (?:in|than)\b)
    boost(?:s|ed|ing)?|went up|jump(?:s|ed)?|soar(?:s|ed)?
    """
)
_DOWN = phrases(
    r"""
    f(?:all|ell|alls|allen|alling)|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)
    reduc(?:e|es|ed|ing|tion)|cut(?:s|ting)?|lower(?:s|ed|ing)?|shr(?:ink|ank|unk|inks|inking)
    halv(?:e|es|ed|ing)|fewer(?! than\b)|less(?! than\b)|down(?= (?:by|from|to)\b)|down(?= \d)|went down
    sav(?:e|es|ed|ing)
    """
)
_BETTER = phrases(
    r"""
    improv(?:e|es|ed|ing|ement)|better|faster|sped up|speeds? up|speeding up|as fast|quicker
    """
)
_WORSE = phrases(
    r"""
    worse(?:n|ns|ned|ning)?|degrad(?:e|es|ed|ing)|regress(?:es|ed|ing)|slower|slowed|slows|deteriorat\w+
    """
)
_TO = re.compile(
    r"\s*(?:(?:a|per) \w+ |\w+(?: \w+)? )?(?:down |up )?(?:to|→|->)\s*(?:about |only |just )?", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (?:about |some |around |roughly )?$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*(?:to|→|->|against|versus|vs\.?|instead of|rather than)\s*(?:about |only )?", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|today|currently|nowadays)\b", re.IGNORECASE)
_FLAT = re.compile(r"\b(?:unchanged|flat|stable|constant)\b", re.IGNORECASE)
_INTO = re.compile(r"\b(?:to|at) (?:about |some |around |only |just )?$", re.IGNORECASE)


def directions(claim: Claim) -> Iterator[Doubt]:
    """Yield what is wrong with the directions of `claim`."""
    text, pairs = claim.reading.plain, _pairs(claim)
    for one, two in pairwise(claim.reading.figures):
        if one.dim == two.dim and one.amount == two.amount and _BESIDE.fullmatch(text, one.end, two.start):
            yield Doubt("direction", f"“{one.written}” stands on both sides: correct one of them.")
    for one, two in pairs:
        yield from _pair(claim, one, two)
    if pairs:
        return
    yield from _outdated(claim)
    for clause in claim.reading.clauses:
        if clause.denies or not (way := _way(text[clause.start : clause.end])):
            continue
        told = [figure for figure in claim.reading.figures if clause.start <= figure.start < clause.end]
        yield from _against_changes(claim, clause, way, told)
        yield from _against_words(claim, way, told)


def _outdated(claim: Claim) -> Iterator[Doubt]:
    """Find what was before, told as what is now."""
    told = claim.reading.figures
    for change in claim.changes if _NOW.search(claim.reading.plain) else ():
        before, after = change.before.figure, change.after.figure
        stands = any(f.dim == after.dim and f.equals(after.amount) for f in told)
        if change.ordered and not stands and any(f.dim == before.dim and f.equals(before.amount) for f in told):
            yield Doubt("direction", f"“{before.written}” is what it was before: it is {after.written} now.")
            return


def _pairs(claim: Claim) -> list[tuple[Figure, Figure]]:
    found = []
    for one, two in pairwise(claim.reading.figures):
        arrow = _TO.fullmatch(claim.reading.plain, one.end, two.start)
        led = _FROM.search(claim.reading.plain, 0, one.start)
        known = any(change.ordered and (_same(change, one, two) or _same(change, two, one)) for change in claim.changes)
        if arrow and (led or "→" in arrow[0] or "->" in arrow[0] or known):
            found.append((one, two))
    return found


def _pair(claim: Claim, one: Figure, two: Figure) -> Iterator[Doubt]:
    """Compare a "from A to B" with its verb, and with the order on record."""
    went = (two.amount > one.amount) - (two.amount < one.amount)
    way = _way(claim.reading.plain[: one.start])
    change = next((c for c in claim.changes if _same(c, one, two) or _same(c, two, one)), None)
    if change and change.ordered and not _same(change, one, two):
        yield Doubt("direction", f"On record it went the other way: from {_said(change)}.")
    elif way and went and way * _sign(claim, one, change, way) != went:
        yield Doubt("direction", f"From {one.written} to {two.written} is not what the verb says: turn one of them.")


def _same(change: Change, one: Figure, two: Figure) -> bool:
    before, after = change.before.figure, change.after.figure
    bare = not one.dim or not two.dim
    if bare:
        return one.raw == before.raw and two.raw == after.raw
    return one.equals(before.amount) and two.equals(after.amount)


def _against_changes(claim: Claim, clause: Clause, way: float, told: list[Figure]) -> Iterator[Doubt]:
    about = clause.stems - GENERIC - claim.names
    for change in claim.related(about):
        if change.share or not change.ordered or (not about and not told):
            continue
        went = change.after.figure.amount - change.before.figure.amount
        if told and not _tells(change, told):
            continue
        sign = way * _sign(claim, change.before.figure, change, way)
        if went and sign and (sign > 0) != (went > 0):
            yield Doubt("direction", f"On record it went the other way: from {_said(change)}.")
            return
        into = next((f for f in told if _INTO.search(claim.reading.plain, 0, f.start)), None)
        if into and into.dim == change.before.figure.dim and into.equals(change.before.figure.amount):
            yield Doubt(
                "direction", f"“{into.written}” is what it was before: it is {change.after.figure.written} now."
            )
            return


def _tells(change: Change, told: list[Figure]) -> bool:
    ends = (change.before.figure, change.after.figure)
    return any(f.dim in {SHARE, TIMES, "%", "points"} or any(f.raw == end.raw for end in ends) for f in told)


def _against_words(claim: Claim, way: float, told: list[Figure]) -> Iterator[Doubt]:
    """Compare with the verb that stands beside the same figure on record."""
    if abs(way) != 1:
        return
    for figure in told:
        found = [
            _clause_of(known.reading, known.figure)
            for known in claim.known
            if known.reading and known.figure.dim == figure.dim and figure.equals(known.figure.amount)
        ]
        if found and all(_FLAT.search(said) or _way(said) == -way for said in found):
            yield Doubt("direction", f"The record says the opposite of “{figure.written}”: turn the verb.")


def _clause_of(reading: Reading, figure: Figure) -> str:
    clause = reading.clause_at(figure.start)
    return reading.plain[clause.start : clause.end]


def _way(text: str) -> float:
    """Return where the last verb of direction goes: 1 up, -1 down, 2 better, -2 worse, 0 where there is none."""
    last, way = -1, 0.0
    for pattern, sign in ((_UP, 1.0), (_DOWN, -1.0), (_BETTER, 2.0), (_WORSE, -2.0)):
        for match in pattern.finditer(text):
            if match.start() > last:
                last, way = match.start(), sign
    return way


def _sign(claim: Claim, figure: Figure, change: Change | None, way: float) -> float:
    """Return what turns `way` into up (1) and down (-1): for better and worse, which way is better; 0 if unknown."""
    if abs(way) == 1:
        return 1.0
    measure = change.measure if change else None
    if measure and measure.better:
        return 0.5 if measure.better == "higher" else -0.5
    named = sorts(change.context if change else claim.about(figure))
    if named & BETTER_LOW and not named & BETTER_HIGH:
        return -0.5
    return 0.5 if named & BETTER_HIGH and not named & BETTER_LOW else 0.0


def _said(change: Change) -> str:
    return f"{change.before.figure.written} to {change.after.figure.written}"

"""Rules about which way something went: up or down, better or worse, and from what to what."""

import re
from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType

from .claim import Claim
from .derived import complements
from .facts import Doubt
from .figures import Figure
from .ground import Change
from .reading import Clause, Reading
from .words import BETTER_HIGH, BETTER_LOW, CALENDAR, DOUBLE, GENERIC, phrases, sorts, stem, stemmed

_WAYS = MappingProxyType(
    {
        word: way
        for way, words in (
            (1.0, "rise grow increase climb raise higher double triple boost jump soar surge spike lift swell"),
            (
                -1.0,
                "fall drop decrease decline reduce reduction cut lower shorter shrink halve save",
            ),
            (-1.0, "dip sink sank slide slid plunge plummet tumble slash trim"),
            (2.0, "improve improvement better faster sped speed quicker"),
            (-2.0, "worse worsen degrade regress slower slowed deteriorate"),
        )
        for word in stemmed(words)
    }
)
"""Where verbs of change go: 1 up, -1 down, 2 better, -2 worse."""
_SINCE = r"(?= than (?:in|before|last|during|with|without)\b)"
_MORE = phrases(
    rf"""
    (?:up|more)(?= (?:by|from|to)\b)|up(?= \d)|went up|(?<!no )longer|(?<=\bto )more(?= [a-z])
    (?<=ed )more(?= [a-z]+s\b)|more{_SINCE}|(?<!\w )more(?! than\b| or\b|ly\b| import)
    more(?! than\b)(?= \w+ (?:in|than)\b)
    """
)
_LESS = phrases(rf"(?:fewer|less)(?! than\b)|(?:fewer|less){_SINCE}|down(?= (?:by|from|to)\b)|down(?= \d)|went down")
_TO = re.compile(
    r"\s*(?:(?:a|per) \w+ |\w+(?: \w+)? )?(?:down |up )?(?:to|→|->)\s*(?:about |only |just )?", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (?:about |some |around |roughly )?$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*(?:to|→|->|against|versus|vs\.?|instead of|rather than)\s*(?:about |only )?", re.IGNORECASE)
_CHANGE = stemmed("change unchanged constant differ difference")
_NOW = re.compile(r"\b(?:now|today|currently|nowadays)\b", re.IGNORECASE)
_FREE = stem("free")  # "crash-free sessions" are not what crashes
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
        if not (way := _way(claim.reading, clause.start, clause.end)):
            continue
        if clause.denies:
            yield from _against_denial(claim, clause, way)
            continue
        told = [figure for figure in claim.reading.figures if clause.start <= figure.start < clause.end]
        if not any(figure.covers(value) for figure in told for value in complements(claim, figure)):
            yield from _against_changes(claim, clause, way, told)
        yield from _against_words(claim, way, told)
        yield from _against_none(claim, clause, told)


def _against_denial(claim: Claim, clause: Clause, way: float) -> Iterator[Doubt]:
    """Find "did not improve" where it did."""
    about = clause.stems - GENERIC - claim.names
    for change in claim.related(about) if about and not claim.unsure else ():
        went = change.after.figure.amount - change.before.figure.amount
        if change.measure and went and way * _sign(claim, change.before.figure, change, way) * went > 0:
            yield Doubt("direction", f"On record it did: from {_said(change)}.")
            return


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
    way = _way(claim.reading, 0, one.start)
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
    related = claim.related(about)
    most = max((len(about & change.context) for change in related), default=0)
    for change in (one for one in related if len(about & one.context) == most):
        if change.share or not change.ordered or (not about and not told):
            continue
        if _is_of_another(claim, change, told) or (_FREE in change.context and _FREE not in clause.stems):
            continue
        went = change.after.figure.amount - change.before.figure.amount
        if not went and change.measure and about & change.context:
            yield Doubt("direction", f"On record it did not change: {_said(change)}.")
            return
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


def _is_of_another(claim: Claim, change: Change, told: list[Figure]) -> bool:
    """Say whether all of the figures `told` stand on record beside `change`, not in it."""
    ends = (change.before.figure, change.after.figure)
    return bool(told) and all(
        (figure.dim or claim.reading.near(figure))
        and not any(figure.equals(end.amount) for end in ends)
        and any(known.figure.dim == figure.dim and figure.equals(known.figure.amount) for known in claim.known)
        for figure in told
    )


def _against_none(claim: Claim, clause: Clause, told: list[Figure]) -> Iterator[Doubt]:
    """Find a change of what did not change on record."""
    for known, one in [(reading, clause) for reading in claim.sentences for clause in reading.clauses]:
        beside = {figure.amount for figure in known.figures if one.start <= figure.start < one.end}
        still = one.denies and one.stems & _CHANGE and {figure.amount for figure in told} <= beside
        if still and clause.stems & (one.stems - GENERIC - CALENDAR - claim.names):
            yield Doubt("direction", "The record says that this did not change: say so.")
            return


def _against_words(claim: Claim, way: float, told: list[Figure]) -> Iterator[Doubt]:
    """Compare with the verb that stands beside the same figure on record."""
    for figure in told if abs(way) == 1 else ():
        found = [
            _ahead(known.reading, known.figure)
            for known in claim.known
            if known.reading and known.figure.dim == figure.dim and figure.equals(known.figure.amount)
        ]
        if found and set(found) == {-_ahead(claim.reading, figure)} - {0}:
            yield Doubt("direction", f"The record says the opposite of “{figure.written}”: turn the verb.")


def _ahead(reading: Reading, figure: Figure) -> float:
    """Return where its clause goes before `figure`."""
    return _way(reading, reading.clause_at(figure.start).start, figure.start)


def _way(reading: Reading, start: int, end: int) -> float:
    """Return where the last word of direction between `start` and `end` goes, 0 where there is none."""
    found = [(word.start, _WAYS[word.stem]) for word in reading.words if word.stem in _WAYS and word.text not in DOUBLE]
    for pattern, way in ((_MORE, 1.0), (_LESS, -1.0)):
        found += [(match.start(), way) for match in pattern.finditer(reading.plain)]
    return max(((at, way) for at, way in found if start <= at < end), default=(0, 0.0))[1]


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

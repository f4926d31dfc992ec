"""What follows from the record: a figure that stands nowhere, but comes of figures that stand together by one formula.

Searching freely for operands makes coincidences. So each formula wants its own words in the text ("by", "fewer",
"each", "of the services") and its operands side by side on record: a change, a part and its whole, an enumeration.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from types import MappingProxyType

from .claim import Claim
from .figures import COUNT, PERCENT, POINTS, SHARE, TIME, TIMES, Figure
from .ground import Change, Known
from .words import CALENDAR, GENERIC, STOP, opposed, stem, stemmed, stems

_YEARLY = MappingProxyType({"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "day": 365.0})
_MOVES = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|decreas\w+|declin\w+|reduc\w+|cuts?|cutting|lower\w*|shr[iau]nk\w*|ris(?:e|es|en|ing)|rose"
    r"|gr[eo]w\w*|increas\w+|climb\w*|gain\w*|rais\w+|lift\w*|improv\w+|fast\w*|slow\w*|higher|more|less|fewer|up|down"
    r"|sav\w+|differen\w+|gap|better|worse\w*|off|smaller|larger|cheaper|short\w*|long\w*|halv\w+|speed\w*|sped|under"
    r"|over|below|above|ahead|behind|beyond|spare|sooner|earlier|later)\b"
)
_REST = re.compile(r"\b(?:other|others|failed|missed|rest|remaining|remain\w*|un\w+ed|without|left|all but)\b")
_WAS = re.compile(r"\s*(?:of|as)\s+(?:what|the (?:former|old|original|previous)|its|before)\b")
_BY = re.compile(r"\b(?:by|down|up)\s+(?:\w+\s+){0,3}$")
_BY_ALONE = re.compile(r"\bby\s+(?:(?:about|around|roughly|some|over|more than|almost|nearly) )?$")
_INTO = re.compile(r"\bto (?:about |some |around |only |just )?$")
_FROM = re.compile(r"\bfrom (?:[^.;]{1,40} to )?(?:about |some |around |roughly )?$")
_LEVEL = re.compile(
    r"\b(?:from|to|of|at|took|takes?|needs?|is|was|were|in|after|instead of|against|than|and|across|for|on)"
    r" (?:(?:about|some|around|only|just|a|the|median) )*$"
)
_LESS = re.compile(
    r"(?: (?:a|per) \w+(?! earlier| later))?\s+(?:less|fewer|lower|faster|slower|more|off|smaller|cheaper"
    r"|shorter|longer|quicker|higher|drop|cut|decrease|increase|sooner|earlier|later|under|over|below|above|ahead|behind|beyond)\b"
)
_EACH = re.compile(r"\b(?:each|apiece|per|on average|average of)\b")
_LISTED = re.compile(r" ([\w-]+)(?:,|,? and) ")
_TIMES_EACH = re.compile(r" [\w-]+ (?:of|at|for|with|x) ")
_FREE = re.compile(r"\b(?:non-?)?(\w+)-free\b|\bnon-(\w+)")
_THOSE = re.compile(r" of (?:those|them) (?:who|that) (\w+)")
_GONE = re.compile(r"\b(?:gone|fixed|resolved|closed|removed|fewer|more|less|left|remaining|solved|cleared|down|up)\b")
_DAY = 86400.0
_MONTHS = CALENDAR - stemmed("week month year day quarter utc monday tuesday wednesday thursday friday saturday sunday")


def is_difference(claim: Claim, figure: Figure) -> bool:
    """Say whether the words call `figure` a difference: "by 16 minutes", "33 fewer"."""
    led = _BY_ALONE.search(claim.low, 0, figure.start)
    return bool(_MOVES.search(claim.low) and led) or _LESS.match(claim.low, figure.end) is not None


def formula(change: Change) -> str:
    """Return what `change` comes to, in one clause."""
    one, two = change.before.figure, change.after.figure
    if change.share and two.amount:
        return f"{one.written} of {two.written} is {100 * one.amount / two.amount:.3g} %"
    if not one.amount or not two.amount:
        return f"it went from {one.written} to {two.written}"
    share = 100 * (two.amount - one.amount) / one.amount
    ratio = max(one.amount, two.amount) / min(one.amount, two.amount)
    return f"from {one.written} to {two.written} is {share:+.3g} %, a factor of {ratio:.3g}"


def follows(claim: Claim, figure: Figure) -> bool:
    """Say whether `figure` follows by a formula that its words name from operands that stand together on record."""
    spans = (*claim.durations, *(claim.days if figure.step >= _DAY else ()))
    if figure.dim == TIME and any(map(figure.equals, spans)):
        return True
    if any(map(figure.covers, complements(claim, figure))):
        return True
    related = claim.related(claim.about(figure))
    if figure.dim in {PERCENT, SHARE, TIMES}:
        related = _measured_first(related)
    if _FROM.search(claim.low, 0, figure.start):
        parts = (_of_whole(claim, figure, change) for change in related if change.share)
        return any(map(figure.covers, chain(_sums(claim, figure), *parts)))
    values = chain(
        _in_rates(claim, figure),
        chain.from_iterable(_of_change(claim, figure, change) for change in related),
        _sums(claim, figure),
        _products(claim, figure),
        gone(claim, figure),
        _shares_of(claim, figure),
    )
    return any(map(figure.covers, values))


def _measured_first(changes: Sequence[Change]) -> Sequence[Change]:
    """Leave out figures that merely stand side by side where a change was measured."""
    measured = any(change.measure for change in changes)
    return [change for change in changes if change.measure or change.share or change.ordered or not measured]


def tells_the_rest(claim: Claim) -> bool:
    """Say whether a figure of the sentence is the rest of a whole on record: then it denies what the record affirms."""
    recorded = [known.figure for known in claim.known]
    return any(
        not any(figure.dim == one.dim and figure.equals(one.amount) for one in recorded)
        and any(figure.covers(value) for change in claim.changes for value in _of_change(claim, figure, change))
        for figure in claim.reading.figures
        if figure.dim in {COUNT, PERCENT, SHARE}
    )


def is_complement(claim: Claim, known: Known) -> bool:
    """Say whether the sentence may tell the other part: it denies what the record affirms, or speaks of the rest."""
    reading = known.reading
    told = reading is not None and reading.clause_at(known.figure.start).denies
    if reading and any(opposed(claim.reading.stems, reading.stems)):
        return True
    return _REST.search(claim.low) is not None or told != any(clause.denies for clause in claim.reading.clauses)


def _of_change(claim: Claim, figure: Figure, change: Change) -> Iterator[float]:
    if change.share:
        yield from _of_whole(claim, figure, change)
        return
    if change.spread:
        return
    one, two = change.before.figure.amount, change.after.figure.amount
    dim, moves = change.before.figure.dim, _MOVES.search(claim.low) is not None
    match figure.dim:
        case "%" if one:
            yield 100 * two / one if _WAS.match(claim.low, figure.end) else 100 * abs(two - one) / abs(one)
        case "points" if dim == PERCENT:
            yield abs(two - one)
        case "share" if one:
            yield from _fractions(claim, figure, change, moves=moves)
        case "times" if one and two:
            yield max(one, two) / min(one, two)
        case "" if one and two and _EACH.search(claim.low) and not is_difference(claim, figure):
            yield max(one, two) / min(one, two)
        case same if same == dim and (not _LEVEL.search(claim.low, 0, figure.start) or is_difference(claim, figure)):
            yield from filter(figure.equals, _rated(figure, change, abs(two - one)))
        case "" if _LESS.match(claim.low, figure.end):  # the unit goes without saying
            yield from filter(figure.equals, (abs(change.after.figure.raw - change.before.figure.raw),))
        case _:
            return


def _fractions(claim: Claim, figure: Figure, change: Change, *, moves: bool) -> Iterator[float]:
    """Yield by which part it changed, and which part is left, as far as the words allow either."""
    one, two = change.before.figure.amount, change.after.figure.amount
    if moves and not _INTO.search(claim.low, 0, figure.start):
        yield abs(two - one) / abs(one)
    if not (_BY.search(claim.low, 0, figure.start) or _LESS.match(claim.low, figure.end)):
        yield two / one
        if two and not change.ordered:
            yield one / two


def _of_whole(claim: Claim, figure: Figure, change: Change) -> Iterator[float]:
    part, whole = change.before.figure.amount, change.after.figure.amount
    rest = is_complement(claim, change.before)
    if figure.dim in {PERCENT, SHARE} and whole:
        unit = 100.0 if figure.dim == PERCENT else 1.0
        yield unit * part / whole
        if rest:
            yield unit * (whole - part) / whole
    elif figure.dim == COUNT and rest:
        yield whole - part


def _rated(figure: Figure, change: Change, value: float) -> Iterator[float]:
    per = change.after.figure.per or change.before.figure.per
    if figure.per in {"", per} or (not per and says_rate(_when(change), figure.per)):
        yield value
    elif per in _YEARLY and figure.per in _YEARLY:
        yield value * _YEARLY[per] / _YEARLY[figure.per]


def _when(change: Change) -> frozenset[str]:
    """Return the words of `change`, and "month" where its figures are those of two months."""
    months = _MONTHS & (change.context | stems(change.measure.period if change.measure else ""))
    return change.context | ({"month"} if months else set())


def says_rate(context: frozenset[str], per: str) -> bool:
    """Say whether the stems `context` name the rate `per`: "monthly"."""
    return any(word.startswith(per[:4]) for word in context)


def _in_rates(claim: Claim, figure: Figure) -> Iterator[float]:
    """Yield what is on record in the rate of `figure`: 4,800 a month is 57,600 a year."""
    for one in (known.figure for known in claim.known if figure.per in _YEARLY):
        if one.dim == figure.dim and one.per in _YEARLY:
            yield one.amount * _YEARLY[one.per] / _YEARLY[figure.per]


def complements(claim: Claim, figure: Figure) -> Iterator[float]:
    """Yield what is missing to a hundred percent: of "99.6 % crash-free", the sessions that crash."""
    said = {word.stem for word in claim.reading.words if not claim.low.startswith("-free", word.end)}
    for known in claim.known if figure.dim == PERCENT else ():
        if known.figure.dim == PERCENT and known.reading:
            free = {stem(match[1] or match[2]) for match in _FREE.finditer(known.reading.plain)}
            if free & said:
                yield 100 - known.figure.amount


def _sums(claim: Claim, figure: Figure) -> Iterator[float]:
    """Yield the sums of what is enumerated: "1 major, 6 minor findings" are seven findings."""
    about = claim.about(figure) | claim.reading.near(figure)
    for one, two in claim.neighbours:
        if (
            one.reading
            and one.figure.dim == two.figure.dim == figure.dim
            and figure.dim not in {PERCENT, SHARE, TIMES, POINTS}
            and (between := _LISTED.fullmatch(one.reading.plain, one.figure.end, two.figure.start))
            and between[1].casefold() not in STOP
            and about & claim.stems
        ):
            yield one.figure.amount + two.figure.amount


def gone(claim: Claim, figure: Figure) -> Iterator[float]:
    """Yield what is gone of what two entries count: of 46 issues 9 are left, so 37 are gone."""
    near = claim.reading.near(figure)
    counts = [k for k in claim.known if figure.dim == k.figure.dim == COUNT and near & k.near - GENERIC]
    for one, two in combinations(counts, 2) if _GONE.search(claim.low) else ():
        if one.entry != two.entry:
            yield abs(one.figure.amount - two.figure.amount)


def _products(claim: Claim, figure: Figure) -> Iterator[float]:
    """Yield products: "11 sessions of 90 minutes" are 16.5 hours."""
    for one, two in claim.neighbours:
        between = one.reading and _TIMES_EACH.fullmatch(one.reading.plain, one.figure.end, two.figure.start)
        if between and one.figure.dim == COUNT != two.figure.dim == figure.dim:
            yield one.figure.amount * two.figure.amount


def _shares_of(claim: Claim, figure: Figure) -> Iterator[float]:
    """Yield the parts of a whole that the text names: "3 % of the users", where users are counted, and some of them."""
    near = claim.reading.near(figure) - GENERIC
    unit = {PERCENT: 100.0, SHARE: 1.0}.get(figure.dim)
    who = _THOSE.match(claim.low, figure.end)
    near |= {stem(who[1])} if who else set()
    counts = [known for known in claim.known if known.figure.dim == COUNT and known.reading]
    wholes = [known for known in counts if near & (_clause(known) if who else known.near)]
    parts = [known for known in counts if (claim.about(figure) - near) & _clause(known)] if who else wholes
    for part in parts if unit else ():
        for whole in wholes:
            if unit and part.entry == whole.entry and 0 < part.figure.amount < whole.figure.amount:
                yield unit * part.figure.amount / whole.figure.amount


def _clause(known: Known) -> frozenset[str]:
    return known.reading.clause_at(known.figure.start).stems if known.reading else frozenset()

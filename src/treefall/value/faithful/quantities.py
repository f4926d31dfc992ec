"""Rules about figures: is the value on record, in this unit, of this metric, in this period and scope, or derived?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType

from ...model import Attribution
from .claim import Claim
from .facts import Doubt
from .figures import COUNT, PERCENT, POINTS, SHARE, TIME, TIMES, Figure
from .ground import Change, Known
from .reading import read
from .words import CALENDAR, GENERIC, listed, opposed, sorts, stem, stems

_YEARLY = MappingProxyType({"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "day": 365.0})
_MOVES = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|decreas\w+|declin\w+|reduc\w+|cuts?|cutting|lower\w*|shr[iau]nk\w*|ris(?:e|es|en|ing)|rose"
    r"|gr[eo]w\w*|increas\w+|climb\w*|gain\w*|rais\w+|improv\w+|fast\w*|slow\w*|higher|more|less|fewer|up|down|sav\w+"
    r"|differen\w+|gap|better|worse\w*|off|smaller|larger|cheaper|short\w*|long\w*|halv\w+|speed\w*|sped|under|over|below|above|ahead|behind|beyond|spare|earlier|later)\b"
)
_REST = re.compile(r"\b(?:other|others|failed|missed|rest|remaining|remain\w*|un\w+ed|without|left)\b")
_WAS = re.compile(r"\s*(?:of|as)\s+(?:what|the (?:former|old|original|previous)|its|before)\b")
_BY = re.compile(r"\b(?:by|down|up)\s+(?:\w+\s+){0,3}$")
_BY_ALONE = re.compile(r"\bby\s+(?:(?:about|around|roughly|some|over|more than|almost|nearly) )?$")
_INTO = re.compile(r"\bto (?:about |some |around |only |just )?$")
_GAP = re.compile(
    r"\b(?:by|sav\w+|gain\w*|spar\w+|shav\w+|(?:differen\w+|drop|cut|fall|rise|increase|gap|saving) of|that is|down|up)"
    r"\s+(?:\w+\s+){0,3}$"
)
_BEYOND = re.compile(r"[^.,;:]{0,30}\b(?:under|over|below|above|ahead|behind|beyond|spare|earlier|later|off|points)\b")
_FROM = re.compile(r"\bfrom (?:[^.;]{1,40} to )?(?:about |some |around |roughly )?$")
_OF = re.compile(r"\s*(?:out )?of (?:the |all )?")
_LESS = re.compile(
    r"\s+(?:less|fewer|lower|faster|slower|more|off|smaller|cheaper|shorter|higher|drop|cut|decrease|increase)\b"
)
_HEDGE = re.compile(
    r"\b(?:estimat\w*|about|around|roughly|approximately|approx|expect\w*|project\w*|forecast\w*|could|might|may|likely"
    r"|between|guess\w*|assum\w+|perhaps|on the order of|would|should|hop\w+)\b|~|≈"
)
_ASSUMES = re.compile(r"\b(?:assum\w+|if|provided|given|based on|at the same|as long as|suppos\w+|counting)\b")
_BOTH = re.compile(r"\b(?:on|in|for|across) (?:the )?(\w*[A-Z]\w*)(?:,| and| or| as well as) (?:the )?(\w*[A-Z]\w*)")
_ALL_OF = re.compile(r"\b(?:both|all|every|each|any) (?:of )?(?:the |our )?(\w+)")
_SHORT, _DAY = 2, 86400.0
_MARKED = re.compile(r"\b(?:not measured|estimated|(?:my|their|his|her) own (?:words|record|count))\b")
_OFTEN = re.compile(
    r"\b(?:(hourly|daily|weekly|monthly|quarterly|yearly)|every (hour|day|week|month|quarter|year))\b", re.IGNORECASE
)
_WHOLE = listed("all overall global production whole total company every entire everything")


def figures(claim: Claim) -> Iterator[Doubt]:
    """Yield what is wrong with the figures of `claim`."""
    for figure in claim.reading.figures:
        found = [known for known in claim.known if _is(claim, figure, known)]
        if found and _is_difference(claim, figure):
            ends = {
                one.figure.raw for change in claim.changes if change.ordered for one in (change.before, change.after)
            }
            found = [known for known in found if known.figure.raw not in ends]
        if not found:
            if not _derived(claim, figure):
                yield _unknown(claim, figure)
            continue
        yield from _of_another(claim, figure, found)
        yield from _at_another_time(claim, figure, found)
        yield from _estimated(claim, figure, found)
        yield from _only_said(claim, figure, found)
    yield from _scope(claim)
    yield from _how_often(claim)
    yield from _parts(claim)
    yield from _ones(claim)


def _is(claim: Claim, figure: Figure, known: Known) -> bool:
    one = known.figure
    if figure.per and figure.per != one.per and not (not one.per and _says_rate(known.context, figure.per)):
        return False
    if figure.dim == one.dim:
        return figure.equals(one.amount)
    if {figure.dim, one.dim} == {SHARE, PERCENT}:
        return figure.covers(one.amount * (100 if figure.dim == PERCENT else 0.01))
    if figure.dim == COUNT and one.dim != COUNT:
        return figure.raw == one.raw and claim.reading.near(figure) <= known.context
    return one.dim == COUNT and not known.near and figure.raw == one.raw and bool(stems(figure.written) & known.context)


def _says_rate(context: frozenset[str], per: str) -> bool:
    return any(word.startswith(per[:4]) for word in context)


def _is_difference(claim: Claim, figure: Figure) -> bool:
    """Say whether the words call `figure` a difference: "by 16 minutes", "33 fewer"."""
    led = _BY_ALONE.search(claim.low, 0, figure.start)
    return bool(_MOVES.search(claim.low) and led) or _LESS.match(claim.low, figure.end) is not None


def _is_gap(claim: Claim, figure: Figure) -> bool:
    """Say whether the words around `figure` call it what lies between two others: "saves 12 minutes", "12 under"."""
    led = _GAP.search(claim.low, 0, figure.start)
    return led is not None or _is_difference(claim, figure) or _BEYOND.match(claim.low, figure.end) is not None


def _parts(claim: Claim) -> Iterator[Doubt]:
    """Find "12 of 12" where the record says 11 of 12."""
    shares = [(change.before.figure.amount, change.after.figure.amount) for change in claim.changes if change.share]
    for one, two in pairwise(claim.reading.figures):
        if not _OF.fullmatch(claim.reading.plain, one.end, two.start) or one.dim != COUNT or two.dim != COUNT:
            continue
        told = (one.amount, two.amount)
        if any(told in {(part, whole), (whole - part, whole)} for part, whole in shares):
            continue
        for part, whole in shares[:1] if one.amount <= two.amount else ():
            said = f"{one.written} of {two.written}"
            yield Doubt("number", f"On record it is {part:g} of {whole:g}: correct “{said}”.")


def _unknown(claim: Claim, figure: Figure) -> Doubt:
    """Say how `figure` differs from what is on record."""
    change = next(iter(claim.related(claim.about(figure))), None)
    if change and (figure.dim in {PERCENT, SHARE, TIMES, POINTS} or _is_difference(claim, figure)):
        return Doubt("arithmetic", f"“{figure.written}” does not follow: {_formula(change)}.")
    alike = next((k.figure for k in claim.known if k.figure.raw == figure.raw and k.figure.dim != TIMES), None)
    if alike:
        per = f" a {alike.per}" if alike.per else ""
        return Doubt("unit", f"“{figure.written}” stands on record as “{alike.written}{per}”: write it in that unit.")
    elsewhere = next(
        (k for k in claim.ground.known if k.figure.dim == figure.dim and figure.equals(k.figure.amount)), None
    )
    if elsewhere and elsewhere not in claim.known:
        return Doubt("citation", f"“{figure.written}” stands in {elsewhere.entry}, which this does not cite: cite it.")
    return Doubt("number", f"“{figure.written}” is nowhere in what this cites: correct it, or cite where it stands.")


def _formula(change: Change) -> str:
    one, two = change.before.figure, change.after.figure
    if change.share and two.amount:
        return f"{one.written} of {two.written} is {100 * one.amount / two.amount:.3g} %"
    if not one.amount or not two.amount:
        return f"it went from {one.written} to {two.written}"
    share, ratio = (
        100 * (two.amount - one.amount) / one.amount,
        max(one.amount, two.amount) / min(one.amount, two.amount),
    )
    return f"from {one.written} to {two.written} is {share:+.3g} %, a factor of {ratio:.3g}"


def _derived(claim: Claim, figure: Figure) -> bool:
    """Say whether `figure` follows by a named formula from two operands that stand together on record."""
    moves = _MOVES.search(claim.low) is not None
    related = claim.related(claim.about(figure))
    spans = (*claim.durations, *(claim.days if figure.step >= _DAY else ()))
    if figure.dim == TIME and any(map(figure.equals, spans)):
        return True
    if _FROM.search(claim.low, 0, figure.start):
        return False
    if figure.per and any(figure.covers(value) for known in claim.known for value in _in_rate(figure, known)):
        return True
    return any(figure.covers(value) for change in related for value in _results(claim, figure, change, moves=moves))


def _results(claim: Claim, figure: Figure, change: Change, *, moves: bool) -> Iterator[float]:
    one, two = change.before.figure.amount, change.after.figure.amount
    if change.share:
        yield from _shares(claim, figure, change)
        return
    dim = change.before.figure.dim
    match figure.dim:
        case "%" if one and moves:
            yield 100 * abs(two - one) / abs(one)
        case "%" if one and _WAS.match(claim.low, figure.end):
            yield 100 * two / one
        case "points" if dim == PERCENT:
            yield abs(two - one)
        case "share" if one:
            yield from _fractions(claim, figure, change, moves=moves)
        case "times" if one and two:
            yield max(one, two) / min(one, two)
        case same if same == dim and _is_gap(claim, figure):
            yield from (value for value in _rated(figure, change, abs(two - one)) if figure.equals(value))
        case "" if _LESS.match(claim.low, figure.end):  # the unit goes without saying
            gap = abs(change.after.figure.raw - change.before.figure.raw)
            yield from (gap,) if figure.equals(gap) else ()
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


def _in_rate(figure: Figure, known: Known) -> Iterator[float]:
    """Yield `known` in the rate of `figure`: 4,800 a month is 57,600 a year."""
    if known.figure.dim == figure.dim and known.figure.per in _YEARLY and figure.per in _YEARLY:
        yield known.figure.amount * _YEARLY[known.figure.per] / _YEARLY[figure.per]


def _shares(claim: Claim, figure: Figure, change: Change) -> Iterator[float]:
    part, whole = change.before.figure.amount, change.after.figure.amount
    rest = is_complement(claim, change)
    if figure.dim in {PERCENT, SHARE} and whole:
        unit = 100.0 if figure.dim == PERCENT else 1.0
        yield unit * part / whole
        if rest:
            yield unit * (whole - part) / whole
    elif figure.dim == COUNT and rest:
        yield whole - part


def is_complement(claim: Claim, change: Change) -> bool:
    """Say whether the sentence may tell the other part: it denies what the record affirms, or speaks of the rest."""
    reading = change.before.reading
    told = reading is not None and any(clause.denies for clause in reading.clauses)
    if reading and any(opposed(claim.reading.stems, reading.stems)):
        return True
    return _REST.search(claim.low) is not None or told != any(clause.denies for clause in claim.reading.clauses)


def tells_the_rest(claim: Claim) -> bool:
    """Say whether a figure of the sentence is the rest of a whole on record: then it denies what the record affirms."""
    shares = [change for change in claim.changes if change.share]
    return any(
        not any(_is(claim, figure, known) for known in claim.known)
        and any(figure.covers(value) for change in shares for value in _shares(claim, figure, change))
        for figure in claim.reading.figures
    )


def _rated(figure: Figure, change: Change, value: float) -> Iterator[float]:
    per = change.after.figure.per or change.before.figure.per
    if figure.per in {"", per} or (not per and _says_rate(change.context, figure.per)):
        yield value
    elif per in _YEARLY and figure.per in _YEARLY:
        yield value * _YEARLY[per] / _YEARLY[figure.per]


def _of_another(claim: Claim, figure: Figure, found: Sequence[Known]) -> Iterator[Doubt]:
    """Find a value that is on record, but of something else."""
    counted = claim.reading.near(figure)
    near, about = counted - GENERIC, claim.about(figure)
    if any(counted & known.near for known in found) and not any(near & known.near for known in found) and not near:
        return
    if near and _counts_another(claim, figure, found, near):
        yield Doubt("metric", f"“{figure.written}” is on record, but of something else: say of what, or correct it.")
        return
    named, kept = sorts(about), [known.sorts for known in found if known.sorts]
    if (named and kept and not any(named & one for one in kept)) or all(_is_unnamed(claim, known) for known in found):
        yield Doubt("metric", f"“{figure.written}” is on record of another metric: name the one that was measured.")
    elif _told_of_another(claim, figure, found, about):
        yield Doubt("metric", f"“{figure.written}” is on record, but of something else: say of what, or correct it.")
    elif about and not any((about if len(about) > 1 else claim.said) & _context(known, claim) for known in found):
        yield Doubt("metric", f"What “{figure.written}” is of on record shares no word with this: name it as there.")


def _is_unnamed(claim: Claim, known: Known) -> bool:
    """Say whether `known` is of a measured metric that neither a word of its name nor its sort names in the text."""
    measure = next(one.fact.measure for one in claim.cited if one.fact.entry == known.entry)
    if not measure or known.figure.raw not in measure.values:
        return False
    name = stems(measure.metric) - stems(measure.scope) - GENERIC
    said = claim.reading.stems | claim.before
    return bool(name) and not name & said and not sorts(stems(measure.metric)) & sorts(said)


def _told_of_another(claim: Claim, figure: Figure, found: Sequence[Known], about: frozenset[str]) -> bool:
    """Say whether the record tells another figure of that unit, and not this one, in the words of the clause."""
    others = [k for k in claim.known if k.figure.dim == found[0].figure.dim and not figure.equals(k.figure.amount)]
    return not any(about & known.told for known in found) and any(about & known.told for known in others)


def _counts_another(claim: Claim, figure: Figure, found: Sequence[Known], near: frozenset[str]) -> bool:
    """Say whether the words behind `figure` are those that the record counts otherwise."""
    others = [known for known in claim.known if not figure.equals(known.figure.amount) and near & known.near]
    if not any(near & (known.near | _context(known, claim)) for known in found):
        return bool(others) or figure.dim == COUNT != found[0].figure.dim
    entries = {known.entry for known in found}
    return all(known.near and not near & known.near for known in found) and any(k.entry in entries for k in others)


def _context(known: Known, claim: Claim) -> frozenset[str]:
    """Return the stems around `known`; a short entry is about one thing, and all of its words count."""
    entry = next(one for one in claim.cited if one.fact.entry == known.entry)
    return (known.context | (entry.stems if len(entry.readings) <= _SHORT else frozenset())) - CALENDAR


def _at_another_time(claim: Claim, figure: Figure, found: Sequence[Known]) -> Iterator[Doubt]:
    day = claim.reading.day_of(figure)
    dated = [known.moment for known in found if known.moment]
    if day is None or any(day.allows(moment) for moment in dated):
        return
    if dated:
        yield Doubt("period", f"“{figure.written}” is on record for {dated[0].written}, not {day.written}: correct it.")
        return
    near = claim.reading.near(figure)
    alike = (k for k in claim.known if k.figure.dim == figure.dim and (near & k.near or not near))
    if other := next((k.figure for k in alike if k.moment and day.allows(k.moment)), None):
        yield Doubt("period", f"On record it is {other.written} for {day.written}: correct “{figure.written}”.")


def _estimated(claim: Claim, figure: Figure, found: Sequence[Known]) -> Iterator[Doubt]:
    """Find an estimate that is told as a fact, without its range, or without what it assumes."""
    if not all(known.estimated for known in found):
        return
    if not _HEDGE.search(claim.low):
        yield Doubt("estimate", f"“{figure.written}” is an estimate: say so, with its range and what it assumes.")
        return
    fact = next(one.fact for one in claim.cited if one.fact.entry == found[0].entry)
    measure = fact.measure
    if measure is None or measure.low is None or measure.high is None:
        yield from _half_told(claim, figure)
        return
    said = {one.raw for one in claim.reading.figures}
    if not {measure.low, measure.high} <= said and not {measure.low, measure.high} & {-value for value in said}:
        ends = f"{measure.low:,g} to {measure.high:,g} {measure.unit}".strip()
        yield Doubt("estimate", f"“{figure.written}” is one end of an estimate: give the whole range, {ends}.")
    elif measure.assumption and not (_ASSUMES.search(claim.low) or stems(measure.assumption) & claim.before):
        yield Doubt("estimate", f"Say what the estimate assumes: {measure.assumption}.")


def _half_told(claim: Claim, figure: Figure) -> Iterator[Doubt]:
    """Find one end of a range that the words of an estimate give."""
    told = [one.amount for one in claim.reading.figures]
    for change in claim.changes:
        ends = [change.before.figure.amount, change.after.figure.amount]
        if change.before.estimated and not change.share and figure.amount in ends and not set(ends) <= set(told):
            whole = f"{change.before.figure.written} to {change.after.figure.written}"
            yield Doubt("estimate", f"“{figure.written}” is one end of an estimate: give the whole range, {whole}.")
            return


def _only_said(claim: Claim, figure: Figure, found: Sequence[Known]) -> Iterator[Doubt]:
    """Find a figure that only somebody says, or only the person, and that is told as a fact."""
    facts = [one.fact for one in claim.cited if any(known.entry == one.fact.entry for known in found)]
    said = {fact.measure.attribution if fact.measure else None for fact in facts}
    witnesses = [role.name for fact in facts for role in fact.people if role.name]
    if said == {Attribution.REPORTED} and not any(claim.names_somebody(name) for name in witnesses):
        yield Doubt("witness", f"That it is “{figure.written}” is reported only: add who says so.")
    elif said == {Attribution.ASSERTED} and not _MARKED.search(claim.low):
        yield Doubt("estimate", f"Nobody measured “{figure.written}”: say that it is in your own words, not measured.")


def _scope(claim: Claim) -> Iterator[Doubt]:
    """Find a figure of a part that is told without the part."""
    said = claim.reading.stems | claim.before
    for one in claim.cited:
        measure = one.fact.measure
        if not measure or not measure.scope or not _tells(claim, one.known):
            continue
        scope = read(measure.scope)
        amounts = {figure.amount for figure in scope.figures}
        words = scope.stems - GENERIC - stems(measure.metric)
        if (
            not words
            or _WHOLE.intersection(measure.scope.casefold().split())
            or amounts & {figure.amount for figure in claim.reading.figures}
        ):
            continue
        if not words & said or _wider(claim, words):
            yield Doubt("scope", f"The figure holds for {measure.scope} only: say so.")


def _wider(claim: Claim, words: frozenset[str]) -> bool:
    """Say whether the scope is named together with another: "on Android and iOS"."""
    whole = (stem(match[1]) for match in _ALL_OF.finditer(claim.low))
    return any(one in words for one in whole) or any(
        (stem(match[1]) in words) != (stem(match[2]) in words) and stem(match[1]) != stem(match[2])
        for match in _BOTH.finditer(claim.reading.plain)
    )


def _tells(claim: Claim, known: Sequence[Known]) -> bool:
    """Say whether the sentence tells a figure of a measure, or one that follows from it."""
    measured = [one for one in known if one.reading is None]
    return any(
        figure.dim in {PERCENT, TIMES, SHARE} or any(_is(claim, figure, one) for one in measured)
        for figure in claim.reading.figures
        if measured
    )


def _how_often(claim: Claim) -> Iterator[Doubt]:
    """Find "daily" where the record says weekly."""
    record = " ".join(one.clean for one in claim.cited)
    known = {often(match) for match in _OFTEN.finditer(record)}
    for match in _OFTEN.finditer(claim.reading.plain):
        if known and often(match) not in known:
            yield Doubt("period", f"“{match[0]}” is not how often it was: the record says {min(known)}.")


def often(match: re.Match[str]) -> str:
    """Return how often something is, in one word for "weekly" and "every week"."""
    word = (match[1] or match[2]).casefold()
    return f"every {'day' if word == 'daily' else word.removesuffix('ly')}"


def _ones(claim: Claim) -> Iterator[Doubt]:
    """Find "one team" where the record counts teams, and not one."""
    for match in re.finditer(r"\b(?:one|a single) (\w+)", claim.low):
        noun = stem(match[1])
        counts = [k.figure for k in claim.known if noun in k.near and k.figure.dim == COUNT]
        if counts and not any(figure.amount == 1 for figure in counts) and "one of" not in match[0]:
            yield Doubt("number", f"“{match[0]}”: the record counts {counts[0].written}.")

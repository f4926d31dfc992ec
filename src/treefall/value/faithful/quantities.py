"""Rules about figures: is the value on record, in this unit, of this metric, in this period and scope, or derived?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model import Attribution, Part
from .claim import Claim
from .derived import follows, formula, gone, is_difference, says_rate
from .facts import Doubt
from .figures import COUNT, PERCENT, POINTS, SHARE, TIMES, Figure
from .ground import Known, Studied
from .words import CALENDAR, GENERIC, STOP, WORD, is_past, listed, sorts, stem, stemmed, stems

_OF = re.compile(r"\s*(?:out )?of (?:the |all )?")
_OF_THEM = re.compile(r" of (?:them|these|those|which)\b")
_HEDGE = re.compile(
    r"\b(?:estimat\w*|about|around|roughly|approximately|approx|expect\w*|project\w*|forecast\w*|could|might|may|likely"
    r"|between|guess\w*|assum\w+|perhaps|on the order of|would|should|hop\w+)\b|~|≈"
)
_ASSUMES = re.compile(r"\b(?:assum\w+|if|provided|given|based on|at the same|as long as|suppos\w+|counting)\b")
_BOTH = re.compile(r"\b(?:on|in|for|across) (?:the )?(\w+)(?: and| or| as well as) (?:the )?(\w+)")
_ALL_OF = re.compile(r"\b(?:both|all|every|each|any) (?:of )?(?:the |our )?(\w+)")
_HOURS = stemmed("minute hour day week month year")
_LIST = re.compile(r"\b[A-Z]\w+(?:, [A-Z]\w+)*,? and [A-Z]\w+")
_ITEM = re.compile(r"\b[A-Z]\w+")
_PEOPLE = stemmed(
    "colleague people person engineer developer teammate reviewer author coauthor peer analyst designer us"
)
_ENTRIES = stemmed("change pull merge commit entry record source report incident")
_SHORT = 2
_BARE = frozenset({COUNT, PERCENT, SHARE, POINTS, TIMES})
_MARKED = re.compile(r"\b(?:not measured|estimated|(?:my|their|his|her) own (?:words|record|count))\b")
_OFTEN = re.compile(
    r"\b(?:(hourly|daily|weekly|monthly|quarterly|yearly)"
    r"|(?:every|per [\w-]+|per) (hour|day|week|month|quarter|year))\b",
    re.IGNORECASE,
)
_WHOLE = listed("all overall global globally whole total company every entire everything everywhere everyone across")
_FEW = listed("few fewer many other affected remaining first last")
_KINDS = tuple(
    map(
        listed,
        (
            "production staging canary sandbox",
            "ios android desktop windows mac linux",
            "eu us uk apac emea asia europe america africa germany france spain italy japan india china",
            "frontend backend",
            "weekday weekdays weekend weekends",
            "free paid",
            "daytime nighttime night nights",
        ),
    )
)
"""Parts of one kind: what holds of one of them is not told of another."""


def figures(claim: Claim) -> Iterator[Doubt]:
    """Yield what is wrong with the figures of `claim`."""
    for figure in claim.reading.figures:
        if _is_tally(claim, figure) or (figure.dim in {SHARE, TIMES} and follows(claim, figure)):
            continue
        found = [known for known in claim.known if _is(claim, figure, known)]
        if found and is_difference(claim, figure):
            ends = {
                one.figure.raw for change in claim.changes if change.ordered for one in (change.before, change.after)
            }
            found = [known for known in found if known.figure.raw not in ends]
        if not found:
            if not follows(claim, figure):
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
    if figure.per and figure.per != one.per and not (not one.per and says_rate(known.context, figure.per)):
        return False
    if figure.dim == COUNT == one.dim and _units(claim.reading.near(figure)) != _units(known.near):
        return False
    if figure.dim == one.dim:
        return figure.equals(one.amount)
    if {figure.dim, one.dim} == {SHARE, PERCENT}:
        return figure.covers(one.amount * (100 if figure.dim == PERCENT else 0.01))
    if figure.dim == COUNT and one.dim != COUNT:
        return figure.raw == one.raw and claim.reading.near(figure) <= known.context
    return one.dim == COUNT and not known.near and figure.raw == one.raw and bool(stems(figure.written) & known.context)


def _units(near: frozenset[str]) -> frozenset[str]:
    """Return the units of time among what a figure counts: "25 support hours" are no 25 support days."""
    return near & _HOURS


def _is_tally(claim: Claim, figure: Figure) -> bool:
    """Say whether `figure` counts what is cited: the people who took part, or the entries themselves."""
    near = claim.reading.near(figure)
    if figure.dim != COUNT or any(near & known.near for known in claim.known):
        return False
    people = {role.name: role.part for one in claim.cited for role in one.fact.people}
    others = set(people) - set(claim.ground.me)
    reviewers = [name for name, part in people.items() if part is Part.REVIEWER]
    crowds = {len(people), len(others), len(reviewers)} if near & _PEOPLE else set[int]()
    listed_ = {
        len(_ITEM.findall(found[0]))
        for text in (claim.reading.plain, *(one.clean for one in claim.cited))
        for found in _LIST.finditer(text)
    }
    return figure.amount in crowds | listed_ or (bool(near & _ENTRIES) and figure.amount == len(claim.cited))


def _parts(claim: Claim) -> Iterator[Doubt]:
    """Find "12 of 12" where the record says 11 of 12."""
    shares = [(change.before.figure.amount, change.after.figure.amount) for change in claim.changes if change.share]
    for first, second in pairwise(claim.reading.figures):
        backwards = _OF_THEM.match(claim.reading.plain, second.end)
        one, two = (second, first) if backwards else (first, second)
        stands = backwards or _OF.fullmatch(claim.reading.plain, one.end, two.start)
        if not stands or one.dim != COUNT or two.dim != COUNT:
            continue
        if any(map(one.covers, gone(claim, one))):
            continue
        told = (one.amount, two.amount)
        if one.amount > two.amount:
            yield Doubt("number", f"“{one.written} of {two.written}” cannot be: correct it.")
        if any(told in {(part, whole), (whole - part, whole)} for part, whole in shares):
            continue
        counted = {known.figure.amount for known in claim.known} - {two.amount}
        parted = one.amount not in counted or any(whole == two.amount for _, whole in shares)
        for part, whole in shares[:1] if one.amount <= two.amount and parted else ():
            said = f"{one.written} of {two.written}"
            yield Doubt("number", f"On record it is {part:g} of {whole:g}: correct “{said}”.")


def _unknown(claim: Claim, figure: Figure) -> Doubt:
    """Say how `figure` differs from what is on record."""
    change = next(iter(claim.related(claim.about(figure))), None)
    if change and (figure.dim in {PERCENT, SHARE, TIMES, POINTS} or is_difference(claim, figure)):
        return Doubt("arithmetic", f"“{figure.written}” does not follow: {formula(change)}.")
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


def _of_another(claim: Claim, figure: Figure, found: Sequence[Known]) -> Iterator[Doubt]:
    """Find a value that is on record, but of something else."""
    counted = claim.reading.near(figure)
    near, about = counted - GENERIC, claim.about(figure)
    if any(counted & known.near for known in found) and not any(near & known.near for known in found) and not near:
        return
    if near and _counts_another(claim, figure, found, near):
        yield Doubt("metric", f"“{figure.written}” is on record, but of something else: say of what, or correct it.")
        return
    foreign = about - claim.stems - claim.before
    if foreign and not near and not claim.loose and (owner := _owner(claim, figure, foreign)):
        yield Doubt("metric", f"“{figure.written}” is on record, but not of “{owner}”: say of what, or correct it.")
        return
    if near and _is_rather(claim, figure, found, near):
        yield Doubt("metric", f"“{figure.written}” is on record, but of something else: say of what, or correct it.")
        return
    if near and not near & _PEOPLE and not claim.said & claim.stems and figure.dim == COUNT:
        yield Doubt("metric", f"What “{figure.written}” is of on record shares no word with this: name it as there.")
        return
    named, kept = sorts(about), [known.sorts for known in found if known.sorts]
    if (named and kept and not any(named & one for one in kept)) or all(_is_unnamed(claim, known) for known in found):
        yield Doubt("metric", f"“{figure.written}” is on record of another metric: name the one that was measured.")


def _is_rather(claim: Claim, figure: Figure, found: Sequence[Known], near: frozenset[str]) -> bool:
    """Say whether another figure of the same things shares with the clause all that `figure` does, and more."""
    said = claim.reading.clause_at(figure.start).stems - claim.names - CALENDAR - GENERIC
    if any(not known.reading or known.near & said == said for known in found):
        return False
    mine = [said & known.context for known in found]
    rivals = [known for known in claim.known if known.reading and near & known.near and known.figure.dim == figure.dim]
    return any(
        not figure.equals(known.figure.amount)
        and not any(one.equals(known.figure.amount) for one in claim.reading.figures if one.start < figure.start)
        and all(one < said & known.context for one in mine)
        for known in rivals
    )


def _owner(claim: Claim, figure: Figure, foreign: frozenset[str]) -> str:
    """Return the word right before the verb that stands only with figures of entries that are not cited; else ""."""
    clause = claim.reading.clause_at(figure.start)
    ahead = [word for word in claim.reading.words if clause.start <= word.start and word.end < figure.start]
    subject = ahead[: next((n for n, word in enumerate(ahead) if is_past(word.text.casefold())), 0)]
    others = [known for known in claim.ground.known if known.figure.dim in {figure.dim, "$"}]
    return next(
        (word.text for word in subject if word.stem in foreign and any(word.stem in one.context for one in others)), ""
    )


def _is_unnamed(claim: Claim, known: Known) -> bool:
    """Say whether `known` is of a measured metric that neither a word of its name nor its sort names in the text."""
    measure = next(one.fact.measure for one in claim.cited if one.fact.entry == known.entry)
    if not measure or known.figure.raw not in measure.values or claim.said <= claim.stems:
        return False
    if known.estimated and _HEDGE.search(claim.low):
        return False  # the estimate is called one
    metric = stems(measure.metric)
    name = metric - stems(measure.scope) - GENERIC
    said = claim.reading.stems | claim.before
    if (
        metric & said
        and known.figure.dim not in _BARE
        and any(f.dim == known.figure.dim for f in claim.reading.figures)
    ):
        return False  # a duration or a size need not be called one
    return bool(name) and not name & said and not sorts(metric) & sorts(said)


def _counts_another(claim: Claim, figure: Figure, found: Sequence[Known], near: frozenset[str]) -> bool:
    """Say whether the words behind `figure` are those that the record counts otherwise."""
    others = [known for known in claim.known if not figure.equals(known.figure.amount) and near & known.near]
    if not any(near & (known.near | _context(known, claim)) for known in found):
        return bool(others) or figure.dim == COUNT != found[0].figure.dim
    entries = {known.entry for known in found}
    others_near = frozenset().union(*map(claim.reading.near, claim.reading.figures))
    said = near | (claim.about(figure) - others_near)
    counted = [_counted_as(claim, known) for known in found]
    return all(one and not said & one for one in counted) and any(k.entry in entries for k in others)


def _counted_as(claim: Claim, known: Known) -> frozenset[str]:
    """Return the stems of what `known` counts: the words behind it, or else those of its clause."""
    if not known.reading:
        return _metric(claim, known)
    return known.near - GENERIC or known.reading.clause_at(known.figure.start).stems - GENERIC


def _metric(claim: Claim, known: Known) -> frozenset[str]:
    """Return the stems of the metric that `known` is of, its scope and its unit."""
    measure = next(one.fact.measure for one in claim.cited if one.fact.entry == known.entry and one.fact.measure)
    return stems(f"{measure.metric} {measure.scope} {measure.unit}")


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
    elif measure.assumption and not (
        _ASSUMES.search(claim.low) or stems(measure.assumption) & (claim.before | claim.said)
    ):
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
    """Find what holds of a part told of the whole, of another part, or of that part and another."""
    for kind in _KINDS:
        mine, theirs = (kind & words for words in (_said_words(claim), claim.vocabulary))
        if theirs and mine - theirs:
            yield Doubt(
                "scope", f"“{min(mine - theirs)}” is not on record, but “{min(theirs)}” is: say of what it holds."
            )
            return
    for one in claim.cited:
        measure = one.fact.measure
        if measure and measure.scope and not _WHOLE.intersection(measure.scope.casefold().split()):
            words = stems(measure.scope) - GENERIC
            if words and (
                _wider(claim, words)
                or _is_of_others(claim, measure.scope)
                or (not words & claim.reading.stems and _is_of_all(claim, one))
            ):
                yield Doubt("scope", f"The figure holds for {measure.scope} only: say so.")


def _said_words(claim: Claim) -> frozenset[str]:
    return frozenset(word.text.casefold() for word in claim.reading.words)


def _is_of_others(claim: Claim, scope: str) -> bool:
    """Say whether the sentence names others of the sort of `scope`: "mouse users", where it is keyboard users."""
    *which, head = (stem(word) for word in WORD.findall(scope))
    if not which or claim.reading.stems.intersection(which):
        return False
    pairs = pairwise(claim.reading.words)
    return any(
        two.stem == head
        and one.text.casefold() not in STOP | _FEW
        and one.stem not in claim.stems | GENERIC | claim.names
        for one, two in pairs
    )


def _is_of_all(claim: Claim, one: Studied) -> bool:
    """Say whether the sentence tells a figure of `one`, and speaks of all."""
    told = any(_is(claim, figure, known) for figure in claim.reading.figures for known in one.known)
    return told and bool(_WHOLE & _said_words(claim) - one.vocabulary)


def _wider(claim: Claim, words: frozenset[str]) -> bool:
    """Say whether the scope is named together with another: "on Android and iOS", or as all there are."""
    whole = (stem(match[1]) for match in _ALL_OF.finditer(claim.low))
    return any(one in words for one in whole) or any(
        (stem(one) in words) != (stem(two) in words)
        and stem(one) != stem(two)
        and ((one + two).casefold() != one + two or not claim.stems.issuperset({stem(one), stem(two)}))
        for one, two in (match.groups() for match in _BOTH.finditer(claim.reading.plain))
    )


def _how_often(claim: Claim) -> Iterator[Doubt]:
    """Find "daily" where the record says weekly."""
    known = {often(match) for one in claim.cited for match in _OFTEN.finditer(one.clean)}
    for match in _OFTEN.finditer(claim.reading.plain):
        if known and often(match) not in known and not any(figure.per for figure in claim.reading.figures):
            yield Doubt("period", f"“{match[0]}” is not how often it was: the record says {min(known)}.")


def often(match: re.Match[str]) -> str:
    """Return how often something is, in one word for "weekly", "every week" and "per on-call week"."""
    word = (match[1] or match[2]).casefold()
    return f"every {'day' if word == 'daily' else word.removesuffix('ly')}"


def _ones(claim: Claim) -> Iterator[Doubt]:
    """Find "one team" where the record counts teams, and not one."""
    for match in re.finditer(r"\b(?:one|a single) (\w+)", claim.low):
        noun = stem(match[1])
        counts = [k.figure for k in claim.known if noun in k.near and k.figure.dim == COUNT]
        if (
            counts
            and not is_past(match[1])
            and not any(figure.amount == 1 for figure in counts)
            and "one of" not in match[0]
        ):
            yield Doubt("number", f"“{match[0]}”: the record counts {counts[0].written}.")

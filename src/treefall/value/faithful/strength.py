"""Rules about how strongly something is said: cause, absolutes, denial, stage, praise."""

import re
from collections.abc import Iterator

from ...model import Attribution
from .claim import Claim
from .directions import moves
from .facts import Doubt, Stage
from .ground import Change, Studied, families
from .quantities import tells_the_rest
from .reading import Clause
from .words import GENERIC, phrases, stem, stemmed, stems

_CAUSES = phrases(
    r"""
    because|caus(?:e[sd]|ing)|(?<!cannot )thanks to|due to|owing to|led (?:directly )?to|leads to|leading to
    drove|driven by|result(?:s|ed|ing)? in|as a (?:direct )?(?:result|consequence)|consequently|responsible for
    attributable to|brought about|brought down|made possible|which is why|that is why|triggered|translated into
    contributed to the (?:whole|entire)|so that|therefore|hence|thereby|yield(?:s|ed|ing)|generated|the reason
    """
)
_AVERTS = phrases(
    r"""
    prevent(?:s|ed|ing)|avert(?:s|ed|ing)|avoid(?:s|ed|ing)|sav(?:es|ed|ing)|protect(?:s|ed|ing)|spared
    safeguard(?:s|ed)|stopped (?:a|an|any|further|the next)|kept \w+ from|worth|valued at
    """
)
_HELPS = re.compile(r"\b(?:help(?:s|ed|ing)?|contribut(?:es|ed|ing|ion)|part of|had a (?:part|share))\b", re.IGNORECASE)
_UNSURE = phrases(
    r"""
    may|might|perhaps|possibly|could|unclear|unsettled|unknown|whether|cannot be separated|coincid\w+
    not (?:settled|clear|proven|shown|certain|known|established)|aim\w*|plan\w*|propos\w+|would|should|hop\w+
    intend\w*|goal|target|in order to
    """
)
_ACTS = phrases(
    r"""
    cuts?|cutting|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)
    improv(?:e|es|ed|ing)|boost(?:s|ed|ing)?|halv(?:e|es|ed|ing)|doubl(?:es|ed|ing)|tripl(?:es|ed|ing)
    shr(?:ank|unk|inks)|slash(?:es|ed)?|drop(?:ped|s)|decreas(?:e|es|ed|ing)|sped up|speeds up|made|brought
    """
)
_NOT_ACTING = re.compile(
    r"(?:\b(?:to|is|was|are|were|been|be|has|have|had|a|an|the|of|in|by|than|for)|,)\s*$", re.IGNORECASE
)
_BECAUSE = phrases(
    "because|caus(?:e|es|ed|ing)|due to|owing to|reasons?|thanks to|led to|result(?:s|ed|ing)? (?:in|from)"
)
_REASON = re.compile(r":\s|\b(?:since|as|so|because|due|after)\b", re.IGNORECASE)
_SURE = frozenset({Attribution.CONTROLLED})
_ABSOLUTES = phrases(
    r"""
    all|every(?! (?:other )?(?:day|week|month|quarter|year|hour|morning|night|minute|sprint|time)\b)
    everyone|everybody|everything|everywhere|always|never|none|nobody|no one|nothing|completely
    entirely|totally|fully|permanently|forever|guarante\w+|eliminat\w+|eradicat\w+|no longer|any ?more
    thing of the past|for good|once and for all|perfect(?:ly)?|flawless(?:ly)?|impossible|company-?wide
    organi[sz]ation-?wide|worldwide|global(?:ly)?|universally|entire|without exception|zero|100 ?%|ever
    (?:is|are|was|were) gone|vanished|disappeared|solved|unprecedented|at last|whole
    """
)
_NOBODY = frozenset({"nobody", "no one", "none", "nothing", "never", "no longer"})
_SUPERLATIVE = re.compile(
    r"\b(?:best|fastest|biggest|largest|greatest|highest|lowest|smallest|strongest|cheapest|finest)\b", re.IGNORECASE
)
_NO = re.compile(r"\bno (?!longer|one)\w+", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"\b(?:not|nearly|almost|n't|hardly|after|first of|not yet|above|at|in|of|for|it|them|that) $", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_OPPOSITES = tuple(
    (stemmed(one), stemmed(two))
    for one, two in (
        (
            "stop stopped halted ended cancelled abandoned paused",
            "continue continued resumed proceeded started launched",
        ),
        (
            "keep kept stays remains retained",
            "removed retired replaced dropped deleted decommissioned abandoned switched",
        ),
        (
            "approve approved accepted adopted agreed endorsed confirmed",
            "reject rejected declined refused denied vetoed",
        ),
        ("pass passed succeeded", "fail failed"),
        ("enable enabled", "disable disabled"),
        ("add added", "remove removed deleted"),
        ("allow allowed permitted", "block blocked forbade prevented denied refused"),
        ("open opened reopened", "close closed"),
        ("win won", "lose lost"),
        ("up online available", "down offline unavailable"),
        ("required mandatory", "optional voluntary"),
        ("public", "private internal"),
        ("before", "after"),
        ("internal", "external"),
        ("manual manually", "automatic automatically automated"),
        ("upgrade upgraded", "downgrade downgraded"),
        ("expose exposed leaked", "protect protected"),
    )
)
_ORDER = (frozenset({"befor"}), frozenset({"after"}))
_ENOUGH, _MUCH, _MOST = 2, 3, 0.6
_INTENDS = phrases(
    r"""
    propos\w+|plan\w*|aim\w*|goal\w*|target\w*|would|will|could|should|draft\w*|intend\w*|intention|want\w*
    roadmap|expect\w*|suggest\w*|under review|in review|wait\w*|await\w*|pending|hop(?:e|es|ed|ing)|consider\w*
    not yet|to be|still open|(?:is|was|are|remains) open|rfc|opened|objectives?|okrs?|purpose
    upcoming|next|scheduled|due|sketch\w*|idea
    ask(?:ed|s)? for|estimat\w+|in progress|under way|working on|started|began|begun
    """
)
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
    fail\w*|experiment\w*|mistake|no longer
    """
)
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


def strength(claim: Claim) -> Iterator[Doubt]:
    """Yield what `claim` says more strongly than its record."""
    yield from _cause(claim)
    yield from _absolutes(claim)
    yield from _denial(claim)
    yield from _stage(claim)
    yield from _praise(claim)


def _praise(claim: Claim) -> Iterator[Doubt]:
    praise = _PRAISE.search(claim.reading.plain)
    if praise and not any(praise[0].casefold() in one.clean.casefold() for one in claim.cited):
        yield Doubt("praise", f"“{praise[0]}” is a judgement that nobody on record made: say what happened instead.")


def _cause(claim: Claim) -> Iterator[Doubt]:
    """Find a cause that is stronger than its attribution licenses."""
    text = claim.reading.plain
    if _UNSURE.search(text):
        return
    if averted := _averted(claim):
        yield Doubt("cause", f"That something was “{averted}” is not on record: say what was seen.")
    elif any(_attributed(claim)):
        return
    elif cause := _CAUSES.search(text):
        if not (_licensed(claim) or _stands(claim, cause[0]) or _explained(claim)):
            yield Doubt("cause", f"The record does not carry “{cause[0]}”: {_instead(claim)}.")
    elif _acting(claim) and not _licensed(claim):
        yield Doubt("cause", f"That somebody or something changed the figure is not on record: {_instead(claim)}.")
    elif (helps := _HELPS.search(text)) and _only(claim, Attribution.CORRELATED) and not _stands(claim, helps[0]):
        yield Doubt("cause", f"The record does not carry “{helps[0]}”: {_instead(claim)}.")


def _averted(claim: Claim) -> str:
    """Return the verb by which the text claims that something was averted, which nothing on record says; else ""."""
    for clause in claim.reading.clauses:
        averts = _AVERTS.search(claim.reading.plain, clause.start, clause.end)
        if averts and not clause.denies and not _stands(claim, averts[0]) and not _estimates(claim):
            return averts[0]
    return ""


def _stands(claim: Claim, words: str) -> bool:
    wanted = {stem(word) for word in words.split()} - {"to", "a", "of", "in", "as"}
    return any(wanted <= {word.stem for word in reading.words} for one in claim.cited for reading in one.readings)


def _explained(claim: Claim) -> bool:
    """Say whether a sentence on record gives the same reason by a colon or a weaker word, and nothing was measured."""
    said = claim.reading.stems - claim.names
    if any(one.fact.measure for one in claim.cited):
        return False
    for reading in (reading for one in claim.cited for reading in one.readings):
        shared = len(said & reading.stems)
        if (_BECAUSE.search(reading.plain) and shared >= _ENOUGH) or (
            _REASON.search(reading.plain) and shared >= _MOST * len(said)
        ):
            return True
    return False


def _estimates(claim: Claim) -> bool:
    return any(known.estimated for known in claim.known)


def _attributed(claim: Claim) -> Iterator[bool]:
    """Yield whether a witness is named whose words the entry holds: then the cause is theirs."""
    for one in claim.cited:
        if one.fact.testimony:
            yield any(part.casefold() in claim.low.split() for role in one.fact.people for part in role.name.split())


def _licensed(claim: Claim) -> bool:
    """Say whether a measured change of what is cited was separated from everything else."""
    measured = [one.fact.measure for one in claim.cited if one.fact.measure]
    return bool(measured) and all(measure.attribution in _SURE for measure in measured)


def _only(claim: Claim, attribution: Attribution) -> bool:
    measured = [one.fact.measure for one in claim.cited if one.fact.measure]
    return bool(measured) and all(measure.attribution is attribution for measure in measured)


def _instead(claim: Claim) -> str:
    measures = [one.fact.measure for one in claim.cited if one.fact.measure]
    match measures[0].attribution if measures else None:
        case Attribution.CONTRIBUTED:
            return "say that it helped, or was part of it"
        case Attribution.CORRELATED:
            return "say that it was in the same period"
        case Attribution.BEFORE_AFTER:
            return "say what it was before, and after"
        case _:
            return "say what happened, and who says why"


def _acting(claim: Claim) -> bool:
    """Say whether something other than the metric itself is the subject of a verb that changes the metric."""
    changes = [change for change in claim.changes if change.measure or (change.ordered and not change.share)]
    for match in _ACTS.finditer(claim.reading.plain):
        clause = claim.reading.clause_at(match.start())
        before, after = claim.reading.plain[clause.start : match.start()], claim.reading.plain[match.end() : clause.end]
        subject, target = moves(before), moves(after)
        if not before.strip() or _NOT_ACTING.search(before) or _HELPS.search(before):
            continue
        for change in changes:
            named = _metric(change)
            if target & named and not subject & named:
                return True
    return False


def _metric(change: Change) -> frozenset[str]:
    """Return the stems that name what changed."""
    if change.measure:
        named = stems(change.measure.metric) - stems(change.measure.scope) - GENERIC
        sorts = families(named)
        return named | {word for word in change.context if families({word}) & sorts}
    return change.before.near | change.after.near


def _absolutes(claim: Claim) -> Iterator[Doubt]:
    text = claim.reading.plain
    for pattern in (_ABSOLUTES, _SUPERLATIVE, _NO):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if _carried(claim, match[0]) or re.search(
                r"\b(?:not|nearly|almost|hardly|n't|above|at|first of|before) $", before, re.IGNORECASE
            ):
                continue
            if match[0].casefold() in {"all", "zero", "whole", "entire"} and _counted(claim, match):
                continue
            yield Doubt("absolute", f"“{match[0]}” is more than the record says: say how many, or leave it out.")
            return


def _carried(claim: Claim, said: str) -> bool:
    """Say whether the record uses the same absolute, or denies as a whole where the text does."""
    low = said.casefold()
    if low in _NOBODY and any(
        clause.denies and len(clause.stems & claim.reading.stems) >= _ENOUGH
        for one in claim.cited
        for clause in one.clauses
    ):
        return True
    if low.startswith("no ") and low != "no longer":
        noun = stem(low.split()[1])
        return any(clause.denies and noun in clause.stems for one in claim.cited for clause in one.clauses)
    return any(re.search(rf"\b{re.escape(low)}\b", one.clean.casefold()) for one in claim.cited)


def _counted(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether "all" counts: "all 31 services", where 31 is not the part of a larger whole that was named."""
    figure = next(
        (f for f in claim.reading.figures if _NUMBERED.fullmatch(claim.reading.plain, match.end(), f.start)), None
    )
    if match[0].casefold() == "zero":
        return True
    if figure is None:
        return False
    wholes = {change.after.figure.amount for change in claim.changes if change.share}
    return figure.amount not in wholes


def _denial(claim: Claim) -> Iterator[Doubt]:
    """Find what the record denies, or what it affirms and the text denies."""
    known = [clause for one in claim.cited for clause in one.clauses]
    rest = tells_the_rest(claim)
    for clause in claim.reading.clauses:
        if not rest and _denied(clause, known):
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
    for one in known:
        shared = clause.stems & one.stems
        share = len(shared) / max(1, min(len(clause.stems), len(one.stems)))
        if share < _MOST or len(shared) < (1 if one.denies and shared == one.stems else _ENOUGH):
            continue
        if share * len(shared) >= best:
            close = [one] if share * len(shared) > best else [*close, one]
            best = share * len(shared)
        if one.denies and shared == one.stems and not clause.denies:
            return True
    return bool(close) and all(one.denies != clause.denies for one in close)


def _opposite(claim: Claim, clause: Clause) -> Iterator[Doubt]:
    said = {word.stem for word in claim.reading.words if clause.start <= word.start < clause.end}
    for one in claim.cited:
        for reading in one.readings:
            record = {word.stem for word in reading.words}
            shared = (clause.stems & reading.stems) - claim.names
            for left, right in _OPPOSITES:
                for mine, theirs in ((left, right), (right, left)):
                    order = "befor" in left | right
                    enough = _MUCH if order else 1
                    if (
                        said & mine
                        and record & theirs
                        and not (record & mine or said & theirs)
                        and len(shared - mine - theirs) >= enough
                        and not clause.denies
                        and not any(known.denies for known in reading.clauses)
                    ):
                        word = next(iter(sorted(record & theirs)))
                        yield Doubt("negation", f"The record says the opposite (“{word}…”): say what it says.")
                        return


def _stage(claim: Claim) -> Iterator[Doubt]:
    """Find a plan that is told as done, something open as merged, something merged as open, and a revert left out."""
    text = claim.reading.plain
    about = [one for one in claim.cited if claim.reading.stems & one.stems] or list(claim.cited)
    best = max(about, key=lambda one: len(claim.reading.stems & one.stems), default=None)
    if best is None:
        return
    denies = any(clause.denies for clause in claim.reading.clauses)
    if best.fact.stage is Stage.REVERTED and not _UNDONE.search(text):
        yield Doubt("status", "It was reverted: say so, and what it taught.")
    elif best.planned and not _INTENDS.search(text) and not denies:
        yield Doubt("status", f"On record this is {_stage_of(best)}, not done: say so.")
    elif best.planned and (landed := _LANDED.search(text)) and not denies and not _stands(claim, landed[0]):
        yield Doubt("status", f"“{landed[0]}” is not on record: it is {_stage_of(best)}.")
    elif best.fact.stage is Stage.DONE and (waits := _WAITS.search(text)) and not _stands(claim, waits[0]):
        yield Doubt("status", f"“{waits[0]}” is not how it stands: on record it is done.")


def _stage_of(one: Studied) -> str:
    return one.fact.stage.value if one.fact.stage else "only planned"

"""Rules about names: everybody and everything that is called by a name is somewhere on record."""

import re
from collections.abc import Iterator
from itertools import chain

from .claim import Claim
from .facts import Doubt
from .reading import Reading
from .words import STOP, is_past, listed, stem, stemmed

SAYS = stemmed(
    """
    wrote reports said told thanked praised confirmed asked noted requested endorsed certified
    recommended complained congratulated commended vouched applauded
    """
)
"""What somebody does who speaks."""

_NAME = re.compile(r"(?<![\w.@/#-])(?:[A-Z][a-z]*[A-Z]?[\w&]*|[A-Z]{2,}\w*)(?:-[A-Z]\w*)*")
_GROUP = re.compile(rf"{_NAME.pattern}(?: {_NAME.pattern})*")
_NO_NAMES = listed(
    """
    i i'm i'd i've i'll api apis ci cd ui ux pr prs qa sla slo slos sli cpu gpu ram sql http https json csv xml
    html css url urls id ids io os db sdk cli faq pdf english utc gmt cet est pst ok kpi okr okrs roi eta tldr
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep oct nov dec q1 q2 q3 q4 h1 h2 mr mrs ms dr
    """
)
_BEGINNINGS = listed(
    """
    today yesterday tomorrow week month year quarter everyone everybody nobody someone somebody it let that there
    here what who team company customer client user engineer manager world night day people one traffic revenue
    morale work support legal finance growth demand spend throughput uptime downtime code search login data sales
    marketing product design research staff management mail chat load memory disk churn profit income budget cost
    health trust focus speed debt process progress feedback training software hardware equipment production staging
    leadership nothing maybe perhaps both many most few several such another review approval rollout release
    migration test build deploy backup restore onboarding hiring interview mentoring pairing teamwork time money
    effort care
    """
)
"""Words that begin a sentence more often than they are somebody's name."""
_ENDS_OF_NO_NAME = tuple(listed("s ing ly ed tion sion ment ness ity ance ence age ism ure cy ty ship"))
_OF_PLACES = re.compile(r".{2,}(?:ish|ese|[rl]ian|ench)|dutch|swiss|greek")  # "Spanish": where, no name
_HABITS = listed("uses makes has was is runs wants needs owns")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[“\"]\s*|\u2014\s*|•\s*)$")
_MORE = re.compile(r"(?: [A-Z][a-z]+)+")
_LOOK_BACK = 3


def names(claim: Claim) -> Iterator[Doubt]:
    """Yield names that nothing on record knows, and people whom the cited entries do not mention."""
    text = claim.reading.plain
    mine = frozenset(chain.from_iterable(name.casefold().split() for name in claim.ground.me))
    people = frozenset(chain.from_iterable(name.casefold().split() for name in claim.ground.people)) - mine
    for group in _GROUP.finditer(claim.reading.markless):
        unknown = [match for match in _NAME.finditer(text, *group.span()) if _is_unheard(claim, match, mine)]
        low = {match[0].casefold() for match in unknown}
        if low & people:
            yield Doubt("person", f"{group[0]} is not in what this cites: cite where they are, or leave them out.")
        elif "".join(group[0].split()).casefold() in claim.ground.vocabulary:
            continue
        elif not low <= claim.ground.vocabulary and not {stem(one) for one in low} <= claim.stems:
            yield Doubt("name", f"“{group[0]}” is nowhere on record: leave it out, or record where it comes from.")


def groups(reading: Reading) -> Iterator[str]:
    """Yield the names in a sentence, whole: capitalised words that no sentence merely begins with."""
    for group in _GROUP.finditer(reading.markless):
        begins = _SENTENCE_START.search(reading.plain[max(0, group.start() - _LOOK_BACK) : group.start()])
        plain = group[0].casefold() in _NO_NAMES | _BEGINNINGS | STOP
        if not plain and (begins is None or " " in group[0]):
            yield group[0]


def _is_unheard(claim: Claim, match: re.Match[str], mine: frozenset[str]) -> bool:
    """Say whether a capitalised word is a name that the cited entries do not hold."""
    low = match[0].casefold()
    known = claim.vocabulary | mine | _NO_NAMES
    if low in known or _OF_PLACES.fullmatch(low) or known.issuperset(filter(None, low.split("-"))):
        return False
    begins = _SENTENCE_START.search(claim.reading.plain[max(0, match.start() - _LOOK_BACK) : match.start()])
    return begins is None or _is_name(claim, match)


def _is_name(claim: Claim, match: re.Match[str]) -> bool:
    """Say whether the capitalised word that begins a sentence is a name: by what follows it."""
    low, rest = match[0].casefold(), claim.reading.plain[match.end() :]
    if low in STOP or low in claim.ground.vocabulary or stem(low) in claim.ground.public_stems:
        return low in {part for name in claim.ground.people for part in name.casefold().split()}
    if re.match(r"['\u2019]s\b", rest):
        return True
    if (more := _MORE.match(rest)) and not low.endswith(_ENDS_OF_NO_NAME):
        rest = rest[more.end() :]
    follows = re.match(r"\s+(?:and\s+[A-Z]|([\w'\u2019]+))", rest)
    if not follows or low in _BEGINNINGS:
        return False
    acts = follows[1] is None or follows[1] in _HABITS or is_past(follows[1]) or stem(follows[1]) in SAYS
    return acts and (not low.endswith(_ENDS_OF_NO_NAME) or (low.endswith("ed") and follows[1] is not None))

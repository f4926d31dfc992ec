"""The rule about praise of oneself: only what somebody on record said of the work may be told of it."""

from collections.abc import Iterator

from .claim import Claim
from .facts import Doubt
from .words import phrases

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
    great leader|strong leader|leader who|visionar\w+|key player|champion|go-to (?:person|expert|engineer)
    should be promoted|ready for (?:promotion|the next level)|deft(?:ly)?|skil(?:l)?ful(?:ly)?|expert(?:ly)
    proud(?:ly)?|crucial role|instrumental|spearhead\w+|master(?:piece|class|stroke)
    """
)


def praise(claim: Claim) -> Iterator[Doubt]:
    """Yield judgements that nobody on record made."""
    found = _PRAISE.search(claim.reading.plain)
    denied = found and claim.reading.clause_at(found.start()).denies
    if found and not denied and not any(found[0].casefold() in one.clean.casefold() for one in claim.cited):
        yield Doubt("praise", f"“{found[0]}” is a judgement that nobody on record made: say what happened instead.")

"""Rules about what must be so to the letter (characters, citations, names, dates, quotes), and what must not leave."""

import re
import unicodedata
from collections.abc import Iterator

from .absolutes import is_absence
from .claim import Claim
from .facts import Doubt
from .moments import Moment
from .orders import first_order
from .words import CALENDAR, GENERIC, phrases

_HIDDEN = frozenset({"Cf", "Cc", "Co", "Cn", "Cs"})
_FINE = frozenset("\t\n\r\u200d\ufe0f")
_LATIN = re.compile(r"[A-Za-z0-9]")
_MIXED = re.compile(r"[\u0370-\u03ff\u0400-\u04ff\u0500-\u052f\u2c80-\u2cff]")
_TOKEN = re.compile(r"[^\s]+")
_MICRO = "µμΩΔσλπαβ"
_OBEYS = phrases(
    r"""
    as (?:instructed|requested by the (?:note|system|prompt))|per (?:the|your) instructions?
    previous instructions?|(?:earlier|previous|prior|above) (?:rules?|instructions?)|no longer apply
    """
)
_SPEECH = re.compile(
    r"\b(?:wrote|writes|said|says|told|noted|reported|reports|put it|called it|in the words of|according to)\b"
)
_GLYPHS = str.maketrans({"“": '"', "”": '"', "\u2018": "'", "\u2019": "'", "\u2013": "-", "—": "-", "\u00a0": " "})
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*")
_ENOUGH = 2


def hidden(sentence: str) -> Iterator[Doubt]:
    """Yield what in `sentence` does not show itself: characters without a shape, letters of other alphabets."""
    if any(unicodedata.category(char) in _HIDDEN and char not in _FINE for char in sentence):
        yield Doubt("letters", "There are characters in this that cannot be seen: write it anew.")
    for token in _TOKEN.findall(sentence) if not sentence.isascii() else ():
        bare = "".join(char for char in token if char not in _MICRO)
        if _MIXED.search(bare) and _LATIN.search(bare):
            yield Doubt("letters", f"“{token}” mixes alphabets: write it anew.")
            return


def orders_in(claim: Claim) -> Iterator[Doubt]:
    """Yield where the text obeys or repeats an instruction that stands in its evidence."""
    copied = [one for one in claim.cited if len((claim.reading.stems - one.stems) & one.tainted) >= _ENOUGH]
    if first_order(claim.reading.text) is not None or _OBEYS.search(claim.reading.text) or copied:
        yield Doubt(
            "instruction", "This repeats an instruction that stands in the evidence: it is no record of anything."
        )


def marks(claim: Claim) -> Iterator[Doubt]:
    """Yield names with digits that the cited entries do not hold: changes, tickets, commits, versions, percentiles."""
    haystack = " ".join(one.haystack for one in claim.cited)
    for mark in claim.reading.marks:
        low = mark.casefold().rstrip(".,")
        if not _holds(haystack, low):
            yield Doubt("id", f"“{mark}” is not in what this cites: correct it, or cite where it stands.")
    for number in claim.reading.numbered:
        if not _holds(haystack, number):
            yield Doubt("id", f"Number {number} is not in what this cites: correct it.")


def _holds(haystack: str, mark: str) -> bool:
    sha = re.fullmatch(r"(?=.*\d)[0-9a-f]{7,40}", mark) is not None
    after = "" if sha else r"(?![\w])"
    before = "" if mark.startswith("#") else "(?<![a-z0-9-])"
    return re.search(rf"{before}{re.escape(mark)}{after}", haystack) is not None


def dates(claim: Claim) -> Iterator[Doubt]:
    """Yield dates that the cited entries do not hold, or hold for something else."""
    for moment in claim.reading.moments:
        known = [(other, about) for one in claim.cited for other, about in one.moments]
        found = [about for other, about in known if moment.allows(other)]
        if not found:
            yield Doubt("date", f"“{moment.written}” is not in what this cites: correct it, or cite where it stands.")
        elif other := _better(claim, moment, found):
            yield Doubt("date", f"“{moment.written}” is on record of something else: this was {other.written}.")
    haystack = " ".join(one.haystack for one in claim.cited)
    for clock in claim.reading.clocks:
        if clock.written not in haystack:
            yield Doubt("date", f"“{clock.written}” is not in what this cites: correct it.")


def _better(claim: Claim, moment: Moment, found: list[frozenset[str]]) -> Moment | None:
    """Return another date that the record tells in these words, where none of `found` shares a word with them."""
    said = claim.reading.around(moment.start) - GENERIC - CALENDAR
    if any(said & about for about in found) or (not moment.day and (any(found) or (moment.month and moment.year))):
        return None
    others = [(other, about) for one in claim.cited for other, about in one.moments if other.grain == moment.grain]
    enough = _ENOUGH if moment.day else 1
    return next((other for other, about in others if len(said & about) >= enough and not moment.allows(other)), None)


def quotes(claim: Claim) -> Iterator[Doubt]:
    """Yield quotations that are not to the letter, or not by the one who is named."""
    for start, _, words in claim.reading.quotes:
        holders = [one for one in claim.cited if _verbatim(words, one.clean)]
        named = any(_verbatim(words, " ".join(one.fact.names)) for one in claim.cited)
        if words.endswith("?") and not _SPEECH.search(claim.reading.text[:start]):
            continue  # what somebody might ask
        if not holders and not named:
            yield Doubt("quote", "The quotation is not to the letter: copy it, or say it without quotation marks.")
            continue
        before = claim.reading.text[:start]
        if not _SPEECH.search(before) or not holders:
            continue
        said = [name for name in claim.ground.people if _named(before, name)]
        authors = {role.name for one in holders for role in one.fact.people}
        spoken = any(_named(one.clean, name) for one in holders for name in said)
        if said and authors and not authors & set(said) and not spoken:
            yield Doubt("quote", f"These are not the words of {said[0]}: name who wrote them.")


def _named(text: str, name: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in (name, name.split(maxsplit=1)[0]))


def _verbatim(words: str, record: str) -> bool:
    said, place = _plain(record), 0
    for part in _ELLIPSIS.split(words):
        wanted = _plain(part).rstrip(".,;: ")
        found = said.find(wanted, place)
        if found < 0 and wanted:
            found = said.casefold().find(wanted[:1].casefold() + wanted[1:], place) if wanted[1:] in said else -1
        if found < 0:
            return False
        place = found + len(wanted)
    return True


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_GLYPHS).split())


def privacy(claim: Claim) -> Iterator[Doubt]:
    """Yield what comes from an entry that is never told to others."""
    if any(one.fact.private for one in claim.cited):
        yield Doubt("private", "This rests on a private entry: leave it out of what others read.")
        return
    for one in claim.ground.all:
        if one.fact.private:
            own = one.stems - claim.ground.public_stems - GENERIC
            secret = {k.figure.raw for k in one.known} - {k.figure.raw for k in claim.ground.known} - {0.0, 1.0}
            if len(claim.reading.stems & own) >= _ENOUGH or any(
                f.raw in secret for f in claim.reading.figures if f.dim
            ):
                yield Doubt("private", "This tells what only a private entry says: leave it out.")
                return


def support(claim: Claim) -> Iterator[Doubt]:
    """Yield where an entry that is not cited tells what the sentence says, and the cited ones hardly a word of it."""
    said = claim.said
    told = said & claim.stems
    if claim.loose or is_absence(claim) or len(told) >= _ENOUGH or claim.reading.quotes:
        return
    for one in claim.ground.public:
        if told <= one.stems and len(said & one.stems) >= _ENOUGH + len(told):
            yield Doubt("citation", f"What this cites says nothing of it: cite {one.fact.entry}.")
            return

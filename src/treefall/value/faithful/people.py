"""Rules about who: names that are on record, who did what, who says so, alone or not."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from ...model import Part
from .claim import Claim
from .facts import Doubt
from .ground import Studied
from .names import SAYS
from .reading import Clause, Word
from .words import CALENDAR, GENERIC, STOP, is_past, listed, phrases, stem, stemmed, stems

_SOLO = phrases(
    r"""
    alone|single[- ]?handed(?:ly)?|solo|personally|unaided|unassisted|independently
    by (?:him|her|my|them)sel(?:f|ves)|on (?:his|her|my|their) own|without (?:any\w*(?:['\u2019]s)? )?help|with no help
    (?:the |was )?sole(?:ly)?\b|one-(?:person|man|woman)|entirely (?:by|\w+'s|his|her|my)|all by|nobody else
    no one else|lone|(?:his|her|my|'s) own work
    """
)
_WHOSE = phrases("my|his|her|their|our|its")
_MINDS = SAYS | stemmed(
    "replied answered called described expects wants cares hopes thinks believes wishes feels likes prefers worries"
)
_RECEIVES = stemmed("received got used saw noticed learned heard invited experienced kept found")
_REVIEWS = stemmed("reviewed approved")
_ADVERBS = re.compile(
    r"(?:also|then|later|first|quickly|now|has|have|had|again|already|personally|alone|who|just|\w+ly)$", re.IGNORECASE
)
_ACTS = re.compile(r"[a-z-]+[a-rt-z]s")  # after a name, what ends in s is a verb
_STATES = listed(
    """
    is was are were be been has does needed called based used named shared supposed allowed needs
    """
)
_THINGS = stemmed(
    """
    change fix patch cache code commit design decision draft proposal plan rfc document suite test tests work
    script migration feature release rollout implementation pipeline dashboard tool analysis idea rewrite load
    """
)
_REVIEW_THINGS = stemmed("review approval")
_POSSESSIVE = re.compile(r"\b([A-Z][\w-]+(?: [A-Z][\w-]+)?)['\u2019]s\s+((?:\w+[ -]){0,2}\w+)")
_BY = re.compile(r"\b(\w+ed|written|built|led|made|run|found|taken|done|begun|driven)\s+by\s+")
_MANY = listed(
    """
    customers clients users teams managers directors executives engineers colleagues partners companies
    """
)
_CREW = phrases("engineers?|people|teams?|colleagues?|developers?|designers?|analysts?|volunteers|contractors?")
_OURS = re.compile(r"(?:i|we|our|my)\b")
_WHO = re.compile(r",? who\s*$")
_AIMED = re.compile(r"\b(?:by|with|for|to|from|of|at|than|like|about|without) $")
_MADE = frozenset({Part.AUTHOR, Part.CO_AUTHOR})
_PRONOUNS, _BETWEEN = listed("i we he she they it who which"), listed("has have had also own")
_JOINS = stemmed("join participate help attend support assist meet met pair paired talk discuss")
_WRITES = stem("write")
_ROLES = listed("colleague teammate coworker engineer person somebody someone user reader")
_SHORTEST = 3


def people(claim: Claim) -> Iterator[Doubt]:
    """Yield what is wrong with the people of `claim`."""
    yield from _actors(claim)
    yield from _owners(claim)
    yield from _witnesses(claim)
    yield from _solo(claim)


def _solo(claim: Claim) -> Iterator[Doubt]:
    for match in _SOLO.finditer(claim.reading.plain):
        word = _WHOSE.sub("one's", match[0].casefold())
        if not any(word in _WHOSE.sub("one's", one.clean.casefold()) for one in claim.cited):
            yield Doubt("solo", f"“{match[0]}” is not on record: name who else had a part, or leave it out.")
            return


def _actors(claim: Claim) -> Iterator[Doubt]:
    """Compare who is said to have done something with who did it on record."""
    text = claim.reading.plain
    for name, start, end in _mentions(claim):
        if not _AIMED.search(text, 0, start) and (verb := _verb_after(claim, end)):
            if not _may(claim, name, verb):
                yield Doubt("person", f"On record {_who(claim, verb)}, not {name}, who “{verb.text}”: name them.")
        elif (by := _BY.search(text[:start])) and by.end() == start:
            verb = Word(by[1], stem(by[1]), by.start(), by.end(1))
            if not _may(claim, name, verb):
                yield Doubt("person", f"“{by[1]} by {name}” is not what the record says: name who did it.")


def _mentions(claim: Claim) -> Iterator[tuple[str, int, int]]:
    """Yield everybody on record whom the sentence names, by their whole name or a part of it, and where."""
    text, taken = claim.reading.plain, set[int]()
    for name in claim.ground.people:
        for form in dict.fromkeys((name, *_parts(name))):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                if match.start() not in taken and not taken.intersection(range(match.start(), match.end())):
                    taken.update(range(match.start(), match.end()))
                    yield name, match.start(), match.end()
    for match in re.finditer(r"(?<!\w)I(?!\w)", text):
        if claim.ground.me:
            yield claim.ground.me[0], match.start(), match.end()


def _verb_after(claim: Claim, end: int) -> Word | None:
    """Return the verb whose subject ends at `end`; None where it is none."""
    text = claim.reading.plain
    joined = re.compile(r"\s*(?:,\s*)?(?:and\s+[A-Z]\w*(?:\s[A-Z]\w*)?\s*)?").match(text, end)
    place = joined.end() if joined else end
    for word in claim.reading.words:
        if word.start < place:
            continue
        if text[place : word.start].strip():
            return None
        low, place = word.text.casefold(), word.end + text.startswith("-", word.end)
        if low in _STATES:
            return None
        if is_past(low) or word.stem in SAYS | _REVIEWS or (_ACTS.fullmatch(low) and text[word.start - 1] != "-"):
            return word
        if place == word.end and not _ADVERBS.match(low):
            return None
    return None


def _may(claim: Claim, name: str, verb: Word) -> bool:
    """Say whether the record lets `name` be who did `verb`."""
    verdicts = [_did(claim, one, name, verb) for one in claim.cited]
    return True in verdicts or (False not in verdicts)


def _did(claim: Claim, one: Studied, name: str, verb: Word) -> bool | None:  # noqa: PLR0911 - ways to have a part
    """Say whether `one` shows that `name` did `verb`; None where it says nothing of who did anything."""
    parts = one.parts(name)
    actors = _named_actors(claim, one, verb.stem) if verb.stem not in _JOINS else None
    if actors is not None:
        return _is_among(name, actors)
    if _is_told(claim, one, name, verb) or (one.fact.testimony and parts & _MADE and _says_i(one, verb)):
        return True
    if verb.stem in _JOINS or _is_joint(claim, name, verb) or claim.low.startswith(" part", verb.end):
        return any(part.casefold() in one.vocabulary for part in name.split()) and Part.REVIEWER not in parts
    if verb.stem in _REVIEWS:
        return Part.REVIEWER in parts or (Part.AUTHOR in parts and one.fact.stage is None)
    acted = any(role.part is not Part.MENTIONED for role in one.fact.people)
    if verb.stem in _MINDS and acted:
        return Part.AUTHOR in parts or (verb.stem == _WRITES and Part.CO_AUTHOR in parts)
    if parts & _MADE:
        return not one.fact.testimony or verb.stem in _RECEIVES
    if one.fact.testimony:
        return any(part.casefold() in one.vocabulary for part in name.split())
    return False if acted else None


def _says_i(one: Studied, verb: Word) -> bool:
    """Say whether the words of `one` tell `verb` of who says them: "I gave my first talk"."""
    before = (
        reading.plain[: word.start] for reading in one.readings for word in reading.words if word.stem == verb.stem
    )
    return any(re.search(r"\b(?:I|[Ww]e|(?:[Oo]ur|[Mm]y) \w+)(?: \w+)?\s$", words) for words in before)


def _is_joint(claim: Claim, name: str, verb: Word) -> bool:
    """Say whether `name` did `verb` together with others: "Ana and Bo met"."""
    before = claim.reading.plain[: verb.start]
    return any(re.search(rf"[A-Z]\w+,? and (?:\w+ )?{re.escape(part)} (?:\w+ )?$", before) for part in name.split())


def _is_told(claim: Claim, one: Studied, name: str, verb: Word) -> bool:
    """Say whether a clause on record names `name` together with something of what they are said to have done."""
    about = claim.reading.clause_at(verb.start).stems - claim.names - GENERIC
    own = stems(name)
    return any(clause.stems & own and clause.stems & about for clause in _whole_clauses(one))


def _whole_clauses(one: Studied) -> Iterator[Clause]:
    """Yield the clauses of `one`, those without a subject together with the one before: "Wen came and asked"."""
    for reading in one.readings:
        before: Clause | None = None
        for clause in reading.clauses:
            first = next((word for word in reading.words if word.start >= clause.start), None)
            if before and first and is_past(first.text.casefold()):
                clause = replace(clause, stems=clause.stems | before.stems)  # noqa: PLW2901 - the same, with its subject
            yield clause
            before = clause


def _named_actors(claim: Claim, one: Studied, verb: str) -> str | None:
    """Return who did `verb` by the record's own words, in lower case; None where they do not say."""
    found = []
    for reading in one.readings:
        for number, word in enumerate(reading.words):
            if word.stem != verb:
                continue
            after = reading.plain[word.end :]
            if by := re.match(
                r"\s+(?:[a-z]+\s+){0,3}by\s+([A-Z][\w-]*(?: [A-Z][\w-]*)*(?: and [A-Z][\w-]*(?: [A-Z][\w-]*)*)?)", after
            ):
                return by[1].casefold()
            if number:
                subject = _WHO.sub("", reading.plain[: word.start])
                if named := re.search(r"(?:^|[.;:,]\s|\band\s)((?:\d[\w,]*\s)?\w[\w ]*?)\s*(?:\w+ly\s)?$", subject):
                    found.append(named[1])
    people = [actor for actor in found if _is_actor(claim, actor)]
    return " ".join(people).casefold() if people else None


def _is_actor(claim: Claim, subject: str) -> bool:
    """Say whether `subject` is people: a name on record, or a count of them ("12 engineers")."""
    low = subject.casefold()
    if _OURS.match(low):
        return False  # whoever says it
    if any(_is_among(name, low) for name in claim.ground.people):
        return True
    return bool(_CREW.search(low) or re.fullmatch(r"[A-Z][\w-]+(?: [A-Z][\w-]+)+", subject))


def _is_among(name: str, actors: str) -> bool:
    words = actors.split()
    return any(part.casefold() in words for part in _parts(name))


def _parts(name: str) -> list[str]:
    """Return the words of `name` that tell people apart: no initials."""
    return [part for part in name.split() if len(part) >= _SHORTEST]


def _who(claim: Claim, verb: Word) -> str:
    """Return who did `verb` on record, as far as it says."""
    for one in claim.cited:
        if acted := _named_actors(claim, one, verb.stem):
            return acted if acted[0].isdigit() else acted.title()
        wanted = {Part.REVIEWER} if verb.stem in _REVIEWS else _MADE
        if named := [role.name for role in one.fact.people if role.part in wanted and role.name]:
            return " and ".join(named)
    return "it is somebody else"


def _owners(claim: Claim) -> Iterator[Doubt]:
    """Find "NAME's change" where it is somebody else's."""
    for match in _POSSESSIVE.finditer(claim.reading.plain):
        name = next((n for n in claim.ground.people if _is_among(match[1], n.casefold())), None)
        things = {stem(word) for word in match[2].split()}
        made = [one for one in claim.cited if one.fact.people and not one.fact.testimony]
        made_things = frozenset(chain.from_iterable(one.stems for one in made)) | _THINGS | _REVIEW_THINGS
        if name is None or not (things & made_things):
            continue
        wanted = {Part.REVIEWER} if things & _REVIEW_THINGS else _MADE
        own = stems(name)
        told = any(clause.stems & own and clause.stems & things for one in claim.cited for clause in one.clauses)
        if made and not told and not any(one.parts(name) & wanted for one in made):
            yield Doubt("person", f"“{match[0]}” is not {name}'s on record: name whose it is.")


def _witnesses(claim: Claim) -> Iterator[Doubt]:
    """Find testimony by somebody who is not on record as saying anything."""
    words = claim.reading.words
    for number, word in enumerate(words):
        low = word.text.casefold()
        if word.stem not in SAYS or not number or not (low.endswith(("ed", "s")) or low in {"wrote", "said", "told"}):
            continue
        subject = _subject(claim, number)
        counted = subject and any(figure.end <= subject[0].start <= figure.end + 1 for figure in claim.reading.figures)
        if not subject or counted or subject[-1].stem in CALENDAR:
            continue
        known = claim.vocabulary | {part.casefold() for name in claim.ground.people for part in name.split()}
        plain = [one.text.casefold().removesuffix("'s").removesuffix("\u2019s") for one in subject]
        many = plain[-1] in _MANY and plain[-1] not in claim.vocabulary
        if plain[-1] in _ROLES and any(one.fact.testimony and one.fact.people for one in claim.cited):
            continue
        if many or not any(one in known or stem(one) in claim.stems for one in plain):
            yield Doubt("witness", f"Nothing cited says that {plain[-1]} “{word.text}”: name who is on record.")


def _subject(claim: Claim, number: int) -> list[Word]:
    """Return the words that stand right before the verb at `number`; none where it is no active verb."""
    words, found = claim.reading.words, list[Word]()
    place = words[number].start
    for word in reversed(words[:number]):
        low = word.text.casefold()
        if low in _PRONOUNS:
            return []
        if claim.reading.plain[word.end : place].strip() or (low in STOP and low not in _BETWEEN):
            break
        if low not in STOP:
            found.insert(0, word)
        place = word.start
    return found

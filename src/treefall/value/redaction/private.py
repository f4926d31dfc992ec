"""What is private by its kind or its mark: its ids, and its words wherever somebody copied them to."""

import re
from collections.abc import Iterable, Iterator

from ...model import (
    Accomplishment,
    EntryId,
    Evidence,
    Expectation,
    Feedback,
    Guess,
    Impact,
    Person,
    Priority,
    Profile,
    Record,
    Testimonial,
)
from ..consent import reading, withheld
from ..people import same_person
from .letters import plain

_RUN = 5  # words in a row that nobody writes twice by chance
_FEWEST = 3
_WORD = re.compile(r"\w+")
_FAR = frozenset({Profile.OUTSIDE, Profile.PUBLIC, Profile.MODEL})


def private_entries(record: Record, evidence: Iterable[Evidence], profile: Profile, reader: str) -> frozenset[EntryId]:
    """Return what must not be in a text for `profile`: marked as private, or of a kind that is.

    Of a kind that is: what somebody said in confidence (criticism that nothing was done about yet, or, outside, any),
    words of others that are not for this reader (see `consent`), and guesses about people. Who said something may read
    it.
    """
    marked = {seen.id for seen in evidence if seen.private}
    marked |= {one.id for one in record.of(Accomplishment) if marked.intersection(one.evidence)}
    marked |= {one.id for one in record.of(Impact) if one.accomplishment in marked}
    marked |= {one.id for one in record.of(Guess)}
    marked |= {one.id for one in record.of(Feedback) if _in_confidence(one, profile, reader)}
    return withheld(record, reading(profile, reader)) | marked


def private_words(record: Record, evidence: Iterable[Evidence], ids: frozenset[EntryId]) -> frozenset[tuple[str, ...]]:
    """Return runs of words that stand in private texts, notes on people among them; small letters, no accents."""
    return frozenset(run for text in _private_texts(record, evidence, ids) for run in _runs(_words(text)))


def repeats(text: str, private: frozenset[tuple[str, ...]]) -> bool:
    """Say whether words in a row of `text` stand in a private text."""
    words, first = _words(text) if private else (), {run[0] for run in private}
    begun = [at for at, word in enumerate(words) if word in first]
    return any(words[at : at + length] in private for length in range(_FEWEST, _RUN + 1) for at in begun)


def _in_confidence(said: Feedback, profile: Profile, reader: str) -> bool:
    """Say whether criticism is for nobody else yet, or ever; praise is where its words were not given (`consent`)."""
    if reader and same_person(said.person, reader):
        return False
    return said.private or (not said.praise and (profile in _FAR or not (said.change or said.confirmed)))


def _private_texts(record: Record, evidence: Iterable[Evidence], ids: frozenset[EntryId]) -> Iterator[str]:
    for seen in evidence:
        if seen.id in ids:
            yield from (seen.title, seen.body)
    for person in record.of(Person):
        yield person.notes
    for item in record.of(Feedback):
        if item.id in ids:
            yield from (item.words, item.confirmation)
    yield from (said.words for said in record.of(Impact) if said.id in ids)
    yield from (said.words for said in record.of(Testimonial) if said.id in ids)
    yield from (said.words for said in record.of(Priority) if said.id in ids)
    yield from (said.words for said in record.of(Expectation) if said.id in ids)
    for done in record.of(Accomplishment):
        if done.id in ids:
            yield from (done.title, done.concern, done.response, done.lesson, done.next, done.sequel, done.cause)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain(text)[0].lower()))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every run of five words, or all of a shorter text that still says something."""
    if _FEWEST <= len(words) < _RUN:
        yield words
    yield from (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))

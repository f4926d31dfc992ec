"""Other people's exact words about my work: how they are kept, and which there are for a reader (see `consent`)."""

from collections.abc import Iterable
from dataclasses import replace

from ..model import EntryId, Person, Record, Testimonial, entry_id
from .consent import listening, taken_back
from .people import key, same_person


def testified(record: Record, person: str, words: str) -> Testimonial:
    """Return the entry that keeps `words` of `person`, said now; the same words again are one entry.

    Raises:
        ValueError: nobody is named, or there are no words.
    """
    id_ = entry_id("testimonial", key(person), key(words))
    stood = next((one for one in record.of(Testimonial) if one.id == id_), None)
    return stood or Testimonial(id=id_, at=record.now, person=person, words=words)


def of(record: Record, person: str = "") -> tuple[Testimonial, ...]:
    """Return the words of `person`, or of anybody, that may be used at all, the newest first."""
    return tuple(
        one
        for one in reversed(record.of(Testimonial))
        if (not person or same_person(one.person, person)) and not taken_back(record, one.person, one.words)
    )


def usable(record: Record, person: Person, works: Iterable[EntryId] = ()) -> tuple[Testimonial, ...]:
    """Return the words that may be in a text for `person`, the newest first.

    They need consent, and `person` by role or name among their audiences.

    Args:
        record: what stands.
        person: the reader.
        works: only words about one of these; none: all.
    """
    wanted, readers = frozenset(works), listening(person)
    return tuple(one for one in of(record) if readers.may_read(one) and (not wanted or wanted.intersection(one.about)))


def withdrawn(testimonial: Testimonial) -> Testimonial:
    """Return `testimonial` without consent: from now on it is in no text at all."""
    return replace(testimonial, consent=False)

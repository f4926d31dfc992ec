"""The checkable atoms of a free text (figures, dates, ids, names, quotations), and which entries it leaves untold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .ground import Ground, Studied
from .names import groups
from .reading import Reading, read, sentences
from .words import CALENDAR, GENERIC

_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing in a text that is on record or not.

    Attributes:
        sort: what it is.
        written: as it stands in the text.
        sentence: the number of its sentence, from 0.
    """

    sort: Literal["figure", "date", "id", "name", "quote"]
    written: str
    sentence: int


def claims_in(text: str) -> tuple[Atom, ...]:
    """Return what of `text` can be looked up on record, sentence by sentence."""
    return tuple(atom for number, said in enumerate(sentences(text)) for atom in _atoms(read(said), number))


def untold(text: str, cites: Iterable[str], ground: Ground) -> tuple[str, ...]:
    """Return those of `cites`, in their order, of which `text` tells nothing: no figure, date, id, name, two words."""
    readings = [read(said) for said in sentences(text)]
    return tuple(
        cite
        for cite in cites
        if not any(_tells(reading, one, ground) for one in ground.cited([cite]) for reading in readings)
    )


def _atoms(reading: Reading, number: int) -> Iterator[Atom]:
    yield from (Atom("figure", figure.written, number) for figure in reading.figures)
    yield from (Atom("date", moment.written, number) for moment in (*reading.moments, *reading.clocks))
    yield from (Atom("id", mark, number) for mark in (*reading.marks, *reading.numbered))
    yield from (Atom("name", name, number) for name in groups(reading))
    yield from (Atom("quote", words, number) for _, _, words in reading.quotes)


def _tells(reading: Reading, one: Studied, ground: Ground) -> bool:
    """Say whether the sentence tells something of `one`: a figure or an id of it, or two words that say what it is."""
    counted = any(
        figure.dim == known.figure.dim and figure.equals(known.figure.amount)
        for figure in reading.figures
        for known in one.known
    )
    named = any(mark.casefold() in one.haystack for mark in reading.marks)
    said = (reading.stems & one.stems) - GENERIC - CALENDAR - ground.names
    return counted or named or len(said) >= max(1, min(_ENOUGH, len(one.stems - GENERIC)))

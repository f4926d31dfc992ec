"""The check itself: a text, and what is on record; a verdict for every sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from .absolutes import absolutes
from .cause import cause
from .claim import Claim
from .directions import directions
from .facts import Doubt, Verdict
from .ground import Ground
from .letters import dates, hidden, marks, orders_in, privacy, quotes, support
from .names import names
from .people import people
from .praise import praise
from .quantities import figures
from .reading import LONGEST, Reading, paragraphs, read, sentences
from .standing import denial, stage

_ASKED = (privacy, orders_in, marks, dates, figures)  # a question claims no more than its names and figures
_RULES = (*_ASKED, quotes, names, people, directions, cause, absolutes, denial, stage, praise, support)
_MOST = 80  # sentences of one text
_TOO_LONG = Doubt("length", "This is too long to be checked: make several sentences of it.")
_TOO_MANY = Doubt("length", "This text is too long to be checked at once: check it in parts.")
_UNCITED = Doubt("citation", "This cites nothing: name the entry that it rests on.")


def check(text: str, ground: Ground, *, must_cite: bool = True) -> tuple[Verdict, ...]:
    """Return a verdict for every sentence of `text`, in its order; one alone where it is too long to be checked.

    Args:
        text: with citations like [e2] behind what rests on them; one at the end of a paragraph is for all before it.
        ground: what is on record.
        must_cite: a sentence without a citation is not supported; else it may rest on everything that may be told.
    """
    said = tuple(islice(sentences(text), _MOST + 1))
    if len(said) > _MOST:
        return (Verdict(said[0], (_TOO_MANY,)),)
    before: dict[tuple[str, ...], frozenset[str]] = {}
    readings = chain.from_iterable(map(_cited_later, paragraphs(text)))
    return tuple(_verdict(one, reading, ground, before, must_cite=must_cite) for one, reading in readings)


def check_sentence(said: str, cites: Iterable[str], ground: Ground, heading: str = "") -> Verdict:
    """Return the verdict on what rests on `cites`, one sentence or a few, under `heading`."""
    cited = ground.cited(cites)
    claims = [Claim(read(one), cited, ground, heading=heading, beside=said) for one in sentences(said)]
    return Verdict(said, _distinct(chain(hidden(said), *map(_doubts, claims))))


def _cited_later(paragraph: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Yield each sentence of `paragraph`, read; one without citations has those of the next that has any."""
    cites: tuple[str, ...] = ()
    found = list[tuple[str, Reading]]()
    for said in reversed(paragraph):
        reading = read(said)
        cites = reading.cites or cites
        found.append((said, replace(reading, cites=cites)))
    return reversed(found)


def _verdict(
    said: str, reading: Reading, ground: Ground, before: dict[tuple[str, ...], frozenset[str]], *, must_cite: bool
) -> Verdict:
    if len(said) > LONGEST:
        return Verdict(said, (_TOO_LONG,))
    unknown = [cite for cite in reading.cites if not ground.cited([cite])]
    missing = (Doubt("citation", f"There is no entry “{cite}”: cite one that is.") for cite in unknown)
    doubts = [*hidden(said), *missing]
    if not reading.cites and must_cite:
        return Verdict(said, _distinct([*doubts, _UNCITED]))
    if not reading.cites:
        near = ground.around(reading)
        doubts += _doubts(Claim(reading, near.public, near, loose=True))
    elif cited := ground.cited(reading.cites):
        key = tuple(sorted(one.fact.entry for one in cited))
        claim = Claim(reading, cited, ground, before.get(key, frozenset()))
        before[key] = claim.before | reading.stems
        doubts += _doubts(claim)
    return Verdict(said, _distinct(doubts))


def _doubts(claim: Claim) -> Iterator[Doubt]:
    rules = _ASKED if claim.reading.text.endswith("?") else _RULES
    return chain.from_iterable(rule(claim) for rule in rules if claim.reading.clauses)


def _distinct(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))

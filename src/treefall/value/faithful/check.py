"""The check itself: a text, and what is on record; a verdict for every sentence."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from .claim import Claim
from .directions import directions
from .facts import Doubt, Verdict
from .ground import Ground
from .letters import dates, hidden, marks, orders_in, privacy, quotes, support
from .people import people
from .quantities import figures
from .reading import LONGEST, read, sentences
from .strength import strength

_RULES = (privacy, orders_in, marks, dates, quotes, people, figures, directions, strength, support)
_MOST = 400  # sentences of one text
_TOO_LONG = Doubt("length", "This is too long to be checked: make several sentences of it.")
_TOO_MANY = Doubt("length", "This text is too long to be checked at once: check it in parts.")
_UNCITED = Doubt("citation", "This cites nothing: name the entry that it rests on.")


def check(text: str, ground: Ground, *, must_cite: bool = True) -> tuple[Verdict, ...]:
    """Return a verdict for every sentence of `text`, in its order.

    Args:
        text: with citations like [e2] behind what rests on them.
        ground: what is on record.
        must_cite: a sentence without a citation is not supported; else it may rest on everything that may be told.
    """
    before: dict[tuple[str, ...], frozenset[str]] = {}
    verdicts = (_verdict(said, ground, before, must_cite=must_cite) for said in islice(sentences(text), _MOST))
    rest = (Verdict(said, (_TOO_MANY,)) for said in islice(sentences(text), _MOST, _MOST + 1))
    return (*verdicts, *rest)


def check_sentence(said: str, cites: Iterable[str], ground: Ground, before: str = "") -> Verdict:
    """Return the verdict on one sentence that rests on `cites`; `before` is what was said of them already."""
    reading = read(said)
    claim = Claim(reading, ground.cited(cites), ground, read(before).stems)
    return Verdict(said, _distinct(chain(hidden(said), _doubts(claim))))


def _verdict(said: str, ground: Ground, before: dict[tuple[str, ...], frozenset[str]], *, must_cite: bool) -> Verdict:
    if len(said) > LONGEST:
        return Verdict(said, (_TOO_LONG,))
    reading = read(said)
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
    if not claim.reading.clauses:
        return iter(())
    return chain.from_iterable(rule(claim) for rule in _RULES)


def _distinct(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))

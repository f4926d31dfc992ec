"""Which few pieces of work mattered, and why: sketches in, weights with their reasons out.

A model of three additive tables (`weights.WEIGHTS`), fitted to what maintainers chose to tell in release notes, gives
the chance that a piece would be mentioned, told as news, told as a headline; the weight is what is gained by telling
it. A weight orders the candidates of one call and means nothing else: it is not shown, has no unit and says nothing of
a person. What release notes never speak of (reviews, prevention, mentoring) has its own place in the list and is not
weighed here.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import mul

from .deed import first_word
from .kindred import add_kindred_signs
from .paths import Places
from .signs import Own, Sketch, closed_issue, own_signs
from .weights import WEIGHTS

__all__ = ["GAINS", "Sketch", "Weighed", "signs_of", "weigh"]

GAINS = (1.0, 2.0, 4.0)
"""What telling gains when a piece is mentioned, is news besides, is a headline besides: 1, 3 and 7 in all, which is
2 ** grade - 1 for the grades 1 to 3."""

_MOST_REASONS = 3
_MANY_AREAS = 5
_TAKING = frozenset({"retire", "deprecate"})
_OFFERED = frozenset({"says surface", "says argument", "says support"})  # with "add" and tests: something to use
_MENDING = frozenset({"label fix", "deed fix", "deed guard"})
_JULY = 7


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much a candidate weighs among those it was weighed with, and why.

    Attributes:
        weight: 0 to 7, greater is more; comparable within one call of `weigh` only.
        reasons: at most three plain phrases, the weightiest first; each is literally true of the candidate.
    """

    weight: float
    reasons: tuple[str, ...] = ()


def weigh(
    sketches: Sequence[Sketch], weights: Mapping[str, tuple[float, float, float]] = WEIGHTS
) -> tuple[Weighed, ...]:
    """Return the weight and the reasons of each of `sketches`, in their order.

    Neither the order of the sketches nor the clock has a say. Grows as n log n.

    Args:
        sketches: the candidates of one person, of any length of time.
        weights: a row for each sign, as in `weights.WEIGHTS`.
    """
    rows = dict(weights)
    seen: set[str] = set()
    found: dict[str, Weighed] = {}
    for period, own in _read(sketches):
        for sketch, one in zip(period, own, strict=True):
            found[sketch.id] = Weighed(_gain(one.signs, rows), _reasons(sketch, one, _first_area(one, seen)))
    return tuple([found[sketch.id] for sketch in sketches])


def signs_of(sketches: Sequence[Sketch]) -> tuple[dict[str, float], ...]:
    """Return the signs that each of `sketches` bears, in their order: by itself and among those of its half-year."""
    found: dict[str, dict[str, float]] = {}
    for period, own in _read(sketches):
        found |= zip([sketch.id for sketch in period], [one.signs for one in own], strict=True)
    return tuple([found[sketch.id] for sketch in sketches])


def _read(sketches: Sequence[Sketch]) -> Iterator[tuple[Sequence[Sketch], Sequence[Own]]]:
    """Yield the sketches of each half-year that has some, oldest first, and what each of them bears."""
    places = Places()
    for period in _half_years(sketches):
        own = [own_signs(sketch, places) for sketch in period]
        add_kindred_signs(period, own)
        yield period, own


def _half_years(sketches: Sequence[Sketch]) -> Iterable[list[Sketch]]:
    """Return the sketches of each half-year that has some, oldest first."""
    periods: defaultdict[tuple[int, bool], list[Sketch]] = defaultdict(list)
    for sketch in sorted(sketches, key=lambda sketch: (sketch.at, sketch.id)):
        periods[sketch.at.year, sketch.at.month >= _JULY].append(sketch)
    return periods.values()


def _gain(signs: Mapping[str, float], rows: dict[str, tuple[float, float, float]]) -> float:
    mentioned, news, headline = rows["always"]
    for sign, value in signs.items():
        if sign in rows:
            first, second, third = rows[sign]
            mentioned += value * first
            news += value * second
            headline += value * third
    return math.fsum(map(mul, GAINS, map(_chance, (mentioned, news, headline))))


def _chance(logit: float) -> float:
    return 0.5 + 0.5 * math.tanh(logit / 2)


def _first_area(one: Own, seen: set[str]) -> str:
    """Return the folder that a sketch was the first to touch, if it was not the first of all itself, or "".

    `seen` are the folders of those before it; its own are added.
    """
    folders = [where.folder for where in one.places]
    if seen.issuperset(folders):
        return ""
    fresh = next((folder for folder in folders if folder and folder not in seen), "") if seen else ""
    seen.update(folders)
    return fresh


_FIRST_WORK = "first work in "


def _reasons(sketch: Sketch, one: Own, first: str) -> tuple[str, ...]:
    told = chain(_for_users(sketch, one), _for_readers(sketch, one.signs), _by_reach(one.signs, first))
    said = tuple(islice(told, _MOST_REASONS))
    if all(reason.startswith(_FIRST_WORK) for reason in said) and (extent := _extent(sketch, one.signs)):
        return (*said, extent)
    return said


def _for_users(sketch: Sketch, one: Own) -> Iterator[str]:
    """Yield what a piece means for those who use the product, the weightiest first, as do those that follow."""
    signs = one.signs
    if "says security" in signs or "label security" in signs:
        yield "security"
    if "code files" not in signs:
        return
    if "says severe" in signs:
        yield f'about "{first_word(sketch.subject, "severe")}"'
    if offer := _offer(signs, one.deed):
        yield offer
    if "says speed" in signs or "label faster" in signs:
        yield "about speed or memory"
    if one.deed in _TAKING or (one.deed == "remove" and ("says breaking" in signs or "label interface" in signs)):
        yield "takes away or retires something"


def _offer(signs: Mapping[str, float], deed: str) -> str:
    """Say that a piece offers something new, as far as its files bear its words out; else ""."""
    tested = "code with tests" in signs
    if "label feature" in signs or (deed == "allow" and tested):
        return "new capability"
    if deed != "add":
        return ""
    if "new code" in signs or "code with reference" in signs or (tested and not _OFFERED.isdisjoint(signs)):
        return "new capability"
    return "an addition with its tests" if tested and "code with tests and docs" not in signs else ""


def _for_readers(sketch: Sketch, signs: Mapping[str, float]) -> Iterator[str]:
    """Yield what a piece says to those who read of it: what it closes, where it is announced and explained."""
    if ("references" in signs or "#" in sketch.subject) and (number := closed_issue(sketch)):
        yield f"closes #{number}" if _MENDING.isdisjoint(signs) else f"fixes #{number}"
    if "announced" in signs:
        yield "mentions the release notes"
    if "code with reference" in signs:
        yield "changes code and its user documentation"


def _by_reach(signs: Mapping[str, float], first: str) -> Iterator[str]:
    """Yield how far a piece reaches: who meets it, how much it touches, what it comes with."""
    if "public" in signs and "code with tests" in signs:
        yield "changes a public interface"
    if times := round(math.expm1(signs.get("cited", 0.0))):
        yield f"cited in {times} other changes" if times > 1 else "cited in another change"
    if (areas := round(math.expm1(signs.get("areas", 0.0)))) >= _MANY_AREAS:
        yield f"touches {areas} areas"
    if first:
        yield f"{_FIRST_WORK}{first}/"
    if "code with tests and docs" in signs:
        yield "comes with tests and documentation"
    if "mends, tested" in signs:
        yield "a fix with its test"


def _extent(sketch: Sketch, signs: Mapping[str, float]) -> str:
    """Say of how much a piece is of which nothing better can be said; "" where nothing is known of its files."""
    code = 0 if "more files" in signs else round(math.expm1(signs.get("code files", 0.0)))
    number, sort = (code, "source file") if code else (sketch.count, "file")
    tested = ", with tests" if code and "code with tests" in signs else ""
    return f"changes {number} {sort}{'s' if number > 1 else ''}{tested}" if number else ""

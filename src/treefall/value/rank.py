"""Which few pieces of work mattered, and why: sketches in, weights with their reasons out.

A model of three additive tables (`weights.WEIGHTS`), fitted to what maintainers chose to tell in release notes, gives
the chance that a piece would be mentioned, told as news, told as a headline; the weight is what is gained by telling
it. A weight orders the candidates of one call and means nothing else: it is not shown, has no unit and says nothing of
a person. What release notes never speak of (reviews, prevention, mentoring) has its own place in the list and is not
weighed here.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from .deed import first_word
from .kindred import add_kindred_signs
from .paths import Places
from .signs import Sketch, closed_issue, own_signs
from .weights import WEIGHTS

__all__ = ["GAINS", "Sketch", "Weighed", "signs_of", "weigh"]

GAINS = (1.0, 2.0, 4.0)
"""What telling gains when a piece is mentioned, is news besides, is a headline besides: 1, 3 and 7 in all, which is
2 ** grade - 1 for the grades 1 to 3."""

_MOST_REASONS = 3
_MANY_AREAS = 5
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
    places = Places()
    firsts = _first_areas(sketches, places)
    found: dict[str, Weighed] = {}
    for period in _half_years(sketches):
        for sketch, signs in zip(period, _signs(period, places), strict=True):
            found[sketch.id] = Weighed(_gain(signs, weights), _reasons(sketch, signs, firsts.get(sketch.id, "")))
    return tuple(found[sketch.id] for sketch in sketches)


def signs_of(sketches: Sequence[Sketch]) -> tuple[dict[str, float], ...]:
    """Return the signs that each of `sketches` bears, in their order: by itself and among those of its half-year."""
    places = Places()
    found: dict[str, dict[str, float]] = {}
    for period in _half_years(sketches):
        found |= zip([sketch.id for sketch in period], _signs(period, places), strict=True)
    return tuple(found[sketch.id] for sketch in sketches)


def _signs(period: Sequence[Sketch], places: Places) -> list[dict[str, float]]:
    own = [own_signs(sketch, places) for sketch in period]
    add_kindred_signs(period, own, places)
    return [one.signs for one in own]


def _half_years(sketches: Sequence[Sketch]) -> Iterable[list[Sketch]]:
    """Return the sketches of each half-year that has some, oldest first."""
    periods: defaultdict[tuple[int, bool], list[Sketch]] = defaultdict(list)
    for sketch in sorted(sketches, key=lambda sketch: (sketch.at, sketch.id)):
        periods[sketch.at.year, sketch.at.month >= _JULY].append(sketch)
    return periods.values()


def _gain(signs: Mapping[str, float], weights: Mapping[str, tuple[float, float, float]]) -> float:
    mentioned, news, headline = weights["always"]
    for sign, value in signs.items():
        row = weights.get(sign)
        if row:
            mentioned += value * row[0]
            news += value * row[1]
            headline += value * row[2]
    return math.fsum(gain * _chance(logit) for gain, logit in zip(GAINS, (mentioned, news, headline), strict=True))


def _chance(logit: float) -> float:
    return 0.5 + 0.5 * math.tanh(logit / 2)


def _first_areas(sketches: Sequence[Sketch], places: Places) -> dict[str, str]:
    """Return, by id, the folder that a sketch was the first to touch, if it was not the first of all itself."""
    seen: set[str] = set()
    firsts: dict[str, str] = {}
    for sketch in sorted(sketches, key=lambda sketch: (sketch.at, sketch.id)):
        folders = [places[file.path].folder for file in sketch.files]
        if seen.issuperset(folders):
            continue
        fresh = next((folder for folder in folders if folder and folder not in seen), "")
        if fresh and seen:
            firsts[sketch.id] = fresh
        seen.update(folders)
    return firsts


_MENDING = ("label fix", "deed fix", "deed guard")

_Tell = Callable[[Sketch, Mapping[str, float], str], str]


def _fixes(sketch: Sketch, signs: Mapping[str, float], _first: str) -> str:
    number = closed_issue(sketch)
    return f"fixes #{number}" if number and not signs.keys().isdisjoint(_MENDING) else _closes(number)


def _closes(number: str) -> str:
    return f"closes #{number}" if number else ""


def _severe(sketch: Sketch, signs: Mapping[str, float], _first: str) -> str:
    if not ("says severe" in signs and "code files" in signs):
        return ""
    return f'about "{first_word(sketch.subject, "severe")}"'


def _breadth(_sketch: Sketch, signs: Mapping[str, float], _first: str) -> str:
    areas = round(math.expm1(signs.get("areas", 0.0)))
    return f"touches {areas} areas" if areas >= _MANY_AREAS else ""


def _first_work(_sketch: Sketch, _signs: Mapping[str, float], first: str) -> str:
    return f"first work in {first}/" if first else ""


def _cited(_sketch: Sketch, signs: Mapping[str, float], _first: str) -> str:
    times = round(math.expm1(signs.get("cited", 0.0)))
    return f"cited in {times} other changes" if times > 1 else "cited in another change" * times


def _when(phrase: str, *alternatives: tuple[str, ...]) -> _Tell:
    """Return a teller of `phrase` where all the signs of one of `alternatives` are there."""

    def tell(_sketch: Sketch, signs: Mapping[str, float], _first: str) -> str:
        for needed in alternatives:
            for sign in needed:
                if sign not in signs:
                    break
            else:
                return phrase
        return ""

    return tell


_REASONS: tuple[_Tell, ...] = (
    _when("security", ("label security",), ("says security",)),
    _severe,
    _when(
        "new capability",
        ("label feature", "code files"),
        ("deed add", "new code"),
        ("deed add", "code with reference"),
        ("deed allow", "code with tests"),
    ),
    _when("about speed or memory", ("label faster", "code files"), ("says speed", "code files")),
    _when(
        "takes away or retires something",
        ("deed retire", "code files"),
        ("deed deprecate", "code files"),
        ("deed remove", "code files", "says breaking"),
        ("label interface", "code files", "deed remove"),
    ),
    _fixes,
    _when("mentions the release notes", ("announced",)),
    _when("changes code and its reference", ("code with reference",)),
    _when("changes what others call", ("public", "code with tests")),
    _cited,
    _breadth,
    _first_work,
    _when("comes with tests and documentation", ("code with tests and docs",)),
    _when("new source file", ("new code",)),
    _when("a fix with its test", ("mends, tested",)),
)
"""What can be said of a piece, the weightiest first."""


def _reasons(sketch: Sketch, signs: Mapping[str, float], first: str) -> tuple[str, ...]:
    said = (tell(sketch, signs, first) for tell in _REASONS)
    return tuple(islice(filter(None, said), _MOST_REASONS))

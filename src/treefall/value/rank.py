"""Which few pieces of work mattered, and why: sketches in, weights with their reasons out.

A model of three additive tables (`weights.WEIGHTS`), fitted to what maintainers chose to tell in release notes, gives
the chance that a piece would be mentioned, told as news, told as a headline; the weight is what is gained by telling
it. A weight orders the candidates of one call and means nothing else: it is not shown, has no unit and says nothing of
a person. What release notes never speak of (reviews, prevention, mentoring) has its own place in the list and is not
weighed here.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

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
            found[sketch.id] = Weighed(_gain(one.signs, rows), _reasons(sketch, one.signs, _first_area(one, seen)))
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
            row = rows[sign]
            mentioned += value * row[0]
            news += value * row[1]
            headline += value * row[2]
    return math.fsum(gain * _chance(logit) for gain, logit in zip(GAINS, (mentioned, news, headline), strict=True))


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


_MENDING = ("label fix", "deed fix", "deed guard")

_Tell = Callable[[Sketch, Mapping[str, float], str], str]


def _fixes(sketch: Sketch, signs: Mapping[str, float], _first: str) -> str:
    if "references" not in signs and "#" not in sketch.subject:
        return ""
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


_FIRST_WORK = "first work in "


def _first_work(_sketch: Sketch, _signs: Mapping[str, float], first: str) -> str:
    return f"{_FIRST_WORK}{first}/" if first else ""


def _extent(sketch: Sketch, signs: Mapping[str, float]) -> str:
    """Say of how much a piece is of which nothing better can be said; "" where nothing is known of its files."""
    code = 0 if "more files" in signs else round(math.expm1(signs.get("code files", 0.0)))
    number, sort = (code, "source file") if code else (sketch.count, "file")
    tested = ", with tests" if code and "code with tests" in signs else ""
    return f"changes {number} {sort}{'s' if number > 1 else ''}{tested}" if number else ""


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


_capability = _when(
    "new capability",
    ("label feature", "code files"),
    ("deed add", "new code"),
    ("deed add", "code with reference"),
    ("deed add", "says surface", "code with tests"),
    ("deed add", "says argument", "code with tests"),
    ("deed add", "says support", "code with tests"),
    ("deed allow", "code with tests"),
)
_addition = _when("an addition with its tests", ("deed add", "code with tests"))
_complete = _when("comes with tests and documentation", ("code with tests and docs",))


def _offers(sketch: Sketch, signs: Mapping[str, float], first: str) -> str:
    told = _capability(sketch, signs, first)
    return told or ("" if _complete(sketch, signs, first) else _addition(sketch, signs, first))


_REASONS: tuple[_Tell, ...] = (
    _when("security", ("label security",), ("says security",)),
    _severe,
    _offers,
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
    _when("changes code and its user documentation", ("code with reference",)),
    _when("changes a public interface", ("public", "code with tests")),
    _cited,
    _breadth,
    _first_work,
    _complete,
    _when("a fix with its test", ("mends, tested",)),
)
"""What can be said of a piece, the weightiest first."""


def _reasons(sketch: Sketch, signs: Mapping[str, float], first: str) -> tuple[str, ...]:
    said = tuple(islice(filter(None, (tell(sketch, signs, first) for tell in _REASONS)), _MOST_REASONS))
    if all(reason.startswith(_FIRST_WORK) for reason in said) and (extent := _extent(sketch, signs)):
        return (*said, extent)
    return said

"""Signs of consequence that a piece of work bears among the others of its half-year: what only the neighbours show."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from .signs import Own, Sketch, cited_numbers, is_new

_RANKED = (
    "lines added",
    "code added",
    "test added",
    "code deleted",
    "doc added",
    "body length",
    "net code",
    "growth",
)
_FEW = 12  # pieces: a word that more share tells too little to make two of them alike
_LIKE = 0.4  # of what a subject's words tell, the least that another must share to be like it
_MENDS = frozenset({"fix", "guard"})


def add_kindred_signs(sketches: Sequence[Sketch], own: Sequence[Own]) -> None:
    """Add to each of `own` the signs that its sketch (oldest first, of one half-year) bears among the others."""
    _add_ranks(own)
    _add_rarity(own)
    _add_sequence(sketches, own)
    _add_likeness(sketches, own)
    _add_citations(sketches, own)


def _add_ranks(own: Sequence[Own]) -> None:
    signs = [one.signs for one in own]
    for sign in _RANKED:
        name = f"rank, {sign}"
        values = [borne.get(sign, 0.0) for borne in signs]
        shares = _shares(values)
        for borne, value in zip(signs, values, strict=True):
            borne[name] = shares[value]


def _shares(values: Sequence[float]) -> dict[float, float]:
    """Return, for each value, the share of `values` below it and half of those like it."""
    times = Counter(values)
    shares: dict[float, float] = {}
    below = 0
    for value in sorted(times):
        count = times[value]
        shares[value] = (below + count / 2) / len(values)
        below += count
    return shares


def _add_rarity(own: Sequence[Own]) -> None:
    files = Counter(chain.from_iterable([one.product for one in own]))
    folders = [{where.area for where in one.product.values()} for one in own]
    areas = Counter(chain.from_iterable(folders))
    most = math.log(len(own)) if own else 0.0
    for one, found in zip(own, folders, strict=True):
        if found:
            one.signs["rare files"] = most - _mean([files[path] for path in one.product])
            one.signs["rare areas"] = most - _mean([areas[area] for area in found])


def _mean(times: Sequence[int]) -> float:
    """Return the logarithm of the geometric mean of `times`."""
    return math.log(math.prod(times)) / len(times)


def _add_sequence(sketches: Sequence[Sketch], own: Sequence[Own]) -> None:
    later: dict[str, int] = {}
    for one in reversed(own):
        total = 0
        for path in one.product:
            times = later.get(path, 0)
            later[path] = times + 1
            total += times
        one.signs["touched later"] = math.log1p(total / max(1, len(one.product)))
    seen: set[str] = set()
    made: set[str] = set()
    for sketch, one in zip(sketches, own, strict=True):
        product, signs = one.product, one.signs
        fresh = [path for path in product if path not in seen]
        seen.update(fresh)
        signs["first touch"] = len(fresh) / max(1, len(product))
        if len(fresh) < len(product) and not made.isdisjoint(product):
            signs["touches what is new"] = 1.0
            if one.deed in _MENDS:
                signs["mends what is new"] = 1.0
        if "new code" in signs or "new other" in signs:
            made.update([file.path for file in sketch.files if file.path in product and is_new(file)])


def _add_likeness(sketches: Sequence[Sketch], own: Sequence[Own]) -> None:
    """Add how like each subject is to an earlier one, by words that few share: part two, an after-thought, a series."""
    times = Counter(chain.from_iterable([one.about for one in own]))
    tells = {word: math.log((len(own) + 1) / count) for word, count in times.items()}
    shared: dict[str, list[int]] = {word: [] for word, count in times.items() if 1 < count <= _FEW}
    for nth, one in enumerate(own):
        common: dict[int, float] = {}
        for word in one.about:
            earlier = shared.get(word)
            if earlier is not None:
                for other in earlier:
                    common[other] = common.get(other, 0.0) + tells[word]
                earlier.append(nth)
        if not common:
            continue
        most, nearest = max(zip(common.values(), common, strict=True))
        like = most / sum([tells[word] for word in one.about])
        if like > _LIKE:
            one.signs["like an earlier one"] = like
            if _lines(sketches[nearest]) > 2 * _lines(sketches[nth]) + 5:
                one.signs["follows a larger"] = 1.0


def _lines(sketch: Sketch) -> int:
    return sketch.added + sketch.deleted


def _add_citations(sketches: Sequence[Sketch], own: Sequence[Own]) -> None:
    at = {sketch.pull.lstrip("#!"): nth for nth, sketch in enumerate(sketches) if sketch.pull}
    cited: Counter[int] = Counter()
    for nth, sketch in enumerate(sketches if at else ()):
        for number in cited_numbers(sketch):
            other = at.get(number, nth)
            if other != nth:
                cited[other] += 1
                own[nth].signs["cites another"] = 1.0
    for nth, count in cited.items():
        own[nth].signs["cited"] = math.log1p(count)

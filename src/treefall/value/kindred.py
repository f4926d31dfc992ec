"""Signs of consequence that a piece of work bears among the others of its half-year: what only the neighbours show."""

import math
from collections import Counter
from collections.abc import Sequence

from .signs import Own, Sketch, cited_numbers

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
_NEW_FILE = 15  # lines, as in `signs`
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
    for sign in _RANKED:
        name = f"rank, {sign}"
        values = [one.signs.get(sign, 0.0) for one in own]
        shares = _shares(values)
        for value, one in zip(values, own, strict=True):
            one.signs[name] = shares[value]


def _shares(values: Sequence[float]) -> dict[float, float]:
    """Return, for each value, the share of `values` below it and half of those like it."""
    shares: dict[float, float] = {}
    below = 0
    for value, count in sorted(Counter(values).items()):
        shares[value] = (below + count / 2) / len(values)
        below += count
    return shares


def _add_rarity(own: Sequence[Own]) -> None:
    files = Counter([path for one in own for path in one.product])
    folders = [{where.area for where in one.product.values()} for one in own]
    areas = Counter([area for found in folders for area in found])
    for one, found in zip(own, folders, strict=True):
        if found:
            one.signs["rare files"] = _rarity([files[path] for path in one.product], len(own))
            one.signs["rare areas"] = _rarity([areas[area] for area in found], len(own))


def _rarity(times: Sequence[int], total: int) -> float:
    """Return log(total / times), `times` by their geometric mean: the information of a name in nats."""
    return math.log(total) - math.log(math.prod(times)) / len(times)


def _add_sequence(sketches: Sequence[Sketch], own: Sequence[Own]) -> None:
    later: dict[str, int] = {}
    for one in reversed(own):
        times = {path: later.get(path, 0) for path in one.product}
        one.signs["touched later"] = math.log1p(sum(times.values()) / max(1, len(times)))
        later.update({path: count + 1 for path, count in times.items()})
    seen: set[str] = set()
    made: set[str] = set()
    for sketch, one in zip(sketches, own, strict=True):
        one.signs["first touch"] = len(one.product.keys() - seen) / max(1, len(one.product))
        if not made.isdisjoint(one.product):
            one.signs["touches what is new"] = 1.0
            if one.deed in _MENDS:
                one.signs["mends what is new"] = 1.0
        made.update(
            [
                file.path
                for file in sketch.files
                if not file.deleted and (file.added or 0) >= _NEW_FILE and file.path in one.product
            ]
        )
        seen.update(one.product)


def _add_likeness(sketches: Sequence[Sketch], own: Sequence[Own]) -> None:
    """Add how like each subject is to an earlier one, by words that few share: part two, an after-thought, a series."""
    times = Counter([word for one in own for word in one.about])
    tells = {word: math.log((len(own) + 1) / count) for word, count in times.items()}
    shared: dict[str, list[int]] = {word: [] for word, count in times.items() if 1 < count <= _FEW}
    for nth, one in enumerate(own):
        common: dict[int, float] = {}
        for word in one.about:
            if word in shared:
                for other in shared[word]:
                    common[other] = common.get(other, 0.0) + tells[word]
                shared[word].append(nth)
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

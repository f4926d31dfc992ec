"""Which changes look like one piece of work, where nothing says so outright.

Two changes are compared by five signs: the rare words that their subjects share, the files and the directories that
both touch, whether one mentions the other's pull request, and how close in time they are. A logistic model weighs
the signs; its weights were fitted to release notes, where maintainers had put changes under one entry or under several
(`bench/grouping.py --refit` fits them again). Only changes that share a rare word or a file are compared at all, each
with the few latest of them, so that the effort grows with the number of changes and not with its square.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Signs: TypeAlias = tuple[float, float, float, float, float]

WEIGHTS: tuple[float, ...] = (-4.3, 4.5, 1.2, 0.65, 1.0, 2.5)
"""Of the constant, then of each of the `Signs`: subject, files, directories, mention, time."""

LIKELY = 0.14
"""From here on two changes are taken for one piece of work (of most pairs nobody knows: few are one)."""

_WORD = re.compile(r"[^\W\d]\w{2,}")
_EMPTY_WORDS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "into",
        "not",
        "are",
        "was",
        "when",
        "use",
        "add",
        "fix",
        "bug",
        "doc",
        "docs",
        "maint",
        "tst",
        "test",
        "tests",
        "enh",
        "ref",
        "cln",
        "feat",
        "chore",
        "remove",
        "update",
        "make",
        "support",
        "allow",
    ]
)
_DAY = 86_400.0
_REACH = 183 * _DAY
_SHORT = 4  # letters: of these words the last is no plural's
_LATEST = 5  # changes looked back at, for each word and file
_COMPARED = 8  # of these, so many are compared
_FADING = 14 * _DAY
_CLOSE = 30 * _DAY  # farther apart, a common folder is no reason to compare
_MUCH, _SOMEWHAT = 0.3, 0.15  # of common words and files: the least to be compared, and the least within one folder
_NOTHING: Mapping[int, float] = MappingProxyType({})
_RIVALRY = 0.25  # how much it counts against a pair that others look like it as well


class Look(NamedTuple):
    """What of a change is compared.

    Attributes:
        place: the repository; changes of two are never compared.
        start: of its first commit.
        end: of its last commit.
        subject: its subjects, one or more.
        files: paths of the files that it touched.
        pulls: the numbers of its pull requests.
        mentions: the numbers that its words name.
    """

    place: str
    start: datetime
    end: datetime
    subject: str
    files: tuple[str, ...] = ()
    pulls: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()


def likely_pairs(looks: Sequence[Look], weights: Sequence[float] = WEIGHTS) -> dict[tuple[int, int], float]:
    """Return how surely two of `looks` are one piece of work, 0 to 1, by their positions (the smaller first).

    Pairs that were not compared are not in it. Where a change has several look-alikes each of them counts less: what
    resembles everything belongs to nothing in particular.

    Args:
        looks: by their start, the oldest first.
        weights: as `WEIGHTS`.
    """
    chance = {pair: _chance(found, weights) for pair, found in signs(looks)}
    crowd: defaultdict[int, float] = defaultdict(float)
    for (one, other), sure in chance.items():
        crowd[one] += sure**2
        crowd[other] += sure**2
    return {
        (one, other): sure * (sure**2 / (crowd[one] + crowd[other] - sure**2)) ** _RIVALRY
        for (one, other), sure in chance.items()
    }


def signs(looks: Sequence[Look]) -> Iterator[tuple[tuple[int, int], Signs]]:
    """Yield the pairs of `looks` that are worth comparing, by their positions, and their signs, each 0 to 1.

    Each place is looked at by itself: what is rare in one may be common in another.
    """
    places: dict[str, list[int]] = {}
    for position, look in enumerate(looks):
        places.setdefault(look.place, []).append(position)
    for positions in places.values():
        for (one, other), found in _signs_of_place([looks[position] for position in positions]):
            yield (positions[one], positions[other]), found


def _signs_of_place(looks: Sequence[Look]) -> Iterator[tuple[tuple[int, int], Signs]]:
    said, touched = _Space([_words(look.subject) for look in looks]), _Space([look.files for look in looks])
    named = _Space([tuple(sorted(look.pulls | look.mentions)) for look in looks])
    starts, ends = [look.start.timestamp() for look in looks], [look.end.timestamp() for look in looks]
    folders: dict[int, frozenset[str]] = {}
    for later, start in enumerate(starts):
        words, files, numbers = said.put(later), touched.put(later), named.put(later)
        for shared, one in _nearest(words, files, numbers):
            gap = start - ends[one]
            if gap > _CLOSE and (shared < _MUCH or gap > _REACH):
                continue
            word, file = words.get(one, 0.0), files.get(one, 0.0)
            mention = bool(numbers) and _mentions(looks[later], looks[one])
            if not mention and word + file < (_SOMEWHAT if gap <= _CLOSE else _MUCH):
                continue
            around = _overlap(_folders(folders, looks, one), _folders(folders, looks, later))
            if mention or around or word + file >= _MUCH:
                yield (one, later), (word, file, around, float(mention), math.exp(-max(gap, 0.0) / _FADING))


def _mentions(one: Look, other: Look) -> bool:
    return not (one.pulls.isdisjoint(other.mentions) and other.pulls.isdisjoint(one.mentions))


def _folders(known: dict[int, frozenset[str]], looks: Sequence[Look], position: int) -> frozenset[str]:
    """Return the folders of the files of the look at `position`; `known` remembers them."""
    found = known.get(position)
    if found is None:
        found = known[position] = frozenset(path.rpartition("/")[0] for path in looks[position].files)
    return found


def _nearest(
    words: Mapping[int, float], files: Mapping[int, float], numbers: Mapping[int, float]
) -> Sequence[tuple[float, int]]:
    """Return the few highest sums and their positions, the highest first."""
    total = words
    if files or numbers:
        total = dict(words)
        for one, value in chain(files.items(), numbers.items()):
            total[one] = total.get(one, 0.0) + value
    least = max(_SOMEWHAT, sorted(total.values())[-_COMPARED] if len(total) > _COMPARED else 0.0)
    likely = sorted([(-value, one) for one, value in total.items() if value >= least])
    return [(-value, one) for value, one in likely[:_COMPARED]]


_Word: TypeAlias = tuple[float, list[int]]
"""A word that several bags hold: how rare it is, and the latest of them."""


class _Space:
    """Bags of words (or of paths) as vectors of length 1, in which what few bags hold weighs more."""

    def __init__(self, bags: Sequence[Sequence[str]]) -> None:
        spread = Counter(chain.from_iterable(bags))
        most = math.log(len(bags) + 1)
        rarities = {count: most - math.log(count) for count in set(spread.values())}
        self._bags = bags
        self._most = most  # the rarity of what nobody else has
        self._lengths = [1.0] * len(bags)
        self._shared: dict[str, _Word] = {word: (rarities[count], []) for word, count in spread.items() if count > 1}

    def put(self, position: int) -> Mapping[int, float]:
        """Put the bag at `position` in, after those before it; return its cosine to each that it meets."""
        bag = self._bags[position]
        shared = list(filter(None, map(self._shared.get, bag)))
        if not shared:
            return _NOTHING
        squared = (len(bag) - len(shared)) * self._most * self._most
        for rarity, _ in shared:
            squared += rarity * rarity
        lengths = self._lengths
        length = lengths[position] = math.sqrt(squared)
        found: dict[int, float] = {}
        for rarity, latest in shared:
            weight = rarity / length
            for earlier in latest:
                share = weight * (rarity / lengths[earlier])
                found[earlier] = found[earlier] + share if earlier in found else share
            latest.append(position)
            if len(latest) > _LATEST:
                del latest[0]
        return found


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _chance(found: Signs, weights: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-weights[0] - sum(map(float.__mul__, weights[1:], found))))


def _words(text: str) -> tuple[str, ...]:
    """Return the words of `text`, each once, without their plural "s", so that "key" meets "keys"."""
    found = [word for word in _WORD.findall(text.lower()) if word not in _EMPTY_WORDS]
    return tuple(dict.fromkeys([word.removesuffix("s") if len(word) > _SHORT else word for word in found]))

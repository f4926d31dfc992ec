"""Which changes look like one piece of work, where nothing says so outright.

Two changes are compared by five signs: the rare words that their subjects share, the files and the directories that
both touch, whether one mentions the other's pull request, and how close in time they are. A logistic model weighs
the signs; its weights were fitted to release notes, where maintainers had put changes under one entry or under several
(`bench/grouping.py --refit` fits them again). Only changes that share a rare word or a file are compared at all, each
with the few latest of them, so that the effort grows with the number of changes and not with its square.
"""

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TypeAlias

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
_LATEST = 6  # changes looked back at, for each word and file
_COMPARED = 8  # of these, so many are compared
_FADING = 14 * _DAY
_MUCH, _SOMEWHAT = 0.3, 0.15  # of common words and files: the least to be compared, and the least within one folder
_RIVALRY = 0.25  # how much it counts against a pair that others look like it as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
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
    """Yield the pairs of `looks` that are worth comparing, by their positions, and their signs, each 0 to 1."""
    said, touched = _Space([_words(look.subject) for look in looks]), _Space([look.files for look in looks])
    named = _Space([tuple(sorted(look.pulls | look.mentions)) for look in looks])
    spans = [(look.start.timestamp(), look.end.timestamp()) for look in looks]
    folders = [frozenset(path.rpartition("/")[0] for path in look.files) for look in looks]
    for later, look in enumerate(looks):
        words, files, numbers = (space.put(later, look.place) for space in (said, touched, named))
        for one in _nearest(words, files, numbers):
            gap, earlier = max(spans[later][0] - spans[one][1], 0.0), looks[one]
            mention = bool(numbers and (look.pulls & earlier.mentions or earlier.pulls & look.mentions))
            around = _overlap(folders[one], folders[later])
            word, file = words.get(one, 0.0), files.get(one, 0.0)
            if gap <= _REACH and (mention or word + file >= (_SOMEWHAT if around else _MUCH)):
                yield (one, later), (word, file, around, float(mention), math.exp(-gap / _FADING))


def _nearest(words: Mapping[int, float], *others: Mapping[int, float]) -> Iterator[int]:
    """Yield the few positions with the highest sums, the highest first."""
    total = dict(words)
    for other in others:
        for one, value in other.items():
            total[one] = total.get(one, 0.0) + value
    likely = ((-value, one) for one, value in total.items() if value >= _SOMEWHAT)
    return (one for _, one in sorted(likely)[:_COMPARED])


class _Space:
    """Bags of words (or of paths) as vectors of length 1, in which what few bags hold weighs more."""

    def __init__(self, bags: Sequence[Sequence[str]]) -> None:
        spread = Counter(chain.from_iterable(bags))
        self._bags = bags
        self._most = math.log(len(bags) + 1)
        self._rarity = {word: self._most - math.log(count) for word, count in spread.items()}
        self._latest: defaultdict[tuple[str, str], deque[tuple[int, float]]] = defaultdict(
            lambda: deque(maxlen=_LATEST)
        )

    def put(self, position: int, region: str) -> Mapping[int, float]:
        """Put the bag at `position` into `region`, after those before it; return its cosine to each that it meets."""
        bag = self._bags[position]
        rarities = [self._rarity[word] for word in bag]
        length = math.hypot(*rarities) or 1.0
        found: dict[int, float] = {}
        for word, rarity in zip(bag, rarities, strict=True):
            if rarity == self._most:  # nobody else has it
                continue
            weight = rarity / length
            seen = self._latest[region, word]
            for earlier, its in seen:
                found[earlier] = found.get(earlier, 0.0) + weight * its
            seen.append((position, weight))
        return found


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _chance(found: Signs, weights: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-weights[0] - sum(map(float.__mul__, weights[1:], found))))


def _words(text: str) -> tuple[str, ...]:
    """Return the words of `text`, each once, without their plural "s", so that "key" meets "keys"."""
    found = (word for word in _WORD.findall(text.lower()) if word not in _EMPTY_WORDS)
    return tuple(dict.fromkeys(word.removesuffix("s") if len(word) > _SHORT else word for word in found))

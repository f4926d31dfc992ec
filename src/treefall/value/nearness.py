"""How near a piece of work is to some words: what somebody cares about or expects, what was learned.

A word weighs more the fewer pieces of work hold it (its inverse document frequency). A piece of work is as near to
some words as the sum of the weights of those that it holds, over the length of their vector: the cosine without the
work's side, for work that says much is no less near for that. A word of the same family counts for less than the word
itself. Work that was confirmed lends its words to what it serves; work that was rejected takes trust from the words
that misled.

That is the order. Whether it is near at all has to be told by words that few pieces of work hold: one rare word, or two
that are less so. A family that half of all work belongs to tells next to nothing, and words that one confirmed piece of
work lends tell at most twice what its own do.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..model import Accomplishment, Alignment, EntryId, Impact, Judgement, Record, Work
from .stems import families, stems

LIKELY = 0.2
"""From here on a piece of work is near."""

_KIN = 0.45  # what a word of the same family counts, of what the word itself does
_KIN_TELLS = 0.4  # likewise how much it tells
_LENT = 0.6  # what a word counts that confirmed work lends
_LENT_TELLS = 0.5  # likewise how much it tells
_TOLD = 0.6  # of what a word tells that one piece of work alone holds: so much has to be told
_MOST_LENT = 2.0  # of what its own words tell: so much may be told by words that were lent
_FEW = 15  # pieces of work: among fewer nobody can say which words are rare
_SEVERAL = 2  # pieces of confirmed work that share a word make it the text's own
_DOUBT = 2  # rejections after which a word counts half
_MOST_TITLES = 12  # of the evidence of one piece of work
_EVERY = 1.0  # the least that a word weighs: that every piece of work holds it says little where there are few


class _Wanted(NamedTuple):
    """A word that a text asks for.

    Attributes:
        text: which.
        word: for which word of it, where this is of the same family.
        weight: what meeting it counts for the order.
        tells: how much meeting it tells, 1 at most.
        lent: whether it is no word of the text, but of one piece of work that was confirmed for it.
    """

    text: EntryId
    word: str
    weight: float
    tells: float
    lent: bool


class _Met(NamedTuple):
    """A word of a text that a piece of work holds, and the piece's own word for it; the one that weighs most."""

    weight: float
    said: str
    tells: float
    lent: bool


class Nearness:
    """The words of all pieces of work, and those that are looked for."""

    def __init__(self, record: Record, judgement: Judgement, texts: Mapping[EntryId, str]) -> None:
        """Weigh the words of `judgement`, and learn from what `record` decided about what each of `texts` says."""
        works = judgement.works if texts else ()
        self._said = _said(record)
        self._decided = {(one.work, one.serves): one.holds for one in record.of(Alignment)}
        self._held = {work.id: self._read(work) for work in works}
        self._known = Counter(stem for words in self._held.values() for stem in words)
        of_each = ({family for stem in words for family in families(stem)} for words in self._held.values())
        self._families = Counter(family for found in of_each for family in found)
        self._works = len(works)
        self._most = math.log(len(works) + 2) + _EVERY
        good, bad = (self._lessons(works, holds=holds) for holds in (True, False))
        self._wanted: defaultdict[str, list[_Wanted]] = defaultdict(list)
        for id_, text in texts.items():
            for word, wanted in self._looked_for(id_, text, good.get(id_, Counter()), bad.get(id_, Counter())):
                self._wanted[word].append(wanted)

    def near(self, work: Work) -> tuple[tuple[EntryId, float, tuple[str, ...]], ...]:
        """Return to which texts `work` is near, the nearest first, how near, and its own words that say so.

        What was decided about a text is not among them.
        """
        words = self._words(work) if self._wanted else {}
        met: defaultdict[EntryId, dict[str, _Met]] = defaultdict(dict)
        for stem, said in words.items():
            for word in (stem, *families(stem)):
                for wanted in self._wanted.get(word, ()):
                    one = _Met(wanted.weight, said, wanted.tells, wanted.lent)
                    met[wanted.text][wanted.word] = max(met[wanted.text].get(wanted.word, one), one)
        near: list[tuple[float, EntryId, tuple[str, ...]]] = []
        for id_, held in met.items():
            nearness = math.fsum(one.weight for one in held.values())
            if nearness >= LIKELY and _told(held.values()) >= _TOLD and (work.id, id_) not in self._decided:
                shared = dict.fromkeys(one.said for one in sorted(held.values(), reverse=True))
                near.append((-nearness, id_, tuple(shared)))
        return tuple((id_, -nearness, shared) for nearness, id_, shared in sorted(near))

    def _looked_for(
        self, id_: EntryId, text: str, good: Counter[str], bad: Counter[str]
    ) -> Iterator[tuple[str, _Wanted]]:
        """Yield the words and families that `text` asks for, its own and those that confirmed work lends, and for what.

        Args:
            id_: of the text.
            text: what it says.
            good: in how many pieces of work that were confirmed for it each word stands.
            bad: likewise of those that were rejected.
        """
        own = dict.fromkeys(stem for stem, _ in stems(text))
        length = math.hypot(*map(self._weight, own)) or 1.0
        for stem in dict.fromkeys((*own, *good)):
            trust = (_DOUBT + good[stem]) / (_DOUBT + good[stem] + bad[stem])
            tells = self._tells(self._known[stem]) * trust
            if stem not in own:
                weight = self._weight(stem) / self._most * trust * _LENT * good[stem] / (1 + good[stem])
                yield stem, _Wanted(id_, stem, weight, _LENT_TELLS * tells, lent=good[stem] < _SEVERAL)
                continue
            weight = self._weight(stem) / length * trust
            yield stem, _Wanted(id_, stem, weight, tells, lent=False)
            for family in families(stem):
                told = _KIN_TELLS * self._tells(self._families[family]) * trust
                yield family, _Wanted(id_, stem, weight * _KIN, told, lent=False)

    def _tells(self, pieces: int) -> float:
        """Return how much a word tells that stands in so many `pieces` of work: 1 in one or none, 0 in all."""
        return 1.0 - math.log(max(1, pieces)) / math.log(max(_FEW, self._works + 1))

    def _lessons(self, works: Iterable[Work], *, holds: bool) -> Mapping[EntryId, Counter[str]]:
        """Return by text in how many pieces of work that were confirmed for it, or rejected, each word stands."""
        found: defaultdict[EntryId, Counter[str]] = defaultdict(Counter)
        decided: defaultdict[EntryId, list[EntryId]] = defaultdict(list)
        for (id_, serves), held in self._decided.items():
            if held is holds:
                decided[id_].append(serves)
        for work in works:
            for serves in decided.get(work.id, ()):
                found[serves].update(self._words(work).keys())
        return found

    def _weight(self, stem: str) -> float:
        return self._most - math.log(self._known[stem] + 1)

    def _words(self, work: Work) -> Mapping[str, str]:
        return self._held[work.id] if work.id in self._held else self._read(work)

    def _read(self, work: Work) -> Mapping[str, str]:
        """Return the stems of what `work` says, each with the first word of it."""
        texts = (work.title, self._said.get(work.id, ""), *(one.title for one in work.originals[:_MOST_TITLES]))
        found: dict[str, str] = {}
        for text in texts:
            for stem, word in stems(text):
                found.setdefault(stem, word)
        return found


def _told(held: Iterable[_Met]) -> float:
    """Return how much the words in `held` tell together; what was lent within limits."""
    own = math.fsum(one.tells for one in held if not one.lent)
    return own + min(_MOST_LENT * own, math.fsum(one.tells for one in held if one.lent))


def _said(record: Record) -> Mapping[EntryId, str]:
    """Return what the person said of each piece of work: why it mattered, what was done and what changed."""
    found: dict[EntryId, str] = {}
    for done in record.of(Accomplishment):
        found[done.id] = f"{done.title} {done.concern} {done.beneficiary} {done.response}"
    for change in record.of(Impact):
        found[change.accomplishment] = f"{found.get(change.accomplishment, '')} {change.words}"
    return found

"""How near a piece of work is to some words: what somebody cares about or expects, what was learned.

A word weighs more the fewer pieces of work hold it (its inverse document frequency). A piece of work is as near to
some words as the sum of the weights of those that it holds, over the length of their vector: the cosine without the
work's side, for work that says much is no less near for that. A word of the same family counts for less than the word
itself. Work that was confirmed lends its words to what it serves; work that was rejected takes trust from the words
that misled.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from ..model import Accomplishment, Alignment, EntryId, Impact, Judgement, Record, Work
from .stems import families, stems

_Wanted: TypeAlias = tuple[EntryId, str, float]  # by which text, for which word of it, and what meeting it counts

LIKELY = 0.2
"""From here on a piece of work is near."""

_KIN = 0.45  # what a word of the same family counts, of what the word itself does
_LENT = 0.6  # likewise a word that confirmed work lends
_DOUBT = 2  # rejections after which a word counts half
_MOST_TITLES = 12  # of the evidence of one piece of work
_EVERY = 1.0  # the least that a word weighs: that every piece of work holds it says little where there are few


class Nearness:
    """The words of all pieces of work, and those that are looked for."""

    def __init__(self, record: Record, judgement: Judgement, texts: Mapping[EntryId, str]) -> None:
        """Weigh the words of `judgement`, and learn from what `record` decided about what each of `texts` says."""
        works = judgement.works if texts else ()
        self._said = _said(record)
        self._decided = {(one.work, one.serves): one.holds for one in record.of(Alignment)}
        self._known = Counter(stem for work in works for stem in self._words(work))
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
        met: defaultdict[EntryId, dict[str, tuple[float, str]]] = defaultdict(dict)
        for stem, said in words.items():
            for word in (stem, *families(stem)):
                for id_, wanted, weight in self._wanted.get(word, ()):
                    met[id_][wanted] = max(met[id_].get(wanted, (0.0, "")), (weight, said))
        found: list[tuple[float, EntryId, tuple[str, ...]]] = []
        for id_, held in met.items():
            nearness = math.fsum(weight for weight, _ in held.values())
            if nearness >= LIKELY and (work.id, id_) not in self._decided:
                shared = dict.fromkeys(said for _, said in sorted(held.values(), reverse=True))
                found.append((-nearness, id_, tuple(shared)))
        return tuple((id_, -nearness, shared) for nearness, id_, shared in sorted(found))

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
            if stem not in own:
                sure = _LENT * good[stem] / (1 + good[stem])
                yield stem, (id_, stem, self._weight(stem) / self._most * trust * sure)
                continue
            weight = self._weight(stem) / length * trust
            yield stem, (id_, stem, weight)
            yield from ((family, (id_, stem, weight * _KIN)) for family in families(stem))

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
        """Return the stems of what `work` says, each with the first word of it."""
        texts = (work.title, self._said.get(work.id, ""), *(one.title for one in work.originals[:_MOST_TITLES]))
        found: dict[str, str] = {}
        for text in texts:
            for stem, word in stems(text):
                found.setdefault(stem, word)
        return found


def _said(record: Record) -> Mapping[EntryId, str]:
    """Return what the person said of each piece of work: why it mattered, what was done and what changed."""
    found: dict[EntryId, str] = {}
    for done in record.of(Accomplishment):
        found[done.id] = f"{done.title} {done.concern} {done.beneficiary} {done.response}"
    for change in record.of(Impact):
        found[change.accomplishment] = f"{found.get(change.accomplishment, '')} {change.words}"
    return found

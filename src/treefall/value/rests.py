"""What a sentence about a piece of work may rest on, and which piece of work a sentence without a citation is about."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ..model import Accomplishment, EntryId, Impact, Measurement, Reading, Record, Testimonial, Work
from .stems import FAMILY, stems
from .story.voice import cites

_SHORTEST = 3  # letters of a word that tells; "ms" does not
_LEAST = 0.5  # of the weight of the nearest: a sentence may be about several


def rests_on(record: Record, work: Work) -> tuple[EntryId, ...]:
    """Return every entry that something said of `work` may rest on: it, its evidence, and what was said of it."""
    said = (one.id for one in record.of(Impact) if one.accomplishment == work.id)
    measured = (one.id for one in record.of(Measurement) if one.work == work.id)
    read = (one.id for one in record.of(Reading) if one.work == work.id)
    vouched = (one.id for one in record.of(Testimonial) if work.id in one.about)
    return cites(work.id, *(seen.id for seen in work.evidence), *said, *measured, *read, *vouched)


def subjects(record: Record, works: Sequence[Work], said: str) -> tuple[Work, ...]:
    """Return which of `works` the sentence `said` is about, the nearest first; none where no word tells.

    The words of titles come first, then those of what changed; a word counts the more, the fewer works share it.
    """
    words = _stems(said)
    return _nearest(words, {work: _titles(record, work) for work in works}) or _nearest(
        words, {work: _changes(record, work) for work in works}
    )


def _nearest(words: frozenset[str], called: Mapping[Work, frozenset[str]]) -> tuple[Work, ...]:
    holders = Counter(word for each in called.values() for word in words & each)
    weights = {work: sum(1 / holders[word] for word in words & each) for work, each in called.items()}
    most = max(weights.values(), default=0)
    near = [work for work, weight in weights.items() if weight and weight >= _LEAST * most]
    return tuple(sorted(near, key=lambda work: -weights[work]))


def _titles(record: Record, work: Work) -> frozenset[str]:
    said = (one.title for one in record.of(Accomplishment) if one.id == work.id)
    return _stems(" ".join((work.title, *said)))


def _changes(record: Record, work: Work) -> frozenset[str]:
    said = (one.words for one in record.of(Impact) if one.accomplishment == work.id)
    measured = (one.terms.subject for one in record.of(Measurement) if one.work == work.id)
    return _stems(" ".join((*said, *measured)))


def _stems(text: str) -> frozenset[str]:
    """Return what tells the words of `text` apart: no families, and no units."""
    return frozenset(one for one, _ in stems(text) if not one.startswith(FAMILY) and len(one) >= _SHORTEST)

"""How well a piece of work is backed: by which kinds of evidence, and in whose voices.

What was made counts as a source saw it, a number where somebody can look it up, words where a committee may read them.
What only the person says counts where there is nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ...model import (
    ALWAYS,
    OWN_WORDS,
    Attribution,
    EntryId,
    Feedback,
    Impact,
    Judgement,
    Listens,
    Measurement,
    Person,
    Proof,
    Reading,
    Record,
    Strength,
    Testimonial,
    Work,
    entry_id,
)
from ..consent import heard
from ..people import everybody, is_me, key
from ..testimonials import of
from .index import Index

COMMITTEE = Person(id=entry_id("committee"), at=ALWAYS, name="the committee", listens=Listens.COMMITTEE)
"""Who reads a case: somebody who knows neither the person nor the work."""

_SEVERAL = 2
_HELD = (Attribution.CONTROLLED, Attribution.BEFORE_AFTER, Attribution.CONTRIBUTED)


class Backing:
    """What backs each of many pieces of work; the record is read once."""

    def __init__(self, record: Record, judgement: Judgement, index: Index | None = None) -> None:
        """Sort what `record` says of the pieces of work of `judgement`; `index` is theirs, where it is at hand."""
        self.index = index or Index(judgement)
        self._known = _known(record, self.index)
        self._record = record = heard(record, COMMITTEE)
        self._measured = frozenset(_measured(record, judgement))
        found: defaultdict[EntryId, list[tuple[datetime, str]]] = defaultdict(list)
        for work, at, name in self._spoken(record):
            found[work].append((at, name))
        self._voices = {work: _names(said) for work, said in found.items()}
        self._recorded = frozenset(work for work, change in _reported(record) if not self.speaker(change))

    def proofs(self, works: Iterable[Work]) -> tuple[Proof, ...]:
        """Return which kinds of evidence back `works` together, in the order of `Proof`."""
        found = {proof for work in works for proof in self._proofs(work)}
        return tuple(proof for proof in Proof if proof in found)

    def voices(self, works: Iterable[Work]) -> tuple[str, ...]:
        """Return who else speaks of `works`, each once: of each piece of work the last to speak first."""
        names = {key(name): name for work in works for name in reversed(self._voices.get(work.id, ()))}
        return tuple(reversed(names.values()))

    def strength(self, works: Iterable[Work]) -> Strength:
        """Return how well `works` show what they are said to show."""
        standing = tuple(works)
        kinds = [proof for proof in self.proofs(standing) if proof is not Proof.NOTED]
        if len(kinds) >= _SEVERAL or len(self.voices(standing)) >= _SEVERAL:
            return Strength.STRONG
        return Strength.ONE_VOICE if standing else Strength.NONE

    def is_measured(self, work: Work) -> bool:
        """Say whether a number of `work` can be looked up, with what it was before."""
        return work.id in self._measured

    def is_witnessed(self, work: Work) -> bool:
        """Say whether somebody else, who is known by name, says what `work` changed or was like."""
        return work.id in self._voices

    def is_recorded(self, work: Work) -> bool:
        """Say whether a board, a report or a page says what `work` changed: nobody's voice, but others can look."""
        return work.id in self._recorded

    def speaker(self, change: Impact) -> str:
        """Return who reports `change`, by the name that is on record, or "" where nobody who is known does."""
        return self._named(change.witness) if change.attribution is Attribution.REPORTED else ""

    def is_backed(self, work: Work) -> bool:
        """Say whether anything besides the person says what `work` changed."""
        return self.is_measured(work) or self.is_witnessed(work) or self.is_recorded(work)

    def _proofs(self, work: Work) -> Iterator[Proof]:
        if self.is_measured(work):
            yield Proof.MEASURED
        if self.is_witnessed(work):
            yield Proof.WITNESSED
        if self.is_recorded(work):
            yield Proof.RECORDED
        yield Proof.NOTED if all(seen.source in OWN_WORDS for seen in work.evidence) else Proof.MADE

    def _spoken(self, record: Record) -> Iterator[tuple[EntryId, datetime, str]]:
        """Yield who spoke of which piece of work, and when."""
        for said in of(record):
            yield from ((work, said.at, said.person) for work in said.about)
        for work, change in _reported(record):
            if name := self.speaker(change):
                yield work, change.at, name
        for item in record.of(Feedback):
            if item.confirmed and not (item.private or is_me(record, item.confirmer)):
                about = dict.fromkeys(self.index.holders.get(id_, id_) for id_ in item.answered_by)
                yield from ((work, item.confirmed, item.confirmer) for work in about)

    def _named(self, witness: str) -> str:
        """Return whose name `witness` begins with ("Nadia Okafor, all-hands"), or "" where it is a page or a board."""
        said = key(witness)
        return next(
            (name for one, name in self._known.items() if said == one or said.startswith((f"{one} ", f"{one},"))), ""
        )


def _known(record: Record, index: Index) -> Mapping[str, str]:
    """Return the names of people there are, the longest first, by the form in which they are compared."""
    cards = [one.name for one in everybody(record)]
    quoted = [one.person for one in record.of(Testimonial)]
    names = {key(name): name for name in (*index.credited, *quoted, *cards) if not is_me(record, name)}
    return dict(sorted(names.items(), key=lambda each: -len(each[0])))


def _reported(record: Record) -> Iterator[tuple[EntryId, Impact]]:
    for change in record.of(Impact):
        if change.attribution is Attribution.REPORTED and not is_me(record, change.witness):
            yield change.accomplishment, change


def _measured(record: Record, judgement: Judgement) -> Iterator[EntryId]:
    """Yield the pieces of work whose change was measured, or read off before and after where others can look."""
    yield from (claim.work for claim in record.of(Measurement) if claim.finding.attribution in _HELD)
    ends = {work.id: work.end for work in judgement.works}
    before: dict[tuple[EntryId, str], Reading] = {}
    for reading in record.of(Reading):
        end, metric = ends.get(reading.work), (reading.work, key(reading.metric))
        if end and reading.where and reading.at <= end:
            before[metric] = reading
        elif end and reading.where and metric in before:
            yield reading.work


def _names(said: Iterable[tuple[datetime, str]]) -> tuple[str, ...]:
    return tuple({key(name): name for _, name in sorted(said, reverse=True)}.values())

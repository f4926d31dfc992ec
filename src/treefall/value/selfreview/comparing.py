"""A text of one's own beside the record: what the drafts say is carried, and a figure belongs to its work and metric.

A sentence that cites nothing may rest on everything; but a figure that is on record of one piece of work, or of one
metric, is no figure of another. Which work a sentence tells of, its paragraph says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Document, Measurement, Record, Work
from ..faithful import Doubt, Ground, Verdict, check, check_sentence
from ..faithful.reading import Reading, read
from ..packet.facing import listed, short
from ..rests import rests_on, subjects
from ..stems import stems

_OF_FIGURES = frozenset({"number", "citation", "arithmetic"})
_PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?”])\n")  # a line that ends within a sentence goes on


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compares what a person wrote or edited.

    Attributes:
        record: what stands.
        works: the pieces of work that a text may tell of.
        ground: everything that is on record.
        draft: what Treefall would say, sentence by sentence with its proof.
    """

    record: Record
    works: Sequence[Work]
    ground: Ground
    draft: Document

    def verdicts(self, text: str) -> tuple[Verdict, ...]:
        """Return a verdict for each sentence of `text`, in its order."""
        drafted = " ".join(" ".join(said.text for said in self.draft.sentences()).split())
        return tuple(
            Verdict(one.text, ()) if one.text in drafted else self._verdict(one, told)
            for told in (" ".join(part.split()) for part in _PARAGRAPH.split(text))
            for one in check(told, self.ground, must_cite=False)
        )

    def _verdict(self, loose: Verdict, paragraph: str) -> Verdict:
        """Return what is said of a sentence by what its work rests on, or, `loose`, by everything on record."""
        about = subjects(self.record, self.works, loose.text) or subjects(self.record, self.works, paragraph)
        cites = [cite for work in about for cite in rests_on(self.record, work)]
        near = check_sentence(loose.text, cites, self.ground).doubts if about else ()
        reading = read(loose.text)
        metric = tuple(self._of_another_metric(reading))
        is_carried = about and not near
        otherwise = loose.doubts or metric or tuple(self._of_another_work(reading, about, near))
        return replace(loose, doubts=metric if is_carried else otherwise)

    def _of_another_work(self, reading: Reading, about: Sequence[Work], near: Sequence[Doubt]) -> Iterator[Doubt]:
        doubted = [one.says for one in near if one.about in _OF_FIGURES]
        named = {
            figure for one, figures in self._measured() if _stems(reading.text) & _stems(one) for figure in figures
        }
        for figure in reading.figures:
            if figure.written not in named and any(f"“{figure.written}”" in says for says in doubted):
                titles = listed([f"“{short(work)}”" for work in about])
                yield Doubt("number", f"“{figure.written}” is on record of something else than {titles}.")

    def _of_another_metric(self, reading: Reading) -> Iterator[Doubt]:
        """Yield the figures of a measurement in a sentence on what it was measured beside."""
        words, said = _stems(reading.text), {each.written for each in reading.figures}
        for one in self.record.of(Measurement):
            measured, beside = _stems(one.metric.query), _stems(" ".join(one.metric.controls))
            if words & (beside - measured) and not words & (measured - beside):
                what = one.terms.subject or one.metric.query
                for figure in (each.written for each in read(one.words).figures if each.written in said):
                    yield Doubt("number", f"“{figure}” was measured of {what}, not of what this speaks of.")

    def _measured(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield each metric that was measured, and the figures that this came to."""
        for one in self.record.of(Measurement):
            yield one.metric.query, frozenset(each.written for each in read(one.words).figures)


def _stems(text: str) -> frozenset[str]:
    return frozenset(one for one, _ in stems(text))

"""The desk of papers: the packet, and the formats in which it is handed in."""

from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from ..errors import NotFound, TreefallError
from ..model import Case, Document, EntryId, Finding, Measurement, Period, State
from ..value.packet import packet, picked
from ..value.packet.appendix import with_proofs
from ..value.packet.known import Knowledge
from ..value.story.voice import Voice
from ..value.visibility import may_be_told
from .book import Book
from .casing import Casing
from .covering import Covering
from .measuring import Measuring
from .plugins import plugin
from .talks import Talks

FORMATS: Mapping[str, str] = MappingProxyType({"md": "markdown", "html": "html", "pdf": "pdf", "docx": "docx"})
"""The formats of papers, by how a person writes them, and the outputs that write them."""

_ROOM = 30  # words of one text from the record

Sheet = Literal["a4", "us-letter"]


@dataclass(frozen=True, slots=True)
class Papers:
    """What is handed in.

    Attributes:
        book: where everything is.
    """

    book: Book

    def packet(self, period: Period | None = None) -> Document:
        """Return the packet, open slots included: of `period`, else of the time of the case, or of the last year."""
        record, judgement = self.book.said(), self.book.judgement()
        case = self._case(period)
        looked_at = period or (case.period if case else self.book.period())
        told = {work.id for work in picked(record, judgement, looked_at, case)}
        return packet(
            record,
            judgement,
            subject=Talks(self.book).me(),
            zone=self.book.zone,
            period=looked_at,
            case=case,
            findings=self.findings(told),
            covered=Covering(self.book).known(),
        )

    def left_out(self, document: Document, period: Period | None = None) -> Mapping[str, int]:
        """Return how many pieces of work of the packet's time are not in `document`, by why, the most first."""
        cited, found, case = document.cites(), Counter[str](), None if period else self._case()
        looked_at = period or (case.period if case else self.book.period())
        for work in self.book.judgement().during(looked_at).works:
            if work.id not in cited:
                found["private" if not may_be_told(work) else _why(work.state)] += 1
        return dict(found.most_common())

    def rendered(self, document: Document, form: str, sheet: Sheet = "a4") -> bytes:
        """Return `document` as it is handed in, without its open slots, in the format `form`, a key of `FORMATS`.

        Args:
            document: what is handed in.
            form: "md", "html", "pdf" or "docx".
            sheet: on which paper, where the format has pages.

        Raises:
            TreefallError: what the format needs is not installed.
        """
        output = plugin("outputs", FORMATS[form])()
        output = replace(output, paper=sheet) if hasattr(output, "paper") else output
        rendered: bytes = output.render(document.handed_in())
        return rendered

    def with_proofs(self, document: Document) -> Document:
        """Return `document` and, at its end, what each proof is that nothing in it tells of yet."""
        if not document.unexplained():
            return document
        return with_proofs(document, Knowledge(Voice(self.book.said(), self.book.zone, _ROOM), self.book.judgement()))

    def findings(self, told: Collection[EntryId]) -> Mapping[EntryId, Finding]:
        """Reckon again what was measured of the pieces of work that are `told`, for the pictures."""
        found: dict[EntryId, Finding] = {}
        for claim in self.book.said().of(Measurement):
            if claim.work in told:
                try:
                    found[claim.id] = Measuring(self.book).show(claim.id).finding
                except TreefallError:  # the numbers were forgotten, or there is nothing to reckon with: no picture
                    continue
        return found

    def _case(self, period: Period | None = None) -> Case | None:
        """Return the case; None where no level was chosen, which a packet says itself."""
        with suppress(NotFound):
            return Casing(self.book).case(period)
        return None


def _why(state: State) -> str:
    return "not among the most telling" if state is State.DONE else str(state)

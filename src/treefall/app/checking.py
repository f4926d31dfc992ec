"""The desk of checking: a text against what is on record, and for what it leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import TreefallError
from ..model import Accomplishment, Entry, Question, Work
from ..value.clarity import questions
from ..value.faithful import Ground, Verdict, check, ground_of, read_bundle
from .book import Book

_STRONGEST = 200  # pieces of work that a text may mean without naming them


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a text.

    Attributes:
        sentences: a verdict for each, in its order.
        questions: what the text leaves open, at most three.
    """

    sentences: tuple[Verdict, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Checking:
    """Compares what a text says with the person's own ledger."""

    book: Book

    def text(self, text: str) -> Checked:
        """Return for each sentence of `text` whether the ledger carries it, and what the text leaves open.

        A sentence may cite entries like [4f1c09aa]; one that cites nothing is compared with what is nearest to it.
        """
        return Checked(check(text, self.ground(), must_cite=False), questions(text))

    def leaves_open(self, text: str) -> tuple[Question, ...]:
        """Return what `text` leaves open, at most three questions; it is held against nothing."""
        return questions(text)

    def ground(self) -> Ground:
        """Return what a text may rest on: all that was said, the strongest work, and the evidence of accepted work."""
        return ground_of(self._entries(), self._works())

    def _entries(self) -> Iterator[Entry]:
        record = self.book.said()
        yield from (entry for entry in record.entries if entry.id not in record.withdrawn)
        backing = dict.fromkeys(id_ for done in record.of(Accomplishment) for id_ in done.evidence)
        yield from self.book.proofs(id_ for id_ in backing if id_ not in record.withdrawn)

    def _works(self) -> Iterator[Work]:
        for rank, work in enumerate(self.book.judgement().works):
            if work.accepted or rank < _STRONGEST:
                yield work


def checked_against(bundle: bytes, text: str) -> Checked:
    """Return for each sentence of `text` whether the evidence of `bundle` (JSON) carries it.

    Raises:
        TreefallError: `bundle` is no bundle of evidence.
    """
    import msgspec  # noqa: PLC0415 - only where a bundle is read

    try:
        ground = read_bundle(msgspec.json.decode(bundle))
    except (msgspec.DecodeError, ValueError) as error:
        raise TreefallError(f"That is no bundle of evidence: {error}.", hint="docs/check.md shows one.") from error
    return Checked(check(text, ground))

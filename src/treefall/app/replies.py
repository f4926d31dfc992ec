"""The desk of written replies: a brief that asks something back, and what came back of it, in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..errors import NotFound, TreefallError
from ..model import Document, Entry, Heard, Record, Telling, Work
from ..value.aftermath import reply
from ..value.expectations import expected
from ..value.feedback import said as criticised
from ..value.people import everybody
from ..value.replies import WrittenReply, code_of, form, meant, written
from ..value.slots import told
from ..value.visibility import told as told_to
from .book import Book
from .papers import Papers
from .plugins import plugin
from .talks import Talks

__all__ = ["Replies", "Understood", "WrittenReply"]

_CHANNEL = "brief"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a written reply was understood as; nothing of it is recorded yet.

    Attributes:
        person: whose it is, "" where its code does not say.
        work: what it is about, None where its code does not say.
        said: what it says.
    """

    person: str
    work: Work | None
    said: WrittenReply


@dataclass(frozen=True, slots=True)
class Replies:
    """Asks for a reply in writing, and records what came back."""

    book: Book

    def page(self, document: Document, person: str, work: Work) -> bytes:
        """Return `document` as a page that asks `person` how they would say it; it is written as it is given here."""
        output = replace(plugin("outputs", "asking")(), lines=form(code_of(person, work.id)), name=person)
        rendered: bytes = output.render(Papers(self.book).with_proofs(document.handed_in()))
        return rendered

    def understood(self, text: str) -> Understood:
        """Return what the reply in `text` says, whose it is, and about what, as far as it says so itself."""
        said, works = written(text), {work.id: work for work in self.book.judgement().works}
        found = meant(said.code, (one.name for one in everybody(self.book.said())), works)
        return Understood(found[0] if found else "", works[found[1]] if found else None, said)

    def record(
        self, person: str, work: Work, said: WrittenReply, *, parts: frozenset[str] | None = None
    ) -> tuple[Entry, ...]:
        """Record what `person` wrote back about `work`, all in one go; on the same day it is the same reply.

        Args:
            person: who wrote it; they have the brief, whether or not that was recorded.
            work: what it is about.
            said: what it says.
            parts: which of "concern", "change", "own part" it has in their own words; None where nobody looked.

        Raises:
            TreefallError: it says nothing.
        """
        if said.is_empty:
            raise TreefallError("There is nothing in that reply.", hint="Paste all of it, or write what they said.")
        words, due = Talks(self.book).due(said.expects)

        def change(record: Record) -> Sequence[Entry]:
            before = [telling for telling in told_to(record, person) if work.id in telling.about]
            new = () if before else told(record, [work], person, _CHANNEL)
            telling = next(one for one in reversed((*before, *new)) if isinstance(one, Telling))
            heard = Heard.SAID_BACK if said.words or parts else Heard.ACKNOWLEDGED
            back = reply(record, telling, work, heard, said_back=parts, words=said.words, where=said.onward)
            return (
                *new,
                back,
                *([criticised(record, person, said.criticism)] if said.criticism else ()),
                *([expected(record, person, words, due)] if words else ()),
            )

        return self.book.add(change)

    def about(self, understood: Understood) -> tuple[str, Work]:
        """Return whose reply it is and about which work.

        Raises:
            NotFound: it bears no code of a brief on record.
        """
        if understood.work is None:
            raise NotFound(
                "That reply bears no code of a brief of yours.", hint="Say about what and by whom: heard 1 --by NAME"
            )
        return understood.person, understood.work

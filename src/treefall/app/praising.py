"""The desk of praise: others' words that sources found, of which none counts until the person accepts it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..errors import NotFound, TreefallError
from ..model import EntryId, Evidence, Part, Record, Role, Testimonial, Work
from ..value import people, testimonials
from ..value.held import OTHERS_WORDS
from .book import Book
from .cache import throw_away

_SHORTEST = 4  # digits of an id that name what waits
_NOBODY = Role(part=Part.AUTHOR)


@dataclass(frozen=True, slots=True)
class Praising:
    """What waits to be accepted as a testimonial, and what becomes of it.

    Attributes:
        book: where everything is.
    """

    book: Book

    def waiting(self) -> tuple[Evidence, ...]:
        """Return the words that were found and not decided on, the newest first; private, and in no text."""
        decided = {one.evidence for one in self.book.said().of(Testimonial)}
        return tuple(reversed(self.book.proofs(one for one in self._found() if one not in decided)))

    def count(self) -> int:
        """Return how many wait."""
        return len({*self._found()} - {one.evidence for one in self.book.said().of(Testimonial)})

    def accept(
        self, ref: str, *, who: str = "", audiences: Sequence[str] = (), works: Sequence[Work] = ()
    ) -> Testimonial:
        """Keep what waits as a testimonial: to the letter, as of the day on which it was said; `undo` takes it back.

        Args:
            ref: the beginning of its id.
            who: whose words they are, where the place calls them otherwise.
            audiences: for whom it may be used; none: nobody but the person.
            works: what it is about.

        Raises:
            NotFound: nothing that waits is called `ref`, or `works` are none.
            TreefallError: nobody is named, or it is the person themselves.
        """
        found = self._one(ref)
        name = self._named(who or speaker(found))

        def change(record: Record) -> Sequence[Testimonial]:
            said = testimonials.testified(record, name, found.body)
            about = dict.fromkeys((*said.about, *(work.id for work in works)))
            kept = replace(
                said,
                at=found.at,
                about=tuple(about),
                place=said.place or str(found.facts.get("place", "")),
                audiences=tuple(dict.fromkeys((*said.audiences, *audiences))),
                evidence=found.id,
            )
            return (kept,)

        return next(one for one in self.book.add(change) if isinstance(one, Testimonial))

    def drop(self, ref: str) -> Evidence:
        """Erase what waits, for good: no collection brings it back.

        Raises:
            NotFound: nothing that waits is called `ref`.
        """
        found = self._one(ref)
        self.book.ledger.forget([found.id])
        throw_away(self.book.settings.home)
        return found

    def _found(self) -> tuple[EntryId, ...]:
        left = self.book.judgement().left_out
        return tuple(one.evidence.id for one in left if one.why == OTHERS_WORDS)

    def _one(self, ref: str) -> Evidence:
        found = [one for one in self.waiting() if one.id.startswith(ref.lower())]
        if len(found) != 1 or len(ref) < _SHORTEST:
            raise NotFound(f"Nothing that waits is called {ref}.", hint="See what does: treefall praise")
        return found[0]

    def _named(self, name: str) -> str:
        record = self.book.said()
        if not name.strip():
            raise TreefallError("It does not say who said it.", hint="Say so: --who NAME")
        if people.is_me(record, name):
            raise TreefallError("Those would be your own words.", hint="Say whose they are: --who NAME")
        return people.found(record, name).name or " ".join(name.split())


def speaker(found: Evidence) -> str:
    """Return who said it, by name, else by address; "" where nobody knows."""
    role = next((one for one in found.roles if one.part is Part.AUTHOR), _NOBODY)
    return role.name or role.address

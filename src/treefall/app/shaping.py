"""The desk at which the person shapes pieces of work: every verb is one append, which `undo` takes back whole."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from ..errors import NotFound, TreefallError
from ..model import Accomplishment, EntryId, Record, Seen, Work
from ..value.shaping import counting, dropped, parted, together
from ..value.slots import accepted
from .book import Book

_TWO = 2
_SHORT = 8  # digits of an id that a person pastes


@dataclass(frozen=True, slots=True)
class Shaping:
    """Accept, join, split, drop, rename, bring back: what the person says wins over what was proposed."""

    book: Book

    def accept(self, work: Work) -> Accomplishment:
        """Stand by `work` as it is; from now on only what is outright tied to it extends it."""
        return self._accepted(work)

    def rename(self, work: Work, title: str) -> Accomplishment:
        """Call `work` what `title` says, and stand by it.

        Raises:
            TreefallError: the title says nothing.
        """
        if not title.strip():
            raise TreefallError("A title cannot be empty.", hint="Nothing was changed.")
        return self._accepted(work, title.strip())

    def join(self, works: Sequence[Work]) -> Work:
        """Make one of several pieces of work, and return it.

        It is called what the first accepted one is called; of proposed ones it is proposed. What was said of the others
        is said of it.

        Raises:
            TreefallError: they are fewer than two.
        """
        several = tuple({work.id: work for work in works}.values())
        if len(several) < _TWO:
            raise TreefallError("It takes two to be joined.", hint="Say it like this: treefall join 1 2")
        self.book.add(lambda record: together(record, several))
        return self._holding(several[0].evidence[0].id)

    def split(self, work: Work, evidence_ids: Collection[EntryId]) -> tuple[Work, Work]:
        """Take the evidence of these ids out of `work`; return what is left of it, and the new piece.

        Raises:
            NotFound: some of them are no evidence of it.
            TreefallError: there are none, or nothing would be left.
        """
        went = frozenset(evidence_ids)
        names = [seen.id for seen in work.evidence]
        if went.difference(names):
            raise NotFound(
                "That is no evidence of this piece of work.", hint=f"See what is: treefall show {work.id[:_SHORT]}"
            )
        left = [name for name in names if name not in went]
        if not went or not left:
            raise TreefallError("A split needs a part on either side.", hint="To leave all of it out: treefall drop")
        self.book.add(lambda record: parted(record, work, went))
        return self._holding(left[0]), self._holding(next(name for name in names if name in went))

    def drop(self, work: Work) -> None:
        """Leave `work` out, with what is tied to it later; it is counted, and `bring_back` brings it back."""
        self.book.add(lambda record: dropped(record, work))

    def bring_back(self, evidence_ids: Collection[EntryId]) -> tuple[Work, ...]:
        """Let the evidence of these ids count as work, whatever it was left out for; return the pieces it is in.

        Raises:
            NotFound: some of them were not left out.
        """
        out = {left.evidence.id for left in self.book.judgement().left_out}
        if not evidence_ids or not out.issuperset(evidence_ids):
            raise NotFound("That was not left out.", hint="See what was: treefall why-not")
        self.book.add(lambda record: counting(record, evidence_ids))
        found = {work.id: work for work in self.book.judgement().works}
        return tuple(work for work in found.values() if any(seen.id in evidence_ids for seen in work.evidence))

    def proofs(self, work: Work, refs: Iterable[str]) -> tuple[EntryId, ...]:
        """Return the ids of the evidence of `work` that `refs` begin: ids, or its own names (a commit's sha).

        Raises:
            NotFound: one of them names none of it, or more than one.
        """
        return tuple(_named(work.evidence, ref, f"treefall show {work.id[:_SHORT]}") for ref in refs)

    def left_out(self, refs: Iterable[str]) -> tuple[EntryId, ...]:
        """Return the ids of the evidence that was left out and that `refs` begin; see `proofs`."""
        out = [left.evidence for left in self.book.judgement().left_out]
        return tuple(_named(out, ref, "treefall why-not") for ref in refs)

    def _accepted(self, work: Work, title: str = "") -> Accomplishment:
        def change(record: Record) -> tuple[Accomplishment]:
            done = accepted(record, work)
            return (replace(done, title=title or done.title),)

        return next(entry for entry in self.book.add(change) if isinstance(entry, Accomplishment))

    def _holding(self, name: EntryId) -> Work:
        return next(work for work in self.book.judgement().works if any(seen.id == name for seen in work.evidence))


def _named(evidence: Iterable[Seen], ref: str, look: str) -> EntryId:
    wanted = ref.lower()
    found = {seen.id for seen in evidence if seen.id.startswith(wanted) or seen.native.lower().startswith(wanted)}
    if len(found) != 1:
        what = f"could be {len(found)} pieces of evidence" if found else "is none of it"
        raise NotFound(f"{ref} {what}.", hint=f"See what there is: {look}")
    return found.pop()

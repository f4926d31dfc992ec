"""The desk of coverage: what the record could see, whether it is fresh, and the one next step."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from ..errors import NotFound, SettingsError
from ..model import Step, Work
from ..value.coverage import USUAL, Coverage, Covered, coverage
from .book import Book
from .collecting import places
from .plugins import plugins
from .spool import Waiting, waiting
from .visits import visits

__all__ = ["Coverage", "Covered", "Covering", "Status"]

_LATE = timedelta(days=1)
"""How long a commit may wait in the spool before the record is behind."""


@dataclass(frozen=True, slots=True)
class Status:
    """How the record stands.

    Attributes:
        coverage: what it could see.
        waiting: what the hook has noted and nobody has read yet.
        is_fresh: every place was read of late, and no commit waits for longer than a day.
        next: the one thing to do next.
    """

    coverage: Coverage
    waiting: Waiting
    is_fresh: bool
    next: Step


@dataclass(frozen=True, slots=True)
class Covering:
    """Knows what was read and what was not.

    Attributes:
        book: where everything is.
    """

    book: Book

    def coverage(self, within: timedelta = USUAL) -> Coverage:
        """Return what the record could see; a reading older than `within` counts as stale."""
        book, seen = self.book, visits(self.book.settings.home, self.book.ledger.cursors())
        read = [(place.source, place.where) for place in places(book)]
        return book.once(
            f"coverage {hash(repr((read, seen, within)))}",  # every piece of evidence is looked at
            lambda: coverage(read, seen, book.judgement(), book.world.now(), within=within, known=plugins("sources")),
            observed=True,
        )

    def held(self) -> Mapping[str, int]:
        """Return how many records there are of each source, whether a place of this home brought them or not."""
        judged = self.book.judgement()
        seen = [one for work in judged.works for one in work.evidence] + [out.evidence for out in judged.left_out]
        return Counter(sorted(one.source for one in seen))

    def doubts(self, work: Work) -> tuple[Covered, ...]:
        """Return the places that `work` rests on and that are stale or were read in part, each once."""
        known = self.known()
        found = map(known.doubted, work.evidence) if known else ()
        return tuple({(one.source, one.where): one for one in found if one}.values())

    def known(self) -> Coverage | None:
        """Return what the record could see; None where it was read from no place, or its settings name one wrongly."""
        with suppress(SettingsError, NotFound):
            found = self.coverage()
            return found if found.places else None
        return None

    def status(self, otherwise: Callable[[], Step], within: timedelta = USUAL) -> Status:
        """Return how the record stands; where nothing is to be read, what `otherwise` returns comes next."""
        covered, spooled = self.coverage(within), waiting(self.book.settings.home)
        late = bool(spooled.since and covered.now - spooled.since > _LATE)
        reads = Step("treefall collect", "reads the commits that wait") if late else None
        return Status(covered, spooled, covered.is_fresh and not late, covered.next or reads or otherwise())

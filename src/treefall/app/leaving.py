"""The desk of leaving: what of one's work goes into a CV, as anybody outside may read it."""

from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec

from ..model import Document, Evidence, Period, Profile, Redacted
from ..value.resume import About, json_resume, resume
from .book import Book
from .sharing import Sharing
from .talks import Talks

__all__ = ["About", "Leaving"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the person may show of their work elsewhere."""

    book: Book

    def resume(self, about: About) -> Redacted[Document]:
        """Return the strongest work since `about.since` (None: of all time), redacted for outside."""
        now, works = self.book.world.now(), self.book.judgement().works
        first = min((work.start for work in works), default=now)
        start = self.book.instant(about.since) if about.since else first
        period = Period(min(start, now), now + _DAY)
        record = self.book.said()
        seen = (one for one in self.book.ledger.entries(Evidence) if one.id not in record.withdrawn)
        observed = tuple(one for one in seen if isinstance(one, Evidence))
        told = resume(record, self.book.judgement(), period, self.book.zone, observed)
        return Sharing(self.book).redacted(told, Profile.OUTSIDE)

    def json_resume(self, redacted: Redacted[Document], about: About) -> bytes:
        """Return what `resume` gave as JSON Resume; without a name in `about`, with that of the person's addresses.

        Raises:
            TreefallError: a secret or an undecided name is in it; says what to do.
        """
        document = Sharing(self.book).cleared(redacted)
        known = replace(about, name=about.name or Talks(self.book).me())
        return msgspec.json.format(msgspec.json.encode(json_resume(document, known)), indent=2) + b"\n"

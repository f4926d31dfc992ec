"""The desk of pictures: what a page shows where people would rather look than read."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Heard, Period, Visibility, Work
from ..model.estimate import Finding
from ..pictures import Picture
from ..value.visibility import heard_of, told
from .book import Book

_MET = "1:1"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws what stands in the book."""

    book: Book

    def season(self, works: Sequence[Work], period: Period, person: str = "") -> Picture:
        """Return the picture of `works` over `period`, how far each was heard (by `person`), and the 1:1s."""
        from ..pictures.season import season_picture  # noqa: PLC0415 - only who looks draws

        record = self.book.said()
        heard: dict[str, Heard] = dict(heard_of(record, person))
        met = sorted({telling.at for telling in told(record, person) if telling.channel == _MET})
        drawn = [(work, heard.get(work.id)) for work in works]
        return season_picture(drawn, met, period, self.book.zone, person or "somebody")

    def hearing(self, seen: Sequence[Visibility]) -> Picture:
        """Return the picture of who has heard what: people by pieces of work."""
        from ..pictures.hearing import hearing_picture  # noqa: PLC0415 - as above

        return hearing_picture(seen)

    def series(self, finding: Finding, subject: str = "") -> Picture | None:
        """Return the picture of what a metric came to, to stand under a heading that says so; None without points."""
        from ..pictures.series import series_picture  # noqa: PLC0415 - as above

        name = subject or finding.name or "The numbers"
        return series_picture(finding, f"{name}: seen, and expected without the work") if finding.dots else None

"""The desk of pictures: what a page shows where people would rather look than read."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Heard, Period, Telling, Work
from ..pictures import Picture
from .book import Book

_MET = "1:1"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws what stands in the book."""

    book: Book

    def season(self, works: Sequence[Work], period: Period) -> Picture:
        """Return the picture of `works` over `period`, with how far each was heard, and the 1:1s."""
        from ..pictures.season import season_picture  # noqa: PLC0415 - only who looks draws
        from ..value.visibility import heard_of  # noqa: PLC0415

        record = self.book.said()
        heard: dict[str, Heard] = dict(heard_of(record))
        met = sorted({telling.at for telling in record.of(Telling) if telling.channel == _MET})
        return season_picture([(work, heard.get(work.id)) for work in works], met, period, self.book.zone)

"""How a place was read last: apart from what coverage makes of it, for every collection needs only this."""

from dataclasses import dataclass
from datetime import datetime

from ..model import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How the last readings of one place went; the machine's own memory, never part of the ledger.

    Attributes:
        whole: when it was last read to its end; aware, UTC; None: never, or nobody remembers.
        since: what is older was passed over; None: nothing was.
        origins: of what it has yielded (see `Evidence.origin`), sorted.
        why: why the last try ended early; "" where it did not.
        rejected: the first of the records that could not be read, since it was last read from its beginning.
        refused: how many these are; >= the length of `rejected`.
    """

    whole: datetime | None = None
    since: datetime | None = None
    origins: tuple[str, ...] = ()
    why: str = ""
    rejected: tuple[Rejected, ...] = ()
    refused: int = 0

"""What connecting a service means, and what is asked of it once that was approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from ..forge.connecting import SHOWN, ForgeConnection, Found
from ..forge.people import Whose
from ..model import Evidence
from ..remote.client import Client
from ..remote.cursor import Cursor
from .reading import DutyReading


@dataclass(frozen=True, slots=True)
class DutyConnection(ForgeConnection):
    """One service that may be connected.

    Attributes:
        login: the person's address there, where it cannot be asked for.
    """

    login: str = ""

    LEAVES: ClassVar[tuple[str, ...]] = (
        "what others wrote",
        "what an alert carries (details, labels, payload)",
        "whom it called, and how",
        "incidents that you did nothing about",
    )
    PROPOSAL: ClassVar[str] = "incident"
    WHERE: ClassVar[str] = "team"
    READING: ClassVar[type[DutyReading]] = DutyReading

    SAYS: ClassVar[str] = ""
    """What is known of the token, as a sentence."""

    def asked(self, client: Client) -> Found:
        """Return who the person is, and those of their newest incidents that are found at once."""
        reading = self.READING(client, Whose(self.host, self.login), self.only, Cursor())
        shown = reading.recent()
        return Found(
            reading.me.address, reading.me.name, tuple(self._said(shown)), [{"evidence": one} for one in shown], None
        )

    def shown(self, found: Found) -> tuple[Evidence, ...]:
        """Return what is shown of what was found."""
        return tuple(one["evidence"] for one in found.page[:SHOWN])

    def _said(self, shown: tuple[Evidence, ...]) -> Iterator[str]:
        yield self.SAYS
        if not shown:
            yield "Only the newest of the last thirty days were looked at for this page; collecting goes further back."

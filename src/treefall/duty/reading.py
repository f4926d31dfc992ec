"""One reading of a service: by windows of time, and of the last thirty days each time again.

These services list what happened between two moments, and not what was touched since one; what began lately may still
change, be resolved or be written about. What is older has settled.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from ..errors import SourceError
from ..forge.people import Whose
from ..model import Batch, Evidence
from ..remote.client import Client, Denied
from ..remote.cursor import Cursor
from ..remote.reading import Reading
from ..remote.records import Raw, moment
from ..remote.section import stamp
from ..remote.walk import BEGINNING, Page
from .incident import Incident, Somebody, evidence
from .shifts import Shift, on_call

Window: TypeAlias = tuple[datetime, datetime]
"""From when on, and until when; not longer than a month."""

MONTH = timedelta(days=30)
_USUAL = timedelta(days=3 * 365)  # how far back is read where nobody says


class DutyReading(Reading):
    """One reading of a service."""

    def __init__(self, client: Client, whose: Whose, only: Sequence[str], cursor: Cursor) -> None:
        """Read what `whose` account did, for the teams `only`, from `cursor` on."""
        super().__init__(whose.host, cursor)
        self.client = client
        self.only = only
        self.login = whose.login
        self.now = client.clock  # of this machine, before anybody is asked
        self.me = Somebody("")

    def streams(self) -> Iterator[Batch]:
        """Yield incidents and shifts since the cursor; a batch for each window.

        Raises:
            SourceError: nothing more can be had now, or the token is somebody else's.
        """
        self._signed_in()
        for stream, listed in self.lists().items():
            yield from self.batches(stream, self._pages(stream, listed), self._incident)
        yield from self.batches("shifts", self._pages("shifts", self._shifts), lambda raw: (raw["evidence"],))
        yield self.batch()

    def recent(self) -> tuple[Evidence, ...]:
        """Return what is found at once of the last thirty days, the newest first."""
        self.me = self._whoever()
        found, _ = self.parsed(self.newest() if self.me.key else (), self._incident, "incidents")
        shown = [one for one in found if isinstance(one, Evidence)]
        return tuple(sorted(shown, key=lambda one: one.at, reverse=True))

    def whoever(self) -> Somebody:
        """Return whose the token is."""
        raise NotImplementedError

    def newest(self) -> Iterable[Raw]:
        """Yield some records of incidents of the last thirty days: as many as one question gives."""
        raise NotImplementedError

    def lists(self) -> Mapping[str, Callable[[Window], Iterable[Raw]]]:
        """Return, by what they are called, what yields the records of a window on which the person may have acted."""
        raise NotImplementedError

    def incident(self, record: Raw) -> Incident:
        """Return the incident that `record` is, with whatever else has to be asked for.

        Raises:
            Broken: it is none.
            Denied: what has to be asked for is closed.
        """
        raise NotImplementedError

    def shifts(self, window: Window) -> Iterable[Shift]:
        """Yield the person's shifts that touch a window, each whole; by default none."""
        del window
        return ()

    def _whoever(self) -> Somebody:
        """Return whose the token is; nobody at all where it tells no key, by which what nobody did would be theirs."""
        me = self.whoever()
        return me if me.key else Somebody("")

    def _signed_in(self) -> None:
        """Learn who the person is there.

        Raises:
            SourceError: the token does not tell, or is somebody else's.
        """
        whose, hint = f"The token for {self.server.name} is ", f"Set your own: treefall connect {self.server.SOURCE}"
        try:
            self.me = self._whoever()
        except Denied:
            raise SourceError(f"{whose}nobody's own.", hint=hint) from None
        if self.me.address.lower() != self.login.lower():
            raise SourceError(f"{whose}of {self.me.address or 'nobody'}, and not of {self.login}.", hint=hint)

    def _incident(self, record: Raw) -> tuple[Evidence, ...]:
        return evidence(self.server.SOURCE, self.incident(record), self.me)

    def _shifts(self, window: Window) -> Iterable[Raw]:
        made = on_call(self.server.SOURCE, self.server.rest, self.shifts(window), self.now)
        return [{"evidence": one} for one in made]

    def _pages(self, stream: str, found: Callable[[Window], Iterable[Raw]]) -> Iterator[Page]:
        """Yield a page for each window from the mark of `stream` to now; the mark never passes the last month."""
        mark = self.mark(stream)
        begin = self.now - _USUAL if mark == BEGINNING else moment({"at": mark}, "at") or self.now - _USUAL
        while begin < self.now:
            until = min(begin + MONTH, self.now)
            records = list(found((begin, until)))
            mark = max(mark, stamp(min(until, self.now - MONTH)))
            yield Page(records, (), mark)
            begin = until

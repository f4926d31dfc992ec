"""Calendars: 1:1s, interviews given, talks, on-call shifts, and the leave that explains a month without a record.

`ics` reads what programs write and `repeating` when it repeats; `sorts` says what a meeting is, and `making` what
becomes of it. `caldav` asks a server, and `connecting` is what `treefall connect calendar` says and tries. What is
read, and by which rules, is told in `docs/sources/calendar.md`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from ...errors import SourceError
from ...files import texts
from ...model import Batch, Evidence, Rejected
from ...ports import Connection, World
from ...remote import section as remote
from ...value import sections
from ...value.identity import normal_address
from ...value.pages import batches
from .caldav import Account, located_account
from .ics import MOST_BYTES, zone_of
from .making import SOURCE, Reading, begins
from .sorts import Rules, own_words

__all__ = ["Calendar", "connection", "sources"]

_FILES = ("files", "shared")
_WORDS = ("one_to_ones", "interviews", "talks", "on_call", "mentoring", "leave", "nothing")
_KEYS = (*_FILES, *_WORDS, "as", "zone", "private", "descriptions")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar in a file, or a folder of such.

    Attributes:
        path: where it is.
        reading: how it is read.
        since: what is older is passed over; None: three years are read.
    """

    path: str
    reading: Reading
    since: datetime | None = None
    rereads: ClassVar[bool] = True  # all of it, whenever any of it has changed or time went on

    @property
    def place(self) -> str:
        """Return "calendar:" and the real path."""
        return f"{SOURCE}:{Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the calendar shows until now, all of it where any of that has changed.

        Raises:
            SourceError: the file or the folder cannot be read.
        """
        now = world.now()
        try:
            files = tuple(texts(Path(self.path).resolve(), (".ics", ".ical", ".ifb"), MOST_BYTES))
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror}.", hint="Mend [calendar].") from error
        yield from batches(self.parse(files, begins(self.since, now), now), cursor)

    def parse(
        self, files: tuple[tuple[str, str | None], ...], since: datetime, until: datetime
    ) -> Iterator[Evidence | Rejected]:
        """Yield the evidence that calendars come to between two moments, and what of them cannot be read.

        Args:
            files: the name and the text of each; None where it has none.
            since: what began before is passed over.
            until: what has not begun by then is no evidence yet.
        """
        found = ((name, None if text is None else text.encode()) for name, text in files)
        yield from self.reading.made([one for file in found for one in self.reading.events(*file)], since, until)


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Calendar | Account]:
    """Yield a source for each of the `files` and `shared` calendars, and for each server, in the section `[calendar]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    own = {key: value for key, value in section.items() if not isinstance(value, dict)}
    sections.only(SOURCE, own, _KEYS)
    since = remote.since("calendar.since", own.get("since"))
    for key in _FILES:
        for path in sections.texts(SOURCE, own, key):
            reading = _reading(own, me, Path(path).name or path, shared=key == "shared")
            yield Calendar(str(Path(path).expanduser()), reading, since)
    for name, said in section.items():
        if isinstance(said, dict):
            yield Account.of(name, said, _reading(own, me, name), since)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the CalDAV server at `where` ("ed@cal.corp.example"), of which `only` these calendars are to be read.

    Raises:
        SettingsError: there is no such server, or it is not said as whom.
    """
    from .connecting import CalendarConnection  # noqa: PLC0415 - only where something is connected

    return CalendarConnection(located_account(where), only)


def _reading(section: Mapping[str, object], me: tuple[str, ...], origin: str, *, shared: bool = False) -> Reading:
    names = tuple(name.lower() for name in sections.texts(SOURCE, section, "as"))
    words = own_words({key: sections.texts(SOURCE, section, key) for key in _WORDS})
    rules = Rules(tuple(sorted(map(normal_address, me))), names, shared, words)
    zone = sections.text(SOURCE, section, "zone")
    zone_of(zone)
    private = sections.flag(SOURCE, section, "private", usual=True)
    return Reading(origin, rules, zone, private, sections.flag(SOURCE, section, "descriptions"))

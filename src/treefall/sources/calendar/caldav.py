"""A calendar server (CalDAV, RFC 4791): which calendars there are, and the events of a span of time. Only reading.

Of a calendar whose tag (ctag) is the one of the last time only what has begun since then is asked for; of any other,
and of one without a tag, the whole span.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from ...errors import SettingsError, SourceError
from ...model import Batch, Evidence, Rejected
from ...ports import Secret, World
from ...remote import section as settings
from ...remote.client import Client, Denied
from ...remote.server import Server, basic, located
from ...value import sections
from .making import SOURCE, Reading, begins

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DAV, _CAL, _TAGS = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"
_ASK = (
    b'<?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" '
    b'xmlns:s="http://calendarserver.org/ns/"><d:prop><d:current-user-principal/><c:calendar-home-set/><d:resourcetype/>'
    b"<d:displayname/><s:getctag/><c:supported-calendar-component-set/></d:prop></d:propfind>"
)
_EVENTS = (
    '<?xml version="1.0"?><c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/>'
    '<c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
    '<c:time-range start="{start}" end="{end}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>'
)
_FORM = "%Y%m%dT%H%M%SZ"
_WELL_KNOWN = "/.well-known/caldav"
_MOST_CALENDARS, _BATCH = 200, 500
_BACK, _AHEAD = timedelta(days=92), timedelta(days=31)
_VARIABLES = ("TREEFALL_CALDAV_PASSWORD",)


@dataclass(frozen=True, slots=True)
class Dav(Server):
    """A calendar server, and as whom it is asked.

    Attributes:
        user: the person's own name there.
    """

    user: str = ""

    SOURCE: ClassVar[str] = SOURCE

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variable of the environment that may hold the password."""
        return _VARIABLES

    @property
    def signing_in(self) -> str:
        """Return how the person gets at a password."""
        return f"Put one for programs into your keyring: keyring set treefall {self.user}@{self.name}"

    @property
    def root(self) -> str:
        """Return the URL of the host."""
        return f"{self.scheme}://{self.name.partition('/')[0]}"

    def token(self, world: World) -> Secret | None:
        """Return the password: from the environment or the keyring."""
        return world.secret(f"{self.user}@{self.name}", variables=self.variables)

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears."""
        return {"authorization": basic(self.user, token), "accept": "application/xml, text/xml"}


@dataclass(frozen=True, slots=True)
class Found:
    """A calendar on a server.

    Attributes:
        url: where it is.
        name: as it is shown there.
        tag: changes with every change; "" where the server tells none.
    """

    url: str
    name: str
    tag: str


class DavClient(Client):
    """Asks one calendar server."""

    def __init__(self, server: Dav, world: World) -> None:
        """Ask `server` through `world`.

        Raises:
            SourceError: there is no password for it.
        """
        super().__init__(server, world)
        self._root = server.root
        self._first = server.rest

    def decoded(self, body: bytes) -> "tuple[Element, ...] | None":
        """Return the answers that `body` holds, one for each thing; None where it is no whole XML, or has entities."""
        from xml.etree import ElementTree as ET  # noqa: PLC0415 - few have a calendar on a server

        if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
            return None
        try:
            return tuple(ET.fromstring(body).iter(f"{_DAV}response"))  # noqa: S314 - without entities
        except (ET.ParseError, ValueError):
            return None

    def calendars(self) -> tuple[Found, ...]:
        """Return the calendars of the person that hold events.

        Raises:
            SourceError: nothing can be had now, or it is no calendar server.
        """
        for start in (self._first, self._root + _WELL_KNOWN, f"{self._root}/"):
            try:
                found = self._below(start)
            except Denied:
                continue
            if found:
                return found
        where = self._first.partition("://")[2]
        raise SourceError(f"{where} shows no calendar.", hint="Name the path that your calendar program uses.")

    def events(self, calendar: Found, start: datetime, end: datetime) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the content of each event of `calendar` that takes place between two moments.

        Raises:
            SourceError: nothing can be had now.
            Denied: this calendar cannot be read.
        """
        query = _EVENTS.format(start=f"{start:{_FORM}}", end=f"{end:{_FORM}}").encode()
        for answer in self._asked("REPORT", calendar.url, query, 1):
            for data in answer.iter(f"{_CAL}calendar-data"):
                yield _href(answer), (data.text or "").encode()

    def _below(self, start: str) -> tuple[Found, ...]:
        """Return the calendars that are found from `start` on: itself, or those of whose it is."""
        about = self._asked("PROPFIND", start, _ASK, 0)
        if any(map(_is_calendar, about)):
            return tuple(map(self._found, about))
        for _ in range(2):  # whose it is, then where theirs are
            if home := _linked(about, "calendar-home-set"):
                each = self._asked("PROPFIND", self._at(home), _ASK, 1)[:_MOST_CALENDARS]
                return tuple(self._found(one) for one in each if _is_calendar(one))
            if not (whose := _linked(about, "current-user-principal")):
                break
            about = self._asked("PROPFIND", self._at(whose), _ASK, 0)
        return ()

    def _asked(self, method: str, url: str, body: bytes, depth: int) -> "tuple[Element, ...]":
        headers = {"content-type": "application/xml; charset=utf-8", "depth": str(depth)}
        found: tuple[Element, ...] = self.answered(method, url, body, headers)
        return found

    def _found(self, answer: "Element") -> Found:
        name, tag = (
            next((one.text or "" for one in answer.iter(kind)), "")
            for kind in (f"{_DAV}displayname", f"{_TAGS}getctag")
        )
        url = self._at(_href(answer))
        return Found(url, " ".join(name.split())[:200] or url.rstrip("/").rpartition("/")[2], tag[:500])

    def _at(self, href: str) -> str:
        """Return the URL that `href` means on this server; `Client` refuses one that leads to another."""
        return urljoin(f"{self._root}/", href)


@dataclass(frozen=True, slots=True)
class Account:
    """One person's calendars on one server.

    Attributes:
        server: which, and as whom.
        reading: how they are read.
        only: their names, where not all are read.
        since: what is older is passed over; None: three years are read.
    """

    server: Dav
    reading: Reading
    only: tuple[str, ...] = ()
    since: datetime | None = None

    @classmethod
    def of(cls, name: str, section: Mapping[str, object], reading: Reading, since: datetime | None) -> "Account":
        """Return what the section `[calendar."NAME"]` says.

        Raises:
            SettingsError: it says something else than it should.
        """
        user = settings.user(SOURCE, name, section, "only")
        where, scheme = located(name, "a calendar server", "cal.corp.example")
        only = sections.texts(f"{SOURCE}.{name}", section, "only")
        return cls(Dav(where, scheme, user), reading, only, since)

    @property
    def place(self) -> str:
        """Return "calendar:", the person and the host."""
        return f"{SOURCE}:{self.server.user}@{self.server.name}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the calendars show until now; each is written with a cursor of its own.

        Raises:
            SourceError: nothing can be read now; what was yielded stands.
        """
        now, left = world.now(), _remembered(cursor)
        client = DavClient(self.server, world)
        for calendar in client.calendars():
            if self.only and calendar.name not in self.only:
                continue
            start, known = begins(self.since, now), left.get(calendar.url)
            if known and known[0] == calendar.tag and calendar.tag:
                start = max(start, datetime.fromisoformat(known[1]).replace(day=1, hour=0, minute=0, second=0))
            try:
                found = tuple(client.events(calendar, start - _BACK, now + _AHEAD))
            except Denied as denied:
                yield Batch((), (Rejected(SOURCE, f"{self.server.name}, {calendar.name}", str(denied)),))
                continue
            left[calendar.url] = calendar.tag, now.astimezone(UTC).isoformat(timespec="seconds")
            yield from _batches(self.parse(found, start, now), json.dumps(left))

    def parse(
        self, found: tuple[tuple[str, bytes], ...], since: datetime, until: datetime
    ) -> tuple[Evidence | Rejected, ...]:
        """Return the evidence that events come to between two moments, and what of them cannot be read.

        Args:
            found: the name and the content of each.
            since: what began before is passed over.
            until: what has not begun by then is no evidence yet.
        """
        events = [one for name, content in found for one in self.reading.events(name, content)]
        return tuple(self.reading.made(events, since, until))


def located_account(said: str) -> Dav:
    """Return the server and the person that "ed@cal.corp.example" names, with a path behind it where it needs one.

    Raises:
        SettingsError: there is no such server, or nobody is named.
    """
    scheme, _, rest = said.rpartition("://")
    user, _, host = rest.rpartition("@")
    name, spoken = located(f"{scheme}://{host}" if scheme else host, "a calendar server", "ed@cal.corp.example")
    if not user:
        raise SettingsError(f"{said!r} does not say as whom", hint="Name it as: ed@cal.corp.example")
    return Dav(name, spoken, user)


def _batches(found: tuple[Evidence | Rejected, ...], cursor: str) -> Iterator[Batch]:
    entries = [one for one in found if isinstance(one, Evidence)]
    rejected = tuple(one for one in found if isinstance(one, Rejected))
    last = (len(entries) - 1) // _BATCH * _BATCH if entries else 0
    yield from (Batch(tuple(entries[start : start + _BATCH])) for start in range(0, last, _BATCH))
    yield Batch(tuple(entries[last:]), rejected, cursor)


def _remembered(cursor: str | None) -> dict[str, tuple[str, str]]:
    """Return by calendar its tag and when it was read, as an earlier cursor says; nothing where that says nothing."""
    with suppress(ValueError, TypeError, AttributeError):
        said = json.loads(cursor or "{}")
        found = {str(url): (str(tag), str(at)) for url, (tag, at) in said.items()}
        if all(datetime.fromisoformat(at).tzinfo for _, at in found.values()):
            return found
    return {}


def _href(answer: "Element") -> str:
    return (answer.findtext(f"{_DAV}href") or "").strip()


def _linked(about: "tuple[Element, ...]", name: str) -> str:
    """Return where the property `name` leads, or ""."""
    found = (one for answer in about for kind in (_DAV, _CAL) for one in answer.iter(f"{kind}{name}"))
    return next((href for one in found if (href := (one.findtext(f"{_DAV}href") or "").strip())), "")


def _is_calendar(answer: "Element") -> bool:
    """Say whether this is a calendar of events, and not one of tasks alone."""
    kinds = {one.get("name") for one in answer.iter(f"{_CAL}comp")}
    is_one = any(True for kind in answer.iter(f"{_DAV}resourcetype") for _ in kind.iter(f"{_CAL}calendar"))
    return is_one and (not kinds or "VEVENT" in kinds)

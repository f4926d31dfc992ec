"""Calendars as programs write them (RFC 5545), as plain values: the one place that knows icalendar.

An event that cannot be read is told and passed over; the others are read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from threading import Lock
from types import MappingProxyType
from typing import Any

from ...errors import SettingsError, SourceError
from .repeating import READ, WEEKDAYS, Endless, Rule, days

MOST_BYTES = 20_000_000
"""Of one calendar."""

MOST_EVENTS = 20_000
"""Of one calendar that are looked at."""

_MOST_TIMES = 5_000  # of one event
_MOST_PEOPLE = 200
_PERIODS = 2_000_000  # that all rules of a calendar together are followed through
_FEWEST_PERIODS = 500
_NOBODY = frozenset({"ROOM", "RESOURCE"})  # what is invited and is no person
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_EVERY = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_NO = "DECLINED"
_CALLED_OFF = "CANCELLED"
_DAY = timedelta(days=1)
_ALONE = Lock()  # the library keeps the zones of a calendar where those of the next one would be looked for
_NOTHING: Mapping[str, list[object]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited, or who invites.

    Attributes:
        name: as people are called; may be empty.
        address: in small letters.
        declined: they said no.
    """

    name: str
    address: str
    declined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as its calendar has it, every time of it or a single one.

    Attributes:
        uid: its own name.
        start: when it first begins: an instant in its own zone, or a day.
        end: when that ends; of days the one after the last.
        summary: its title.
        categories: as they stand there.
        description: its words.
        guests: who is invited and who invites, each once.
        host: the address of who invites, or "".
        called_off: it does not take place.
        private: its calendar says that it is nobody else's.
        rule: how it is repeated, or None.
        until: the last moment of that, or None.
        more: times besides.
        but: times that are left out.
        time: which time of the event of that name this one takes the place of, or None.
    """

    uid: str
    start: datetime | date
    end: datetime | date
    summary: str = ""
    categories: tuple[str, ...] = ()
    description: str = ""
    guests: tuple[Guest, ...] = ()
    host: str = ""
    called_off: bool = False
    private: bool = False
    rule: Rule | None = None
    until: datetime | date | None = None
    more: tuple[datetime | date, ...] = ()
    but: tuple[datetime | date, ...] = ()
    time: datetime | date | None = None

    @property
    def is_whole_day(self) -> bool:
        """Say whether it lasts for days, and not from an hour to another."""
        return not isinstance(self.start, datetime)

    @property
    def length(self) -> timedelta:
        """Return how long it lasts, >= 0."""
        return max(timedelta(0), _instant(self.end) - _instant(self.start))


@dataclass(frozen=True, slots=True)
class Unread:
    """An event that cannot be read: what it is called, and why in one clause."""

    name: str
    why: str


def read(content: bytes, zone: tzinfo = UTC) -> Iterator[Event | Unread]:
    """Yield the events of a calendar, in its order; at most 20,000.

    Args:
        content: of the file.
        zone: where hours are meant that name no zone, where the calendar does not say that itself.

    Raises:
        SourceError: it is no calendar, or too large.
    """
    from icalendar import Calendar  # noqa: PLC0415 - takes its time, and only a calendar needs it
    from icalendar.timezone import tzp  # noqa: PLC0415 - with it

    if len(content) > MOST_BYTES:
        raise SourceError("It is too large for a calendar.", hint="20 MB at most are read.")
    try:
        with _ALONE:
            tzp.use_default()  # a zone that another calendar defined ("Customized Time Zone") is not this one's
            found = Calendar.from_ical(content, multiple=True)
        events = [(one, _zone(calendar, zone)) for calendar in found for one in calendar.walk("VEVENT")]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError("It is no calendar.", hint="Export it as iCalendar (.ics).") from error
    if not found:
        raise SourceError("It holds no calendar.", hint="Export it as iCalendar (.ics).")
    for number, (component, here) in enumerate(events, 1):
        if number > MOST_EVENTS:
            yield Unread(f"event {number:,} and on", "are more than are read")
            return
        try:
            yield _event(component, here)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, LookupError) as error:
            yield Unread(f"event {number:,}", f"cannot be read ({error})"[:200])


def zone_of(name: str) -> tzinfo:
    """Return the zone of that name; UTC for "".

    Raises:
        SettingsError: there is none.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - few name a zone

    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(f"calendar.zone: {name!r} is no time zone", hint="Name one as: Europe/Berlin") from error


def times(found: Sequence[Event], since: datetime, until: datetime) -> Iterator[Event | Unread]:
    """Yield every single time of `found` that begins after `since` and no later than `until`; in no order.

    A time that was moved, changed or called off by itself is yielded as it stands by now; `time` says which of several
    it is, and is None where there are no others.
    """
    changed = {(one.uid, _instant(one.time)): one for one in found if one.time is not None}
    most = max(_FEWEST_PERIODS, _PERIODS // max(1, sum(one.rule is not None for one in found)))
    for one in found:
        if one.time is not None:
            if since < _instant(one.start) <= until:
                yield one
            continue
        try:
            for start in _starts(one, since, until, most):
                if (one.uid, _instant(start)) not in changed:
                    several = start if one.rule or one.more else None
                    yield replace(one, start=start, end=_moved(one, start), time=several)
        except Endless as error:
            yield Unread(one.summary[:60] or one.uid[:60], str(error))


def instant(moment: datetime | date) -> tuple[datetime, int]:
    """Return `moment` in UTC and the minutes east of UTC where it is; of a day its noon in UTC."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(12), UTC), 0
    offset = moment.utcoffset() or timedelta(0)
    return moment.astimezone(UTC), round(offset.total_seconds() / 60)


def _starts(one: Event, since: datetime, until: datetime, most: int) -> Iterator[datetime | date]:
    """Yield when `one` begins, each time once."""
    first = one.start if not isinstance(one.start, datetime) else one.start.date()
    last = until if one.until is None else min(until, _instant(one.until) + (_DAY if one.is_whole_day else timedelta()))
    rule = one.rule or Rule(every="DAILY", count=1)
    begin, end = since.date() - _DAY, last.date() + _DAY
    usual = (_on(one.start, day) for day in days(rule, first, begin, end, most))
    but, seen = {_instant(moment) for moment in one.but}, set[datetime]()
    for start in (*(moment for moment in usual if _instant(moment) <= last), *one.more):
        at = _instant(start)
        if since < at <= until and at not in but and at not in seen:
            seen.add(at)
            yield start
            if len(seen) >= _MOST_TIMES:
                raise Endless("has more times than are read")


def _on(start: datetime | date, day: date) -> datetime | date:
    """Return the moment of `start` on `day`, by the clock of its own place."""
    return datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day


def _moved(one: Event, start: datetime | date) -> datetime | date:
    if isinstance(start, datetime) and isinstance(one.start, datetime):
        return start + one.length
    return start + timedelta(days=one.length.days)


def _instant(moment: datetime | date) -> datetime:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.combine(moment, time(), UTC)


def _event(component: Any, zone: tzinfo) -> Event:  # noqa: ANN401 - the library has no types for it
    uid = str(component.get("UID", ""))[:300]
    start = _moment(component.get("DTSTART"), zone)
    if not uid or start is None:
        raise ValueError("it has no name" if start else "it says no day")
    guests = tuple({one.address: one for one in _guests(component)}.values())
    rule, until = _rule(component.get("RRULE"), start, zone)
    return Event(
        uid=uid,
        start=start,
        end=_end(component, start, zone),
        summary=str(component.get("SUMMARY", ""))[:2_000],
        categories=tuple(_categories(component)),
        description=str(component.get("DESCRIPTION", ""))[:20_000],
        guests=guests,
        host=_address(component.get("ORGANIZER")),
        called_off=str(component.get("STATUS", "")).upper() == _CALLED_OFF,
        private=str(component.get("CLASS", "")).upper() in _PRIVATE,
        rule=rule,
        until=until,
        more=tuple(_moments(component.get("RDATE"), zone)),
        but=tuple(_moments(component.get("EXDATE"), zone)),
        time=_moment(component.get("RECURRENCE-ID"), zone),
    )


def _end(component: Any, start: datetime | date, zone: tzinfo) -> datetime | date:  # noqa: ANN401 - likewise
    end = _moment(component.get("DTEND"), zone)
    lasts = getattr(component.get("DURATION"), "dt", None)
    if end is None and isinstance(lasts, timedelta):
        return start + lasts
    if end is None or isinstance(end, datetime) != isinstance(start, datetime):
        return start if isinstance(start, datetime) else start + _DAY
    return end


def _rule(said: Any, start: datetime | date, zone: tzinfo) -> tuple[Rule | None, datetime | date | None]:  # noqa: ANN401
    """Return how an event is repeated, and the last moment of that."""
    if not said:
        return None, None
    if isinstance(said, list):
        raise ValueError("it has several rules")  # noqa: TRY004 - of the calendar, not of a caller
    every = str(said.get("FREQ", [""])[0]).upper()
    unread = {one.upper() for one in said} - READ
    if every not in _EVERY or unread:
        raise ValueError(f"it repeats by {min(unread) if every in _EVERY else every}")
    until = (said.get("UNTIL") or [None])[0]
    rule = Rule(
        every=every,
        interval=max(1, int((said.get("INTERVAL") or [1])[0])),
        count=max(0, int((said.get("COUNT") or [0])[0])),
        weekdays=tuple(map(_weekday, _listed(said.get("BYDAY")))),
        days=tuple(map(int, _listed(said.get("BYMONTHDAY")))),
        months=tuple(map(int, _listed(said.get("BYMONTH")))),
        places=tuple(map(int, _listed(said.get("BYSETPOS")))),
        begins=_weekday(str((said.get("WKST") or ["MO"])[0]))[0],
    )
    if isinstance(start, datetime) and isinstance(until, datetime) and until.tzinfo is None:
        until = until.replace(tzinfo=start.tzinfo or zone)
    return rule, until


def _listed(said: object) -> list[Any]:
    return said if isinstance(said, list) else [] if said is None else [said]


def _weekday(said: object) -> tuple[int, int]:
    """Return the weekday and the how-many-th that "-1FR" says."""
    text = str(said).upper()
    return WEEKDAYS.index(text[-2:]), int(text[:-2] or 0)


def _moments(said: object, zone: tzinfo) -> Iterator[datetime | date]:
    for each in _listed(said):
        for one in list(getattr(each, "dts", ()))[:_MOST_TIMES]:
            moment = getattr(one, "dt", None)
            if (found := _placed(moment[0] if isinstance(moment, tuple) else moment, zone)) is not None:
                yield found


def _moment(said: object, zone: tzinfo) -> datetime | date | None:
    return _placed(getattr(said, "dt", None), zone)


def _placed(moment: object, zone: tzinfo) -> datetime | date | None:
    """Return `moment` in its zone, that of the calendar where it names none; None where it is no moment since 1970."""
    if not isinstance(moment, date) or not 1970 <= moment.year < 9000:  # noqa: PLR2004 - years
        return None
    return moment.replace(tzinfo=zone) if isinstance(moment, datetime) and moment.tzinfo is None else moment


def _zone(calendar: Any, usual: tzinfo) -> tzinfo:  # noqa: ANN401 - likewise
    try:
        return zone_of(str(calendar.get("X-WR-TIMEZONE", ""))) if calendar.get("X-WR-TIMEZONE") else usual
    except SettingsError:
        return usual


def _categories(component: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    for each in _listed(component.get("CATEGORIES")):
        yield from (str(one)[:200] for one in getattr(each, "cats", ()))


def _guests(component: Any) -> Iterator[Guest]:  # noqa: ANN401 - likewise
    """Yield who is invited and who invites."""
    for one in (component.get("ORGANIZER"), *_listed(component.get("ATTENDEE"))[:_MOST_PEOPLE]):
        said = getattr(one, "params", _NOTHING)
        if one is not None and str(said.get("CUTYPE", "")).upper() not in _NOBODY:
            name = ", ".join(str(part).strip(" '") for part in _listed(said.get("CN")))  # a comma that nobody quoted
            yield Guest(_called(name), _address(one), str(said.get("PARTSTAT", "")).upper() == _NO)


def _address(said: object) -> str:
    return "" if said is None else str(said).strip().casefold().removeprefix("mailto:")[:300]


def _called(name: str) -> str:
    """Return `name` as somebody is called: "Lind, Maya" of an address book is "Maya Lind"."""
    last, comma, first = name.strip()[:200].partition(", ")
    return f"{first} {last}" if comma and "," not in first else name.strip()[:200]

"""What becomes of a calendar: evidence of meetings that are work, and one line a month of leave."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ...errors import SourceError
from ...model import Evidence, Kind, Part, Rejected, Role, Scalar, entry_id
from ...value.pages import MOST_TITLE, MOST_WORDS
from .ics import Event, Unread, instant, read, times, zone_of
from .sorts import Rules, Sort

SOURCE = "calendar"

_BACK, _AHEAD = timedelta(days=92), timedelta(days=31)  # leave is read by whole months, whenever it began
_DAY = timedelta(days=1)
_WORKDAYS = 5
_NO_CANDIDATES = "Interview"
_MOST_DAYS = 400  # of one leave


@dataclass(frozen=True, slots=True)
class Reading:
    """How a calendar is read.

    Attributes:
        origin: what the calendar is called: part of what evidence is called.
        rules: how its meetings are told apart.
        zone: where hours are meant that name no zone; "" for UTC.
        private: what the calendar calls private is read, and stays private; else it is passed over.
        words: what descriptions say is read, too.
    """

    origin: str
    rules: Rules
    zone: str = ""
    private: bool = True
    words: bool = False

    def events(self, name: str, content: bytes | None) -> Iterator[Event | Unread]:
        """Yield the events of the calendar `content`; where it is none, what is called `name` is unread as a whole."""
        if content is None:
            yield Unread(name, "is no text in UTF-8 of at most 20 MB")
            return
        try:
            yield from read(content, zone_of(self.zone))
        except SourceError as error:
            yield Unread(name, str(error).removeprefix("It ").rstrip("."))

    def made(self, found: Sequence[Event | Unread], since: datetime, until: datetime) -> Iterator[Evidence | Rejected]:
        """Yield what `found` comes to between two moments: meetings that have begun by `until`, and leave by months.

        The same calendar gives the same, in the same order.
        """
        events = [one for one in found if isinstance(one, Event)]
        yield from (self._rejected(one) for one in found if isinstance(one, Unread))
        away: set[date] = set()
        meetings: list[Evidence] = []
        for one in times(events, since - _BACK, until + _AHEAD):
            if isinstance(one, Unread):
                yield self._rejected(one)
            elif (sort := self.rules.sort(one, repeats=one.time is not None)) is Sort.LEAVE:
                away.update(_working_days(one))
            elif sort and since < instant(one.start)[0] <= until and (self.private or not one.private):
                meetings.append(self._meeting(one, sort))
        yield from sorted(meetings, key=lambda one: (one.at, one.id))
        months = sorted({(day.year, day.month) for day in away})
        first, last = ((one.year, one.month) for one in (since, until))
        yield from (self._leave(month, away) for month in months if first <= month <= last)

    def _meeting(self, one: Event, sort: Sort) -> Evidence:
        at, offset = instant(one.start)
        native = f"{one.uid} {instant(one.time)[0]:%Y-%m-%dT%H:%MZ}" if one.time else one.uid
        others = self.rules.others(one)
        if sort is Sort.INTERVIEW:  # whoever applies for work is nobody's business but theirs
            others = tuple(other for other in others if self.rules.is_colleague(other.address))
        return Evidence(
            id=entry_id(SOURCE, self.origin, native),
            at=at,
            source=SOURCE,
            origin=self.origin,
            native=native,
            kind=Kind.MENTORING if sort is Sort.MENTORING else Kind.MEETING,
            title=_NO_CANDIDATES if sort is Sort.INTERVIEW else " ".join(one.summary[:MOST_TITLE].split()),
            body=one.description[:MOST_WORDS] if self.words and sort is not Sort.INTERVIEW else "",
            roles=tuple(Role(part=Part.MENTIONED, name=other.name, address=other.address) for other in others),
            facts=dict(_facts(one, sort)),
            private=one.private,
            offset=offset,
        )

    def _leave(self, month: tuple[int, int], away: Iterable[date]) -> Evidence:
        days = sorted(day for day in away if (day.year, day.month) == month)
        first = date(*month, 1)
        whole = sum(day.weekday() < _WORKDAYS for day in _span(first, monthrange(*month)[1]))
        native = f"leave {first:%Y-%m}"
        return Evidence(
            id=entry_id(SOURCE, self.origin, native),
            at=instant(days[0])[0],
            source=SOURCE,
            origin=self.origin,
            native=native,
            kind=Kind.NOTE,
            title=f"Leave: {len(days)} of {whole} working days",
            facts={"leave": len(days), "working_days": whole},
            private=True,
        )

    def _rejected(self, one: Unread) -> Rejected:
        return Rejected(SOURCE, f"{self.origin}, {one.name}", one.why)


def _facts(one: Event, sort: Sort) -> Iterator[tuple[str, Scalar]]:
    yield "meeting", sort.value
    if sort is Sort.ON_CALL:
        yield "days", max(1, round(one.length / _DAY))
    elif not one.is_whole_day:
        yield "minutes", round(one.length.total_seconds() / 60)
    if sort is Sort.ONE_TO_ONE and one.rule:
        yield "every", one.rule.every.lower()
        yield "interval", one.rule.interval


def _working_days(one: Event) -> Iterator[date]:
    """Yield the working days of a leave, by the calendar of where it is."""
    first = one.start if not isinstance(one.start, datetime) else one.start.date()
    count = max(1, min(_MOST_DAYS, -(-one.length // _DAY)))
    yield from (day for day in _span(first, count) if day.weekday() < _WORKDAYS)


def _span(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))


def begins(since: datetime | None, now: datetime) -> datetime:
    """Return from when on a calendar is read: as the settings say, else for three years."""
    return (since or now - timedelta(days=3 * 365)).astimezone(UTC)

"""The 1:1 rhythm from a calendar file: it is read here, on this machine, and nothing of it is kept unless accepted."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

from ..errors import TreefallError
from ..model import Record, Rhythm
from ..value.rhythm import Meeting, proposed

_LARGEST = 20_000_000  # bytes
_MOST = 20_000  # meetings that are looked at
_NOBODY = frozenset({"ROOM", "RESOURCE"})  # what is invited and is no person


def rhythms(path: Path, record: Record, zone: tzinfo | None) -> tuple[Rhythm, ...]:
    """Return with whom the calendar at `path` shows regular 1:1s.

    Raises:
        TreefallError: it cannot be read, is too large, or is no calendar.
    """
    from icalendar import Calendar  # noqa: PLC0415 - takes its time, and only a calendar needs it

    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        calendars = Calendar.from_ical(content, multiple=True)
    except OSError as error:
        raise TreefallError(f"{path} cannot be read: {error.strerror}.", hint="Is that where it is?") from error
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise TreefallError(f"{path} is no calendar: {error}.", hint="Export it as iCalendar (.ics).") from error
    if not calendars:
        raise TreefallError(f"{path} holds no calendar.", hint="Export it as iCalendar (.ics), 20 MB at most.")
    events = (event for calendar in calendars for event in calendar.walk("VEVENT"))
    first = (event for event, _ in zip(events, range(_MOST), strict=False))
    meetings = (meeting for event in first for meeting in _meetings(event, zone, record.now))
    return proposed(record, meetings)


def _meetings(
    event: Any,  # noqa: ANN401 - the library has no types for it
    zone: tzinfo | None,
    now: datetime,
) -> Iterator[Meeting]:
    """Yield `event` as a meeting, where it is repeated by week or month, is still held, and was not called off."""
    rule, start = event.get("RRULE"), getattr(event.get("DTSTART"), "dt", None)
    if not rule or not isinstance(start, date) or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    every = str((rule.get("FREQ") or [""])[0]).lower()
    if every not in {"weekly", "monthly"} or _is_over(rule, now):
        return
    begins = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    local = begins.astimezone(zone) if begins.tzinfo else begins
    interval = (rule.get("INTERVAL") or [1])[0]
    yield Meeting(str(event.get("SUMMARY", "")), tuple(dict.fromkeys(_people(event))), local, every, int(interval))


def _is_over(rule: Any, now: datetime) -> bool:  # noqa: ANN401 - likewise
    """Say whether the last day that `rule` names is past."""
    last = (rule.get("UNTIL") or [None])[0]
    return isinstance(last, date) and date(last.year, last.month, last.day) < now.date()


def _as_called(name: str) -> str:
    """Return `name` as somebody is called: "Lind, Maya" of an address book is "Maya Lind"."""
    last, comma, first = name.strip().partition(", ")
    return f"{first} {last}" if comma and "," not in first else name.strip()


def _people(event: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - likewise
    """Yield who is invited and who invites, by name, which may be empty, and address."""
    invited = event.get("ATTENDEE", [])
    for one in (*(invited if isinstance(invited, list) else [invited]), event.get("ORGANIZER")):
        if one is not None and str(one.params.get("CUTYPE", "")).upper() not in _NOBODY:
            yield _as_called(str(one.params.get("CN", ""))), str(one).casefold().removeprefix("mailto:")

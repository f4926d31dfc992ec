"""Reminders as a calendar file that calendar programs take (RFC 5545).

Hours are the person's own: in their time zone where the settings name one, else "floating", which every program shows
at that hour wherever it is. Events are marked private and leave the person free: they are notes to oneself.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..display import display
from ..model import Reminder, entry_id

if TYPE_CHECKING:
    from icalendar import Event

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MORNING = timedelta(hours=9)  # when a whole day's reminder calls


def calendar(reminders: Sequence[Reminder], now: datetime, zone: tzinfo | None, whose: str) -> bytes:
    """Return `reminders` as the bytes of an .ics file; the same ones bear the same names each time.

    Args:
        reminders: what to be reminded of.
        now: when this is written, UTC.
        zone: the person's time zone by name, or None for floating hours.
        whose: what tells this person's reminders from anybody else's; no calendar shows it.
    """
    from icalendar import Calendar  # noqa: PLC0415 - heavy

    made = Calendar()
    made.add("PRODID", "-//Treefall//Reminders//EN")
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("X-WR-CALNAME", "Treefall")
    for reminder in reminders:
        made.add_component(_event(reminder, now, zone if isinstance(zone, ZoneInfo) else None, whose))
    if isinstance(zone, ZoneInfo):
        made.add_missing_timezones()
    written: bytes = made.to_ical()
    return written


def _event(reminder: Reminder, now: datetime, zone: ZoneInfo | None, whose: str) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("UID", f"{entry_id('reminder', whose, reminder.name)}@treefall")
    event.add("DTSTAMP", now.astimezone(UTC).replace(microsecond=0))
    event.add("SUMMARY", display(reminder.title))
    event.add("DESCRIPTION", display(reminder.words))
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    if reminder.at is None:
        event.add("DTSTART", reminder.on)
        event.add("DTEND", reminder.on + timedelta(days=1))
    else:
        start = datetime.combine(reminder.on, time(*reminder.at), zone)
        event.add("DTSTART", start)
        event.add("DTEND", start + timedelta(minutes=reminder.minutes))
    if reminder.every:
        rule: dict[str, object] = {"FREQ": "WEEKLY", "INTERVAL": reminder.every}
        event.add("RRULE", {**rule, "BYDAY": _DAYS[reminder.on.weekday()]})
    _ring(event, reminder)
    return event


def _ring(event: "Event", reminder: Reminder) -> None:
    from icalendar import Alarm  # noqa: PLC0415

    before = timedelta(minutes=reminder.before)
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", display(reminder.title))
    alarm.add(
        "TRIGGER", -before if reminder.at else _MORNING - (before if before >= timedelta(days=1) else timedelta())
    )
    event.add_component(alarm)

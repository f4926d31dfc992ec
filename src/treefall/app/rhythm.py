"""The 1:1 rhythm from a calendar: a file that is read here, of which nothing is kept, or what is on record of one."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from ..errors import SourceError, TreefallError
from ..model import Entry, Evidence, Record, Rhythm
from ..sources.calendar.ics import MOST_BYTES, Event, read
from ..value.rhythm import Meeting, proposed

_LATELY = timedelta(days=70)
_EVERY = frozenset({"weekly", "monthly"})


def rhythms(path: Path, record: Record, zone: tzinfo | None) -> tuple[Rhythm, ...]:
    """Return with whom the calendar at `path` shows regular 1:1s.

    Raises:
        TreefallError: it cannot be read, is too large, or is no calendar.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        events = [one for one in read(content, zone or UTC) if isinstance(one, Event)]
    except OSError as error:
        raise TreefallError(f"{path} cannot be read: {error.strerror}.", hint="Is that where it is?") from error
    except SourceError as error:
        raise TreefallError(
            f"{path} is no calendar of at most 20 MB.", hint="Export it as iCalendar (.ics)."
        ) from error
    return proposed(record, [_meeting(one, zone) for one in events if _is_held(one, record.now)])


def lately(now: datetime) -> datetime:
    """Return since when somebody is met who is met now, be it once in two months."""
    return now - _LATELY


def on_record(entries: Iterable[Entry], record: Record, zone: tzinfo | None) -> tuple[Rhythm, ...]:
    """Return with whom `entries`, what calendars showed of late, are regular 1:1s."""
    met = (one for one in entries if isinstance(one, Evidence) and one.facts.get("meeting") == "1:1")
    found = (
        Meeting(
            one.title,
            tuple((role.name, role.address) for role in one.roles),
            one.at.astimezone(zone),
            str(one.facts["every"]),
            int(one.facts.get("interval", 1)),
        )
        for one in met
        if one.facts.get("every") in _EVERY
    )
    return proposed(record, found)


def _is_held(event: Event, now: datetime) -> bool:
    """Say whether `event` is repeated by week or month, is still held, and was not called off."""
    if event.rule is None or event.called_off or event.rule.every.lower() not in _EVERY:
        return False
    return event.until is None or event.until.timetuple()[:3] >= now.timetuple()[:3]


def _meeting(event: Event, zone: tzinfo | None) -> Meeting:
    assert event.rule  # noqa: S101 - of what is held again
    start = event.start if isinstance(event.start, datetime) else datetime.combine(event.start, datetime.min.time())
    guests = tuple((one.name, one.address) for one in event.guests)
    local = start.astimezone(zone) if start.tzinfo else start
    return Meeting(event.summary, guests, local, event.rule.every.lower(), event.rule.interval)

"""How often somebody is met one to one, as the meetings of a calendar show it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..model import Record, Rhythm
from .people import everybody, is_me, key

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
ONE_TO_ONE = re.compile(
    r"\b1 ?[:/-] ?1\b|\b1 ?on ?1\b|\bone[ -](?:on|to)[ -]one\b|\bjour fixe\b|\b(?:vier|4)-?augen|\bbilat(?:eral)?\b"
    r"|\b(?:entretien|point) individuel\b|\btête[ -]à[ -]tête\b|\buno a uno\b|\béén[ -]op[ -]één\b",
    re.IGNORECASE,
)
"""What a meeting of two is called in several languages."""
_PAIR = 2
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that a calendar repeats.

    Attributes:
        title: as it stands there.
        people: name (may be empty) and address of who is invited and who invites, each once.
        start: its first time, in the zone of the calendar.
        every: "weekly" or "monthly".
        interval: every so many weeks or months, >= 1.
    """

    title: str
    people: tuple[tuple[str, str], ...]
    start: datetime
    every: str
    interval: int = 1


def proposed(record: Record, meetings: Iterable[Meeting]) -> tuple[Rhythm, ...]:
    """Return with whom `meetings` are held one to one, and how often; of several the last counts.

    A meeting of two is one, and so is one that calls itself so and names somebody who listens.
    """
    known = everybody(record)
    found: dict[str, Rhythm] = {}
    for meeting in meetings:
        other = _other(record, meeting)
        person = next((one.name for one in known if _names(one.name, other or _title(meeting) or _pair(meeting))), "")
        if name := person or other:
            found[key(name)] = Rhythm(name, _often(meeting), meeting.title, bool(person))
    return tuple(found.values())


def _other(record: Record, meeting: Meeting) -> str:
    """Return who else is in a meeting of two, by name, else by address; "" where that is no one person."""
    others = [one for one in meeting.people if not any(is_me(record, said) for said in one if said)]
    return (others[0][0] or others[0][1]) if len(others) == 1 and len(meeting.people) <= _PAIR else ""


def _pair(meeting: Meeting) -> str:
    """Return the names and addresses in a meeting of two, of whom neither is known to be the person; else ""."""
    return " ".join(said for one in meeting.people for said in one) if len(meeting.people) == _PAIR else ""


def _title(meeting: Meeting) -> str:
    """Return the title of `meeting` where it calls itself a 1:1 and is not known to be more; else ""."""
    return meeting.title if ONE_TO_ONE.search(meeting.title) and len(meeting.people) <= _PAIR else ""


def _names(name: str, text: str) -> bool:
    """Say whether every word of `name` stands in `text`, which may be an address."""
    return set(_WORD.findall(key(name))) <= set(_WORD.findall(key(text))) if text else False


def _often(meeting: Meeting) -> str:
    day = _DAYS[meeting.start.weekday()]
    match (meeting.every, meeting.interval):
        case ("weekly", 1):
            return day
        case ("weekly", 2):
            return f"every second {day.removesuffix('s')}"
        case ("weekly", weeks):
            return f"every {weeks} weeks on {day}"
        case _:
            return "monthly" if meeting.interval == 1 else f"every {meeting.interval} months"

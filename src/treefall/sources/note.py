"""Notes: one line that the person jots down, with kind, people and date where the line says them.

    Restore drill with @Grace went fine #prevention 2026-05-12

`#kind` names a kind of work, `@Name` somebody who took part, and a day is an ISO date, "today", "yesterday" or
"on Monday" (the last one there was). What is said otherwise, by options, wins over the line.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import chain

from ..model import Evidence, Kind, Part, Role, entry_id
from ..ports import Source, World

_KIND = re.compile(r"(?<!\S)#([A-Za-z]+)(?!\S)")
_PERSON = re.compile(r"(?<!\S)@(\w[\w.'-]*\w|\w)")
_DAY = re.compile(
    r"(?<!\S)(?:(today|yesterday)|(?:on\s+|last\s+)(\w+day)|(?:on\s+)?(\d{4}-\d\d-\d\d))(?=[\s.,;:]|$)", re.IGNORECASE
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TITLE, _BODY = 2_000, 20_000


def noted(
    text: str,
    now: datetime,
    zone: tzinfo | None,
    *,
    kind: Kind | None = None,
    on: date | None = None,
    people: tuple[str, ...] = (),
    private: bool = False,
) -> Evidence:
    """Return the evidence that `text` is.

    Args:
        text: what was jotted down; its first line is the title.
        now: the present, aware and in UTC: part of the note's identity, so that the same words twice are two notes.
        zone: the person's own; a day without a time means its noon there. None: the computer's.
        kind: what sort of work; else what the line says, else a note.
        on: the day; else what the line says, else now.
        people: who took part, besides those whom the line names.
        private: never to leave in a text for others.

    Raises:
        ValueError: there is nothing in the text but marks, or the day is not one.
    """
    local = now.astimezone(zone)
    day = on or _said_day(text, local.date())
    at = local if day is None or day == local.date() else datetime.combine(day, time(12), local.tzinfo).astimezone(zone)
    words = _PERSON.sub(r"\1", _KIND.sub(lambda tag: "" if _kind(tag[1]) else tag[0], text)).strip()
    title, _, body = words.partition("\n")
    title = " ".join(title.split())[:_TITLE]
    if not title:
        raise ValueError("a note needs words")
    named = dict.fromkeys(chain(people, _PERSON.findall(text)))
    return Evidence(
        id=entry_id("note", now.isoformat(), text),
        at=at.astimezone(now.tzinfo),
        source="note",
        origin="me",
        native=now.isoformat(timespec="seconds"),
        kind=kind or next(filter(None, map(_kind, _KIND.findall(text))), Kind.NOTE),
        title=title,
        body=body.strip()[:_BODY],
        roles=tuple(Role(part=Part.MENTIONED, name=name) for name in named),
        private=private,
        offset=int((at.utcoffset() or timedelta(0)).total_seconds() // 60),
    )


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Source]:
    """Yield nothing: notes come in one by one, there is no place to read them from."""
    del section, me, world
    return iter(())


def _kind(word: str) -> Kind | None:
    return Kind(word.lower()) if word.lower() in Kind.__members__.values() else None


def _said_day(text: str, today: date) -> date | None:
    said = _DAY.search(text)
    if not said:
        return None
    relative, weekday, exact = said.groups()
    if exact:
        return date.fromisoformat(exact)
    if relative:
        return today - timedelta(days=relative.lower() == "yesterday")
    if weekday.lower() not in _WEEKDAYS:
        return None
    back = (today.weekday() - _WEEKDAYS.index(weekday.lower())) % 7
    return today - timedelta(days=back or 7)

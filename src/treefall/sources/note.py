"""Notes: one line that the person jots down, with kind, people and date where the line says them.

    Restore drill with @Grace went fine #prevention 2026-05-12

`#kind` names a kind of work, `@Name` somebody who took part. A day at the beginning or the end of the line is when it
happened: an ISO date, "today", "yesterday" or "on Monday" (the last one there was). One in the middle, or still to
come, is only a word. What is said otherwise, by options, wins over the line.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import chain

from ..model import Evidence, Kind, Part, Role, entry_id
from ..ports import Source, World

_KIND = re.compile(r"(?<!\S)#([A-Za-z]+)(?!\S)")
_PERSON = re.compile(r"(?<!\S)@(\w[\w.'-]*\w|\w)")
_DAY = r"(?:(?P<relative>today|yesterday)|(?:on|last)\s+(?P<weekday>\w+day)|(?:on\s+)?(?P<exact>\d{4}-\d\d-\d\d))"
_FIRST, _LAST = (re.compile(text, re.IGNORECASE) for text in (rf"{_DAY}(?=[\s.,;:]|$)", rf"(?<!\S){_DAY}[.,;:]?$"))
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TITLE, _LONGEST = 200, 20_000  # characters


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
        ValueError: there is nothing in the text but kinds, it is too long, or `on` is still to come.
    """
    local = now.astimezone(zone)
    if on and on > local.date():
        raise ValueError(f"{on} is still to come")
    day = on or _said_day(text, local.date())
    at = local if day is None or day == local.date() else datetime.combine(day, time(12), local.tzinfo).astimezone(zone)
    words = _PERSON.sub(r"\1", _KIND.sub(lambda tag: "" if _kind(tag[1]) else tag[0], text)).strip()
    if not words.strip("@# \n"):
        raise ValueError("it needs words")
    if len(words) > _LONGEST:
        raise ValueError(f"it has {len(words):,} characters, and at most {_LONGEST:,} fit")
    title, _, body = words.partition("\n")
    if len(title) > _TITLE:
        cut = title.rfind(" ", 0, _TITLE) + 1 or _TITLE
        title, body = title[:cut], f"{title[cut:]}\n{body}"
    named = dict.fromkeys(chain(people, _PERSON.findall(text)))
    return Evidence(
        id=entry_id("note", now.isoformat(), text),
        at=at.astimezone(now.tzinfo),
        source="note",
        origin="me",
        native=now.isoformat(timespec="seconds"),
        kind=kind or next(filter(None, map(_kind, _KIND.findall(text))), Kind.NOTE),
        title=" ".join(title.split()),
        body=body.strip(),
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
    """Return the day that `text` begins or ends with, if it is one that has come."""
    line = _PERSON.sub("", _KIND.sub("", text)).strip().partition("\n")[0].strip()
    said = _FIRST.match(line) or _LAST.search(line)
    day = _day(said, today) if said else None
    return day if day and day <= today else None


def _day(said: re.Match[str], today: date) -> date | None:
    if said["exact"]:
        with suppress(ValueError):  # such as 30 February
            return date.fromisoformat(said["exact"])
        return None
    if said["relative"]:
        return today - timedelta(days=said["relative"].lower() == "yesterday")
    if said["weekday"].lower() not in _WEEKDAYS:
        return None
    back = (today.weekday() - _WEEKDAYS.index(said["weekday"].lower())) % 7
    return today - timedelta(days=back or 7)

"""What comes back after a 1:1, as the entries that record it: all at once, the same ones if it is said twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo

from ..model import (
    Aftermath,
    Asked,
    Entry,
    Heard,
    Record,
    Reply,
    Telling,
    Work,
    entry_id,
)
from .expectations import expected
from .feedback import said as criticised
from .people import key, same_person
from .slots import accepted

PARTS = ("concern", "change", "own part")
"""What can be said back."""

_SLOTS = tuple(zip(("concern", "change", "own_part"), PARTS, strict=True))
_ORDER = tuple(Heard)
_ONWARD = frozenset({Heard.PASSED_ON, Heard.USED})


def aftermath(
    record: Record,
    person: str,
    works: Sequence[Work],
    came: Aftermath,
    *,
    asked: Iterable[str] = (),
    channel: str = "1:1",
    zone: tzinfo | None = None,
) -> tuple[Entry, ...]:
    """Return the entries that record what came back from `person` now; said again on the same day they are the same.

    Args:
        record: what stands.
        person: with whom I spoke.
        works: those of `came.told`, the main piece first; what was said back is about that one.
        came: what I noticed.
        asked: the names of the questions that I put.
        channel: how we spoke.
        zone: whose day it is.

    Raises:
        ValueError: it contradicts itself, or nothing was noticed at all.
    """
    contradicted(came)
    telling = _telling(record, person, works, channel, zone) if works else None
    said: list[Entry] = [*(accepted(record, work) for work in works), *((telling,) if telling else ())]
    if telling and (reply := _reply(record, telling, works[0], came)):
        said.append(reply)
    if came.criticism:
        said.append(criticised(record, person, came.criticism))
    if came.expects:
        said.append(expected(record, person, came.expects, came.due))
    if not said:
        raise ValueError("nothing was told, said back, criticised or expected")
    about = works[0].id if works else ""
    return (*said, *(_asked(record, person, name, about) for name in asked if telling))


def contradicted(came: Aftermath) -> None:
    """Raise `ValueError` where `came` cannot be: what was not told cannot have been said back or passed on."""
    unknown = (came.said_back or frozenset()) - set(PARTS)
    if unknown:
        raise ValueError(f"what can be said back is {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    if came.passes_on and came.passed_on:
        raise ValueError("it was passed on, or is meant to be, but not both")
    if came.told:
        return
    if came.said_back is not None:
        raise ValueError("nothing was told, so nothing of it can have been said back")
    if came.passed_on or came.passes_on:
        raise ValueError("nothing was told, so nothing of it can be passed on")


def reply(
    record: Record,
    telling: Telling,
    work: Work,
    heard: Heard,
    *,
    said_back: frozenset[str] | None = None,
    words: str = "",
    where: str = "",
) -> Reply:
    """Return the entry that `work` of `telling` was heard so far: one a day, to which what comes later is added.

    What was said back replaces what was recorded of it that day; what nobody speaks of now stays as it was.
    """
    id_ = entry_id("reply", telling.id, work.id, record.now.date().isoformat())
    stood = next((one for one in record.of(Reply) if one.id == id_), None)
    before = stood or Reply(id=id_, at=record.now, telling=telling.id, work=work.id, heard=heard)
    corrected = said_back is not None and before.heard not in _ONWARD
    parts = {} if said_back is None else {slot: part in said_back for slot, part in _SLOTS}
    return replace(
        before,
        heard=heard if corrected else max(before.heard, heard, key=_ORDER.index),
        words=words or before.words,
        where=where or before.where,
        **parts,  # type: ignore[arg-type]  # each of them is whether it was said
    )


def _telling(record: Record, person: str, works: Sequence[Work], channel: str, zone: tzinfo | None) -> Telling:
    """Return the telling of today, which may be recorded already."""
    about, today = tuple(work.id for work in works), record.now.astimezone(zone).date()
    for told in reversed(record.of(Telling)):
        same = same_person(told.to, person) and told.channel == channel and set(told.about) == set(about)
        if same and told.at.astimezone(zone).date() == today:
            return replace(told, about=about)
    id_ = entry_id("telling", key(person), channel, today.isoformat(), *about)
    return Telling(id=id_, at=record.now, to=person, about=about, channel=channel)


def _reply(record: Record, telling: Telling, work: Work, came: Aftermath) -> Reply | None:
    where = came.passed_on or came.passes_on
    if came.said_back is None and not where and not came.words:
        return None
    heard = Heard.TOLD if came.said_back is None else Heard.SAID_BACK if came.said_back else Heard.ACKNOWLEDGED
    if came.passed_on:
        heard = Heard.PASSED_ON
    return reply(record, telling, work, heard, said_back=came.said_back, words=came.words, where=where)


def _asked(record: Record, person: str, name: str, about: str) -> Asked:
    id_ = entry_id("asked", key(person), name, record.now.date().isoformat())
    return Asked(id=id_, at=record.now, person=person, question=name, about=about)

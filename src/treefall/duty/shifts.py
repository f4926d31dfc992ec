"""Shifts on call as evidence, with the facts that a calendar's have: work that nobody sees."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from ..model import Evidence, Kind, entry_id

_DAY = timedelta(days=1)


class Shift(NamedTuple):
    """A shift of the person's.

    Attributes:
        start: when it began.
        end: when it ended.
        schedule: by whose plan.
    """

    start: datetime
    end: datetime
    schedule: str = ""


def on_call(source: str, origin: str, shifts: Iterable[Shift], now: datetime) -> tuple[Evidence, ...]:
    """Return the `shifts` that were over by `now`; several that began at one moment are one."""
    over: dict[datetime, list[Shift]] = {}
    for shift in shifts:
        if shift.start < shift.end <= now:
            over.setdefault(shift.start, []).append(shift)
    return tuple(_evidence(source, origin, over[start]) for start in sorted(over))


def _evidence(source: str, origin: str, several: list[Shift]) -> Evidence:
    start, end = several[0].start, max(shift.end for shift in several)
    names = ", ".join(sorted({shift.schedule for shift in several if shift.schedule}))
    native = f"on call {start:%Y-%m-%dT%H:%MZ}"
    return Evidence(
        id=entry_id(source, origin, native),
        at=start,
        source=source,
        origin=origin,
        native=native,
        kind=Kind.MEETING,
        title=f"On call: {names}" if names else "On call",
        facts={"meeting": "on call", "days": max(1, round((end - start) / _DAY))},
    )

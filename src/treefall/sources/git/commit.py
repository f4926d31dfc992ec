"""A commit of mine as a piece of evidence."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ...model import ALWAYS, Evidence, Kind, Role, Scalar, entry_id
from .counts import Touched
from .history import Commit

SOURCE = "git"

_RAW = re.compile(r"(\d{1,12}) ([+-])(\d\d)([0-5]\d)")
_LATEST = 253_402_300_799  # the last second of the year 9999
_DAY = 24 * 60
_TITLE, _BODY = 2_000, 20_000  # characters kept


class Moment(NamedTuple):
    """When a commit was authored.

    Attributes:
        at: in UTC.
        offset: minutes east of UTC where it was.
        sound: False where the commit bears no date that makes sense.
    """

    at: datetime
    offset: int
    sound: bool


def words(message: str) -> tuple[str, str]:
    """Return the title of `message`, the first line that says something, and the rest of it, both cut to a bound."""
    title, _, body = message.strip()[: _TITLE + _BODY].replace("\r\n", "\n").partition("\n")
    return title.strip()[:_TITLE], body.strip()[:_BODY]


def evidence(
    commit: Commit,
    roles: tuple[Role, ...],
    when: Moment,
    origin: str,
    touched: Touched | None,
    *,
    reverts: Sequence[str] = (),
) -> Evidence:
    """Return what `commit` shows.

    A date that is none, or that no calendar reaches, is written as the first instant of 1970 and told by the fact
    `bad_date`; a fact `parents` counts them where it is not one; a fact `created` counts the new files among what it
    `touched`; a fact `reverts` names the shas of `reverts`.
    """
    title, body = words(commit.message)
    facts: dict[str, Scalar] = {}
    if len(commit.parents) != 1:
        facts["parents"] = len(commit.parents)
    if not when.sound:
        facts["bad_date"] = True
    if touched and touched.created:
        facts["created"] = touched.created
    if reverts:
        facts["reverts"] = " ".join(reverts)
    return Evidence(
        id=entry_id(SOURCE, commit.sha),
        at=when.at,
        source=SOURCE,
        origin=origin,
        native=commit.sha,
        kind=Kind.CHANGE,
        title=title,
        body=body,
        roles=roles,
        files=touched.files if touched else None,
        facts=facts,
        offset=when.offset,
    )


def moment(date: str) -> Moment:
    """Return when the raw git date `date` was ("1700000000 +0100")."""
    found = _RAW.fullmatch(date)
    if found is None:
        return Moment(ALWAYS, 0, sound=False)
    seconds, sign, hours, minutes = found.groups()
    offset = int(hours) * 60 + int(minutes)
    if not 0 < int(seconds) <= _LATEST or offset > _DAY:  # git itself says 0 where it cannot read a date
        return Moment(ALWAYS, 0, sound=False)
    return Moment(ALWAYS + timedelta(seconds=int(seconds)), -offset if sign == "-" else offset, sound=True)

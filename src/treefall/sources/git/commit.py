"""A commit of mine as a piece of evidence."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ...model import ALWAYS, Evidence, Kind, Role, Scalar, entry_id
from .counts import Touched
from .history import Commit
from .unwritten import GENERATED, VENDORED

SOURCE = "git"

_RAW = re.compile(r"(\d{1,12}) ([+-])(\d\d)([0-5]\d)")
_LATEST = 253_402_300_799  # the last second of the year 9999
_DAY = 24 * 60
_MOST_OPENED = 10  # folders that are told
_RELEASE_NOTES = re.compile(
    r"(?:^|/)(?:[\w-]+[-_.])?(?:changelog|change[-_]log|changes|release[-_]?notes?|what'?s[-_]?new)"  # 00-RELEASENOTES
    r"(?:[-_.]v?[\d.x]+)?(?:\.(?:md|rst|txt|adoc|markdown|textile|html|org|in))?$"
    r"|(?:^|/)(?:news|history|releases?)(?:\.(?:md|rst|txt|adoc|markdown|textile|org))?$"
    r"|(?:^|/)(?:newsfragments|changelog\.d|changelogs?|changes\.d|\.changesets?|release[-_]?notes|upcoming_changes"
    r"|whats_?new|unreleased)/(?!readme|config)[^/]+\.(?:md|rst|txt|ya?ml|adoc|[a-z]+)$"
    r"|(?:^|/)(?:news|changes)/(?:\+?[\w-]+|\d+)\.(?:feature|bug(?:fix)?|fix|break(?:ing)?|doc|misc|removal|deprecation|vendor)"
    r"(?:\.(?:md|rst|txt))?$",
    re.IGNORECASE,
)
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

    A date that is none, or that no calendar reaches, is written as the first instant of 1970. What the facts are is
    told in `docs/sources/git.md`.
    """
    title, body = words(commit.message)
    facts: dict[str, Scalar] = {}
    if len(commit.parents) != 1:
        facts["parents"] = len(commit.parents)
    if not when.sound:
        facts["bad_date"] = True
    if touched:
        facts.update(_facts(touched))
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


def _facts(touched: Touched) -> Iterator[tuple[str, Scalar]]:
    if touched.created:
        yield "created", touched.created
    if touched.opened:
        yield "opened", "\n".join(touched.opened[:_MOST_OPENED])
    notes = sum(file.added or 0 for file in touched.files.changes if _is_release_note(file.path))
    if notes:
        yield "release_notes", notes
    for why in (GENERATED, VENDORED):
        if paths := [path for path, told in touched.unwritten.items() if told == why]:
            yield why, "\n".join(paths)


@lru_cache(maxsize=1 << 14)
def _is_release_note(path: str) -> bool:
    return bool(_RELEASE_NOTES.search(path))


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

"""Records of other tools, one by one: JSON, JSON lines and CSV, each read by what its names usually mean.

bragfile, jrnl and most others differ only in what they call a title and a day.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import StringIO
from types import MappingProxyType
from typing import TypeAlias

from ...model import Rejected
from ...value.pages import MOST_WORDS
from .days import when
from .told import Told, parted, untagged

Row: TypeAlias = Mapping[str, object]

TABLE = "brag document"
"""The tool of what stands in tables: a page of a document and its row in a table are one record."""

_TITLE = ("title", "name", "headline", "achievement", "accomplishment", "win", "brag", "what", "what i did", "task")
_WORDS = ("content", "text", "message", "entry", "description", "body", "details", "note", "summary")
_DAY = (
    *("date", "day", "when", "event start", "occurred at", "happened at", "completed at", "completed", "finished"),
    *("timestamp", "date completed", "start date", "start", "created at", "created", "created time", "month", "week"),
    *("quarter", "period", "data", "datum", "fecha"),
)
_BODY = (
    *("summary", "description", "details", "body", "situation", "task", "action", "result", "results", "outcome"),
    *("impact", "why", "how", "lesson", "notes", "context", "what"),
)
_TAGS, _SORTS = ("tags", "tag", "labels", "filetags"), ("kind", "type", "category", "categories")
_FACTS = ("project", "company", "team", "client", "topic")
_ID, _STATE = ("uuid", "id", "key"), ("status", "state", "done")
_LISTS = ("entries", "achievements", "accomplishments", "brags", "wins", "items", "records", "logs", "notes", "data")
_UNDONE = frozenset(
    {
        "not started",
        "to do",
        "todo",
        "planned",
        "backlog",
        "idea",
        "cancelled",
        "canceled",
        "archived",
        "draft",
        "false",
    }
)
_SECRET = frozenset({"private", "confidential", "true", "yes", "personal"})
_BRAGFILE = frozenset({"title", "description", "tags", "project", "type", "impact", "created_at"})
_MOST, _MOST_FIELDS = 50_000, 200
_NUMBER = re.compile(r"[-+]?[\d.,]+(?: ?/ ?\d+)?")
_EPOCH = MappingProxyType({10: 1, 13: 1_000})  # digits of an instant in seconds and in milliseconds


def is_date(name: str) -> bool:
    """Say whether what is called `name` says when something was."""
    return _plain(name) in _DAY


def is_tags(name: str) -> bool:
    """Say whether what is called `name` says what sort of work it is."""
    return _plain(name) in (*_TAGS, *_SORTS)


def in_json(found: object) -> Iterator[Told | Rejected]:
    """Yield the records that a file of JSON holds: a list of them, one, a list under a name, or days with words."""
    several, above = _several(found)
    if several is None:
        yield Rejected("brags", "", "is no list of records")
        return
    tool = _tool(found, several)
    for number, one in enumerate(several[:_MOST], 1):
        where = f", {above} {number:,}"
        if not isinstance(one, dict):
            yield Rejected("brags", where, "is no record")
        elif told := row_of(one, tool, where):
            yield told
    if len(several) > _MOST:
        yield Rejected("brags", f", {above} {_MOST + 1:,} and on", "is one of too many")


def in_lines(text: str) -> Iterator[Told | Rejected]:
    """Yield the records that lines of JSON hold, one a line."""
    for number, line in enumerate(text.split("\n", _MOST)[:_MOST], 1):
        if line.strip():
            found = loaded(line)
            told = row_of(found, _tool(None, [found]), f", line {number:,}") if isinstance(found, dict) else None
            if told or not isinstance(found, dict):
                yield told or Rejected("brags", f", line {number:,}", "is no record in JSON")


def in_table(text: str, delimiter: str) -> Iterator[Told | Rejected]:
    """Yield the records that rows of CSV hold; the first names the columns."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [_plain(cell) for cell in next(lines, [])[:_MOST_FIELDS]]
        if not {*head} & {*_TITLE, *_WORDS} or not {*head} & {*_DAY}:
            yield Rejected("brags", "", "has no columns for words and a day: table.NAME reads it by a mapping")
            return
        for number, cells in enumerate(lines, 1):
            if number > _MOST:
                yield Rejected("brags", f", row {number:,} and on", "is one of too many")
                return
            if any(cells) and (told := row_of(dict(zip(head, cells, strict=False)), TABLE, f", row {number:,}")):
                yield told
    except csv.Error as error:
        yield Rejected("brags", "", f"is no CSV: {error}")


def loaded(text: str) -> object:
    """Return what `text` holds as JSON; "" where it is none."""
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return found


def row_of(row: Row, tool: str, where: str) -> Told | None:
    """Return the work that a record tells of; None where it says that it is not done.

    Args:
        row: what it holds, by names.
        tool: that it was told to.
        where: its place in the file.
    """
    said = {_plain(name): value for name, value in list(row.items())[:_MOST_FIELDS]}
    if _first(said, _STATE).lower() in _UNDONE or said.get("is archived") is True or said.get("archived") is True:
        return None
    used = next((name for name in (*_TITLE, *_WORDS) if _text(said.get(name)).strip()), "")
    title, rest = parted(_text(said.get(used)))
    title, tags = untagged(title)
    day = " ".join(filter(None, (_first(said, _DAY), _text(said.get("time")))))
    at = instant(day)
    return Told(
        tool=tool,
        where=where,
        title=title.rstrip("* "),
        at=at,
        id=_id(_first(said, _ID), tool, at),
        body="\n".join(filter(None, (rest, *_body(said, used)))),
        tags=tuple(tag.lstrip("@#") for tag in (*_split(_first(said, _TAGS)), *tags)),
        sorts=tuple(_split(" ".join(_text(said.get(name)) for name in _SORTS))),
        facts={name: _text(said.get(name)) for name in _FACTS},
        private=any(
            _text(said.get(name)).lower() in _SECRET for name in ("private", "is private", "confidential", "visibility")
        ),
    )


def instant(said: str) -> tuple[datetime, int] | None:
    """Return the day or the instant that `said` names, also in seconds or milliseconds since 1970, as `Told.at`."""
    if said.isascii() and said.isdigit() and len(said) in _EPOCH:
        return datetime.fromtimestamp(int(said) / _EPOCH[len(said)], UTC), 0
    found = when(said)
    return found.moment if found else None


def _several(found: object) -> tuple[Sequence[object] | None, str]:
    """Return the records in a file, and what one is called; None where there are none."""
    if isinstance(found, list) or not isinstance(found, dict):
        return (found if isinstance(found, list) else None), "record"
    if name := next((name for name in _LISTS if isinstance(found.get(name), list)), ""):
        return found[name], name
    if {_plain(key) for key in list(found)[:_MOST_FIELDS]} & {*_TITLE, *_WORDS}:
        return [found], "record"
    for name, value in found.items():
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            return value, name[:40]
    days = [(day, said if isinstance(said, list) else [said]) for day, said in found.items() if when(day)]
    return [{"date": day, "text": one} for day, several in days for one in several] or None, "record"


def _tool(found: object, several: Sequence[object]) -> str:
    first = several[0] if several and isinstance(several[0], dict) else {}
    if first.keys() >= _BRAGFILE:
        return "bragfile"
    return "jrnl" if "starred" in first and isinstance(found, dict) else "list"


def _id(said: str, tool: str, at: tuple[datetime, int] | None) -> str:
    """Return the tool's own name for a record; "" where it is a mere number that counts in one file alone."""
    if not said.isdigit():
        return said
    return f"{said} of {at[0]:%Y-%m-%d}" if at and tool == "bragfile" else ""


def _body(said: Mapping[str, object], used: str) -> Iterator[str]:
    for name in dict.fromkeys((*_WORDS, *_BODY)):
        value = said.get(name)
        if name != used and isinstance(value, str) and value.strip() and not _NUMBER.fullmatch(value.strip()[:100]):
            yield value.strip()[:MOST_WORDS] if name in _WORDS else f"{name.capitalize()}: {value.strip()[:MOST_WORDS]}"


def _first(said: Mapping[str, object], names: Sequence[str]) -> str:
    return next((value for name in names if (value := _text(said.get(name)).strip())), "")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)[:MOST_WORDS]
    if isinstance(value, dict):
        return _text(value.get("name"))
    return ", ".join(_text(one) for one in value[:100] if isinstance(one, str)) if isinstance(value, list) else ""


def _split(value: str) -> list[str]:
    return [one.strip() for one in value[:2_000].split(",") if one.strip()]


def _plain(name: str) -> str:
    parted_ = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:100]).replace("_", " ").replace("-", " ")
    return " ".join(parted_.lower().split())

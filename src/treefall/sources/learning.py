"""Learning: certificates and finished courses, from folders of Open Badges and of lists that learning sites export.

What lies in a folder of certificates is its owner's. What is read, and under which names, is told in
`docs/sources/learning.md`.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import ClassVar, TypeAlias

from ..errors import SourceError
from ..files import texts
from ..model import Batch, Evidence, Kind, Rejected, Scalar, entry_id
from ..ports import World
from ..value import sections
from ..value.pages import MOST_TITLE, MOST_WORDS, batches, moment
from .git import named_folders

_SUFFIXES = (".json", ".csv")
_MOST_ROWS = 20_000
_COLUMNS = (
    ("title", "name", "title", "course", "course name", "course title", "content title", "certificate", "badge"),
    (
        *("day", "finished on", "completed on", "completed at", "completion date", "date completed", "date"),
        *("issued on", "issue date", "issued", "content completed at (if completed)", "started on"),
    ),
    ("issuer", "authority", "issuer", "provider", "issued by", "organization", "organisation", "platform"),
    ("url", "url", "link", "certificate url", "credential url", "verification link"),
    ("body", "description", "content description", "summary", "skills"),
    ("expires", "expires", "expires on", "expiry date", "expiration date", "valid until"),
)  # what is read, and the columns that it may stand in, in small letters
_UNFINISHED = frozenset({"n/a", "-", "none", "in progress", "not completed"})
_MONTH = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})")  # the day of a finished course that LinkedIn's export says
_NO_DAY = "says no day, such as 2026-05-12"

Record: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Learning:
    """A folder of certificates.

    Attributes:
        path: the folder, or a file.
        name: what it is called on every machine: part of what evidence is called.
    """

    path: str
    name: str
    rereads: ClassVar[bool] = True  # all of it, whenever any of it has changed

    @property
    def place(self) -> str:
        """Return "learning:" and the real path."""
        return f"learning:{Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the folder holds, all of it where any of it has changed.

        Raises:
            SourceError: the folder cannot be read.
        """
        del world
        try:
            yield from batches(self._found(), cursor)
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror}.", hint="Mend the settings.") from error

    def parse(self, file: str, text: str | None) -> Iterator[Evidence | Rejected]:
        """Yield the certificates in a file's `text`, and why something in it is none.

        Args:
            file: its name, seen from the folder.
            text: None where it has none.
        """
        if text is None:
            yield Rejected("learning", f"{self.name}/{file}", "is no text in UTF-8 of at most 1 MiB")
            return
        for place, said in _badges(text) if file.lower().endswith(".json") else _rows(text):
            where = f"{file}{place}"
            if isinstance(said, str):
                yield Rejected("learning", f"{self.name}/{where}", said)
            elif found := self._certificate(where, said):
                yield found

    def _found(self) -> Iterator[Evidence | Rejected]:
        seen = set[str]()
        for file, text in texts(Path(self.path).resolve(), _SUFFIXES):
            for found in self.parse(file, text):
                if isinstance(found, Rejected) or found.id not in seen:
                    yield found
                if isinstance(found, Evidence):
                    seen.add(found.id)

    def _certificate(self, where: str, said: Mapping[str, str]) -> Evidence | Rejected | None:
        title, day, issuer = (said.get(key, "").strip() for key in ("title", "day", "issuer"))
        if day.lower() in _UNFINISHED:
            return None
        at = moment(day) or moment(_MONTH.sub(r"1 \1 \2", day, count=1))
        if not title or at is None:
            return Rejected("learning", f"{self.name}/{where}", _NO_DAY if title else "has no name")
        native = (said.get("id") or f"{at[0]:%Y-%m-%d} {title}, {issuer}")[:300]
        url = said.get("url", "")
        facts: dict[str, Scalar] = {"issuer": issuer[:200], "expires": said.get("expires", "").strip()[:40]}
        return Evidence(
            id=entry_id("learning", native),
            at=at[0],
            source="learning",
            origin=self.name,
            native=native,
            kind=Kind.LEARNING,
            title=" ".join(title[:MOST_TITLE].split()),
            body=said.get("body", "").strip()[:MOST_WORDS],
            url=url[:2_000] if url.startswith(("https://", "http://")) else None,
            facts={name: value for name, value in facts.items() if value},
            offset=at[1],
        )


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Learning]:
    """Yield a source for each of the `folders` in the settings' section `[learning]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del me, world
    sections.only("learning", section, ("folders",))
    for _, path, name in named_folders("learning", section, "folders"):
        yield Learning(path, name)


def _rows(text: str) -> Iterator[tuple[str, Mapping[str, str] | str]]:
    """Yield each row of a list of courses by what its columns mean, with its place; or why it is none."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        head = [cell.strip().lower() for cell in next(lines, [])]
        places = {what: place for what, *names in _COLUMNS if (place := _first(head, names)) is not None}
        if not {"title", "day"} <= places.keys():
            yield "", "has no columns for a name and a day: table.NAME reads it by a mapping"
            return
        for number, cells in enumerate(lines, 1):
            if number > _MOST_ROWS:
                yield f", row {number:,} and on", "is one of too many"
                return
            if any(cells):
                yield f", row {number:,}", {what: cells[at] for what, at in places.items() if at < len(cells)}
    except csv.Error as error:
        yield "", f"is no CSV: {error}"


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _first(head: list[str], names: Iterable[str]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _badges(text: str) -> Iterator[tuple[str, Mapping[str, str] | str]]:
    """Yield what each badge of a file says, Open Badges 2.0 and 3.0 alike, with its place; or why it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        yield "", "is no JSON"
        return
    several = isinstance(found, list)
    for number, one in enumerate(found if several else [found], 1):
        place = f", badge {number:,}" if several else ""
        yield place, _badge(one) if isinstance(one, dict) else "is no badge"


def _badge(said: Record) -> Mapping[str, str] | str:
    achievement = _inner(_inner(said, "credentialSubject"), "achievement") or _inner(said, "badge")
    if not achievement:
        return "is no badge that says what for: an Open Badge names its `badge` or `achievement` itself"
    issuer = said.get("issuer") or achievement.get("issuer")
    return {
        "id": _text(said, "id"),
        "title": _text(achievement, "name"),
        "day": _text(said, "awardedDate", "issuedOn", "validFrom", "issuanceDate"),
        "issuer": _text(issuer, "name") if isinstance(issuer, dict) else "",
        "url": _text(said, "id") or _text(achievement, "id"),
        "body": _text(achievement, "description"),
        "expires": _text(said, "expires", "validUntil", "expirationDate"),
    }


def _inner(said: Record, key: str) -> Record:
    found = said.get(key)
    found = found[0] if isinstance(found, list) and found else found
    return found if isinstance(found, dict) else {}


def _text(said: Record, *keys: str) -> str:
    return next((value for key in keys if isinstance(value := said.get(key), str) and value), "")

"""Tables: any CSV file or file of JSON lines, read by a mapping in the settings: which column is what.

Whatever a tool can export becomes evidence so: one section `[table.NAME]` for each file. What the mapping may say is
told in `docs/sources/table.md`.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from ..errors import SettingsError, SourceError
from ..model import Batch, Evidence, Kind, Part, Rejected, entry_id
from ..ports import World
from ..value import sections
from ..value.pages import MOST_TITLE, MOST_WORDS, Called, batches, moment, people

_COLUMNS = ("title", "date", "kind", "people", "author", "url", "body", "id")
_OTHERS = ("file", "as", "private")
_MOST_ROWS, _MOST_CHARACTERS, _MOST_FIELDS = 50_000, 1 << 20, 1_000
_EPOCH = MappingProxyType({10: 1, 13: 1_000})  # digits of an instant in seconds and in milliseconds
_KINDS = frozenset(Kind)
_DELIMITERS = MappingProxyType({".csv": ",", ".tsv": "\t"})
_LINES = (".jsonl", ".ndjson")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows.

    Attributes:
        path: the file.
        name: what it is called in the settings: part of what evidence is called.
        called: how its rows call me.
        columns: what is read, of `_COLUMNS`, and the column that it stands in; a kind may be said outright.
        private: its rows never leave in a text for others.
    """

    path: str
    name: str
    called: Called
    columns: Mapping[str, str] = field(hash=False)
    private: bool = False
    rereads: ClassVar[bool] = True  # all of it, whenever any of it has changed

    @property
    def place(self) -> str:
        """Return "table:", its name and the real path."""
        return f"table:{self.name} {Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the file holds, all of it where any of it has changed.

        Raises:
            SourceError: the file cannot be read, or lacks a column that the settings name.
        """
        del world
        try:
            yield from batches(self._found(), cursor)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise SourceError(
                f"{self.path} cannot be read: {error}.",
                hint=f"It must be CSV or JSON lines in UTF-8: table.{self.name}.",
            ) from error

    def parse(self, row: Row | None, where: str) -> Evidence | Rejected:
        """Return the evidence that a row is, or why it is none.

        Args:
            row: its cells by their columns; None where it cannot be read.
            where: its place in the file.
        """
        said = {what: row.get(column, "").strip() for what, column in self.columns.items()} if row else {}
        at = _moment(said.get("date", ""))
        if row is None or not said.get("title") or at is None:
            why = "is no row" if row is None else "has no title" if not said.get("title") else "has no day"
            return Rejected("table", f"{self.name}, {where}", why)
        native = (said.get("id") or f"{at[0]:%Y-%m-%d} {said['title']}")[:300]
        authors = (self.called.role(Part.AUTHOR, *one) for one in people([said.get("author", "")]))
        others = (self.called.role(Part.MENTIONED, *one) for one in people([said.get("people", "")]))
        url = said.get("url", "")
        return Evidence(
            id=entry_id("table", self.name, native),
            at=at[0],
            source="table",
            origin=self.name,
            native=native,
            kind=self._kind(said.get("kind", "")),
            title=" ".join(said["title"][:MOST_TITLE].split()),
            body=said.get("body", "")[:MOST_WORDS],
            url=url[:2_000] if url.startswith(("https://", "http://")) else None,
            roles=(*authors, *others),
            private=self.private,
            offset=at[1],
        )

    def _found(self) -> Iterator[Evidence | Rejected]:
        seen: dict[str, int] = {}
        for where, row in self._rows():
            found = self.parse(row, where)
            if isinstance(found, Evidence) and seen.setdefault(found.id, 0):
                found = Rejected("table", f"{self.name}, {where}", f"is called {found.native[:60]}, as one before is")
            elif isinstance(found, Evidence):
                seen[found.id] = 1
            yield found

    def _rows(self) -> Iterator[tuple[str, Row | None]]:
        path = Path(self.path)
        with path.open("rb") as raw, TextIOWrapper(raw, "utf-8-sig", newline="") as file:
            delimiter = _DELIMITERS.get(path.suffix.lower())
            rows = _json(file) if delimiter is None else self._csv(file, delimiter)
            for number, row in rows:
                if number > _MOST_ROWS:
                    yield f"row {number:,} and on", None
                    return
                yield f"row {number:,}", row

    def _csv(self, file: Iterable[str], delimiter: str) -> Iterator[tuple[int, Row | None]]:
        lines = csv.reader(file, delimiter=delimiter)
        head = [cell.strip() for cell in next(lines, [])[:_MOST_FIELDS]]
        outright = {column for what, column in self.columns.items() if what == "kind" and column in _KINDS}
        if missing := {*self.columns.values()} - {*head} - outright:
            raise SourceError(
                f"{self.path} has no column {min(missing)!r}.",
                hint=f"It has: {', '.join(head[:20])}. Mend table.{self.name}.",
            )
        for number, cells in enumerate(lines, 1):
            if cells:
                yield number, dict(zip(head, cells, strict=False))

    def _kind(self, said: str) -> Kind:
        outright = self.columns.get("kind", "")
        return next((Kind(word) for word in (said.lower(), outright) if word in _KINDS), Kind.NOTE)


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Table]:
    """Yield a source for each section `[table.NAME]`.

    Raises:
        SettingsError: a section says something else than it should.
    """
    del world
    for name, said in section.items():
        if isinstance(said, dict):
            yield _table(name, said, me)
        elif name != "since":
            raise SettingsError(f"table.{name} is no setting", hint="Write a section as: [table.courses]")


def _table(name: str, section: Mapping[str, object], me: tuple[str, ...]) -> Table:
    whole = f"table.{name}"
    sections.only(whole, section, (*_COLUMNS, *_OTHERS))
    columns = {what: column for what in _COLUMNS if (column := sections.text(whole, section, what))}
    path = Path(sections.text(whole, section, "file")).expanduser()
    if path.suffix.lower() not in (*_DELIMITERS, *_LINES):
        raise SettingsError(f"{whole}.file is no .csv, .tsv or .jsonl file", hint='Write it as: file = "~/courses.csv"')
    if not {"title", "date"} <= columns.keys():
        raise SettingsError(f"{whole} needs title and date", hint="Name the columns that hold them.")
    names = tuple(one.lower() for one in sections.texts(whole, section, "as"))
    return Table(str(path), name, Called(tuple(sorted(me)), names), columns, sections.flag(whole, section, "private"))


def _json(file: TextIOWrapper) -> Iterator[tuple[int, Row | None]]:
    number = 0
    while line := file.readline(_MOST_CHARACTERS):
        number += 1
        whole = line.endswith("\n") or len(line) < _MOST_CHARACTERS
        while not whole and (rest := file.readline(_MOST_CHARACTERS)):  # passed over piece by piece
            whole = rest.endswith("\n")
            line = ""
        if line.strip() or not line:
            yield number, _object(line)


def _object(line: str) -> Row | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return dict(_flat(found, "")) if isinstance(found, dict) else None


def _flat(found: Mapping[str, object], above: str, depth: int = 4) -> Iterator[tuple[str, str]]:
    """Yield the cells of a record; one inside of another is called by both: "user.name"."""
    for key, value in list(found.items())[:_MOST_FIELDS]:
        if isinstance(value, dict) and depth:
            yield from _flat(value, f"{above}{key}.", depth - 1)
        elif isinstance(value, list):
            yield f"{above}{key}", ", ".join(str(one) for one in value[:100] if isinstance(one, str | int | float))
        elif isinstance(value, str | int | float):
            yield f"{above}{key}", str(value)


def _moment(said: str) -> tuple[datetime, int] | None:
    if said.isdigit() and len(said) in _EPOCH:
        return datetime.fromtimestamp(int(said) / _EPOCH[len(said)], UTC), 0
    return moment(said)

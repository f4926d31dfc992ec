"""A ladder in a grid of cells: levels as columns or as rows, or one criterion a row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from ..value.rubric import Draft, Line
from .level import is_level, named

Grid: TypeAlias = Sequence[Sequence[str]]

_MOST_ROWS, _MOST_COLUMNS, _MOST_HEADS = 2_000, 60, 20
_FEWEST_LEVELS = 2
_LABEL = re.compile(
    r"\b(?:area|aspect|attribute|behaviou?r|category|competency|dimension|pillar|skill|theme|topic|trait)s?\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•◦‣]|\d{1,2}[.)])\s+")
_SAME = re.compile(r"(?:(?:see|same as|as in)\s+\S+.{0,20}|n/?a|tbd|none|-+)\.?", re.IGNORECASE)
_TITLES = frozenset({"job title", "level", "name", "role", "title"})
_LONG: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "topic": frozenset({"topic", "area", "category", "competency", "dimension", "pillar"}),
        "level": frozenset({"level", "grade", "band"}),
        "words": frozenset({"criterion", "criteria", "expectation", "behaviour", "behavior", "description"}),
        "examples": frozenset({"example", "examples"}),
    }
)


def draft_of(grid: Grid) -> Draft:
    """Return what `grid` says; a cell is one criterion, or one a bullet where it is a list.

    Raises:
        ValueError: nothing in it names two levels.
    """
    rows = [[cell.strip() for cell in row[:_MOST_COLUMNS]] for row in grid[:_MOST_ROWS] if any(map(str.strip, row))]
    for number, row in enumerate(rows[:_MOST_HEADS]):
        if columns := _long(row):
            return Draft(tuple(_each_a_row(rows[number + 1 :], columns)))
        if sum(map(is_level, row)) >= _FEWEST_LEVELS:
            levels = {column: cell for column, cell in enumerate(row) if is_level(cell)}
            return _Columns(levels, min(levels)).draft(rows[number + 1 :])
    if rows and sum(is_level(row[0]) for row in rows) >= _FEWEST_LEVELS:
        return _transposed(rows)
    head = next((row for row in rows[:_MOST_HEADS] if len(row) > _FEWEST_LEVELS and _LABEL.search(row[0])), None)
    if head is None:
        raise ValueError("no row and no column names two levels")
    levels = {column: cell for column, cell in enumerate(head) if cell and not _LABEL.search(cell)}
    return _Columns(levels, min(levels)).draft(rows[rows.index(head) + 1 :])


@dataclass(frozen=True, slots=True)
class _Columns:
    """Levels by their columns, and in which the first of them stands: what is left of it says what a row is about."""

    levels: Mapping[int, str]
    first: int

    def draft(self, rows: Grid) -> Draft:
        names = {column: named(cell) for column, cell in self.levels.items()}
        meanings = {name: meaning for name, meaning in names.values() if meaning}
        lines = list[Line]()
        labels: Sequence[str] = ()
        for row in rows:
            own = row[: self.first]
            labels = own if own[:1] != [""] else [*labels[:1], *own[1:]]
            cells = {names[column][0]: row[column] for column in names if column < len(row)}
            about = tuple(filter(None, labels))
            if about and about[-1].casefold() in _TITLES:
                meanings |= {level: cell for level, cell in cells.items() if cell}
            else:
                lines += _lines(about, cells)
        return Draft(tuple(lines), tuple(name for name, _ in names.values()), meanings)


def _lines(labels: tuple[str, ...], cells: Mapping[str, str]) -> Iterator[Line]:
    topic, *rest = labels or ("All",)
    about = f"{rest[-1]}: " if rest else ""
    for level, cell in cells.items():
        yield from (Line(topic, level, about + words) for words in criteria(cell))


def criteria(cell: str) -> tuple[str, ...]:
    """Return what a cell asks for: one text, or its bullets, with what stands before them in front of each line.

    What only points to another level ("see E3") asks for nothing.
    """
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    bullets = [_BULLET.sub("", line) for line in lines if _BULLET.match(line)]
    said = bullets or ([" ".join(lines)] if lines else [])
    return tuple(words for words in said if not _SAME.fullmatch(words))


def _transposed(rows: Grid) -> Draft:
    """Return the draft of a grid whose rows are levels and whose columns are topics."""
    start = next(number for number, row in enumerate(rows) if is_level(row[0]))
    head = rows[max(0, start - 1)]
    found, meanings = list[Line](), dict[str, str]()
    for row in rows[start:]:
        level, meaning = named(row[0])
        if is_level(row[0]):
            meanings |= {level: meaning} if meaning else {}
            cells = zip(head[1:], row[1:], strict=False)
            found += [Line(topic, level, words) for topic, cell in cells if topic for words in criteria(cell)]
    return Draft(tuple(found), meanings=meanings)


def _long(row: Sequence[str]) -> Mapping[str, int]:
    """Return the columns of a table with one criterion a row; empty where `row` is no head of one."""
    found = {slot: column for column, cell in enumerate(row) for slot, said in _LONG.items() if cell.casefold() in said}
    return found if {"topic", "level", "words"} <= found.keys() else {}


def _each_a_row(rows: Grid, columns: Mapping[str, int]) -> Iterator[Line]:
    for row in rows:
        said = {slot: row[column] if column < len(row) else "" for slot, column in columns.items()}
        examples = criteria(said.get("examples", ""))
        yield Line(said["topic"], named(said["level"])[0], said["words"], examples)

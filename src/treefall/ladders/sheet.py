"""A spreadsheet (.xlsx) or a table in text (.csv, .tsv)."""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from ..errors import TreefallError
from ..value.rubric import Draft, joined
from .file import File
from .grid import Grid, draft_of

_MOST_UNPACKED = 50_000_000  # bytes of a workbook
_MOST_ROWS, _MOST_COLUMNS = 2_000, 60


def draft(files: Sequence[File]) -> Draft:
    """Return what the sheets of `files` say: the one with the most criteria, and what goes on about its levels.

    A sheet that has a topic in common with it is about another role, and is left out.

    Raises:
        ValueError: none of them names levels.
        TreefallError: the library that reads workbooks is missing.
    """
    drafts, why = list[Draft](), "there is no sheet in it"
    for grid in (grid for file in files for grid in _grids(file)):
        try:
            drafts.append(draft_of(grid))
        except ValueError as error:
            why = str(error)
    if not drafts:
        raise ValueError(why)
    most = max(drafts, key=lambda one: len(one.lines))
    parts, topics = [most], _topics(most)
    for one in drafts:
        if one.levels == most.levels and topics.isdisjoint(_topics(one)):
            parts.append(one)
            topics |= _topics(one)
    return joined(parts)


def _topics(one: Draft) -> frozenset[str]:
    return frozenset(line.topic for line in one.lines)


def _grids(file: File) -> Iterator[Grid]:
    if file.suffix == ".xlsx":
        yield from _workbook(file)
        return
    sample = file.text[:4096]
    delimiter = max("\t;,", key=sample.count) if file.suffix != ".tsv" else "\t"
    try:
        yield list(csv.reader(file.text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(f"it is no table: {error}") from error


def _workbook(file: File) -> Iterator[Grid]:
    try:
        import openpyxl  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a workbook is read
    except ImportError as error:
        raise TreefallError("Reading a workbook needs openpyxl.", hint="pip install 'treefall[ladders]'") from error
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise ValueError("it unpacks to more than any ladder")
        book = openpyxl.load_workbook(BytesIO(file.content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
            yield [["" if cell is None else str(cell) for cell in row] for row in rows]
    except (zipfile.BadZipFile, KeyError, SyntaxError) as error:  # no workbook, or one whose parts do not fit
        raise ValueError("it is no workbook") from error

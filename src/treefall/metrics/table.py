"""Numbers from a CSV file as people have them: any delimiter, decimal commas, headers in any language, gaps."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import dropwhile

from ..errors import SourceError
from ..model.estimate import Quantity
from . import calendar, numbers
from .rows import Numbers, Row, daily

LARGEST = 32 * 1024 * 1024
"""The most bytes of a file."""

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 200  # rows by which columns are told
_MOSTLY = 0.8
_FEWEST_TO_SUM = 3
_NOT_ZERO = frozenset("123456789")
_ASIDE = ("#", "sep=")  # what exports write above a table
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how spreadsheets begin, the newer and the older ones
_ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of a table to read.

    Attributes:
        value: the metric's; "" means the first one of numbers.
        dates: "" means the first one of dates.
        controls: columns that the work could not touch.
        day_first: whether 3/4/2026 is the third of April; None: to be seen from the dates.
    """

    value: str = ""
    dates: str = ""
    controls: tuple[str, ...] = ()
    day_first: bool | None = None


def read_table(content: bytes, columns: Columns, *, kind: Quantity, zone: tzinfo | None) -> Numbers:
    """Return the numbers of a CSV file.

    Raises:
        SourceError: no dates or no numbers are found, a column is not there, or a row cannot be read; says which.
    """
    delimiter, rows = _rows(_text(content))
    header, rows = _header(rows)
    if not rows:
        raise SourceError("There is no row of numbers in it, only its head.", hint="A date and a number a row, as CSV.")
    rows, remarks = _without_sums(rows)
    dated = _column(header, columns.dates) if columns.dates else _first_of_dates(header, rows)
    value = _column(header, columns.value) if columns.value else _first_of_numbers(header, rows, dated)
    chosen = (value, *(_column(header, name) for name in columns.controls))
    if len({dated, *chosen}) <= len(chosen):
        raise SourceError(
            "One column is named twice.", hint="The dates, the metric and each control are columns apart."
        )
    read = _reader([row[dated] for row in rows if row[dated].strip()], columns.day_first)
    usual = "," if delimiter == ";" and not any(calendar.is_iso(row[dated]) for row in rows[:1]) else "."
    signs = {n: _sign([row[n] for row in rows], header[n], usual) for n in chosen}
    found: list[Row] = []
    for line, row in enumerate(rows, 2):
        if row[dated].strip():
            found.append((_date(read, row[dated], line), tuple(_number(row[n], signs[n], line) for n in chosen)))
    names, units = zip(*(numbers.name_and_unit(header[n]) for n in chosen), strict=True)
    beside = [_unit([row[n] for row in rows], header[n]) for n in chosen]
    read_as = daily(found, names, kind=kind, zone=zone, unit=beside[0] or units[0])
    return replace(read_as, remarks=(*remarks, *read_as.remarks))


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise SourceError(f"The file is larger than {LARGEST // 2**20} MB.", hint="Export one number a day.")
    if content.startswith(_PACKED):
        raise SourceError("That is a spreadsheet, no table in plain text.", hint="Export it as CSV, and name that.")
    encoding = next((name for mark, name in _ENCODINGS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _rows(text: str) -> tuple[str, list[list[str]]]:
    """Return what parts the columns, and the rows of the table in `text`, all as wide as most are.

    What stands before it is left out.
    """
    lines = [line for line in text.replace("\x00", "").splitlines() if line.strip() and not line.startswith(_ASIDE)]
    best = 0, 0, ""
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in _cells(lines[:_LOOKED_AT], delimiter)]
        width = max(set(widths), key=lambda w: (widths.count(w), w), default=0)
        if width > 1:
            best = max(best, (widths.count(width) * width, width, delimiter))
    score, width, delimiter = best
    if not score:
        raise SourceError("There is no table of at least two columns in it.", hint="A date and a number a row, as CSV.")
    wide = ((row + [""] * width)[:width] for row in _cells(lines, delimiter))
    return delimiter, list(dropwhile(lambda row: sum(map(bool, row)) < 2, wide))  # noqa: PLR2004 - a title has one cell


def _cells(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from (row for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True) if row)
    except csv.Error as error:
        raise SourceError(f"That is no table: {error}.", hint="Save it as CSV.") from error


def _without_sums(rows: list[list[str]]) -> tuple[list[list[str]], tuple[str, ...]]:
    """Return `rows` without a last one in which no cell is a date, which sums up the others, and what to say of it."""
    if len(rows) < _FEWEST_TO_SUM or any(map(_is_date, rows[-1])) or not any(map(_is_date, rows[-2])):
        return rows, ()
    return rows[:-1], (f"Left out: the last row, {next(filter(None, rows[-1]), '')!r}, which has no date.",)


def _header(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and the other rows; where no row has names they are called by their place."""
    first = rows[0]
    if any(map(_is_date, first)):
        return [f"column {n}" for n in range(1, len(first) + 1)], rows
    return [cell.strip() for cell in first], rows[1:]


def _column(header: Sequence[str], name: str) -> int:
    wanted = name.strip().casefold()
    named = [
        n for n, cell in enumerate(header) if wanted in {cell.casefold(), numbers.name_and_unit(cell)[0].casefold()}
    ]
    if len(named) != 1:
        raise SourceError(
            f"There {'is no column' if not named else 'is more than one column'} called {name!r}.",
            hint=f"There are: {', '.join(header)}.",
        )
    return named[0]


def _first_of_dates(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    for n in range(len(header)):
        cells = [row[n] for row in rows[:_LOOKED_AT] if row[n].strip()]
        if cells and sum(map(_is_date, cells)) >= _MOSTLY * len(cells):
            return n
    raise SourceError("No column holds dates.", hint="Write them as 2026-03-14, or name the column that holds them.")


def _first_of_numbers(header: Sequence[str], rows: Sequence[Sequence[str]], dated: int) -> int:
    for n in range(len(header)):
        cells = [row[n] for row in rows[:_LOOKED_AT] if not numbers.is_none(row[n])]
        if n != dated and cells and sum(map(numbers.is_number, cells)) >= _MOSTLY * len(cells):
            return n
    raise SourceError("No column holds numbers.", hint=f"Name the one that does; there are: {', '.join(header)}.")


def _is_date(cell: str) -> bool:
    try:
        calendar.parsed(cell, day_first=True)
    except ValueError:
        try:
            calendar.parsed(cell, day_first=False)
        except ValueError:
            return False
    return True


def _reader(texts: Sequence[str], day_first: bool | None) -> calendar.Reader:  # noqa: FBT001 - as in Columns
    try:
        return calendar.reader(texts[:_LOOKED_AT], day_first=day_first)
    except calendar.Unclear as error:
        raise SourceError(
            f"The dates can be read in two ways: {error}", hint="Say --day-first or --month-first."
        ) from error
    except ValueError as error:
        raise SourceError(f"A date cannot be read: {error}.", hint="Dates like 2026-03-14 are always read.") from error


def _unit(cells: Sequence[str], name: str) -> str:
    """Return what stands beside the numbers of a column; numbers in two units cannot be compared."""
    units = sorted({numbers.unit_of(cell) for cell in cells if any(char in _NOT_ZERO for char in cell)})
    if len(units) > 1:
        shown = " and in ".join(unit or "nothing" for unit in units[:2])
        raise SourceError(
            f"The column {name!r} has numbers in {shown}.", hint="Export it in one unit (in Grafana: unformatted)."
        )
    return units[0] if units else ""


def _sign(cells: Sequence[str], name: str, usual: str) -> str:
    try:
        return numbers.decimal_sign(cells, usual=usual)
    except ValueError as error:
        raise SourceError(f"In the column {name!r} {error}.", hint="Write them in one way.") from error


def _date(read: calendar.Reader, cell: str, line: int) -> calendar.Moment:
    try:
        return read(cell)
    except ValueError as error:
        raise SourceError(f"Row {line}: {error}.", hint="Dates like 2026-03-14 are always read.") from error


def _number(cell: str, sign: str, line: int) -> float | None:
    try:
        return numbers.parsed(cell, sign)
    except ValueError as error:
        raise SourceError(f"Row {line}: {error}.", hint="Leave the cell empty where there is no number.") from error

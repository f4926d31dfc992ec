"""One series, as thirty programs export it: the same numbers, or a refusal that says what to export instead."""

import codecs
from collections.abc import Callable, Mapping
from datetime import UTC, date, timedelta
from types import MappingProxyType

import pytest

from treefall.errors import SourceError
from treefall.metrics.table import Columns, read_table
from treefall.model.estimate import Quantity

_SERIES = tuple((date(2026, 7, 1) + timedelta(n), 900 + n * 7919 % 61 / 4) for n in range(140))
_KEPT = tuple(pair for pair in _SERIES if pair[0].weekday() < 5)


def _text(
    day: Callable[[date], str] = date.isoformat,
    number: Callable[[float], str] = "{:.2f}".format,
    *,
    between: str = ",",
    head: str = "date,p95",
    end: str = "\n",
) -> str:
    lines = (f"{day(at)}{between}{number(value)}" for at, value in _SERIES)
    return end.join((*((head.replace(",", between),) if head else ()), *lines, ""))


def _german(number: float) -> str:
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


def _dotted(day: date) -> str:
    return f"{day:%d.%m.%Y}"


_SAME: Mapping[str, str | bytes] = MappingProxyType(
    {
        "as it is": _text(),
        "semicolons": _text(between=";"),
        "tabs": _text(between="\t"),
        "no head": _text(head=""),
        "a mark of its encoding": codecs.BOM_UTF8 + _text().encode(),
        "UTF-16": _text().encode("utf-16"),
        "Latin-1": _text(head="Datum,Größe").encode("latin-1"),
        "a German spreadsheet": _text(_dotted, _german, between=";"),
        "decimal commas in quotes": _text(number=lambda value: '"' + f"{value:.2f}".replace(".", ",") + '"'),
        "days without zeros": _text(lambda day: f"{day.year}-{day.month}-{day.day}"),
        "American days": _text(lambda day: f"{day.month}/{day.day}/{day.year}"),
        "British days": _text(lambda day: f"{day.day}/{day.month}/{day.year}"),
        "days with clocks": _text(lambda day: f"{day}T00:00:00Z"),
        "seconds since 1970": _text(lambda day: str((day - date(1970, 1, 1)).days * 86_400)),
        "milliseconds since 1970": _text(lambda day: str((day - date(1970, 1, 1)).days * 86_400_000)),
        "units": _text(number="{:.2f} ms".format),
        "a share": _text(number="{:.2f} %".format),
        "quotes and the line ends of Windows": _text(head='"date","p95"', end="\r\n"),
        "every row twice": _text() + _text(head=""),
        "the newest first": "\n".join(("date,p95", *reversed(_text(head="").split()))),
        "a line for the spreadsheet": "sep=;\n" + _text(between=";"),
        "a title above and a sum below": "Report;\n;\n" + _text(between=";") + "Total;9;\n",
        "another column": "\n".join(f"{line},{n}" for n, line in enumerate(_text().split())),
    }
)
_REFUSED: Mapping[str, tuple[str | bytes, str]] = MappingProxyType(
    {
        "nothing": ("", "no table"),
        "prose": ("hello there\nthis is no table at all\n", "no table"),
        "only a head": ("date,p95\n", "only its head"),
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(3000), "no table"),
        "a spreadsheet": (b"PK\x03\x04" + bytes(range(256)) * 9, "spreadsheet"),
        "no number anywhere": (_text(number=lambda _: "NaN"), "No column holds numbers"),
        "no day anywhere": (_text(day=lambda _: "soon"), "No column holds dates"),
        "days that can be read in two ways": ("d,v\n3/1/2026,1\n5/2/2026,2\n7/9/2026,3\n", "read in two ways"),
        "two numbers on a day": (_text() + _text(head="", number="{:.1f}1".format), "more than one number"),
    }
)


def _read(content: str | bytes) -> tuple[tuple[date, float | None], ...]:
    given = content.encode() if isinstance(content, str) else content
    series = read_table(given, Columns(), kind=Quantity.LEVEL, zone=UTC).series
    return tuple(zip(series.dates, series.values, strict=True))


@pytest.mark.parametrize("way", _SAME)
def test_a_table_says_the_same_however_it_was_exported(way: str) -> None:
    assert _read(_SAME[way]) == _SERIES


def test_days_that_are_left_out_or_empty_are_gaps() -> None:
    assert _read("\n".join(("date,p95", *(f"{day},{value}" for day, value in _KEPT)))) == _KEPT
    holes = dict(_read(_text(number=lambda value: "" if value > 910 else f"{value:.2f}")))
    assert {day for day, value in holes.items() if value is None} == {day for day, value in _SERIES if value > 910}


@pytest.mark.parametrize("what", _REFUSED)
def test_what_is_no_table_is_refused_with_what_to_do(what: str) -> None:
    content, words = _REFUSED[what]
    with pytest.raises(SourceError, match=words) as found:
        _read(content)
    assert found.value.hint

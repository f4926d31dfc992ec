"""A CSV file is read as people have them, and what cannot be read is named by its row or column."""

from datetime import UTC, date

import pytest

from treefall.errors import SourceError
from treefall.metrics.rows import Numbers
from treefall.metrics.table import LARGEST, Columns, read_table
from treefall.model.estimate import Quantity


def _read(text: str | bytes, columns: Columns | None = None, kind: Quantity = Quantity.LEVEL) -> Numbers:
    content = text.encode() if isinstance(text, str) else text
    return read_table(content, columns or Columns(), kind=kind, zone=UTC)


def test_gaps_are_kept_as_gaps() -> None:
    found = _read("date,value\n2026-03-01,12.5\n2026-03-02,\n2026-03-03,n/a\n")
    assert found.series.dates == (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3))
    assert found.series.values == (12.5, None, None)
    assert found.series.name == "value"


def test_a_semicolon_file_with_decimal_commas_and_foreign_headers() -> None:
    found = _read("Datum;Wert;Kontrolle\n01.03.2026;1.234,5;3\n02.03.2026;7,25;4\n", Columns(controls=("kontrolle",)))
    assert found.series.values == (1234.5, 7.25)
    assert found.series.name == "Wert"
    assert [control.values for control in found.controls] == [(3.0, 4.0)]


def test_a_grafana_export_with_clocks_and_units_becomes_days() -> None:
    rows = [
        '"Time","p95"',
        *(f'"2026-03-{day:02} {hour:02}:00:00","{day * 10} ms"' for day in (1, 2) for hour in (0, 8, 16)),
    ]
    found = _read("\n".join(["sep=,", *rows, '"2026-03-03 00:00:00","30 ms"']))
    assert found.series.values == (10.0, 20.0)
    assert found.unit == "ms"
    assert found.remarks == ("Each day is the mean of its points.", "Left out as incomplete: 2026-03-03.")


def test_counts_of_a_day_are_summed_up() -> None:
    rows = "\n".join(f"2026-03-0{day}T{hour:02}:00:00Z,{hour}" for day in (1, 2) for hour in (1, 2, 3))
    assert _read(rows, kind=Quantity.COUNT).series.values == (6.0, 6.0)


def test_a_table_without_headers_is_named_by_its_places() -> None:
    found = _read("1773482400,3,5\n1773568800,4,6\n", Columns(value="column 3"))
    assert found.series.name == "column 3"
    assert found.series.values == (5.0, 6.0)


def test_tabs_weeks_comments_and_marks_of_encodings_are_read() -> None:
    assert _read("\ufeff# made by hand\nweek\tn\n2026-W11\t3\n2026-W12\t4\n").series.values == (3.0, 4.0)
    assert _read("day,n\n2026-01-01,3\n".encode("utf-16")).series.values == (3.0,)
    assert _read("Tag;Gr\xf6\xdfe\n1.2.2026;3\n".encode("latin-1")).series.name == "Gr\xf6\xdfe"


def test_the_same_row_twice_counts_once() -> None:
    assert _read("date,value\n2026-03-01,1\n2026-03-01,1\n2026-03-02,2\n").series.values == (1.0, 2.0)


def test_rows_may_stand_in_any_order() -> None:
    assert _read("date,value\n2026-03-02,2\n2026-03-01,1\n").series.values == (1.0, 2.0)


@pytest.mark.parametrize(
    ("text", "columns", "words"),
    [
        ("", Columns(), "no table"),
        ("hello\nworld", Columns(), "no table"),
        ("date,value\n2026-03-01,1\n2026-03-01,2\n", Columns(), "more than one number: 2026-03-01"),
        ("date,value\n2026-03-01,abc\n", Columns(), "No column holds numbers"),
        ("name,value\nfoo,1\n", Columns(), "No column holds dates"),
        ("date,value\n2026-03-01,1\n", Columns(value="p95"), "no column called 'p95'"),
        ("date,a,a\n2026-03-01,1,2\n", Columns(value="a"), "more than one column called 'a'"),
        ("date,value\n2026-03-01,1\n", Columns(controls=("value",)), "named twice"),
        ("date,value\n3/1/2026,1\n5/2/2026,2\n7/9/2026,3\n", Columns(), "read in two ways"),
        ("date,value\n2026-03-01,1\ntotal,2\n", Columns(dates="date"), "no date"),
        (
            "d,v\n" + "".join(f"2026-03-0{n},{n}\n" for n in range(1, 8)) + "2026-03-08,8\n2026-03-09,9 of 12\n",
            Columns(),
            "Row 10",
        ),
        ("d,v\n2026-03-01,'1.5'\n2026-03-02,\"1,5\"\n", Columns(), "some decimals"),
        ("d,v\n2026-03-01,900 ms\n2026-03-02,1.1 s\n", Columns(), "numbers in ms and in s"),
        ("d,v\n2026-03-01,900\n2026-03-02,1.1 K\n", Columns(), "numbers in nothing and in K"),
        ("t,v\n2026-03-01T00:00Z,1\n2026-03-01T00:00Z,2\n", Columns(), "more than one number at one time: 2026-03-01"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, columns: Columns, words: str) -> None:
    with pytest.raises(SourceError, match=words) as found:
        _read(text, columns)
    assert found.value.hint


def test_a_date_that_comes_late_and_is_none_is_named_by_its_row() -> None:
    rows = [f"{date.fromordinal(738_000 + n)},{n}" for n in range(250)]
    with pytest.raises(SourceError, match="Row 252: 'the end' is no date"):
        _read("\n".join(["date,value", *rows, "the end,3", "2026-01-01,4"]))


def test_a_unit_in_the_header_is_no_part_of_the_name() -> None:
    found = _read(
        "Datum;Antwortzeit (ms);Andere [ms]\n01.03.2026;3,5;1\n02.03.2026;4;2\n", Columns(controls=("andere",))
    )
    assert (found.series.name, found.unit, found.controls[0].name) == ("Antwortzeit", "ms", "Andere")


def test_three_digits_behind_a_point_are_decimals_where_a_program_wrote_the_dates() -> None:
    assert _read("Time;Value\n2026-03-01;421.623\n2026-03-02;399.101\n").series.values == (421.623, 399.101)
    assert _read("Tag;Wert\n01.03.2026;421.623\n02.03.2026;399.101\n").series.values == (421_623.0, 399_101.0)


def test_a_column_of_names_with_digits_is_not_taken_for_numbers() -> None:
    rows = "".join(f'"p95","2026-03-0{day}T00:00:00.000Z",{day}\n' for day in range(1, 5))
    assert _read(f"Series,Time,Value\n{rows}").series.values == (1.0, 2.0, 3.0, 4.0)


def test_what_a_spreadsheet_puts_above_and_below_a_table_is_left_out() -> None:
    rows = "".join(f"2026-03-0{day};{day};x\n" for day in range(1, 6))
    found = _read(f"Report of the shop;;\n;;\nDate;Latency;Note\n{rows}Total;15;\n")
    assert found.series.values == (1.0, 2.0, 3.0, 4.0, 5.0)
    assert found.remarks == ("Left out: the last row, 'Total', which has no date.",)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(SourceError, match="larger than 32 MB"):
        _read(b"x" * (LARGEST + 1))


def test_a_column_of_dates_may_have_gaps() -> None:
    assert _read("date,value\n2026-03-01,1\n,9\n2026-03-02,2\n").series.values == (1.0, 2.0)


def test_infinite_numbers_reach_the_estimator_by_name() -> None:
    rows = "\n".join(
        f"2026-03-0{day}T{hour:02}:00:00Z,{'1e999' if hour == 2 else 1}" for day in (1, 2) for hour in (1, 2)
    )
    first, _second = _read(rows).series.values
    assert first is not None
    assert first != first  # noqa: PLR0124 - only NaN differs from itself
    assert _read("date,value\n2026-03-01,1e999\n").series.values == (float("inf"),)
    assert _read(
        "a,b\n2026-01-01T00:00:00Z,\n2026-01-01T01:00:00Z,n/a\n2026-01-02T01:00:00Z,4\n2026-01-02T02:00:00Z,4\n"
    ).series.values == (None, 4.0)

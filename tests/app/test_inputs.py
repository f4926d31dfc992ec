"""Numbers that a claim rests on are kept to the last digit, and what was touched is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.app.inputs import as_csv, packed, unpacked
from treefall.errors import LedgerError
from treefall.ledger.codec import dump, load
from treefall.metrics.table import Columns, read_table
from treefall.model import Inputs
from treefall.model.estimate import Quantity, Series

_NUMBERS = st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=40)


def _series(values: list[float | None], name: str = "p95") -> Series:
    first = date(2026, 1, 1)
    return Series(tuple(first + timedelta(n) for n in range(len(values))), tuple(values), name)


@given(_NUMBERS, st.text(st.characters(codec="utf-8"), max_size=10))
def test_numbers_come_back_as_they_were(values: list[float | None], name: str) -> None:
    series = (_series(values, name), _series(values, "control"))
    entry = packed(series)
    assert unpacked(entry) == series
    assert packed(series) == entry
    kind, (body, _) = "inputs", dump(entry)
    assert load(kind, body) == entry


def test_other_numbers_are_other_inputs() -> None:
    assert packed((_series([1.0]),)).id != packed((_series([2.0]),)).id


@pytest.mark.parametrize("content", ["", "!!", "AAAA"])
def test_numbers_that_were_touched_are_named(content: str) -> None:
    with pytest.raises(LedgerError, match="not what was kept"):
        unpacked(replace(packed((_series([1.0]),)), content=content))


def test_numbers_that_were_exchanged_are_named() -> None:
    one, other = packed((_series([1.0]),)), packed((_series([2.0]),))
    with pytest.raises(LedgerError, match="not what was kept"):
        unpacked(Inputs(id=one.id, at=one.at, digest=one.digest, content=other.content))


def test_the_table_of_a_claim_can_be_read_again() -> None:
    series = (_series([1.0, None, 2.5], 'p95, "checkout"'), _series([3.0, 4.0, None], ""))
    text = as_csv(series)
    found = read_table(text.encode(), Columns(controls=("value 2",)), kind=Quantity.LEVEL, zone=None)
    assert found.series == series[0]
    assert found.controls[0].values == series[1].values

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.errors import LedgerError
from treefall.ledger import codec
from treefall.ledger.codec import (
    instant,
    kind_of,
    line_from_json,
    line_to_json,
    lines_from_json,
    load,
    microseconds,
    plain_of,
)
from treefall.ledger.words import words_of
from treefall.model import (
    ENTRY_TYPES,
    Attribution,
    Entry,
    Evidence,
    FileChange,
    FileSummary,
    Impact,
    Kind,
    Part,
    Role,
    Telling,
    Tie,
)
from treefall.ports import Line

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
INSTANTS = st.datetimes(timezones=st.just(UTC))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = TEXT.filter(bool)
SCALARS = TEXT | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
FILES = st.builds(FileSummary, count=st.just(9), added=st.integers(0), deleted=st.integers(0, 9)).map(
    lambda files: replace(
        files, added=files.added % 2**60, changes=(FileChange(path="a"), FileChange(path="b", old="c"))
    )
)
EVIDENCE = st.builds(
    Evidence,
    id=NAMES,
    at=INSTANTS,
    source=NAMES,
    origin=NAMES,
    native=NAMES,
    kind=st.sampled_from(Kind),
    title=TEXT,
    body=TEXT,
    url=st.none() | TEXT,
    roles=st.lists(st.builds(Role, part=st.sampled_from(Part), name=TEXT, address=TEXT), max_size=3).map(tuple),
    files=st.none() | FILES,
    facts=st.dictionaries(TEXT, SCALARS, max_size=4),
    private=st.booleans(),
    offset=st.integers(-1440, 1440),
)


def dump(entry: Entry) -> str:
    return codec.dump(entry)[0]


NOTE = Evidence(id="a", at=NOON, source="note", origin="me", native="1", kind=Kind.NOTE, title="Drill")


@given(entry=EVIDENCE)
def test_every_evidence_comes_back_as_it_was(entry: Evidence) -> None:
    body = dump(entry)
    assert load("evidence", body) == entry
    assert dump(load("evidence", body)) == body
    assert msgspec.json.encode(msgspec.json.decode(body), order="deterministic").decode() == body


def test_what_is_as_by_default_is_not_written() -> None:
    assert dump(NOTE) == (
        '{"at":"2026-05-12T12:00:00Z","id":"a","kind":"note","native":"1","origin":"me","source":"note","title":"Drill"}'
    )


def test_a_default_is_known_by_what_it_says() -> None:
    told = Telling(id="t", at=NOON, to="Maya", about=("w",), channel=f"{NOON.day - 11}:1")
    assert dump(told) == '{"about":["w"],"at":"2026-05-12T12:00:00Z","id":"t","to":"Maya"}'
    assert '"channel":"chat"' in dump(replace(told, channel="chat"))
    impact = Impact(id="i", at=NOON, accomplishment="w", words="null", attribution=Attribution("asserted"))
    assert dump(impact) == '{"accomplishment":"w","at":"2026-05-12T12:00:00Z","id":"i","words":"null"}'


@given(entry=EVIDENCE)
def test_what_is_said_is_what_the_body_says(entry: Evidence) -> None:
    body, plain = codec.dump(entry)
    assert words_of(plain) == words_of(plain_of(body))


def test_the_same_facts_are_the_same_bytes_in_any_order() -> None:
    one, two = {"a": 1, "b": 2.5}, {"b": 2.5, "a": 1}
    assert dump(replace(NOTE, facts=one)) == dump(replace(NOTE, facts=two))
    west = replace(NOTE, at=NOON.astimezone(timezone(timedelta(0), "GMT")))
    assert dump(west) == dump(NOTE)


def test_every_kind_of_entry_has_a_name() -> None:
    assert {kind_of(noun): noun for noun in ENTRY_TYPES.values()} == ENTRY_TYPES


def test_a_type_that_is_no_noun_is_the_callers_mistake() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Gossip(Entry):
        pass

    with pytest.raises(ValueError, match="Gossip"):
        kind_of(Gossip)


def test_a_value_that_json_does_not_know_is_refused_by_name() -> None:
    odd: Any = replace(NOTE, facts={"x": object()})  # type: ignore[dict-item]
    typed: Any = replace(NOTE, title=7)  # type: ignore[arg-type]
    for bad in (odd, typed, replace(NOTE, facts={"x": float("nan")}), replace(NOTE, id="a\ud800")):
        with pytest.raises(LedgerError, match=r"evidence a.* cannot be written"):
            dump(bad)


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", '{"a":' * 5000, dump(NOTE)[:-1], dump(NOTE).replace("Z", "")])
def test_a_body_that_is_no_entry_is_refused(body: str) -> None:
    with pytest.raises(LedgerError):
        load("evidence", body)


def test_a_body_that_breaks_a_nouns_own_law_is_refused() -> None:
    tie = dump(Tie(id="t", at=NOON, evidence=("a", "b"), why="same patch"))
    with pytest.raises(LedgerError, match="at least two"):
        load("tie", tie.replace('"a","b"', '"a","a"'))


def test_fields_of_a_newer_treefall_are_kept_in_the_body_and_not_read() -> None:
    text = line_to_json(Line("a", 1, "evidence", None, dump(NOTE).replace('{"at"', '{"aura":[1],"at"')))
    line = line_from_json(text)
    assert load(line.kind, line.body) == NOTE
    assert line_to_json(line) == text


@given(at=INSTANTS)
def test_instants_and_microseconds_are_each_others_inverse(at: datetime) -> None:
    assert instant(microseconds(at)) == at


@given(entry=EVIDENCE, number=st.integers(1, 2**31 - 1), written=st.none() | INSTANTS)
def test_a_line_comes_back_from_its_export(entry: Evidence, number: int, written: datetime | None) -> None:
    line = Line(entry.id, number, "evidence", written, dump(entry))
    text = line_to_json(line)
    assert line_from_json(text) == line
    assert b"\n" not in text


def test_a_line_of_an_export_can_be_read_by_people() -> None:
    text = line_to_json(Line("a", 2, "evidence", NOON, dump(NOTE))).decode()
    assert text == f'{{"entry":{dump(NOTE)},"id":"a","kind":"evidence","n":2,"written":"2026-05-12T12:00:00Z"}}'
    assert line_to_json(Line("a", 1, "forgotten", None, "")) == b'{"id":"a","kind":"forgotten","n":1}'


GOOD = line_to_json(Line("a", 1, "evidence", None, dump(NOTE)))


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        GOOD[:-1],
        GOOD.replace(b'"n":1', b'"n":0'),
        GOOD.replace(b'"n":1', b'"n":1,"more":1'),
        GOOD.replace(b'"n":1', b'"n":1,"written":"yesterday"'),
        GOOD.replace(b'"n":1', b'"n":1,"written":"0001-01-01T00:00:00+14:00"'),
        GOOD.replace(b'"n":1', b'"n":1,"written":"2026-05-12T12:00:00"'),
        GOOD.replace(b'"kind":"evidence"', b'"kind":"gossip"'),
        GOOD.replace(b'"id":"a","kind":"evidence"', b'"id":"b","kind":"evidence"'),
        GOOD.replace(b'"kind":"evidence"', b'"kind":"forgotten"'),
        GOOD.replace(b"Drill", b"Dr\xffll"),
        GOOD.replace(b"Drill", b"x" * (16 * 1024 * 1024)),
    ],
)
def test_a_bad_line_of_an_export_is_named_by_its_number(bad: bytes) -> None:
    with pytest.raises(LedgerError, match=r"Line 2 of the export"):
        list(lines_from_json([GOOD + b"\r\n", bad + b"\n", GOOD]))


def test_a_written_instant_of_any_zone_is_kept_in_utc() -> None:
    line = line_from_json(GOOD.replace(b'"n":1', b'"n":1,"written":"2026-05-12T14:00:00+02:00"'))
    assert line.written == NOON
    assert line.written.tzinfo is UTC

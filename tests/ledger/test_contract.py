"""What every ledger keeps, on every database."""

import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from treefall.errors import LedgerError, StaleEdit
from treefall.ledger import SqlLedger, open_ledger
from treefall.ledger.codec import digest, line_to_json
from treefall.model import (
    ALWAYS,
    Accomplishment,
    Entry,
    Evidence,
    Identity,
    Kind,
    Part,
    Role,
    Telling,
    entry_id,
)
from treefall.ports import Line

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def note(name: str, title: str = "Drill", at: datetime = NOON) -> Evidence:
    return Evidence(
        id=entry_id("note", name), at=at, source="note", origin="me", native=name, kind=Kind.NOTE, title=title
    )


def accomplishment(evidence: Entry, title: str = "The drill works") -> Accomplishment:
    return Accomplishment(id=entry_id("work", evidence.id), at=evidence.at, title=title, evidence=(evidence.id,))


def exported(ledger: SqlLedger) -> list[bytes]:
    return [line_to_json(line) for line in ledger.lines()]


def spoil(ledger: SqlLedger, line: Line) -> None:
    """Put `line` in the place of its entry's lines, behind the ledger's back."""
    hash_ = digest(line.id, line.kind, None, line.body)
    database, owner = ledger._db, ledger._owner  # noqa: SLF001
    with database.writing(owner):
        database.run("drop_lines", [(owner, line.id)])
        database.run("add_line", [(owner, line.id, line.number, line.kind, 0, None, line.body, hash_)])


def broken(ledger: SqlLedger) -> list[str]:
    return list(ledger.check())


def test_what_is_added_comes_back_oldest_first(ledger: SqlLedger) -> None:
    late, early = note("late", at=NOON + timedelta(days=1)), note("early")
    assert ledger.append([late, early]) == (late.id, early.id)
    assert list(ledger.entries()) == [early, late]
    assert not broken(ledger)


def test_an_empty_ledger_is_empty(ledger: SqlLedger) -> None:
    assert ledger.append([]) == ()
    assert not [*ledger.entries(), *ledger.lines(), *ledger.cursors(), *ledger.last_written(), *broken(ledger)]
    assert ledger.position() == (0, "")
    assert ledger.search("anything") == ()


def test_adding_twice_adds_nothing(ledger: SqlLedger) -> None:
    ledger.append([note("a"), note("a")])
    before = exported(ledger)
    assert ledger.append([note("a")]) == ()
    assert ledger.append([note("a")], written=NOON) == ()
    assert exported(ledger) == before


def test_the_newest_line_stands_and_history_stays(ledger: SqlLedger) -> None:
    ledger.append([note("a", "one")], written=NOON)
    ledger.append([note("a", "two"), note("a", "three"), note("a", "three")], written=NOON + timedelta(hours=1))
    assert list(ledger.entries()) == [note("a", "three")]
    lines = list(ledger.lines(note("a").id))
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.written for line in lines] == [NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=1)]
    assert ledger.search("three") == (note("a").id,)
    assert ledger.search("two") == ()
    assert not broken(ledger)


def test_the_newest_line_stands_whatever_its_kind(ledger: SqlLedger) -> None:
    told = Telling(id=note("a").id, at=NOON, to="Maya", about=(note("b").id,))
    ledger.append([note("a")])
    assert ledger.append([told], written=NOON, expected={told.id: 1}) == (told.id,)
    assert ledger.append([told]) == ()
    assert list(ledger.entries()) == list(ledger.entries(Telling)) == [told]
    assert not list(ledger.entries(Evidence))
    assert ledger.search("drill") == ()
    assert ledger.append([note("a"), told, note("a")]) == (told.id,)
    assert [line.number for line in ledger.lines()] == [1, 2, 3, 4, 5]
    assert list(ledger.entries()) == [note("a")]
    assert not broken(ledger)


def test_ids_are_found_by_how_they_begin(ledger: SqlLedger) -> None:
    ids = [f"{beginning}{number}" for beginning in ("abcd", "abce", "Abcd") for number in range(3)] + ["abc"]
    ledger.append(replace(note("a"), id=id_) for id_ in ids)
    ledger.append([replace(note("b"), id="abcd0")])
    ledger.forget(["abcd1"])
    assert ledger.ids("abcd") == ("abcd0", "abcd2")
    assert ledger.ids("abce2") == ("abce2",)
    assert ledger.ids("abce", limit=2) == ("abce0", "abce1")
    assert ledger.ids("abc") == ("abc",)
    for unknown in ("", "ab", "abcf", "abcd1", "abcd00", "a%%%", "____", "abc\x00", "abc\udcff", "\U0010ffff" * 4):
        assert ledger.ids(unknown) == ()
    assert SqlLedger(ledger._db, "somebody else").ids("abcd") == ()  # noqa: SLF001 - one database, two owners


def test_entries_are_chosen_by_kind_and_time(ledger: SqlLedger) -> None:
    me = Identity(id=entry_id("identity", "ed@corp.example"), at=ALWAYS, address="ed@corp.example", mine=True)
    days = [note(str(day), at=NOON + timedelta(days=day)) for day in range(4)]
    ledger.append([*days, me])
    assert list(ledger.entries(Identity)) == [me]
    assert list(ledger.entries(Evidence, since=days[1].at, until=days[3].at)) == days[1:3]
    assert list(ledger.entries(Evidence, Identity)) == [me, *days]


def test_an_edit_of_what_was_changed_meanwhile_is_refused_whole(ledger: SqlLedger) -> None:
    a, b = note("a"), note("b")
    ledger.append([a])
    ledger.append([replace(a, title="theirs")], expected={a.id: 1})
    with pytest.raises(StaleEdit, match=a.id):
        ledger.append([b, replace(a, title="mine")], expected={a.id: 1}, cursor=("place", "1"))
    assert list(ledger.entries()) == [replace(a, title="theirs")]
    assert not ledger.cursors()


def test_what_is_expected_to_be_new_is_refused_where_it_stands(ledger: SqlLedger) -> None:
    ledger.append([note("a")], expected={note("a").id: 0})
    with pytest.raises(StaleEdit):
        ledger.append([note("a", "other")], expected={note("a").id: 0})


def test_a_cursor_moves_with_its_batch_or_not_at_all(ledger: SqlLedger) -> None:
    ledger.append([note("a")], cursor=("place", "1"))
    ledger.append([], cursor=("place", "2"))
    assert ledger.cursors() == {"place": "2"}
    odd = replace(note("b"), facts={"share": float("nan")})
    with pytest.raises(LedgerError, match=odd.id):
        ledger.append([note("c"), odd], cursor=("place", "3"))
    assert ledger.cursors() == {"place": "2"}
    assert list(ledger.entries()) == [note("a")]


def test_what_was_forgotten_is_gone_and_never_comes_back(ledger: SqlLedger) -> None:
    a, b = note("a", "secret"), note("b")
    ledger.append([a, b])
    ledger.append([accomplishment(a, "secretive")], written=NOON)
    position = ledger.position(Telling)
    assert ledger.forget([a.id, accomplishment(a).id]) == 2
    assert ledger.position(Telling) > position
    assert ledger.append([a]) == ()
    with pytest.raises(StaleEdit):
        ledger.append([a], expected={a.id: 1})
    assert list(ledger.entries()) == [b]
    assert list(ledger.lines(a.id)) == [Line(a.id, 1, "forgotten", None, "")]
    assert ledger.search("secret") == ()
    assert ledger.last_written() == ()
    assert ledger.forget([a.id]) == 0
    assert ledger.forget([]) == 0
    assert not broken(ledger)


def test_what_was_never_seen_can_be_forgotten_too(ledger: SqlLedger) -> None:
    assert ledger.forget([note("a").id]) == 0
    assert ledger.append([note("a")]) == ()


def test_an_export_restores_the_same_bytes(ledger: SqlLedger) -> None:
    ledger.append([note("a", "one"), note("b", "ünï \u2028 \x00 code")])
    ledger.append([note("a", "two"), accomplishment(note("b"))], written=NOON + timedelta(microseconds=5))
    ledger.append([note("a", "one")])
    ledger.forget([note("c").id])
    other = open_ledger(":memory:")
    assert other.merge(ledger.lines()) == 6
    assert exported(other) == exported(ledger)
    assert list(other.entries()) == list(ledger.entries())
    assert other.merge(ledger.lines()) == 0
    assert not broken(other)
    other.close()


def test_two_machines_come_to_the_same_ledger(ledger: SqlLedger) -> None:
    other = open_ledger(":memory:")
    for one in (ledger, other):
        one.append([note("a"), note("gone")])
    ledger.append([note("a", "here"), note("only here")], written=NOON + timedelta(hours=1))
    other.append([note("a", "there")], written=NOON + timedelta(hours=2))
    other.forget([note("gone").id])
    there = list(other.lines())
    assert other.merge(ledger.lines()) == 2
    assert ledger.merge(reversed(there)) == 2
    assert exported(ledger) == exported(other)
    assert [line.number for line in ledger.lines(note("a").id)] == [1, 2, 3]
    assert ledger.search("there") == (note("a").id,)
    assert ledger.search("here") == (note("only here").id,)
    assert note("a", "there") in ledger.entries()
    assert not [*broken(ledger), *broken(other)]
    other.close()


def test_lines_that_cannot_be_are_not_brought_in(ledger: SqlLedger) -> None:
    body = next(iter(_lines_of(note("a")))).body
    for bad in (
        Line(note("b").id, 1, "evidence", None, body),
        Line(note("a").id, 1, "telling", None, body),
        Line(note("a").id, 1, "gossip", None, body),
        Line(note("a").id, 1, "evidence", None, body[:-1]),
        Line(note("a").id, 1, "forgotten", None, body),
        Line("", 1, "forgotten", None, ""),
    ):
        with pytest.raises(LedgerError):
            ledger.merge([*_lines_of(note("z")), bad])
        assert not list(ledger.lines())


def _lines_of(*entries: Entry) -> list[Line]:
    memory = open_ledger(":memory:")
    memory.append(entries)
    lines = list(memory.lines())
    memory.close()
    return lines


def test_position_grows_with_what_was_asked_for_only(ledger: SqlLedger) -> None:
    ledger.append([note("a")])
    evidence, telling = ledger.position(Evidence), ledger.position(Telling)
    ledger.append([Telling(id=entry_id("t"), at=NOON, to="Maya", about=(note("a").id,))], written=NOON)
    assert ledger.position(Evidence) == evidence
    assert ledger.position(Telling) > telling
    assert ledger.position() == ledger.position(Telling)


def test_each_append_has_an_instant_of_its_own_even_where_the_clock_stands(ledger: SqlLedger) -> None:
    for name in ("a", "b"):
        ledger.append([note(name), note(f"{name} too")], written=NOON)
    ledger.append([note("observed")])
    last = ledger.last_written()
    assert {line.id for line in last} == {note("b").id, note("b too").id}
    assert {line.written for line in last} == {NOON + timedelta(microseconds=1)}


def test_a_search_finds_all_words_as_beginnings_whatever_their_case(ledger: SqlLedger) -> None:
    role = Role(part=Part.AUTHOR, name="Zoë Ålund", address="zoe@corp.example")
    ledger.append([replace(note("a", "Idempotency keys"), body="stop DOUBLE_charging", roles=(role,))])
    ledger.append([note("b", "Idempotent retries")])
    a, b = note("a").id, note("b").id
    assert ledger.search("idem") == (b, a)
    assert ledger.search("keys idempotency") == (a,)
    assert ledger.search("charging") == (a,)
    assert ledger.search("zoe alund") == (a,)
    assert ledger.search("zoe@corp") == (a,)
    assert ledger.search(a) == ledger.search("2026") == ()
    assert ledger.search("retries keys") == ()
    assert len(ledger.search("idem", limit=1)) == 1


def test_the_entry_that_says_it_more_often_comes_first(ledger: SqlLedger) -> None:
    ledger.append([replace(note("a", "cache cache cache"), body="cache"), note("b", "cache and much more besides")])
    assert ledger.search("cache")[0] == note("a").id


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(words=st.text(max_size=30))
def test_no_search_is_bad_syntax(ledger: SqlLedger, words: str) -> None:
    ledger.append([note("a", "near")])
    ledger.search(words)
    ledger.search(f"{words}\" OR near* (x) NOT ':* & | ! <-> {words}")


def test_text_that_no_database_holds_is_mended(ledger: SqlLedger) -> None:
    odd = replace(
        note("a", "caf\udce9 \x00 end"), facts={"path\udcff": "x\ud800"}, roles=(Role(part=Part.TOOL),), private=True
    )
    ledger.append([odd])
    (read,) = ledger.entries()
    assert isinstance(read, Evidence)
    assert read.title == "caf\ufffd \x00 end"
    assert read.facts == {"path\ufffd": "x\ufffd"}
    assert ledger.append([odd]) == ()
    assert not broken(ledger)


def test_a_text_of_any_length_is_kept_whole(ledger: SqlLedger) -> None:
    long = replace(note("a"), body="word" * 1_000_000)
    ledger.append([long, replace(note("b"), body="each other " * 200_000)])
    assert long in ledger.entries()
    assert ledger.search("other") == (note("b").id,)
    assert not broken(ledger)


def test_owners_do_not_see_each_other(ledger: SqlLedger) -> None:
    other = SqlLedger(ledger._db, "somebody else")  # noqa: SLF001 - one database, two owners
    ledger.append([note("a")], cursor=("place", "1"))
    assert not [*other.entries(), *other.lines(), *other.cursors(), *other.search("drill"), *other.check()]
    other.append([note("a", "Another drill")])
    assert other.forget([note("a").id]) == 1
    assert list(ledger.entries()) == [note("a")]
    assert ledger.search("drill") == (note("a").id,)
    assert not [*broken(ledger), *broken(other)]


def test_an_entry_that_no_longer_reads_is_named(ledger: SqlLedger) -> None:
    ledger.append([note("a")])
    spoil(ledger, Line(note("a").id, 1, "evidence", None, "{}"))
    with pytest.raises(LedgerError, match=f"Line 1 of {note('a').id}"):
        list(ledger.entries())
    assert any(line.startswith(f"{note('a').id} line 1: ") for line in broken(ledger))


@pytest.mark.parametrize("running", [True, False])
def test_reading_leaves_the_collector_as_it_was(running: bool) -> None:  # noqa: FBT001 - a case
    ledger, before = open_ledger(":memory:"), gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        assert not list(ledger.entries())
        assert gc.isenabled() == running
    finally:
        (gc.enable if before else gc.disable)()
        ledger.close()


def test_instants_are_kept_to_the_microsecond_and_in_order(ledger: SqlLedger) -> None:
    instants = [
        datetime.min.replace(tzinfo=UTC),
        ALWAYS,
        NOON + timedelta(microseconds=1),
        datetime.max.replace(tzinfo=UTC),
    ]
    ledger.append([note(str(at), at=at) for at in reversed(instants)])
    read = [entry.at for entry in ledger.entries()]
    assert read == instants
    assert all(a < b for a, b in pairwise(read))


def test_some_kinds_can_be_passed_over(ledger: SqlLedger) -> None:
    one = note("one")
    ledger.append([one, accomplishment(one)])
    assert [type(entry) for entry in ledger.entries(but=(Evidence,))] == [Accomplishment]
    assert [type(entry) for entry in ledger.entries(Evidence, Accomplishment, but=(Accomplishment,))] == [Evidence]

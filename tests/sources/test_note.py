"""A note says kind, people and day in its own line."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Kind, Part
from treefall.sources.note import noted

TUESDAY = datetime(2026, 5, 12, 7, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def test_a_plain_line_is_a_note_of_now() -> None:
    note = noted("Talked the team out of a rewrite", TUESDAY, BERLIN)
    assert (note.kind, note.at, note.offset, note.title) == (
        Kind.NOTE,
        TUESDAY,
        120,
        "Talked the team out of a rewrite",
    )
    assert (note.source, note.origin, note.roles, note.private) == ("note", "me", (), False)


def test_the_line_says_kind_and_people() -> None:
    note = noted("Restore drill with @Grace and @Fred.Edwards went fine #prevention", TUESDAY, BERLIN)
    assert note.kind is Kind.PREVENTION
    assert note.title == "Restore drill with Grace and Fred.Edwards went fine"
    assert [(role.name, role.part) for role in note.roles] == [
        ("Grace", Part.MENTIONED),
        ("Fred.Edwards", Part.MENTIONED),
    ]


def test_options_win_over_the_line() -> None:
    note = noted(
        "Drill yesterday #incident @Grace", TUESDAY, BERLIN, kind=Kind.MENTORING, on=date(2026, 5, 1), people=("Ada",)
    )
    assert (note.kind, note.at.date()) == (Kind.MENTORING, date(2026, 5, 1))
    assert [role.name for role in note.roles] == ["Ada", "Grace"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Drill today", date(2026, 5, 12)),
        ("Drill yesterday.", date(2026, 5, 11)),
        ("Drill on Monday", date(2026, 5, 11)),
        ("Last tuesday the drill went fine", date(2026, 5, 5)),
        ("On 2026-04-30, drill, all fine", date(2026, 4, 30)),
        ("Drill went fine 2026-04-30 #prevention", date(2026, 4, 30)),
        ("Renewed the certificate that expires 2027-03-01", date(2026, 5, 12)),
        ("Dropped support for the 2019-01-01 price list", date(2026, 5, 12)),
        ("Will present the plan on Monday to all", date(2026, 5, 12)),
        ("Drill 2026-02-31", date(2026, 5, 12)),
        ("2026-04-30 drill", date(2026, 4, 30)),
        ("Worked on someday", date(2026, 5, 12)),
        ("Version 2026-04-30x", date(2026, 5, 12)),
    ],
)
def test_the_line_says_the_day(line: str, day: date) -> None:
    assert noted(line, TUESDAY, BERLIN).at.astimezone(BERLIN).date() == day


def test_a_day_without_a_time_is_its_noon_where_the_person_is() -> None:
    winter = noted("Drill 2026-01-12", TUESDAY, BERLIN)
    assert winter.at == datetime(2026, 1, 12, 11, tzinfo=UTC)
    assert winter.offset == 60


def test_a_day_that_is_still_to_come_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-05-13 is still to come"):
        noted("Drill", TUESDAY, BERLIN, on=date(2026, 5, 13))


def test_a_long_line_loses_nothing() -> None:
    note = noted("word " * 1_000 + "THEEND", TUESDAY, BERLIN)
    assert len(note.title) <= 200
    assert f"{note.title} {note.body}".split() == ["word"] * 1_000 + ["THEEND"]
    assert noted("x" * 500, TUESDAY, BERLIN).body == "x" * 300
    with pytest.raises(ValueError, match="20,001 characters"):
        noted("x" * 20_001, TUESDAY, BERLIN)


def test_a_tag_that_is_no_kind_stays_a_word() -> None:
    note = noted("Looked into #390 and #flaky tests", TUESDAY, BERLIN)
    assert (note.kind, note.title) == (Kind.NOTE, "Looked into #390 and #flaky tests")


def test_further_lines_are_the_body() -> None:
    note = noted("Chose no cache #decision\nToo few reads\nto be worth it", TUESDAY, BERLIN)
    assert (note.title, note.body) == ("Chose no cache", "Too few reads\nto be worth it")


@pytest.mark.parametrize("line", ["", "  \n ", "#prevention"])
def test_a_note_without_words_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="it needs words"):
        noted(line, TUESDAY, BERLIN)


def test_the_same_words_later_are_another_note() -> None:
    one, other = (noted("Drill", TUESDAY + timedelta(seconds=second), BERLIN) for second in (0, 1))
    assert one.id != other.id
    assert noted("Drill", TUESDAY, BERLIN) == one


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_line_is_a_note_or_refused(line: str) -> None:
    try:
        note = noted(line, TUESDAY, BERLIN)
    except ValueError:
        return
    assert note.title
    assert note.at.tzinfo is UTC

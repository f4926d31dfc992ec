"""The nouns refuse what cannot be, and say the same on every machine."""

import pickle
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall import model
from treefall.model import (
    ALWAYS,
    Accomplishment,
    Attribution,
    Batch,
    Document,
    Evidence,
    FileChange,
    FileSummary,
    Identity,
    Impact,
    Judgement,
    Kind,
    LeftOut,
    Paragraph,
    Period,
    Record,
    Seen,
    Sentence,
    State,
    Telling,
    Tie,
    Withdrawal,
    Work,
    entry_id,
)

NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
PARTS = st.lists(st.text(min_size=1), min_size=1, max_size=4)


@given(PARTS)
def test_the_same_parts_give_the_same_id(parts: list[str]) -> None:
    assert entry_id(*parts) == entry_id(*parts)
    assert len(entry_id(*parts)) == 16


@given(PARTS, PARTS)
def test_other_parts_give_another_id(one: list[str], other: list[str]) -> None:
    same = "\x1f".join(one) == "\x1f".join(other)
    assert (entry_id(*one) == entry_id(*other)) is same


def test_an_id_of_nothing_is_refused() -> None:
    for parts in ((), ("",), ("git", "")):
        with pytest.raises(ValueError, match="must say something"):
            entry_id(*parts)


def test_ids_are_the_published_ones() -> None:
    assert entry_id("git", "abc") == "7e3221110e17fd63"  # printf "git\x1fabc" | b2sum -l 64


@pytest.mark.parametrize("at", [datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1)))])  # noqa: DTZ001
def test_an_instant_that_is_not_utc_is_refused(at: datetime) -> None:
    with pytest.raises(ValueError, match="must be in UTC"):
        Withdrawal(id="w", at=at, of="x")


def test_an_entry_without_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        Withdrawal(id="", at=NOW, of="x")


def seen_by_git(**changes: object) -> Evidence:
    fields: dict[str, object] = {"id": "e", "at": NOW, "source": "git", "origin": "root", "native": "sha"}
    return Evidence(**{**fields, "kind": Kind.CHANGE, "title": "Add keys", **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["source", "origin", "native"])
def test_evidence_from_nowhere_is_refused(missing: str) -> None:
    with pytest.raises(ValueError, match="evidence needs"):
        seen_by_git(**{missing: ""})


def test_an_offset_that_no_clock_has_is_refused() -> None:
    assert seen_by_git(offset=-1440).offset == -1440
    with pytest.raises(ValueError, match="within a day"):
        seen_by_git(offset=1441)


@pytest.mark.parametrize(("count", "added", "deleted"), [(0, 0, 0), (1, -1, 0), (1, 0, -1)])
def test_counts_that_cannot_be_are_refused(count: int, added: int, deleted: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        FileSummary(count=count, added=added, deleted=deleted, changes=(FileChange(path="a"),))


def test_half_said_entries_are_refused() -> None:
    with pytest.raises(ValueError, match="at least two"):
        Tie(id="t", at=NOW, evidence=("a", "a"), why="same patch")
    with pytest.raises(ValueError, match="an address"):
        Identity(id="i", at=ALWAYS, address="", mine=True)
    with pytest.raises(ValueError, match="a title and evidence"):
        Accomplishment(id="a", at=NOW, title="", evidence=("e",))
    with pytest.raises(ValueError, match="a title and evidence"):
        Accomplishment(id="a", at=NOW, title="t", evidence=())
    with pytest.raises(ValueError, match="somebody and something"):
        Telling(id="t", at=NOW, to="", about=("a",))
    with pytest.raises(ValueError, match="somebody and something"):
        Telling(id="t", at=NOW, to="Maya", about=())
    with pytest.raises(ValueError, match="needs words"):
        Impact(id="i", at=NOW, accomplishment="a", words="")
    with pytest.raises(ValueError, match="says so"):
        Impact(id="i", at=NOW, accomplishment="a", words="w", attribution=Attribution.REPORTED)


def test_whole_entries_are_taken() -> None:
    assert Tie(id="t", at=NOW, evidence=("a", "b"), why="same patch").why == "same patch"
    assert Impact(id="i", at=NOW, accomplishment="a", words="w").attribution.grade == "F"
    assert Identity(id="i", at=ALWAYS, address="ed@corp.example", mine=True).mine


def test_the_grades_are_those_of_the_one_scale() -> None:
    assert [attribution.grade for attribution in Attribution] == list("ABCCDEF")


def test_entries_cannot_be_changed_and_can_travel() -> None:
    evidence = seen_by_git(files=FileSummary(count=1, added=1, deleted=0), facts={"parents": 2})
    with pytest.raises(FrozenInstanceError):
        evidence.title = "x"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(Batch((evidence,)))) == Batch((evidence,))  # noqa: S301


def test_what_was_withdrawn_does_not_count_until_it_is_undone() -> None:
    telling = Telling(id="t", at=NOW, to="Maya", about=("a",))
    gone = Withdrawal(id="w", at=NOW, of="t")
    assert Record((telling,), NOW).of(Telling) == (telling,)
    assert Record((telling, gone), NOW).of(Telling) == ()
    back = Withdrawal(id="w", at=NOW, of="t", holds=False)
    assert Record((telling, back), NOW).of(Telling) == (telling,)


def test_a_record_knows_whose_addresses_were_decided_on() -> None:
    mine = Identity(id="1", at=ALWAYS, address="ed@corp.example", mine=True)
    fred = Identity(id="2", at=ALWAYS, address="fred@corp.example", mine=False)
    assert Record((mine, fred), NOW).identities == {"ed@corp.example": True, "fred@corp.example": False}


def test_a_period_holds_its_start_and_not_its_end() -> None:
    week = Period(NOW, NOW + timedelta(days=7))
    assert week.start in week
    assert week.end not in week
    assert week.meets(NOW - timedelta(days=1), NOW)
    assert not week.meets(week.end, week.end)
    assert not week.meets(NOW - timedelta(days=2), NOW - timedelta(days=1))
    with pytest.raises(ValueError, match="cannot end before"):
        Period(week.end, week.start)


def test_a_judgement_is_narrowed_to_a_period_in_its_own_order() -> None:
    def seen(id_: str, at: datetime) -> Seen:
        return Seen(id=id_, source="git", origin="root", native=id_, title=id_, at=at)

    def work(id_: str, at: datetime) -> Work:
        return Work(
            id=id_,
            title=id_,
            kind=Kind.CHANGE,
            state=State.DONE,
            start=at,
            end=at,
            evidence=(seen(id_, at),),
            weight=1,
            reasons=(),
            credited=(),
        )

    old = NOW - timedelta(days=400)
    judgement = Judgement(
        (work("b", NOW), work("old", old), work("a", NOW)),
        (LeftOut(seen("y", old), "bot"), LeftOut(seen("x", NOW), "bot")),
    )
    year = judgement.during(Period(NOW - timedelta(days=365), NOW + timedelta(days=1)))
    assert [w.id for w in year.works] == ["b", "a"]
    assert [out.evidence.id for out in year.left_out] == ["x"]
    nothing = judgement.during(Period(old, old))
    assert not nothing.works
    assert not nothing.left_out
    assert judgement.work("old") is judgement.works[1]
    assert judgement.work("nothing") is judgement.backed_by("nothing") is None
    assert judgement.backed_by("a") is judgement.works[2]


def test_a_judgement_without_tools_says_all_the_rest() -> None:
    def work(id_: str, *tools: str) -> Work:
        seen = Seen(id=id_, source="git", origin="root", native=id_, title=id_, at=NOW, tools=tools)
        return Work(
            id=id_,
            title=id_,
            kind=Kind.CHANGE,
            state=State.DONE,
            start=NOW,
            end=NOW,
            evidence=(seen,),
            weight=1,
            reasons=(),
            credited=(),
        )

    by_hand = Judgement((work("a"),), ())
    assert by_hand.without_tools() is by_hand
    helped = Judgement((work("a"), work("b", "Some Assistant")), ())
    assert helped.without_tools() == Judgement((work("a"), work("b")), ())
    assert helped.works[1].tools == ("Some Assistant",)


def test_a_document_knows_what_it_rests_on() -> None:
    document = Document("1:1", (Paragraph("Why", (Sentence("a", ("x", "y")), Sentence("b", ("x",)))),))
    assert document.cites() == {"x", "y"}


def test_a_grouping_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs evidence"):
        model.Grouping(id="g", at=model.ALWAYS, evidence=(), shape=model.Shape.TOGETHER)


def test_what_is_no_noun_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Score'"):
        _ = model.Score
    assert len(model.ENTRY_TYPES) == len(set(model.ENTRY_TYPES))

"""What the record shows for each criterion of a level: only what the person linked, and how well it is backed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubrics import LADDER, at_level, links
from shop import NOW, PERIOD, Shop
from talks import ago, changed, criticism, done, expects, person, shows, vouches

from treefall.model import (
    Case,
    Entry,
    Evidence,
    Judgement,
    Kind,
    Listens,
    Period,
    Proof,
    Row,
    State,
    Strength,
    Work,
)
from treefall.value.case import case, closes, level, levelled, linked, open_criteria

SHOP = Shop()


def made(*entries: Entry, judgement: Judgement = SHOP.judgement, period: Period = PERIOD) -> Case:
    return case(SHOP.record((at_level(), *entries)), judgement, LADDER, period, zone=UTC)


def row(found: Case, id_: str) -> Row:
    return next(row for row in found.rows if row.criterion.id == id_)


def test_a_case_needs_a_level() -> None:
    with pytest.raises(ValueError, match="level"):
        case(SHOP.record(), SHOP.judgement, LADDER, PERIOD)


def test_the_rows_are_the_criteria_of_the_target_level_by_topic() -> None:
    found = made()
    assert [row.criterion.id for row in found.rows] == ["measures", "prevents", "teaches"]
    assert {topic: len(rows) for topic, rows in found.topics.items()} == {"Results": 2, "People": 1}
    assert found.gaps == found.rows
    assert (found.count(Strength.NONE), found.count(Strength.STRONG)) == (3, 0)
    assert found.scope.works == ()
    assert found.doubts == ()


def test_the_last_word_on_my_level_stands() -> None:
    said = (at_level(), replace(at_level(), target="L3"))
    standing = level(SHOP.record(said))
    assert standing is not None
    assert standing.target == "L3"
    assert level(SHOP.record()) is None
    assert levelled(LADDER, "L2", "L3", NOW).id == at_level().id
    with pytest.raises(ValueError, match="L9"):
        levelled(LADDER, "L2", "L9", NOW)


def test_a_link_is_one_entry_whatever_it_says() -> None:
    yes, no = (linked(SHOP.record(), LADDER, LADDER.criteria[0], "w", holds=holds) for holds in (True, False))
    assert yes.id == no.id
    assert (yes.holds, no.holds) == (True, False)


def test_what_was_made_alone_rests_on_one_voice() -> None:
    one = row(made(*links("prevents", SHOP.drill)), "prevents")
    assert (one.strength, one.works, one.proofs) == (Strength.ONE_VOICE, (SHOP.drill,), (Proof.MADE,))


def test_two_kinds_of_evidence_are_strong() -> None:
    committee = ("committee",)
    said = vouches("I sleep again", SHOP.drill, audiences=committee)
    one = row(made(*links("prevents", SHOP.drill), said), "prevents")
    assert (one.strength, one.voices) == (Strength.STRONG, ("Grace Hopper",))
    assert one.proofs == (Proof.WITNESSED, Proof.MADE)
    assert one.coming == ()


def test_words_that_a_committee_may_not_read_are_no_voice() -> None:
    for audiences in ((), ("boss",)):
        one = row(made(*links("prevents", SHOP.drill), vouches("Fine", SHOP.drill, audiences=audiences)), "prevents")
        assert (one.strength, one.voices) == (Strength.ONE_VOICE, ())


def test_a_note_alone_is_one_voice_and_with_one_witness_it_still_is() -> None:
    note = _noted("Helped Priya with refunds")
    judgement = Judgement((*SHOP.works, note), ())
    alone = made(*links("teaches", note), judgement=judgement)
    assert row(alone, "teaches").proofs == (Proof.NOTED,)
    bragged = replace(note, evidence=tuple(replace(seen, source="brags") for seen in note.evidence))
    elsewhere = made(*links("teaches", bragged), judgement=Judgement((*SHOP.works, bragged), ()))
    assert row(elsewhere, "teaches").proofs == (Proof.NOTED,)
    said = [vouches(f"{who} can", note, who=who, audiences=("committee",)) for who in ("Priya", "Tomás")]
    one = made(*links("teaches", note), said[0], judgement=judgement)
    assert row(one, "teaches").strength is Strength.ONE_VOICE
    two = row(made(*links("teaches", note), *said, judgement=judgement), "teaches")
    assert two.strength is Strength.STRONG
    assert set(two.voices) == {"Priya", "Tomás"}


def test_a_reported_change_is_a_witness_and_a_voice_where_it_is_somebody() -> None:
    board = made(*links("measures", SHOP.keys), changed(SHOP.keys, "31 before, none since", "the billing board"))
    shown = row(board, "measures")
    assert (shown.strength, shown.voices) == (Strength.STRONG, ())
    assert shown.proofs == (Proof.RECORDED, Proof.MADE)
    for witness in ("Maya", "Maya, all-hands of May", "maya on 3 May"):
        said = changed(SHOP.keys, "31 before, none since", witness)
        assert row(made(person(), *links("measures", SHOP.keys), said), "measures").voices == ("Maya",)


def test_what_only_i_say_is_no_witness() -> None:
    said = replace(changed(SHOP.keys, "none since", "Maya"), witness="me")
    assert row(made(person(), *links("measures", SHOP.keys), said), "measures").strength is Strength.ONE_VOICE


def test_a_number_counts_where_it_was_read_before_and_after_and_others_can_look() -> None:
    before, after = SHOP.keys.end - timedelta(days=3), SHOP.keys.end + timedelta(days=30)
    pair = [shows(SHOP.keys, "double charges", 31, before), shows(SHOP.keys, "double charges", 0, after)]
    found = made(*links("measures", SHOP.keys), *pair)
    assert row(found, "measures").proofs == (Proof.MEASURED, Proof.MADE)
    assert found.scope.measured == (SHOP.keys.id,)
    nowhere = [replace(one, where="") for one in pair]
    for said in (pair[:1], pair[1:], nowhere, [replace(one, work="gone") for one in pair]):
        assert row(made(*links("measures", SHOP.keys), *said), "measures").proofs == (Proof.MADE,)


def test_who_confirmed_that_i_changed_is_a_voice() -> None:
    item = replace(
        criticism("You tell me late", SHOP.drill, change="At once"),
        confirmer="Maya",
        confirmed=ago(5),
        confirmation="Yes",
    )
    assert row(made(*links("prevents", SHOP.drill), item), "prevents").voices == ("Maya",)
    by_evidence = replace(item, answered_by=(SHOP.drill.evidence[-1].id,))
    assert row(made(*links("prevents", SHOP.drill), by_evidence), "prevents").voices == ("Maya",)
    mine = replace(item, confirmer="me")
    assert row(made(*links("prevents", SHOP.drill), mine), "prevents").voices == ()


def test_what_is_not_done_private_rejected_or_out_of_the_period_does_not_count() -> None:
    for work in (SHOP.search, SHOP.diary, SHOP.cache):
        assert row(made(*links("prevents", work)), "prevents").works == ()
    assert row(made(*links("prevents", SHOP.drill, holds=False)), "prevents").works == ()
    early = Period(NOW - timedelta(days=300), NOW - timedelta(days=200))
    assert row(made(*links("prevents", SHOP.drill), period=early), "prevents").works == ()


def test_links_of_another_ladder_say_nothing_here() -> None:
    other = [replace(link, rubric="other") for link in links("prevents", SHOP.drill)]
    assert row(made(*other), "prevents").works == ()


def test_suggestions_say_why_and_leave_out_what_was_decided() -> None:
    found = row(made(), "prevents").perhaps
    assert found[0].work == SHOP.drill
    assert found[0].why == "it was done before anything happened"
    for holds in (True, False):
        decided = row(made(*links("prevents", SHOP.drill, holds=holds)), "prevents").perhaps
        assert SHOP.drill not in [one.work for one in decided]


def test_the_scope_counts_and_compares_nobody() -> None:
    said = changed(SHOP.keys, "31 before, none since", "Grace Hopper")
    scope = made(*links("prevents", SHOP.drill), *links("measures", SHOP.keys), said).scope
    assert scope.works == (SHOP.keys.id, SHOP.drill.id)
    assert scope.quarters == ("2026 Q1", "2026 Q2")
    assert (scope.months, scope.places, scope.people) == (12, 1, ("Grace Hopper",))
    assert (scope.measured, scope.witnessed, scope.served) == ((), (SHOP.keys.id,), ())


def test_open_criteria_come_with_the_work_that_may_close_them() -> None:
    found = made(*links("measures", SHOP.keys))
    assert [one.id for one in open_criteria(found)] == ["prevents", "teaches", "measures"]
    wanted = closes(found)
    assert [one.id for one in wanted[SHOP.keys.id]] == ["measures"]
    assert [one.id for one in wanted[SHOP.drill.id]] == ["prevents"]


def test_what_is_expected_planned_assigned_or_under_way_could_close_a_gap() -> None:
    judgement = Judgement((*SHOP.works, _under_way("Backup drill for the shop's database")), ())
    issue = Evidence(
        id="issue",
        at=NOW,
        source="github",
        origin="o",
        native="#9",
        kind=Kind.NOTE,
        title="Drill the restore of backups to prevent a loss",
        facts={"issue": 9, "state": "open"},
    )
    found = row(
        made(
            expects("A plan to prevent failures of the backups", due=NOW + timedelta(days=9)),
            done(SHOP.keys, next="Prevent failures of refunds"),
            done(SHOP.drill, next="Prevent failures of all", sequel="Done"),
            issue,
            replace(issue, id="closed", facts={"issue": 9, "state": "closed"}),
            replace(issue, id="secret", private=True),
            judgement=judgement,
        ),
        "prevents",
    )
    assert len(found.coming) == 3
    assert all(one.why for one in found.coming)
    assert not [one for one in found.coming if one.about in {"closed", "secret", SHOP.drill.id}]


def test_each_thing_ahead_is_said_in_a_line() -> None:
    said = {
        expects(
            "Prevent every failure", due=NOW + timedelta(days=9)
        ): "Maya expects “Prevent every failure” by 10 July",
        expects("Prevent every failure"): "Maya expects “Prevent every failure”",
        done(SHOP.keys, next="Prevent failures of refunds."): "Next, you said: “Prevent failures of refunds”",
    }
    for entry, words in said.items():
        assert [one.words for one in row(made(entry), "prevents").coming] == [words]
    judgement = Judgement((_under_way("Backup drill"),), ())
    assert [one.words for one in row(made(judgement=judgement), "prevents").coming] == ["“Backup drill” is under way"]


def test_the_next_step_is_the_one_that_helps_most() -> None:
    assert made().next.command == "treefall case 2"
    decided = [*links("measures", *SHOP.works, holds=False), *links("prevents", *SHOP.works, holds=False)]
    nothing = made(*decided, *links("teaches", *SHOP.works, holds=False))
    assert (nothing.next.command, nothing.next.why[:10]) == ("treefall case 1", "which work")
    obscure = made(*decided, *links("teaches", SHOP.drill))
    assert obscure.next.command == f"treefall ask {SHOP.drill.id[:8]}"
    clear = done(SHOP.drill, concern="Backups were never restored")
    told = changed(SHOP.drill, "A restore holds every table, before it lacked one", "Grace Hopper")
    grace = person("Grace Hopper", Listens.PEER)
    assert made(*decided, *links("teaches", SHOP.drill), clear, told, grace).next.command == "treefall list"
    answered = [*links("teaches", SHOP.drill, _away()), clear, told, grace, *_clear(_away())]
    judgement = Judgement((SHOP.drill, _away()), ())
    assert made(*decided, *answered, judgement=judgement).next.command.startswith("treefall packet")
    ahead = made(*decided, *answered, expects("Prevent failures"), judgement=judgement)
    assert ahead.next.command == "treefall case 2"
    assert "lies ahead" in ahead.next.why


def test_a_proof_that_supports_no_criterion_is_asked_about_even_where_enough_is_shown() -> None:
    said = vouches("I sleep again", SHOP.drill, audiences=("committee",))
    other = replace(SHOP.drill, id="other", title="Rehearse a failure of the bank")
    judgement = Judgement((SHOP.drill, other), ())
    shown = [*links("prevents", SHOP.drill), *links("measures", SHOP.drill), *links("teaches", SHOP.drill), said]
    quiet = made(*shown, judgement=judgement)
    assert quiet.next.command != "treefall case 2"
    backed = made(*shown, vouches("It works", other, who="Olga", audiences=("committee",)), judgement=judgement)
    assert backed.next.command == "treefall case 2"
    assert backed.next.why.startswith("“Rehearse a failure of the bank” shows no criterion yet: does it show “Prevents")


def test_what_is_planned_after_private_work_closes_no_gap() -> None:
    assert row(made(done(SHOP.diary, next="Prevent failures of refunds")), "prevents").coming == ()


def test_of_a_level_that_nobody_dated_no_month_is_counted() -> None:
    undated = replace(at_level(), dated=False)
    found = case(SHOP.record((undated,)), SHOP.judgement, LADDER, PERIOD, zone=UTC)
    assert (made().scope.months, found.scope.months) == (12, 0)
    assert not levelled(LADDER, "L1", "L2", NOW, dated=False).dated


@given(chosen=st.lists(st.sampled_from(["measures", "prevents", "teaches"]), max_size=3), flip=st.booleans())
def test_confirming_more_never_weakens_a_case(chosen: list[str], flip: bool) -> None:  # noqa: FBT001 - drawn
    order = [Strength.NONE, Strength.ONE_VOICE, Strength.STRONG]
    said: Iterable[Entry] = [vouches("Good", SHOP.drill, audiences=("committee",))] if flip else []
    less = made(*said, *(link for id_ in chosen[:1] for link in links(id_, SHOP.drill)))
    more = made(*said, *(link for id_ in chosen for link in links(id_, SHOP.drill, SHOP.keys)))
    for one, other in zip(less.rows, more.rows, strict=True):
        assert order.index(other.strength) >= order.index(one.strength)


def _away() -> Work:
    """Return work of another quarter and another repository."""
    seen = tuple(replace(one, id=f"web{n}", origin="web") for n, one in enumerate(SHOP.keys.evidence))
    return replace(SHOP.keys, id="away", title="Sort the catalogue", evidence=seen, credited=())


def _clear(work: Work) -> tuple[Entry, ...]:
    return done(work, concern="Nobody found it"), changed(work, "Half a minute, before it was nine", "Grace Hopper")


def _noted(title: str) -> Work:
    seen = replace(SHOP.drill.evidence[0], id="note1", source="note", title=title)
    return replace(SHOP.drill, id="note1", title=title, evidence=(seen,), kind=Kind.MENTORING)


def _under_way(title: str) -> Work:
    return replace(SHOP.drill, id="drill9", title=title, state=State.IN_PROGRESS)

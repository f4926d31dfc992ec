"""What a committee asks first, and what a sceptic will say; every answer rests on the record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

import pytest
from rubrics import LADDER, at_level, links
from shop import PERIOD, Shop
from talks import changed, done, person, vouches

from treefall.model import (
    Attribution,
    Case,
    Doubt,
    Entry,
    Gate,
    Impact,
    Judgement,
    Kind,
    Listens,
    State,
    Term,
    Work,
)
from treefall.value.case import case
from treefall.value.case.index import Index
from treefall.value.faithful import check_sentence, ground_of

SHOP = Shop()
ALL = ("measures", "prevents", "teaches")


def made(*entries: Entry, works: Sequence[Work] = SHOP.works) -> Case:
    return case(SHOP.record((at_level(), *entries)), Judgement(tuple(works), ()), LADDER, PERIOD, zone=UTC)


def gate(found: Case, name: str) -> Gate:
    return next(one for one in found.gates if one.name == name)


def doubts(found: Case, name: str) -> list[Doubt]:
    return [one for one in found.doubts if one.name == name]


def test_an_empty_case_passes_no_gate() -> None:
    assert [(one.name, one.passed) for one in made().gates] == [
        *(("done", False), ("at the level", False), ("readable", False), ("every dimension", False))
    ]
    assert all(one.why for one in made().gates)


def test_what_is_under_way_is_named_and_left_out() -> None:
    found = gate(made(*links("prevents", SHOP.drill, SHOP.search)), "done")
    assert (found.passed, found.works) == (False, (SHOP.search,))
    assert found.why == "1 of 2 linked pieces of work not done, and left out"
    assert gate(made(*links("prevents", SHOP.drill)), "done").passed


def test_half_of_the_level_must_be_strong() -> None:
    said = vouches("Good", SHOP.drill, audiences=("committee",))
    assert not gate(made(said, *links("prevents", SHOP.drill)), "at the level").passed
    two = [link for id_ in ALL[:2] for link in links(id_, SHOP.drill)]
    assert gate(made(said, *two), "at the level").passed


def test_a_stranger_needs_the_concern_the_change_and_the_words() -> None:
    link = links("measures", SHOP.keys)
    bare = gate(made(*link), "readable")
    assert bare.step is not None
    assert bare.step.command == f"treefall ask {SHOP.keys.id[:8]}"
    assert "why it mattered, what changed and what “Idempotency” means" in bare.why
    told = [done(SHOP.keys, concern="Customers paid twice"), changed(SHOP.keys, "none since", "Grace Hopper")]
    assert "not what “Idempotency” means" in gate(made(*link, *told), "readable").why
    term = Term(id="t", at=SHOP.now, person="Maya", term="idempotency", words="charging only once")
    assert gate(made(*link, *told, term), "readable").passed
    assert not gate(made(*link, *told, replace(term, words="")), "readable").passed


def test_every_topic_needs_something() -> None:
    assert gate(made(*links("measures", SHOP.drill)), "every dimension").why == "nothing on People"
    both = [link for id_ in ("measures", "teaches") for link in links(id_, SHOP.drill)]
    assert gate(made(*both), "every dimension").passed


def test_without_a_second_voice_somebody_is_asked_for_words() -> None:
    (doubt,) = doubts(made(*links("prevents", SHOP.drill)), "no second voice")
    assert "Nobody else speaks of any of it" in doubt.words
    assert (doubt.answer, doubt.works) == ((), (SHOP.drill,))
    assert doubt.step is not None
    assert doubt.step.command.startswith("treefall testimonial NAME")
    both = links("prevents", SHOP.drill, SHOP.keys)
    said = vouches("I sleep again", SHOP.drill, audiences=("committee",))
    (doubt,) = doubts(made(*both, said), "no second voice")
    assert "1 of 2 pieces of work" in doubt.words
    assert [one.text for one in doubt.answer] == ["“I sleep again”, says Grace Hopper."]
    assert doubt.step is not None
    assert "'Grace Hopper'" in doubt.step.command
    olga = person("Olga", Listens.PEER)
    reported = changed(SHOP.drill, "it holds every table", "Olga, at the drill")
    (doubt,) = doubts(made(*both, reported, olga), "no second voice")
    assert [one.text for one in doubt.answer] == ["“it holds every table”, says Olga, at the drill."]
    assert doubts(made(*links("prevents", SHOP.drill), reported, olga), "no second voice") == []


@pytest.mark.parametrize("witness", ["the billing board", "the committee", "drill report of 13 May"])
def test_a_board_and_a_committee_are_no_second_voice(witness: str) -> None:
    told = changed(SHOP.drill, "2 hours instead of 9", witness)
    (doubt,) = doubts(made(*links("prevents", SHOP.drill), told), "no second voice")
    assert (doubt.answer, doubt.works) == ((), (SHOP.drill,))


def test_one_voice_on_a_third_of_the_work_answers_nothing() -> None:
    works = (SHOP.drill, *(replace(SHOP.drill, id=f"drill{n}") for n in range(2)))
    said = vouches("I sleep again", SHOP.drill, audiences=("committee",))
    (doubt,) = doubts(made(*links("prevents", *works), said, works=works), "no second voice")
    assert (doubt.answer, len(doubt.works)) == ((), 2)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("31 customers use it", True),
        ("31 double charges a week before, none since", False),
        ("Waits fell from 9 to 2 minutes", False),
        ("9 hours instead of 20", False),
        ("Nobody waits any more", False),
        ("2 to 6 hours saved, assuming one a year", False),
        ("31 alerts in March, 5 a week since", False),
        ("It was 31 customers", True),
        ("More than 1,200 customers were there", True),
        ("20 % less than last year", False),
        ("A quarter of it was lost, none now", False),
        ("31 customers; 5 of them large", True),
    ],
)
def test_a_figure_needs_what_it_was_before(words: str, asked: bool) -> None:  # noqa: FBT001 - one of two
    found = doubts(made(*links("measures", SHOP.keys), changed(SHOP.keys, words, "Grace Hopper")), "no baseline")
    assert [one.words for one in found] == ([f"“{words}”: compared with what?"] if asked else [])


def test_a_measured_figure_has_one() -> None:
    said = Impact(
        id="i",
        at=SHOP.now,
        accomplishment=SHOP.keys.id,
        words="p95 31 ms",
        witness="Grafana",
        measurement="m",
        attribution=Attribution.BEFORE_AFTER,
    )
    assert doubts(made(*links("measures", SHOP.keys), said), "no baseline") == []


def test_one_quarter_and_one_project_are_answered_by_work_elsewhere() -> None:
    alone = made(*links("prevents", SHOP.drill))
    (quarter,) = doubts(alone, "one quarter")
    assert quarter.words == "The only piece of work ended in one quarter, 2026 Q2. Was it a lucky one?"
    assert quarter.answer == ()
    again = [replace(SHOP.drill, id=f"drill{n}") for n in range(2)]
    found = made(*links("prevents", *again), works=again)
    assert doubts(found, "one quarter")[0].words.startswith("All 2 pieces of work ended")
    works = (SHOP.drill, again[0], SHOP.keys)
    (quarter,) = doubts(made(*links("prevents", *works), works=works), "one quarter")
    assert quarter.words.startswith("2 of 3 pieces of work")
    assert quarter.answer[0].cites[0] == SHOP.keys.id
    assert doubts(made(*links("prevents", SHOP.drill, SHOP.keys)), "one quarter") == []
    away = replace(SHOP.keys, evidence=tuple(replace(seen, origin="web") for seen in SHOP.keys.evidence))
    works = (SHOP.drill, again[0], away)
    (project,) = doubts(made(*links("prevents", *works), works=works), "one project")
    assert project.answer[0].cites[0] == SHOP.keys.id
    assert doubts(made(*links("prevents", SHOP.drill, away), works=(SHOP.drill, away)), "one project") == []


def test_a_forge_and_its_repository_are_one_place_and_a_note_is_none() -> None:
    pull = replace(SHOP.drill.evidence[0], id="pull", source="github", origin="https://forge.example/shop")
    merged = replace(SHOP.drill, evidence=(*SHOP.drill.evidence, pull))
    review = replace(SHOP.drill, id="review", kind=Kind.REVIEW, evidence=(pull,))
    lone = replace(review, id="lone", evidence=(replace(pull, origin="https://forge.example/web"),))
    note = replace(review, id="note", evidence=(replace(pull, source="note"),))
    assert Index(Judgement((merged, review, lone, note), ())).places == {
        merged.id: {"shop"},
        "review": {"shop"},
        "lone": {"https://forge.example/web"},
        "note": frozenset(),
    }


def test_no_project_is_doubted_where_all_is_notes() -> None:
    seen = replace(SHOP.drill.evidence[0], source="note")
    note = replace(SHOP.drill, evidence=(seen,))
    assert doubts(made(*links("prevents", note), works=(note,)), "one project") == []


def test_an_own_cause_is_answered_by_its_disclosure_and_lesson() -> None:
    said = done(SHOP.keys, cause="My retry", lesson="Ask before trying again")
    (doubt,) = doubts(made(*links("prevents", SHOP.keys), said), "own cause")
    assert [one.text for one in doubt.answer] == ["The cause was mine: My retry.", "Ask before trying again."]


def test_an_own_cause_without_a_lesson_is_no_answer() -> None:
    (doubt,) = doubts(made(*links("prevents", SHOP.keys), done(SHOP.keys, cause="My retry")), "own cause")
    assert doubt.answer == ()
    assert doubt.step is not None
    assert "--answer lesson" in doubt.step.command


def test_the_part_of_others_is_answered_by_who_wrote_what() -> None:
    link = links("prevents", SHOP.keys)
    (doubt,) = doubts(made(*link), "others' part")
    assert doubt.words.endswith("was made with Grace Hopper. Which part was theirs?")
    assert "co-wrote 2 with Grace Hopper" in doubt.answer[0].text
    (doubt,) = doubts(made(*link, done(SHOP.keys, response="I wrote the keys")), "others' part")
    assert "co-wrote 2 with Grace Hopper" in doubt.answer[0].text
    (doubt,) = doubts(made(*link, done(SHOP.keys, response="I wrote the keys, Grace their tests")), "others' part")
    assert [one.text for one in doubt.answer] == ["I wrote the keys, Grace their tests."]
    noted = replace(SHOP.keys, evidence=tuple(replace(one, source="note") for one in SHOP.keys.evidence))
    (doubt,) = doubts(made(*link, works=(noted,)), "others' part")
    assert doubt.answer == ()


def test_what_has_no_answer_comes_first() -> None:
    found = made(*links("prevents", SHOP.keys, SHOP.drill), done(SHOP.keys, cause="My retry"))
    answered = [bool(doubt.answer) for doubt in found.doubts]
    assert answered == sorted(answered)


def test_every_answer_says_only_what_is_on_record() -> None:
    entries = [
        done(
            SHOP.keys,
            cause="My retry",
            lesson="Ask before trying again",
            response="I wrote the keys, Grace Hopper their tests",
        ),
        changed(SHOP.keys, "31 double charges a week before, none since", "the billing board"),
        vouches("I sleep again", SHOP.drill, audiences=("committee",)),
    ]
    found = made(*entries, *(link for id_ in ALL for link in links(id_, SHOP.keys, SHOP.drill)))
    ground = ground_of(entries, SHOP.works)
    for doubt in found.doubts:
        for said in doubt.answer:
            assert said.cites
            assert not check_sentence(said.text, said.cites, ground).doubts, said.text


def test_reverted_work_is_not_done() -> None:
    assert gate(made(*links("prevents", SHOP.cache)), "done").works == (SHOP.cache,)
    assert SHOP.cache.state is State.REVERTED

"""Backward: what came back, what it waits for, and when to ask for more."""

from dataclasses import replace

import pytest
from listeners import MAYA, NADIA, ago, cares, person, said, told, work
from shop import NOW

from treefall.model import Asked, Entry, Feedback, Listens, Record
from treefall.value import feedback


def _record(*entries: Entry) -> Record:
    return Record(entries, NOW)


def _asked(question: str, days: float) -> Asked:
    return Asked(id=f"{question}{days}", at=ago(days), person=MAYA, question=question)


def test_the_same_words_are_one_piece_of_feedback() -> None:
    one = feedback.said(_record(), MAYA, "Too late")
    assert feedback.said(_record(one), "maya", "too  late") == one
    assert feedback.said(_record(one), MAYA, "Too late", praise=True).praise
    assert feedback.said(_record(one), NADIA, "Too late").id != one.id


def test_criticism_that_comes_again_after_it_was_closed_is_new() -> None:
    one = replace(feedback.said(_record(), MAYA, "Too late"), confirmer=NADIA, confirmed=NOW)
    again = feedback.said(_record(one), MAYA, "Too late")
    assert again.id != one.id
    assert feedback.said(_record(one, again), MAYA, "Too late") == again


def test_only_criticism_that_nobody_confirmed_is_open() -> None:
    open_, hers = said("slow"), said("loud", name=NADIA)
    praise, closed = said("fine", praise=True), said("late", confirmer=NADIA, confirmed=NOW)
    record = _record(open_, praise, closed, hers)
    assert feedback.open_items(record) == (open_, hers)
    assert feedback.open_items(record, "maya") == (open_,)


@pytest.mark.parametrize(
    ("item", "waits"),
    [
        (said("slow"), "what will you change?"),
        (said("slow", change="c"), "which work shows the change?"),
        (said("slow", change="c", answered_by=("w",)), "who can confirm the change?"),
        (said("slow", change="c", answered_by=("w",), confirmer="Bea"), "ask Bea whether it changed"),
        (
            said("slow", change="c", answered_by=("w",), confirmer="Bea", asked=ago(21)),
            "ask Bea again whether it changed",
        ),
        (said("slow", change="c", answered_by=("w",), confirmer="Bea", asked=ago(20)), ""),
    ],
)
def test_each_piece_waits_for_one_thing(item: Feedback, waits: str) -> None:
    found = [nudge.why for nudge in feedback.nudges(_record(item), MAYA)]
    assert found == ([f"“slow”: {waits}"] if waits else [])


def test_criticism_is_asked_for_every_five_weeks() -> None:
    assert not feedback.criticism_due(_record(person(days=34)), MAYA)
    assert feedback.criticism_due(_record(person(days=35)), MAYA)
    assert feedback.criticism_due(_record(told(work("w"), days=35)), MAYA)
    assert feedback.criticism_due(_record(cares("x", days=35)), MAYA)
    assert not feedback.criticism_due(_record(person(), _asked("criticism.stop", 34)), MAYA)
    assert feedback.criticism_due(_record(person(), _asked("worry.win", 3), _asked("criticism.stop", 36)), MAYA)
    assert not feedback.criticism_due(_record(person(), said("slow", days=3)), MAYA)
    assert feedback.criticism_due(_record(person(), said("fine", days=3, praise=True)), MAYA)


def test_nobody_is_asked_who_does_not_listen() -> None:
    assert not feedback.criticism_due(_record(person(left=ago(1))), MAYA)
    assert not feedback.criticism_due(_record(), "Nobody")


def test_of_all_only_the_boss_is_asked_for_criticism() -> None:
    record = _record(person(), person(NADIA, Listens.PEER))
    assert [nudge.person for nudge in feedback.nudges(record)] == [MAYA]
    (nudge,) = feedback.nudges(record, NADIA)
    assert (nudge.person, nudge.step.command) == (NADIA, "treefall questions Nadia")


@pytest.mark.parametrize(
    "words",
    ["Great year", "great job!", "You should be more strategic", "Good work, thank you", "Be more proactive", "Nice"],
)
def test_vague_words_yield_the_question_that_makes_them_usable(words: str) -> None:
    assert "Which piece of work" in feedback.follow_up(words, praise=True)
    assert "When did you notice" in feedback.follow_up(words, praise=False)


@pytest.mark.parametrize(
    "words",
    [
        "Your designs come too late for me to object",
        "In 3 of 4 reviews you were late",
        "You said “later” again",
        "The checkout is faster now",
        "I did not understand p95",
    ],
)
def test_what_can_be_used_is_not_asked_about(words: str) -> None:
    assert feedback.follow_up(words, praise=False) == ""

"""Forward: what is expected, agreed, drifting, met."""

from dataclasses import replace
from datetime import UTC

import pytest
from listeners import MAYA, NADIA, OLGA, ago, expects, judged, person, work
from shop import NOW

from treefall.model import Entry, Expectation, Record
from treefall.value import expectations
from treefall.value.handover import handover
from treefall.value.people import following


def _record(*entries: Entry) -> Record:
    return Record(entries, NOW)


def test_the_same_words_are_one_expectation() -> None:
    one = expectations.expected(_record(), MAYA, "A plan", ago(-30))
    again = expectations.expected(_record(one), "maya", "a  plan")
    assert again == one
    assert expectations.expected(_record(one), MAYA, "A plan", ago(-9)).due == ago(-9)


def test_what_was_closed_and_is_expected_again_is_open_again() -> None:
    one = expectations.expected(_record(), MAYA, "A plan")
    met = replace(one, closed=NOW, met=True)
    assert expectations.expected(_record(met), MAYA, "A plan").closed is None
    assert expectations.closed(_record(met), MAYA) == expectations.closed(_record(met)) == (met,)
    assert expectations.closed(_record(met), NADIA) == ()


def test_nothing_is_expected_by_nobody() -> None:
    for name, words in (("", "x"), (MAYA, "")):
        with pytest.raises(ValueError, match=r"say something|needs"):
            expectations.expected(_record(), name, words)


def test_what_is_due_first_comes_first() -> None:
    late, soon, never = expects("a", due=ago(-9)), expects("b", due=ago(-2)), expects("c")
    other = expects("d", NADIA, closed=NOW)
    assert expectations.standing(_record(never, late, soon, other)) == (soon, late, never)
    assert expectations.standing(_record(never, late, soon), NADIA) == ()


def test_what_the_old_boss_confirmed_stands_with_the_new_one() -> None:
    agreed, vague = expects("a", confirmed=ago(5)), expects("b")
    record = _record(person(left=ago(2)), following(person(OLGA, days=2), person()), agreed, vague)
    assert expectations.standing(record, OLGA) == (agreed,)
    assert expectations.standing(record, MAYA) == ()
    assert expectations.standing(record) == (agreed,)
    found = handover(record, OLGA)
    assert found
    assert (found.agreed, found.unconfirmed, found.since, found.old.name) == ((agreed,), (vague,), ago(2), MAYA)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (expects("x", due=ago(1)), "“x” was due on 30 June"),
        (expects("x", due=ago(1), evidence=("w",), confirmed=ago(5)), "“x” was due on 30 June"),
        (expects("x", due=ago(-13)), "“x” is due on 14 July, and no work answers it yet"),
        (expects("x", days=28), "“x”, said on 3 June, was never confirmed"),
        (expects("x", due=ago(-13), days=28, evidence=("w",)), "“x”, said on 3 June, was never confirmed"),
        (expects("x", days=27), ""),
        (expects("x", days=90, confirmed=ago(80)), ""),
        (expects("x", due=ago(-13), evidence=("w",)), ""),
        (expects("x", due=ago(-15)), ""),
    ],
)
def test_an_expectation_that_drifts_is_pointed_out(one: Expectation, why: str) -> None:
    found = expectations.drifting(_record(one), zone=UTC)
    assert [nudge.why for nudge in found] == ([why] if why else [])
    assert all(nudge.about == one.id and nudge.person == MAYA for nudge in found)


def test_the_worst_drift_comes_first() -> None:
    vague, soon, late = expects("a", days=90), expects("b", due=ago(-3)), expects("c", due=ago(2))
    assert [nudge.about for nudge in expectations.drifting(_record(vague, soon, late))] == [late.id, soon.id, vague.id]


def test_an_expectation_is_agreed_by_two_lines() -> None:
    one = expects("A plan for refunds.", due=ago(-30), days=10)
    first, second = expectations.message(one, NOW.date(), zone=UTC).splitlines()
    assert first == "Maya, on 21 June I understood: “A plan for refunds”, by 31 July."
    assert second.startswith("Is that right?")
    assert "by" not in expectations.message(replace(one, due=None), NOW.date(), MAYA, UTC).splitlines()[0]


def test_the_successor_is_asked_about_what_was_agreed_with_the_old_one() -> None:
    agreed = expects("A plan", confirmed=NOW)
    first, second = expectations.message(agreed, NOW.date(), OLGA, UTC).splitlines()
    assert first == "Olga, Maya and I agreed on 21 June: “A plan”."
    assert second.startswith("Is that what you expect too?")


def test_what_the_old_one_never_confirmed_is_not_called_agreed() -> None:
    first, _ = expectations.message(expects("A plan"), NOW.date(), OLGA, UTC).splitlines()
    assert first == "Olga, on 21 June I understood Maya, who did not confirm it: “A plan”."


def test_work_since_then_may_answer_an_expectation() -> None:
    one = expects("Refunds online, without a phone call", days=10)
    before, after, other = work("Refunds by mail", days=20), work("Refunds online", days=2), work("Colours", days=1)
    private = work("Refunds diary", evidence=(replace(after.evidence[0], private=True),))
    judgement = judged(before, after, other, private)
    assert expectations.answering(_record(one), judgement, one) == (after,)
    assert expectations.answering(_record(one), judgement, replace(one, evidence=(after.id,))) == ()

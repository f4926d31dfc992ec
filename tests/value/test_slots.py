from collections.abc import Iterable
from dataclasses import replace

import pytest
from commits import ME
from hypothesis import given
from hypothesis import strategies as st
from shop import Shop

from treefall.model import Accomplishment, Attribution, Impact, Kind, Question, State, Telling, entry_id
from treefall.value.slots import (
    MOST_QUESTIONS,
    QUESTIONS,
    accepted,
    accomplishment,
    answered,
    holds_figure,
    impact,
    is_estimate,
    may_be_said,
    needs_mark,
    open_slots,
    question,
    questions,
    stated,
    told,
    worth,
)


def test_what_it_is_worth_is_known_once_it_was_reckoned(shop: Shop) -> None:
    id_ = entry_id("impact", shop.keys.id, "worth")
    words = "An estimated 2 to 9 hours a month, assuming what support wrote down."
    reckoned = Impact(
        id=id_, at=shop.now, accomplishment=shop.keys.id, words=words, witness="log", attribution=Attribution.ESTIMATED
    )
    assert worth(shop.record([reckoned]), shop.keys) == reckoned
    assert worth(shop.record([reckoned]), shop.drill) is None


def _slots(asked: Iterable[Question]) -> list[str]:
    return [question.slot for question in asked]


def test_concern_change_and_lesson_are_asked_first(shop: Shop) -> None:
    assert _slots(questions(shop.record(), shop.keys)) == ["concern", "change", "lesson"]


def test_every_question_says_which_sentence_it_improves() -> None:
    assert all(question.ask and "“" in question.improves for question in QUESTIONS.values())


def test_what_was_answered_is_not_asked_again(shop: Shop) -> None:
    record = shop.record(answered(shop.record(), shop.keys, "concern", "charged twice"))
    assert _slots(questions(record, shop.keys)) == ["change", "lesson", "beneficiary"]


def test_nothing_is_open_once_all_is_answered(shop: Shop) -> None:
    record = shop.record()
    for slot in ("concern", "change", "lesson", "beneficiary", "next"):
        record = shop.record([*record.entries, *answered(record, shop.keys, slot, "said plainly")])
    assert open_slots(record, shop.keys) == ()


def test_a_change_is_asked_for_only_once_the_work_stands(shop: Shop) -> None:
    assert "change" not in _slots(open_slots(shop.record(), shop.search))
    assert _slots(open_slots(shop.record(), shop.cache)) == ["concern", "lesson", "next"]


def test_the_first_answer_accepts_the_work_with_all_its_evidence(shop: Shop) -> None:
    (done,) = answered(shop.record(), shop.keys, "concern", "  charged twice ")
    assert isinstance(done, Accomplishment)
    assert (done.id, done.title, done.concern) == (shop.keys.id, shop.keys.title, "charged twice")
    assert done.evidence == tuple(seen.id for seen in shop.keys.evidence)


def test_evidence_that_came_later_joins_and_none_is_lost(shop: Shop) -> None:
    early = replace(shop.keys, evidence=shop.keys.evidence[:3])
    late = replace(shop.keys, evidence=shop.keys.evidence[1:])
    record = shop.record([accepted(shop.record(), early)])
    assert accepted(record, late).evidence == tuple(seen.id for seen in shop.keys.evidence)


def test_a_blank_answer_skips_the_question(shop: Shop) -> None:
    assert answered(shop.record(), shop.keys, "change", " \n") == ()


def test_a_change_with_a_witness_is_reported(shop: Shop) -> None:
    change = answered(shop.record(), shop.keys, "change", "14 a week, now none", "Grafana")[1]
    assert isinstance(change, Impact)
    assert (change.attribution, change.witness, change.accomplishment) == ("reported", "Grafana", shop.keys.id)


def test_a_change_without_a_witness_is_only_asserted(shop: Shop) -> None:
    change = answered(shop.record(), shop.keys, "change", "support sleeps again")[1]
    assert isinstance(change, Impact)
    assert change.attribution is Attribution.ASSERTED


def test_a_new_answer_replaces_the_old_one_and_the_same_says_the_same(shop: Shop) -> None:
    first = answered(shop.record(), shop.keys, "change", "fewer")
    second = answered(shop.record(first), shop.keys, "change", "none")
    assert first[1].id == second[1].id
    assert answered(shop.record(second), shop.keys, "change", "none") == second


def test_what_was_stated_of_a_slot_is_its_words_and_of_the_change_what_stands(shop: Shop) -> None:
    assert [stated(shop.record(), shop.keys, slot) for slot in ("concern", "change")] == ["", ""]
    first = answered(shop.record(), shop.keys, "concern", "charged twice")
    record = shop.record([*first, *answered(shop.record(first), shop.keys, "change", "fewer")])
    assert [stated(record, shop.keys, slot) for slot in ("concern", "change")] == ["charged twice", "fewer"]


def test_a_figure_that_nobody_can_check_is_asked_about(shop: Shop) -> None:
    record = shop.record(answered(shop.record(), shop.keys, "change", "from 14 to none"))
    assert _slots(questions(record, shop.keys))[:2] == ["concern", "witness"]
    proved = shop.record([*record.entries, *answered(record, shop.keys, "witness", "Grafana")])
    change = impact(proved, shop.keys)
    assert change is not None
    assert (change.words, change.witness, may_be_said(change)) == ("from 14 to none", "Grafana", True)
    assert "witness" not in _slots(open_slots(proved, shop.keys))


_ME = replace(ME, name="Ed Stone")


@pytest.mark.parametrize("who", ["I", "me.", "Myself", "ed  stone", "Ed@corp.example", "Ed Stone <ed@corp.example>"])
def test_who_did_it_is_no_witness_of_it(shop: Shop, who: str) -> None:
    change = answered(shop.record([_ME]), shop.keys, "change", "from 14 to none", who)[1]
    assert isinstance(change, Impact)
    assert (change.attribution, change.witness) == (Attribution.ASSERTED, "")
    asserted = shop.record([_ME, change])
    assert answered(asserted, shop.keys, "witness", who) == ()
    recorded = replace(change, witness=who, attribution=Attribution.REPORTED)
    assert impact(shop.record([_ME, recorded]), shop.keys) == change


def test_somebody_of_nearly_my_name_is_a_witness(shop: Shop) -> None:
    change = answered(shop.record([_ME]), shop.keys, "change", "from 14 to none", "Ed Stoner")[1]
    assert isinstance(change, Impact)
    assert change.witness == "Ed Stoner"


@pytest.mark.parametrize("slot", ["witness", "weather"])
def test_an_answer_to_no_question_is_refused(shop: Shop, slot: str) -> None:
    with pytest.raises(ValueError, match=slot):
        answered(shop.record(), shop.keys, slot, "Grafana")


def test_the_surest_change_is_the_one_that_counts(shop: Shop) -> None:
    weak, sure = (
        Impact(id=id_, at=shop.now, accomplishment=shop.keys.id, words=id_, witness="Grafana", attribution=attribution)
        for id_, attribution in (("weak", Attribution.ESTIMATED), ("sure", Attribution.BEFORE_AFTER))
    )
    assert impact(shop.record([sure, weak]), shop.keys) == sure


def test_telling_accepts_the_work(shop: Shop) -> None:
    *done, telling = told(shop.record(), [shop.keys, shop.drill], "Maya", "chat")
    assert [one.id for one in done] == [shop.keys.id, shop.drill.id]
    assert isinstance(telling, Telling)
    assert (telling.to, telling.channel, telling.at) == ("Maya", "chat", shop.now)
    assert telling.about == (shop.keys.id, shop.drill.id)


def test_work_that_nobody_acted_on_is_only_proposed(shop: Shop) -> None:
    assert accomplishment(shop.record(), shop.keys) is None


@pytest.mark.parametrize(
    "words",
    [
        *("14 a week", "halved", "three times less", "٣ a day", "½ of it", "from one an hour", "tenfold"),
        *("a third of it", "by a third", "a quarter less", "by a quarter", "quadrupled", "halving it", "doubling"),
        *("once a week", "tens of calls", "p95 fell to 300", "Python 3.11 seconds", "x10 faster", "USD40 a day"),
        *("sub-100ms", "From 14", "Latency 3.11", "fell to Latency 3.11 s", "40%"),
    ],
)
def test_quantities_are_recognised(words: str) -> None:
    assert holds_figure(words)


@pytest.mark.parametrize(
    "words",
    [
        *("support sleeps again", "no one is paged", "one of the teams", "often", "a weight off", "once it ran"),
        *("moved to Python 3.11", "p95 is on a board", "see #412 and ABC-12", "on 2026-03-14", "since 14 March 2026"),
        *("release 1.2.3", "v2 is out", "a third party", "a third time"),
        *("they were asked for another one", "nobody knew which one"),
    ],
)
def test_words_without_a_quantity_are_not_figures(words: str) -> None:
    assert not holds_figure(words)


@pytest.mark.parametrize(
    "words", ["because of us", "thanks to it", "led to calm", "40 calls", "cut the calls by night"]
)
def test_a_figure_and_a_cause_need_a_mark(words: str) -> None:
    assert needs_mark(words)


@pytest.mark.parametrize("words", ["they called at night", "a causeway", "we cut the calls"])
def test_plain_words_need_no_mark(words: str) -> None:
    assert not needs_mark(words)


@given(state=st.sampled_from(State), filled=st.sets(st.sampled_from(sorted(QUESTIONS.keys() - {"witness"}))))
def test_at_most_three_questions_and_only_open_ones(state: State, filled: set[str]) -> None:
    shop = Shop()
    work, record = replace(shop.keys, state=state), shop.record()
    for slot in filled:
        record = shop.record([*record.entries, *answered(record, work, slot, "plain words")])
    asked = _slots(questions(record, work))
    assert len(asked) <= MOST_QUESTIONS
    assert not filled.intersection(asked)


def test_what_never_happened_is_asked_about_as_such(shop: Shop) -> None:
    assert "nearly happened" in question(shop.drill, "change").ask
    assert question(shop.keys, "change") == QUESTIONS["change"]
    assert question(shop.drill, "concern") == QUESTIONS["concern"]


def test_an_incident_is_asked_about_its_cause(shop: Shop) -> None:
    incident = replace(shop.keys, kind=Kind.INCIDENT)
    assert "cause" in _slots(open_slots(shop.record(), incident))
    assert "cause" not in _slots(open_slots(shop.record(), shop.keys))
    record = shop.record(answered(shop.record(), incident, "cause", "my own loop"))
    assert "cause" not in _slots(open_slots(record, incident))


def test_what_came_next_is_asked_for_once_it_was_told(shop: Shop) -> None:
    record = shop.record(answered(shop.record(), shop.keys, "next", "refunds in July"))
    assert "sequel" not in _slots(open_slots(record, shop.keys))
    heard = shop.record([*record.entries, *told(record, [shop.keys], "Maya")])
    assert "sequel" in _slots(open_slots(heard, shop.keys))
    came = shop.record([*heard.entries, *answered(heard, shop.keys, "sequel", "refunds are safe")])
    assert "sequel" not in _slots(open_slots(came, shop.keys))
    same = answered(came, shop.keys, "next", "refunds in July")
    other = answered(came, shop.keys, "next", "invoices in August")
    assert [one.sequel for one in (*same, *other) if isinstance(one, Accomplishment)] == ["refunds are safe", ""]


@pytest.mark.parametrize(
    ("words", "open_"),
    [
        ("2 to 6 hours, assuming one a year", True),
        ("between 5,000 and 20,000 EUR, if one assumes a day", True),
        ("€200-€900, assuming 3 calls", True),
        ("4 hours to 9 hours; the assumption is one a year", True),
        ("6 hours, assuming one a year", False),
        ("2 to 6 hours", False),
    ],
)
def test_an_estimate_is_a_range_with_what_it_assumes(words: str, open_: object, shop: Shop) -> None:
    assert is_estimate(words) is open_
    (_, change) = answered(shop.record(), shop.drill, "change", words)
    assert isinstance(change, Impact)
    assert may_be_said(change) is open_

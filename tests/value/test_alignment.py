"""What work serves: confirmed by the person, suggested by words, ranked for whoever listens."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listeners import MAYA, NADIA, ago, cares, goal, judged, person, work
from shop import NOW, PERIOD, Shop

from treefall.model import Accomplishment, Aim, Attribution, Entry, Impact, Record, Work
from treefall.value import alignment
from treefall.value.stems import families, stem, stems

ORDERS = cares("Checkout must not lose orders", days=5)
NIGHTS = cares("I do not want to be woken at night again", days=20)
CARTS = goal("Win back lost carts", measure="conversion of visitors", place="OKR Q3")


def _record(*entries: Entry) -> Record:
    return Record(entries, NOW)


def _serves(one: Work, aim: Aim, *, holds: bool = True) -> Entry:
    return alignment.aligned(_record(), one.id, aim, holds=holds)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("charges", "charging"),
        ("orders", "ordered"),
        ("planned", "plans"),
        ("recovery", "recovering"),
        ("costs", "cost"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_of_one_trade_are_a_family() -> None:
    assert set(families(stem("refunds"))) & set(families(stem("invoice")))
    assert not families(stem("xylophone"))


def test_a_name_in_a_program_is_several_words() -> None:
    assert [word for _, word in stems("retryQueue of_the parse_invoice")] == ["retry", "Queue", "parse", "invoice"]


@given(st.text())
def test_any_text_has_stems(text: str) -> None:
    assert all(found and word for found, word in stems(text))


def test_what_may_be_served_is_what_is_not_over() -> None:
    over = (cares("old", ended=ago(1)), goal("last year's", until=ago(1)))
    gone = cares("hers", NADIA)
    record = _record(person(), person(NADIA, left=ago(1)), ORDERS, NIGHTS, CARTS, *over, gone)
    assert alignment.aims(record) == (NIGHTS, ORDERS, CARTS)
    assert alignment.aims(record, NADIA) == (gone, CARTS)
    ahead = _record(cares("x", ended=ago(-1)), goal("y", until=ago(-1)))
    assert len(alignment.aims(ahead)) == 2


def test_work_is_suggested_for_what_shares_its_words() -> None:
    one, other = work("Retry orders at the checkout"), work("Rename a module")
    (found,) = alignment.suggested(_record(ORDERS, NIGHTS), judged(one, other), one)
    assert found.aim == ORDERS
    assert set(found.shared) == {"orders", "checkout"}
    assert not alignment.suggested(_record(ORDERS, NIGHTS), judged(one, other), other)


def test_a_word_of_the_same_family_helps_and_does_not_do_alone() -> None:
    one, both = work("Refund of bonuses"), work("Refund of bonuses for students")
    students = cares("Students get their payment in time")
    judgement = judged(one, both, *(work(f"Students of {town}") for town in ("Bern", "Cork", "Graz", "Kiel")))
    assert not alignment.suggested(_record(students), judgement, one)
    assert [found.aim for found in alignment.suggested(_record(students), judgement, both)] == [students]


def test_a_word_that_half_of_the_work_holds_suggests_nothing() -> None:
    works = [work(f"Order {word}") for word in ("ants", "bees", "cats", "dogs", "eels", "fish")]
    assert not alignment.suggested(_record(cares("No order may be lost")), judged(*works), works[0])


def test_what_the_person_said_of_the_work_counts() -> None:
    one = work("Idempotency keys")
    done = Accomplishment(id=one.id, at=NOW, title=one.title, evidence=("e",), concern="Orders were lost")
    change = Impact(
        id="i", at=NOW, accomplishment="other", words="checkout", witness="x", attribution=Attribution.REPORTED
    )
    assert not alignment.suggested(_record(ORDERS), judged(one), one)
    assert alignment.suggested(_record(ORDERS, done, change), judged(one), one)
    assert alignment.suggested(_record(ORDERS, replace(change, accomplishment=one.id)), judged(one), one)


def test_at_most_three_are_suggested_the_likeliest_first() -> None:
    one = work("Orders of the checkout are lost")
    others = tuple(cares(f"Orders {word}") for word in ("ship", "arrive", "return", "grow"))
    found = alignment.suggested(_record(*others, ORDERS), judged(one), one)
    assert len(found) == alignment.MOST_SUGGESTED
    assert found[0].aim == ORDERS


def test_a_goal_is_met_by_its_measure_too() -> None:
    one = work("Conversion of new visitors")
    assert [found.aim for found in alignment.suggested(_record(CARTS), judged(one), one)] == [CARTS]


def test_what_was_decided_is_not_suggested_again() -> None:
    one = work("Retry orders at the checkout")
    for holds in (True, False):
        assert not alignment.suggested(_record(ORDERS, _serves(one, ORDERS, holds=holds)), judged(one), one)


def test_a_confirmation_teaches_the_next_suggestion() -> None:
    one, two, three, other = (work(f"Warehouse {word}") for word in ("rejects", "labels", "belts", "shelves"))
    judgement = judged(one, two, three, other, work("Colours"))
    assert not alignment.suggested(_record(ORDERS), judgement, other)
    taught = _record(ORDERS, *(_serves(each, ORDERS) for each in (one, two, three)))
    once = _record(ORDERS, _serves(one, ORDERS))
    assert not alignment.suggested(once, judgement, other)
    assert not alignment.suggested(taught, judgement, work("Colours"))
    labels = work("Warehouse labels, printed")
    more = judged(one, two, labels, work("Colours"))
    said = _record(ORDERS, *(_serves(each, ORDERS) for each in (one, two)))
    assert [found.aim for found in alignment.suggested(said, more, labels)] == [ORDERS]


def test_rejections_teach_too() -> None:
    works = [
        work(f"Orders, parcels and receipts {word}")
        for word in ("a", "bb", "ccc", "dddd", "eeeee", "ffffff", "ggggggg")
    ]
    aim = cares("Orders, carts, parcels and receipts")
    judgement = judged(*works, work("x"), work("y"))
    assert alignment.suggested(_record(aim), judgement, works[-1])
    rejected = [_serves(one, aim, holds=False) for one in works[:-1]]
    assert not alignment.suggested(_record(aim, *rejected), judgement, works[-1])


def test_what_was_decided_about_work_that_is_gone_teaches_nothing() -> None:
    one = work("Retry orders at the checkout")
    record = _record(ORDERS, _serves(work("Gone"), ORDERS), alignment.aligned(_record(), one.id, cares("forgotten")))
    assert len(alignment.suggested(record, judged(one), one)) == 1


def test_the_last_word_about_a_piece_of_work_stands() -> None:
    one = work("Retry")
    yes, no = _serves(one, ORDERS), _serves(one, ORDERS, holds=False)
    assert yes.id == no.id
    assert alignment.served(_record(ORDERS, yes), one.id) == (ORDERS,)
    assert alignment.served(_record(ORDERS, no), one.id) == ()


def test_what_is_served_is_told_by_whose_it_is() -> None:
    one, hers = work("Retry"), cares("x", NADIA)
    record = _record(ORDERS, hers, CARTS, *(_serves(one, aim) for aim in (CARTS, ORDERS, hers)))
    assert alignment.served(record, one.id) == (ORDERS, hers, CARTS)
    assert alignment.served(record, one.id, MAYA) == (ORDERS, CARTS)


def test_work_is_ranked_by_what_matters_to_the_listener() -> None:
    names = ("nothing", "perhaps orders", "for a goal", "for her boss", "for her", "for her too")
    nothing, perhaps, by_goal, above, first, second = map(work, names)
    hers = cares("Budget", NADIA, days=40)
    record = _record(
        person(reports_to=NADIA),
        *(ORDERS, hers, CARTS, cares("cats", "Zoe")),
        *(_serves(by_goal, CARTS), _serves(above, hers), _serves(first, ORDERS), _serves(second, ORDERS)),
        *(_serves(first, CARTS), _serves(nothing, cares("cats", "Zoe"))),
    )
    secret = work("private", evidence=(replace(work("x").evidence[0], private=True),))
    ranked = alignment.for_audience(record, judged(nothing, secret, perhaps, by_goal, above, first, second), MAYA)
    assert [each.work for each in ranked] == [first, second, above, by_goal, perhaps, nothing]
    assert [each.why for each in ranked] == [
        "“Checkout must not lose orders” (1:1, 26 June)",
        "“Checkout must not lose orders” (1:1, 26 June)",
        "Nadia: “Budget” (1:1, 22 May)",
        "the goal “Win back lost carts” (OKR Q3)",
        "",
        "",
    ]
    assert ranked[0].serves == (ORDERS, CARTS)
    assert [found.aim for found in ranked[4].perhaps] == [ORDERS]


def test_a_goal_without_a_place_is_cited_without_one() -> None:
    assert alignment.cited(goal("Grow."), MAYA, NOW.date()) == "the goal “Grow”"


def test_work_that_serves_nothing_is_pointed_out(shop: Shop) -> None:
    drill = cares("A drill that works")
    record = _record(
        drill, _serves(shop.keys, drill), _serves(shop.search, drill, holds=False), _serves(shop.cache, NIGHTS)
    )
    found = alignment.unserved(record, shop.judgement, PERIOD)
    assert (found.served, found.perhaps, found.none) == ((shop.keys,), (shop.drill,), (shop.search, shop.cache))

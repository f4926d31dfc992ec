from dataclasses import replace
from datetime import timedelta

import talks
from shop import Shop

from treefall.model import Heard, Telling, Withdrawal, Work
from treefall.value import slots
from treefall.value.visibility import (
    by_person,
    by_work,
    heard_of,
    hearings,
    listeners,
    may_be_told,
    same_person,
    told,
)


def _telling(shop: Shop, id_: str, to: str, *works: Work, days: int = 0) -> Telling:
    return Telling(id=id_, at=shop.now - timedelta(days=days), to=to, about=tuple(work.id for work in works))


def test_tellings_are_found_by_work_and_by_person(shop: Shop) -> None:
    first = _telling(shop, "a", "maya", shop.keys, days=9)
    second = _telling(shop, "b", "Maya", shop.keys, shop.drill, days=2)
    record = shop.record([second, first])
    assert by_work(record) == {shop.keys.id: (first, second), shop.drill.id: (second,)}
    assert by_person(record) == {"Maya": (first, second)}


def test_a_withdrawn_telling_does_not_count(shop: Shop) -> None:
    telling = _telling(shop, "a", "Maya", shop.keys)
    record = shop.record([telling, Withdrawal(id="w", at=shop.now, of="a")])
    assert not by_work(record)
    assert not told(record, "Maya")


def test_what_was_told_of_withdrawn_work_does_not_count(shop: Shop) -> None:
    both = _telling(shop, "a", "Maya", shop.keys, shop.drill, days=5)
    only = _telling(shop, "b", "Olga", shop.keys)
    record = shop.record([both, only, Withdrawal(id="w", at=shop.now, of=shop.keys.id)])
    assert list(by_work(record)) == [shop.drill.id]
    assert list(by_person(record)) == ["Maya"]
    assert [telling.about for telling in told(record, "")] == [(shop.drill.id,)]


def test_work_all_of_whose_evidence_was_withdrawn_was_told_to_nobody(shop: Shop) -> None:
    entries = slots.told(shop.record(), [shop.drill], "Maya")
    withdrawals = [Withdrawal(id=f"w{s.id}", at=shop.now, of=s.id) for s in shop.drill.evidence]
    assert by_work(shop.record([*entries, *withdrawals[1:]]))
    assert not by_work(shop.record([*entries, *withdrawals]))


def test_capitals_and_spaces_make_no_other_person() -> None:
    assert same_person(" maya  lee", "Maya Lee")
    assert not same_person("Maya", "Mayan")


def test_without_a_name_everybody_counts(shop: Shop) -> None:
    record = shop.record([_telling(shop, "a", "Maya", shop.keys), _telling(shop, "b", "Olga", shop.drill)])
    assert [telling.to for telling in told(record, "maya")] == ["Maya"]
    assert len(told(record, "")) == 2


def test_listeners_come_with_the_best_informed_first(shop: Shop) -> None:
    record = shop.record(
        [
            _telling(shop, "a", "Olga", shop.keys, days=3),
            _telling(shop, "b", "Maya", shop.keys, days=8),
            _telling(shop, "c", "Maya", shop.drill, shop.keys, days=5),
            _telling(shop, "d", "Ann", shop.cache),
        ]
    )
    heard = listeners(record, frozenset({shop.keys.id, shop.drill.id}))
    assert [(one.person, one.heard) for one in heard] == [("Maya", 2), ("Olga", 1)]
    assert heard[0].last == shop.now - timedelta(days=5)


def test_private_work_may_not_be_told(shop: Shop) -> None:
    assert [work for work in shop.works if not may_be_told(work)] == [shop.diary]


def test_how_far_it_was_heard_is_what_came_back_at_most(shop: Shop) -> None:
    first, second = talks.tells(shop.keys, shop.drill, days=20), talks.tells(shop.keys, days=5)
    record = shop.record(
        [
            first,
            second,
            talks.replies(first, Heard.SAID_BACK, days=19, concern=False, change=True),
            talks.replies(second, Heard.ACKNOWLEDGED, days=4, concern=True),
            replace(talks.replies(first, Heard.USED, days=1, where="budget"), work=shop.drill.id),
            talks.replies(second, Heard.PASSED_ON, days=3, where="staff meeting"),
            talks.replies(second, Heard.TOLD, days=2, where="all-hands"),
        ]
    )
    keys, drill, cache = hearings(record, "maya", (shop.keys, shop.drill, shop.cache))
    assert (keys.heard, keys.telling, keys.concern, keys.change, keys.own_part) == (
        Heard.PASSED_ON, second, True, True, None
    )  # fmt: skip
    assert keys.onward is not None
    assert keys.onward.where == "staff meeting"
    assert (drill.heard, drill.concern, drill.is_understood) == (Heard.USED, False, True)
    assert (cache.heard, cache.telling, cache.is_understood) == (None, None, False)
    assert heard_of(record) == {shop.keys.id: Heard.PASSED_ON, shop.drill.id: Heard.USED}


def test_a_withdrawn_reply_never_came(shop: Shop) -> None:
    telling = talks.tells(shop.keys)
    back = talks.replies(telling, Heard.SAID_BACK, concern=True)
    gone = Withdrawal(id="w", at=shop.now, of=back.id)
    (hearing,) = hearings(shop.record([telling, back, gone]), "Maya", (shop.keys,))
    assert (hearing.heard, hearing.concern) == (Heard.TOLD, None)


def test_who_said_something_back_is_counted(shop: Shop) -> None:
    one, two = talks.tells(shop.keys), talks.tells(shop.drill, days=3)
    record = shop.record([one, two, talks.replies(one, Heard.SAID_BACK), talks.replies(two, Heard.ACKNOWLEDGED)])
    (maya,) = listeners(record, frozenset({shop.keys.id, shop.drill.id}))
    assert (maya.heard, maya.understood) == (2, 1)

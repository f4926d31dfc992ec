from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
import talks
from shop import NOW, Shop
from talks import MAYA

from treefall.model import (
    Accomplishment,
    Aftermath,
    Asked,
    Entry,
    Expectation,
    Feedback,
    Heard,
    Reply,
    Telling,
    Work,
)
from treefall.value.aftermath import aftermath, reply


def _came(
    shop: Shop, came: Aftermath, *works: Work, stood: Sequence[Entry] = (), asked: Sequence[str] = ()
) -> tuple[Entry, ...]:
    told = replace(came, told=tuple(work.id for work in works))
    return aftermath(shop.record(stood), MAYA, works, told, asked=asked, zone=UTC)


def _of(entries: Sequence[Entry], kind: type[Entry]) -> list[Entry]:
    return [entry for entry in entries if isinstance(entry, kind)]


def test_all_that_came_back_becomes_entries_at_once(shop: Shop) -> None:
    came = Aftermath(
        said_back=frozenset({"concern", "change"}),
        passes_on="staff meeting",
        criticism="Tell me earlier",
        expects="a plan for refunds",
        due=NOW + timedelta(days=30),
        words="so nobody pays twice",
    )
    entries = _came(shop, came, shop.keys, shop.drill, asked=("criticism.earlier",))
    kinds = [Accomplishment, Accomplishment, Telling, Reply, Feedback, Expectation, Asked]
    assert [type(entry) for entry in entries] == kinds
    (reply,) = (entry for entry in entries if isinstance(entry, Reply))
    assert (reply.heard, reply.concern, reply.change, reply.own_part) == (Heard.SAID_BACK, True, True, False)
    assert (reply.work, reply.where, reply.words) == (shop.keys.id, "staff meeting", "so nobody pays twice")
    (asked,) = (entry for entry in entries if isinstance(entry, Asked))
    assert (asked.question, asked.person, asked.about) == ("criticism.earlier", MAYA, shop.keys.id)
    (expected,) = (entry for entry in entries if isinstance(entry, Expectation))
    assert expected.due == came.due


@pytest.mark.parametrize(
    ("came", "heard"),
    [
        (Aftermath(said_back=frozenset()), Heard.ACKNOWLEDGED),
        (Aftermath(passed_on="staff meeting"), Heard.PASSED_ON),
        (Aftermath(passes_on="staff meeting"), Heard.TOLD),
        (Aftermath(words="hm"), Heard.TOLD),
    ],
)
def test_how_far_it_was_heard_follows_from_what_was_noticed(shop: Shop, came: Aftermath, heard: Heard) -> None:
    (reply,) = _of(_came(shop, came, shop.keys), Reply)
    assert isinstance(reply, Reply)
    assert reply.heard is heard


def test_what_nobody_noticed_makes_no_reply(shop: Shop) -> None:
    assert not _of(_came(shop, Aftermath(), shop.keys), Reply)


def test_the_same_said_twice_on_a_day_is_the_same_and_corrects_itself(shop: Shop) -> None:
    came = Aftermath(said_back=frozenset({"concern"}), criticism="Tell me earlier", expects="a plan")
    first = _came(shop, came, shop.keys, asked=("a",))
    assert _came(shop, came, shop.keys, stood=first, asked=("a",)) == first
    corrected = _came(shop, Aftermath(said_back=frozenset({"change"})), shop.keys, stood=first)
    assert {entry.id for entry in corrected} <= {entry.id for entry in first}


def test_another_day_and_another_piece_are_another_telling(shop: Shop) -> None:
    yesterday = talks.tells(shop.keys, days=1)
    other = talks.tells(shop.drill, days=0)
    (telling,) = _of(_came(shop, Aftermath(), shop.keys, stood=(yesterday, other)), Telling)
    assert telling.id not in {yesterday.id, other.id}


def test_what_was_told_today_already_is_not_told_again(shop: Shop) -> None:
    told = talks.tells(shop.drill, shop.keys, days=0.1)
    (telling,) = _of(_came(shop, Aftermath(), shop.keys, shop.drill, stood=(told,)), Telling)
    assert isinstance(telling, Telling)
    assert (telling.id, telling.about) == (told.id, (shop.keys.id, shop.drill.id))


def test_criticism_alone_is_recorded_and_asks_nothing(shop: Shop) -> None:
    assert [type(entry) for entry in _came(shop, Aftermath(criticism="Tell me earlier"), asked=("a",))] == [Feedback]


@pytest.mark.parametrize(
    ("came", "why"),
    [
        (Aftermath(said_back=frozenset({"concern"})), "nothing was told"),
        (Aftermath(said_back=frozenset()), "nothing was told"),
        (Aftermath(passed_on="staff"), "nothing was told"),
        (Aftermath(passes_on="staff"), "nothing was told"),
        (Aftermath(said_back=frozenset({"weather"})), "not weather"),
        (Aftermath(), "nothing was told, said back"),
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, came: Aftermath, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        _came(shop, came)


def test_what_comes_later_on_the_same_day_is_added_and_what_was_wrong_is_corrected(shop: Shop) -> None:
    first = _came(shop, Aftermath(said_back=frozenset({"concern"}), words="so nobody pays twice"), shop.keys)
    (telling,) = _of(first, Telling)
    assert isinstance(telling, Telling)
    passed = reply(shop.record(first), telling, shop.keys, Heard.PASSED_ON, where="staff meeting")
    assert (passed.heard, passed.concern, passed.change) == (Heard.PASSED_ON, True, False)
    assert (passed.words, passed.where) == ("so nobody pays twice", "staff meeting")
    kept = reply(shop.record([*first, passed]), telling, shop.keys, Heard.SAID_BACK, said_back=frozenset({"change"}))
    assert (kept.id, kept.heard, kept.concern, kept.change) == (passed.id, Heard.PASSED_ON, False, True)
    nod = reply(shop.record(first), telling, shop.keys, Heard.ACKNOWLEDGED, said_back=frozenset())
    assert (nod.heard, nod.concern) == (Heard.ACKNOWLEDGED, False)


def test_what_is_passed_on_is_not_still_to_be(shop: Shop) -> None:
    with pytest.raises(ValueError, match="not both"):
        _came(shop, Aftermath(passes_on="staff meeting", passed_on="all-hands"), shop.keys)

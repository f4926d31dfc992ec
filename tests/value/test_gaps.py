from dataclasses import replace

import pytest
import talks
from hypothesis import given
from hypothesis import strategies as st
from shop import Shop
from talks import MAYA

from treefall.model import Entry, Heard, Judgement, Visibility
from treefall.value.gaps import MOST_WORKS, guess, strongest, visibility


def _seen(shop: Shop, *entries: Entry, judgement: Judgement | None = None) -> Visibility:
    return visibility(shop.record(entries), judgement or shop.judgement, MAYA, shop.period)


def test_at_first_nothing_was_heard_and_the_next_episode_is_what_closes_most(shop: Shop) -> None:
    seen = _seen(shop)
    assert (seen.told, seen.understood, len(seen.hearings)) == (0, 0, 4)
    assert seen.steps[shop.keys.id] == "next 1:1"
    assert seen.next.command == "treefall 1:1 Maya"


def test_private_work_is_no_part_of_what_somebody_should_know(shop: Shop) -> None:
    assert shop.diary not in strongest(shop.judgement, shop.period)


def test_each_state_has_its_step(shop: Shop) -> None:
    telling = talks.tells(shop.keys)
    steps = {
        (): "ask it back",
        (talks.replies(telling, Heard.ACKNOWLEDGED),): "ask it back",
        (talks.replies(telling, Heard.SAID_BACK, concern=False, change=True),): "say why it mattered",
        (talks.replies(telling, Heard.SAID_BACK, concern=True, change=False),): "say what changed",
        (talks.replies(telling, Heard.SAID_BACK, concern=True, change=True, own_part=False),): "say your part",
        (talks.replies(telling, Heard.SAID_BACK, concern=True),): "brief",
        (talks.replies(telling, Heard.SAID_BACK, where="staff meeting"),): "ask if it came up",
        (talks.replies(telling, Heard.PASSED_ON, where="staff meeting"),): "ask what came of it",
        (talks.replies(telling, Heard.USED, where="budget"),): "",
    }
    assert {came: _seen(shop, telling, *came).steps[shop.keys.id] for came in steps} == steps


def test_counts_come_only_from_what_is_on_record(shop: Shop) -> None:
    one, two = talks.tells(shop.keys), talks.tells(shop.drill, days=8)
    seen = _seen(shop, one, two, talks.replies(one, Heard.SAID_BACK, concern=True), talks.guessed(4))
    assert (seen.told, seen.understood, seen.guesses[-1].known) == (2, 1, 4)


def test_guesses_are_kept_over_time_and_are_of_one_person(shop: Shop) -> None:
    other = guess(shop.record(), "Olga", 1, 4)
    assert [one.known for one in _seen(shop, talks.guessed(4, days=90), talks.guessed(2, days=2), other).guesses] == [
        4,
        2,
    ]
    assert guess(shop.record(), MAYA, 1, 4).id == guess(shop.record(), "maya ", 3, 4).id
    with pytest.raises(ValueError, match="cannot be"):
        guess(shop.record(), MAYA, 5, 4)


def test_what_they_care_about_weighs_more_than_strength(shop: Shop) -> None:
    everything = [talks.tells(work, days=20 + n) for n, work in enumerate((shop.keys, shop.search, shop.cache))]
    priority = talks.cares("Safe retries")
    seen = _seen(shop, *everything, priority, talks.serves(shop.keys, priority))
    assert seen.next.command == f"treefall heard {shop.keys.id[:8]} --by Maya"
    assert "ask Maya how they would put" in seen.next.why
    assert _seen(shop, *everything).next.command == "treefall 1:1 Maya"


def test_when_all_was_said_back_a_brief_comes_and_then_the_week(shop: Shop) -> None:
    telling = talks.tells(shop.keys, shop.drill, shop.search, shop.cache)
    back = talks.replies(telling, Heard.SAID_BACK, concern=True, change=True, own_part=True)
    assert _seen(shop, telling, back).next.command == f"treefall brief {shop.keys.id[:8]}"
    used = talks.replies(telling, Heard.USED, where="budget")
    assert _seen(shop, telling, used).next.command == "treefall week"


def test_untold_work_that_is_not_the_next_episode_goes_into_a_brief(shop: Shop) -> None:
    many = tuple(replace(shop.keys, id=f"keys{n}") for n in range(MOST_WORKS))
    priority = talks.cares("Backups that restore")
    seen = _seen(shop, priority, talks.serves(shop.drill, priority), judgement=Judgement((*many, shop.drill), ()))
    assert seen.next.command == "treefall brief keys0"


def test_without_any_work_there_is_the_week(shop: Shop) -> None:
    assert _seen(shop, judgement=Judgement((), ())).next.command == "treefall week"


@given(st.lists(st.sampled_from(Heard), max_size=6))
def test_what_came_back_never_makes_a_state_smaller(came: list[Heard]) -> None:
    shop = Shop()
    telling = talks.tells(shop.keys)
    replies = [talks.replies(telling, heard, days=9 - n) for n, heard in enumerate(came)]
    order = tuple(Heard)
    states = [
        order.index(_seen(shop, telling, *replies[:n]).hearings[0].heard or Heard.TOLD) for n in range(len(came) + 1)
    ]
    assert states == sorted(states)

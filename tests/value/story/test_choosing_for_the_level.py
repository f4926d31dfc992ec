"""What is told next, where a criterion of the target level is still open."""

from shop import PERIOD, Shop
from talks import MAYA, cares, done, person, serves

from treefall.model import Listens
from treefall.value.gaps import visibility
from treefall.value.story import aloud, chosen, told_episode

SHOP = Shop()
CLOSING = frozenset({SHOP.drill.id})


def test_what_shows_an_open_criterion_comes_before_what_is_only_strong() -> None:
    record = SHOP.record([person()])
    assert chosen(record, SHOP.judgement, MAYA, PERIOD)[0] == SHOP.keys
    assert chosen(record, SHOP.judgement, MAYA, PERIOD, CLOSING)[0] == SHOP.drill
    assert chosen(SHOP.record(), SHOP.judgement, "", PERIOD, CLOSING)[0] == SHOP.drill


def test_what_they_care_about_and_what_has_words_comes_first_all_the_same() -> None:
    aim = cares("Nobody pays twice")
    wanted = SHOP.record([person(), aim, serves(SHOP.keys, aim)])
    assert chosen(wanted, SHOP.judgement, MAYA, PERIOD, CLOSING)[0] == SHOP.keys
    worded = SHOP.record([person(), done(SHOP.keys, concern="Customers paid twice")])
    assert chosen(worded, SHOP.judgement, MAYA, PERIOD, CLOSING)[0] == SHOP.keys


def test_a_peer_has_no_say_in_the_level() -> None:
    record = SHOP.record([person(listens=Listens.PEER)])
    assert chosen(record, SHOP.judgement, MAYA, PERIOD, CLOSING)[0] == SHOP.keys


def test_the_episode_what_is_said_aloud_and_the_next_step_choose_alike() -> None:
    record = SHOP.record([person()])
    told = told_episode(record, SHOP.judgement, MAYA, zone=None, period=PERIOD, closing=CLOSING)
    assert told.works[0] == SHOP.drill
    said = aloud(record, SHOP.judgement, MAYA, zone=None, period=PERIOD, closing=CLOSING)
    assert any(SHOP.drill.id in one.cites for one in said.sentences())
    assert visibility(record, SHOP.judgement, MAYA, PERIOD, CLOSING).steps[SHOP.drill.id] == "next 1:1"

"""Which piece of work a sentence is about, and what it may rest on."""

from dataclasses import replace

from papers import measured
from shop import Shop
from talks import changed, done, vouches

from treefall.value.rests import rests_on, subjects

SHOP = Shop()


def test_a_title_says_it_before_what_changed_does() -> None:
    record = SHOP.record((changed(SHOP.keys, "A restore after a charge takes a minute", "Maya"),))
    assert subjects(record, SHOP.works, "The restore takes an hour.") == (SHOP.drill,)
    assert subjects(record, SHOP.works, "It takes a minute.") == (SHOP.keys,)


def test_the_words_that_the_person_gave_it_count_and_units_and_silent_words_do_not() -> None:
    record = SHOP.record((replace(done(SHOP.cache), title="Nursery pictures"), *measured(SHOP.keys)))
    assert subjects(record, SHOP.works, "The nursery has pictures.") == (SHOP.cache,)
    assert subjects(record, SHOP.works, "It was 40 ms.") == ()
    assert subjects(record, (), "The nursery has pictures.") == ()


def test_a_sentence_may_be_about_several() -> None:
    twins = tuple(replace(SHOP.drill, id=what, title=f"Drill the {what}") for what in ("tables", "queues"))
    assert set(subjects(SHOP.record(()), twins, "Both drills held.")) == set(twins)


def test_a_sentence_rests_on_the_work_its_evidence_and_all_that_was_said_of_it() -> None:
    claim, impact = measured(SHOP.keys)
    said = vouches("I sleep again", SHOP.keys)
    found = rests_on(SHOP.record((claim, impact, said)), SHOP.keys)
    assert found[0] == SHOP.keys.id
    assert {one.id for one in SHOP.keys.evidence} | {claim.id, impact.id, said.id} <= set(found)

"""Who is who: names as they are written, near misses, and who reports to whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listeners import MAYA, NADIA, OLGA, ago, cares, expects, person, said
from shop import NOW, Shop

from treefall import model
from treefall.model import ALWAYS, Asked, Found, Guess, Identity, Listens, Record, Telling, Term
from treefall.value import people


def _record(*entries: object) -> Record:
    return Record(tuple(entries), NOW)  # type: ignore[arg-type]  # entries


@given(st.text(min_size=1))
def test_a_name_means_itself_however_it_is_written(name: str) -> None:
    assert people.same_person(name, f"  {name} ")
    assert people.key(people.key(name)) == people.key(name)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("maya", "Maya Lopez"), ("MAYA  lopez", "Maya Lopez"), ("lopez", "Maya Lopez"), ("grace", "Grace Hopper")],
)
def test_a_part_of_one_name_means_it(written: str, meant: str) -> None:
    record = _record(person("Maya Lopez"), person("Grace Hopper", Listens.PEER))
    assert people.found(record, written) == Found(meant)


@pytest.mark.parametrize("name", ["me", "Ed Stone", "ed", "stone", "ed@corp.example"])
def test_a_part_of_my_own_name_that_nobody_else_has_means_me(name: str) -> None:
    mine = Identity(id="i", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True)
    other = Identity(id="o", at=ALWAYS, address="fred@corp.example", name="Fred Edwards", mine=False)
    assert people.means_me(_record(mine, other), name)
    assert not people.means_me(_record(mine, other), "Fred")
    assert not people.means_me(_record(mine, person("Ed Miller", Listens.PEER)), "Ed")


@pytest.mark.parametrize(
    ("slip", "asked"), [("Mai", True), ("Mya", True), ("Mayra", True), ("Bo", False), ("Ma", False)]
)
def test_a_short_name_that_begins_alike_is_asked_about(slip: str, *, asked: bool) -> None:
    found = people.found(_record(person("Maya Lind")), slip)
    assert (found.perhaps == ("Maya Lind",)) is asked


def test_a_part_of_several_names_is_ambiguous() -> None:
    record = _record(person("Maya Lopez"), person("Maya Chen", Listens.PEER))
    assert people.found(record, "maya") == Found("", ("Maya Chen", "Maya Lopez"), ambiguous=True)
    assert people.found(record, "maya c") == Found("Maya Chen")


@pytest.mark.parametrize("slip", ["Maay", "Mayaa", "Maya Lopez"])
def test_a_slip_of_the_pen_is_suggested_and_never_taken(slip: str) -> None:
    assert people.found(_record(person()), slip) == Found("", (MAYA,))


def test_a_wholly_new_name_is_nobody() -> None:
    assert people.found(_record(person()), "Zed") == Found("")
    assert people.found(_record(person()), "m") == Found("")


def test_whoever_is_named_anywhere_is_known() -> None:
    record = _record(
        person(reports_to="Ann Above", follows="Bea Before"),
        model.Testimonial(id="t", at=NOW, person="Cleo Witness", words="fine"),
        said("late", name="Dora", confirmer="Emil Teller"),
        said("slow", name="Dora"),
    )
    for name in ("Ann Above", "Bea Before", "Cleo Witness", "Emil Teller"):
        assert people.found(record, name.casefold()).name == name
    assert {one.name for one in people.everybody(record)} == {MAYA, "Ann Above", "Dora"}


def test_whoever_was_spoken_with_listens() -> None:
    record = _record(
        Telling(id="1", at=NOW, to="A", about=("w",)),
        cares("x", "B"),
        Term(id="3", at=NOW, person="C", term="x"),
        expects("x", "D"),
        said("x", "E"),
        Guess(id="6", at=NOW, person="F", known=0, of=1),
        Asked(id="7", at=NOW, person="G", question="q"),
        Asked(id="8", at=NOW, person="", question="asked me"),
    )
    assert [one.name for one in people.everybody(record)] == list("ABCDEFG")
    assert {one.listens for one in people.everybody(record)} == {Listens.OTHER}


def test_bosses_come_first_and_those_who_left_last() -> None:
    record = _record(
        person("Zoe", Listens.PEER),
        person(OLGA, left=ago(3)),
        person(reports_to=NADIA),
        person("Bea", Listens.COMMITTEE),
    )
    assert [one.name for one in people.everybody(record)] == [MAYA, NADIA, "Zoe", "Bea", OLGA]


def test_the_newest_card_of_a_name_counts() -> None:
    old, new = person(days=9), Listens.PEER
    record = _record(old, person("maya", new, days=1))
    assert people.card(record, "MAYA").listens is new
    assert people.card(record, "Zed").listens is Listens.OTHER


def test_the_boss_is_who_came_last_and_did_not_leave() -> None:
    assert people.boss(_record()) is None
    record = _record(person(days=90), person(OLGA, days=3), person(NADIA, days=1, left=NOW))
    assert (people.boss(record) or person("?")).name == OLGA


def test_the_boss_of_the_boss_is_known_from_one_line() -> None:
    (nadia,) = people.chain(_record(person(reports_to=NADIA)), MAYA)
    assert (nadia.name, nadia.listens) == (NADIA, Listens.BOSS_OF_BOSS)
    gone = _record(person(reports_to=NADIA, left=ago(1)))
    assert people.card(gone, NADIA).listens is Listens.OTHER


def test_a_chain_that_bites_its_tail_ends() -> None:
    record = _record(person(reports_to=NADIA), person(NADIA, reports_to="Ann"), person("Ann", reports_to=MAYA))
    assert [one.name for one in people.chain(record, MAYA)] == [NADIA, "Ann"]


def test_the_heir_is_whoever_listens_now() -> None:
    record = _record(person(left=ago(9)), person(OLGA, follows=MAYA, left=ago(2)), person("Bea", follows=OLGA))
    assert people.heir(record, MAYA) == "Bea"
    assert people.heir(record, "Bea") == "Bea"
    assert people.heir(_record(person(left=ago(9))), MAYA) == MAYA


def test_heirs_in_a_circle_end() -> None:
    record = _record(person(follows=OLGA, left=ago(9)), person(OLGA, follows=MAYA, left=ago(2)))
    assert people.heir(record, MAYA) == OLGA


def test_a_new_card_has_an_id_of_its_own_and_an_old_one_keeps_it(shop: Shop) -> None:
    assert people.own_card(_record(person()), MAYA).id == person().id
    fresh = people.own_card(shop.record(), MAYA)
    later = people.own_card(shop.record(now=ago(1)), MAYA)
    assert fresh.id != later.id
    assert fresh.at == NOW


def test_i_am_nobody_elses_witness() -> None:
    me = Identity(id="i", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True)
    other = Identity(id="j", at=ALWAYS, address="fred@corp.example", name="Fred Edwards", mine=False)
    record = _record(me, other)
    assert [people.is_me(record, name) for name in ("me", "ed stone", "ED@corp.example", "Fred Edwards")] == [
        True
    ] * 3 + [False]


def test_a_name_is_pasted_as_one_word() -> None:
    assert people.pasted("Maya Lopez") == "'Maya Lopez'"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.value.identity import People, merged, normal_address, proposals

ED = ("Ed Stone", "ed@corp.example")
OLD_ED = ("Ed S", "ed.stone@old.example")
HOME_ED = ("ed  STONE", "stone@home.example")
FRED = ("Fred Edwards", "fred@corp.example")
GRACE = ("Grace Hopper", "grace@navy.example")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        (" <Ed@Corp.Example> ", "ed@corp.example"),
        ("<<a@b>>", "a@b"),
        ("123+Ed@users.noreply.github.com", "ed@users.noreply.github.com"),
        ("ed@users.noreply.github.com", "ed@users.noreply.github.com"),
        ("123+ed@users.noreply.github.com.evil", "123+ed@users.noreply.github.com.evil"),
        ("ed+tag@corp.example", "ed+tag@corp.example"),
        ("\u212aay@corp.example", "\u212aay@corp.example"),  # the Kelvin sign is no k
        ("", ""),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert normal_address(written) == normal


@given(st.text(max_size=40))
def test_a_normal_address_is_already_normal(text: str) -> None:
    once = normal_address(text)
    assert normal_address(f" {once.upper() if once.isascii() else once}") == normal_address(once)


def test_only_exact_addresses_and_what_the_mail_map_makes_of_them_are_mine() -> None:
    people = People(seen={ED: 9, OLD_ED: 12, FRED: 20, GRACE: 5}, mapped={OLD_ED: ED})
    proposal = proposals(people, ["ED@corp.example"])
    assert proposal.mine == (OLD_ED, ED)
    assert proposal.addresses == ("ed.stone@old.example", "ed@corp.example")
    assert proposal.not_mine == (FRED,)
    assert proposal.maybe == ()


def test_another_address_under_my_full_name_is_only_proposed() -> None:
    proposal = proposals(People(seen={ED: 9, HOME_ED: 2}), [ED[1]])
    assert proposal.maybe == (HOME_ED,)
    assert proposal.addresses == (ED[1],)


def test_a_namesake_whom_the_mail_map_knows_as_somebody_else_is_not_me() -> None:
    namesake = ("Ed Stone", "eddie@other.example")
    people = People(seen={ED: 9, namesake: 2}, mapped={namesake: ("Edward Stone", "edward@other.example")})
    proposal = proposals(people, [ED[1]])
    assert (proposal.maybe, proposal.not_mine) == ((), (namesake,))


def test_one_word_alone_names_nobody() -> None:
    root, other = ("root", "root@here.example"), ("root", "root@there.example")
    proposal = proposals(People(seen={root: 1, other: 1}), [root[1]])
    assert (proposal.maybe, proposal.not_mine) == ((), (other,))


def test_one_word_and_the_same_login_elsewhere_are_asked_about() -> None:
    here, there = ("antirez", "antirez@mail.example"), ("Antirez", "antirez@metal.example")
    proposal = proposals(People(seen={here: 5, there: 2}), [here[1]])
    assert (proposal.maybe, proposal.not_mine) == ((there,), ())


def test_only_whom_a_careless_search_for_me_would_find_is_a_look_alike() -> None:
    alice = ("Alice Ryhl", "aliceryhl@corp.example")
    contained = {("Ryan Dahl", "ry@tiny.example"): 9, ("Ice", "ice@cold.example"): 3}
    assert proposals(People(seen={alice: 5, **contained}), [alice[1]]).not_mine == ()
    found = {("Alicia", "aliceryhlman@home.example"): 2, ("Bob Ryhl", "bob@corp.example"): 1}
    assert proposals(People(seen={alice: 5, **contained, **found}), [alice[1]]).not_mine == tuple(found)


def test_a_name_that_many_bear_and_a_login_that_is_nobodys_make_no_look_alike() -> None:
    me = ("David Lord", "me@lord.example")
    davids = {(f"David {letter}", f"{letter}@x.example"): 1 for letter in "abcd"}
    others = {("Grace", "me@navy.example"): 2, ("Jerome", "jerome@x.example"): 2}
    assert proposals(People(seen={me: 5, **davids, **others}), [me[1]]).not_mine == ()
    davids.popitem()
    assert proposals(People(seen={me: 5, **davids, **others}), [me[1]]).not_mine == tuple(davids)


def test_at_most_a_handful_of_look_alikes_is_told() -> None:
    many = {(f"Fred {number}", f"fred{number}@x.example"): 30 - number for number in range(20)}
    assert proposals(People(seen={ED: 1, **many}), [ED[1]]).not_mine == tuple(many)[:5]


def test_a_hostile_mail_map_neither_takes_my_work_nor_makes_a_stranger_me() -> None:
    evil = ("Mallory", "evil@x.example")
    people = People(seen={ED: 9, evil: 3}, mapped={ED: ("Ed Stone", "evil@x.example")})
    proposal = proposals(people, [ED[1]])
    assert proposal.mine == (ED,)
    assert proposal.addresses == (ED[1],)
    assert proposal.maybe == (evil,)


def test_an_address_that_nobody_used_is_still_looked_for() -> None:
    proposal = proposals(People(seen={GRACE: 1}), ["new@corp.example", " "])
    assert (proposal.mine, proposal.addresses) == ((), ("new@corp.example",))


def test_an_empty_address_is_nobody() -> None:
    nameless = ("", "")
    proposal = proposals(People(seen={nameless: 3, ED: 1}), ["", ED[1]])
    assert proposal.mine == (ED,)
    assert nameless not in proposal.not_mine


def test_several_histories_are_seen_as_one() -> None:
    first = People(None, {ED: 1, FRED: 2}, {OLD_ED: ED})
    second = People(ED, {ED: 3}, {})
    assert merged([first, second]) == People(ED, {ED: 4, FRED: 2}, {OLD_ED: ED})
    assert merged([]) == People()


@given(st.dictionaries(st.tuples(st.text(max_size=5), st.text(alphabet="abAB@.", max_size=6)), st.integers(1, 9)))
def test_nobody_is_mine_whose_address_was_not_asked_for(seen: dict[tuple[str, str], int]) -> None:
    wanted = ["a@b"]
    proposal = proposals(People(seen=seen), wanted)
    assert all(normal_address(address) in wanted for _, address in proposal.mine)
    listed = [*proposal.mine, *proposal.maybe, *proposal.not_mine]
    assert len(listed) == len(set(listed))

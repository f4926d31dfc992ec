from collections.abc import Iterable, Sequence
from dataclasses import replace

from commits import START, commit, note
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Evidence, Kind, Tie
from treefall.value.alike import likely_pairs, signs
from treefall.value.group import Bonds, group, look
from treefall.value.ties import Names

X = "a" * 40


def _names(pieces: Iterable[Sequence[Evidence]]) -> list[list[str]]:
    return [[one.native for one in piece] for piece in pieces]


def _far(*evidence: Evidence) -> list[Evidence]:
    """Return evidence in its order, for groups that nothing but what is said outright can join."""
    return sorted(evidence, key=lambda one: (one.at, one.id))


def test_what_says_so_outright_is_one_piece() -> None:
    evidence = _far(
        commit("a", "Add keys (#3)"),
        commit("b", "Follow the review (#3)", day=1),
        commit("c", "Reserve stock", day=2, body="Fixes #390"),
        commit("d", "Time out stale carts", day=40, body="Closes #390"),
        commit("e", "PAY-7 Log refunds", day=80),
        commit("f", "PAY-7 Export ledger", day=120),
        commit("g", "Tell the bank (#3)", day=160, origin="bank"),
    )
    assert _names(group(evidence)) == [["a", "b"], ["c", "d"], ["e", "f"], ["g"]]


def test_a_picked_change_joins_its_original_or_its_twin() -> None:
    original = commit(X, "Reject negative quantities")
    copy = commit("b", "Reject negatives", day=90, body=f"(cherry picked from commit {X[:12]})")
    twin = commit("c", "Negatives out", day=190, body=f"(cherry picked from commit {X[:12]})")
    assert _names(group([original, copy, twin])) == [[X, "b", "c"]]
    assert _names(group([copy, twin])) == [["b", "c"]]


def test_a_tie_of_the_source_joins_what_is_there() -> None:
    evidence = [commit("a", "Add keys"), commit("b", "Log refunds", day=90)]
    ties = [Tie(id="t", at=START, evidence=(evidence[1].id, "elsewhere", evidence[0].id), why="same patch")]
    assert _names(group(evidence, Bonds.of(evidence, Names(evidence), ties=ties))) == [["a", "b"]]


def test_a_shadow_joins_only_the_very_same_change() -> None:
    work, shadow = commit("a", "Add keys (#3)"), commit("b", "wip (#3)", day=1)
    assert _names(group([work, shadow], shadows={shadow.id})) == [["a"], ["b"]]
    tie = Tie(id="t", at=START, evidence=(work.id, shadow.id), why="squashed")
    both = [work, shadow]
    assert _names(group(both, Bonds.of(both, Names(both), ties=[tie]), shadows={shadow.id})) == [["a", "b"]]


def test_changes_that_look_alike_are_one_piece() -> None:
    cart = commit("a", "Expire abandoned carts", {"cart/expiry.py": 30})
    follow = commit("b", "Expire abandoned carts earlier", {"cart/expiry.py": 5}, day=1)
    other = commit("c", "Print invoices in colour", {"print/invoice.py": 90}, day=1)
    third = commit("d", "Weigh parcels", {"post/parcel.py": 90}, day=2)
    assert _names(group([cart, follow, other, third])) == [["a", "b"], ["c"], ["d"]]


def test_what_was_taken_back_and_what_is_no_change_looks_like_nothing() -> None:
    cart = commit("a", "Expire abandoned carts", {"cart/expiry.py": 30})
    follow = commit("b", "Expire abandoned carts earlier", {"cart/expiry.py": 5}, day=1)
    drill = note("Expire abandoned carts", day=1)
    rest = [commit(f"r{n}", f"Thing{n} other{n}", day=50) for n in range(5)]
    assert _names(group([cart, follow, *rest], undone={cart.id}))[:2] == [["a"], ["b"]]
    assert _names(group([cart, drill, *rest]))[:2] == [["a"], [drill.native]]


def test_what_the_person_wrote_down_as_several_things_stays_several() -> None:
    said = ("Wrote the guide to refunds", "Wrote the guide to refunds for support")
    points = [replace(note(words), id=words, source="brags", kind=Kind.DOCUMENT, native=words) for words in said]
    rest = [commit(f"r{n}", f"Thing{n} other{n}", day=50) for n in range(5)]
    assert _names(group([*points, *rest]))[:2] == [[said[0]], [said[1]]]
    seen = [replace(one, source="documents") for one in points]
    assert _names(group([*seen, *rest]))[0] == list(said)


def test_work_taken_back_and_made_again_is_one_piece() -> None:
    lost, again = commit("a", "Add the cache (#4)"), commit("b", 'Reland "Add the cache (#4)"', day=200)
    other = commit("c", "Log refunds", day=200)
    for second, expected in ((again, [["a", "b"]]), (other, [["a"], ["c"]])):
        both = [lost, second]
        bonds = Bonds.of(both, Names(both), undone={lost.id})
        assert _names(group(both, bonds, undone={lost.id})) == expected


def test_what_the_person_accepted_stays_and_grows_only_outright() -> None:
    evidence = [
        commit("a", "Add keys (#3)"),
        commit("b", "Add keys again (#3)", day=1),
        commit("c", "Keys (#3)", day=2),
    ]
    a, b, c = (one.id for one in evidence)
    assert _names(group(evidence, accepted=[(a,), (b,)])) == [["a", "c"], ["b"]]
    assert _names(group(evidence, accepted=[(b, "gone"), (b, a)])) in ([["a"], ["b", "c"]], [["a", "c"], ["b"]])
    loose = [commit("a", "Expire carts", {"c.py": 3}), commit("b", "Expire carts", {"c.py": 3}, day=1)]
    far = [commit(f"r{n}", f"Thing{n} other{n}", day=50) for n in range(5)]
    assert _names(group([*loose, *far]))[0] == ["a", "b"]
    assert _names(group([*loose, *far], accepted=[(loose[0].id,)]))[:2] == [["a"], ["b"]]
    assert _names(group(evidence, accepted=[(a, c)]))[0] == ["a", "b", "c"]


def test_a_habit_is_no_piece_of_work() -> None:
    same = [commit(f"s{n}", "Refresh exchange rates table", {"rates.csv": 3}, day=n / 10) for n in range(20)]
    rest = [commit(f"r{n}", f"Thing{n} other{n}", day=50) for n in range(200)]
    assert max(len(piece) for piece in group([*same, *rest])) <= 8


def test_two_repositories_and_half_a_year_keep_apart() -> None:
    cart = commit("a", "Expire abandoned carts", {"cart/expiry.py": 30})
    late = commit("b", "Expire abandoned carts", {"cart/expiry.py": 30}, day=200)
    elsewhere = commit("c", "Expire abandoned carts", {"cart/expiry.py": 30}, day=1, origin="bank")
    assert not list(signs([look((one,)) for one in (cart, elsewhere, late)]))


def test_a_mention_brings_two_together() -> None:
    work = commit("a", "Add the cart (#31)", {"cart.py": 3})
    follow = commit("b", "Tidy what came with #31", {"other/b.py": 3}, day=1)
    rest = [commit(f"r{n}", f"Thing{n} other{n}", day=50) for n in range(5)]
    found = dict(signs([look((one,)) for one in (work, follow, *rest)]))
    assert found[0, 1][3] == 1.0
    assert found[0, 1][2] == 0.0


def test_two_that_mention_a_third_are_not_brought_together_by_it() -> None:
    both = [
        commit(f"n{n}", f"Tidy {word} what came with #31", {f"{word}.py": 3}) for n, word in enumerate(("up", "out"))
    ]
    rest = [commit(f"r{n}", f"Thing{n} other{n}", day=50) for n in range(5)]
    plain = [replace(one, title=one.title.replace("#31", "")) for one in both]
    found = [{pair for pair, _ in signs([look((one,)) for one in (*some, *rest)])} for some in (both, plain)]
    assert found[0] == found[1]
    bare = [replace(one, title=f"Word{n}", body="See #31") for n, one in enumerate(both)]
    assert not list(signs([look((one,)) for one in (*bare, *rest)]))


def test_the_surer_pair_wins_where_one_has_several_look_alikes() -> None:
    alone = [commit("a", "Expire carts", {"c.py": 3}), commit("b", "Expire carts", {"c.py": 3}, day=1)]
    crowd = [*alone, *(commit(f"m{n}", "Expire carts", {"c.py": 3}, day=2 + n) for n in range(4))]
    rest = [commit(f"r{n}", f"Thing{n} other{n}", day=50) for n in range(20)]
    few, many = (likely_pairs([look((one,)) for one in (*some, *rest)])[0, 1] for some in (alone, crowd))
    assert 0 < many < few <= 1


def test_a_file_that_every_change_touches_tells_nothing() -> None:
    assert look((commit("a", "Log", {"CHANGES.rst": 1, "docs/changelog.d/3.md": 1, "news/exchange.py": 1}),)).files == (
        "docs/changelog.d/3.md",
        "news/exchange.py",
    )


def test_a_change_without_files_or_words_can_be_compared() -> None:
    bare = [commit("a", "", source="forge"), commit("b", "", source="forge", day=1)]
    assert _names(group(bare)) == [["a"], ["b"]]


_TITLES = ("Expire carts (#3)", "Expire carts", "Log refunds", "PAY-7 Log", "Fixes #3", "Print invoices", "")
_COMMITS = st.lists(
    st.tuples(st.sampled_from(_TITLES), st.integers(0, 60), st.sampled_from(["cart/a.py", "cart/b.py", "log/c.py"])),
    max_size=12,
)


@given(_COMMITS)
def test_every_piece_of_evidence_is_in_one_piece_and_pieces_are_in_order(made: list[tuple[str, int, str]]) -> None:
    evidence = _far(*(commit(f"n{n}", title, {path: 3}, day=day) for n, (title, day, path) in enumerate(made)))
    pieces = group(evidence)
    assert sorted(one.id for piece in pieces for one in piece) == sorted(one.id for one in evidence)
    place = {one.id: n for n, one in enumerate(evidence)}
    assert all([place[one.id] for one in piece] == sorted(place[one.id] for one in piece) for piece in pieces)
    assert [place[piece[0].id] for piece in pieces] == sorted(place[piece[0].id] for piece in pieces)

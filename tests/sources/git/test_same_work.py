import pytest
from ledgerless import kept
from shell import ED, GRACE, Repository, code

from treefall.sources.git import prints


def test_a_copy_with_other_words_is_the_same_patch(shop: Repository) -> None:
    base = shop.commit("Base", {"a": code("a", 9)})
    first = shop.commit("Reject negative orders", {"order": code("check", 5)})
    shop.git("checkout", "-q", "-b", "stable/1", base)
    shop.commit("Unrelated", {"u": "1\n"})
    shop.day += 1
    shop.git("cherry-pick", first)
    shop.git("commit", "-q", "--amend", "--reset-author", "-m", "Backport the order check")
    assert kept(shop.path).ties == {("same patch", frozenset({first, shop.git("rev-parse", "HEAD")}))}


def test_a_copy_that_kept_author_date_and_subject_needs_no_tie(shop: Repository) -> None:
    base = shop.commit("Base", {"a": code("a", 9)})
    first = shop.commit("Reject negative orders", {"order": code("check", 5)})
    shop.git("checkout", "-q", "-b", "stable/1", base)
    shop.git("cherry-pick", first)
    assert kept(shop.path).ties == set()


def test_equal_counts_alone_are_no_tie(shop: Repository) -> None:
    shop.commit("One", {"a": "one\n"})
    shop.commit("Two", {"a": "two\n"})
    shop.commit("Three", {"a": "three\n"})
    assert kept(shop.path).ties == set()


def squashed(shop: Repository) -> tuple[str, str]:
    shop.git("checkout", "-q", "-b", "feature")
    branch = (shop.commit("Part one", {"pay": code("a", 5)}), shop.commit("Part two", {"pay": code("b", 7)}))
    shop.git("checkout", "-q", "main")
    return branch


def test_a_squashed_branch_is_tied_to_what_it_became(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"}, GRACE)
    branch = squashed(shop)
    shop.commit("Meanwhile", {"m": "1\n"}, GRACE)
    shop.git("merge", "-q", "--squash", "feature")
    squash = shop.commit("Add payments (#12)", {})
    assert kept(shop.path).ties == {("squashed", frozenset({squash, *branch}))}


def test_a_squash_is_known_in_steps_and_after_the_branch_is_gone(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"}, GRACE)
    branch = squashed(shop)
    ledger = kept(shop.path)
    shop.git("merge", "-q", "--squash", "feature")
    squash = shop.commit("Add payments (#12)", {})
    shop.git("branch", "-D", "feature")
    ledger.collect()
    assert ledger.ties == {("squashed", frozenset({squash, *branch}))}


def test_a_copy_is_known_in_steps(shop: Repository) -> None:
    base = shop.commit("Base", {"a": code("a", 9)})
    first = shop.commit("Reject negative orders", {"order": code("check", 5)})
    ledger = kept(shop.path)
    shop.git("checkout", "-q", "-b", "stable/1", base)
    shop.git("cherry-pick", first)
    shop.day += 1
    shop.git("commit", "-q", "--amend", "--reset-author", "-m", "Backport the order check", by=ED)
    ledger.collect()
    assert ledger.ties == kept(shop.path).ties != set()


def test_what_is_alike_a_year_apart_was_done_again(shop: Repository) -> None:
    base = shop.commit("Base", {"a": code("a", 9)})
    first = shop.commit("Reject negative orders", {"order": code("check", 5)})
    shop.git("checkout", "-q", "-b", "stable/1", base)
    shop.day += 365
    shop.git("cherry-pick", first)
    shop.git("commit", "-q", "--amend", "--reset-author", "-m", "Backport the order check")
    assert kept(shop.path).ties == set()


def test_only_the_newest_commits_are_remembered(shop: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints, "_MOST", 3)
    old = [shop.commit(f"Order check {number}", {f"order{number}": code("check", 5)}) for number in range(4)]
    ledger = kept(shop.path)
    base = shop.commit("Base", {"a": "1\n"})
    for first in (old[0], old[3]):
        shop.git("checkout", "-q", "-B", "stable/1", f"{first}~1" if first != old[0] else base)
        if first == old[0]:
            shop.git("rm", "-q", "order0")
            shop.commit("Begin anew", {}, GRACE)
        shop.day += 1
        shop.git("cherry-pick", first)
        shop.git("commit", "-q", "--amend", "--reset-author", "-m", "Backport the order check")
        shop.shas.append(shop.git("rev-parse", "HEAD"))
        ledger.collect()
    assert ledger.ties == {("same patch", frozenset({old[3], shop.shas[-1]}))}

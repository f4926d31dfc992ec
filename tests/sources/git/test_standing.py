import pytest
from ledgerless import kept
from shell import Repository

from treefall.model import Stand


def test_what_a_main_or_release_branch_reaches_has_landed(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "release-1.x")
    fix = shop.commit("Fix", {"b": "1\n"})
    shop.git("checkout", "-q", "-b", "feature")
    shop.commit("Feature", {"c": "1\n"})
    assert set(kept(shop.path).standing(Stand.LANDED)) == {base, fix}


def test_where_no_branch_is_known_as_main_head_is(shop: Repository) -> None:
    shop.git("branch", "-m", "house")
    sha = shop.commit("Base", {"a": "1\n"})
    assert set(kept(shop.path).standing(Stand.LANDED)) == {sha}


def test_a_branch_that_is_merged_later_lands_later(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "feature")
    feature = shop.commit("Feature", {"c": "1\n"})
    ledger = kept(shop.path)
    assert feature not in ledger.standing(Stand.LANDED)
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "--ff-only", "feature")
    assert ledger.collect() == 1
    assert feature in ledger.standing(Stand.LANDED)


def test_a_release_is_the_first_final_version_by_history(shop: Repository) -> None:
    first = shop.commit("One", {"a": "1\n"})
    shop.git("tag", "v1.0")
    second = shop.commit("Two", {"b": "1\n"})
    shop.git("tag", "v2.0rc1")
    third = shop.commit("Three", {"c": "1\n"})
    shop.git("tag", "-a", "-m", "two", "v2.0")
    shop.git("tag", "zzz", first)
    assert kept(shop.path).standing(Stand.RELEASED) == {first: "v1.0", second: "v2.0", third: "v2.0"}


def test_a_release_that_is_tagged_late_takes_what_it_contains(shop: Repository) -> None:
    first = shop.commit("One", {"a": "1\n"})
    second = shop.commit("Two", {"b": "1\n"})
    shop.git("tag", "v2.0")
    ledger = kept(shop.path)
    shop.git("tag", "v1.0", first)
    ledger.collect()
    assert ledger.standing(Stand.RELEASED) == {first: "v1.0", second: "v2.0"}
    shop.git("tag", "-d", "v1.0")
    ledger.collect()
    assert ledger.standing(Stand.RELEASED) == {first: "v2.0", second: "v2.0"}
    shop.git("tag", "-d", "v2.0")
    ledger.collect()
    assert ledger.standing(Stand.RELEASED) == {}


def test_rewritten_history_is_marked_as_gone_and_never_deleted(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    lost = shop.commit("Lost", {"b": "1\n"})
    ledger = kept(shop.path)
    shop.git("reset", "-q", "--hard", base)
    new = shop.commit("New", {"c": "1\n"})
    ledger.collect()
    assert set(ledger.evidence) == {base, lost, new}
    assert set(ledger.standing(Stand.GONE)) == {lost}
    assert set(ledger.standing(Stand.LANDED)) == {base, new}
    shop.commit("Later", {"d": "1\n"})
    ledger.collect()
    assert set(ledger.standing(Stand.GONE)) == {lost}
    shop.git("branch", "found", lost)
    ledger.collect()
    assert ledger.standing(Stand.GONE) == {}
    assert lost not in ledger.standing(Stand.LANDED)


def test_a_side_branch_that_was_merged_after_a_release_is_in_the_next(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "side")
    side = shop.commit("Side", {"b": "1\n"})
    shop.git("checkout", "-q", "main")
    early = shop.commit("Early", {"c": "1\n"})
    shop.git("tag", "1.0")
    shop.git("merge", "-q", "--no-ff", "-m", "Merge", "side")
    shop.commit("Late", {"d": "1\n"})
    shop.git("tag", "1.1")
    released = kept(shop.path).standing(Stand.RELEASED)
    assert (released[early], released[side]) == ("1.0", "1.1")


def test_a_branch_that_only_sounds_like_a_release_has_not_landed(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    for name in ("release-notes", "maintain-docs", "stable-sort", "version-check"):
        shop.git("checkout", "-q", "-b", name, base)
        shop.commit(name, {name: "1\n"})
    assert set(kept(shop.path).standing(Stand.LANDED)) == {base}


@pytest.mark.parametrize(
    ("message", "pull"),
    [
        ("Merge pull request #12 from ed/side\n\nAdd the cache", "#12"),
        ("Merge pull request #12 in SHOP/pay from side to main", "#12"),
        ("Merge pull request 'Add the cache' (#12) from ed/side into main", "#12"),
        ("Merge branch 'side' into 'main'\n\nAdd the cache\n\nSee merge request shop/pay!12", "!12"),
        ("Merged in ed/side (pull request #12)", "#12"),
        ("Merged PR 12: Add the cache", "#12"),
        ("Auto merge of #12 - ed:side, r=grace", "#12"),
        ("Merge #12 #13", "#12"),
        ("Merge branch 'side' (#12)", ""),
        ("Merge the cache of pull request #12", ""),
    ],
)
def test_what_a_pull_request_brought_has_landed_by_it(shop: Repository, message: str, pull: str) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "side")
    side = shop.commit("Side", {"b": "1\n"})
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "-m", message, "side")
    merge = shop.git("rev-parse", "HEAD")
    assert kept(shop.path).standing(Stand.LANDED) == {base: "", side: pull, merge: ""}


def merge_request(shop: Repository, branch: str, number: int) -> None:
    shop.git("merge", "-q", "--no-ff", "-m", f"Merge pull request #{number} from ed/{branch}", branch)


def test_of_nested_pull_requests_the_inner_one_brought_it(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "next")
    outer = shop.commit("Next", {"n": "1\n"})
    shop.git("checkout", "-q", "-b", "topic")
    inner = shop.commit("Topic", {"t": "1\n"})
    shop.git("checkout", "-q", "next")
    merge_request(shop, "topic", 3)
    ledger = kept(shop.path)
    assert ledger.standing(Stand.LANDED) == {base: ""}
    shop.git("checkout", "-q", "main")
    merge_request(shop, "next", 5)
    ledger.collect()
    landed = ledger.standing(Stand.LANDED)
    assert (landed[outer], landed[inner]) == ("#5", "#3")
    assert landed == kept(shop.path).standing(Stand.LANDED)


def test_what_two_pull_requests_brought_is_of_the_earlier_one_unless_it_came_directly(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "one")
    twice = shop.commit("One", {"b": "1\n"})
    shop.git("checkout", "-q", "-b", "two")
    shop.commit("Two", {"c": "1\n"})
    shop.git("checkout", "-q", "main")
    merge_request(shop, "one", 7)
    merge_request(shop, "two", 12)
    assert kept(shop.path).standing(Stand.LANDED)[twice] == "#7"
    shop.git("branch", "release-1", twice)
    assert kept(shop.path).standing(Stand.LANDED)[twice] == ""

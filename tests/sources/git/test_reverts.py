"""Whoever took my work back, it is known; what has nothing to do with me is not."""

from datetime import UTC, datetime

import pytest
from ledgerless import ME, Kept, kept
from shell import ED, FRED, GRACE, Repository, code

from treefall.model import ALWAYS, Identity, Record, Stand, State
from treefall.value.judge import judge


def states(ledger: Kept) -> dict[str, State]:
    """How the work that each of my commits belongs to stands, by sha."""
    me = Identity(id="me", at=ALWAYS, address=ME, mine=True)
    record = Record((me, *ledger.entries.values()), datetime(2030, 1, 1, tzinfo=UTC))
    return {seen.native: work.state for work in judge(record).works for seen in work.evidence}


def revert(shop: Repository, what: str, by: tuple[str, str], *options: str) -> str:
    shop.day += 1
    shop.git("revert", "--no-edit", *options, what, by=by)
    return shop.git("rev-parse", "HEAD")


def merged(shop: Repository, by: tuple[str, str] = GRACE) -> str:
    """Merge the branch "topic", as a forge's button does, and return the merge."""
    shop.day += 1
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from ed/topic\n\nAdd the cache", "topic", by=by)
    return shop.git("rev-parse", "HEAD")


@pytest.fixture
def work(shop: Repository) -> str:
    """Something of mine on main, after something of somebody else's."""
    shop.commit("Base", {"a": "1\n"}, GRACE)
    return shop.commit("Add the cache (#7)", {"cache.py": code("cache", 30)})


def test_what_somebody_else_took_back_is_reverted(shop: Repository, work: str) -> None:
    back = revert(shop, work, FRED)
    ledger = kept(shop.path)
    assert set(ledger.evidence) == {work, back}
    assert ledger.evidence[back].files is None
    assert set(ledger.standing(Stand.LANDED)) == {work, back}
    assert states(ledger) == {work: State.REVERTED}


def test_what_somebody_else_brought_back_is_done(shop: Repository, work: str) -> None:
    shas = {work, revert(shop, work, FRED), revert(shop, "HEAD", GRACE)}
    ledger = kept(shop.path)
    assert set(ledger.evidence) == shas
    assert states(ledger) == {work: State.DONE}
    assert states(kept(shop.path)) == states(ledger)
    revert(shop, "HEAD", FRED)
    ledger.collect()
    assert states(ledger) == {work: State.REVERTED}


def test_it_is_known_when_it_comes_later(shop: Repository, work: str) -> None:
    ledger = kept(shop.path)
    for by, state in ((FRED, State.REVERTED), (GRACE, State.DONE), (ED, State.REVERTED), (FRED, State.DONE)):
        revert(shop, "HEAD", by)
        ledger.collect()
        assert states(ledger) == {work: state}
        assert ledger.true == kept(shop.path).true
        assert ledger.collect() == 0


def test_reverts_that_have_nothing_to_do_with_me_are_not_told(shop: Repository, work: str) -> None:
    theirs = shop.commit("Add the index", {"index.py": code("index", 30)}, FRED)
    revert(shop, theirs, GRACE)
    revert(shop, "HEAD", FRED)
    shop.commit('Revert "Add something"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.', {}, FRED)
    shop.commit('Revert "Nobody knows"', {}, FRED)
    ledger = kept(shop.path)
    assert set(ledger.evidence) == {work}
    shop.commit('Revert "Add the index"', {}, FRED)
    ledger.collect()
    assert set(ledger.evidence) == {work}


def test_what_i_only_reviewed_is_not_taken_back_from_me(shop: Repository, work: str) -> None:
    reviewed = shop.commit(f"Add the index\n\nReviewed-by: Ed Stone <{ME}>", {"i": "1\n"}, FRED)
    revert(shop, reviewed, GRACE)
    assert set(kept(shop.path).evidence) == {work, reviewed}


def test_a_revert_on_a_branch_takes_nothing_back_from_main_until_it_is_merged(shop: Repository, work: str) -> None:
    shop.git("checkout", "-q", "-b", "doubt")
    back = revert(shop, work, FRED)
    shop.git("checkout", "-q", "main")
    ledger = kept(shop.path)
    assert back in ledger.evidence
    assert states(ledger) == {work: State.DONE}
    shop.git("merge", "-q", "--ff-only", "doubt")
    ledger.collect()
    assert states(ledger) == {work: State.REVERTED}
    assert ledger.true == kept(shop.path).true
    shop.git("reset", "-q", "--hard", work)
    shop.git("branch", "-q", "-D", "doubt")
    ledger.collect()
    assert states(ledger) == {work: State.DONE}


def test_a_revert_on_the_same_branch_takes_back_what_is_only_there(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"}, GRACE)
    shop.git("checkout", "-q", "-b", "topic")
    mine = shop.commit("Add the cache", {"cache.py": code("cache", 30)})
    revert(shop, mine, FRED)
    assert states(kept(shop.path)) == {mine: State.REVERTED}


@pytest.fixture
def topic(shop: Repository) -> tuple[str, str]:
    """Two commits of mine on a branch, beside one of somebody else's."""
    shop.commit("Base", {"a": "1\n"}, GRACE)
    shop.git("checkout", "-q", "-b", "topic")
    first = shop.commit("Add the cache", {"cache.py": code("cache", 30)})
    shop.commit("Warm the index", {"index.py": code("index", 30)}, FRED)
    return first, shop.commit("Size the cache", {"cache.py": code("size", 30)})


@pytest.mark.parametrize("by", [FRED, ED])
def test_taking_a_merge_back_takes_back_what_came_with_it(
    shop: Repository, topic: tuple[str, str], by: tuple[str, str]
) -> None:
    shop.commit("Meanwhile", {"m": "1\n"}, GRACE)
    merge = merged(shop)
    ledger = kept(shop.path)
    assert set(states(ledger).values()) == {State.DONE}
    back = revert(shop, merge, by, "-m", "1")
    ledger.collect()
    assert states(ledger) == dict.fromkeys(topic, State.REVERTED)
    assert set(str(ledger.evidence[back].facts["reverts"]).split()) >= set(topic)
    assert ledger.true == kept(shop.path).true
    again = revert(shop, back, GRACE)
    ledger.collect()
    assert again in ledger.evidence
    assert states(ledger) == dict.fromkeys(topic, State.DONE)
    assert ledger.true == kept(shop.path).true


def test_the_side_that_stays_is_the_one_that_is_named(shop: Repository, topic: tuple[str, str]) -> None:
    mine = shop.commit("Log refunds", {"log.py": code("log", 30)})
    shop.git("checkout", "-q", "main")
    kept_side = shop.commit("Expire carts", {"cart.py": code("cart", 30)})
    merge = merged(shop)
    revert(shop, merge, FRED, "-m", "2")
    found = states(kept(shop.path))
    assert found.pop(kept_side) is State.REVERTED
    assert found == dict.fromkeys((*topic, mine), State.DONE)


def test_a_merge_without_anything_of_mine_is_nobodys_concern(shop: Repository, work: str) -> None:
    shop.git("checkout", "-q", "-b", "topic")
    shop.commit("Add the index", {"index.py": "1\n"}, FRED)
    merge = merged(shop)
    revert(shop, merge, FRED, "-m", "1")
    assert set(kept(shop.path).evidence) == {work}


@pytest.mark.parametrize(
    "message",
    [
        'Revert "Add the cache (#7)"',
        'Revert "Add the cache (#7)" (#9)\n\nReverts shop/pay#7',
        'Revert "Add the cache" (#9)',
        "Revert #7: it was slow",
        "Back out the cache\n\nThis reverts commit {short}.",
        "revert: Add the cache",
        "Reverts PR #7",
    ],
)
def test_a_revert_may_name_its_target_by_other_words(shop: Repository, work: str, message: str) -> None:
    ledger = kept(shop.path)
    shop.commit("Meanwhile", {"m": "1\n"}, GRACE)
    back = shop.commit(message.format(short=work[:9]), {"cache.py": "\n"}, FRED)
    ledger.collect()
    assert set(ledger.evidence) == {work, back}
    assert states(ledger) == {work: State.REVERTED}
    assert ledger.true == kept(shop.path).true


@pytest.mark.parametrize("words", ["", "\n\nReverts shop/pay#7", "\n\nThis reverts merge request shop/pay!7"])
def test_a_merge_may_be_named_by_its_subject_or_its_number(
    shop: Repository, topic: tuple[str, str], words: str
) -> None:
    merged(shop)
    ledger = kept(shop.path)
    shop.commit(f'Revert "Merge pull request #7 from ed/topic"{words}', {"cache.py": "\n"}, FRED)
    ledger.collect()
    assert states(ledger) == dict.fromkeys(topic, State.REVERTED)
    assert ledger.true == kept(shop.path).true


def test_a_subject_means_the_latest_change_before_whoever_made_it(shop: Repository) -> None:
    shop.commit("Tune the pool", {"pool.py": code("pool", 30)})
    shop.commit("Tune the pool", {"pool.py": code("again", 30)}, FRED)
    shop.commit('Revert "Tune the pool"', {}, GRACE)
    assert set(states(kept(shop.path)).values()) == {State.DONE}


def test_a_revert_that_was_read_before_is_followed_to_what_its_subject_names(shop: Repository, work: str) -> None:
    shop.commit('Revert "Add the cache"', {"cache.py": "\n"}, FRED)
    ledger = kept(shop.path)
    assert states(ledger) == {work: State.REVERTED}
    revert(shop, "HEAD", GRACE)
    ledger.collect()
    assert states(ledger) == {work: State.DONE}
    assert ledger.true == kept(shop.path).true


@pytest.mark.usefixtures("work")
def test_a_cut_off_reading_goes_on_among_the_reverts(shop: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treefall.sources.git.reading._LOT", 2)
    for _ in range(5):
        revert(shop, "HEAD", FRED)
    for stop in range(1, 5):
        ledger = Kept(shop.path)
        ledger.collect(stop_after=stop)
        ledger.collect()
        assert ledger.true == kept(shop.path).true
        assert ledger.collect() == 0


def test_a_circle_of_names_ends(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"}, GRACE)
    shop.commit('Revert "Revert "Turn"', {}, FRED)
    shop.commit('Revert "Turn"', {}, FRED)
    assert kept(shop.path).evidence == {}


def test_what_takes_back_work_that_is_nowhere_any_more_is_known_where_it_was_read(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"}, GRACE)
    lost = shop.commit("Add the cache", {"cache.py": code("cache", 30)})
    ledger = kept(shop.path)
    shop.git("reset", "-q", "--hard", base)
    shop.git("reflog", "expire", "--expire=now", "--all")
    shop.git("gc", "-q", "--prune=now")
    other = shop.commit(f"Drop what is not ours\n\nThis reverts commit {'5' * 40}.", {"b": "1\n"}, FRED)
    back = shop.commit(f"Drop the cache\n\nThis reverts commit {lost}.", {"c": "1\n"}, FRED)
    ledger.collect()
    assert back in ledger.evidence
    assert other not in ledger.evidence
    assert set(kept(shop.path).evidence) == set()

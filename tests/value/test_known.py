"""What the source knows of work shows in the judgement; and recency is no merit."""

from collections import Counter
from datetime import timedelta

from commits import START, commit, record, summary

from treefall.model import ALWAYS, Entry, Evidence, Judgement, Record, Stand, Standing, State, entry_id
from treefall.value.judge import judge

DEEDS = ("Add {} endpoint", "Fix crash when {} is empty", "Rename {} helper", "Speed up {}")
THINGS = tuple(
    "refund coupon basket ledger picture address invoice parcel voucher review wishlist banner".split()  # noqa: SIM905 - shorter
)


def _vanished(one: Evidence) -> Standing:
    return Standing(id=entry_id("vanished", one.id), at=ALWAYS, evidence=one.id, stand=Stand.VANISHED)


def _judged(*entries: Entry) -> Judgement:
    return judge(record(*entries))


def test_work_that_is_no_longer_there_says_so_and_stands_behind_its_like() -> None:
    gone = commit("a", "Add the cache", {"lib/cache.py": 90, "tests/test_cache.py": 30})
    other = commit("b", "Rename a helper", {"work/helper.py": 3}, day=40)
    before, after = (
        {work.title: work for work in _judged(gone, other, *also).works} for also in ((), (_vanished(gone),))
    )
    assert after["Add the cache"].reasons == ("no longer there", *before["Add the cache"].reasons)
    assert after["Add the cache"].weight < before["Add the cache"].weight
    assert after["Add the cache"].state is State.DONE
    assert after["Rename a helper"] == before["Rename a helper"]


def test_work_of_which_something_is_left_is_there() -> None:
    gone, there = commit("a", "Add the cache (#3)"), commit("b", "Let the cache expire (#3)", day=1)
    (work,) = _judged(gone, there, _vanished(gone)).works
    assert "no longer there" not in work.reasons


def test_work_that_wrote_its_release_note_goes_up_and_says_so() -> None:
    files = {"src/refund.py": 40, "CHANGES": 2}
    noted = commit("a", "Add refunds", files, facts={"release_notes": 2}, body="Mentioned in the changelog.")
    plain = commit("b", "Add coupons", {"src/coupon.py": 40, "CHANGES": 2}, day=30, body="Mentioned in the changelog.")
    first, second = _judged(noted, plain).works
    assert (first.title, first.reasons[0]) == ("Add refunds", "wrote its release note")
    assert "mentions the release notes" not in first.reasons
    assert "wrote its release note" not in second.reasons


def test_the_release_notes_of_a_whole_release_are_no_works_own() -> None:
    release = commit("a", "Prepare 2.0", {"CHANGES": 300, "src/version.py": 90}, facts={"release_notes": 300})
    alone = commit("b", "Tell of the refunds and the coupons", {"CHANGES": 8}, facts={"release_notes": 8}, day=9)
    for work in _judged(release, alone).works:
        assert "wrote its release note" not in work.reasons


def test_the_first_work_in_a_folder_is_the_repositorys_first_not_the_persons() -> None:
    base = commit("a", "Add the shop", {"src/shop/a.py": 40})
    mine = commit("b", "Rework the cart", {"src/cart/a.py": 40}, day=20)
    opened = commit("c", "Let people pay", {"src/pay/a.py": 40}, facts={"opened": "examples/pay\nsrc/pay"}, day=40)
    reasons = {work.title: work.reasons for work in _judged(base, mine, opened).works}
    assert "first work in src/pay/" in reasons["Let people pay"]
    assert not any("first work" in reason for reason in reasons["Rework the cart"])


def _year(turn: int) -> Record:
    """Return a year of the same work every month, in an order that `turn` turns."""
    entries: list[Entry] = []
    for month in range(12):
        for nth in range(len(DEEDS)):
            deed = DEEDS[(nth + turn) % len(DEEDS)]
            title = deed.format(THINGS[(month + 5 * nth) % len(THINGS)] + str(nth))
            entries.append(
                commit(f"{month}x{nth}", title, {f"part{month}x{nth}/it.py": 60}, day=month * 30.4 + 2 * nth)
            )
    return record(*entries)


def test_the_strongest_of_a_year_come_from_all_its_months() -> None:
    for turn in range(len(DEEDS)):
        months = Counter(work.start.month for work in judge(_year(turn)).works[:12])
        assert len(months) >= 10
        assert max(months.values()) <= 2


def test_what_was_done_weighs_the_same_whenever_it_was_done() -> None:
    early = _year(0)
    moved = [_later(one, timedelta(days=3 * 365 + 1)) for one in early.entries if isinstance(one, Evidence)]
    late = record(*moved)
    weights = [{work.title: round(work.weight, 9) for work in judge(one).works} for one in (early, late)]
    assert weights[0] == weights[1]


def _later(one: Evidence, by: timedelta) -> Evidence:
    files = {change.path: change.added or 0 for change in one.files.changes} if one.files else {}
    moved = commit(one.native, one.title, files, day=(one.at - START + by) / timedelta(days=1))
    assert moved.files == summary(files)
    return moved

"""The cache may be thrown away at any time, and is never believed when the ledger or the code changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from treefall.app import cache
from treefall.model import Judgement, Kind, LeftOut, Seen, State, Work

NOW = datetime(2026, 5, 12, 9, 30, 1, 5, tzinfo=UTC)
SEEN = Seen(id="e", source="git", origin="root", native="sha", title="Add keys", at=NOW, people=("Ed",))
LINE = (7, "a")
FOUND = Judgement(
    (
        Work(
            id="e",
            title="Keys",
            kind=Kind.CHANGE,
            state=State.DONE,
            start=NOW,
            end=NOW,
            reasons=("new",),
            credited=("Grace",),
            evidence=(SEEN,),
            weight=1.5,
        ),
    ),
    (LeftOut(SEEN, "bot"),),
)


class Judge:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Judgement:
        self.asked += 1
        return FOUND


def test_the_same_ledger_is_judged_once(tmp_path: Path) -> None:
    judge = Judge()
    assert [cache.remembered(tmp_path, LINE, judge) for _ in range(2)] == [FOUND, FOUND]
    assert judge.asked == 1


def test_a_ledger_that_moved_is_judged_again(tmp_path: Path) -> None:
    judge = Judge()
    for position in (LINE, (8, "b"), LINE, (7, "of another ledger")):
        cache.remembered(tmp_path, position, judge)
    assert judge.asked == 4


def test_other_code_judges_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge()
    cache.remembered(tmp_path, LINE, judge)
    monkeypatch.setattr(cache, "_code", lambda: "other")
    cache.remembered(tmp_path, LINE, judge)
    assert judge.asked == 2


def test_a_damaged_cache_is_rebuilt_to_the_same_bytes(tmp_path: Path) -> None:
    judge = Judge()
    cache.remembered(tmp_path, LINE, judge)
    path = tmp_path / "cache" / "judgement"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert cache.remembered(tmp_path, LINE, judge) == FOUND
    assert path.read_bytes() == whole


def test_a_home_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    judge = Judge()
    missing = tmp_path / "gone"
    assert [cache.remembered(missing, LINE, judge) for _ in range(2)] == [FOUND, FOUND]
    assert judge.asked == 2
    assert not missing.exists()


def test_all_that_is_kept_can_be_thrown_away(tmp_path: Path) -> None:
    cache.keep(tmp_path, "listing.json", b"[]")
    cache.throw_away(tmp_path)
    cache.throw_away(tmp_path / "gone")
    assert cache.kept(tmp_path, "listing.json") == b""
    assert list((tmp_path / "cache").iterdir()) == []

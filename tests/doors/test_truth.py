"""Cases in which it is easy to credit, count or call done what one should not: one repository, really read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shell import ED, FRED, GRACE, Person, Repository, code

NAMESAKE = ("Ed Stone", "ed.stone@elsewhere.example")
ROBOT = ("Ed Stone", "ed-stone[bot]@users.noreply.github.com")


@pytest.fixture
def listed(new_repository: Callable[[str], Repository], tmp_path: Path) -> tuple[dict[str, str], Any]:
    """Return the shas of the cases by their names, and the listing of all of them."""
    shop = new_repository("shop")
    shas, person = _made(shop), Person(tmp_path / "home", tmp_path)
    assert person.run("collect", "--repo", str(shop.path), "--me", ED[1]).status == 0
    return shas, person.run("list", "--json", "--since", "2026-01-01").json


def _made(shop: Repository) -> dict[str, str]:
    shas = {"start": shop.commit("Start the shop", {"README.md": "shop\n"}, GRACE)}
    shas["undone"] = shop.commit("Add a basket cache", {"cache.py": code("cache", 60)})
    shop.git("revert", "--no-commit", shas["undone"])
    message = (
        f'Revert "Add a basket cache"\n\nThis reverts commit {shas["undone"]}.\n\nCo-authored-by: Ed Stone <{ED[1]}>'
    )
    shas["reverting"] = shop.commit(message, {}, FRED)
    shas["landed"] = shop.commit("Limit requests (#7)", {"limit.py": code("limit", 50)})
    for again in ('Revert "Limit requests (#7)" (#8)', 'Reland "Limit requests (#7)" (#9)'):
        shas[again] = shop.commit(again, {"limit.py": "# again\n"})
    shas["out"] = shop.commit('Revert "Reland "Limit requests (#7)"" (#10)', {"limit.py": "# out\n"}, FRED)
    shas["back"] = shop.commit('Reland "Reland "Limit requests (#7)"" (#11)', {"limit.py": code("limited", 50)})
    squash = f"Search by invoice (#12)\n\n* Index\n\n* Tune\n\nCo-authored-by: Ed Stone <{ED[1]}>"
    shas["squashed"] = shop.commit(squash, {"search.py": code("search", 40)}, FRED)
    shas["namesake"] = shop.commit("Rewrite the ledger (#13)", {"ledger.py": code("ledger", 90)}, NAMESAKE)
    shas["robot"] = shop.commit("Bump everything (#14)", {"setup.py": "x = 1\n"}, ROBOT)
    shop.git("branch", "release-1")
    shas["picked"] = shop.commit("Reject negative orders (#15)", {"order.py": code("order", 20)})
    shop.git("checkout", "-q", "release-1")
    shop.day += 1
    shop.git("cherry-pick", "-x", shas["picked"], by=FRED)
    shas["copy"] = shop.git("rev-parse", "HEAD")
    shop.git("checkout", "-q", "main")
    shas["chinese"] = shop.commit("修复购物车重复扣款的问题", {"pay/charge.py": code("charge", 30)})
    shas["german"] = shop.commit("Füge Prüfung für Größenangaben hinzu", {"size/check.py": code("size", 30)})
    shas["russian"] = shop.commit("Добавить экспорт заказов в бухгалтерию", {"export/order.py": code("export", 30)})
    shas["japanese"] = shop.commit("請求書の検索を追加する", {"find/invoice.py": code("find", 30)})
    return shas


def _work(listed: tuple[dict[str, str], Any], name: str) -> Any:  # noqa: ANN401 - JSON
    shas, listing = listed
    found = [w for w in listing["accomplishments"] if any(e["native"] == shas[name] for e in w["evidence"])]
    assert len(found) <= 1
    return found[0] if found else None


def test_everybody_gets_their_own_work_and_nothing_else(listed: tuple[dict[str, str], Any]) -> None:
    undone = _work(listed, "undone")
    assert undone["state"] == "reverted"
    assert _work(listed, "reverting") is None
    assert _work(listed, "landed")["state"] == "done"
    assert _work(listed, "landed") == _work(listed, "back")
    assert _work(listed, "out") is None
    assert _work(listed, "squashed")["credited"] == ["Fred Edwards"]
    assert _work(listed, "namesake") is None
    assert _work(listed, "robot") is None
    picked = _work(listed, "picked")
    assert picked == _work(listed, "copy")
    assert picked["state"] == "done"
    assert listed[1]["accomplishments"][-1] == undone


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("chinese", "修复购物车重复扣款的问题"),
        ("german", "Füge Prüfung für Größenangaben hinzu"),
        ("russian", "Добавить экспорт заказов в бухгалтерию"),
        ("japanese", "請求書の検索を追加する"),
    ],
)
def test_any_language_is_read_and_kept_apart(listed: tuple[dict[str, str], Any], name: str, title: str) -> None:
    work = _work(listed, name)
    assert (work["title"], work["state"], len(work["evidence"])) == (title, "done", 1)
    assert work["reasons"]

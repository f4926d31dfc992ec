"""What the doors' tests share: the shop's repository, and Ed at a shell in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from inside import Inside
from shell import FRED, GRACE, Person, Repository, code


@pytest.fixture
def shop_repository(new_repository: Callable[[str], Repository]) -> Repository:
    shop = new_repository("shop")
    shop.commit("Start the shop", {"README.md": "shop\n"}, GRACE)
    shop.commit(
        "Add idempotency keys to charge retries (#412)\n\nCustomers were charged twice.\n\nFixes: #390",
        {"pay/charge.py": code("charge", 80)},
    )
    shop.commit("Rewrite the search ranking (#431)", {"search/rank.py": code("rank", 200)}, FRED)
    shop.commit(
        "Split the checkout into steps (#440)\n\nCo-authored-by: Ed Stone <ed@corp.example>",
        {"checkout/steps.py": code("step", 90)},
        GRACE,
    )
    shop.commit("wip", {"pay/charge.py": "# wip\n"})
    shop.commit("Time out stuck reservations after ten minutes (#420)", {"stock/reserve.py": code("reserve", 40)})
    return shop


@pytest.fixture
def ed(tmp_path: Path, shop_repository: Repository) -> Person:
    return Person(tmp_path / "home", shop_repository.path)


@pytest.fixture
def inside(
    tmp_path: Path, shop_repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    """Return Ed at a shell in the shop's repository, inside this process."""
    monkeypatch.chdir(shop_repository.path)
    monkeypatch.setenv("COLUMNS", "80")
    return Inside(tmp_path / "home", capsys)

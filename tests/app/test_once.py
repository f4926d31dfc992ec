"""What takes a while is made once, until anybody writes in the ledger."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from treefall.app import App, open_app


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with closing(open_app(tmp_path)) as opened:
        opened.note("Restore drill for billing backups #prevention")
        yield opened


def test_it_is_made_once_for_each_name(app: App) -> None:
    made = count()
    assert app.once("one", made.__next__) == app.once("one", made.__next__) == 0
    assert app.once("other", made.__next__) == 1


def test_it_is_made_anew_once_anybody_wrote(app: App) -> None:
    made = count()
    app.once("one", made.__next__)
    with closing(open_app(app.settings.home)) as other:
        other.audience.person("Maya Lind")
    assert app.once("one", made.__next__) == 1


def test_what_was_observed_outlives_what_is_said_and_no_new_evidence(app: App) -> None:
    made = count()
    app.once("seen", made.__next__, observed=True)
    app.audience.person("Maya Lind")
    assert app.once("seen", made.__next__, observed=True) == 0
    app.note("Another thing")
    assert app.once("seen", made.__next__, observed=True) == 1


def test_only_so_much_is_kept_at_hand(app: App) -> None:
    made = count()
    for n in range(30):
        app.once(f"thing {n}", made.__next__)
    assert app.once("thing 29", made.__next__) == 29
    assert app.once("thing 0", made.__next__) == 30

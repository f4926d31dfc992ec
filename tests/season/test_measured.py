"""The one figure of the season that was measured: kept as it was, and the same when it is reckoned again."""

from contextlib import closing
from pathlib import Path

import pytest

from treefall.app import open_app
from treefall.app.demo import fill
from treefall.model import Measurement


def test_the_figure_of_the_season_is_what_its_numbers_come_to(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    with closing(open_app(tmp_path)) as app:
        fill(app)
        (claim,) = app.impacts.claims()
        shown = app.impacts.show(claim.id)
        assert isinstance(claim, Measurement)
        assert shown.same
        assert app.impacts.reworded(claim, shown.finding) == claim.words
        assert app.work(claim.work).title.startswith("Checkout answers in half the time")

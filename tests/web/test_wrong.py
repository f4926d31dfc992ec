"""What goes wrong is said, and what somebody wrote is shown: nothing of it is lost, whosever fault it was."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pages import PLACE, PORT, said
from starlette.testclient import TestClient

from treefall.app import App, open_app
from treefall.web import START, Keys, application


def test_a_defect_of_our_own_loses_no_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    defects = ["the clock is broken"]

    def opened() -> App:
        app = open_app(tmp_path)

        def now() -> datetime:
            if defects:
                raise ZeroDivisionError(defects.pop())
            return app.world.now()

        return replace(app, world=replace(app.world, now=now))

    keys = Keys(PORT)
    with TestClient(application(opened, keys), base_url=PLACE) as browser:
        browser.get(START, params={"token": keys.token}, follow_redirects=False)
        answer = browser.post("/note", data={"words": "An hour of writing"}, headers={"origin": PLACE})
        assert answer.status_code == 500
        assert answer.headers["content-security-policy"]
        assert "Treefall itself failed at that" in said(answer.text)
        assert "An hour of writing" in answer.text
        assert "the clock is broken" in answer.text
        assert "ZeroDivisionError: the clock is broken" in capsys.readouterr().err
        again = browser.post("/note", data={"words": "An hour of writing"}, headers={"origin": PLACE})
        assert "Noted." in said(again.text)

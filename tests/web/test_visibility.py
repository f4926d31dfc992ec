"""Visibility in a browser: the guess comes before the answer; then who has heard what, as a table and as a picture."""

from pages import said
from starlette.testclient import TestClient

from treefall.app import App


def test_nothing_is_shown_of_who_was_not_guessed_of_yet(browser: TestClient, app: App) -> None:
    page = browser.get("/visibility").text
    assert "Before you look, guess" in said(page)
    assert "of 12" not in said(page)
    assert "Maya Lind has heard" not in said(browser.get("/").text)
    app.talks.guess("Maya Lind", 9)
    page = browser.get("/visibility").text
    assert "Maya Lind has heard 5 of 12" in said(page)
    assert "Nadia Okafor has heard" not in said(page)
    assert "Maya Lind has heard 5 of 12 and said 4 back." in said(browser.get("/").text)


def test_without_a_guess_all_is_shown_where_that_is_asked(visited: TestClient) -> None:
    page = visited.get("/visibility?show=yes").text
    assert "Before you look" not in said(page)
    assert page.count('scope="row"') == 12
    assert "<svg" in page
    for name in ("Maya Lind", "Nadia Okafor", "Grace Hale", "Lena Brandt"):
        assert f"{name} has heard" in said(page)


def test_the_day_of_the_next_meeting_stands_beside_who_is_met(visited: TestClient) -> None:
    assert "Prepare the 1:1 of 19 November" in said(visited.get("/").text)


def test_where_nobody_listens_it_says_what_to_do(fresh: TestClient) -> None:
    assert "Nobody is known to listen yet" in said(fresh.get("/visibility").text)

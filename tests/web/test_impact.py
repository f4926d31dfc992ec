"""What a piece of work changed, in a browser: looked at first, kept only then, from whichever place it is read."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from pages import hidden, said
from starlette.testclient import TestClient
from tables import SHIPPED, table

from treefall.app import App
from treefall.app.demo.year import work
from treefall.model import Measurement, Metric, Terms, Where


def _look(browser: TestClient, ref: str, name: str = "p95.csv", **form: str) -> str:
    files = {"table": (name, table().encode(), "text/csv")}
    answer = browser.post("/impact/look", data={"work": ref, "unit": "ms", "better": "lower", **form}, files=files)
    assert answer.status_code == 200, answer.text
    return answer.text


def _kept(app: App) -> tuple[Measurement, ...]:
    """Return the claims that rest on a file that a browser sent; the season has others."""
    return tuple(one for one in app.impacts.claims() if "/numbers/" in one.metric.address)


@pytest.fixture
def ref(app: App) -> str:
    return work(app, "Checkout answers").id


def test_looking_keeps_nothing_and_keeping_keeps_what_was_looked_at(browser: TestClient, app: App, ref: str) -> None:
    assert "What did" in said(browser.get(f"/impact?work={ref}").text)
    page = _look(browser, ref, subject="p95 of the checkout")
    assert "p95 of the checkout fell by" in said(page)
    assert "<svg" in page
    assert "The same in words" in page
    assert "grade B" in page
    assert not _kept(app)
    kept = browser.post("/impact/keep", data=hidden(page, "/impact/keep"))
    assert "The claim is kept" in said(kept.text)
    assert "the same." in said(kept.text)
    (claim,) = _kept(app)
    assert claim.on == SHIPPED
    assert claim.words in said(browser.get("/impact").text)
    assert browser.get(f"/impact/{claim.id}/numbers").text.startswith("date,p95\n")


def test_a_control_named_after_a_look_is_refused(browser: TestClient, app: App, ref: str) -> None:
    first = _look(browser, ref)
    assert "the control was chosen after looking" in said(_look(browser, ref, controls="other"))
    form = hidden(first, "/impact/keep") | {"controls": "other"}
    assert browser.post("/impact/keep", data=form).status_code == 400
    assert not _kept(app)


def test_controls_named_before_any_look_are_not(browser: TestClient, app: App, ref: str) -> None:
    page = _look(browser, ref, controls="other")
    browser.post("/impact/keep", data=hidden(page, "/impact/keep"))
    assert not _kept(app)[0].chosen_late


@pytest.mark.parametrize("name", ["../../../treefall.toml", "..\\..\\x.csv", "/etc/passwd", "....", "ü.csv", "a" * 300])
def test_a_file_lands_in_its_own_folder_whatever_it_is_called(
    browser: TestClient, home: Path, ref: str, name: str
) -> None:
    before = {path for path in home.rglob("*") if path.is_file()}
    _look(browser, ref, name=name)
    new = {path for path in home.rglob("*") if path.is_file()} - before - {home / "cache" / "looked.json"}
    assert [path.parent for path in new if "cache" not in path.parts] == [home / "numbers" / ref]


def test_the_same_file_again_takes_its_own_place(browser: TestClient, home: Path, ref: str) -> None:
    _look(browser, ref)
    _look(browser, ref)
    assert len(list((home / "numbers" / ref).iterdir())) == 1


def test_what_cannot_be_read_says_why_beside_what_was_written(browser: TestClient, ref: str) -> None:
    for form, why in (
        ({}, "What is to be read?"),
        ({"address": "/there/is/nothing.csv"}, "cannot be read"),
        ({"address": "/there/is/nothing.db", "query": "SELECT 1"}, "nothing.db"),
        ({"address": "http://127.0.0.1:1", "query": "up"}, "127.0.0.1"),
        ({"on": "yesterday"}, "is no day"),
        ({"file": "sent.csv", "excluded": "2026-04-06..2026-04-03"}, "is before"),
        ({"file": "sent.csv", "excluded": ".."}, "A day is missing"),
        ({"file": "sent.csv", "redefined": "then"}, "is no day"),
    ):
        answer = browser.post("/impact/look", data={"work": ref, "subject": "kept words", **form})
        assert answer.status_code == 400, form
        assert why in said(answer.text), form
        assert "kept words" in answer.text


def test_too_few_numbers_are_refused_with_what_would_help(browser: TestClient, app: App, ref: str) -> None:
    few = {"table": ("few.csv", b"date,p95\n2026-03-18,420\n2026-03-19,260\n", "text/csv")}
    answer = browser.post("/impact/look", data={"work": ref, "day_first": "yes", "kind": "count"}, files=few)
    assert "To get one: " in said(answer.text)
    form = {"work": ref, "file": "few.csv", "kind": "count"}
    assert browser.post("/impact/keep", data=form).status_code == 400
    assert not _kept(app)


def test_a_database_is_asked(browser: TestClient, tmp_path: Path, ref: str) -> None:
    with sqlite3.connect(tmp_path / "shop.db") as database:
        database.execute("CREATE TABLE desk (day TEXT, tickets REAL)")
        rows = [line.split(",") for line in table(other=False).splitlines()[1:]]
        database.executemany("INSERT INTO desk VALUES (?, ?)", rows)
    database.close()
    form = {
        "work": ref,
        "address": str(tmp_path / "shop.db"),
        "query": "SELECT day, tickets FROM desk",
        "excluded": "2026-02-01, 2026-02-03..2026-02-04",
        "redefined": "",
    }
    assert "Tickets fell by" in said(browser.post("/impact/look", data=form).text)


def test_a_watched_metric_is_filled_in_again_and_falls_due(browser: TestClient, app: App, ref: str) -> None:
    files = {"table": ("before.csv", table(days=60).encode(), "text/csv")}
    form = {"work": ref, "unit": "ms", "subject": "p95 of the checkout"}
    assert "The before is kept" in said(browser.post("/impact/watch", data=form, files=files).text)
    page = browser.get(f"/impact?work={ref}").text
    assert "before.csv, as it was sent before" in said(page)
    assert 'value="p95 of the checkout"' in page
    assert "has been out for" in said(browser.get("/impact").text)
    app.impacts.watch(
        app.work(ref),
        Metric(where=Where.FILE, address=str(app.settings.home / "numbers" / ref / "before.csv")),
        Terms(),
    )


def test_a_metric_that_lies_elsewhere_is_filled_in_by_its_address(
    browser: TestClient, app: App, tmp_path: Path, ref: str
) -> None:
    path = tmp_path / "elsewhere.csv"
    path.write_text(table())
    app.impacts.watch(app.work(ref), Metric(where=Where.FILE, address=str(path)), Terms())
    assert f'value="{path}"' in browser.get(f"/impact?work={ref}").text


def test_what_never_happened_is_a_range(browser: TestClient, app: App) -> None:
    drill = work(app, "Restore drill").id
    form = {
        "work": drill,
        "basis": "MATCHED",
        "times": "1 time (0-2, log)",
        "cost": "9 h (4-12, drill)",
        "start": "2026-05-13",
    }
    assert "an estimated" in said(browser.post("/impact/prevented", data=form).text).lower()
    assert browser.post("/impact/prevented", data={**form, "start": ""}).status_code == 400
    assert browser.post("/impact/prevented", data={**form, "basis": "hope"}).status_code == 400


def test_a_claim_is_carried_into_hours(browser: TestClient, app: App, ref: str) -> None:
    page = _look(browser, ref, kind="count", subject="pages")
    browser.post("/impact/keep", data=hidden(page, "/impact/keep"))
    (claim,) = _kept(app)
    answer = browser.post(f"/impact/{claim.id}/worth", data={"words": "2 h per page (1-3, survey)"})
    assert answer.status_code == 200, said(answer.text)
    assert browser.post(f"/impact/{claim.id}/worth", data={"words": "much"}).status_code == 400


def test_work_that_never_shipped_needs_its_day(browser: TestClient, app: App) -> None:
    under_way = next(one for one in app.judgement().works if app.impacts.shipped(one) is None)
    page = browser.get(f"/impact?work={under_way.id}").text
    assert "nothing on record says when it shipped" in said(page)
    files = {"table": ("p95.csv", table().encode(), "text/csv")}
    answer = browser.post("/impact/look", data={"work": under_way.id}, files=files)
    assert "Nothing says when that shipped." in said(answer.text)


def test_numbers_that_were_changed_since_are_said_to_differ(browser: TestClient, app: App, ref: str) -> None:
    page = _look(browser, ref)
    browser.post("/impact/keep", data=hidden(page, "/impact/keep"))
    (claim,) = _kept(app)
    other = Terms(unit="ms", subject="p95")
    app.ledger.append([_with(claim, other)])
    assert "it now says" in said(browser.get(f"/impact/{claim.id}").text)


def _with(claim: Measurement, terms: Terms) -> Measurement:
    from dataclasses import replace  # noqa: PLC0415

    return replace(claim, terms=terms, on=claim.on + timedelta(20))

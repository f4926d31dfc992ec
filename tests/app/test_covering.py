"""What is remembered of readings, and what the record could therefore see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from shell import Repository
from shop import Shop

from treefall.app import App, open_app
from treefall.app.spool import MOST, NAME, Waiting, taken, waiting
from treefall.app.visits import Visiting, visits
from treefall.model import Batch, Rejected, Step
from treefall.sources.git import Git
from treefall.value.coverage import Condition, Coverage
from treefall.value.visit import Visit

ME = ("ed@corp.example",)
NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
OTHERWISE = Step("treefall ask 1", "says it aloud")


@pytest.fixture
def shop(new_repository: Callable[[str], Repository]) -> Repository:
    made = new_repository("shop")
    made.commit("Charge once (#412)", {"pay.py": "once = True\n" * 9})
    return made


@pytest.fixture
def app(tmp_path: Path) -> App:
    return open_app(tmp_path / "home")


def later(app: App, days: int) -> App:
    now = app.world.now() + timedelta(days=days)
    return App(app.ledger, replace(app.world, now=lambda: now), app.settings)


def condition(coverage: Coverage) -> Condition:
    return coverage.places[0].condition


def collected(app: App, shop: Repository) -> App:
    app.collect(repositories=[shop.path], me=ME)
    return open_app(app.settings.home)


def test_a_place_is_fresh_once_it_was_read_and_stale_a_week_later(app: App, shop: Repository) -> None:
    app = collected(app, shop)
    (place,) = app.covering.coverage().places
    assert (place.condition, place.records) == (Condition.FRESH, 1)
    assert condition(later(app, 8).covering.coverage()) is Condition.STALE
    assert condition(later(app, 8).covering.coverage(timedelta(days=9))) is Condition.FRESH


def test_a_place_that_cannot_be_read_any_more_says_why_and_keeps_what_was_read(app: App, shop: Repository) -> None:
    app = collected(app, shop)
    read = app.covering.coverage().places[0].read
    (shop.path / ".git" / "HEAD").rename(shop.path / ".git" / "lost")
    with pytest.raises(Exception, match="shop"):
        app.collect()
    (place,) = app.covering.coverage().places
    assert (place.condition, place.read, place.records) == (Condition.FAILED, read, 1)
    assert "shop" in place.why[0]
    (shop.path / ".git" / "lost").rename(shop.path / ".git" / "HEAD")
    app.collect()
    assert condition(app.covering.coverage()) is Condition.FRESH


def test_a_piece_of_work_names_the_stale_place_that_it_rests_on(app: App, shop: Repository) -> None:
    assert app.covering.doubts(Shop().keys) == ()
    app = collected(app, shop)
    (work,) = app.judgement().works
    assert app.covering.doubts(work) == ()
    assert [place.where for place in later(app, 8).covering.doubts(work)] == [str(shop.path)]


def test_what_was_passed_over_is_said(app: App, shop: Repository) -> None:
    app.collect(repositories=[shop.path], me=ME, since=(NOW - timedelta(days=90)).date())
    app = open_app(app.settings.home)
    app.collect()
    (place,) = app.covering.coverage().places
    assert place.condition is Condition.PARTIAL
    assert place.since


def test_where_the_memory_is_lost_places_are_stale(app: App, shop: Repository) -> None:
    app = collected(app, shop)
    (app.settings.home / "cache" / "visits.json").write_text("nobody's")
    assert condition(app.covering.coverage()) is Condition.STALE


def test_a_configured_place_is_not_read_yet(app: App, shop: Repository) -> None:
    (app.settings.home / "treefall.toml").write_text(f'[git]\nrepositories = ["{shop.path}"]\n')
    app = open_app(app.settings.home)
    assert condition(app.covering.coverage()) is Condition.UNREAD
    assert app.covering.known()


def test_nobody_knows_what_a_home_without_places_could_see(app: App) -> None:
    assert app.covering.known() is None


def test_the_next_step_is_to_collect_until_all_is_fresh(app: App, shop: Repository) -> None:
    assert app.covering.status(lambda: OTHERWISE).next.command == "treefall collect --repo PATH"
    app = collected(app, shop)
    status = app.covering.status(lambda: OTHERWISE)
    assert status.is_fresh
    assert status.next == OTHERWISE


@pytest.mark.parametrize("hours", [1, 25])
def test_a_commit_may_wait_for_a_day(app: App, shop: Repository, hours: int) -> None:
    fresh = hours == 1
    app = collected(app, shop)
    at = app.world.now() - timedelta(hours=hours)
    (app.settings.home / NAME).write_text(f"{at.timestamp():.0f} {shop.path}\n")
    status = app.covering.status(lambda: OTHERWISE)
    assert status.is_fresh is fresh
    assert (status.next == OTHERWISE) is fresh
    assert status.waiting.commits == 1
    app.collect()
    assert app.covering.status(lambda: OTHERWISE).waiting == Waiting()


def test_what_was_rejected_before_stays_rejected_until_the_place_is_read_from_its_beginning() -> None:
    source = Git("/src/shop", ME)
    bad = Rejected("git", "abc", "broken")
    first = Visiting({}, {})
    first.take(source, Batch((), (bad,)))
    first.end(source, NOW)
    on = Visiting(first.result(), {source.place: "here"})
    on.take(source, Batch((), (bad, Rejected("git", "def", "broken"))))
    assert on.result()[source.place].refused == 2
    again = Visiting(on.result(), {})
    again.end(source, NOW)
    assert again.result()[source.place] == Visit(whole=NOW)


def test_places_that_are_known_but_not_remembered_have_a_visit(tmp_path: Path) -> None:
    assert visits(tmp_path, ["git:/src/shop"]) == {"git:/src/shop": Visit()}


def test_the_spool_names_the_folders_the_last_first(tmp_path: Path) -> None:
    lines = ["1780000060 /src/shop", "1780000000 /src/pay", "1780000120 /src/web", "1780000120 /src/shop"]
    (tmp_path / NAME).write_text("\n".join(lines) + "\n")
    first = datetime.fromtimestamp(1_780_000_000, UTC)
    assert taken(tmp_path) == Waiting(4, first, ("/src/shop", "/src/web", "/src/pay"))
    assert waiting(tmp_path) == taken(tmp_path) == Waiting()


@pytest.mark.parametrize("line", ["", "soon /src", "1780000000", "99999999999999999999 /src", "² /src", "\x00"])
def test_a_foreign_line_in_the_spool_is_passed_over(tmp_path: Path, line: str) -> None:
    (tmp_path / NAME).write_text(f"{line}\n1780000000 /src/shop\n")
    assert waiting(tmp_path).folders == ("/src/shop",)


def test_a_spool_that_is_no_file_or_too_long_never_hangs(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to("/dev/zero")
    assert waiting(tmp_path) == Waiting()
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).write_bytes(b"1780000000 /src/shop\n" * (MOST // 10))
    assert waiting(tmp_path).commits <= MOST // 20

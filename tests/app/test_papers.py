"""The desk of papers, on a real ledger: the packet with and without a level, and the formats it is handed in."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from treefall import App, open_app
from treefall.model import Chart, Inputs, Kind, Metric, OpenSlot, Terms, Where

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with closing(open_app(tmp_path / "home")) as opened:
        now = replace(opened, world=replace(opened.world, now=lambda: NOW))
        now.note("Restore drill for billing backups", kind=Kind.PREVENTION, on=date(2026, 5, 12))
        now.note("Thoughts on my pay", private=True)
        yield now


def _series(path: Path) -> Path:
    days = (date(2026, 1, 1) + timedelta(n) for n in range(170))
    lines = [f"{day},{(420 if day < date(2026, 5, 12) else 260) + day.toordinal() * 7919 % 23}" for day in days]
    path.write_text("date,p95\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_without_a_level_the_packet_asks_for_it(app: App) -> None:
    document = app.papers.packet()
    assert "The level" in [block.label for block in document.blocks if isinstance(block, OpenSlot)]
    assert document.period == "30 June 2025 to 30 June 2026"


def test_with_a_level_it_is_a_case(app: App) -> None:
    app.casing.at_level("IC4", target="IC5", since=date(2026, 2, 1))
    document = app.papers.packet()
    assert document.title == "The case for IC5"
    assert "I have been at IC4 since 1 February 2026" in next(document.sentences()).text
    assert app.papers.packet(app.period(date(2026, 5, 1))).period.startswith("1 May 2026 to ")


def test_what_was_measured_is_drawn_as_long_as_its_numbers_are_there(app: App, tmp_path: Path) -> None:
    (work,) = [one for one in app.judgement().works if one.kind is Kind.PREVENTION]
    metric = Metric(where=Where.FILE, address=str(_series(tmp_path / "p95.csv")), query="p95")
    claim = app.impacts.measure(work, metric, Terms(unit="ms"), date(2026, 5, 12))
    assert claim.measurement, claim.words
    assert [block for block in app.papers.packet().blocks if isinstance(block, Chart)]
    app.forget([entry.id for entry in app.ledger.entries(Inputs)])
    assert not [block for block in app.papers.packet().blocks if isinstance(block, Chart)]


def test_what_is_not_in_it_is_counted(app: App) -> None:
    for day in range(1, 9):
        app.note(f"Wrote page {day} of the handbook for whoever is on call", kind=Kind.DOCUMENT, on=date(2026, 3, day))
    document = app.papers.packet()
    left = app.papers.left_out(document)
    assert left["private"] == 1
    assert sum(left.values()) == len([one for one in app.judgement().works if one.id not in document.cites()])


@pytest.mark.parametrize(
    ("form", "beginning"), [("md", b"# "), ("html", b"<!DOCTYPE"), ("pdf", b"%PDF"), ("docx", b"PK")]
)
def test_it_is_handed_in_in_four_formats_without_what_is_open(app: App, form: str, beginning: bytes) -> None:
    written = app.papers.rendered(app.papers.packet(), form, "us-letter")
    assert written.startswith(beginning)
    assert b"treefall " not in written

"""From a file of numbers to a sentence: the commands of impact, as a person runs them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from shell import Person

SHIPPED = date(2026, 3, 19)


def _table(path: Path, after: float, days: int = 130, first: date = date(2026, 1, 1)) -> str:
    lines = ["Datum;p95;other"]
    for n in range(days):
        day = first + timedelta(n)
        level = (420 if day < SHIPPED else after) + (n * 7919 % 31) - 15
        lines.append(f"{day:%d.%m.%Y};{level},5 ms;{300 + (n * 104729 % 23) - 11},0")
    path.write_text("\n".join(lines) + "\n")
    return str(path)


@pytest.fixture
def visitor(tmp_path: Path) -> Person:
    return Person(tmp_path / "home", tmp_path)


@pytest.fixture
def checkout(visitor: Person) -> str:
    visitor.runs("demo")
    found = visitor.runs("list", "--json", "--limit", "40").json["accomplishments"]
    return next(str(one["id"]) for one in found if one["title"].startswith("Checkout answers"))


def test_an_estimate_prints_what_other_programs_rely_on(visitor: Person, tmp_path: Path) -> None:
    path = _table(tmp_path / "p95.csv", 262)
    found = visitor.runs("impact", "estimate", "--series", path, "--on", "2026-03-19", "--json").json
    assert {"value", "low", "high", "level", "unit", "relative", "method", "attribution", "refused"} <= set(found)
    assert (found["refused"], found["unit"], found["level"]) == (None, "ms", 0.95)
    assert found["low"] <= found["value"] <= found["high"] < 0
    assert found["relative"]["low"] <= -0.37 <= found["relative"]["high"]
    assert "fell by" in found["sentence"]
    assert not (visitor.home).exists()


def test_the_exit_status_says_how_it_ended(visitor: Person, tmp_path: Path) -> None:
    unchanged = visitor.run("impact", "estimate", "--series", _table(tmp_path / "a.csv", 420), "--on", "2026-03-19")
    assert unchanged.status == 3
    assert "no measurable change" in unchanged.out.lower()
    short = visitor.run("impact", "estimate", "--series", _table(tmp_path / "b.csv", 262, 85), "--on", "2026-03-19")
    assert short.status == 4
    assert "To get one: measure again with at least 14 points after." in " ".join(short.out.split())
    picture = tmp_path / "none.svg"
    again = visitor.run(
        "impact", "estimate", "--series", str(tmp_path / "b.csv"), "--on", "2026-03-19", "--picture", str(picture)
    )
    assert (again.status, picture.exists()) == (4, False)


def test_without_the_packages_to_reckon_with_it_says_what_to_install(visitor: Person, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden" / "numpy"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('hidden')\n")
    visitor.variables["PYTHONPATH"] = str(hidden.parent)
    done = visitor.run("impact", "estimate", "--series", _table(tmp_path / "p95.csv", 262), "--on", "2026-03-19")
    assert (done.status, done.out) == (1, "")
    assert done.err == "Measuring needs numpy and scipy.\nInstall them: pip install 'treefall[impact]'\n"


def test_a_number_that_was_redefined_is_taken_with_care(visitor: Person, tmp_path: Path) -> None:
    path = _table(tmp_path / "p95.csv", 262)
    done = visitor.runs("impact", "estimate", "--series", path, "--on", "2026-03-19", "--redefined", "2026-03-01")
    words = " ".join(done.out.split())
    assert "to be taken with care: the definition changed on 1 March 2026" in words
    assert "What would settle it: measure it by one definition throughout." in words


def test_the_options_are_shown_in_groups(visitor: Person) -> None:
    shown = visitor.runs("impact", "estimate", "--help").out
    headings = ["What to read:", "How to read a file:", "What the numbers are:", "Options:"]
    assert [line for line in shown.splitlines() if line in headings] == headings
    assert shown.count("--control COLUMN") == 1


def test_a_control_licenses_a_cause(visitor: Person, tmp_path: Path) -> None:
    path = _table(tmp_path / "p95.csv", 262)
    done = visitor.runs("impact", "estimate", "--series", path, "--on", "2026-03-19", "--control", "other")
    assert "because of this" in " ".join(done.out.split())
    assert "controlled (grade A)" in done.out


def test_a_measured_claim_is_kept_shown_and_drawn(visitor: Person, checkout: str, tmp_path: Path) -> None:
    path = _table(tmp_path / "p95.csv", 262)
    done = visitor.runs("impact", "measure", checkout, "--series", path, "--better", "lower", "--subject", "p95")
    assert "Measured from 2026-03-19" in done.err
    assert "Kept as" in done.err
    shown = visitor.runs(
        "impact", "show", checkout, "--picture", str(tmp_path / "p.svg"), "--csv", str(tmp_path / "p.csv")
    )
    assert "the same." in shown.out
    assert (tmp_path / "p.svg").read_text().startswith("<svg ")
    assert (tmp_path / "p.csv").read_text().startswith("date,p95\n")
    listed = visitor.runs("impact", "show", "--json").json
    assert [claim["work"] for claim in listed["claims"]] == [checkout, checkout]  # one was measured in the season
    assert visitor.runs("impact", "show", checkout, "--json").json["same"] is True
    assert "p95 fell by" in visitor.runs("impact", "show").out.lower()
    assert "fell by" in visitor.runs("show", checkout).out


def test_what_is_watched_is_measured_without_being_named_again(visitor: Person, checkout: str, tmp_path: Path) -> None:
    path = _table(tmp_path / "p95.csv", 262)
    kept = visitor.runs("impact", "watch", checkout, "--series", path, "--better", "lower")
    assert "Kept: 130 numbers" in kept.out
    assert "due:" in visitor.runs("impact", "show").out
    found = visitor.runs("impact", "measure", checkout, "--json", "--worth", "0.5 EUR per ms (0.2-1, finance)").json
    assert found["claim"]
    assert json.loads(visitor.runs("impact", "show", "--json").out)["due"] == []


def test_what_was_prevented_is_a_range(visitor: Person, checkout: str) -> None:
    said = visitor.runs(
        *("impact", "prevented", checkout, "--basis", "near-miss", "--times", "1 time (0-2, log)"),
        *("--cost", "9 h (6-24, drill)", "--from", "2026-03-19", "--until", "2026-12-31"),
    )
    assert "estimated 0 to 48 h" in said.out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("estimate", "--on", "2026-03-19"), 2, "Say what to read"),
        (("estimate", "--series", "no.csv", "--on", "2026-03-19"), 1, "cannot be read"),
        (("estimate", "--series", "a.csv", "--sql", "b.db", "--query", "x", "--on", "2026-03-19"), 2, "Only one place"),
        (("estimate", "--series", "a.csv", "--query", "x", "--on", "2026-03-19"), 2, "--query goes with"),
        (("estimate", "--sql", "b.db", "--on", "2026-03-19"), 2, "--query goes with"),
        (("estimate", "--series", "a.csv", "--on", "soon"), 2, "is no day"),
        (
            ("estimate", "--series", "a.csv", "--on", "2026-03-19", "--exclude", "2026-03-02..2026-03-01"),
            2,
            "is before",
        ),
        (("show",), 0, "Nothing was measured yet"),
        (("show", "1"), 1, "no number 1"),
    ],
)
def test_what_is_wrong_is_said(visitor: Person, arguments: tuple[str, ...], status: int, words: str) -> None:
    done = visitor.run("impact", *arguments)
    assert (done.status, words in done.out + done.err) == (status, True), done
    assert "Traceback" not in done.err


def test_work_that_did_not_ship_needs_a_day(visitor: Person, checkout: str, tmp_path: Path) -> None:
    found = visitor.runs("list", "--json", "--limit", "40").json["accomplishments"]
    queue = next(one["id"] for one in found if one["title"].startswith("Invoices wait"))
    done = visitor.run("impact", "measure", queue, "--series", _table(tmp_path / "p95.csv", 262))
    assert (done.status, "Name the day" in done.err) == (1, True)
    assert visitor.run("impact", "measure", checkout).status == 2

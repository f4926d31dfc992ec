"""A claim is kept with its numbers, reckoned again, watched for, and never stronger than its evidence."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from treefall.app import App, open_app
from treefall.app.demo.year import season, work
from treefall.app.measuring import drawn, estimated, without_password
from treefall.errors import NotFound, SourceError, TreefallError
from treefall.model import Attribution, Impact, Inputs, Measurement, Metric, Terms, Where
from treefall.model.estimate import Basis, Better

_SHIPPED = date(2026, 3, 19)
_TERMS = Terms(unit="ms", better=Better.LOWER, subject="p95 of the checkout")


def _rows(first: date, days: int, before: float, after: float) -> str:
    """Return a table whose numbers wave a little around `before`, and from `_SHIPPED` around `after`."""
    lines = ["date,p95,other"]
    for n in range(days):
        day = first + timedelta(n)
        level = before if day < _SHIPPED else after
        lines.append(f"{day},{level + (n * 7919 % 31) - 15},{300 + (n * 104729 % 23) - 11}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with closing(open_app(tmp_path / "home")) as opened:
        year = season(opened)
        names = year.months()
        while next(names) != "march":  # in April one is measured already
            pass
        yield year.at("2026-05-21 09:00")


@pytest.fixture
def metric(tmp_path: Path) -> Metric:
    path = tmp_path / "p95.csv"
    path.write_text(_rows(date(2026, 1, 1), 130, 420, 262))
    return Metric(where=Where.FILE, address=str(path))


def test_the_day_is_proposed_from_the_merge(app: App) -> None:
    shipped = app.impacts.shipped(work(app, "Checkout answers"))
    assert shipped is not None
    assert shipped.at == datetime(2026, 3, 19, 8, 50, tzinfo=UTC)


def test_a_claim_is_kept_with_its_numbers_and_told(app: App, metric: Metric) -> None:
    checkout = work(app, "Checkout answers")
    claim = app.impacts.measure(checkout, metric, _TERMS, _SHIPPED)
    assert claim.measurement is not None
    assert claim.finding.changed
    assert "fell by" in claim.words
    (kept,) = app.impacts.claims()
    assert kept == claim.measurement
    assert kept.finding.dots == ()
    impact = next(one for one in app.said().of(Impact) if one.measurement == kept.id)
    assert impact.words == claim.words
    assert impact.attribution is claim.finding.attribution
    assert app.dossier(checkout).impact == impact


def test_a_claim_comes_to_the_same_from_its_own_numbers(app: App, metric: Metric) -> None:
    app.impacts.measure(work(app, "Checkout answers"), metric, _TERMS, _SHIPPED)
    Path(metric.address).unlink()
    shown = app.impacts.show(work(app, "Checkout answers").id)
    assert shown.same
    assert len(shown.finding.dots) == 130
    assert app.impacts.reworded(shown.measurement, shown.finding) == shown.measurement.words
    assert app.impacts.table(shown.measurement).startswith("date,p95\n2026-01-01,")


def test_a_claim_whose_arithmetic_changed_is_said_to_differ(app: App, metric: Metric) -> None:
    claim = app.impacts.measure(work(app, "Checkout answers"), metric, _TERMS, _SHIPPED).measurement
    assert claim is not None
    assert claim.finding.relative is not None
    other = replace(claim.finding, relative=replace(claim.finding.relative, low=-0.9))
    app.add(lambda _record: [replace(claim, finding=other)])
    assert not app.impacts.show(claim.id).same
    app.add(lambda _record: [replace(claim, finding=replace(claim.finding, relative=None))])
    assert not app.impacts.show(claim.id).same
    app.add(lambda _record: [replace(claim, finding=replace(claim.finding, method="impact/0"))])
    assert not app.impacts.show(claim.id).same


def test_numbers_that_were_forgotten_are_named(app: App, metric: Metric) -> None:
    claim = app.impacts.measure(work(app, "Checkout answers"), metric, _TERMS, _SHIPPED).measurement
    assert claim is not None
    app.forget([claim.inputs])
    with pytest.raises(NotFound, match="were forgotten"):
        app.impacts.show(claim.id)


def test_forgetting_a_piece_of_work_takes_its_numbers_along(app: App, metric: Metric) -> None:
    checkout = work(app, "Checkout answers")
    app.impacts.watch(checkout, metric, _TERMS)
    app.impacts.measure(checkout, metric, _TERMS, _SHIPPED)
    assert list(app.ledger.entries(Inputs))
    app.forget(entry.id for entry in app.erasable(checkout.id))
    assert not list(app.ledger.entries(Inputs))
    assert app.impacts.claims() == ()


def test_measuring_is_undone_as_a_whole(app: App, metric: Metric) -> None:
    app.impacts.measure(work(app, "Checkout answers"), metric, _TERMS, _SHIPPED)
    app.undo()
    assert app.impacts.claims() == ()
    assert not any(one.measurement for one in app.said().of(Impact))


def test_a_refusal_keeps_nothing(app: App, metric: Metric) -> None:
    Path(metric.address).write_text(_rows(date(2026, 3, 1), 30, 420, 262))
    claim = app.impacts.measure(work(app, "Checkout answers"), metric, _TERMS, _SHIPPED)
    assert claim.measurement is None
    assert claim.finding.refused is not None
    assert app.impacts.claims() == ()
    assert not list(app.ledger.entries(Inputs))


def test_a_control_that_is_named_after_looking_is_refused(app: App, metric: Metric) -> None:
    checkout = work(app, "Checkout answers")
    app.impacts.measure(checkout, metric, _TERMS, _SHIPPED)
    claim = app.impacts.measure(checkout, replace(metric, controls=("other",)), _TERMS, _SHIPPED)
    assert claim.finding.refused is not None
    (kept,) = app.impacts.claims()
    assert kept.metric.controls == ()


def test_a_control_that_was_named_before_is_used(app: App, metric: Metric) -> None:
    checkout = work(app, "Checkout answers")
    claim = app.impacts.measure(checkout, replace(metric, controls=("other",)), _TERMS, _SHIPPED)
    assert claim.finding.attribution in {Attribution.CONTROLLED, Attribution.CONTRIBUTED}
    again = app.impacts.measure(checkout, replace(metric, controls=("other",)), _TERMS, _SHIPPED)
    assert again.finding.refused is None


def test_what_is_watched_comes_due_and_is_measured_once(app: App, metric: Metric) -> None:
    checkout = work(app, "Checkout answers")
    watch, numbers = app.impacts.watch(checkout, metric, _TERMS)
    assert app.impacts.watched(checkout) == watch
    assert len(numbers.series.values) == 130
    (due,) = app.impacts.due()
    assert (due.watch, due.shipped, due.days) == (watch, _SHIPPED, 30)
    early = replace(app, world=replace(app.world, now=lambda: datetime(2026, 4, 5, tzinfo=UTC)))
    assert [one.days for one in early.impacts.due()] == [14]
    app.impacts.measure(checkout, watch.metric, watch.terms, _SHIPPED)
    assert app.impacts.due() == ()


def test_what_is_watched_is_announced_before_it_comes_due(app: App, metric: Metric) -> None:
    checkout = work(app, "Checkout answers")
    app.impacts.watch(checkout, metric, _TERMS)
    early = replace(app, world=replace(app.world, now=lambda: datetime(2026, 4, 5, tzinfo=UTC)))
    assert [(one.shipped, one.days) for one in early.impacts.coming()] == [(_SHIPPED, 30)]
    titles = [one.title for one in early.talks.reminders()]
    assert titles.count("Measure what changed: Checkout answers in half the time: one query for the whole basket") == 2
    (step,) = app.talks.week().measures
    assert step.command == f"treefall impact measure {checkout.id[:8]}"
    assert "has been out for 30 days: what changed?" in step.why
    assert app.impacts.coming() == ()


def test_work_that_has_not_shipped_is_not_due(app: App, metric: Metric) -> None:
    app.impacts.watch(work(app, "Refund a part"), metric, _TERMS)
    assert app.impacts.due() == ()


def test_a_claim_is_worth_a_range_with_its_assumptions(app: App, metric: Metric) -> None:
    claim = app.impacts.measure(work(app, "Checkout answers"), metric, _TERMS, _SHIPPED).measurement
    assert claim is not None
    words = app.impacts.worth(claim.id, "0.5 EUR per ms (0.2-1, finance 2026)")
    assert "finance 2026" in words
    worth = next(one for one in app.said().of(Impact) if one.words == words)
    assert worth.attribution is not Attribution.CONTROLLED
    with pytest.raises(TreefallError, match="no assumption"):
        app.impacts.worth(claim.id, "a lot")


def test_what_is_prevented_is_a_range(app: App) -> None:
    drill, span = work(app, "Restore drill"), (date(2026, 5, 13), date(2027, 5, 12))
    words = app.impacts.prevented(
        drill, Basis.JUDGEMENT, times="1 time (0-2, log)", cost="9 h (4-12, drill)", start=span[0], end=span[1]
    )
    impact = next(one for one in app.said().of(Impact) if one.words == words)
    assert impact.attribution is Attribution.ESTIMATED
    with pytest.raises(TreefallError, match="cannot be stated"):
        app.impacts.prevented(
            drill, Basis.NEAR_MISS, times="1 time (0-2, log)", cost="9 h (4-12, drill)", start=span[1], end=span[0]
        )


def test_more_than_one_assumption_at_a_time_is_refused(app: App) -> None:
    day = date(2026, 5, 13)
    both = "1 time (0-2, log), 3 times (1-4, log)"
    with pytest.raises(TreefallError, match="more than one assumption"):
        app.impacts.prevented(
            work(app, "Restore drill"), Basis.MATCHED, times=both, cost="9 h (4-12, drill)", start=day, end=day
        )


def test_what_was_never_measured_is_named(app: App) -> None:
    with pytest.raises(NotFound, match="Nothing was measured"):
        app.impacts.show(work(app, "Restore drill").id)


def test_an_estimate_needs_no_ledger(metric: Metric, tmp_path: Path) -> None:
    finding, remarks = estimated(metric, _TERMS, _SHIPPED)
    assert finding.changed
    assert remarks == ()
    drawn(finding, "p95 fell", tmp_path / "p95.svg")
    assert (tmp_path / "p95.svg").read_text().startswith("<svg ")
    with pytest.raises(TreefallError, match="cannot be written"):
        drawn(finding, "p95 fell", tmp_path / "none" / "p95.svg")
    with pytest.raises(SourceError, match="cannot be read"):
        estimated(replace(metric, address=str(tmp_path / "none.csv")), _TERMS, _SHIPPED)


def test_no_password_is_kept() -> None:
    assert without_password("postgresql://ed:geheim@db.example/desk") == "postgresql://ed@db.example/desk"
    assert without_password("http://:geheim@metrics.example:9090") == "http://metrics.example:9090"
    assert without_password("/srv/p95.csv") == "/srv/p95.csv"


def test_a_kept_claim_names_its_kind_of_place(app: App, metric: Metric) -> None:
    app.impacts.measure(work(app, "Checkout answers"), metric, _TERMS, _SHIPPED)
    (kept,) = (entry for entry in app.ledger.entries(Measurement))
    assert isinstance(kept, Measurement)
    assert kept.metric == metric

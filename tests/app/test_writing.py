"""Whatever the person says is kept, can be taken back and brought back, and is never lost to somebody else's words."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from treefall import App, open_app
from treefall.app import keeping
from treefall.errors import NotFound, StaleEdit, TreefallError
from treefall.model import Accomplishment, Entry, Impact, Record, Telling, Work


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with closing(open_app(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def drill(app: App) -> Work:
    app.note("Restore drill for billing backups #prevention")
    return only(app)


def only(app: App) -> Work:
    (work,) = app.judgement().works
    return work


def test_answers_given_together_are_recorded_together(app: App, drill: Work) -> None:
    app.answers(drill, {"concern": "Nobody had tried", "lesson": "Try every quarter", "change": "It works now"})
    dossier = app.dossier(drill)
    assert dossier.accomplishment is not None
    assert (dossier.accomplishment.concern, dossier.accomplishment.lesson) == ("Nobody had tried", "Try every quarter")
    assert dossier.impact is not None
    assert len(app.undo().entries) == 2
    assert app.dossier(drill).impact is None


def test_one_wrong_answer_records_none(app: App, drill: Work) -> None:
    with pytest.raises(NotFound, match="weather"):
        app.answers(drill, {"concern": "Nobody had tried", "weather": "fine"})
    assert app.dossier(drill).accomplishment is None


def test_what_somebody_else_wrote_in_between_is_not_lost(app: App, drill: Work) -> None:
    asked = 0

    def change(record: Record) -> list[Entry]:
        nonlocal asked
        asked += 1
        (done,) = record.of(Accomplishment)
        if asked == 1:
            app.answer(drill, "next", "Drill again in autumn")
        return [keeping.edited(done, "lesson", "Try every quarter")]

    app.answer(drill, "concern", "Nobody had tried")
    keeping.write(app.ledger, app.world.now(), change)
    done = app.dossier(drill).accomplishment
    assert done is not None
    assert (asked, done.concern, done.next, done.lesson) == (
        2,
        "Nobody had tried",
        "Drill again in autumn",
        "Try every quarter",
    )


def test_whoever_is_always_too_late_is_told(app: App, drill: Work) -> None:
    def change(record: Record) -> list[Entry]:
        (done,) = record.of(Accomplishment)
        app.answer(drill, "next", f"{done.next}x")
        return [keeping.edited(done, "lesson", "Try every quarter")]

    app.answer(drill, "concern", "Nobody had tried")
    with pytest.raises(StaleEdit):
        keeping.write(app.ledger, app.world.now(), change)
    assert "Try every quarter" not in b"".join(app.export()).decode()


def test_undo_goes_back_and_forth(app: App, drill: Work) -> None:
    telling = app.told([drill], "Maya")
    taken, brought, again = app.undo(), app.undo(), app.undo()
    assert [undone.back for undone in (taken, brought, again)] == [False, True, False]
    assert {entry.id for entry in taken.entries} == {telling.id, drill.id}
    assert not app.told_of()
    assert not only(app).accepted


def test_undo_of_what_put_something_else_aside_takes_it_back(app: App, drill: Work) -> None:
    app.note("Runbook for double charges")
    one, other = sorted(app.judgement().works, key=lambda work: work.id != drill.id)
    app.shaping.accept(one)
    app.shaping.accept(other)
    app.shaping.join([one, other])
    taken, brought = app.undo(), app.undo()
    assert (taken.back, brought.back) == (False, True)
    assert other.id not in {entry.id for entry in taken.entries}
    assert only(app).id == one.id


def test_undo_of_an_edit_brings_the_old_words_back(app: App, drill: Work) -> None:
    app.edit(drill.id, "title", "Backups come back")
    app.edit(drill.id, "title", "Backups are fine")
    app.undo()
    assert only(app).title == "Backups come back"
    assert [line.number for line in app.history(drill.id)] == [1, 2, 3]


def test_withdrawn_work_is_left_out_and_counted_until_it_is_brought_back(app: App, drill: Work) -> None:
    app.answer(drill, "concern", "Nobody had tried")
    assert app.withdraw(drill.id[:8]) == drill.title
    judged = app.judgement()
    assert judged.works == ()
    assert [out.why for out in judged.left_out] == ["withdrawn"]
    assert app.undo().back
    assert app.dossier(only(app)).accomplishment is not None


def test_only_what_was_named_is_withdrawn(app: App, drill: Work) -> None:
    telling = app.told([drill], "Maya")
    assert app.withdraw(telling.id) == telling.id
    assert not app.told_of()
    assert only(app).title == drill.title


def test_a_telling_is_about_each_piece_once_and_not_of_tomorrow(app: App, drill: Work) -> None:
    telling = app.told([drill, drill], " Maya ")
    assert (telling.to, telling.about) == ("Maya", (drill.id,))
    today = app.world.now().astimezone(app.zone).date()
    assert app.told([drill], "Maya", on=today).at <= app.world.now()
    with pytest.raises(TreefallError, match="still to come"):
        app.told([drill], "Maya", on=today + timedelta(days=1))
    for to, channel in (("", "1:1"), ("Maya", " ")):
        with pytest.raises(TreefallError, match="needs somebody"):
            app.told([drill], to, channel=channel)


def test_what_was_forgotten_takes_along_what_rests_on_it(app: App, drill: Work) -> None:
    app.answer(drill, "change", "It works", "Grace")
    app.told([drill], "Maya")
    (note,) = drill.evidence
    gone = app.erasable(note.id)
    assert {type(entry) for entry in gone} >= {Accomplishment, Impact, Telling}
    app.forget(entry.id for entry in gone)
    assert "Restore drill" not in b"".join(app.export()).decode()
    assert app.judgement().works == ()


def test_words_about_what_was_forgotten_are_refused(app: App, drill: Work) -> None:
    app.answer(drill, "concern", "Nobody had tried")
    app.forget([drill.id])
    with pytest.raises(TreefallError, match="forgot that for good"):
        app.answer(drill, "concern", "Nobody had tried")


def test_texts_that_cannot_be_are_refused(app: App, drill: Work) -> None:
    with pytest.raises(TreefallError, match="cannot be empty"):
        app.edit(drill.id, "title", "  ")
    with pytest.raises(NotFound, match="no 'weather'"):
        app.edit(drill.id, "weather", "fine")
    app.answer(drill, "change", "It works", "Grace")
    change = app.dossier(drill).impact
    assert change is not None
    with pytest.raises(TreefallError, match="needs words"):
        app.edit(change.id, "words", "")
    with pytest.raises(TreefallError, match="nobody's"):
        app.decide([" "], mine=True)


def test_a_span_that_ends_before_it_starts_is_refused(app: App) -> None:
    with pytest.raises(TreefallError, match="is after"):
        app.period(date(2026, 5, 2), date(2026, 4, 1))
    with pytest.raises(TreefallError, match="is after today"):
        app.period(app.world.now().date() + timedelta(days=30))


def test_without_work_this_year_the_last_year_that_had_some_is_looked_at(app: App) -> None:
    app.note("Old drill", on=date(2020, 3, 1))
    period = app.period()
    assert period.start < only(app).start < period.end
    assert (period.end.year, period.end.month) == (2020, 3)

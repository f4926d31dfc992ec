"""The desk of rehearsal, on a real ledger: what is asked, what comes back, what is never lost."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from treefall import App, open_app
from treefall.app import rehearsing
from treefall.errors import NotFound, TreefallError
from treefall.model import Debrief, Kind, Point, Rehearsal, RehearsalQuestion, Table, Work
from treefall.value.faithful import Ground
from treefall.value.rehearsal import debrief
from treefall.value.story.voice import Voice

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
GOOD = (
    "Backups could have been lost, and nobody knew. I wrote a drill that restores every table. "
    "A restore took 9 hours before, and it takes 2 now, says Olga. I learned to try it every month. "
    "It runs every month now. "
    "Next time I would begin with the largest table, which took most of the time, and ask who needs it first of all."
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Callable[[int], App]]:
    """Return the same home so many days later."""
    opened = open_app(tmp_path / "home")
    with closing(opened):
        first = replace(opened, world=replace(opened.world, now=lambda: NOW))
        first.note("Restore drill for billing backups", kind=Kind.PREVENTION, on=date(2026, 5, 12))
        first.note("Thoughts on my pay", private=True)
        first.answer(drill(first), "change", "A restore took 9 hours before, and it takes 2 now", witness="Olga")

        def days(later: int) -> App:
            return replace(opened, world=replace(opened.world, now=lambda: NOW + timedelta(days=later)))

        yield days


def drill(app: App) -> Work:
    return next(work for work in app.judgement().works if "drill" in work.title)


def test_a_committee_asks_about_what_may_be_told(at: Callable[[int], App]) -> None:
    app = at(0)
    asked = app.rehearsing.questions()
    assert {one.work for one in asked} == {drill(app)}
    assert app.rehearsing.questions(drill(app)) == asked
    assert app.rehearsing.question("1") == asked[0]
    assert app.rehearsing.question(asked[1].name) == asked[1]
    with pytest.raises(NotFound, match="no question 99"):
        app.rehearsing.question("99")
    private = next(work for work in app.judgement().works if "pay" in work.title)
    with pytest.raises(TreefallError, match="private"):
        app.rehearsing.questions(private)


def test_where_nothing_is_on_record_nothing_can_be_asked(tmp_path: Path) -> None:
    with closing(open_app(tmp_path / "empty")) as app, pytest.raises(NotFound, match="nothing to ask about"):
        app.rehearsing.next()


def test_a_level_brings_its_criteria(at: Callable[[int], App]) -> None:
    app = at(0)
    app.casing.at_level("IC3", since=date(2026, 1, 1))
    assert any(one.criterion for one in app.rehearsing.questions())


def test_answers_are_kept_and_what_is_found_of_them_is_computed(at: Callable[[int], App]) -> None:
    app = at(0)
    asked = next(one for one in app.rehearsing.questions() if one.aim is Point.BASELINE)
    found = app.rehearsing.answered(asked, "It takes 3 hours now.", 40)
    assert [one.said for one in found.differences] == ["3 hours"]
    (kept,) = app.said().of(Rehearsal)
    assert (kept.answer, kept.seconds, kept.work) == ("It takes 3 hours now.", 40, drill(app).id)
    app.rehearsing.answered(asked, "It takes 3 hours now.", 40)
    assert len(app.said().of(Rehearsal)) == 1
    assert app.rehearsing.debrief(kept.id[:8]) == found
    with pytest.raises(NotFound):
        app.rehearsing.debrief("ffff")
    with pytest.raises(TreefallError, match="Nothing was said"):
        app.rehearsing.answered(asked, "  ")
    app.answer(drill(app), "change", "A restore took 9 hours before, and it takes 3 hours now", witness="Olga")
    assert app.rehearsing.debriefs()[0].differences == ()  # by what stands now


def test_what_was_weak_comes_back_in_three_days_everywhere(at: Callable[[int], App]) -> None:
    app = at(0)
    assert app.talks.week().rehearse is None
    asked = app.rehearsing.next()
    app.rehearsing.answered(asked, "So it was.")
    (back,) = app.rehearsing.due()
    assert back.on == date(2026, 7, 3)
    assert app.rehearsing.ready() == ()
    assert app.rehearsing.next() != asked
    assert [one.title for one in app.talks.reminders() if "Rehearse" in one.title] == [
        "Rehearse: a question comes back"
    ]
    later = at(3)
    assert later.rehearsing.ready()[0].question.name == asked.name
    step = later.talks.week().rehearse
    assert step is not None
    assert step.why == "Rehearsal: 1 question comes back, weak last time."
    assert later.rehearsing.next().name != asked.name  # not twice in a row
    later.rehearsing.passed_over(later.rehearsing.next())
    assert later.rehearsing.next().name == asked.name
    later.rehearsing.answered(later.rehearsing.next(), "So it was.")
    other = later.rehearsing.next()
    later.rehearsing.answered(other, "It was so.")
    again = at(6).talks.week().rehearse
    assert again is not None
    assert again.why == "Rehearsal: 2 questions come back, weak last time."
    titles = [one.title for one in at(6).talks.reminders()]
    assert "Rehearse: 2 questions come back" in titles


def test_progress_is_told_in_words(at: Callable[[int], App]) -> None:
    asked = next(one for one in at(0).rehearsing.questions() if one.aim is Point.BASELINE)
    at(0).rehearsing.answered(asked, "So it was.")
    at(3).rehearsing.answered(asked, GOOD)
    found = at(3).rehearsing.progress()
    assert found.rehearsed == 2
    assert found.words[0].endswith("missing on 30 June, there on 3 July.")
    assert [one.on for one in found.due] == [date(2026, 7, 10)]


def test_the_sheet_has_what_is_due_first(at: Callable[[int], App]) -> None:
    last = at(0).rehearsing.questions()[-1]
    at(0).rehearsing.answered(last, "So it was.")
    sheet = at(3).rehearsing.sheet(most=1)
    assert last.ask in [said.text for said in sheet.sentences()]
    assert not sheet.unexplained()  # each mark leads to the appendix
    two = at(3).rehearsing.sheet(drill(at(3)), most=2).blocks
    assert len([1 for block in two if isinstance(block, Table) and not block.proves]) == 2


def test_an_answer_is_heard_once_while_the_ledger_stands_and_what_lies_long_ago_not_at_all(
    at: Callable[[int], App], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def counted(voice: Voice, question: RehearsalQuestion, one: Rehearsal, ground: Ground) -> Debrief:
        heard.append(one.answer)
        return debrief(voice, question, one, ground)

    asked = at(0).rehearsing.questions()[0]
    for number in range(3):
        at(0).rehearsing.answered(asked, f"So it was, {number}.")
    monkeypatch.setattr(rehearsing, "debrief", counted)
    app = at(5)
    assert len(app.rehearsing.due()) == 1
    app.rehearsing.ready()
    assert len(heard) == 1  # the last of the day
    app.rehearsing.progress()
    assert len(set(heard)) == len(heard) == 2  # and the first of all
    assert at(90).rehearsing.due() == ()
    assert len(heard) == 2


def test_an_answer_that_was_broken_off_is_there_again(at: Callable[[int], App]) -> None:
    app = at(0)
    assert app.rehearsing.laid_aside() is None
    asked = app.rehearsing.next()
    app.rehearsing.lay_aside(asked, "The drill came", 12)
    draft = app.rehearsing.laid_aside()
    assert draft is not None
    assert (draft.question, draft.text, draft.seconds) == (asked, "The drill came", 12)
    app.rehearsing.lay_aside(None)
    assert app.rehearsing.laid_aside() is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"question": "x", "text": "a", "seconds": 1}', '{"question": 1}'])
def test_a_spoilt_draft_is_none(at: Callable[[int], App], content: str) -> None:
    home = at(0).settings.home
    (home / "cache").mkdir(exist_ok=True)
    (home / "cache" / "rehearsal.json").write_text(content, encoding="utf-8")
    assert at(0).rehearsing.laid_aside() is None


def test_what_is_forgotten_takes_its_rehearsals_along(at: Callable[[int], App]) -> None:
    app = at(0)
    app.rehearsing.answered(app.rehearsing.next(), "So it was.")
    work = drill(app)
    app.forget(entry.id for entry in app.erasable(work.id))
    assert app.said().of(Rehearsal) == ()


def test_a_question_whose_work_is_gone_comes_back_by_its_words(at: Callable[[int], App]) -> None:
    app = at(0)
    app.casing.at_level("IC3", since=date(2026, 1, 1))
    asked = next(one for one in app.rehearsing.questions() if one.criterion)
    app.rehearsing.answered(asked, "So it was.")
    app.undo()
    app.rehearsing.answered(asked, "So it was, again.")
    app.casing.at_level("IC5")
    (back,) = app.rehearsing.due()
    assert (back.question.ask, back.question.criterion) == (asked.ask, None)
    assert app.rehearsing.question(asked.name).ask == asked.ask

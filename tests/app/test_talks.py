"""The desk of the conversation, on a real ledger: what is said, what comes back, and what becomes of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from treefall import App, open_app
from treefall.errors import NotFound, TreefallError
from treefall.model import (
    Accomplishment,
    Aftermath,
    Arc,
    Expectation,
    Feedback,
    Heard,
    Kind,
    Listens,
    Reading,
    Reply,
    Telling,
    Work,
)

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


def opened(home: Path, days: float = 0) -> App:
    home.mkdir(exist_ok=True)
    now = (NOW + timedelta(days=days)).isoformat().replace("+00:00", "Z")
    (home / "treefall.toml").write_text(f'[show]\nnow = {now}\nzone = "Europe/Berlin"\n', encoding="utf-8")
    return open_app(home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def app(home: Path) -> Iterator[App]:
    with closing(opened(home)) as made:
        made.note("Restore drill for billing backups", kind=Kind.PREVENTION, on=date(2026, 5, 12), people=("Grace",))
        made.note("Talked the team out of a second queue", kind=Kind.DECISION, on=date(2026, 6, 1))
        made.note("Thoughts on my pay", private=True)
        yield made


@pytest.fixture
def drill(app: App) -> Work:
    return found(app, "drill")


def found(app: App, word: str) -> Work:
    return next(work for work in app.judgement().works if word in work.title)


# --- before and after


def test_what_came_back_is_one_thing_to_undo(app: App, drill: Work) -> None:
    app.answer(drill, "concern", "Nobody had tried")
    told = app.talks.episode("Maya")
    assert told.works[0].id == drill.id
    assert told.arc is Arc.PREVENTION
    before = app.ledger.position()
    came = Aftermath(told=(drill.id,), said_back=frozenset({"concern"}), criticism="Earlier", expects="a plan")
    entries = app.talks.after("Maya", came)
    assert {type(entry) for entry in entries} >= {Accomplishment, Telling, Reply, Feedback, Expectation}
    assert app.ledger.position() > before
    app.undo()
    said = app.said()
    assert not any(said.of(noun) for noun in (Telling, Reply, Feedback, Expectation))
    assert app.talks.visibility("Maya").told == 0


def test_the_same_afterwards_twice_doubles_nothing(app: App, drill: Work) -> None:
    app.talks.episode("Maya")
    came = Aftermath(told=(drill.id,), said_back=frozenset({"change"}), criticism="Earlier")
    app.talks.after("Maya", came)
    count = len(app.said().entries)
    app.talks.after("Maya", came)
    assert len(app.said().entries) == count


def test_what_cannot_be_is_refused_and_nothing_is_recorded(app: App) -> None:
    before = app.ledger.position()
    with pytest.raises(TreefallError, match="nothing was told"):
        app.talks.after("Maya", Aftermath(said_back=frozenset({"concern"})))
    with pytest.raises(NotFound):
        app.talks.after("Maya", Aftermath(told=("0000000000000000",)))
    assert app.ledger.position() == before


def test_what_was_shown_is_what_comes_back(app: App, drill: Work) -> None:
    shown = [work.id for work in app.talks.episode("Maya").works]
    assert drill.id in shown
    app.told([drill], "Maya")
    assert [work.id for work in app.talks.prepared("maya")] == shown
    assert len(app.talks.prepared("Olga")) == 2


def test_answers_that_were_broken_off_wait_for_two_days(app: App, home: Path) -> None:
    answers = {"at": NOW.isoformat(), "told": ["x"], "criticism": "Earlier"}
    app.talks.lay_aside("Maya", answers)
    assert app.talks.laid_aside(" maya") == answers
    assert app.talks.laid_aside("Olga") == {}
    with closing(opened(home, days=3)) as later:
        assert later.talks.laid_aside("Maya") == {}
    app.talks.lay_aside("Maya", None)
    assert app.talks.laid_aside("Maya") == {}


@pytest.mark.parametrize("content", ["", "[]", "{", '{"maya": 3}', '{"maya": {"at": "soon"}}'])
def test_a_spoilt_draft_is_no_draft(app: App, home: Path, content: str) -> None:
    (home / "cache").mkdir(exist_ok=True)
    (home / "cache" / "after.json").write_text(content, encoding="utf-8")
    assert app.talks.laid_aside("Maya") == {}


def test_somebody_waits_for_what_was_announced(app: App, drill: Work) -> None:
    assert app.talks.waiting("Maya") is None
    app.answer(drill, "next", "The shop's database")
    app.told([drill], "Maya")
    waiting = app.talks.waiting("Maya")
    assert waiting is not None
    assert waiting[0] == found(app, "drill")
    assert waiting[1].ask == "You left Maya with: “The shop's database”. What came of it?"
    app.answer(drill, "sequel", "It restores")
    assert app.talks.waiting("Maya") is None
    assert app.talks.waiting("") is None


@pytest.mark.parametrize(
    ("words", "rest", "day"),
    [
        ("a plan by 15 July", "a plan", (15, 7)),
        ("a plan, by the end of june.", "a plan", (30, 6)),
        ("a plan by hand", "a plan by hand", None),
        ("a plan", "a plan", None),
    ],
)
def test_a_day_in_their_words_is_the_day_it_is_due(
    app: App, words: str, rest: str, day: tuple[int, int] | None
) -> None:
    said, due = app.talks.due(words)
    assert said == rest
    assert ((due.day, due.month) if due else None) == day


def test_what_is_expected_comes_with_the_lines_to_agree_on_it(app: App) -> None:
    entries = app.talks.after("Maya", Aftermath(expects="a plan"))
    assert "I understood: “a plan”" in app.talks.to_agree(entries)
    assert not app.talks.to_agree(app.talks.after("Maya", Aftermath(criticism="Earlier")))


def test_what_comes_back_later_is_recorded_for_who_was_told(app: App, drill: Work) -> None:
    with pytest.raises(NotFound, match="never told"):
        app.talks.heard(drill, "Maya", Heard.PASSED_ON)
    app.told([drill], "Maya")
    app.talks.heard(drill, "maya", Heard.PASSED_ON, where="staff meeting")
    (hearing,) = [one for one in app.talks.visibility("Maya").hearings if one.work.id == drill.id]
    assert hearing.heard is Heard.PASSED_ON
    with pytest.raises(NotFound):
        app.talks.heard(found(app, "queue"), "Maya", Heard.USED)


# --- texts


def test_nothing_private_leaves_in_a_brief(app: App) -> None:
    with pytest.raises(TreefallError, match="private"):
        app.talks.brief(found(app, "pay"))


def test_a_brief_names_the_person_and_words_that_its_reader_never_used(app: App, drill: Work) -> None:
    app.decide(["ed@corp.example"], mine=True)
    assert app.talks.me() == ""
    document = app.talks.brief(drill)
    assert "A colleague" in str(document)
    app.answer(drill, "concern", "No failover was ever tried")
    assert app.talks.jargon(app.talks.brief(found(app, "drill")), "Maya") == ("failover",)
    assert app.talks.jargon(app.talks.brief(found(app, "drill")), "") == ("failover",)


def test_lines_for_a_stand_up_begin_with_the_last_working_day(app: App) -> None:
    assert app.talks.standup().title == "Since 29 June"
    assert "Restore drill" in str(app.talks.standup(date(2026, 5, 1)))
    assert app.talks.standup(date(2026, 5, 1), as_colleague=True).blocks
    assert app.talks.aloud("Maya", as_colleague=True).blocks


# --- visibility


def test_guesses_are_within_what_there_is(app: App) -> None:
    app.talks.guess("Maya", 2)
    assert [one.known for one in app.talks.visibility("Maya").guesses] == [2]
    with pytest.raises(TreefallError, match="There are 2"):
        app.talks.guess("Maya", 3)


def test_everybody_who_listens_is_shown_bosses_first(app: App, drill: Work) -> None:
    app.told([drill], "Olga")
    app.audience.person("Maya", listens=Listens.BOSS)
    assert [one.person for one in app.talks.listening()] == ["Maya", "Olga"]


# --- the week


def test_the_answers_of_a_week_go_where_they_belong(app: App) -> None:
    this = app.talks.week()
    assert this.nudge is None
    assert [one.slot for one in this.questions] == ["concern", "concern"]
    app.talks.answer(this.questions[0], "Nobody knew")
    app.talks.answer(this.questions[1], " ")
    assert [one.slot for one in app.talks.week().questions] == ["change"]
    app.talks.gone_through()
    assert app.talks.week().questions == ()


def test_a_number_is_read_and_read_again(app: App, drill: Work) -> None:
    app.talks.read(drill, "restore time: 90 min, drill log")
    with pytest.raises(TreefallError, match="in min before"):
        app.talks.read(drill, "2 h")
    assert app.talks.read(drill, "12 min").metric == "restore time"
    assert {one.where for one in app.said().of(Reading)} == {"drill log"}


def test_a_brief_that_was_given_is_asked_about_in_a_week(app: App, drill: Work, home: Path) -> None:
    app.talks.given(drill, "Maya")
    for days, answer, heard in ((8, "staff meeting", Heard.PASSED_ON), (8, "no", None), (8, "yes", Heard.PASSED_ON)):
        with closing(opened(home, days)) as later:
            question = next(one for one in later.talks.week().questions if one.slot == "brief")
            later.talks.answer(question, answer)
            assert later.talks.week().nudge is not None
            hearings = {one.work.id: one for one in later.talks.visibility("Maya").hearings}
            assert hearings[drill.id].heard is (heard or Heard.TOLD)
            assert not [one for one in later.talks.week().questions if one.slot == "brief"]
            later.undo()


# --- reminders


def test_the_calendar_has_what_there_is_to_be_reminded_of(app: App) -> None:
    app.audience.person("Maya", listens=Listens.BOSS, rhythm="Thursdays at 14:00")
    app.audience.person("Olga", rhythm="often")
    assert app.talks.undated() == ("Olga",)
    assert app.talks.calendar().count(b"BEGIN:VEVENT") == len(app.talks.reminders()) == 2


# --- what is long past


def test_what_is_long_past_is_neither_ranked_nor_asked_about(app: App, home: Path) -> None:
    app.audience.cares("Maya", "Nothing that this work could mean")
    assert len(app.audience.ranked("Maya")) == 2
    assert len(_asked_what_it_is_worth(app)) == 2
    with closing(opened(home, days=800)) as later:
        later.note("Moved the pagers", kind=Kind.PREVENTION)
        assert [each.work.title for each in later.audience.ranked("Maya")] == ["Moved the pagers"]
        assert _asked_what_it_is_worth(later) == {f"worth.{found(later, 'pagers').id}"}


def _asked_what_it_is_worth(app: App) -> set[str]:
    names = {ask.name for _ in range(12) for ask in app.growing.questions("Maya")}
    return {name for name in names if name.startswith("worth.")}

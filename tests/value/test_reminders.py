from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
import talks
from shop import NOW, Shop
from talks import ago

from treefall.model import Entry, Metric, Reminder, Terms, Watch, Where
from treefall.value.reminders import no_time, reminders, undated


def _all(shop: Shop, *entries: Entry) -> dict[str, Reminder]:
    return {one.title: one for one in reminders(shop.record(entries), shop.judgement, UTC)}


def _meeting(shop: Shop, rhythm: str, *entries: Entry) -> Reminder | None:
    return _all(shop, talks.person(rhythm=rhythm), *entries).get("1:1 with Maya: what to say")


@pytest.mark.parametrize(
    ("rhythm", "wrong"),
    [
        ("Thursdays at 25:00", "25:00"),
        ("Mondays 9:75", "9:75"),
        ("at 24", "24"),
        ("Fridays 13 pm", "13 pm"),
        ("every 30 days", ""),
        ("every second Thursday at 2 pm", ""),
        ("Thursdays 14:30", ""),
        ("Tuesdays", ""),
    ],
)
def test_a_time_that_no_day_has_is_found(rhythm: str, wrong: str) -> None:
    assert no_time(rhythm) == wrong


def test_what_is_watched_is_measured_on_its_day(shop: Shop) -> None:
    watch = Watch(
        id="w",
        at=ago(20),
        work=shop.keys.id,
        metric=Metric(where=Where.FILE, address="p.csv"),
        terms=Terms(),
        inputs="i",
    )
    returns = [
        (watch, date(2026, 7, 4)),
        (replace(watch, id="x"), date(2026, 6, 1)),
        (replace(watch, work="?"), NOW.date()),
    ]
    found = [one for one in reminders(shop.record(), shop.judgement, UTC, returns) if "Measure" in one.title]
    assert [one.on for one in found] == [date(2026, 7, 6), date(2026, 7, 1)]
    assert f"treefall impact measure {shop.keys.id[:8]}" in found[0].words


def test_friday_is_for_the_week_and_what_is_under_way_is_read_first(shop: Shop) -> None:
    found = _all(shop)
    review = found["Three minutes for the week"]
    assert (review.on, review.at, review.every) == (date(2026, 7, 3), (16, 0), 1)
    assert found["Write down a number before it goes out: Search by invoice number"].on == date(2026, 7, 2)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("rhythm", "on", "at", "every"),
    [
        ("Thursdays", date(2026, 7, 2), None, 1),
        ("every second Thursday at 14:00", date(2026, 7, 2), (14, 0), 2),
        ("biweekly, Tue 2 pm", date(2026, 7, 7), (14, 0), 2),
        ("every 3 weeks on Mondays", date(2026, 7, 6), None, 3),
        ("every 0 weeks on Mondays", date(2026, 7, 6), None, 1),
        ("monthly on a Wednesday, 12 am", date(2026, 7, 1), (0, 0), 4),
        ("every other Friday, 9.30", date(2026, 7, 3), (9, 30), 2),
        ("every week, Friday at 10", date(2026, 7, 3), (10, 0), 1),
        ("Fridays at 99:00", date(2026, 7, 3), None, 1),
    ],
)
def test_a_rhythm_in_words_becomes_a_day_and_a_time(
    shop: Shop, rhythm: str, on: date, at: tuple[int, int] | None, every: int
) -> None:
    found = _meeting(shop, rhythm)
    assert found is not None
    assert (found.on, found.at, found.every) == (on, at, every)


@pytest.mark.parametrize("rhythm", ["", "every two weeks", "monthly", "often"])
def test_without_a_weekday_no_calendar_can_show_it(shop: Shop, rhythm: str) -> None:
    assert _meeting(shop, rhythm) is None
    assert undated(shop.record([talks.person(rhythm=rhythm)])) == (("Maya",) if rhythm else ())


@pytest.mark.parametrize(("days", "on"), [(6, date(2026, 7, 9)), (13, date(2026, 7, 2)), (20, date(2026, 7, 9))])
def test_every_two_weeks_is_counted_from_the_last_1_1(shop: Shop, days: int, on: date) -> None:
    found = _meeting(shop, "every two weeks, Thursday", talks.tells(shop.keys, days=days))
    assert found is not None
    assert found.on == on


def test_who_left_is_met_no_more(shop: Shop) -> None:
    gone = replace(talks.person(rhythm="Thursdays"), left=ago(3))
    assert "1:1 with Maya: what to say" not in _all(shop, gone)
    assert not undated(shop.record([replace(gone, rhythm="often")]))


def test_what_went_out_is_looked_at_again_on_a_working_day(shop: Shop) -> None:
    before = talks.shows(shop.keys, "double charges", 31, shop.keys.end - timedelta(days=2))
    late = replace(shop.record([before]), now=shop.keys.end + timedelta(days=10))
    (again,) = [one for one in reminders(late, shop.judgement, UTC) if one.title.startswith("Look again")]
    assert again.title == "Look again: double charges"
    assert again.on == date(2026, 3, 30)  # 28 March is a Saturday


def test_what_is_due_is_shown_until_its_day(shop: Shop) -> None:
    due = talks.expects("A plan for refunds", due=NOW + timedelta(days=9))
    assert _all(shop, due)["Due for Maya: A plan for refunds"].on == date(2026, 7, 10)
    assert len(_all(shop, replace(due, closed=NOW))) == 2
    assert len(_all(shop, replace(due, due=NOW - timedelta(days=2)))) == 2
    assert len(_all(shop, replace(due, due=None))) == 2


def test_a_reminder_keeps_its_name(shop: Shop) -> None:
    names = {one.name for one in _all(shop, talks.person(rhythm="Thursdays")).values()}
    later = replace(shop.record([talks.person(rhythm="Thursdays at 9:00")]), now=NOW + timedelta(days=30))
    assert names == {one.name for one in reminders(later, shop.judgement, UTC)}
    assert len(names) == 3


def test_nothing_private_is_in_a_calendar(shop: Shop) -> None:
    assert "pay" not in str(_all(shop, talks.person(notes="pay")))


def test_questions_of_a_rehearsal_that_come_back_are_one_reminder_a_day() -> None:
    today = NOW.date()
    back = [today - timedelta(days=9), today, today + timedelta(days=1)]
    found = [one for one in reminders(Shop().record(), Shop().judgement, UTC, (), back) if "Rehearse" in one.title]
    assert [(one.title, one.on) for one in found] == [
        ("Rehearse: 2 questions come back", today),
        ("Rehearse: a question comes back", today + timedelta(days=1)),
    ]

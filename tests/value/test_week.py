from dataclasses import replace
from datetime import timedelta

import pytest
import talks
from shop import NOW, Shop, piece, seen, stood
from talks import MAYA, ago

from treefall.model import Entry, Heard, Judgement, Nudge, State, Step, Week, Work
from treefall.value.week import baselines_due, gone_through, outcomes_due, passed_over, questions, reading, week


def _week(shop: Shop, *entries: Entry, works: tuple[Work, ...] | None = None) -> Week:
    judgement = shop.judgement if works is None else Judgement(works, ())
    return week(shop.record(entries), judgement, shop.period, nudge=Step("treefall", "look"))


def _shipped(days: float) -> Work:
    return piece("Faster checkout", (seen("fast", "Faster checkout", ago(days)),), 3.0)


def _asked(shop: Shop, *entries: Entry, works: tuple[Work, ...] | None = None) -> list[tuple[str, str]]:
    return [(one.slot, one.work.title) for one in _week(shop, *entries, works=works).questions]


def test_what_is_undecided_is_proposed_the_newest_news_first(shop: Shop) -> None:
    news = replace(shop.search, end=ago(2))
    this = _week(shop, works=(shop.keys, shop.drill, news))
    assert this.inbox == (news, shop.keys, shop.drill)
    assert (this.waiting, this.last) == (0, None)
    more = _week(shop, works=(*shop.works, *(replace(shop.drill, id=f"d{n}") for n in range(3))))
    assert (len(more.inbox), more.waiting) == (5, 2)
    accepted = tuple(replace(work, accepted=True) for work in shop.works)
    assert _week(shop, works=accepted).inbox == ()


def test_what_is_under_way_is_asked_about_before_it_goes_out(shop: Shop) -> None:
    assert _asked(shop)[0] == ("before", "Search by invoice number")
    read = talks.shows(shop.search, "p95 of search", 840, ago(1))
    assert ("before", "Search by invoice number") not in _asked(shop, read)
    assert [work.id for work in baselines_due(shop.record(), shop.works)] == [shop.search.id]


@pytest.mark.parametrize(
    ("shipped", "again", "due"),
    [(13, None, 0), (15, None, 1), (15, 0.5, 0), (31, 16.5, 1), (31, 0.5, 0), (130, None, 0)],
)
def test_the_after_is_asked_for_14_and_30_days_after(shop: Shop, shipped: float, again: float | None, due: int) -> None:
    work = _shipped(shipped)
    entries = [talks.shows(work, "p95", 840, ago(shipped + 5))]
    entries += [talks.shows(work, "p95", 310, ago(again))] if again else []
    assert (("after", "Faster checkout") in _asked(shop, *entries, works=(work,))) == bool(due)


def test_what_was_first_read_after_it_went_out_is_no_before(shop: Shop) -> None:
    work = _shipped(20)
    late = talks.shows(work, "p95", 840, ago(19))
    assert not list(outcomes_due(shop.record([late]), [work]))
    under_way = stood(work, State.IN_PROGRESS)
    early = talks.shows(work, "p95", 840, ago(30))
    assert not list(outcomes_due(shop.record([early]), [replace(under_way, state=State.IN_PROGRESS)]))


def test_the_after_says_what_it_was_before(shop: Shop) -> None:
    work = _shipped(15)
    before = talks.shows(work, "p95 of checkout", 1240, ago(20))
    (one, *_) = _week(shop, before, works=(work,)).questions
    assert one.ask == "p95 of checkout was 1,240 ms before “Faster checkout” went out. What is it now?"
    assert one.before == before


def test_questions_are_three_at_most_one_about_a_piece_and_never_about_private_work(shop: Shop) -> None:
    asked = _asked(shop)
    assert len(asked) == 3
    assert len({title for _, title in asked}) == 3
    assert "Thoughts on my pay" not in {title for _, title in asked}
    assert [slot for slot, _ in asked] == ["before", "concern", "concern"]
    assert _asked(shop, works=(shop.search,)) == [("before", "Search by invoice number")]


def test_concerns_come_before_what_is_less_telling(shop: Shop) -> None:
    worded = talks.done(shop.keys, concern="paid twice", lesson="ask", next="refunds")
    titles = [
        title for slot, title in _asked(shop, worded, works=(shop.keys, shop.drill)) if slot in {"concern", "change"}
    ]
    assert titles == [shop.drill.title, shop.keys.title]


def test_what_was_skipped_comes_back_in_three_weeks(shop: Shop) -> None:
    skipped = passed_over(shop.record(now=ago(5)), "before", shop.search.id)
    assert ("before", shop.search.title) not in _asked(shop, skipped)
    long_ago = passed_over(shop.record(now=ago(25)), "before", shop.search.id)
    assert ("before", shop.search.title) in _asked(shop, long_ago)


def test_after_a_week_was_gone_through_nothing_more_is_asked_for_days(shop: Shop) -> None:
    assert _week(shop, gone_through(shop.record(now=ago(1)))).questions == ()
    later = _week(shop, gone_through(shop.record(now=ago(6))))
    assert later.questions
    assert later.last == ago(6)


def test_a_brief_is_asked_about_a_week_later_until_it_was_used(shop: Shop) -> None:
    given = talks.tells(shop.keys, days=8, channel="brief")
    assert ("brief", shop.keys.title) in _asked(shop, given)
    assert ("brief", shop.keys.title) not in _asked(shop, talks.tells(shop.keys, days=3, channel="brief"))
    used = talks.replies(given, Heard.PASSED_ON, where="staff")
    assert ("brief", shop.keys.title) not in _asked(shop, given, used)
    assert ("brief", shop.diary.title) not in _asked(shop, talks.tells(shop.diary, days=8, channel="brief"))


def test_what_waits_with_somebody_is_named_twice_at_most(shop: Shop) -> None:
    waits = [Nudge(MAYA, f"thing {n}", Step("treefall", "")) for n in range(3)]
    assert len(week(shop.record(), shop.judgement, shop.period, nudge=None, waits=waits).waits) == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("p95 of checkout: 840 ms, Grafana", ("p95 of checkout", 840, "ms", "Grafana")),
        ("p95 of checkout is 840ms", ("p95 of checkout", 840, "ms", "")),
        ("error rate = 2.5% (billing board)", ("error rate", 2.5, "%", "billing board")),
        ("orders a day: 1,204", ("orders a day", 1204, "", "")),
        ("load: 0,31", ("load", 0.31, "", "")),
        ("balance: -5 EUR.", ("balance", -5, "EUR", "")),
    ],
)
def test_a_reading_is_understood_as_people_write_it(
    shop: Shop, words: str, expected: tuple[str, float, str, str]
) -> None:
    found = reading(shop.record(), shop.keys.id, words)
    assert (found.metric, found.value, found.unit.rstrip("."), found.where) == expected


def test_the_second_reading_needs_only_the_number(shop: Shop) -> None:
    before = talks.shows(shop.keys, "p95", 840, ago(20))
    found = reading(shop.record(), shop.keys.id, "310 ms", before)
    assert (found.metric, found.value, found.unit, found.where) == ("p95", 310, "ms", "Grafana")
    assert reading(shop.record(), shop.keys.id, "310", before).unit == "ms"
    assert reading(shop.record(), shop.keys.id, "errors: 3", before).metric == "errors"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("much better", "a metric and a number"),
        ("840 ms", "of what"),
        ("p95: 1.2.3.4", "is no number"),
        ("p95: 3 s", "in ms before"),
    ],
)
def test_what_is_no_reading_is_refused(shop: Shop, words: str, why: str) -> None:
    before = talks.shows(shop.keys, "p95", 840, ago(20)) if "before" in why else None
    with pytest.raises(ValueError, match=why):
        reading(shop.record(), shop.keys.id, words, before)


def test_questions_of_ten_thousand_pieces_are_asked_at_once(shop: Shop) -> None:
    many = tuple(replace(shop.drill, id=f"w{n}") for n in range(10_000))
    done = [talks.done(work, concern="c") for work in many[:2000]]
    record = replace(shop.record(done), now=NOW + timedelta(hours=1))
    assert len(questions(record, Judgement(many, ()), shop.period)) == 3

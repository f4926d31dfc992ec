from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import talks
from shop import Shop, piece
from shop import seen as shown

from treefall.model import Heard, Judgement, LeftOut, Overview, Period, Record, Rejected, Withdrawal, Work
from treefall.value.overview import MOST_WORKS, overview, silent_months
from treefall.value.slots import answered, told
from treefall.value.story import chosen


def _over(
    shop: Shop, record: Record | None = None, judgement: Judgement | None = None, mine: tuple[str, ...] = ("Ed Stone",)
) -> Overview:
    return overview(record or shop.record(), judgement or shop.judgement, shop.period, mine=mine, places=3)


def _sayable(shop: Shop, work: Work, record: Record | None = None) -> Record:
    record = record or shop.record()
    for slot, words in (("concern", "charged twice"), ("change", "nobody is"), ("lesson", "ask first")):
        record = shop.record([*record.entries, *answered(record, work, slot, words)])
    return record


def test_the_first_screen_counts_what_i_did_and_what_was_left_out(shop: Shop) -> None:
    seen = _over(shop)
    assert (seen.commits, seen.total, seen.places) == (28, 4, 3)
    assert seen.left_out == (("bot", 2), ("revert", 1))
    assert (seen.untold, seen.tellable, seen.since, seen.new) == (4, 4, None, frozenset())


def test_private_work_is_shown_to_me_and_never_counted_as_untold(shop: Shop) -> None:
    everything = replace(shop, now=shop.now, period=replace(shop.period, end=shop.now + timedelta(days=1)))
    seen = _over(everything)
    assert shop.diary in seen.works
    assert (seen.total, seen.tellable) == (5, 4)


def test_private_work_that_somebody_heard_of_is_in_no_count_of_what_they_heard(shop: Shop) -> None:
    everything = replace(shop, period=replace(shop.period, end=shop.now + timedelta(days=1)))
    before = shop.record(now=shop.diary.start - timedelta(days=30))
    seen = _over(everything, shop.record(told(before, [shop.keys, shop.diary], "Maya")))
    assert [one.heard for one in seen.listeners] == [1]
    assert shop.diary.id not in seen.new | seen.begun


def test_the_boss_of_now_comes_first_even_who_heard_of_nothing(shop: Shop) -> None:
    gone = replace(talks.person("Maya"), left=shop.now - timedelta(days=1))
    entries = [*told(shop.record(), [shop.keys], "Maya"), *told(shop.record(), [shop.keys], "Grace"), gone]
    seen = _over(shop, shop.record([*entries, talks.person("Olga")]))
    assert [(one.person, one.heard) for one in seen.listeners] == [("Olga", 0), ("Grace", 1)]
    assert seen.next.command.startswith("treefall ask")
    assert [one.person for one in _over(shop, shop.record(entries)).listeners] == ["Grace"]


def test_words_of_a_witness_for_their_ears_make_it_sayable(shop: Shop) -> None:
    concern = answered(shop.record(), shop.keys, "concern", "charged twice")
    said = (talks.person(), talks.vouches("It saved our night", shop.keys, audiences=("boss",)))
    assert _over(shop, shop.record([*concern, *said])).next.command == "treefall 1:1 Maya"
    assert _over(shop, shop.record([*concern, said[0]])).next.command == "treefall ask 1"


def test_copies_of_a_change_are_counted_once(shop: Shop) -> None:
    drill = replace(shop.drill, evidence=tuple(replace(s, copy=n > 0) for n, s in enumerate(shop.drill.evidence)))
    assert _over(shop, judgement=Judgement((drill,), ())).commits == 1


def test_what_was_withdrawn_counts_for_nobody(shop: Shop) -> None:
    gone = Withdrawal(id="w", at=shop.now, of=shop.keys.id)
    record = shop.record([*told(shop.record(), [shop.keys], "Maya"), gone])
    seen = _over(shop, record, Judgement(shop.works[1:], ()))
    assert (seen.since, seen.listeners, seen.heard) == (None, (), {})


def test_without_an_address_the_next_step_is_to_say_who_i_am(shop: Shop) -> None:
    assert _over(shop, mine=()).next.command.startswith("treefall --repo PATH --me")


def test_without_work_the_next_step_is_a_note(shop: Shop) -> None:
    assert _over(shop, judgement=Judgement((), ())).next.command.startswith("treefall note")


def test_the_strongest_piece_with_open_slots_is_asked_about(shop: Shop) -> None:
    step = _over(shop).next
    assert step.command == "treefall ask 1"
    assert step.why.startswith("3 questions, 60 seconds")


def test_one_open_question_is_one_question(shop: Shop) -> None:
    record = shop.record()
    for slot in ("change", "lesson", "beneficiary", "next"):
        record = shop.record([*record.entries, *answered(record, shop.keys, slot, "plain words")])
    assert _over(shop, record).next.why.startswith("1 question, 20 seconds")


def test_what_can_be_said_is_brought_to_the_next_meeting(shop: Shop) -> None:
    assert _over(shop, _sayable(shop, shop.keys)).next.command == "treefall 1:1"


@pytest.mark.parametrize("words", [("lesson",), ("lesson", "concern")])
def test_the_next_step_is_about_what_the_next_meeting_is_about(shop: Shop, words: tuple[str, ...]) -> None:
    record = shop.record(told(shop.record(), [shop.drill], "Maya"))
    for slot in words:
        record = shop.record([*record.entries, *answered(record, shop.search, slot, "plain words")])
    assert chosen(record, shop.judgement, "Maya", shop.period)[0] == shop.search
    step = _over(shop, record).next
    assert step.command == ("treefall 1:1 Maya" if "concern" in words else "treefall ask 3")


def test_what_the_next_listener_has_not_heard_is_next_whoever_else_has(shop: Shop) -> None:
    early = shop.record(now=shop.now - timedelta(days=3))
    record = shop.record([*told(early, shop.works, "Maya"), *told(shop.record(), [shop.drill], "Olga")])
    assert _over(shop, record).next.command == "treefall ask 1"


def test_what_was_told_gives_way_to_the_next_piece(shop: Shop) -> None:
    record = shop.record(told(shop.record(), [shop.keys], "Maya Lee"))
    assert _over(shop, record).next.command == "treefall ask 2"
    ready = _sayable(shop, shop.drill, record)
    assert _over(shop, ready).next.command == "treefall 1:1 'Maya Lee'"


def test_a_defeat_is_ready_only_with_its_lesson(shop: Shop) -> None:
    record = shop.record(answered(shop.record(), shop.cache, "concern", "pages were slow"))
    only = Judgement((shop.cache,), ())
    assert _over(shop, record, only).next.command == "treefall ask 1"
    assert _over(shop, _sayable(shop, shop.cache), only).next.command == "treefall 1:1"


def test_when_all_is_told_the_next_step_is_what_no_repository_shows(shop: Shop) -> None:
    record = shop.record(told(shop.record(), shop.works, "Maya"))
    seen = _over(shop, record)
    assert seen.untold == 0
    assert seen.next.command.startswith("treefall note")


def test_what_went_on_since_the_last_telling_is_new(shop: Shop) -> None:
    before = shop.record(now=shop.drill.start + timedelta(days=1))
    seen = _over(shop, shop.record(told(before, [shop.keys], "Maya")))
    assert seen.new == {shop.drill.id}
    assert seen.begun == {shop.search.id, shop.cache.id}
    assert seen.heard == {shop.keys.id: Heard.TOLD}
    assert [(one.person, one.heard) for one in seen.listeners] == [("Maya", 1)]


def test_at_most_fifteen_pieces_and_a_number_only_for_those(shop: Shop) -> None:
    many = tuple(replace(shop.drill, id=f"work{n:012}") for n in range(MOST_WORKS + 5))
    record = shop.record(told(shop.record(), many[:MOST_WORKS], "Maya"))
    seen = _over(shop, record, Judgement(many, ()))
    assert (len(seen.works), seen.total) == (MOST_WORKS, MOST_WORKS + 5)
    assert seen.next.command == f"treefall ask {many[MOST_WORKS].id}"


def test_what_could_not_be_read_is_kept(shop: Shop) -> None:
    bad = Rejected("git", "shop 4f1c", "no author")
    seen = overview(shop.record(), shop.judgement, shop.period, mine=(), places=1, rejected=(bad,))
    assert seen.rejected == (bad,)


def _on(*days: str) -> Judgement:
    made = [shown(f"s{day}", "Add keys", datetime.fromisoformat(day).replace(tzinfo=UTC)) for day in days]
    return Judgement((piece("Keys", tuple(made), 1.0),), ())


def _span(first: str, last: str) -> Period:
    return Period(*(datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (first, last)))


def test_months_of_which_nothing_is_on_record_are_named() -> None:
    found = silent_months(_on("2026-01-15", "2026-04-30T23:30"), _span("2025-06-10", "2026-06-20"), UTC)
    assert found == (date(2026, 2, 1), date(2026, 3, 1), date(2026, 5, 1))
    assert silent_months(_on("2024-01-15"), _span("2026-01-02", "2026-03-01"), UTC) == (date(2026, 2, 1),)
    assert silent_months(Judgement((), ()), _span("2026-01-01", "2026-03-01"), UTC) == ()


def test_a_month_is_the_persons_own() -> None:
    tokyo = timezone(timedelta(hours=9))
    found = silent_months(_on("2026-01-15", "2026-01-31T16:00"), _span("2026-01-01", "2026-04-01"), tokyo)
    assert found == (date(2026, 3, 1),)


def test_what_others_did_breaks_no_silence_and_noise_of_mine_does() -> None:
    def with_(why: str) -> Judgement:
        out = LeftOut(shown("x", "Fix typo", datetime(2026, 2, 3, tzinfo=UTC)), why)
        return replace(_on("2026-01-15"), left_out=(out,))

    span = _span("2026-01-01", "2026-03-01")
    assert silent_months(with_("typo"), span, UTC) == ()
    assert silent_months(with_("by others"), span, UTC) == silent_months(with_("bot"), span, UTC) == (date(2026, 2, 1),)

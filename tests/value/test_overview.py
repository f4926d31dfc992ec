from dataclasses import replace
from datetime import timedelta

from shop import Shop

from treefall.model import Judgement, Overview, Record, Rejected, Work
from treefall.value.overview import MOST_WORKS, overview
from treefall.value.slots import answered, told


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


def test_without_an_address_the_next_step_is_to_say_who_i_am(shop: Shop) -> None:
    assert _over(shop, mine=()).next.command.startswith("treefall collect --me")


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
    before = shop.record(now=shop.now - timedelta(days=40))
    seen = _over(shop, shop.record(told(before, [shop.keys], "Maya")))
    assert seen.new == {shop.search.id, shop.cache.id}
    assert seen.told == {shop.keys.id}
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

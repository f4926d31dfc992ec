from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import talks
from shop import NOW, Shop

from treefall.model import Document, Judgement, OpenSlot, Paragraph, Period
from treefall.value.story import standup
from treefall.value.story.standup import last_workday

SINCE_MAY = Period(datetime(2026, 5, 1, tzinfo=UTC), NOW)


def _lines(document: Document) -> list[tuple[str, str]]:
    return [(b.label, b.sentences[0].text) for b in document.blocks if isinstance(b, Paragraph)]


def test_each_line_says_what_moved_and_against_what(shop: Shop) -> None:
    record = shop.record(
        [
            talks.done(shop.drill, concern="nobody knew whether backups restore"),
            talks.done(shop.search, next="the index"),
        ]
    )
    document = standup(record, shop.judgement, SINCE_MAY, subject="", zone=UTC)
    assert document.title == "Since 1 May"
    assert _lines(document) == [
        ("Done", "Restore drill for billing backups: 6 changes. The worry: Nobody knew whether backups restore."),
        ("Taken back", "Cache layer: 1 change, reverted after 3 days."),
        ("Now", "Search by invoice number: 2 changes. Next: The index."),
    ]
    (ask,) = [block for block in document.blocks if isinstance(block, OpenSlot)]
    assert ask.command == f"treefall ask {shop.search.id[:8]}"
    assert document.cites()


def test_private_work_is_in_no_stand_up_and_others_are_named(shop: Shop) -> None:
    document = standup(
        shop.record(), shop.judgement, Period(NOW - timedelta(days=365), NOW + timedelta(1)), subject="Ed", zone=UTC
    )
    assert document.title == "Ed, since 1 July 2025"
    assert "pay" not in str(document)
    assert "19 changes, with Grace Hopper." in str(document)


def test_where_all_have_a_worry_nothing_is_asked_and_where_nothing_moved_a_note_is(shop: Shop) -> None:
    record = shop.record([talks.done(shop.drill, concern="backups")])
    told = standup(record, Judgement((shop.drill,), ()), SINCE_MAY, subject="", zone=UTC)
    assert not [block for block in told.blocks if isinstance(block, OpenSlot)]
    empty = standup(record, Judgement((), ()), SINCE_MAY, subject="", zone=UTC)
    assert [type(block) for block in empty.blocks] == [OpenSlot]


def test_at_most_four_lines_of_a_sort(shop: Shop) -> None:
    many = tuple(replace(shop.drill, id=f"drill{n}") for n in range(9))
    assert len(_lines(standup(shop.record(), Judgement(many, ()), SINCE_MAY, subject="", zone=UTC))) == 4


@pytest.mark.parametrize(("today", "before"), [(1, 30), (29, 26), (28, 26), (27, 26)])  # Wed, Mon, Sun, Sat
def test_the_last_working_day_is_no_weekend(today: int, before: int) -> None:
    month = 7 if today == 1 else 6
    assert last_workday(datetime(2026, month, today, 9, tzinfo=UTC)) == datetime(2026, 6, before, tzinfo=UTC)

from dataclasses import replace
from datetime import date, datetime

import pytest
from shop import Shop

from treefall.value.phrase import clip, counted, day, names, sentence, span

TODAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((2026, 5, 12), (2026, 5, 12), "on 12 May"),
        ((2026, 5, 12), (2026, 5, 13), "on 12 and 13 May"),
        ((2026, 3, 3), (2026, 3, 14), "between 3 and 14 March"),
        ((2026, 2, 3), (2026, 3, 14), "between 3 February and 14 March"),
        ((2025, 2, 3), (2025, 3, 14), "between 3 February and 14 March 2025"),
        ((2025, 12, 3), (2026, 1, 4), "between 3 December 2025 and 4 January 2026"),
    ],
)
def test_days_are_said_as_people_say_them(start: tuple[int, int, int], end: tuple[int, int, int], said: str) -> None:
    assert span(datetime(*start, 9), datetime(*end, 17), TODAY) == said  # noqa: DTZ001 - local on purpose


def test_another_year_is_named() -> None:
    assert (day(date(2026, 5, 1), TODAY), day(date(2025, 5, 1), TODAY)) == ("1 May", "1 May 2025")


def test_names_are_joined_each_once_and_many_are_counted() -> None:
    assert names(["Ann"]) == "Ann"
    assert names(["Ann", "Bob", "Ann"]) == "Ann and Bob"
    assert names(["Ann", "Bob", "Cy"]) == "Ann, Bob and Cy"
    assert names(["Ann", "Bob", "Cy", "Di"]) == "Ann, Bob and 2 others"


def test_long_text_is_cut_and_says_so() -> None:
    assert clip("one two three, four", 3) == "one two three…"
    assert clip("a\n b", 2) == "a b"
    assert len(clip("x" * 900, 5)) == 60


def test_a_sentence_begins_and_ends_as_one() -> None:
    assert sentence("charged twice", 9) == "Charged twice."
    assert sentence("iOS failed!", 9) == "iOS failed!"
    assert sentence("p95 rose", 9) == "p95 rose."


def test_evidence_is_counted_by_what_it_is(shop: Shop) -> None:
    assert counted(shop.keys.evidence) == "19 changes"
    assert counted((*shop.cache.evidence, *shop.diary.evidence)) == "1 change and 1 record"
    assert counted((*shop.cache.evidence, replace(shop.cache.evidence[0], copy=True))) == "1 change"

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from shop import Shop

from treefall.value.phrase import as_of_another, clip, counted, day, month, names, number, sentence, span, spoken

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


def test_what_a_forge_shows_is_called_by_its_name(shop: Shop) -> None:
    change = shop.cache.evidence[0]
    forge = replace(change, source="github", native="#412", url="https://github.com/shop/shop/pull/412")
    issue = replace(forge, native="#390", url="https://github.com/shop/shop/issues/390")
    assert counted((issue, forge, change)) == "1 change, 1 pull request and 1 issue"
    assert counted((replace(forge, native="#7 review"), forge, forge)) == "2 pull requests and 1 review"
    assert counted((replace(forge, url=None),)) == "1 record"
    asked = replace(forge, source="gitlab", native="!412", url="https://gitlab.com/shop/shop/-/merge_requests/412")
    assert counted((asked, asked)) == "2 merge requests"


@pytest.mark.parametrize(
    ("value", "said"),
    [(1204, "1,204"), (0.31, "0.31"), (2.5, "2.5"), (1234.56, "1,234.6"), (-3, "-3"), (1e-5, "1e-05")],
)
def test_a_number_is_written_as_it_is_read(value: float, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("own", "of_another"),
    [
        ("I wrote my tests", "They wrote their tests"),
        ("So I'm on call; am I?", "So they are on call; are they?"),
        (
            "My part was small, the loop was mine. I've asked",
            "Their part was small, the loop was theirs. They've asked",
        ),
        ("I/O was slow, ask me myself", "I/O was slow, ask them themselves"),
        ("“I sleep” again", "“They sleep” again"),
        ("the mine in Myanmar", "the mine in Myanmar"),
    ],
)
def test_what_somebody_wrote_of_themselves_is_told_of_another(own: str, of_another: str) -> None:
    assert as_of_another(own) == of_another


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Retries are safe (#412, #431).", "Retries are safe."),
        ("p95 840 ms → 310 ms, 5 % less", "p95 840 milliseconds to 310 milliseconds, 5 percent less"),
        ("see https://x.example/a `retry_queue` & *more*", "see retry_queue and more"),
        ("~3 h, e.g. at night, i.e. late", "about 3 hours, for example at night, that is late"),
        ("90 s or 5 min", "90 seconds or 5 minutes"),
    ],
)
def test_what_is_said_aloud_has_no_marks(written: str, said: str) -> None:
    assert spoken(written) == said


def test_a_month_has_its_name_and_its_year_unless_it_is_this_one() -> None:
    march = datetime(2026, 3, 1, tzinfo=UTC)
    assert month(march, date(2026, 6, 30)) == "March"
    assert month(march, date(2027, 1, 2)) == "March 2026"

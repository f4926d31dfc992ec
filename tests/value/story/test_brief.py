from dataclasses import replace
from datetime import UTC, timedelta

import pytest
import talks
from hypothesis import given, settings
from hypothesis import strategies as st
from shop import NOW, Shop

from treefall.model import Attribution, Document, Entry, Impact, OpenSlot, Paragraph, State, Work
from treefall.value.story import brief
from treefall.value.story.brief import MOST_IN_A_BRIEF


def _brief(shop: Shop, work: Work, *entries: Entry, subject: str = "Ed Stone") -> Document:
    found = brief(shop.record(entries), work, subject=subject, zone=UTC)
    blocks = [block for block in found.blocks if isinstance(block, Paragraph)]
    assert all(said.cites for block in blocks for said in block.sentences)
    length = len(found.title.split()) + sum(len(f"{b.label} {_text(b)}".split()) for b in blocks)
    assert length <= MOST_IN_A_BRIEF
    return found


def _text(block: Paragraph) -> str:
    return " ".join(said.text for said in block.sentences)


def _says(document: Document, label: str) -> str:
    return next(_text(block) for block in document.blocks if isinstance(block, Paragraph) and block.label == label)


def test_a_brief_stands_alone_and_is_in_the_third_person(shop: Shop) -> None:
    document = _brief(
        shop,
        shop.keys,
        talks.done(shop.keys, concern="Customers paid twice", next="the same for my refunds"),
        talks.changed(shop.keys, "no double charge since March", "the billing board"),
    )
    assert [(b.label, _text(b)) for b in document.blocks if isinstance(b, Paragraph)] == [
        ("Why it mattered", "Customers paid twice."),
        (
            "What was done",
            "Ed Stone and Grace Hopper worked on it between 3 February and 14 March. In place since 14 March.",
        ),
        ("What changed", "“no double charge since March”, says the billing board."),
        ("Not done", "The same for their refunds."),
        ("To repeat", "Before: Customers paid twice. Now: “no double charge since March”, says the billing board."),
        ("If asked", "“Was it Ed Stone alone?” No: Grace Hopper had a part in it."),
    ]


def test_what_nobody_said_stays_open(shop: Shop) -> None:
    document = _brief(shop, shop.keys)
    assert [block.label for block in document.blocks if isinstance(block, OpenSlot)] == ["Why it mattered", "Not done"]
    assert _says(document, "What changed") == "Not measured so far."
    assert _says(document, "To repeat").endswith("in place since 14 March, not measured so far.")
    assert _says(document, "If asked") == "“What difference did it make?” Nobody has measured it so far."


@pytest.mark.parametrize(
    ("attribution", "asked"),
    [
        (Attribution.BEFORE_AFTER, "“Was it this work?” It came after it; no control was measured."),
        (Attribution.CORRELATED, "“Was it this work?” It was in the same period; more is not known."),
    ],
)
def test_what_was_measured_is_repeated_whole_and_no_surer_than_it_is(
    shop: Shop, attribution: Attribution, asked: str
) -> None:
    words = "p95 fell by 38 % (95 % interval 31-44 %), from 420 ms to 260 ms, after this shipped on 14 March."
    change = replace(talks.changed(shop.keys, words, "p95.csv"), attribution=attribution, measurement="m" * 16)
    document = _brief(shop, shop.keys, change)
    assert _says(document, "What changed") == words
    assert _says(document, "To repeat").endswith(words)
    assert _says(document, "If asked") in {asked, "“Was it Ed Stone alone?” No: Grace Hopper had a part in it."}


def test_a_reader_gets_what_somebody_allowed_them_to_read(shop: Shop) -> None:
    entries = (talks.person(), talks.vouches("It saved our night.", shop.keys, audiences=("boss",)))
    for_maya = brief(shop.record(entries), shop.keys, subject="Ed Stone", zone=UTC, reader=talks.MAYA)
    assert _says(for_maya, "What changed") == "“It saved our night”, says Grace Hopper."
    assert _says(for_maya, "To repeat").endswith("“It saved our night”, says Grace Hopper.")
    assert _says(for_maya, "If asked") == "“Was it this work?” That shows the change, not its cause."
    assert _says(_brief(shop, shop.keys, *entries), "What changed") == "Not measured so far."


def test_what_was_read_before_and_after_is_not_called_unmeasured(shop: Shop) -> None:
    before, after = (shop.keys.start - timedelta(days=1), 840.0), (shop.keys.end + timedelta(days=9), 310.0)
    read = (talks.shows(shop.keys, "p95", value, at) for at, value in (before, after))
    document = _brief(shop, shop.keys, *read)
    assert "840 ms" in _says(document, "What changed")
    assert _says(document, "What changed") in _says(document, "To repeat")
    assert "easured" not in "".join(_says(document, label) for label in ("To repeat", "If asked"))


def test_of_mostly_reverted_work_the_rest_is_not_denied(shop: Shop) -> None:
    kept = replace(shop.keys.evidence[0], state=State.DONE)
    document = _brief(shop, replace(shop.cache, evidence=(*shop.cache.evidence, kept)))
    assert _says(document, "What changed") == "Most of it was taken out again."
    assert _says(document, "Not done") == "Most of it: it was taken out again."


def test_a_plan_with_a_figure_is_marked_as_a_plan(shop: Shop) -> None:
    document = _brief(shop, shop.drill, talks.done(shop.drill, next="measure for two weeks"))
    assert _says(document, "Not done") == "Planned, in Ed Stone’s own words: Measure for two weeks."  # noqa: RUF001


def test_without_a_name_it_is_a_colleague_and_a_note_stands_on_no_branch(shop: Shop) -> None:
    note = replace(shop.drill, evidence=tuple(replace(s, source="note") for s in shop.drill.evidence))
    document = _brief(shop, note, subject="")
    assert _says(document, "What was done") == (
        "A colleague worked on “Restore drill for billing backups” between 3 and 13 May."
    )
    assert _says(document, "To repeat") == "Restore drill for billing backups: done, not measured so far."


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ("I wrote the drill", "Ed Stone wrote the drill."),
        ("I am on call for it", "Ed Stone is on call for it."),
        ("I was on call", "Ed Stone was on call."),
        ("I have a drill", "Ed Stone has a drill."),
        ("Wrote my drill", "Wrote their drill."),
    ],
)
def test_my_own_words_are_told_of_somebody_else(shop: Shop, response: str, said: str) -> None:
    assert _says(_brief(shop, shop.drill, talks.done(shop.drill, response=response)), "What was done") == (
        f"{said} In place since 13 May."
    )


def test_others_and_an_own_cause_are_named(shop: Shop) -> None:
    own = talks.done(shop.keys, response="I wrote it", cause="my loop")
    text = _says(_brief(shop, shop.keys, own), "What was done")
    assert "Grace Hopper had a part in it. The cause was Ed Stone’s: Their loop." in text  # noqa: RUF001


@pytest.mark.parametrize(
    ("name", "changed", "repeat", "asked"),
    [
        ("cache", "Nothing that lasts.", "Cache layer: tried, and reverted after 3 days.", "“Will it be tried again?”"),
        (
            "search",
            "Nothing yet.",
            "Search by invoice number: under way, not in place yet.",
            "“When will it be done?” No day",
        ),
    ],
)
def test_what_is_not_in_place_is_said_not_to_be(shop: Shop, name: str, changed: str, repeat: str, asked: str) -> None:
    document = _brief(shop, getattr(shop, name))
    assert _says(document, "What changed") == changed
    assert _says(document, "To repeat") == repeat
    assert asked in _says(document, "If asked")
    assert _says(document, "Not done")


def test_an_agreed_day_is_the_answer_to_when(shop: Shop) -> None:
    agreed = talks.expects("Search", shop.search, due=NOW + timedelta(days=20), confirmed=NOW)
    assert _says(_brief(shop, shop.search, agreed), "If asked") == "“When will it be done?” By 21 July, as agreed."
    assert "No day" in _says(_brief(shop, shop.search, replace(agreed, confirmed=None)), "If asked")


@pytest.mark.parametrize(
    ("change", "repeat", "asked"),
    [
        (
            "retries are safe",
            "retries are safe (Ed Stone’s own words).",  # noqa: RUF001 - as it is printed
            "“Who says so?” Ed Stone only; it was not measured.",
        ),
        (
            "2 to 6 hours, assuming one a year",
            "2 to 6 hours, assuming one a year (estimated).",
            "as an estimate; it was not",
        ),
    ],
)
def test_an_own_account_is_never_more(shop: Shop, change: str, repeat: str, asked: str) -> None:
    document = _brief(shop, shop.drill, talks.changed(shop.drill, change))
    assert repeat in _says(document, "To repeat")
    assert asked in _says(document, "If asked")


def test_a_measured_change_of_mine_alone_is_asked_about_its_cause(shop: Shop) -> None:
    change = Impact(
        id="i", at=NOW, accomplishment=shop.drill.id, words="restores", witness="log", attribution=Attribution.REPORTED
    )
    assert (
        _says(_brief(shop, shop.drill, change), "If asked")
        == "“Was it this work?” That is what log says; it shows the change, not its cause."
    )


def test_a_worry_with_a_figure_is_no_line_to_repeat(shop: Shop) -> None:
    entries = (
        talks.done(shop.keys, concern="31 customers paid twice"),
        talks.changed(shop.keys, "none since", "a board"),
    )
    assert _says(_brief(shop, shop.keys, *entries), "To repeat").startswith("Idempotency keys stop double charging: ")


def test_words_whose_consent_was_withdrawn_are_not_repeated(shop: Shop) -> None:
    said = replace(talks.vouches("I sleep again", shop.keys), consent=False)
    change = talks.changed(shop.keys, "I sleep again", "Grace Hopper")
    assert "sleep" not in str(_brief(shop, shop.keys, said, change))


@settings(max_examples=30)
@given(st.lists(st.text(max_size=200), min_size=6, max_size=6), st.integers(1, 60))
def test_a_brief_is_never_longer(texts: list[str], times: int) -> None:
    shop = Shop()
    slots = ("concern", "response", "lesson", "next", "cause", "beneficiary")
    long = {slot: (text + " word") * times for slot, text in zip(slots, texts, strict=True)}
    work = replace(shop.keys, title="word " * times)
    _brief(
        shop,
        work,
        talks.done(shop.keys, **long),
        talks.changed(shop.keys, texts[0] + "so much better " * times, "a board"),
    )


def test_work_with_an_assistant_says_so_and_in_how_much_of_it(shop: Shop) -> None:
    made = tuple(replace(seen, tools=("Helper",)) for seen in shop.drill.evidence)
    some = (made[0], *shop.drill.evidence[1:])
    for evidence, much in ((made, "It"), (some, "Some of it")):
        document = _brief(shop, replace(shop.drill, evidence=evidence))
        assert _says(document, "What was done").endswith(f"{much} was made with an assistant.")

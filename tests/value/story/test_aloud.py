import re
from dataclasses import replace
from datetime import UTC

import pytest
import talks
from hypothesis import given, settings
from hypothesis import strategies as st
from shop import PERIOD, Shop
from talks import MAYA

from treefall.model import Document, Entry, Judgement, Paragraph, Work
from treefall.value.story import aloud
from treefall.value.story.aloud import MOST_SPOKEN
from treefall.value.story.voice import Voice


def _aloud(
    shop: Shop, *entries: Entry, works: tuple[Work, ...] | None = None, who: str = MAYA, subject: str = ""
) -> str:
    judgement = shop.judgement if works is None else Judgement(works, ())
    return _text(aloud(shop.record(entries), judgement, who, zone=UTC, period=PERIOD, subject=subject))


def _text(document: Document) -> str:
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert all(said.cites for block in blocks for said in block.sentences)
    return "\n".join(" ".join(said.text for said in block.sentences) for block in blocks)


def _worded(shop: Shop) -> tuple[Entry, ...]:
    priority = talks.cares("No surprises for customers")
    return (
        talks.done(
            shop.keys, concern="Customers paid twice (#390)", lesson="ask the gateway first", next="refunds in July"
        ),
        talks.changed(shop.keys, "double charges fell from 31 to 0 a week", "the billing board"),
        priority,
        talks.serves(shop.keys, priority),
    )


def test_a_minute_is_told_in_sentences_that_can_be_said(shop: Shop) -> None:
    assert _aloud(shop, *_worded(shop)) == (
        "Customers paid twice. You said on 2 May: “No surprises for customers”.\n"
        "From February to March Grace Hopper and I worked on this: Idempotency keys stop double charging. "
        "It has been in place since 14 March.\n"
        "The billing board says: double charges fell from 31 to 0 a week.\n"
        "What I take from it: Ask the gateway first. Next: Refunds in July.\n"
        "One question: Should I take this further, or leave it here?\n"
        "If your director asks about this, how would you put it?"
    )


def test_it_is_said_as_if_about_a_colleague(shop: Shop) -> None:
    text = _aloud(shop, *_worded(shop), subject="Ed Stone")
    assert "Maya said on 2 May" in text
    assert "Ed Stone and Grace Hopper worked on this" in text
    assert "Ed Stone takes from it: Ask the gateway first." in text
    assert not re.search(r"\b(I|me|my|you)\b", text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("search", "In June I began this: Search by invoice number. It is not in place yet."),
        ("cache", "In June I tried this: Cache layer. It was reverted after 3 days."),
        ("drill", "Nobody has measured yet what it changed."),
    ],
)
def test_work_is_said_to_stand_as_it_does(shop: Shop, name: str, said: str) -> None:
    assert said in _aloud(shop, works=(getattr(shop, name),))


def test_an_own_account_is_said_to_be_one(shop: Shop) -> None:
    text = _aloud(shop, talks.changed(shop.keys, "retries are safe"))
    assert "Retries are safe; that is my own view, not measured." in text
    words = talks.vouches("I sleep again", shop.drill, audiences=("boss",))
    assert "Grace Hopper says: I sleep again." in _aloud(shop, talks.person(), words, works=(shop.drill,))


def test_my_own_words_about_what_i_did_come_first(shop: Shop) -> None:
    text = _aloud(shop, talks.done(shop.keys, response="I made retries safe", cause="my loop"))
    assert "I made retries safe. Grace Hopper had a part in it. It has been in place since 14 March." in text
    assert "The cause was mine: My loop." in text
    note = replace(shop.keys, evidence=tuple(replace(s, source="note") for s in shop.keys.evidence))
    assert "I made retries safe.\n" in _aloud(
        shop, talks.done(note, response="I made retries safe"), works=(replace(note, credited=()),)
    )


def test_what_they_wait_for_comes_first_and_nothing_new_is_nothing(shop: Shop) -> None:
    told = talks.tells(shop.drill)
    text = _aloud(shop, told, talks.done(shop.drill, next="the shop's database"))
    assert text.startswith("Last time, on 21 June, I said what comes next: “the shop's database”. That is still open.")
    everything = talks.tells(shop.keys, shop.drill, shop.search, shop.cache)
    assert _aloud(shop, everything).startswith("Since you heard of “Search by invoice number” on 21 June: 1 change")
    assert _aloud(shop, replace(everything, at=shop.now)) == ""
    left = talks.done(shop.keys, next="refunds")
    assert "That is still open." in _aloud(shop, everything, left)
    assert aloud(shop.record(), Judgement((), ()), "", zone=UTC, period=PERIOD).title == "To say"


@settings(max_examples=30)
@given(st.lists(st.text(max_size=300), min_size=6, max_size=6), st.integers(1, 60))
def test_a_minute_is_never_longer_and_has_no_marks(texts: list[str], times: int) -> None:
    shop = Shop()
    slots = ("concern", "response", "lesson", "next", "cause", "beneficiary")
    long = {slot: (text + " word") * times for slot, text in zip(slots, texts, strict=True)}
    text = _aloud(
        shop, talks.done(shop.keys, **long), talks.changed(shop.keys, texts[0] + "so much better " * times, "a board")
    )
    assert len(text.split()) <= MOST_SPOKEN
    assert not re.search(r"\[\d+\]", _aloud(shop, *_worded(shop)))


@pytest.mark.parametrize(
    ("native", "url", "said"),
    [
        ("#7 review", "https://github.com/corp/shop/pull/7", "reviewed it"),
        ("#7", "https://github.com/corp/shop/pull/7", "wrote the pull request"),
        ("#7", "https://github.com/corp/shop/issues/7", "wrote it up"),
    ],
)
def test_what_no_commit_shows_is_said_by_what_there_is(shop: Shop, native: str, url: str, said: str) -> None:
    note = shop.drill.evidence[-1]
    forge = replace(shop.drill, evidence=(replace(note, source="github", native=native, url=url),))
    worded = talks.done(forge, concern="Nobody had tried", response="I went through it line by line")
    bare = talks.done(forge, concern="Nobody had tried")
    for who, subject in (("I", ""), ("Ed Stone", "Ed Stone")):
        document = told_by(shop, forge, bare, subject)
        assert f"{who} {said}." in document
    assert "Restore drill" in _aloud(shop, bare, works=(forge,))
    assert "line by line" in _aloud(shop, worded, works=(forge,))


def told_by(shop: Shop, work: Work, done: Entry, subject: str) -> str:
    voice = Voice(shop.record([done]), UTC, 60, subject=subject)
    return " ".join(said.text for said in voice.did(work, None))

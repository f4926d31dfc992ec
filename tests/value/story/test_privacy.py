"""Whatever a ledger holds: what is private, or somebody else's, is in no text for others; every sentence has proof."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta

import talks
from hypothesis import given, settings
from hypothesis import strategies as st
from shop import NOW, PERIOD, Shop
from talks import MAYA, OLGA

from treefall.model import Document, Entry, Guess, Heard, Paragraph, Period, Term, Work
from treefall.value.gaps import visibility
from treefall.value.reminders import reminders
from treefall.value.story import MOST_WORDS, aloud, told_episode, words
from treefall.value.story.aloud import MOST_SPOKEN

CANARY = "canary"
_OFTEN = Period(NOW - timedelta(days=365), NOW + timedelta(days=1))


def _secrets(shop: Shop) -> tuple[Entry, ...]:
    """Return entries with a canary in every field that Maya must never read."""
    work = shop.keys
    telling = talks.tells(work, to=OLGA)
    aim = talks.cares(f"{CANARY} priority", OLGA)
    unheard = talks.vouches(f"{CANARY} unasked", work)
    return (
        talks.person(notes=f"{CANARY} notes"),
        talks.person(OLGA, notes=f"{CANARY} notes"),
        aim,
        talks.serves(work, aim),
        talks.criticism(f"{CANARY} words", work, who=OLGA, change=f"{CANARY} change"),
        replace(talks.criticism(f"{CANARY} in confidence", work, change=f"{CANARY} change"), private=True),
        replace(talks.expects(f"{CANARY} expected", work), person=OLGA),
        unheard,
        replace(talks.vouches(f"{CANARY} withdrawn", work, audiences=("boss",)), consent=False),
        talks.vouches(f"{CANARY} for the committee", work, audiences=("committee",)),
        telling,
        talks.replies(telling, Heard.PASSED_ON, words=f"{CANARY} reply", where=f"{CANARY} where", concern=True),
        Guess(id="g", at=NOW, person=OLGA, known=1, of=1),
        Term(id="t", at=NOW, person=OLGA, term="keys", words=f"{CANARY} term"),
        talks.done(shop.diary, concern=f"{CANARY} diary", next=f"{CANARY} diary"),
        talks.changed(shop.diary, f"{CANARY} diary", "my diary"),
    )


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    return (block for block in document.blocks if isinstance(block, Paragraph))


@settings(max_examples=40)
@given(st.data())
def test_no_text_for_others_holds_what_is_not_theirs(data: st.DataObject) -> None:
    shop = Shop()
    known = data.draw(st.lists(st.sampled_from(talks.all_sorts(shop)), unique_by=lambda entry: entry.id))
    secrets = data.draw(st.lists(st.sampled_from(_secrets(shop)), unique_by=lambda entry: entry.id))
    record = shop.record([*known, *secrets])
    private = {shop.diary.id, *(seen.id for seen in shop.diary.evidence)}
    for document in talks.texts(record, shop):
        assert CANARY not in str(document)
        assert shop.diary.title not in str(document)
        assert private.isdisjoint(document.cites())
        for paragraph in _paragraphs(document):
            assert all(said.cites for said in paragraph.sentences)
    assert CANARY not in str([one for one in reminders(record, shop.judgement, UTC) if OLGA not in one.title])


@settings(max_examples=40)
@given(st.data())
def test_every_text_fits_its_time(data: st.DataObject) -> None:
    shop = Shop()
    record = shop.record(data.draw(st.lists(st.sampled_from(talks.all_sorts(shop)), unique_by=lambda entry: entry.id)))
    told = told_episode(record, shop.judgement, MAYA, zone=UTC, period=PERIOD)
    assert words(told.document) <= MOST_WORDS
    minute = aloud(record, shop.judgement, MAYA, zone=UTC, period=PERIOD)
    assert sum(len(said.text.split()) for block in _paragraphs(minute) for said in block.sentences) <= MOST_SPOKEN


@settings(max_examples=40)
@given(st.data())
def test_a_state_comes_from_the_record_and_from_nothing_else(data: st.DataObject) -> None:
    shop = Shop()
    known = data.draw(st.lists(st.sampled_from(talks.all_sorts(shop)), unique_by=lambda entry: entry.id))
    seen = visibility(shop.record(known), shop.judgement, MAYA, PERIOD)
    told = {work for entry in known if hasattr(entry, "about") and hasattr(entry, "channel") for work in entry.about}
    assert {hearing.work.id for hearing in seen.hearings if hearing.heard} == told - {shop.diary.id}
    assert _not_private(seen.hearings[0].work)


def _not_private(work: Work) -> bool:
    return not any(seen.private for seen in work.evidence)

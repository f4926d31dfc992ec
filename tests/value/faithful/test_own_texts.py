"""Whatever a ledger holds, the texts about it pass the check: each sentence against what it cites."""

from collections.abc import Iterator
from datetime import UTC, timedelta

import talks
from hypothesis import given, settings
from hypothesis import strategies as st
from shop import NOW, PERIOD, Shop
from talks import MAYA

from treefall.model import Document, Entry, Identity, Paragraph, Record
from treefall.value.faithful import Ground, check_sentence, ground_of
from treefall.value.story import aloud, brief, standup, told_episode

ED = "Ed Stone"
ME = Identity(id="me", at=NOW, address="ed@corp.example", name=ED, mine=True)


def entries(shop: Shop) -> tuple[Entry, ...]:
    aim = talks.cares("Nobody pays twice")
    return (
        talks.person(),
        talks.done(
            shop.keys, concern="Customers paid twice", response="I wrote the keys", next="Refunds next", cause="My loop"
        ),
        talks.done(shop.drill, lesson="Try it every quarter", next="The shop's database", sequel="It restores"),
        talks.done(shop.search, concern="Support cannot find an invoice in under 5 minutes"),
        talks.done(shop.cache, lesson="Measure before you cache", response="We cached the catalogue"),
        talks.changed(shop.keys, "31 double charges a week before, none since", "the billing board"),
        talks.changed(shop.drill, "2 to 6 hours, assuming one a year"),
        aim,
        talks.serves(shop.keys, aim),
        talks.goal("Fewer calls", "OKR Q2"),
        talks.criticism("You tell me late", shop.drill, change="I tell you at once"),
        talks.expects("Backups that restore", shop.drill, due=NOW + timedelta(days=9)),
        talks.tells(shop.drill, days=30),
        talks.tells(shop.search, days=12),
        talks.vouches("I sleep again", shop.keys, audiences=("boss",)),
        talks.learned("Queues hide failures", shop.keys),
        talks.shows(shop.keys, "double charges", 31, shop.keys.end - timedelta(days=1)),
        talks.shows(shop.keys, "double charges", 2, shop.keys.end + timedelta(days=20)),
    )


def texts(record: Record, shop: Shop) -> Iterator[Document]:
    for work in (shop.keys, shop.drill, shop.search, shop.cache):
        yield brief(record, work, subject=ED, zone=UTC)
    yield told_episode(record, shop.judgement, MAYA, zone=UTC, period=PERIOD).document
    for subject in ("", ED):
        yield aloud(record, shop.judgement, MAYA, zone=UTC, period=PERIOD, subject=subject)
        yield standup(record, shop.judgement, PERIOD, subject=subject, zone=UTC)


def doubts(document: Document, ground: Ground) -> Iterator[str]:
    label = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            label = block.label or label
            for said in block.sentences:
                verdict = check_sentence(said.text, said.cites, ground, label)
                yield from (f"{said.text} -> {doubt.says}" for doubt in verdict.doubts)


@settings(max_examples=25)
@given(st.data())
def test_every_own_text_says_only_what_is_on_record(data: st.DataObject) -> None:
    shop = Shop()
    known = data.draw(st.lists(st.sampled_from(entries(shop)), unique_by=lambda entry: entry.id))
    record = shop.record([ME, *known])
    ground = ground_of(record.entries, shop.works)
    for document in texts(record, shop):
        assert list(doubts(document, ground)) == []

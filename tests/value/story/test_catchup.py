from dataclasses import replace
from datetime import UTC, timedelta

import talks
from shop import NOW, PERIOD, Shop
from talks import MAYA, ago

from treefall.model import Document, Entry, Listens, Paragraph, Person
from treefall.value.story import catch_up

NINA = Person(id="nina", at=ago(20), name="Nina", listens=Listens.BOSS, follows=MAYA)


def _text(shop: Shop, *entries: Entry) -> Document:
    gone = replace(talks.person(), left=ago(20))
    record = shop.record([gone, NINA, *entries])
    found = catch_up(record, shop.judgement, "Nina", subject="Ed Stone", zone=UTC, period=PERIOD)
    assert found is not None
    assert all(said.cites for block in found.blocks if isinstance(block, Paragraph) for said in block.sentences)
    return found


def _labels(document: Document) -> dict[str, str]:
    blocks = (block for block in document.blocks if isinstance(block, Paragraph))
    return {block.label: " ".join(said.text for said in block.sentences) for block in blocks}


def test_what_the_one_before_confirmed_is_carried_over_with_its_date(shop: Shop) -> None:
    agreed = talks.expects("Safe retries.", due=NOW + timedelta(days=30), confirmed=ago(60))
    said = talks.expects("Fewer calls")
    document = _text(shop, agreed, said, talks.changed(shop.keys, "no double charge", "the billing board"))
    assert document.title == "For Nina: where things stand"
    labels = _labels(document)
    assert labels["Agreed before"] == "“Safe retries”, by 31 July, confirmed by Maya on 2 May."
    assert labels["To be agreed anew"] == "“Fewer calls”, said by Maya on 22 April."
    assert labels["What stands"].startswith(
        "Idempotency keys stop double charging: “no double charge”, says the billing board. Restore drill for billing"
    )
    assert list(labels)[-1] == "Ask"


def test_what_was_said_in_confidence_is_not_passed_on(shop: Shop) -> None:
    entries = (talks.criticism("You tell me late", shop.keys, change="same day"), talks.cares("My own promotion"))
    text = str(_text(shop, *entries))
    assert "late" not in text
    assert "promotion" not in text
    assert shop.diary.title not in text


def test_who_follows_nobody_has_nothing_to_catch_up_with(shop: Shop) -> None:
    assert catch_up(shop.record(), shop.judgement, "Nina", subject="", zone=UTC, period=PERIOD) is None

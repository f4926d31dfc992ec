"""Whatever a ledger holds, the texts about it pass the check: each sentence against what it cites."""

from collections.abc import Iterator

import talks
from hypothesis import given, settings
from hypothesis import strategies as st
from shop import NOW, Shop

from treefall.model import Document, Identity, Paragraph
from treefall.value.faithful import Ground, check_sentence, ground_of

ED = "Ed Stone"
ME = Identity(id="me", at=NOW, address="ed@corp.example", name=ED, mine=True)


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
    known = data.draw(st.lists(st.sampled_from(talks.all_sorts(shop)), unique_by=lambda entry: entry.id))
    record = shop.record([ME, *known])
    ground = ground_of(record.entries, shop.works)
    for document in talks.texts(record, shop):
        assert list(doubts(document, ground)) == []

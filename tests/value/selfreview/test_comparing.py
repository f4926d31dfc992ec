"""A text of one's own beside the record: its drafts are carried, and a figure belongs to its work and its metric."""

from dataclasses import replace
from datetime import UTC

from papers import measured
from shop import PERIOD, Shop
from talks import ED, changed, done

from treefall.model import Document, Measurement
from treefall.value.faithful import ground_of
from treefall.value.selfreview import Comparing, form, picked, self_review

SHOP = Shop()
WORK = form({"fields": [{"label": "Work", "topic": "accomplishments", "works": 5}]}, "work")
CLAIM, IMPACT = measured(SHOP.keys)
BESIDE = replace(CLAIM, metric=replace(CLAIM.metric, query="checkout_p95", controls=("search_p95",)))
SAID = (
    done(SHOP.keys, concern="A slow bank made the shop charge customers twice"),
    BESIDE,
    IMPACT,
    changed(SHOP.drill, "A restore takes 2 hours instead of 9", "the drill's report"),
)
RECORD = SHOP.record(SAID)
GROUND = ground_of(RECORD.entries, SHOP.works)


def draft() -> Document:
    picks = picked(RECORD, SHOP.judgement, WORK, PERIOD, zone=UTC)
    return self_review(RECORD, SHOP.judgement, WORK, PERIOD, picks, subject=ED, zone=UTC).document


def doubts(text: str, told: Document | None = None) -> list[str]:
    comparing = Comparing(RECORD, SHOP.works, GROUND, told or Document("", ()))
    return [doubt.says for one in comparing.verdicts(text) for doubt in one.doubts if doubt.about == "number"]


def test_what_the_drafts_say_is_carried_to_the_letter() -> None:
    told = draft()
    field = "\n".join(" ".join(said.text for said in block.sentences) for block in told.blocks[:1])  # type: ignore[union-attr]  # a field
    assert doubts(field, told) == []
    assert Comparing(RECORD, SHOP.works, GROUND, told).verdicts(field.replace("instead of 9", "and 9"))[-1].doubts


def test_a_figure_of_one_piece_of_work_is_none_of_another() -> None:
    assert doubts("A restore takes 2 hours instead of 9.") == []
    assert doubts("Double charging fell by 38 %.") == []
    (said,) = doubts("A restore takes 260 ms.")
    assert said == "“260 ms” is on record of something else than “Restore drill for billing backups”."


def test_its_paragraph_says_of_which_work_a_sentence_tells() -> None:
    assert doubts("The restore drill was needed. It takes 2 hours\ninstead of 9.") == []
    assert doubts("The restore drill was needed. It takes 260 ms.")


def test_a_figure_of_a_metric_is_none_of_what_it_was_measured_beside() -> None:
    assert doubts("The p95 of the checkout fell by 38 %, and the search stayed.") == []
    (said,) = doubts("The p95 of the search fell by 38 %.")
    assert said == "“38 %” was measured of p95 of the checkout, not of what this speaks of."
    unnamed = replace(BESIDE, terms=replace(BESIDE.terms, subject=""))
    entries = [unnamed if isinstance(one, Measurement) else one for one in SAID]
    record = SHOP.record(entries)
    comparing = Comparing(record, SHOP.works, ground_of(record.entries, SHOP.works), Document("", ()))
    ((doubt,),) = [one.doubts for one in comparing.verdicts("The p95 of the search fell by 38 %.")]
    assert doubt.says.startswith("“38 %” was measured of checkout_p95")


def test_what_is_nowhere_on_record_is_said_as_before() -> None:
    assert any("4,711" in says for says in doubts("Nobody can tell of what these 4,711 were."))
    assert doubts("The weather was nice.") == []

"""What is known of a proof: where it is from, of which day, how it came about, how surely."""

from dataclasses import replace
from datetime import UTC

import pytest
from papers import measured
from rubrics import at_level, links
from shop import NOW, Shop
from talks import cares, changed, criticism, expects, goal, learned, shows, vouches

from treefall.model import Attribution, Entry, Outcome, Telling
from treefall.value.packet.known import NOTHING, UNDATED, Knowledge, Known
from treefall.value.story.voice import Voice

SHOP = Shop()
AS_SAID = "as it was said"


def known(entry: Entry, *others: Entry) -> Known:
    return Knowledge(Voice(SHOP.record((entry, *others)), UTC, 30), SHOP.judgement).of(entry.id)


def test_a_piece_of_work_is_a_count_of_what_its_sources_show() -> None:
    found = Knowledge(Voice(SHOP.record(), UTC, 30), SHOP.judgement).of(SHOP.keys.id)
    assert found == Known(
        what="Idempotency keys stop double charging",
        source="19 changes, the last commit keys18",
        date="3 February 2026 to 14 March 2026",
        formula="a count, copies left out",
        surely="as the source shows it",
        interval="exact",
        is_figure=True,
    )


def test_a_piece_of_evidence_is_found_by_its_own_name() -> None:
    knowledge = Knowledge(Voice(SHOP.record(), UTC, 30), SHOP.judgement)
    assert knowledge.of(SHOP.keys.evidence[1].id).source == "commit keys1"
    assert knowledge.of("nobody knows") == Known(what="nobody knows", source=NOTHING, date=NOTHING)


@pytest.mark.parametrize(
    ("entry", "what", "source", "surely"),
    [
        (replace(vouches("I sleep again"), place="mail"), "“I sleep again”", "Grace Hopper, mail", AS_SAID),
        (vouches("I sleep again"), "“I sleep again”", "Grace Hopper", AS_SAID),
        (criticism("You tell me late"), "“You tell me late”", "Maya", AS_SAID),
        (cares("Nobody pays twice"), "“Nobody pays twice”", "Maya, 1:1", AS_SAID),
        (goal("Fewer calls", "OKR Q2"), "“Fewer calls”", "OKR Q2", AS_SAID),
        (goal("Fewer calls"), "“Fewer calls”", "a goal of the business", AS_SAID),
        (expects("Backups that restore"), "“Backups that restore”", "Maya", AS_SAID),
        (
            learned("Queues hide failures", outcome=Outcome.ADOPTED, consequence="One queue"),
            "Queues hide failures: One queue",
            "my record",
            AS_SAID,
        ),
        (at_level(), "L1, aiming for L2", "the ladder called shop", AS_SAID),
        (links("prevents", SHOP.drill)[0], "“Link”", "my record", AS_SAID),
        (changed(SHOP.keys, "Nobody calls", "Maya"), "“Nobody calls”", "Maya", "D: reported by a witness"),
        (changed(SHOP.keys, "Nobody calls"), "Nobody calls", "my own words", "F: in my own words, not measured"),
    ],
)
def test_words_are_told_with_whose_they_are(entry: Entry, what: str, source: str, surely: str) -> None:
    found = known(entry)
    assert (found.what, found.source, found.surely) == (what, source, surely)
    assert not found.is_figure


def test_words_of_a_witness_are_of_the_day_when_they_were_said_and_not_of_the_day_of_the_work() -> None:
    change = changed(SHOP.keys, "I sleep again!", "Grace, all-hands")
    assert known(change).date == UNDATED
    assert known(change, vouches("I sleep again")).date == "22 May 2026"
    assert known(changed(SHOP.keys, "Nobody calls")).date == "14 March 2026"


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (replace(vouches("I sleep again"), place="mail"), "Grace Hopper, mail"),
        (changed(SHOP.keys, "Nobody calls"), "my own words"),
        (Telling(id="t", at=NOW, to="Maya", about=(SHOP.keys.id,), channel="1:1"), "what I told Maya"),
    ],
)
def test_words_are_named_by_whose_they_are_and_not_said_again(entry: Entry, name: str) -> None:
    found = Knowledge(Voice(SHOP.record((entry,)), UTC, 30), SHOP.judgement).name(entry.id)
    assert found is not None
    assert found.what == name


def test_what_a_source_saw_is_named_by_its_title_and_where_it_is_found() -> None:
    knowledge = Knowledge(Voice(SHOP.record(), UTC, 30), SHOP.judgement)
    found = knowledge.name(SHOP.keys.id)
    assert found is not None
    assert found.what == "Idempotency keys stop double charging: 19 changes, the last commit keys18"
    assert knowledge.name("nobody knows") is None


def test_an_estimate_is_a_range_of_assumptions() -> None:
    change = replace(changed(SHOP.drill, "2 to 6 hours, assuming one a year", "x"), attribution=Attribution.ESTIMATED)
    found = known(change)
    assert (found.surely, found.interval, found.is_figure) == ("E: an estimate", "a range, of assumptions", True)


def test_a_reading_is_read_off() -> None:
    found = known(shows(SHOP.keys, "p95", 310.0, NOW))
    assert (found.what, found.source, found.interval) == ("p95: 310 ms", "Grafana", "none: one reading")
    bare = known(shows(SHOP.keys, "charges", 3.0, NOW, unit="", where=""))
    assert (bare.what, bare.source) == ("charges: 3", "my own reading")


def test_a_measurement_tells_its_method_and_interval() -> None:
    claim, impact = measured(SHOP.drill)
    assert known(impact, claim).interval == "95 %: -41 % to -35 %"
    bare = replace(claim, terms=replace(claim.terms, subject=""), metric=replace(claim.metric, query=""))
    found = known(impact, replace(bare, finding=replace(claim.finding, relative=None)))
    assert (found.source, found.interval) == ("a series, 6 points before and 6 after", NOTHING)

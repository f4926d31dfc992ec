"""One rule at a time, on the smallest record that calls for it."""

from dataclasses import replace

import pytest

from treefall.model import Attribution, Part, Role
from treefall.value.faithful import Fact, Ground, Measure, Stage, check, read_bundle

LATENCY = Measure(metric="p95 latency", unit="ms", before=40, after=30, attribution=Attribution.CONTROLLED)
FASTER = Fact(entry="e1", words="p95 latency with and without the cache.", measure=LATENCY)
ANA = (Role(part=Part.AUTHOR, name="Ana Lund"),)


def doubts(text: str, *facts: Fact, me: tuple[str, ...] = ()) -> list[str]:
    return [doubt.about for verdict in check(text, Ground(facts, me)) for doubt in verdict.doubts]


def of(words: str, text: str) -> list[str]:
    return doubts(text, Fact(entry="e1", words=words))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("[e1]", []),
        ("p95 latency fell to 30 ms [e1].", []),
        ("p95 latency fell to 40 ms [e1].", ["direction"]),
        ("p95 latency is 40 ms now [e1].", ["direction"]),
        ("p95 latency improved when it fell to 30 ms [e1].", []),
        ("p95 latency got worse [e1].", ["direction"]),
        ("p95 latency got better [e1].", []),
        ("p95 latency is 75% of what it was [e1].", []),
        ("p95 latency fell by 10 ms [e1].", []),
        ("p95 latency fell by 30 ms [e1].", ["arithmetic"]),
        ("p99 latency fell to 30 ms [e1].", ["id"]),
        ("Latency went from 40 ms to about 40 ms [e1].", ["direction"]),
    ],
)
def test_a_measured_change_is_told_as_it_went(text: str, about: list[str]) -> None:
    assert doubts(text, FASTER) == about


@pytest.mark.parametrize(
    ("words", "text", "about"),
    [
        ("Use of the tool: from 0 to 5 teams.", "Use of the tool rose by 50% [e1].", ["arithmetic"]),
        ("3 of 4 jobs passed.", "25% of the other jobs did not pass [e1].", []),
        ("3 of 4 jobs passed.", "Half of the jobs passed [e1].", ["arithmetic"]),
        ("3 of 4 jobs passed.", "4 of 4 jobs passed [e1].", ["number"]),
        ("The bill was $40 a month.", "The bill was $480 a year [e1].", []),
        ("The bill was $40 a month.", "The bill was $500 a year [e1].", ["number"]),
        ("Cost fell from $40 to $30 a month.", "Cost fell by $120 a year [e1].", []),
        ("Cost fell from $40 to $30 a release.", "Cost fell by $10 a year [e1].", ["arithmetic"]),
        ("Estimated gain: $40 to $60.", "The gain is about $60 [e1].", ["estimate"]),
        ("Estimated gain: $40 to $60.", "The gain is about $40 to $60 [e1].", []),
        ("5 teams moved.", "A single team moved [e1].", ["number"]),
        ("1 team moved.", "One team moved [e1].", []),
        ("Errors fell 22% in the pilot.", "Errors rose 22% in the pilot [e1].", ["direction"]),
        ("Errors fell 22% in the pilot.", "The pilot went better by 22% [e1].", []),
        ("From 9 tickets to 4 tickets.", "The guide cut 9 tickets to 4 tickets [e1].", ["cause"]),
        ("The crash was found.", "The crash was found because of Bo Ek [e1].", ["name", "cause"]),
        ("5 hosts failed.", "All 5 hosts failed [e1].", []),
        ("5 of 7 hosts failed.", "All 7 hosts failed [e1].", ["absolute"]),
        ("0 errors were seen.", "Zero errors were seen [e1].", []),
        ("Synced weekly.", "Synced daily [e1].", ["period"]),
        ("Synced weekly.", "Synced every week [e1].", []),
        ("4 hosts were kept.", "4 in 2026 hosts were kept [e1].", ["number"]),
        ("The bill rose from 40 to 60 jobs.", "The bill rose to half of it [e1].", ["arithmetic"]),
        ("The audit came before the release of the tool.", "It came after the release [e1].", []),
        ("The bill went from 40 jobs to 0 jobs.", "Half of the jobs went [e1].", ["arithmetic"]),
        ("Hosts are replaced.", "The oldest hosts are replaced fast, not all [e1].", []),
    ],
)
def test_words_on_record_are_told_as_they_are(words: str, text: str, about: list[str]) -> None:
    assert of(words, text) == about


def test_numbers_of_changes_are_looked_up_among_the_names() -> None:
    fact = Fact(entry="e1", words="Cache the taxes.", names=("shop#4812",))
    assert doubts("The cache of taxes is PR 4812 [e1].", fact) == []
    assert doubts("The cache of taxes is PR 4821 [e1].", fact) == ["id"]


def test_a_scope_that_is_the_whole_goes_without_saying() -> None:
    whole = replace(FASTER, measure=replace(LATENCY, scope="all regions"))
    part = replace(FASTER, measure=replace(LATENCY, scope="5% of traffic"))
    assert doubts("p95 latency fell to 30 ms [e1].", whole) == []
    assert doubts("p95 latency fell to 30 ms [e1].", part) == []
    assert doubts("p95 latency fell to 30 ms across the company [e1].", part) == ["scope"]
    assert doubts("On 5% of traffic, p95 latency fell to 30 ms [e1].", part) == []


def test_nobody_is_the_writer_where_nobody_said_who_writes() -> None:
    assert doubts("I cached the taxes [e1].", Fact(entry="e1", words="Cache the taxes.", people=ANA)) == []


def test_somebody_else_is_named_where_the_record_knows_them() -> None:
    reported = Fact(entry="e1", words="Cache the taxes.", people=(Role(part=Part.REPORTER, name="Bo Ek"),))
    (verdict,) = check("Bo Ek cached the taxes [e1].", Ground((reported,)))
    assert "somebody else" in verdict.doubts[0].says


def test_what_was_taken_back_is_no_plan() -> None:
    fact = Fact(entry="e1", words="Plan: shard the tests.", stage=Stage.REVERTED)
    assert doubts("Sharding the tests was undone [e1].", fact) == []


def test_a_figure_on_record_of_something_else_is_doubted() -> None:
    bundle = {
        "items": [{"eid": "e1", "kind": "note", "ref": "n", "date": "2026-03-04", "text": "31 alerts a week woke us."}]
    }
    (verdict,) = check("Our garden has 31 roses [e1].", read_bundle(bundle))
    assert any("shares no word with this" in doubt.says for doubt in verdict.doubts)


@pytest.mark.parametrize(
    ("before", "after", "text", "about"),
    [
        (40, 30, "p95 latency did not improve [e1].", ["direction"]),
        (40, 50, "p95 latency did not improve [e1].", []),
        (40, 40, "p95 latency did not change [e1].", []),
        (40, 40, "p95 latency improved [e1].", ["direction"]),
        (40, 30, "It cannot be said whether p95 latency fell [e1].", []),
    ],
)
def test_what_is_denied_must_not_have_happened(before: float, after: float, text: str, about: list[str]) -> None:
    assert doubts(text, replace(FASTER, measure=replace(LATENCY, before=before, after=after))) == about


@pytest.mark.parametrize(
    ("words", "text", "about"),
    [
        ("Jobs: 9 in May, 4 in June.", "Jobs fell to 4 in June [e1].", []),
        ("Jobs: 9 in May, 4 in June.", "Jobs rose to 4 in June [e1].", ["direction"]),
        ("Jobs: 4 in Q2 2026, 9 in H1 2025.", "Jobs fell to 4 in Q2 [e1].", []),
        ("Jobs ran 9 times. In 2025 it was 4.", "Jobs ran 9 times in 2024 [e1].", ["date"]),
        ("A drill from 14:05 to 14:52.", "The drill began at 14:25 [e1].", ["date"]),
        ("It lasted for 0.5 h.", "It lasted for about 0 h [e1].", ["number"]),
        ("12 jobs ran, 3 failed.", "4 of 3 jobs failed [e1].", ["number", "number"]),
        (
            "The guard blocked 12 requests of the crawler.",
            "The crawler was not seen in any request [e1].",
            ["negation"],
        ),
    ],
)
def test_dates_beside_figures_say_which_came_first(words: str, text: str, about: list[str]) -> None:
    assert of(words, text) == about

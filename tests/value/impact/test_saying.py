"""The words that each attribution licenses, and none beyond."""

import re
from dataclasses import replace

import pytest
from draws import SHIPPED, daily, events, noisy

from treefall.model import Attribution, Better, Finding, Flag, Happening, Quantity
from treefall.model.estimate import Placebo
from treefall.value.impact import measured, sentence

FALL = measured(daily(noisy(420, 20, effect=-0.38), "p95 latency"), SHIPPED, unit="ms", better=Better.LOWER)
BESIDE = measured(
    daily(noisy(420, 20, effect=-0.38), "p95 latency"),
    SHIPPED,
    unit="ms",
    controls=[daily(noisy(300, 15, seed=3), "latency in the other region")],
)
CALM = measured(daily(noisy(420, 20), "p95 latency"), SHIPPED, unit="ms")
CAUSE = re.compile(r"because|caused|thanks to|led to|due to|\bcut\b|raised", re.IGNORECASE)


def test_before_and_after_says_fell_after() -> None:
    assert sentence(FALL, work="the new cache") == (
        "p95 latency fell by 39 % (95 % interval 37-41 %), from 421 ms to 257 ms,"
        " after the new cache shipped on 6 March 2026."
    )


def test_a_control_licenses_because() -> None:
    text = sentence(BESIDE, work="the new cache")
    assert text.startswith("p95 latency fell by 40 %")
    assert "because of the new cache, which shipped on 6 March 2026" in text
    assert text.endswith("measured beside latency in the other region, which it left alone.")


@pytest.mark.parametrize("attribution", [one for one in Attribution if one is not Attribution.CONTROLLED])
def test_nothing_else_licenses_a_cause(attribution: Attribution) -> None:
    finding = replace(FALL, attribution=attribution, shared=("the queue",), flags=(Flag("it was drifting", "wait"),))
    assert not CAUSE.search(sentence(finding, work="the new cache"))


def test_shared_credit_names_both() -> None:
    series = daily(noisy(420, 20, effect=-0.38), "p95 latency")
    finding = measured(series, SHIPPED, others=[Happening("Drop the lock", SHIPPED, mine=True)])
    text = sentence(finding, work="the new cache")
    assert "the new cache helped, and so did Drop the lock" in text


def test_a_red_flag_is_said() -> None:
    flag = Flag("it was drifting before the date already", "take a control")
    text = sentence(replace(FALL, attribution=Attribution.CORRELATED, flags=(flag, flag)))
    assert text.startswith("In the same period as this (from 6 March 2026), p95 latency fell by 39 %")
    assert text.endswith(
        "to be taken with care: it was drifting before the date already and it was drifting before the date already."
    )
    assert "nothing tells it from" in sentence(replace(FALL, attribution=Attribution.CORRELATED))


def test_no_change_says_what_would_have_shown() -> None:
    text = sentence(CALM)
    assert re.fullmatch(
        r"No measurable change in p95 latency after 6 March 2026; anything bigger than \d\.\d % would have shown\.",
        text,
    )


def test_no_change_says_its_doubts() -> None:
    assert "(but: a doubt)" in sentence(replace(CALM, flags=(Flag("a doubt", "none"),), smallest=None))


def test_a_refusal_says_why_and_what_would_fix_it() -> None:
    text = sentence(measured(daily(noisy()[:66], "errors"), SHIPPED))
    assert text == (
        "No number for errors: only 6 points after the date. To get one: measure again with at least 14 points after."
    )


def test_a_finding_without_numbers_claims_nothing() -> None:
    assert sentence(replace(CALM, relative=None), subject="cost") == "No number for cost."


def test_a_rise_in_what_should_fall_is_said_to_be_worse() -> None:
    rise = measured(daily(noisy(effect=0.4)), SHIPPED, better=Better.LOWER)
    assert "rose by" in sentence(rise)
    assert sentence(rise).endswith("(a change for the worse).")
    assert "worse" not in sentence(replace(rise, better=Better.HIGHER))
    controlled = replace(BESIDE, relative=rise.relative, controls=())
    assert "rose by" in sentence(controlled)
    assert sentence(controlled).endswith("measured beside a control that it left alone.")


def test_many_controls_are_counted() -> None:
    assert "beside 4 controls" in sentence(replace(BESIDE, controls=("a", "b", "c", "d")))
    assert "beside a, b and c, which" in sentence(replace(BESIDE, controls=("a", "b", "c")))


def test_counts_are_said_by_their_step() -> None:
    finding = measured(daily(events(20, effect=-0.6), "pages"), SHIPPED, kind=Quantity.COUNT, unit="pages")
    assert re.search(r"from \d\d\.\d pages to \d\.\d\d? pages a day, after", sentence(finding))


@pytest.mark.parametrize(
    ("level", "said"),
    [(0.004, "to 0.00"), (1.0, "from 1 to 0."), (70_000.0, "70,"), (5e9, "5,0")],
    ids=["m", "1", "k", "G"],
)
def test_numbers_of_any_size_are_readable(level: float, said: str) -> None:
    finding = measured(daily([level * value / 100 for value in noisy(spread=2, effect=-0.4)]), SHIPPED)
    text = sentence(finding)
    assert "e+" not in text
    assert "e-" not in text
    assert said in text


def test_other_dates_are_a_second_opinion_unless_a_flag_speaks_of_them() -> None:
    with_dates = replace(FALL, placebo=Placebo(2, 308), flags=())
    assert sentence(with_dates).endswith("shipped on 6 March 2026; 2 of 308 other dates moved as much.")
    assert "; none of 308 other dates moved" in sentence(replace(with_dates, placebo=Placebo(0, 308)))
    assert "308" not in sentence(replace(with_dates, flags=(Flag("a doubt", "none"),)))


@pytest.mark.parametrize(
    ("subject", "begins"),
    [
        ("p95", "p95 fell"),
        ("iOS crashes", "iOS crashes fell"),
        ("errors", "Errors fell"),
        ("http_errors", "http_errors fell"),
    ],
)
def test_a_sentence_begins_with_a_capital_but_no_name_is_bent(subject: str, begins: str) -> None:
    assert sentence(FALL, subject=subject).startswith(begins)


def test_a_share_is_said_in_per_cent() -> None:
    found = measured(
        daily([value / 3000 for value in noisy(effect=0.4)], "conversion"), SHIPPED, kind=Quantity.RATE, unit="share"
    )
    assert re.search(r"from 3\.\d+ % to 4\.\d+ %,", sentence(found))


def test_a_name_that_is_missing_is_made_up_for() -> None:
    assert sentence(replace(FALL, name="")).startswith("The number fell")


def test_the_finding_knows_no_sentence_of_its_own() -> None:
    assert isinstance(FALL, Finding)

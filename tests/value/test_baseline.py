"""A baseline is a value or a state before, beside what it is now; that something is better says neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.value.baseline import compares


@pytest.mark.parametrize(
    "text",
    [
        "11 double charges a week before, none in the four weeks since.",
        "It was 31 before, and it is 2 now.",
        "First 31 a week, and now 2.",
        "A restore takes 2 hours instead of 9.",
        "p95 fell from 840 ms to 310 ms.",
        "There were 31 double charges a week. Since then there were 2.",
        "The error rate fell from 4 % to 1 %.",
        "9 hours in March, 2 hours in May.",
        "840 ms → 310 ms",
    ],
)
def test_two_values_of_the_same_thing_are_a_baseline(text: str) -> None:
    assert compares(text, needs_values=True)


@pytest.mark.parametrize(
    "text",
    [
        "It got much better and faster than before.",
        "We improved the latency a lot.",
        "It is 40 % faster.",
        "It is 40 % better, and 20 % cheaper now.",
        "It is twice as fast now, and three times as cheap.",
        "It was slow before, and now it is fast.",
        "Things were much worse before; now it is all good.",
        "I used 3 servers, and now 5 people look at it.",
        "Before the release I tested it for two days, and now it runs.",
        "It is 2 now.",
        "It took 9 hours and 2 hours.",
        "It was 31 before, and it is 31 now.",
    ],
)
def test_a_comparative_and_values_of_two_things_are_none(text: str) -> None:
    assert not compares(text, needs_values=False)


@pytest.mark.parametrize(
    "text",
    [
        "Before, they asked the customer three times; now any order is found at once.",
        "Until then nobody had restored a backup. Now we do it every month.",
        "Support used to copy order numbers by hand, and since May a page does it.",
        "Before the drill, restores failed without anybody noticing; since then each one is proven.",
        "Nobody could restore the billing tables before. Now everybody on call can.",
        "I wrote the change, and before it a retry charged again; since then it does not.",
    ],
)
def test_a_state_by_its_name_is_one_where_no_values_are_on_record(text: str) -> None:
    assert compares(text, needs_values=False)
    assert not compares(text, needs_values=True)


def test_a_state_before_without_one_now_is_none() -> None:
    assert not compares("Nobody could restore the billing tables before.", needs_values=False)


@given(st.sampled_from(("better", "faster", "cheaper", "safer", "smaller")), st.integers(2, 99))
def test_no_comparative_and_no_bare_percentage_is_ever_one(word: str, number: int) -> None:
    for text in (f"It is much {word} than before.", f"It is {number} % {word} now.", f"We made it {word}."):
        assert not compares(text, needs_values=False)

"""Two entries of the dictionary that may mean one person, or one of which is said with the other."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import name_forms
from shop import NOW, Shop
from talks import tells

from treefall.model import Entry, Handling, Name, Profile, Record, Sensitive
from treefall.value.redaction import Policy, policy_for, redact

_CHOICES = (Handling.KEEP, Handling.REPLACE, Handling.STOP)
_WORDS = st.sampled_from(("Grace", "Hale", "Miller", "Noor", "Initech", "ghale", "李雷"))
_NAMES = st.lists(_WORDS, min_size=1, max_size=3, unique=True).map(" ".join)


def name(words: str, handling: Handling, of: Sensitive = Sensitive.COLLEAGUE) -> Name:
    return Name(id=f"{of} {words}", at=NOW, name=words, of=of, handling=handling)


def policy(*entries: Entry, profile: Profile = Profile.BOSS) -> Policy:
    return policy_for(Record(entries, NOW), profile)


def stops(text: str, of: Policy) -> bool:
    return bool(redact(text, of).stops)


def _holds(whole: str, part: str) -> bool:
    return set(part.split()) <= set(whole.split())


@settings(max_examples=60)
@given(
    st.lists(st.tuples(_NAMES, st.sampled_from(_CHOICES)), min_size=1, max_size=4, unique_by=lambda each: each[0]),
    st.sampled_from((Sensitive.COLLEAGUE, Sensitive.CUSTOMER)),
)
def test_no_other_name_lets_a_text_pass_that_a_name_stops(
    chosen: Sequence[tuple[str, Handling]], of: Sensitive
) -> None:
    entries = [name(words, handling, of) for words, handling in chosen]
    whole, alone = policy(*entries), {one.name: policy(one) for one in entries if one.handling is Handling.STOP}
    for words, _ in chosen:
        related = [one for stopped, one in alone.items() if _holds(stopped, words) or _holds(words, stopped)]
        for text in name_forms(words):
            assert stops(text, whole) or not any(stops(text, one) for one in related), text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grace", "Grace Hale"),
        ("Hale", "Grace Hale"),
        ("ghale", "Grace Hale"),
        ("Grace Hale", "Grace Hale Miller"),
        ("梅梅", "韩梅梅"),
    ],
)
def test_either_of_two_names_of_one_person_stops_what_names_the_other(one: str, other: str) -> None:
    for stopped, let in ((one, other), (other, one)):
        for lax in (Handling.KEEP, Handling.REPLACE):
            both = policy(name(stopped, Handling.STOP), name(let, lax))
            assert stops(f"and {one} was there", both)
            assert stops(f"and {other} was there", both)


def test_who_only_shares_a_first_name_is_somebody_else() -> None:
    both = policy(name("Grace Hale", Handling.STOP), name("Grace Miller", Handling.KEEP))
    assert not stops("and Grace Miller was there", both)
    assert stops("and Grace was there", both)


def test_a_longer_name_says_the_shorter_one_and_not_the_other_way_round() -> None:
    firm, labs = (("Initech", "Initech Labs"), ("Initech Labs", "Initech"))
    long, short = (
        policy(
            *(name(words, handling, Sensitive.CUSTOMER) for words, handling in zip(each, _CHOICES[::-1], strict=False))
        )
        for each in (firm, labs)
    )
    assert stops("to Initech Labs", long)
    assert stops("to Initech Labs", short)
    assert not stops("to Initech", short)


def test_a_name_on_record_is_not_milder_than_the_one_that_was_decided_on() -> None:
    met = tells(Shop().drill, to="Grace Hale")
    assert not stops("and Grace Hale was there", policy(met))
    assert stops("and Grace Hale was there", policy(met, name("Grace", Handling.STOP)))
    assert stops("and Grace Hale was there", policy(met, name("Grace", Handling.KEEP), profile=Profile.OUTSIDE))

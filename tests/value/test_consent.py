"""Whose words may be in which text: by testimonial, by audience, however the speaker is named."""

from dataclasses import replace
from datetime import UTC

import pytest
from shop import PERIOD, Shop
from talks import MAYA, cares, changed, criticism, expects, person, vouches

from treefall import model
from treefall.model import (
    ALWAYS,
    Attribution,
    Entry,
    Feedback,
    Identity,
    Listens,
    Name,
    Profile,
    Record,
    Sensitive,
)
from treefall.value import testimonials
from treefall.value.case import COMMITTEE
from treefall.value.consent import Readers, heard, listening, reading, same_words, taken_back, withheld
from treefall.value.slots import impact
from treefall.value.story import brief, told_episode

SHOP = Shop()
GRACE = "Grace Hopper"
WORDS = "I sleep again"
BOSS = person(MAYA, Listens.BOSS)


def record(*entries: Entry) -> Record:
    return SHOP.record(entries)


def given(*audiences: str, words: str = WORDS, who: str = GRACE) -> model.Testimonial:
    return vouches(words, SHOP.drill, who=who, audiences=audiences)


def kept_from(profile: Profile, *entries: Entry, reader: str = "") -> bool:
    """Say whether the last of `entries` is withheld."""
    return entries[-1].id in withheld(record(*entries), reading(profile, reader))


@pytest.mark.parametrize(
    "witness",
    [
        *("Grace Hopper", "grace  hopper", "Grace Hopper, all-hands", "all-hands (Grace)", "HOPPER, G.", "Grace"),
        *("“Grace Hopper” <grace@corp.example>", "Gráce Höpper", "Mrs Hopper", "grace.hopper", ""),
    ],
)
def test_words_that_were_taken_back_are_in_no_text_however_their_speaker_is_named(witness: str) -> None:
    taken = testimonials.withdrawn(given("boss", "committee"))
    for words in (WORDS, f"“{WORDS}!”", f"{WORDS}, and so does my team"):
        change = changed(SHOP.drill, words, witness)
        stood = record(taken, change, BOSS)
        assert taken_back(stood, witness, words)
        assert impact(stood, SHOP.drill) is None
        for document in (
            brief(stood, SHOP.drill, subject="Ed", zone=UTC, reader=MAYA),
            told_episode(stood, SHOP.judgement, MAYA, zone=UTC, period=PERIOD).document,
        ):
            assert not any("sleep again" in said.text for said in document.sentences())
        for profile in Profile:
            assert kept_from(profile, taken, change)


def test_the_same_words_of_somebody_else_are_theirs_as_far_as_chance_goes() -> None:
    assert not taken_back(record(testimonials.withdrawn(given())), "Bea", WORDS)
    assert not taken_back(record(testimonials.withdrawn(given())), GRACE, "It was fine")
    assert not taken_back(record(testimonials.withdrawn(given())), GRACE, "sleep again")
    assert not taken_back(record(given()), GRACE, WORDS)
    long = "Nobody here was called at night since the drill"
    assert taken_back(record(testimonials.withdrawn(given(words=long))), "the on-call board", long)
    assert same_words(record(given(who="G")), "G", WORDS)
    assert not same_words(record(given(who="G")), "G Hale", WORDS)


def test_words_taken_back_once_are_taken_back_in_every_copy() -> None:
    copy = replace(given("committee", who="Grace"), id="copy")
    stood = record(testimonials.withdrawn(given()), copy)
    assert testimonials.of(stood) == testimonials.usable(stood, COMMITTEE) == ()
    assert "copy" in withheld(stood, listening(COMMITTEE))


def test_what_was_given_for_one_audience_is_told_to_no_other_as_what_changed_either() -> None:
    change = changed(SHOP.drill, WORDS, f"{GRACE}, all-hands")
    stood = record(given("boss"), change, BOSS)
    assert impact(heard(stood, BOSS), SHOP.drill) == change
    assert impact(heard(stood, COMMITTEE), SHOP.drill) is None
    assert impact(heard(stood, None), SHOP.drill) is None
    assert impact(heard(record(given("public"), change), None), SHOP.drill) == change


def test_words_are_given_for_a_role_for_a_name_or_for_everybody() -> None:
    for audience, readers in (
        ("boss", {Profile.BOSS}),
        ("committee", {Profile.COMMITTEE}),
        ("other", {Profile.OUTSIDE}),
        ("outside", {Profile.OUTSIDE}),
        ("model", {Profile.MODEL}),
        ("public", set(Profile)),
        ("Olga", set[Profile]()),
    ):
        for profile in Profile:
            assert kept_from(profile, given(audience)) is (profile not in readers), (audience, profile)
            assert not kept_from(profile, given("Olga"), reader="olga")
    assert kept_from(Profile.BOSS, given())
    assert not kept_from(Profile.PUBLIC, given(), reader=GRACE)
    assert kept_from(Profile.PUBLIC, testimonials.withdrawn(given("public")), reader=GRACE)
    assert listening(None) == Readers()


@pytest.mark.parametrize(
    ("witness", "leaves"),
    [
        *(("the billing board", True), ("Grafana, checkout", True), ("p95.csv", True), ("https://x.example/a", True)),
        *(("me", True), ("Ed Stone", True), ("", True), ("Argus", True), ("argus in the hall", True)),
        *((GRACE, False), ("somebody at a dashboard of Maya", False), ("Jane Doe, monthly report", False)),
        *(("a customer", False), ("Larry Page", False), ("Jane’s dashboard", False), ("Kim's log", False)),  # noqa: RUF001
        ("Wu, dashboards", False),
    ],
)
def test_what_somebody_said_inside_leaves_only_where_a_board_or_a_page_says_it(witness: str, *, leaves: bool) -> None:
    named = (
        Identity(id="me", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True),
        Name(id="n", at=ALWAYS, name="Argus", of=Sensitive.SYSTEM),
        Name(id="w", at=ALWAYS, name="Wu", of=Sensitive.COLLEAGUE),
        BOSS,
    )
    change = changed(SHOP.drill, "31 before, none since", witness)
    for profile in (Profile.OUTSIDE, Profile.PUBLIC, Profile.MODEL):
        assert kept_from(profile, *named, change) is not leaves
    assert not kept_from(Profile.COMMITTEE, *named, change)


def test_what_was_measured_or_reckoned_is_nobodys_words() -> None:
    told = changed(SHOP.drill, WORDS, GRACE)
    assert not kept_from(Profile.PUBLIC, replace(told, measurement="m", attribution=Attribution.CONTROLLED))
    assert not kept_from(Profile.PUBLIC, replace(told, attribution=Attribution.ESTIMATED))
    assert kept_from(Profile.PUBLIC, replace(told, attribution=Attribution.CONTRIBUTED))


def test_praise_is_quoted_only_where_its_words_were_given() -> None:
    praise = replace(criticism(WORDS, who=GRACE), praise=True)
    for profile in Profile:
        assert kept_from(profile, praise)
        assert not kept_from(profile, praise, reader=GRACE)
    assert not kept_from(Profile.COMMITTEE, given("committee"), praise)
    assert kept_from(Profile.BOSS, given("committee"), praise)


def test_criticism_and_what_was_asked_of_me_stay_inside() -> None:
    answered = replace(criticism("You tell me late", change="I tell you at once"), confirmer="Olga", confirmed=ALWAYS)
    for entry in (answered, cares("Nobody pays twice"), expects("Backups that restore", SHOP.drill)):
        assert kept_from(Profile.OUTSIDE, entry)
        assert kept_from(Profile.PUBLIC, entry)
        assert not kept_from(Profile.PUBLIC, entry, reader=MAYA)
        assert not kept_from(Profile.COMMITTEE, entry)


def test_a_confirmation_is_its_speakers() -> None:
    taken = testimonials.withdrawn(given(who="Olga"))
    item: Feedback = replace(criticism("You tell me late", change="I do"), confirmer="Olga", confirmation=WORDS)
    assert kept_from(Profile.COMMITTEE, taken, item)
    assert not kept_from(Profile.COMMITTEE, given("committee", who="Olga"), item)


def test_a_record_in_which_everything_may_be_heard_stays_as_it_is() -> None:
    stood = record(given("boss"), changed(SHOP.drill, "none since", "the billing board"))
    assert heard(stood, BOSS) is stood

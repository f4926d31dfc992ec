"""What a reader sees: names by their roles, private things gone, the same name the same throughout, all counted."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listeners import person
from shop import NOW

from treefall import model
from treefall.model import (
    ALWAYS,
    Accomplishment,
    Document,
    Entry,
    Evidence,
    Feedback,
    Guess,
    Handling,
    Heading,
    Identity,
    Impact,
    Kind,
    Name,
    Paragraph,
    Part,
    Profile,
    Record,
    Role,
    Sensitive,
    Sentence,
    Table,
)
from treefall.value.redaction import PROFILES, is_clean, policy_for, redact, redact_document, strangers, traces

ME = Identity(id="me", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True)


def name(words: str, of: Sensitive = Sensitive.CUSTOMER, handling: Handling = Handling.REPLACE, **more: object) -> Name:
    return Name(id=words, at=NOW, name=words, of=of, handling=handling, **more)  # type: ignore[arg-type]  # of Name


GRACE = name("Grace Hopper", Sensitive.COLLEAGUE)
INITECH = name("Initech Ltd")
ATLAS = name("Project Atlas", Sensitive.PROJECT)


def record(*entries: Entry) -> Record:
    return Record((ME, *entries), NOW)


def seen(text: str, *entries: Entry, profile: Profile = Profile.OUTSIDE, reader: str = "") -> str:
    return redact(text, policy_for(record(*entries), profile, reader)).content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grace's fix spared Initech £40k.", "A colleague's fix spared a customer [amount]."),
        ("the Atlas work and our Atlas plan", "the internal project work and our internal project plan"),
        ("Atlas moved. Initech and Initechs stayed", "An internal project moved. A customer and a customer stayed"),
        ("initechClient in docs/initech-plan.md", "customerClient in docs/customer-plan.md"),
        ("for GRACE HOPPER, by ghopper and hopper.grace", "for a colleague, by a colleague and a colleague"),
        ("a grace period, and no grace at all", "a grace period, and no grace at all"),
        ("pay.grace.example has it", "pay.colleague.example has it"),
        ("to ed@corp.example, not to grace.hopper@corp.example", "to ed@corp.example, not to [e-mail address]"),
        ("see https://x.example/initech?a=1.", "see [link]."),
        ("see https://docs.python.org/3/", "see https://docs.python.org/3/"),
        ("wiki.corp.example, db1.internal and 10.0.3.7", "[host], [host] and [host]"),
        ("corp.example.org is not corp-example", "corp.example.org is not corp-example"),
        ("PR #412, fixes #390 and PAY-77; not UTF-8", "[ticket], fixes [ticket] and [ticket]; not UTF-8"),
        ("C#7 and a&#39;b and XPAY-77-1", "C#7 and a&#39;b and XPAY-77-1"),
        ("call +44 20 7946 0958, add +1 2 3", "call [phone number], add +1 2 3"),
        ("1.2 million euros, USD 3,000, 5 % of $2m", "[amount], [amount], 5 % of [amount]"),
        ("myinitechs.example and getInitech2", "customer.example and getcustomer2"),
        ("an atlasatlas", "an atlasatlas"),
        ("", ""),
    ],
)
def test_outside_everything_has_its_role(text: str, expected: str) -> None:
    assert seen(text, GRACE, INITECH, ATLAS) == expected


def test_a_boss_reads_it_all_but_secrets() -> None:
    text = "Grace spared Initech £40k in PAY-77; api_key = " + "a1B2" * 6
    assert seen(text, GRACE, INITECH, profile=Profile.BOSS) == text[: -len("a1B2" * 6)] + "[key]"


def test_the_same_name_is_the_same_customer_throughout() -> None:
    globex = name("Globex")
    found = redact("Initech, Globex, then Initech.", policy_for(record(INITECH, globex), Profile.OUTSIDE))
    assert found.content == "A customer, a second customer, then a customer."
    assert [(one.name, one.shown, one.count) for one in found.removals] == [
        ("Initech Ltd", "a customer", 2),
        ("Globex", "a second customer", 1),
    ]


def test_many_customers_have_an_ordinal_as_far_as_there_are_any() -> None:
    many = [name(f"Firm{chr(97 + n) * 3}") for n in range(11)]
    text = ", ".join(one.name for one in many)
    assert seen(text, *many).endswith("a ninth customer, a ninth customer, a ninth customer")


def test_what_the_person_says_instead_stands_there() -> None:
    assert seen("Atlas fell", name("Atlas", Sensitive.SYSTEM, instead="our order system")) == "our order system fell"


def test_a_kept_name_stays_and_hides_a_shorter_one() -> None:
    fair = name("Grace Hopper Celebration", handling=Handling.KEEP)
    assert seen("Grace Hopper Celebration, Grace Hopper", GRACE, fair) == "Grace Hopper Celebration, a colleague"


def test_a_name_that_stops_does_so_for_everybody_but_those_who_know_it() -> None:
    secret = name("Zephyr", Sensitive.PROJECT, Handling.STOP, known_to=("Maya", "committee"))
    for profile, reader, stops in (
        (Profile.BOSS, "", True),
        (Profile.BOSS, "maya", False),
        (Profile.COMMITTEE, "", False),
        (Profile.MODEL, "", False),
    ):
        found = redact("Zephyr fell", policy_for(record(secret), profile, reader))
        assert bool(found.stops) is stops, profile
    assert seen("Zephyr fell", secret, profile=Profile.MODEL) == "An internal project fell"


def test_a_reader_reads_their_own_name() -> None:
    assert seen("Grace Hopper and Fred", GRACE, reader="grace hopper") == "Grace Hopper and Fred"


def test_a_slip_of_the_pen_is_a_question_and_stops_what_goes_out() -> None:
    for slip in ("Initeck", "Intiech", "Initec", "Initeech", "initehc", "Initecks", "Initechland"):
        found = redact(f"and {slip} paid", policy_for(record(INITECH), Profile.OUTSIDE))
        assert [(one.what, one.name, one.handling) for one in found.removals] == [
            (Sensitive.UNDECIDED, slip, Handling.STOP)
        ], slip
    assert seen("a tomato, Iniitiech and pinitechs", INITECH) != ""
    assert seen("boat and copper, Initialism", INITECH, name("Hopper")) == "boat and copper, Initialism"
    assert seen("Initeck paid", INITECH, profile=Profile.BOSS) == "Initeck paid"


def test_an_undecided_name_on_record_stops_what_goes_out() -> None:
    fred = Role(part=Part.AUTHOR, name="Fred Edwards", address="fredw@corp.example")
    commit = Evidence(id="e", at=NOW, source="git", origin="o", native="1", kind=Kind.CHANGE, title="x", roles=(fred,))
    for text in ("by Fred Edwards", "Edwards did", "with @fredw and his"):
        policy = policy_for(record(), Profile.OUTSIDE, evidence=[commit])
        assert [one.name for one in redact(text, policy).stops] == ["Fred Edwards"], text
    known = policy_for(record(), Profile.PUBLIC, "Fred Edwards", evidence=[commit])
    assert redact("by Fred Edwards", known).removals == ()
    model = policy_for(record(), Profile.MODEL, evidence=[commit])
    assert redact("by Fred Edwards", model).content == "by a colleague"
    assert redact("by Fred Edwards", policy_for(record(), Profile.BOSS, evidence=[commit])).removals == ()


def _private(*ids: str) -> tuple[Evidence, ...]:
    words = "I asked for more pay and they said no"
    return tuple(
        Evidence(id=id_, at=NOW, source="note", origin="me", native=id_, kind=Kind.NOTE, title=words, private=True)
        for id_ in ids
    )


def test_what_rests_on_a_private_entry_is_left_out_with_what_is_empty_then() -> None:
    done = Accomplishment(id="w", at=NOW, title="Secret plan", evidence=("p",), concern="nobody may know of this one")
    impact = Impact(id="i", at=NOW, accomplishment="w", words="x")
    other = Accomplishment(id="v", at=NOW, title="Open plan", evidence=("o",))
    document = Document(
        "A year of Initech",
        (
            Heading("What"),
            Paragraph("Kept", (Sentence("It stays.", ("a",)), Sentence("It goes.", ("a", "p")))),
            Paragraph("Gone", (Sentence("Gone.", ("w",)), Sentence("Gone.", ("i",)))),
            Table("", ("Of", "What"), (((Sentence("a"),), (Sentence("b"),)), ((Sentence("c"),), ())), ("p", "a")),
            Table("", ("Of",), (((Sentence("d"),),),)),
            Table("", ("Of",), (((Sentence("e"),),),), ("a",)),
        ),
    )
    policy = policy_for(record(done, other, impact, INITECH), Profile.BOSS, evidence=_private("p"))
    found = redact_document(document, policy)
    assert [said.text for said in found.content.sentences()] == ["It stays.", "c", "d", "e"]
    (removal,) = found.removals
    assert (removal.what, removal.count, removal.where) == (Sensitive.PRIVATE, 3, ("Kept", "Gone"))
    outside = redact_document(document, policy_for(record(INITECH), Profile.OUTSIDE))
    assert outside.content.title == "A year of a customer"
    assert outside.removals[0].where == ("title",)


@pytest.mark.parametrize(
    "text", ["So I asked for more pay, and they left. It stays.", "It stays. Asked for more pay and they said no!"]
)
def test_words_of_a_private_text_go_wherever_they_were_copied_to(text: str) -> None:
    policy = policy_for(record(), Profile.BOSS, evidence=_private("p"))
    found = redact(text, policy, "What I did")
    assert found.content.strip() == "It stays."
    assert found.removals[0].rule == "repeats a private text"
    assert not is_clean(text, policy)
    assert is_clean("It stays.", policy)
    only = redact_document(Document("t", (Paragraph("p", (Sentence(text.replace("It stays.", "")),)),)), policy)
    assert only.content.blocks == ()


def test_notes_on_people_and_what_was_said_in_confidence_are_private() -> None:
    maya = replace(person("Maya"), notes="wants to leave")
    blunt = Feedback(id="f", at=NOW, person="Maya", words="you never listen to the others")
    mended = replace(blunt, id="g", change="I listen", words="the plan came far too late")
    praise = replace(blunt, id="h", praise=True, words="that was the best plan so far")
    guess = Guess(id="q", at=NOW, person="Maya", known=1, of=2)
    for profile, reader, private in (
        (Profile.BOSS, "", {"f", "h", "q"}),
        (Profile.BOSS, "Maya", {"q"}),
        (Profile.OUTSIDE, "", {"f", "g", "h", "q"}),
        (Profile.MODEL, "", {"f", "g", "h", "q"}),
    ):
        policy = policy_for(record(maya, blunt, mended, praise, guess), profile, reader)
        assert policy.private == private, profile
    assert (
        seen("Maya wants to leave in spring. Fine. They want to.", maya, profile=Profile.BOSS) == "Fine. They want to."
    )
    assert seen("You never listen to the others.", blunt, profile=Profile.BOSS) == ""


def test_what_private_work_changed_and_what_confirmed_a_confidence_is_private_too() -> None:
    done = Accomplishment(id="w", at=NOW, title="Pay", evidence=("p",))
    impact = Impact(id="i", at=NOW, accomplishment="w", words="my salary rose by a tenth")
    told = Feedback(id="f", at=NOW, person="Maya", words="tired", private=True, confirmation="you do look rested now")
    policy = policy_for(record(done, impact, told), Profile.BOSS, evidence=_private("p"))
    for text in ("My salary rose by a tenth.", "You do look rested now."):
        assert redact(text, policy).content == ""


def test_words_of_others_are_for_those_whom_they_allowed() -> None:
    said = model.Testimonial(id="t", at=NOW, person="Grace", words="it saved us two days", audiences=("boss", "Olga"))
    for profile, reader, private in (
        (Profile.BOSS, "", set()),
        (Profile.PUBLIC, "Olga", set()),
        (Profile.PUBLIC, "Nadia", {"t"}),
        (Profile.COMMITTEE, "", {"t"}),
        (Profile.MODEL, "", {"t"}),
    ):
        assert policy_for(record(said), profile, reader).private == private, profile
    assert policy_for(record(replace(said, consent=False)), Profile.BOSS).private == {"t"}


def test_every_profile_says_what_is_done_with_everything() -> None:
    assert set(PROFILES) == set(Profile)
    assert all(set(row) == set(Sensitive) for row in PROFILES.values())
    assert {PROFILES[one][Sensitive.SECRET] for one in (Profile.OUTSIDE, Profile.PUBLIC)} == {Handling.STOP}
    assert Handling.STOP not in PROFILES[Profile.MODEL].values()
    assert {row[Sensitive.PRIVATE] for row in PROFILES.values()} == {Handling.REMOVE}


POLICY = policy_for(record(GRACE, INITECH, ATLAS, name("Zoë Müller", Sensitive.COLLEAGUE)), Profile.OUTSIDE)
PIECES = st.sampled_from(
    [
        "Grace",
        "Hopper",
        "initech",
        "Zoe Mueller",
        "Zoe\u0308",
        "ATLAS",
        "@",
        "-",
        " ",
        ".",
        "_",
        "#1",
        "£3",
        "://",
        "ß",
        "İ",
        "x",
        "\u2019s",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_was_redacted_is_clean_and_redacting_it_again_changes_nothing(text: str) -> None:
    found = traces(text, POLICY)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    once = redact(text, POLICY).content
    assert "initech" not in once.casefold()
    assert "mueller" not in once.casefold()
    assert bool(found) is not is_clean(text, POLICY)


def test_words_that_are_written_like_names_are_pointed_out() -> None:
    text = "We told Hooli and Grace Hopper in May, then Umbrella Health. Everybody knew Initech, and Hooli."
    assert strangers(text, POLICY) == ("Hooli", "Umbrella Health")

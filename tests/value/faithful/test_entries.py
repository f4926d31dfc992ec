"""Every noun of the ledger puts on record what a text can be checked against."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from shop import Shop

from treefall.model import (
    Accomplishment,
    Asked,
    Attribution,
    Better,
    Criterion,
    Entry,
    Evidence,
    Expectation,
    Feedback,
    Finding,
    Goal,
    Guess,
    Heard,
    Identity,
    Impact,
    Kind,
    Learning,
    Level,
    Measurement,
    Metric,
    Part,
    Person,
    Priority,
    Quantity,
    Reading,
    Reply,
    Role,
    Rubric,
    Telling,
    Term,
    Terms,
    Where,
    Withdrawal,
)
from treefall.model import Testimonial as Witnessed
from treefall.value.faithful import check, check_sentence, facts_of, ground_of

AT = datetime(2026, 5, 14, 23, 30, tzinfo=UTC)
ME = Identity(id="me", at=AT, address="ed@corp.example", name="Ed Stone", mine=True)
COMMIT = Evidence(
    id="aaaaaaaaaaaa",
    at=AT,
    source="git",
    origin="shop",
    native="4f1c09aa77",
    kind=Kind.CHANGE,
    title="Add idempotency keys (#412)",
    body="Reviewed-by: Grace Hopper",
    roles=(Role(part=Part.AUTHOR, name="Ed Stone"),),
    facts={"comments": 14},
    offset=60,
)
FOUND = Finding(
    on=date(2026, 3, 1),
    kind=Quantity.LEVEL,
    attribution=Attribution.BEFORE_AFTER,
    method="m",
    better=Better.LOWER,
    unit="ms",
    before=420.0,
    after=260.0,
)
MEASURED = Measurement(
    id="bbbbbbbbbbbb",
    at=AT,
    work="w",
    metric=Metric(where=Where.FILE, address="p95.csv", query="p95"),
    terms=Terms(unit="ms", subject="p95 latency of the checkout"),
    on=date(2026, 3, 1),
    inputs="i",
    finding=FOUND,
    words="p95 latency of the checkout fell from 420 ms to 260 ms after 1 March",
)
ENTRIES: tuple[tuple[Entry, str, str], ...] = (
    (COMMIT, "Ed added idempotency keys in #412 on 15 May, reviewed by Grace Hopper.", "Fred added idempotency keys."),
    (
        Accomplishment(
            id="e1", at=AT, title="Restore drill", evidence=("x",), concern="Nobody had tried", next="Do two"
        ),
        "Nobody had tried the restore.",
        "Nobody had tried it 3 times.",
    ),
    (
        Impact(
            id="e2",
            at=AT,
            accomplishment="w",
            words="From 31 double charges a week to 2",
            witness="Maya",
            attribution=Attribution.REPORTED,
        ),
        "Maya says it went from 31 double charges a week to 2.",
        "Double charges went from 31 a week to 1, says Maya.",
    ),
    (MEASURED, "p95 latency of the checkout fell by 38% after 1 March.", "p95 latency of the checkout fell by 83%."),
    (Reading(id="e3", at=AT, work="w", metric="p95", value=420, unit="ms"), "p95 was 420 ms.", "p95 was 240 ms."),
    (
        Person(id="e4", at=AT, name="Maya", reports_to="Ann", notes="wants 3 kids"),
        "Maya reports to Ann.",
        "Maya wants kids.",
    ),
    (
        Priority(id="e5", at=AT, person="Maya", words="Checkout must not lose orders", place="1:1"),
        "On 14 May Maya said: “Checkout must not lose orders”.",
        "On 14 May Maya said: “Checkout must be fast”.",
    ),
    (
        Goal(id="e6", at=AT, words="Halve the cost of support", until=AT, measure="tickets"),
        "It serves the goal “Halve the cost of support”.",
        "The cost of support was halved.",
    ),
    (
        Expectation(id="e7", at=AT, person="Maya", words="Two drills", due=datetime(2026, 7, 1, tzinfo=UTC)),
        "Maya expects two drills by 1 July.",
        "Maya expects three drills by 1 July.",
    ),
    (
        Feedback(
            id="e8",
            at=AT,
            person="Maya",
            words="Too much jargon",
            change="Write a brief first",
            confirmer="Ann",
            confirmation="It reads well now",
            confirmed=AT,
        ),
        "“Too much jargon”, said Maya; Ann wrote “It reads well now”.",
        "“Never any jargon”, said Maya.",
    ),
    (
        Witnessed(id="e9", at=AT, person="Ann", words="I slept through it", audiences=("boss",)),
        "Ann says “I slept through it”.",
        "Maya says “I slept through it”.",
    ),
    (
        Learning(id="f1", at=AT, what="Typed SQL", origin="a course", consequence="two services use it"),
        "Two services use typed SQL.",
        "Nine services use typed SQL.",
    ),
    (Telling(id="f2", at=AT, to="Maya", about=("w",)), "Maya was told on 14 May.", "Maya was told on 4 May."),
    (
        Reply(
            id="f3",
            at=AT,
            telling="f2",
            heard=Heard.PASSED_ON,
            words="So no more double charges",
            where="staff meeting",
        ),
        "It was passed on in the staff meeting.",
        "“Great work” came back.",
    ),
    (Guess(id="f4", at=AT, person="Maya", known=9, of=11), "I guessed that Maya knows 9 of 11.", "Maya knows 8 of 11."),
    (
        Asked(id="f5", at=AT, person="Maya", question="What would amaze you"),
        "Maya was asked on 14 May.",
        "Asked on 1 May.",
    ),
    (
        Level(id="f7", at=AT, rubric="acme", mine="IC4", target="IC5"),
        "I have been at IC4 since 14 May 2026; this is my case for IC5.",
        "I have been at IC4 since 14 April 2026; this is my case for IC6.",
    ),
    (
        Rubric(
            id="f8",
            at=AT,
            name="acme",
            title="Acme levels",
            topics=("scope",),
            levels=("IC4",),
            criteria=(Criterion(id="c1", topic="scope", level="IC4", words="Leads projects of 2 teams"),),
        ),
        "The Acme levels ask for projects of 2 teams.",
        "The Acme levels ask for projects of 3 teams.",
    ),
    (Term(id="f6", at=AT, person="Maya", term="p95", words="the slow ones"), "For Maya, p95 is the slow ones.", "p99"),
)


@pytest.mark.parametrize(("entry", "true", "false"), ENTRIES, ids=lambda one: type(one).__name__)
def test_what_a_noun_says_can_be_told_and_nothing_else(entry: Entry, true: str, false: str) -> None:
    ground = ground_of([ME, entry])
    assert check_sentence(true, [entry.id], ground).doubts == ()
    assert not check_sentence(false, [entry.id], ground).supported


def test_a_noun_that_says_nothing_puts_nothing_on_record() -> None:
    assert facts_of(Withdrawal(id="w", at=AT, of="x")) == ()
    assert facts_of(ME) == ()


def test_testimony_without_consent_is_private() -> None:
    for audiences, consent in (((), True), (("boss",), False)):
        entry = Witnessed(id="t", at=AT, person="Ann", words="I slept", audiences=audiences, consent=consent)
        assert all(fact.private for fact in facts_of(entry))


def test_what_was_not_said_puts_nothing_on_record() -> None:
    bare = Accomplishment(id="e", at=AT, title="Drill", evidence=("x",))
    assert [fact.words for fact in facts_of(bare)] == ["Drill."]
    praise = Feedback(id="f", at=AT, person="Maya", words="Clear", praise=True)
    assert [(fact.words, fact.kind) for fact in facts_of(praise)] == [("Clear.", "praise")]


def test_notes_on_a_person_are_private() -> None:
    quiet, noted = (Person(id="p", at=AT, name="Maya", notes=notes) for notes in ("", "candid"))
    assert [[fact.private for fact in facts_of(one)] for one in (quiet, noted)] == [[False], [False, True]]


def test_feedback_in_confidence_is_private_with_all_that_came_of_it() -> None:
    said = Feedback(id="f", at=AT, person="Maya", words="Tired", change="Rest", confirmer="Ann", confirmation="Yes")
    assert not any(fact.private for fact in facts_of(said))
    assert all(fact.private for fact in facts_of(replace(said, private=True)))


def test_a_measurement_may_have_come_to_nothing() -> None:
    (fact, _) = facts_of(MEASURED)
    assert fact.measure
    assert (fact.measure.better, fact.measure.values) == ("lower", (420.0, 260.0))


def test_pieces_of_work_are_on_record_with_their_counts_people_and_state(shop: Shop) -> None:
    ground = ground_of([ME], shop.works)
    keys, cache = shop.keys.id, shop.cache.id
    assert check_sentence(
        "Grace Hopper had a part in the 19 changes, from 3 February to 14 March.", [keys], ground
    ).supported
    assert not check_sentence("There were 20 changes.", [keys], ground).supported
    assert check_sentence("The cache layer was reverted after 3 days.", [cache], ground).supported
    assert not check_sentence("The cache layer is live.", [cache], ground).supported
    assert "private" in {doubt.about for doubt in check(f"Thoughts on my pay [{shop.diary.id}].", ground)[0].doubts}

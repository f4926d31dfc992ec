"""What is on record of a piece of work, as signs that criteria ask for; and what a criterion asks for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubrics import LADDER
from shop import Shop
from talks import cares, changed, criticism, done, expects, learned, replies, serves, tells

from treefall.model import Criterion, Entry, Heard, Kind, Outcome, Work
from treefall.value.case.backing import Backing
from treefall.value.case.shown import Shown
from treefall.value.case.signs import ENOUGH, asked, match, read
from treefall.value.case.suggesting import Suggester

SHOP = Shop()


def signs(work: Work, *entries: Entry) -> dict[str, str]:
    record = SHOP.record(entries)
    return dict(Shown(record, Backing(record, SHOP.judgement)).signs(work))


@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        (Kind.REVIEW, "reviewing"),
        (Kind.MENTORING, "teaching"),
        (Kind.INCIDENT, "incidents"),
        (Kind.PREVENTION, "preventing"),
        (Kind.DECISION, "deciding"),
        (Kind.DOCUMENT, "writing"),
    ],
)
def test_hidden_work_shows_its_own_sign(kind: Kind, sign: str) -> None:
    assert sign in signs(replace(SHOP.drill, kind=kind))


def test_what_was_made_shows_with_whom_and_how() -> None:
    assert signs(SHOP.search) == {}
    found = signs(SHOP.keys)
    assert found["incidents"] == "it mended an incident"
    assert found["together"] == "made with Grace Hopper"
    assert found["leading"] == "19 changes, made with Grace Hopper"
    assert signs(replace(SHOP.drill, reasons=("a fix with its test",)))["testing"] == "it came with tests"
    assert signs(replace(SHOP.drill, title="Runbook for refunds"))["writing"] == "something written for others"


def test_what_i_said_of_it_shows() -> None:
    found = signs(SHOP.drill, done(SHOP.drill, cause="My cron line", lesson="Try it"))
    assert found["owning"] == "its own cause is on record"
    assert signs(SHOP.drill, done(SHOP.drill, lesson="Try it"))["owning"] == "its lesson is on record"
    assert "customers" in signs(SHOP.drill, done(SHOP.drill, beneficiary="Customers who pay"))
    aim = cares("Nobody pays twice")
    assert signs(SHOP.keys, aim, serves(SHOP.keys, aim))["goals"] == "it serves “Nobody pays twice”"


def test_what_came_of_it_shows() -> None:
    told = tells(SHOP.drill)
    assert "explaining" not in signs(SHOP.drill, told)
    back = signs(SHOP.drill, told, replies(told, Heard.SAID_BACK))
    assert "explaining" in back
    assert "spreading" not in back
    for heard, words in ((Heard.PASSED_ON, "it was passed on"), (Heard.USED, "it was used in a decision")):
        assert signs(SHOP.drill, told, replies(told, heard))["spreading"] == words
    assert signs(SHOP.drill, criticism("Late", SHOP.drill))["answering"] == "it answers what Maya criticised"
    assert "answering" not in signs(SHOP.drill, replace(criticism("Good", SHOP.drill), praise=True))
    taught = learned("Queues", SHOP.drill, outcome=Outcome.TAUGHT)
    assert signs(SHOP.drill, taught)["teaching"] == "something learned in it was taught"
    assert "teaching" not in signs(SHOP.keys, taught)
    met = replace(expects("Backups", SHOP.drill), closed=SHOP.now, met=True)
    assert signs(SHOP.drill, met)["promising"] == "it met what Maya expected"
    assert "promising" not in signs(SHOP.drill, expects("Backups", SHOP.drill))


def test_a_text_asks_by_its_words() -> None:
    assert set(read("Weighs trade-offs").signs) == {"deciding"}
    assert set(read("Gives timely, kind feedback to peers").signs) == {"reviewing"}
    assert set(read("Acts on feedback").signs) == {"answering"}
    assert set(read("Writes clean code").signs) == set()
    assert set(read("Writes a guide").signs) == {"writing"}
    assert set(read("Explains to non-technical people").signs) == {"explaining"}
    assert dict(read("Builds things well").signs) == {}


def test_the_behaviour_itself_counts_more_than_an_example_of_it() -> None:
    wanted, other = asked("Prevents failures.", ()), asked("Works with care.", ())
    shown_by_example = asked("Works with care.", ("A failure was prevented.",))
    shown = {"preventing": "it was done before anything happened"}
    assert match(wanted, shown, {}).nearness >= ENOUGH
    assert match(shown_by_example, shown, {}).nearness < ENOUGH
    assert match(other, shown, {}).why == ""


def test_how_something_is_done_is_weak_beside_what_it_is() -> None:
    shown = {"leading": "19 changes"}
    assert match(asked("Leads a project.", ()), shown, {}).nearness >= ENOUGH
    assert match(asked("Leads the response to an incident.", ()), shown, {}).nearness < ENOUGH


def test_words_that_stand_in_both_count_and_are_quoted() -> None:
    held = dict(read("Checkout latency of invoices and refunds").words)
    wanted = asked("Keeps checkout latency low and refunds quick.", ("Invoices are fast.",))
    found = match(wanted, {}, held)
    assert found.nearness >= ENOUGH
    assert found.why == "both say “Checkout”, “latency”, “invoices”"
    kin = match(asked("Makes the pager quiet.", ()), {}, dict(read("Outages at night").words))
    assert 0 < kin.nearness < ENOUGH


@given(st.lists(st.sampled_from(("latency", "checkout", "refund", "outage", "pager", "drill", "lead")), max_size=7))
def test_nothing_that_matches_is_passed_over(words: list[str]) -> None:
    for criterion in LADDER.criteria:
        wanted = asked(criterion.words, (*criterion.examples, "Checkout latency of refunds"))
        text = read(" ".join(words))
        shown = dict.fromkeys(text.signs, "it shows")
        for clauses in ({}, shown):
            assert wanted.may_match(clauses, text.words) or match(wanted, clauses, text.words).nearness < ENOUGH


def test_at_most_three_are_suggested_the_nearest_first() -> None:
    works = [replace(SHOP.drill, id=f"drill{n}", title=f"Drill {n}") for n in range(5)]
    record = SHOP.record([changed(works[4], "It prevents failures of drills", "Grace Hopper")])
    shown = Shown(record, Backing(record, SHOP.judgement))
    criterion = Criterion(id="c", topic="T", level="L", words="Prevents failures by drills.")
    found = Suggester(works, shown).proposals(criterion)
    assert [one.work.id for one in found] == ["drill4", "drill0", "drill1"]
    assert Suggester(works, shown).proposals(LADDER.criteria[2]) == ()

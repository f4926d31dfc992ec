"""What an episode takes from the person who listens: what they care about, wait for, criticised, and were asked."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
import talks
from shop import NOW, PERIOD, Shop, piece, seen
from talks import MAYA, ago

from treefall.model import (
    Arc,
    Asked,
    Attribution,
    Document,
    Entry,
    Episode,
    Goal,
    Impact,
    Judgement,
    Kind,
    Learning,
    Listens,
    OpenSlot,
    Outcome,
    Paragraph,
    Person,
    State,
    Term,
    Work,
    entry_id,
)
from treefall.value.story import MOST_WORDS, arc, chosen, told_episode, words
from treefall.value.story.asks import asks


def _told(shop: Shop, *entries: Entry, works: tuple[Work, ...] | None = None, who: str = MAYA) -> Episode:
    judgement = shop.judgement if works is None else Judgement(works, ())
    found = told_episode(shop.record(entries), judgement, who, zone=UTC, period=PERIOD)
    assert words(found.document) <= MOST_WORDS
    assert all(said.cites for block in _paragraphs(found.document) for said in block.sentences)
    return found


def _paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def _says(told: Episode, label: str) -> str:
    found = (block for block in _paragraphs(told.document) if block.label == label)
    return " ".join(said.text for block in found for said in block.sentences)


def _first(shop: Shop, *entries: Entry) -> Work:
    return chosen(shop.record(entries), shop.judgement, MAYA, PERIOD)[0]


# --- what is measured, reckoned, and open with them


def _measured(shop: Shop, attribution: Attribution, words: str) -> Impact:
    id_ = entry_id("impact", shop.keys.id, "m")
    return Impact(
        id=id_, at=NOW, accomplishment=shop.keys.id, words=words, witness="p95 in p95.csv", attribution=attribution,
        measurement="m" * 16,
    )  # fmt: skip


def test_what_was_measured_is_said_as_the_sentence_that_it_is(shop: Shop) -> None:
    words = "p95 fell by 38 % (95 % interval 31-44 %), from 420 ms to 260 ms, after this shipped on 14 March."
    told = _told(shop, _measured(shop, Attribution.BEFORE_AFTER, words))
    assert _says(told, "What changed") == words


def test_what_was_prevented_stands_beside_what_somebody_saw_where_there_is_room(shop: Shop) -> None:
    reckoned = "An estimated 1 to 9 h of outage avoided, assuming one lost database in five years."
    id_ = entry_id("impact", shop.drill.id, "prevented")
    avoided = Impact(
        id=id_, at=NOW, accomplishment=shop.drill.id, words=reckoned, witness="log", attribution=Attribution.ESTIMATED
    )
    seen_too = talks.changed(shop.drill, "a restore takes 2 hours", "the report")
    told = _told(shop, avoided, seen_too, works=(shop.drill,))
    assert _says(told, "What changed") == f"“a restore takes 2 hours”, says the report. {reckoned}"
    assert _says(_told(shop, avoided, works=(shop.drill,)), "What changed") == reckoned


def test_what_is_open_with_them_is_asked_before_what_could_be_asked_of_anybody(shop: Shop) -> None:
    expected, said = talks.expects("a plan for refunds"), talks.criticism("Too late.", change="a line a day")
    assert "I understood “a plan for refunds”. Did I get it right?" in _says(_told(shop, expected, said), "Ask")
    agreed = replace(expected, confirmed=ago(60), due=ago(-30), evidence=(shop.drill.id,))
    assert "What have you seen change since?" in _says(_told(shop, agreed, said), "Ask")
    assert "“Too late”" not in _says(_told(shop, expected, said), "Ask")


def test_a_peer_is_asked_as_a_peer(shop: Shop) -> None:
    told = _told(shop, talks.person("Grace", Listens.PEER), who="Grace")
    assert "What would make this more useful to you? What do you need from me next?" in _says(told, "Ask")
    assert _says(told, "Check I was clear").startswith("If somebody asks you about this")


# --- which work, and what sort of story


def test_what_they_care_about_is_told_first(shop: Shop) -> None:
    assert _first(shop) == shop.keys
    priority = talks.cares("No surprises in the audit")
    assert _first(shop, priority, talks.serves(shop.drill, priority)) == shop.drill


def test_what_somebody_else_cares_about_changes_nothing(shop: Shop) -> None:
    priority = talks.cares("No surprises in the audit", "Olga")
    assert _first(shop, priority, talks.serves(shop.drill, priority)) == shop.keys


def test_a_rejected_tie_and_an_ended_priority_do_not_count(shop: Shop) -> None:
    priority = talks.cares("No surprises in the audit")
    tie = talks.serves(shop.drill, priority)
    assert _first(shop, priority, replace(tie, holds=False)) == shop.keys
    assert _first(shop, replace(priority, ended=ago(5)), tie) == shop.keys


def test_what_they_expect_and_what_they_criticised_is_told_first_too(shop: Shop) -> None:
    assert _first(shop, talks.expects("Backups that restore", shop.drill)) == shop.drill
    assert _first(shop, talks.criticism("You never test backups", shop.drill)) == shop.drill


def test_fresh_work_comes_before_what_is_long_past(shop: Shop) -> None:
    old = piece("Old", (seen("old", "Old", NOW - timedelta(days=200)),), 99.0)
    new = piece("New", (seen("new", "New", NOW - timedelta(days=20)),), 1.0)
    assert chosen(shop.record(), Judgement((old, new), ()), MAYA, PERIOD) == (new, old)


def test_after_two_wins_comes_another_sort_of_story(shop: Shop) -> None:
    wins = [piece(f"Win {n}", (seen(f"w{n}", f"Win {n}", NOW - timedelta(days=30)),), 9.0 - n) for n in range(3)]
    judgement = Judgement((*wins, shop.drill), ())
    one, two = talks.tells(wins[0], days=20), talks.tells(wins[1], days=10)
    assert chosen(shop.record([one]), judgement, MAYA, PERIOD)[0] == wins[1]
    assert chosen(shop.record([one, two]), judgement, MAYA, PERIOD)[0] == shop.drill


def test_the_sort_of_story_is_what_the_work_is(shop: Shop) -> None:
    record = shop.record()
    assert [arc(record, work) for work in (shop.keys, shop.drill, shop.search, shop.cache)] == [
        Arc.WIN,
        Arc.PREVENTION,
        Arc.CLIFFHANGER,
        Arc.DEFEAT,
    ]
    assert arc(shop.record([talks.done(shop.keys, cause="My own retry loop")]), shop.keys) is Arc.DEFEAT
    assert arc(shop.record([talks.criticism("Too late", shop.keys)]), shop.keys) is Arc.GROWTH
    assert arc(shop.record([talks.learned("Ask first", shop.keys)]), shop.keys) is Arc.GROWTH
    assert _told(shop, works=()).arc is None


# --- why it mattered


def test_why_it_mattered_is_said_in_their_own_words_with_the_day(shop: Shop) -> None:
    priority = talks.cares("No surprises for customers at quarter end.")
    told = _told(shop, talks.done(shop.keys, concern="paid twice"), priority, talks.serves(shop.keys, priority))
    assert _says(told, "Why it mattered") == (
        "Paid twice. On 2 May you said: “No surprises for customers at quarter end”."
    )
    assert priority.id in told.document.cites()


def test_a_goal_and_an_expectation_are_quoted_too(shop: Shop) -> None:
    aim = talks.goal("Churn under two percent", "OKR Q2")
    assert "The goal (OKR Q2): “Churn under two percent”." in _says(
        _told(shop, aim, talks.serves(shop.keys, aim)), "Why it mattered"
    )
    bare = talks.goal("Churn under two percent")
    assert "The goal: “Churn" in _says(_told(shop, bare, talks.serves(shop.keys, bare)), "Why it mattered")
    due = talks.expects("Safe retries", shop.keys, due=NOW + timedelta(days=30))
    assert "On 22 April you said what you expect: “Safe retries”, by 31 July." in _says(
        _told(shop, due), "Why it mattered"
    )
    assert "you said what you expect: “Safe retries”." in _says(
        _told(shop, talks.expects("Safe retries", shop.keys)), "Why it mattered"
    )


def test_what_was_agreed_with_the_boss_before_is_said_to_be_agreed_with_them(shop: Shop) -> None:
    agreed = talks.expects("Safe retries", shop.keys, confirmed=ago(60))
    heir = Person(id="nina", at=ago(20), name="Nina", listens=talks.person().listens, follows=MAYA)
    gone = Person(id="maya", at=ago(300), name=MAYA, listens=talks.person().listens, left=ago(20))
    told = _told(shop, agreed, heir, gone, who="Nina")
    assert "On 22 April Maya and I agreed: “Safe retries”." in _says(told, "Why it mattered")


# --- what I did, what changed, what I learned


def test_an_own_cause_is_told_by_oneself(shop: Shop) -> None:
    told = _told(shop, talks.done(shop.keys, cause="my retry loop had no limit"))
    assert _says(told, "What I did").startswith("The cause was mine: My retry loop had no limit. I wrote")


def test_words_of_a_witness_stand_beside_a_number_as_an_equal(shop: Shop) -> None:
    said = talks.vouches("I sleep again", shop.keys, audiences=("boss",))
    told = _told(shop, talks.person(), said, talks.changed(shop.keys, "no double charge", "billing board"))
    assert _says(told, "What changed") == (
        "“no double charge”, says billing board. “I sleep again”, says Grace Hopper."
    )
    alone = _told(shop, talks.person(), said)
    assert _says(alone, "What changed") == "“I sleep again”, says Grace Hopper."


def test_words_that_are_not_for_this_listener_are_not_told(shop: Shop) -> None:
    for audiences in ((), ("committee",), ("Olga",)):
        said = talks.vouches("I sleep again", shop.keys, audiences=audiences)
        assert "sleep" not in str(_told(shop, talks.person(), said).document)


def test_words_whose_consent_was_withdrawn_are_in_no_text(shop: Shop) -> None:
    said = replace(talks.vouches("I sleep again", shop.keys, audiences=("boss",)), consent=False)
    change = talks.changed(shop.keys, "I sleep again", "Grace Hopper")
    assert "sleep" not in str(_told(shop, talks.person(), said, change).document)


def test_an_open_estimate_is_told_as_one_and_a_bare_figure_is_not(shop: Shop) -> None:
    open_ = talks.changed(shop.drill, "4 to 12 hours of downtime, assuming one failed restore a year")
    assert _says(_told(shop, open_, works=(shop.drill,)), "What changed") == (
        "An estimate, not measured: 4 to 12 hours of downtime, assuming one failed restore a year."
    )
    bare = talks.changed(shop.drill, "saved 12 hours")
    told = _told(shop, bare, works=(shop.drill,))
    assert "12 hours" not in str(told.document)


def test_what_never_happened_is_asked_about_in_words_of_its_own(shop: Shop) -> None:
    told = _told(shop, works=(shop.drill,))
    (ask,) = [
        block.ask for block in told.document.blocks if isinstance(block, OpenSlot) and block.label == "What changed"
    ]
    assert "nearly happened" in ask


def test_a_metric_before_and_after_is_said_without_a_cause(shop: Shop) -> None:
    before = talks.shows(shop.keys, "double charges", 31, shop.keys.end - timedelta(days=9), "a week", "billing board")
    after = talks.shows(shop.keys, "Double charges", 0, shop.keys.end + timedelta(days=15), "a week", "billing board")
    assert _says(_told(shop, before, after), "What changed") == (
        "Double charges: 31 a week on 5 March, 0 a week on 29 March (billing board)."
    )
    other = talks.shows(shop.drill, "double charges", 99, shop.keys.end + timedelta(days=20))
    assert "99" not in str(_told(shop, before, after, other).document)
    late = talks.shows(shop.keys, "double charges", 31, shop.keys.end + timedelta(days=1), "%", "")
    assert "31" not in str(_told(shop, late, after).document)
    percent = talks.shows(shop.keys, "errors", 2.5, shop.keys.end - timedelta(days=1), "%", "")
    zero = talks.shows(shop.keys, "errors", 0.25, shop.keys.end + timedelta(days=20), "%", "")
    assert _says(_told(shop, percent, zero), "What changed") == "Errors: 2.5% on 13 March, 0.25% on 3 April."


def test_growth_answers_the_criticism_of_the_one_who_listens(shop: Shop) -> None:
    said = talks.criticism("You tell me too late.", shop.keys, change="I write to you on the same day")
    told = _told(shop, said)
    assert _says(told, "What I learned") == (
        "On 12 April you said: “You tell me too late”. What I do differently: I write to you on the same day."
    )
    assert "too late" not in str(_told(shop, said, who="Olga").document)
    silent = talks.criticism("You tell me too late.", shop.keys)
    unchanged = _told(shop, silent)
    assert "too late" not in _says(unchanged, "What I learned")
    assert "“You tell me too late”. What have you seen change since?" in _says(unchanged, "Ask")


@pytest.mark.parametrize(
    ("learning", "said"),
    [
        (talks.learned("queues hide failures"), ""),
        (
            talks.learned("Queues hide failures", origin="Release It", outcome=Outcome.ADOPTED, consequence="we alert"),
            "Queues hide failures (Release It); adopted: we alert.",
        ),
        (talks.learned("Queues hide failures", consequence="we alert"), "Queues hide failures."),
        (
            talks.learned("Queues halve load"),
            "In my own words, not measured: Queues halve load.",
        ),
    ],
)
def test_what_was_learned_for_it_is_said_with_what_came_of_it(shop: Shop, learning: Learning, said: str) -> None:
    used = replace(learning, evidence=(shop.keys.id,)) if said else learning
    assert _says(_told(shop, used), "What I learned") == said


# --- last time


def test_the_cliffhanger_of_last_time_is_resolved(shop: Shop) -> None:
    entries = (
        talks.tells(shop.drill),
        talks.done(shop.drill, next="The same for the shop's database", sequel="It restores, in a quarter of an hour"),
    )
    assert _says(_told(shop, *entries), "Next") == (
        "Last time, on 21 June, I said what comes next: “The same for the shop's database”. "
        "In my own words, not measured: It restores, in a quarter of an hour."
    )


def test_a_cliffhanger_whose_work_went_on_says_how(shop: Shop) -> None:
    telling = talks.tells(shop.search, days=10.5)
    told = _told(shop, telling, talks.done(shop.search, next="The index in July"))
    assert "“The index in July”. Since then: 1 change, not on the main branch yet." in _says(told, "Next")


def test_a_cliffhanger_that_nothing_came_of_is_carried(shop: Shop) -> None:
    first = talks.tells(shop.drill, days=20)
    worded = talks.done(shop.drill, next="The shop's database")
    assert "“The shop's database”. That is still open." in _says(_told(shop, first, worded), "Next")
    second = talks.tells(shop.keys, days=10)
    assert "That is still open." in _says(_told(shop, first, worded, second), "Next")
    resolved = talks.done(shop.drill, next="The shop's database", sequel="Done")
    assert "database" not in str(_told(shop, first, resolved, second).document)


def test_an_episode_after_a_telling_of_unknown_work_says_nothing_of_it(shop: Shop) -> None:
    gone = piece("Gone", (seen("gone", "Gone", NOW),), 1.0)
    assert _says(_told(shop, talks.tells(gone)), "Next") == ""


# --- what is asked


def test_the_three_questions_are_never_the_same_twice_running(shop: Shop) -> None:
    entries: list[Entry] = []
    last: tuple[str, ...] = ()
    for round_ in range(9):
        record = shop.record(entries)
        names = tuple(put.name for put in asks(record, shop.keys, MAYA))
        assert [name.partition(".")[0] for name in names] == ["decision", "expectation", "criticism"]
        assert set(names).isdisjoint(last)
        entries += [Asked(id=f"{round_}{name}", at=ago(90 - round_), person=MAYA, question=name) for name in names]
        last = names


@pytest.mark.parametrize("state", State)
def test_every_state_has_three_questions_to_ask(shop: Shop, state: State) -> None:
    record = shop.record()
    work = replace(shop.keys, state=state)
    first = asks(record, work, MAYA)
    put = [Asked(id=one.name, at=ago(3), person=MAYA, question=one.name) for one in first]
    assert set(asks(shop.record(put), work, MAYA)).isdisjoint(first)
    assert asks(shop.record(put), work, "Olga") == first


def test_the_check_names_the_boss_of_the_listener(shop: Shop) -> None:
    assert _says(_told(shop, talks.person(reports_to="Olga Brandt")), "Check I was clear") == (
        "If Olga Brandt asks about this, how would you put it?"
    )
    assert "your director" in _says(_told(shop), "Check I was clear")


def test_the_names_of_the_questions_are_kept_for_afterwards(shop: Shop) -> None:
    told = _told(shop)
    assert len(told.asks) == 3
    assert told.works[0] == shop.keys
    assert _told(shop, works=()).asks == ()


# --- what only the person sees


def test_three_episodes_without_a_reason_are_pointed_out(shop: Shop) -> None:
    tellings = [talks.tells(work, days=40 - n) for n, work in enumerate((shop.drill, shop.search, shop.cache))]
    (note,) = _told(shop, *tellings).notes
    assert "Begin with the worry" in note
    assert not _told(shop, *tellings[:2]).notes
    assert not _told(shop, *tellings, talks.done(shop.search, concern="lost")).notes
    assert _told(shop, *tellings, talks.done(shop.search, response="I indexed it")).notes
    assert not _told(shop, *tellings, who="").notes


def test_a_term_is_said_as_the_listener_says_it_once_and_not_in_quotations(shop: Shop) -> None:
    term = Term(id="t", at=ago(5), person=MAYA, term="idempotency", words="charging only once")
    told = _told(shop, term, talks.done(shop.keys, concern="idempotency was missing, idempotency is hard"))
    text = " ".join(said.text for block in _paragraphs(told.document) for said in block.sentences)
    assert text.count("(charging only once)") == 1
    assert "“Add idempotency key table”" in text
    odd = Term(id="t", at=ago(5), person=MAYA, term="idempotency", words="a\x1eb")
    assert "idempotency" in str(_told(shop, odd, talks.done(shop.keys, concern="idempotency was missing")).document)


def test_a_goal_that_is_over_is_no_reason_any_more(shop: Shop) -> None:
    over = Goal(id="g", at=ago(90), words="Churn", until=ago(10))
    assert "Churn" not in str(_told(shop, over, talks.serves(shop.keys, over)).document)
    assert shop.drill.kind is Kind.PREVENTION

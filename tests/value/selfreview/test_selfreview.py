"""The self-review: what is picked and why, what is said in each field, and what does not fit."""

from dataclasses import replace
from datetime import UTC, date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from papers import measured
from rubrics import LADDER, at_level, links
from shop import NOW, PERIOD, Shop, piece, seen
from talks import (
    ED,
    MAYA,
    ago,
    cares,
    changed,
    criticism,
    done,
    expects,
    goal,
    learned,
    person,
    replies,
    serves,
    tells,
    vouches,
)

from treefall.model import (
    Case,
    Chart,
    Entry,
    Field,
    Form,
    Handling,
    Heard,
    Judgement,
    Kind,
    Name,
    OpenSlot,
    Outcome,
    Period,
    Pick,
    Profile,
    SelfReview,
    Sensitive,
    Sentence,
    Table,
    Term,
    Topic,
    Work,
)
from treefall.value.case import case
from treefall.value.redaction import policy_for, redact_document
from treefall.value.selfreview import CHOSEN, form, picked, self_review
from treefall.value.selfreview.fitting import Said, fitted, length

SHOP = Shop()
EACH = [{"id": str(topic), "label": str(topic).capitalize(), "topic": str(topic)} for topic in Topic]
ALL = form({"fields": EACH}, "all")
WORK = form({"fields": [{"label": "Work", "topic": "accomplishments", "works": 5}]}, "work")


def picks(
    *entries: Entry, shop: Shop = SHOP, wanted: Form = WORK, boss: str = MAYA, made: Case | None = None
) -> tuple[Pick, ...]:
    return picked(shop.record(entries), shop.judgement, wanted, PERIOD, zone=UTC, boss=boss, case=made)


def review(
    *entries: Entry, wanted: Form = ALL, works: tuple[Work, ...] = (), reader: str = "", period: Period = PERIOD
) -> SelfReview:
    record = SHOP.record(entries)
    told = tuple(Pick(work, (CHOSEN,)) for work in works) or picks(*entries, wanted=wanted)
    return self_review(record, SHOP.judgement, wanted, period, told, subject=ED, zone=UTC, reader=reader)


def text(found: SelfReview, label: str) -> str:
    return next(
        "\n".join(" ".join(said.text for said in part) for part in block.parts)
        for block in found.document.blocks
        if isinstance(block, Field) and block.label == label
    )


# --- what is picked


def test_what_others_speak_for_is_picked_before_what_is_only_strong() -> None:
    entries = (
        person(),
        done(SHOP.drill, concern="Had the database been lost, all was lost"),
        changed(SHOP.drill, "2 hours now, 9 before", "Grace Hopper"),
        vouches("I sleep again", SHOP.drill, audiences=("committee",)),
    )
    first, second = picks(*entries)
    assert (first.work, second.work) == (SHOP.drill, SHOP.keys)
    assert first.why[0] == "Grace Hopper speaks of it"
    assert second.why == ("the strongest of its time", "it tells of 2026 Q1, too")


def test_each_sign_is_a_reason_of_its_own() -> None:
    aim, other = cares("Nobody pays twice"), goal("Fewer calls")
    telling = tells(SHOP.keys)
    heard = replies(telling, Heard.PASSED_ON)
    entries = (person(), aim, serves(SHOP.keys, aim), other, serves(SHOP.drill, other), telling, heard)
    (keys, drill) = picks(*entries, *measured(SHOP.keys))
    assert keys.work == SHOP.keys
    assert keys.why[:2] == ("what it changed was measured", "there is a number with its source")
    assert "it serves what Maya cares about" in picks(*entries)[0].why
    quiet = picks(*entries)
    assert next(pick for pick in quiet if pick.work == SHOP.keys).why[:2] == (
        "the strongest of its time",
        "it was passed on",
    )
    assert drill.work == SHOP.drill
    assert "it serves “Fewer calls”" in picks(*entries, boss="")[1].why


def test_an_open_criterion_and_a_place_to_look_are_reasons() -> None:
    entries = (at_level(), *links("measures", SHOP.drill), changed(SHOP.drill, "A restore works", "the wiki"))
    made = case(SHOP.record(entries), SHOP.judgement, LADDER, PERIOD)
    quiet = replace(SHOP.drill, kind=Kind.CHANGE)
    found = picked(SHOP.record(entries), Judgement((quiet,), ()), WORK, PERIOD, zone=UTC, case=made)
    assert found[0].why == (
        "the strongest of its time",
        "what it changed can be looked up",
        "it may show what is still open: “Prevents failures”",
    )


def test_beyond_three_only_what_somebody_else_speaks_for_is_told() -> None:
    works = tuple(
        piece(f"Part {n}", (seen(f"p{n}", f"Part {n}", NOW - timedelta(days=5 + n)),), 9.0 - n) for n in range(8)
    )
    judgement = Judgement(works, ())
    none = picked(SHOP.record(), judgement, WORK, PERIOD, zone=UTC)
    assert [pick.work for pick in none] == [*works[:3]]
    said = [changed(work, "It is quicker", "Grace Hopper") for work in works[3:8]]
    five = picked(SHOP.record(said), judgement, WORK, PERIOD, zone=UTC)
    assert len(five) == 5
    assert {pick.work for pick in five} == {*works[3:8]}
    short = form({"fields": [{"label": "Work", "topic": "accomplishments", "works": 1}]}, "one")
    assert len(picked(SHOP.record(said), judgement, short, PERIOD, zone=UTC)) == 3


def test_what_nothing_speaks_for_is_on_record_all_the_same() -> None:
    works = tuple(piece(f"Part {n}", (seen(f"p{n}", f"Part {n}", NOW - timedelta(days=5)),), 9.0 - n) for n in range(7))
    vouched = [vouches("Good", work, audiences=("committee",)) for work in works[:2]]
    found = picked(SHOP.record(vouched), Judgement(works[5:], ()), WORK, PERIOD, zone=UTC)
    assert len(found) == 2
    rest = picked(SHOP.record(), Judgement(works, ()), form({"fields": EACH[1:]}, "none"), PERIOD, zone=UTC)
    assert len(rest) == 3


def test_private_work_and_work_that_is_not_done_is_never_picked() -> None:
    assert {pick.work for pick in picks()} == {SHOP.keys, SHOP.drill}


# --- what is said


FULL: tuple[Entry, ...] = (
    person(),
    done(SHOP.keys, concern="A slow bank made the shop charge twice", lesson="Keys hold the amount", next="Refunds"),
    changed(SHOP.keys, "31 double charges a week before, none since", "the billing board"),
    done(SHOP.cache, concern="The catalogue is slow", lesson="Measure before you cache"),
    vouches("I sleep again", SHOP.drill, audiences=("committee",)),
    vouches("Only for you", SHOP.drill, who="Kim"),
    replace(
        criticism("You tell me late", SHOP.drill, change="I tell you at once"),
        confirmer=MAYA,
        confirmed=ago(20),
        confirmation="I knew at once",
    ),
    criticism("You start with the how", change="I start with the why", days=40),
    replace(criticism("Great drill", SHOP.drill, days=30), praise=True),
    replace(criticism("You look tired", change="I sleep", days=30), private=True),
    learned("Queues hide failures", SHOP.keys, origin="a book", outcome=Outcome.ADOPTED, consequence="One queue"),
    replace(expects("No double charge", SHOP.keys, due=ago(30)), closed=ago(35), met=True),
    expects("A plan for refunds", due=NOW + timedelta(days=9)),
)


def test_work_is_said_from_the_worry_to_the_proof_a_paragraph_each() -> None:
    first, second = text(review(*FULL), "Accomplishments").splitlines()
    assert first.startswith("Idempotency keys stop double charging. A slow bank made the shop charge twice. I wrote 17")
    assert "“31 double charges a week before, none since”, says the billing board." in first
    assert "Keys hold the amount" not in first
    assert second.startswith("Restore drill for billing backups.")
    assert "Keys hold the amount" in text(review(*FULL, wanted=WORK), "Work")


def test_strengths_are_what_others_said_and_what_came_more_than_once() -> None:
    found = text(review(*FULL), "Strengths")
    assert "“I sleep again” (Grace Hopper, 22 May 2026)." in found
    assert "Great drill" not in found
    assert "Only for you" not in found
    made = [piece(f"Reviewed: Part {n}", (seen(f"r{n}", "r", ago(9 + n)),), 1.0, kind=Kind.REVIEW) for n in range(2)]
    judgement = Judgement((*SHOP.works, *made), ())
    place = replace(vouches("I sleep again", SHOP.drill, audiences=("committee",)), place="mail")
    told = self_review(SHOP.record([place]), judgement, ALL, PERIOD, (), subject="", zone=UTC)
    said = text(told, "Strengths")
    assert "What others built and I reviewed, more than once: “Part 0” and “Part 1”." in said
    assert "(Grace Hopper, mail, 22 May 2026)" in said
    assert told.document.title == "Self-review"


def test_growth_is_criticism_the_change_and_who_confirms_it_then_a_defeat() -> None:
    lines = text(review(*FULL), "Growth").splitlines()
    assert lines == [
        (
            "On 12 April 2026 Maya said: “You tell me late”. What I do differently: I tell you at once."
            " Maya confirmed it on 11 June 2026: “I knew at once”."
        ),
        "One thing did not work, “Cache layer”: it was reverted after 3 days. Measure before you cache.",
        (
            "On 22 May 2026 Maya said: “You start with the how”. What I do differently: I start with the why."
            " It is not confirmed yet."
        ),
        "Queues hide failures (a book), adopted: One queue.",
        "From “Idempotency keys stop double charging”: Keys hold the amount.",
    ]


def test_what_i_had_caused_myself_is_owned() -> None:
    repaired = done(SHOP.keys, cause="My retry charged twice", lesson="Ask before trying again")
    said = replace(criticism("You tell me late", change="I tell you at once"), confirmer=MAYA, confirmed=ago(20))
    found = text(review(person(), repaired, said), "Growth")
    assert "“Idempotency keys stop double charging”. The cause was mine: My retry charged twice. Ask before" in found
    assert "confirmed it on 11 June 2026." in found


def test_goals_are_what_was_met_what_is_planned_and_what_is_expected() -> None:
    soon = replace(SHOP.drill, end=ago(3))
    calm = replace(expects("Calm"), closed=ago(5), met=True)
    told = self_review(
        SHOP.record([*FULL, done(soon, next="The drill of the shop's own database"), calm]),
        replace(SHOP.judgement, works=(SHOP.keys, soon)),
        ALL,
        PERIOD,
        (Pick(soon, (CHOSEN,)),),
        subject=ED,
        zone=UTC,
    )
    assert text(told, "Goals").splitlines() == [
        "Maya expected by 1 June 2026: “No double charge”. It was met.",
        "Maya expected: “Calm”. It was met.",
        "The drill of the shop's own database.",
        "Maya expects by 10 July 2026: “A plan for refunds”; noted by me, not confirmed yet.",
    ]


def test_values_are_in_the_words_of_who_holds_them_with_the_work_that_serves_them() -> None:
    aim, other, bare = cares("Nobody pays twice"), goal("Fewer calls", "OKR Q2"), goal("No waste")
    tied = (aim, serves(SHOP.keys, aim), other, serves(SHOP.keys, other), bare, serves(SHOP.drill, bare))
    lines = text(review(*FULL, *tied), "Values").splitlines()
    assert lines[0] == (
        "Maya said on 2 May 2026: “Nobody pays twice”. “Idempotency keys stop double charging” serves that."
        " “31 double charges a week before, none since”, says the billing board."
    )
    assert lines[1].startswith("The goal (OKR Q2): “Fewer calls”.")
    assert (
        lines[2]
        == "The goal: “No waste”. “Restore drill for billing backups” serves that. “I sleep again”, says Grace Hopper."
    )


def test_an_empty_record_is_a_form_full_of_questions() -> None:
    told = self_review(SHOP.record(), Judgement((), ()), ALL, PERIOD, (), subject=ED, zone=None)
    slots = [block for block in told.document.blocks if isinstance(block, OpenSlot)]
    assert len(slots) == len(Topic)
    assert {block.used for block in told.document.blocks if isinstance(block, Field)} == {0}
    assert told.silent == ()


def test_a_field_does_not_tell_again_what_one_before_it_told() -> None:
    aim = cares("Nobody pays twice")
    upward = form({"fields": [EACH[4], {**EACH[0], "works": 1}]}, "upward")
    told = review(*FULL, aim, serves(SHOP.keys, aim), wanted=upward)
    assert "Idempotency keys" in text(told, "Values")
    assert text(told, "Accomplishments").startswith("Restore drill for billing backups.")


def test_at_most_three_open_slots_of_the_work_that_is_told_are_asked_for() -> None:
    twice = form({"fields": [{**EACH[0], "id": "a", "works": 1}, {**EACH[0], "id": "b", "works": 2}]}, "twice")
    blocks = review(person(), wanted=twice).document.blocks
    asked = [block for block in blocks if isinstance(block, OpenSlot)]
    assert [one.ask.partition("”")[0] for one in asked] == [
        "“Restore drill for billing backups",
        "“Restore drill for billing backups",
        "“Idempotency keys stop double charging",
    ]
    assert all(one.command.startswith("treefall ask ") for one in asked)


def test_months_without_a_record_are_named() -> None:
    assert review().silent == (date(2026, 4, 1),)
    later = Period(PERIOD.start, NOW + timedelta(days=90))
    assert review(period=later).silent == (date(2026, 4, 1),)
    ahead = Period(NOW + timedelta(days=10), NOW + timedelta(days=90))
    assert review(period=ahead, works=(SHOP.keys,)).silent == ()


def test_every_figure_leads_to_the_appendix_with_its_picture() -> None:
    claim, impact = measured(SHOP.keys)
    record = SHOP.record([claim, impact])
    found = {claim.id: replace(claim.finding, dots=())}
    told = self_review(
        record, SHOP.judgement, WORK, PERIOD, (Pick(SHOP.keys, (CHOSEN,)),), subject=ED, zone=UTC, findings=found
    )
    assert not told.document.unexplained()
    assert any(isinstance(block, Table) for block in told.document.blocks)
    assert [block for block in told.document.blocks if isinstance(block, Chart)]
    assert told.works == {"Work": (SHOP.keys.id,)}


def test_a_field_speaks_in_the_words_of_its_reader_but_not_in_quotes() -> None:
    term = Term(id="t", at=ago(5), person=MAYA, term="idempotency", words="asking twice charges once")
    told = review(*FULL, term, reader=MAYA)
    assert text(told, "Accomplishments").startswith("Idempotency (asking twice charges once) keys stop")
    assert "“Idempotency keys stop" in text(told, "Growth")
    broken = replace(term, words="a\x1eb")
    assert text(review(*FULL, broken, reader=MAYA), "Accomplishments").startswith("Idempotency keys stop")


# --- what fits


LONG = form({"fields": [{"label": "Work", "topic": "accomplishments", "limit": 300}]}, "long")


def test_what_does_not_fit_is_left_out_the_weakest_first_and_named() -> None:
    told = review(*FULL, wanted=LONG)
    said = text(told, "Work")
    assert len(said) <= 300
    assert "31 double charges" in said
    assert next(one.sentence.text for one in told.cut) == "Keys hold the amount."
    assert all(one.sentence.text not in said for one in told.cut)


def test_where_nothing_fits_whole_others_words_are_given_less_room() -> None:
    narrow = form({"fields": [{"label": "Growth", "topic": "growth", "limit": 200}]}, "narrow")
    wordy = criticism(" ".join(["late"] * 60), change=" ".join(["soon"] * 60))
    cut = text(review(person(), wordy, wanted=narrow), "Growth")
    assert 0 < len(cut) <= 200
    assert "…" in cut
    hopeless = form({"fields": [{"label": "Growth", "topic": "growth", "limit": 20}]}, "hopeless")
    told = review(person(), wordy, wanted=hopeless)
    assert text(told, "Growth") == ""
    assert told.cut
    assert not [block for block in told.document.blocks if isinstance(block, OpenSlot)]


drafts = st.lists(
    st.builds(
        Said,
        st.builds(Sentence, st.text(alphabet="abc 👍🏽é", min_size=1, max_size=40)),
        st.integers(0, 4),
        st.just(0),
        st.booleans(),
    ),
    max_size=12,
)


@given(drafts, st.integers(1, 200), st.integers(1, 3))
def test_a_field_never_holds_more_than_its_limit_and_loses_nothing_silently(
    said: list[Said], limit: int, each: int
) -> None:
    draft = [replace(one, group=place // each) for place, one in enumerate(said)]
    field, cut = fitted("Field", limit, draft)
    assert field.used <= limit
    assert length(field) <= limit
    kept = list(field.sentences)
    assert all(one.sentence in kept for one in draft if one.tier == 0 and len(draft) == len(kept))
    led = {one.group for one in draft if not one.leads}
    told = [one for one in draft if not one.leads or one.group in led]
    assert len(kept) + len(cut) <= len(draft)
    assert {one.sentence.text for one in told} >= {one.text for one in kept} or not cut
    free, nothing = fitted("Field", None, draft)
    assert (len(free.sentences), nothing) == (len(draft), ())


# --- what is handed over


@given(st.integers(60, 700), st.text("abc xyz", min_size=0, max_size=60))
def test_a_field_holds_no_more_than_its_limit_once_names_are_replaced(limit: int, words: str) -> None:
    names = [
        Name(id=f"n{number}", at=NOW, name=name, of=of, handling=Handling.REPLACE, instead=" ".join(words.split()))
        for number, (name, of) in enumerate(
            (
                ("Grace Hopper", Sensitive.COLLEAGUE),
                ("Maya", Sensitive.COLLEAGUE),
                ("Billing", Sensitive.SYSTEM),
                ("Double", Sensitive.CUSTOMER),
            )
        )
    ]
    said = (*FULL, changed(SHOP.keys, "31 double charges a week before, none since", "Grace Hopper"), *names)
    each = [{**one, "limit": limit} for one in EACH]
    record, policy = SHOP.record(said), policy_for(SHOP.record(said), Profile.OUTSIDE)
    wanted = form({"fields": each}, "limited")
    told = self_review(
        record, SHOP.judgement, wanted, PERIOD, picks(*said), subject=ED, zone=UTC, policy=policy
    ).document
    handed = redact_document(told.handed_in(), policy).content
    assert all(length(block) <= limit for block in handed.blocks if isinstance(block, Field))


def test_browsers_count_a_letter_as_one_and_an_emoji_as_two() -> None:
    two = Field("Work", (Sentence("Schön."), Sentence("😀")), 9)
    assert (two.used, length(two)) == (8, 9)
    cut = fitted("Work", 8, [Said(Sentence("Schön."), 0), Said(Sentence("😀"), 1, 1)])[1]
    assert [one.sentence.text for one in cut] == ["😀"]


def test_what_is_shown_instead_of_a_sign_that_could_act_is_counted() -> None:
    bent = Field("Work", (Sentence("p\u0430ypal"),), 10)
    assert (bent.used, length(bent)) == (6, 13)

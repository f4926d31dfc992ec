"""What is said about an answer: at most five things, each to act on; what differs; what was left unused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rehearsals import CONCERN, GOOD, LESSON, SAID, SHOP, heard, question
from shop import NOW
from talks import changed, done, vouches

from treefall.model import Asked, Attribution, Debrief, Entry, Point, Rehearsal, Sentence
from treefall.value.rehearsal import asked_before, passed_over, rehearsed
from treefall.value.rehearsal.debrief import MOST_REMARKS, aloud


def said(found: Debrief) -> dict[Point, str]:
    return {one.point: one.says for one in found.remarks}


def differs(found: Debrief) -> dict[str, str]:
    return {one.said: one.record for one in found.differences}


def test_a_good_answer_is_clean() -> None:
    found = heard(question(Point.BASELINE, "Idempotency"), GOOD)
    assert (found.missed, found.differences, found.remarks) == (frozenset(), (), ())
    assert found.is_clean


def test_a_bare_answer_is_told_what_the_record_has() -> None:
    found = said(heard(question(Point.BASELINE, "Idempotency"), "We rewrote the retries."))
    assert found[Point.BASELINE].startswith("Say what it was before and what it is now: “31 double charges")
    assert found[Point.CONCERN] == f"Begin with why it mattered: “{CONCERN}”"
    assert found[Point.OWN_PART] == "Say “I” for what you did yourself: “we” stands once, “I” never."
    assert found[Point.OTHERS] == "Name who else had a part: Grace Hopper."
    assert found[Point.LESSON] == f"Say what it taught you: “{LESSON}”"
    assert len(found) == MOST_REMARKS


def test_what_the_record_lacks_is_asked_for() -> None:
    found = said(heard(question(Point.BASELINE, "Restore"), "The drill ran.", ()))
    assert found[Point.BASELINE].endswith(f"; nothing is on record yet (treefall ask {SHOP.drill.id[:8]}).")
    assert found[Point.CONCERN] == "Begin with why it mattered: what went wrong, or could have, and for whom?"
    assert found[Point.OWN_PART].startswith("Say which part was yours")
    assert found[Point.LESSON] == "Say what it taught you: what would you do differently?"


def test_each_aim_has_a_remark_of_its_own() -> None:
    entries = (*SAID, done(SHOP.keys, cause="My retry tried again"))
    for aim, words in (
        (Point.PROOF, "Say how one can check it: “31 double charges"),
        (Point.ALTERNATIVE, "Name the other way"),
        (Point.DIFFICULTY, "Say what made it hard"),
        (Point.CAUSE, "Say your own part in the cause first: “My retry tried again.”"),
    ):
        found = heard(question(aim, "Idempotency", *entries), "So it was.", entries)
        assert found.remarks[0].point is aim
        assert found.remarks[0].says.startswith(words)
    bare = question(Point.PROOF, "Restore", changed(SHOP.drill, "It holds 9 tables"))
    assert bare.proofs == ()
    assert said(heard(bare, "So it was.", ()))[Point.PROOF] == "Say how one can check it, or that nobody did."


def test_an_example_is_a_piece_of_work_on_record() -> None:
    shown = question(Point.EXAMPLE)
    bare = said(heard(shown, "It is so."))[Point.EXAMPLE]
    proven = replace(shown, proofs=(Sentence("The drill: 6 changes.", (SHOP.drill.id,)),))
    assert bare.endswith("what you will do about it.")
    assert said(heard(proven, "It is so."))[Point.EXAMPLE].endswith(": The drill: 6 changes.")
    cited = replace(shown, cites=(SHOP.drill.id,))
    assert Point.EXAMPLE in heard(cited, "I ran the restore drill for our billing backups.").made
    assert Point.EXAMPLE in heard(cited, "I play chess.").missed


def test_why_it_mattered_comes_in_the_first_words() -> None:
    late = said(heard(question(Point.CONCERN, "Idempotency"), "I wrote keys. " * 20 + "Customers were charged twice."))
    assert late[Point.CONCERN] == "Begin with why it mattered: it comes after the first 20 seconds (50 words)."


def test_two_minutes_are_two_to_three_hundred_words() -> None:
    long = said(heard(question(Point.BASELINE, "Idempotency"), GOOD * 5))
    assert long[Point.LENGTH].startswith("Make it shorter: ")
    short = said(heard(question(Point.BASELINE, "Idempotency"), GOOD.replace("Grace", "Somebody")))
    assert short[Point.LENGTH].endswith("two minutes hold 200 to 300: there is room for the others' part.")
    bold = said(heard(question(Point.BASELINE, "Restore"), "A loss. I fixed it; never again. I learned it.", ()))
    assert bold[Point.LENGTH].startswith("Say more: 10 words take about 10 seconds")


@pytest.mark.parametrize(
    ("words", "takes"),
    [(0, "10 seconds"), (60, "30 seconds"), (125, "1 minute"), (250, "2 minutes"), (300, "2:20 minutes")],
)
def test_how_long_words_take_is_said_in_tens_of_seconds(words: int, takes: str) -> None:
    assert aloud(words) == takes


def test_empty_words_are_mentioned_once() -> None:
    found = heard(question(Point.BASELINE, "Idempotency"), GOOD + " I helped with the tests. Basically so.")
    assert [one.point for one in found.remarks] == [Point.PLAINNESS]
    assert "helped" in found.remarks[0].says


def test_what_is_said_more_surely_than_it_is_known_is_found() -> None:
    strong = GOOD.replace("There were 31", "Thanks to me there were 31")
    found = heard(question(Point.BASELINE, "Idempotency"), strong)
    assert Point.HONESTY in found.missed
    assert "thanks to" in said(found)[Point.HONESTY].lower()
    alone = heard(question(Point.BASELINE, "Idempotency"), GOOD + " I did it alone.")
    assert "alone" in said(alone)[Point.HONESTY]
    own = heard(question(Point.LESSON, "Restore"), "Backups could have been lost. I did it alone. I learned it.", ())
    assert Point.HONESTY in own.made


def test_what_was_proven_may_be_said_to_be_the_cause() -> None:
    change = replace(changed(SHOP.drill, "2 hours instead of 9", "x.csv"), attribution=Attribution.CONTROLLED)
    for sure, point in ((Attribution.CONTROLLED, "made"), (Attribution.REPORTED, "missed")):
        entries: tuple[Entry, ...] = (replace(change, attribution=sure),)
        asked = question(Point.BASELINE, "Restore", *entries)
        found = heard(asked, "A restore took 9 hours; because of the drill it takes 2.", entries)
        assert Point.HONESTY in getattr(found, point), sure


def test_every_figure_name_and_date_is_compared_with_the_record() -> None:
    wrong = "In October there were 35 double charges a week, and Frank saw it in PR #999; it saved £50,000."
    found = heard(question(Point.BASELINE, "Idempotency"), wrong)
    assert {"35", "Frank", "October", "£50,000"} <= differs(found).keys()
    assert "31 double charges" in differs(found)["35"]
    assert differs(found)["Frank"] == "Made with Grace Hopper."
    assert "between 3 February and 14 March" in differs(found)["October"]
    assert not found.is_clean
    alone = heard(question(Point.BASELINE, "Restore"), "Frank ran the drill.", ())
    assert differs(alone)["Frank"] == "Nobody else is on record for it."


def test_where_no_work_is_asked_about_the_nearest_on_record_stands_beside() -> None:
    found = heard(question(Point.EXAMPLE), "There were 35 double charges a week before, and Frank knew it in October.")
    assert "31 double charges a week" in differs(found)["35"]
    assert differs(found)["Frank"] == ""


def test_what_is_on_record_of_something_else_is_said_to_be_so() -> None:
    entries = (*SAID, changed(SHOP.drill, "A restore takes 9 hours", "Maya"))
    found = heard(
        question(Point.BASELINE, "Idempotency", *entries), "A restore takes 9 hours, and so we changed it.", entries
    )
    assert [one.says for one in found.differences] == ["“9 hours” is on record of something else."]


def test_who_had_no_part_in_it_is_said_to_have_had_none() -> None:
    entries = (*SAID, vouches("Fine", SHOP.keys, who="Priya Nair", audiences=("committee",)))
    found = heard(question(Point.BASELINE, "Restore", *entries), "I wrote the drill with Grace Hopper.", entries)
    assert [one.says for one in found.differences] == ["On record Grace Hopper had no part in this."]


def test_proofs_that_were_not_used_are_shown() -> None:
    asked = question(Point.BASELINE, "Idempotency")
    found = heard(asked, "It got better.")
    assert [one.text[:20] for one in found.forgotten] == [one.text[:20] for one in asked.proofs]
    assert heard(asked, GOOD).forgotten == ()
    entries = (*SAID, vouches("I sleep again since the keys are there", SHOP.keys, audiences=("committee",)))
    vouched = question(Point.BASELINE, "Idempotency", *entries)
    left = heard(vouched, GOOD, entries).forgotten
    assert ["sleep" in one.text for one in left] == [True]
    used = heard(vouched, GOOD + " Grace says that she can sleep again since the keys are there.", entries)
    assert used.forgotten == ()


def test_the_same_words_on_one_day_are_one_answer() -> None:
    asked, record = question(Point.BASELINE, "Idempotency"), SHOP.record()
    one, two = (rehearsed(record, asked, text, 60, NOW.date()) for text in ("It was 9.", " It was 9.\n"))
    assert one == two
    assert (one.work, one.criterion, one.seconds) == (SHOP.keys.id, "", 60)
    assert rehearsed(record, question(Point.EXAMPLE), "Yes.", 0, NOW.date()).work == ""
    with pytest.raises(ValueError, match="a rehearsal needs"):
        rehearsed(record, asked, " ", 0, NOW.date())


def test_what_was_passed_over_was_asked_too() -> None:
    asked, other = question(Point.BASELINE, "Idempotency"), question(Point.EXAMPLE)
    record = SHOP.record()
    over = [passed_over(record, one) for one in (asked, other)]
    assert [one.about for one in over] == [SHOP.keys.id, ""]
    given = rehearsed(record, asked, "It was 9.", 0, NOW.date())
    alien = Asked(id="a", at=NOW, person="", question="concern")
    assert asked_before(SHOP.record((over[1], given, alien))) in {(asked.name, other.name), (other.name, asked.name)}
    assert isinstance(given, Rehearsal)


@given(text=st.text(min_size=1, max_size=300).filter(str.strip))
def test_whatever_is_said_at_most_five_things_are_said_about_it(text: str) -> None:
    found = heard(question(Point.BASELINE, "Idempotency"), text)
    assert len(found.remarks) <= MOST_REMARKS
    assert len(found.forgotten) <= 3
    assert not found.made & found.missed
    assert all(one.says.endswith((".", "”", "?", ")")) for one in found.remarks)


def test_a_verb_with_somebody_else_behind_it_is_compared_too() -> None:
    found = heard(question(Point.BASELINE, "Restore"), "Grace Hopper wrote the restore drill for billing backups.", ())
    assert [one.record for one in found.differences] == ["Nobody else is on record for it."]


def test_which_way_a_figure_went_is_compared_too() -> None:
    found = heard(question(Point.BASELINE, "Idempotency"), "Double charges rose from 31 to 2.")
    assert found.differences
    assert "31" in found.differences[0].record


def test_values_that_are_of_something_else_or_of_nothing_are_no_baseline() -> None:
    keys = question(Point.BASELINE, "Idempotency")
    assert Point.BASELINE in heard(keys, "There were 31 double charges a week before, and 2 since.").made
    for told in ("It was 250 a week before, and 4 since.", "It fell from 858 ms to 442 ms."):
        found = heard(keys, told)
        assert Point.BASELINE in found.missed
        assert found.differences


def test_a_lot_is_no_lesson_and_silence_is_no_honesty() -> None:
    keys = question(Point.BASELINE, "Idempotency")
    assert Point.LESSON in heard(keys, "I learned a lot.").missed
    assert heard(keys, "No idea.").made == frozenset()


def test_of_another_language_only_figures_are_compared() -> None:
    keys = question(Point.BASELINE, "Idempotency")
    german = (
        "Eine langsame Bank hat Kunden doppelt belastet, und niemand hat es gemerkt. "
        "Ich habe die Schlüssel geschrieben; vorher gab es 470 Buchungen pro Woche, seither keine mehr."
    )
    found = heard(keys, german)
    (remark,) = found.remarks
    assert remark.says.startswith("Only English is understood here")
    assert [one.said for one in found.differences] == ["470"]
    assert not found.is_clean
    assert len(heard(keys, "Schlüssel geschrieben.").remarks) > 1  # too few words to tell

"""What an answer makes, by its words and by what the record says of the work."""

import pytest
from rehearsals import GOOD, SAID, SHOP, question
from talks import changed, done

from treefall.model import Accomplishment, Point, RehearsalQuestion
from treefall.value.rehearsal.points import Answer

DONE = next(one for one in SAID if isinstance(one, Accomplishment) and one.id == SHOP.keys.id)


def answer(text: str, aim: Point = Point.BASELINE, work: str = "Idempotency") -> Answer:
    return Answer(text, question(aim, work), DONE if work == "Idempotency" else None)


def test_a_good_answer_makes_every_point_that_is_wanted() -> None:
    for aim in (Point.BASELINE, Point.OTHERS, Point.PROOF, Point.CONCERN, Point.LESSON, Point.ALTERNATIVE):
        given = answer(GOOD, aim)
        told = [point for point in given.wanted() if point is not Point.HONESTY]
        assert [point for point in told if not given.makes(point)] == []
        assert given.wanted()[0] is aim


@pytest.mark.parametrize(
    ("point", "yes", "no"),
    [
        (Point.CONCERN, "Customers were charged twice. I wrote keys.", "I wrote keys."),
        (Point.BASELINE, "It was 31 before, and it is 2 now.", "It is 2 now."),
        (Point.BASELINE, "First 31 a week, and now 2.", "Now 2."),
        (Point.OWN_PART, "I wrote it.", "The keys were written."),
        (Point.OWN_PART, "We met, and I wrote it.", "We met, we wrote, we shipped it, and I watched."),
        (Point.OTHERS, "Grace released it.", "Somebody released it."),
        (Point.PROOF, "The billing board shows it.", "Believe me."),
        (Point.ALTERNATIVE, "We looked at a lock, and ruled it out.", "I wrote the keys."),
        (Point.DIFFICULTY, "It was hard to see.", "I wrote the keys."),
        (Point.LESSON, "Next time I begin with the amount.", "I wrote the keys."),
        (Point.CAUSE, "It was my own mistake.", "It was the bank."),
        (Point.PLAINNESS, "I wrote the keys.", "I helped with the keys."),
    ],
)
def test_each_point_is_made_by_some_words_and_not_by_others(point: Point, yes: str, no: str) -> None:
    assert answer(yes).makes(point)
    assert not answer(no).makes(point)


def test_what_is_on_record_is_known_by_its_words() -> None:
    assert answer("A slow bank, and a shop in trouble: that was it.").makes(Point.CONCERN)
    assert answer("Hold the amount in the key, too.").makes(Point.LESSON)
    assert not answer("Hold the line.").makes(Point.LESSON)


def test_why_it_mattered_may_come_late() -> None:
    late = answer("I wrote keys. " * 20 + "Customers were charged twice.")
    assert not late.makes(Point.CONCERN)
    assert late.is_late
    assert not answer("I wrote keys.").is_late
    assert not answer("Customers were charged twice.").is_late


def test_where_no_figures_are_on_record_a_state_by_its_name_is_enough() -> None:
    said = (changed(SHOP.drill, "A restore holds every table", "Maya"),)
    asked = question(Point.BASELINE, "Restore", *said)
    named = "Until then nobody had ever restored a backup; now we do it every month."
    assert Answer(named, asked).makes(Point.BASELINE)
    assert not Answer("I fixed the backups, and it is much better than before.", asked).makes(Point.BASELINE)
    assert not answer(named).makes(Point.BASELINE)


def test_what_is_wanted_depends_on_the_work() -> None:
    assert Point.OTHERS in answer("").wanted()
    assert Point.OTHERS not in Answer("", question(Point.BASELINE, "Restore")).wanted()
    defeat = Answer("", question(Point.LESSON, "Cache")).wanted()
    assert Point.BASELINE not in defeat
    cause = Answer("", question(Point.BASELINE, "Idempotency"), done(SHOP.keys, cause="My retry"))
    assert Point.CAUSE in cause.wanted()
    case: RehearsalQuestion = question(Point.EXAMPLE)
    assert Answer("", case).wanted() == (Point.EXAMPLE, Point.CONCERN, Point.HONESTY, Point.OWN_PART)
    assert Answer("Nobody", case).unnamed() == ()

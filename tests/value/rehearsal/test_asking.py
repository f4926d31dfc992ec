"""What a committee asks: where nothing on record answers first, three questions in a row of three sorts."""

from dataclasses import replace

from rehearsals import SAID, SHOP, asker, question, rehearsal
from talks import changed, done, vouches

from treefall.model import Attribution, Judgement, Kind, Point, RehearsalQuestion, Work


def aims(*found: RehearsalQuestion) -> list[Point]:
    return [one.aim for one in found]


def about(work: Work, aim: Point, *entries: object, judgement: Judgement = SHOP.judgement) -> RehearsalQuestion:
    asked = asker(*entries, judgement=judgement).questions()  # type: ignore[arg-type]  # entries
    return next(one for one in asked if one.work == work and one.aim is aim)


def test_every_question_has_a_name_of_its_own_and_says_why_it_is_asked() -> None:
    asked = asker(*SAID).questions()
    assert len({one.name for one in asked}) == len(asked)
    assert all(one.why and one.ask.endswith("?") and one.listen for one in asked)
    assert asker(*SAID).questions() == asked


def test_questions_in_a_row_are_of_different_sorts() -> None:
    asked = asker(*SAID).questions()
    assert len(set(aims(*asked[:6]))) == 6


def test_what_nothing_answers_comes_first() -> None:
    asked = [one.name for one in asker(*SAID).questions()]
    open_, answered = f"baseline.{SHOP.drill.id}", f"baseline.{SHOP.keys.id}"
    assert asked.index(open_) < asked.index(answered)
    assert asked.index(f"concern.{SHOP.drill.id}") < asked.index(f"concern.{SHOP.keys.id}")


def test_a_missing_baseline_is_asked_for_by_what_is_missing() -> None:
    assert about(SHOP.drill, Point.BASELINE).why == "no change is on record"
    alone = about(SHOP.drill, Point.BASELINE, changed(SHOP.drill, "It takes 2 hours", "Maya"))
    assert alone.why == "“It takes 2 hours” stands alone"
    assert alone.ask.endswith("what was it before?")
    known = about(SHOP.keys, Point.BASELINE, *SAID)
    assert "remembered" in known.why
    pair = changed(SHOP.drill, "31 alerts in March, 5 a week since", "Maya")
    assert "remembered" in about(SHOP.drill, Point.BASELINE, pair).why


def test_who_else_had_a_part_is_asked_where_somebody_had() -> None:
    asked = about(SHOP.keys, Point.OTHERS, *SAID)
    assert asked.why == "it was made with Grace Hopper"
    assert any("Grace Hopper" in said.text for said in asked.answer)
    assert [one.work for one in asker(*SAID).questions() if one.aim is Point.OTHERS] == [SHOP.keys]


def test_how_one_knows_is_asked_by_how_surely_it_is_known_and_never_of_what_is_proven() -> None:
    said = changed(SHOP.keys, "None since", "Maya")
    for sure, why in (
        (Attribution.REPORTED, "nobody measured it"),
        (Attribution.CORRELATED, "other things changed"),
        (Attribution.BEFORE_AFTER, "beside nothing"),
    ):
        assert why in about(SHOP.keys, Point.PROOF, replace(said, attribution=sure)).why
    proven = asker(replace(said, attribution=Attribution.CONTROLLED)).questions()
    assert Point.PROOF not in aims(*proven)
    both = asker(said, changed(SHOP.drill, "It holds every table")).questions()
    assert [one.work for one in both if one.aim is Point.PROOF] == [SHOP.drill, SHOP.keys]  # the least sure first


def test_an_own_cause_and_an_incident_are_asked_about() -> None:
    own = about(SHOP.keys, Point.CAUSE, done(SHOP.keys, cause="My retry"))
    assert own.why == "an own part in it is on record"
    assert "The cause was mine" in own.answer[0].text
    burnt = replace(SHOP.drill, kind=Kind.INCIDENT)
    judgement = Judgement((SHOP.keys, burnt), ())
    assert about(burnt, Point.CAUSE, judgement=judgement).why == "it was an incident"
    assert Point.CAUSE not in aims(*asker(*SAID).questions())


def test_a_defeat_is_asked_for_its_lesson_and_not_for_its_change() -> None:
    asked = [one for one in asker(*SAID).questions() if one.work == SHOP.cache]
    assert set(aims(*asked)) == {Point.CONCERN, Point.LESSON}
    lesson = next(one for one in asked if one.aim is Point.LESSON)
    assert lesson.ask.endswith("which was reverted?")
    assert lesson.answer[0].text == "Measure before you cache."


def test_open_criteria_and_a_sceptics_doubts_are_asked_about() -> None:
    asked = asker(*SAID).questions()
    wanted = {one.criterion.id: one for one in asked if one.criterion}
    assert list(wanted) == ["measures", "teaches", "prevents"]
    assert wanted["teaches"].why == "it is expected at L2, and nothing shows it"
    assert wanted["prevents"].why == "it is expected at L2, and it rests on one voice"
    assert SHOP.drill.id in wanted["prevents"].cites
    assert "6 changes" in wanted["prevents"].proofs[0].text
    doubts = [one.name for one in asked if one.name.startswith("doubt.")]
    assert "doubt.no second voice" in doubts
    assert not any(one.criterion for one in asker(*SAID, levelled=False).questions())


def test_nothing_private_is_asked_about_and_nothing_that_is_not_done() -> None:
    works = {one.work for one in asker(*SAID).questions()}
    assert SHOP.diary not in works
    assert SHOP.search not in works


def test_a_witness_is_among_the_proofs_where_a_committee_may_hear_them() -> None:
    for audiences, there in ((("committee",), True), ((), False)):
        said = vouches("I sleep again", SHOP.keys, audiences=audiences)
        proofs = about(SHOP.keys, Point.BASELINE, *SAID, said).proofs
        assert any("I sleep again" in one.text for one in proofs) is there


def test_a_question_that_is_not_asked_any_more_can_come_back_as_it_was() -> None:
    asked = question(Point.BASELINE, "Idempotency")
    again = asker(*SAID).again(rehearsal(asked, "It was 31."))
    assert (again.name, again.ask, again.work) == (asked.name, asked.ask, SHOP.keys)
    open_ = next(one for one in asker(*SAID).questions() if one.criterion)
    back = asker(*SAID).again(rehearsal(open_, "I measured."))
    assert back.criterion == open_.criterion
    gone = asker(*SAID, levelled=False).again(rehearsal(open_, "I measured."))
    assert (gone.name, gone.criterion, gone.proofs) == (open_.name, None, ())

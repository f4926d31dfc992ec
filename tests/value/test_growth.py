"""What others testified, what was learned, what a new boss takes over, what to ask, and how often one meets."""

from dataclasses import replace
from datetime import datetime

import pytest
from listeners import MAYA, NADIA, OLGA, ago, cares, expects, goal, judged, person, said, work
from shop import NOW

from treefall import model
from treefall.model import (
    ALWAYS,
    Asked,
    Attribution,
    Entry,
    Identity,
    Impact,
    Learning,
    Listens,
    Outcome,
    Record,
    Rhythm,
)
from treefall.value import asking, learning, testimonials
from treefall.value.handover import handover
from treefall.value.people import following
from treefall.value.rhythm import Meeting, proposed
from treefall.value.slots import impact

ME = Identity(id="me", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True)


def _record(*entries: Entry) -> Record:
    return Record(entries, NOW)


def _quote(words: str = "The drill saved us", **more: object) -> model.Testimonial:
    fields: dict[str, object] = {"person": "Grace", "audiences": ("boss",), **more}
    return model.Testimonial(id=words, at=NOW, words=words, **fields)  # type: ignore[arg-type]


def test_exact_words_are_kept_once() -> None:
    one = testimonials.testified(_record(), "Grace", "The drill saved us")
    assert testimonials.testified(_record(one), "grace", "the drill  saved us") == one


def test_words_may_be_used_only_for_those_they_are_meant_for() -> None:
    boss, bea = person(), person("Bea", Listens.COMMITTEE)
    forboss, forbea, mine = _quote("a"), _quote("b", audiences=("bea",)), _quote("c", audiences=())
    record = _record(forboss, forbea, mine)
    assert testimonials.usable(record, boss) == (forboss,)
    assert testimonials.usable(record, bea) == (forbea,)
    assert testimonials.of(record) == (mine, forbea, forboss)
    assert testimonials.of(record, "Zoe") == ()


def test_words_about_other_work_are_not_used_for_this() -> None:
    one, other = _quote("a", about=("w",)), _quote("b", about=("v",))
    assert testimonials.usable(_record(one, other), person(), ["w"]) == (one,)


def test_withdrawn_words_are_used_for_nobody() -> None:
    one = testimonials.withdrawn(_quote(about=("w",)))
    change = Impact(
        id="i",
        at=NOW,
        accomplishment="w",
        words="the drill saved us",
        witness="Grace",
        attribution=Attribution.REPORTED,
    )
    assert testimonials.usable(_record(one), person()) == testimonials.of(_record(one)) == ()
    assert impact(_record(change), replace(work("x"), id="w")) == change
    assert impact(_record(change, one), replace(work("x"), id="w")) is None


def test_the_same_lesson_is_one() -> None:
    one = learning.learned(_record(), "Chaos testing", "a course")
    assert learning.learned(_record(one), "chaos  testing") == one
    with pytest.raises(ValueError, match="say something"):
        learning.learned(_record(), "")


def test_what_was_learned_is_asked_about_once_work_touches_it() -> None:
    one = Learning(id="l", at=ago(20), what="Testing of backups by restoring them")
    used = replace(one, id="u", outcome=Outcome.USED)
    before, last = (work(f"Test of backups: restore {days}", days=days) for days in (30, 3))
    first = work("Restore a table", days=9)
    judgement = judged(first, last, before, work("Colours", days=1))
    (found,) = learning.likely(_record(one, used), judgement)
    assert (found.learning, found.work) == (one, last)
    later = replace(one, id="later", at=ago(5), what="Colours of a table")
    assert {each.learning.id for each in learning.likely(_record(one, later), judgement)} == {"l", "later"}
    assert learning.likely(_record(later), judged(first)) == ()
    assert learning.open_learnings(_record(one, used)) == (one,)
    assert learning.likely(_record(), judgement) == ()


def test_a_certificate_is_unsaid_until_something_is_said_of_it_by_its_id_or_its_words() -> None:
    def certificate(title: str, days: int) -> model.Work:
        done = work(title, days=days)
        seen = replace(done.evidence[0], source="learning", title=title)
        return replace(done, kind=model.Kind.LEARNING, evidence=(seen,))

    cka, course = certificate("Kubernetes Administrator", 20), certificate("Chaos testing", 9)
    judgement = judged(cka, course, work("Chaos testing of charges", days=30))
    newest, oldest = learning.unsaid(_record(), judgement)
    assert (newest.title, oldest.title) == ("Chaos testing", "Kubernetes Administrator")
    linked = Learning(id="l", at=NOW, what="Clusters", evidence=(oldest.id,))
    assert learning.unsaid(_record(linked), judgement) == (newest,)
    worded = Learning(id="w", at=ago(40), what="chaos  testing")
    assert learning.unsaid(_record(linked, worded), judgement) == ()
    (found,) = learning.likely(_record(worded), judgement)  # work uses it; a certificate is no use of it
    assert found.work.title == "Chaos testing of charges"


def test_a_new_boss_takes_over_what_was_agreed_and_confirmed() -> None:
    agreed, vague = expects("a", confirmed=ago(5)), expects("b")
    kept, dropped = (
        expects("c", confirmed=ago(9), closed=ago(3), met=True),
        expects("d", confirmed=ago(9), closed=ago(3)),
    )
    changed, open_ = said("late", confirmer="Bea", confirmed=ago(4)), said("loud")
    care, over = cares("Orders"), cares("Pages", ended=ago(4))
    new = following(person(OLGA, Listens.OTHER, days=2), person(reports_to=NADIA, left=ago(3)))
    record = _record(
        person(left=ago(3)), new, agreed, vague, kept, dropped, changed, open_, care, over, expects("x", "Zoe")
    )
    found = handover(record, OLGA)
    assert found
    assert (found.agreed, found.unconfirmed, found.kept) == ((agreed,), (vague,), (kept,))
    assert (found.changed, found.cared, found.since) == ((changed,), (care,), ago(3))
    assert (found.new.listens, found.new.reports_to) == (Listens.BOSS, NADIA)
    assert handover(record, MAYA) is None


def test_the_first_three_questions_are_of_three_sorts() -> None:
    found = asking.questions(_record(person(days=3)), judged(), MAYA)[:3]
    assert [ask.name for ask in found] == ["hope.amaze", "worry.worry", "above.who"]
    assert found[0].question == "What would amaze you if I had it done by 30 September?"


def test_a_list_is_never_proposed_twice() -> None:
    record, shown = _record(person()), list[str]()
    for _ in range(5):
        names = [ask.name for ask in asking.questions(record, judged(), MAYA, shown=shown)[:3]]
        assert not set(names) & set(shown)
        shown += names
    everything = len(asking.questions(record, judged(), MAYA))
    shown = [ask.name for ask in asking.questions(record, judged(), MAYA)]
    assert asking.questions(record, judged(), MAYA, shown=shown)[0].name == shown[0]
    assert len(shown) == everything


def test_what_was_asked_comes_last_and_longest_ago_first() -> None:
    record = _record(person(days=3))
    ask = asking.asked(replace(record, now=ago(9)), MAYA, "hope.amaze")
    late = asking.asked(replace(record, now=ago(2)), MAYA, "worry.worry")
    names = [one.name for one in asking.questions(_record(person(days=3), late, ask), judged(), MAYA)]
    assert names[-2:] == ["hope.amaze", "worry.worry"]
    assert names[:2] == ["hope.count", "worry.asked"]


def test_asking_in_general_is_asking_nobody_in_particular() -> None:
    assert asking.asked(_record(), "", "q") == Asked(
        id=asking.asked(_record(), "", "q").id, at=NOW, person="", question="q"
    )


def test_criticism_is_asked_for_first_when_it_is_due() -> None:
    due = asking.questions(_record(person(days=90)), judged(), MAYA)
    assert due[0].name == "criticism.stop"
    assert [ask.name for ask in asking.questions(_record(person(days=3)), judged(), MAYA)].index("criticism.stop") > 2


def test_what_is_missing_makes_the_questions() -> None:
    idle, serving = work("Colours of the buttons"), work("Refunds online")
    private = work("Diary", evidence=(replace(idle.evidence[0], private=True),))
    record = _record(
        person(reports_to=NADIA),
        said("late", change="c"),
        said("loud"),
        expects("A plan."),
        expects("Refunds", due=ago(-90)),
        expects("Peace", due=ago(-90), evidence=("w",), confirmed=ago(3)),
        cares("Refunds in a day", days=100),
        cares("Quiet nights", days=3),
        goal("Refunds"),
    )
    asks = {ask.name.partition(".")[0]: ask for ask in asking.questions(record, judged(idle, serving, private), MAYA)}
    assert "above" not in asks
    assert asks["changed"].question == "On 21 June you said “late”. What have you seen change since?"
    assert asks["agreed"].question == "I understood “A plan”. Did I get it right?"
    assert asks["when"].question == "You expect “A plan”. By when would it still help?"
    assert asks["enough"].question == "What of “Refunds” would already be enough?"
    assert asks["still"].question.endswith("Does that still come first?")
    assert asks["worth"].question == "I worked on “Colours of the buttons”. What would make that worth it to you?"
    assert sum(ask.name.startswith("changed") for ask in asks.values()) == 1


def _meeting(title: str, *who: str, every: str = "weekly", interval: int = 1) -> Meeting:
    people = tuple((name, f"{name.split()[0].lower()}@corp.example") for name in who)
    return Meeting(title, people, datetime(2026, 6, 4, 10), every, interval)  # noqa: DTZ001 - as a calendar may have it


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        (_meeting("Sync", "Ed Stone", "Maya"), "Thursdays"),
        (_meeting("Sync", "Ed", "Maya", interval=2), "every second Thursday"),
        (_meeting("Sync", "Ed Stone", "Maya", interval=3), "every 3 weeks on Thursdays"),
        (_meeting("Sync", "Ed Stone", "Maya", every="monthly"), "monthly"),
        (_meeting("Sync", "Ed Stone", "Maya", every="monthly", interval=2), "every 2 months"),
        (Meeting("Sync", (("", "maya@corp.example"),), datetime(2026, 6, 4, 10), "weekly"), "Thursdays"),  # noqa: DTZ001
        (_meeting("1:1 Maya / Ed"), "Thursdays"),
        (_meeting("One-on-one with Maya", "Ed Stone"), "Thursdays"),
    ],
)
def test_a_meeting_of_two_shows_the_rhythm(meeting: Meeting, words: str) -> None:
    assert proposed(_record(ME, person()), [meeting]) == (Rhythm(MAYA, words, meeting.title, known=True),)


@pytest.mark.parametrize(
    "meeting",
    [
        _meeting("Stand-up", "Ed Stone", "Maya", "Bea"),
        _meeting("1:1", "Ed Stone", "Maya", "Bea"),
        _meeting("Lunch"),
        _meeting("1:1 with Zoe"),
    ],
)
def test_other_meetings_show_none(meeting: Meeting) -> None:
    assert proposed(_record(ME, person()), [meeting]) == ()


def test_somebody_new_is_proposed_by_the_name_in_the_calendar() -> None:
    assert proposed(_record(ME), [_meeting("Sync", "Ed Stone", "Zoe Zimmer")]) == (
        Rhythm("Zoe Zimmer", "Thursdays", "Sync"),
    )

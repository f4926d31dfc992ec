"""All that is about a person goes with them, and all that says something of what goes."""

from dataclasses import replace

from listeners import cares, expects, goal, person, said
from shop import NOW

from treefall import model
from treefall.model import (
    Accomplishment,
    Alignment,
    Asked,
    Attribution,
    Entry,
    Evidence,
    Guess,
    Heard,
    Identity,
    Impact,
    Kind,
    Learning,
    Measurement,
    Metric,
    Name,
    Reading,
    Reply,
    Sensitive,
    Stand,
    Standing,
    Telling,
    Term,
    Terms,
    Tie,
    Watch,
    Where,
    Withdrawal,
)
from treefall.model.estimate import Finding, Happening, Quantity
from treefall.value.forgetting import about, bound, spared


def _note(id_: str, title: str, body: str = "") -> Evidence:
    return Evidence(id=id_, at=NOW, source="note", origin="me", native=id_, kind=Kind.NOTE, title=title, body=body)


def _done(id_: str, *evidence: str, concern: str = "") -> Accomplishment:
    return Accomplishment(id=id_, at=NOW, title="Keys", evidence=evidence, concern=concern)


def _about(*entries: Entry, person: str = "Maya") -> set[str]:
    return set(about(entries, person))


def test_a_name_in_the_dictionary_goes_with_who_bears_it_and_outlives_who_knows_it() -> None:
    hers = Name(id="n1", at=NOW, name="Maya")
    known = Name(id="n2", at=NOW, name="Initech", of=Sensitive.CUSTOMER, known_to=("maya", "boss"))
    also = Name(id="n3", at=NOW, name="M. Lopez", forms=("Maya",))
    assert _about(hers, known, also, Name(id="n4", at=NOW, name="Fred")) == {"n1", "n2", "n3"}
    (left,) = spared((hers, known, also), "Maya")
    assert (left.id != "n2", left.name, left.known_to) == (True, "Initech", ("boss",))  # type: ignore[attr-defined]


def test_all_that_is_about_a_person_is_found() -> None:
    heard = Telling(id="t", at=NOW, to="maya", about=("w",))
    said = Impact(
        id="i", at=NOW, accomplishment="w", words="x", witness="Maya Lopez, SRE", attribution=Attribution.REPORTED
    )
    feared = _done("a", "e", concern="Maya was furious")
    notes = [_note("n1", "Maya was unhappy"), _note("n2", "Late notice", "by maya's own words")]
    assert _about(*notes, heard, said, feared) == {"n1", "n2", "t", "i", "a"}


def test_who_only_shares_letters_with_a_person_is_somebody_else() -> None:
    other = Telling(id="t", at=NOW, to="Mayan", about=("w",))
    entries = [_note("n", "The Mayan calendar"), other, _done("a", "e"), Withdrawal(id="x", at=NOW, of="Maya")]
    assert _about(*entries) == set()
    assert _about(*entries, person="  ") == set()


def test_work_that_a_repository_saw_is_about_nobody() -> None:
    seen = Evidence(id="e", at=NOW, source="git", origin="r", native="s", kind=Kind.CHANGE, title="Maya's idea")
    assert _about(seen) == set()


def test_what_says_something_of_what_goes_goes_too() -> None:
    entries = [
        _done("a", "e"),
        Impact(id="i", at=NOW, accomplishment="a", words="faster"),
        Telling(id="t", at=NOW, to="Maya", about=("a",)),
        Withdrawal(id="x", at=NOW, of="t"),
        Standing(id="s", at=NOW, evidence="e", stand=Stand.LANDED),
        Identity(id="me", at=NOW, address="ed@corp.example", mine=True),
    ]
    assert bound(entries, frozenset({"e"})) == {"e", "a", "i", "t", "x", "s"}


def test_what_says_something_of_other_things_as_well_stays() -> None:
    entries = [
        _done("a", "e", "f"),
        Telling(id="t", at=NOW, to="Maya", about=("e", "w")),
        Tie(id="tie", at=NOW, evidence=("e", "f"), why="same patch"),
    ]
    assert bound(entries, frozenset({"e"})) == {"e"}


def test_every_noun_of_the_conversation_is_found_by_whose_it_is() -> None:
    theirs: list[Entry] = [
        person(),
        cares("Orders"),
        expects("A plan"),
        said("Too late"),
        said("Loud", name="Zoe", confirmer="maya"),
        Term(id="term", at=NOW, person="Maya", term="p95"),
        model.Testimonial(id="t", at=NOW, person="Maya", words="Fine"),
        model.Testimonial(id="for", at=NOW, person="Zoe", words="Fine", audiences=("Maya",)),
        Guess(id="g", at=NOW, person="Maya", known=1, of=2),
        Asked(id="asked", at=NOW, person="Maya", question="q"),
        person("Zoe", reports_to="Maya"),
        goal("What Maya promised"),
        Learning(id="l", at=NOW, what="Chaos testing", origin="a course of Maya's"),
        Reply(id="r", at=NOW, telling="x", heard=Heard.TOLD, words="as Maya said"),
    ]
    others: list[Entry] = [cares("Orders", "Mayan"), expects("A plan", "Zoe"), goal("Grow"), person("Maya Lopez")]
    assert _about(*theirs, *others) == {entry.id for entry in theirs}


def test_what_rests_on_what_goes_goes_too() -> None:
    entries: list[Entry] = [
        Telling(id="told", at=NOW, to="Maya", about=("w",)),
        Reply(id="reply", at=NOW, telling="told", heard=Heard.TOLD),
        Alignment(id="serves", at=NOW, work="w", serves="cares"),
        Alignment(id="also", at=NOW, work="gone", serves="other"),
        Reading(id="reading", at=NOW, work="gone", metric="p95", value=1.0),
        Asked(id="asked", at=NOW, person="Zoe", question="q", about="gone"),
        Asked(id="stays", at=NOW, person="Zoe", question="q"),
    ]
    assert bound(entries, frozenset({"told", "cares", "gone"})) - {"told", "cares", "gone"} == {
        *("reply", "serves", "also", "reading", "asked")
    }


def _measured(id_: str, work: str, inputs: str, subject: str = "p95") -> Measurement:
    finding = Finding(on=NOW.date(), kind=Quantity.LEVEL, attribution=Attribution.BEFORE_AFTER, method="impact/1")
    return Measurement(
        id=id_,
        at=NOW,
        work=work,
        metric=Metric(where=Where.FILE, address="p95.csv"),
        terms=Terms(subject=subject),
        on=NOW.date(),
        others=(Happening("Another change", NOW.date()),),
        inputs=inputs,
        finding=finding,
        words="p95 fell.",
    )


def test_numbers_go_with_the_last_measurement_that_rests_on_them() -> None:
    watch = Watch(
        id="watch", at=NOW, work="gone", metric=Metric(where=Where.FILE, address="a"), terms=Terms(), inputs="both"
    )
    entries: list[Entry] = [_measured("one", "gone", "own"), watch, _measured("other", "stays", "both")]
    assert bound(entries, frozenset({"gone"})) == {"gone", "one", "watch", "own"}
    assert bound(entries, frozenset({"gone", "stays"})) == {"gone", "stays", "one", "watch", "other", "own", "both"}
    assert bound(entries, frozenset({"own"})) == {"own", "one"}


def test_a_measurement_that_names_a_person_is_about_them() -> None:
    assert _about(_measured("one", "w", "i", "hours that Maya waits"), _measured("two", "w", "i")) == {"one"}


def test_somebody_elses_card_outlives_their_boss() -> None:
    card = person("Zoe", reports_to="Maya", follows="Bea", notes="quiet")
    remark = person("Ann", notes="lunch with Maya")
    (spared_card, spared_remark) = spared([person(), card, remark], "maya")
    assert spared_card == replace(card, id=spared_card.id, reports_to="")
    assert spared_remark == replace(remark, id=spared_remark.id, notes="")
    assert spared_card.id != card.id


def test_criticism_is_open_again_once_who_confirmed_it_is_forgotten() -> None:
    closed = said("Loud", name="Zoe", confirmer="Maya", confirmed=NOW, confirmation="better", asked=NOW, change="c")
    (again,) = spared([closed, said("Maya is loud", name="Zoe", confirmer="Maya"), said("Slow")], "Maya")
    assert again == replace(closed, id=again.id, confirmer="", asked=None, confirmed=None, confirmation="")

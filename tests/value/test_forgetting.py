"""All that is about a person goes with them, and all that says something of what goes."""

from shop import NOW

from treefall.model import (
    Accomplishment,
    Attribution,
    Entry,
    Evidence,
    Identity,
    Impact,
    Kind,
    Stand,
    Standing,
    Telling,
    Tie,
    Withdrawal,
)
from treefall.value.forgetting import about, bound


def _note(id_: str, title: str, body: str = "") -> Evidence:
    return Evidence(id=id_, at=NOW, source="note", origin="me", native=id_, kind=Kind.NOTE, title=title, body=body)


def _done(id_: str, *evidence: str, concern: str = "") -> Accomplishment:
    return Accomplishment(id=id_, at=NOW, title="Keys", evidence=evidence, concern=concern)


def _about(*entries: Entry, person: str = "Maya") -> set[str]:
    return set(about(entries, person))


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

"""Names that are on record, and that nobody decided on."""

from listeners import person
from shop import NOW

from treefall.model import ALWAYS, Evidence, Identity, Kind, Name, Part, Record, Role, Sensitive
from treefall.value.redaction.spelling import forms
from treefall.value.redaction.undecided import met, undecided


def _commit(*roles: tuple[str, str, Part]) -> Evidence:
    each = tuple(Role(part=part, name=name, address=address) for name, address, part in roles)
    return Evidence(id="e", at=NOW, source="git", origin="o", native="1", kind=Kind.CHANGE, title="x", roles=each)


RECORD = Record(
    (Identity(id="me", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True), person("Maya")), NOW
)
COMMITS = (
    _commit(("Fred Edwards", "fred@corp.example", Part.AUTHOR), ("Ed Stone", "ed@corp.example", Part.CO_AUTHOR)),
    _commit(("fred  edwards", "1+fw@users.noreply.github.com", Part.REVIEWER), ("Fred", "", Part.MENTIONED)),
    _commit(("dependabot[bot]", "x@y", Part.AUTHOR), ("Claude", "", Part.TOOL), ("root", "", Part.COMMITTER)),
    _commit(("", "grace@corp.example", Part.REPORTER), ("Al", "", Part.MENTIONED), ("Ed Stone", "", Part.MENTIONED)),
)


def test_people_on_record_are_met_once_with_their_logins() -> None:
    found = met(RECORD, COMMITS)
    assert [(one.name.name, one.name.seen, one.logins) for one in found] == [
        ("Fred Edwards", 2, ("fred",)),
        ("Maya", 1, ()),
        ("grace", 1, ("grace",)),
    ]


def test_who_was_decided_on_is_not_asked_about_again() -> None:
    fred = Name(id="n", at=NOW, name="fred edwards", of=Sensitive.COLLEAGUE)
    left = undecided(Record((*RECORD.entries, fred), NOW), met(RECORD, COMMITS))
    assert [one.name.name for one in left] == ["Maya", "grace"]


def test_a_name_without_letters_has_no_form() -> None:
    assert list(forms("?", Sensitive.CUSTOMER)) == []
    assert {form.key for form in forms("J. Ostrava", Sensitive.COLLEAGUE)} >= {"jostrava", "ostrava"}
    assert "ostravies" not in {form.key for form in forms("J. Ostrava", Sensitive.COLLEAGUE)}
    assert "kellies" in {form.key for form in forms("Kelly", Sensitive.COLLEAGUE)}


def test_an_address_that_is_called_by_what_it_is_for_gives_nobody_a_login() -> None:
    (one,) = met(Record((), NOW), [_commit(("Ben van der Vleuten", "git@vleuten.example", Part.AUTHOR))])
    assert one.logins == ()
    assert met(Record((), NOW), [_commit(("", "mail@vleuten.example", Part.AUTHOR))]) == ()


def test_a_login_that_is_a_word_is_found_where_names_are_written_small() -> None:
    proper = {form.key: form.proper for form in forms("Charles Ross", Sensitive.COLLEAGUE)}
    assert proper["cross"]
    assert proper["crosses"]
    assert not proper["charlesr"]

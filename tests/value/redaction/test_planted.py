"""Nothing that was planted comes out; and the harness would notice if it did."""

from planted import Planter, leaked_names, leaked_secrets, name_forms
from shop import NOW

from treefall.model import ALWAYS, Handling, Identity, Name, Profile, Record, Sensitive
from treefall.value.redaction import policy_for, redact

_NAMES = (
    ("Priya Raman", Sensitive.COLLEAGUE),
    ("Zoë Müller-Lüdenscheid", Sensitive.COLLEAGUE),
    ("Grace O\u2019Neill", Sensitive.COLLEAGUE),
    ("Jean de la Croix", Sensitive.COLLEAGUE),
    ("Initech", Sensitive.CUSTOMER),
    ("Globex Corporation", Sensitive.CUSTOMER),
    ("Nordlicht Reisen", Sensitive.CUSTOMER),
    ("Kestrel", Sensitive.SYSTEM),
    ("Blue Heron", Sensitive.PROJECT),
)
_KINDS = 20
_SEEDS = 12


def _record() -> Record:
    names = (Name(id=name, at=NOW, name=name, of=of) for name, of in _NAMES)
    return Record((*names, Identity(id="me", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True)), NOW)


POLICY = policy_for(_record(), Profile.OUTSIDE)


def _redacted(text: str) -> str:
    return redact(text, POLICY).content


def test_no_planted_secret_comes_out() -> None:
    assert len(Planter(0).secrets()) >= 2 * _KINDS
    assert list(leaked_secrets(_redacted, _SEEDS)) == []


def test_every_planted_secret_stops_the_text() -> None:
    for kind, (stands, _) in Planter(99).secrets().items():
        found = redact(f"It was {stands} then", POLICY)
        assert any(one.what is Sensitive.SECRET and one.handling is Handling.STOP for one in found.removals), kind


def test_no_form_of_a_name_in_the_dictionary_comes_out() -> None:
    assert list(leaked_names(_redacted, tuple(name for name, _ in _NAMES), frozenset({"corporation"}))) == []


def test_a_redactor_that_knows_all_secrets_but_one_is_caught() -> None:
    def leaky(text: str) -> str:
        return text if "AKIA" in text else _redacted(text)

    assert set(leaked_secrets(leaky, 2)) == {"AWS access key"}


def test_a_redactor_that_replaces_names_only_as_they_are_written_is_caught() -> None:
    def leaky(text: str) -> str:
        return text.replace("Initech", "a customer")

    leaked = set(leaked_names(leaky, ("Initech",)))
    assert {"initech", "INITECH", "mail@initech.example", "docs/initech-plan.md", "INITECH_URL"} <= leaked
    assert leaked < set(name_forms("Initech"))


def test_a_redactor_that_forgets_half_of_a_name_is_caught() -> None:
    def leaky(text: str) -> str:
        return text.replace("Priya", "a colleague")

    assert "Priya Raman" in set(leaked_names(leaky, ("Priya Raman",)))

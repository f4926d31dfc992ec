"""Nothing that redaction took out of a document is in any file that is written of it, its metadata included."""

import pytest
from planted import Planter, strings_of_file
from shop import NOW

from treefall.app.plugins import plugin, plugins
from treefall.model import (
    Document,
    Evidence,
    Field,
    Heading,
    Kind,
    Name,
    Paragraph,
    Profile,
    Record,
    Sensitive,
    Sentence,
    Table,
)
from treefall.value.redaction import policy_for, redact_document

_SECRETS = [stands for kind, (stands, _) in Planter(5).secrets().items() if kind in {"npm", "GitLab", "card"}]
_NAMES = {"Initech": Sensitive.CUSTOMER, "Priya Raman": Sensitive.COLLEAGUE, "Kestrel": Sensitive.SYSTEM}
_CANARY = "Quokka said in private that the budget is gone"
_PRIVATE = Evidence(
    id="p", at=NOW, source="note", origin="me", native="p", kind=Kind.NOTE, title="A diary", private=True
)
_DOCUMENT = Document(
    "Initech and Kestrel",
    (
        Heading("For Initech"),
        Paragraph("With Priya", (Sentence("Priya Raman helped.", ("a",)), Sentence(_CANARY, ("p",)))),
        Table("Of Kestrel", ("Initech", "What"), (((Sentence("priya-raman"),), (Sentence(_SECRETS[0]),)),)),
        Field("Kestrel?", (Sentence(f"It had {_SECRETS[1]}"), Sentence(f"and {_SECRETS[2]} too."))),
    ),
    author="Ed Stone",
    period="the Initech year",
)


def _leaks(document: Document, output: str) -> set[str]:
    found = strings_of_file(plugin("outputs", output)().render(document)).replace("\n", " ")
    small = found.casefold()
    words = {word.casefold() for name in _NAMES for word in name.split()} | {"quokka"}
    return {word for word in words if word in small} | {secret for secret in _SECRETS if secret in found}


@pytest.mark.parametrize("output", sorted(plugins("outputs")))
def test_no_file_holds_what_was_redacted(output: str) -> None:
    record = Record(tuple(Name(id=name, at=NOW, name=name, of=of) for name, of in _NAMES.items()), NOW)
    policy = policy_for(record, Profile.OUTSIDE, evidence=[_PRIVATE])
    redacted = redact_document(_DOCUMENT, policy)
    assert "priya" in _leaks(_DOCUMENT, output)  # the search itself would find it
    assert _leaks(redacted.content, output) == set()

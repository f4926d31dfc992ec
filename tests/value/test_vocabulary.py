"""Which words somebody never used, and how those are said to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listeners import MAYA, cares, expects, said, told, work
from shop import NOW

from treefall import model
from treefall.model import Entry, Heard, Record, Reply, Term
from treefall.value import vocabulary


def _record(*entries: Entry) -> Record:
    return Record(entries, NOW)


def _term(term: str, words: str = "", person: str = MAYA) -> Term:
    return Term(id=f"{person}{term}", at=NOW, person=person, term=term, words=words)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Idempotency keys stop double charging", ("Idempotency",)),
        ("Restore drill for billing backups", ()),
        ("p95 of `foo bar` with --force in read_csv", ("p95", "foo bar", "--force", "read_csv")),
        ("HTTPServer and parseInvoice in src/app/cache.py", ("HTTPServer", "parseInvoice", "src/app/cache.py")),
        ("Kubernetes nodes meet the SLO, not the OKR", ("Kubernetes", "SLO")),
        ("Der Cache für JSON-Antworten", ("JSON",)),
        ("STOP DOUBLE CHARGING", ()),
        ("ABC-12: Move to GitHub, on 12/05/2026, see https://corp.example/x/y", ()),
        ("Mutexes and webhooks and webhooks", ("webhooks",)),
        ("SLOs, then SLOs", ("SLOs",)),
    ],
)
def test_terms_are_what_a_reader_may_trip_over(text: str, terms: tuple[str, ...]) -> None:
    assert vocabulary.jargon(text) == terms


@given(st.text())
def test_terms_stand_in_the_text(text: str) -> None:
    assert all(term in text for term in vocabulary.jargon(text))


def test_a_term_that_they_used_anywhere_is_theirs() -> None:
    told_of = told(work("w"))
    sayings: tuple[Entry, ...] = (
        cares("webhook"),
        expects("webhook"),
        said("webhook"),
        said("x", name="Zoe", confirmer=MAYA, confirmed=NOW, confirmation="webhook"),
        model.Testimonial(id="t", at=NOW, person=MAYA, words="webhook"),
        _term("webhook"),
    )
    for one in sayings:
        assert vocabulary.unfamiliar(_record(one), MAYA, "A webhook") == ()
    answered = Reply(id="r", at=NOW, telling=told_of.id, heard=Heard.SAID_BACK, words="the webhook, yes")
    assert vocabulary.unfamiliar(_record(told_of, answered), MAYA, "A webhook") == ()
    assert vocabulary.unfamiliar(_record(answered), MAYA, "A webhook") == ("webhook",)


def test_what_others_used_is_not_theirs() -> None:
    record = _record(cares("The webhook must work", "Zoe"), _term("webhook", "the bell", "Zoe"))
    assert vocabulary.unfamiliar(record, MAYA, "A webhook", "Webhooks and p95") == ("webhook", "p95")


def test_what_is_not_a_plain_word_is_recognised_as_it_is() -> None:
    assert vocabulary.unfamiliar(_record(cares("P95 under a second")), MAYA, "p95", "`retry_queue`") == ("retry_queue",)


def test_a_decided_wording_is_said_behind_the_first_use() -> None:
    record = _record(_term("idempotency", r"charging \1 only once"), _term("p95"), _term("keys", "", "Zoe"))
    text = vocabulary.glossed(record, MAYA, "Idempotency keys: idempotency for p95")
    assert text == r"Idempotency (charging \1 only once) keys: idempotency for p95"
    assert vocabulary.glossed(record, MAYA, text) == text


def test_a_word_is_not_glossed_inside_another() -> None:
    assert vocabulary.glossed(_record(_term("key", "name")), MAYA, "monkeys and keys") == "monkeys and keys"


def test_a_wording_is_asked_for_and_remembered() -> None:
    assert "“p95” to Maya" in vocabulary.how_to_say("p95", MAYA).ask
    one = vocabulary.decided(_record(), MAYA, "p95", "slow pages")
    again = vocabulary.decided(_record(), "maya", "P95", "the slow ones")
    assert one.id == again.id
    assert vocabulary.terms(_record(one), MAYA) == (one,)

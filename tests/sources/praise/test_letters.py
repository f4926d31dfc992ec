"""Mails: whose words they are, to whom, and what of them the sender wrote."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import GRACE, ME, THANKS, mail

from treefall.model import Evidence, Kind, Part, Rejected, Role
from treefall.sources.praise.letters import answered
from treefall.sources.praise.making import Me, letter

ED = Me((ME,), ("Ed Stone", "Ed"))


def _said(content: bytes) -> str:
    found = letter(content, "here", ED)
    return found.body if isinstance(found, Evidence) else ""


def test_a_mail_of_thanks_is_private_evidence_of_the_very_words_of_who_wrote_it() -> None:
    found = letter(mail(), "INBOX, mail 1", ED)
    assert isinstance(found, Evidence)
    assert (found.kind, found.private, found.body) == (Kind.PRAISE, True, THANKS)
    assert found.roles == (Role(part=Part.AUTHOR, name="Grace Hopper", address="grace@corp.example"),)
    assert (found.at, found.offset) == (datetime(2026, 5, 12, 7, 5, tzinfo=UTC), 120)
    assert (found.origin, found.native, found.facts) == ("mail", "1@corp.example", {"place": "mail"})


def test_the_same_mail_is_one_wherever_it_lies() -> None:
    one, other = letter(mail(), "inbox", ED), letter(mail(received="from a by b"), "archive", ED)
    assert isinstance(one, Evidence)
    assert isinstance(other, Evidence)
    assert one == other


@pytest.mark.parametrize(
    "heads",
    [
        {"from": "Ed Stone <ED@corp.example>"},
        {"from": "no-reply@corp.example"},
        {"from": "jira@corp.example"},
        {"from": "renovate[bot] <bot@renovateapp.com>"},
        {"auto_submitted": "auto-replied"},
        {"precedence": "bulk"},
        {"list_id": "<team.corp.example>"},
        {"list_unsubscribe": "<mailto:x@corp.example>"},
        {"return_path": "<>"},
        {"to": "all@corp.example"},
        {"to": ", ".join(f"p{number}@corp.example" for number in range(5)) + f", {ME}"},
    ],
)
def test_who_is_no_person_or_writes_to_nobody_in_particular_says_nothing(heads: dict[str, str]) -> None:
    assert letter(mail(**heads), "here", ED) is None


def test_whoever_names_the_person_to_others_praises_them() -> None:
    assert (
        _said(mail("Great work on the drill, Ed Stone.", to="all@corp.example")) == "Great work on the drill, Ed Stone."
    )
    assert _said(mail("Great work on the drill, Fred.", to="all@corp.example")) == ""


@pytest.mark.parametrize(
    "tail",
    [
        "\n\nOn Mon, 11 May 2026 at 10:00, Ed Stone <ed@corp.example> wrote:\n> Great work, me!",
        "\n\nOn Mon, 11 May 2026 at 10:00, Ed Stone\n<ed@corp.example> wrote:\n> Great work, me!",
        "\n\nAm 11.05.2026 um 10:00 schrieb Ed Stone:\n> Super gemacht, sagt Ed",
        "\n\nLe lun. 11 mai 2026 à 10:00, Ed Stone a écrit :\n> Beau travail à tous",
        "\n\n-----Original Message-----\nFrom: Ed\n\nGreat work, me!",
        "\n\n________________________________\nFrom: Ed\nSent: Monday\n\nGreat work, me!",
        "\n\nFrom: Ed Stone\nSent: Monday, 11 May 2026\nSubject: Drill\n\nGreat work, me!",
        "\n\n-- \nGrace Hopper\nGreat work since 1952",
        "\n\nBest regards,\nGrace Hopper\nHead of great work",
        "\n\nThanks,\nGrace",
        "\n\nSent from my phone, thanks for the great work",
        "\n\n> Great work, me!",
        "\n\n\n",
    ],
)
def test_what_is_quoted_and_the_signature_are_not_the_senders_words(tail: str) -> None:
    assert _said(mail(THANKS + tail)) == THANKS


def test_a_line_that_only_begins_like_a_quotation_stays() -> None:
    text = (
        "On the drill: great work.\nFrom: nothing that follows\nCheers to all of you, that is\nall I can say about it."
    )
    assert answered(text) == text


def test_a_page_is_read_by_its_words_without_what_it_quotes() -> None:
    message = EmailMessage()
    message["from"], message["to"], message["date"] = GRACE, ME, "Tue, 12 May 2026 09:05:00 -0000"
    message.set_content(
        "<style>great work</style><p>Hi Ed,</p><p>Great work on<br>the <b>drill</b>!</p>"
        '<div class="gmail_quote">Great work, me</div><p>well done</p>',
        subtype="html",
    )
    assert _said(message.as_bytes()) == "Great work on the drill!"


def test_what_is_attached_says_nothing() -> None:
    message = EmailMessage()
    message["from"], message["to"] = GRACE, ME
    message.set_content(b"%PDF great work", maintype="application", subtype="pdf")
    assert letter(message.as_bytes(), "here", ED) is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (mail(**{"from": ""}), "says not who wrote it"),
        (mail(date=""), "does not say when it was written"),
        (mail(date="soon"), "does not say when it was written"),
        (mail(date="Tue, 12 May 1926 09:05:00 +0200"), "does not say when it was written"),
        (
            b"From: g@corp.example\nTo: ed@corp.example\nContent-Type: text/plain; charset=nobodys\n\nGreat work",
            "is no mail that can be read (LookupError)",
        ),
    ],
)
def test_a_mail_that_cannot_be_read_is_told(content: bytes, why: str) -> None:
    assert letter(content, "INBOX, mail 3", ED) == Rejected("praise", "INBOX, mail 3", why)


def test_a_mail_without_a_name_is_called_by_what_it_holds() -> None:
    found = letter(mail(message_id=""), "here", ED)
    assert isinstance(found, Evidence)
    assert len(found.native) == 16


@given(st.binary(max_size=400), st.text(max_size=200))
def test_anything_is_evidence_or_told_or_nothing(content: bytes, words: str) -> None:
    for one in (content, b"From: g@corp.example\n" + content, mail(words.encode("utf-8", "replace").decode())):
        assert isinstance(letter(one, "here", ED), Evidence | Rejected | None)

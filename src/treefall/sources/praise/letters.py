"""Mails: who wrote to whom, when, and what of the text is their own: not what they quote, not their signature."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import blake2b
from html.parser import HTMLParser

from ...model import Part, Role
from ...value.attribute import is_bot
from ...value.identity import normal_address

MOST_BYTES = 512 << 10
"""Of a mail that are read: its words stand before what is attached."""

_FEW = 3  # recipients among whom one is spoken to
_BULK = ("list-id", "list-unsubscribe", "list-post", "feedback-id", "x-autoreply", "x-auto-response-suppress")
_PROGRAMS = re.compile(
    r"^(?:no-?reply|do-?not-?reply|donotreply|notifications?|notify|alerts?|mailer-daemon|postmaster|bounces?|jira"
    r"|confluence|github|gitlab|newsletter|news|support|billing|automated|system|calendar-notification|invitations?|robot|bot)"
    r"(?:[+.@_-]|$)"
)
_QUOTED = re.compile(
    r"^(?:On .{5,300}wrote:|Am .{5,300}schrieb.{0,80}:|Le .{5,300}a écrit ?:|El .{5,300}escribió:"
    r"|Il .{5,300}ha scritto:|Em .{5,300}escreveu:|Op .{5,300}schreef.{0,80}:|W dniu .{5,300}pisze.{0,80}:"
    r"|Den .{5,300}skrev.{0,80}:|.{5,100}のメール:)\s*$"
)
_BEGINNING = re.compile(r"^(?:On|Am|Le|El|Il|Em|Op|W dniu|Den) .{4}")
_ORIGINAL = re.compile(
    r"^\s*[-_]{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht"
    r"|Message d'origine|Message transféré|Mensaje original|Messaggio originale|Mensagem original"
    r"|Oorspronkelijk bericht)|^_{10,}\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\*?(?:From|Von|De|Da|Van|Od|Från)\*?: .")
_HEAD_ON = re.compile(
    r"^\*?(?:Sent|To|Date|Subject|Gesendet|An|Datum|Betreff|Envoyé|À|Objet|Enviado|Para|Inviato|A|Verzonden)\*?: "
)
_SIGNATURE = re.compile(
    r"^--\s*$|^(?:Sent from my|Von meinem .{2,40} gesendet|Envoyé de mon|Enviado desde mi|Get Outlook)\b"
)
_CLOSING = re.compile(
    r"^(?:(?:with )?(?:best|kind|warm|many)?[ ]?(?:regards|wishes|thanks)|all the best|best|cheers|sincerely|yours"
    r"|thanks(?: again)?|thank you|thx|ciao|bye|viele grüße|liebe grüße|(?:mit )?(?:freundlichen|besten) grüßen"
    r"|beste grüße|grüße|gruß|lg|vg|mfg|danke|vielen dank|cordialement|bien à vous|amicalement|merci|saludos"
    r"|un saludo|gracias|cordiali saluti|saluti|grazie|abraços?|obrigad[oa]|atenciosamente|groet(?:en)?"
    r"|met vriendelijke groet|bedankt|pozdrawiam|mvh|hälsningar)[ ]?[,.!]?\s*$",
    re.IGNORECASE,
)
_LAST_LINES, _SHORT = 9, 60
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "ul", "ol", "table"})
_UNSEEN = frozenset({"style", "script", "head", "blockquote", "title"})


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail.

    Attributes:
        name: its own name, the same wherever it lies.
        sender: who wrote it; the address in small letters.
        at: when, aware and in UTC; None where it does not say.
        offset: minutes east of UTC where it was written.
        to: the addresses that it goes to, normalised; `copied` those that only get a copy.
        automatic: a program wrote it, or it goes to many.
    """

    name: str
    sender: Role
    at: datetime | None
    offset: int
    to: tuple[str, ...]
    copied: tuple[str, ...]
    automatic: bool

    def is_to(self, addresses: Iterable[str]) -> bool:
        """Say whether somebody with one of `addresses` is spoken to, among a few at most."""
        return len(self.to) <= _FEW and not {*self.to}.isdisjoint(addresses)


def opened(content: bytes) -> tuple[Letter, EmailMessage]:
    """Return the mail that `content` is, its head and all.

    Raises:
        ValueError: it has no sender.
    """
    message = message_from_bytes(content[:MOST_BYTES], policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what this policy makes
    (name, address), *_ = (*_people(message, "from"), ("", ""))
    if not address:
        raise ValueError("says not who wrote it")
    at = getattr(message["date"], "datetime", None)
    offset = at.utcoffset() if at else None
    sender = Role(part=Part.AUTHOR, name=name, address=normal_address(address))
    letter = Letter(
        str(message["message-id"] or "").strip().strip("<>")[:300] or blake2b(content, digest_size=8).hexdigest(),
        sender,
        (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC) if at and at.year >= 1970 else None,  # noqa: PLR2004
        round(offset.total_seconds() / 60) if offset else 0,
        tuple(normal_address(one) for _, one in _people(message, "to")),
        tuple(normal_address(one) for _, one in _people(message, "cc")),
        _is_automatic(message, sender),
    )
    return letter, message


def own_words(message: EmailMessage) -> str:
    """Return what the sender wrote into `message`: without quotations, what is forwarded, and the signature."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    return answered(plain(text) if body.get_content_subtype() == "html" else text)


def answered(text: str) -> str:
    """Return `text` without what it quotes and without the signature."""
    lines = text.replace("\r\n", "\n").replace("\u00a0", " ").split("\n")[:5_000]
    end = next((number for number in range(len(lines)) if _ends(lines, number)), len(lines))
    own = [line for line in lines[:end] if not line.lstrip().startswith(">")]
    while own and not own[-1].strip():
        own.pop()
    tail = range(max(0, len(own) - _LAST_LINES), len(own))
    closing = next(
        (n for n in tail if _CLOSING.match(own[n].strip()) and all(len(one) < _SHORT for one in own[n:])), None
    )
    return "\n".join(own[:closing]).strip()


def _ends(lines: list[str], number: int) -> bool:
    """Say whether what the sender wrote ends before the line of this number."""
    line = lines[number].strip()
    if _SIGNATURE.match(line) or _ORIGINAL.match(line) or _QUOTED.match(line):
        return True
    following = [one.strip() for one in lines[number + 1 : number + 4]]
    if _HEAD.match(line):
        return any(map(_HEAD_ON.match, following))
    return bool(_BEGINNING.match(line)) and any(_QUOTED.match(" ".join([line, *following[:count]])) for count in (1, 2))


def _is_automatic(message: EmailMessage, sender: Role) -> bool:
    said = str(message.get("auto-submitted", "no")).strip().lower()
    bulk = str(message.get("precedence", "")).strip().lower() in {"bulk", "list", "junk", "auto_reply"}
    reports = message.get_content_type() in {"multipart/report", "text/calendar"}
    listed = any(header in message for header in _BULK) or str(message.get("return-path", "-")).strip() == "<>"
    return said != "no" or bulk or reports or listed or is_bot(sender) or bool(_PROGRAMS.match(sender.address))


def _people(message: EmailMessage, header: str) -> tuple[tuple[str, str], ...]:
    found = message[header]
    return tuple((str(one.display_name)[:200], str(one.addr_spec)[:300]) for one in getattr(found, "addresses", ()))


class _Text(HTMLParser):
    """The words of a page, without what it quotes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if "gmail_quote" in str(dict(attrs).get("class", "")):
            self._unseen += 1_000_000  # to the end
        if tag in _BLOCKS:
            self.words.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(" ".join(data.split("\n")))


def plain(html: str) -> str:
    """Return the words of a page, without what it quotes."""
    reader = _Text()
    reader.feed(html)
    return "".join(reader.words)

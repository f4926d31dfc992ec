"""What is known by its shape: addresses, links, hosts, tickets, telephone numbers, amounts of money."""

import re
from collections.abc import Iterator

from ...model import Sensitive
from .trace import Trace

_SCALE = r"(?:\s?(?:k|m|mn|bn|tn|thousand|million|billion|mio|mrd)\b)?"
_AMOUNT = rf"\d{{1,15}}(?:[.,'\u202f]\d{{1,3}}){{0,5}}{_SCALE}"
_CODES = "usd eur gbp chf jpy cny inr sek nok dkk pln czk aud cad nzd sgd brl zar".split()  # noqa: SIM905 - a list of words, not of quotes
_UNITS = (*_CODES, "dollar", "euro", "pound", "franc", "cent")
_SYMBOLS = "$€£¥₹"
_BY_SYMBOL = re.compile(rf"[{_SYMBOLS}]\s?{_AMOUNT}|{_AMOUNT}\s?[{_SYMBOLS}]", re.IGNORECASE)
_BY_UNIT = re.compile(
    rf"\b(?:{'|'.join(_CODES)})\s?{_AMOUNT}|{_AMOUNT}\s?(?:{'|'.join(_CODES)}|dollars?|euros?|pounds?|francs?|cents?)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\b(?:https?|ssh|git|ftp|sftp|svn|file|s3|gs|jdbc:[a-z]{2,12})://[^\s<>\"'`\])]+|\bwww\.[\w-]+\.[^\s<>\"'`\])]+"
)
_END_OF_LINK = ".,;:!?*_"
_HOST_OF = re.compile(r"(?:jdbc:)?(?:\w+://)?(?:[^/@\s]*@)?([\w.-]*)")
_ADDRESS = re.compile(r"[\w.+%'-]{0,63}\w@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b", re.IGNORECASE)
_OWN = ("internal", "intranet", "local", "localdomain", "lan", "corp", "home", "intra", "private")
_LABELS = re.compile(r"[\w.-]+\Z")
_LONGEST_HOST = 100
_INSIDE = re.compile(
    r"\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.\d{1,3}\.\d{1,3}\b"
)
_NUMBERED = re.compile(r"[#!]\d{1,7}\b")
_CALLED = re.compile(r"\b(?:pull request|merge request|PR|MR|GH|issue|ticket|bug|story)s?[ -]?\Z", re.IGNORECASE)
_LONGEST_WORD = 16
_KEYED = re.compile(r"[A-Z][A-Z0-9]{1,9}-\d{1,7}\b(?![\w.]?-)")
_STANDARDS = frozenset(
    "UTF SHA ISO RFC CVE CWE GPT HTTP COVID PEP AES RSA MD TLS IPV IEEE ECMA WCAG PDF JSR BIP ADR ARM FY".split()  # noqa: SIM905 - a list of words, not of quotes
)
_PHONE = re.compile(r"(?<![\w.])\+\d{1,3}(?:[ .\u00a0-]?\(?\d{1,5}\)?){2,6}(?!\w)")
_SHORTEST_PHONE = 9
_PUBLIC_HOSTS = frozenset(
    """
    python.org pypi.org readthedocs.io wikipedia.org ietf.org rfc-editor.org w3.org mozilla.org npmjs.com
    rust-lang.org crates.io docs.rs go.dev golang.org postgresql.org sqlite.org kernel.org apache.org gnu.org
    kubernetes.io stackoverflow.com arxiv.org doi.org iso.org nist.gov creativecommons.org json-schema.org
    jsonresume.org
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
"""Places that anybody can read, where nothing says for whom one works."""


def money(text: str) -> Iterator[Trace]:
    """Yield absolute amounts of money: "£40k", "1.2 million euros"; a share in per cent is none."""
    small = text.lower()
    patterns = [_BY_SYMBOL] if any(symbol in text for symbol in _SYMBOLS) else []
    patterns += [_BY_UNIT] if any(unit in small for unit in _UNITS) else []
    yield from (Trace(*found.span(), Sensitive.MONEY, "amount") for one in patterns for found in one.finditer(text))


def links(text: str) -> Iterator[Trace]:
    """Yield URLs of places that not everybody can read, as far as is known: all but those of well-known hosts."""
    if "://" not in text and "www." not in text:
        return
    for found in _LINK.finditer(text):
        url = found[0].rstrip(_END_OF_LINK)
        if not _is_public(url):
            yield Trace(found.start(), found.start() + len(url), Sensitive.LINK, "link")


def addresses(text: str) -> Iterator[Trace]:
    """Yield e-mail addresses."""
    if "@" in text:
        yield from (Trace(*found.span(), Sensitive.ADDRESS, "e-mail address") for found in _ADDRESS.finditer(text))


def hosts(text: str, domains: frozenset[str]) -> Iterator[Trace]:
    """Yield names and numbers of hosts that only a company's own network knows, and those under one of `domains`."""
    yield from (Trace(*found.span(), Sensitive.HOST, "host") for found in _INSIDE.finditer(text))
    small = text.lower()
    for domain in (domain for domain in (*_OWN, *domains) if domain in small):
        for found in re.finditer(rf"{re.escape(domain)}(?![\w-]|\.\w)", text, re.IGNORECASE):
            led = _LABELS.search(text, max(0, found.start() - _LONGEST_HOST), found.start())
            if domain in domains or (led and led[0].endswith(".") and led[0][:1].isalnum()):
                yield Trace(led.start() if led else found.start(), found.end(), Sensitive.HOST, "host")


def tickets(text: str) -> Iterator[Trace]:
    """Yield numbers of tickets and pull requests: "#412", "PAY-77"."""
    for found in _NUMBERED.finditer(text):
        start = found.start()
        if not start or not (text[start - 1].isalnum() or text[start - 1] in "_&/"):
            called = _CALLED.search(text, max(0, start - _LONGEST_WORD), start)
            yield Trace(called.start() if called else start, found.end(), Sensitive.TICKET, "ticket")
    for found in _KEYED.finditer(text):
        if (
            found[0].partition("-")[0] not in _STANDARDS
            and not text[max(0, found.start() - 1) : found.start()].isalnum()
        ):
            yield Trace(*found.span(), Sensitive.TICKET, "ticket")


def phones(text: str) -> Iterator[Trace]:
    """Yield telephone numbers in their international form."""
    for found in _PHONE.finditer(text) if "+" in text else ():
        if sum(map(str.isdigit, found[0])) >= _SHORTEST_PHONE:
            yield Trace(*found.span(), Sensitive.PHONE, "phone number")


def _is_public(url: str) -> bool:
    found = _HOST_OF.match(url)
    host = found[1].lower() if found else ""
    return any(host == public or host.endswith(f".{public}") for public in _PUBLIC_HOSTS)

"""Secrets, known by the form that their issuer gives them, the word that they stand behind, or their check digits.

Every form is tried only where a fixed beginning of it stands, and reads on for a bounded number of characters: time
grows with the length of the text and with nothing else. What is random but no secret (the sha of a commit, a UUID, a
checksum, a picture in base64) has neither such a form nor such a word before it, and stays.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ...model import Sensitive
from .forms import FORMS, Form, is_example, is_mixed, is_random
from .trace import Trace

_LED_BY = 12  # letters before "key" that say of what
_STEMS = ("passw", "passphrase", "passcode", "pwd", "secret", "token", "credential", "bearer", "basic ", "key")
_NAMED = re.compile(
    r"""
    (?P<word>pass(?:word|wd|phrase|code)s?|pwd|secrets?|tokens?|credentials?|bearer|basic|keys?)
    (?:[_-]?(?:key|value|string|plain|prod|production|staging|dev|test|live|new|old|\d{1,3})){0,2}
    ["'`\]>]{0,2}
    (?P<joint>\s{0,3}(?::=|=>|->|=(?!=)|:(?!:))\s{0,3}|\s(?:is|was)\s{1,2}|(?<=>)|\s)
    (?:(?P<quote>["'`])(?P<quoted>[^"'`\n]{6,300})(?P=quote)|(?P<bare>[^\s"'`,;<>(){}|]{6,300}))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KEY_OF = re.compile(
    r"(?:api|access|secret|private|encryption|signing|auth|master|account|shared|service|licen[cs]e|client|session"
    r"|admin|storage|deploy|webhook|aes|hmac|jwt|ssh|bot)[ _-]?\Z",
    re.IGNORECASE,
)
_OWN_WORD = re.compile(r"[a-z]*pass|pwd", re.IGNORECASE)
_DASHES = re.compile(r"\w+(?:-\w+){3,}")
_ODD = re.compile(r"[^\w./: -]")
_CODE = frozenset("([")
_SHORTEST, _SHORTEST_TOKEN, _SHORTEST_BARE = 6, 8, 20
_NO_SECRET = re.compile(
    r"[a-z]+://|v?\d+(?:\.\d+)+\S*\Z|(?:sha|md|utf|bcrypt|argon|base|rs|hs|es|oauth|http)-?\d+\S{0,3}\Z", re.IGNORECASE
)
_DIGITS = re.compile(r"\d(?:[ -]?\d){12,}")
_GROUPED = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)|\d{4}([ -])\d{6}\2\d{5}(?!\d)")
_CARD = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}"
    r"|35\d{14}|62\d{14,17}"
)
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}")
_IBAN_LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        country: int(length)
        for length, countries in (
            pair.split(":")
            for pair in [
                "15:NO",
                "16:BE",
                "18:DK,FI,NL,FO,GL",
                "19:SI,MK",
                "20:AT,EE,LT,LU,XK,BA",
                "21:CH,HR,LI,LV",
                "22:BG,DE,GB,GE,IE,ME,RS",
                "23:GI,IL,AE,TL",
                "24:CZ,ES,SE,SK,RO,MD,SA,TN,PK,AD,VG",
                "25:PT",
                "26:IS,TR",
                "27:FR,GR,IT,MC,SM",
                "28:PL,HU,CY,AL,AZ,LB,DO,GT",
                "29:BR,QA,UA",
                "30:JO,KW,MU",
                "31:MT,SC",
            ]
        )
        for country in countries.split(",")
    }
)


def secrets(text: str) -> Iterator[Trace]:
    """Yield the secrets in `text`, of any kind, in no order; two may overlap."""
    for form in FORMS:
        for start in form.starts:
            yield from _formed(text, form, start)
    yield from _named(text)
    yield from _cards(text)
    yield from _accounts(text)


def _formed(text: str, form: Form, start: str) -> Iterator[Trace]:
    at = text.find(start)
    while at >= 0:
        inside = form.before is None and at and start[0].isalnum() and text[at - 1].isalnum()
        found = None if inside else form.whole.match(text, at)
        led = form.before.search(text, max(0, at - form.reach), at) if found and form.before else None
        if found and (led or not form.before) and form.proves(found[0]):
            begin, end = found.span("secret" if "secret" in form.whole.groupindex else 0)
            yield Trace(led.start() if led else begin, end, Sensitive.SECRET, form.kind)
        at = text.find(start, found.end() if found else at + len(start))  # what was read is not read again


def _named(text: str) -> Iterator[Trace]:
    """Yield what stands behind a word such as "password" and looks like one."""
    small = text.lower()
    if len(small) != len(text):  # a capital whose small letter is two
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for stem in _STEMS:
        at = small.find(stem)
        while at >= 0:
            found = _NAMED.match(text, at)
            if found and stem == "key" and not _KEY_OF.search(text, max(0, at - _LED_BY), at):
                found = None
            if found and _is_given(text, found):
                begin = found.start("quoted" if found["quoted"] else "bare")
                yield Trace(begin, begin + len(_value(found)), Sensitive.SECRET, _kind(found["word"]))
                at = found.end() - len(stem)
            at = small.find(stem, at + len(stem))


def _value(found: re.Match[str]) -> str:
    """Return what stands behind a naming word, without the sign that ends the sentence."""
    return (found["quoted"] or found["bare"]).rstrip(".,;:!?")


def _kind(word: str) -> str:
    return "password" if _OWN_WORD.match(word) else f"{word.casefold().removesuffix('s')}"


def _is_given(text: str, found: re.Match[str]) -> bool:
    """Say whether the value behind a naming word is a secret: how surely depends on the word and on what joins them."""
    value, word = _value(found), found["word"].casefold()
    if is_example(value) or _NO_SECRET.match(value) or text[found.end() : found.end() + 1] in _CODE:
        return False
    if found["joint"].isspace() and text[max(0, found.start() - 2) : found.start()] != "--":
        enough = _SHORTEST_TOKEN if word in {"bearer", "basic"} else _SHORTEST_BARE
        return len(value) >= enough and is_random(value)
    if not _OWN_WORD.match(word):
        return len(value) >= _SHORTEST_TOKEN and is_random(value)
    spoken = found["joint"].strip().isalpha()
    return len(value) >= _SHORTEST and (is_mixed(value) or (not spoken and _is_phrase(value, found)))


def _is_phrase(value: str, found: re.Match[str]) -> bool:
    """Say whether a password without a digit is one all the same: words in a row, or odd signs among its letters."""
    odd = len(_ODD.findall(value))
    return bool(_DASHES.fullmatch(value)) or odd > 1 or bool(odd and found["quoted"])


def _cards(text: str) -> Iterator[Trace]:
    for run in _DIGITS.finditer(text):
        if text[max(0, run.start() - 1) : run.start()] in {".", "_", "-"}:
            continue
        grouped = _GROUPED.match(text, run.start(), run.end())
        end = grouped.end() if grouped else run.end()
        digits = "".join(filter(str.isdigit, text[run.start() : end]))
        if (grouped or run[0].isdigit()) and _CARD.fullmatch(digits) and _luhn(digits):
            yield Trace(run.start(), end, Sensitive.SECRET, "card number")


def _luhn(digits: str) -> bool:
    """Say whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 - as defined


def _accounts(text: str) -> Iterator[Trace]:
    for found in _IBAN.finditer(text):
        wanted, end, taken = _IBAN_LENGTHS.get(found[0][:2], 0), found.start(), ""
        while end < found.end() and len(taken) < wanted:
            taken, end = taken + text[end].strip(), end + 1
        if wanted and len(taken) == wanted and not text[end : end + 1].isalnum() and _is_checked(taken):
            yield Trace(found.start(), end, Sensitive.SECRET, "IBAN")


def _is_checked(account: str) -> bool:
    """Say whether an account number leaves 1 when divided by 97 (ISO 13616)."""
    return int("".join(str(int(char, 36)) for char in account[4:] + account[:4])) % 97 == 1

"""Numbers as files have them: 1,234.5 and 1.234,5, "12 %", "260 ms", and the many ways to say that there is none."""

import re
from collections.abc import Sequence
from types import MappingProxyType

_DASHES = "-\u2013\u2014"
_GAPS = "'\u2019 \u00a0\u202f"  # between thousands
_MINUS = "\u2212"
_NONE = frozenset({"", *_DASHES, *["n/a", "na", "nan", "null", "none", "nil", "undefined", "#n/a", "?"], "no data"})
_NUMBER = re.compile(rf"[-+{_MINUS}]?(?:\d[\d.,{_GAPS}]*|[.,]\d+)(?:[eE][-+]?\d{{1,3}})?")
_SPACES = str.maketrans(dict.fromkeys(_GAPS) | {_MINUS: "-"})
_THOUSANDS = re.compile(r"[-+]?\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_OTHER = MappingProxyType({".": ",", ",": "."})
_UNIT = 12  # the longest
_HEADER = re.compile(rf"(\S.*?)\s*[(\[]([^()\[\]]{{1,{_UNIT}}})[)\]]")


def is_none(text: str) -> bool:
    """Say whether `text` says that there is no number."""
    return text.strip().casefold() in _NONE


def unit_of(text: str) -> str:
    """Return what stands beside the number in `text`: "ms", "%", "€"; "" for nothing, or for what is no number."""
    found = _NUMBER.search(text)
    rest = (text[: found.start()] + text[found.end() :]).strip() if found else ""
    return rest if len(rest) <= _UNIT else ""


def is_number(text: str) -> bool:
    """Say whether `text` is a number, with a short unit before or behind it at most; "p95" is a name."""
    found = _NUMBER.search(text)
    if found is None or text[: found.start()][-1:].isalpha():
        return False
    rest = (text[: found.start()] + text[found.end() :]).strip()
    return len(rest) <= _UNIT and not any(char.isdigit() for char in rest)


def name_and_unit(header: str) -> tuple[str, str]:
    """Return what a column is called, and the unit that stands in brackets behind it: "p95 (ms)" is ("p95", "ms")."""
    found = _HEADER.fullmatch(header)
    return (found[1], found[2].strip()) if found else (header, "")


def decimal_sign(texts: Sequence[str], *, usual: str) -> str:
    """Return the sign before the decimals in a column of numbers: "." or ",".

    Where a number has both signs the last one is it. A sign that stands twice in one number parts thousands; so does
    one with three digits behind it wherever it stands, unless it is the `usual` one.

    Raises:
        ValueError: both signs stand before decimals.
    """
    proven: set[str] = set()
    for text in texts:
        number = text.translate(_SPACES)
        grouped = _grouped(number)
        signs = [sign for sign in number if sign in _OTHER]
        if len(set(signs)) > 1 or (signs and not grouped):
            proven.add(signs[-1])
        elif len(signs) > 1:
            proven.add(_OTHER[signs[-1]])
    if len(proven) > 1:
        raise ValueError("some decimals stand behind a comma, others behind a point")
    return proven.pop() if proven else usual


def parsed(text: str, sign: str) -> float | None:
    """Return the number in `text`, whose decimals stand behind `sign`; None where it says that there is none.

    Raises:
        ValueError: it is no number.
    """
    if is_none(text):
        return None
    found = _NUMBER.search(text)
    if not found or not is_number(text):
        raise ValueError(f"{text!r} is no number")
    bare = found[0].translate(_SPACES).replace("," if sign == "." else ".", "").replace(sign, ".")
    return float(bare)


def _grouped(number: str) -> re.Match[str] | None:
    found = _NUMBER.search(number)
    return _THOUSANDS.fullmatch(found[0].strip()) if found else None

"""Letters without their dress: so that Zoë is found as Zoe, and a name with a hidden character in it as itself."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType

_SPELLING = "\u0900-\u0963\u0970-\u0e3e\u0e40-\u0e4f\u0e81-\u0ecf\u1000-\u103f\u1050-\u108f\u1780-\u17d3"
"""Scripts of India and of what lies beside it: what is written above, below and beside a letter there spells."""

LETTER = rf"(?:[^\W\d_A-Za-z]|[{_SPELLING}])"
"""A letter of any other alphabet than the Latin one, with what spells there."""

_PAIRS = "ß=ss ẞ=SS ø=o Ø=O ł=l Ł=L đ=d Đ=D ð=d Ð=D æ=ae Æ=AE œ=oe Œ=OE þ=th Þ=Th ı=i ħ=h ς=σ ک=ك ی=ي"  # noqa: RUF001 - they are the point
_TWINS = MappingProxyType(dict(pair.split("=") for pair in _PAIRS.split()))
"""Letters that no decomposition takes apart."""

_LOOK_ALIKE = MappingProxyType(
    dict(zip(map(ord, "асеорхуіјѕԁһкмтвнАСЕОРХУІЈЅԀҺКМТВН"), "aceopxyijsdhkmtbhACEOPXYIJSDHKMTBH", strict=True))
)
"""Cyrillic letters that pass for Latin ones."""

_SPELLED = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe"), ("ñ", "nn"))
_ASCII = 128
_CYRILLIC = re.compile("[\u0400-\u052f]+")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SPELLS = re.compile(f"[{_SPELLING}]")
_CAPITALS = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN"})


@lru_cache(maxsize=1 << 12)
def _bare(char: str) -> str:
    """Return `char` as plain letters: "" where it shows nothing."""
    if char in _TWINS:
        return _TWINS[char]
    parts = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Cf", "Me"} or _spells(part))
    return _TWINS.get(kept, kept)


def _spells(mark: str) -> bool:
    """Say whether a mark is a vowel as those scripts write it; tones and what joins letters are often left out."""
    return not unicodedata.combining(mark) and bool(_SPELLS.match(mark))


def has_capitals(text: str) -> bool:
    """Say whether `text` is of letters of which names have a capital one: no others tell a name from a word."""
    return all(unicodedata.name(char, "").partition(" ")[0] in _CAPITALS for char in text if char.isalpha())


def plain(text: str, *, escaped: bool = False) -> tuple[str, Sequence[int]]:
    """Return `text` without accents and hidden characters, its case kept, and where each letter of that stands in it.

    One more place follows behind the last: the end of `text`. What is `escaped` as in links ("%20", "%C3%BC") is read.
    """
    escapes = _ESCAPED.search(text) if escaped else None
    if not escapes and text.isascii():
        return text, range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, char in _unescaped(text) if escapes else enumerate(text):
        bare = char if ord(char) < _ASCII else _bare(char)
        letters.append(bare)
        places.extend([place] * len(bare))
    places.append(len(text))
    return _CYRILLIC.sub(_as_latin, "".join(letters)), places


def _as_latin(found: re.Match[str]) -> str:
    """Return Cyrillic letters that stand together as Latin ones where every one of them passes for one."""
    return found[0].translate(_LOOK_ALIKE) if set(map(ord, found[0])) <= _LOOK_ALIKE.keys() else found[0]


def _unescaped(text: str) -> Iterator[tuple[int, str]]:
    """Yield each letter and where it stands, those of links that are written as numbers among them."""
    last = 0
    for found in _ESCAPED.finditer(text):
        yield from enumerate(text[last : found.start()], last)
        last = found.start()
        with suppress(UnicodeDecodeError):  # "100%Ada" escapes nothing
            for char in bytes.fromhex(found[0].replace("%", "")).decode():
                yield last, char
                last += len("%20") * len(char.encode())
    yield from enumerate(text[last:], last)


def spellings(name: str) -> tuple[str, ...]:
    """Return `name` and, where it has an umlaut or the letters that stand for one, its other spelling."""
    low = unicodedata.normalize("NFC", name)
    out, back = low, low
    for letter, pair in _SPELLED:
        out = out.replace(letter, pair).replace(letter.upper(), pair.capitalize())
        back = back.replace(pair, letter) if letter in "äöü" else back
    return tuple(dict.fromkeys((low, out, back)))

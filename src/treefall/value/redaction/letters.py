"""Letters without their dress: so that Zoë is found as Zoe, and a name with a hidden character in it as itself."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

_PAIRS = "ß=ss ẞ=SS ø=o Ø=O ł=l Ł=L đ=d Đ=D ð=d Ð=D æ=ae Æ=AE œ=oe Œ=OE þ=th Þ=Th ı=i ħ=h"  # noqa: RUF001 - they are the point
_TWINS = MappingProxyType(
    {
        **dict(pair.split("=") for pair in _PAIRS.split()),
        **dict(zip("асеорхуіјѕԁһкмтвАСЕОРХУІЈЅКМТВН", "aceopxyijsdhkmtbACEOPXYIJSKMTBH", strict=True)),
    }
)
"""Letters that no decomposition takes apart, and Cyrillic ones that pass for Latin."""

_SPELLED = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe"), ("ñ", "nn"))
_ASCII = 128


@lru_cache(maxsize=1 << 12)
def _bare(char: str) -> str:
    """Return `char` as plain letters: "" where it shows nothing."""
    if char in _TWINS:
        return _TWINS[char]
    parts = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Cf", "Me"})
    return _TWINS.get(kept, kept)


def plain(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` without accents and hidden characters, its case kept, and where each letter of that stands in it.

    One more place follows behind the last: the end of `text`.
    """
    if text.isascii():
        return text, range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        bare = char if ord(char) < _ASCII else _bare(char)
        letters.append(bare)
        places.extend([place] * len(bare))
    places.append(len(text))
    return "".join(letters), places


def spellings(name: str) -> tuple[str, ...]:
    """Return `name` and, where it has an umlaut or the letters that stand for one, its other spelling."""
    low = unicodedata.normalize("NFC", name)
    out, back = low, low
    for letter, pair in _SPELLED:
        out = out.replace(letter, pair).replace(letter.upper(), pair.capitalize())
        back = back.replace(pair, letter) if letter in "äöü" else back
    return tuple(dict.fromkeys((low, out, back)))

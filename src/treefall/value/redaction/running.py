"""Names in scripts without capitals, inside of running text: where no space parts words, or where little words lean on.

A Chinese or a Thai sentence is one run of letters, so that a name is found anywhere in it. In Arabic and in Hebrew what
means "and" or "to" is written as the beginning of the word, in Korean and in the languages of India what means "of" or
"with" as its end.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType
from typing import TypeAlias

from .letters import LETTER, has_capitals
from .spelling import JOINTS, Form

Finder: TypeAlias = Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
"""The keys of names by their first letter, the longest first, each with how it stands in a text."""

_ANYWHERE = MappingProxyType({"CJK": 2, "HIRAGANA": 3, "THAI": 3, "LAO": 3, "KHMER": 3, "MYANMAR": 3, "TIBETAN": 3})
"""Scripts that part no words, and from how many letters on a name is found inside of a run of them."""

_LEADING = MappingProxyType({"ARABIC": frozenset("وفبلكا"), "HEBREW": frozenset("ומהבכלש")})
_TRAILING = MappingProxyType({"ARABIC": 2, "HEBREW": 0, "KATAKANA": 0, "HANGUL": 12, "LATIN": 0, "DIGIT": 0})
_MOST_TRAILING = 4  # in any other script
_MOST_LEADING = 3
_MOST_BESIDE = 13  # letters that are looked at: more than may lean on any name
_LED, _TRAILED = 3, 4  # letters from which on a name is found with something that leans on it, before and behind
_LETTER = re.compile(LETTER)


def finder(forms: Iterable[Form]) -> Finder:
    """Return those of `forms` that no capital shows, made ready for being looked for."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for form in sorted(forms, key=lambda one: -len(one.key)):
        if not has_capitals(form.key):
            found.setdefault(form.key[0], []).append((form.key, re.compile(_pattern(form))))
    return MappingProxyType({first: tuple(keys) for first, keys in found.items()})


def _pattern(form: Form) -> str:
    """Return how a name stands in a text: joined by anything between its words, and between two Chinese letters."""
    parts = [form.key[0]]
    for place, (before, letter) in enumerate(zip(form.key, form.key[1:], strict=False), 1):
        apart = "{0,3}" if place in form.breaks else "{0,1}" if _script(before) == _script(letter) == "CJK" else "{0}"
        parts += [f"[{re.escape(JOINTS)}]{apart}", re.escape(letter)]
    return "".join(parts)


def stands(text: str, places: Sequence[int], start: int, end: int) -> bool:
    """Say whether a name that is written from `start` to `end` of the plain `text` is one there, by what is beside it.

    `places` are those of its letters in what they were taken from: a Korean one was taken apart, and half is none.
    """
    if places[end] == places[end - 1] or (start and places[start] == places[start - 1]):
        return False
    first, last, length = _script(text[start]), _script(text[end - 1]), end - start
    return _begins(text, start, first, length) and _ends(text, end, last, length)


def _begins(text: str, start: int, script: str, length: int) -> bool:
    """Say whether nothing stands before a name of `length` letters but what may lean on it."""
    if length >= _ANYWHERE.get(script, length + 1):
        return True
    before = _beside(text[max(0, start - _MOST_BESIDE) : start][::-1], script)
    leading = _LEADING.get(script, frozenset())
    return not before or (length >= _LED and len(before) <= _MOST_LEADING and leading.issuperset(before))


def _ends(text: str, end: int, script: str, length: int) -> bool:
    """Say whether nothing stands behind a name of `length` letters but what may lean on it."""
    if length >= _ANYWHERE.get(script, length + 1):
        return True
    behind = len(_beside(text[end : end + _MOST_BESIDE], script))
    return not behind or (length >= _TRAILED and behind <= _TRAILING.get(script, _MOST_TRAILING))


def _beside(text: str, script: str) -> str:
    """Return the beginning of `text` that is of the same `script`."""
    return "".join(takewhile(lambda char: _script(char) == script, text))


@lru_cache(maxsize=1 << 12)
def _script(char: str) -> str:
    """Return the script of a letter, or of what spells there; "" for anything else."""
    if char.isascii():
        return "LATIN" if char.isalpha() else "DIGIT" if char.isdigit() else ""
    return unicodedata.name(char, "").partition(" ")[0] if _LETTER.match(char) else ""

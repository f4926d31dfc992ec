"""The words that an entry is found by, the same on every database.

A word is a run of letters and digits, folded: neither case nor accents tell words apart. What a person types is cut
by the same rule, so that no sign of theirs ever means anything to a database.
"""

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

_NO_TEXT = MappingProxyType({"id": None, "at": None, "content": None})
_LONGEST_TEXT = 100_000
"""Characters that are looked at: more than anybody wrote, less than PostgreSQL refuses."""

_LONGEST_WORD = 64  # of what is looked for: a longer one is found by its beginning
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_FOLDED = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in bytes(range(256)).lower())  # noqa: PLR2004


def cut(text: str) -> list[str]:
    """Return the words of `text` in their order, folded."""
    return [word[:_LONGEST_WORD] for word in _folded(text).split()]


def words_of(said: dict[str, Any]) -> str:
    """Return the words of every text that an entry says, with spaces between; without id, instant and packed content.

    What it says twice, word for word (an author who is the committer too), counts once.
    """
    texts: list[str] = []
    _gather((said | _NO_TEXT).values(), texts)
    return _folded(" ".join(dict.fromkeys(texts)))


def _gather(values: Iterable[Any], texts: list[str]) -> None:
    for value in values:
        kind = type(value)  # exactly one of those that JSON has: quicker told than by isinstance
        if kind is str:
            texts.append(value)
        elif kind is dict:
            _gather(value.values(), texts)
        elif kind is list or kind is tuple:
            _gather(value, texts)


def _folded(text: str) -> str:
    """Return `text` with a space for all that is neither letter nor digit."""
    text = text[:_LONGEST_TEXT]
    if not text.isascii():
        text = _FOREIGN.sub(_fold, text)[:_LONGEST_TEXT]
    return text.encode().translate(_FOLDED).decode()


def _fold(run: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKD", run[0].casefold()).casefold()
    return "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))

"""How the doors say numbers, reasons and days in English, in characters that the reader's terminal can show."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo
from types import MappingProxyType

from ..model import LeftOut

DASH = "\u2013"
_ASCII = MappingProxyType(
    str.maketrans(
        {"·": ".", "○": "o", "◔": "c", "◑": "b", "●": "P", "◉": "U"}
        | {"→": "->", DASH: "-", "…": "...", "“": '"', "”": '"', "\u2018": "'", "\u2019": "'"}
    )
)
_NOISE = frozenset(
    {
        *(
            "changelog",
            "empty",
            "formatting",
            "generated",
            "lock file",
            "merge",
            "no message",
            "says too little",
            "typo",
        ),
        *("vendored", "version bump", "wip or fixup"),
    }
)
_COUNTABLE = frozenset({"bot", "lock file", "merge", "revert", "typo"})


def fit(words: str, encoding: str | None) -> str:
    """Return `words` in characters that `encoding` has: glyphs by their plain forms, any other character as "?"."""
    plain = encoding or "ascii"
    if plain.lower().startswith("utf"):
        return words
    return words.translate(_ASCII).encode(plain, "replace").decode(plain)


def count(number: int, one: str, many: str = "") -> str:
    """Return `number` with its noun, `many` (by default with an s) unless it is one: "1 commit", "1,204 commits"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def reason(number: int, why: str) -> str:
    """Return how many were left out for the reason `why`: "15 reverts", "1 by others", "2 formatting"."""
    return count(number, why, "" if why in _COUNTABLE else why)


def by_reason(left_out: Iterable[LeftOut]) -> tuple[tuple[str, int], ...]:
    """Return why evidence was left out and how often, the most frequent first, equals by their words."""
    return tuple(Counter(sorted(out.why for out in left_out)).most_common())


def in_short(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return `counts` of reasons with all that is noise as one, the most frequent first."""
    found = Counter[str]()
    for why, times in counts:
        found["noise" if why in _NOISE else why] += times
    return tuple(found.most_common())


def day(at: datetime, zone: tzinfo | None) -> str:
    """Return the day of `at` in `zone` (None: the computer's): "14 May 2026"."""
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y}"

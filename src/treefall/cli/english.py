"""How the doors say numbers, reasons and days in English, in characters that the reader's terminal can show."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Any

from ..model import (
    Accomplishment,
    Alignment,
    Asked,
    Entry,
    Evidence,
    Expectation,
    Feedback,
    Goal,
    Grouping,
    Guess,
    Identity,
    Impact,
    Learning,
    LeftOut,
    Person,
    Priority,
    Reading,
    Reply,
    Telling,
    Term,
    Testimonial,
)

DASH = "\u2013"
_ASCII = MappingProxyType(
    str.maketrans(
        {"·": ".", "○": "o", "◔": "c", "◑": "b", "●": "P", "◉": "U"}
        | {"→": "->", DASH: "-", "…": "...", "“": '"', "”": '"', "\u2018": "'", "\u2019": "'"}
    )
)
_SHORT = 8  # digits of an id that a person pastes
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
        *("vendored", "wip or fixup"),
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


def named(entry: Entry) -> tuple[str, str]:
    """Return what sort of entry it is, and its words, not yet made safe to show."""
    say = _NAMED.get(type(entry))
    kind, words = say(entry) if say else (type(entry).__name__.lower(), entry.id)
    return kind, words or entry.id


_NAMED: Mapping[type[Entry], Callable[[Any], tuple[str, str]]] = MappingProxyType(
    {
        Evidence: lambda e: (e.kind, e.title or e.body),
        Accomplishment: lambda e: ("work", e.title),
        Impact: lambda e: ("change", e.words),
        Identity: lambda e: ("mine" if e.mine else "not mine", f"{e.name} <{e.address}>".strip()),
        Grouping: lambda e: (e.shape, count(len(e.evidence), "proof")),
        Reading: lambda e: ("reading", f"{e.metric}: {e.value:g} {e.unit}".strip()),
        Learning: lambda e: ("learned", e.what),
        Person: lambda e: (e.listens, e.name),
        Priority: lambda e: ("priority", f"{e.person}: {e.words}"),
        Goal: lambda e: ("goal", e.words),
        Alignment: lambda e: ("serves" if e.holds else "serves not", f"{e.work[:_SHORT]}, {e.serves[:_SHORT]}"),
        Term: lambda e: ("term", f"{e.term}, to {e.person}: {e.words or e.term}"),
        Telling: lambda e: ("told", f"{e.to}, {e.channel}"),
        Reply: lambda e: (e.heard, e.words or e.where or e.telling[:_SHORT]),
        Guess: lambda e: ("guess", f"{e.person} knows {e.known} of {e.of}"),
        Asked: lambda e: ("asked", f"{e.person}: {e.question}"),
        Expectation: lambda e: ("expected", f"{e.person}: {e.words}"),
        Feedback: lambda e: ("praise" if e.praise else "criticism", f"{e.person}: {e.words}"),
        Testimonial: lambda e: ("testimonial", f"{e.person}: {e.words}"),
    }
)

"""Pieces of English that every text shares: days, counts, names, and a foreign text cut to the room that there is.

Nothing here depends on the machine's language: the same record gives the same text everywhere.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import MappingProxyType

from ..model import Seen

_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - shorter
)
_NOUNS = MappingProxyType({"git": ("change", "changes"), "note": ("note", "notes")})
_ENDS = (".", "!", "?", "…", ".”", "!”", "?”")
_LETTERS_A_WORD = 12
_MOST_NAMES = 3
_WORDS_A_NAME = 4


def clip(text: str, room: int) -> str:
    """Return `text` as one line of at most `room` words of ordinary length; what is cut ends in "…"."""
    whole = text.split()
    short = " ".join(whole[:room])
    if len(short) > room * _LETTERS_A_WORD:
        return short[: room * _LETTERS_A_WORD - 1].rstrip() + "…"
    return short if len(whole) <= room else short.rstrip(".,;:") + "…"


def sentence(text: str, room: int) -> str:
    """Return `text`, cut to `room` words, as a sentence: it begins with a capital and ends with a stop."""
    said = clip(text, room)
    first = said.split(" ")[0]
    if first.isalpha() and first.islower():
        said = said[0].upper() + said[1:]
    return said if said.endswith(_ENDS) else said + "."


def names(people: Iterable[str]) -> str:
    """Return `people` as they are said in a sentence, each once: "A", "A and B", "A, B and 4 others"."""
    each = [clip(person, _WORDS_A_NAME) for person in dict.fromkeys(people)]
    if len(each) > _MOST_NAMES:
        each = [*each[: _MOST_NAMES - 1], f"{len(each) - _MOST_NAMES + 1} others"]
    return " and ".join(filter(None, (", ".join(each[:-1]), each[-1])))


def counted(evidence: Sequence[Seen]) -> str:
    """Return what `evidence` is made of, copies aside: "19 changes", "6 changes and 1 note"; never empty."""
    kinds = Counter(_NOUNS.get(seen.source, ("record", "records")) for seen in evidence if not seen.copy)
    return " and ".join(f"{count} {one if count == 1 else many}" for (one, many), count in kinds.items())


def day(at: date, today: date) -> str:
    """Return `at` as it is said on `today`: "3 February", with the year where it is another one."""
    return f"{at.day} {_MONTHS[at.month - 1]}" + ("" if at.year == today.year else f" {at.year}")


def span(start: datetime, end: datetime, today: date) -> str:
    """Return the days from `start` to `end` (in the reader's zone): "on 12 May", "between 3 and 14 March"."""
    if start.date() == end.date():
        return f"on {day(start, today)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{'on' if end.day - start.day == 1 else 'between'} {start.day} and {day(end, today)}"
    if start.year == end.year:
        return f"between {start.day} {_MONTHS[start.month - 1]} and {day(end, today)}"
    return (
        f"between {start.day} {_MONTHS[start.month - 1]} {start.year} and {end.day} {_MONTHS[end.month - 1]} {end.year}"
    )

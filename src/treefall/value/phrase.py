"""Pieces of English that every text shares: days, counts, names, and a foreign text cut to the room that there is.

Nothing here depends on the machine's language: the same record gives the same text everywhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import MappingProxyType

from ..model import OWN_WORDS, Seen

_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - shorter
)
_NOUNS = MappingProxyType(
    {
        "change": ("change", "changes"),
        "pull request": ("pull request", "pull requests"),
        "merge request": ("merge request", "merge requests"),
        "review": ("review", "reviews"),
        "issue": ("issue", "issues"),
        "record": ("record", "records"),
        "note": ("note", "notes"),
    }
)
_SORTS = MappingProxyType({"git": "change", **dict.fromkeys(OWN_WORDS, "note")})
_PATHS = (
    ("/pull/", "pull request"),
    ("/pullrequest/", "pull request"),
    ("/merge_requests/", "merge request"),
    ("/issues/", "issue"),
    ("/work_items/", "issue"),
    ("/_workitems/", "issue"),
)
_ENDS = (".", "!", "?", "…", ".”", "!”", "?”")
_LETTERS_A_WORD = 12
_MOST_NAMES = 3
_WORDS_A_NAME = 4
_THOUSAND = 1000
_ANOTHER = MappingProxyType(
    {
        "i": "they",
        "i am": "they are",
        "i'm": "they are",
        "i’m": "they are",  # noqa: RUF001 - as phones write it
        "i was": "they were",
        "am i": "are they",
        "was i": "were they",
        "me": "them",
        "my": "their",
        "mine": "theirs",
        "myself": "themselves",
    }
)
_FIRST = re.compile(
    r"\b(?:I(?: am| was|['’]m)?|(?:am|was) I|[Mm]e|[Mm]y|(?:(?<=of )|(?<=is )|(?<=was ))mine|[Mm]yself)\b(?![-/])"  # noqa: RUF001 - likewise
)
_SPOKEN = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\s*\((?:#\d+(?:, ?)?)+\)", ""),
        (r"\b\w+://\S+", ""),
        (r"(?<!\w)[`*_]{1,3}(?=\S)|(?<=\S)[`*_]{1,3}(?!\w)", ""),
        (r"\s*(?:->|→)\s*", " to "),
        (r"(?<=\d) ?%", " percent"),
        (r"(?<=\d) ?ms\b", " milliseconds"),
        (r"(?<=\d) ?s\b", " seconds"),
        (r"(?<=\d) ?min\b", " minutes"),
        (r"(?<=\d) ?h\b", " hours"),
        (r"\be\.g\.,?", "for example"),
        (r"\bi\.e\.,?", "that is"),
        (r" & ", " and "),
        (r"~(?=\d)", "about "),
    )
)


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
    sorts = Counter(sort(seen) for seen in evidence if not seen.copy)
    there = ((sorts[name], nouns) for name, nouns in _NOUNS.items() if sorts[name])
    found = [f"{number} {one if number == 1 else many}" for number, (one, many) in there]
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def sort(seen: Seen) -> str:
    """Return what `seen` is called: "change", "pull request", "merge request", "review", "issue", "note", "record"."""
    if seen.native.endswith(" review"):
        return "review"
    where = seen.url or ""
    found = (name for part, name in _PATHS if part in where)
    return _SORTS.get(seen.source) or next(found, "record")


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


def number(value: float) -> str:
    """Return `value` as it is read aloud: thousands parted, no digits that say nothing: "1,204", "0.31"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}" if abs(value) < _THOUSAND else f"{value:,.1f}"


def as_of_another(text: str) -> str:
    """Return what somebody wrote of themselves as it is said of them: "they" for "I", whose verbs are the same."""
    return _FIRST.sub(_of_another, text)


def spoken(text: str) -> str:
    """Return `text` as it is said aloud: no addresses, numbers of issues or marks, and units as words."""
    for pattern, said in _SPOKEN:
        text = pattern.sub(said, text)
    return " ".join(text.split())


def _of_another(found: re.Match[str]) -> str:
    said = _ANOTHER[found[0].casefold()]
    return said[0].upper() + said[1:] if _begins(found) else said


def _begins(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip(" “\"'(")
    return not before or before[-1] in ".!?:\n"


def month(at: datetime, today: date) -> str:
    """Return the month of `at`, with its year unless that is the year of `today`: "March", "December 2024"."""
    return _MONTHS[at.month - 1] + ("" if at.year == today.year else f" {at.year}")

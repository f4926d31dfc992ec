"""What goes when something is forgotten: all that is about a person, and all that says something of what goes."""

import re
from collections.abc import Iterable, Sequence

from ..model import Accomplishment, Entry, EntryId, Evidence, Impact, Standing, Telling, Tie, Withdrawal
from .visibility import same_person


def about(entries: Iterable[Entry], person: str) -> frozenset[EntryId]:
    """Return which of `entries` are about `person`: told to them, said by them, or in my own words and naming them.

    What a repository saw is about work; it stays, whoever is named in it.
    """
    name = re.compile(rf"(?<!\w){re.escape(person.strip())}(?!\w)", re.IGNORECASE)
    return frozenset(entry.id for entry in entries if person.strip() and _is_about(entry, person, name))


def bound(entries: Sequence[Entry], ids: frozenset[EntryId]) -> frozenset[EntryId]:
    """Return `ids` and which of `entries` say something of nothing else: they go where `ids` go."""
    gone = ids
    while more := {entry.id for entry in entries if entry.id not in gone and _rests_on(entry, gone)}:
        gone |= more
    return gone


def _is_about(entry: Entry, person: str, name: re.Pattern[str]) -> bool:
    match entry:
        case Telling():
            return same_person(entry.to, person)
        case Impact():
            return bool(name.search(entry.witness) or name.search(entry.words))
        case Accomplishment():
            own = (entry.title, entry.concern, entry.beneficiary, entry.response, entry.lesson, entry.next)
            return any(map(name.search, own))
        case Evidence(source="note"):
            return any(map(name.search, (entry.title, entry.body, *(role.name for role in entry.roles))))
        case _:
            return False


def _rests_on(entry: Entry, gone: frozenset[EntryId]) -> bool:
    match entry:
        case Accomplishment() | Tie():
            return gone.issuperset(entry.evidence)
        case Telling():
            return gone.issuperset(entry.about)
        case Impact():
            return entry.accomplishment in gone
        case Standing():
            return entry.evidence in gone
        case Withdrawal():
            return entry.of in gone
        case _:
            return False

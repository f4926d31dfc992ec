"""What goes when something is forgotten: all that is about a person, and all that says something of what goes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType

from ..model import (
    OBSERVED,
    OWN_WORDS,
    Accomplishment,
    Alignment,
    Asked,
    Entry,
    EntryId,
    Evidence,
    Feedback,
    Grouping,
    Identity,
    Impact,
    Level,
    Link,
    Measurement,
    Name,
    Person,
    Reading,
    Rehearsal,
    Reply,
    Rubric,
    Standing,
    Submission,
    Telling,
    Tie,
    Watch,
    Withdrawal,
    entry_id,
)
from .people import same_person

_ABOUT_NOBODY = (*OBSERVED, Identity, Grouping, Alignment, Rubric, Level, Link, Withdrawal)
_PERSONAL = frozenset({*OWN_WORDS, "calendar", "praise"})  # sources of what people wrote, said, or met about
_WHO = frozenset({"to", "person", "name", "confirmer", "reports_to", "follows"})
_NO_WORDS = frozenset(  # ids
    {
        "id",
        "ruling",
        "kind",
        "assistant",
        "model",
        "telling",
        "work",
        "accomplishment",
        "about",
        "serves",
        "evidence",
        "answered_by",
        "inputs",
        "measurement",
    }
)
_ON_ALL_OF: Mapping[type[Entry], str] = MappingProxyType(
    {Submission: "evidence", Accomplishment: "evidence", Grouping: "evidence", Tie: "evidence", Telling: "about"}
)
_ON: Mapping[type[Entry], tuple[str, ...]] = MappingProxyType(
    {
        Impact: ("accomplishment", "measurement"),
        Measurement: ("work", "inputs"),
        Watch: ("work", "inputs"),
        Alignment: ("work", "serves"),
        Link: ("work",),
        Reply: ("telling",),
        Reading: ("work",),
        Rehearsal: ("work",),
        Asked: ("about",),
        Standing: ("evidence",),
        Withdrawal: ("of",),
    }
)


def about(entries: Iterable[Entry], person: str) -> frozenset[EntryId]:
    """Return which of `entries` are about `person`: told to them, said by them, or in my own words and naming them.

    What a repository saw is about work; it stays, whoever is named in it. Meetings with them go, and their praise.
    """
    name = _pattern(person)
    return frozenset(entry.id for entry in entries if person.strip() and _is_about(entry, person, name))


def bound(entries: Sequence[Entry], ids: frozenset[EntryId]) -> frozenset[EntryId]:
    """Return `ids` and which of `entries` say something of nothing else: they go where `ids` go.

    The numbers that measurements rest on go with the last of these.
    """
    gone = ids
    while more := {entry.id for entry in entries if entry.id not in gone and _rests_on(entry, gone)}:
        gone |= more
    measured = [entry for entry in entries if isinstance(entry, Measurement | Watch)]
    needed = {entry.inputs for entry in measured if entry.id not in gone}
    return gone | ({entry.inputs for entry in measured if entry.id in gone} - needed)


def spared(entries: Iterable[Entry], person: str) -> tuple[Entry, ...]:
    """Return what is to be written anew of `entries` once `person` is forgotten, under new ids and without them.

    The card of somebody else outlives that their boss is forgotten, somebody's criticism that its confirmer is (it is
    open again), and a name in the dictionary that one of those who know it is.
    """
    name = _pattern(person)
    found: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Person) and not same_person(entry.name, person):
            above, before, notes = (
                _without(text, person, name) for text in (entry.reports_to, entry.follows, entry.notes)
            )
            found.append(replace(entry, id=_anew(entry), reports_to=above, follows=before, notes=notes))
        elif isinstance(entry, Feedback) and same_person(entry.confirmer, person) and not _says(entry, person, name):
            found.append(replace(entry, id=_anew(entry), confirmer="", asked=None, confirmed=None, confirmation=""))
        elif isinstance(entry, Name) and not any(same_person(one, person) for one in (entry.name, *entry.forms)):
            known = tuple(one for one in entry.known_to if not same_person(one, person))
            found.append(replace(entry, id=_anew(entry), known_to=known))
    return tuple(found)


def _anew(entry: Entry) -> EntryId:
    return entry_id("spared", entry.id)


def _without(text: str, person: str, name: re.Pattern[str]) -> str:
    return "" if same_person(text, person) or name.search(text) else text


def _says(entry: Feedback, person: str, name: re.Pattern[str]) -> bool:
    return same_person(entry.person, person) or bool(name.search(entry.words) or name.search(entry.change))


def _pattern(person: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(person.strip())}(?!\w)", re.IGNORECASE)


def _is_about(entry: Entry, person: str, name: re.Pattern[str]) -> bool:
    """Say whether `entry` is by or to `person`, or names them in words; every noun's texts are looked at."""
    if isinstance(entry, Evidence) and entry.source in _PERSONAL:
        return any(map(name.search, (entry.title, entry.body, *(role.name for role in entry.roles))))
    if isinstance(entry, _ABOUT_NOBODY):
        return False
    texts = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in _NO_WORDS}
    who = [text for slot, text in texts.items() if slot in _WHO]
    words = [text for slot, text in texts.items() if slot not in _WHO and isinstance(text, str)]
    words += [one for text in texts.values() if isinstance(text, tuple) for one in text if isinstance(one, str)]
    if isinstance(entry, Measurement | Watch):
        words.append(entry.terms.subject)
    return any(same_person(one, person) for one in who) or any(map(name.search, words))


def _rests_on(entry: Entry, gone: frozenset[EntryId]) -> bool:
    """Say whether `entry` says something of what is `gone`, and of nothing else."""
    if slot := _ON_ALL_OF.get(type(entry)):
        each = getattr(entry, slot)
        return bool(each) and gone.issuperset(each)
    return any(getattr(entry, slot) in gone for slot in _ON.get(type(entry), ()))

"""Every noun of the ledger in a word or two, for lists of entries of all sorts, at whichever door."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ..model import (
    Accomplishment,
    Alignment,
    Asked,
    Entry,
    EntryId,
    Evidence,
    Expectation,
    Feedback,
    Goal,
    Grouping,
    Guess,
    Identity,
    Impact,
    Learning,
    Level,
    Link,
    Measurement,
    Name,
    Person,
    Priority,
    Reading,
    Reply,
    Rubric,
    Submission,
    Telling,
    Term,
    Testimonial,
    Watch,
)

_ABOUT = ("accomplishment", "work", "about", "answered_by", "evidence")  # the fields that name work or its proofs
_SHORT = 8  # digits of an id that a person pastes


def named(entry: Entry) -> tuple[str, str]:
    """Return what sort of entry it is, and its words, not yet made safe to show."""
    say = _NAMED.get(type(entry))
    kind, words = say(entry) if say else (type(entry).__name__.lower(), entry.id)
    return kind, words or entry.id


def about(entry: Entry) -> tuple[EntryId, ...]:
    """Return the ids of the pieces of work, or of the evidence, that `entry` is about."""
    if isinstance(entry, (Evidence, Accomplishment)):
        return (entry.id,)
    named_ = (getattr(entry, field, ()) for field in _ABOUT)
    return tuple(id_ for ids in named_ for id_ in ((ids,) if isinstance(ids, str) else ids) if id_)


def whose(entry: Entry) -> str:
    """Return the name of the person that `entry` is about; "" where it is about nobody."""
    name = getattr(entry, "name" if isinstance(entry, Person) else "to" if isinstance(entry, Telling) else "person", "")
    return str(name)


_NAMED: Mapping[type[Entry], Callable[[Any], tuple[str, str]]] = MappingProxyType(
    {
        Evidence: lambda e: (e.kind, e.title or e.body),
        Accomplishment: lambda e: ("work", e.title),
        Impact: lambda e: ("change", e.words),
        Identity: lambda e: ("mine" if e.mine else "not mine", f"{e.name} <{e.address}>".strip()),
        Grouping: lambda e: (e.shape, f"{len(e.evidence):,} proof{'s' * (len(e.evidence) > 1)}"),
        Measurement: lambda e: ("measured", e.words),
        Watch: lambda e: ("watched", e.terms.subject or e.metric.query or e.metric.address),
        Reading: lambda e: ("reading", f"{e.metric}: {e.value:g} {e.unit}".strip()),
        Learning: lambda e: ("learned", e.what),
        Person: lambda e: (e.listens, e.name),
        Name: lambda e: (f"{e.handling} {e.of}", e.name),
        Priority: lambda e: ("priority", f"{e.person}: {e.words}"),
        Goal: lambda e: ("goal", e.words),
        Alignment: lambda e: ("serves" if e.holds else "serves not", f"{e.work[:_SHORT]}, {e.serves[:_SHORT]}"),
        Rubric: lambda e: ("ladder", e.title or e.name),
        Level: lambda e: ("level", f"{e.mine}, aiming for {e.target}, by {e.rubric}"),
        Link: lambda e: ("shows" if e.holds else "shows not", f"{e.work[:_SHORT]}, {e.criterion}"),
        Term: lambda e: ("term", f"{e.term}, to {e.person}: {e.words or e.term}"),
        Submission: lambda e: (f"{e.ruling} proposal", e.words),
        Telling: lambda e: ("told", f"{e.to}, {e.channel}"),
        Reply: lambda e: (e.heard, e.words or e.where or e.telling[:_SHORT]),
        Guess: lambda e: ("guess", f"{e.person} knows {e.known} of {e.of}"),
        Asked: lambda e: ("asked", f"{e.person}: {e.question}"),
        Expectation: lambda e: ("expected", f"{e.person}: {e.words}"),
        Feedback: lambda e: ("praise" if e.praise else "criticism", f"{e.person}: {e.words}"),
        Testimonial: lambda e: ("testimonial", f"{e.person}: {e.words}"),
    }
)

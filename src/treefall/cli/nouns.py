"""Every noun of the ledger in a word or two, for lists of entries of all sorts."""

from collections.abc import Callable, Mapping
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
    Measurement,
    Person,
    Priority,
    Reading,
    Reply,
    Telling,
    Term,
    Testimonial,
    Watch,
)
from .english import count

_SHORT = 8  # digits of an id that a person pastes


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
        Measurement: lambda e: ("measured", e.words),
        Watch: lambda e: ("watched", e.terms.subject or e.metric.query or e.metric.address),
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

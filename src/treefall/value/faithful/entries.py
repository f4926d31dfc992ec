"""Facts from the ledger: one function for each noun, listed in `_READERS`; a noun that is not listed says nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from ...model import (
    Accomplishment,
    Asked,
    Attribution,
    Entry,
    EntryId,
    Evidence,
    Expectation,
    Feedback,
    Goal,
    Guess,
    Identity,
    Impact,
    Kind,
    Learning,
    Measurement,
    Part,
    Person,
    Priority,
    Reading,
    Reply,
    Role,
    State,
    Telling,
    Term,
    Testimonial,
    Work,
)
from ..phrase import counted
from .bundle import named_in
from .facts import Fact, Measure, Stage
from .ground import Ground

_STAGES = MappingProxyType({State.DONE: Stage.DONE, State.IN_PROGRESS: Stage.OPEN, State.REVERTED: Stage.REVERTED})


def ground_of(entries: Iterable[Entry], works: Iterable[Work] = ()) -> Ground:
    """Return what `entries` and the pieces of work that they come to put on record."""
    facts: list[Fact] = []
    me: dict[str, None] = {}
    for entry in entries:
        if isinstance(entry, Identity) and entry.mine and entry.name:
            me[entry.name] = None
        facts += facts_of(entry)
    for work in works:
        facts += _work(work)
    return Ground(tuple(facts), tuple(me))


def facts_of(entry: Entry) -> tuple[Fact, ...]:
    """Return what `entry` says that a text can be checked against."""
    reader = _READERS.get(type(entry))
    return tuple(reader(entry)) if reader else ()


def _evidence(entry: Evidence) -> Iterator[Fact]:
    known = "".join(f" {name}: {value}." for name, value in entry.facts.items())
    yield Fact(
        entry=entry.id,
        words=f"{_sentence(entry.title)}\n\n{entry.body}{known}",
        kind=entry.kind,
        names=tuple(filter(None, (entry.native, entry.url or "", entry.source))),
        at=(entry.at + timedelta(minutes=entry.offset)).date(),
        people=(*entry.roles, *named_in(entry.body)),
        testimony=entry.kind is Kind.PRAISE,
        private=entry.private,
    )


def _accomplishment(entry: Accomplishment) -> Iterator[Fact]:
    said = (entry.title, entry.concern, entry.beneficiary, entry.response, entry.lesson)
    yield Fact(entry=entry.id, words="\n\n".join(map(_sentence, filter(None, said))), kind="work", at=entry.at.date())
    if entry.next:
        yield Fact(entry=entry.id, words=_sentence(entry.next), kind="plan", stage=Stage.PLANNED)


def _impact(entry: Impact) -> Iterator[Fact]:
    yield Fact(
        entry=entry.id,
        words=_sentence(entry.words),
        kind="change",
        at=entry.at.date(),
        people=_by(entry.witness),
        measure=Measure(metric="", attribution=entry.attribution),
        testimony=entry.attribution is Attribution.REPORTED,
    )


def _measurement(entry: Measurement) -> Iterator[Fact]:
    found = entry.finding
    names = tuple(filter(None, (entry.metric.address, entry.metric.query)))
    yield Fact(
        entry=entry.id,
        words=_sentence(entry.words),
        kind="measurement",
        names=names,
        at=entry.on,
        measure=Measure(
            metric=entry.terms.subject or found.name,
            unit=found.unit,
            before=found.before,
            after=found.after,
            better=found.better.value if found.better else "",
            attribution=found.attribution,
        ),
    )
    yield from _dated(entry.id, entry.at)


def _reading(entry: Reading) -> Iterator[Fact]:
    measure = Measure(metric=entry.metric, unit=entry.unit, after=entry.value)
    words = _sentence(f"{entry.metric}: {entry.value:g} {entry.unit}")
    yield Fact(entry=entry.id, words=words, kind="reading", names=(entry.where,), at=entry.at.date(), measure=measure)


def _person(entry: Person) -> Iterator[Fact]:
    boss = f" reports to {entry.reports_to}" if entry.reports_to else ""
    yield Fact(entry=entry.id, words=_sentence(f"{entry.name}, {entry.listens}{boss}"), people=_named(entry.name))
    if entry.notes:
        yield Fact(entry=f"{entry.id}.notes", words=_sentence(entry.notes), private=True)


def _priority(entry: Priority) -> Iterator[Fact]:
    yield _said(entry, entry.person, entry.words, "priority", entry.place)


def _goal(entry: Goal) -> Iterator[Fact]:
    words = "\n\n".join(map(_sentence, filter(None, (entry.words, entry.measure))))
    yield Fact(entry=entry.id, words=words, kind="goal", names=(entry.place,), at=entry.at.date())
    yield from _dated(entry.id, entry.until)


def _expectation(entry: Expectation) -> Iterator[Fact]:
    yield _said(entry, entry.person, entry.words, "expectation")
    yield from _dated(entry.id, entry.due, entry.confirmed, entry.closed)


def _feedback(entry: Feedback) -> Iterator[Fact]:
    yield _said(entry, entry.person, entry.words, "praise" if entry.praise else "feedback")
    if entry.change:
        yield Fact(entry=entry.id, words=_sentence(entry.change), kind="change")
    if entry.confirmer:
        yield Fact(entry=entry.id, words=_sentence(entry.confirmation), people=_by(entry.confirmer), testimony=True)
    yield from _dated(entry.id, entry.asked, entry.confirmed)


def _testimonial(entry: Testimonial) -> Iterator[Fact]:
    fact = _said(entry, entry.person, entry.words, "praise", entry.place)
    yield fact if entry.consent and entry.audiences else _hidden(fact)


def _learning(entry: Learning) -> Iterator[Fact]:
    said = (entry.what, f"from {entry.origin}" if entry.origin else "", entry.outcome, entry.consequence)
    words = "\n\n".join(map(_sentence, filter(None, said)))
    yield Fact(entry=entry.id, words=words, kind="learning", at=entry.at.date())


def _telling(entry: Telling) -> Iterator[Fact]:
    words = _sentence(f"{entry.to} was told by {entry.channel}")
    yield Fact(entry=entry.id, words=words, kind="telling", at=entry.at.date(), people=_named(entry.to))


def _reply(entry: Reply) -> Iterator[Fact]:
    words = "\n\n".join(map(_sentence, filter(None, (entry.words, entry.heard, entry.where))))
    yield Fact(entry=entry.id, words=words, kind="reply", at=entry.at.date(), testimony=True)


def _guess(entry: Guess) -> Iterator[Fact]:
    words = _sentence(f"My own guess: {entry.person} knows {entry.known} of {entry.of}")
    yield Fact(entry=entry.id, words=words, kind="guess", at=entry.at.date(), people=_named(entry.person))


def _asked(entry: Asked) -> Iterator[Fact]:
    yield Fact(
        entry=entry.id,
        words=_sentence(entry.question),
        at=entry.at.date(),
        people=_named(entry.person),
        stage=Stage.DONE,
    )


def _term(entry: Term) -> Iterator[Fact]:
    yield Fact(entry=entry.id, words=_sentence(f"{entry.term}: {entry.words}"), people=_named(entry.person))


def _work(work: Work) -> Iterator[Fact]:
    said = (work.title, *work.reasons, counted(work.originals), *(seen.title for seen in work.originals[:1]))
    private = any(seen.private for seen in work.evidence)
    people = tuple(Role(part=Part.CO_AUTHOR, name=name) for name in work.credited)
    yield Fact(
        entry=work.id,
        words="\n\n".join(map(_sentence, filter(None, said))),
        kind=work.kind,
        at=work.end.date(),
        people=people,
        stage=_STAGES[work.state],
        private=private,
    )
    yield from _dated(work.id, work.start)
    for seen in work.originals:
        yield Fact(
            entry=seen.id,
            words=_sentence(seen.title),
            kind=work.kind,
            names=tuple(filter(None, (seen.native, seen.url or ""))),
            at=seen.at.date(),
            people=tuple(Role(part=Part.AUTHOR, name=name) for name in seen.people),
            stage=_STAGES[seen.state],
            private=private,
        )


def _said(entry: Entry, person: str, words: str, kind: str, place: str = "") -> Fact:
    return Fact(
        entry=entry.id,
        words=_sentence(words),
        kind=kind,
        names=tuple(filter(None, (place,))),
        at=entry.at.date(),
        people=_by(person),
        testimony=True,
    )


def _hidden(fact: Fact) -> Fact:
    return replace(fact, private=True)


def _dated(entry: EntryId, *moments: datetime | date | None) -> Iterator[Fact]:
    """Yield what says nothing but that something of `entry` was on these days."""
    for moment in moments:
        if moment:
            yield Fact(entry=entry, words="", at=moment.date() if isinstance(moment, datetime) else moment)


def _by(name: str) -> tuple[Role, ...]:
    return (Role(part=Part.AUTHOR, name=name),) if name else ()


def _named(name: str) -> tuple[Role, ...]:
    return (Role(part=Part.MENTIONED, name=name),) if name else ()


def _sentence(words: str) -> str:
    said = words.strip()
    return said if not said or said.endswith((".", "!", "?", "…")) else f"{said}."


_READERS: Mapping[type[Entry], Callable[[Any], Iterator[Fact]]] = MappingProxyType(
    {
        Evidence: _evidence,
        Accomplishment: _accomplishment,
        Impact: _impact,
        Measurement: _measurement,
        Reading: _reading,
        Person: _person,
        Priority: _priority,
        Goal: _goal,
        Expectation: _expectation,
        Feedback: _feedback,
        Testimonial: _testimonial,
        Learning: _learning,
        Telling: _telling,
        Reply: _reply,
        Guess: _guess,
        Asked: _asked,
        Term: _term,
    }
)

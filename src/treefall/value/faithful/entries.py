"""Facts from the ledger: one function for each noun, listed in `_READERS`; a noun that is not listed says nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain
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
    Level,
    Measurement,
    Part,
    Person,
    Priority,
    Reading,
    Reply,
    Role,
    Rubric,
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
    entries = tuple(entries)
    me = tuple(dict.fromkeys(one.name for one in entries if isinstance(one, Identity) and one.mine and one.name))
    own = chain.from_iterable(_own(facts_of(one), me) if isinstance(one, _OWN) else facts_of(one) for one in entries)
    return Ground((*own, *chain.from_iterable(_work(work, me) for work in works)), me)


def _own(facts: Iterable[Fact], me: tuple[str, ...]) -> Iterator[Fact]:
    """Yield `facts` as those of the person who is called `me`."""
    mine = _roles(me, Part.AUTHOR)
    return (fact if fact.testimony else replace(fact, people=(*fact.people, *mine)) for fact in facts)


def facts_of(entry: Entry) -> tuple[Fact, ...]:
    """Return what `entry` says that a text can be checked against."""
    reader = _READERS.get(type(entry))
    return tuple(reader(entry)) if reader else ()


def _evidence(entry: Evidence) -> Iterator[Fact]:
    known = "".join(f" {name}: {value}." for name, value in entry.facts.items())
    yield replace(
        _fact(entry, entry.title, kind=entry.kind, names=(entry.native, entry.url or "", entry.source)),
        words=f"{_sentence(entry.title)}\n\n{entry.body}{known}",
        at=(entry.at + timedelta(minutes=entry.offset)).date(),
        people=(*entry.roles, *named_in(entry.body)),
        testimony=entry.kind is Kind.PRAISE,
        private=entry.private,
    )


def _accomplishment(entry: Accomplishment) -> Iterator[Fact]:
    said = (entry.concern, entry.beneficiary, entry.response, entry.cause, entry.lesson, entry.sequel)
    yield _fact(entry, entry.title, *said, kind="work")
    if entry.next:
        yield replace(_fact(entry, entry.next, kind="plan"), at=None, stage=Stage.PLANNED)


def _impact(entry: Impact) -> Iterator[Fact]:
    who = entry.witness.partition(",")[0]
    fact = _fact(entry, entry.words, entry.witness, kind="change", by=who)
    reported = entry.attribution is Attribution.REPORTED
    yield replace(
        fact,
        at=None if reported else fact.at,  # that of the work, and not of when it was said
        measure=Measure(metric="", attribution=entry.attribution),
        testimony=reported,
    )


def _measurement(entry: Measurement) -> Iterator[Fact]:
    found = entry.finding
    measure = Measure(
        metric=entry.terms.subject or found.name,
        unit=found.unit,
        before=found.before,
        after=found.after,
        better=found.better.value if found.better else "",
        attribution=found.attribution,
    )
    names = (entry.metric.address, entry.metric.query)
    yield replace(_fact(entry, entry.words, kind="measurement", names=names), at=entry.on, measure=measure)
    yield from _dated(entry.id, entry.at)


def _reading(entry: Reading) -> Iterator[Fact]:
    words = f"{entry.metric}: {entry.value:g} {entry.unit}"
    measure = Measure(metric=entry.metric, unit=entry.unit, after=entry.value)
    yield replace(_fact(entry, words, kind="reading", names=(entry.where,)), measure=measure)


def _person(entry: Person) -> Iterator[Fact]:
    boss = f" reports to {entry.reports_to}" if entry.reports_to else ""
    yield replace(_fact(entry, f"{entry.name}, {entry.listens}{boss}", of=entry.name), at=None)
    if entry.notes:
        yield Fact(entry=f"{entry.id}.notes", words=_sentence(entry.notes), private=True)


def _priority(entry: Priority) -> Iterator[Fact]:
    yield _fact(entry, entry.words, kind="priority", by=entry.person, names=(entry.place,))


def _goal(entry: Goal) -> Iterator[Fact]:
    yield _fact(entry, entry.words, entry.measure, kind="goal", names=(entry.place,))
    yield from _dated(entry.id, entry.until)


def _expectation(entry: Expectation) -> Iterator[Fact]:
    yield _fact(entry, entry.words, kind="expectation", by=entry.person)
    yield from _dated(entry.id, entry.due, entry.confirmed, entry.closed)


def _feedback(entry: Feedback) -> Iterator[Fact]:
    return (replace(fact, private=entry.private) for fact in _said_back(entry))


def _said_back(entry: Feedback) -> Iterator[Fact]:
    yield _fact(entry, entry.words, kind="praise" if entry.praise else "feedback", by=entry.person)
    if entry.change:
        yield replace(_fact(entry, entry.change, kind="change"), at=None)
    if entry.confirmer:
        yield replace(_fact(entry, entry.confirmation, by=entry.confirmer), at=None)
    yield from _dated(entry.id, entry.asked, entry.confirmed)


def _testimonial(entry: Testimonial) -> Iterator[Fact]:
    fact = _fact(entry, entry.words, kind="praise", by=entry.person, names=(entry.place,))
    yield replace(fact, private=not (entry.consent and entry.audiences))


def _learning(entry: Learning) -> Iterator[Fact]:
    origin = f"from {entry.origin}" if entry.origin else ""
    yield _fact(entry, entry.what, origin, entry.outcome, entry.consequence, kind="learning")


def _telling(entry: Telling) -> Iterator[Fact]:
    yield _fact(entry, f"{entry.to} was told by {entry.channel}", kind="telling", of=entry.to)


def _reply(entry: Reply) -> Iterator[Fact]:
    yield replace(_fact(entry, entry.words, entry.heard or "", entry.where, kind="reply"), testimony=True)


def _guess(entry: Guess) -> Iterator[Fact]:
    words = f"My own guess: {entry.person} knows {entry.known} of {entry.of}"
    yield _fact(entry, words, kind="guess", of=entry.person)


def _asked(entry: Asked) -> Iterator[Fact]:
    yield replace(_fact(entry, entry.question, of=entry.person), stage=Stage.DONE)


def _term(entry: Term) -> Iterator[Fact]:
    yield replace(_fact(entry, f"{entry.term}: {entry.words}", of=entry.person), at=None)


def _level(entry: Level) -> Iterator[Fact]:
    yield _fact(
        entry, f"At {entry.mine} since {entry.at.date()}; the case is made for {entry.target} of {entry.rubric}"
    )


def _rubric(entry: Rubric) -> Iterator[Fact]:
    criteria = (criterion.words for criterion in entry.criteria)
    yield replace(_fact(entry, entry.title, *criteria, kind="rubric", names=(entry.name, entry.source)), at=None)


def _work(work: Work, me: tuple[str, ...]) -> Iterator[Fact]:
    said = (work.title, *work.reasons, counted(work.originals), *_shares(work, me))
    reviewed = _roles(me, Part.REVIEWER) if work.kind in {Kind.REVIEW, Kind.MENTORING} else ()
    first = (seen.title for seen in work.originals[:1])
    fact = Fact(
        entry=work.id,
        words=_sentences((*said, *first)),
        kind=work.kind,
        at=work.end.date(),
        people=(*_roles(me, Part.AUTHOR), *reviewed, *_roles(work.credited, Part.CO_AUTHOR)),
        stage=_STAGES[work.state],
        private=any(seen.private for seen in work.evidence),
    )
    yield fact
    yield from _dated(work.id, work.start)
    for seen in work.originals:
        yield replace(
            fact,
            entry=seen.id,
            words=_sentence(seen.title),
            names=tuple(filter(None, (seen.native, seen.url))),
            at=seen.at.date(),
            people=_roles(seen.people or me, Part.AUTHOR),
            stage=_STAGES[seen.state],
        )


def _shares(work: Work, me: tuple[str, ...]) -> Iterator[str]:
    """Yield how many of the changes of `work` are whose, by the names on them."""
    others = frozenset(work.credited)
    changes = [frozenset(seen.people) for seen in work.originals if seen.source == "git"]
    theirs = sum(bool(people) and people <= others for people in changes)
    shared = sum(bool(people & others) for people in changes) - theirs
    own = len(changes) - theirs - shared
    for count, whose in ((own, me), (shared, (*me, *work.credited)), (theirs, work.credited)):
        if count and others and whose:
            yield f"{count} of the {len(changes)} changes {'co-' * (whose != me)}written by {' and '.join(whose)}"


def _fact(entry: Entry, *words: str, kind: str = "", by: str = "", of: str = "", names: tuple[str, ...] = ()) -> Fact:
    """Return what `entry` says: `words`, in the words of `by` or about `of`."""
    return Fact(
        entry=entry.id,
        words=_sentences(words),
        kind=kind,
        names=tuple(filter(None, names)),
        at=entry.at.date(),
        people=(*_roles((by,), Part.AUTHOR), *_roles((of,), Part.MENTIONED)),
        testimony=bool(by),
    )


def _roles(names: Iterable[str], part: Part) -> tuple[Role, ...]:
    return tuple(Role(part=part, name=name) for name in names if name)


def _dated(entry: EntryId, *moments: datetime | date | None) -> Iterator[Fact]:
    """Yield what says nothing but that something of `entry` was on these days."""
    for moment in moments:
        if moment:
            yield Fact(entry=entry, words="", at=moment.date() if isinstance(moment, datetime) else moment)


def _sentences(words: Iterable[str]) -> str:
    return "\n\n".join(map(_sentence, filter(None, words)))


def _sentence(words: str) -> str:
    said = words.strip()
    return said if not said or said.endswith((".", "!", "?", "…")) else f"{said}."


_OWN = (Accomplishment, Feedback, Learning, Impact, Guess)
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
        Level: _level,
        Rubric: _rubric,
    }
)

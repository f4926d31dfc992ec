"""What is on record, read once: every figure, day, name and clause of the facts, with what they are about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, combinations, islice, pairwise

from ...model import Attribution, Part
from .facts import Fact, Measure, Stage
from .figures import COUNT, TIME, Figure, unit_of
from .moments import Moment, moments, of_day
from .orders import first_order
from .reading import Clause, Reading, read, sentences
from .words import WORD, is_past, phrases, sorts, stem, stems

_PLANNED = re.compile(
    r"^\W*(?:proposal|plan|draft|rfc|roadmap|targets?|goals?|forecast|to ?do|next)\b"
    r"|\b(?:propos(?:e|es|ed|ing)|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|aims? to|we will|would|going to)\b",
    re.IGNORECASE,
)
_PLAN_KINDS = frozenset({"plan", "proposal", "rfc", "roadmap", "goal", "draft", "expectation"})
_ESTIMATED = phrases(
    r"""
    estimat\w*|projected|projections?|forecasts?|roughly|approximately|ballpark|guess\w*|assum\w+|likely
    expected
    """
)
_PERSON = re.compile(r"(?!(?:The|A|An|Our|My)\b)[^\W\d_a-z][^\s\d]*(?: [^\s\d]+){0,4}")
_SPREAD = re.compile(r"\b(?:interval|range|between|CI)\b[^.;]*$")
_LACKING = re.compile(
    r"\b(?:no|nor|zero|without(?: any| an?)?) (?!longer\b|one\b|more\b)"
    r"(?:(?:sign|trace|evidence|proof|report)s? of (?:an? )?)?([a-z]{3,})\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" of (?:them|these|those|which)\b", re.IGNORECASE)
_SHORTEST = 6  # letters of the beginning of an id
_RARE = 1_000
_MOST_AROUND = 12
_BEGINNING = 60  # letters in which a plan says that it is one
_MOST_TIMES = 6
DAY, MONTH = 86400.0, 2629800.0
_MOST_SENTENCES, _MOST_LETTERS = 60, 12_000  # of one entry


@dataclass(frozen=True)
class Known:
    """A figure on record, and what it is of.

    Attributes:
        figure: the quantity.
        context: stems of what is said with it.
        near: stems of what it counts.
        entry: in which entry.
        moment: the date right beside it, or None.
        estimated: it is said to be an estimate.
        reading: the sentence it stands in; None where it is a measure's.
    """

    figure: Figure
    context: frozenset[str]
    near: frozenset[str]
    entry: str
    moment: Moment | None = None
    estimated: bool = False
    reading: Reading | None = None

    @cached_property
    def sorts(self) -> frozenset[str]:
        """Return the sorts of metric that are named with it: in its clause, or else beside it."""
        clause = self.reading.clause_at(self.figure.start).stems if self.reading else frozenset[str]()
        return sorts(clause) or sorts(self.context)


@dataclass(frozen=True)
class Change:
    """Two figures of one thing: what it was, and what it is; or a part, and the whole.

    Attributes:
        before: the first, or the part.
        after: the second, or the whole.
        measure: what was measured; None where only words say so.
        share: it is a part of a whole.
        ordered: the record says which came first.
        spread: it is a range of what may be, no change.
    """

    before: Known
    after: Known
    measure: Measure | None = None
    share: bool = False
    ordered: bool = False
    spread: bool = False

    @property
    def context(self) -> frozenset[str]:
        """Return the stems of what it is about."""
        return self.before.context | self.after.context


@dataclass(frozen=True)
class Studied:
    """One fact, read."""

    fact: Fact

    @cached_property
    def clean(self) -> str:
        """Return its words up to the first instruction to whoever reads them: what is behind is no record."""
        words = self.fact.words[:_MOST_LETTERS]
        return words[: first_order(words)]

    @cached_property
    def tainted(self) -> frozenset[str]:
        """Return the stems of instructions among its words."""
        return stems(self.fact.words[len(self.clean) : _MOST_LETTERS]) - stems(self.clean)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Return its sentences."""
        return tuple(read(said, self.fact.at) for said in list(sentences(self.clean))[:_MOST_SENTENCES])

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Return its clauses."""
        return tuple(clause for reading in self.readings for clause in reading.clauses)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of its words, its metric and its kind."""
        return stems(" ".join((self.clean, *self._measured_words, self.fact.kind, *self.fact.names)))

    @cached_property
    def lacking(self) -> frozenset[str]:
        """Return the stems of what its words say there was none of: "no errors", "without a key"."""
        return frozenset(stem(match[1]) for match in _LACKING.finditer(self.clean))

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Return its figures, those of its measure first and those of its scope last."""
        measure = self.fact.measure
        scope = (read(measure.scope),) if measure and measure.scope else ()
        return (
            *(self._measured(value) for value in self._values),
            *chain.from_iterable(map(self._said, (*self.readings, *scope))),
        )

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return what changed from what to what, and what was which part of a whole."""
        found: list[Change] = []
        measure = self.fact.measure
        if measure and measure.before is not None and measure.after is not None:
            found.append(Change(self._measured(measure.before), self._measured(measure.after), measure, ordered=True))
        before: Known | None = None
        for reading in self.readings:
            said = self._said(reading)
            for known in said:
                if (
                    before
                    and before.figure.dim == known.figure.dim == COUNT
                    and _OF_THEM.match(reading.plain, known.figure.end)
                ):
                    found.append(Change(known, before, share=True))
                else:
                    before = known
            for one, two in _pairs(said):
                between = reading.plain[one.figure.end : two.figure.start]
                if re.fullmatch(r"\s*(?:out )?of\s*(?:the |all )?", between):
                    found.append(Change(one, two, share=True))
                elif (
                    one.figure.dim == two.figure.dim == COUNT
                    and one.figure.amount > two.figure.amount
                    and _is_elliptic(reading, two.figure)
                ):
                    found.append(Change(two, one, share=True))
                elif one.figure.dim == two.figure.dim and (not (one.near and two.near) or one.near & two.near):
                    before, after = (two, one) if self._is_later(one, two) else (one, two)
                    ordered = before is two or self._is_later(two, one)
                    ahead = reading.plain[: one.figure.start]
                    spread = _SPREAD.search(ahead) is not None
                    found.append(Change(before, after, ordered=ordered or _in_order(ahead, between), spread=spread))
        return tuple(found)

    def _is_later(self, one: Known, two: Known) -> bool:
        """Say whether the date beside `one` is after that beside `two`."""
        first, second = (self._dated(known.moment) if known.moment else None for known in (two, one))
        return bool(first and second and not self.fact.measure and first.order < second.order)

    @cached_property
    def moments(self) -> tuple[tuple[Moment, frozenset[str]], ...]:
        """Return its days: its own, those of its measure, those in its words with what is said there."""
        own = [(of_day(self.fact.at), frozenset[str]())] if self.fact.at else []
        own += [(moment, frozenset[str]()) for moment in moments(" ".join(self._measured_words))]
        said = [(moment, reading.around(moment.start)) for reading in self.readings for moment in reading.moments]
        return tuple((self._dated(moment), about) for moment, about in (*own, *said))

    @cached_property
    def durations(self) -> tuple[float, ...]:
        """Return the seconds between any two of its times of the day."""
        times = [moment.at for moment, _ in self.moments if moment.at]
        times += [clock.at for reading in self.readings for clock in reading.clocks if clock.at]
        return tuple(abs((two - one).total_seconds()) for one, two in combinations(times[:_MOST_TIMES], 2))

    @cached_property
    def days(self) -> tuple[float, ...]:
        """Return the seconds of the whole days and months between any two of its days, their ends counted or not."""
        days = sorted({moment.date for moment, _ in self.moments if moment.date})[:_MOST_TIMES]
        whole = [(two - one).days * DAY for one, two in combinations(days, 2)]
        named = {12 * (moment.year or 0) + moment.month for moment, _ in self.moments if moment.month}
        months = [(two - one) * MONTH for one, two in combinations(sorted(named)[:_MOST_TIMES], 2)]
        return (*whole, *(span + DAY for span in whole), *months, *(span + MONTH for span in months))

    @cached_property
    def haystack(self) -> str:
        """Return its words and names, in which other names with digits are looked for."""
        measure = self.fact.measure
        return " ".join((self.clean, *self.fact.names, measure.metric if measure else "", self.fact.entry)).casefold()

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return every word of it in lower case, those of its people too."""
        measure = self.fact.measure
        named = (measure.metric, measure.scope, measure.period) if measure else ()
        said = " ".join(
            (self.clean, *self.fact.names, *named, *(role.name for role in self.fact.people), self.fact.kind)
        )
        return frozenset(part for word in WORD.findall(said) for part in (word.casefold(), *word.casefold().split("-")))

    @property
    def planned(self) -> bool:
        """Say whether it only intends."""
        fact = self.fact
        if fact.stage is not None:
            return fact.stage in {Stage.PLANNED, Stage.OPEN}
        guess = fact.measure is None or fact.measure.attribution is Attribution.ESTIMATED
        return fact.kind in _PLAN_KINDS or (guess and _PLANNED.search(self.clean[:_BEGINNING]) is not None)

    def parts(self, name: str) -> frozenset[Part]:
        """Return how the person called `name` took part."""
        return frozenset(role.part for role in self.fact.people if role.name.casefold() == name.casefold())

    @property
    def _measured_words(self) -> tuple[str, ...]:
        measure = self.fact.measure
        return (measure.metric, measure.scope, measure.period, measure.assumption) if measure else ()

    @cached_property
    def _values(self) -> tuple[float, ...]:
        return self.fact.measure.values if self.fact.measure else ()

    def _measured(self, value: float) -> Known:
        measure = self.fact.measure
        assert measure is not None  # noqa: S101 - only asked for where there is one
        dim, scale, per = unit_of(measure.unit)
        dim = dim or COUNT
        figure = Figure(value * scale, dim, scale, 0, 0, f"{value:,g} {measure.unit}".strip(), per, raw=value)
        about = stems(f"{measure.metric} {measure.scope}") | _flat(self.readings)
        estimated = measure.low is not None or measure.attribution == "estimated"
        return Known(figure, about, frozenset(), self.fact.entry, estimated=estimated)

    def _said(self, reading: Reading) -> tuple[Known, ...]:
        metric = stems(self.fact.measure.metric if self.fact.measure else "")
        about = reading.stems | metric
        return tuple(
            Known(
                self._rated(figure),
                about,
                reading.near(figure),
                self.fact.entry,
                reading.day_of(figure),
                _ESTIMATED.search(reading.plain) is not None or self.fact.kind == "estimate",
                reading,
            )
            for figure in reading.figures
        )

    def _rated(self, figure: Figure) -> Figure:
        """Give a figure the one rate that its entry names: "40 a week to 6" is 6 a week."""
        rates = {one.per for reading in self.readings for one in reading.figures if one.per}
        alone = len(rates) == 1 and not figure.per and figure.dim != TIME
        return replace(figure, per=min(rates)) if alone else figure

    def _dated(self, moment: Moment) -> Moment:
        if moment.year or not self.fact.at:
            return moment
        return replace(moment, year=self.fact.at.year)


@dataclass(frozen=True)
class Ground:
    """All facts that a text may rest on.

    Attributes:
        facts: what is on record.
        me: the names of the person whose text it is.
        others: names of people who are known beside those of the facts.
        studied: the facts, where they were read before; else ().
    """

    facts: tuple[Fact, ...]
    me: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    studied: tuple[Studied, ...] = ()

    @cached_property
    def all(self) -> tuple[Studied, ...]:
        """Return every fact, read."""
        return self.studied or tuple(map(Studied, self.facts))

    @cached_property
    def public(self) -> tuple[Studied, ...]:
        """Return every fact that may be told."""
        return tuple(one for one in self.all if not one.fact.private)

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[int, ...]]:
        """Return in which facts each stem stands."""
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self.all):
            for word in one.stems:
                found.setdefault(word, []).append(number)
        return {word: tuple(numbers) for word, numbers in found.items()}

    def around(self, reading: Reading) -> "Ground":
        """Return the part of it that a sentence without citations may mean: the facts that share its rarest words."""
        weights: Counter[int] = Counter()
        for word in reading.stems | {mark.casefold() for mark in reading.marks}:
            holders = self.by_stem.get(word, ())
            for number in holders:
                weights[number] += _RARE * len(self.facts) // len(holders)
        nearest = sorted(number for number, weight in weights.most_common(_MOST_AROUND))
        studied = tuple(self.all[number] for number in nearest)
        return Ground(tuple(one.fact for one in studied), self.me, self.people, studied)

    @cached_property
    def by_entry(self) -> dict[str, tuple[Studied, ...]]:
        """Return the facts by what a citation names."""
        found: dict[str, list[Studied]] = {}
        for one in self.all:
            found.setdefault(one.fact.entry.casefold(), []).append(one)
        return {entry: tuple(facts) for entry, facts in found.items()}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Return the names of everybody on record, the longest first."""
        named = {role.name for fact in self.facts for role in fact.people} | {*self.me, *self.others}
        return tuple(sorted(filter(_PERSON.fullmatch, named), key=lambda name: (-len(name), name)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the stems of the names of everybody on record."""
        return stems(" ".join(self.people))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return every word on record that may be told."""
        return frozenset(chain.from_iterable(one.vocabulary for one in self.public))

    @cached_property
    def public_stems(self) -> frozenset[str]:
        """Return the stems of everything that may be told."""
        return frozenset(chain.from_iterable(one.stems for one in self.public))

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Return every figure on record that may be told."""
        return tuple(chain.from_iterable(one.known for one in self.public))

    def cited(self, cites: Iterable[str]) -> tuple[Studied, ...]:
        """Return the facts of `cites`: whole names, or beginnings of at least six letters."""
        found: dict[int, Studied] = {}
        for cite in cites:
            low = cite.casefold()
            begun = [entry for entry in self.by_entry if len(low) >= _SHORTEST and entry.startswith(low)]
            for entry in [low] if low in self.by_entry else begun:
                found |= {id(one): one for one in self.by_entry[entry]}
        return tuple(found.values())


def _in_order(before: str, between: str) -> bool:
    """Say whether two figures are told as first and then: "from A to B", "went from about A tickets to B", "A → B"."""
    return (
        "→" in between
        or "->" in between
        or (
            re.search(r"\bto\b", between) is not None
            and re.search(r"\bfrom (?:about )?$", before, re.IGNORECASE) is not None
        )
    )


def _pairs(said: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """Yield each figure with the one behind it, and with the next that counts the same."""
    yield from pairwise(said)
    for number, one in enumerate(said):
        alike = (two for two in said[number + 2 :] if two.figure.dim == one.figure.dim and two.near == one.near)
        yield from ((one, two) for two in islice(alike, 1))


def _is_elliptic(reading: Reading, figure: Figure) -> bool:
    """Say whether what `figure` counts was named before: "98 runs, 3 failed"."""
    word = next((word for word in reading.words if word.start >= figure.end), None)
    return word is not None and word.start == figure.end + 1 and is_past(word.text.casefold())


def _flat(readings: Sequence[Reading]) -> frozenset[str]:
    return readings[0].stems if readings else frozenset()

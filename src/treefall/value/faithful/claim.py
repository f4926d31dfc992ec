"""One sentence beside what it cites: what every rule looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, pairwise

from .facts import Measure
from .figures import Figure
from .ground import DAY, MONTH, Change, Ground, Known, Studied
from .reading import Reading
from .words import CALENDAR, GENERIC, WORD, phrases, stem, stems

_UNSURE = phrases(
    r"""
    may|might|perhaps|possibly|could|unclear|unsettled|unknown|whether|cannot be separated|coincid\w+
    not (?:settled|clear|proven|shown|certain|known|established)|aim\w*|plan\w*|propos\w+|would|should|hop\w+
    intend\w*|goal|target|in order to
    (?:do not|does not|don't|doesn't|cannot|can't) (?:claim|say|prove|know|tell|credit)
    """
)
_APART = phrases("later|earlier|sooner|after|before|ahead|behind|late")
_MOST_DAYS = 6


@dataclass(frozen=True)
class Claim:
    """A sentence, the facts that it may rest on, and all the others.

    Attributes:
        reading: the sentence.
        cited: what it cites; where it cites nothing and need not, everything that may be told.
        ground: all that is on record.
        before: stems of the sentences before it that cite the same: what was said once need not be repeated.
        heading: what it stands under, as "Next".
        beside: what is said together with it.
        loose: it cites nothing, and need not: what nothing on record speaks of is let pass.
    """

    reading: Reading
    cited: tuple[Studied, ...]
    ground: Ground
    before: frozenset[str] = frozenset()
    heading: str = ""
    beside: str = ""
    loose: bool = False

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Return the figures of what is cited."""
        return tuple(chain.from_iterable(one.known for one in self.cited))

    @cached_property
    def sentences(self) -> tuple[Reading, ...]:
        """Return the sentences of what is cited."""
        return tuple(chain.from_iterable(one.readings for one in self.cited))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return the changes of what is cited."""
        return tuple(chain.from_iterable(one.changes for one in self.cited))

    @cached_property
    def neighbours(self) -> tuple[tuple[Known, Known], ...]:
        """Return figures that stand side by side in a sentence on record."""
        return tuple((one, two) for one, two in pairwise(self.known) if one.reading and one.reading is two.reading)

    @cached_property
    def durations(self) -> tuple[float, ...]:
        """Return the seconds between any two times of one cited entry, longer than none."""
        return tuple(filter(None, chain.from_iterable(one.durations for one in self.cited)))

    @cached_property
    def days(self) -> tuple[float, ...]:
        """Return the seconds of the whole days between any two days of what is cited, ends counted or not."""
        told = chain.from_iterable(one.moments for one in self.cited) if _APART.search(self.low) else ()
        own = {one.fact.at for one in self.cited if one.fact.at} | {moment.date for moment, _ in told if moment.date}
        pairs = tuple(combinations(sorted(own)[:_MOST_DAYS], 2))
        between = [(two - one).days * DAY for one, two in pairs]
        between += [(12 * (two.year - one.year) + two.month - one.month) * MONTH for one, two in pairs]
        return (*chain.from_iterable(one.days for one in self.cited), *between)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the words of what is cited."""
        return frozenset(chain.from_iterable(one.vocabulary for one in self.cited))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of what is cited."""
        return frozenset(chain.from_iterable(one.stems for one in self.cited))

    @property
    def names(self) -> frozenset[str]:
        """Return the stems of the names of everybody on record."""
        return self.ground.names

    @property
    def low(self) -> str:
        """Return the sentence in lower case, without long quotations."""
        return self.reading.plain.casefold()

    @cached_property
    def said(self) -> frozenset[str]:
        """Return the stems of the sentence that tell what it is about: no names, no calendar, no verbs of change."""
        return self.reading.stems - GENERIC - CALENDAR - self.names

    @property
    def unsure(self) -> bool:
        """Say whether the sentence leaves open whether it is so."""
        return _UNSURE.search(self.reading.plain) is not None

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Return what was measured of what is cited."""
        return tuple(one.fact.measure for one in self.cited if one.fact.measure)

    def is_said(self, words: str) -> bool:
        """Say whether a sentence on record holds the stems of all `words`."""
        wanted = {stem(word) for word in words.split()} - {"to", "a", "of", "in", "as"}
        return any(wanted <= {word.stem for word in reading.words} for one in self.cited for reading in one.readings)

    def names_somebody(self, name: str) -> bool:
        """Say whether the sentence, its quotations included, holds `name` or a part of it."""
        words = {word.casefold() for word in WORD.findall(self.reading.text)}
        return any(part.casefold() in words for part in name.split())

    def about(self, figure: Figure) -> frozenset[str]:
        """Return the stems of the clause of `figure` that tell what it is about."""
        said = self.reading.clause_at(figure.start).stems
        return said - GENERIC - CALENDAR - self.names - stems(figure.written)

    def related(self, about: frozenset[str]) -> Sequence[Change]:
        """Return the changes that share a word with `about`, or else with the sentence; all where neither says one."""
        near = [change for change in self.changes if about & change.context]
        return near or [change for change in self.changes if not self.said or self.said & change.context]

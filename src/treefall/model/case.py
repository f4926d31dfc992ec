"""The finale: the rubric of a level (a career ladder), what is said of it, and the case that the record makes.

Entries are a `Rubric` that was imported, the `Level` that the person is at and aims for, and a `Link`, their word on
whether a piece of work shows a criterion. A `Case` is computed from these and all else, each time, and never stored.
There is no score in it: only what is on record for each criterion, what is not, and what a reader will ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .document import Sentence
from .entries import Entry, EntryId
from .values import Period, Step, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that is expected at one level, as the rubric puts it.

    Attributes:
        id: its name in the rubric, the same as long as its topic and level are; not empty.
        topic: one of the rubric's topics ("Delivery").
        level: one of the rubric's levels ("IC5").
        words: what can be observed of somebody who meets it; not empty.
        examples: what it can look like; may be empty.
    """

    id: str
    topic: str
    level: str
    words: str
    examples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a criterion that cannot be named or that says nothing."""
        if not (self.id and self.topic and self.level and self.words):
            raise ValueError("a criterion needs an id, a topic, a level and words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric(Entry):
    """A career ladder: what is expected at each level; `at` is when it was brought in.

    Attributes:
        name: as the person calls it ("acme"); not empty.
        title: what it is called in a text ("Acme engineering levels"), or "".
        source: where it was published, or "".
        licence: under which terms, or "".
        retrieved: the day on which it was read there, or None.
        sha256: of the bytes that were read, 64 hexadecimal digits, or "".
        topics: the subjects of its criteria, in its own order; at least one.
        levels: from the lowest to the highest; at least one.
        meanings: what a level is, in a line, by level; levels of which nothing is said are left out.
        criteria: in its own order; each of one of its topics and levels, no id twice.
    """

    name: str
    title: str = ""
    source: str = ""
    licence: str = ""
    retrieved: date | None = None
    sha256: str = ""
    topics: tuple[str, ...]
    levels: tuple[str, ...]
    meanings: Mapping[str, str] = field(default_factory=dict, hash=False)
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        """Refuse a ladder without rungs, and a criterion that stands on none of them."""
        Entry.__post_init__(self)
        if not (self.name and self.topics and self.levels):
            raise ValueError("a rubric needs a name, topics and levels")
        ids = [one.id for one in self.criteria]
        if len(set(ids)) < len(ids):
            raise ValueError("a rubric names a criterion twice")
        if any(one.topic not in self.topics or one.level not in self.levels for one in self.criteria):
            raise ValueError("a criterion needs a topic and a level of its rubric")

    def at_level(self, level: str) -> tuple[Criterion, ...]:
        """Return what is expected at `level`, by topic, in the rubric's order."""
        return tuple(one for topic in self.topics for one in self.criteria if (one.topic, one.level) == (topic, level))


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Entry):
    """The level that I am at, since `at`, and the one that I aim for; the newest line stands.

    Attributes:
        rubric: the name of the rubric, shipped or imported.
        mine: the level that I am at.
        target: the level that the case is made for; may be the same (a case for staying is one too).
        dated: whether anybody said since when; else `at` is only when the level was noted, and no text may tell it.
    """

    rubric: str
    mine: str
    target: str
    dated: bool = True

    def __post_init__(self) -> None:
        """Refuse a level of no rubric, and one without a name."""
        Entry.__post_init__(self)
        if not (self.rubric and self.mine and self.target):
            raise ValueError("a level needs a rubric, a name and a target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Entry):
    """A piece of work shows a criterion: as the person decided, never guessed.

    Attributes:
        rubric: the name of the rubric.
        criterion: the criterion's id in it.
        work: which piece of work.
        holds: False where a suggestion was rejected.
    """

    rubric: str
    criterion: str
    work: EntryId
    holds: bool = True

    def __post_init__(self) -> None:
        """Refuse a link that ties nothing."""
        Entry.__post_init__(self)
        if not (self.rubric and self.criterion and self.work):
            raise ValueError("a link needs a rubric, a criterion and a piece of work")


class Strength(StrEnum):
    """How well the record shows a criterion; words and never a number."""

    STRONG = "strong"  # two kinds of evidence, or two voices
    ONE_VOICE = "one voice"  # something is on record, of one kind and from one side
    NONE = "none"  # nothing is


class Proof(StrEnum):
    """The kinds of evidence that are told apart, the one that is easiest to check first."""

    MEASURED = "a measured number"
    WITNESSED = "somebody's words"
    RECORDED = "a board or report"
    MADE = "what was made"  # as a source saw it: a change, a review, an incident
    NOTED = "my own note"  # counts where there is nothing else


@dataclass(frozen=True, slots=True)
class Proposal:
    """A piece of work that may show a criterion, not decided yet; and why, one clause in words that stand in both."""

    work: Work
    why: str


@dataclass(frozen=True, slots=True)
class Coming:
    """What lies ahead and could close a gap.

    Attributes:
        words: what it is, one line ("Maya expects “a plan for the migration” by 30 June").
        about: the work, the evidence (an issue) or the expectation.
        why: one clause in words that stand in both.
    """

    words: str
    about: EntryId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One criterion of the target level, and what is on record for it.

    Attributes:
        criterion: what is expected.
        strength: how well it is shown.
        works: the pieces of work that the person linked and that stand, the weightiest first.
        proofs: which kinds of evidence back these, in the order of `Proof`.
        voices: who else says so: the names of witnesses, the last to speak first.
        perhaps: what may show it, the likeliest first; at most three.
        coming: what lies ahead and could show it, where it is not strong; at most three.
    """

    criterion: Criterion
    strength: Strength
    works: tuple[Work, ...] = ()
    proofs: tuple[Proof, ...] = ()
    voices: tuple[str, ...] = ()
    perhaps: tuple[Proposal, ...] = ()
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How wide and how long the work of the case is: counts to be told, never to be compared between people.

    Attributes:
        months: whole months at the present level so far; 0 where nobody said since when.
        works: pieces of work that show any criterion.
        quarters: calendar quarters of the period in which these ended ("2026 Q1"), in order.
        places: repositories and other places in which they were made.
        people: display names of those who made them too, each once.
        served: the pieces of work of these that serve what somebody cares about, or a goal, as was confirmed.
        measured: those whose change was measured.
        witnessed: those of which somebody else speaks.
    """

    months: int
    works: tuple[EntryId, ...] = ()
    quarters: tuple[str, ...] = ()
    places: int = 0
    people: tuple[str, ...] = ()
    served: tuple[EntryId, ...] = ()
    measured: tuple[EntryId, ...] = ()
    witnessed: tuple[EntryId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Something that a committee wants to see before it weighs anything.

    Attributes:
        name: one of "done", "at the level", "readable", "every dimension", the same each time.
        asks: what is wanted, one line.
        passed: whether the case has it.
        why: what is missing, one clause; "" where it passed.
        works: the pieces of work that do not pass, if it is about works.
        step: what to do about it, or None.
    """

    name: str
    asks: str
    passed: bool
    why: str = ""
    works: tuple[Work, ...] = ()
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a sceptic will say when the case is calibrated.

    Attributes:
        name: one of "one quarter", "one project", "no second voice", "no baseline", "own cause", "others' part".
        words: as they would say it, one or two sentences.
        answer: what is on record against it, each with its proofs; empty where nothing is.
        works: the pieces of work that it is about, at least one.
        step: what would answer it, where nothing does; else None.
    """

    name: str
    words: str
    answer: tuple[Sentence, ...] = ()
    works: tuple[Work, ...] = ()
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the record shows for the level that is aimed for.

    Attributes:
        rubric: by which ladder.
        level: where the person is, since when, and what they aim for.
        period: which time is looked at.
        rows: the criteria of the target level, by topic, in the rubric's order.
        scope: how wide and how long the work is.
        gates: what a committee asks first, in its order.
        doubts: what a sceptic will say, the hardest to answer first.
        next: the one next step.
    """

    rubric: Rubric
    level: Level
    period: Period
    rows: tuple[Row, ...]
    scope: Scope
    gates: tuple[Gate, ...]
    doubts: tuple[Doubt, ...]
    next: Step

    @property
    def topics(self) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows by topic, in the rubric's order; topics without a criterion at the level are left out."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.criterion.topic, []).append(row)
        return {topic: tuple(rows) for topic, rows in found.items()}

    @property
    def gaps(self) -> tuple[Row, ...]:
        """Return the rows for which nothing is on record, in the rubric's order."""
        return tuple(row for row in self.rows if row.strength is Strength.NONE)

    def count(self, strength: Strength) -> int:
        """Return how many criteria are shown as well as `strength` says."""
        return sum(row.strength is strength for row in self.rows)

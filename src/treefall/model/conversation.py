"""What is said between the person and those who listen: who they are, what they care about, what came back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .entries import Entry, EntryId, Heard


class Listens(StrEnum):
    """What somebody is to me; whose words count for what follows from it."""

    BOSS = "boss"
    BOSS_OF_BOSS = "boss's boss"
    PEER = "peer"
    COMMITTEE = "committee"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of something learned; the empty one is still open."""

    OPEN = ""
    ADOPTED = "adopted"
    DECIDED_AGAINST = "decided against"
    TAUGHT = "taught"
    USED = "used"


def _said_by_somebody(entry: Entry, person: str, words: str) -> None:
    if not person or not words:
        raise ValueError(f"{type(entry).__name__} needs somebody and their words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entry):
    """Somebody who listens.

    Attributes:
        name: as the person calls them; not empty.
        listens: what they are to me.
        reports_to: the name of their own boss, or "".
        rhythm: how often we meet, in words ("Thursdays", "every two weeks"), or "".
        notes: what I want to remember about them; never leaves in any text.
        left: since when they listen no more (a boss who moved on), or None.
        follows: whose place they took in the middle of a season, or "".
    """

    name: str
    listens: Listens = Listens.OTHER
    reports_to: str = ""
    rhythm: str = ""
    notes: str = ""
    left: datetime | None = None
    follows: str = ""

    def __post_init__(self) -> None:
        """Refuse somebody without a name."""
        Entry.__post_init__(self)
        if not self.name:
            raise ValueError("a person needs a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority(Entry):
    """What somebody cares about, as they said it; `at` is when.

    Attributes:
        person: whose priority.
        words: their own words.
        place: where they said it ("1:1", "all-hands"), or "".
        ended: since when it is one no more, or None.
    """

    person: str
    words: str
    place: str = ""
    ended: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a priority of nobody or without words."""
        Entry.__post_init__(self)
        _said_by_somebody(self, self.person, self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Entry):
    """What the business wants in a period: an objective, a budget, a theme of incidents; `at` is its first day.

    Attributes:
        words: as it was published.
        until: its last moment, or None.
        measure: by what it is judged, or "".
        place: where it stands ("OKR Q2"), or "".
    """

    words: str
    until: datetime | None = None
    measure: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        """Refuse a goal without words, and one that ends before it begins."""
        Entry.__post_init__(self)
        if not self.words:
            raise ValueError("a goal needs words")
        if self.until and self.until < self.at:
            raise ValueError("a goal cannot end before it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment(Entry):
    """A piece of work serves what somebody cares about, or a goal: as the person decided, never guessed.

    Attributes:
        work: which piece of work.
        serves: a priority or a goal.
        holds: False where a suggestion was rejected.
    """

    work: EntryId
    serves: EntryId
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Entry):
    """How a word is said to somebody.

    Attributes:
        person: to whom.
        term: the word in question, as it stands in titles and evidence.
        words: how they would say it; "" where they use the term themselves.
    """

    person: str
    term: str
    words: str = ""

    def __post_init__(self) -> None:
        """Refuse a term of nobody, and an empty one."""
        Entry.__post_init__(self)
        _said_by_somebody(self, self.person, self.term)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation(Entry):
    """What somebody expects of me, as they said it; `at` is when.

    Attributes:
        person: who expects it.
        words: their own words.
        due: by when, or None.
        confirmed: when they confirmed it in writing, or None.
        evidence: pieces of work that answer it so far.
        closed: when it was met or dropped, or None while it is open.
        met: whether it was met, once it is closed.
    """

    person: str
    words: str
    due: datetime | None = None
    confirmed: datetime | None = None
    evidence: tuple[EntryId, ...] = ()
    closed: datetime | None = None
    met: bool = False

    def __post_init__(self) -> None:
        """Refuse an expectation of nobody or without words, and one that is met while it is open."""
        Entry.__post_init__(self)
        _said_by_somebody(self, self.person, self.words)
        if self.met and not self.closed:
            raise ValueError("what is met is closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Entry):
    """What somebody said of my work, to the letter; `at` is when.

    It is closed only by somebody's confirmation that something changed, never by me alone.

    Attributes:
        person: who said it.
        words: to the letter.
        praise: praise, or else criticism.
        change: what I will do differently, or "".
        answered_by: evidence and pieces of work in which I did.
        confirmer: who can confirm the change, or "".
        asked: when they were asked last whether it changed, or None.
        confirmed: when they confirmed it, or None.
        confirmation: their words then, or "".
        private: it is in no text for others, ever; they themselves know what they said.
    """

    person: str
    words: str
    praise: bool = False
    change: str = ""
    answered_by: tuple[EntryId, ...] = ()
    confirmer: str = ""
    asked: datetime | None = None
    confirmed: datetime | None = None
    confirmation: str = ""
    private: bool = False

    def __post_init__(self) -> None:
        """Refuse feedback of nobody or without words, and a confirmation by nobody."""
        Entry.__post_init__(self)
        _said_by_somebody(self, self.person, self.words)
        if self.confirmed and not self.confirmer:
            raise ValueError("somebody must have confirmed it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimonial(Entry):
    """Somebody's exact words about pieces of work; `at` is when they said them.

    Attributes:
        person: who said it.
        words: to the letter.
        about: which pieces of work; may be empty.
        place: where they said it, or "".
        audiences: for whom it may be used ("boss", "committee", …); empty: for nobody but me.
        consent: False once it was withdrawn: then it is in no text at all.
        evidence: in which a source found it; "" where the person wrote it down.
    """

    person: str
    words: str
    about: tuple[EntryId, ...] = ()
    place: str = ""
    audiences: tuple[str, ...] = ()
    consent: bool = True
    evidence: EntryId = ""

    def __post_init__(self) -> None:
        """Refuse words of nobody."""
        Entry.__post_init__(self)
        _said_by_somebody(self, self.person, self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning(Entry):
    """What was learned, and what came of it for the business; `at` is when.

    Attributes:
        what: what was learned; not empty.
        origin: from where (a course, a book, an experiment), or "".
        outcome: what came of it.
        consequence: that in words: what was adopted, or the reason against it, or who was taught.
        evidence: pieces of work and evidence in which it was used.
    """

    what: str
    origin: str = ""
    outcome: Outcome = Outcome.OPEN
    consequence: str = ""
    evidence: tuple[EntryId, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty lesson."""
        Entry.__post_init__(self)
        if not self.what:
            raise ValueError("something must have been learned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Entry):
    """What came back from a telling, or showed later how far it was heard; `at` is when.

    Attributes:
        telling: to which telling.
        work: of which of its pieces of work; "" means all of them.
        heard: how far it got.
        concern: they said back why it mattered; None where nobody noticed.
        change: they said back what changed; likewise.
        own_part: they said back my part; likewise.
        words: to the letter, as far as remembered; may be empty.
        where: where it was passed on or used ("staff meeting"); before that, where they mean to; or "".
    """

    telling: EntryId
    work: EntryId = ""
    heard: Heard
    concern: bool | None = None
    change: bool | None = None
    own_part: bool | None = None
    words: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess(Entry):
    """How many of my strongest pieces of work I thought that somebody knew, before I saw the answer.

    Attributes:
        person: who would know them.
        known: how many, 0 to `of`.
        of: of how many.
    """

    person: str
    known: int
    of: int

    def __post_init__(self) -> None:
        """Refuse a guess about nobody, and a number that cannot be."""
        Entry.__post_init__(self)
        if not self.person or not 0 <= self.known <= self.of:
            raise ValueError(f"this guess cannot be: {self.known} of {self.of}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Entry):
    """A question that I put to somebody (or was asked by Treefall), so that it is not asked the same way twice.

    Attributes:
        person: whom I asked; "" where Treefall asked me.
        question: its name in Treefall's own list, or the question itself.
        about: the piece of work that it was about, or "".
    """

    person: str
    question: str
    about: EntryId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Entry):
    """What a metric showed at a moment: the *before*, kept while it can still be seen, and the *after*.

    Attributes:
        work: for which piece of work.
        metric: what was read ("p95 of checkout").
        value: the number.
        unit: of what, or "".
        where: where it was read, so that somebody else can look.
    """

    work: EntryId
    metric: str
    value: float
    unit: str = ""
    where: str = ""

    def __post_init__(self) -> None:
        """Refuse a reading of nothing, and what is no number."""
        Entry.__post_init__(self)
        if not self.work or not self.metric or self.value != self.value or abs(self.value) == float("inf"):
            raise ValueError("a reading needs work, a metric and a finite number")

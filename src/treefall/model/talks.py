"""What the conversation comes to: episodes, how far each piece of work was heard, the week; values, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .audience import Nudge
from .conversation import Guess, Reading, Reply
from .document import Document
from .entries import EntryId, Heard, Telling
from .values import Step, Work


class Arc(StrEnum):
    """What sort of story an episode is."""

    WIN = "win"
    PREVENTION = "prevention"
    DEFEAT = "defeat"
    CLIFFHANGER = "cliffhanger"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One 1:1: what to say, and what only the person should see.

    Attributes:
        person: with whom; may be empty.
        works: what it tells of, the main piece first; empty where there is nothing new.
        arc: what sort of story; None where there is nothing new.
        asks: the names of the questions that it puts to the person (see `Asked`).
        notes: what to mind, one line each; no part of what is said.
        document: the text itself.
    """

    person: str
    works: tuple[Work, ...]
    arc: Arc | None
    asks: tuple[str, ...]
    notes: tuple[str, ...]
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What came back in a 1:1, as the person noticed it; None or "" where they did not.

    Attributes:
        told: which pieces of work were told.
        said_back: which of "concern", "change", "own part" the listener put in their own words; empty: only a nod.
        passes_on: where the listener means to pass it on.
        passed_on: where they already did.
        criticism: their words.
        expects: what they expect now, in their words.
        due: by when.
        words: anything else that they said, to the letter.
    """

    told: tuple[EntryId, ...] = ()
    said_back: frozenset[str] | None = None
    passes_on: str = ""
    passed_on: str = ""
    criticism: str = ""
    expects: str = ""
    due: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """How far somebody heard of a piece of work.

    Attributes:
        work: the piece of work.
        heard: how far; None where they were never told.
        telling: when they were told last, or None.
        concern: they said back why it mattered; False where they did not, None where nobody noticed.
        change: they said back what changed; likewise.
        own_part: they said back my part; likewise.
        onward: the reply that says where it was passed on or used, or where they mean to; None where none does.
    """

    work: Work
    heard: Heard | None = None
    telling: Telling | None = None
    concern: bool | None = None
    change: bool | None = None
    own_part: bool | None = None
    onward: Reply | None = None

    @property
    def is_understood(self) -> bool:
        """Say whether they said something of it back, or did more."""
        return self.heard in _UNDERSTOOD


_UNDERSTOOD = frozenset({Heard.SAID_BACK, Heard.PASSED_ON, Heard.USED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """What somebody knows of my strongest pieces of work, beside what I thought that they know.

    Attributes:
        person: who.
        hearings: one for each piece of work, the strongest first.
        guesses: what I thought, oldest first.
        steps: what would close the gap of each piece of work, in words, by its id; "" where there is none.
        next: the one step that would close most of the gap.
    """

    person: str
    hearings: tuple[Hearing, ...]
    guesses: tuple[Guess, ...]
    steps: Mapping[EntryId, str]
    next: Step

    @property
    def told(self) -> int:
        """Return how many they were told of."""
        return sum(hearing.heard is not None for hearing in self.hearings)

    @property
    def understood(self) -> int:
        """Return of how many they said something back."""
        return sum(hearing.is_understood for hearing in self.hearings)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekQuestion:
    """One of the week's questions.

    Attributes:
        work: about which piece of work.
        slot: what the answer fills: a slot, "before", "after", or "brief".
        ask: the question, one line.
        improves: which sentence of which text the answer makes possible.
        before: what the metric showed before, for "after".
    """

    work: Work
    slot: str
    ask: str
    improves: str
    before: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The weekly three minutes.

    Attributes:
        inbox: pieces of work that nobody decided on yet, the strongest first.
        waiting: how many more there are.
        questions: at most three.
        nudge: the one thing to do about being heard; None where there is nobody yet.
        waits: what else is open with somebody, one clause each; at most two.
        measures: which watched numbers can be measured now that the work shipped, and how.
        last: when the person last went through a week, or None.
        handed_in: proposals of assistants that wait to be decided on.
        praised: words of others that were found and wait to be decided on.
        rehearse: what to do about the questions of a rehearsal that come back; None where none does.
    """

    inbox: tuple[Work, ...]
    waiting: int
    questions: tuple[WeekQuestion, ...]
    nudge: Step | None
    waits: tuple[Nudge, ...]
    last: datetime | None
    measures: tuple[Step, ...] = ()
    handed_in: int = 0
    praised: int = 0
    rehearse: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something to be reminded of in a calendar.

    Attributes:
        name: what identifies it, the same each time.
        title: what the calendar shows.
        words: what it is good for, and the command.
        on: its day, or the first one.
        at: hours and minutes of the person's own clock, or None for a whole day.
        minutes: how long it takes.
        every: weeks between two, or 0 where it comes once.
        before: minutes before it that the calendar calls.
    """

    name: str
    title: str
    words: str
    on: date
    at: tuple[int, int] | None = None
    minutes: int = 30
    every: int = 0
    before: int = 10

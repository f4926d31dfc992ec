"""What is on record, as the check reads it: facts with their values, people, stages and words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ...model import Attribution, Role


class Stage(StrEnum):
    """How far something is: only intended, begun, standing, or taken back."""

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"
    REVERTED = "reverted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One metric, measured or estimated.

    Attributes:
        metric: its name.
        unit: as it is written ("ms", "%", "$"); "" for a plain count or ratio.
        before: in `unit`, or None.
        after: likewise.
        low: the lower end of an estimate, in `unit`, or None.
        high: its upper end.
        better: "lower" or "higher"; "" where nobody said.
        scope: of what part it holds; "" for the whole.
        period: when it was measured, in words or ISO dates.
        attribution: how surely the change is due to the work; None where nobody said.
        assumption: what an estimate rests on.
    """

    metric: str
    unit: str = ""
    before: float | None = None
    after: float | None = None
    low: float | None = None
    high: float | None = None
    better: str = ""
    scope: str = ""
    period: str = ""
    attribution: Attribution | None = None
    assumption: str = ""

    @property
    def values(self) -> tuple[float, ...]:
        """Return the figures that there are: before, after, low, high."""
        return tuple(value for value in (self.before, self.after, self.low, self.high) if value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One entry, as far as a text can be checked against it.

    Attributes:
        entry: what a citation names.
        words: what it says, to the letter.
        kind: the sort of entry, in the source's own word.
        names: what else it is called: a pull request's number, a sha, an address.
        at: its day.
        people: who took part, and how.
        stage: how far what it shows is; None where that makes no sense.
        measure: what was measured.
        testimony: its words are somebody's about the work, not the work's own record.
        private: never told to others.
    """

    entry: str
    words: str
    kind: str = ""
    names: tuple[str, ...] = ()
    at: date | None = None
    people: tuple[Role, ...] = ()
    stage: Stage | None = None
    measure: Measure | None = None
    testimony: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a sentence is not supported.

    Attributes:
        about: what sort of claim it is about ("number", "person", "cause", …).
        says: one sentence that a person can act on.
    """

    about: str
    says: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence of a text, and what is on record against it; supported where that is nothing."""

    text: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def supported(self) -> bool:
        """Say whether the record carries the sentence."""
        return not self.doubts

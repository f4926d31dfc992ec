"""What was measured of a piece of work: where the numbers came from, the numbers themselves, and what they came to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .entries import Entry, EntryId
from .estimate import Better, Finding, Happening, Quantity


class Where(StrEnum):
    """What kind of place numbers are read from."""

    FILE = "file"
    PROMETHEUS = "prometheus"
    SQL = "sql"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A number that can be asked for again.

    Attributes:
        where: the kind of place.
        address: the file's path, the server's URL, the database; never with a password.
        query: the column of a file, or the query.
        controls: columns or queries of what the work could not touch.
        dates: the column of dates in a file, or "".
        day_first: whether 3/4/2026 is the third of April; None: to be seen from the dates.
    """

    where: Where
    address: str
    query: str = ""
    controls: tuple[str, ...] = ()
    dates: str = ""
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """In which terms a metric is measured.

    Attributes:
        kind: what the numbers are.
        better: which way is good news; None where nobody said.
        unit: of the numbers, or "".
        subject: what the number is, in words ("p95 latency of the checkout"), or "".
        excluded: spans of days that are left out, both ends included.
        redefined: days on which the definition of the number changed.
    """

    kind: Quantity = Quantity.LEVEL
    better: Better | None = None
    unit: str = ""
    subject: str = ""
    excluded: tuple[tuple[date, date], ...] = ()
    redefined: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement(Entry):
    """What a metric came to when a piece of work shipped; `at` is when it was measured.

    Attributes:
        work: which piece of work.
        metric: what was read, and where.
        terms: in which terms.
        on: the first day that had the work.
        others: what else happened then.
        chosen_late: the controls were named after a result without them had been seen.
        inputs: the numbers, an `Inputs`.
        finding: what they came to; without its dots, which the inputs give again.
        words: that in a sentence.
    """

    work: EntryId
    metric: Metric
    terms: Terms
    on: date
    others: tuple[Happening, ...] = ()
    chosen_late: bool = False
    inputs: EntryId
    finding: Finding
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(Entry):
    """A metric that will be measured once a piece of work has shipped; `at` is when its *before* was kept.

    Attributes:
        work: which piece of work.
        metric: what to read.
        terms: in which terms.
        inputs: what it showed before, an `Inputs`.
    """

    work: EntryId
    metric: Metric
    terms: Terms
    inputs: EntryId

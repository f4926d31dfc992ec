"""The self-review: a form as a company hands it out, and what is written into it; values, computed each time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .document import Document, Sentence
from .entries import EntryId
from .values import Period, Work


class Topic(StrEnum):
    """What a field of a form asks for, however it words it."""

    ACCOMPLISHMENTS = "accomplishments"
    STRENGTHS = "strengths"
    GROWTH = "growth"
    GOALS = "goals"
    VALUES = "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form.

    Attributes:
        id: its name in the form; not empty.
        label: what stands over it, as the form words it; not empty.
        topic: what it asks for.
        limit: the most characters it holds, as people see them; None: any number.
        works: of how many pieces of work it tells, where it tells of work; at least one.
    """

    id: str
    label: str
    topic: Topic
    limit: int | None = None
    works: int = 3

    def __post_init__(self) -> None:
        """Refuse a field that cannot be named, and one that holds nothing."""
        if not (self.id and self.label):
            raise ValueError("a field needs an id and a label")
        if self.works < 1 or (self.limit is not None and self.limit < 1):
            raise ValueError(f"the field {self.id} holds nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form for a self-review.

    Attributes:
        name: as the person calls it; not empty.
        title: what it is, in a line; or "".
        fields: in the form's own order; at least one, no id twice.
    """

    name: str
    title: str = ""
    fields: tuple[FormField, ...]

    def __post_init__(self) -> None:
        """Refuse a form without a name or fields, and one that names a field twice."""
        ids = [one.id for one in self.fields]
        if not (self.name and ids):
            raise ValueError("a form needs a name and fields")
        if len(set(ids)) < len(ids):
            raise ValueError("a form names a field twice")


@dataclass(frozen=True, slots=True)
class Pick:
    """A piece of work that a self-review tells, and why it was picked: clauses, the weightiest first, at least one."""

    work: Work
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence for which a field had no room."""

    label: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Unclear:
    """What a reader could not follow in a field.

    Attributes:
        label: the field's.
        says: what, in one sentence.
        command: what mends it, to paste.
    """

    label: str
    says: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReview:
    """What is written into a form.

    Attributes:
        form: the form.
        period: of which time it tells.
        silent: the whole months of it in which nothing is on record: their first days, in order.
        picks: which pieces of work it tells, the most telling first.
        document: a `Field` for each field of the form, in its order, each with the slots that are open behind it; then
            what is known of every proof.
        cut: what did not fit, in the order of the fields, the weakest of each first.
        works: the pieces of work that each field tells, by its label.
    """

    form: Form
    period: Period
    silent: tuple[date, ...]
    picks: tuple[Pick, ...]
    document: Document
    cut: tuple[Cut, ...] = ()
    works: Mapping[str, tuple[EntryId, ...]] = field(default_factory=dict)

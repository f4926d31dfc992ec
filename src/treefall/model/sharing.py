"""What may be shared with whom: the person's dictionary of names, the profiles of readers, what redaction removed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from .entries import Entry

T = TypeVar("T")


class Profile(StrEnum):
    """For whom a text is, from the closest to the farthest; the last is no reader, but a program."""

    BOSS = "boss"
    COMMITTEE = "committee"
    OUTSIDE = "outside"
    PUBLIC = "public"
    MODEL = "model"


class Handling(StrEnum):
    """What is done with something that is found in a text."""

    KEEP = "keep"
    REPLACE = "replace"  # other words stand there
    REMOVE = "remove"  # the whole sentence goes
    STOP = "stop"  # other words stand there, and nothing is written until the person decided


class Sensitive(StrEnum):
    """What may be found in a text and not be meant for its reader."""

    SECRET = "secret"  # noqa: S105 - the word
    PRIVATE = "private entry"
    UNDECIDED = "undecided name"
    COLLEAGUE = "colleague"
    CUSTOMER = "customer"
    PROJECT = "project"
    SYSTEM = "system"
    MONEY = "amount of money"
    LINK = "internal link"
    HOST = "host"
    TICKET = "ticket"
    ADDRESS = "address"
    PHONE = "phone number"


NAMED = (Sensitive.COLLEAGUE, Sensitive.CUSTOMER, Sensitive.PROJECT, Sensitive.SYSTEM)
"""What a name in the dictionary can be the name of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Entry):
    """A name in the person's own dictionary, and what is done with it in texts for others.

    Attributes:
        name: as the person writes it; not empty.
        of: what it is the name of, one of `NAMED`.
        handling: kept everywhere, replaced where the reader's profile says so, or a stop everywhere.
        instead: what stands there then; "" for what every such name is called ("a customer").
        forms: other ways in which it is written: short names, logins, former names.
        known_to: people and profiles who read it as it is, whatever else is said here.
    """

    name: str
    of: Sensitive = Sensitive.COLLEAGUE
    handling: Handling = Handling.REPLACE
    instead: str = ""
    forms: tuple[str, ...] = ()
    known_to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty name, a name of nothing that has one, and a handling that is for sentences."""
        Entry.__post_init__(self)
        if not self.name.strip():
            raise ValueError("a name needs letters")
        if self.of not in NAMED or self.handling is Handling.REMOVE:
            raise ValueError(f"a name cannot be that of a {self.of} which is to {self.handling}")


@dataclass(frozen=True, slots=True)
class Undecided:
    """A name on record that nobody decided on yet.

    Attributes:
        name: as it is written there.
        of: what it is most likely the name of.
        seen: in how many entries.
        last: when last; aware, UTC.
    """

    name: str
    of: Sensitive
    seen: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Something that a text does not say any more, or that nobody may read yet; never the secret itself.

    Attributes:
        what: what it was.
        rule: how it was known: "AWS access key", "name", "looks like a name", ….
        handling: what was done; `Handling.KEEP` never.
        shown: what stands there now; "" where nothing does.
        count: how often, >= 1.
        where: under which labels of a document, in reading order; empty in a bare text.
        name: the name in the dictionary, or the one that is undecided; "" for all else.
    """

    what: Sensitive
    rule: str
    handling: Handling
    shown: str = ""
    count: int = 1
    where: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Redacted(Generic[T]):
    """A text or a document as a reader may see it, and what it does not say any more."""

    content: T
    removals: tuple[Removal, ...] = ()

    @property
    def stops(self) -> tuple[Removal, ...]:
        """Return what keeps it from being written at all."""
        return tuple(removal for removal in self.removals if removal.handling is Handling.STOP)

"""What a model is asked, what came of its answers, and what an assistant hands in."""

from dataclasses import dataclass
from enum import StrEnum

from .entries import Entry, EntryId, Kind


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is handed, to the letter: nothing else goes.

    Attributes:
        instructions: what it is asked to do; the same for every text of its sort.
        words: the text that it is about, as data between marks.
        draft: that text without the marks: what it could answer, changing nothing.
    """

    instructions: str
    words: str
    draft: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that the person may want to say of a piece of work; theirs to accept, and nothing until then.

    Attributes:
        about: "title", "concern", "terms" or "question".
        words: what is suggested.
        command: what accepts it.
        plain: it was found without a model.
    """

    about: str
    words: str
    command: str
    plain: bool = True


class Ruling(StrEnum):
    """What the person said to what an assistant handed in."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Entry):
    """What an assistant handed in: no evidence of anything, and in no text, until the person accepts it.

    Attributes:
        words: a note's words, or the title of a piece of work.
        kind: what sort of work it shows.
        evidence: what would be one piece of work; empty for a note.
        assistant: its name and version, as it introduced itself.
        model: the model that it runs on, as it says; "" where it does not.
        ruling: what the person said to it.
    """

    words: str
    kind: Kind = Kind.NOTE
    evidence: tuple[EntryId, ...] = ()
    assistant: str
    model: str = ""
    ruling: Ruling = Ruling.OPEN

    def __post_init__(self) -> None:
        """Refuse one without words, and by nobody."""
        Entry.__post_init__(self)
        if not self.words or not self.assistant:
            raise ValueError("a submission needs words and somebody who hands it in")

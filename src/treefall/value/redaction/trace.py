"""Where in a text something stands that its reader may not be meant to see."""

from dataclasses import dataclass

from ...model import Handling, Sensitive


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that was found in a text.

    Attributes:
        start: its first character.
        end: behind its last one; > `start`.
        what: what it is.
        rule: how it was known: "AWS access key", "name", ….
        handling: what is done with it.
        shown: what is to stand there; for a name only what it is the name of.
        name: the name that it is, as it stands in the dictionary; "" for all else.
    """

    start: int
    end: int
    what: Sensitive
    rule: str
    handling: Handling = Handling.KEEP
    shown: str = ""
    name: str = ""

"""A file of a ladder: its name and its bytes, capped."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from ..errors import TreefallError

MOST_BYTES = 2_000_000
"""No ladder is larger; the whole of the largest that was published takes a tenth of it."""


@dataclass(frozen=True)
class File:
    """One file of a ladder.

    Attributes:
        name: as it is called, without its folder.
        content: its bytes, at most `MOST_BYTES`.
    """

    name: str
    content: bytes

    def __post_init__(self) -> None:
        """Refuse what is larger than any ladder."""
        if len(self.content) > MOST_BYTES:
            raise TreefallError(
                f"{self.name} is larger than any ladder ({MOST_BYTES:,} bytes).", hint="Cut it to the ladder itself."
            )

    @property
    def suffix(self) -> str:
        """Return what its name ends in, in small letters: ".md"."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """Return its name without that."""
        return PurePath(self.name).stem

    @property
    def called(self) -> str:
        """Return its name as words: "senior-engineer.md" is "senior engineer"."""
        return " ".join(re.split(r"[\s_-]+", self.stem))

    @cached_property
    def text(self) -> str:
        """Return its words; a byte that is no UTF-8 becomes a mark."""
        return self.content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

"""jrnl's plain text: `[2026-05-12 10:00 AM] Title. Body with @tags`, one entry below the other."""

import re
from collections.abc import Iterator

from ...value.pages import MOST_WORDS
from .days import When, when
from .told import Told, parted, untagged

_ENTRY = re.compile(r"\[([^\[\]\n]{6,40})\][ \t]+(\S[^\n]*)")
_STARS = " *"


def is_journal(text: str) -> bool:
    """Say whether the first line that says anything is the beginning of an entry."""
    first = text.lstrip()[:2_000].partition("\n")[0]
    return _begun(first) is not None


def entries(text: str) -> Iterator[Told]:
    """Yield what the entries of a journal tell, in its order."""
    open_: tuple[int, When, list[str]] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if begun := _begun(line):
            if open_:
                yield _told(*open_)
            open_ = number, begun[0], [begun[1]]
        elif open_:
            open_[2].append(line)
    if open_:
        yield _told(*open_)


def _begun(line: str) -> tuple[When, str] | None:
    """Return when the entry that begins with `line` was, and its first words; None where none does."""
    match = _ENTRY.match(line)
    said = when(match[1]) if match else None
    whole = bool(match and said and said.is_day and (said.start, said.end) == (0, len(match[1])))
    return (said, match[2]) if whole and match and said else None


def _told(number: int, said: When, lines: list[str]) -> Told:
    words = "\n".join(lines).strip()[: 2 * MOST_WORDS]
    title, body = parted(words)
    bare, tags = untagged(title)
    return Told(
        tool="jrnl",
        where=f", line {number:,}",
        title=bare.strip(_STARS) or title,
        at=said.moment,
        body=body,
        tags=tuple(dict.fromkeys((*tags, *untagged(body)[1]))),
    )

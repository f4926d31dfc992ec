"""Plain text, as it is pasted from a page, a document or a mail: levels and topics on lines of their own."""

import re
from collections.abc import Iterator, Sequence

from ..value.rubric import Draft
from .file import File
from .grid import draft_of
from .level import is_level
from .outline import Block, Mark, outlined

_ITEM = re.compile(r"(\s*)(?:[-*+•◦‣–]|\d{1,2}[.)])\s+(.+)$")  # noqa: RUF001 - dashes as lists have them
_LONGEST_HEADING, _MOST_WORDS = 50, 6
_LEVEL, _TOPIC = 1, 2
_FEWEST_CELLS = 2


def draft(files: Sequence[File]) -> Draft:
    """Return what `files` say: cells parted by tabs as a table, else lines that name levels and topics.

    Raises:
        ValueError: no line of it names a level.
    """
    text = "\n".join(file.text for file in files)
    rows = [line.split("\t") for line in text.splitlines()]
    if sum(len(row) > _FEWEST_CELLS for row in rows) >= _FEWEST_CELLS:
        return draft_of(rows)
    return outlined(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    """Yield what each line is: a short one without a stop is a heading where more follows it."""
    lines = [line for line in text.splitlines() if line.strip()]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        said = line.strip().strip("#").strip()
        found = _ITEM.match(line)
        if found:
            yield Block(Mark.ITEM, 1 + (len(found[1].expandtabs()) > 1), found[2])
        elif is_level(said.rstrip(":")):
            yield Block(Mark.HEADING, _LEVEL, said.rstrip(":"))
        elif _is_heading(said) and after:
            yield Block(Mark.HEADING, _TOPIC, said.rstrip(":"))
        else:
            yield Block(Mark.WORDS, 0, said)


def _is_heading(line: str) -> bool:
    short = len(line) <= _LONGEST_HEADING and len(line.split()) <= _MOST_WORDS
    return short and (line.endswith(":") or line[-1:] not in ".;,!?")

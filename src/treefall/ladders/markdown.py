"""Markdown: one file a level, or one file with a table, or with a heading for each level."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from ..value.rubric import Draft, joined
from .file import File
from .grid import draft_of
from .html import tables
from .outline import Block, Mark, of_one_level, outlined
from .safe_yaml import front

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,2}[.)])\s+(.+)$")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_TAG = re.compile(r"<[^>\n]{1,300}>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INDENT = 2  # columns from which an item is nested


def draft(files: Sequence[File]) -> Draft:
    """Return what `files` say; of several each is a level, called by its first heading or its own name.

    Raises:
        ValueError: nothing in them names levels.
    """
    if len(files) > 1:
        return joined([_one_level(file) for file in files])
    _, text = front(files[0].text)
    found = [*tables(text), *_pipes(text)]
    drafts = list[Draft]()
    for grid in found:
        with suppress(ValueError):  # a table beside the ladder
            drafts.append(draft_of(grid))
    whole = outlined(blocks(text))
    best = joined(drafts) if sum(len(one.lines) for one in drafts) > len(whole.lines) else whole
    if not best.lines:
        raise ValueError("no heading and no table names levels")
    return best


def blocks(text: str) -> Iterator[Block]:
    """Yield the headings, items and paragraphs of `text`; code, tables and tags are left out."""
    mark, depth, words = Mark.WORDS, 0, list[str]()
    is_code = False
    outermost: int | None = None  # the column of the outermost list since the last heading
    for line in (*text.splitlines(), ""):
        is_fence = line.lstrip().startswith("```")
        is_code ^= is_fence
        if is_code or is_fence or line.lstrip().startswith("|"):
            continue
        said = _TAG.sub("", line)
        heading, bullet = _HEADING.match(said), _ITEM.match(said)
        if words and (heading or bullet or not said.strip()):
            yield Block(mark, depth, " ".join(words))
            mark, depth, words = Mark.WORDS, 0, []
        if heading:
            outermost = None
            yield Block(Mark.HEADING, len(heading[1]), heading[2])
        elif bullet:
            column = len(bullet[1].expandtabs())
            outermost = column if outermost is None else min(outermost, column)
            mark, depth, words = Mark.ITEM, 1 + (column >= outermost + _INDENT), [bullet[2]]
        elif said.strip():
            words.append(said.strip())


def _pipes(text: str) -> Iterator[list[list[str]]]:
    """Yield the tables that are drawn with bars."""
    table = list[list[str]]()
    for line in (*text.splitlines(), ""):
        if line.count("|") > 1:
            cells = _BREAK.sub("\n", line.strip().strip("|")).split("|")
            if not _RULE.match(line):
                table.append([cell.strip() for cell in cells])
        elif table:
            yield table
            table = []


def _one_level(file: File) -> Draft:
    """Return what a file says that is one level: called by its title, else by its first heading, else by its name."""
    head, text = front(file.text)
    title = str(head.get("title") or "") if isinstance(head, Mapping) else ""
    if title:
        return outlined((block for block in blocks(text) if block.words != title), title)
    return of_one_level(blocks(text), file.called)

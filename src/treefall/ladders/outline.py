"""A ladder as an outline: headings that name levels and topics, and lists below them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ..value.rubric import Draft, Line
from .level import is_level, named

_LEAD = re.compile(r"^(?:\*\*|__)(.{2,40}?)(?:\*\*:?|__:?|:\*\*|:__)\s*[:\u2013\u2014-]?\s*(.+)$", re.DOTALL)
_FEWEST_WORDS = 2  # of a paragraph that asks for something


class Mark(StrEnum):
    """What a block of an outline is."""

    HEADING = "heading"
    ITEM = "item"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, an item of a list, or a paragraph.

    Attributes:
        mark: which of them.
        depth: of a heading, 1 is the title; of an item, 1 is the outermost list; of a paragraph 0.
        words: what it says.
    """

    mark: Mark
    depth: int
    words: str


def outlined(blocks: Iterable[Block], level: str = "") -> Draft:
    """Return what an outline says.

    Headings that name a level begin it; other headings begin a topic. An item that begins with bold words has these as
    its topic, where no heading says one below the level. A nested item is an example of the one above it. Paragraphs
    count where a topic has no list.

    Args:
        blocks: in order.
        level: the level of all of it, where a file is one.
    """
    reader = _Reader(fixed=named(level)[0] if level else "")
    if level and named(level)[1]:
        reader.meanings[reader.fixed] = named(level)[1]
    for block in blocks:
        reader.read(block)
    reader.end()
    return Draft(tuple(reader.lines), meanings=reader.meanings)


def of_one_level(blocks: Iterable[Block], called: str) -> Draft:
    """Return what an outline says that is about one level: called by the first heading that names one, or `called`.

    What stands before that heading, the menu of a page, is left out.
    """
    each = tuple(blocks)
    heads = (place for place, block in enumerate(each) if block.mark is Mark.HEADING and is_level(block.words))
    first = next(heads, None)
    return outlined(each, called) if first is None else outlined(each[first + 1 :], each[first].words)


@dataclass(slots=True)
class _Reader:
    """Where the reader of an outline stands."""

    fixed: str
    lines: list[Line] = field(default_factory=list)
    meanings: dict[str, str] = field(default_factory=dict)
    level: tuple[int, str] = (0, "")  # the depth of its heading, and its name
    topic: tuple[int, str] = (0, "")
    waiting: list[str] = field(default_factory=list)  # paragraphs of a topic that may have a list yet

    def read(self, block: Block) -> None:
        match block.mark:
            case Mark.HEADING:
                self.end()
                self.heading(block)
            case Mark.ITEM:
                self.waiting.clear()
                self.item(block)
            case Mark.WORDS:
                self.waiting.append(block.words)

    def heading(self, block: Block) -> None:
        if not self.fixed and is_level(block.words):
            name, meaning = named(block.words)
            self.level = (block.depth, name)
            if meaning:
                self.meanings[name] = meaning
            if self.topic[0] >= block.depth:
                self.topic = (0, "")
        elif self.fixed or self.level[0] < block.depth or not self.level[1]:
            self.topic = (block.depth, block.words.strip("*_: "))
        else:  # a heading above the levels: what follows is another part of the ladder
            self.level, self.topic = (0, ""), (block.depth, block.words.strip("*_: "))

    def item(self, block: Block) -> None:
        if block.depth > 1 and self.lines and self._at():
            last = self.lines[-1]
            self.lines[-1] = Line(last.topic, last.level, last.words, (*last.examples, block.words))
            return
        found = _LEAD.match(block.words)
        below = self.topic[0] > self.level[0] or self.fixed
        topic, words = (found[1], found[2]) if found and not (below and self.topic[1]) else (self.topic[1], block.words)
        if self._at() and topic:
            self.lines.append(Line(topic.strip("*_: "), self._at(), words))

    def end(self) -> None:
        """Take the paragraphs of the topic that ends, where it had no list; before a topic they say what a level is."""
        for words in self.waiting:
            if self._at() and self.topic[1] and self.topic[0] > self.level[0] and len(words.split()) >= _FEWEST_WORDS:
                self.lines.append(Line(self.topic[1], self._at(), words))
            elif self._at():
                self.meanings.setdefault(self._at(), words)
        self.waiting.clear()

    def _at(self) -> str:
        return self.fixed or self.level[1]

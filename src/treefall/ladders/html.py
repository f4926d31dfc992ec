"""A page: its tables, or, where none names levels, its headings and lists as an outline."""

import re
from collections.abc import Sequence
from contextlib import suppress
from html.parser import HTMLParser

from ..value.rubric import Draft, joined
from .file import File
from .grid import draft_of
from .outline import Block, Mark, outlined

_SILENT = frozenset({"script", "style", "head", "template", "svg"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = frozenset({"br", "p", "div", "li", "tr", "ul", "ol"})
_MOST_SPAN = 50
_SPACE = re.compile(r"\s+")


def draft(files: Sequence[File]) -> Draft:
    """Return what the tables of `files` say together, else what their headings and lists do.

    Raises:
        ValueError: nothing in them names levels.
    """
    pages = [_read(file.text) for file in files]
    drafts = list[Draft]()
    for table in (table for page in pages for table in page.tables):
        with suppress(ValueError):  # a table beside the ladder
            drafts.append(draft_of(table))
    return joined(drafts) if any(one.lines for one in drafts) else outlined([b for page in pages for b in page.blocks])


def tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a page, or of a text that holds some: rows of cells, lists in a cell as bullets."""
    return _read(text).tables


def _read(text: str) -> "_Page":
    page = _Page()
    page.feed(text)
    page.close()
    return page


class _Page(HTMLParser):
    """Gathers tables and blocks; nothing in a page is run, fetched or believed."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._silent = self._lists = self._span = 0
        self._in_table = 0
        self._mark = Mark.WORDS
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what `tag` begins."""
        self._silent += tag in _SILENT
        if tag == "table":
            self._flush()
            self._in_table += 1
            self.tables.append([])
        elif self._in_table and tag == "tr":
            self.tables[-1].append([])
        elif self._in_table and tag in _CELLS:
            self._words = []
            self._span = _span(dict(attrs).get("colspan"))
        elif self._in_table and tag in _LINES:
            self._words.append("\n- " if tag == "li" else "\n")
        elif not self._in_table:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what `tag` ends."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag == "table" and self._in_table:
            self._in_table -= 1
            self._words = []
        elif self._in_table and tag in _CELLS and self.tables[-1]:
            self.tables[-1][-1] += ["".join(self._words).strip()] + [""] * (self._span - 1)
            self._words = []
        elif not self._in_table and (tag in _HEADINGS or tag in _LINES):
            self._flush()
            self._lists -= tag in {"ul", "ol"} and self._lists > 0

    def handle_data(self, data: str) -> None:
        """Keep words that a reader sees."""
        if not self._silent:
            self._words.append(_SPACE.sub(" ", data))

    def close(self) -> None:
        """End what was never ended."""
        super().close()
        self._flush()

    def _begin(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._flush()
            self._mark, self._depth = Mark.HEADING, _HEADINGS.index(tag) + 1
        elif tag in _LINES:
            self._flush()
            self._lists += tag in {"ul", "ol"}
            self._mark, self._depth = (Mark.ITEM, self._lists) if tag == "li" else (self._mark, self._depth)

    def _flush(self) -> None:
        words = " ".join("".join(self._words).split())
        if words and not self._in_table:
            self.blocks.append(Block(self._mark, self._depth, words))
        self._words = []
        self._mark, self._depth = Mark.WORDS, 0


def _span(said: str | None) -> int:
    return min(_MOST_SPAN, max(1, int(said))) if said and said.isdecimal() else 1

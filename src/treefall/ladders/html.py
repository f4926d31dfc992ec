"""Pages: their tables, or, where none names levels, their headings and lists as an outline; of several each a level."""

import re
from collections.abc import Sequence
from contextlib import suppress
from html.parser import HTMLParser

from ..value.rubric import Draft, joined
from .file import File
from .grid import draft_of
from .outline import Block, Mark, of_one_level, outlined

_SILENT = frozenset({"script", "style", "head", "template", "svg"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = frozenset({"br", "p", "div", "li", "tr", "ul", "ol"})
_MOST_SPAN = 50
_SPACE = re.compile(r"\s+")


def draft(files: Sequence[File]) -> Draft:
    """Return what the tables of `files` say together, else what their headings and lists do.

    Where these are no outline of several levels, each page is one: called by its first heading that names one.

    Raises:
        ValueError: nothing in them names levels.
    """
    pages = [_read(file.text) for file in files]
    drafts = list[Draft]()
    for table in (table for page in pages for table in page.tables):
        with suppress(ValueError):  # a table beside the ladder
            drafts.append(draft_of(table))
    if any(one.lines for one in drafts):
        return joined(drafts)
    whole = outlined([block for page in pages for block in page.blocks])
    each = joined([of_one_level(page.blocks, file.called) for page, file in zip(pages, files, strict=True)])
    return max(whole, each, key=lambda one: len(one.lines))


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
        self._silent = self._lists = 0
        self._wide, self._deep = 1, 1  # the columns and rows that the open cell takes
        self._reaching: dict[int, int] = {}  # how many more rows a cell from above takes, by its column
        self._in_table = 0
        self._mark = Mark.WORDS
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what `tag` begins."""
        self._silent += tag in _SILENT
        if tag == "table":
            self._flush()
            self._in_table += 1
            self._reaching = {}
            self.tables.append([])
        elif self._in_table and tag == "tr":
            self.tables[-1].append([])
            self._reach()
        elif self._in_table and tag in _CELLS:
            said = dict(attrs)
            self._words, self._wide, self._deep = [], _span(said.get("colspan")), _span(said.get("rowspan"))
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
            self._cell("".join(self._words).strip())
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

    def _cell(self, words: str) -> None:
        """Put a cell into the row; what it takes of the columns beside it is empty, of the rows below it the same."""
        row = self.tables[-1][-1]
        for text in [words, *[""] * (self._wide - 1)]:
            self._reaching[len(row)] = self._deep - 1
            row.append(text)
        self._reach()

    def _reach(self) -> None:
        """Go on in the row with what a cell from above takes of it."""
        row, above = self.tables[-1][-1], self.tables[-1][-2:-1]
        while above and self._reaching.get(len(row), 0) and len(row) < len(above[0]):
            self._reaching[len(row)] -= 1
            row.append(above[0][len(row)])

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

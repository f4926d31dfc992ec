"""The outline of a page: its headings and points, one below the other, with the words, labels and tables under each.

Nothing is rendered: what makes words look different is taken away, links leave their words, and pictures, comments
and code leave nothing. No line is looked at twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...value.pages import MOST_WORDS

MOST_LINES = 50_000
"""Of a page that are read."""

_MOST_LINE = 10_000  # characters
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r"(=+|-{2,})\s*")
_POINT = re.compile(r"([ \t]*)(?:[-*+•‣◦]|\d{1,3}[.)])[ \t]+(?:\[([ xX])\][ \t]+)?(\S.*)")
_BOLD = re.compile(r"(?:\*\*|__)([^*_]{1,100})(?:\*\*|__)\s*")
_LABEL = re.compile(r"(?:(?:\*\*|__)([^*_:]{1,60}?):?(?:\*\*|__):?|([^\W\d_][\w '/()-]{0,40}):)(?:\s+(\S.*)|\s*)")
_ASIDE = re.compile(r"([*_])(?!\1)[^*_]+\1")  # in slanted letters from beginning to end: about the page itself
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_TABLE_RULE = re.compile(r"[\s|:-]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()\s]{0,2000}[^()]{0,200}\)|\[[^\[\]]{0,100}\])")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(<?([^()<>\s]{0,2000})>?[^()]{0,200}\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_ANCHOR = re.compile(r"\s*\{#[\w.-]{1,100}\}\s*$")
_MARKS = re.compile(r"(?<![\w\\])(?:[*_]{1,3}|~~)(?=\S)|(?<=[^\s\\])(?:[*_]{1,3}|~~)(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|$&<=])")
_DEEPEST, _INNERMOST, _TAB = 7, 12, 4
_DONE = ("x", "X")
_BOOKKEEPING = frozenset({"field", "id", "created_at", "updated_at"})  # of a tool, in rows below a heading


@dataclass
class Node:
    """A heading or a point, with what stands below it.

    Attributes:
        words: its own, plain.
        line: of the page, from 1.
        level: 1 to 7 for a heading (7: a line in bold letters), 0 for the page and for a point.
        is_open: a box stands before it, without a tick.
        lead: what of a point stands first in bold letters or before a colon; "" for nothing.
        lines: words below it that are neither heading nor point, plain, with the number of each line, and whether it
            goes on with the one before.
        labels: of those that begin with one, in bold or before a colon: the label, what stands behind it, is it bold.
        tables: rows of cells.
        points: below it.
        headings: below it.
    """

    words: str
    line: int
    level: int = 0
    is_open: bool = False
    lead: str = ""
    lines: list[tuple[int, str, bool]] = field(default_factory=list)
    labels: list[tuple[str, str, bool]] = field(default_factory=list)
    tables: list[list[tuple[str, ...]]] = field(default_factory=list)
    points: list["Node"] = field(default_factory=list)
    headings: list["Node"] = field(default_factory=list)

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Yield the words below it, lines that go on joined, each with the first one's number."""
        first, words = 0, list[str]()
        for number, line, goes_on in self.lines:
            if words and not goes_on:
                yield first, " ".join(words)
                words = []
            first = first if words else number
            words.append(line)
        if words:
            yield first, " ".join(words)

    def told(self) -> str:
        """Return all that stands below it, as plain lines, points with a dash before them."""
        return "\n".join(self._told(0))[:MOST_WORDS]

    def _told(self, depth: int) -> Iterator[str]:
        yield from (words for _, words in self.paragraphs())
        for row in (row for table in self.tables for row in table if row[0].lower() not in _BOOKKEEPING):
            yield (": " if len(row) == 2 else " | ").join(row)  # noqa: PLR2004 - a name and what it holds
        for point in self.points:
            yield f"{'  ' * depth}- {point.words}"
            yield from point._told(depth + 1)  # noqa: SLF001 - its own kind
        for heading in self.headings:
            yield f"{heading.words}:"
            yield from heading._told(depth)  # noqa: SLF001 - its own kind


def outline(text: str) -> Node:
    """Return the page that `text` is, without its front matter."""
    reading = _Reading()
    for number, line in _lines(text):
        reading.take(number, line)
    return reading.page


def plain(words: str) -> str:
    """Return `words` as they are read: without what makes them look different, links by their words."""
    words = _ANCHOR.sub("", _PICTURE.sub("", words[:_MOST_LINE]))
    words = _LINK.sub(_linked, _WIKI.sub(r"\1", words))
    parts = words.split("`")
    if len(parts) % 2 == 0:  # a mark that nothing closes
        parts = [words]
    shown = [part if number % 2 else _MARKS.sub("", _TAGS.sub("", part)) for number, part in enumerate(parts)]
    return " ".join(_ESCAPED.sub(r"\1", "".join(shown)).split())


def _linked(match: re.Match[str]) -> str:
    """Return the words of a link, and where it leads."""
    words, url = match.groups()
    return words if url == words or not url.startswith(("https://", "http://")) else f"{words} ({url})"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, numbered; no code, comments or front matter."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    lines = text.replace("\r\n", "\n").split("\n", MOST_LINES)[:MOST_LINES]
    is_code, start = False, _behind_head(lines)
    for number, line in enumerate(lines[start:], start + 1):
        if _FENCE.match(line):
            is_code = not is_code
        elif not is_code:
            yield number, line[:_MOST_LINE].rstrip()


def _behind_head(lines: list[str]) -> int:
    if lines[0].strip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:200], 1) if line.strip() in ("---", "...")), 0)


class _Reading:
    """What was read so far: the headings and the points that are open, the outer ones first."""

    def __init__(self) -> None:
        self.page = Node("", 1)
        self._headings = [self.page]
        self._points: list[tuple[int, Node]] = []
        self._before = True  # the line before was empty
        self._in_table = False

    @property
    def _here(self) -> Node:
        return self._points[-1][1] if self._points else self._headings[-1]

    def take(self, number: int, line: str) -> None:
        stripped = line.strip().lstrip("> ").strip() if line.lstrip().startswith(">") else line.strip()
        if not stripped:
            self._before, self._in_table = True, False
            return
        after_gap, self._before = self._before, False
        was_in_table, self._in_table = self._in_table, stripped.startswith("|")
        if self._in_table:
            self._cells(stripped, is_new=not was_in_table)
        elif found := _HEADING.match(stripped):
            self._heading(number, len(found[1]), found[2].rstrip(" #"))
        elif _UNDERLINE.fullmatch(stripped) and self._underlined(number, stripped):
            pass
        elif _RULE.fullmatch(stripped):
            self._points = []
        elif point := _POINT.match(line):
            self._point(number, *point.groups())
        else:
            self._line(number, line, stripped, after_gap=after_gap)

    def _heading(self, number: int, level: int, words: str) -> None:
        self._points = []
        while self._headings[-1].level >= level:
            self._headings.pop()
        node = Node(plain(words), number, level)
        self._headings[-1].headings.append(node)
        self._headings.append(node)

    def _underlined(self, number: int, rule: str) -> bool:
        """Make a heading of the line above, if there is one that is no point."""
        lines = self._headings[-1].lines
        if self._points or not lines or lines[-1][0] != number - 1:
            return False
        line, words, _ = lines.pop()
        self._heading(line, 1 if rule.startswith("=") else 2, words)
        return True

    def _point(self, number: int, indent: str, box: str | None, words: str) -> None:
        depth = len(indent.expandtabs(_TAB))
        while self._points and (self._points[-1][0] >= depth or len(self._points) >= _INNERMOST):
            self._points.pop()
        node = Node(plain(words), number, is_open=box is not None and box not in _DONE)
        if found := _LABEL.match(words):
            node.lead = plain(found[1] or found[2])
        self._here.points.append(node)
        self._points.append((depth, node))

    def _line(self, number: int, line: str, stripped: str, *, after_gap: bool) -> None:
        is_inner = line[:1] in (" ", "\t")
        if self._points and after_gap and not is_inner:
            self._points = []
        bold = _BOLD.fullmatch(stripped)
        if bold and not self._points and after_gap and not bold[1].rstrip().endswith((":", ".")):
            self._heading(number, _DEEPEST, bold[1])
            return
        here, words = self._here, plain(stripped)
        if self._points and not after_gap and not here.lines and not here.points:
            here.words = f"{here.words} {words}"[:_MOST_LINE]  # the point goes on
            return
        if not words or _ASIDE.fullmatch(stripped) or not any(map(str.isalnum, words)):
            return
        found = None if self._points else _LABEL.fullmatch(stripped)
        if found:
            here.labels.append((plain(found[1] or found[2]), plain(found[3] or ""), bool(found[1])))
        here.lines.append((number, words, not (after_gap or found)))

    def _cells(self, line: str, *, is_new: bool) -> None:
        cells = tuple(plain(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", line.strip("|"))[:50])
        tables = self._here.tables
        if is_new:
            tables.append([])
        if not _TABLE_RULE.fullmatch(line):
            tables[-1].append(cells)

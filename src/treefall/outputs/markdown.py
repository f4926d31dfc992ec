"""Documents as Markdown: CommonMark without any HTML, to paste into a mail, a chat or a page.

What somebody else wrote is text and stays text: it cannot become a link, an image, a heading, emphasis or HTML.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..display import display
from ..model import Block, Chart, Document, Field, Heading, Marked, Matrix, OpenSlot, Paragraph, Sentence, Table
from ..pictures.blocks import drawn

_MARKUP = re.compile(
    r"[\\`*_\[\]<>|~&]"  # emphasis, code, links, HTML, tables, entities
    r"|(?:(?<=\s)|\A)#(?=#*(?:\s|\Z))"  # headings, and what would close one
    r"|\A[-+=]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]"  # lists, rules
    r"|:(?=//)|(?<=www)\.",  # addresses that many readers turn into links by themselves
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\A(\d{3,9})([.)])")


@dataclass(frozen=True, slots=True)
class Markdown:
    """CommonMark and tables as all wikis know them; sentences bear the numbers of their proofs.

    These lead to a row of the appendix where there is one; else the ids stand in the last line.
    """

    suffix: str = ".md"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8."""
        whose = " · ".join(escape(words) for words in (document.author, document.period) if words)
        shown = (_block(block, document) for block in document.blocks)
        blocks = [f"# {escape(document.title)}", *filter(None, (whose,)), *shown]
        if proofs := document.unexplained():
            blocks.append("Proof: " + ", ".join(f"[{number}] {escape(id_)}" for id_, number in proofs.items()))
        return ("\n\n".join(blocks) + "\n").encode()


output = Markdown


def escape(text: str) -> str:
    """Return foreign `text` as one line of CommonMark that reads as the text itself, wherever in a line it stands."""
    return _LONG_NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", display(text)))


def _block(block: Block, document: Document) -> str:
    match block:
        case Paragraph():
            return _label(block.label) + _sentences(block.sentences, document)
        case Heading():
            return f"{'#' * (block.depth + 1)} {escape(block.text)}"
        case Table():
            return _table(block, document)
        case Field():
            limit = f"{block.used} of {block.limit} characters" if block.limit else f"{block.used} characters"
            parts = (_sentences(part, document) for part in block.parts)
            return "\n\n".join((f"**{escape(block.label)}** ({limit})", *parts))
        case Chart() | Matrix():
            return f"Picture: {escape(drawn(block).twin)}{_marks(document.marked((block.said,))[0][1])}"
        case OpenSlot():
            command = f" {_command(block.command)}" if block in document.asking() else ""
            return f"{_label(block.label)}*Open: {escape(block.ask)}*{command}"


def _label(label: str) -> str:
    return f"**{escape(label)}.** " if label else ""


def _sentences(sentences: Iterable[Sentence], document: Document) -> str:
    return _marked(document.marked(sentences))


def _marked(said: Marked) -> str:
    return " ".join(escape(text) + _marks(numbers) for text, numbers in said)


def _table(table: Table, document: Document) -> str:
    """Return `table` under its caption; the rows of an appendix begin with the numbers of what they prove."""
    rows = [list(map(_marked, row)) for row in document.marked_rows(table)]
    head = [escape(name) for name in table.head]
    if table.proves:
        rows = [[str(document.proofs()[id_]), *row] for id_, row in zip(table.proves, rows, strict=True)]
        head = ["No.", *head]
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, rows)]
    caption = [f"**{escape(table.caption)}**\n"] if table.caption else []
    return "\n".join((*caption, *lines))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marks(numbers: tuple[int, ...]) -> str:
    return f"[{','.join(map(str, numbers))}]" if numbers else ""


def _command(command: str) -> str:
    return escape(command) if "`" in command else f"`{display(command)}`"

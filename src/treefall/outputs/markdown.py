"""Documents as Markdown: CommonMark without any HTML, to paste into a mail, a chat or a page.

What somebody else wrote is text and stays text: it cannot become a link, an image, a heading, emphasis or HTML.
"""

import re
from dataclasses import dataclass

from ..display import display
from ..model import Document, OpenSlot, Paragraph

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
    """CommonMark; sentences bear the numbers of their proofs, whose ids stand in the last line."""

    suffix: str = ".md"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8."""
        proofs = document.proofs()
        shown = (_block(block, document) for block in document.blocks)
        blocks = [f"# {escape(document.title)}", *shown]
        if proofs:
            blocks.append("Proof: " + ", ".join(f"[{number}] {escape(id_)}" for id_, number in proofs.items()))
        return ("\n\n".join(blocks) + "\n").encode()


output = Markdown


def escape(text: str) -> str:
    """Return foreign `text` as one line of CommonMark that reads as the text itself, wherever in a line it stands."""
    return _LONG_NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", display(text)))


def _block(block: Paragraph | OpenSlot, document: Document) -> str:
    match block:
        case Paragraph():
            return _label(block.label) + _sentences(block, document)
        case _:
            command = f" {_command(block.command)}" if block in document.asking() else ""
            return f"{_label(block.label)}*Open: {escape(block.ask)}*{command}"


def _label(label: str) -> str:
    return f"**{escape(label)}.** " if label else ""


def _sentences(paragraph: Paragraph, document: Document) -> str:
    return " ".join(escape(text) + _marks(numbers) for text, numbers in document.marked(paragraph))


def _marks(numbers: tuple[int, ...]) -> str:
    return f"[{','.join(map(str, numbers))}]" if numbers else ""


def _command(command: str) -> str:
    return escape(command) if "`" in command else f"`{display(command)}`"

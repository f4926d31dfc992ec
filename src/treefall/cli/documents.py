"""Documents as they are read on a terminal: labels beside the text, numbers of proofs, questions where it is open."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..display import display
from ..model import Block, Chart, Document, Field, Heading, Matrix, OpenSlot, Paragraph, Sentence, Table
from .lines import Paper, Part, unbroken

if TYPE_CHECKING:
    from rich.console import Console

_LABEL = 19
_COLUMN = 92  # the widest line of what is read aloud
_SHORT = 8  # digits of an id that a person pastes


def show_document(console: "Console", document: Document, sort: str = "") -> None:
    """Show `document` as it is read; `sort` says what sort of text it is, for the person only."""
    paper = Paper(console)
    paper.say((display(document.title), "bold"), (f"   {sort}" if sort else "", "dim"))
    if whose := " · ".join(display(words) for words in (document.author, document.period) if words):
        paper.say((whose, "dim"))
    paper.gap()
    for block in document.blocks:
        _show(paper, block, document)
    if proofs := document.unexplained():
        paper.gap()
        listed = ", ".join(f"[{number}] {display(id_)[:_SHORT]}" for id_, number in proofs.items())
        paper.say((f"Proof: {listed}", "dim"), columns=_LABEL + _COLUMN)


def _show(paper: Paper, block: Block, document: Document) -> None:
    match block:
        case Paragraph():
            _say(paper, block.label, _told(block.sentences, document))
        case Heading():
            paper.gap()
            paper.say((display(block.text), "bold"))
        case Table():
            _show_table(paper, block, document)
        case Field():
            limit = f" of {block.limit}" if block.limit else ""
            paper.gap()
            paper.say((display(block.label), "bold"), (f"  {block.used}{limit} characters", "dim"))
            for part in filter(None, block.parts):
                paper.say(*_told(part, document), indent=2, columns=_LABEL + _COLUMN)
        case Chart() | Matrix():
            from ..pictures.blocks import drawn  # noqa: PLC0415 - few documents have one

            twin = display(drawn(block).twin)
            _say(paper, "Picture", (twin, *_told((block.said,), document)[1:]))
        case OpenSlot():
            command = f"  {unbroken(display(block.command))}" if block in document.asking() else ""
            _say(paper, block.label, ((f"Open: {display(block.ask)}", "dim"), command))


def _show_table(paper: Paper, table: Table, document: Document) -> None:
    """Show each row as its first cell and, under it, the others beside their heads; of an appendix a line or two."""
    if table.caption:
        paper.say((display(table.caption), "bold"))
    if table.proves:
        for id_, row in zip(table.proves, table.rows, strict=True):
            known = "; ".join(filter(None, (" ".join(display(said.text) for said in cell) for cell in row)))
            paper.say((f"[{document.proofs()[id_]}] {known}", "dim"), columns=_LABEL + _COLUMN)
        return
    for first, *others in table.rows:
        paper.say(*((text, "bold") if isinstance(text, str) else text for text in _told(first, document)))
        for name, cell in zip(table.head[1:], others, strict=True):
            if cell:
                _say(paper, name, _told(cell, document))


def _say(paper: Paper, label: str, parts: tuple[Part, ...]) -> None:
    paper.say(*parts, label=display(label), indent=_LABEL, columns=_LABEL + _COLUMN)


def _told(sentences: Iterable[Sentence], document: Document) -> tuple[Part, ...]:
    """Return the text of `sentences` and, dim, the numbers of their proofs."""
    said, proofs = tuple(sentences), document.proofs()
    text = " ".join(display(one.text) for one in said)
    numbers = sorted({proofs[cite] for one in said for cite in one.cites})
    return (text, (f"[{','.join(map(str, numbers))}]", "dim")) if numbers else (text,)

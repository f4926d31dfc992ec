"""Documents as a word processor's file: DOCX with real styles, headings, a table of contents, and pages that count.

What is open is not for others and stays out. The file says of itself what its title is, and nothing else: no author,
no date, no program. The same document gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ...display import display
from ...errors import TreefallError
from ...model import Chart, Document, Field, Heading, Matrix, OpenSlot, Paragraph, Table

if TYPE_CHECKING:
    from .writing import Writing


@dataclass(frozen=True, slots=True)
class Docx:
    """A file to go on writing in; sentences bear the numbers of their proofs, which lead to what is known of these."""

    suffix: str = ".docx"
    paper: Literal["a4", "us-letter"] = "a4"

    def render(self, document: Document) -> bytes:
        """Return `document` as DOCX.

        Raises:
            TreefallError: python-docx or typst, which draws the pictures, is not installed.
        """
        try:
            from .writing import Writing  # noqa: PLC0415 - only where papers are made
        except ImportError as error:
            hint = "Install it: pip install 'treefall[papers]'"
            raise TreefallError("DOCX needs python-docx.", hint=hint) from error

        document = document.handed_in()
        writing = Writing(document, self.paper)
        writing.paragraph(display(document.title), "Title")
        turned = False
        for block in (block for block in document.blocks if not isinstance(block, OpenSlot)):
            if isinstance(block, Heading) and block.turns and not turned:
                writing.contents(_headings(document))
                turned = True
                _write(writing, Heading(block.text, block.depth), document)
            else:
                _write(writing, block, document)
        writing.unexplained()
        return writing.saved()


output = Docx


def _headings(document: Document) -> Sequence[tuple[int, str]]:
    return [(block.depth, display(block.text)) for block in document.blocks if isinstance(block, Heading)]


def _write(writing: "Writing", block: Paragraph | Heading | Field | Table | Chart | Matrix, document: Document) -> None:
    match block:
        case Paragraph():
            style = "Lead" if block is document.lead else "Normal"
            writing.sentences(block.sentences, style, display(block.label), kept=block in document.introducing())
        case Heading():
            writing.heading(display(block.text), block.depth, turns=block.turns)
        case Field():
            limit = f" of {block.limit}" if block.limit else ""
            writing.heading(display(block.label), 1)
            for part in block.parts:
                writing.sentences(part, "Normal")
            writing.paragraph(f"{block.used}{limit} characters", "Caption")
        case Table():
            writing.table(block)
        case _:
            writing.picture(block)

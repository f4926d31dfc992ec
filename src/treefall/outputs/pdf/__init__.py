"""Documents as a paper: PDF, tagged so that it can be read aloud (PDF/UA-1), for A4 and US Letter.

What is open is not for others and stays out. The file says of itself what its title is and in which language it is
written, and nothing else: no author, no date, no folder. The same document gives the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from json import dumps
from typing import Any, Literal

from ...display import display
from ...model import Chart, Document, Field, Heading, Marked, Matrix, OpenSlot, Paragraph, Sentence, Table
from ...pictures.blocks import drawn
from ...pictures.columns import shares
from ...pictures.press import typeset

_LINE, _SMALL_LINE = 92, 112  # letters of a line of a table; of an appendix


@dataclass(frozen=True, slots=True)
class Pdf:
    """A paper; sentences bear the numbers of their proofs, which lead to what is known of these."""

    suffix: str = ".pdf"
    paper: Literal["a4", "us-letter"] = "a4"

    def render(self, document: Document) -> bytes:
        """Return `document` as PDF.

        Raises:
            TreefallError: typst is not installed.
        """
        document = document.handed_in()
        content = {
            "title": display(document.title),
            "author": display(document.author),
            "period": display(document.period),
            "paper": self.paper,
            "blocks": [_block(block, document) for block in document.blocks if not isinstance(block, OpenSlot)],
            "proofs": [[number, display(id_)] for id_, number in document.unexplained().items()],
        }
        template = (files(__package__) / "paper.typ").read_bytes()
        return typeset(template, {"document": dumps(content, ensure_ascii=False)})


output = Pdf


def _block(block: Paragraph | Heading | Table | Field | Chart | Matrix, document: Document) -> dict[str, Any]:
    """Return `block` as the template reads it."""
    match block:
        case Paragraph():
            sort = "lead" if block is document.lead else "paragraph"
            said = _said(block.sentences, document)
            return {"sort": sort, "label": display(block.label), "said": said, "kept": block in document.introducing()}
        case Heading():
            return {"sort": "heading", "text": display(block.text), "depth": block.depth, "turns": block.turns}
        case Field():
            limit = f" of {block.limit}" if block.limit else ""
            return {
                "sort": "field",
                "label": display(block.label),
                "parts": [_said(part, document) for part in block.parts],
                "count": f"{block.used}{limit} characters",
            }
        case Table():
            return _table(block, document)
        case Chart() | Matrix():
            picture = drawn(block)
            numbers = document.marked((block.said,))[0][1]
            words = {"twin": display(picture.twin), "caption": display(picture.caption)}
            return {"sort": "chart", "svg": picture.svg, "numbers": numbers, **words}


def _table(table: Table, document: Document) -> dict[str, Any]:
    """Return `table`; a row's number is that of the entry that it proves, or 0; a share of 0 is as wide as it must."""
    rows = [list(map(_shown, row)) for row in document.marked_rows(table)]
    numbers = [document.proofs()[id_] for id_ in table.proves] or [0] * len(rows)
    head = [display(name) for name in table.head]
    texts = [[" ".join(text for text, _ in cell) for cell in row] for row in rows]
    wide = shares([head, *texts], _SMALL_LINE if table.proves else _LINE)
    if table.proves:
        head, wide = ["No.", *head], (0.0, *wide)
        rows = [[[(str(number), ())], *row] for number, row in zip(numbers, rows, strict=True)]
    return {
        "sort": "table",
        "caption": display(table.caption),
        "head": head,
        "shares": wide,
        "proof": bool(table.proves),
        "rows": [{"number": number, "cells": row} for number, row in zip(numbers, rows, strict=True)],
    }


def _said(sentences: Iterable[Sentence], document: Document) -> list[tuple[str, tuple[int, ...]]]:
    return _shown(document.marked(sentences))


def _shown(said: Marked) -> list[tuple[str, tuple[int, ...]]]:
    return [(display(text), numbers) for text, numbers in said]

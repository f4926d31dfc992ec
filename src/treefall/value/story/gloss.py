"""A text in the words of its reader: what they were promised to be told differently is told differently, once."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Document, Paragraph, Record, Sentence
from ..vocabulary import glossed

_BETWEEN = "\x1e"  # in no text: what separates the sentences while they are one
_QUOTED = "“"


def in_their_words(record: Record, person: str, document: Document) -> Document:
    """Return `document` with how `person` says a term behind its first use; quotations stay as they are."""
    if not person:
        return document
    sentences = [said for block in document.blocks if isinstance(block, Paragraph) for said in block.sentences]
    own = [said.text for said in sentences if _QUOTED not in said.text]
    told = glossed(record, person, _BETWEEN.join(own)).split(_BETWEEN)
    if len(told) != len(own):  # somebody says a term with that very mark
        return document
    rest = iter(told)
    blocks = (_with(block, rest) if isinstance(block, Paragraph) else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _with(paragraph: Paragraph, told: Iterator[str]) -> Paragraph:
    return Paragraph(
        paragraph.label,
        tuple(said if _QUOTED in said.text else Sentence(next(told), said.cites) for said in paragraph.sentences),
    )

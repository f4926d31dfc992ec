"""Texts in no format yet: what a document is made of; every output and screen draws the same parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .entries import EntryId


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the entries that back it."""

    text: str
    cites: tuple[EntryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under a label ("Why it mattered"), which may be empty."""

    label: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A place in a document where a slot is empty: its label, the question that fills it, the command that asks it."""

    label: str
    ask: str
    command: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text in no format yet: a title, and blocks in reading order."""

    title: str
    blocks: tuple[Paragraph | OpenSlot, ...]

    def cites(self) -> frozenset[EntryId]:
        """Return every entry that the document rests on."""
        return frozenset(self.proofs())

    def proofs(self) -> Mapping[EntryId, int]:
        """Return the number of every entry that the document rests on: 1, 2, … in the order of their first mention."""
        paragraphs = (block for block in self.blocks if isinstance(block, Paragraph))
        cited = dict.fromkeys(cite for p in paragraphs for sentence in p.sentences for cite in sentence.cites)
        return MappingProxyType({cite: number for number, cite in enumerate(cited, 1)})

    def asking(self) -> frozenset[OpenSlot]:
        """Return the open slots beside which their command stands: of those with the same command the last."""
        last = {block.command: block for block in self.blocks if isinstance(block, OpenSlot)}
        return frozenset(last.values())

    def marked(self, paragraph: Paragraph) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return the sentences of `paragraph` and the numbers of their proofs, said once: by the last in a row.

        Sentences in a row that rest on the same have these behind the last one only.
        """
        proofs = self.proofs()
        marks = [tuple(proofs[cite] for cite in said.cites) for said in paragraph.sentences]
        after = [*marks[1:], ()]
        texts = (said.text for said in paragraph.sentences)
        return tuple((text, own if own != then else ()) for text, own, then in zip(texts, marks, after, strict=True))

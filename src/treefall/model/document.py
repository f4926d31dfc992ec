"""Texts in no format yet: what a document is made of; every output and screen draws the same parts.

Whoever has to see or change every word of a document, whatever it is made of, goes through `Document.labelled` and
`Document.mapped`, and through nothing else: a part that is added is then covered everywhere.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from .entries import EntryId

if TYPE_CHECKING:
    from .case import Strength
    from .estimate import Finding

_JOINER = "\u200d"
_MOST_INTRODUCING = 2  # paragraphs before a table
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})  # categories of characters that are part of the one before
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))  # of the skin of the sign before


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
    """A place in a document where a slot is empty: its label, the question that fills it, the command that asks it.

    It is for the person alone: papers that are handed in leave it out.
    """

    label: str
    ask: str
    command: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What follows, named.

    Attributes:
        text: the name.
        depth: 1 for a section, 2 for a part of one.
        turns: on paper it begins a new page.
    """

    text: str
    depth: int = 1
    turns: bool = False


Cell: TypeAlias = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head.

    Attributes:
        caption: what it shows; may be empty.
        head: the name of each column, at least one.
        rows: as many cells as there are columns, each.
        proves: where the rows are what is known of entries (an appendix), the entry of each row: then each row bears
            the number of its proof, marks lead to it, and the cells bear no marks of their own. Else empty.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    proves: tuple[EntryId, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that has more or fewer cells than there are columns, and proofs of other rows."""
        if not self.head or any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"every row has a cell for each of {len(self.head)} columns")
        if self.proves and len(self.proves) != len(self.rows):
            raise ValueError(f"{len(self.rows)} rows cannot prove {len(self.proves)} entries")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        label: what stands over it.
        sentences: what is written into it.
        limit: how many characters it holds; None: any number.
        starts: the places of those sentences that begin a new paragraph, ascending; the first needs none.
    """

    label: str
    sentences: tuple[Sentence, ...]
    limit: int | None = None
    starts: tuple[int, ...] = ()

    @property
    def parts(self) -> tuple[tuple[Sentence, ...], ...]:
        """Return the sentences by paragraph, at least one; a paragraph begins where a space would stand."""
        ends = (*self.starts, len(self.sentences))
        return tuple(self.sentences[start:end] for start, end in zip((0, *self.starts), ends, strict=True))

    @property
    def used(self) -> int:
        """Return how many characters the sentences take as people see them, with a space between any two."""
        return characters(" ".join(said.text for said in self.sentences))


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of what was measured.

    Attributes:
        said: the finding in a sentence, which is the picture's title.
        finding: with its dots.
        ship: what the line at the date is called.
    """

    said: Sentence
    finding: "Finding"
    ship: str = "shipped"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One criterion in the picture of a rubric: its topic, its words, and how well it is shown."""

    topic: str
    words: str
    strength: "Strength"


@dataclass(frozen=True, slots=True)
class Matrix:
    """A picture of a rubric: which criteria of a level are shown, and how well.

    Attributes:
        said: what it comes to in a sentence, which is the picture's title.
        rows: the criteria, by topic, in the rubric's order; numbered from 1.
    """

    said: Sentence
    rows: tuple[MatrixRow, ...]


Marked: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]
"""Texts, and behind each the numbers of its proofs."""

Block: TypeAlias = Paragraph | OpenSlot | Heading | Table | Field | Chart | Matrix
Change: TypeAlias = Callable[[Sentence], Sentence | None]


@dataclass(frozen=True)
class Document:
    """A text in no format yet: a title, and blocks in reading order.

    Attributes:
        title: what it is.
        blocks: in reading order.
        author: whose it is; stands in the head of every page, and in a file's own description. May be empty.
        period: of which time it tells, in words; stands beside the author. May be empty.
    """

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    period: str = ""

    @property
    def lead(self) -> Paragraph | None:
        """Return the paragraph that says the whole: the first block, where it has no label and headings follow it."""
        first = next(iter(self.blocks), None)
        if not isinstance(first, Paragraph) or first.label:
            return None
        return first if any(isinstance(block, Heading) for block in self.blocks) else None

    def labelled(self) -> Iterator[tuple[str, Sentence]]:
        """Yield every sentence in reading order, whatever holds it, under the label that it stands under."""
        label = ""
        for block in self.blocks:
            label = _label(block) or label  # a paragraph without one goes on under the last
            yield from _labelled(block, label)

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence in reading order, whatever holds it."""
        return (said for _, said in self.labelled())

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield what others read as paragraphs alone, for places that know nothing else: a mail, a chat, a voice.

        A heading is a label without sentences, a row is labelled by its first cell, a picture is what it says. An
        appendix and the open slots stay out.
        """
        for block in self.blocks:
            match block:
                case Paragraph():
                    yield block
                case Field():
                    yield Paragraph(block.label, block.sentences)
                case Heading():
                    yield Paragraph(block.text, ())
                case Chart() | Matrix():
                    yield Paragraph("", (block.said,))
                case Table(proves=()):
                    yield from (_as_paragraph(row) for row in block.rows)
                case _:
                    pass

    def mapped(self, change: Change) -> "Document":
        """Return the document with `change` made to every word of it that anybody can read.

        Titles, labels, heads and names are handed over as sentences that cite nothing. What `change` returns None for
        is left out, and what is empty then goes, too: a paragraph, a field, a row that is left with its name alone, a
        table, a picture. What a picture does not show of its finding is not kept.
        """
        blocks = (_mapped(block, change) for block in self.blocks)
        return Document(
            _text(self.title, change),
            tuple(block for block in blocks if block is not None),
            _text(self.author, change),
            _text(self.period, change),
        )

    def handed_in(self) -> "Document":
        """Return the document as others get it: without the open slots, which are the person's own business.

        A heading under which nothing else stands goes with them.
        """
        kept: list[Block] = []
        for block in (block for block in self.blocks if not isinstance(block, OpenSlot)):
            while isinstance(block, Heading) and kept and _is_idle(kept[-1], block):
                kept.pop()
            kept.append(block)
        while kept and isinstance(kept[-1], Heading):
            kept.pop()
        return replace(self, blocks=tuple(kept))

    def cites(self) -> frozenset[EntryId]:
        """Return every entry that the document rests on."""
        return frozenset(self._numbers)

    def proofs(self) -> Mapping[EntryId, int]:
        """Return the number of every entry that the document rests on: 1, 2, … in the order of their first mention."""
        return self._numbers

    def unexplained(self) -> Mapping[EntryId, int]:
        """Return those of `proofs` of which no table says what is known of them."""
        explained = {id_ for block in self.blocks if isinstance(block, Table) for id_ in block.proves}
        return MappingProxyType({id_: number for id_, number in self._numbers.items() if id_ not in explained})

    @cached_property
    def _numbers(self) -> Mapping[EntryId, int]:
        cited = dict.fromkeys(cite for said in self.sentences() for cite in said.cites)
        return MappingProxyType({cite: number for number, cite in enumerate(cited, 1)})

    def introducing(self) -> frozenset[Paragraph]:
        """Return the paragraphs that say what the table behind them is about: they belong on one page with it."""
        found: set[Paragraph] = set()
        waiting: list[Paragraph] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                waiting.append(block)
                continue
            if isinstance(block, Table):
                found.update(waiting[-_MOST_INTRODUCING:])
            waiting.clear()
        return frozenset(found)

    def asking(self) -> frozenset[OpenSlot]:
        """Return the open slots beside which their command stands: of those with the same command the last."""
        last = {block.command: block for block in self.blocks if isinstance(block, OpenSlot)}
        return frozenset(last.values())

    def marked(self, sentences: Iterable[Sentence]) -> Marked:
        """Return `sentences` of this document and the numbers of their proofs, said once: by the last in a row.

        Sentences in a row that rest on the same have these behind the last one only.
        """
        said = tuple(sentences)
        marks = [tuple(self._numbers[cite] for cite in one.cites) for one in said]
        after = (*marks[1:], ())
        return tuple((one.text, own if own != then else ()) for one, own, then in zip(said, marks, after, strict=False))

    def marked_rows(self, table: Table) -> Iterator[tuple[Marked, ...]]:
        """Yield the cells of each row of `table`, a table of this document, marked as the sentences of one paragraph.

        The cells of an appendix bear no marks.
        """
        for row in table.rows:
            said = tuple(said for cell in row for said in cell)
            marked = iter(self.marked(said) if not table.proves else ((one.text, ()) for one in said))
            yield tuple(tuple(islice(marked, len(cell))) for cell in row)


def in_parts(label: str, parts: Sequence[Sequence[Sentence]], limit: int | None) -> Field:
    """Return the field whose paragraphs are `parts`, none of them empty."""
    starts = tuple(accumulate(map(len, parts)))[:-1]
    return Field(label, tuple(said for part in parts for said in part), limit, starts)


def characters(text: str) -> int:
    """Return how many characters people see in `text`: marks on a letter, and what joins signs into one, are none."""
    seen, is_joined = 0, False
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.category(char) in _UNSEEN or char in _TONES:
            is_joined = is_joined or char == _JOINER
        else:
            seen += not is_joined
            is_joined = False
    return seen


def _label(block: Block) -> str:
    match block:
        case Paragraph() | Field():
            return block.label
        case Heading():
            return block.text
        case _:
            return ""


def _labelled(block: Block, label: str) -> Iterator[tuple[str, Sentence]]:
    match block:
        case Paragraph() | Field():
            yield from ((label, said) for said in block.sentences)
        case Table():
            for row in block.rows:
                yield from ((name, said) for name, cell in zip(block.head, row, strict=True) for said in cell)
        case Chart() | Matrix():
            yield label, block.said
        case _:
            return


def _as_paragraph(row: tuple[Cell, ...]) -> Paragraph:
    first, *others = row
    return Paragraph(" ".join(said.text for said in first), tuple(said for cell in others for said in cell))


def _text(text: str, change: Change) -> str:
    """Return a title or a label as `change` leaves it; the empty one needs no change."""
    changed = change(Sentence(text)) if text else None
    return changed.text if changed else ""


def _mapped(block: Block, change: Change) -> Block | None:
    """Return `block` as `change` leaves it; None where nothing of it is left."""
    match block:
        case Paragraph():
            said = _sentences(block.sentences, change)
            return replace(block, label=_text(block.label, change), sentences=said) if said else None
        case Field():
            parts = tuple(filter(None, (_sentences(part, change) for part in block.parts)))
            return in_parts(_text(block.label, change), parts, block.limit) if parts else None
        case OpenSlot():
            return replace(block, label=_text(block.label, change), ask=_text(block.ask, change))
        case Heading():
            text = _text(block.text, change)
            return replace(block, text=text) if text else None
        case Table():
            return _mapped_table(block, change)
        case _:
            return _mapped_picture(block, change)


def _sentences(sentences: Iterable[Sentence], change: Change) -> tuple[Sentence, ...]:
    return tuple(changed for said in sentences if (changed := change(said)) is not None)


def _mapped_table(table: Table, change: Change) -> Table | None:
    rows = [tuple(_sentences(cell, change) for cell in row) for row in table.rows]
    left = [number for number, (row, was) in enumerate(zip(rows, table.rows, strict=True)) if _says(row, was)]
    if not left:
        return None
    return Table(
        _text(table.caption, change),
        tuple(_text(name, change) for name in table.head),
        tuple(rows[number] for number in left),
        tuple(table.proves[number] for number in left) if table.proves else (),
    )


def _says(row: tuple[Cell, ...], was: tuple[Cell, ...]) -> bool:
    """Say whether `row` still says something: where it said something of what has proof, not the name alone."""
    backed = [cell for cell, before in zip(row, was, strict=True) if any(said.cites for said in before)]
    return any(backed[1:] if len(backed) > 1 else row)


def _mapped_picture(block: Chart | Matrix, change: Change) -> Chart | Matrix | None:
    said = change(block.said)
    if said is None:
        return None
    if isinstance(block, Matrix):
        rows = (MatrixRow(_text(row.topic, change), _text(row.words, change), row.strength) for row in block.rows)
        return Matrix(said, tuple(rows))
    unit, name = _text(block.finding.unit, change), _text(block.finding.name, change)
    shown = replace(block.finding, unit=unit, name=name, flags=(), refused=None, shared=(), controls=(), assumptions=())
    return Chart(said, shown, _text(block.ship, change))


def _is_idle(last: Block, following: Heading) -> bool:
    """Say whether nothing stands under `last`, a heading that `following` comes right behind."""
    return isinstance(last, Heading) and last.depth >= following.depth

"""How the parts of a document are written into a DOCX file: what python-docx does, and the fields that it does not."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import count
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph as Written

from ...display import display
from ...model import Chart, Document, Marked, Matrix, Sentence, Table
from ...pictures.blocks import drawn
from ...pictures.columns import shares
from ...pictures.press import png
from .plain import plain_package
from .styles import styled

_PAGES = {"a4": (Mm(210), Mm(297)), "us-letter": (Mm(215.9), Mm(279.4))}
_MARGIN = Mm(25)
_NUMBER = Mm(10)
_LINE, _SMALL_LINE = 68, 72  # letters of a line of a table; of an appendix: few, whatever face stands in for ours
_KEPT_ROWS = 5  # a table of so many stays on one page; behind a longer one LibreOffice lets a heading stand alone
_LONGEST_TITLE = 255  # letters that a file's own description holds


class Writing:
    """A DOCX file that is being written."""

    def __init__(self, document: Document, paper: str) -> None:
        """Begin an empty file on `paper`, whose pages say whose it is and count themselves."""
        self.document = document
        self.file = docx.Document()
        self._names = count(1)
        self._heads = count(1)
        styled(self.file)
        (section,) = self.file.sections
        section.page_width, section.page_height = _PAGES[paper]
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
        self.width = Emu(section.page_width - 2 * _MARGIN)
        self._running(section.header.paragraphs[0])

    # --- words

    def paragraph(self, words: str, style: str) -> Written:
        """Write one paragraph of plain words and return it."""
        return self.file.add_paragraph(words, style)

    def sentences(self, said: Iterable[Sentence], style: str, label: str = "", *, kept: bool = False) -> None:
        """Write a paragraph of sentences with their marks, behind its label; `kept` on a page with what follows."""
        paragraph = self.file.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = kept or None
        if label:
            paragraph.add_run(f"{label}. ").bold = True
        self._say(paragraph, self.document.marked(said))

    def heading(self, words: str, depth: int, *, turns: bool = False) -> None:
        """Write a heading, to which the contents lead."""
        paragraph = self.file.add_paragraph(style=f"Heading {depth}")
        if turns:
            paragraph.paragraph_format.page_break_before = True
            paragraph.paragraph_format.space_before = 0
        self._named(paragraph, f"h{next(self._heads)}", words)

    def contents(self, headings: Sequence[tuple[int, str]]) -> None:
        """Write the table of contents on a new page: a field, filled already, so that nobody has to update it."""
        head = self.paragraph("Contents", "TOC Heading")
        head.paragraph_format.page_break_before = True
        lines = [self.file.add_paragraph(style=f"TOC {depth}") for depth, _ in headings]
        _field(lines[0], "begin", r'TOC \o "1-2" \h \z \n')
        for number, (line, (_, words)) in enumerate(zip(lines, headings, strict=True), 1):
            self._link(line, f"h{number}", words, None)
        _field(lines[-1], "end")

    # --- tables and pictures

    def table(self, table: Table) -> None:
        """Write `table` with a head that comes again on every page, and rows that no page breaks."""
        if table.caption:
            self.paragraph(display(table.caption), "Table Caption")
        head = [display(name) for name in table.head]
        texts = [[" ".join(display(said.text) for said in cell) for cell in row] for row in table.rows]
        room, first = (self.width - _NUMBER, ["No."]) if table.proves else (self.width, [])
        wide = shares([head, *texts], _SMALL_LINE if table.proves else _LINE)
        widths = [*([_NUMBER] if first else []), *(Emu(int(room * share)) for share in wide)]
        drawn = self.file.add_table(1, len(widths), "Plain Rows")
        drawn.autofit = False
        for column, width in zip(drawn.columns, widths, strict=True):
            column.width = width
        _row(drawn.rows[0], widths)
        _flag(drawn.rows[0], "w:tblHeader")
        for cell, name in zip(drawn.rows[0].cells, [*first, *head], strict=True):
            _fill(cell, "Table Head").add_run(name)
        for number, cells in enumerate(self.document.marked_rows(table)):
            row = drawn.add_row()
            _row(row, widths)
            places = row.cells
            if table.proves:
                mark, *places = row.cells
                proof = self.document.proofs()[table.proves[number]]
                self._named(_fill(mark, "Table Small"), f"p{proof}", str(proof))
            style = "Table Small" if table.proves else "Table Text"
            is_kept = not table.proves and len(table.rows) <= _KEPT_ROWS and number < len(table.rows) - 1
            for place, (cell, said) in enumerate(zip(places, cells, strict=True)):
                paragraph = _fill(cell, style)
                paragraph.paragraph_format.keep_with_next = is_kept or None
                self._say(paragraph, said, bold=place == 0 and not table.proves)
        self.file.add_paragraph(style="Small Gap")

    def picture(self, block: Chart | Matrix) -> None:
        """Draw `block`, with its words for who cannot see it, and these below."""
        picture = drawn(block)
        paragraph = self.file.add_paragraph(style="Picture")
        shape = paragraph.add_run().add_picture(BytesIO(png(picture.svg)), width=self.width)
        about = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to say it
        about.set("descr", display(picture.twin))
        about.set("title", display(block.said.text))
        about.set("name", f"Picture {about.get('id')}")
        caption = self.paragraph(display(picture.caption), "Caption")
        self._marks(caption, self.document.marked((block.said,))[0][1])

    def unexplained(self) -> None:
        """Write the ids of the proofs that no appendix tells of."""
        if proofs := self.document.unexplained():
            self.paragraph("Proof", "Heading 1")
            line = self.file.add_paragraph(style="Table Small")
            for id_, number in proofs.items():
                self._named(line, f"p{number}", str(number))
                line.add_run(f" {display(id_)}   ")

    def saved(self) -> bytes:
        """Return the file: without what it would tell of itself, and the same bytes at any time."""
        return plain_package(self.file, display(self.document.title, _LONGEST_TITLE))

    # --- marks, links, fields

    def _running(self, paragraph: Written) -> None:
        whose = " · ".join(display(words) for words in (self.document.author, self.document.period) if words)
        paragraph.paragraph_format.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{whose}\t")
        for name, between in (("PAGE", " of "), ("NUMPAGES", "")):
            _field(paragraph, "begin", name)
            paragraph.add_run("1")
            _field(paragraph, "end")
            paragraph.add_run(between)

    def _say(self, paragraph: Written, said: Marked, *, bold: bool = False) -> None:
        for number, (words, marks) in enumerate(said):
            paragraph.add_run(f"{' ' if number else ''}{display(words)}").bold = bold or None
            self._marks(paragraph, marks)

    def _marks(self, paragraph: Written, numbers: tuple[int, ...]) -> None:
        for place, number in enumerate(numbers):
            if place:
                paragraph.add_run(",", "Proof Mark")
            self._link(paragraph, f"p{number}", str(number), "Proof Mark")

    def _link(self, paragraph: Written, name: str, words: str, style: str | None) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        link.append(paragraph.add_run(words, style)._r)  # noqa: SLF001 - a link takes the run itself
        paragraph._p.append(link)  # noqa: SLF001 - as above

    def _named(self, paragraph: Written, name: str, words: str) -> None:
        """Write `words` as a place that links lead to."""
        number = str(next(self._names))
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), number)
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)  # noqa: SLF001 - as above
            if tag == "w:bookmarkStart":
                paragraph.add_run(words)


def _field(paragraph: Written, part: str, instruction: str = "") -> None:
    """Begin or end a field; what stands between is what it shows until somebody updates it."""

    def sign(sort: str) -> None:
        char = OxmlElement("w:fldChar")
        char.set(qn("w:fldCharType"), sort)
        paragraph.add_run()._r.append(char)  # noqa: SLF001 - as above

    sign(part)
    if instruction:
        code = OxmlElement("w:instrText")
        code.set(qn("xml:space"), "preserve")
        code.text = f" {instruction} "
        paragraph.add_run()._r.append(code)  # noqa: SLF001 - as above
        sign("separate")


def _row(row: Any, widths: Sequence[int]) -> None:  # noqa: ANN401 - as above
    _flag(row, "w:cantSplit")
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width


def _flag(row: Any, name: str) -> None:  # noqa: ANN401 - as above
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - as above


def _fill(cell: Any, style: str) -> Written:  # noqa: ANN401 - as above
    paragraph: Written = cell.paragraphs[0]
    paragraph.style = style
    return paragraph

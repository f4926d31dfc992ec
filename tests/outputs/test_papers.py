"""Papers that are handed in: PDF that can be read aloud, DOCX with real styles; foreign words stay words in both."""

import re
import sys
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from papers import every_block, tags
from pypdf import PdfReader

from treefall.errors import TreefallError
from treefall.model import Document, Heading, Paragraph, Sentence
from treefall.outputs.docx import Docx
from treefall.outputs.pdf import Pdf
from treefall.ports import Output

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPERS = (Pdf(), Docx())
INJECTIONS = (
    '#eval("1+1") #read("/etc/passwd") $x^2$ *bold* _it_ @ref <label> // comment',
    "<script>alert(1)</script> & &lt;b&gt;",
    "[click](https://evil.example) ![p](https://evil.example/p.png)",
    "{ INCLUDETEXT c:\\secret.txt } =1+1 {PAGE}",
    "]]> </w:t><w:fldSimple w:instr='DDE cmd'/>",
)


def _pdf(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def _text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in _pdf(content).pages).split())


def _paragraphs(content: bytes) -> list[str]:
    body = ET.fromstring(_part(content, "word/document.xml"))  # noqa: S314 - our own
    return ["".join(text.text or "" for text in one.iter(f"{_WORD}t")) for one in body.iter(f"{_WORD}p")]


def _words(content: bytes) -> str:
    return " ".join(_paragraphs(content))


def _part(content: bytes, name: str) -> str:
    return ZipFile(BytesIO(content)).read(name).decode()


@pytest.mark.parametrize("text", INJECTIONS)
def test_foreign_words_come_out_as_the_text_they_are(text: str) -> None:
    said = Document(text, (Paragraph("", (Sentence(text),)),))
    squeezed = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", _text(Pdf().render(said))) == f"1of1{squeezed}{squeezed}"
    assert re.sub(r"\s", "", _words(Docx().render(said))).count(squeezed) == 2


@pytest.mark.parametrize("paper", PAPERS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("text", [*INJECTIONS, "\x1b[2J\u202e\x00", "a 🎨 b", "𓀀", "w" * 3000])
def test_whatever_is_said_a_paper_comes_of_it_and_the_same_each_time(paper: Output, text: str) -> None:
    document = every_block(text)
    assert paper.render(document) == paper.render(document)


def test_a_pdf_can_be_read_aloud_and_says_of_itself_its_title_alone() -> None:
    content = Pdf().render(every_block("Words"))
    reader = _pdf(content)
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert b"pdfuaid:part" in content
    about: Any = reader.metadata
    assert about["/Title"] == "Words"
    assert not {"/Author", "/CreationDate", "/ModDate"} & set(about)
    assert tags(content).keys() >= {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/P", "/Link"}


def test_every_page_says_whose_it_is_and_counts_itself() -> None:
    pages = [page.extract_text() for page in _pdf(Pdf().render(every_block("Words"))).pages]
    assert len(pages) == 3
    assert all("Words · 2026" in page and f"{number} of 3" in page for number, page in enumerate(pages, 1))


def test_every_mark_leads_to_what_is_known_of_its_proof() -> None:
    reader = _pdf(Pdf().render(every_block("Words")))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert len(links) > 5
    content = Docx().render(every_block("Words"))
    document = _part(content, "word/document.xml")
    places = set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', document))
    assert set(re.findall(r'w:anchor="(\w+)"', document)) <= places
    assert {"p1", "p2", "p3"} <= places


@pytest.mark.parametrize(("sheet", "wide"), [("a4", 595), ("us-letter", 612)])
def test_both_sizes_of_paper_are_there(sheet: Any, wide: int) -> None:  # noqa: ANN401 - a literal
    document = every_block()
    assert round(float(_pdf(Pdf(paper=sheet).render(document)).pages[0].mediabox.width)) == wide
    (section,) = docx.Document(BytesIO(Docx(paper=sheet).render(document))).sections
    assert section.page_width is not None
    assert round(section.page_width.pt) == wide


def test_a_docx_has_real_styles_fields_and_words_for_its_picture() -> None:
    content = Docx().render(every_block("Words"))
    file = docx.Document(BytesIO(content))
    styles = [one.style.name for one in file.paragraphs if one.style]
    assert {"Title", "Lead", "Heading 1", "Heading 2", "TOC Heading", "TOC 1", "TOC 2", "Caption"} <= set(styles)
    body, head = _part(content, "word/document.xml"), _part(content, "word/header1.xml")
    assert r"TOC \o" in body
    assert "NUMPAGES" in head
    assert body.count("<w:tblHeader/>") == len(file.tables) == 2
    assert 'descr="Words 12 points from 1 January 2026' in body
    assert 'descr="Words Words: 1 strong, 2 on one voice, 3 open."' in body
    assert len(file.inline_shapes) == 2


def test_a_docx_says_of_itself_its_title_alone() -> None:
    content = Docx().render(every_block("Words"))
    names = ZipFile(BytesIO(content)).namelist()
    assert not [name for name in names if "app.xml" in name or "thumbnail" in name or "customXml" in name]
    assert {info.date_time for info in ZipFile(BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = re.sub(r"<\?.*?\?>|<cp:coreProperties.*?>|</cp:coreProperties>", "", _part(content, "docProps/core.xml"))
    assert core.strip() == "<dc:title>Words</dc:title><dc:language>en</dc:language>"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda one: type(one).__name__)
def test_what_is_short_has_neither_contents_nor_marks(paper: Output) -> None:
    written = paper.render(Document("Short", (Heading("Head"), Paragraph("", (Sentence("Words."),)))))
    text = _text(written) if paper.suffix == ".pdf" else _words(written)
    assert "Contents" not in text
    assert "Proof" not in text


def test_without_python_docx_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "treefall.outputs.docx.writing", None)
    with pytest.raises(TreefallError, match="python-docx") as told:
        Docx().render(every_block())
    assert "treefall[papers]" in told.value.hint

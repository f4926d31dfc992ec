"""Golden documents: what the year at Larkspur comes to in every format, kept beside this file.

Markdown, plain texts and HTML (behind its head, which is the same for all) are compared to the byte; of a PDF its text,
page by page, and its tags; of a DOCX what it is written of. After a change that is meant, `TREEFALL_GOLDEN=write`
writes them anew: read the difference.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from papers import every_block, tags
from pypdf import PdfReader

from treefall.app import App, open_app
from treefall.app.demo.year import season
from treefall.model import Document, Listens

_GOLDEN = Path(__file__).parent / "golden"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLAIN = {"markdown": "md", "html": "html", "mail": "mail.txt", "chat": "chat.txt", "spoken": "spoken.txt"}
_DOCUMENTS = ("episode", "aloud", "brief", "standup", "catch-up", "packet", "self-review", "sheet", "every-block")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with closing(open_app(tmp_path_factory.mktemp("season"))) as opened:
        lived = season(opened)
        for _ in lived.months():
            pass
        lived.at("2026-11-19 09:00").audience.person("Olga Reyes", listens=Listens.BOSS, follows="Maya Lind")
        yield lived.at("2026-11-19 09:30")


def _document(app: App, name: str) -> Document:
    strongest = app.judgement().works[2]
    made: Mapping[str, Callable[[], Document]] = {
        "episode": lambda: app.talks.episode("Maya Lind").document,
        "aloud": lambda: app.talks.aloud("Maya Lind"),
        "brief": lambda: app.talks.brief(strongest, "Maya Lind"),
        "standup": lambda: app.talks.standup(date(2026, 11, 2)),
        "catch-up": lambda: app.talks.catch_up("Olga Reyes"),
        "packet": app.papers.packet,
        "self-review": lambda: app.reviewing.review(app.reviewing.form("usual")).document,
        "sheet": app.rehearsing.sheet,
        "every-block": lambda: every_block("What somebody said"),
    }
    return made[name]()


def _pdf(content: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    read = "\n\n".join(f"--- page {number}\n{text}" for number, text in enumerate(pages, 1))
    return f"{read}\n\n--- tags\n{', '.join(f'{tag} {count}' for tag, count in sorted(tags(content).items()))}\n"


def _docx(content: bytes) -> str:
    """Return every paragraph of a DOCX behind its style, as it stands."""
    body = ET.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))  # noqa: S314 - our own
    lines = []
    for paragraph in body.iter(f"{_WORD}p"):
        style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        name = "" if style is None else style.get(f"{_WORD}val", "")
        lines.append(f"{name}: {''.join(text.text or '' for text in paragraph.iter(f'{_WORD}t'))}".rstrip())
    return "\n".join(lines) + "\n"


def _body(content: bytes) -> str:
    """Return what a text says; of a page without its head."""
    text = content.decode()
    return text.partition("<main>\n")[2] or text


def _same(name: str, text: str) -> None:
    kept = _GOLDEN / name
    if os.environ.get("TREEFALL_GOLDEN") == "write":
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), f"{name} reads otherwise: see the docstring"


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_document_reads_in_every_format_as_it_did(app: App, name: str) -> None:
    document = _document(app, name)
    for output, suffix in _PLAIN.items():
        _same(f"{name}.{suffix}", _body(app.render(document, output)))
    _same(f"{name}.pdf.txt", _pdf(app.render(document, "pdf")))
    _same(f"{name}.docx.txt", _docx(app.render(document, "docx")))


def test_no_golden_document_is_left_over() -> None:
    suffixes = (*_PLAIN.values(), "pdf.txt", "docx.txt")
    wanted = {f"{name}.{suffix}" for name in _DOCUMENTS for suffix in suffixes}
    assert {path.name for path in _GOLDEN.iterdir()} == wanted


def test_a_page_that_is_kept_has_no_address_to_load_from_and_no_script() -> None:
    for path in _GOLDEN.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|<link|<img|\bsrc=|url\(|@import", page), path.name

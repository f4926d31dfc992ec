"""DOCX, as a page in Markdown: its headings, points and tables; nothing that it links to is opened."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile

from ...errors import SourceError

_HEADING = re.compile(r"(?:heading|überschrift|titre) ?([1-6])", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|paragraph|continue)(?: ([2-5]))?", re.IGNORECASE)
_MOST_PARTS, _MOST_ROWS = 20_000, 2_000


def markdown(content: bytes) -> str | None:
    """Return the page that a DOCX file holds; None where it is none.

    Raises:
        SourceError: python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - of the extra "papers"
    except ImportError as error:
        hint = "Install it: pip install 'treefall[papers]'; or save the document as Markdown."
        raise SourceError("Reading DOCX needs python-docx.", hint=hint) from error
    broken = (KeyError, ValueError, AttributeError, TypeError, OSError, SyntaxError, BadZipFile, zlib.error)
    try:
        file = docx.Document(BytesIO(content))
        parts = islice(file.iter_inner_content(), _MOST_PARTS)
        return "\n".join(line for part in parts for line in _lines(part))
    except (*broken, docx.exceptions.PythonDocxError):  # what python-docx and lxml say of what is no such document
        return None


def _lines(part: Any) -> Iterator[str]:  # noqa: ANN401 - python-docx has no types
    if hasattr(part, "rows"):
        for row in part.rows[:_MOST_ROWS]:
            yield "|" + "|".join(" ".join(cell.text.split()).replace("|", "\\|") for cell in row.cells) + "|"
        yield ""
        return
    text = " ".join(part.text.split())
    if not text:
        yield ""
        return
    style = (part.style.name if part.style is not None else "") or ""
    level = _level(part, style)
    if found := _HEADING.fullmatch(style):
        yield f"\n{'#' * int(found[1])} {text}\n"
    elif style.lower() == "title":
        yield f"\n# {text}\n"
    elif level is not None:
        yield f"{'    ' * level}- {text}"
    else:
        bold = all(run.bold for run in part.runs if run.text.strip())
        yield f"\n**{text}**\n" if bold and part.runs and len(text) <= 100 else f"\n{text}\n"  # noqa: PLR2004


def _level(part: Any, style: str) -> int | None:  # noqa: ANN401 - python-docx has no types
    """Return how deep in a list a paragraph stands, from 0; None where it stands in none."""
    properties = part._p.pPr  # noqa: SLF001 - python-docx has no other way to say it
    numbered = properties.numPr if properties is not None else None
    if numbered is not None:
        return min(numbered.ilvl.val if numbered.ilvl is not None else 0, 8)
    found = _LIST.fullmatch(style)
    return int(found[1] or 1) - 1 if found and "paragraph" not in style.lower() else None

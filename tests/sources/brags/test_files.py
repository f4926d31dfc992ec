"""Files and folders of brags: DOCX, zip files as Notion exports them, and what may be read of them."""

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from brags import read, told, zipped
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from treefall.errors import SettingsError, SourceError
from treefall.sources.brags import Brags, archive, sources
from treefall.world import real_world

PAGE = "# Refunds\n\nDate: May 12, 2026\nTags: payments\n\nPaid once.\n"
HEX = "0123456789abcdef0123456789abcdef"


def office() -> bytes:
    """Return a document as offices write it: headings, points of two depths, a table, a line in bold."""
    file = docx.Document()
    file.add_heading("Brag document", 0)
    file.add_heading("Q2 2026", 1)
    file.add_paragraph("Shipped refunds", style="List Bullet")
    file.add_paragraph("with Fred", style="List Bullet 2")
    file.add_paragraph("")
    point = file.add_paragraph("Helped Grace")
    numbers = OxmlElement("w:numPr")
    level = OxmlElement("w:ilvl")
    level.set(qn("w:val"), "0")
    numbers.append(level)
    _properties(point).append(numbers)
    other = file.add_paragraph("Taught Fred")
    _properties(other).append(OxmlElement("w:numPr"))
    file.add_paragraph("An aside.", style="List Paragraph")
    file.add_paragraph("").add_run("July 2026").bold = True
    table = file.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("Date", "Win"), ("2026-07-12", "Drill | restore")), strict=True):
        row.cells[0].text, row.cells[1].text = words
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _properties(paragraph: Any) -> Any:  # noqa: ANN401 - python-docx has no types
    return paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no other way to number a paragraph


def test_docx_is_read_as_the_page_that_it_is(tmp_path: Path) -> None:
    found = read(tmp_path, {"brag.docx": office()})
    assert told(found) == [
        ("2026-04-01", "Shipped refunds"),
        ("2026-04-01", "Helped Grace"),
        ("2026-04-01", "Taught Fred"),
        ("2026-07-12", "Drill | restore"),
    ]
    assert found[0][0].body == "- with Fred"
    assert found[1] == []


def test_docx_without_python_docx_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SourceError, match="python-docx") as caught:
        list(Brags("a", "a").parse("brag.docx", office()))
    assert "treefall[papers]" in caught.value.hint


@pytest.mark.parametrize(
    "content",
    [zipped({"word/document.xml": "<w:document"}), archive.MAGIC + b"cut", zipped({"[Content_Types].xml": "<Types/>"})],
    ids=("no document", "cut", "no parts"),
)
def test_docx_that_is_none_is_named(tmp_path: Path, content: bytes) -> None:
    found = read(tmp_path, {"brag.docx": content, "brag.md": PAGE})
    assert told(found) == [("2026-05-12", "Refunds")]
    assert found[1] == [("brag.docx", "is no text in UTF-8, or too large")]


def test_an_export_of_notion_is_read_without_its_ids_and_nothing_is_unpacked(tmp_path: Path) -> None:
    rows = ('Refunds,"May 12, 2026",payments,Done', "Drill,2026-06-01,,Done", "Talk,2027-01-01,,To do")
    table = "\n".join(["\ufeffName,Date,Tags,Status", *rows])
    part = zipped(
        {
            f"Brag {HEX}/Wins {HEX}_all.csv": table,
            f"Brag {HEX}/Wins {HEX}.csv": table,
            f"Brag {HEX}/Wins {HEX}/Refunds {HEX}.md": PAGE,
            f"Brag {HEX}/Index {HEX}.html": "<p>",
            f"Brag {HEX}/2026 Q2 {HEX}.md": "- Helped Grace\n",
            "../../outside.md": "- 2026-05-30: leads out\n",
            "__MACOSX/._a.md": "- 2026-05-30: hidden\n",
        }
    )
    found = read(tmp_path, {"Export-7d1c3a52-0b1e-4f4e-9d43-0a9d8f3b6c11.zip": zipped({"Export-Part-1.zip": part})})
    assert told(found) == [
        ("2026-04-01", "Helped Grace"),
        ("2026-05-12", "Refunds"),
        ("2026-06-01", "Drill"),
    ]
    assert found[0][1].body.endswith("Paid once.")  # the page says more than its row
    assert found[1] == []
    assert [path.name for path in tmp_path.rglob("*")] == ["Export-7d1c3a52-0b1e-4f4e-9d43-0a9d8f3b6c11.zip"]


def bomb(count: int, size: int) -> bytes:
    return zipped({f"{number}.md": b"\0" * size for number in range(count)})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (bomb(1, 2 << 20), "is packed more than 200 to 1"),
        (bomb(70, 1 << 20), "holds more than 64 MiB"),
        (bomb(20_001, 0), "holds more than 20,000 files"),
        (zipped({f"{number}.zip": bomb(9, 1 << 20) for number in range(9)}), "holds more than 64 MiB"),
        (archive.MAGIC + b"nothing", "is no zip file that can be read"),
        (zipped({"a.zip": b"none"}), "is no zip file that can be read"),
    ],
    ids=("packed tightly", "too much", "too many", "too much inside of others", "none", "none inside"),
)
def test_a_zip_file_that_holds_too_much_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    found = read(tmp_path, {"a.zip": content, "b.md": PAGE})
    assert told(found) == [("2026-05-12", "Refunds")]
    assert found[1][-1] == ("a.zip", why)


def test_a_zip_file_in_one_in_one_is_passed_over(tmp_path: Path) -> None:
    inner = zipped({"c.zip": zipped({"d.md": PAGE}), "c.md": "- 2026-05-12: Drill\n"})
    assert told(read(tmp_path, {"a.zip": zipped({"b.zip": inner})})) == [("2026-05-12", "Drill")]


def test_a_broken_file_in_a_zip_file_hides_no_other(tmp_path: Path) -> None:
    content = zipped({"a.md": "- 2026-05-12: Drill\n", "b.md": PAGE})
    broken = content.replace(b"Drill", b"Grill") if b"Drill" in content else content
    made = bytearray(broken)
    with ZipFile(BytesIO(content)) as opened:
        made[opened.getinfo("a.md").header_offset + 36] ^= 0xFF
    found = read(tmp_path, {"a.zip": bytes(made)})
    assert told(found) == [("2026-05-12", "Refunds")]
    assert found[1] == [("a.zip, a.md", "is no text in UTF-8, or too large")]


def test_what_is_too_large_in_a_zip_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treefall.sources.brags.archive._MOST_BYTES", 70)
    found = read(tmp_path, {"a.zip": zipped({"a.md": PAGE, "b.md": PAGE + "x" * 70})})
    assert told(found) == [("2026-05-12", "Refunds")]
    assert [where for where, _ in found[1]] == ["a.zip, b.md"]


def test_a_single_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    journal = tmp_path / "work.journal"
    journal.write_text("[2026-05-12 10:00] Drill\n[2026-05-13 10:00] @\n")
    (source,) = sources({"files": [str(journal)]}, (), real_world())
    (batch,) = source.fetch(None, real_world())
    assert [one.at.day for one in batch.entries] == [12, 13]
    journal.write_text("Only words.")
    (batch,) = source.fetch(None, real_world())
    assert [one.where for one in batch.rejected] == ["work.journal"]


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    (source,) = sources({"files": [str(tmp_path / "brag.md")]}, (), real_world())
    with pytest.raises(SourceError, match="cannot be read"):
        list(source.fetch(None, real_world()))


@pytest.mark.parametrize("section", [{"files": "~/brag.md"}, {"folders": ["~/brag"]}, {"private": "yes"}])
def test_a_section_that_says_something_else_is_named(section: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=r"brags\."):
        list(sources(section, (), real_world()))


def test_an_export_under_another_name_adds_nothing(tmp_path: Path) -> None:
    content = json.dumps([{"title": "Refunds", "date": "2026-05-12"}])
    (one,), _ = read(tmp_path, {"export-1.json": content})
    (tmp_path / "export-1.json").unlink()
    (other,), _ = read(tmp_path, {"export-2.json": content})
    assert one == other


def test_a_text_that_is_too_large_is_named_and_of_too_many_lines_the_first_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("treefall.sources.brags._MOST_TEXT", 100)
    monkeypatch.setattr("treefall.sources.brags.MOST_LINES", 2)
    monkeypatch.setattr("treefall.sources.brags.outline.MOST_LINES", 2)
    found = read(tmp_path, {"a.md": "# 2026\n- Drill\n- Talk\n- Guide\n", "b.md": "- " + "x" * 100})
    assert told(found) == [("2026-01-01", "Drill")]
    assert found[1] == [
        ("a.md, line 3 and on", "is one of too many"),
        ("b.md", "is no text in UTF-8, or too large"),
    ]

"""The styles of a DOCX file: python-docx's own are those of an office; these are those of the papers."""

from types import MappingProxyType
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

_FACE = "Cambria"
_INK, _SOFT = RGBColor(0, 0, 0), RGBColor(0x55, 0x55, 0x55)
_OWN = MappingProxyType(
    {  # name: what it builds on, size, line, space above and below, bold, soft
        "Normal": ("", 10.5, 15, 0, 7, False, False),
        "Title": ("", 20, 24, 0, 10, True, False),
        "Heading 1": ("", 14, 18, 18, 6, True, False),
        "Heading 2": ("", 11, 15, 12, 3, True, False),
        "TOC Heading": ("", 14, 18, 0, 6, True, False),
        "TOC 1": ("Normal", 10.5, 15, 0, 2, False, False),
        "TOC 2": ("Normal", 10.5, 15, 0, 2, False, True),
        "Header": ("", 8.5, 12, 0, 0, False, True),
        "Caption": ("", 8.5, 11, 2, 12, False, True),
        "Lead": ("Normal", 12.5, 18, 0, 8, False, False),
        "Picture": ("Normal", 10.5, 0, 6, 2, False, False),
        "Table Caption": ("Normal", 10.5, 15, 6, 2, True, False),
        "Table Head": ("Normal", 9, 12, 2, 2, True, True),
        "Table Text": ("Normal", 10, 13, 2, 2, False, False),
        "Table Small": ("Normal", 8.5, 11, 2, 2, False, False),
        "Small Gap": ("Normal", 6, 6, 0, 0, False, False),
    }
)
_KEPT = frozenset({"Title", "Heading 1", "Heading 2", "TOC Heading", "Table Caption", "Picture", "Table Head"})
_ROWS = f"""<w:tblPr {nsdecls("w")}><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:color="999999"/><w:insideH w:val="single" w:sz="4" w:color="999999"/>
</w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>"""
_HEAD = f"""<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:color="000000"/></w:tcBorders></w:tcPr></w:tblStylePr>"""


def styled(file: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Give `file` the styles of the papers, all in one face, one ink and one language."""
    named = {style.name: style for style in file.styles}
    for name, (base, size, line, above, below, bold, soft) in _OWN.items():
        style = named.get(name) or file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if base:
            style.base_style = file.styles[base]
        _face(style)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = _SOFT if soft else _INK
        shape = style.paragraph_format
        shape.line_spacing = Pt(line) if line else 1.0
        shape.space_before, shape.space_after = Pt(above), Pt(below)
        shape.keep_with_next = name in _KEPT
        _bare(style)
    file.styles["TOC 2"].paragraph_format.left_indent = Pt(12)
    mark = file.styles.add_style("Proof Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    rows = file.styles.add_style("Plain Rows", WD_STYLE_TYPE.TABLE)
    rows.element.append(parse_xml(_ROWS))
    rows.element.append(parse_xml(_HEAD))


def _face(style: Any) -> None:  # noqa: ANN401 - as above
    style.font.name = _FACE
    fonts = style.element.rPr.rFonts
    for name in tuple(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FACE)


def _bare(style: Any) -> None:  # noqa: ANN401 - as above
    """Take away the lines under titles, the spread letters and the stops of an office."""
    for tag in ("w:pBdr", "w:spacing", "w:kern", "w:tabs"):
        for place in (style.element.pPr, style.element.rPr):
            found = (
                None if place is None or (tag == "w:spacing" and place is style.element.pPr) else place.find(qn(tag))
            )
            if found is not None:
                place.remove(found)

"""A DOCX file that says nothing of itself but its title: no author, program, date, picture of its first page."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml.ns import qn

_THEN = (1980, 1, 1, 0, 0, 0)  # the first day that such a file can bear
_UNWANTED = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects")
_RSIDS = "w:rsids"


def plain_package(file: Any, title: str) -> bytes:  # noqa: ANN401 - python-docx has no types
    """Return `file` under `title`; the same content gives the same bytes."""
    core = file.core_properties
    for child in list(core._element):  # noqa: SLF001 - what is set to nothing would still be there
        core._element.remove(child)  # noqa: SLF001 - as above
    core.title, core.language = title, "en"
    for rels in (file.part.package.rels, file.part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(_UNWANTED)]:
            del rels[name]
    settings = file.settings.element
    for marks in settings.findall(qn(_RSIDS)):
        settings.remove(marks)
    raw = BytesIO()
    file.save(raw)
    return _undated(raw)


def _undated(package: BytesIO) -> bytes:
    target = BytesIO()
    with ZipFile(package) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _THEN), old.read(name), ZIP_DEFLATED)
    return target.getvalue()

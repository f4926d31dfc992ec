"""A document that holds every sort of block, and what was measured, for the tests of several rooms."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from talks import ago

from treefall.model import (
    Attribution,
    Chart,
    Document,
    Dot,
    Estimate,
    Field,
    Finding,
    Heading,
    Impact,
    Matrix,
    MatrixRow,
    Measurement,
    Metric,
    OpenSlot,
    Paragraph,
    Quantity,
    Sentence,
    Strength,
    Table,
    Terms,
    Where,
    Work,
    entry_id,
)

_FIRST = date(2026, 1, 1)
WORD = "plain"


def finding(unit: str = "ms") -> Finding:
    dots = tuple(
        Dot(_FIRST + timedelta(n), 420.0 if n < 6 else 260.0, 420.0, 400.0, 440.0, after=n >= 6) for n in range(12)
    )
    return Finding(
        on=_FIRST + timedelta(6),
        kind=Quantity.LEVEL,
        attribution=Attribution.BEFORE_AFTER,
        method="test 1",
        unit=unit,
        name="p95",
        before=420.0,
        after=260.0,
        dots=dots,
    )


def every_block(text: str = WORD) -> Document:
    """Return a document of every block, in which `text` stands wherever somebody else's words can stand."""
    cell = (Sentence(text, ("a1",)),)
    return Document(
        text,
        (
            Paragraph("", (Sentence(text, ("a1",)), Sentence("Twice.", ("a1",)), Sentence("Else.", ("b2", "a1")))),
            Heading(text),
            Table(text, (text, "Second"), ((cell, (*cell, Sentence("More.", ("b2",)))), (cell, ()))),
            Heading("The work", turns=True),
            Heading(text, 2),
            Paragraph(text, (Sentence(text, ("c3",)),)),
            OpenSlot(text, text, f"treefall {text}"),
            Field(text, (Sentence(text, ("b2",)),), 500),
            Field("Free", (Sentence("No limit.", ()),)),
            Chart(Sentence(text, ("b2",)), finding(text[:20])),
            Matrix(Sentence(text, ("b2",)), tuple(MatrixRow(text, text, strength) for strength in Strength)),
            Heading("Appendix", turns=True),
            Table("", ("Figure", "Source"), ((cell, cell),), ("a1",)),
        ),
        author=text,
        period="2026",
    )


def measured(work: Work, **more: object) -> tuple[Measurement, Impact]:
    found = replace(finding(), relative=Estimate(value=-0.38, low=-0.41, high=-0.35), points=(6, 6))
    claim = Measurement(
        id=entry_id("measurement", work.id),
        at=ago(20),
        work=work.id,
        metric=Metric(where=Where.FILE, address="p95.csv", query="p95"),
        terms=Terms(subject="p95 of the checkout", unit="ms"),
        on=date(2026, 3, 14),
        inputs="1" * 16,
        finding=replace(found, dots=(), **more),  # type: ignore[arg-type]  # fields of Finding
        words="p95 of the checkout fell by 38 %, from 420 ms to 260 ms; none of 300 other dates moved as much.",
    )
    impact = Impact(
        id=entry_id("impact", work.id, claim.id),
        at=claim.at,
        accomplishment=work.id,
        words=claim.words,
        witness="p95.csv",
        attribution=Attribution.BEFORE_AFTER,
        measurement=claim.id,
    )
    return claim, impact


def tags(content: bytes) -> Counter[str]:
    """Return the tags by which a PDF is read aloud, and how many of each."""
    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    return Counter(_tagged(root["/StructTreeRoot"]))


def _tagged(element: Any) -> list[str]:  # noqa: ANN401 - pypdf has no types here
    found = [element["/S"]] if "/S" in element else []
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        opened = child.get_object()
        if isinstance(opened, dict):
            found += _tagged(opened)
    return found

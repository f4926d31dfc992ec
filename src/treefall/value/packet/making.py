"""The packet, from its first page to its appendix."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import tzinfo
from types import MappingProxyType

from ...model import (
    Block,
    Case,
    Document,
    EntryId,
    Finding,
    Heading,
    Judgement,
    OpenSlot,
    Period,
    Record,
    Sentence,
    Table,
    Work,
)
from ..case import COMMITTEE
from ..consent import heard
from ..coverage import Coverage
from ..slots import open_slots
from ..story.voice import Voice
from . import facing, growing
from .appendix import appendix, coverage
from .known import Knowledge, dated, lasting
from .picking import hidden, picked
from .pieces import beside, piece

_ROOM = 30
_MOST_ASKED = 3
_NO_FINDINGS: Mapping[EntryId, Finding] = MappingProxyType({})


def packet(
    record: Record,
    judgement: Judgement,
    *,
    subject: str,
    zone: tzinfo | None,
    period: Period,
    case: Case | None = None,
    findings: Mapping[EntryId, Finding] = _NO_FINDINGS,
    covered: Coverage | None = None,
) -> Document:
    """Return the packet of `period`; what nobody has said yet stands in it as open slots.

    Args:
        record: what stands.
        judgement: the pieces of work, the strongest first.
        subject: whose case it is; "" where nobody knows.
        zone: whose days they are.
        period: which time it tells of.
        case: what the record shows for a level; None where none was chosen.
        findings: what was measured, with its dots, by the id of the measurement, for the pictures.
        covered: what the record could see; None where nobody knows.
    """
    record = heard(record, COMMITTEE)
    voice = Voice(record, zone, _ROOM)
    works = picked(record, judgement, period, case)
    knowledge = Knowledge(voice, judgement, covered)
    told = (
        *facing.claim(case, works, dated(voice, case.level.at) if case and case.level.dated else ""),
        *facing.rubric(voice, case),
        *facing.results(voice, knowledge, works),
        *_pieces(voice, works),
        *_hidden(voice, judgement, period, works),
        *growing.growth(voice, period),
        *growing.lesson(voice, judgement, period),
        *growing.witnesses(voice),
        *growing.agreed(voice, period),
        *growing.ahead(voice, works, case),
        *_criteria(case),
    )
    title = f"The case for {case.level.target}" if case else "What was done, and what it changed"
    document = Document(
        f"{subject}: {title[0].lower()}{title[1:]}" if subject else title, told, subject, lasting(voice, period)
    )
    proofs = (*appendix(document, knowledge, findings), *coverage(judgement, period, voice, covered))
    return replace(document, blocks=(*document.blocks, *proofs))


def _pieces(voice: Voice, works: tuple[Work, ...]) -> Iterator[Block]:
    if not works:
        yield OpenSlot("The work", "What did you do that no repository shows?", 'treefall note "…"')
        return
    yield Heading("The work", turns=True)
    asked = 0
    for work in works:
        yield from piece(voice, work)
        for question in open_slots(voice.record, work)[: _MOST_ASKED - asked]:
            asked += 1
            yield OpenSlot(question.slot.capitalize(), question.ask, f"treefall ask {work.id[:8]}")


def _hidden(voice: Voice, judgement: Judgement, period: Period, works: tuple[Work, ...]) -> Iterator[Block]:
    found = hidden(judgement, period, works)
    if found:
        yield Heading("The work that does not show")
        rows = (((Sentence(facing.short(work), (work.id,)),), beside(voice, work)) for work in found)
        yield Table("", ("Work", "What is on record"), tuple(rows))


def _criteria(case: Case | None) -> Iterator[Block]:
    """Yield the rubric criterion by criterion, where the first page has it by topic only."""
    if case and facing.is_long(case):
        yield Heading(f"{case.level.target}, criterion by criterion")
        yield facing.matrix(case)
        yield facing.by_criterion(case.rows, numbered=True)

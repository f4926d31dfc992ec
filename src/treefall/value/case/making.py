"""The case itself: every criterion of the target level beside what is on record for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from types import MappingProxyType

from ...model import (
    Case,
    Coming,
    Criterion,
    Doubt,
    EntryId,
    Gate,
    Judgement,
    Period,
    Record,
    Row,
    Rubric,
    State,
    Step,
    Strength,
    Work,
)
from ..consent import heard
from ..phrase import clip
from ..visibility import may_be_told
from .backing import COMMITTEE, Backing
from .doubts import Sceptic
from .gates import gates
from .index import Index
from .links import confirmed, level, rejected
from .scope import scope
from .shown import Shown
from .suggesting import Suggester, ahead

_WORDS_QUOTED = 8


def case(
    record: Record,
    judgement: Judgement,
    rubric: Rubric,
    period: Period,
    *,
    zone: tzinfo | None = None,
    index: Index | None = None,
) -> Case:
    """Return what is on record for each criterion of the level that is aimed for.

    Only what the person linked counts, and of that what is done, lies in `period` and may be told. What is suggested
    counts for nothing until it is confirmed.

    Args:
        record: what the person said; issues among its evidence that are open may close a gap.
        judgement: the pieces of work, of all times.
        rubric: the ladder of the level.
        period: which time is looked at.
        zone: whose days the dates are; None is the computer's.
        index: that of `judgement`, where it is at hand: reading its pieces of work takes most of the time.

    Raises:
        ValueError: the person never said at which level they are.
    """
    standing = level(record)
    if standing is None:
        raise ValueError("a case needs a level that it is made for")
    record = heard(record, COMMITTEE)
    works = tuple(filter(may_be_told, judgement.during(period).works))
    backing = Backing(record, judgement, index)
    suggester = Suggester(works, Shown(record, backing), _to_come(record, judgement, zone))
    table = _Table(works, confirmed(record, rubric), rejected(record, rubric), backing, suggester)
    rows = tuple(map(table.row, rubric.at_level(standing.target)))
    told = tuple(work for work in works if any(work in row.works for row in rows))
    doubts = Sceptic(record, told, backing.index.places, backing, zone).doubts()
    asked = gates(record, rows, table.linked(row.criterion.id for row in rows))
    return Case(
        rubric=rubric,
        level=standing,
        period=period,
        rows=rows,
        scope=scope(record, standing, told, backing.index.places, backing, zone=zone),
        gates=asked,
        doubts=doubts,
        next=next(_steps(rows, asked, doubts, frozenset(work.id for work in works if backing.is_backed(work)))),
    )


def _to_come(record: Record, judgement: Judgement, zone: tzinfo | None) -> Iterator[Coming]:
    """Yield what lies ahead, but for what is private."""
    found = ahead(record, zone)
    named = {one.about for one in found}
    secret = {work.id for work in judgement.works if work.id in named and not may_be_told(work)}
    return (one for one in found if one.about not in secret)


def open_criteria(case: Case) -> tuple[Criterion, ...]:
    """Return the criteria that are not strong yet: those that nothing shows first, then those of one voice."""
    order = (Strength.NONE, Strength.ONE_VOICE)
    return tuple(row.criterion for strength in order for row in case.rows if row.strength is strength)


def closes(case: Case) -> Mapping[EntryId, tuple[Criterion, ...]]:
    """Return which open criteria each piece of work shows or may show, by its id, those that nothing shows first."""
    rows = {row.criterion.id: row for row in case.rows}
    found: dict[EntryId, tuple[Criterion, ...]] = {}
    for criterion in open_criteria(case):
        row = rows[criterion.id]
        for work in (*row.works, *(one.work for one in row.perhaps)):
            found[work.id] = (*found.get(work.id, ()), criterion)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows are made from: the pieces of work, what was decided about them, and what is suggested."""

    works: Sequence[Work]
    confirmed: Mapping[str, frozenset[EntryId]]
    rejected: Mapping[str, frozenset[EntryId]]
    backing: Backing
    suggester: Suggester

    def row(self, criterion: Criterion) -> Row:
        shown, not_shown = (which.get(criterion.id, frozenset()) for which in (self.confirmed, self.rejected))
        works = tuple(work for work in self.works if work.id in shown and work.state is State.DONE)
        strength = self.backing.strength(works)
        is_open = strength is not Strength.STRONG
        return Row(
            criterion=criterion,
            strength=strength,
            works=works,
            proofs=self.backing.proofs(works),
            voices=self.backing.voices(works),
            perhaps=self.suggester.proposals(criterion, shown | not_shown),
            coming=self.suggester.coming(criterion) if is_open else (),
        )

    def linked(self, criteria: Iterator[str]) -> tuple[Work, ...]:
        """Return what was confirmed for any of `criteria`, done or not."""
        ids = frozenset(id_ for criterion in criteria for id_ in self.confirmed.get(criterion, ()))
        return tuple(work for work in self.works if work.id in ids)


def _steps(
    rows: Sequence[Row], asked: Sequence[Gate], doubts: Sequence[Doubt], backed: frozenset[EntryId]
) -> Iterator[Step]:
    """Yield what to do next: decide what is suggested, say what is unclear, answer the sceptic, plan, hand in.

    What is `backed` and shows nothing yet is asked about where it may show what is strong already, too: a proof that
    supports no criterion is lost on a committee.
    """
    for strength in (Strength.NONE, Strength.ONE_VOICE):
        for number, row in enumerate(rows, 1):
            if row.strength is strength and row.perhaps:
                yield Step(f"treefall case {number}", f"what may show {_quoted(row)}: yes or no?")
    shown = {work.id for row in rows for work in row.works}
    for number, row in enumerate(rows, 1):
        for one in row.perhaps:
            if one.work.id in backed - shown:
                what = f"“{clip(one.work.title, _WORDS_QUOTED)}” shows no criterion yet: does it show {_quoted(row)}?"
                yield Step(f"treefall case {number}", what)
    if not any(row.works for row in rows):
        yield Step("treefall case 1", "which work shows it? A case is made of what you confirm")
    yield from (gate.step for gate in asked if gate.step)
    yield from (doubt.step for doubt in doubts if doubt.step and not doubt.answer)
    for number, row in enumerate(rows, 1):
        if row.strength is Strength.NONE and row.coming:
            yield Step(f"treefall case {number}", f"what lies ahead could show {_quoted(row)}")
    yield Step("treefall packet --format pdf --output packet.pdf", "the case on paper, for those who decide")


def _quoted(row: Row) -> str:
    return f"“{clip(row.criterion.words, _WORDS_QUOTED).rstrip('.')}”"

"""Which pieces of work a self-review tells, and why: what speaks for each, and what it adds to those picked before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from ...model import Attribution, Criterion, EntryId, Heard, Judgement, Kind, Period, Pick, Record, State, Work
from ..alignment import served
from ..case.backing import Backing
from ..case.scope import quarter
from ..phrase import clip, names
from ..slots import holds_figure, impact, may_be_said
from ..story.care import cares
from ..visibility import heard_of, may_be_told

FEWEST, MOST = 3, 5
"""So many are picked, where there are so many: beyond the fewest only what more than my own words speak for."""

CHOSEN = "you chose it"
"""Why a piece of work is told that the person picked."""

Closing: TypeAlias = Mapping[EntryId, tuple[Criterion, ...]]
"""Which open criteria of the target level a piece of work shows, or may show."""

_Sign: TypeAlias = tuple[int, str]  # how much it weighs, an order and never shown; the clause that says so
_HEARD = MappingProxyType(
    {
        Heard.USED: (3, "it was used in a decision"),
        Heard.PASSED_ON: (2, "it was passed on"),
        Heard.SAID_BACK: (1, "it was said back to you"),
    }
)
_HIDDEN = frozenset({Kind.PREVENTION, Kind.INCIDENT, Kind.MENTORING, Kind.REVIEW, Kind.DECISION})
_STRONGEST = 5
_MOST_WHYS = 3
_WORDS_QUOTED = 10
_UNSAID = -5  # where nothing can be told of what changed


@dataclass(frozen=True)
class Picker:
    """Weighs the pieces of work of a period.

    Attributes:
        record: what stands.
        judgement: the pieces of work, the strongest first.
        period: which time is told.
        boss: who reads the self-review first; "" where nobody knows.
        closing: what is open at the target level.
        zone: whose quarters they are.
    """

    record: Record
    judgement: Judgement
    period: Period
    boss: str
    closing: Closing
    zone: tzinfo | None

    def picked(self, most: int) -> tuple[Pick, ...]:
        """Return what to tell, the most telling first, `FEWEST` to `MOST` as the form wants; each with why."""
        signs, found, left = self._signs(), list[Pick](), self._standing()
        while left and len(found) < min(MOST, max(FEWEST, most)):
            weighed = [(sorted([*signs[work.id], *self._adding(work, found)], reverse=True), work) for work in left]
            best, work = max(weighed, key=lambda each: sum(weight for weight, _ in each[0]))
            if len(found) >= FEWEST and not self._backing.is_backed(work):
                left.remove(work)
                continue
            found.append(
                Pick(
                    work,
                    tuple(clause for _, clause in best if clause)[:_MOST_WHYS] or ("it is on record in this period",),
                )
            )
            left.remove(work)
        return tuple(found)

    def _standing(self) -> list[Work]:
        works = self.judgement.during(self.period).works
        return [work for work in works if work.state is State.DONE and may_be_told(work)]

    def _signs(self) -> Mapping[EntryId, list[_Sign]]:
        """Return what speaks for each piece of work by itself."""
        heard, wanted = heard_of(self.record), cares(self.record, self.boss) if self.boss else {}
        found: dict[EntryId, list[_Sign]] = {}
        for rank, work in enumerate(self._standing()):
            signs = [*self._backed(work)]
            signs += [_HEARD[heard[work.id]]] if heard.get(work.id) in _HEARD else []
            if work.id in wanted:
                signs.append((2, f"it serves what {self.boss} cares about"))
            elif aims := served(self.record, work.id):
                signs.append((1, f"it serves “{clip(aims[0].words, _WORDS_QUOTED).rstrip('.')}”"))
            if work.id in self.closing:
                what = clip(self.closing[work.id][0].words, _WORDS_QUOTED).rstrip(".")
                signs.append((1, f"it may show what is still open: “{what}”"))
            if rank < _STRONGEST:
                signs.append(
                    (1 + (rank == 0), "the strongest of its time" if rank == 0 else "among the five strongest")
                )
            found[work.id] = signs
        return found

    def _backed(self, work: Work) -> Iterator[_Sign]:
        change = impact(self.record, work)
        if not (change and may_be_said(change)):
            yield _UNSAID, ""
        elif change.attribution is not Attribution.ASSERTED and holds_figure(change.words):
            yield 2, "there is a number with its source"
        if self._backing.is_measured(work):
            yield 4, "what it changed was measured"
        if voices := self._backing.voices((work,)):
            yield 3, f"{names(voices)} {'speaks' if len(voices) == 1 else 'speak'} of it"
        elif self._backing.is_recorded(work):
            yield 1, "what it changed can be looked up"

    def _adding(self, work: Work, found: Sequence[Pick]) -> Iterator[_Sign]:
        """Yield what `work` adds to what was picked: a quarter of the year, a kind of work that does not show."""
        if found and (when := quarter(work, self.zone)) not in {quarter(one.work, self.zone) for one in found}:
            yield 1, f"it tells of {when}, too"
        if work.kind in _HIDDEN and work.kind not in {one.work.kind for one in found}:
            yield 2, f"work that does not show: {work.kind}"

    @cached_property
    def _backing(self) -> Backing:
        return Backing(self.record, self.judgement)

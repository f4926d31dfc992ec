"""What may show a criterion, and what lies ahead and could: suggested with the reason, decided by the person."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import TypeVar

from ...model import (
    Accomplishment,
    Coming,
    Criterion,
    EntryId,
    Evidence,
    Proposal,
    Record,
    State,
    Work,
)
from ..expectations import standing
from ..phrase import clip, day
from ..visibility import may_be_told
from .shown import Shown
from .signs import ENOUGH, Match, Text, asked, match, read

MOST_SUGGESTED = 3
"""At most so many pieces of work, and so many things that lie ahead, are suggested for one criterion."""

_WORDS_QUOTED = 16
_OPEN = "open"  # how a forge says that an issue is
_T = TypeVar("_T")


class Suggester:
    """What each of many criteria may be shown by; pieces of work are read once."""

    def __init__(self, works: Iterable[Work], shown: Shown, ahead: Iterable[Coming] = ()) -> None:
        """Read the signs and words of `works`, the weightiest first, and of what lies `ahead`."""
        self._works = tuple((work, shown.signs(work), shown.words(work)) for work in works if may_be_told(work))
        self._ahead = tuple((one, read(one.words)) for one in ahead)

    def proposals(self, criterion: Criterion, decided: frozenset[EntryId] = frozenset()) -> tuple[Proposal, ...]:
        """Return what may show `criterion`, the likeliest first, at most three; nothing of what was `decided`."""
        wanted = asked(criterion.words, criterion.examples)
        found = (
            (work, match(wanted, signs, words))
            for work, signs, words in self._works
            if work.state is State.DONE and wanted.may_match(signs, words) and work.id not in decided
        )
        return tuple(Proposal(work, fit.why) for work, fit in _nearest(found))

    def coming(self, criterion: Criterion) -> tuple[Coming, ...]:
        """Return what lies ahead and could show `criterion`, the likeliest first, at most three."""
        wanted = asked(criterion.words, criterion.examples)
        under_way = (
            (Coming(f"“{work.title}” is under way", work.id, ""), match(wanted, signs, words))
            for work, signs, words in self._works
            if work.state is State.IN_PROGRESS
        )
        planned = ((one, match(wanted, _spoken(text), text.words)) for one, text in self._ahead)
        return tuple(replace(one, why=fit.why) for one, fit in _nearest((*under_way, *planned)))


def ahead(record: Record, zone: tzinfo | None = None) -> tuple[Coming, ...]:
    """Return what lies ahead: what is expected, what is assigned and open, what I said comes next.

    Issues are those among the evidence of `record`, as far as it holds any.
    """
    return *_expected(record, zone), *_assigned(record), *_next(record)


def _expected(record: Record, zone: tzinfo | None) -> Iterator[Coming]:
    today = record.now.astimezone(zone).date()
    for one in standing(record):
        by = f" by {day(one.due.astimezone(zone), today)}" if one.due else ""
        yield Coming(f"{one.person} expects “{clip(one.words, _WORDS_QUOTED).rstrip('.')}”{by}", one.id, "")


def _assigned(record: Record) -> Iterator[Coming]:
    for one in record.of(Evidence):
        if one.facts.get("state") == _OPEN and "issue" in one.facts and not one.private:
            yield Coming(f"{one.native} “{clip(one.title, _WORDS_QUOTED).rstrip('.')}” is open", one.id, "")


def _next(record: Record) -> Iterator[Coming]:
    for one in record.of(Accomplishment):
        if one.next and not one.sequel:
            yield Coming(f"Next, you said: “{clip(one.next, _WORDS_QUOTED).rstrip('.')}”", one.id, "")


def _spoken(text: Text) -> dict[str, str]:
    """Return what a text that is not done yet speaks of, as clauses."""
    return {sign: f"it speaks of “{word}”" for sign, word in text.signs.items()}


def _nearest(found: Iterable[tuple[_T, Match]]) -> list[tuple[_T, Match]]:
    """Return what fits well enough, the nearest first, of equals as they stood; at most `MOST_SUGGESTED`."""
    near = [each for each in found if each[1].nearness >= ENOUGH]
    return sorted(near, key=lambda each: -each[1].nearness)[:MOST_SUGGESTED]

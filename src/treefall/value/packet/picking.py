"""Which pieces of work a packet tells: the few that say most, and beside them the work that does not show."""

from collections.abc import Sequence

from ...model import Accomplishment, Attribution, Case, Impact, Judgement, Kind, Period, Record, State, Work
from ..slots import accomplishment, holds_figure, impact, may_be_said
from ..visibility import may_be_told

FEWEST, MOST = 3, 5
"""A packet tells of so many pieces of work, where there are so many."""

_MOST_HIDDEN = 6
_SUREST = tuple(Attribution)
_HIDDEN = (Kind.PREVENTION, Kind.INCIDENT, Kind.MENTORING, Kind.REVIEW, Kind.DECISION)


def picked(record: Record, judgement: Judgement, period: Period, case: Case | None = None) -> tuple[Work, ...]:
    """Return what to tell, the most telling first: at most `MOST`, and no more than `FEWEST` of which nobody said much.

    What stands and may be told comes into question. There comes first what changed something that can be said, a
    figure before words and the surer one before the other; then what the person tied to the rubric, then what has its
    concern; of equals the strongest.
    """
    linked = {work.id for row in case.rows for work in row.works} if case else set()

    def order(work: Work) -> tuple[bool, bool, int, bool, bool]:
        done, change = accomplishment(record, work), _changed(record, work)
        sure = _SUREST.index(change.attribution) if change else len(_SUREST)
        wordless = not (change and holds_figure(change.words))
        return change is None, wordless, sure, work.id not in linked, not (done and done.concern)

    found = sorted(_standing(judgement, period), key=order)
    return tuple(work for place, work in enumerate(found[:MOST]) if place < FEWEST or _changed(record, work))


def hidden(judgement: Judgement, period: Period, told: Sequence[Work]) -> tuple[Work, ...]:
    """Return the work that does not show, in the order of its kinds, beside what is `told` already; at most six."""
    others = (work for work in _standing(judgement, period) if work.kind in _HIDDEN and work not in told)
    return tuple(sorted(others, key=lambda work: _HIDDEN.index(work.kind))[:_MOST_HIDDEN])


def defeat(record: Record, judgement: Judgement, period: Period) -> tuple[Work, Accomplishment] | None:
    """Return what went wrong and taught something, the newest: what was undone before what the person had caused."""
    found = [
        (work.state is State.REVERTED, work.end, work.id, work, done)
        for work in judgement.during(period).works
        if may_be_told(work)
        and (done := accomplishment(record, work))
        and done.lesson
        and (work.state is State.REVERTED or done.cause)
    ]
    return max(found)[3:] if found else None


def _standing(judgement: Judgement, period: Period) -> list[Work]:
    return [work for work in judgement.during(period).works if work.state is State.DONE and may_be_told(work)]


def _changed(record: Record, work: Work) -> Impact | None:
    change = impact(record, work)
    return change if change and may_be_said(change) else None

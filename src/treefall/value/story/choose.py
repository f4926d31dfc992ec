"""What to tell somebody next, and what sort of story it is."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ...model import (
    Accomplishment,
    Arc,
    EntryId,
    Feedback,
    Impact,
    Judgement,
    Kind,
    Learning,
    Listens,
    Period,
    Record,
    State,
    Telling,
    Work,
)
from ..people import card
from ..visibility import may_be_told, told
from .care import cares

MOST_PIECES = 3
"""An episode tells of at most so many pieces of work."""

_FRESH = timedelta(days=120)
_A_RUN = 2  # episodes of one sort in a row, after which another sort comes first
_ORDER = (State.DONE, State.IN_PROGRESS, State.REVERTED)


def chosen(
    record: Record, judgement: Judgement, person: str, period: Period, closing: frozenset[EntryId] = frozenset()
) -> tuple[Work, ...]:
    """Return what to tell `person` next, the main piece first, then at most two of `period` that are only mentioned.

    What lies in `period` comes before all else. There comes first what touches most of what this person cares about;
    then what I have already found words for; then what shows an open criterion, unless `person` is a peer, who has no
    say in it; then what is fresh; then another sort of story than the last two; then wins before what is under way,
    and that before a defeat; then the strongest. What `person` was told is left out (without a name: what anybody was
    told), and so is private work.

    Args:
        record: what stands.
        judgement: the work to choose from, the strongest first.
        person: who will listen; may be "".
        period: what to look at first.
        closing: the pieces of work that show, or may show, a criterion of the target level that is still open.
    """
    tellings = told(record, person)
    known = frozenset(work for telling in tellings for work in telling.about)
    unknown = _unknown(judgement.during(period).works, known)
    most = MOST_PIECES if unknown else 1
    done = {one.id: one for one in record.of(Accomplishment)}
    worded = {one.id for one in done.values() if one.concern or one.lesson}
    worded.update(change.accomplishment for change in record.of(Impact))
    wanted, grown = cares(record, person) if person else {}, _grown(record)
    stale = _stale(tellings, judgement, done, grown)
    is_peer = person and card(record, person).listens is Listens.PEER

    def order(work: Work) -> tuple[int, bool, bool, bool, bool, int]:
        return (
            -len(wanted.get(work.id, ())),
            work.id not in worded,
            not is_peer and work.id not in closing,
            work.end < record.now - _FRESH,
            _arc(work, done.get(work.id), grown) is stale,
            _ORDER.index(work.state),
        )

    ranked = sorted(unknown or _unknown(judgement.works, known), key=order)[:most]
    return (*ranked[:1], *(work for work in ranked[1:] if work.state is not State.REVERTED))


def _unknown(works: Sequence[Work], known: frozenset[EntryId]) -> list[Work]:
    return [work for work in works if work.id not in known and may_be_told(work)]


def arc(record: Record, work: Work) -> Arc:
    """Return what sort of story `work` is."""
    done = next((one for one in reversed(record.of(Accomplishment)) if one.id == work.id), None)
    return _arc(work, done, _grown(record))


def _arc(work: Work, done: Accomplishment | None, grown: frozenset[EntryId]) -> Arc:
    if work.state is State.REVERTED or (done and done.cause):
        return Arc.DEFEAT
    if work.state is State.IN_PROGRESS:
        return Arc.CLIFFHANGER
    if grown.intersection((work.id, *(seen.id for seen in work.evidence))):
        return Arc.GROWTH
    return Arc.PREVENTION if work.kind is Kind.PREVENTION else Arc.WIN


def _grown(record: Record) -> frozenset[EntryId]:
    """Return the work and evidence in which criticism was answered or something learned was put to use."""
    answered = (id_ for said in record.of(Feedback) if not said.praise for id_ in said.answered_by)
    used = (id_ for learning in record.of(Learning) for id_ in learning.evidence)
    return frozenset((*answered, *used))


def _stale(
    tellings: Sequence[Telling],
    judgement: Judgement,
    done: Mapping[EntryId, Accomplishment],
    grown: frozenset[EntryId],
) -> Arc | None:
    """Return the sort of story that the last two were, or None where they differed or there were fewer."""
    last = {telling.about[0] for telling in tellings[-_A_RUN:]}
    arcs = [_arc(work, done.get(work.id), grown) for work in filter(None, map(judgement.work, last))]
    return arcs[0] if len(arcs) == _A_RUN and len(set(arcs)) == 1 else None

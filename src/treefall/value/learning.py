"""What was learned, and what came of it for the business: adopted, decided against, taught or used."""

from ..model import EntryId, Judgement, Kind, Learning, Likely, Outcome, Record, Seen, Work, entry_id
from .held import CERTIFICATES
from .nearness import Nearness
from .people import key


def learned(record: Record, what: str, origin: str = "") -> Learning:
    """Return the entry that says that `what` was learned, now; the same again is one entry.

    Raises:
        ValueError: it says nothing.
    """
    id_ = entry_id("learning", key(what))
    stood = next((one for one in record.of(Learning) if one.id == id_), None)
    return stood or Learning(id=id_, at=record.now, what=what, origin=origin)


def open_learnings(record: Record) -> tuple[Learning, ...]:
    """Return what was learned and had no consequence yet, the oldest first."""
    return tuple(one for one in record.of(Learning) if one.outcome is Outcome.OPEN)


def unsaid(record: Record, judgement: Judgement) -> tuple[Seen, ...]:
    """Return the certificates on record of which nobody said what came of them, the newest first."""
    said = record.of(Learning)
    linked, words = {id_ for one in said for id_ in one.evidence}, {key(one.what) for one in said}
    seen = (seen for work in judgement.works for seen in work.evidence if seen.source == CERTIFICATES)
    found = (one for one in seen if one.id not in linked and key(one.title) not in words)
    return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True))


def likely(record: Record, judgement: Judgement) -> tuple[Likely, ...]:
    """Return the open learnings whose topic a later piece of work touches by its words, each with the nearest such.

    Those are asked about: a consequence has become likely.
    """
    learnings = {one.id: one for one in open_learnings(record)}
    nearness = Nearness(record, judgement, {one.id: one.what for one in learnings.values()})
    found: dict[EntryId, tuple[float, Work]] = {}
    for work in judgement.works if learnings else ():
        if work.kind is Kind.LEARNING:  # to learn more of it is no use of it
            continue
        for id_, near, _ in nearness.near(work):
            if work.end > learnings[id_].at and (id_ not in found or near > found[id_][0]):
                found[id_] = near, work
    return tuple(Likely(one, found[one.id][1]) for one in learnings.values() if one.id in found)

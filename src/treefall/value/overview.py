"""The first screen: who I am, what I did, what was left out, who knows of it, and the one next step."""

import shlex
from collections import Counter
from datetime import datetime

from ..model import EntryId, Judgement, Overview, Period, Record, Rejected, State, Step, Telling, Work
from .slots import open_slots, questions
from .visibility import by_work, listeners, may_be_told

MOST_WORKS = 15
"""At most so many pieces of work are on the screen."""

_SECONDS_A_QUESTION = 20


def overview(
    record: Record,
    judgement: Judgement,
    period: Period,
    *,
    mine: tuple[str, ...],
    not_mine: tuple[str, ...] = (),
    places: int,
    rejected: tuple[Rejected, ...] = (),
) -> Overview:
    """Return what the first screen says about `period`.

    Args:
        record: what stands; of its evidence nothing is read here.
        judgement: what the evidence comes to, of all times.
        period: what to look at.
        mine: who the person is, as they should read it; empty where nobody knows yet.
        not_mine: who could be taken for them and is somebody else.
        places: how many places were read.
        rejected: records that could not be read.
    """
    part = judgement.during(period)
    tellings = by_work(record)
    tellable = tuple(work for work in part.works if may_be_told(work))
    untold = tuple(work for work in tellable if work.id not in tellings)
    since = max((telling.at for those in tellings.values() for telling in those), default=None)
    return Overview(
        mine=mine,
        not_mine=not_mine,
        period=period,
        places=places,
        commits=sum(seen.source == "git" for work in part.works for seen in work.evidence),
        works=part.works[:MOST_WORKS],
        total=len(part.works),
        left_out=tuple(Counter(sorted(out.why for out in part.left_out)).most_common()),
        rejected=rejected,
        told=frozenset(work.id for work in part.works if work.id in tellings),
        untold=len(untold),
        tellable=len(tellable),
        since=since,
        new=_new(part.works, since),
        listeners=listeners(record, frozenset(work.id for work in part.works)),
        next=_next(record, part.works, untold) if mine else _who(),
    )


def _new(works: tuple[Work, ...], since: datetime | None) -> frozenset[EntryId]:
    return frozenset(work.id for work in works if since is not None and work.end > since)


def _who() -> Step:
    return Step("treefall collect --me you@example.com", "with your own address: says which work is yours")


def _next(record: Record, works: tuple[Work, ...], untold: tuple[Work, ...]) -> Step:
    """Choose by what is missing: work, an answer about the strongest piece that nobody knows, a listener."""
    if not works:
        return Step('treefall note "what I did"', "captures what no repository shows, in one line")
    if not untold:
        return Step('treefall note "what I did"', "all of this was told: what does no repository show?")
    strongest = untold[0]
    if not _sayable(record, strongest):
        number, asked = works.index(strongest) + 1, len(questions(record, strongest))
        name = str(number) if number <= MOST_WORKS else strongest.id
        why = f"{asked} questions, {asked * _SECONDS_A_QUESTION} seconds: turns it into something you can say aloud"
        return Step(f"treefall ask {name}", why.replace("1 questions", "1 question"))
    return Step(_meeting(record), "90 seconds to read before you meet: the work that they have not heard of")


def _sayable(record: Record, work: Work) -> bool:
    """Say whether `work` has what a listener needs first: a concern, and what changed or what it taught."""
    needed = {"concern", "change", "witness"} | ({"lesson"} if work.state is State.REVERTED else set())
    return needed.isdisjoint(question.slot for question in open_slots(record, work))


def _meeting(record: Record) -> str:
    """Return the command for the next 1:1, with whoever was told last."""
    last = max(record.of(Telling), key=lambda telling: telling.at, default=None)
    return f"treefall 1:1 {shlex.quote(last.to)}" if last else "treefall 1:1"

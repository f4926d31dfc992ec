"""The first screen: who I am, what I did, what was left out, who knows of it, and the one next step."""

import shlex
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from itertools import islice
from types import MappingProxyType

from ..model import EntryId, Judgement, Listener, Overview, Period, Record, Rejected, State, Step, Telling, Work
from . import people
from .held import AWAY, DAYS_OFF, OTHERS_WORDS
from .slots import open_slots, questions
from .story import chosen
from .testimonials import usable
from .visibility import by_work, heard_of, listeners, may_be_told

MOST_WORKS = 15
"""At most so many pieces of work are on the screen."""

_SECONDS_A_QUESTION = 20
_YEAR = 12  # months
_MIDDLE = 2, 27  # days of a month that no zone moves into another
_OTHERS = frozenset(
    {"bot", "by others", "release notes", "withdrawn", DAYS_OFF, OTHERS_WORDS}
)  # why evidence is left out that shows no work of the person's


def overview(
    record: Record,
    judgement: Judgement,
    period: Period,
    *,
    mine: tuple[str, ...],
    not_mine: tuple[str, ...] = (),
    places: int,
    rejected: tuple[Rejected, ...] = (),
    zone: tzinfo | None = None,
    closing: frozenset[EntryId] = frozenset(),
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
        zone: whose months count; None: the computer's.
        closing: what shows, or may show, an open criterion of the target level (see `chosen`).
    """
    part = judgement.during(period)
    tellings, heard = by_work(record), heard_of(record)
    tellable = tuple(work for work in part.works if may_be_told(work))
    since = max((telling.at for those in tellings.values() for telling in those), default=None)
    after = tuple(work for work in tellable if since and work.end > since)
    return Overview(
        mine=mine,
        not_mine=not_mine,
        period=period,
        places=places,
        commits=sum(work.changes for work in part.works),
        works=part.works[:MOST_WORKS],
        total=len(part.works),
        left_out=tuple(Counter(sorted(out.why for out in part.left_out)).most_common()),
        rejected=rejected,
        heard=MappingProxyType({work.id: heard[work.id] for work in part.works if work.id in heard}),
        untold=sum(work.id not in tellings for work in tellable),
        tellable=len(tellable),
        since=since,
        new=frozenset(work.id for work in after if since and work.start <= since),
        begun=frozenset(work.id for work in after if since and work.start > since),
        listeners=_listeners(record, frozenset(work.id for work in tellable)),
        silent=silent_months(judgement, Period(period.start, max(period.start, min(period.end, record.now))), zone),
        next=_next(record, judgement, period, closing) if mine else _who(),
    )


def silent_months(judgement: Judgement, period: Period, zone: tzinfo | None) -> tuple[date, ...]:
    """Return the whole months of `period`, after the first evidence there is, in which nothing is on record.

    What somebody else did, or a program, is no record of the person's. A month of leave is explained by that.

    Args:
        judgement: of all times.
        period: what to look at; it should not end in the future.
        zone: whose months count; None: the computer's.
    """
    earliest = min(_first(judgement), default=None)
    if earliest is None:
        return ()
    part = judgement.during(period)
    own = [seen.at for work in part.works for seen in work.evidence]
    own += [out.evidence.at for out in part.left_out if out.why not in _OTHERS]
    busy = {_month(at, zone) for at in own}
    start, end = period.start.astimezone(zone), period.end.astimezone(zone)
    first = max(_month(start, zone) + (start.date() > date(start.year, start.month, 1)), _month(earliest, zone))
    months = (month for month in range(first, _month(end, zone)) if month not in busy)
    return tuple(date(month // _YEAR, month % _YEAR + 1, 1) for month in months)


def _first(judgement: Judgement) -> Iterator[datetime]:
    """Yield when each piece of work began, and when the first of what was left out happened that is the person's."""
    yield from (work.start for work in judgement.works)
    own = (out.evidence.at for out in judgement.left_out if out.why != AWAY and out.why not in _OTHERS)
    yield from islice(own, 1)


def _month(at: datetime, zone: tzinfo | None) -> int:
    """Return the months since the year 0; `at` in UTC, whose middle of the month is that of every zone."""
    local = at if at.tzinfo is UTC and _MIDDLE[0] <= at.day <= _MIDDLE[1] else at.astimezone(zone)
    return local.year * _YEAR + local.month - 1


def _who() -> Step:
    return Step("treefall --repo PATH --me ADDRESS", "with an address of yours: says which work is yours")


def _next(record: Record, judgement: Judgement, period: Period, closing: frozenset[EntryId]) -> Step:
    """Choose by what is missing: work to tell in the next 1:1 (see `chosen`), an answer about it, the 1:1 itself."""
    listener = _listener(record)
    to_tell = next(iter(chosen(record, judgement, listener, period, closing)), None)
    if to_tell is None:
        told = any(map(may_be_told, judgement.works))
        why = (
            "all of this was told: what does no repository show?"
            if told
            else "captures what no repository shows, in one line"
        )
        return Step('treefall note "what I did"', why)
    if not _sayable(record, to_tell, listener):
        shown, asked = judgement.during(period).works[:MOST_WORKS], len(questions(record, to_tell))
        name = str(shown.index(to_tell) + 1) if to_tell in shown else to_tell.id
        why = f"{asked} questions, {asked * _SECONDS_A_QUESTION} seconds: turns it into something you can say aloud"
        return Step(f"treefall ask {name}", why.replace("1 questions", "1 question"))
    meeting = f"treefall 1:1 {shlex.quote(listener)}" if listener else "treefall 1:1"
    return Step(meeting, "90 seconds to read before you meet: the work that they have not heard of")


def _sayable(record: Record, work: Work, listener: str) -> bool:
    """Say whether `work` has what `listener` needs first: a concern, and what changed or what it taught.

    What somebody testified for their ears says what changed, too.
    """
    needed = {"concern"} | ({"lesson"} if work.state is State.REVERTED else set())
    if not (listener and usable(record, people.card(record, listener), (work.id,))):
        needed |= {"change", "witness"}
    return needed.isdisjoint(question.slot for question in open_slots(record, work))


def _listener(record: Record) -> str:
    """Return with whom the next 1:1 is: the boss, or else whoever was told last and still listens, or ""."""
    if boss := people.boss(record):
        return boss.name
    there = (one for one in record.of(Telling) if people.listens_now(people.card(record, one.to), record.now))
    last = max(there, key=lambda telling: telling.at, default=None)
    return last.to if last else ""


def _listeners(record: Record, works: frozenset[EntryId]) -> tuple[Listener, ...]:
    """Return who has heard of how many of `works`: the boss first, even of none, then the others who still listen."""
    found = [one for one in listeners(record, works) if people.listens_now(people.card(record, one.person), record.now)]
    boss = people.boss(record)
    if boss is None:
        return tuple(found)
    theirs = [one for one in found if people.same_person(one.person, boss.name)]
    others = [one for one in found if one not in theirs]
    return (*(theirs or [Listener(boss.name, 0, boss.at)]), *others)

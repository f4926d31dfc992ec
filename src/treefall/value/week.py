"""The weekly three minutes: what nobody decided on yet, at most three questions, and one thing to do about being heard.

A metric can be read before a change goes out, and only then; so what is under way is asked about first, and comes back
14 and 30 days after it went out.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType

from ..model import (
    Asked,
    EntryId,
    Heard,
    Judgement,
    Nudge,
    Period,
    Reading,
    Record,
    Reply,
    State,
    Step,
    Telling,
    Week,
    WeekQuestion,
    Work,
    entry_id,
)
from .people import key
from .phrase import clip, number
from .slots import MOST_QUESTIONS, open_slots
from .visibility import may_be_told

MOST_IN_INBOX = 5
"""So many pieces of work are proposed at a time."""

WEEK = "week"
"""The name of going through a week, among what Treefall asked (see `Asked`)."""

_AFTER = (timedelta(days=14), timedelta(days=30))
_NO_LONGER = timedelta(days=120)
_NEWS = timedelta(days=8)
_SAME_WEEK = timedelta(days=4)  # within which nothing more is asked
_PATIENCE = timedelta(days=20)  # before a question that was skipped is asked again
_PASSING_ON = timedelta(days=7)
_MOST_WAITS = 2
_WORDS = 12
_STRONGEST = 12
_VALUE = MappingProxyType({"concern": 0, "change": 1, "witness": 2, "sequel": 3, "cause": 4})
_READING = re.compile(
    r"(?:(?P<metric>.*?[^\s:=])\s*(?::|=|\s(?:is|was|at)\s)\s*)?(?P<value>[-+]?\d[\d.,]*)\s*(?P<unit>%|[^\s,;()]+)?"
    r"\s*(?:[,;(]\s*(?P<where>[^()]*?)\s*\)?)?\.?",
    re.DOTALL,
)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def week(
    record: Record, judgement: Judgement, period: Period, *, nudge: Step | None, waits: Sequence[Nudge] = ()
) -> Week:
    """Return the week as it is now.

    Args:
        record: what stands.
        judgement: the pieces of work, the strongest first.
        period: what to look at.
        nudge: the one thing to do about being heard.
        waits: what else is open with somebody, the worst first.
    """
    last = max((one.at for one in record.of(Asked) if not one.person and one.question == WEEK), default=None)
    since = last or record.now - _NEWS
    new = [work for work in judgement.during(period).works if not work.accepted]
    inbox = sorted(new, key=lambda work: work.end < since)
    return Week(
        inbox=tuple(inbox[:MOST_IN_INBOX]),
        waiting=max(0, len(inbox) - MOST_IN_INBOX),
        questions=() if last and record.now - last < _SAME_WEEK else questions(record, judgement, period),
        nudge=nudge,
        waits=tuple(waits[:_MOST_WAITS]),
        last=last,
    )


def questions(record: Record, judgement: Judgement, period: Period) -> tuple[WeekQuestion, ...]:
    """Return the questions of the week, the most valuable first: at most three, one about a piece of work.

    First what a metric shows after, then before, for neither can be seen for long; then whether a brief was used; then
    the open slots of the strongest work. What was skipped lately is not asked again.
    """
    asker = _Asker(record, judgement, period)
    found: dict[EntryId, WeekQuestion] = {}
    for question in asker.all():
        if question.work.id not in found and not asker.was_skipped(question):
            found[question.work.id] = question
        if len(found) == MOST_QUESTIONS:
            break
    return tuple(found.values())


def passed_over(record: Record, slot: str, work: EntryId) -> Asked:
    """Return the entry that Treefall asked for `slot` of `work` now and got no answer."""
    id_ = entry_id("asked", slot, work, record.now.date().isoformat())
    return Asked(id=id_, at=record.now, person="", question=slot, about=work)


def gone_through(record: Record) -> Asked:
    """Return the entry that the person went through a week now; one a day stands."""
    return Asked(id=entry_id("asked", WEEK, record.now.date().isoformat()), at=record.now, person="", question=WEEK)


def reading(record: Record, work: EntryId, words: str, before: Reading | None = None) -> Reading:
    """Return what `words` say that a metric shows now: "p95 of checkout: 840 ms, Grafana"; one a day stands.

    Args:
        record: what stands.
        work: for which piece of work.
        words: the metric, the number with its unit, and where it was read; of an earlier reading only the number.
        before: the earlier reading, if there is one.

    Raises:
        ValueError: there is no number in it, it is of nothing, or in another unit than before.
    """
    said = _READING.fullmatch(words.strip())
    if not said:
        raise ValueError("it needs a metric and a number, like “p95 of checkout: 840 ms, Grafana”")
    metric = (said["metric"] or (before.metric if before else "")).strip()
    if not metric:
        raise ValueError("it does not say of what that is, like “p95 of checkout: 840 ms, Grafana”")
    unit = said["unit"] or (before.unit if before else "")
    if before and key(metric) == key(before.metric) and unit != before.unit:
        raise ValueError(f"it was in {before.unit or 'no unit'} before, not in {unit}")
    return Reading(
        id=entry_id("reading", work, key(metric), record.now.date().isoformat()),
        at=record.now,
        work=work,
        metric=metric,
        value=_value(said["value"]),
        unit=unit,
        where=said["where"] or (before.where if before else ""),
    )


def outcomes_due(record: Record, works: Sequence[Work]) -> Iterator[tuple[Work, Reading, datetime]]:
    """Yield what is to be read again after a piece of work went out, with when: 14 and 30 days after.

    What was read again from that day on is left out, and so is what went out too long ago.
    """
    read: dict[EntryId, list[Reading]] = {}
    for one in record.of(Reading):
        read.setdefault(one.work, []).append(one)
    for work in works:
        readings = read.get(work.id, [])
        if work.state is not State.DONE or not readings or work.end < record.now - _NO_LONGER:
            continue
        for after in _AFTER if readings[0].at <= work.end else ():
            due = work.end + after
            if all(one.at < due for one in readings):
                yield work, readings[0], due
                break


def baselines_due(record: Record, works: Sequence[Work]) -> Iterator[Work]:
    """Yield what is under way and of which no metric was read yet."""
    read = {one.work for one in record.of(Reading)}
    return (work for work in works if work.state is State.IN_PROGRESS and work.id not in read)


def _value(digits: str) -> float:
    digits = digits.rstrip(".,")
    plain = digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        raise ValueError(f"{digits} is no number") from None


@dataclass(frozen=True)
class _Asker:
    """Every question that could be asked about work that may be told."""

    record: Record
    judgement: Judgement
    period: Period

    def all(self) -> Iterator[WeekQuestion]:
        """Yield them, the most valuable first."""
        sorts: tuple[Callable[[], Iterator[WeekQuestion]], ...] = (self.after, self.before, self.briefs, self.slots)
        for sort in sorts:
            yield from sort()

    def was_skipped(self, question: WeekQuestion) -> bool:
        at = self._skipped.get((question.slot, question.work.id))
        return at is not None and at > self.record.now - _PATIENCE

    @cached_property
    def _skipped(self) -> Mapping[tuple[str, EntryId], datetime]:
        return {(one.question, one.about): one.at for one in self.record.of(Asked) if not one.person}

    def after(self) -> Iterator[WeekQuestion]:
        for work, before, due in outcomes_due(self.record, self.judgement.works):
            if due <= self.record.now and may_be_told(work):
                was = f"{number(before.value)} {before.unit}".strip()
                metric = clip(before.metric, _WORDS)
                ask = f"{metric} was {was} before “{clip(work.title, _WORDS)}” went out. What is it now?"
                yield WeekQuestion(
                    work=work, slot="after", ask=ask, improves="“What changed”: from … to …", before=before
                )

    def before(self) -> Iterator[WeekQuestion]:
        for work in filter(may_be_told, baselines_due(self.record, self.judgement.works)):
            ask = f"Before “{clip(work.title, _WORDS)}” goes out: which number should it move, and what is it today?"
            yield WeekQuestion(
                work=work, slot="before", ask=ask, improves="“What changed”: without the before there is no change"
            )

    def briefs(self) -> Iterator[WeekQuestion]:
        used = {one.telling for one in self.record.of(Reply) if one.heard in {Heard.PASSED_ON, Heard.USED}}
        for telling in self.record.of(Telling):
            age = self.record.now - telling.at
            if telling.channel != "brief" or telling.id in used or not _PASSING_ON < age < _NO_LONGER:
                continue
            work = self.judgement.work(next(iter(telling.about), ""))
            if work and may_be_told(work):
                ask = f"Did {clip(telling.to, 4)} use the brief on “{clip(work.title, _WORDS)}”? Where?"
                yield WeekQuestion(
                    work=work, slot="brief", ask=ask, improves="who has heard it, in `treefall visibility`"
                )

    def slots(self) -> Iterator[WeekQuestion]:
        """Yield the first open slot of the strongest work: concerns before changes, changes before the rest."""
        strongest = [work for work in self.judgement.during(self.period).works if may_be_told(work)][:_STRONGEST]
        found = [(work, slot) for work in strongest for slot in open_slots(self.record, work)[:1]]
        for work, slot in sorted(found, key=lambda pair: _VALUE.get(pair[1].slot, len(_VALUE))):
            ask = f"“{clip(work.title, _WORDS)}”: {slot.ask}"
            yield WeekQuestion(work=work, slot=slot.slot, ask=ask, improves=slot.improves)

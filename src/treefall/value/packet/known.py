"""What is known of each entry that a packet rests on: where it is from, of which day, how it came about, how surely."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType

from ...model import (
    ALWAYS,
    OWN_WORDS,
    Attribution,
    Entry,
    EntryId,
    Estimate,
    Expectation,
    Feedback,
    Goal,
    Impact,
    Judgement,
    Learning,
    Level,
    Measurement,
    Period,
    Priority,
    Reading,
    Seen,
    Telling,
    Testimonial,
    Work,
)
from ..consent import same_words
from ..coverage import Coverage
from ..phrase import clip, counted, day, number
from ..slots import holds_figure
from ..story.voice import Voice

GRADES = MappingProxyType(
    {
        Attribution.CONTROLLED: "A: measured beside a control",
        Attribution.BEFORE_AFTER: "B: measured before and after",
        Attribution.CONTRIBUTED: "C: measured; other work had a part",
        Attribution.CORRELATED: "C: measured in the same period",
        Attribution.REPORTED: "D: reported by a witness",
        Attribution.ESTIMATED: "E: an estimate",
        Attribution.ASSERTED: "F: in my own words, not measured",
    }
)
"""How surely a change is due to the work, as a reader sees it."""

UNDATED = "undated"
"""The date of what nobody gave a day."""

NOTHING = "–"  # noqa: RUF001 - a dash as it is printed
_AS_SEEN = "as the source shows it"
_AS_SAID = "as it was said"
_RANGE = "a range, of assumptions"
_ROOM, _ROOM_TITLE, _ROOM_SOURCE = 60, 14, 14
_LAST_DAY = timedelta(days=1)
_METHOD = "; "  # behind it a measurement says how it was made
_DUE = re.compile(r", (?:because of|after) “")
_SHA = 10  # digits by which a commit is found


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one entry, each in a few words; `is_figure` where it is or holds a number."""

    what: str
    source: str
    date: str
    formula: str = NOTHING
    surely: str = _AS_SAID
    interval: str = NOTHING
    is_figure: bool = False


@dataclass(frozen=True)
class Knowledge:
    """What is known of all entries and pieces of work.

    Attributes:
        voice: how it is said.
        judgement: the pieces of work.
        covered: what the record could see; None where nobody knows.
    """

    voice: Voice
    judgement: Judgement
    covered: Coverage | None = None

    def of(self, id_: EntryId) -> Known:
        """Return what is known of `id_`; of what is neither entry nor work no more than its name."""
        if work := self._works.get(id_):
            return self._work(work)
        if seen := self._seen.get(id_):
            return self._evidence(seen)
        entry = self._entries.get(id_)
        return self._entry(entry) if entry else Known(what=id_, source=NOTHING, date=NOTHING)

    def name(self, id_: EntryId) -> Known | None:
        """Return what `id_` is called where a text only points at it; None where nothing is known of it.

        Words, whoever said them, are not said again: whose they are is enough.
        """
        one = self.of(id_)
        if one.source == NOTHING:
            return None
        is_said = one.what.startswith("“") or one.surely == GRADES[Attribution.ASSERTED]
        return replace(one, what=one.source if is_said else f"{one.what}: {one.source}")

    @cached_property
    def _entries(self) -> Mapping[EntryId, Entry]:
        return {entry.id: entry for entry in self.voice.record.entries}

    @cached_property
    def _works(self) -> Mapping[EntryId, Work]:
        return {work.id: work for work in self.judgement.works}

    @cached_property
    def _seen(self) -> Mapping[EntryId, Seen]:
        return {seen.id: seen for work in self.judgement.works for seen in work.evidence}

    def _work(self, work: Work) -> Known:
        first, last = self._day(work.start), self._day(work.end)
        own = "; the why in my own words" if self.voice.done(work) else ""
        return Known(
            what=clip(work.title, _ROOM_TITLE).rstrip(" .:;"),
            source=f"{counted(work.originals)}, the last {_named(work.originals[-1])}",
            date=first if first == last else f"{first} to {last}",
            formula="a count, copies left out",
            surely=f"{_AS_SEEN}{own}{self._doubt(*work.originals)}",
            interval="exact",
            is_figure=True,
        )

    def _evidence(self, seen: Seen) -> Known:
        what = clip(seen.title, _ROOM_TITLE)
        return Known(what=what, source=_named(seen), date=self._day(seen.at), surely=f"{_AS_SEEN}{self._doubt(seen)}")

    def _doubt(self, *seen: Seen) -> str:
        """Return what speaks against the source being up to date and whole, as the end of a sentence; or ""."""
        found = filter(None, map(self.covered.doubted, seen)) if self.covered else iter(())
        worst = min(found, key=lambda place: (not place.is_behind, place.read or ALWAYS), default=None)
        if worst is None:
            return ""
        if not worst.is_behind:
            return "; its source was read in part"
        return (
            f"; its source was last read on {self._day(worst.read)}"
            if worst.read
            else "; its source was not read whole"
        )

    def _entry(self, entry: Entry) -> Known:
        match entry:
            case Impact():
                return self._impact(entry)
            case Reading():
                return self._read(entry)
            case Learning():
                words = f"{clip(entry.what, _ROOM)}: {clip(entry.consequence, _ROOM)}"
                return Known(what=words, source=entry.origin or "my record", date=self._day(entry.at))
            case _:
                words, source = _said(entry)
                source = f"what I told {entry.to}" if isinstance(entry, Telling) else source
                what = clip(words, _ROOM) if isinstance(entry, Level) else f"“{clip(words, _ROOM)}”"
                return Known(what=what, source=source or "my record", date=self._day(entry.at))

    def _impact(self, change: Impact) -> Known:
        claim = self._entries.get(change.measurement)
        if isinstance(claim, Measurement):
            return self._measured(claim, change.words)
        estimated = change.attribution is Attribution.ESTIMATED
        reported = change.attribution is Attribution.REPORTED
        return Known(
            what=f"“{clip(change.words, _ROOM)}”" if reported else clip(change.words, _ROOM),
            source=clip(change.witness, _ROOM_SOURCE) or "my own words",
            date=self._told_on(change),
            formula="how often times what one costs, as assumed" if estimated else _AS_SAID,
            surely=GRADES[change.attribution],
            interval=_RANGE if estimated else "none: it was not measured",
            is_figure=holds_figure(change.words),
        )

    def _told_on(self, change: Impact) -> str:
        """Return of which day what `change` says is: words of others were said when they were, not with the work."""
        if change.attribution is not Attribution.REPORTED:
            return self._day(change.at)
        said = next(iter(same_words(self.voice.record, change.witness, change.words)), None)
        return self._day(said.at) if said else UNDATED

    def _measured(self, claim: Measurement, words: str) -> Known:
        found, name = claim.finding, clip(claim.terms.subject or claim.metric.query, _ROOM_SOURCE)
        _, _, method = words.rstrip(".").partition(_METHOD)
        return Known(
            what=clip(outcome(words), _ROOM),
            source=f"{name or 'a series'}, {found.points[0]} points before and {found.points[1]} after",
            date=f"{day(claim.on, date.min)}; measured on {self._day(claim.at)}",
            formula="; ".join(filter(None, (f"seen ÷ expected without the work - 1, by {found.method}", method))),
            surely=GRADES[found.attribution],
            interval=_interval(found.relative),
            is_figure=True,
        )

    def _read(self, reading: Reading) -> Known:
        unit = f" {reading.unit}" if reading.unit else ""
        return Known(
            what=f"{clip(reading.metric, _ROOM_TITLE)}: {number(reading.value)}{unit}",
            source=clip(reading.where, _ROOM_SOURCE) or "my own reading",
            date=self._day(reading.at),
            formula="read off",
            surely="read off, not attributed",
            interval="none: one reading",
            is_figure=True,
        )

    def _day(self, at: datetime) -> str:
        return dated(self.voice, at)


def outcome(words: str) -> str:
    """Return what a measurement came to, without which work it is due to and how it was measured."""
    return _DUE.split(without_method(words))[0].rstrip(".") + "."


def without_method(words: str) -> str:
    """Return what a measurement came to, without how it was measured, which stands in the appendix."""
    return words.partition(_METHOD)[0].rstrip(".") + "."


def dated(voice: Voice, at: datetime) -> str:
    """Return the day of `at` with its year, for who reads it later: "5 February 2026"."""
    return day(voice.local(at), date.min)


def lasting(voice: Voice, period: Period) -> str:
    """Return the days of `period` so far, for who reads it later: "3 March 2025 to 19 November 2026"."""
    last = min(period.end - _LAST_DAY, voice.record.now)
    return f"{dated(voice, period.start)} to {dated(voice, max(period.start, last))}"


def _said(entry: Entry) -> tuple[str, str]:
    """Return the words that `entry` keeps, and whose they are or where they stand; "" where that is the person."""
    match entry:
        case Testimonial():
            return entry.words, ", ".join(filter(None, (entry.person, entry.place)))
        case Feedback() | Expectation():
            return entry.words, entry.person
        case Priority():
            return entry.words, ", ".join(filter(None, (entry.person, entry.place)))
        case Goal():
            return entry.words, entry.place or "a goal of the business"
        case Level():
            return f"{entry.mine}, aiming for {entry.target}", f"the ladder called {entry.rubric}"
        case _:
            return type(entry).__name__, ""


def _named(seen: Seen) -> str:
    """Return the name under which somebody else finds `seen`: a commit's digits, the number of a page."""
    if seen.source == "git":
        return f"commit {seen.native[:_SHA]}"
    return "my own note" if seen.source in OWN_WORDS else clip(seen.native, _ROOM_SOURCE)


def _interval(relative: Estimate | None) -> str:
    if relative is None:
        return NOTHING
    low, high = (f"{100 * end:+.0f} %" for end in (relative.low, relative.high))
    return f"{100 * relative.level:.0f} %: {low} to {high}"

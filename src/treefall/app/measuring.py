"""The desk of numbers: what a metric came to when a piece of work shipped, kept so that anybody can reckon again."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isclose
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from ..errors import NotFound, TreefallError
from ..files import replace_file
from ..metrics import Numbers, read
from ..model import (
    Attribution,
    EntryId,
    Impact,
    Inputs,
    Measurement,
    Metric,
    Terms,
    Watch,
    Work,
    entry_id,
)
from ..model.estimate import Assumption, Basis, Finding, Happening, Refused, Series
from ..value.shipping import NEAR, Shipped, happenings, shipped
from ..value.slots import accepted
from .book import Book
from .cache import keep, kept
from .inputs import as_csv, packed, unpacked

_BEFORE, _AFTER = timedelta(days=365), timedelta(days=90)  # four times as much before: other dates say something too
_COME_BACK = (timedelta(days=14), timedelta(days=30))
_LOOKED = "looked.json"


@dataclass(frozen=True, slots=True)
class Claim:
    """What was measured, kept or not.

    Attributes:
        measurement: the entry; None where the measurement was refused, which keeps nothing.
        finding: what it came to, with every point.
        words: that in a sentence, or why there is none.
        remarks: what was decided while reading the numbers.
    """

    measurement: Measurement | None
    finding: Finding
    words: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim that was kept, reckoned again.

    Attributes:
        measurement: the claim.
        finding: what its own inputs come to now.
        same: both agree.
    """

    measurement: Measurement
    finding: Finding
    same: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A watched metric whose *after* can be measured: of which work, since when it shipped, and which return it is."""

    watch: Watch
    shipped: date
    days: int


def estimated(metric: Metric, terms: Terms, on: date) -> tuple[Finding, tuple[str, ...]]:
    """Return what `metric` came to at `on` without any ledger, and what was decided while reading it.

    Raises:
        SourceError: the numbers cannot be read.
    """
    from ..world import real_world  # noqa: PLC0415 - heavy, and there is no book that has one

    numbers = read(metric, terms, on - _BEFORE, on + _AFTER, zone=None, world=real_world())
    return reckoned(numbers.series, numbers.controls, _filled(terms, numbers), on), numbers.remarks


def drawn(finding: Finding, words: str, target: Path) -> None:
    """Draw `finding` as SVG into the file `target`, under `words`.

    Raises:
        TreefallError: it cannot be written.
    """
    from ..pictures.series import series_picture  # noqa: PLC0415 - only where a picture is asked for

    try:
        replace_file(target, series_picture(finding, words).svg.encode())
    except OSError as error:
        raise TreefallError(f"{target} cannot be written: {error.strerror}.", hint="Name another file.") from error


def reckoned(
    series: Series,
    controls: Sequence[Series],
    terms: Terms,
    on: date,
    others: Sequence[Happening] = (),
    *,
    chosen_late: bool = False,
) -> Finding:
    """Return what `series` came to at `on`, in these `terms`.

    Raises:
        TreefallError: the packages to reckon with are not installed.
    """
    try:
        return _reckoned(series, tuple(controls), terms, on, others=tuple(others), chosen_late=chosen_late)
    except ImportError as error:
        raise TreefallError(
            "Measuring needs numpy and scipy.", hint="Install them: pip install 'treefall[impact]'"
        ) from error


@lru_cache(maxsize=32)
def _reckoned(
    series: Series,
    controls: tuple[Series, ...],
    terms: Terms,
    on: date,
    *,
    others: tuple[Happening, ...],
    chosen_late: bool,
) -> Finding:
    """Reckon once: who has looked keeps the same, and a page is drawn again and again."""
    from ..value.impact import measured  # noqa: PLC0415 - only where something is measured

    return measured(
        series,
        on,
        controls=controls,
        kind=terms.kind,
        better=terms.better,
        unit=terms.unit,
        excluded=terms.excluded,
        others=others,
        redefined=terms.redefined,
        chosen_late=chosen_late,
    )


def said(finding: Finding, terms: Terms, work: str = "") -> str:
    """Return `finding` in a sentence, as its attribution licenses."""
    from ..value.impact import sentence  # noqa: PLC0415 - only where something is measured

    return sentence(finding, subject=terms.subject, work=work)


def without_password(address: str) -> str:
    """Return `address` as it may be kept: a URL without the password in it."""
    parts = urlsplit(address)
    if not parts.password:
        return address
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}@{host}" if parts.username else host))


@dataclass(frozen=True)
class Measuring:
    """Measures what pieces of work changed.

    Attributes:
        book: where works and claims are.
    """

    book: Book

    def shipped(self, work: Work) -> Shipped | None:
        """Return when `work` reached those whom it is for, as far as its own evidence says."""
        return shipped(work, self.book.proofs(seen.id for seen in work.evidence))

    def watched(self, work: Work) -> Watch | None:
        """Return what is watched for `work`, the newest; None where nothing is."""
        return next((watch for watch in reversed(self.book.said().of(Watch)) if watch.work == work.id), None)

    def measure(self, work: Work, metric: Metric, terms: Terms, on: date) -> Claim:
        """Read `metric`, say what changed in it at `on`, and keep the claim with its inputs.

        A refusal keeps nothing. What was claimed before of the same metric and work stays in its history.

        Raises:
            SourceError: the numbers cannot be read.
        """
        claim, inputs = self._claimed(work, metric, terms, on)
        if measurement := claim.measurement:
            self.book.ledger.append([inputs])
            self.book.add(lambda record: (accepted(record, work), measurement, _impact(measurement)))
        return claim

    def look(self, work: Work, metric: Metric, terms: Terms, on: date) -> Claim:
        """Return what `measure` would keep, and keep nothing of it but that it was looked at, with which controls.

        Raises:
            SourceError: the numbers cannot be read.
        """
        claim, _ = self._claimed(work, metric, terms, on)
        seen, id_ = self._looks(), _named("measurement", work, _kept_as(metric))
        looks = {**seen, id_: [*seen.get(id_, ()), list(metric.controls)]}
        keep(self.book.settings.home, _LOOKED, json.dumps(looks).encode())
        return claim

    def watch(self, work: Work, metric: Metric, terms: Terms) -> tuple[Watch, Numbers]:
        """Keep what `metric` shows now, before `work` ships, and come back for the *after*.

        Raises:
            SourceError: the numbers cannot be read.
        """
        today = self._today()
        read = self.numbers(metric, terms, today - _BEFORE, today)
        metric, terms = _kept_as(metric), _filled(terms, read)
        watch = Watch(
            id=_named("watch", work, metric),
            at=self.book.world.now(),
            work=work.id,
            metric=metric,
            terms=terms,
            inputs=self._kept(read),
        )
        self.book.add(lambda record: (accepted(record, work), watch))
        return watch, read

    def due(self) -> tuple[Due, ...]:
        """Return the watched metrics whose *after* is due: 14 and 30 days after the work shipped, the oldest first.

        What was measured since that day is not due any more.
        """
        found = []
        for watch, when, steps in self._returns():
            passed = [step for step in steps if when + step <= self.book.world.now()]
            if passed:
                found.append(Due(watch, self._day(when), passed[-1].days))
        return tuple(sorted(found, key=lambda due: (due.shipped, due.watch.id)))

    def coming(self) -> tuple[Due, ...]:
        """Return the watched metrics whose *after* is still to come, each with its next return, the next one first."""
        found = []
        for watch, when, steps in self._returns():
            ahead = [step for step in steps if when + step > self.book.world.now()]
            if ahead:
                found.append(Due(watch, self._day(when), ahead[0].days))
        return tuple(sorted(found, key=lambda due: (due.shipped + timedelta(due.days), due.watch.id)))

    def _returns(self) -> Iterator[tuple[Watch, datetime, Sequence[timedelta]]]:
        """Yield what is watched, when the work shipped, and how long after that it was not measured yet."""
        said = self.book.said()
        if not (watches := said.of(Watch)):
            return  # nothing has to be judged for that
        works = {work.id: work for work in self.book.judgement().works}
        measured = {
            _named("measurement", works[m.work], m.metric): m.at for m in said.of(Measurement) if m.work in works
        }
        for watch in watches:
            when = self.shipped(works[watch.work]) if watch.work in works else None
            if when:
                done = measured.get(_named("measurement", works[watch.work], watch.metric))
                yield watch, when.at, [step for step in _COME_BACK if not done or done < when.at + step]

    def show(self, ref: str) -> Shown:
        """Return the claim that `ref` names (a claim, or a piece of work that has one), reckoned again.

        Raises:
            NotFound: there is none.
        """
        measurement = self._claim(ref)
        series, *controls = self.inputs(measurement)
        finding = reckoned(
            series,
            controls,
            measurement.terms,
            measurement.on,
            measurement.others,
            chosen_late=measurement.chosen_late,
        )
        return Shown(measurement, finding, _agree(finding, measurement.finding))

    def claims(self) -> tuple[Measurement, ...]:
        """Return every claim that stands, oldest first."""
        return self.book.said().of(Measurement)

    def reworded(self, claim: Measurement, finding: Finding) -> str:
        """Return what `claim` would say of `finding`."""
        works = {work.id: f"“{work.title}”" for work in self.book.judgement().works}
        return said(finding, claim.terms, works.get(claim.work, ""))

    def table(self, claim: Measurement) -> str:
        """Return the numbers that `claim` rests on as CSV, which `impact estimate` reads."""
        return as_csv(self.inputs(claim))

    def inputs(self, claim: Measurement | Watch) -> tuple[Series, ...]:
        """Return the numbers that `claim` rests on, the metric first.

        Raises:
            NotFound: they were forgotten.
        """
        for entry in self.book.standing([claim.inputs]):
            if isinstance(entry, Inputs):
                return unpacked(entry)
        raise NotFound("The numbers of that claim were forgotten.", hint="Measure it again: treefall impact measure")

    def worth(self, ref: str, text: str, days: int = 365) -> str:
        """Carry the claim that `ref` names into money or hours, by the assumptions in `text`, keep it and say it.

        Raises:
            NotFound: there is no such claim.
            TreefallError: the assumptions cannot be read, or the claim is too weak to be worth anything; says which.
        """
        from ..value.impact import worth, worth_sentence  # noqa: PLC0415 - only where it is asked for

        claim = self._claim(ref)
        assumptions = _assumptions(text)
        found = worth(claim.finding, assumptions, days=days)
        if isinstance(found, Refused):
            raise TreefallError(f"That has no worth that can be stated: {found.why}.", hint=found.fix)
        words = worth_sentence(found)
        impact = self._impact(claim.work, "worth", words, _sources(assumptions), found.attribution)
        self.book.add(lambda _record: (impact,))
        return words

    def prevented(self, work: Work, basis: Basis, *, times: str, cost: str, start: date, end: date) -> str:
        """Record what `work` kept from happening, as a range with its assumptions, and say it.

        Raises:
            TreefallError: the assumptions cannot be read, or nothing can be said; says why.
        """
        from ..value.impact import avoided, avoided_sentence  # noqa: PLC0415 - only where it is asked for

        often, each = _assumption(times), _assumption(cost)
        found = avoided(basis, often, each, start, end)
        if isinstance(found, Refused):
            raise TreefallError(f"That cannot be stated: {found.why}.", hint=found.fix)
        words = avoided_sentence(found)
        witness = _sources((often, each)) or basis.value
        impact = self._impact(work.id, "prevented", words, witness, found.attribution)
        self.book.add(lambda record: (accepted(record, work), impact))
        return words

    def numbers(self, metric: Metric, terms: Terms, first: date, last: date) -> Numbers:
        """Return what `metric` shows, from `first` to `last` where the place has to be asked for a span.

        Raises:
            SourceError: it cannot be read.
        """
        return read(metric, terms, first, last, zone=self.book.zone, world=self.book.world)

    def _claimed(self, work: Work, metric: Metric, terms: Terms, on: date) -> tuple[Claim, Inputs]:
        """Return what `metric` comes to, as a claim that may be kept, and the numbers that it rests on."""
        read = self.numbers(metric, terms, on - _BEFORE, on + _AFTER)
        metric, terms, inputs = _kept_as(metric), _filled(terms, read), packed((read.series, *read.controls))
        others, late = self._others(work, on), self._chosen_late(work, metric)
        finding = reckoned(read.series, read.controls, terms, on, others, chosen_late=late)
        words = said(finding, terms, f"“{work.title}”")
        if finding.refused:
            return Claim(None, finding, words, read.remarks), inputs
        measurement = Measurement(
            id=_named("measurement", work, metric),
            at=self.book.world.now(),
            work=work.id,
            metric=metric,
            terms=terms,
            on=on,
            others=others,
            chosen_late=late,
            inputs=inputs.id,
            finding=replace(finding, dots=()),
            words=words,
        )
        return Claim(measurement, finding, words, read.remarks), inputs

    def _others(self, work: Work, on: date) -> tuple[Happening, ...]:
        near = (NEAR * 2).total_seconds()
        works = [
            other
            for other in self.book.judgement().works
            if abs((self._day(other.end) - on).total_seconds()) <= near or other.id == work.id
        ]
        evidence = {one.id: one for one in self.book.proofs(seen.id for other in works for seen in other.evidence)}
        return happenings(work, on, works, evidence, self.book.zone)

    def _chosen_late(self, work: Work, metric: Metric) -> bool:
        """Say whether this very metric was looked at, or claimed, for `work` with other controls: these look chosen."""
        id_ = _named("measurement", work, _kept_as(metric))
        claimed = [claim.metric.controls for claim in self.book.said().of(Measurement) if claim.id == id_]
        looked = map(tuple, self._looks().get(id_, ()))
        return bool(metric.controls) and any(before != metric.controls for before in (*claimed, *looked))

    def _looks(self) -> dict[str, list[list[str]]]:
        """Return with which controls each metric was looked at, by the id that its claim would have."""
        with suppress(ValueError):
            found = json.loads(kept(self.book.settings.home, _LOOKED))
            return found if isinstance(found, dict) else {}
        return {}

    def _claim(self, ref: str) -> Measurement:
        claims = self.book.said().of(Measurement)
        found = [claim for claim in claims if len(ref) > 3 and claim.id.startswith(ref.lower())]  # noqa: PLR2004
        if not found:
            work = self.book.work(ref)
            found = [claim for claim in claims if claim.work == work.id]
        if not found:
            raise NotFound("Nothing was measured of that.", hint=f"Measure it: treefall impact measure {ref}")
        return found[-1]

    def _kept(self, read: Numbers) -> EntryId:
        entry = packed((read.series, *read.controls))
        self.book.ledger.append([entry])
        return entry.id

    def _impact(self, work: EntryId, what: str, words: str, witness: str, attribution: Attribution) -> Impact:
        return Impact(
            id=entry_id("impact", work, what),
            at=self.book.world.now(),
            accomplishment=work,
            words=words,
            witness=witness or "assumptions of my own",
            attribution=attribution,
        )

    def _today(self) -> date:
        return self._day(self.book.world.now())

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.book.zone).date()


def _kept_as(metric: Metric) -> Metric:
    return replace(metric, address=without_password(metric.address))


def _filled(terms: Terms, read: Numbers) -> Terms:
    return replace(terms, unit=terms.unit or read.unit, subject=terms.subject or read.series.name)


def _named(what: str, work: Work, metric: Metric) -> EntryId:
    return entry_id(what, work.id, metric.where, metric.address, metric.query or "first", metric.dates or "first")


def _impact(claim: Measurement) -> Impact:
    address = claim.metric.address
    place = Path(address).name if "://" not in address else urlsplit(address).hostname
    return Impact(
        id=entry_id("impact", claim.work, claim.id),
        at=claim.at,
        accomplishment=claim.work,
        words=claim.words,
        witness=f"{claim.terms.subject or claim.metric.query or 'a series'} in {place or address}",
        attribution=claim.finding.attribution,
        measurement=claim.id,
    )


def _agree(one: Finding, other: Finding) -> bool:
    """Say whether two findings say the same, to the last digit that a reader could see."""
    if (one.attribution, one.refused, one.method) != (other.attribution, other.refused, other.method):
        return False
    if one.relative is None or other.relative is None:
        return one.relative is other.relative
    ends = ((one.relative.value, other.relative.value), (one.relative.low, other.relative.low))
    return all(isclose(a, b, rel_tol=1e-6, abs_tol=1e-9) for a, b in (*ends, (one.relative.high, other.relative.high)))


def _assumptions(text: str) -> tuple[Assumption, ...]:
    from ..value.impact import parsed_worth  # noqa: PLC0415 - only where something is assumed

    try:
        return parsed_worth(text)
    except ValueError as error:
        raise TreefallError(
            f"That is no assumption: {error}.", hint='Say it like this: "2.5 h per page (1.5-4), 85 EUR/h (source)".'
        ) from error


def _assumption(text: str) -> Assumption:
    """Return the one assumption in `text`."""
    one, *more = _assumptions(text)
    if more:
        raise TreefallError("That is more than one assumption.", hint='One each: --times "1 time (0-2, log)".')
    return one


def _sources(assumptions: Sequence[Assumption]) -> str:
    return ", ".join(one.source for one in assumptions if one.source)

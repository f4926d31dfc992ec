"""The appendix: what is known of every proof, the picture of what was measured, and what the record covers.

A document without one, an episode or a brief, has the names of its proofs at its end instead.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ...model import (
    OWN_WORDS,
    Block,
    Chart,
    Document,
    EntryId,
    Finding,
    Heading,
    Impact,
    Judgement,
    Measurement,
    Paragraph,
    Period,
    Seen,
    Sentence,
    Table,
)
from ..coverage import Condition, Coverage, Covered
from ..overview import silent_months
from ..story.voice import Voice
from .known import NOTHING, Knowledge, Known, dated, without_method

_FIGURES = ("Figure", "Source", "Date", "Formula", "Attribution", "Interval")
_WORDS = ("What it says", "Source", "Date", "How surely")
_NAMES = ("Proof", "Date")
_A_MONTH = timedelta(days=31)


def appendix(document: Document, knowledge: Knowledge, findings: Mapping[EntryId, Finding]) -> Iterator[Block]:
    """Yield what is known of everything that `document` rests on, figures first, and the pictures of what was measured.

    Args:
        document: all that stands before the appendix.
        knowledge: what is known.
        findings: what measurements came to, with their dots, by the id of the measurement.
    """
    known = {id_: knowledge.of(id_) for id_ in document.proofs()}
    yield Heading("Appendix")
    figures = {id_: one for id_, one in known.items() if one.is_figure}
    if figures:
        yield _proving("Figures", _FIGURES, figures)
    if others := {id_: one for id_, one in known.items() if not one.is_figure}:
        yield _proving("Words and records", _WORDS, others)
    yield from _pictures(document, knowledge.voice, findings)


def with_proofs(document: Document, knowledge: Knowledge) -> Document:
    """Return `document` and, at its end, what and of which day each proof is of which no table of it tells."""
    named = {id_: knowledge.name(id_) for id_ in document.unexplained()}
    rows = {id_: _cells((one.what, one.date), id_) for id_, one in named.items() if one}
    blocks = (Table("", _NAMES, tuple(rows.values()), tuple(rows)),) if rows else ()
    return replace(document, blocks=(*document.blocks, *blocks))


def coverage(judgement: Judgement, period: Period, voice: Voice, covered: Coverage | None = None) -> Iterator[Block]:
    """Yield which sources the record rests on, from when to when, and what was left out or is missing.

    Args:
        judgement: the pieces of work.
        period: which time is told of.
        voice: how it is said.
        covered: what the record could see; None where nobody knows.
    """
    part = judgement.during(period)
    seen = [one for work in part.works for one in work.evidence if one.at in period]
    by_source: dict[str, list[Seen]] = {}
    for one in seen:
        by_source.setdefault(one.source, []).append(one)
    rows = tuple(_source(voice, name, found, covered) for name, found in sorted(by_source.items()))
    if rows:
        yield Heading("What the record covers", 2)
        yield Table("", ("Source", "Records", "First", "Last", *(["Read until"] if covered else [])), rows)
    out = Counter(sorted(one.why for one in part.left_out)).most_common()
    said = [f"Left out, with why: {', '.join(f'{why} ({number})' for why, number in out)}."] if out else []
    until = max(period.start, min(period.end, voice.record.now))
    said += list(_silence(judgement, Period(period.start, until), voice))
    said += [f"Not seen: {'; '.join(one.what for one in covered.unseen)}."] if covered and covered.unseen else []
    if said:
        yield Paragraph("", tuple(map(Sentence, said)))


def _silence(judgement: Judgement, period: Period, voice: Voice) -> Iterator[str]:
    """Yield the months of which nothing is on record, and which of them the person has explained to themselves.

    Why a month was silent is nobody else's business: it may have been an illness.
    """
    seen = tuple(out for out in judgement.left_out if not (out.evidence.private and out.evidence.source in OWN_WORDS))
    silent = silent_months(replace(judgement, left_out=seen), period, voice.zone)
    unexplained = silent_months(judgement, period, voice.zone)
    explained = [month for month in silent if month not in unexplained]
    first = min((work.start for work in judgement.works), default=period.start).astimezone(voice.zone)
    if (first.year, first.month) > ((start := period.start.astimezone(voice.zone)).year, start.month):
        yield f"The record begins in {first:%B %Y}."
    if silent:
        known = f"; I can say why for {_months(explained)}" if explained else ""
        yield f"Nothing is on record in {_months(silent)}{known}."


def _months(months: Sequence[date]) -> str:
    """Return `months`, first days, as they are said, those in a row as one: "March 2026, May 2026 to July 2026"."""
    spans: list[list[date]] = []
    for month in months:
        if spans and month - spans[-1][-1] <= _A_MONTH:
            spans[-1].append(month)
        else:
            spans.append([month])
    return ", ".join(" to ".join(f"{month:%B %Y}" for month in dict.fromkeys((span[0], span[-1]))) for span in spans)


def _proving(caption: str, head: tuple[str, ...], known: Mapping[EntryId, Known]) -> Table:
    def cells(id_: EntryId, one: Known) -> tuple[tuple[Sentence], ...]:
        figure = (one.formula, one.surely, one.interval) if one.is_figure else (one.surely,)
        return _cells((one.what, one.source, one.date, *figure), id_)

    return Table(caption, head, tuple(cells(id_, one) for id_, one in known.items()), tuple(known))


def _cells(texts: Iterable[str], id_: EntryId) -> tuple[tuple[Sentence], ...]:
    return tuple((Sentence(text, (id_,)),) for text in texts)


def _pictures(document: Document, voice: Voice, findings: Mapping[EntryId, Finding]) -> Iterator[Block]:
    claims = {claim.id: claim for claim in voice.record.of(Measurement)}
    cited = document.cites()
    for change in voice.record.of(Impact):
        claim, finding = claims.get(change.measurement), findings.get(change.measurement)
        if change.id in cited and claim and finding:
            yield Chart(Sentence(without_method(claim.words), (change.id,)), finding)


def _source(voice: Voice, name: str, found: list[Seen], covered: Coverage | None) -> tuple[tuple[Sentence], ...]:
    days = sorted(one.at for one in found)
    read = (_until(voice, covered.of(name)),) if covered else ()
    texts = (name, str(len(found)), dated(voice, days[0]), dated(voice, days[-1]), *read)
    return tuple((Sentence(text),) for text in texts)


def _until(voice: Voice, places: tuple[Covered, ...]) -> str:
    """Return until when all of `places` were read, and how many of them were not read to their end."""
    if not places:
        return NOTHING
    read = [place.read for place in places if place.read]
    lacking = sum(not place.read or place.condition in (Condition.FAILED, Condition.PARTIAL) for place in places)
    until = dated(voice, min(read)) if read else "not on record"
    return f"{until}; {lacking} of {len(places)} in part only" if lacking else until

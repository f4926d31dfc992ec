"""The appendix: what is known of every proof, the picture of what was measured, and what the record covers."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ...model import (
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
from .facing import without_method
from .known import NOTHING, Knowledge, Known, dated

_FIGURES = ("Figure", "Source", "Date", "Formula", "Attribution", "Interval")
_WORDS = ("What it says", "Source", "Date", "How surely")


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
    silent = silent_months(judgement, Period(period.start, until), voice.zone)
    said += [f"Nothing is on record in {', '.join(f'{month:%B %Y}' for month in silent)}."] if silent else []
    said += [f"Not seen: {'; '.join(one.what for one in covered.unseen)}."] if covered and covered.unseen else []
    if said:
        yield Paragraph("", tuple(map(Sentence, said)))


def _proving(caption: str, head: tuple[str, ...], known: Mapping[EntryId, Known]) -> Table:
    def cells(id_: EntryId, one: Known) -> tuple[tuple[Sentence], ...]:
        figure = (one.formula, one.surely, one.interval) if one.is_figure else (one.surely,)
        texts = (one.what, one.source, one.date, *figure)
        return tuple((Sentence(text, (id_,)),) for text in texts)

    return Table(caption, head, tuple(cells(id_, one) for id_, one in known.items()), tuple(known))


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

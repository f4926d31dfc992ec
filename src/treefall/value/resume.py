"""The work for a CV: the strongest pieces of it in a sentence or two each, and the words that others gave for it.

It is a document first, so that it is redacted as every other; `json_resume` then puts it into the open format of JSON
Resume (https://jsonresume.org/schema, version 1.0.0). A figure is told as its attribution licenses, and with who says
so; who else had a part is said, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import islice

from ..model import (
    Block,
    Document,
    Evidence,
    Judgement,
    Paragraph,
    Period,
    Profile,
    Record,
    Sentence,
    State,
    Table,
    Testimonial,
    Work,
)
from .consent import reading, told_to
from .honours import AWARDS, CERTIFICATES, entries, honours
from .packet import picked
from .phrase import clip, month, names
from .slots import holds_figure
from .story.voice import Voice, cites
from .testimonials import of
from .visibility import may_be_told

VERSION = "v1.0.0"
"""Of the format."""

MOST = 8
"""A CV tells of so many pieces of work at most."""

_ROOM = 30
_HIGHLIGHTS = "Highlights"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the record does not know of the person and their job; what is "" or None is left out.

    Attributes:
        name: the person's.
        email: where to write to them.
        url: where to read of them.
        label: what they are ("Site reliability engineer").
        employer: whose work it is.
        position: as what they do it.
        since: since when.
    """

    name: str = ""
    email: str = ""
    url: str = ""
    label: str = ""
    employer: str = ""
    position: str = ""
    since: date | None = None


def resume(
    record: Record,
    judgement: Judgement,
    period: Period,
    zone: tzinfo | None,
    observed: Iterable[Evidence] = (),
) -> Document:
    """Return the strongest work of `period`, one sentence or two a piece, and others' words that may leave the house.

    Only what stands and may be told is in it, and of others only what they gave for readers outside. Certificates and
    awards are those among what was `observed`.
    """
    record = told_to(record, reading(Profile.OUTSIDE))
    voice = Voice(record, zone, _ROOM)
    works = tuple(islice(_strongest(record, judgement, period), MOST))
    highlights = tuple(said for work in works for said in _told(voice, work))
    told = (Paragraph(_HIGHLIGHTS, highlights),) if highlights else ()
    return Document("What was done", (*told, *honours(observed, record.now), *_references(record)))


def json_resume(document: Document, about: About) -> Mapping[str, object]:
    """Return `document`, one that `resume` made, and what is said `about` the person, as JSON Resume has it."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    highlights = [said.text for one in paragraphs if one.label == _HIGHLIGHTS for said in one.sentences]
    references = [
        {"name": one.label, "reference": " ".join(said.text for said in one.sentences)}
        for one in paragraphs
        if one.label != _HIGHLIGHTS
    ]
    job = _said(name=about.employer, position=about.position, startDate=about.since.isoformat() if about.since else "")
    basics = _said(name=about.name, label=about.label, email=about.email, url=about.url)
    tables = (block for block in document.blocks if isinstance(block, Table))
    given = {block.caption.lower(): entries(block) for block in tables if block.caption in {CERTIFICATES, AWARDS}}
    parts: dict[str, object] = {"basics": basics, "work": [{**job, "highlights": highlights}], **given}
    return {**parts, **({"references": references} if references else {}), "meta": {"version": VERSION}}


def _strongest(record: Record, judgement: Judgement, period: Period) -> Iterator[Work]:
    """Yield what a packet would tell, then what else the person stands by, each once."""
    first = picked(record, judgement, period)
    yield from first
    for work in judgement.during(period).works:
        if work.accepted and work.state is State.DONE and may_be_told(work) and work not in first:
            yield work


def _told(voice: Voice, work: Work) -> Iterator[Sentence]:
    """Say what `work` does, when it was finished, what changed, and with whom it was made.

    Nothing of what has a figure in its very title and nothing on record that carries it.
    """
    title, end = voice.title(work), voice.local(work.end)
    changed = voice.changes(work, "")[:1]
    if holds_figure(title) and not changed:
        return
    shared = f" Made with {names(work.credited)}." if work.credited else ""
    came = f": {changed[0].text}" if changed else "."
    said = f"{title} ({month(end, end.date())} {end.year}){came}{shared}"
    yield Sentence(said, cites(work.id, *(id_ for one in changed for id_ in one.cites)))


def _references(record: Record) -> Iterator[Block]:
    for one in of(record):
        yield Paragraph(one.person, (_quoted(one),))


def _quoted(one: Testimonial) -> Sentence:
    return Sentence(clip(one.words, 2 * _ROOM), (one.id,))


def _said(**words: str) -> dict[str, object]:
    return {name: said for name, said in words.items() if said}

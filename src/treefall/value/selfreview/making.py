"""The self-review, from the months without a record to the appendix."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from types import MappingProxyType
from typing import TypeAlias

from ...model import (
    Block,
    Case,
    Cut,
    Document,
    EntryId,
    Field,
    Finding,
    Form,
    FormField,
    Judgement,
    OpenSlot,
    Period,
    Pick,
    Record,
    SelfReview,
    Topic,
    Work,
)
from ..case import COMMITTEE, closes
from ..consent import heard
from ..overview import silent_months
from ..packet.appendix import appendix
from ..packet.facing import short
from ..packet.known import Knowledge, lasting
from ..redaction import Policy, redact_document
from ..slots import open_slots
from ..story.voice import Voice
from .drafting import Drafter
from .fitting import fitted, length
from .glossing import in_words_of
from .picking import Picker

_ROOMS = (40, 20, 10)  # the most words of one foreign text, tried in turn until anything fits
_MOST_ASKED = 3
_TELLS_WORK = frozenset({Topic.ACCOMPLISHMENTS, Topic.VALUES})
_SHORT = 8  # digits of an id that a person pastes
_NEEDED = frozenset({"concern", "change", "witness", "cause"})
_Written: TypeAlias = tuple[Field, tuple[Cut, ...]]
_NO_FINDINGS: Mapping[EntryId, Finding] = MappingProxyType({})
_OPEN = MappingProxyType(
    {
        Topic.ACCOMPLISHMENTS: ("What did you do that no repository shows?", 'treefall note "…"'),
        Topic.STRENGTHS: (
            "Who can say in their own words what your work did for them?",
            'treefall testimonial NAME "…" --for boss --for committee',
        ),
        Topic.GROWTH: ("What was criticised, and what did you change?", 'treefall feedback NAME "…"'),
        Topic.GOALS: ("What does your boss expect of you, and by when?", 'treefall expects NAME "…"'),
        Topic.VALUES: ("Which work serves what somebody cares about?", "treefall serves"),
    }
)


def picked(
    record: Record,
    judgement: Judgement,
    form: Form,
    period: Period,
    *,
    zone: tzinfo | None,
    boss: str = "",
    case: Case | None = None,
) -> tuple[Pick, ...]:
    """Return which pieces of work to tell in `form`, each with why; three to five, where there are so many.

    Args:
        record: what stands.
        judgement: the pieces of work, the strongest first.
        form: what is asked.
        period: which time it is about.
        zone: whose days they are.
        boss: whose priorities count; "" where nobody knows.
        case: what the record shows for a level; None where none was chosen.
    """
    last = max((place for place, one in enumerate(form.fields, 1) if one.topic is Topic.ACCOMPLISHMENTS), default=0)
    most = sum(one.works for one in form.fields[:last] if one.topic in _TELLS_WORK)
    return Picker(record, judgement, period, boss, closes(case) if case else {}, zone).picked(most)


def self_review(
    record: Record,
    judgement: Judgement,
    form: Form,
    period: Period,
    picks: tuple[Pick, ...],
    *,
    subject: str,
    zone: tzinfo | None,
    reader: str = "",
    case: Case | None = None,
    findings: Mapping[EntryId, Finding] = _NO_FINDINGS,
    policy: Policy | None = None,
) -> SelfReview:
    """Return what can be written into `form` about `period`; what nobody has said yet stands in it as open slots.

    It is not redacted, but each field holds only what fits once it is.

    Args:
        record: what stands.
        judgement: the pieces of work, the strongest first.
        form: what is asked.
        period: which time it is about.
        picks: the pieces of work to tell (see `picked`).
        subject: whose review it is; "" where nobody knows.
        zone: whose days they are.
        reader: in whose words it is said; "" is nobody's.
        case: what the record shows for a level; None where none was chosen.
        findings: what was measured, with its dots, by the id of the measurement, for the pictures.
        policy: how it is redacted before it is handed over; None: not at all.
    """
    record = heard(record, COMMITTEE)
    has_growth = any(one.topic is Topic.GROWTH for one in form.fields)
    voices = [Voice(record, zone, room) for room in _ROOMS]
    title = f"{subject}: self-review" if subject else "Self-review"
    drafters = tuple(Drafter(voice, judgement, period, picks, case, has_growth) for voice in voices)
    written = tuple(_Writer(drafters, reader, title, policy).each(form.fields))
    blocks = tuple(_with_open(record, form.fields, written, picks))
    document = Document(title, blocks, subject, lasting(voices[0], period))
    proofs = tuple(appendix(document, Knowledge(voices[0], judgement), findings)) if document.cites() else ()
    until = max(period.start, min(period.end, record.now))
    return SelfReview(
        form=form,
        period=period,
        silent=silent_months(judgement, Period(period.start, until), zone),
        picks=picks,
        document=replace(document, blocks=(*blocks, *proofs)),
        cut=tuple(cut for _, cuts in written for cut in cuts),
        works=MappingProxyType(
            {one.label: _told(field, picks) for one, (field, _) in zip(form.fields, written, strict=True)}
        ),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes into one field after the other, with the most room for others' words in which anything fits."""

    drafters: tuple[Drafter, ...]
    reader: str
    title: str
    policy: Policy | None

    def each(self, fields: Iterable[FormField]) -> Iterator[_Written]:
        """Yield each field, written; what one told of the work is not told again while there is other work."""
        told, before = frozenset[EntryId](), tuple[Field, ...]()
        for one in fields:
            tries = (self._tried(replace(drafter, told=told), one, before) for drafter in self.drafters)
            first = next(tries)
            is_whole = first[0].sentences or not first[1]
            written = first if is_whole else next((each for each in tries if each[0].sentences), first)
            yield written
            before = (*before, written[0])
            if one.topic in _TELLS_WORK:
                told |= {cite for said in written[0].sentences for cite in said.cites}

    def _tried(self, drafter: Drafter, field: FormField, before: tuple[Field, ...]) -> _Written:
        draft = in_words_of(drafter.voice.record, self.reader, drafter.draft(field.topic, field.works))
        if (policy := self.policy) is None:
            return fitted(field.label, field.limit, draft)

        def read(fields: tuple[Field, ...]) -> int:
            """Return how long `fields` are once redacted: what a name is called there depends on those before."""
            blocks = redact_document(Document(self.title, fields), policy).content.blocks
            return sum(length(block) for block in blocks if isinstance(block, Field))

        taken = read(before)
        return fitted(field.label, field.limit, draft, lambda one: read((*before, one)) - taken)


def _with_open(
    record: Record, fields: Sequence[FormField], written: Sequence[_Written], picks: Sequence[Pick]
) -> Iterator[Block]:
    """Yield each field, and behind it what is open: of an empty one its question, of told work at most three in all."""
    room = _MOST_ASKED
    for one, (field, cut) in zip(fields, written, strict=True):
        yield field
        if not field.sentences and not cut:
            yield OpenSlot("Nothing yet", *_OPEN[one.topic])
        elif one.topic is Topic.ACCOMPLISHMENTS:
            told = _told(field, picks)
            asked = tuple(slot for pick in picks if pick.work.id in told for slot in _open(record, pick.work))[:room]
            room -= len(asked)
            yield from asked


def _open(record: Record, work: Work) -> Iterator[OpenSlot]:
    for question in open_slots(record, work):
        if question.slot in _NEEDED:
            ask = f"“{short(work)}”: {question.ask}"
            yield OpenSlot(question.slot.capitalize(), ask, f"treefall ask {work.id[:_SHORT]}")


def _told(field: Field, picks: Sequence[Pick]) -> tuple[EntryId, ...]:
    cited = {cite for said in field.sentences for cite in said.cites}
    return tuple(pick.work.id for pick in picks if pick.work.id in cited)

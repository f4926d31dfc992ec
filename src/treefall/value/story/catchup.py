"""The catch-up for a new boss: what was agreed with the one before, and what stands. They have heard nothing yet."""

from collections.abc import Sequence
from datetime import tzinfo

from ...model import Accomplishment, Document, Expectation, Judgement, Paragraph, Period, Record, Sentence, State, Work
from ..consent import heard
from ..handover import handover
from ..people import card
from ..phrase import clip
from ..visibility import may_be_told
from .voice import Voice

_ROOM = 16
_MOST = 3
_ASK = "Which of this still holds for you, and what would you add?"


def catch_up(
    record: Record, judgement: Judgement, person: str, *, subject: str, zone: tzinfo | None, period: Period
) -> Document | None:
    """Return what `person`, who took somebody's place, should know first; None where they follow nobody.

    What the one before criticised or cared about stays between the two. What they expected and confirmed is carried
    over with its date; what they never confirmed is named as to be agreed anew.

    Args:
        record: what stands.
        judgement: the pieces of work, the strongest first.
        person: the new boss.
        subject: the name of the person whose work it is; "" where nobody knows.
        zone: whose days they are.
        period: from which the strongest pieces of work are named, those first of which somebody said why they mattered.
    """
    left = handover(record, person)
    if left is None:
        return None
    voice = Voice(heard(record, card(record, person)), zone, _ROOM, subject=subject or "A colleague")
    done = {one.id for one in record.of(Accomplishment) if one.concern}
    tellable = filter(may_be_told, judgement.during(period).works)
    works = sorted(tellable, key=lambda work: (work.id not in done, work.state is not State.DONE))[:_MOST]
    parts = (
        ("Agreed before", _agreed(voice, left.agreed)),
        ("To be agreed anew", _agreed(voice, left.unconfirmed)),
        ("What stands", tuple(_stands(voice, work, person) for work in works)),
    )
    paragraphs = tuple(Paragraph(label, said) for label, said in parts if said)
    ask = Paragraph("Ask", (Sentence(_ASK, (left.new.id,)),))
    return Document(f"For {clip(person, 4)}: where things stand", (*paragraphs, ask))


def _agreed(voice: Voice, expected: Sequence[Expectation]) -> tuple[Sentence, ...]:
    return tuple(Sentence(_one(voice, one), (one.id,)) for one in expected[:_MOST])


def _one(voice: Voice, one: Expectation) -> str:
    due = f", by {voice.on(one.due)}" if one.due else ""
    how, at = ("confirmed", one.confirmed) if one.confirmed else ("said", one.at)
    said = f"{how} by {clip(one.person, 4)} on {voice.on(at)}"
    return f"“{clip(one.words, voice.room).rstrip('.')}”{due}, {said}."


def _stands(voice: Voice, work: Work, person: str) -> Sentence:
    said = voice.changes(work, person)
    if not said:
        return Sentence(voice.facts(work), (work.id,))
    return Sentence(f"{voice.heading(work)} {said[0].text}", (work.id, *said[0].cites))

"""The brief: what a boss can pass on to their own boss as it stands. Third person, at most 120 words, nothing private.

It ends with one line to repeat and one likely question with its answer, and says what is not done.
"""

from datetime import tzinfo
from types import MappingProxyType

from ...model import (
    Accomplishment,
    Attribution,
    Document,
    Expectation,
    Impact,
    OpenSlot,
    Paragraph,
    Record,
    Sentence,
    State,
    Work,
)
from ..consent import heard
from ..people import card
from ..phrase import clip, names, span
from ..slots import impact, is_estimate, may_be_said, needs_mark, question, says_itself
from .gloss import in_their_words
from .voice import Voice, cites, lasts, undone

MOST_IN_A_BRIEF = 120
"""A brief has at most so many words, labels included."""

_ROOM = (30, 24, 20, 17, 14, 12, 10, 7, 5, 3)
_WORDS_TO_REPEAT = 14
_SHORT = 8  # digits of an id that a person pastes
_SURE = MappingProxyType(
    {
        Attribution.CONTROLLED: "“Was it this work?” It was measured against what it did not touch.",
        Attribution.BEFORE_AFTER: "“Was it this work?” It came after it; no control was measured.",
        Attribution.CONTRIBUTED: "“Was it this work?” In part: something else had a part in it.",
        Attribution.CORRELATED: "“Was it this work?” It was in the same period; more is not known.",
        Attribution.REPORTED: "“Was it this work?” That was reported, not measured.",
        Attribution.ESTIMATED: "“Was that measured?” No: it is an estimate, and says what it assumes.",
        Attribution.ASSERTED: "“Was that measured?” No.",
    }
)
_AS_ONE = (("They were ", "{} was "), ("They are ", "{} is "), ("They have ", "{} has "), ("They ", "{} "))


def brief(record: Record, work: Work, *, subject: str, zone: tzinfo | None, reader: str = "") -> Document:
    """Return the brief about `work`, which must be one that may be told.

    Args:
        record: what stands.
        work: the one piece of work.
        subject: the name of the person whose work it is; "" where nobody knows.
        zone: whose days they are.
        reader: who gets it first, for what somebody allowed them to read, and for their words; "" is anybody.
    """
    record = heard(record, card(record, reader) if reader else None)
    whose = subject or "A colleague"
    rooms = ((_ROOM[0], True), *((room, False) for room in _ROOM))
    voices = (Voice(record, zone, room, aside, subject=whose) for room, aside in rooms)
    tries = (in_their_words(record, reader, _brief(voice, work, reader)) for voice in voices)
    texts = [next(tries)]
    while _length(texts[-1]) > MOST_IN_A_BRIEF and (shorter := next(tries, None)):
        texts.append(shorter)
    return texts[-1]


def _length(document: Document) -> int:
    texts = [document.title]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts += [block.label, *(said.text for said in block.sentences)]
    return sum(len(text.split()) for text in texts)


def _brief(voice: Voice, work: Work, reader: str) -> Document:
    done, change, said = voice.done(work), impact(voice.record, work), voice.changes(work, reader)
    told = change if change and may_be_said(change) else None
    blocks = (
        _or_open("Why it mattered", voice.sentences(done, done.concern if done else ""), work, "concern"),
        Paragraph("What was done", (*_deed(voice, work, done), *voice.owned(work, done))),
        Paragraph("What changed", _came(voice, work, said)),
        _or_open("Not done", _rest(voice, work, done), work, "next"),
        Paragraph("To repeat", (_line(voice, work, done, told, said),)),
        Paragraph("If asked", (_asked(voice, work, told, said),)),
    )
    return Document(voice.title(work), blocks)


def _or_open(label: str, said: tuple[Sentence, ...], work: Work, slot: str) -> Paragraph | OpenSlot:
    return (
        Paragraph(label, said)
        if said
        else OpenSlot(label, question(work, slot).ask, f"treefall ask {work.id[:_SHORT]}")
    )


def _deed(voice: Voice, work: Work, done: Accomplishment | None) -> tuple[Sentence, ...]:
    """Say who did it, when, and how it stands, without a word of the trade."""
    days = span(voice.local(work.start), voice.local(work.end), voice.today)
    own = voice.sentences(done, done.response if done else "")
    stand = voice.stand(work, "In place")
    backing = cites(work.id, work.evidence[0].id, work.evidence[-1].id)
    if own:
        others = [person for person in work.credited if person not in own[0].text]
        part = f" {names(others)} had a part in it." if others else ""
        deed = Sentence(_as_one(own[0].text, voice.subject), own[0].cites)
        said: tuple[Sentence, ...] = (deed, Sentence(f"{stand}{part}", backing))
    else:
        who = names((voice.subject, *work.credited))
        what = "it" if done and done.concern else f"“{voice.title(work)}”"
        said = (Sentence(f"{who} worked on {what} {days}. {stand}".strip(), backing),)
    return (*said, *voice.assisted(work))


def _as_one(text: str, subject: str) -> str:
    """Name who did it where the sentence would begin with "they"."""
    for plural, single in _AS_ONE:
        if text.startswith(plural):
            return single.format(subject) + text[len(plural) :]
    return text


def _came(voice: Voice, work: Work, said: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    if work.state is State.REVERTED:
        return (Sentence("Most of it was taken out again." if lasts(work) else "Nothing that lasts.", (work.id,)),)
    if said:
        return said if voice.aside else said[:1]
    not_yet = "Nothing yet." if work.state is State.IN_PROGRESS else "Not measured so far."
    return (Sentence(not_yet, (work.id,)),)


def _rest(voice: Voice, work: Work, done: Accomplishment | None) -> tuple[Sentence, ...]:
    said = voice.plan(done)
    if said or work.state is State.DONE:
        return said
    much = "Most" if lasts(work) else "All"
    back = work.state is State.REVERTED
    return (Sentence(f"{much} of it: it was taken out again." if back else "It is still being worked on.", (work.id,)),)


def _line(
    voice: Voice, work: Work, done: Accomplishment | None, told: Impact | None, said: tuple[Sentence, ...]
) -> Sentence:
    """Return one line that somebody can say by heart: what it was before and is now, or else what it is."""
    title = clip(work.title, _WORDS_TO_REPEAT).rstrip(" .:;") or "This work"
    title = f"“{title}”" if ": " in title else title
    if work.state is State.REVERTED:
        return Sentence(f"{title}: tried, and {undone(work)}.", (work.id,))
    if work.state is State.IN_PROGRESS:
        return Sentence(f"{title}: under way, not in place yet.", (work.id,))
    if told is None:
        stand = voice.stand(work, "In place").rstrip(".")
        so_far = f"{stand[:1].lower() + stand[1:] or 'done'}, not measured so far."
        came = said[0] if said else Sentence(so_far, (work.id,))
        return Sentence(f"{title}: {came.text}", cites(work.id, *came.cites))
    if says_itself(told):
        return Sentence(f"{title}: {told.words}", (work.id, told.id))
    now = _sourced(voice, told, clip(told.words, min(voice.room, _WORDS_TO_REPEAT)).rstrip("."))
    concern = done.concern if done else ""
    if not concern or needs_mark(concern) or len(concern.split()) > _WORDS_TO_REPEAT:
        return Sentence(f"{title}: {now}.", (work.id, told.id))
    return Sentence(f"Before: {voice.words(concern).rstrip('.')}. Now: {now}.", (work.id, told.id))


def _sourced(voice: Voice, told: Impact, said: str) -> str:
    if told.attribution is not Attribution.ASSERTED:
        return f"“{said}”, says {clip(told.witness, 6).rstrip('.')}"
    return f"{said} (estimated)" if is_estimate(told.words) else f"{said} ({voice.subject}’s own words)"  # noqa: RUF001


def _asked(voice: Voice, work: Work, told: Impact | None, said: tuple[Sentence, ...]) -> Sentence:
    """Return the question that somebody is likely to ask, and its answer: about what is weakest."""
    if work.state is State.REVERTED:
        return Sentence("“Will it be tried again?” That is not decided.", (work.id,))
    if work.state is State.IN_PROGRESS:
        return _by_when(voice, work)
    if told is None:
        if said:
            return Sentence("“Was it this work?” That shows the change, not its cause.", said[0].cites)
        return Sentence("“What difference did it make?” Nobody has measured it so far.", (work.id,))
    if told.attribution is not Attribution.ASSERTED and not says_itself(told) and work.credited:
        return Sentence(f"“Was it {voice.subject} alone?” No: {names(work.credited)} had a part in it.", (work.id,))
    return Sentence(_how_sure(voice, told), (told.id,))


def _how_sure(voice: Voice, told: Impact) -> str:
    """Answer how surely it was this work."""
    if says_itself(told):
        return _SURE[told.attribution]
    if told.attribution is Attribution.ASSERTED:
        basis = ", as an estimate" if is_estimate(told.words) else ""
        return f"“Who says so?” {voice.subject} only{basis}; it was not measured."
    witness = clip(told.witness, 6).rstrip(".")
    comma = "," if ", " in witness else ""
    return f"“Was it this work?” That is what {witness}{comma} says; it shows the change, not its cause."


def _by_when(voice: Voice, work: Work) -> Sentence:
    for expected in voice.record.of(Expectation):
        if work.id in expected.evidence and expected.due and expected.confirmed and not expected.closed:
            return Sentence(f"“When will it be done?” By {voice.on(expected.due)}, as agreed.", (expected.id,))
    return Sentence("“When will it be done?” No day is agreed.", (work.id,))

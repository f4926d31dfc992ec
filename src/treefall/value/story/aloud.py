"""Sixty spoken seconds: the story of the episode in sentences that follow one another, without a label or mark."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from ...model import (
    OWN_WORDS,
    Accomplishment,
    Document,
    EntryId,
    Judgement,
    Paragraph,
    Period,
    Priority,
    Record,
    Sentence,
    State,
    Work,
)
from ..consent import heard
from ..people import card
from ..phrase import clip, month, names, spoken
from ..slots import impact
from .asks import asks
from .care import Care, cares
from .choose import chosen
from .episode import check, last_time
from .gloss import in_their_words
from .voice import Voice, cites

MOST_SPOKEN = 150
"""A minute aloud has at most so many words."""

_ROOM = (40, 25, 16, 10, 6, 4)
_WORDS_A_PRIORITY = 18


def aloud(
    record: Record,
    judgement: Judgement,
    person: str,
    *,
    zone: tzinfo | None,
    period: Period,
    subject: str = "",
    closing: frozenset[EntryId] = frozenset(),
) -> Document:
    """Return what to say to `person` in a minute, at most `MOST_SPOKEN` words; what nobody has said yet is left out.

    Args:
        record: what stands.
        judgement: the work to choose from, the strongest first.
        person: who will listen; may be "".
        zone: where the person is.
        period: what to look at first.
        subject: who did it, to say it as if about a colleague; "" is I.
        closing: what shows, or may show, an open criterion of the target level (see `chosen`).
    """
    record = heard(record, card(record, person) if person else None)
    works = chosen(record, judgement, person, period, closing)
    tries = (_said(Voice(record, zone, room, subject=subject, spoken=True), judgement, person, works) for room in _ROOM)
    texts = [next(tries)]
    while _length(texts[-1]) > MOST_SPOKEN and (shorter := next(tries, None)):
        texts.append(shorter)
    return texts[-1]


def _length(document: Document) -> int:
    return sum(len(said.text.split()) for said in document.sentences())


def _said(voice: Voice, judgement: Judgement, person: str, works: Sequence[Work]) -> Document:
    title = f"To say to {clip(person, 4)}" if person else "To say"
    since = last_time(voice, judgement, person) if person and not voice.subject else ()
    if not works:
        return Document(title, (Paragraph("", _spoken(since)),) if since else ())
    main, done = works[0], voice.done(works[0])
    reasons = cares(voice.record, person).get(main.id, ()) if person else ()
    put = asks(voice.record, main, person, voice.zone)
    parts = (
        since,
        (*_worry(voice, done), *_touches(voice, reasons)),
        (*_deed(voice, main, done), *voice.owned(main, done)),
        _came(voice, main, person),
        (*_lesson(voice, done), *_next(voice, done)),
        () if voice.subject else (Sentence(f"One question: {put[0].words}", (main.id,)),),
        () if voice.subject else (Sentence(check(voice.record, person), (main.id,)),),
    )
    text = Document(title, tuple(Paragraph("", _spoken(part)) for part in parts if part))
    return in_their_words(voice.record, person, text)


def _worry(voice: Voice, done: Accomplishment | None) -> tuple[Sentence, ...]:
    return voice.sentences(done, done.concern if done else "")


def _touches(voice: Voice, reasons: Sequence[Care]) -> tuple[Sentence, ...]:
    said = next((one for one in reasons if isinstance(one, Priority)), None)
    if not said:
        return ()
    whose = "You said" if not voice.subject else f"{clip(said.person, 4)} said"
    words = clip(said.words, min(voice.room, _WORDS_A_PRIORITY)).rstrip(".")
    return (Sentence(f"{whose} on {voice.on(said.at)}: “{words}”.", (said.id,)),)


def _deed(voice: Voice, work: Work, done: Accomplishment | None) -> tuple[Sentence, ...]:
    """Say what it is, who did it, when, and how it stands, as one says it."""
    when = _when(voice.local(work.start), voice.local(work.end), voice.today)
    who = names((*((voice.subject,) if voice.subject else ()), *work.credited, *(() if voice.subject else ("I",))))
    title = voice.title(work)
    stand = voice.stand(work, "It has been in place")
    if done and done.response:
        return (*voice.did(work, done), *((Sentence(stand, (work.id,)),) if stand else ()))
    if not any(seen.source == "git" for seen in work.originals):
        noted = all(seen.source in OWN_WORDS for seen in work.originals)
        said = voice.facts(work) if noted else f"{title}, {when[0].lower()}{when[1:]}."
        return (Sentence(said, cites(work.id, work.evidence[0].id)), *voice.assisted(work))
    verb = {State.DONE: "worked on", State.IN_PROGRESS: "began", State.REVERTED: "tried"}[work.state]
    said = f"{when} {who} {verb} this: {title}. {stand}".strip()
    return (Sentence(said, (work.id,)), *voice.assisted(work))


def _when(start: datetime, end: datetime, today: date) -> str:
    first, last = month(start, today), month(end, today)
    return f"In {first}" if first == last else f"From {first} to {last}"


def _came(voice: Voice, work: Work, person: str) -> tuple[Sentence, ...]:
    """Say what changed, or that nobody measured it."""
    if work.state is State.REVERTED:
        return ()
    said = voice.changes(work, person)
    if not said and impact(voice.record, work) is None and work.state is State.DONE:
        return (Sentence("Nobody has measured yet what it changed.", (work.id,)),)
    return said


def _lesson(voice: Voice, done: Accomplishment | None) -> tuple[Sentence, ...]:
    taught = f"{voice.subject} takes from it" if voice.subject else "What I take from it"
    if not (done and done.lesson):
        return ()
    return (Sentence(f"{taught}: {voice.words(done.lesson)}", (done.id,)),)


def _next(voice: Voice, done: Accomplishment | None) -> tuple[Sentence, ...]:
    return (Sentence(f"Next: {voice.words(done.next)}", (done.id,)),) if done and done.next else ()


def _spoken(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    return tuple(Sentence(spoken(said.text), said.cites) for said in sentences)

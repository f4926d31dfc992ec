"""A piece of work as a stranger reads it: why it mattered, who did what, what changed, what it taught; in 120 words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...model import OWN_WORDS, EntryId, Heading, Kind, Paragraph, Sentence, Work
from ..case import COMMITTEE
from ..phrase import clip, span
from ..story.voice import Voice, cites, in_place
from ..testimonials import usable

MOST_WORDS = 120
"""A piece of work is told in at most so many words, its title and labels among them."""

_ROOMS = (60, 40, 30, 24, 18, 14, 10, 7, 5)
_MOST_REASONS = 2
_LABELS = ("Why it mattered", "What I did", "What changed", "What I learned")


def piece(voice: Voice, work: Work) -> tuple[Heading | Paragraph, ...]:
    """Return `work` under its title; a part of which nobody has said anything is left out."""
    tries = (_told(replace(voice, room=room, aside=room == _ROOMS[0]), work) for room in _ROOMS)
    told = next(tries)
    while words(told) > MOST_WORDS and (shorter := next(tries, None)):
        told = shorter
    return told


def words(blocks: Iterable[Heading | Paragraph]) -> int:
    """Return how many words stand in `blocks`, labels among them."""
    return sum(len(text.split()) for block in blocks for text in _texts(block))


def _texts(block: Heading | Paragraph) -> tuple[str, ...]:
    return (block.text,) if isinstance(block, Heading) else (block.label, *(said.text for said in block.sentences))


def result(voice: Voice, work: Work) -> Sentence:
    """Return what changed by `work`; where nobody said, what somebody said of it; else how much it is."""
    return (*voice.changes(work, ""), *_quoted(voice, work), about(voice, work))[0]


def about(voice: Voice, work: Work) -> Sentence:
    """Say how much `work` is, when it was and how it stands."""
    return Sentence(voice.facts(work, named=False), (work.id,))


def parts(voice: Voice, work: Work) -> tuple[tuple[Sentence, ...], ...]:
    """Return what is said of `work`: why it mattered, what I did, what changed, what I learned; each may be empty."""
    return _why(voice, work), _did(voice, work), _came(voice, work), _learned(voice, work)


def beside(voice: Voice, work: Work) -> tuple[Sentence, ...]:
    """Say of `work`, which does not show, what sort it is and when, why it mattered, and what came of it."""
    days = span(voice.local(work.start), voice.local(work.end), voice.today)
    noted = all(seen.source in OWN_WORDS for seen in work.originals)
    more = [reason for reason in work.reasons if reason != work.kind and work.kind is Kind.REVIEW][:_MOST_REASONS]
    what = f"{work.kind.capitalize()} {days}{': ' if more else ''}{', '.join(more)}."
    sort = () if noted else (Sentence(what, (work.id,)),)
    said = (*_why(voice, work), *(voice.changes(work, "") or _quoted(voice, work))[:1])
    return (*sort, *said) or (about(voice, work),)


def _when(voice: Voice, work: Work) -> Sentence:
    """Say when `work` was done, and since when it has been in place."""
    first, last, since = voice.local(work.start), voice.local(work.end), in_place(work)
    days = span(first, last, voice.today)
    if not since:
        return Sentence(f"{days[:1].upper()}{days[1:]}.", (work.id,))
    stands = "since then" if voice.local(since).date() == last.date() else f"since {voice.on(since)}"
    return Sentence(f"Done {days}; in place {stands}.", (work.id,))


def _told(voice: Voice, work: Work) -> tuple[Heading | Paragraph, ...]:
    told = (Paragraph(label, said) for label, said in zip(_LABELS, parts(voice, work), strict=True) if said)
    return Heading(voice.title(work), 2), *told


def _why(voice: Voice, work: Work) -> tuple[Sentence, ...]:
    done = voice.done(work)
    return voice.sentences(done, done.concern if done else "")


def _did(voice: Voice, work: Work) -> tuple[Sentence, ...]:
    done = voice.done(work)
    return (*_brought_together(voice.did(work, done), work.id), _when(voice, work), *voice.owned(work, done))


def _came(voice: Voice, work: Work) -> tuple[Sentence, ...]:
    return (*voice.changes(work, ""), *_quoted(voice, work))


def _learned(voice: Voice, work: Work) -> tuple[Sentence, ...]:
    done = voice.done(work)
    return voice.sentences(done, done.lesson if done else "")


def _quoted(voice: Voice, work: Work) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(f"“{clip(one.words, voice.room).rstrip('.')}”, says {clip(one.person, 4)}.", (one.id,))
        for one in usable(voice.record, COMMITTEE, (work.id,))[:1]
    )


def _brought_together(said: tuple[Sentence, ...], work: EntryId) -> Iterator[Sentence]:
    """Let sentences that rest on pieces of evidence of `work` rest on all of it: one proof, in one row."""
    return (Sentence(one.text, (work,) if work in one.cites else cites(*one.cites)) for one in said)

"""The episode for one 1:1: from the concern to the check, read aloud in 90 seconds, each sentence with its proof."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from ...model import (
    Accomplishment,
    Document,
    EntryId,
    Episode,
    Evidence,
    Expectation,
    Feedback,
    Goal,
    Judgement,
    Learning,
    Listens,
    OpenSlot,
    Outcome,
    Paragraph,
    Period,
    Priority,
    Record,
    Seen,
    Sentence,
    State,
    Telling,
    Work,
)
from ..consent import heard
from ..people import card, same_person
from ..phrase import clip, counted, names
from ..slots import MOST_QUESTIONS, impact, needs_mark, question
from ..visibility import may_be_told, told
from .asks import Put, asks
from .care import Care, cares
from .cause import repairs
from .choose import arc, chosen
from .gloss import in_their_words
from .voice import Voice, cites, lasts, stands

MOST_WORDS = 225
"""An episode never has more words, labels, commands and proofs included: 90 seconds."""

_ROOM = (60, 40, 30, 25, 20, 16, 13, 10, 6, 4)  # the most words of one foreign text, tried in turn until the whole fits
_WORDS_A_TITLE = 20
_FRAME_WORDS = 14  # the line about the next step that a screen adds
_SHORT = 8  # digits of an id that a person pastes
_NO_DIRECTOR = frozenset({Listens.BOSS_OF_BOSS, Listens.PEER, Listens.COMMITTEE})
_A_STORY = 3  # changes that have a beginning and an end
_A_HABIT = 3  # episodes without a reason, after which it is pointed out
_A_CLIFFHANGER = 3  # episodes for which it is carried
_WORDS_A_PRIORITY = 25
_WORDS_A_PLACE = 8


def episode(record: Record, judgement: Judgement, person: str, *, zone: tzinfo | None, period: Period) -> Document:
    """Return the text of `told_episode`: the next 1:1 with `person` (may be ""), at most `MOST_WORDS` long."""
    return told_episode(record, judgement, person, zone=zone, period=period).document


def told_episode(
    record: Record,
    judgement: Judgement,
    person: str,
    *,
    zone: tzinfo | None,
    period: Period,
    proofs: Iterable[Evidence] = (),
    closing: frozenset[EntryId] = frozenset(),
) -> Episode:
    """Return the next 1:1 with `person` (may be ""): its text, at most `MOST_WORDS` long, and what to mind.

    Every sentence cites entries; a question to the listener states no fact and cites the work that it is about.

    Args:
        record: what stands.
        judgement: the work to choose from, the strongest first.
        person: who will listen.
        zone: where the person is, for dates are theirs; None is the computer's own.
        period: what to look at first: the same as the first screen's.
        proofs: the evidence of the piece of work to tell, in full: it may say what it repairs.
        closing: what shows, or may show, an open criterion of the target level (see `chosen`).
    """
    record = heard(record, card(record, person) if person else None)
    works = chosen(record, judgement, person, period, closing)
    mended = repairs(proofs, judgement)
    rooms = ((_ROOM[0], True), *((room, False) for room in _ROOM))
    voices = (Voice(record, zone, room, aside, repairs=mended) for room, aside in rooms)
    teller = _Teller(record, judgement, person, works, zone)
    texts = [teller.document(next(voices))]
    while words(texts[-1]) > MOST_WORDS and (voice := next(voices, None)):
        texts.append(teller.document(voice))
    return Episode(
        person=person,
        works=works,
        arc=arc(record, works[0]) if works else None,
        asks=tuple(put.name for put in teller.puts),
        notes=teller.notes(),
        document=texts[-1],
    )


def words(document: Document) -> int:
    """Return how many words `document` takes at most, in any format: labels, commands, proofs and a frame included."""
    labels = [block.label for block in document.blocks if isinstance(block, Paragraph | OpenSlot)]
    asked = [f"Open: {block.ask} {block.command}" for block in document.blocks if isinstance(block, OpenSlot)]
    texts = (document.title, *labels, *(said.text for said in document.sentences()), *asked)
    return sum(len(text.split()) for text in texts) + 2 * len(document.cites()) + _FRAME_WORDS


@dataclass(frozen=True, slots=True)
class _Teller:
    """What is told to whom; with how much room, the voice says."""

    record: Record
    judgement: Judgement
    person: str
    works: tuple[Work, ...]
    zone: tzinfo | None

    def document(self, voice: Voice) -> Document:
        title = f"1:1 with {clip(self.person, 4)}" if self.person else "Next 1:1"
        since = last_time(voice, self.judgement, self.person) if self.person else ()
        if not self.works:
            return Document(title, self.nothing_new(voice, since))
        main, done = self.works[0], voice.done(self.works[0])
        reasons = self.reasons(main)
        lesson = voice.sentences(done, done.lesson if done else "")
        blocks = (
            _said("Why it mattered", main, "concern", why(voice, done, reasons, self.person)),
            Paragraph("What happened", happened(voice, main)),
            Paragraph("What I did", (*voice.owned(main, done), *voice.did(main, done))),
            changed(voice, main, self.person),
            _said("What I learned", main, "lesson", (*lesson, *grown(voice, main, reasons))),
            _said("Next", main, "next", (*since, *voice.plan(done))),
            *also(voice, self.works[1:]),
            Paragraph("Ask", tuple(put.said(main.id) for put in self.puts)),
            Paragraph("Check I was clear", (Sentence(self.check(), (main.id,)),)),
        )
        return in_their_words(
            self.record, self.person, Document(f"{title}: {voice.title(main)}", _asking_little(blocks))
        )

    def reasons(self, work: Work) -> tuple[Care, ...]:
        return cares(self.record, self.person).get(work.id, ()) if self.person else ()

    @property
    def puts(self) -> tuple[Put, ...]:
        return asks(self.record, self.works[0], self.person, self.zone) if self.works else ()

    def check(self) -> str:
        """Ask the listener to say it back, as if to their own boss, by name where that is known."""
        return check(self.record, self.person)

    def notes(self) -> tuple[str, ...]:
        """Point out a habit: one thing after the other told without a reason and what was done about it."""
        if not self.person:
            return ()
        last = told(self.record, self.person)[-_A_HABIT:]
        told_why = {one.id for one in self.record.of(Accomplishment) if one.concern}
        if len(last) < _A_HABIT or any(told_why.intersection(telling.about) for telling in last):
            return ()
        who = clip(self.person, 4)
        habit = f"The last three times {who} heard what was done, but not what it was an answer to."
        return (f"{habit} Begin with the worry this time.",)

    def nothing_new(self, voice: Voice, since: tuple[Sentence, ...]) -> tuple[Paragraph | OpenSlot, ...]:
        """Say that all there is was told, if it was, and ask for what no source shows."""
        note = OpenSlot("What happened", "What did you do that no repository shows?", 'treefall note "…"')
        tellings = told(self.record, self.person)
        if not tellings:
            return (note,)
        last = max(tellings, key=lambda telling: telling.at)
        so_far = f"Nothing new to tell since {voice.on(last.at)}."
        return Paragraph("So far", (Sentence(so_far, (last.id,)), *since)), note


def check(record: Record, person: str) -> str:
    """Return the question that has the listener say it back, as if to their own boss, by name where that is known."""
    listener = card(record, person) if person else None
    if listener and listener.reports_to:
        return f"If {clip(listener.reports_to, 4)} asks about this, how would you put it?"
    if listener and listener.listens in _NO_DIRECTOR:
        return "If somebody asks you about this, how would you put it?"
    return "If your director asks about this, how would you put it?"


def why(voice: Voice, done: Accomplishment | None, reasons: Sequence[Care], person: str) -> tuple[Sentence, ...]:
    """Say the concern and who is better off, in the person's own words, and what of the listener's it touches."""
    concern = voice.sentences(done, done.concern if done else "")
    for_whom = done.beneficiary if done and concern else ""
    theirs = next((said for care in reasons if (said := _theirs(voice, care, person))), None)
    return (
        *concern,
        *((theirs,) if theirs else ()),
        *voice.sentences(done, for_whom and f"Who is better off: {for_whom}", extra=4),
    )


def _theirs(voice: Voice, care: Care, person: str) -> Sentence | None:
    """Quote what the listener, or the business, wants, with its day."""
    said = f"“{clip(care.words, min(voice.room, _WORDS_A_PRIORITY)).rstrip('.')}”"
    match care:
        case Priority():
            text = f"On {voice.on(care.at)} you said: {said}."
        case Expectation(due=due):
            who = "you" if same_person(care.person, person) else f"{clip(care.person, 4)} and I"
            by = f", by {voice.on(due)}" if due else ""
            text = f"On {voice.on(care.at)} {who} {'said what you expect' if who == 'you' else 'agreed'}: {said}{by}."
        case Goal():
            text = f"The goal{f' ({clip(care.place, _WORDS_A_PLACE)})' if care.place else ''}: {said}."
        case _:
            return None
    return Sentence(text, (care.id,))


def happened(voice: Voice, work: Work) -> tuple[Sentence, ...]:
    """Say what the sources saw: how much, when, how it stands, its beginning and its end."""
    first, last = work.evidence[0], work.evidence[-1]
    facts = Sentence(voice.facts(work, named=voice.aside), cites(work.id, first.id, last.id))
    lasting = tuple(seen for seen in work.originals if seen.state is State.DONE)
    if len(lasting) < _A_STORY or not voice.aside or not _distinct(lasting[0].title, lasting[-1].title, work.title):
        return (facts,)
    begin, end = (clip(seen.title, _WORDS_A_TITLE).rstrip(".") for seen in (lasting[0], lasting[-1]))
    said = f"It began with “{begin}” and ended with “{end}”."
    return facts, Sentence(said, (lasting[0].id, lasting[-1].id))


def changed(voice: Voice, work: Work, person: str) -> Paragraph | OpenSlot:
    """Say the change as surely as its attribution licenses; a figure that nobody can check stays open."""
    if work.state is State.REVERTED:
        left = "Most of it was taken out again." if lasts(work) else "Nothing that lasts: it was taken out again."
        return Paragraph("What changed", (Sentence(left, (work.id,)),))
    if said := voice.changes(work, person):
        return Paragraph("What changed", said)
    if impact(voice.record, work):
        return _open("What changed", work, "witness")
    if work.state is State.IN_PROGRESS:
        return Paragraph("What changed", (Sentence("Nothing yet: it is not on the main branch.", (work.id,)),))
    return _open("What changed", work, "change")


def grown(voice: Voice, work: Work, reasons: Sequence[Care]) -> tuple[Sentence, ...]:
    """Say what this work shows to have changed since the listener's criticism, and what was learned for it."""
    said = next((one for one in reasons if isinstance(one, Feedback) and one.change), None)
    found = [_answer(voice, said)] if said else []
    known = {work.id, *(seen.id for seen in work.evidence)}
    learned = [one for one in voice.record.of(Learning) if known.intersection(one.evidence)]
    found += [_learned(voice, one) for one in learned[-1:] if voice.aside]
    return tuple(found)


def _answer(voice: Voice, said: Feedback) -> Sentence:
    heard = f"On {voice.on(said.at)} you said: “{clip(said.words, voice.room).rstrip('.')}”."
    return Sentence(f"{heard} What I do differently: {voice.words(said.change)}", (said.id,))


def _learned(voice: Voice, learning: Learning) -> Sentence:
    where = f" ({clip(learning.origin, 8)})" if learning.origin else ""
    came = f"; {learning.outcome}" if learning.outcome is not Outcome.OPEN else ""
    reason = f": {clip(learning.consequence, voice.room)}" if came and learning.consequence else ""
    said = voice.words(f"{clip(learning.what, voice.room)}{where}{came}{reason}", extra=voice.room)
    return Sentence(voice.marked(said) if needs_mark(said) else said, (learning.id,))


def last_time(voice: Voice, judgement: Judgement, person: str) -> tuple[Sentence, ...]:
    """Say what came of what `person` was left waiting for, or that it is still open.

    Without anything to wait for: how the work that they heard of last has gone on since, if it has.
    """
    tellings = tuple(reversed(told(voice.record, person)[-_A_CLIFFHANGER:]))
    for telling in tellings:
        for work in filter(None, map(judgement.work, telling.about)):
            done = voice.done(work)
            if done and done.next and may_be_told(work) and (telling is tellings[0] or not done.sequel):
                return (_resolved(voice, telling, work, done, is_last=telling is tellings[0]),)
    last = tellings[0] if tellings else None
    went_on = ((work, _after(work, last)) for work in judgement.works if last and work.id in last.about)
    return tuple(
        Sentence(
            f"Since you heard of “{voice.title(work)}” on {voice.on(last.at)}: {counted(more)}{stands(work, more)}",
            (last.id, work.id, *(seen.id for seen in more)),
        )
        for work, more in went_on
        if last and more and may_be_told(work)
    )[:1]


def _resolved(voice: Voice, telling: Telling, work: Work, done: Accomplishment, *, is_last: bool) -> Sentence:
    """Take up the cliffhanger of `telling`: by what came of it, by what happened since, or as still open."""
    when = voice.on(telling.at)
    head = f"Last time, on {when}, I said what" if is_last else f"On {when}, about “{voice.title(work)}”, I said what"
    left = f"{head} comes next: “{clip(done.next, voice.room).rstrip('.')}”."
    if done.sequel:
        said = voice.words(done.sequel)
        return Sentence(f"{left} {voice.marked(said) if needs_mark(said) else said}", (telling.id, done.id))
    more = _after(work, telling)
    if more:
        proofs = (telling.id, done.id, *(seen.id for seen in more))
        return Sentence(f"{left} Since then: {counted(more)}{stands(work, more)}", proofs)
    return Sentence(f"{left} That is still open.", (telling.id, done.id))


def also(voice: Voice, works: Sequence[Work]) -> tuple[Paragraph, ...]:
    """Mention what else happened, where there is room."""
    if not works or not voice.aside:
        return ()
    return (Paragraph("Also", tuple(_mention(voice, work) for work in works)),)


def _mention(voice: Voice, work: Work) -> Sentence:
    """Say the facts of a piece of work that is only mentioned, and who else made it."""
    others = f", with {names(work.credited)}" if work.credited else ""
    return Sentence(voice.facts(work).rstrip(".") + f"{others}.", (work.id,))


def _said(label: str, work: Work, slot: str, sentences: tuple[Sentence, ...]) -> Paragraph | OpenSlot:
    return Paragraph(label, sentences) if sentences else _open(label, work, slot)


def _asking_little(blocks: Sequence[Paragraph | OpenSlot]) -> tuple[Paragraph | OpenSlot, ...]:
    """Return `blocks` without the open slots beyond the most that may be asked at a time."""
    asked = [block for block in blocks if isinstance(block, OpenSlot)][:MOST_QUESTIONS]
    return tuple(block for block in blocks if isinstance(block, Paragraph) or block in asked)


def _open(label: str, work: Work, slot: str) -> OpenSlot:
    return OpenSlot(label, question(work, slot).ask, f"treefall ask {work.id[:_SHORT]}")


def _after(work: Work, telling: Telling) -> tuple[Seen, ...]:
    return tuple(seen for seen in work.originals if seen.at > telling.at)


def _distinct(*titles: str) -> bool:
    return all(titles) and len({title.casefold() for title in titles}) == len(titles)

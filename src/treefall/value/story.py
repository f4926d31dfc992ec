"""What to tell whom: the episode for the next 1:1, made of the slots of one piece of work.

An episode is read aloud in 90 seconds. What happened and what I did come from evidence, with verbs no stronger than it
licenses; why it mattered, what changed and what I learned are the person's own words or a witness's; what nobody has
said yet stays open. Foreign words stand here as they were written: each door and output makes them safe to show.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from types import MappingProxyType

from ..model import (
    Accomplishment,
    Attribution,
    Document,
    EntryId,
    Impact,
    Judgement,
    OpenSlot,
    Paragraph,
    Period,
    Record,
    Seen,
    Sentence,
    State,
    Telling,
    Work,
)
from .phrase import clip, counted, day, names, sentence, span
from .slots import MOST_QUESTIONS, QUESTIONS, accomplishment, impact, may_be_said, needs_mark
from .visibility import may_be_told, told

MOST_WORDS = 225
"""An episode never has more words, labels, commands and proofs included: 90 seconds."""

_ROOM = (60, 40, 25, 16, 10, 6, 4)  # the most words of one foreign text, tried in turn until the whole fits
_WORDS_A_TITLE = 20
_FRAME_WORDS = 14  # the line about the next step that a screen adds
_MOST_PIECES = 3
_SHORT = 8  # digits of an id that a person pastes
_A_STORY = 3  # changes that have a beginning and an end
_OWN = "In my own words, not measured: "
_ORDER = (State.DONE, State.IN_PROGRESS, State.REVERTED)
_LANDED = MappingProxyType(
    {
        State.DONE: "landed and in place",
        State.IN_PROGRESS: "not on the main branch yet",
        State.REVERTED: "then {undone}",
    }
)
_EACH = (  # how changes that do not all stand alike are counted: one, many
    (State.DONE, "is on the main branch", "are on the main branch"),
    (State.REVERTED, "was taken back", "were taken back"),
    (State.IN_PROGRESS, "is elsewhere", "are elsewhere"),
)
_ASK = MappingProxyType(
    {
        State.DONE: (
            "Should I take this further, or leave it here?",
            "What do you expect of me next?",
            "What should I have done differently?",
        ),
        State.IN_PROGRESS: (
            "Is this still the right thing to finish?",
            "What would you count as done?",
            "What should I do differently from here?",
        ),
        State.REVERTED: (
            "Should it be tried again, another way?",
            "What do you expect of me next?",
            "What should I have done differently?",
        ),
    }
)
_CHECK = "If your director asks about this, how would you put it?"


def chosen(record: Record, judgement: Judgement, person: str, period: Period) -> tuple[Work, ...]:
    """Return what to tell `person` next, the main piece first, then at most two of `period` that are only mentioned.

    What lies in `period` comes before all else; there, what the person has already found words for comes first; then
    wins come before what is under way, and that before a defeat; then the strongest. What `person` was told is left
    out (without a name: what anybody was told), and so is private work.
    """
    known = frozenset(work for telling in told(record, person) for work in telling.about)
    unknown = (work for work in judgement.works if work.id not in known and may_be_told(work))
    worded = {done.id for done in record.of(Accomplishment) if done.concern or done.lesson}
    worded.update(change.accomplishment for change in record.of(Impact))

    def key(work: Work) -> tuple[bool, bool, int]:
        return not period.meets(work.start, work.end), work.id not in worded, _ORDER.index(work.state)

    order = sorted(unknown, key=key)
    recent = (work for work in order[1:_MOST_PIECES] if period.meets(work.start, work.end))
    return (*order[:1], *(work for work in recent if work.state is not State.REVERTED))


def episode(record: Record, judgement: Judgement, person: str, *, zone: tzinfo | None, period: Period) -> Document:
    """Return the episode for the next 1:1 with `person` (may be ""), at most `MOST_WORDS` long.

    Every sentence cites entries; a question to the listener states no fact and cites the work that it is about.

    Args:
        record: what stands.
        judgement: the work to choose from, the strongest first.
        person: who will listen.
        zone: where the person is, for dates are theirs; None is the computer's own.
        period: what to look at first: the same as the first screen's.
    """
    works = chosen(record, judgement, person, period)
    voices = (_Voice(record, zone, _ROOM[0], aside=True), *(_Voice(record, zone, room) for room in _ROOM))
    tries = ((voice, voice.episode(person, works, judgement)) for voice in voices)
    return next(document for voice, document in tries if voice is voices[-1] or words(document) <= MOST_WORDS)


def words(document: Document) -> int:
    """Return how many words `document` takes at most, in any format: labels, commands, proofs and a frame included."""
    texts = [document.title]
    for block in document.blocks:
        match block:
            case Paragraph():
                texts += [block.label, *(said.text for said in block.sentences)]
            case _:
                texts += [block.label, "Open:", block.ask, block.command]
    return sum(len(text.split()) for text in texts) + 2 * len(document.cites()) + _FRAME_WORDS


@dataclass(frozen=True, slots=True)
class _Voice:
    """How things are said: from which record, in whose days, with how much room for each foreign text, and asides."""

    record: Record
    zone: tzinfo | None
    room: int
    aside: bool = False

    def episode(self, person: str, works: Sequence[Work], judgement: Judgement) -> Document:
        title = f"1:1 with {clip(person, 4)}" if person else "Next 1:1"
        tellings = told(self.record, person)
        since = self.since(tellings, judgement) if person else ()
        if not works:
            return Document(title, self.nothing_new(tellings, since))
        main, done = works[0], accomplishment(self.record, works[0])
        blocks = (
            self.why(main, done),
            Paragraph("What happened", self.happened(main)),
            Paragraph("What I did", self.did(main, done)),
            self.changed(main),
            _said("What I learned", main, "lesson", self.sentences(done, done.lesson if done else "")),
            _said("Next", main, "next", (*since, *self.sentences(done, done.next if done else ""))),
            *self.also(works[1:]),
            Paragraph("Ask", tuple(Sentence(ask, (main.id,)) for ask in _ASK[main.state])),
            Paragraph("Check I was clear", (Sentence(_CHECK, (main.id,)),)),
        )
        return Document(f"{title}: {self.title(main)}", _asking_little(blocks))

    def why(self, work: Work, done: Accomplishment | None) -> Paragraph | OpenSlot:
        """Say the concern, and who is better off, in the person's own words."""
        concern = self.sentences(done, done.concern if done else "")
        for_whom = done.beneficiary if done and concern else ""
        return _said(
            "Why it mattered",
            work,
            "concern",
            (*concern, *self.sentences(done, for_whom and f"Who is better off: {for_whom}", extra=4)),
        )

    def happened(self, work: Work) -> tuple[Sentence, ...]:
        """Say what the sources saw: how much, when, how it stands, its beginning and its end."""
        first, last = work.evidence[0], work.evidence[-1]
        facts = Sentence(self.facts(work), _cites(work.id, first.id, last.id))
        stands = tuple(seen for seen in work.originals if seen.state is State.DONE)
        if len(stands) < _A_STORY or not self.aside or not _distinct(stands[0].title, stands[-1].title, work.title):
            return (facts,)
        begin, end = (clip(seen.title, _WORDS_A_TITLE).rstrip(".") for seen in (stands[0], stands[-1]))
        said = f"It began with “{begin}” and ended with “{end}”."
        return facts, Sentence(said, (stands[0].id, stands[-1].id))

    def facts(self, work: Work) -> str:
        days = span(self.local(work.start), self.local(work.end), self.today)
        return f"{self.title(work)}: {counted(work.originals)} {days}{_stands(work, work.originals)}"

    def did(self, work: Work, done: Accomplishment | None) -> tuple[Sentence, ...]:
        """Say my part and the others': in my own words where there are any, else as far as the sources saw."""
        own = self.sentences(done, done.response if done else "")
        if own:
            named = [person for person in work.credited if person in own[0].text]
        else:
            own, named = _written(work), [person for seen in work.evidence for person in seen.people]
        others = [person for person in work.credited if person not in named]
        return (*own, Sentence(f"{names(others)} had a part in it.", own[0].cites)) if others else own

    def changed(self, work: Work) -> Paragraph | OpenSlot:
        """Say the change as surely as its attribution licenses; a figure that nobody can check stays open."""
        if work.state is State.REVERTED:
            rest = any(seen.state is State.DONE for seen in work.originals)
            lasts = "Most of it was taken out again." if rest else "Nothing that lasts: it was taken out again."
            return Paragraph("What changed", (Sentence(lasts, (work.id,)),))
        change = impact(self.record, work)
        if change is None and work.state is State.IN_PROGRESS:
            return Paragraph("What changed", (Sentence("Nothing yet: it is not on the main branch.", (work.id,)),))
        if change is None:
            return _open("What changed", work, "change")
        if not may_be_said(change):
            return _open("What changed", work, "witness")
        if change.attribution is Attribution.ASSERTED:
            text = _OWN + sentence(change.words, self.room)
        else:
            text = f"“{clip(change.words, self.room).rstrip('.')}”, says {clip(change.witness, 8).rstrip('.')}."
        return Paragraph("What changed", (Sentence(text, (change.id,)),))

    def since(self, tellings: Sequence[Telling], judgement: Judgement) -> tuple[Sentence, ...]:
        """Say how the work that they heard of last has gone on since, if it has."""
        last = max(tellings, key=lambda telling: telling.at, default=None)
        for work in judgement.works:
            if last and work.id in last.about and may_be_told(work) and (more := _after(work, last.at)):
                heard = day(self.local(last.at), self.today)
                text = f"Since you heard of “{self.title(work)}” on {heard}: {counted(more)} more{_stands(work, more)}"
                return (Sentence(text, (last.id, more[-1].id)),)
        return ()

    def also(self, works: Sequence[Work]) -> tuple[Paragraph, ...]:
        if not works or not self.aside:
            return ()
        return (Paragraph("Also", tuple(map(self.mention, works))),)

    def mention(self, work: Work) -> Sentence:
        """Say the facts of a piece of work that is only mentioned, and who else made it."""
        others = f", with {names(work.credited)}" if work.credited else ""
        return Sentence(self.facts(work).rstrip(".") + f"{others}.", (work.id,))

    def nothing_new(self, tellings: Sequence[Telling], since: tuple[Sentence, ...]) -> tuple[Paragraph | OpenSlot, ...]:
        """Say that all there is was told, if it was, and ask for what no source shows."""
        note = OpenSlot("What happened", "What did you do that no repository shows?", 'treefall note "…"')
        if not tellings:
            return (note,)
        last = max(tellings, key=lambda telling: telling.at)
        so_far = f"Nothing new to tell since {day(self.local(last.at), self.today)}."
        return Paragraph("So far", (Sentence(so_far, (last.id,)), *since)), note

    def sentences(self, done: Accomplishment | None, text: str, extra: int = 0) -> tuple[Sentence, ...]:
        """Return the person's own words as a sentence that cites where they stand; nothing where there are none.

        A figure or a cause among them is nobody's measurement, and is marked as theirs.
        """
        if not done or not text.strip():
            return ()
        said = sentence(text, self.room + extra)
        return (Sentence(_OWN + said if needs_mark(said) else said, (done.id,)),)

    def title(self, work: Work) -> str:
        return clip(work.title, self.room).rstrip(" .:;") or "This work"

    @property
    def today(self) -> date:
        return self.local(self.record.now).date()

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


def _said(label: str, work: Work, slot: str, sentences: tuple[Sentence, ...]) -> Paragraph | OpenSlot:
    return Paragraph(label, sentences) if sentences else _open(label, work, slot)


def _asking_little(blocks: Sequence[Paragraph | OpenSlot]) -> tuple[Paragraph | OpenSlot, ...]:
    """Return `blocks` without the open slots beyond the most that may be asked at a time."""
    asked = [block for block in blocks if isinstance(block, OpenSlot)][:MOST_QUESTIONS]
    return tuple(block for block in blocks if isinstance(block, Paragraph) or block in asked)


def _open(label: str, work: Work, slot: str) -> OpenSlot:
    return OpenSlot(label, QUESTIONS[slot].ask, f"treefall ask {work.id[:_SHORT]}")


def _stands(work: Work, evidence: Sequence[Seen]) -> str:
    """Return how `evidence` of `work` stands, as the end of a sentence; a note does not show that anything landed."""
    states = Counter(seen.state for seen in evidence if seen.source == "git")
    undone = next((reason for reason in work.reasons if reason.startswith("reverted")), "reverted")
    if len(states) <= 1:
        return "".join(", " + _LANDED[state].format(undone=undone) for state in states) + "."
    counts = [f"{states[state]} {one if states[state] == 1 else many}" for state, one, many in _EACH if states[state]]
    first, *others = counts
    number, _, verb = first.partition(" ")
    return f"; {number} of {states.total()} changes {verb}, " + ", ".join(others) + "."


def _written(work: Work) -> tuple[Sentence, ...]:
    """Say who wrote the changes of `work`, by the names on them; one without anybody else's name is mine alone."""
    changes = tuple(seen for seen in work.originals if seen.source == "git")
    if not changes:
        return (Sentence("I have this from my own record.", _cites(work.id, work.evidence[-1].id)),)
    others = frozenset(work.credited)
    theirs = tuple(seen for seen in changes if seen.people and others.issuperset(seen.people))
    shared = tuple(seen for seen in changes if others.intersection(seen.people) and seen not in theirs)
    alone = len(changes) - len(theirs) - len(shared)
    mine = [f"wrote {_share(alone, len(changes))}"] if alone else []
    if shared:
        part = str(len(shared)) if alone else _share(len(shared), len(changes))
        mine.append(f"co-wrote {part} with {names(_people(shared, others))}")
    text = f"I {' and '.join(mine)}" if mine else "My part stands in the record"
    if theirs:
        text += f"; {names(_people(theirs, others))} wrote the other {len(theirs) if len(theirs) > 1 else 'one'}"
    return (Sentence(f"{text}.", _cites(work.id, changes[0].id, changes[-1].id)),)


def _share(part: int, whole: int) -> str:
    if part < whole:
        return f"{part} of the {whole} changes"
    return {1: "it", 2: "both changes"}.get(whole, f"all {whole} changes")


def _people(changes: Sequence[Seen], others: frozenset[str]) -> tuple[str, ...]:
    return tuple(person for seen in changes for person in seen.people if person in others)


def _after(work: Work, at: datetime) -> tuple[Seen, ...]:
    return tuple(seen for seen in work.originals if seen.at > at)


def _distinct(*titles: str) -> bool:
    return all(titles) and len({title.casefold() for title in titles}) == len(titles)


def _cites(*ids: EntryId) -> tuple[EntryId, ...]:
    return tuple(dict.fromkeys(ids))

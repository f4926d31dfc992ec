"""What others said and what came of it: criticism and who confirms the change, a defeat, witnesses, agreements."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ...model import (
    Accomplishment,
    Block,
    Case,
    Cell,
    Coming,
    Expectation,
    Feedback,
    Heading,
    Judgement,
    Learning,
    OpenSlot,
    Outcome,
    Paragraph,
    Period,
    Sentence,
    Table,
    Work,
)
from ..case import COMMITTEE
from ..phrase import clip
from ..story.voice import Voice
from ..testimonials import usable
from .known import dated
from .picking import defeat
from .pieces import about

_MOST_FEEDBACK, _MOST_LEARNED, _MOST_WITNESSES, _MOST_AHEAD = 4, 3, 5, 4
_ROOM = 40
_FRESH = timedelta(days=120)  # for so long what was said to come next still lies ahead
_WORDS_A_NAME = 4
_SHORT = 8  # digits of an id that a person pastes


def growth(voice: Voice, period: Period) -> Iterator[Block]:
    """Yield what was criticised, what changed since, and who confirms it; and what was learned and put to use."""
    yield Heading("Growth")
    items = [
        one for one in voice.record.of(Feedback) if not (one.praise or one.private) and one.change and one.at in period
    ]
    if items:
        confirmed_first = sorted(items, key=lambda one: one.confirmed is None)[:_MOST_FEEDBACK]
        head = ("By whom", "What I was told", "What I changed", "Who confirms it")
        yield Table("", head, tuple(_answered(voice, one) for one in confirmed_first))
    else:
        yield OpenSlot("Growth", "What was criticised, and what did you change?", 'treefall feedback NAME "…"')
    if put_to_use := tuple(learned(voice, period)):
        yield Paragraph("Learned and used", put_to_use[:_MOST_LEARNED])


def lesson(voice: Voice, judgement: Judgement, period: Period) -> Iterator[Block]:
    """Yield one defeat and what it taught."""
    yield Heading("A defeat, and its lesson")
    found = defeat(voice.record, judgement, period)
    if found is None:
        command = "treefall list" if judgement.works else 'treefall note "…"'
        yield OpenSlot("A defeat", "What did not work, and what did it teach you?", command)
        return
    work, done = found
    wanted = voice.sentences(done, done.concern)
    yield Heading(voice.title(work), 2)
    yield Paragraph("What was wanted", wanted) if wanted else _open(work, "What was wanted", "What was it for?")
    yield Paragraph("What happened", (about(voice, work), *voice.owned(work, done)))
    yield Paragraph("What it taught me", voice.sentences(done, done.lesson))


def witnesses(voice: Voice) -> Iterator[Block]:
    """Yield the words of those who allowed a committee to read them, of each the newest."""
    yield Heading("Witnesses")
    newest = {one.person: one for one in reversed(usable(voice.record, COMMITTEE))}
    for one in tuple(reversed(newest.values()))[:_MOST_WITNESSES]:
        place = f", {one.place}" if one.place else ""
        said = f"“{clip(one.words, _ROOM).rstrip('.')}” ({dated(voice, one.at)}{place})"
        yield Paragraph(clip(one.person, _WORDS_A_NAME), (Sentence(said, (one.id,)),))
    if not newest:
        ask = "Who can say in their own words what your work did for them, and may a committee read it?"
        yield OpenSlot("Witnesses", ask, 'treefall testimonial NAME "…" --for committee')


def agreed(voice: Voice, period: Period) -> Iterator[Block]:
    """Yield what was agreed, confirmed in writing, and what came of it."""
    yield Heading("What was agreed")
    found = [one for one in voice.record.of(Expectation) if one.confirmed and one.at in period]
    if found:
        head = ("By whom", "What was expected", "Due", "What came of it")
        yield Table("", head, tuple(_expected(voice, one) for one in found))
    else:
        ask = "What does your boss expect of you, and have they confirmed it?"
        yield OpenSlot("What was agreed", ask, 'treefall expects NAME "…"')


def ahead(voice: Voice, works: Sequence[Work], case: Case | None) -> Iterator[Block]:
    """Yield what comes next: what I plan, what is expected of me, and what could close the gaps of the case."""
    yield Heading(f"What I will do at {case.level.target}" if case else "What I will do next")
    if said := planned(voice, works, case)[:_MOST_AHEAD]:
        yield Paragraph("Planned", said)
    else:
        command = f"treefall ask {works[0].id[:_SHORT]}" if works else 'treefall expects NAME "…"'
        yield OpenSlot("Next", "What will you do there that you do not do yet?", command)


def planned(voice: Voice, works: Sequence[Work], case: Case | None) -> tuple[Sentence, ...]:
    """Return what I plan after `works`, what is expected of me and is open, and what could close gaps of `case`."""
    fresh = (work for work in works if work.end >= voice.record.now - _FRESH)
    plans = [said for work in fresh for said in voice.plan(voice.done(work))]
    expected = [_expects(voice, one) for one in voice.record.of(Expectation) if one.closed is None]
    coming = (to_come(voice, one) for row in (case.rows if case else ()) for one in row.coming)
    return tuple(dict.fromkeys((*plans, *expected, *coming)))


def to_come(voice: Voice, one: Coming) -> Sentence:
    """Say what lies ahead as a committee reads it: what I plan in my own words, what is expected of me by whom."""
    for expectation in voice.record.of(Expectation):
        if expectation.id == one.about:
            return _expects(voice, expectation)
    planned_ = next((done for done in voice.record.of(Accomplishment) if done.id == one.about), None)
    return next(iter(voice.plan(planned_)), Sentence(f"{one.words.rstrip('.')}.", (one.about,)))


def _answered(voice: Voice, one: Feedback) -> tuple[Cell, ...]:
    by = f"{clip(one.person, _WORDS_A_NAME)}, {dated(voice, one.at)}"
    said = f"“{clip(one.words, _ROOM)}”"
    who = "Not confirmed yet"
    if one.confirmed:
        who = f"{clip(one.confirmer, _WORDS_A_NAME)}, {dated(voice, one.confirmed)}"
    return tuple(_cell(text, one) for text in (by, said, voice.words(one.change), who))


def learned(voice: Voice, period: Period) -> Iterator[Sentence]:
    """Yield what was learned in `period` and what came of it for the business."""
    for one in voice.record.of(Learning):
        if one.outcome is not Outcome.OPEN and one.consequence and one.at in period:
            origin = f" ({one.origin})" if one.origin else ""
            what = clip(one.what, _ROOM).rstrip(".")
            yield Sentence(f"{what}{origin}, {one.outcome}: {voice.words(one.consequence)}", (one.id,))


def _expected(voice: Voice, one: Expectation) -> tuple[Cell, ...]:
    due = dated(voice, one.due) if one.due else "no day named"
    came = f"{'Met' if one.met else 'Dropped'}, {dated(voice, one.closed)}" if one.closed else "Open"
    words = f"“{clip(one.words, _ROOM).rstrip('.')}”"
    return tuple(_cell(text, one) for text in (clip(one.person, _WORDS_A_NAME), words, due, came))


def _expects(voice: Voice, one: Expectation) -> Sentence:
    """Say what is expected of me: agreed where it was confirmed, else as I alone noted it."""
    who, words = clip(one.person, _WORDS_A_NAME), f"“{clip(one.words, _ROOM).rstrip('.')}”"
    due = dated(voice, one.due) if one.due else ""
    if one.confirmed:
        return Sentence(f"Agreed with {who}{f' for {due}' if due else ''}: {words}.", (one.id,))
    return Sentence(f"{who} expects{f' by {due}' if due else ''}: {words}; noted by me, not confirmed yet.", (one.id,))


def _cell(text: str, one: Expectation | Feedback) -> Cell:
    return (Sentence(text, (one.id,)),)


def _open(work: Work, label: str, ask: str) -> OpenSlot:
    return OpenSlot(label, ask, f"treefall ask {work.id[:_SHORT]}")

"""Stand-up lines: what moved, and in one clause what it is against. Never a word of praise."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from ...model import Document, Judgement, OpenSlot, Paragraph, Period, Record, Seen, Sentence, State, Work
from ..consent import heard
from ..phrase import counted, names
from ..slots import question
from ..visibility import may_be_told
from .voice import Voice, cites, undone

_MOST_LINES = 4
_LABELS = ((State.DONE, "Done"), (State.REVERTED, "Taken back"), (State.IN_PROGRESS, "Now"))
_WORDS = 14
_SHORT = 8  # digits of an id that a person pastes


def standup(record: Record, judgement: Judgement, period: Period, *, subject: str, zone: tzinfo | None) -> Document:
    """Return the lines for a stand-up about `period`, the strongest piece of work first, at most four.

    Args:
        record: what stands.
        judgement: the work to choose from, the strongest first.
        period: since the last stand-up.
        subject: who did it, to say it as if about a colleague; "" says it of oneself.
        zone: whose days they are.
    """
    voice = Voice(heard(record, None), zone, _WORDS, subject=subject)
    moved = [(work, seen) for work in judgement.works if may_be_told(work) and (seen := _moved(work, period))]
    by_label = {label: [pair for pair in moved if pair[0].state is state] for state, label in _LABELS}
    blocks = [
        Paragraph(label if number == 0 else "", (_line(voice, *pair),))
        for label, pairs in by_label.items()
        for number, pair in enumerate(pairs[:_MOST_LINES])
    ]
    title = f"{voice.subject + ', since' if voice.subject else 'Since'} {voice.on(period.start)}"
    if not blocks:
        return Document(title, (OpenSlot("Done", "What did you do that no repository shows?", 'treefall note "…"'),))
    unsaid = next((work for work, _ in moved if not _concern(voice, work)), None)
    ask = (_against_what(unsaid),) if unsaid else ()
    return Document(title, (*blocks, *ask))


def _against_what(work: Work) -> OpenSlot:
    return OpenSlot("Against what", question(work, "concern").ask, f"treefall ask {work.id[:_SHORT]}")


def _moved(work: Work, period: Period) -> tuple[Seen, ...]:
    return tuple(seen for seen in work.originals if seen.at in period)


def _line(voice: Voice, work: Work, moved: Sequence[Seen]) -> Sentence:
    """Say what moved, with whom, against what, and, where it is not done, what comes next."""
    others = dict.fromkeys(person for seen in moved for person in seen.people if person in work.credited)
    beside = f", with {names(others)}" if others else ""
    back = f", {undone(work)}" if work.state is State.REVERTED else ""
    against = _concern(voice, work)
    done = voice.done(work)
    said = f"{voice.heading(work)} {counted(moved)}{back}{beside}."
    said += f" The worry: {against}" if against else ""
    said += f" Next: {voice.words(done.next)}" if done and done.next and work.state is State.IN_PROGRESS else ""
    return Sentence(said, cites(work.id, moved[-1].id))


def _concern(voice: Voice, work: Work) -> str:
    """Return the worry that it is against, in one clause; "" where nobody said."""
    done = voice.done(work)
    return voice.words(done.concern) if done and done.concern else ""


def last_workday(now: datetime) -> datetime:
    """Return the beginning of the working day before that of `now`, on the clock of `now`."""
    back = {0: 3, 6: 2}.get(now.weekday(), 1)
    return (now - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0)

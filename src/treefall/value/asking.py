"""Good questions to put to somebody now, taken from what is missing; never the same list twice.

A question that was asked goes to the end, and those asked longest ago come first there, so that in the end each comes
again: people change their minds.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import islice

from ..model import Ask, Asked, EntryId, Judgement, Record, entry_id
from . import people
from .alignment import aims, for_audience, priorities
from .expectations import standing
from .feedback import CRITICISM, criticism_due, open_items
from .phrase import clip, day

_OLD = timedelta(days=90)  # after which a priority may have changed
_AHEAD = timedelta(days=90)
_MOST_IDLE = 3  # pieces of work that serve nothing, asked about in turn
_WORDS_QUOTED = 14
_CRITICISM = (
    ("stop", "What should I stop doing?"),
    ("differently", "What should I have done differently in the last four weeks?"),
    ("unclear", "When was I last unclear to you?"),
    ("doubt", "If a committee doubted one thing about me, what would it be?"),
    ("cost", "What did working with me cost you that it should not have?"),
    ("leaving", "If you left tomorrow, what would you tell me that you have not told me yet?"),
)
_WORRIES = (
    ("worry", "What worries you most about the next three months?"),
    ("asked", "What are you asked about most these weeks?"),
    ("win", "Which result of this quarter would you be glad to report?"),
)
_HOPES = (
    ("amaze", "What would amaze you if I had it done by {ahead}?"),
    ("count", "Which one outcome of mine would count most when the year is looked back on?"),
    ("instead", "What may I leave undone so that I can do that?"),
)
_ALWAYS = (
    ("surprise", "What about my work surprised you lately?"),
    ("else", "Who else should hear of what I do, and what would they want to know?"),
    ("new", "What have you heard that I should know?"),
)


def questions(
    record: Record,
    judgement: Judgement,
    person: str,
    *,
    shown: Sequence[str] = (),
    zone: tzinfo | None = None,
) -> tuple[Ask, ...]:
    """Return the questions worth putting to `person`, the best first; what was asked comes last.

    The first three are of three different sorts.

    Args:
        record: what stands.
        judgement: my work, of which some may serve nothing that they named.
        person: who is asked.
        shown: names of questions that were proposed already, the latest last: they go behind the others.
        zone: whose days the dates are; None is the computer's.
    """
    when = {one.question: one.at for one in record.of(Asked) if people.same_person(one.person, person)}
    proposed = {name: place for place, name in enumerate(shown, 1)}
    rounds: Counter[str] = Counter()
    ranked: list[tuple[float, int, int, Ask]] = []
    for ask in _Missing(record, person, zone).questions(judgement):
        sort = ask.name.partition(".")[0]
        last = when[ask.name].timestamp() if ask.name in when else 0.0
        ranked.append((last, proposed.get(ask.name, 0), rounds[sort], ask))
        rounds[sort] += not last and ask.name not in proposed
    return tuple(ask for *_, ask in sorted(ranked, key=lambda each: each[:-1]))


def changes(record: Record, person: str, zone: tzinfo | None) -> tuple[Ask, ...]:
    """Return what to ask `person` in a text about criticism of theirs that I answered; what is private is in none."""
    return tuple(_Missing(record, person, zone).changes(in_a_text=True)) if person else ()


def hopes(record: Record, person: str, zone: tzinfo | None) -> tuple[Ask, ...]:
    """Return what to ask `person` about what they expect, or whether they expect anything."""
    return tuple(_Missing(record, person, zone).hopes()) if person else ()


def asked(record: Record, person: str, name: str, about: EntryId = "") -> Asked:
    """Return the entry that says that the question of that name was put to `person` now."""
    id_ = entry_id("asked", people.key(person) or "me", name, record.now.isoformat())
    return Asked(id=id_, at=record.now, person=person, question=name, about=about)


@dataclass(frozen=True, slots=True)
class _Missing:
    """What `person` could be asked, by what is missing; `zone` as in `questions`."""

    record: Record
    person: str
    zone: tzinfo | None

    def questions(self, judgement: Judgement) -> Iterator[Ask]:
        """Yield the questions, the most missing first; names are "sort.which"."""
        due = criticism_due(self.record, self.person)
        if due:
            yield from _criticism("nobody asked for criticism in five weeks")
        yield from self.changes()
        yield from self.hopes()
        yield from self.worries()
        yield from self.idle(judgement)
        if not due:
            yield from _criticism("criticism seldom comes unasked")
        for which, question in _ALWAYS:
            yield Ask(f"{which}.always", question, "there is always something")

    def changes(self, *, in_a_text: bool = False) -> Iterator[Ask]:
        """Yield what to ask about criticism of theirs that I answered; `in_a_text`, of none that is private."""
        for item in open_items(self.record, self.person):
            if (item.change or item.answered_by) and not (in_a_text and item.private):
                question = f"{self.said(item.at, item.words)} What have you seen change since?"
                yield Ask(f"changed.{item.id}", question, "without an answer it stays open", item.id)

    def hopes(self) -> Iterator[Ask]:
        """Yield what to ask about what they expect: whether, by when, how much is enough; or what it is at all."""
        expectations = standing(self.record, self.person)
        for one in expectations:
            words = _quoted(one.words)
            if not one.confirmed:
                right = f"I understood {words}. Did I get it right?"
                yield Ask(f"agreed.{one.id}", right, "it was never confirmed", one.id)
            if not one.due:
                yield Ask(
                    f"when.{one.id}", f"You expect {words}. By when would it still help?", "it has no day", one.id
                )
            elif not one.evidence:
                yield Ask(f"enough.{one.id}", f"What of {words} would already be enough?", "nothing answers it", one.id)
        ahead = self.day(self.record.now + _AHEAD, end=True)
        why = "they may hope for more than they say" if expectations else "nobody knows what they expect"
        for which, question in _HOPES:
            yield Ask(f"hope.{which}", question.format(ahead=ahead), why)

    def worries(self) -> Iterator[Ask]:
        """Yield what to ask about what they care about, and whom they answer to."""
        cares = priorities(self.record, self.person)
        for one in cares:
            if self.record.now - one.at >= _OLD:
                question = f"{self.said(one.at, one.words)} Does that still come first?"
                yield Ask(f"still.{one.id}", question, "it was said three months ago", one.id)
        why = "they may care about something else by now" if cares else "nobody knows what they care about"
        for which, question in _WORRIES:
            yield Ask(f"worry.{which}", question, why)
        if not people.card(self.record, self.person).reports_to:
            yield Ask("above.who", "Whom do you tell about our work, and what do they ask?", "their boss is not known")

    def idle(self, judgement: Judgement) -> Iterator[Ask]:
        """Yield what to ask about strong work that serves nothing that they, or the business, named."""
        if not aims(self.record, self.person):
            return
        ranked = for_audience(self.record, judgement, self.person)
        idle = (each.work for each in ranked if not each.serves and not each.perhaps)
        for work in islice(idle, _MOST_IDLE):
            question = f"I worked on {_quoted(work.title)}. What would make that worth it to you?"
            yield Ask(f"worth.{work.id}", question, "it serves nothing that anybody named", work.id)

    def said(self, at: datetime, words: str) -> str:
        return f"On {self.day(at)} you said {_quoted(words)}."

    def day(self, at: datetime, *, end: bool = False) -> str:
        """Return the day of `at`, or the last one of its month, as it is said now."""
        local = at.astimezone(self.zone).date()
        if end:
            local = local.replace(day=monthrange(local.year, local.month)[1])
        return day(local, self.record.now.astimezone(self.zone).date())


def _criticism(why: str) -> Iterator[Ask]:
    for which, question in _CRITICISM:
        yield Ask(f"{CRITICISM}.{which}", question, why)


def _quoted(words: str) -> str:
    return f"“{clip(words, _WORDS_QUOTED).rstrip('.')}”"

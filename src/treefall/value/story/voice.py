"""How the facts of a piece of work are said: once, for all texts alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from types import MappingProxyType

from ...model import (
    OWN_WORDS,
    Accomplishment,
    Attribution,
    EntryId,
    Impact,
    Kind,
    Reading,
    Record,
    Seen,
    Sentence,
    State,
    Work,
)
from ..faithful.reading import sentences
from ..people import card, key
from ..phrase import as_of_another, clip, counted, day, names, number, sentence, sort, span
from ..slots import accomplishment, avoided, impact, is_estimate, may_be_said, needs_mark, says_itself
from ..testimonials import usable

OWN = "In my own words, not measured: "
ESTIMATE = "An estimate, not measured: "
_ITS_OWN = "In {}’s own words, not measured: "  # noqa: RUF001 - an apostrophe as it is printed
_VIEW = "; that is my own view, not measured."
_ITS_VIEW = "; that is {}’s own view, not measured."  # noqa: RUF001 - likewise
_WORDS_A_WITNESS = 8
_ROOMY = 60  # words of one text from which an avoided cost stands beside the change, too
_MOST_CHANGES = 2  # where there is little room
_WHOLE = 80  # words of a sentence that is not cut: its interval and what it assumes belong to it
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


@dataclass(frozen=True, slots=True)
class Voice:
    """How things are said.

    Attributes:
        record: what stands.
        zone: whose days they are; None is the computer's own.
        room: the most words of one foreign text.
        aside: there is room for what could be left out.
        subject: who did it, for those who read of somebody else; "" is I.
        repairs: what a piece of work repaired that was my own, by the id of the work: its title and its evidence.
        spoken: it is said aloud: who says something comes before it, and what is only my own view is said behind it.
    """

    record: Record
    zone: tzinfo | None
    room: int
    aside: bool = False
    subject: str = ""
    repairs: Mapping[EntryId, tuple[str, EntryId]] = field(default_factory=dict)
    spoken: bool = False

    # --- what the sources saw

    def facts(self, work: Work, *, named: bool = True) -> str:
        """Say how much it is, when, and how it stands, with its title if `named`; what notes tell, in their words."""
        days = span(self.local(work.start), self.local(work.end), self.today)
        if all(seen.source in OWN_WORDS for seen in work.originals):
            return f"{days[:1].upper()}{days[1:]}: {self._noted(work)}"
        title = f"{self.heading(work)} " if named else ""
        return f"{title}{counted(work.originals)} {days}{stands(work, work.originals)}"

    def _noted(self, work: Work) -> str:
        """Return what the notes of `work` say: its title, or the whole first note where the title is its beginning."""
        note, begun = work.originals[0].title, work.title.rstrip(" .…")
        more = len(work.originals) - 1
        said = sentence(note if note.startswith(begun) else work.title, self.room)
        return f"{said} {more} more {'note' if more == 1 else 'notes'}." if more else said

    def stand(self, work: Work, place: str) -> str:
        """Say how `work` stands now; `place` is how it is said that it is in place, since when stands behind it."""
        if work.state is State.REVERTED:
            return f"It was {undone(work)}."
        if work.state is State.IN_PROGRESS:
            return "It is not in place yet."
        since = in_place(work)
        return f"{place} since {self.on(since)}." if since else ""

    def did(self, work: Work, done: Accomplishment | None) -> tuple[Sentence, ...]:
        """Say my part and the others': in my own words where there are any, else as far as the sources saw."""
        own = self.sentences(done, done.response if done else "")
        if own:
            named = [person for person in work.credited if person in own[0].text]
        else:
            own, named = self.written(work), [person for seen in work.evidence for person in seen.people]
        others = [person for person in work.credited if person not in named]
        shared = (Sentence(f"{names(others)} had a part in it.", own[0].cites),) if others else ()
        return (*own, *shared, *self.assisted(work))

    def assisted(self, work: Work) -> tuple[Sentence, ...]:
        """Say that some of it, or all, was made with an assistant that writes code; nothing where none was."""
        assisted = tuple(seen for seen in work.originals if seen.tools)
        if not assisted:
            return ()
        much = "It" if len(assisted) == len(work.originals) else "Some of it"
        return (Sentence(f"{much} was made with an assistant.", cites(work.id, assisted[0].id)),)

    def written(self, work: Work) -> tuple[Sentence, ...]:
        """Say who wrote the changes of `work`, by the names on them; one without anybody else's name is mine alone."""
        changes = tuple(seen for seen in work.originals if seen.source == "git")
        if not changes:
            return (Sentence(self._unwritten(work), cites(work.id, work.evidence[-1].id)),)
        others = frozenset(work.credited)
        theirs = tuple(seen for seen in changes if seen.people and others.issuperset(seen.people))
        shared = tuple(seen for seen in changes if others.intersection(seen.people) and seen not in theirs)
        alone = len(changes) - len(theirs) - len(shared)
        mine = [f"wrote {_share(alone, len(changes))}"] if alone else []
        if shared:
            part = str(len(shared)) if alone else _share(len(shared), len(changes))
            mine.append(f"co-wrote {part} with {names(_people(shared, others))}")
        text = f"{self.subject or 'I'} {' and '.join(mine)}" if mine else "My part stands in the record"
        if theirs:
            text += f"; {names(_people(theirs, others))} wrote the other {len(theirs) if len(theirs) > 1 else 'one'}"
        return (Sentence(f"{text}.", cites(work.id, changes[0].id, changes[-1].id)),)

    def _unwritten(self, work: Work) -> str:
        """Say my part where no commit shows it: by what there is instead."""
        last, who = work.originals[-1], self.subject or "I"
        match sort(last):
            case "review":
                return f"{who} reviewed it."
            case "pull request" | "merge request" as proposal:
                return f"{who} wrote the {proposal}."
            case "issue":
                return f"{who} wrote it up."
            case _:
                whose = f"{self.subject}’s" if self.subject else "my"  # noqa: RUF001 - as it is printed
                return f"From {whose} own note of {self.on(last.at)}."

    def owned(self, work: Work, done: Accomplishment | None) -> tuple[Sentence, ...]:
        """Say what of mine had caused it, where something had."""
        whose = f"{self.subject}’s" if self.subject else "mine"  # noqa: RUF001 - as it is printed
        if done and done.cause:
            return (Sentence(f"The cause was {whose}: {self.words(done.cause)}", (done.id,)),)
        if work.id not in self.repairs:
            return ()
        title, evidence = self.repairs[work.id]
        return (Sentence(f"It repairs “{clip(title, self.room)}”, which was {whose}.", cites(work.id, evidence)),)

    # --- what changed

    def changes(self, work: Work, person: str) -> tuple[Sentence, ...]:
        """Say what changed, each thing as surely as it is known: words of witnesses beside numbers, as equals.

        Nothing where nobody said, or where what was said is a figure that nobody can check.
        """
        change, read = impact(self.record, work), self.read(work)
        own = (self.change(change),) if change and may_be_said(change) else ()
        roomy = self.aside or (work.kind is Kind.PREVENTION and self.room >= _ROOMY)
        kept = avoided(self.record, work) if roomy else None
        besides = (self.change(kept),) if kept and kept != change else ()
        said = (*own, *besides, *read, *self.witnessed(work, person))
        return said if self.aside else said[:_MOST_CHANGES]

    def change(self, change: Impact) -> Sentence:
        """Say a change as surely as its attribution licenses."""
        if says_itself(change):
            said = sentence(change.words, _WHOLE)
        elif change.attribution is not Attribution.ASSERTED:
            said = self.quoted(change.words, clip(change.witness, _WORDS_A_WITNESS))
        elif is_estimate(change.words):
            said = ESTIMATE + self.words(change.words)
        else:
            said = self.marked(self.words(change.words))
        return Sentence(said, (change.id,))

    def read(self, work: Work) -> tuple[Sentence, ...]:
        """Say what a metric showed before and after `work`, where both were read; not what made the difference."""
        by_metric: dict[str, list[Reading]] = {}
        for reading in self.record.of(Reading):
            if reading.work == work.id:
                by_metric.setdefault(key(reading.metric), []).append(reading)
        pairs = ((found[0], found[-1]) for found in by_metric.values())
        return tuple(self._compared(*pair) for pair in pairs if pair[0].at <= work.end < pair[1].at)

    def _compared(self, before: Reading, after: Reading) -> Sentence:
        first, last = (
            f"{number(one.value)}{'' if one.unit in {'', '%'} else ' '}{one.unit} on {self.on(one.at)}"
            for one in (before, after)
        )
        where = f" ({clip(after.where, _WORDS_A_WITNESS)})" if after.where else ""
        metric = clip(after.metric, _WORDS_A_WITNESS)
        return Sentence(f"{metric[:1].upper() + metric[1:]}: {first}, {last}{where}.", (before.id, after.id))

    def witnessed(self, work: Work, person: str) -> tuple[Sentence, ...]:
        """Quote who spoke of it, where they allowed it for `person`; without somebody, for nobody."""
        found = usable(self.record, card(self.record, person), (work.id,)) if person else ()
        return tuple(Sentence(self.quoted(one.words, clip(one.person, 4)), (one.id,)) for one in found[:1])

    # --- what I say of it

    def sentences(self, done: Accomplishment | None, text: str, extra: int = 0) -> tuple[Sentence, ...]:
        """Return the person's own words as a sentence that cites where they stand; nothing where there are none.

        A figure or a cause among them is nobody's measurement, and is marked as theirs.
        """
        if not done or not text.strip():
            return ()
        said = self.words(text, extra)
        return (Sentence(self.marked(said) if needs_mark(said) else said, (done.id,)),)

    def plan(self, done: Accomplishment | None) -> tuple[Sentence, ...]:
        """Return what comes next; a figure or a cause in it is marked as planned, and as the person's own words."""
        if not done or not done.next.strip():
            return ()
        said = self.words(done.next)
        whose = f"{self.subject}’s" if self.subject else "my"  # noqa: RUF001 - as it is printed
        return (Sentence(f"Planned, in {whose} own words: {said}" if needs_mark(said) else said, (done.id,)),)

    def words(self, text: str, extra: int = 0) -> str:
        """Return the person's own `text` as a sentence, as far as there is room."""
        return sentence(as_of_another(text) if self.subject else text, self.room + extra)

    def marked(self, said: str) -> str:
        """Return the sentences `said` with the mark of what only the person says."""
        if not self.spoken:
            return (_ITS_OWN.format(self.subject) if self.subject else OWN) + said
        view = _ITS_VIEW.format(self.subject) if self.subject else _VIEW
        each = tuple(sentences(said))
        doubted = tuple(filter(needs_mark, each)) or each[-1:]
        return " ".join(one.rstrip(".") + view if one in doubted else one for one in each)

    def quoted(self, words: str, who: str) -> str:
        """Return `words` as `who` said them; the ear wants to know first whom it hears."""
        said, who = clip(words, self.room).rstrip("."), who.rstrip(".")
        if self.spoken:
            return f"{who[:1].upper()}{who[1:]}{',' if ', ' in who else ''} says: {said}."
        return f"“{said}”, says {who}."

    def title(self, work: Work) -> str:
        """Return the title of `work`, never empty."""
        return clip(work.title, self.room).rstrip(" .:;") or "This work"

    def heading(self, work: Work) -> str:
        """Return the title of `work` and a colon; in quotation marks where it has a colon of its own."""
        title = self.title(work)
        return f"“{title}”:" if ": " in title else f"{title}:"

    def done(self, work: Work) -> Accomplishment | None:
        """Return what the person stands by of `work`."""
        return accomplishment(self.record, work)

    # --- days

    @property
    def today(self) -> date:
        """Return the reader's day."""
        return self.local(self.record.now).date()

    def local(self, at: datetime) -> datetime:
        """Return `at` on the reader's clock."""
        return at.astimezone(self.zone)

    def on(self, at: datetime) -> str:
        """Return the day of `at` as it is said today: "3 February"."""
        return day(self.local(at), self.today)


def stands(work: Work, evidence: Sequence[Seen]) -> str:
    """Return how `evidence` of `work` stands, as the end of a sentence; a note does not show that anything landed."""
    states = Counter(seen.state for seen in evidence if seen.source == "git")
    if len(states) <= 1:
        return "".join(", " + _LANDED[state].format(undone=undone(work)) for state in states) + "."
    counts = [f"{states[state]} {one if states[state] == 1 else many}" for state, one, many in _EACH if states[state]]
    first, *others = counts
    first_number, _, verb = first.partition(" ")
    return f"; {first_number} of {states.total()} changes {verb}, " + ", ".join(others) + "."


def undone(work: Work) -> str:
    """Return how `work` was undone: "reverted after 3 days"."""
    return next((reason for reason in work.reasons if reason.startswith("reverted")), "reverted")


def lasts(work: Work) -> bool:
    """Say whether anything of `work` stands on a main branch still, where most of it was taken back."""
    return any(seen.state is State.DONE for seen in work.originals)


def in_place(work: Work) -> datetime | None:
    """Return since when `work` stands on a main branch as it is now, or None where no branch shows it."""
    return max((seen.at for seen in work.originals if seen.source == "git" and seen.state is State.DONE), default=None)


def cites(*ids: EntryId) -> tuple[EntryId, ...]:
    """Return `ids`, each once."""
    return tuple(dict.fromkeys(ids))


def _share(part: int, whole: int) -> str:
    if part < whole:
        return f"{part} of the {whole} changes"
    return {1: "it", 2: "both changes"}.get(whole, f"all {whole} changes")


def _people(changes: Sequence[Seen], others: frozenset[str]) -> tuple[str, ...]:
    return tuple(person for seen in changes for person in seen.people if person in others)

"""What is said in a field, by its topic: made of the slots of the work and of what others said, never of adjectives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...model import (
    Accomplishment,
    Aim,
    Case,
    EntryId,
    Expectation,
    Feedback,
    Goal,
    Judgement,
    Kind,
    Period,
    Pick,
    Sentence,
    State,
    Testimonial,
    Topic,
    Work,
)
from ..alignment import served
from ..case import COMMITTEE
from ..packet.facing import listed, short
from ..packet.growing import learned, planned
from ..packet.known import dated
from ..packet.picking import defeat
from ..packet.pieces import parts
from ..phrase import clip
from ..story.voice import Voice, undone
from ..testimonials import usable
from ..visibility import may_be_told
from .fitting import Said

_CHANGE, _WHY, _DID, _MORE, _LESSON = 1, 2, 3, 4, 5  # of a piece of work: what is left out last, …, first
_WORDS_A_NAME = 4
_MOST_QUOTED, _MOST_LEARNED, _MOST_MET, _MOST_NAMED = 3, 3, 3, 3
_REPEATED = MappingProxyType(
    {
        Kind.PREVENTION: "What I did more than once so that it would not happen",
        Kind.INCIDENT: "Incidents that I took on, more than once",
        Kind.REVIEW: "What others built and I reviewed, more than once",
        Kind.MENTORING: "Mentoring, more than once",
        Kind.DECISION: "What I decided, more than once with its reason on record",
    }
)
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Drafter:
    """Says what stands on record for each topic.

    Attributes:
        voice: how things are said.
        judgement: the pieces of work.
        period: which time is told.
        picks: the pieces of work that are told.
        case: what the record shows for a level; None where none was chosen.
        lessons: there is a field for what was learned, so that no other tells it.
        told: the pieces of work that fields before told, which are not told again while there are others.
    """

    voice: Voice
    judgement: Judgement
    period: Period
    picks: Sequence[Pick]
    case: Case | None = None
    lessons: bool = False
    told: frozenset[EntryId] = frozenset()

    def draft(self, topic: Topic, works: int) -> tuple[Said, ...]:
        """Return what can be said under `topic`, of at most so many pieces of work; empty where nothing can."""
        return tuple(_DRAFTS[topic](self, works))

    # --- by topic

    def accomplishments(self, works: int) -> Iterator[Said]:
        """Say of each piece of work why it mattered, who did what, what changed; without a field for it, the lesson."""
        fresh = [pick for pick in self.picks if pick.work.id not in self.told] or self.picks
        for group, pick in enumerate(fresh[:works]):
            yield from self._piece(pick.work, group)

    def strengths(self, works: int) -> Iterator[Said]:
        """Say what others said, as far as they allowed it, and what the record shows more than once."""
        said = [one for one in usable(self.voice.record, COMMITTEE) if one.at in self.period][:_MOST_QUOTED]
        yield from (Said(self._quoted(one), 1, group) for group, one in enumerate(said))
        for kind, words in _REPEATED.items():
            there = [work for work in self._told() if work.kind is kind]
            if len(there) >= _TWICE:
                shown = there[: min(works, _MOST_NAMED)]
                named = listed([f"“{short(work).removeprefix('Reviewed: ')}”" for work in shown])
                yield Said(Sentence(f"{words}: {named}.", tuple(work.id for work in shown)), 3, len(said))

    def growth(self, _works: int) -> Iterator[Said]:
        """Say what was criticised, what changed and who confirms it; one defeat with its lesson; what was learned."""
        heard = (one for one in self.voice.record.of(Feedback) if not (one.praise or one.private))
        criticised = [one for one in heard if one.change and one.at in self.period]
        confirmed, waiting = ([one for one in criticised if bool(one.confirmed) is is_so] for is_so in (True, False))
        failed = defeat(self.voice.record, self.judgement, self.period)
        others = (pick.work for pick in self.picks if not failed or pick.work.id != failed[0].id)
        groups = (
            *map(self._answered, confirmed),
            *([self._defeat(*failed)] if failed else []),
            *map(self._answered, waiting),
            *((Said(one, 2),) for one in tuple(learned(self.voice, self.period))[:_MOST_LEARNED]),
            *(self._lesson(work, 3) for work in others),
        )
        for group, each in enumerate(groups):
            yield from (replace(said, group=group) for said in each)

    def goals(self, _works: int) -> Iterator[Said]:
        """Say what was agreed and met, what is agreed and open, and what comes next."""
        met = [one for one in self.voice.record.of(Expectation) if one.met and one.closed and one.closed in self.period]
        for group, one in enumerate(met[-_MOST_MET:]):
            yield Said(self._met(one), 2, group)
        works = tuple(pick.work for pick in self.picks)
        for group, said in enumerate(planned(self.voice, works, self.case), _MOST_MET):
            yield Said(said, 1, group)

    def values(self, works: int) -> Iterator[Said]:
        """Say what somebody cares about, in their own words, and which work serves it, with what that changed."""
        tied: dict[str, tuple[Aim, list[Work]]] = {}
        for work in self._told():
            for aim in served(self.voice.record, work.id):
                tied.setdefault(aim.id, (aim, []))[1].append(work)
        for group, (aim, there) in enumerate(tied.values()):
            yield Said(self._aim(aim), 0, group, leads=True)
            for work in there[:works]:
                _, _, changed, _ = parts(self.voice, work)
                yield Said(Sentence(f"“{short(work)}” serves that.", (work.id, aim.id)), 1, group)
                yield from (Said(one, 2, group) for one in changed[:1])

    # --- inside

    def _piece(self, work: Work, group: int) -> Iterator[Said]:
        why, did, changed, _ = parts(self.voice, work)
        yield Said(Sentence(f"{self.voice.title(work)}.", (work.id,)), 0, group, leads=True)
        yield from (Said(one, _WHY, group) for one in why)
        yield from (Said(one, _DID if place == 0 else _MORE, group) for place, one in enumerate(did))
        yield from (Said(one, _CHANGE if place == 0 else _MORE, group) for place, one in enumerate(changed))
        if not self.lessons:
            yield from (replace(said, group=group) for said in self._lesson(work, _LESSON))

    def _lesson(self, work: Work, tier: int) -> Iterator[Said]:
        *_, taught = parts(self.voice, work)
        for one in taught:
            head = f"From “{short(work)}”: " if self.lessons else ""
            yield Said(Sentence(f"{head}{one.text}", one.cites), tier)

    def _answered(self, one: Feedback) -> Iterator[Said]:
        by, when = clip(one.person, _WORDS_A_NAME), dated(self.voice, one.at)
        heard = f"On {when} {by} said: “{clip(one.words, self.voice.room).rstrip('.')}”."
        yield Said(Sentence(f"{heard} What I do differently: {self.voice.words(one.change)}", (one.id,)), 1)
        text = "It is not confirmed yet."
        if one.confirmed:
            said = f": “{clip(one.confirmation, self.voice.room).rstrip('.')}”" if one.confirmation else ""
            text = f"{clip(one.confirmer, _WORDS_A_NAME)} confirmed it on {dated(self.voice, one.confirmed)}{said}."
        yield Said(Sentence(text, (one.id,)), 1)

    def _defeat(self, work: Work, done: Accomplishment) -> Iterator[Said]:
        came = f": it was {undone(work)}" if work.state is State.REVERTED else ""
        yield Said(Sentence(f"One thing did not work, “{short(work)}”{came}.", (work.id,)), 0, leads=True)
        yield from (Said(one, 2) for one in self.voice.owned(work, done))
        yield from (Said(one, 1) for one in self.voice.sentences(done, done.lesson))

    def _aim(self, aim: Aim) -> Sentence:
        words, when = clip(aim.words, self.voice.room).rstrip("."), dated(self.voice, aim.at)
        if isinstance(aim, Goal):
            place = f" ({clip(aim.place, _WORDS_A_NAME * 2)})" if aim.place else ""
            return Sentence(f"The goal{place}: “{words}”.", (aim.id,))
        return Sentence(f"{clip(aim.person, _WORDS_A_NAME)} said on {when}: “{words}”.", (aim.id,))

    def _met(self, one: Expectation) -> Sentence:
        due = f" by {dated(self.voice, one.due)}" if one.due else ""
        words = clip(one.words, self.voice.room).rstrip(".")
        return Sentence(f"{clip(one.person, _WORDS_A_NAME)} expected{due}: “{words}”. It was met.", (one.id,))

    def _quoted(self, one: Testimonial) -> Sentence:
        who = ", ".join(filter(None, (one.person, clip(one.place, _WORDS_A_NAME), dated(self.voice, one.at))))
        return Sentence(f"“{clip(one.words, self.voice.room).rstrip('.')}” ({who}).", (one.id,))

    def _told(self) -> list[Work]:
        works = self.judgement.during(self.period).works
        return [work for work in works if work.state is State.DONE and may_be_told(work)]


_DRAFTS: Mapping[Topic, Callable[[Drafter, int], Iterator[Said]]] = MappingProxyType(
    {
        Topic.ACCOMPLISHMENTS: Drafter.accomplishments,
        Topic.STRENGTHS: Drafter.strengths,
        Topic.GROWTH: Drafter.growth,
        Topic.GOALS: Drafter.goals,
        Topic.VALUES: Drafter.values,
    }
)

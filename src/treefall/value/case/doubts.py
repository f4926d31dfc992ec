"""The calibration pre-mortem: what a sceptic will say of the case, and the answer that is on record, if any is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import chain, islice

from ...model import Doubt, EntryId, Impact, Record, Sentence, Step, Work
from ..people import key, pasted
from ..phrase import clip, names
from ..slots import holds_figure, impact, is_estimate, says_itself
from ..story.voice import Voice, cites
from ..testimonials import usable
from .backing import COMMITTEE, Backing
from .scope import quarter

_SHORT = 8  # digits of an id that a person pastes
_ROOM = 40  # words of one foreign text
_MOST_ANSWERS = 2
_MOST_SHARED = 2
_NAMED = re.compile(  # what it was before is named, or how many times as much it is now
    r"\b(?:from\b.{1,60}\bto|instead of|rather than|compared (?:with|to)|(?:down|up) from|used to|until then"
    r"|than (?:before|last|in|the)|before (?:it|that|then|they|we)|halv\w+|doubl(?:ed|es|ing)|tripl\w+)\b",
    re.IGNORECASE,
)
_THEN_OR_NOW = re.compile(r"\b(?:before|was|were|than|since|now|today|afterwards)\b", re.IGNORECASE)
_APART = re.compile(rf"{_THEN_OR_NOW.pattern}|[;:]|,(?!\d)", re.IGNORECASE)
_NOTHING = re.compile(r"\b(?:no|none|nobody|nothing|never)\b", re.IGNORECASE)
_PAIR = 2  # figures that can be compared


@dataclass(frozen=True, slots=True)
class Sceptic:
    """Somebody who reads a case for its weak places.

    Attributes:
        record: what stands.
        works: what the case rests on, the weightiest first.
        places: where each of these was made.
        backing: what backs each.
        zone: whose days they are; None is the computer's.
    """

    record: Record
    works: Sequence[Work]
    places: Mapping[EntryId, frozenset[str]]
    backing: Backing
    zone: tzinfo | None = None

    def doubts(self) -> tuple[Doubt, ...]:
        """Return each doubt that there is reason for, those without an answer first."""
        asked = (self._alone, self._figures, self._quarter, self._project, self._cause, self._others)
        found = [doubt for ask in asked if self.works for doubt in ask()]
        return tuple(sorted(found, key=lambda doubt: bool(doubt.answer)))

    def _alone(self) -> Iterator[Doubt]:
        silent = tuple(work for work in self.works if not self.backing.is_witnessed(work))
        if silent:
            who = pasted(next((name for work in silent for name in work.credited), "NAME"))
            ask = f'treefall testimonial {who} "…" --about {silent[0].id[:_SHORT]} --for committee'
            several = f"{len(silent)} of {len(self.works)} pieces of work"
            of = several if len(silent) < len(self.works) else "any of it"
            step = Step(ask, "the words of somebody who was there")
            mostly = 2 * len(silent) <= len(self.works)  # what somebody says of the rest answers for little of it
            yield Doubt(
                name="no second voice",
                words=f"Who says so besides them? Nobody else speaks of {of}.",
                answer=self._quoted() if mostly else (),
                works=silent,
                step=step,
            )

    def _figures(self) -> Iterator[Doubt]:
        for work in self.works:
            change = impact(self.record, work)
            if change and lacks_baseline(change) and not self.backing.is_measured(work):
                words = f"“{clip(change.words, _ROOM).rstrip('.')}”: compared with what?"
                step = Step(f'treefall ask {work.id[:_SHORT]} --answer change="…"', "with what it was before")
                yield Doubt(name="no baseline", words=words, works=(work,), step=step)

    def _quarter(self) -> Iterator[Doubt]:
        each = {work.id: quarter(work, self.zone) for work in self.works}
        most, times = Counter(each.values()).most_common(1)[0]
        if 2 * times > len(self.works):
            there = tuple(work for work in self.works if each[work.id] == most)
            others = [work for work in self.works if each[work.id] != most]
            words = f"{self._share(there)} ended in one quarter, {most}. Was it a lucky one?"
            step = Step("treefall list", "work of other quarters may show a criterion, too")
            yield Doubt(name="one quarter", words=words, answer=self._told(others), works=there, step=step)

    def _project(self) -> Iterator[Doubt]:
        times = Counter(place for work in self.works for place in sorted(self.places[work.id]))
        most = max(times, key=times.__getitem__, default="")
        if 2 * times[most] > len(self.works):
            there = tuple(work for work in self.works if most in self.places[work.id])
            others = [work for work in self.works if self.places[work.id] - {most}]
            words = f"{self._share(there)} belong to one project. Can they do it elsewhere?"
            step = Step("treefall list", "work elsewhere may show a criterion, too")
            yield Doubt(name="one project", words=words, answer=self._told(others), works=there, step=step)

    def _cause(self) -> Iterator[Doubt]:
        """Yield what was mended after the person had broken it: what answers that is what they learned from it."""
        for work in self.works:
            done = self._voice.done(work)
            if done and done.cause:
                lesson = self._voice.sentences(done, done.lesson)
                step = Step(
                    f'treefall ask {work.id[:_SHORT]} --answer lesson="…"', "what keeps it from happening again"
                )
                yield Doubt(
                    name="own cause",
                    words=f"“{self._voice.title(work)}”: they mended what they had broken.",
                    answer=(*self._voice.owned(work, done), *lesson) if lesson else (),
                    works=(work,),
                    step=step,
                )

    def _others(self) -> Iterator[Doubt]:
        for work in [work for work in self.works if work.credited][:_MOST_SHARED]:
            words = f"“{self._voice.title(work)}” was made with {names(work.credited)}. Which part was theirs?"
            step = Step(f'treefall edit {work.id[:_SHORT]} response "…"', "what you did, and what they did")
            yield Doubt(name="others' part", words=words, answer=self._parts(work), works=(work,), step=step)

    def _parts(self, work: Work) -> tuple[Sentence, ...]:
        """Say who did what: in my own words where they name somebody else, else as the changes show it."""
        own = self._voice.done(work)
        said = own.response if own else ""
        if any(key(name.split()[0]) in key(said) for name in work.credited):
            return self._voice.sentences(own, said)
        return self._voice.written(work) if any(seen.source == "git" for seen in work.originals) else ()

    def _quoted(self) -> tuple[Sentence, ...]:
        """Return what others say of the work, as a committee may read it; at most `_MOST_ANSWERS`."""
        said = usable(self.record, COMMITTEE, (work.id for work in self.works))
        quoted = (Sentence(f"“{clip(one.words, _ROOM).rstrip('.')}”, says {one.person}.", (one.id,)) for one in said)
        changes = (impact(self.record, work) for work in self.works if self.backing.is_witnessed(work))
        reported = (self._voice.change(one) for one in changes if one and self.backing.speaker(one))
        return tuple(islice(chain(quoted, reported), _MOST_ANSWERS))

    def _told(self, works: Sequence[Work]) -> tuple[Sentence, ...]:
        """Say how much each of `works` is and how it stands, the weightiest first; at most `_MOST_ANSWERS`."""
        return tuple(
            Sentence(self._voice.facts(work), cites(work.id, *(seen.id for seen in work.evidence)))
            for work in works[:_MOST_ANSWERS]
        )

    def _share(self, part: Sequence[Work]) -> str:
        if len(part) < len(self.works):
            return f"{len(part)} of {len(self.works)} pieces of work"
        return f"All {len(part)} pieces of work" if len(part) > 1 else "The only piece of work"

    @property
    def _voice(self) -> Voice:
        return Voice(self.record, self.zone, _ROOM)


def lacks_baseline(change: Impact) -> bool:
    """Say whether `change` is a figure beside which nothing says what it was before.

    What it was before is another figure, or is named: that something "was" says nothing of it.
    """
    words = change.words
    if says_itself(change) or is_estimate(words) or not holds_figure(words) or _NAMED.search(words):
        return False
    figures = sum(holds_figure(part) or _NOTHING.search(part) is not None for part in _APART.split(words))
    return figures < _PAIR or not _THEN_OR_NOW.search(words)

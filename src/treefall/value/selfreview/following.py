"""What a reader could not follow in a field: each with the command that mends it, at most three a field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from ...model import Impact, Judgement, Listens, Name, Person, Profile, Record, Sentence, Topic, Unclear, Work
from ..alignment import priorities
from ..baseline import compares
from ..case.doubts import lacks_baseline
from ..clarity import Check, found
from ..packet.facing import short
from ..people import everybody, key, pasted, same_person
from ..phrase import clip
from ..redaction import policy_for, strangers
from ..rests import subjects
from ..slots import accomplishment
from ..story.care import cares
from ..vocabulary import terms, unfamiliar

MOST = 3
"""So much is pointed out in a field, at most."""

_STRANGERS = frozenset({Listens.BOSS_OF_BOSS, Listens.COMMITTEE, Listens.OTHER})  # to whom names say nothing
_SHORT = 8  # digits of an id that a person pastes
_WORDS_QUOTED = 14


@dataclass(frozen=True, slots=True)
class Follower:
    """Reads a field as somebody else.

    Attributes:
        record: what stands.
        judgement: the pieces of work.
        reader: who reads; the name is that under which terms are kept.
        me: the name of the person whose review it is; "" where nobody knows.
    """

    record: Record
    judgement: Judgement
    reader: Person
    me: str = ""

    def unclear(self, label: str, topic: Topic, said: Sequence[Sentence], works: Sequence[Work]) -> tuple[Unclear, ...]:
        """Return what the reader could not follow, at most `MOST`: of each sort one before another of the same.

        Args:
            label: the field's.
            topic: what it asks for.
            said: what stands in it; in a text that the person wrote nothing is cited.
            works: the pieces of work that it tells, the most telling first.
        """
        text = " ".join(one.text for one in said)
        sorts = (
            self._concerns(topic, text, said, works),
            self._baselines(said, works),
            self._terms(text),
            self._names(text),
            self._cares(topic, said, works),
        )
        turns = chain.from_iterable(zip_longest(*sorts))
        found_ = dict.fromkeys(Unclear(label, *each) for each in turns if each)
        return tuple(found_)[:MOST] if text else ()

    def _concerns(
        self, topic: Topic, text: str, said: Sequence[Sentence], works: Sequence[Work]
    ) -> Iterator[tuple[str, str]]:
        """Yield the work of which nothing says why it mattered; of a text of one's own that nothing does."""
        if topic is not Topic.ACCOMPLISHMENTS:
            return
        if not any(one.cites for one in said):
            if Check.CONCERN not in found(text):
                command = f"treefall ask {works[0].id[:_SHORT]}" if works else "treefall list"
                yield "It does not say why any of it mattered: what went wrong, or could have, and for whom?", command
            return
        for work in works:
            done = accomplishment(self.record, work)
            if not (done and done.concern):
                yield f"“{short(work)}” does not say why it mattered.", f"treefall ask {work.id[:_SHORT]}"

    def _baselines(self, said: Sequence[Sentence], works: Sequence[Work]) -> Iterator[tuple[str, str]]:
        """Yield each number beside which nothing says what it was before."""
        changes = {one.id: one for one in self.record.of(Impact)}
        for one in said:
            change = next((changes[cite] for cite in one.cites if cite in changes), None)
            if (change and lacks_baseline(change)) or (not one.cites and _stands_alone(one.text)):
                about = subjects(self.record, works, one.text) or works
                id_ = change.accomplishment if change else next((work.id for work in about), "")
                command = f"treefall ask {id_[:_SHORT]}" if id_ else "treefall list"
                yield f"“{clip(one.text, _WORDS_QUOTED).rstrip('.')}”: compared with what?", command

    def _terms(self, text: str) -> Iterator[tuple[str, str]]:
        for term in unfamiliar(self.record, self.reader.name, text):
            if self.reader.listens is Listens.COMMITTEE:
                yield f"“{term}”: would the committee know the word?", self._say(term)
            else:
                yield f"“{term}”: {self._who} never used the word.", self._say(term)

    def _names(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield who and what is named and never explained, for readers who do not know it."""
        if self.reader.listens not in _STRANGERS:
            return
        explained = {key(one.term) for one in terms(self.record, self.reader.name)}
        theirs = {key(one.name) for one in everybody(self.record) if same_person(one.reports_to, self.reader.name)}
        familiar = {*explained, *theirs, key(self.reader.name), key(self.me)}
        for name in self._named(text):
            if key(name) not in familiar:
                yield f"“{name}”: would {self._who} know who or what that is?", self._say(name)

    def _named(self, text: str) -> tuple[str, ...]:
        """Return the names of people and systems that stand in `text`, in their order."""
        credited = (name for work in self.judgement.works for name in work.credited)
        systems = (one.name for one in self.record.of(Name))
        known = dict.fromkeys((*credited, *(one.name for one in everybody(self.record)), *systems))
        there = {name: place.start() for name in known if (place := _stands(name, text))}
        for name in strangers(text, policy_for(self.record, Profile.COMMITTEE)):
            place = re.search(rf"(?<!\S)[a-z][\w-]* (?={re.escape(name)}(?!\w))", text)
            whole = next((one for one in known if name in one.split()), name)  # a first name is no second person
            if place and not any(name in one or one in name for one in there):
                there[whole] = place.end()
        return tuple(sorted(there, key=there.__getitem__))

    def _cares(self, topic: Topic, said: Sequence[Sentence], works: Sequence[Work]) -> Iterator[tuple[str, str]]:
        """Yield the work that touches nothing of what the reader said they care about."""
        if topic is not Topic.ACCOMPLISHMENTS or not priorities(self.record, self.reader.name):
            return
        wanted, told = cares(self.record, self.reader.name), {cite for one in said for cite in one.cites}
        for work in works:
            if work.id in told and work.id not in wanted:
                says = f"“{short(work)}” touches nothing that {self._who} said they care about."
                yield says, f"treefall serves {work.id[:_SHORT]}"

    def _say(self, term: str) -> str:
        return f'treefall term {pasted(self.reader.name)} {pasted(term)} "…"'

    @property
    def _who(self) -> str:
        return "the committee" if self.reader.listens is Listens.COMMITTEE else clip(self.reader.name, 4)


def _stands_alone(text: str) -> bool:
    """Say whether `text` has a figure of an outcome and nothing to compare it with."""
    met = found(text)
    has_baseline = Check.BASELINE in met or compares(text, needs_values=True)
    return Check.OUTCOME_NUMBER in met and not has_baseline


def _stands(name: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)

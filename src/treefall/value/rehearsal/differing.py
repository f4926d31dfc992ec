"""What an answer says and the record does not: every figure, name and date, and words that are too strong.

A sentence is compared twice: with what is on record of the work that the question is about, and with everything. What
is on record nowhere differs; what is on record of something else is said to be so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ...model import Difference, RehearsalQuestion
from ..faithful import Doubt, Ground, check, check_sentence
from ..faithful.reading import read, sentences
from ..phrase import clip, names
from ..slots import holds_figure
from ..story.voice import Voice
from .points import unquoted

_NOWHERE = frozenset({"number", "unit", "date", "id", "name"})
_OTHERWISE = frozenset({"period", "arithmetic", "direction", "status", "quote", "private"})
_TELLING = _NOWHERE | _OTHERWISE | {"citation", "person"}
_STRENGTH = frozenset({"cause", "estimate", "witness", "praise"})
_QUOTED = re.compile(r"“([^”]+)”")
_BESIDE = re.compile(r"^(?P<who>[^“”]+?) is not in what this cites")
_BECAUSE = re.compile(
    r"\b(?:because of (?:my|our|the|this|that|it)|thanks to|due to (?:my|our|the|this)|caused|led to|resulted in)\b",
    re.IGNORECASE,
)
_SHARED = 3  # words by which something on record is near a sentence
_ROOM = 60
_MOST = 80  # sentences that are compared
_DATED = re.compile(r"\d|[A-Z]")


@dataclass(frozen=True)
class Compared:
    """An answer beside the record.

    Attributes:
        text: the answer.
        question: what it answers.
        ground: everything that is on record.
        voice: how the record is told.
        is_proven: it was measured beside a control that the work made the difference.
    """

    text: str
    question: RehearsalQuestion
    ground: Ground
    voice: Voice
    is_proven: bool = False

    def differences(self) -> tuple[Difference, ...]:
        """Return every figure, name and date that the record does not have so, in the order of the answer."""
        found = (one for said, near in self._verdicts for one in self._differ(said, near))
        return tuple({(one.said, one.says): one for one in found}.values())

    def too_strong(self) -> tuple[str, ...]:
        """Return what is said more surely than the record carries, a sentence each on what to say instead."""
        shared = self.question.work is not None and self.question.work.credited
        too_much = _STRENGTH | {"solo"} if shared else _STRENGTH
        found = [doubt.says for _, near in self._verdicts for doubt in near if doubt.about in too_much]
        blamed = next((match[0] for said in sentences(self.text) if (match := self._because(said))), "")
        if blamed and not self.is_proven and not any(blamed in said for said in found):
            found.append(
                f"The record does not carry “{blamed}”: say what it was before, what it is now, and who says so."
            )
        return tuple(dict.fromkeys(found))

    def _because(self, said: str) -> re.Match[str] | None:
        return _BECAUSE.search(said) if self.question.work and holds_figure(said) else None

    @cached_property
    def _verdicts(self) -> Sequence[tuple[str, Sequence[Doubt]]]:
        """Return each sentence with what speaks against it on record of the work; of no work, on the whole record."""
        cites, ground = self.question.cites, self.ground
        if not cites:
            return [(one.text, one.doubts) for one in check(self.text, ground, must_cite=False)]
        return [(one, check_sentence(one, cites, ground).doubts) for one in islice(sentences(self.text), _MOST)]

    def _elsewhere(self, said: str) -> Sequence[Doubt]:
        """Return what speaks against `said` on the whole record."""
        return [doubt for one in check(said, self.ground, must_cite=False) for doubt in one.doubts]

    def _differ(self, said: str, near: Sequence[Doubt]) -> Iterator[Difference]:
        if not any(doubt.about in _TELLING for doubt in near):
            return
        all_ = self._elsewhere(said)
        nowhere = {_atom(doubt, said) for doubt in all_ if doubt.about in _NOWHERE}
        for doubt in near:
            atom = _atom(doubt, said)
            match doubt.about:
                case about if about in _NOWHERE and atom in nowhere:
                    where = "" if about == "name" else " for this"
                    yield Difference(atom, f"“{atom}” is not on record{where}.", self._instead(about, said))
                case "number" | "date" | "id" | "citation" if atom != said and _DATED.search(atom):
                    yield Difference(
                        atom, f"“{atom}” is on record of something else.", self._instead(doubt.about, said)
                    )
                case "person" if (who := _BESIDE.match(doubt.says)) and _is_beside(who["who"], said):
                    says = f"On record {who['who']} had no part in this."
                    yield Difference(who["who"], says, self._instead("name", said))
                case "person" if not _BESIDE.match(doubt.says):
                    yield Difference(said, doubt.says, self._instead("name", said))
                case about if about in _OTHERWISE and any(doubt.about == other.about for other in all_):
                    yield Difference(atom, doubt.says, self._instead("number", said))

    def _instead(self, about: str, said: str) -> str:
        """Return what the record says of the work where the answer says something else; "" where it says nothing."""
        work = self.question.work
        match about:
            case "date" if work:
                return self.voice.facts(work)
            case "name" if work:
                return f"Made with {names(work.credited)}." if work.credited else "Nobody else is on record for it."
            case "name" | "id" | "date":
                return ""
            case _:
                return _nearest(said, [proof.text for proof in self.question.proofs] or self._near(said))

    def _near(self, said: str) -> Sequence[str]:
        """Return what else on record shares words with `said`."""
        reading = read(said)
        found = self.ground.around(reading).public
        near = (one.fact.words for one in found if len(one.stems & reading.stems) >= _SHARED)
        return [one for words in near for one in sentences(words)]


def _nearest(said: str, words: Sequence[str]) -> str:
    """Return which of `words` with a figure in them shares the most with `said`; "" where none has one."""
    stems = read(said).stems
    readings = ((one, read(unquoted(one))) for one in words)
    shared = {one: len(stems & reading.stems) for one, reading in readings if reading.figures}
    return clip(max(shared, key=shared.__getitem__, default=""), _ROOM)


def _atom(doubt: Doubt, said: str) -> str:
    """Return what `doubt` is about, as it stands in the sentence; else the whole sentence."""
    quoted = _QUOTED.search(doubt.says)
    return quoted[1] if quoted else said


def _is_beside(name: str, said: str) -> bool:
    """Say whether `said` names somebody as one who had a part."""
    return re.search(rf"\b(?:with|and|by)\s+{re.escape(name)}|{re.escape(name)}\s+(?:and|help)", said) is not None

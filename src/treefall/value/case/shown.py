"""What is on record of a piece of work, as signs: each with the clause that says so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ...model import (
    Accomplishment,
    EntryId,
    Expectation,
    Feedback,
    Heard,
    Impact,
    Learning,
    Outcome,
    Record,
    Work,
)
from ..alignment import served
from ..phrase import clip, names
from ..stems import families, stems
from ..visibility import heard_of
from .backing import Backing

_OUTCOMES = MappingProxyType(
    {
        Outcome.TAUGHT: ("teaching", "something learned in it was taught"),
        Outcome.DECIDED_AGAINST: ("deciding", "something was decided against, with its reason"),
    }
)
_BUYERS = "~buyers"
_MANY = 5  # changes that are more than a task
_WORDS_QUOTED = 8
_BACK = frozenset({Heard.SAID_BACK, Heard.PASSED_ON, Heard.USED})


class Shown:
    """The signs and words of many pieces of work; the record is read once."""

    def __init__(self, record: Record, backing: Backing) -> None:
        """Sort what `record` says, by piece of work."""
        self._record, self._backing, self._index = record, backing, backing.index
        self._done = {one.id: one for one in record.of(Accomplishment)}
        self._heard = heard_of(record)
        self._changes: defaultdict[EntryId, list[str]] = defaultdict(list)
        for change in record.of(Impact):
            self._changes[change.accomplishment].append(change.words)
        self._came: defaultdict[EntryId, list[tuple[str, str]]] = defaultdict(list)
        for about, sign, clause in _came(record):
            for work in dict.fromkeys(self._index.holders.get(id_, id_) for id_ in about):
                self._came[work].append((sign, clause))

    def words(self, work: Work) -> Mapping[str, str]:
        """Return the words of `work` that say something, by their stems."""
        done, found = self._done.get(work.id), self._index.words(work)
        said = (done.concern, done.beneficiary, done.response) if done else ()
        if texts := (*said, *self._changes.get(work.id, ())):
            found = {one: word for text in reversed(texts) for one, word in stems(text)} | dict(found)
        return found

    def signs(self, work: Work) -> Mapping[str, str]:
        """Return what says that `work` shows each sign, one clause."""
        found: dict[str, str] = {}
        told = (*self._made(work), *self._said(work), *self._heard_back(work), *self._came.get(work.id, ()))
        for sign, clause in (*self._index.signs(work), *told):
            found.setdefault(sign, clause)
        return found

    def _made(self, work: Work) -> Iterator[tuple[str, str]]:
        if work.credited:
            yield "together", f"made with {names(work.credited)}"
        if work.credited and work.changes >= _MANY:
            yield "leading", f"{work.changes} changes, made with {names(work.credited)}"
        if self._backing.is_measured(work):
            yield "measuring", "what changed was measured"

    def _said(self, work: Work) -> Iterator[tuple[str, str]]:
        done = self._done.get(work.id)
        if done and done.cause:
            yield "owning", "its own cause is on record"
        if done and done.lesson:
            yield "owning", "its lesson is on record"
        said = f"{done.concern} {done.beneficiary}" if done else ""
        if any(_BUYERS in families(one) for one, _ in stems(said)):
            yield "customers", "it says which customers it was for"
        if aims := served(self._record, work.id):
            yield "goals", f"it serves “{clip(aims[0].words, _WORDS_QUOTED).rstrip('.')}”"

    def _heard_back(self, work: Work) -> Iterator[tuple[str, str]]:
        heard = self._heard.get(work.id)
        if heard in _BACK:
            yield "explaining", "somebody said it back"
        if heard is Heard.PASSED_ON:
            yield "spreading", "it was passed on"
        if heard is Heard.USED:
            yield "spreading", "it was used in a decision"


def _came(record: Record) -> Iterator[tuple[tuple[EntryId, ...], str, str]]:
    """Yield what came of work or evidence: which, of what it is a sign, and the clause that says so."""
    for item in record.of(Feedback):
        if not (item.praise or item.private):
            yield item.answered_by, "answering", f"it answers what {item.person} criticised"
    for learning in record.of(Learning):
        if learning.outcome in _OUTCOMES:
            yield learning.evidence, *_OUTCOMES[learning.outcome]
    for expected in record.of(Expectation):
        if expected.met:
            yield expected.evidence, "promising", f"it met what {expected.person} expected"

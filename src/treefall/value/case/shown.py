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
    Kind,
    Learning,
    Outcome,
    Record,
    Work,
)
from ..alignment import served
from ..phrase import clip, names
from ..stems import families, stem, stems
from ..visibility import heard_of
from .backing import Backing

_KINDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.REVIEW: ("reviewing", "a review of somebody else's change"),
        Kind.MENTORING: ("teaching", "it helped somebody learn"),
        Kind.INCIDENT: ("incidents", "an incident"),
        Kind.PREVENTION: ("preventing", "it was done before anything happened"),
        Kind.DECISION: ("deciding", "a decision"),
        Kind.DOCUMENT: ("writing", "something written for others"),
    }
)
_OUTCOMES = MappingProxyType(
    {
        Outcome.TAUGHT: ("teaching", "something learned in it was taught"),
        Outcome.DECIDED_AGAINST: ("deciding", "something was decided against, with its reason"),
    }
)
_WRITTEN = frozenset(map(stem, ("guide", "handbook", "proposal", "runbook", "tutorial")))
_BUYERS = "~buyers"
_MANY = 5  # changes that are more than a task
_MOST_TITLES = 12  # of the evidence of one piece of work
_WORDS_QUOTED = 8
_BACK = frozenset({Heard.SAID_BACK, Heard.PASSED_ON, Heard.USED})


class Shown:
    """The signs and words of many pieces of work; the record is read once."""

    def __init__(self, record: Record, backing: Backing) -> None:
        """Sort what `record` says, by piece of work."""
        self._record, self._backing = record, backing
        self._done = {one.id: one for one in record.of(Accomplishment)}
        self._heard = heard_of(record)
        self._changes: defaultdict[EntryId, list[str]] = defaultdict(list)
        for change in record.of(Impact):
            self._changes[change.accomplishment].append(change.words)

    def words(self, work: Work) -> Mapping[str, str]:
        """Return the words of `work` that say something, by their stems."""
        done = self._done.get(work.id)
        said = (done.concern, done.beneficiary, done.response) if done else ()
        titles = (one.title for one in work.originals[:_MOST_TITLES])
        texts = (work.title, *said, *self._changes[work.id], *titles)
        found: dict[str, str] = {}
        for text in texts:
            for one, word in stems(text):
                found.setdefault(one, word)
        return found

    def signs(self, work: Work) -> Mapping[str, str]:
        """Return what says that `work` shows each sign, one clause."""
        found: dict[str, str] = {}
        for sign, clause in (*self._kind(work), *self._made(work), *self._said(work), *self._came(work)):
            found.setdefault(sign, clause)
        return found

    def _kind(self, work: Work) -> Iterator[tuple[str, str]]:
        if work.kind in _KINDS:
            yield _KINDS[work.kind]
        if any("incident" in reason for reason in work.reasons):
            yield "incidents", "it mended an incident"
        if any("with tests" in reason or "with its test" in reason for reason in work.reasons):
            yield "testing", "it came with tests"
        if _WRITTEN.intersection(one for one, _ in stems(work.title)):
            yield "writing", "something written for others"

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

    def _came(self, work: Work) -> Iterator[tuple[str, str]]:
        heard, ids = self._heard.get(work.id), {work.id, *(seen.id for seen in work.evidence)}
        if heard in _BACK:
            yield "explaining", "somebody said it back"
        if heard is Heard.PASSED_ON:
            yield "spreading", "it was passed on"
        if heard is Heard.USED:
            yield "spreading", "it was used in a decision"
        for item in self._record.of(Feedback):
            if not (item.praise or item.private) and ids.intersection(item.answered_by):
                yield "answering", f"it answers what {item.person} criticised"
        for learning in self._record.of(Learning):
            if learning.outcome in _OUTCOMES and ids.intersection(learning.evidence):
                yield _OUTCOMES[learning.outcome]
        for expected in self._record.of(Expectation):
            if expected.met and ids.intersection(expected.evidence):
                yield "promising", f"it met what {expected.person} expected"

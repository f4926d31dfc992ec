"""A record in, the few pieces of work that mattered out: the one place where evidence becomes work.

Everything here is computed from entries and takes no clock. The same entries give the same judgement, in whatever
order they come.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from ..display import display
from ..model import (
    Accomplishment,
    E,
    Entry,
    EntryId,
    Evidence,
    FileChange,
    Judgement,
    Kind,
    LeftOut,
    Record,
    Seen,
    Stand,
    Standing,
    State,
    Tie,
    Work,
    entry_id,
)
from .attribute import credited, led, makers, why_left_out
from .group import Piece, group, same_changes
from .noise import unwritten
from .rank import Sketch, Weighed, weigh
from .ties import Names, is_undoing, plain_subject, pulls, undone
from .title import lead, shortened, title

_BRANCHED = frozenset({"git"})  # sources that say what has landed; what others saw has happened
_LANDED = frozenset({Stand.LANDED, Stand.RELEASED})
_DOCUMENTS = (".md", ".rst", ".adoc", ".txt", ".tex", ".mdx", ".org")
_TELLING_KINDS = (  # of evidence of several kinds the first names the work
    *(Kind.INCIDENT, Kind.PREVENTION, Kind.DECISION, Kind.MENTORING, Kind.CHANGE, Kind.DOCUMENT),
    *(Kind.REVIEW, Kind.LEARNING, Kind.MEETING, Kind.PRAISE, Kind.NOTE),
)
_HIDDEN = frozenset({Kind.INCIDENT, Kind.PREVENTION, Kind.DECISION, Kind.MENTORING})
_STRONG_SHARE = 0.1
_SUREST = (State.DONE, State.REVERTED, State.IN_PROGRESS)  # of copies of a change the first says how it stands
_UNFINISHED, _LED_BY_OTHERS = 0.1, 0.25  # of the span of weights: what such work stands back


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is looked up about evidence while it is judged."""

    identities: Mapping[str, bool]
    why: Mapping[EntryId, str]
    landed: AbstractSet[EntryId]
    undone: Mapping[EntryId, datetime]
    accepted: Mapping[EntryId, Accomplishment]
    taken: AbstractSet[EntryId]
    changes: Mapping[EntryId, EntryId]

    def stand(self, one: Evidence) -> State:
        """Say how `one` by itself stands."""
        if one.id in self.undone:
            return State.REVERTED
        return State.DONE if one.id in self.landed or one.source not in _BRANCHED else State.IN_PROGRESS


def judge(record: Record) -> Judgement:
    """Return what the evidence of `record` comes to: pieces of work, the weightiest first, and what was left out.

    Work that was taken back stands below all that stands; `record.now` is not read. What the person withdrew, a piece
    of evidence or a proposed piece of work, is left out; work whose acceptance was withdrawn is only proposed again.
    """
    evidence = sorted(record.of(Evidence), key=_when)
    accomplishments = sorted(record.of(Accomplishment), key=_when)
    dropped = record.withdrawn - {done.id for done in _all(record, Accomplishment)}
    facts = _facts(record, evidence, accomplishments)
    workable = [one for one in evidence if facts.why[one.id] not in ("revert", "merge")]
    pieces = group(
        workable,
        ties=record.of(Tie),
        accepted=[done.evidence for done in accomplishments],
        shadows={one.id for one in workable if facts.why[one.id]},
        undone=facts.undone.keys(),
    )
    own = [piece for piece in pieces if not all(facts.why[one.id] for one in piece)]
    kept = [piece for piece in own if _name(piece, facts) not in dropped]
    why = {**facts.why, **{one.id: "withdrawn" for piece in own for one in piece}}
    used = {one.id for piece in kept for one in piece}
    out = [LeftOut(_seen(one, facts.stand(one)), why[one.id]) for one in evidence if one.id not in used]
    gone = [one for one in _all(record, Evidence) if one.id in record.withdrawn]
    out += [LeftOut(_seen(one, facts.stand(one)), "withdrawn") for one in gone]
    return Judgement(works=_works(kept, facts), left_out=tuple(sorted(out, key=lambda left: _when(left.evidence))))


def _all(record: Record, kind: type[E]) -> tuple[E, ...]:
    """Return the entries of `kind`, withdrawn ones included."""
    return tuple(entry for entry in record.entries if isinstance(entry, kind))


def _when(entry: Entry | Seen) -> tuple[datetime, EntryId]:
    return entry.at, entry.id


def _facts(record: Record, evidence: Sequence[Evidence], accomplishments: Sequence[Accomplishment]) -> _Facts:
    accepted = {name: done for done in reversed(accomplishments) for name in done.evidence}
    why = {one.id: _why(one, record.identities) if one.id not in accepted else "" for one in evidence}
    gone = undone(evidence, Names(evidence), _heights(evidence, record.of(Standing)))
    return _Facts(
        identities=record.identities,
        why=why,
        landed={stood.evidence for stood in record.of(Standing) if stood.holds and stood.stand in _LANDED},
        undone=gone,
        accepted=accepted,
        taken={done.id for done in accomplishments},
        changes=same_changes(evidence, record.of(Tie), gone.keys()),
    )


def _heights(evidence: Sequence[Evidence], standings: Sequence[Standing]) -> Mapping[EntryId, int]:
    """Return how far evidence has come: -1 gone from its source, 0 on a branch, 1 on a main or release branch."""
    heights = {one.id: int(one.source not in _BRANCHED) for one in evidence}
    holding = [stood for stood in standings if stood.holds]
    heights.update((stood.evidence, -1) for stood in holding if stood.stand is Stand.GONE)
    heights.update((stood.evidence, 1) for stood in holding if stood.stand in _LANDED)
    return heights


def _why(evidence: Evidence, identities: Mapping[str, bool]) -> str:
    why = why_left_out(evidence, identities)
    return "revert" if is_undoing(evidence) and why not in ("bot", "by others", "reviewed for others", "merge") else why


def _works(pieces: Sequence[Piece], facts: _Facts) -> tuple[Work, ...]:
    best = [lead(piece) for piece in pieces]
    weighed = weigh(list(map(_sketch, pieces, best)))
    scale = _Scale.of([found.weight for found in weighed])
    works = (_work(*found, scale, facts) for found in zip(pieces, best, weighed, strict=True))
    return tuple(sorted(works, key=lambda work: (-work.weight, work.id)))


@dataclass(frozen=True, slots=True)
class _Scale:
    """What weights are compared with: that of the person's strongest tenth, and the span from the least to the most."""

    strong: float = 0.0
    span: float = 0.0

    @classmethod
    def of(cls, weights: Sequence[float]) -> "_Scale":
        ordered = sorted(weights, reverse=True)
        return cls(ordered[int(len(ordered) * _STRONG_SHARE)], ordered[0] - ordered[-1]) if ordered else cls()

    def weight(self, found: float, kind: Kind, state: State, *, led: bool) -> float:
        """Return `found` as it orders pieces of work.

        Whoever notes hidden work says that it mattered, and no lines speak for it: it stands with the strong. What
        others led stands behind what the person led, and what was taken back below all else.
        """
        found = max(found, self.strong) if kind in _HIDDEN else found
        found -= 0 if led else _LED_BY_OTHERS * self.span
        if state is State.REVERTED:
            return found - 2 * self.span - 1
        return found - _UNFINISHED * self.span if state is State.IN_PROGRESS else found


def _work(piece: Piece, best: Evidence, weighed: Weighed, scale: _Scale, facts: _Facts) -> Work:
    done = _accepted(piece, facts)
    kind, state = _kind(piece), _state(piece, facts)
    return Work(
        id=_name(piece, facts),
        title=shortened(display(done.title)) if done else title(best),
        kind=kind,
        state=state,
        start=piece[0].at,
        end=piece[-1].at,
        reasons=_reasons(piece, kind, state, facts) + weighed.reasons,
        credited=credited(piece, facts.identities),
        evidence=_evidence(piece, facts),
        weight=scale.weight(weighed.weight, kind, state, led=led(piece, facts.identities)),
        accepted=done is not None,
    )


def _accepted(piece: Piece, facts: _Facts) -> Accomplishment | None:
    return next((facts.accepted[one.id] for one in piece if one.id in facts.accepted), None)


def _name(piece: Piece, facts: _Facts) -> EntryId:
    """Return the name that the person's acceptance gives, else the earliest evidence.

    Where another piece of the person's own bears that one, the next evidence gives it.
    """
    if done := _accepted(piece, facts):
        return done.id
    names = [entry_id("work", one.id) for one in piece]
    return next((name for name in names if name not in facts.taken), entry_id("work", *names))


def _evidence(piece: Piece, facts: _Facts) -> tuple[Seen, ...]:
    """Return `piece` as it is shown: how each change stands, and which are copies of an earlier one."""
    states: dict[EntryId, State] = {}
    for one in piece:
        change, state = facts.changes[one.id], facts.stand(one)
        states[change] = min(states.get(change, state), state, key=_SUREST.index)
    first = {facts.changes[one.id]: one.id for one in reversed(piece)}
    return tuple(
        _seen(one, states[change], copy=first[change] != one.id) for one in piece if (change := facts.changes[one.id])
    )


def _state(piece: Piece, facts: _Facts) -> State:
    """Say how a piece of work stands.

    It is reverted when more of what it did was taken back than stands on a main or release branch, and nothing of it
    was done again since. What is on no such branch is in progress, also where its branch is gone: nobody knows
    whether it will come back, and it is not done.
    """
    back = [one for one in piece if one.id in facts.undone]
    rest = [one for one in piece if one.id not in facts.undone]
    stands = [one for one in rest if facts.stand(one) is State.DONE]
    if back:
        since = max(facts.undone[one.id] for one in back)
        again = any(one.at > since and not facts.why[one.id] for one in rest)
        if not again and _size(back) > _size(stands):
            return State.REVERTED
    return State.DONE if stands else State.IN_PROGRESS


def _size(evidence: Sequence[Evidence]) -> int:
    return sum(1 + (one.files.added + one.files.deleted if one.files else 0) for one in evidence)


def _reasons(piece: Piece, kind: Kind, state: State, facts: _Facts) -> tuple[str, ...]:
    if state is State.REVERTED:
        days = max(facts.undone[one.id] - one.at for one in piece if one.id in facts.undone).days
        return (
            f"reverted after {days} days" if days > 1 else "reverted after a day" if days == 1 else "reverted at once",
        )
    part = () if led(piece, facts.identities) else ("as co-author",)
    if state is State.IN_PROGRESS:
        return ("not on a main branch yet", *part)
    return (kind.value, *part) if kind in _HIDDEN else part


def _kind(piece: Piece) -> Kind:
    kind = min((one.kind for one in piece), key=_TELLING_KINDS.index)
    changes = [change for one in piece if one.files for change in one.files.changes]
    if kind is Kind.CHANGE and changes and all(_is_document(change.path) for change in changes):
        return Kind.DOCUMENT
    return kind


def _is_document(path: str) -> bool:
    low = path.lower()
    return low.endswith(_DOCUMENTS) and not low.rpartition("/")[2].startswith(("requirements", "cmakelists"))


def _sketch(piece: Piece, best: Evidence) -> Sketch:
    """Return what the ranking sees of a piece: the words of its lead, and each change's hand-written files once."""
    changes = _distinct(piece)
    summaries = [one.files for one in changes if one.files]
    files: dict[str, FileChange] = {}
    added = deleted = beyond = 0  # the last: files of very wide changes, of which only the count is kept
    for summary in summaries:
        added, deleted = added + summary.added, deleted + summary.deleted
        beyond += summary.count - len(summary.changes)
        for change in summary.changes:
            if not unwritten(change.path):
                files[change.path] = _summed(files.get(change.path), change)
            else:
                added, deleted = added - (change.added or 0), deleted - (change.deleted or 0)
    return Sketch(
        id=piece[0].id,
        at=piece[0].at,
        pull=min(chain.from_iterable(map(pulls, piece)), default=""),
        commits=len(changes),
        subject=best.title,
        body=best.body,
        files=tuple(files.values()),
        count=len(files) + beyond,
        added=max(added, 0),
        deleted=max(deleted, 0),
    )


def _distinct(piece: Piece) -> Sequence[Evidence]:
    """Return the changes of `piece`, each once: copies of one have its words."""
    return tuple({plain_subject(one.title) or one.id: one for one in piece}.values()) if len(piece) > 1 else piece


def _summed(before: FileChange | None, change: FileChange) -> FileChange:
    if before is None:
        return change
    return FileChange(
        path=change.path,
        added=(before.added or 0) + (change.added or 0),
        deleted=(before.deleted or 0) + (change.deleted or 0),
        old=before.old or change.old,
    )


def _seen(evidence: Evidence, state: State, *, copy: bool = False) -> Seen:
    return Seen(
        id=evidence.id,
        source=evidence.source,
        origin=evidence.origin,
        native=evidence.native,
        title=display(evidence.title),
        at=evidence.at,
        people=makers(evidence),
        url=evidence.url,
        private=evidence.private,
        state=state,
        copy=copy,
    )

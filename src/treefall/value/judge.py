"""A record in, the few pieces of work that mattered out: the one place where evidence becomes work.

Everything here is computed from entries and takes no clock. The same entries give the same judgement, in whatever
order they come.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from ..display import display
from ..model import (
    Accomplishment,
    Entry,
    EntryId,
    Evidence,
    Grouping,
    Judgement,
    Kind,
    LeftOut,
    Record,
    Seen,
    Standing,
    State,
    Tie,
    Work,
    entry_id,
)
from .attribute import credited, led, makers, tools, why_left_out
from .forge import Cited, announcements, is_incident, is_talk, is_witness, told
from .group import Bonds, Piece, group, same_changes
from .held import CERTIFICATES, WITH_AGENT, Held, apart, assisted, by_quarter, held, with_agents
from .hidden import REVIEWED, Given, answered, gathered, given, sort
from .piece import NOTED, kind, made, sketch
from .rank import Weighed, weigh
from .shaping import Shaped, shaped
from .standing import Stood
from .ties import Key, Names, is_undoing, places, pulls
from .title import lead, shortened, title

_HIDDEN = frozenset({Kind.INCIDENT, Kind.PREVENTION, Kind.DECISION, Kind.MENTORING})
_NOT_OWN = frozenset({"bot", "by others", REVIEWED, "merge"})  # stay so, even where they take something back
_NO_PIECE = frozenset({"revert", "merge"})
_MOST_REASONS = 3
_STRONG_SHARE, _USUAL_SHARE = 0.1, 0.5
_SUREST = (State.DONE, State.REVERTED, State.IN_PROGRESS)  # of copies of a change the first says how it stands
_UNFINISHED, _LED_BY_OTHERS, _LOST = 0.1, 0.25, 0.25  # of the span of weights: what such work stands back
_ASIDE = 1.5  # of it: what a certificate stands back, more than any work that stands
_ANNOUNCED = 0.1  # of it: what work goes up whose own change tells the users of it
_ONLY_MENTIONED = "mentions the release notes"
_MY_FIRST = "first work in "  # as the ranking says it: among what it was handed


def judge(record: Record) -> Judgement:
    """Return what the evidence of `record` comes to: pieces of work, the weightiest first, and what was left out.

    Work that was taken back stands below all that stands; `record.now` is not read. What the person withdrew, a piece
    of evidence or a proposed piece of work, is left out; work whose acceptance was withdrawn is only proposed again.
    """
    facts = _Facts.of(record)
    pieces = [(piece, facts.reason_against(piece)) for piece in facts.pieces()]
    kept = [piece for piece, reason in pieces if not reason]
    why = {one.id: facts.why[one.id] or reason for piece, reason in pieces if reason for one in piece}
    why |= {one.id: facts.why[one.id] for one in facts.evidence if facts.why[one.id] in _NO_PIECE}
    out = [LeftOut(facts.seen(one), why[one.id]) for one in facts.evidence if one.id in why]
    gone = (one for one in record.entries if isinstance(one, Evidence) and one.id in record.withdrawn)
    out += [LeftOut(facts.seen(one), "withdrawn") for one in gone]
    out += [LeftOut(facts.seen(one), WITH_AGENT) for one in facts.sessions]
    return Judgement(works=_works(kept, facts), left_out=tuple(sorted(out, key=lambda left: _when(left.evidence))))


def _when(entry: Entry | Seen) -> tuple[datetime, EntryId]:
    return entry.at, entry.id


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is looked up about evidence while it is judged.

    Attributes:
        identities: normalised addresses, True where they are the person's.
        evidence: by instant, then id.
        why: of each, why it is no work by itself, or "".
        names: finds it by what other evidence calls it.
        stood: how it stands.
        bonds: what outright belongs together.
        changes: the id of the change that each is.
        shaped: what the person made of it.
        gathered: by what reviews and help are gathered.
        cited: releases whose notes name a pull request.
        taken: names that pieces of work bear for good.
        withdrawn: ids of what counts no more, but for names that pieces bear for good.
        sessions: with agents, by instant: they tell nothing of the work but which agents had a part in it.
        assisted: by sessions, which agents had a part in what.
    """

    identities: Mapping[str, bool]
    evidence: Sequence[Evidence]
    why: Mapping[EntryId, str]
    names: Names
    stood: Stood
    bonds: Bonds
    changes: Mapping[EntryId, EntryId]
    shaped: Shaped
    gathered: Mapping[EntryId, Key]
    cited: Cited
    taken: AbstractSet[EntryId]
    withdrawn: AbstractSet[EntryId]
    sessions: Sequence[Evidence]
    assisted: Mapping[EntryId, tuple[str, ...]]

    @classmethod
    def of(cls, record: Record) -> "_Facts":
        """Look up all about the evidence of `record`."""
        identities, ties = record.identities, record.of(Tie)
        hand = shaped(record.of(Grouping), sorted(record.of(Accomplishment), key=_when))
        evidence, sessions = with_agents(sorted(record.of(Evidence), key=_when), hand.counts)
        names = Names(evidence, places(evidence, ties))
        why = {one.id: _why(one, identities) for one in evidence}
        given_to_others = gathered(evidence, why, identities, names)
        why.update(dict.fromkeys((*given_to_others, *hand.counts, *hand.dropped), ""))
        stood = Stood.of(evidence, record.of(Standing), names, {name for name, reason in why.items() if reason})
        bonds = Bonds.of(evidence, names, ties=ties, undone=stood.undone.keys())
        return cls(
            identities=identities,
            evidence=evidence,
            why=why,
            names=names,
            stood=stood,
            bonds=bonds,
            changes=same_changes(evidence, bonds),
            shaped=hand,
            gathered=given_to_others,
            cited=announcements(evidence, names),
            taken={done.id for done in record.of(Accomplishment)},
            withdrawn=record.withdrawn - {one.id for one in record.entries if isinstance(one, Accomplishment)},
            sessions=sessions,
            assisted=assisted((*sessions, *(one for one in evidence if one.id in hand.counts)), names),
        )

    def pieces(self) -> tuple[Piece, ...]:
        """Return what belongs together of all that can be work, or a copy of some."""
        return group(
            [one for one in self.evidence if self.why[one.id] not in _NO_PIECE],
            self.bonds,
            accepted=self.shaped.blocks,
            shadows=self.stood.noise,
            undone=self.stood.undone.keys(),
            gathered=self.gathered,
        )

    def reason_against(self, piece: Piece) -> str:
        """Return why `piece` is no piece of work, or "" where it is."""
        reasons = [self.why[one.id] for one in piece]
        if all(reasons):
            return reasons[0]
        if self.withdrawn and self.name(piece) in self.withdrawn:
            return "withdrawn"
        if self.shaped.dropped and any(one.id in self.shaped.dropped for one in piece):
            return "dropped"
        if self.shaped.counts and any(one.id in self.shaped.counts for one in piece):
            return ""
        if (what := self.given(piece)) and not what.is_enough:
            return what.left_out
        return "issue only" if is_talk(piece) and kind(piece, self.sort) is Kind.NOTE else ""

    def given(self, piece: Piece) -> Given | Held | None:
        """Return what `piece` gave to others, or was held for them; None where it is work of the person's own."""
        if piece[0].id not in self.gathered or any(one.id not in self.gathered for one in piece):
            return None
        return held(piece) if by_quarter(piece[0]) else given(piece, self.sort(piece[0]), self.identities)

    def sort(self, one: Evidence) -> Kind:
        """Return what sort of work `one` shows."""
        return Kind(self.gathered[one.id][0]) if one.id in self.gathered else sort(one)

    def accepted(self, piece: Piece) -> Accomplishment | None:
        """Return what the person stands by of `piece`."""
        known = self.shaped.accepted
        return next((known[one.id] for one in piece if one.id in known), None) if known else None

    def name(self, piece: Piece) -> EntryId:
        """Return the name that the person's acceptance gives, else the earliest evidence.

        Where another piece of the person's own bears that one, the next evidence gives it.
        """
        if done := self.accepted(piece):
            return done.id
        for one in piece:
            if (name := entry_id("work", one.id)) not in self.taken:
                return name
        return entry_id("work", *(entry_id("work", one.id) for one in piece))

    def evidence_of(self, piece: Piece) -> tuple[Seen, ...]:
        """Return `piece` as it is shown: how each change stands, and which are copies of an earlier one."""
        if len(piece) == 1:
            return (self.seen(piece[0]),)
        states: dict[EntryId, State] = {}
        for one in piece:
            change, state = self.changes[one.id], self.stood.one(one)
            states[change] = min(states.get(change, state), state, key=_SUREST.index)
        first = {self.changes[one.id]: one.id for one in reversed(piece)}
        shown = []
        for one in piece:
            change = self.changes[one.id]
            shown.append(self.seen(one, states[change], copy=first[change] != one.id))
        return tuple(shown)

    def is_done(self, one: Evidence) -> bool:
        """Say whether `one` by itself stands where it counts."""
        return self.stood.one(one) is State.DONE

    def seen(self, one: Evidence, state: State | None = None, *, copy: bool = False) -> Seen:
        """Return `one` as it is shown; `state` is that of the change that it is, where that is not its own."""
        return Seen(
            id=one.id,
            source=one.source,
            origin=one.origin,
            native=one.native,
            title=display(one.title),
            at=one.at,
            people=makers(one),
            url=one.url,
            private=one.private,
            state=state or self.stood.one(one),
            copy=copy,
            tools=_both(tools(one), self.assisted.get(one.id, ())),
        )


def _both(tools: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tools, *others))) if others else tools


def _why(evidence: Evidence, identities: Mapping[str, bool]) -> str:
    why = why_left_out(evidence, identities)
    if said := apart(evidence):
        return said
    if why in _NOT_OWN:
        return "release notes" if why == "by others" and is_witness(evidence) else why
    return "revert" if is_undoing(evidence) else why


def _works(pieces: Sequence[Piece], facts: _Facts) -> tuple[Work, ...]:
    to_others = [(piece, what) for piece in pieces if (what := facts.given(piece))]
    own = [piece for piece in pieces if facts.given(piece) is None]
    best = [lead(piece, facts.is_done) for piece in own]
    weighed = _weighed(own, best)
    scale = _Scale.of([found.weight for found in weighed])
    works = [_own(*found, scale, facts) for found in zip(own, best, weighed, strict=True)]
    works += [_given(piece, what, scale, facts) for piece, what in to_others]
    return tuple(sorted(works, key=lambda work: (-work.weight, work.id)))


def _weighed(pieces: Sequence[Piece], best: Sequence[Evidence]) -> Sequence[Weighed]:
    """Return the weight of each of `pieces`, repository by repository: equal paths of two have nothing in common.

    Weights of several calls may be compared here: all come from one table, and what is read off neighbours is read
    within a half-year in any case.
    """
    places: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        places.setdefault(piece[0].origin, []).append(number)
    found: dict[int, Weighed] = {}
    for numbers in places.values():
        found |= zip(numbers, weigh([sketch(pieces[n], best[n]) for n in numbers]), strict=True)
    return [found[number] for number in range(len(pieces))]


@dataclass(frozen=True, slots=True)
class _Scale:
    """What weights are compared with: a strong and a usual one of the person's own changes, and the span of all."""

    strong: float = 0.0
    usual: float = 0.0
    span: float = 0.0

    @classmethod
    def of(cls, weights: Sequence[float]) -> "_Scale":
        ordered = sorted(weights, reverse=True)
        if not ordered:
            return cls()
        strong, usual = (ordered[int(len(ordered) * share)] for share in (_STRONG_SHARE, _USUAL_SHARE))
        return cls(strong, usual, ordered[0] - ordered[-1])

    def own(self, found: float, state: State, *, marked: bool, announced: bool, led: bool, lost: bool) -> float:
        """Return `found` as it orders pieces of work.

        Whoever notes hidden work, and whoever labels an incident, says that it mattered, and no lines speak for it: it
        stands with the strong; whoever writes a line for the release notes says so as well, and its work goes up. What
        others led stands behind what the person led; what is `lost` (given up, or no longer there) behind what goes on
        and what is there; and what was taken back below all else.
        """
        found = max(found, self.strong) if marked else found
        found += _ANNOUNCED * self.span if announced else 0
        found -= 0 if led else _LED_BY_OTHERS * self.span
        if state is State.REVERTED:
            return found - 2 * self.span - 1
        if state is State.IN_PROGRESS:
            return found - self.span - _UNFINISHED if lost else found - _UNFINISHED * self.span
        return found - _LOST * self.span if lost else found

    def aside(self, weight: float) -> float:
        """Return the weight of a certificate: what was learned stands behind all work that stands, and is in order."""
        return weight - _ASIDE * self.span

    def given(self, depth: float) -> float:
        """Return the weight of what was given to others, which no ranking of changes speaks of.

        By its own depth, 0 to 1, it stands between the usual and the strong of the person's own changes.
        """
        return self.usual + depth * (self.strong - self.usual)


def _own(piece: Piece, best: Evidence, weighed: Weighed, scale: _Scale, facts: _Facts) -> Work:
    done, what, state = facts.accepted(piece), kind(piece, facts.sort), facts.stood.piece(piece)
    is_led = led(piece, facts.identities)
    given_up = facts.stood.abandoned(piece) if state is State.IN_PROGRESS else ""
    outlived = state is State.DONE and facts.stood.outlived(piece)
    known = _known(piece, facts)
    announced = NOTED in known
    marked = what in _HIDDEN or is_incident(piece)
    weight = scale.own(
        weighed.weight, state, marked=marked, announced=announced, led=is_led, lost=bool(given_up) or outlived
    )
    return Work(
        id=facts.name(piece),
        title=shortened(display(done.title)) if done else title(best),
        kind=what,
        state=state,
        start=piece[0].at,
        end=piece[-1].at,
        reasons=(
            *((facts.stood.lived(piece),) if state is State.REVERTED else ()),
            *(("not on a main branch yet", *filter(None, [given_up])) if state is State.IN_PROGRESS else ()),
            *((what.value,) if what in _HIDDEN else ()),
            *(() if is_led else ("as co-author",)),
            *(("no longer there",) if outlived else ()),
            *_merged(known, weighed.reasons, piece),
        ),
        credited=credited(piece, facts.identities),
        evidence=facts.evidence_of(piece),
        weight=scale.aside(weight) if all(one.source == CERTIFICATES for one in piece) else weight,
        accepted=done is not None,
        pulls=tuple(sorted(frozenset().union(*map(pulls, piece)), key=lambda one: (len(one), one))),
    )


def _given(piece: Piece, what: Given | Held, scale: _Scale, facts: _Facts) -> Work:
    done = facts.accepted(piece)
    return Work(
        id=facts.name(piece),
        title=shortened(display(done.title)) if done else what.title,
        kind=what.kind,
        state=State.DONE,
        start=piece[0].at,
        end=piece[-1].at,
        reasons=what.reasons,
        credited=(),
        evidence=facts.evidence_of(piece),
        weight=scale.given(what.depth),
        accepted=done is not None,
    )


def _known(piece: Piece, facts: _Facts) -> Sequence[str]:
    """Return the reasons that sources know of `piece`, the weightiest first."""
    if not facts.cited and not any(one.facts for one in piece):
        return ()
    return (*answered(piece), *told(piece, facts.names, facts.cited), *made(piece))


def _is_said(reason: str, known: Sequence[str]) -> bool:
    """Say whether one of `known` says what `reason` does: to have closed an incident is to have fixed it."""
    return any(f"{said},".startswith((f"{reason},", f"{reason.replace('closes', 'fixes', 1)},")) for said in known)


def _merged(known: Sequence[str], ranking: Sequence[str], piece: Piece) -> Sequence[str]:
    """Return the weightiest reasons of both, each thing said once: the forge knows more of an issue than its number.

    Of commits it is known whether they were the first in a folder: that they are the person's first is no such thing.
    """
    rest = [reason for reason in ranking if not _is_said(reason, known)] if known else ranking
    if "git" in [one.source for one in piece]:
        rest = [reason for reason in rest if not reason.startswith(_MY_FIRST)]
    if NOTED in known:
        rest = [reason for reason in rest if reason != _ONLY_MENTIONED]
    return (*known, *rest)[:_MOST_REASONS]

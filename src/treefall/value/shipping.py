"""When a piece of work reached those whom it is for, and what else reached them at the same time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from ..model import EntryId, Evidence, State, Work
from ..model.estimate import Happening

NEAR = timedelta(days=14)
"""What shipped within so many days of each other cannot be told apart by the numbers alone."""

_NO_CODE = (".md", ".rst", ".txt", ".adoc", ".lock")


@dataclass(frozen=True, slots=True)
class Shipped:
    """When a piece of work shipped, and what says so."""

    at: datetime
    why: str


def shipped(work: Work, evidence: Iterable[Evidence]) -> Shipped | None:
    """Return when `work` shipped: when its last pull request was merged, else its last change on a main branch.

    None where nothing of it stands on a main or release branch.
    """
    if work.state is not State.DONE:
        return None
    merged = [
        (datetime.fromisoformat(at), f"{'merge' if one.native[0] == '!' else 'pull'} request {one.native} was merged")
        for one in evidence
        if isinstance(at := one.facts.get("merged_at"), str)
    ]
    landed = [
        (seen.at, f"its last change, {seen.native[:8]}, is on the main branch")
        for seen in work.originals
        if seen.state is State.DONE and seen.source == "git"
    ]
    return Shipped(*max(merged or landed)) if merged or landed else None


def happenings(
    work: Work, on: date, others: Sequence[Work], evidence: Mapping[EntryId, Evidence], zone: tzinfo | None
) -> tuple[Happening, ...]:
    """Return which of `others` shipped within `NEAR` of `on` in the same repository, the nearest first.

    What touches the same directories shares the credit (`Happening.mine`); of the rest only what weighs as much as
    `work` is named. What holds no code moves no metric.

    Args:
        work: the piece of work that is measured.
        on: the day that it shipped.
        others: pieces of work, it may be among them.
        evidence: of all of them, by id.
        zone: whose days.
    """
    places, directories = _places(work, evidence), _directories(work, evidence)
    found = []
    for other in others:
        when = shipped(other, (evidence[seen.id] for seen in other.evidence if seen.id in evidence))
        if other.id == work.id or when is None or not places & _places(other, evidence):
            continue
        day = when.at.astimezone(zone).date()
        kin = bool(directories & (touched := _directories(other, evidence)))
        if abs(day - on) <= NEAR and touched and (kin or other.weight >= work.weight):
            found.append(Happening(other.title, day, mine=kin))
    return tuple(sorted(found, key=lambda one: (abs(one.on - on), one.title)))


def _places(work: Work, evidence: Mapping[EntryId, Evidence]) -> frozenset[str]:
    return frozenset(evidence[seen.id].origin for seen in work.evidence if seen.id in evidence)


def _directories(work: Work, evidence: Mapping[EntryId, Evidence]) -> frozenset[str]:
    """Return the directories in which `work` changed more than words."""
    files = (evidence[seen.id].files for seen in work.evidence if seen.id in evidence)
    return frozenset(
        change.path.rpartition("/")[0]
        for summary in files
        if summary
        for change in summary.changes
        if not change.path.endswith(_NO_CODE)
    )

"""Coverage: what was read, from where, for which time, until when, and what nobody looked at.

A record says nothing of what it does not hold. Here stands what it could not have seen: places that were read long
ago, not to their end or not at all, and places that its own words name and that are not connected.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from ..model import OWN_WORDS, Judgement, Kind, Seen, Step
from .visit import Visit

USUAL = timedelta(days=7)
"""How old a reading may be and still count as fresh."""

_FORGES = (
    ("github", "GitHub", r"\(#\d+\)$|^Merge pull request #\d+ from "),
    ("gitlab", "GitLab", r"\(!\d+\)$|^Merge branch '[^']+' into '[^']+'$"),
    ("bitbucket", "Bitbucket", r"^Merged in \S+ \(pull request #\d+\)$"),
    ("azure", "Azure DevOps", r"^Merged PR \d+: "),
)
_SUBJECTS = (
    ("incidents", Kind.INCIDENT, ("incidents", "pagerduty", "opsgenie", "oncall"), "no place of incidents is read"),
    ("1:1s, interviews, on-call and leave", Kind.MEETING, ("calendar",), "no calendar is read"),
    ("thanks in mail and chat", Kind.PRAISE, ("praise",), "no words of others are read"),
    ("design documents and decisions", Kind.DOCUMENT, ("documents",), "no folder of documents is read"),
    ("courses and certificates", Kind.LEARNING, ("learning",), "no certificates are read"),
)
_BY_THE_WAY = frozenset({"git", "pagerduty", "oncall", *OWN_WORDS})  # is what these say of other sorts of work
_ISSUE = re.compile(r"\b([A-Z][A-Z0-9]{1,9})-[1-9]\d{0,5}\b")
_NO_TRACKER = frozenset({"AES", "CVE", "HTTP", "ISO", "PEP", "RFC", "SHA", "UTF", "X", "GPT", "MD", "ES", "CWE", "UTC"})
_TRACKERS = frozenset({"jira", "linear"})
_SEVERAL = 3  # titles that make a name of an issue more than chance


class Condition(StrEnum):
    """How a place stands, the best first."""

    FRESH = "fresh"
    PARTIAL = "in part"  # read to its end, but for some records or what is older
    STALE = "stale"
    FAILED = "failed"
    UNREAD = "not read yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One place and what of it is on record.

    Attributes:
        source: name of the source.
        where: the place, as the settings have it.
        condition: how it stands.
        records: pieces of evidence on record from it; None where nobody remembers which they are.
        first: when the earliest of them happened; None where there is none.
        last: when the latest did.
        read: when it was last read to its end; None: never, or nobody remembers.
        since: what is older was passed over; None: nothing was.
        why: what could not be read and why, one clause each.
        origins: of what it has yielded.
    """

    source: str
    where: str
    condition: Condition
    records: int | None = None
    first: datetime | None = None
    last: datetime | None = None
    read: datetime | None = None
    since: datetime | None = None
    why: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def is_behind(self) -> bool:
        """Say whether the place may know of work that the record does not."""
        return self.condition in (Condition.STALE, Condition.FAILED, Condition.UNREAD)


@dataclass(frozen=True, slots=True)
class Unseen:
    """What no place that is read shows.

    Attributes:
        what: the sort of work, in a reader's words.
        why: one clause.
        step: the command that would change it; "" where there is none.
    """

    what: str
    why: str
    step: str = ""


@dataclass(frozen=True)
class Coverage:
    """What the record could see.

    Attributes:
        places: every place that is configured or was read.
        unseen: what none of them shows, what the record itself names first.
        now: the moment; aware, UTC.
    """

    places: tuple[Covered, ...]
    unseen: tuple[Unseen, ...]
    now: datetime

    @property
    def behind(self) -> tuple[Covered, ...]:
        """Return the places that may know of work that the record does not."""
        return tuple(place for place in self.places if place.is_behind)

    @property
    def is_fresh(self) -> bool:
        """Say whether there is a place, and all were read to their end of late."""
        return bool(self.places) and not self.behind

    def of(self, source: str) -> tuple[Covered, ...]:
        """Return the places that `source` reads."""
        return tuple(place for place in self.places if place.source == source)

    def doubted(self, seen: Seen) -> Covered | None:
        """Return the place that `seen` comes from where it is stale or was read in part; None: nothing is wrong."""
        return self._doubtful.get((seen.source, seen.origin))

    @cached_property
    def _doubtful(self) -> Mapping[tuple[str, str], Covered]:
        sound = {(one.source, o) for one in self.places if one.condition is Condition.FRESH for o in one.origins}
        found = {(one.source, origin): one for one in self.places for origin in one.origins}
        return {key: place for key, place in found.items() if key not in sound}

    @property
    def next(self) -> Step | None:
        """Return what brings the record up to date; None where it is."""
        if not self.places:
            return Step("treefall collect --repo PATH", "reads a repository of yours")
        if not self.behind:
            return None
        read = [place.read for place in self.behind if place.read]
        many = len(self.behind)
        last = f", last read {_ago(min(read), self.now)}" if read else ""
        return Step("treefall collect", f"reads {'a place' if many == 1 else f'{many:,} places'}{last}")


def coverage(
    places: Sequence[tuple[str, str]],
    visits: Mapping[str, Visit],
    judgement: Judgement,
    now: datetime,
    *,
    within: timedelta = USUAL,
    known: Iterable[str] = (),
) -> Coverage:
    """Return what the record could see.

    Args:
        places: source and place of each, as in `Source.place`.
        visits: how they were last read, by the two joined by a colon.
        judgement: what is on record.
        now: the present; aware, UTC.
        within: how old a reading may be and still count as fresh.
        known: the sources that there are.
    """
    spans = _spans(judgement)
    found = tuple(
        _covered(source, where, visits.get(f"{source}:{where}"), spans, now - within) for source, where in places
    )
    unseen = _unseen(judgement, frozenset(source for source, _ in places), frozenset(known))
    return Coverage(found, tuple(unseen), now)


@dataclass
class _Span:
    records: int = 0
    days: list[datetime] = field(default_factory=list)

    def take(self, at: datetime) -> None:
        self.records += 1
        self.days = [min([at, *self.days]), max([at, *self.days])]


def _spans(judgement: Judgement) -> Mapping[tuple[str, str], _Span]:
    found: dict[tuple[str, str], _Span] = {}
    for seen in _all(judgement):
        found.setdefault((seen.source, seen.origin), _Span()).take(seen.at)
    return found


def _all(judgement: Judgement) -> Iterator[Seen]:
    for work in judgement.works:
        yield from work.evidence
    for out in judgement.left_out:
        yield out.evidence


def _covered(
    source: str, where: str, visit: Visit | None, spans: Mapping[tuple[str, str], _Span], fresh: datetime
) -> Covered:
    if visit is None:
        return Covered(source=source, where=where, condition=Condition.UNREAD)
    mine = [span for origin in visit.origins if (span := spans.get((source, origin)))]
    days = [day for span in mine for day in span.days]
    return Covered(
        source=source,
        where=where,
        condition=_condition(visit, fresh),
        records=sum(span.records for span in mine) if visit.origins else None,
        first=min(days, default=None),
        last=max(days, default=None),
        read=visit.whole,
        since=visit.since,
        why=tuple(_reasons(visit)),
        origins=visit.origins,
    )


def _condition(visit: Visit, fresh: datetime) -> Condition:
    if visit.why:
        return Condition.FAILED
    if visit.whole is None or visit.whole < fresh:
        return Condition.STALE
    return Condition.PARTIAL if visit.refused or visit.since else Condition.FRESH


def _reasons(visit: Visit) -> Iterator[str]:
    if visit.why:
        yield visit.why
    yield from (f"{one.where}: {one.why}" for one in visit.rejected)
    if more := visit.refused - len(visit.rejected):
        yield f"{more:,} more could not be read"


def _unseen(judgement: Judgement, connected: frozenset[str], known: frozenset[str]) -> Iterator[Unseen]:
    titles = [seen.title for seen in _all(judgement) if seen.source == "git"]
    named = {forge: number for forge in _FORGES if (number := _matching(forge[2], titles))}
    for (name, called, _), number in named.items():
        if name not in connected:
            why = f"not connected, though {_names(number)} one"
            yield Unseen(f"reviews and merges on {called}", why, f"treefall connect {name}" if name in known else "")
    if not named and connected.isdisjoint(name for name, _, _ in _FORGES):
        yield Unseen("reviews given", "no forge is connected", "treefall connect github")
    if connected.isdisjoint(_TRACKERS):
        yield from _issues(titles, known)
    shown = {work.kind for work in judgement.works if any(seen.source not in _BY_THE_WAY for seen in work.evidence)}
    for what, kind, names, why in _SUBJECTS:
        if connected.isdisjoint(names) and kind not in shown:
            yield Unseen(what, why)


def _issues(titles: Sequence[str], known: frozenset[str]) -> Iterator[Unseen]:
    """Yield the tracker whose issues titles name most, where that is no chance."""
    found = Counter(name for title in titles for name in {*_ISSUE.findall(title)} - _NO_TRACKER)
    for name, number in found.most_common(1):
        if number >= _SEVERAL:
            step = "treefall connect jira HOST" if "jira" in known else ""
            yield Unseen(f"issues such as {name}-1", f"no tracker is connected, though {_names(number)} one", step)


def _matching(pattern: str, titles: Sequence[str]) -> int:
    search = re.compile(pattern).search
    return sum(bool(search(title)) for title in titles)


def _names(number: int) -> str:
    return f"{number:,} {'title names' if number == 1 else 'titles name'}"


def _ago(at: datetime, now: datetime) -> str:
    days = (now - at).days
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days:,} days ago"

"""What calendars, others' words and sessions with agents come to: meetings that are work, gathered; and what is none.

Interviews, shifts on call, pages and meetings with somebody who is mentored are gathered by quarter, as reviews are:
one says little, and many are work that nobody sees. A talk is a piece of work by itself. Other 1:1s are for listening,
and leave explains a month; both are left out, counted, and can be brought back. So is a session with an agent: the
commits that were made in it are the work, and it only tells that an agent had a part in them.
"""

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..display import display
from ..model import EntryId, Evidence, Kind
from .attribute import tools
from .ties import Key, Names
from .title import shortened

AWAY = "on leave"
"""Why a month's leave is no work, where it is at least half of its working days."""

DAYS_OFF = "days off"
"""Why it is none where it is less: that explains no month."""

OTHERS_WORDS = "words of others"
"""Why praise is no work: it waits to be accepted as a testimonial."""

WITH_AGENT = "session with an agent"
"""Why a session with an agent is no work: what came of it is, and shows that an agent had a part."""

CERTIFICATES = "learning"
"""The source whose evidence tells what was learned, and not what was done."""

_LEFT: Mapping[str, str] = MappingProxyType({"1:1": "1:1"})
_GATHERED: Mapping[str, int] = MappingProxyType({"interview": 3, "on call": 5, "mentoring": 3, "page": 5})
"""What is gathered, and from how many (of shifts: days) it is a piece of work."""

_KINDS: Mapping[str, Kind] = MappingProxyType({"mentoring": Kind.MENTORING, "page": Kind.INCIDENT})
_MONTHS, _MANY, _NAME = 3, 50.0, 30


@dataclass(frozen=True, slots=True)
class Held:
    """Meetings of one sort, or pages, in a quarter.

    Attributes:
        sort: "interview", "on call", "mentoring" or "page".
        count: how many; of shifts how many days, >= 1.
        shifts: of on-call, >= 1; what several sources saw begin at one moment is one.
        person: display name of who was mentored, or "".
        within: minutes within which half of the pages were acknowledged; None where nobody told.
    """

    sort: str
    count: int
    shifts: int
    person: str = ""
    within: int | None = None

    @property
    def kind(self) -> Kind:
        """Return what sort of work it is."""
        return _KINDS.get(self.sort, Kind.MEETING)

    @property
    def is_enough(self) -> bool:
        """Say whether it is a piece of work."""
        return self.count >= _GATHERED[self.sort]

    @property
    def left_out(self) -> str:
        """Return why it is left out where it is not enough."""
        return self.sort

    @property
    def depth(self) -> float:
        """Return how much was given, 0 to 1."""
        return min(1.0, math.log(self.count + 1) / math.log(_MANY))

    @property
    def title(self) -> str:
        """Return what it is called, at most 70 characters."""
        if self.sort == "on call":
            return f"On call on {_counted(self.count, 'day')}"
        if self.sort == "interview":
            return f"Gave {_counted(self.count, 'interview')}"
        if self.sort == "page":
            return f"Answered {_counted(self.count, 'page')}"
        return shortened(f"Mentored {self.person or 'somebody'} in {_counted(self.count, 'meeting')}")

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why it stands where it does, what weighs most first."""
        said = {
            "on call": (self.sort, _counted(self.shifts, "shift")),
            "interview": ("hiring",),
            "page": ("on call",),
        }
        half = () if self.within is None else (f"half acknowledged within {_counted(self.within, 'minute')}",)
        return (*said.get(self.sort, (self.kind.value,)), *half)


def apart(evidence: Evidence) -> str:
    """Return why `evidence` is no work though it is the person's, or "" where nothing here speaks against it."""
    facts = evidence.facts
    if evidence.kind is Kind.PRAISE and evidence.source != "note":
        return OTHERS_WORDS
    if not facts:
        return ""
    days, working = facts.get("leave"), facts.get("working_days")
    if isinstance(days, int) and isinstance(working, int):
        return AWAY if 2 * days >= working else DAYS_OFF
    return _LEFT.get(str(facts.get("meeting", "")), "")


def with_agents(
    evidence: Iterable[Evidence], counted: Container[EntryId]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return `evidence` without sessions with agents, and those sessions; what the person `counted` as work stays."""
    parts: tuple[list[Evidence], list[Evidence]] = ([], [])
    for one in evidence:
        parts["agent" in one.facts and one.id not in counted].append(one)
    return tuple(parts[0]), tuple(parts[1])


def assisted(sessions: Iterable[Evidence], names: Names) -> Mapping[EntryId, tuple[str, ...]]:
    """Return which agents had a part in what, as sessions tell by the commits that were made in them.

    Args:
        sessions: with agents, by instant.
        names: of the commits on record. One that several commits could be is none of them.
    """
    found: dict[EntryId, dict[str, None]] = {}
    for session in sessions:
        for sha in str(session.facts.get("commits", "") if "agent" in session.facts else "").split():
            if len(meant := names.by_sha(sha)) == 1:
                found.setdefault(meant[0], {}).update(dict.fromkeys(tools(session)))
    return {name: tuple(agents) for name, agents in found.items()}


def by_quarter(evidence: Evidence) -> Key | None:
    """Return by what meetings are gathered: their sort, who is mentored, and the quarter; None for all else."""
    sort = _sort(evidence)
    if sort not in _GATHERED:
        return None
    kind = _KINDS.get(sort, Kind.MEETING)
    whom = _person(evidence) if kind is Kind.MENTORING else ""
    return kind, sort, f"{whom}\x1f{evidence.at.year}-{(evidence.at.month - 1) // _MONTHS}"


def held(piece: Sequence[Evidence]) -> Held:
    """Return what the meetings of `piece`, gathered by quarter, come to."""
    sort = _sort(piece[0])
    days = {one.at: count for one in piece if isinstance(count := one.facts.get("days", 1), int)}
    taken_on = sorted(minutes for one in piece if isinstance(minutes := one.facts.get("acknowledged"), int))
    within = taken_on[(len(taken_on) - 1) // 2] if taken_on else None
    people = Counter(name for one in piece if (name := _person(one)))
    (person, _), *_ = (*people.most_common(1), ("", 0))
    return Held(sort, sum(days.values()) if sort == "on call" else len(piece), len(days), person, within)


def _sort(evidence: Evidence) -> str:
    return "page" if evidence.facts.get("page") else str(evidence.facts.get("meeting", ""))


def _person(evidence: Evidence) -> str:
    """Return the display name of who else took part, where that is one; else ""."""
    names = {display(role.name or role.address.partition("@")[0], _NAME) for role in evidence.roles}
    return names.pop() if len(names) == 1 else ""


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

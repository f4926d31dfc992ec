"""Hidden work: what people give to the work of others, and what never becomes a change.

Reviews are gathered by repository and quarter, help with somebody's first changes by that person: each is a piece of
work in words of its own, made of what sources saw. A few reviews of little depth make none: they are left out, counted,
and can be brought back.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..display import display
from ..model import OWN_WORDS, EntryId, Evidence, Kind, Part, Scalar
from .attribute import is_bot, is_mine
from .group import Piece
from .held import by_quarter
from .identity import normal_address
from .ties import Key, Names, pulls
from .title import LONGEST, cleaned, shortened

REVIEWED = "reviewed for others"
"""Why a change of somebody else's is here."""

_FEWEST = 3  # reviews of a quarter that make a piece of work by their number alone
_DEEP = 5  # comments that make one review count as such
_MANY = 50.0  # reviews beyond which more add no weight
_NAME = 26  # characters of somebody's name in a title
_TALKED = 3  # comments from which an issue that was not taken up was decided, and not only closed
_MONTHS = 3
_TESTED = re.compile(r"^Tested-by:[^<\n]*<([^>\n]+)>", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to others: a piece of reviews, or of help with first changes.

    Attributes:
        kind: review or mentoring.
        changes: how many changes of others it was about, >= 1.
        people: display names of those who made them, the one helped most first.
        comments: made in the reviews, >= 0.
        asked: changes that were sent back, >= 0.
        after: changes that went on being worked at after the first review, >= 0.
        tested: changes that were tried out as well, >= 0.
        written: changes that were written together, >= 0.
        subject: what the only change was called; "" where there are several.
    """

    kind: Kind
    changes: int
    people: tuple[str, ...]
    comments: int = 0
    asked: int = 0
    after: int = 0
    tested: int = 0
    written: int = 0
    subject: str = ""

    @property
    def is_enough(self) -> bool:
        """Say whether it is a piece of work: several reviews, a deep one, or somebody's first changes."""
        return self.kind is Kind.MENTORING or self.changes >= _FEWEST or bool(self.asked) or self.comments >= _DEEP

    @property
    def left_out(self) -> str:
        """Return why it is left out where it is not enough."""
        return REVIEWED

    @property
    def depth(self) -> float:
        """Return how much was given, 0 to 1: by the number of reviews, and more by what was asked and said in them."""
        points = self.changes + self.comments / 3 + 2 * self.asked + 2 * self.tested + 3 * self.written
        return min(1.0, math.log(points) / math.log(_MANY))

    @property
    def title(self) -> str:
        """Return what it is called, at most 70 characters."""
        if self.kind is Kind.MENTORING:
            changes = "a first change" if self.changes == 1 else f"{self.changes:,} first changes"
            return shortened(f"Helped {''.join(self.people[:1]) or 'somebody'} with {changes}")
        if self.subject and self.changes == 1:
            return shortened(f"Reviewed: {self.subject}")
        return shortened(f"Reviewed {self.changes:,} changes by {_people(self.people)}")

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why it stands where it does, what weighs most first."""
        said = (
            f"{self.written:,} written together" * bool(self.written),
            f"asked for changes in {self.asked:,}" * bool(self.asked),
            f"{self.after:,} went on after the review" * bool(self.after),
            f"{self.comments:,} comments" * (self.comments > 1),
            f"tested {self.tested:,}" * bool(self.tested),
        )
        return (self.kind.value, *filter(None, said))


def gathered(
    evidence: Sequence[Evidence], why: Mapping[EntryId, str], identities: Mapping[str, bool], names: Names
) -> dict[EntryId, Key]:
    """Return by what reviews, help and meetings are gathered: kind, place or sort, and the quarter or who was helped.

    Args:
        evidence: all that there is.
        why: of each, why it is no work of the person's own.
        identities: normalised addresses, True where they are the person's.
        names: of the same evidence.
    """
    found: dict[EntryId, Key] = {}
    for one in evidence:
        mine = not why[one.id]
        reviewed = why[one.id] == REVIEWED or (mine and one.kind is Kind.REVIEW and one.source not in OWN_WORDS)
        helped = _newcomer(one, identities) if one.facts and (mine or reviewed) else ""
        if helped:
            found[one.id] = (Kind.MENTORING, names.place(one), helped)
        elif mine and one.facts and (key := by_quarter(one)):
            found[one.id] = key
        elif reviewed:
            found[one.id] = (Kind.REVIEW, names.place(one), f"{one.at.year}-{(one.at.month - 1) // _MONTHS}")
    return found


def given(piece: Piece, kind: Kind, identities: Mapping[str, bool]) -> Given:
    """Return what the evidence of `piece`, gathered as `kind`, comes to: each change once."""
    changes: dict[str, list[Evidence]] = {}
    for one in piece:
        said = one.facts.get("review_of") or min(pulls(one), default="")
        changes.setdefault(f"#{said}" if said else one.title or one.id, []).append(one)
    people = Counter(name for several in changes.values() for name in dict.fromkeys(_authors(several, identities)))
    return Given(
        kind=kind,
        changes=len(changes),
        people=tuple(name for name, _ in people.most_common()),
        comments=sum(_most(several, "comments") for several in changes.values()),
        asked=sum(_most(several, "changes_requested") > 0 for several in changes.values()),
        after=sum(_most(several, "commits_after") > 0 for several in changes.values()),
        tested=sum(any(_tested(one, identities) for one in several) for several in changes.values()),
        written=sum(any(_wrote(one, identities) for one in several) for several in changes.values()),
        subject=cleaned(piece[0].title),
    )


def answered(piece: Piece) -> tuple[str, ...]:
    """Return what is told of an incident that `piece` answered or kept from happening, what weighs most first."""
    facts = [one.facts for one in piece if one.facts and one.kind in (Kind.INCIDENT, Kind.PREVENTION)]
    return tuple(dict.fromkeys(said for known in facts for said in _answer(known)))


def sort(evidence: Evidence) -> Kind:
    """Return what sort of work `evidence` shows; an issue that was talked over and not taken up is a decision."""
    facts = evidence.facts
    if "issue" not in facts or facts.get("reason") != "not planned" or "closed" not in str(facts.get("did")):
        return evidence.kind
    return Kind.DECISION if _count(evidence, "comments") >= _TALKED else evidence.kind


def _answer(facts: Mapping[str, Scalar]) -> Iterator[str]:
    if facts.get("near_miss"):
        yield "near miss"
    if severity := display(str(facts.get("severity", "")), _NAME):
        yield severity if re.search(r"[A-Za-z]", severity) else f"severity {severity}"
    for fact, words in (("acknowledged", "acknowledged in"), ("resolved", "resolved in"), ("minutes", "lasted")):
        count = facts.get(fact)
        if isinstance(count, int):
            yield f"{words} {count:,} {'minute' if count == 1 else 'minutes'}"
    asked, done = facts.get("follow_ups"), facts.get("followed_up", 0)
    if isinstance(asked, int) and asked:
        yield f"{done} of {asked} follow-ups done"


def _newcomer(evidence: Evidence, identities: Mapping[str, bool]) -> str:
    """Return whose first change `evidence` is about, by an address that is not the person's, or ""."""
    if not (evidence.facts.get("newcomer") or evidence.facts.get("first_time")):
        return ""
    others = (role for role in evidence.roles if role.part is Part.AUTHOR and not is_mine(role, identities))
    return next((normal_address(role.address) for role in others if not is_bot(role)), "")


def _authors(several: Sequence[Evidence], identities: Mapping[str, bool]) -> Iterator[str]:
    for one in several:
        for role in one.roles:
            if role.part is Part.AUTHOR and not is_mine(role, identities) and not is_bot(role):
                yield display(role.name or role.address.partition("@")[0], 40)


def _wrote(evidence: Evidence, identities: Mapping[str, bool]) -> bool:
    return any(role.part is Part.CO_AUTHOR and is_mine(role, identities) for role in evidence.roles)


def _tested(evidence: Evidence, identities: Mapping[str, bool]) -> bool:
    said = _TESTED.findall(evidence.body) if "ested-by" in evidence.body else ()
    return any(identities.get(normal_address(address), False) for address in said)


def _most(several: Sequence[Evidence], fact: str) -> int:
    return max(_count(one, fact) for one in several)


def _count(evidence: Evidence, fact: str) -> int:
    value = evidence.facts.get(fact, 0)
    return value if isinstance(value, int) else 0


def _people(names: Sequence[str]) -> str:
    """Return `names` in few words: as many as fit into a title, and how many more there are."""
    if len(names) <= 1:
        return shortened("".join(names) or "others", _NAME)
    if len(names) == 2 and len(both := " and ".join(names)) <= LONGEST // 2:  # noqa: PLR2004 - both of two
        return both
    first = shortened(names[0], _NAME)
    return f"{first} and {len(names) - 1:,} {'other' if len(names) == 2 else 'others'}"  # noqa: PLR2004 - one other

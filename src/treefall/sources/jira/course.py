"""What an issue went through, by what was changed on it: who finished it, who sorted it, how long it took."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ...remote.records import Raw, find, items, moment, text
from .site import Site

_SORTS = frozenset(
    ("priority", "severity", "labels", "component", "fix version", "link", "epic link", "issueparentassociation")
)
_DOING, _DONE = "indeterminate", "done"


class Change(NamedTuple):
    """One change of one field, whose values are ids.

    Attributes:
        at: when.
        by: who made it.
        field: which, in small letters.
        before: what it was, or "".
        after: what it is since, or "".
    """

    at: datetime
    by: object
    field: str
    before: str
    after: str


class Course:
    """What an issue went through."""

    def __init__(self, raw: Raw, site: Site, histories: Sequence[Raw]) -> None:
        """Read what was changed on the issue `raw`, whatever order it comes in."""
        self._site, self._fields = site, find(raw, "fields")
        self._changes = sorted(_changes(histories), key=lambda one: one.at)
        self.is_done = text(self._fields, "status.statusCategory.key") == _DONE

    @property
    def closed(self) -> datetime | None:
        """Return when it was done for good; None where it is not."""
        done = self._moves(_DONE)
        return (moment(self._fields, "resolutiondate") or (done[-1].at if done else None)) if self.is_done else None

    @property
    def minutes(self) -> int:
        """Return how many minutes it was from its first being worked on to its being done; 0 where nobody knows."""
        begun, closed = self._moves(_DOING), self.closed
        return max(0, round((closed - begun[0].at).total_seconds() / 60)) if begun and closed else 0

    def assignees(self) -> Iterator[Raw]:
        """Yield whose it is, and the person where it was theirs while it was worked on and somebody else's later."""
        now = find(self._fields, "assignee")
        if (known := self._site.person(now)) is not None:
            yield known
        if self.is_done and not self._site.is_me(now) and self._was_mine():
            yield self._site.me

    def events(self) -> Iterator[Raw]:
        """Yield the acts that count: who finished it, and that the person sorted it."""
        done = self._moves(_DONE)
        if self.is_done and done:
            yield {"event": "ClosedEvent", "actor": self._site.person(done[-1].by)}
        if any(self._sorts(one) and self._site.is_me(one.by) for one in self._changes):
            yield {"event": "LabeledEvent", "actor": self._site.me}

    def _moves(self, category: str) -> list[Change]:
        """Return the changes that brought it into a status of `category` from another: closing what is done is none."""
        kinds = self._site.categories
        moved = [one for one in self._changes if one.field == "status"]
        return [one for one in moved if kinds.get(one.after) == category != kinds.get(one.before)]

    def _sorts(self, one: Change) -> bool:
        return one.field in _SORTS or (one.field == "assignee" and one.after not in {"", *self._site.ids})

    def _was_mine(self) -> bool:
        """Say whether it was the person's at a time when it was worked on."""
        first = next((one.before for one in self._changes if one.field == "assignee"), "")
        mine, doing = first in self._site.ids, False
        for one in self._changes:
            if one.field == "assignee":
                mine = one.after in self._site.ids
            elif one.field == "status":
                doing = self._site.categories.get(one.after) == _DOING
            if mine and doing:
                return True
        return False


def _changes(histories: Sequence[Raw]) -> Iterator[Change]:
    for one in histories:
        if at := moment(one, "created"):
            for said in items(one, "items"):
                field = text(said, "field").lower()
                yield Change(at, find(one, "author"), field, text(said, "from"), text(said, "to"))

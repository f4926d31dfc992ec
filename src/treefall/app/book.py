"""One person's Treefall, opened: what stands in the ledger, what it comes to, and the one way to write in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import NotFound, TreefallError
from ..ledger.codec import load
from ..model import (
    Accomplishment,
    Entry,
    EntryId,
    Evidence,
    Grouping,
    Identity,
    Judgement,
    Period,
    Record,
    Standing,
    Tie,
    Withdrawal,
    Work,
)
from ..ports import Ledger, Line, World
from ..settings import Settings
from ..value.identity import normal_address
from .cache import remembered
from .keeping import said, write
from .naming import named

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)
_MOST_MADE = 12  # of what is kept at hand
_JUDGED = (Evidence, Standing, Tie, Identity, Grouping, Accomplishment, Withdrawal)


@dataclass(slots=True)
class _Stood:
    """A ledger that nobody wrote in since: the newest line that the judgement depends on, and what the person said."""

    judged: tuple[int, str]
    said: Record | None = None


@dataclass(frozen=True)
class Book:
    """A ledger, the outside, and what the settings say: what every verb works on.

    Attributes:
        ledger: where entries stay.
        world: the clock and the programs of this machine.
        settings: where to read and how to show.
        executor: hands to read many places with; None: two threads.
    """

    ledger: Ledger
    world: World
    settings: Settings
    executor: "Executor | None" = None
    _judged: dict[tuple[int, str], Judgement] = field(default_factory=dict, init=False, repr=False, compare=False)
    _stood: dict[tuple[int, str], "_Stood"] = field(default_factory=dict, init=False, repr=False, compare=False)
    _made: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def zone(self) -> tzinfo | None:
        """Return the person's own time zone; None is the computer's."""
        return self.settings.zone

    def said(self) -> Record:
        """Return what the person decided and said, without what sources observed: quick on any ledger."""
        stands, now = self._stands(), self.world.now()
        if stands.said is None or stands.said.now != now:
            kept = stands.said.entries if stands.said else said(self.ledger, now).entries
            stands.said = Record(kept, now)
        return stands.said

    def judgement(self) -> Judgement:
        """Return what all evidence comes to, the weightiest first; judged once, until something about it changes."""
        position = self._stands().judged
        if position not in self._judged:
            self._judged.clear()
            self._judged[position] = remembered(self.settings.home, position, self._judge)
        return self._judged[position]

    def once(self, what: str, make: Callable[[], T], *, observed: bool = False) -> T:
        """Return what `make` makes of the ledger; made once for `what` on a day, until anybody writes in it.

        Args:
            what: names it; what it depends on besides the ledger and the day stands in it.
            make: makes it.
            observed: it depends on what sources observed alone, and may outlive what the person says.
        """
        stands, today = self._stands(), self.world.now().astimezone(self.zone).date()
        now = (stands.judged if observed else self.ledger.position(), today)
        if self._made.get(what, (None,))[0] != now:
            for old in [*self._made][: max(0, len(self._made) + 1 - _MOST_MADE)]:
                del self._made[old]
            self._made[what] = now, make()
        made: T = self._made[what][1]
        return made

    def _stands(self) -> "_Stood":
        """Return what is known of the ledger as it stands: read anew once anybody wrote in it."""
        position = self.ledger.position()
        if position not in self._stood:
            self._stood.clear()
            self._stood[position] = _Stood(self.ledger.position(*_JUDGED))
        return self._stood[position]

    def _judge(self) -> Judgement:
        from ..value.judge import judge  # noqa: PLC0415 - not needed where the cache holds

        return judge(Record(tuple(self.ledger.entries(*_JUDGED)), self.world.now()))

    def names(self) -> Mapping[str, str]:
        """Return who bears which address, as sources wrote it last; all evidence is read for it, once."""
        return self.once(
            "names",
            lambda: {
                normal_address(role.address): role.name
                for entry in self.ledger.entries(Evidence)
                for role in (entry.roles if isinstance(entry, Evidence) else ())
                if role.name
            },
            observed=True,
        )

    def mine(self) -> Mapping[str, str]:
        """Return the person's addresses and the name on each, or ""; where none has one, sources tell it."""
        mine = {one.address: one.name for one in self.said().of(Identity) if one.mine}
        names = self.names() if mine and not any(mine.values()) else mine
        return {address: names.get(address, "") for address in mine}

    def period(self, since: date | None = None, until: date | None = None) -> Period:
        """Return the span from the start of `since` to the end of `until`.

        By default the last twelve months; where they hold no work, the twelve months up to the last work there is.

        Raises:
            TreefallError: `since` is after `until`.
        """
        end = self.instant(until + _DAY) if until else self.world.now() + _DAY
        start = self.instant(since) if since else end - _YEAR
        if start > end:
            raise TreefallError(f"{since} is after {until or 'today'}.", hint="Name the earlier day by --since.")
        year = Period(start, end)
        if since or until or not (judged := self.judgement()).works or judged.during(year).works:
            return year
        last = max(work.end for work in judged.works) + _DAY
        return Period(last - _YEAR, last)

    def work(self, ref: str) -> Work:
        """Return the piece of work that `ref` names: its number in the last listing, or the beginning of an id.

        Ids are those of works and of their evidence, and the evidence's own names (a commit's sha).

        Raises:
            NotFound: nothing is called that, or more than one is.
        """
        return named(ref, self.judgement().works, self.settings.home)

    def entry(self, ref: str) -> Entry:
        """Return the entry whose id `ref` begins, or what the person said of the piece of work that `ref` names.

        Raises:
            NotFound: nothing is called that, or more than one is, or nothing was said of that piece of work.
        """
        ids = self.ledger.ids(ref.lower())
        if not ids:
            work = self.work(ref)
            if not work.accepted:
                raise NotFound(
                    "That is only proposed so far: nothing was said of it.", hint=f"Say it: treefall ask {ref}"
                )
            ids = (work.id,)
        found = tuple(self.standing(ids))
        if len(found) != 1:
            raise NotFound(f"{ref} could be {len(found)} entries.", hint="Write more of it: treefall search finds ids.")
        return found[0]

    def proofs(self, ids: Iterable[EntryId]) -> tuple[Evidence, ...]:
        """Return the evidence of `ids` that still stands, in their order."""
        return tuple(entry for entry in self.standing(ids) if isinstance(entry, Evidence))

    def standing(self, ids: Iterable[EntryId]) -> Iterator[Entry]:
        """Yield the entries of `ids` as they stand, in that order; forgotten ones are left out."""
        wanted = tuple(ids)
        newest = {line.id: line for line in self.ledger.lines(*wanted)} if wanted else {}
        return (_loaded(newest[id_]) for id_ in wanted if id_ in newest and newest[id_].body)

    def add(self, change: Callable[[Record], Sequence[Entry]]) -> tuple[Entry, ...]:
        """Add what `change` makes of what the person said so far, in one transaction, and return it.

        Raises:
            TreefallError: something of it was forgotten for good, or others write all the time; nothing was added.
        """
        return write(self.ledger, self.world.now(), change)

    def instant(self, day: date, at: time = time.min) -> datetime:
        """Return the moment of `day` at which the person's own clock shows `at`; in UTC."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def moment(self, day: date | None) -> datetime:
        """Return when something was said that was said on `day`: its noon, but not after now; None is now.

        Raises:
            TreefallError: the day is still to come.
        """
        now = self.world.now()
        if day and day > now.astimezone(self.zone).date():
            raise TreefallError(f"{day} is still to come.", hint="Record it once it has happened.")
        return min(self.instant(day, time(12)), now) if day else now

    def end_of(self, day: date) -> datetime:
        """Return the last second of `day` by the person's own clock; in UTC."""
        return self.instant(day, time(23, 59, 59))


def _loaded(line: Line) -> Entry:
    return load(line.kind, line.body)

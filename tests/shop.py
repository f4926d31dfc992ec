"""The shop: a small fictional year of Ed Stone's work, for the tests of several rooms."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from treefall.model import Entry, Judgement, Kind, LeftOut, Period, Record, Seen, State, Work, entry_id

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
PERIOD = Period(NOW - timedelta(days=365), NOW)
ED, GRACE = "Ed Stone", "Grace Hopper"


def seen(native: str, title: str, at: datetime, people: tuple[str, ...] = (ED,), source: str = "git") -> Seen:
    return Seen(
        id=entry_id(source, native),
        source=source,
        origin="shop",
        native=native,
        title=title,
        at=at,
        people=people,
        private=source == "diary",
    )


def piece(title: str, evidence: tuple[Seen, ...], weight: float, **more: object) -> Work:
    work = Work(
        id=evidence[0].id,
        title=title,
        kind=Kind.CHANGE,
        state=State.DONE,
        start=evidence[0].at,
        end=evidence[-1].at,
        reasons=(),
        credited=(),
        evidence=evidence,
        weight=weight,
    )
    return stood(replace(work, **more))  # type: ignore[arg-type]  # fields of Work


def stood(work: Work, *states: State) -> Work:
    """Return `work` with evidence that stands as `states` say, one after the other; without any, as the work does."""
    each = states or (work.state,) * len(work.evidence)
    return replace(work, evidence=tuple(replace(s, state=x) for s, x in zip(work.evidence, each, strict=True)))


def _days(month: int, day: int, count: int, every: int) -> tuple[datetime, ...]:
    return tuple(datetime(2026, month, day, 10, tzinfo=UTC) + timedelta(days=every * n) for n in range(count))


def _keys() -> Work:
    titles = ["Add idempotency key table", *["Reject a replayed charge"] * 17, "Release idempotency keys"]
    people = [(ED,)] * 17 + [(ED, GRACE)] * 2
    days = [*_days(2, 3, 18, 2), datetime(2026, 3, 14, 10, tzinfo=UTC)]
    made = tuple(seen(f"keys{n}", t, d, p) for n, (t, d, p) in enumerate(zip(titles, days, people, strict=True)))
    return piece(
        "Idempotency keys stop double charging",
        made,
        9.0,
        credited=(GRACE,),
        reasons=("new capability", "fixed an incident", "cited in release notes"),
    )


def _drill() -> Work:
    made = tuple(seen(f"drill{n}", f"Restore step {n}", day) for n, day in enumerate(_days(5, 3, 6, 2)))
    return piece("Restore drill for billing backups", made, 7.0, kind=Kind.PREVENTION, reasons=("prevention",))


def _search() -> Work:
    made = tuple(seen(f"search{n}", f"Search part {n}", day) for n, day in enumerate(_days(6, 20, 2, 1)))
    return piece("Search by invoice number", made, 5.0, state=State.IN_PROGRESS, reasons=("new capability",))


def _diary() -> Work:
    return piece("Thoughts on my pay", (seen("diary", "Thoughts on my pay", NOW, (), "diary"),), 4.0, kind=Kind.NOTE)


def _cache() -> Work:
    made = (seen("cache", "Add a cache layer", datetime(2026, 6, 3, 10, tzinfo=UTC)),)
    return piece("Cache layer", made, 1.0, state=State.REVERTED, reasons=("reverted after 3 days",))


@dataclass(frozen=True)
class Shop:
    """A year at the shop, and what of it was recorded."""

    keys: Work = field(default_factory=_keys)
    drill: Work = field(default_factory=_drill)
    search: Work = field(default_factory=_search)
    diary: Work = field(default_factory=_diary)
    cache: Work = field(default_factory=_cache)
    now: datetime = NOW
    period: Period = PERIOD

    @property
    def works(self) -> tuple[Work, ...]:
        """The strongest first; the diary is private."""
        return self.keys, self.drill, self.search, self.diary, self.cache

    @property
    def judgement(self) -> Judgement:
        bump = seen("bump", "Bump lodash from 1 to 2", NOW - timedelta(days=9), ("robot",))
        revert = seen("revert", 'Revert "Add a cache layer"', datetime(2026, 6, 6, 10, tzinfo=UTC))
        return Judgement(self.works, (LeftOut(bump, "bot"), LeftOut(bump, "bot"), LeftOut(revert, "revert")))

    def record(self, entries: Iterable[Entry] = (), now: datetime = NOW) -> Record:
        """Return what stands once `entries` are written: the newest line of an id."""
        standing = {entry.id: entry for entry in entries}
        return Record(tuple(sorted(standing.values(), key=lambda entry: entry.at)), now)

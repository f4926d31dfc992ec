"""The desk of the case: at which level I am, by which ladder, and what the record shows for the next one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..errors import NotFound, TreefallError
from ..ladders import SHIPPED, File, Shape, head, read, shipped, written
from ..model import Case, Entry, EntryId, Level, Link, Period, Record, Row, Rubric, Work
from ..value import case as cases
from ..value.people import key
from ..value.phrase import clip
from ..value.rubric import rubric as made_of
from .book import Book
from .naming import number

_WORDS_QUOTED = 8
_MOST_NAMED = 3
SHAPES = tuple(map(str, Shape))
"""The shapes in which ladders come, by the words that a person types."""

_ISSUE = "/issues/"  # in the address of one


@dataclass(frozen=True, slots=True)
class Casing:
    """The level, the ladders, and the case."""

    book: Book

    # --- the level

    def level(self) -> Level | None:
        """Return the level that I am at and aim for; None where I never said."""
        return cases.level(self.book.said())

    def at_level(
        self,
        mine: str | None = None,
        *,
        target: str | None = None,
        since: date | None = None,
        ladder: str | None = None,
    ) -> Level:
        """Record at which level I am, since when, and which I aim for; what is not given stays as it was.

        Without a target it is the next one up; of the highest, itself. Without a day it is not known since when the
        level holds, unless that was said before.

        Raises:
            NotFound: there is no such ladder, or it has no such level; names those there are.
            TreefallError: it was never said at which level I am, or the day is still to come.
        """
        before = self.level()
        rubric = self.ladder(ladder or "")
        if not (mine or before):
            raise TreefallError("At which level are you?", hint=f"Say it like this: treefall level {rubric.levels[0]}")
        own = self.level_of(rubric, mine or (before.mine if before else ""))
        is_same = before is not None and key(before.mine) == key(own)
        aim = target or (before.target if before and is_same and not ladder else _above(rubric, own))
        kept = before if is_same and not since else None
        at, dated = (kept.at, kept.dated) if kept else (self.book.moment(since), since is not None)
        standing = cases.levelled(rubric, own, self.level_of(rubric, aim), at, dated=dated)
        self.book.add(lambda _record: [standing])
        return standing

    # --- ladders

    def ladders(self) -> tuple[Rubric, ...]:
        """Return every ladder there is: those that were imported, the newest first, then those that are shipped."""
        imported = tuple(reversed(self.book.said().of(Rubric)))
        names = {key(one.name) for one in imported}
        return *imported, *(shipped(name) for name in SHIPPED if name not in names)

    def ladder(self, name: str = "") -> Rubric:
        """Return the ladder called `name`; without a name, that of my level, else the general one.

        Raises:
            NotFound: there is none of that name; names those there are.
        """
        standing = self.level()
        wanted = key(name or (standing.rubric if standing else SHIPPED[0]))
        imported = next((one for one in reversed(self.book.said().of(Rubric)) if key(one.name) == wanted), None)
        if imported:
            return imported
        if wanted in SHIPPED:
            return shipped(wanted)
        names = ", ".join(one.name for one in self.ladders())
        raise NotFound(f"There is no ladder called {name or wanted}.", hint=f"There are: {names}.")

    def drafted(self, files: Sequence[tuple[str, bytes]], shape: str = "", **about: str | date | None) -> Rubric:
        """Return the ladder that `files` hold, to be looked at; nothing is recorded.

        A file in the open form says itself what it is called and where it is from; what is given says it better.

        Args:
            files: those of one ladder, each its name and its bytes.
            shape: what they are, one of `SHAPES`; "": as they look.
            about: `name`, `title`, `source`, `licence`, `retrieved`.

        Raises:
            TreefallError: they cannot be read as a ladder.
            NotFound: there is no such shape.
        """
        if shape and shape not in SHAPES:
            raise NotFound(f"No ladder comes as {shape!r}.", hint=f"They come as: {', '.join(SHAPES)}.")
        given, kind = [File(called, content) for called, content in files], Shape(shape) if shape else None
        draft, now = read(given, kind), self.book.world.now()
        digest = hashlib.sha256(b"".join(content for _, content in files)).hexdigest()
        said: dict[str, Any] = {"name": given[0].stem, "retrieved": now.date(), "sha256": digest} | head(given[0], kind)
        said |= {slot: given for slot, given in about.items() if given}
        try:
            return made_of(draft, at=now, **said)
        except ValueError as error:
            raise TreefallError(f"That is no ladder: {error}.", hint="docs/ladders.md shows what is one.") from error

    def written(self, rubric: Rubric) -> str:
        """Return `rubric` in the open form (YAML), to be corrected by hand and brought in again."""
        return written(rubric)

    def bring_in(self, rubric: Rubric) -> Rubric:
        """Keep `rubric` in the ledger, in place of an imported one of that name, and return it."""
        self.book.add(lambda _record: [rubric])
        return rubric

    def level_of(self, rubric: Rubric, name: str) -> str:
        """Return the level of `rubric` that `name` means, whatever its capitals.

        Raises:
            NotFound: there is none; names those there are.
        """
        found = next((level for level in rubric.levels if key(level) == key(name)), "")
        if not found:
            raise NotFound(
                f"The ladder {rubric.name} has no level {name}.", hint=f"It has: {', '.join(rubric.levels)}."
            )
        return found

    # --- the case

    def case(self, period: Period | None = None) -> Case:
        """Return the case for the level that I aim for, by the work of `period`.

        By default of the time since I am at my level, and of a year at least.

        Raises:
            NotFound: it was never said at which level I am, or the ladder knows nothing of the one I aim for.
        """
        standing = self.level()
        if standing is None:
            raise NotFound("It is not known at which level you are.", hint="Say it: treefall level IC3 --target IC4")
        rubric = self.ladder(standing.rubric)
        if not rubric.at_level(standing.target):
            raise NotFound(
                f"The ladder {rubric.name} says nothing of {standing.target}.", hint="Aim for another: treefall level"
            )
        year = self.book.period()
        since = min(standing.at, year.start) if standing.dated else year.start
        looked_at = period or Period(since, year.end)
        judgement, zone = self.book.judgement(), self.book.zone
        index = self.book.once("index", lambda: cases.Index(judgement), observed=True)
        what = f"case {period}"
        return self.book.once(
            what, lambda: cases.case(self._record(), judgement, rubric, looked_at, zone=zone, index=index)
        )

    def closing(self) -> frozenset[EntryId]:
        """Return which work shows, or may show, an open criterion of my target; none where I named no level."""
        try:
            return frozenset(cases.closes(self.case()))
        except NotFound:
            return frozenset()

    def row(self, case: Case, ref: str) -> tuple[int, Row]:
        """Return the row of `case` that `ref` names: by its number, its id, or a part of its words.

        Raises:
            NotFound: none is called that, or more than one.
        """
        numbered = tuple(enumerate(case.rows, 1))
        found = [each for each in numbered if ref in {str(each[0]), each[1].criterion.id}]
        found = found or [each for each in numbered if key(ref) in key(each[1].criterion.words)]
        if len(found) == 1:
            return found[0]
        several = "; ".join(
            f"{number} “{clip(row.criterion.words, _WORDS_QUOTED)}”" for number, row in found[:_MOST_NAMED]
        )
        raise NotFound(
            f"That could be {len(found)}: {several}." if found else f"There is no criterion {ref}.",
            hint=f"Their numbers are 1 to {len(case.rows)}: treefall case --all",
        )

    def offered(self, row: Row) -> tuple[Work, ...]:
        """Return what shows the criterion of `row`, then what may; where there is any, numbers mean it from now on."""
        works = (*row.works, *(each.work for each in row.perhaps))
        if works:
            number(works, self.book.settings.home)
        return works

    def link(self, case: Case, row: Row, works: Sequence[Work], *, holds: bool = True) -> tuple[Link, ...]:
        """Record that each of `works` shows the criterion of `row`, or that it does not; the last word stands."""

        def change(record: Record) -> Sequence[Entry]:
            return [cases.linked(record, case.rubric, row.criterion, work.id, holds=holds) for work in works]

        return tuple(entry for entry in self.book.add(change) if isinstance(entry, Link))

    def _record(self) -> Record:
        """Return what was said, and the issues among the evidence of work: an open one may close a gap."""
        said = self.book.said()
        issues = self.book.proofs(self.book.once("issues", self._issues, observed=True))
        return replace(said, entries=(*said.entries, *issues))

    def _issues(self) -> tuple[EntryId, ...]:
        judgement = self.book.judgement()
        seen = (one for work in judgement.works for one in work.evidence)
        out = (one.evidence for one in judgement.left_out)
        return tuple(one.id for one in (*seen, *out) if _ISSUE in (one.url or ""))


def _above(rubric: Rubric, level: str) -> str:
    place = rubric.levels.index(level)
    return rubric.levels[min(place + 1, len(rubric.levels) - 1)]

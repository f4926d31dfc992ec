"""Incidents: a folder of plain postmortems in Markdown, in a repository or not.

A page says in its front matter, in lines such as `Severity: SEV-2`, in a table or under headings what happened when,
how bad it was, how long it took, who did what, and what was to follow. What is read, and under which names, is told in
`docs/sources/incidents.md`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from ..model import Batch, Evidence, Kind, Part, Rejected, Role, Scalar, entry_id
from ..ports import World
from ..value import sections
from ..value.pages import MOST_TITLE, MOST_WORDS, Called, Page, batches, items, minutes, moment, page, people, rows
from .git import Added, named_folders, pages_in

_DATES = ("date", "incident date", "date of incident", "started", "start", "start time", "began", "detected", "when")
_SEVERITIES = ("severity", "sev", "priority", "impact level")
_LASTED = (
    ("minutes", ("duration", "duration (minutes)", "outage", "time", "length")),
    ("acknowledged", ("time to acknowledge", "minutes to acknowledge", "acknowledged in", "acknowledged after", "tta")),
    ("resolved", ("time to resolve", "minutes to resolve", "resolved in", "resolved after", "time to recovery", "ttr")),
)
_MINE = ("my part", "my role", "what i did")
_MAKERS = (
    *("incident commander", "commander", "incident lead", "lead", "owner", "responder", "responders", "on call"),
    *("oncall", "author", "authors", "written by", "scribe", "operations lead", "communications lead", "participants"),
)
_FOLLOWING = re.compile(r"action items?|follow ?ups?|remediations?|next steps|corrective actions|what we will change")
_STATED = re.compile(r"\[([ xX])\]|\b(done|closed|completed?|fixed|resolved|merged|shipped)\b|[✅✔☑]", re.IGNORECASE)
_NOT_DONE = re.compile(r"\bnot (?:yet )?done\b", re.IGNORECASE)
_NEAR = re.compile(r"near[- ]miss", re.IGNORECASE)
_NO = frozenset({"no", "false", "0", "none", "n/a", "-"})
_SUFFIXES = (".md", ".markdown")
_PASSED = frozenset({"readme", "template", "index", "_template", "postmortem-template", "contributing"})
_NAMES = "Say who wrote it, or that all in the folder is yours: mine = true"


@dataclass(frozen=True, slots=True)
class Incidents:
    """A folder of postmortems.

    Attributes:
        path: the folder.
        name: what it is called on every machine: part of what evidence is called.
        called: how its pages call me.
        mine: a page that names nobody is mine.
    """

    path: str
    name: str
    called: Called
    mine: bool = False
    rereads: ClassVar[bool] = True  # all of it, whenever any of it has changed

    @property
    def place(self) -> str:
        """Return "incidents:" and the real path."""
        return f"incidents:{Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the folder holds, all of it where any of it has changed.

        Raises:
            SourceError: the folder cannot be read.
        """
        found = pages_in(Path(self.path).resolve(), _SUFFIXES, _PASSED, world, self.parse)
        yield from batches(found, cursor)

    def parse(self, name: str, text: str | None, by: Added | None = None) -> Evidence | Rejected:
        """Return the evidence that a page is, or why it is none.

        Args:
            name: of the page, seen from the folder.
            text: of the page; None where it has none.
            by: who added it to its repository; None where nobody knows.
        """
        if text is None:
            return Rejected("incidents", f"{self.name}/{name}", "is no text in UTF-8 of at most 1 MiB")
        said = page(text)
        at = moment(" ".join(said.said(*_DATES))) or moment(name) or ((by.at, by.offset) if by else None)
        if at is None:
            return Rejected("incidents", f"{self.name}/{name}", "says no day, such as: date: 2026-05-12")
        roles = self._roles(said, by)
        if not roles and not self.mine:
            return Rejected("incidents", f"{self.name}/{name}", f"names nobody. {_NAMES}")
        near = _is_near(said)
        return Evidence(
            id=entry_id("incidents", self.name, name),
            at=at[0],
            source="incidents",
            origin=self.name,
            native=name,
            kind=Kind.PREVENTION if near else Kind.INCIDENT,
            title=(said.title or PurePosixPath(name).stem)[:MOST_TITLE],
            body=said.body[:MOST_WORDS],
            roles=roles,
            facts=dict(self._facts(said, near=near)),
            offset=at[1],
        )

    def _roles(self, said: Page, by: Added | None) -> tuple[Role, ...]:
        """Return who took part: me first, as the author where the page names me or says what my part was."""
        named = dict.fromkeys(role for key in _MAKERS for role in self._named(said, key))
        others = [role for role in named if not self.called.is_me(role)]
        if len(others) < len(named) or any(said.said(key) for key in _MINE):
            return Role(part=Part.AUTHOR, address=next(iter(self.called.addresses), "")), *others
        if by:
            others = [one for one in others if one.name != by.name]
            return Role(part=Part.AUTHOR, name=by.name, address=by.address), *others
        return tuple(others)

    def _named(self, said: Page, key: str) -> list[Role]:
        return [self.called.role(Part.CO_AUTHOR, *one) for one in people(said.fields.get(key, ()))]

    def _facts(self, said: Page, *, near: bool) -> Iterator[tuple[str, Scalar]]:
        if severity := " ".join(said.said(*_SEVERITIES))[:40]:
            yield "severity", severity
        for fact, names in _LASTED:
            if (found := minutes(" ".join(said.said(*names)))) is not None:
                yield fact, found
        parts = [key for key in _MAKERS if any(map(self.called.is_me, self._named(said, key)))]
        if mine := "; ".join(said.said(*_MINE)) or ", ".join(parts):
            yield "part", mine[:400]
        points = [point for heading, words in said.sections if _FOLLOWING.search(heading) for point in _points(words)]
        if points:
            yield "follow_ups", len(points)
            yield "followed_up", sum(map(_is_done, points))
        if near:
            yield "near_miss", True


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Incidents]:
    """Yield a source for each of the `folders` in the settings' section `[incidents]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    sections.only("incidents", section, ("folders", "as", "mine"))
    names = tuple(name.lower() for name in sections.texts("incidents", section, "as"))
    mine = sections.flag("incidents", section, "mine")
    for _, path, name in named_folders("incidents", section, "folders"):
        yield Incidents(path, name, Called(tuple(sorted(me)), names), mine)


def _is_near(said: Page) -> bool:
    if answer := said.fields.get("near miss"):
        return answer[0].lower() not in _NO
    sorts = said.said("type", "kind", "tags", "category")
    return bool(_NEAR.search(said.title) or any(map(_NEAR.search, sorts)))


def _points(words: str) -> tuple[str, ...]:
    return items(words) or tuple(" ".join(row) for row in rows(words))


def _is_done(point: str) -> bool:
    """Say whether a follow-up was done: by its box where it has one, else by its words."""
    found = _STATED.search(point)
    return found is not None and found[1] != " " and not _NOT_DONE.search(point)

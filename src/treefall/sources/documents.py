"""Documents: design documents and decisions that others read, and folders of notes of your own, in Markdown or org.

Who wrote a document is told by its head, else by the commit that added it; a note is its owner's, and private unless
the settings say otherwise. What is read, and under which names, is told in `docs/sources/documents.md`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from ..model import Batch, Evidence, Kind, Part, Rejected, Role, Scalar, entry_id
from ..ports import World
from ..value import sections
from ..value.pages import MOST_TITLE, MOST_WORDS, Called, Page, batches, moment, page, people
from .git import Added, named_folders, pages_in

_SUFFIXES = (".md", ".markdown", ".org")
_PASSED = frozenset({"readme", "template", "index", "contributing", "changelog", "license", "code_of_conduct"})
_DATES = ("date", "created", "published", "written", "day", "last updated", "updated")
_AUTHORS = ("author", "authors", "written by", "owner", "owners", "proposer", "deciders", "decision makers")
_REVIEWERS = ("reviewer", "reviewers", "reviewed by", "approvers", "approver", "consulted")
_DECISION = re.compile(r"\b(?:adr|decisions?|rfc)\b", re.IGNORECASE)
_TAG = re.compile(r"(?<!\S)#([A-Za-z][\w/-]{0,40})")
_KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Documents:
    """A folder of documents.

    Attributes:
        path: the folder.
        name: what it is called on every machine: part of what evidence is called.
        called: how its pages call me.
        own: the pages are notes of my own.
        private: they never leave in a text for others.
        tag: of my own notes only those that bear it are read; "" for all.
    """

    path: str
    name: str
    called: Called
    own: bool = False
    private: bool = False
    tag: str = ""
    rereads: ClassVar[bool] = True  # all of it, whenever any of it has changed

    @property
    def place(self) -> str:
        """Return "documents:" and the real path."""
        return f"documents:{Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the folder holds, all of it where any of it has changed.

        Raises:
            SourceError: the folder cannot be read.
        """
        found = pages_in(Path(self.path).resolve(), _SUFFIXES, _PASSED, world, self.parse)
        yield from batches(found, cursor)

    def parse(self, name: str, text: str | None, by: Added | None = None) -> Evidence | Rejected | None:
        """Return the evidence that a page is, why it is none, or None where it is not to be read.

        Args:
            name: of the page, seen from the folder.
            text: of the page; None where it has none.
            by: who added it to its repository; None where nobody knows.
        """
        if text is None:
            return Rejected("documents", f"{self.name}/{name}", "is no text in UTF-8 of at most 1 MiB")
        said = page(text)
        tags = _tags(said)
        if self.own and self.tag and self.tag.lower() not in tags:
            return None
        at = moment(" ".join(said.said(*_DATES))) or moment(name) or ((by.at, by.offset) if by else None)
        if at is None:
            return Rejected("documents", f"{self.name}/{name}", "says no day, such as: date: 2026-05-12")
        roles = () if self.own else self._roles(said, by)
        if not roles and not self.own:
            return Rejected("documents", f"{self.name}/{name}", "names no author, such as: author: Ed Stone")
        return Evidence(
            id=entry_id("documents", self.name, name),
            at=at[0],
            source="documents",
            origin=self.name,
            native=name,
            kind=self._kind(said, name, tags, roles),
            title=(said.title or PurePosixPath(name).stem)[:MOST_TITLE],
            body=said.body[:MOST_WORDS],
            roles=roles,
            facts=dict(_facts(said)),
            private=self.private,
            offset=at[1],
        )

    def _roles(self, said: Page, by: Added | None) -> tuple[Role, ...]:
        """Return who wrote and who reviewed the page; the commit that added it speaks where its head does not."""
        written = [self.called.role(Part.AUTHOR, *one) for one in _people(said, _AUTHORS)]
        if not written and by:
            written = [Role(part=Part.AUTHOR, name=by.name, address=by.address)]
        read = [self.called.role(Part.REVIEWER, *one) for one in _people(said, _REVIEWERS)]
        return tuple(dict.fromkeys((*written, *read)))

    def _kind(self, said: Page, name: str, tags: frozenset[str], roles: tuple[Role, ...]) -> Kind:
        if self.own:
            return Kind(min(tags & _KINDS, default=Kind.NOTE))
        mine = {role.part for role in roles if self.called.is_me(role)}
        if Part.REVIEWER in mine and Part.AUTHOR not in mine:
            return Kind.REVIEW
        named = _DECISION.search(name.replace("-", " ").replace("_", " "))
        decided = named or said.said("decision", "decision outcome")
        return Kind.DECISION if decided else Kind.DOCUMENT


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Documents]:
    """Yield a source for each of the `folders` and of the folders of `notes` in the section `[documents]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    sections.only("documents", section, ("folders", "notes", "as", "private", "tag"))
    names = tuple(name.lower() for name in sections.texts("documents", section, "as"))
    called = Called(tuple(sorted(me)), names)
    private = sections.flag("documents", section, "private", usual=True)
    tag = sections.text("documents", section, "tag").lstrip("#")
    for key, path, name in named_folders("documents", section, "folders", "notes"):
        if key == "folders":
            yield Documents(path, name, called)
        else:
            yield Documents(path, name, called, own=True, private=private, tag=tag)


def _people(said: Page, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in keys:
        yield from people(said.fields.get(key, ()))


def _tags(said: Page) -> frozenset[str]:
    """Return the tags and the kind that a page bears, in small letters."""
    values = (value for key in ("tags", "tag", "kind", "filetags") for value in said.fields.get(key, ()))
    named = (one for value in values for one in _split(value))
    return frozenset(one.lower() for one in (*named, *_TAG.findall(said.body[:MOST_WORDS])))


def _split(value: str) -> list[str]:
    return [one.strip("#") for one in re.split(r"[\s,:]+", value[:1_000]) if one.strip("#")]


def _facts(said: Page) -> Iterator[tuple[str, Scalar]]:
    if status := " ".join(said.said("status", "state"))[:40]:
        yield "status", status

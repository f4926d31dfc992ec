"""Brags: what the person wrote of their own work in another tool, from its files.

`document` reads a brag document in Markdown (`outline` its headings and points, `days` when something was), `rows`
lists of records in JSON and CSV, `bragdoc` an account's export, `journal` jrnl's text, `word` DOCX, `archive` zip
files. Which of them a file is, its content says. What is read of each is told in `docs/sources/brags.md`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import ClassVar

from ...errors import SourceError
from ...files import contents
from ...model import Batch, Evidence, Rejected
from ...ports import World
from ...value import sections
from ...value.pages import batches
from ..git import named_folders
from . import archive, bragdoc, document, journal, rows, word
from .outline import MOST_LINES
from .told import UNREADABLE, Told, evidence

_SUFFIXES = (".md", ".markdown", ".txt", ".journal", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".docx")
_DELIMITERS = MappingProxyType({".csv": ",", ".tsv": "\t"})
_PASSED = frozenset({"readme", "template", "contributing", "changelog", "license", "code_of_conduct"})
_MOST_BYTES, _MOST_TEXT = 32 << 20, 6 << 20
_DIARY = "jrnl"  # whatever else is kept in it, it was written for nobody's eyes


@dataclass(frozen=True, slots=True)
class Brags:
    """A file or a folder of what the person wrote of their own work.

    Attributes:
        path: of it.
        name: what it is called on every machine; it stands before the place of what is rejected.
        private: nothing of it leaves in a text for others; None: of a diary nothing does.
    """

    path: str
    name: str
    private: bool | None = None
    rereads: ClassVar[bool] = True  # all of it, whenever any of it has changed

    @property
    def place(self) -> str:
        """Return "brags:" and the real path."""
        return f"brags:{Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the files hold, all of it where any of it has changed.

        Raises:
            SourceError: they cannot be read, or python-docx is missing and one of them is DOCX.
        """
        del world
        try:
            yield from batches(self._found(), cursor)
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror}.", hint="Mend the settings.") from error

    def parse(self, file: str, content: bytes | None) -> Iterator[Evidence | Rejected]:
        """Yield the pieces of work that a file tells of, and why something in it is none.

        Args:
            file: its name, seen from the folder.
            content: None where it could not be read.

        Raises:
            SourceError: it is DOCX, and python-docx is missing.
        """
        where = self.name if file == PurePosixPath(self.name).name else f"{self.name}/{file}"
        for told in _told(file, content):
            if isinstance(told, Rejected):
                yield replace(told, where=f"{where}{told.where}")
            else:
                private = told.tool == _DIARY if self.private is None else self.private
                yield evidence(told, where, private=private)

    def _found(self) -> Iterator[Evidence | Rejected]:
        seen = set[str]()
        for file, content in contents(Path(self.path).resolve(), (*_SUFFIXES, ".zip"), _MOST_BYTES):
            for found in self.parse(file, content):
                if isinstance(found, Rejected) or found.id not in seen:
                    yield found
                if isinstance(found, Evidence):
                    seen.add(found.id)


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Brags]:
    """Yield a source for each of the `files` in the settings' section `[brags]`: files, or folders of them.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del me, world
    sections.only("brags", section, ("files", "private"))
    private = sections.flag("brags", section, "private") if "private" in section else None
    for _, path, name in named_folders("brags", section, "files"):
        yield Brags(path, name, private)


def _told(file: str, content: bytes | None) -> Iterator[Told | Rejected]:
    """Yield what a file tells: of a zip file, what those in it do."""
    if content is not None and content.startswith(archive.MAGIC) and not file.lower().endswith(".docx"):
        try:
            for name, inner in archive.files(content, _SUFFIXES):
                for told in _told_in(name, inner):
                    yield replace(told, where=f", {name}{told.where}")
        except archive.TooMuch as error:
            yield Rejected("brags", "", str(error))
        return
    yield from _told_in(file, content)


def _told_in(file: str, content: bytes | None) -> Iterator[Told | Rejected]:
    path = PurePosixPath(archive.bare(file))
    if path.stem.lower() in _PASSED:
        return
    text = _text(content)
    if text is None:
        yield Rejected("brags", "", UNREADABLE)
        return
    found = None
    for found in _read(text, path):
        yield found
    if found is None and text.strip():
        yield Rejected("brags", "", "tells of no piece of work")


def _read(text: str, path: PurePosixPath) -> Iterator[Told | Rejected]:
    """Yield what a text tells, by what its content is."""
    suffix = path.suffix.lower()
    if journal.is_journal(text):
        yield from journal.entries(text)
    elif suffix in _DELIMITERS:
        yield from rows.in_table(text, _DELIMITERS[suffix])
    elif text.lstrip()[:1] in ("{", "["):
        found = rows.loaded(text)
        if bragdoc.is_export(found):
            yield from bragdoc.achievements(found)
        else:
            yield from rows.in_json(found) if found != "" else rows.in_lines(text)
    else:
        yield from document.works(text, path.stem)
        if text.count("\n") > MOST_LINES:
            yield Rejected("brags", f", line {MOST_LINES + 1:,} and on", "is one of too many")


def _text(content: bytes | None) -> str | None:
    """Return the text of a file, of DOCX as Markdown; None where it has none."""
    if content is not None and content.startswith(archive.MAGIC):
        try:
            list(archive.files(content, ()))
        except archive.TooMuch:
            return None
        return word.markdown(content)
    try:
        return content.decode("utf-8-sig") if content is not None and len(content) <= _MOST_TEXT else None
    except UnicodeDecodeError:
        return None

"""Which shape the files of a ladder have, and what is read from them."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any

from ..errors import TreefallError
from ..value.rubric import Draft
from .file import MOST_BYTES, File

__all__ = ["MOST_BYTES", "File", "Shape", "head", "read", "shape_of"]

_MOST_FILES = 50
_FENCE = "---"


class Shape(StrEnum):
    """The shapes in which ladders come."""

    OPEN = "yaml"  # the open form
    FRONT_MATTER = "front-matter"  # Markdown whose front matter holds topics and levels
    MARKDOWN = "markdown"  # one file a level, or one with a heading or a table for each
    SHEET = "sheet"  # levels as columns: .xlsx, .csv, .tsv
    HTML = "html"  # a page with a table
    TEXT = "text"  # pasted


_MODULES = MappingProxyType(
    {
        Shape.OPEN: "open_form",
        Shape.FRONT_MATTER: "front_matter",
        Shape.MARKDOWN: "markdown",
        Shape.SHEET: "sheet",
        Shape.HTML: "html",
        Shape.TEXT: "text",
    }
)
_SUFFIXES: Mapping[str, Shape] = MappingProxyType(
    {
        **dict.fromkeys((".yaml", ".yml"), Shape.OPEN),
        **dict.fromkeys((".md", ".markdown"), Shape.MARKDOWN),
        **dict.fromkeys((".xlsx", ".csv", ".tsv"), Shape.SHEET),
        **dict.fromkeys((".html", ".htm"), Shape.HTML),
    }
)


def shape_of(files: Sequence[File]) -> Shape:
    """Return the shape that `files` have by their names and, for Markdown, by how they begin; else text."""
    first = files[0]
    found = _SUFFIXES.get(first.suffix, Shape.TEXT)
    is_fenced = found is Shape.MARKDOWN and first.text.lstrip().startswith(_FENCE)
    return Shape.FRONT_MATTER if is_fenced and "criteria" in first.text else found


def head(file: File, shape: Shape | None = None) -> dict[str, Any]:
    """Return what `file` says of itself by the slots of a ladder (its name, its source); only the open form does."""
    from . import open_form  # noqa: PLC0415 - only where it is one

    return open_form.head(file) if (shape or shape_of([file])) is Shape.OPEN else {}


def read(files: Sequence[File], shape: Shape | None = None) -> Draft:
    """Return what `files` say, read as `shape` (None: as they look).

    Raises:
        TreefallError: they are too many, too large or not of that shape.
    """
    if not 0 < len(files) <= _MOST_FILES:
        raise TreefallError(
            f"A ladder is 1 to {_MOST_FILES} files, not {len(files)}.", hint="Name the files of one ladder."
        )
    chosen = shape or shape_of(files)
    importer: Callable[[Sequence[File]], Draft] = import_module(f".{_MODULES[chosen]}", __package__).draft
    try:
        draft = importer(files)
    except ValueError as error:
        raise TreefallError(
            f"That cannot be read as {chosen}: {error}.",
            hint="Say what it is by --as, or paste its text into a file.txt and import that.",
        ) from error
    if not draft.lines:
        raise TreefallError(
            f"No criterion was found when it was read as {chosen}.",
            hint="Say what it is by --as; docs/ladders.md shows each shape.",
        )
    return draft

"""The open form: YAML with topics, levels and criteria (see `treefall.value.rubric`)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ..model import Rubric
from ..value.rubric import Draft, drafted, opened
from .file import File
from .safe_yaml import plain_data

_SLOTS = ("name", "title", "source", "licence", "sha256")


def draft(files: Sequence[File]) -> Draft:
    """Return what the first of `files` says; a ladder in the open form is one file.

    Raises:
        ValueError: it is not in the open form.
    """
    return drafted(mapping(files[0]))


def mapping(file: File) -> Mapping[str, Any]:
    """Return what `file` says as plain data.

    Raises:
        ValueError: it is no mapping.
    """
    said = plain_data(file.text)
    if not isinstance(said, Mapping):
        raise ValueError("it is no mapping")  # noqa: TRY004 - of a stranger's file
    return said


def head(file: File) -> dict[str, Any]:
    """Return what a file in the open form says of itself: its name, title, source, licence, day and sum.

    Raises:
        ValueError: it is no mapping.
    """
    said = mapping(file)
    texts = {slot: said[slot] for slot in _SLOTS if isinstance(said.get(slot), str) and said[slot]}
    day = said.get("retrieved")
    return texts | ({"retrieved": day} if isinstance(day, date) and not isinstance(day, datetime) else {})


def written(rubric: Rubric) -> str:
    """Return `rubric` in the open form, to be corrected by hand and imported again."""
    import yaml  # noqa: PLC0415 - only where YAML is written

    return yaml.safe_dump(opened(rubric), sort_keys=False, allow_unicode=True, width=110)

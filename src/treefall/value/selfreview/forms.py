"""A form, as it is put together from plain data.

The open form is a mapping: `name`, `title` and `fields`, each with `id`, `label` (or `question`), `topic`, `limit` (the
most characters, or none) and `works` (of how many pieces of work it tells).
"""

from collections.abc import Mapping
from typing import Any

from ...model import Form, FormField, Topic

_MOST_FIELDS, _MOST_WORKS, _LARGEST = 40, 10, 100_000
_NAME, _LABEL = 60, 400  # characters
_WORKS = 3


def form(said: Mapping[str, Any], name: str) -> Form:
    """Return the form that `said`, plain data in the open form, describes.

    Args:
        said: what a file says.
        name: what the form is called where it does not say so itself.

    Raises:
        ValueError: it is not of that form; says what is missing, and where.
    """
    fields = said.get("fields")
    if not isinstance(fields, list) or not 0 < len(fields) <= _MOST_FIELDS:
        raise ValueError(f"it has no list of `fields`, at least one and at most {_MOST_FIELDS}")
    return Form(
        name=_text(said, "name")[:_NAME] or name,
        title=_text(said, "title")[:_LABEL],
        fields=tuple(_field(one, number) for number, one in enumerate(fields, 1)),
    )


def _field(said: object, number: int) -> FormField:
    if not isinstance(said, Mapping):
        raise ValueError(f"field {number} is no mapping")  # noqa: TRY004 - of a stranger's file
    label, topic = _text(said, "label", "question")[:_LABEL], _text(said, "topic").casefold()
    if not label:
        raise ValueError(f"field {number} has no `label`")
    if topic not in frozenset(Topic):
        raise ValueError(f"field {number} (“{label}”) needs a `topic`: {', '.join(Topic)}")
    return FormField(
        id=_text(said, "id")[:_NAME] or str(number),
        label=label,
        topic=Topic(topic),
        limit=_number(said, "limit", number, _LARGEST),
        works=_number(said, "works", number, _MOST_WORKS) or _WORKS,
    )


def _text(said: Mapping[str, Any], *names: str) -> str:
    found = (said.get(name) for name in names)
    return next((" ".join(str(one).split()) for one in found if isinstance(one, str | int)), "")


def _number(said: Mapping[str, Any], name: str, field: int, most: int) -> int | None:
    found = said.get(name)
    if found is None:
        return None
    if not isinstance(found, int) or isinstance(found, bool) or not 0 < found <= most:
        raise ValueError(f"the `{name}` of field {field} is no number from 1 to {most:,}")
    return found

"""Markdown whose front matter holds the ladder: topics, each with its levels, each with its criteria."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..value.rubric import Draft, Line
from .file import File
from .safe_yaml import front


def draft(files: Sequence[File]) -> Draft:
    """Return what the front matter of `files` says.

    Raises:
        ValueError: one has none.
    """
    heads = [front(file.text)[0] for file in files]
    if not all(isinstance(head, Mapping) for head in heads):
        raise ValueError("it has no front matter")
    lines = tuple(line for head in heads for line in _lines(head))
    return Draft(lines, title=str(heads[0].get("title") or ""))


def _lines(head: Mapping[str, Any]) -> Iterator[Line]:
    for topic in _mappings(head.get("topics")):
        name = str(topic.get("title") or topic.get("name") or "")
        for block in _mappings(topic.get("content")):
            level = str(block.get("level", ""))
            yield from (Line(_capital(name), level, str(words)) for words in _list(block.get("criteria")))
            for one in _mappings(block.get("exampleCriteria")):
                examples = tuple(map(str, _list(one.get("examples"))))
                yield Line(_capital(name), level, str(one.get("criteria") or ""), examples)


def _mappings(said: object) -> list[Mapping[str, Any]]:
    return [one for one in _list(said) if isinstance(one, Mapping)]


def _list(said: object) -> list[Any]:
    return said if isinstance(said, list) else []


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]

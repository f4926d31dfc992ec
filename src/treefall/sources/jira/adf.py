"""Atlassian's document format as plain text."""

import re

from ...remote.records import items, text

_LONGEST, _DEEPEST = 20_000, 40
_ENDS_LINE = frozenset({"paragraph", "heading", "codeBlock", "hardBreak", "tableRow"})
_BLANK = re.compile(r"\n{3,}")


def plain(said: object) -> str:
    """Return the words of a description: of a document of Atlassian's, or a text as older ones write it."""
    if isinstance(said, str):
        return said
    found: list[str] = []
    _add(said, found, _DEEPEST)
    return _BLANK.sub("\n\n", "".join(found)).strip()


def _add(node: object, found: list[str], depth: int) -> None:
    """Add the words of `node` and of what it holds to `found`: mentions, links and the like by what they show."""
    kind = text(node, "type")
    found.append("- " if kind == "listItem" else text(node, "text", "attrs.text", "attrs.url", limit=_LONGEST))
    for inner in items(node, "content") if depth else ():
        _add(inner, found, depth - 1)
    if kind in _ENDS_LINE:
        found.append("\n")

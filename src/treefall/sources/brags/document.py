"""A brag document: its headings and points as pieces of work, each with the day that it, or what stands above, says.

A heading is one of four things. One that says when ("Q2 2026") dates what stands below. One that says what sort of
work ("Mentoring") says so of what stands below. One that tells of work itself is a piece of work with all that stands
below: it has a day or labels of its own ("Impact: …"), or stands below "Projects", or has words and no points. Any
other says where the points below belong. A point is a piece of work, with the points below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...value.pages import page
from .days import When, is_aside, is_filling, when, without
from .outline import Node, outline, plain
from .rows import TABLE, is_date, is_tags, row_of
from .told import Told, kind, parted, untagged

_PASSED = re.compile(
    r"(?:my |our )?goals?\b.*|plans?(?: for .*)?|next (?:steps?|up|year|half|quarter|month|week|period|focus)\b.*"
    r"|what's next\b.*|planned\b.*|to ?dos?|to do\b.*|upcoming\b.*|looking ahead|in progress|not started|backlog|ideas?"
    r"|future\b.*|how to\b.*|instructions|(?:general )?prompts?|questions?|templates?|summary|(?:table of )?contents"
    r"|links|resources|references|.*\bprep",
)
_PROJECTS = re.compile(r"(?:(?:key|main|major|big|my|other|side|current|completed) )*(?:projects?|initiatives?)")
_LABELS = frozenset(
    [
        *("impact", "result", "results", "outcome", "outcomes", "metric", "metrics", "evidence", "scope"),
        *("role", "my role", "my contribution", "contribution", "contributions", "my contributions", "skills"),
        *("skills demonstrated", "topic", "tags", "context", "background", "problem", "challenge", "situation"),
        *("task", "action", "actions", "what", "what i did", "why", "how", "who", "when", "people", "team"),
        *("collaborators", "collaboration", "status", "lesson", "lessons", "lessons learned", "description"),
        *("details", "notes", "technologies", "tech", "stakeholders", "value", "benefit", "solution"),
        *("key results", "date", "links", "link", "business impact", "results and impact"),
        *("execution and impact", "context and problem"),
    ]
)  # parts of the story of one piece of work, not works of their own
_BESIDE = frozenset(
    [
        *("what", "i", "you", "we", "ve", "the", "my", "of", "on", "and", "from", "others", "new", "general", "code"),
        *("given", "giving", "received", "technical", "personal", "design", "internal", "external"),
    ]
)  # words that may stand beside a sort of work in a heading that says nothing else
_BROAD = frozenset(
    [
        *("collaboration", "leadership", "community", "culture", "growth", "knowledge", "sharing", "response"),
        *("development", "professional"),
    ]
)  # likewise; they say that there are other sorts below as well
_PERSON = re.compile(r"(?<![\w@/.])@(\w[\w.'-]{0,60}\w)")
_EMPTY = re.compile(r"(?:\W*\[[^\[\]]*\])+\W*|\W*")  # what a template left to be filled in
_HEAD = 200  # lines of front matter
_EDGES = " :-–—*_|.,"  # noqa: RUF001 - as people write


@dataclass(frozen=True, slots=True, kw_only=True)
class _Above:
    """What stands above a heading or a point.

    Attributes:
        when: the day or the months that it says.
        sorts: words that may say what sort of work it is, the nearest first.
        section: the nearest heading that says neither.
        is_project: what stands directly above lists projects.
    """

    when: When | None = None
    sorts: tuple[str, ...] = ()
    section: str = ""
    is_project: bool = False


def works(text: str, name: str) -> Iterator[Told]:
    """Yield the pieces of work that a page tells of, in its order.

    Args:
        text: of the page, in Markdown.
        name: of the file, without folders and its ending: it may say when.
    """
    head = page("\n".join(text.split("\n", _HEAD)[:_HEAD])).fields if text.startswith("---") else {}
    spaced = re.sub(r"_|(?<=[^\W\d])-|-(?=[^\W\d])", " ", name)
    said = next(filter(None, (when(" ".join(head[key])) for key in head if is_date(key))), None) or when(spaced)
    whole = outline(text)
    if head.get("title") and not whole.headings and not whole.points:
        whole.words = plain(" ".join(head["title"]))
        tags = tuple(value for key in head if is_tags(key) for value in head[key])
        yield _work(whole, _Above(when=said, sorts=tags), whole.told())
        return
    yield from _below(whole, _Above(when=said))


def _below(node: Node, above: _Above) -> Iterator[Told]:
    """Yield what stands below a heading that is no piece of work itself."""
    for table in node.tables:
        yield from _rows(table, node, above)
    for point in node.points:
        yield from _point(point, above)
    lists = node.points or node.headings or node.tables
    if not lists and node.level:
        for line, words in node.paragraphs():
            if not _EMPTY.fullmatch(words):
                yield _said(words, line, above)
    for heading in node.headings:
        yield from _heading(heading, above)


def _heading(node: Node, above: _Above) -> Iterator[Told]:
    said = when(node.words, above.when)
    words = (without(node.words, said) if said else node.words).strip(_EDGES)
    bare = _bare(words)
    here = replace(above, when=said or above.when, is_project=bool(_PROJECTS.fullmatch(bare)))
    if _PASSED.fullmatch(bare):
        return
    if is_filling(words) or (said and re.fullmatch(r"\([^()]*\)", words)):
        yield from _below(node, replace(here, is_project=above.is_project))
    elif _EMPTY.fullmatch(words):
        return
    elif here.is_project or _is_sort(bare):
        yield from _below(node, replace(here, sorts=(bare,), section=words))
    elif _is_work(node, above, said):
        tags = tuple(value for key, value in _labels(node) if is_tags(key))
        here = replace(here, when=_day(node, here.when) or here.when, sorts=(*tags, *above.sorts))
        yield _work(replace(node, words=words), here, node.told())
    else:
        sorts = () if {*" ".join(above.sorts).split()} & _BROAD else above.sorts
        yield from _below(node, replace(here, when=_day(node) or here.when, sorts=sorts, section=words))


def _is_sort(bare: str) -> bool:
    """Say whether a heading says nothing but a sort of work: "Code reviews", "What I learned"."""
    words = bare.split()
    return any(kind((word,)) for word in words) and all(
        kind((word,)) or word in _BESIDE or word in _BROAD for word in words
    )


def _day(node: Node, within: When | None = None) -> When | None:
    """Return when a heading's work was, as a label below it says and nothing else."""
    said = ((value, when(value, within)) for key, value in _labels(node) if is_date(key))
    return next((found for value, found in said if found and is_filling(without(value, found))), None)


def _is_work(node: Node, above: _Above, said: When | None) -> bool:
    """Say whether a heading tells of a piece of work itself, so that all below belongs to it."""
    labelled = [heading for heading in node.headings if _is_label(heading.words)]
    if len(labelled) < len(node.headings):
        return above.is_project and not _has_days(node, above)
    if _day(node, above.when) or (said and said.is_day) or labelled:
        return True
    if any(is_bold for _, _, is_bold in node.labels) or (above.is_project and not _has_days(node, above)):
        return True
    parts = [point for point in node.points if _is_label(point.lead) or point.lead == point.words.rstrip(_EDGES)]
    if node.points:
        return len(parts) * 2 >= len(node.points)
    return bool(node.lines) and not node.tables and any(not _EMPTY.fullmatch(words) for _, words, _ in node.lines)


def _is_label(words: str) -> bool:
    return _bare(words.replace("&", "and")) in _LABELS


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[\w']+", words.lower()))


def _has_days(node: Node, above: _Above) -> bool:
    return any((said := when(point.words, above.when)) and is_aside(point.words, said) for point in node.points)


def _labels(node: Node) -> list[tuple[str, str]]:
    """Return what is said of a heading's work by labels: lines, points and rows of two cells."""
    found = [(name.lower(), value) for name, value, _ in node.labels]
    found += [(one.lead.lower(), one.words[len(one.lead) :].strip(_EDGES)) for one in node.points if one.lead]
    return found + [(row[0].lower(), row[1]) for table in node.tables for row in table if len(row) == 2]  # noqa: PLR2004


def _rows(table: list[tuple[str, ...]], node: Node, above: _Above) -> Iterator[Told]:
    """Yield the rows of a table that has a column for what was done."""
    head, *rows = table or [()]
    for number, cells in enumerate(rows, 1):
        found = row_of(dict(zip(head, cells, strict=False)), TABLE, f", line {node.line}, row {number}")
        if found and not _EMPTY.fullmatch(found.title):
            at = found.at or (above.when.moment if above.when else None)
            yield replace(found, at=at, sorts=(*found.sorts, *above.sorts))


def _point(node: Node, above: _Above) -> Iterator[Told]:
    if node.is_open or _EMPTY.fullmatch(node.words):
        return
    said = when(node.words, above.when)
    if said and node.points and is_filling(without(node.words, said)):
        for point in node.points:
            yield from _point(point, replace(above, when=said))
    elif node.points and node.lead == node.words.rstrip(_EDGES) and _is_sort(_bare(node.lead)):
        for point in node.points:
            yield from _point(point, replace(above, sorts=(node.lead, *above.sorts)))
    else:
        yield _said(node.words, node.line, above, lead=node.lead, more=node.told())


def _said(words: str, line: int, above: _Above, *, lead: str = "", more: str = "") -> Told:
    """Return the work that a point or a paragraph tells of: titled by what stands first in it."""
    said = when(words, above.when)
    if said and (is_aside(words, said) if above.when else said.is_day or is_aside(words, said)):
        words = without(words, said) if is_aside(words, said) else words
    else:
        said = None
    if len(lead.split()) > 1 and words.startswith(lead) and not _is_label(lead):
        after = words[len(lead) :]
        title, rest = lead, after.lstrip(_EDGES) if after[:1] in tuple(_EDGES[1:]) else words
    else:
        title, rest = parted(words)
    return _work(Node(title, line), replace(above, when=said or above.when), "\n".join(filter(None, (rest, more))))


def _work(node: Node, above: _Above, body: str) -> Told:
    words, tags = untagged(_PERSON.sub(r"\1", node.words))
    section, at = above.section, above.when.moment if above.when else None
    title = words.strip(_EDGES)
    return Told(
        tool=TABLE,
        where=f", line {node.line}",
        title=title,
        at=at,
        id=f"{at[0]:%Y-%m-%d} {section}: {title}" if at and section else "",
        body=body,
        tags=tags,
        sorts=above.sorts,
        people=tuple(_PERSON.findall(node.words)),
        facts=MappingProxyType({"section": section}),
    )

"""A rubric, as it is put together from what an importer read, and as plain data in the open form.

The open form is a mapping: `name`, `title`, `source`, `licence`, `retrieved`, `sha256`, `builds_on`, `topics`, `levels`
(names, or names with a `meaning`) and `criteria`, each with `topic`, `level`, `criterion`, `examples` and `id`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from ..model import Criterion, Rubric, entry_id

MOST_CRITERIA = 3_000
"""A ladder with more is none."""

_LONGEST, _MOST_EXAMPLES = 2_000, 12  # characters of a criterion; its examples
_NAME = 60  # characters of a topic or a level
_SHORT = 8  # digits of a criterion's id
_NUMBER = re.compile(r"\d+")
_SENIORITY = (
    *("intern", "apprentice", "trainee", "graduate", "entry", "junior", "associate", "mid", "intermediate"),
    *("senior", "lead", "staff", "principal", "distinguished", "fellow"),
)
_ORNAMENT = re.compile(r"^[^\w(]+")  # an emoji, a dash
_MARKS = re.compile(r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion as it was read, in whatever order and spacing."""

    topic: str
    level: str
    words: str
    examples: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an importer read.

    Attributes:
        lines: the criteria.
        levels: from the lowest to the highest, where the source says so; else they are put in order.
        meanings: what a level is, by level.
        title: what the source calls itself, or "".
    """

    lines: tuple[Line, ...]
    levels: tuple[str, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    title: str = ""


def rubric(
    draft: Draft,
    *,
    name: str,
    at: datetime,
    title: str = "",
    source: str = "",
    licence: str = "",
    retrieved: date | None = None,
    sha256: str = "",
) -> Rubric:
    """Return the ladder that `draft` comes to: empty lines and doubles left out, levels in order.

    A criterion that has no id is named after its topic, level and words, so that it keeps its name when others come
    and go around it.

    Raises:
        ValueError: there is no criterion in it, or too many.
    """
    lines = [one for line in draft.lines if (one := _cleaned(line)).words and one.topic and one.level]
    lines = list({(one.topic, one.level, one.words): one for one in lines}.values())
    if not 0 < len(lines) <= MOST_CRITERIA:
        raise ValueError("there are too many criteria" if lines else "there is no criterion with a topic and a level")
    topics = tuple(dict.fromkeys(one.topic for one in lines))
    lines.sort(key=lambda one: topics.index(one.topic))
    levels = tuple(map(_short, draft.levels)) or in_order(one.level for one in lines)
    missing = [level for level in in_order(one.level for one in lines) if level not in levels]
    return Rubric(
        id=entry_id("rubric", name),
        at=at,
        name=name,
        title=title or draft.title,
        source=source,
        licence=licence,
        retrieved=retrieved,
        sha256=sha256,
        topics=topics,
        levels=(*dict.fromkeys(levels), *missing),
        meanings={_short(level): plain(said) for level, said in draft.meanings.items() if plain(said)},
        criteria=tuple(_criterion(one) for one in lines),
    )


def joined(drafts: Sequence[Draft]) -> Draft:
    """Return what `drafts`, parts of one ladder, say together."""
    lines = tuple(line for one in drafts for line in one.lines)
    meanings = {level: said for one in drafts for level, said in one.meanings.items()}
    return Draft(lines, tuple(dict.fromkeys(level for one in drafts for level in one.levels)), meanings)


def in_order(levels: Iterable[str]) -> tuple[str, ...]:
    """Return `levels`, each once, from the lowest to the highest: by their numbers, else by what they are called.

    Where neither tells them apart they stay as they stood.
    """
    each = tuple(dict.fromkeys(levels))
    numbers = [_NUMBER.search(level) for level in each]
    if all(numbers):
        return tuple(sorted(each, key=lambda level: int(_NUMBER.search(level)[0])))  # type: ignore[index]  # all have one
    ranks = {level: _rank(level) for level in each}
    return tuple(sorted(each, key=ranks.__getitem__)) if len(set(ranks.values())) == len(each) else each


def upon(base: Rubric, track: Rubric) -> Rubric:
    """Return `track` completed by `base`: what it does not say of a topic at a level is as there."""
    said = {(one.topic, one.level) for one in track.criteria}
    kept = tuple(one for one in base.criteria if (one.topic, one.level) not in said)
    topics = tuple(dict.fromkeys((*base.topics, *track.topics)))
    levels = (*base.levels, *(level for level in track.levels if level not in base.levels))
    found = sorted((*track.criteria, *kept), key=lambda one: (topics.index(one.topic), levels.index(one.level)))
    meanings = {**base.meanings, **track.meanings}
    return replace(track, topics=topics, levels=levels, meanings=meanings, criteria=tuple(found))


def drafted(said: Mapping[str, Any]) -> Draft:
    """Return the draft that plain data in the open form holds; what is no text there is left out.

    Raises:
        ValueError: it is not of that form; names what is missing.
    """
    levels = _listed(said, "levels")
    criteria = _listed(said, "criteria")
    lines = tuple(_line(one) for one in criteria if isinstance(one, Mapping))
    if not lines:
        raise ValueError("it has no list of `criteria`, each with `topic`, `level` and `criterion`")
    named = [
        (_text(one, "name"), _text(one, "meaning")) if isinstance(one, Mapping) else (str(one), "") for one in levels
    ]
    order = {str(topic): place for place, topic in enumerate(_listed(said, "topics"))}
    return Draft(
        lines=tuple(sorted(lines, key=lambda line: order.get(line.topic, len(order)))),
        levels=tuple(name for name, _ in named if name),
        meanings={name: meaning for name, meaning in named if meaning},
        title=_text(said, "title"),
    )


def opened(one: Rubric) -> dict[str, Any]:
    """Return `one` as plain data in the open form; what is empty is left out."""
    head = {
        "name": one.name,
        "title": one.title,
        "source": one.source,
        "licence": one.licence,
        "retrieved": one.retrieved,
        "sha256": one.sha256,
        "topics": list(one.topics),
        "levels": [{"name": level, "meaning": one.meanings.get(level, "")} for level in one.levels],
        "criteria": [
            {"id": c.id, "topic": c.topic, "level": c.level, "criterion": c.words, "examples": list(c.examples)}
            for c in one.criteria
        ],
    }
    return {key: _without_empty(value) for key, value in head.items() if value}


def plain(words: str) -> str:
    """Return `words` on one line, without the marks of Markdown, at most 2,000 characters."""
    said = " ".join(_MARKS.sub(lambda found: found[1] or "", words).split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - plain data
    if not isinstance(value, list):
        return value
    return [{k: v for k, v in each.items() if v} if isinstance(each, dict) else each for each in value]


def _listed(said: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = said.get(name)
    return found if isinstance(found, list | tuple) else ()


def _text(said: Mapping[str, Any], *names: str) -> str:
    found = (said.get(name) for name in names)
    return next((str(one) for one in found if isinstance(one, str | int | float)), "")


def _line(said: Mapping[str, Any]) -> Line:
    examples = said.get("examples")
    return Line(
        topic=_text(said, "topic"),
        level=_text(said, "level"),
        words=_text(said, "criterion", "words"),
        examples=tuple(map(str, examples)) if isinstance(examples, list) else (),
        id=_text(said, "id"),
    )


def _cleaned(line: Line) -> Line:
    examples = tuple(filter(None, map(plain, line.examples)))[:_MOST_EXAMPLES]
    return Line(_short(line.topic), _short(line.level), plain(line.words), examples, line.id.strip()[:_NAME])


def _criterion(line: Line) -> Criterion:
    id_ = line.id or entry_id(line.topic, line.level, line.words)[:_SHORT]
    return Criterion(id=id_, topic=line.topic, level=line.level, words=line.words, examples=line.examples)


def _short(name: str) -> str:
    said = _ORNAMENT.sub("", plain(name))
    return said if len(said) <= _NAME else said[: _NAME - 1] + "…"


def _rank(level: str) -> tuple[int, bool]:
    """Return how senior `level` sounds: by the last word of its name that says so, and "senior" before that."""
    words = re.findall(r"[a-z]+", level.casefold())
    ranks = [_SENIORITY.index(word) for word in words if word in _SENIORITY]
    return max(ranks, default=_SENIORITY.index("mid")), len(ranks) > 1

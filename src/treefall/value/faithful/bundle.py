"""Facts from a bundle of evidence as JSON: what other programs hand over to have a text checked."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import Any

from ...model import Attribution, Part, Role
from .facts import Fact, Measure, Stage
from .ground import Ground
from .words import listed

_STAGES = MappingProxyType(
    {
        word: stage
        for stage, words in {
            Stage.DONE: "merged done closed released shipped deployed landed completed resolved accepted",
            Stage.OPEN: "open draft in-progress pending review in_progress wip",
            Stage.PLANNED: "planned proposed proposal backlog todo scheduled",
            Stage.REVERTED: "reverted rolled-back rolled_back undone withdrawn abandoned",
        }.items()
        for word in words.split()
    }
)
_ATTRIBUTIONS = MappingProxyType(
    {
        word: attribution
        for attribution in Attribution
        for word in (attribution.value, attribution.value.replace("-", "_"))
    }
    | {
        "caused": Attribution.CONTROLLED,
        "causal": Attribution.CONTROLLED,
        "experiment": Attribution.CONTROLLED,
        "measured": Attribution.BEFORE_AFTER,
        "correlation": Attribution.CORRELATED,
        "coincident": Attribution.CORRELATED,
        "estimate": Attribution.ESTIMATED,
    }
)
_WITNESSES = listed("praise feedback customer testimonial quote thanks survey kudos review_comment support")
_PRIVATE = listed("private confidential personal secret restricted self me owner hidden")
_PARTS = MappingProxyType(
    {
        "reviewer": Part.REVIEWER,
        "reviewers": Part.REVIEWER,
        "reviewed_by": Part.REVIEWER,
        "co_authors": Part.CO_AUTHOR,
        "coauthors": Part.CO_AUTHOR,
        "witness": Part.AUTHOR,
        "participants": Part.CO_AUTHOR,
    }
)
_NAME = r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2}"
_TOOK_PART = re.compile(
    rf"\b((?i:reviewed|approved|co-?authored))[- ](?i:by|with):? ({_NAME}(?:(?:,| and|, and) {_NAME})*)"
)


def read_bundle(bundle: Any) -> Ground:  # noqa: ANN401 - whatever JSON holds
    """Return what a bundle puts on record: `user`, `people`, `orgs`, and `items` with `eid`, `text`, `metric`, ….

    Raises:
        ValueError: it is no such bundle; says what is missing.
    """
    items = bundle.get("items") if isinstance(bundle, Mapping) else None
    if not isinstance(items, list) or not all(isinstance(item, Mapping) and item.get("eid") for item in items):
        raise ValueError('a bundle has "items", each with its "eid"')
    named = tuple(str(name) for key in ("people", "orgs") for name in bundle.get(key) or ())
    user = str(bundle.get("user") or "")
    return Ground((*map(_fact, items), *_known(named)), (user,) if user else ())


def _known(names: tuple[str, ...]) -> Iterator[Fact]:
    """Yield a fact that only says who there is; nothing cites it."""
    if names:
        yield Fact(entry="people", words="", people=tuple(Role(part=Part.MENTIONED, name=name) for name in names))


def _fact(item: Mapping[str, Any]) -> Fact:
    kind = str(item.get("kind") or "")
    metric = item.get("metric") or item.get("estimate")
    return Fact(
        entry=str(item["eid"]),
        words=str(item.get("text") or ""),
        kind=kind,
        names=tuple(str(item[key]) for key in ("ref", "url", "title") if item.get(key)),
        at=_day(item.get("date")),
        people=tuple(_people(item)),
        stage=_STAGES.get(str(item.get("status") or "").casefold().replace(" ", "-")),
        measure=_measure(metric) if isinstance(metric, Mapping) else None,
        testimony=kind.casefold() in _WITNESSES,
        private=_is_private(item),
    )


def _is_private(item: Mapping[str, Any]) -> bool:
    said = {str(item.get(key) or "").casefold() for key in ("visibility", "sensitivity", "access", "kind")}
    return bool(item.get("private") or item.get("confidential") or said & _PRIVATE)


def _people(item: Mapping[str, Any]) -> Iterator[Role]:
    if item.get("author"):
        yield Role(part=Part.AUTHOR, name=str(item["author"]))
    for key, part in _PARTS.items():
        names = item.get(key) or ()
        for name in [names] if isinstance(names, str) else names:
            yield Role(part=part, name=str(name))
    yield from named_in(str(item.get("text") or ""))


def named_in(words: str) -> Iterator[Role]:
    """Yield who took part by `words` themselves: "Reviewed by Tomas Lind and Ida Berg", "Co-authored-by: Bo Ek"."""
    for match in _TOOK_PART.finditer(words):
        part = Part.CO_AUTHOR if match[1].casefold().startswith("co") else Part.REVIEWER
        yield from (Role(part=part, name=name) for name in re.split(r",? and |, ", match[2]))


def _measure(metric: Mapping[str, Any]) -> Measure:
    said = {key: str(metric.get(key) or "") for key in ("name", "unit", "better", "scope", "period", "assumption")}
    return Measure(
        metric=said["name"],
        unit=said["unit"],
        before=_number(metric.get("before")),
        after=_number(metric.get("after")),
        low=_number(metric.get("low")),
        high=_number(metric.get("high")),
        better=said["better"],
        scope=said["scope"],
        period=said["period"],
        attribution=_ATTRIBUTIONS.get(str(metric.get("attribution") or "").casefold()),
        assumption=said["assumption"],
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(value: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(str(value or "")[:10])
    return None

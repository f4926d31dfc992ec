"""Facts from a bundle of evidence as JSON: what other programs hand over to have a text checked."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from ...model import Attribution, Part, Role
from .facts import Fact, Measure, Stage
from .ground import Ground
from .words import forms, listed

_STAGES = forms(
    """
    done merged closed released shipped deployed landed completed resolved accepted
    open draft in-progress pending review in_progress wip
    planned proposed proposal backlog todo scheduled
    reverted rolled-back rolled_back undone withdrawn abandoned
    """
)
_ATTRIBUTIONS = forms(
    """
    controlled caused causal experiment; before-after before_after measured; contributed
    correlated correlation coincident; reported; estimated estimate; asserted
    """
)
_WITNESSES = listed(
    "praise feedback customer testimonial quote thanks survey kudos review review_comment support complaint interview"
)
_PRIVATE = listed("private confidential personal secret restricted self me owner hidden")
_PARTS = forms("author witness; reviewer reviewers reviewed_by; co-author co_authors coauthors participants")
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
    kind, words = _text(item, "kind"), _text(item, "text")
    metric = item.get("metric") or item.get("estimate")
    return Fact(
        entry=str(item["eid"]),
        words=words,
        kind=kind,
        names=tuple(_text(item, key) for key in ("ref", "url", "title") if item.get(key)),
        at=_day(item.get("date")),
        people=(*_people(item), *named_in(words)),
        stage=Stage(_STAGES[stage])
        if (stage := _text(item, "status").casefold().replace(" ", "-")) in _STAGES
        else None,
        measure=_measure(metric) if isinstance(metric, Mapping) else None,
        testimony=kind.casefold() in _WITNESSES,
        private=_is_private(item),
    )


def _text(item: Mapping[str, Any], key: str) -> str:
    return str(item.get(key) or "")


def _is_private(item: Mapping[str, Any]) -> bool:
    said = {_text(item, key).casefold() for key in ("visibility", "sensitivity", "access", "kind")}
    return bool(item.get("private") or item.get("confidential") or said & _PRIVATE)


def _people(item: Mapping[str, Any]) -> Iterator[Role]:
    for key, part in _PARTS.items():
        names = item.get(key) or ()
        yield from (Role(part=Part(part), name=str(name)) for name in ([names] if isinstance(names, str) else names))


def named_in(words: str) -> Iterator[Role]:
    """Yield who took part by `words` themselves: "Reviewed by Tomas Lind and Ida Berg", "Co-authored-by: Bo Ek"."""
    for match in _TOOK_PART.finditer(words):
        part = Part.CO_AUTHOR if match[1].casefold().startswith("co") else Part.REVIEWER
        yield from (Role(part=part, name=name) for name in re.split(r",? and |, ", match[2]))


def _measure(metric: Mapping[str, Any]) -> Measure:
    attribution = _ATTRIBUTIONS.get(_text(metric, "attribution").casefold())
    return Measure(
        metric=_text(metric, "name"),
        unit=_text(metric, "unit"),
        before=_number(metric.get("before")),
        after=_number(metric.get("after")),
        low=_number(metric.get("low")),
        high=_number(metric.get("high")),
        better=_text(metric, "better"),
        scope=_text(metric, "scope"),
        period=_text(metric, "period"),
        assumption=_text(metric, "assumption"),
        attribution=Attribution(attribution) if attribution else None,
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(value: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(str(value or "")[:10])
    return None

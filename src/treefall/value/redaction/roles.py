"""What stands in the place of a name, so that the sentence still reads: "a customer", "the second customer's"."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from ...model import Sensitive
from .trace import Trace

_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        Sensitive.COLLEAGUE: "colleague",
        Sensitive.CUSTOMER: "customer",
        Sensitive.PROJECT: "internal project",
        Sensitive.SYSTEM: "internal system",
    }
)
_ORDINALS = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ")
_DETERMINED = re.compile(
    r"(?:(?<!\w)(?:an?|the|this|that|our|my|your|his|her|their|its|each|every|any|some|no)|['\u2019]s) \Z",
    re.IGNORECASE,
)
_GLUE = frozenset("_/\\-.@#=:")
_ENDS = frozenset(".!?\n\u2022\u2014")
_LOOK_BACK = 12


class Roles:
    """Says what a name is instead of the name; the same name is the same one of its kind throughout."""

    def __init__(self) -> None:
        """Begin with nobody named."""
        self._known: dict[str, dict[str, str]] = {}

    def said(self, trace: Trace, text: str) -> str:
        """Return what stands in the place of `trace` in `text`; what is no name says so in brackets."""
        noun = _NOUNS.get(trace.shown)
        if noun is None:
            return trace.shown
        before, after = text[max(0, trace.start - _LOOK_BACK) : trace.start], text[trace.end : trace.end + 2]
        ordinal = self._ordinal(trace)
        if _is_glued(before[-2:][::-1]) or _is_glued(after):
            return f"{ordinal}{noun}".replace(" ", "-")
        if _DETERMINED.search(before):
            return f"{ordinal}{noun}"
        whole = _with_article(f"{ordinal}{noun}")
        led = before.rstrip(" ")
        return whole[0].upper() + whole[1:] if not led or led[-1] in _ENDS else whole

    def called(self, trace: Trace) -> str:
        """Return what stands in the place of `trace` in the one form in which it is counted."""
        noun = _NOUNS.get(trace.shown)
        return trace.shown if noun is None else _with_article(f"{self._ordinal(trace)}{noun}")

    def _ordinal(self, trace: Trace) -> str:
        known = self._known.setdefault(trace.shown, {})
        return known.setdefault(trace.name, _ORDINALS[min(len(known), len(_ORDINALS) - 1)])


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _is_glued(beside: str) -> bool:
    """Say whether what is beside a name, the nearest first, makes it a part of a longer word."""
    return beside[:1].isalnum() or (beside[:1] in _GLUE and beside[1:].isalnum())

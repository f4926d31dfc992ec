"""Where in these pages something is done that a text names by its command."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

_Target = Callable[[Sequence[str]], str]
_ANYBODY = "NAME"  # as a command writes it


def link(command: str) -> str:
    """Return the address at which `command` ("treefall ask 1") is done here; the home page where there is none.

    The words stay the person's: a number or a name is found again when the page is asked for.
    """
    try:
        _, *words = shlex.split(command) or [""]
    except ValueError:
        return "/"
    if words and words[0] == "--home":
        words = words[2:]
    name, rest = (words[0], words[1:]) if words else ("", [])
    return _TARGETS.get(name, _home)([word for word in rest if not word.startswith("-")])


def work_page(ref: str, part: str = "") -> str:
    """Return the address of a piece of work; of a part of its page, if one is named."""
    return f"/work/{quote(ref, safe='')}" + (f"#{part}" if part else "")


def person_page(name: str, part: str = "") -> str:
    """Return the address of somebody who listens, or of a page below theirs."""
    return f"/people/{quote(name, safe='')}" + (f"/{part}" if part else "")


def impact_page(claim: str) -> str:
    """Return the address of a claim."""
    return f"/impact/{quote(claim, safe='')}"


def heard_page(name: str) -> str:
    """Return the address of what somebody has heard, without the guess before it."""
    return f"/visibility/{quote(name, safe='')}?show=yes"


def _home(rest: Sequence[str]) -> str:
    del rest
    return "/"


def _work(part: str = "") -> _Target:
    return lambda rest: work_page(rest[0], part) if rest else "/season"


def _person(part: str = "") -> _Target:
    return lambda rest: person_page(rest[0], part) if rest and rest[0] != _ANYBODY else "/people"


def _at(path: str) -> _Target:
    return lambda _rest: path


def _impact(rest: Sequence[str]) -> str:
    """Return the address of a claim, of the piece of work that is to be measured, or of all claims."""
    sort, ref = (*rest, "", "")[:2]
    return f"/impact?work={quote(ref, safe='')}" if ref and sort != "show" else impact_page(ref) if ref else "/impact"


_TARGETS: Mapping[str, _Target] = MappingProxyType(
    {
        "ask": _work("questions"),
        "show": _work(),
        "edit": _work("slots"),
        "rename": _work("shape"),
        "told": _work("tellings"),
        "brief": _work("papers"),
        "serves": _work("serves"),
        "1:1": _person("1-1"),
        "people": _person(),
        "cares": _person(),
        "expects": _person(),
        "feedback": _person(),
        "questions": _person(),
        "term": _person(),
        "catch-up": _person(),
        "visibility": lambda rest: f"/visibility/{quote(rest[0], safe='')}" if rest else "/visibility",
        "heard": _at("/visibility"),
        "week": _at("/week"),
        "list": _at("/season"),
        "why-not": _at("/sources"),
        "sources": _at("/sources"),
        "collect": _at("/sources"),
        "connect": _at("/sources"),
        "me": _at("/settings"),
        "impact": _impact,
        "level": _at("/case#level"),
        "ladder": _at("/case#level"),
        "case": lambda rest: f"/case#c{rest[0]}" if rest and rest[0].isdecimal() else "/case",
        "packet": _at("/papers?paper=packet"),
        "self-review": _at("/papers?paper=self-review"),
        "standup": _at("/papers?paper=standup"),
        "names": _at("/settings/names"),
        "testimonial": _person(),
        "rehearse": _at("/rehearse"),
        "note": _at("/#note"),
        "search": _at("/search"),
    }
)

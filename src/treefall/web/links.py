"""Where in these pages something is done that a text names by its command."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

_Target = Callable[[Sequence[str]], str]
_PLACEHOLDERS = frozenset({"NAME", "WORK", "…"})  # as a command is shown to somebody who has yet to say them
_COMMAND = re.compile(r"treefall(?: [^\s,;`]*[^\s,;`.:])*")


def link(command: str) -> str:
    """Return the address at which `command` ("treefall ask 1") is done here; the home page where there is none.

    The words stay the person's: a number or a name is found again when the page is asked for.
    """
    return _page(command) or "/"


def linked(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of `text`, in their order, each with the address at which the command that it is is done here.

    That is "" for what is no command, and for commands that only a terminal has.
    """
    end = 0
    for found in _COMMAND.finditer(text):
        yield text[end : found.start()], ""
        yield found[0], _page(found[0])
        end = found.end()
    yield text[end:], ""


def _page(command: str) -> str:
    try:
        _, *words = shlex.split(command) or [""]
    except ValueError:
        return ""
    if words and words[0] == "--home":
        words = words[2:]
    name, rest = (words[0], words[1:]) if words else ("", [])
    target = _TARGETS.get(name)
    return target([word for word in rest if not word.startswith("-")]) if target else ""


def work_page(ref: str, part: str = "") -> str:
    """Return the address of a piece of work; of a part of its page, if one is named."""
    return f"/work/{quote(ref, safe='')}" + (f"#{part}" if part else "")


def person_page(name: str, part: str = "") -> str:
    """Return the address of somebody who listens; of a `part` of their page ("#terms"), or below it ("/1-1")."""
    return f"/people/{quote(name, safe='')}{part}"


def impact_page(claim: str) -> str:
    """Return the address of a claim."""
    return f"/impact/{quote(claim, safe='')}"


def heard_page(name: str) -> str:
    """Return the address of what somebody has heard, without the guess before it."""
    return f"/visibility/{quote(name, safe='')}?show=yes"


def _work(part: str = "") -> _Target:
    return lambda rest: work_page(rest[0], part) if _names(rest) else "/season"


def _person(part: str = "") -> _Target:
    return lambda rest: person_page(rest[0], part) if _names(rest) else "/people"


def _paper(sort: str, about: str = "") -> _Target:
    return lambda rest: f"/papers?paper={sort}" + (f"&{about}={quote(rest[0], safe='')}" if about and rest else "")


def _names(rest: Sequence[str]) -> bool:
    return bool(rest) and rest[0] not in _PLACEHOLDERS


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
        **dict.fromkeys(("rename", "join", "drop"), _work("shape")),
        "split": _work("proof"),
        "told": _work("tellings"),
        "brief": _work("papers"),
        "serves": _work("serves"),
        "1:1": _person("/1-1"),
        "people": _person(),
        "cares": _person("#cares"),
        "expects": _person("#expects"),
        "feedback": _person("#feedback"),
        "testimonial": _person("#words"),
        "questions": _person("?questions=yes#ask"),
        "term": _person("#terms"),
        "goal": _at("/people#goals"),
        "visibility": lambda rest: f"/visibility/{quote(rest[0], safe='')}" if rest else "/visibility",
        "heard": _at("/visibility"),
        "week": _at("/week"),
        "praise": _at("/inbox#thanks"),
        "inbox": _at("/inbox#proposals"),
        "list": _at("/season"),
        "why-not": _at("/sources#left-out"),
        **dict.fromkeys(("sources", "status", "collect"), _at("/sources")),
        "connect": lambda rest: f"/sources?connect={quote(rest[0], safe='')}#connect" if rest else "/sources#connect",
        "me": _at("/settings#me"),
        "names": _at("/settings/names"),
        "sent": _at("/settings#model"),
        "doctor": _at("/settings?check=yes"),
        "impact": _impact,
        **dict.fromkeys(("level", "ladder"), _at("/case#level")),
        "case": lambda rest: f"/case#c{rest[0]}" if rest and rest[0].isdecimal() else "/case",
        "packet": _paper("packet"),
        "self-review": _at("/self-review"),
        "standup": _paper("standup"),
        "catch-up": _paper("catch-up", "person"),
        **dict.fromkeys(("profiles", "redact", "shared"), _at("/papers")),
        "rehearse": _at("/rehearse"),
        "note": _at("/#note"),
        "search": _at("/search"),
    }
)

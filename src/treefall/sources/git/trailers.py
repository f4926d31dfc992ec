"""Who took part in a commit, from its author and committer and from the trailers of its message.

A trailer counts wherever it stands at the beginning of a line, in any case, folded or not: squashed messages carry
those of every commit in their middle. Agents that write code are tools, not people.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from ...model import Part, Role
from ...value.identity import normal_address
from .history import Commit

_TRAILER = re.compile(r"^([A-Za-z][A-Za-z-]{1,40})[ \t]*:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_SOMEBODY = re.compile(r"([^<>,;\n]{0,200})<([^<>\s]{1,320})>")
_BARE_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}\Z")
_READ = 100_000  # characters of a message that are searched
_WEB = "noreply@github.com"  # commits that GitHub's pages make, for somebody else
_PARTS = MappingProxyType(
    {
        "co-authored-by": Part.CO_AUTHOR,
        "co-author": Part.CO_AUTHOR,
        "co-author-by": Part.CO_AUTHOR,
        "coauthored-by": Part.CO_AUTHOR,
        "co-developed-by": Part.CO_AUTHOR,
        "pair-programmed-with": Part.CO_AUTHOR,
        "reviewed-by": Part.REVIEWER,
        "reviewer": Part.REVIEWER,
        "reviewers": Part.REVIEWER,
        "acked-by": Part.REVIEWER,
        "tested-by": Part.REVIEWER,
        "approved-by": Part.REVIEWER,
        "reported-by": Part.REPORTER,
        "reported-and-tested-by": Part.REPORTER,
        "thanks-to": Part.MENTIONED,
    }
)
_AGENT_ADDRESS = re.compile(
    r"noreply@(?:anthropic|openai|aider|ampcode|opencode)\.\w+|aider@aider\.chat|cursoragent@cursor\.com"
    r"|(?:amp|codex|copilot|gemini|jules|openhands|opencode|claude)@(?:ampcode|openai|github|google|all-hands)\.\w+"
    r"|copilot@users\.noreply\.github\.com|.*\.local\.agent"
    r"|(?:[\w-]*(?:copilot|claude|devin|cursor|codex|gemini|jules|openhands|sweep|droid)[\w-]*)\[bot\]@.*"
)
_AGENT_NAME = re.compile(
    r"(?:github )?copilot(?: .*)?|claude(?: (?:code|opus|sonnet|haiku|\d).*)?|cursor(?: agent)?|aider(?: \(.*\))?"
    r"|(?:openai )?codex(?: .*)?|devin(?: ai)?|gemini(?: .*)?|jules|openhands|opencode|amp|windsurf",
    re.IGNORECASE,
)
_MACHINE_ADDRESS = re.compile(r"(?:.*\[bot\]|no-?reply|bot|agent)@.*|")
_GENERATED = re.compile(r"^\W{0,4}Generated (?:with|by) \[?([A-Z][\w ]{1,30}?)\]?(?:\(|\s*$)", re.MULTILINE)


def roles(commit: Commit) -> tuple[Role, ...]:
    """Return who took part in `commit`: its author, its co-authors, then the others, each part of a person once."""
    author = Role(part=Part.AUTHOR, name=commit.name, address=commit.address)
    found = {(Part.AUTHOR, normal_address(commit.address)): author}
    for role in (*_others(commit.message), *_committer(commit)):
        address = normal_address(role.address)
        if role.part is Part.CO_AUTHOR and (Part.AUTHOR, address) in found:
            continue
        found.setdefault((role.part, address or role.name), role)
    return tuple(sorted(found.values(), key=lambda role: _ORDER[role.part]))


_ORDER = MappingProxyType({part: place for place, part in enumerate(Part)})


def _committer(commit: Commit) -> Iterator[Role]:
    address = normal_address(commit.committer_address)
    if address not in (normal_address(commit.address), _WEB):
        yield Role(part=Part.COMMITTER, name=commit.committer_name, address=commit.committer_address)


def _others(message: str) -> Iterator[Role]:
    message = message[-_READ:]
    if ":" in message:
        for key, value in _TRAILER.findall(message):
            part = _part(key.lower())
            if part:
                yield from _somebodies(part, value)
    if "Generated" in message:
        for name in _GENERATED.findall(message):
            if _AGENT_NAME.fullmatch(name):
                yield Role(part=Part.TOOL, name=name)


def _part(key: str) -> Part | None:
    return _PARTS.get(key) or (Part.MENTIONED if key.endswith("-by") else None)


def _somebodies(part: Part, value: str) -> Iterator[Role]:
    value = " ".join(value.split())
    people = _SOMEBODY.findall(value) or ([("", value)] if _BARE_ADDRESS.match(value) else [])
    if not people and _AGENT_NAME.fullmatch(value):
        people = [(value, "")]
    for written, address in people:
        name = written.strip().strip('"')
        yield Role(part=Part.TOOL if _is_agent(name, normal_address(address)) else part, name=name, address=address)


def _is_agent(name: str, address: str) -> bool:
    if _AGENT_ADDRESS.fullmatch(address):
        return True
    return bool(_AGENT_NAME.fullmatch(name) and _MACHINE_ADDRESS.fullmatch(address))

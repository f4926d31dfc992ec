"""Whose work a piece of evidence is: mine, shared or somebody else's. By exact addresses, never by a name.

Authors and co-authors made a change; the reviewer made a review. Who only committed, signed, reported or was mentioned
did not. What names no maker at all (a note) is the person's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from ..display import display
from ..model import Evidence, Kind, Part, Role
from .identity import normal_address
from .noise import noise

_MAKERS = frozenset({Part.AUTHOR, Part.CO_AUTHOR})
_REVIEWERS = frozenset({Part.REVIEWER})
_MARK = "[bot]"  # that forges put behind a program's login
_LOGINS = frozenset(
    {
        *("dependabot", "dependabot-preview", "renovate", "renovate-bot", "greenkeeper", "greenkeeperio-bot"),
        *("mergify", "mergify-bot", "snyk-bot", "github-actions", "pre-commit-ci", "allcontributors", "pyup-bot"),
        *("scala-steward", "k8s-ci-robot"),
    }
)
_ADDRESSES = frozenset(
    {"bot@renovateapp.com", "support@dependabot.com", "action@github.com", "actions@github.com"}
)  # whose login says nothing


def why_not_mine(evidence: Evidence, identities: Mapping[str, bool]) -> str:
    """Return why `evidence` is not the person's work ("bot", "by others", "reviewed for others"), or "" where it is.

    Args:
        evidence: what a source observed.
        identities: normalised addresses, True where they are the person's.
    """
    made = _makers(evidence)
    for role in made:
        if is_mine(role, identities):
            return ""
    if not made:
        return ""
    if all(is_bot(role) for role in made):
        return "bot"
    mine = {role.part for role in evidence.roles if is_mine(role, identities)}
    return "reviewed for others" if Part.REVIEWER in mine else "by others"


def why_left_out(evidence: Evidence, identities: Mapping[str, bool]) -> str:
    """Return why `evidence` makes no piece of work of the person's, in a word or two, or "" where it does."""
    return why_not_mine(evidence, identities) or noise(evidence)


def credited(evidence: Iterable[Evidence], identities: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the display names of the others who made any of `evidence`, each once, in its order; no tools, no bots."""
    people: dict[str, str] = {}
    for role in chain.from_iterable(map(_makers, evidence)):
        if not is_mine(role, identities) and not is_bot(role):
            people.setdefault(normal_address(role.address) or role.name, _name(role))
    return tuple(dict.fromkeys(filter(None, people.values())))


def makers(evidence: Evidence) -> tuple[str, ...]:
    """Return the display names of who made `evidence`, each once, in its order."""
    return tuple(dict.fromkeys(filter(None, [_name(role) for role in _makers(evidence)])))


def tools(evidence: Evidence) -> tuple[str, ...]:
    """Return the display names of the tools that had a part in `evidence`, each once, in its order."""
    found = [_name(role) for role in evidence.roles if role.part is Part.TOOL]
    return tuple(dict.fromkeys(filter(None, found))) if found else ()


def led(evidence: Iterable[Evidence], identities: Mapping[str, bool]) -> bool:
    """Say whether any of `evidence` has the person as its author, or no author but them (a note)."""
    return any(all(is_mine(role, identities) for role in one.roles if role.part is Part.AUTHOR) for one in evidence)


def is_mine(role: Role, identities: Mapping[str, bool]) -> bool:
    """Say whether `role` is the person's, by its address alone."""
    return identities.get(normal_address(role.address), False)


def is_bot(role: Role) -> bool:
    """Say whether `role` is a program's: by the mark that forges put on it, or by a well-known login or address.

    A name alone says nothing: people are called Bot.
    """
    address = normal_address(role.address)
    marked = _MARK in address or role.name.rstrip().lower().endswith(_MARK)
    return marked or address in _ADDRESSES or address.partition("@")[0] in _LOGINS


def _makers(evidence: Evidence) -> Sequence[Role]:
    parts = _REVIEWERS if evidence.kind is Kind.REVIEW else _MAKERS
    return [role for role in evidence.roles if role.part in parts]


def _name(role: Role) -> str:
    return _shown(role.name or role.address.partition("@")[0])


@lru_cache(maxsize=1 << 12)
def _shown(name: str) -> str:
    return display(name, 80)

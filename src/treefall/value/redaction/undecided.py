"""Names that stand on record and that the person has not decided on: authors, attendees, people who listen, @names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ...model import Evidence, Identity, Name, Part, Record, Sensitive, Undecided
from ..identity import normal_address
from ..people import everybody, is_me, key
from .letters import has_capitals
from .spelling import forms

_SHORTEST = 3
_ROBOT = ("[bot]", "-bot", "bot@")
_NOBODY = frozenset(
    """
    admin code contact dev email git github gitlab hello hi home info mail me nobody noreply oss postmaster root
    security support team unknown user web-flow webmaster work
    """.split()  # noqa: SIM905 - a list of words, not of quotes
) | {""}
"""Who signs so is not known by it, and whose address begins so is not called so."""


@dataclass(slots=True)
class _Met:
    name: str
    last: datetime
    seen: int = 0
    logins: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody on record, and the logins that they go by."""

    name: Undecided
    logins: tuple[str, ...]


def met(record: Record, evidence: Iterable[Evidence]) -> tuple[Met, ...]:
    """Return who stands on record besides the person, the most frequent first, decided on or not.

    Who goes by the first or the last word of somebody's whole name is that one.
    """
    found: dict[str, _Met] = {}
    for name, address, at in _mentions(record, evidence):
        login = "" if "noreply" in address else normal_address(address).partition("@")[0]
        called = " ".join(name.split()) or login
        robot = any(mark in f"{name}{address}".casefold() for mark in _ROBOT)
        short = len(called) < _SHORTEST and has_capitals(called)
        if robot or key(called) in _NOBODY or short:
            continue
        one = found.setdefault(key(called), _Met(called, at))
        one.seen, one.last = one.seen + 1, max(one.last, at)
        one.logins |= {login} - _NOBODY if len(login) >= _SHORTEST else set()
    ranked = sorted(found.values(), key=lambda one: (-one.seen, one.name))
    parts = {part for one in found for part in one.split()[:: max(1, one.count(" "))] if " " in one}
    others = (one for one in ranked if key(one.name) not in parts and not is_me(record, one.name))
    return tuple(
        Met(Undecided(one.name, Sensitive.COLLEAGUE, one.seen, one.last), tuple(sorted(one.logins))) for one in others
    )


def undecided(record: Record, people: Iterable[Met]) -> tuple[Met, ...]:
    """Return those of `people` whom no name in the dictionary covers."""
    decided = {form.key for one in record.of(Name) for form in forms(one.name, one.of, one.forms)}
    return tuple(one for one in people if _whole(one.name.name) not in decided)


def _whole(name: str) -> str:
    return next((form.key for form in forms(name, Sensitive.COLLEAGUE)), "")


def _mentions(record: Record, evidence: Iterable[Evidence]) -> Iterator[tuple[str, str, datetime]]:
    mine = {one.address for one in record.of(Identity) if one.mine}
    for seen in evidence:
        for role in seen.roles:
            if role.part is not Part.TOOL and normal_address(role.address) not in mine:
                yield role.name, role.address, seen.at
    for person in everybody(record):
        yield person.name, "", person.at

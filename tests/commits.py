"""Commits of a small repository, made one after the other, for the tests of the judgement."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from treefall.model import (
    ALWAYS,
    Entry,
    Evidence,
    FileChange,
    FileSummary,
    Identity,
    Kind,
    Part,
    Record,
    Role,
    Scalar,
    Stand,
    Standing,
    entry_id,
)

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
ED, GRACE, FRED = (
    Role(part=Part.AUTHOR, name=name, address=f"{name.split()[0].lower()}@corp.example")
    for name in ("Ed Stone", "Grace Hopper", "Fred Edwards")
)
BOT = Role(part=Part.AUTHOR, name="dependabot[bot]", address="49699333+dependabot[bot]@users.noreply.github.com")
ME = Identity(id=entry_id("identity", ED.address), at=ALWAYS, address=ED.address, mine=True)
MINE = {ED.address: True, FRED.address: False}


def summary(paths: Mapping[str, int]) -> FileSummary:
    changes = tuple(FileChange(path=path, added=added, deleted=0) for path, added in paths.items())
    return FileSummary(count=len(changes), added=sum(paths.values()), deleted=0, changes=changes)


def commit(
    native: str,
    title: str,
    files: Mapping[str, int] | None = None,
    *,
    day: float = 0,
    body: str = "",
    roles: tuple[Role, ...] = (ED,),
    facts: Mapping[str, Scalar] | None = None,
    origin: str = "shop",
    kind: Kind = Kind.CHANGE,
    source: str = "git",
) -> Evidence:
    return Evidence(
        id=entry_id(source, origin, native),
        at=START + timedelta(days=day),
        source=source,
        origin=origin,
        native=native,
        kind=kind,
        title=title,
        body=body,
        roles=roles,
        files=summary({f"src/{native}.py": 40} if files is None else files) if source == "git" else None,
        facts=facts or {},
    )


def note(title: str, kind: Kind = Kind.NOTE, *, day: float = 0, people: tuple[Role, ...] = ()) -> Evidence:
    return commit(title, title, day=day, kind=kind, source="note", origin="me", roles=people)


def landed(evidence: Evidence, *, holds: bool = True) -> Standing:
    return Standing(
        id=entry_id("landed", evidence.id), at=evidence.at, evidence=evidence.id, stand=Stand.LANDED, holds=holds
    )


def record(*entries: Entry, on_main: Iterable[Evidence] | None = None) -> Record:
    """Return a record of Ed's; without `on_main` all evidence has landed."""
    evidence = [entry for entry in entries if isinstance(entry, Evidence)] if on_main is None else on_main
    return Record((ME, *entries, *map(landed, evidence)), START + timedelta(days=400))

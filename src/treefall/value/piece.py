"""What is read off a piece of work as a whole: what sort it is, and what the ranking sees of it."""

import re
from collections.abc import Callable, Sequence

from ..display import display
from ..model import Evidence, FileChange, Kind
from .group import Piece
from .noise import foreign
from .paths import Places, Role
from .rank import Sketch
from .ties import plain_subject, pulls

NOTED = "wrote its release note"
"""The reason of work whose own change tells the users of it."""

_DOCUMENTS = (".md", ".rst", ".adoc", ".txt", ".tex", ".mdx", ".org")
_MOST_NOTED = 30  # lines: more release notes are those of a release
_TELLING_KINDS = (  # of evidence of several kinds the first names the work
    *(Kind.INCIDENT, Kind.PREVENTION, Kind.DECISION, Kind.MENTORING, Kind.CHANGE, Kind.DOCUMENT),
    *(Kind.REVIEW, Kind.LEARNING, Kind.MEETING, Kind.PRAISE, Kind.NOTE),
)
_KEPT_APART = (  # folders whose documents are work of a sort of their own
    (Kind.INCIDENT, re.compile(r"(?:^|/)(?:post-?mortems?|incidents?|incident[-_]reports?)/", re.IGNORECASE)),
    (Kind.DECISION, re.compile(r"(?:^|/)(?:adrs?|decisions|decision[-_]records?)/", re.IGNORECASE)),
)


def kind(piece: Piece, sort: Callable[[Evidence], Kind]) -> Kind:
    """Return what sort of work `piece` is: as the `sort` of its evidence says, or its files where all are documents."""
    found = sort(piece[0]) if len(piece) == 1 else min(map(sort, piece), key=_TELLING_KINDS.index)
    if found is not Kind.CHANGE:
        return found
    paths: list[str] = []
    for one in piece:
        for change in one.files.changes if one.files else ():
            if not _is_document(change.path):
                return found
            paths.append(change.path)
    if not paths:
        return found
    return next((sort for sort, home in _KEPT_APART if all(map(home.search, paths))), Kind.DOCUMENT)


def sketch(piece: Piece, best: Evidence) -> Sketch:
    """Return what the ranking sees of `piece`: the words of `best`, and each change's hand-written files once."""
    changes = _distinct(piece)
    summed: dict[str, FileChange] = {}
    added = deleted = beyond = 0  # the last: files of very wide changes, of which only the count is kept
    for one in changes:
        if summary := one.files:
            added, deleted = added + summary.added, deleted + summary.deleted
            beyond += summary.count - len(summary.changes)
            others = foreign(one)
            for change in summary.changes:
                if change.path in others:
                    added, deleted = added - (change.added or 0), deleted - (change.deleted or 0)
                elif change.path in summed:
                    summed[change.path] = _summed(summed[change.path], change)
                else:
                    summed[change.path] = change
    return Sketch(
        id=piece[0].id,
        at=piece[0].at,
        pull=min([number for one in piece for number in pulls(one)], default=""),
        commits=len(changes),
        subject=best.title,
        body=best.body,
        files=tuple(summed.values()),
        count=len(summed) + beyond,
        added=max(added, 0),
        deleted=max(deleted, 0),
    )


def has_release_note(piece: Piece) -> bool:
    """Say whether a change of `piece` wrote the line that tells users of it: a few lines beside more of its own."""
    return any(
        isinstance(lines := one.facts.get("release_notes"), int)
        and lines <= _MOST_NOTED
        and one.files is not None
        and one.files.added + one.files.deleted > 2 * lines
        for one in piece
        if one.facts
    )


def made(piece: Piece) -> tuple[str, ...]:
    """Return what the source knows of what `piece` made, in words a person would use: a release note, a new part."""
    places, said = Places(), [folder for one in piece for folder in str(one.facts.get("opened", "")).split("\n")]
    opened = next((folder for folder in said if folder and places[f"{folder}/it.py"].role is Role.CODE), "")
    note = (NOTED,) if has_release_note(piece) else ()
    return (*note, f"first work in {display(opened, 40)}/") if opened else note


def _distinct(piece: Piece) -> Sequence[Evidence]:
    """Return the changes of `piece`, each once: copies of one have its words, a pull request has its commits' lines."""
    if len(piece) == 1:
        return piece
    told = {number for one in piece if one.source == "git" and one.files for number in pulls(one)}
    apart = [one for one in piece if one.source == "git" or told.isdisjoint(pulls(one))]
    return tuple({plain_subject(one.title) or one.id: one for one in apart or piece}.values())


def _summed(before: FileChange, change: FileChange) -> FileChange:
    return FileChange(
        path=change.path,
        added=(before.added or 0) + (change.added or 0),
        deleted=(before.deleted or 0) + (change.deleted or 0),
        old=before.old or change.old,
    )


def _is_document(path: str) -> bool:
    low = path.lower()
    return low.endswith(_DOCUMENTS) and not low.rpartition("/")[2].startswith(("requirements", "cmakelists"))

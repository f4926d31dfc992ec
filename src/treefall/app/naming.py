"""What the person calls a piece of work: its number in the last listing, or the beginning of an id."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ..errors import NotFound
from ..model import EntryId, Work
from .cache import keep, kept

_LISTING = "listing.json"
_SHORTEST_BEGINNING = 4
_MOST_ALIKE = 2
_SHORT = 8  # digits of an id that a person pastes


def number(works: Sequence[Work], home: Path) -> None:
    """Keep what the numbers of this listing mean, 1 for the first of `works`, until the next listing."""
    keep(home, _LISTING, json.dumps([work.id for work in works]).encode())


def named(ref: str, works: Sequence[Work], home: Path) -> Work:
    """Return the one of `works` that `ref` names.

    Ids are those of works and of their evidence, and the evidence's own names (a commit's sha).

    Raises:
        NotFound: nothing is called that, or more than one is.
    """
    wanted = _listed(ref, home) if ref.isdecimal() and len(ref) < _SHORTEST_BEGINNING else ref.lower()
    found = [work for work in works if work.id == wanted]
    if not found and len(wanted) >= _SHORTEST_BEGINNING:
        found = [work for work in works if any(name.startswith(wanted) for name in _names(work))]
    if len(found) > 1:
        raise NotFound(
            f"{ref} could be {len(found)} pieces of work.", hint="Write more of it, or its number in the list."
        )
    if not found:
        raise NotFound(f"There is no piece of work called {ref}.", hint=_alike(ref, works))
    return found[0]


def _alike(ref: str, works: Sequence[Work]) -> str:
    """Say which of `works` could be meant by a word of its title, or where to look."""
    wanted = ref.casefold()
    near = [work for work in works if wanted in work.title.casefold()] if len(wanted) > 2 else []  # noqa: PLR2004
    if not near:
        return "See what there is: treefall list"
    offered = " or ".join(f"{work.id[:_SHORT]} (“{work.title}”)" for work in near[:_MOST_ALIKE])
    return f"Do you mean {offered}?"


def meant(ref: str, works: Sequence[Work], home: Path) -> tuple[tuple[EntryId, ...], str] | None:
    """Return the evidence and the title of the one of `works` that `ref` names as a whole, not by a part of it."""
    with suppress(NotFound):
        work = named(ref, works, home)
        if ref.isdecimal() or work.id.startswith(ref.lower()):
            return tuple(seen.id for seen in work.evidence), work.title
    return None


def _names(work: Work) -> tuple[str, ...]:
    return (work.id, *(name for seen in work.evidence for name in (seen.id, seen.native)))


def _listed(digits: str, home: Path) -> EntryId:
    ids: list[EntryId] = []
    with suppress(ValueError):
        ids = json.loads(kept(home, _LISTING))
    if not 0 < int(digits) <= len(ids):
        raise NotFound(f"The last listing has no number {digits}.", hint="See the numbers: treefall list")
    return ids[int(digits) - 1]

"""Two machines' histories of one entry become one, the same on both."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from ..ports import Line
from .codec import FORGOTTEN, digest, microseconds

_EARLIEST = -(2**63)


class _Place(NamedTuple):
    """Where a line belongs among lines that no history orders, and what tells it from all others."""

    written: int
    occurrence: int
    hash: str


def merged(ours: Sequence[Line], theirs: Sequence[Line]) -> list[Line]:
    """Return the one history of an id that `ours` and `theirs` come to, numbered 1, 2, ….

    A tombstone on either side erases the rest. Where one history goes on from the other, the longer one stands as it
    is. Otherwise what they have in common from the start comes first, and then what either added: by when it was
    written (what sources observed first), by how often the same was said before, and by hash. No line of either side
    is lost, whoever asks whom makes no difference, and merging again changes nothing.
    """
    tombs = [line for line in (*ours, *theirs) if line.kind == FORGOTTEN]
    if tombs:
        return tombs[:1]
    left, right = _placed(ours), _placed(theirs)
    common = [a for a, b in takewhile(_equal, zip(left, right, strict=False))]
    if len(common) == len(left):
        order = list(right)
    elif len(common) == len(right):
        order = list(left)
    else:
        order = [*common, *sorted((left.keys() | right.keys()).difference(common))]
    both = left | right
    return [replace(both[place], number=number) for number, place in enumerate(order, 1)]


def _equal(pair: tuple[_Place, _Place]) -> bool:
    return pair[0] == pair[1]


def _placed(history: Sequence[Line]) -> dict[_Place, Line]:
    seen = Counter[tuple[int, str]]()
    placed: dict[_Place, Line] = {}
    for line in sorted(history, key=lambda line: line.number):
        written = None if line.written is None else microseconds(line.written)
        said = (_EARLIEST if written is None else written, digest(line.id, line.kind, written, line.body))
        seen[said] += 1
        placed[_Place(said[0], seen[said], said[1])] = line
    return placed

"""Which folders a commit made: where something new begins."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from ...ports import ProgramFailed
from .objects import Objects

_Folder: TypeAlias = tuple[str, bytes]  # of a commit


def opened(objects: Objects, homes: Mapping[str, AbstractSet[bytes]]) -> dict[str, tuple[str, ...]]:
    """Return, by sha, the folders that a commit made, sorted, without those inside of others of them.

    Args:
        objects: of the repository.
        homes: by sha, the folders of its new files; those with a line break in their name are passed over.
    """
    asked = {(sha, home) for sha, found in homes.items() for home in found if b"\n" not in home}
    made = set[_Folder]()
    while asked:
        missing = set(_missing(objects, sorted(asked)))
        made |= missing
        asked = {(sha, above) for sha, home in missing if (above := _above(home))} - made
    tops: dict[str, tuple[str, ...]] = {}
    for sha, folder in sorted(made):
        if (sha, _above(folder)) not in made:
            tops[sha] = (*tops.get(sha, ()), folder.decode("utf-8", "replace"))
    return tops


def _missing(objects: Objects, asked: list[_Folder]) -> Iterator[_Folder]:
    """Yield those of `asked` that were not there before their commit; none where git cannot say."""
    try:
        found = objects.told([b"%s^:%s" % (sha.encode(), folder) for sha, folder in asked])
    except ProgramFailed:
        objects.close()
        return
    yield from (one for one, told in zip(asked, found, strict=True) if told is None or told.kind != b"tree")


def _above(folder: bytes) -> bytes:
    return folder[: max(0, folder.rfind(b"/"))]

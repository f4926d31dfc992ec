"""Which folders a commit made: where something new begins."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from ...ports import ProgramFailed
from .repository import Conversation, Repository

_Folder: TypeAlias = tuple[str, bytes]  # of a commit


class Folders:
    """A git that says which folders there were before a commit, lot after lot."""

    def __init__(self, repository: Repository) -> None:
        """Look into `repository`."""
        self._git = Conversation(repository, "cat-file", "--batch-check=%(objecttype)")

    def opened(self, homes: Mapping[str, AbstractSet[bytes]]) -> dict[str, tuple[str, ...]]:
        """Return, by sha, the folders that a commit made, sorted, without those inside of others of them.

        Args:
            homes: by sha, the folders of its new files; those with a line break in their name are passed over.
        """
        asked = {(sha, home) for sha, found in homes.items() for home in found if b"\n" not in home}
        made = set[_Folder]()
        while asked:
            missing = set(self._missing(sorted(asked)))
            made |= missing
            asked = {(sha, above) for sha, home in missing if (above := _above(home))} - made
        tops: dict[str, tuple[str, ...]] = {}
        for sha, folder in sorted(made):
            if (sha, _above(folder)) not in made:
                tops[sha] = (*tops.get(sha, ()), folder.decode("utf-8", "replace"))
        return tops

    def _missing(self, asked: list[_Folder]) -> Iterator[_Folder]:
        """Yield those of `asked` that were not there before their commit; none where git cannot say."""
        names = b"".join(b"%s^:%s\n" % (sha.encode(), folder) for sha, folder in asked)
        said, rest = list[bytes](), b""
        try:
            for chunk in self._git.answer(names):
                *lines, rest = (rest + chunk).split(b"\n")
                said += lines
                if len(said) == len(asked):
                    break
        except ProgramFailed:
            self.close()
            return
        yield from (one for one, kind in zip(asked, said, strict=True) if kind != b"tree")

    def close(self) -> None:
        """Let git go."""
        self._git.close()


def _above(folder: bytes) -> bytes:
    return folder[: max(0, folder.rfind(b"/"))]

"""Pages in a folder, and who put them into its repository: the commit that added each, under its name of now."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from ...errors import SettingsError, SourceError
from ...files import texts
from ...model import Entry, EntryId, Evidence, Rejected, Tie, entry_id
from ...ports import ProgramFailed, World
from ...value import sections
from .repository import Repository, Stopped

_FORMAT = "--format=%x00%x00%aI%x00%H%x00<%ae>%x00<%an>"  # none of them empty: two NULs stand between commits alone
_WHY = "adds this page"
_FEW = 1 << 25  # bytes of a listing that are looked at


@dataclass(frozen=True, slots=True)
class Added:
    """Who added a file, and when.

    Attributes:
        name: of the author.
        address: of the author.
        sha: of the commit.
        alone: it added no other file there.
        at: the author's date; aware, UTC.
        offset: minutes east of UTC.
    """

    name: str
    address: str
    sha: str
    alone: bool
    at: datetime
    offset: int

    def tie(self, evidence: EntryId) -> Tie | None:
        """Return that the page of `evidence` and the commit are one work; None where the commit added several."""
        if not self.alone:
            return None
        return Tie(
            id=entry_id("tie", _WHY, evidence), at=self.at, evidence=(evidence, entry_id("git", self.sha)), why=_WHY
        )


Parse: TypeAlias = Callable[[str, str | None, "Added | None"], Evidence | Rejected | None]
"""Makes of a page's name, its text (None where it has none) and who added it what it is; None: nothing."""


def pages_in(
    folder: Path, suffixes: tuple[str, ...], passed: Collection[str], world: World, parse: Parse
) -> Iterator[Entry | Rejected]:
    """Yield what `parse` makes of each page below `folder`, and that a page and the commit that added it are one work.

    Args:
        folder: where the pages lie.
        suffixes: how their names end.
        passed: names, without their ending and in small letters, that are passed over.
        world: where git is run.
        parse: what makes evidence of a page.

    Raises:
        SourceError: the folder cannot be read.
    """
    try:
        read = [one for one in texts(folder, suffixes) if PurePosixPath(one[0]).stem.lower() not in passed]
    except OSError as error:
        raise SourceError(f"{folder} cannot be read: {error.strerror}.", hint="Mend the settings.") from error
    by = added(folder, world) if read else {}
    for name, text in read:
        known = by.get(name)
        if (found := parse(name, text, known)) is not None:
            yield found
        if known and isinstance(found, Evidence) and (tie := known.tie(found.id)):
            yield tie


def named_folders(name: str, section: Mapping[str, object], *keys: str) -> Iterator[tuple[str, str, str]]:
    """Yield the folders under `keys` of a source's section: the key, the path, and what it is called on every machine.

    That is its path from the top of its repository, with the repository's own folder; outside of one its own name.

    Raises:
        SettingsError: there is no list of folders, or two of them are called the same.
    """
    seen: dict[str, str] = {}
    for key in keys:
        for said in sections.texts(name, section, key):
            path = Path(said).expanduser()
            called = _called(path.resolve()) or name
            if seen.setdefault(called, said) != said:
                raise SettingsError(
                    f"{name}: {said} and {seen[called]} are both called {called!r}",
                    hint="Rename one of them, or read the folder above both.",
                )
            yield key, str(path), called


def _called(path: Path) -> str:
    top = next((above for above in (path, *path.parents) if (above / ".git").exists()), path)
    return (Path(top.name) / path.relative_to(top)).as_posix() if path != top else path.name


def added(folder: Path, world: World) -> Mapping[str, Added]:
    """Return who added each file below `folder`, by its name seen from there; nothing outside of a repository."""
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return {}
    try:
        return dict(_added(Repository(str(folder), world)))
    except (ProgramFailed, Stopped):
        return {}


def _added(repository: Repository) -> Iterator[tuple[str, Added]]:
    listing = ("log", _FORMAT, "--relative", "--name-status", "-z", "-M", "--diff-filter=AR", "--no-ext-diff")
    content = bytearray()
    for chunk in repository.read(*listing, "HEAD", "--", "."):
        content += chunk
        if len(content) > _FEW:
            break
    now: dict[str, str] = {}  # what a file was once called: what it is called now
    for commit in bytes(content).split(b"\0\0")[1:]:
        when, sha, address, name, *parts = commit.lstrip(b"\0").decode("utf-8", "replace").split("\0")
        changes = list(_changes([part.strip("\n") for part in parts]))
        by = _by(name[1:-1], address[1:-1], when, sha, alone=sum(status == "A" for status, *_ in changes) == 1)
        for status, *paths in changes:
            if status == "R":
                now[paths[0]] = now.get(paths[1], paths[1])
            elif by:
                yield now.get(paths[0], paths[0]), by


def _by(name: str, address: str, when: str, sha: str, *, alone: bool) -> Added | None:
    try:
        at = datetime.fromisoformat(when)
        offset = int((at.utcoffset() or at - at).total_seconds() // 60)
        return Added(name, address, sha, alone, at.astimezone(UTC), offset)
    except (ValueError, OverflowError):
        return None


def _changes(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield what happened to files: "A" and a name, or "R", the old name and the new one."""
    waiting = iter(filter(None, parts))
    for status in waiting:
        paths = [next(waiting, "") for _ in range(2 if status[0] == "R" else 1)]
        if all(paths):
            yield status[0], *paths

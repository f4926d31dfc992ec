"""Git: the commits in which I had a part, from any repository on this machine.

`repository` is the only place that starts git; `refs` says what names mean, `history` streams commits, `trailers` who
took part, `search` whose are looked for, `reverts` what was taken back, `counts` what they touched, `marks` what
became of them, `ties` which are the same work; `reading` puts it together. What each piece of evidence holds is told
in `docs/sources/git.md`.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from ...errors import SettingsError
from ...model import Batch
from ...ports import ProgramFailed, World
from ...value.identity import normal_address
from .cursor import ANYBODY, remembered
from .find import find
from .glance import glance
from .hooks import hooks_folder
from .pages import Added, named_folders, pages_in
from .people import people
from .repository import Repository, Stopped, refusal

__all__ = ["ANYBODY", "Added", "Git", "find", "hooks_folder", "named_folders", "pages_in", "people", "sources"]

_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Git:
    """One repository.

    Attributes:
        path: a work tree or a folder in it, or a bare repository.
        mine: my addresses, normalised (`treefall.value.identity.normal_address`); `ANYBODY` for everybody's.
        since: commits authored before are passed over; aware; None for none.
        workers: how many gits count lines side by side, >= 1.
    """

    path: str
    mine: tuple[str, ...]
    since: datetime | None = None
    workers: int = _WORKERS

    @property
    def place(self) -> str:
        """Return "git:" and the real path."""
        return f"git:{os.path.realpath(self.path)}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield my commits that are new since `cursor`, the newest first, with what became of the older ones.

        Nothing is yielded where no name of the repository has moved. Commits that cannot be read are rejected one by
        one, and the reading goes on.

        Raises:
            SourceError: the repository cannot be read at all.
        """
        repository = Repository(os.path.realpath(self.path), world)
        mine, left_off = tuple(sorted(self.mine)), remembered(cursor)
        try:
            listing, digest = glance(repository)
            if left_off.state.covers(mine, self.since) and left_off.state.digest == digest:
                return
            from .reading import Reading  # noqa: PLC0415 - only where there is something to read

            yield from Reading(repository, mine, self.since, left_off, listing, digest).batches(self.workers)
        except ProgramFailed as failed:
            raise refusal(repository.path, failed) from failed
        except Stopped as stopped:
            raise stopped.refusal from stopped


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Git]:  # noqa: ARG001 - a seam
    """Yield a source for each of the `repositories` in the settings' section `[git]`, for the addresses `me`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    mine = tuple(sorted({normal_address(address) for address in me} - {""}))
    since = _since(section.get("since"))
    workers = section.get("workers", _WORKERS)
    if not isinstance(workers, int) or workers < 1:
        raise SettingsError("git.workers is no number of workers", hint="Write it as: workers = 2")
    repositories = section.get("repositories", [])
    if not isinstance(repositories, list) or not all(isinstance(path, str) for path in repositories):
        raise SettingsError("git.repositories is no list of paths", hint='Write it as: repositories = ["~/src/shop"]')
    for path in repositories:
        yield Git(str(Path(path).expanduser()), mine, since, workers)


def _since(said: object) -> datetime | None:
    if said is None:
        return None
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else said
    except ValueError:
        moment = None
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    if not isinstance(moment, datetime):
        raise SettingsError("git.since is no date", hint="Write it as: since = 2026-01-31")
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

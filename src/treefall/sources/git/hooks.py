"""Where a repository's hooks lie: in the repository itself, or where its owner's configuration says."""

from pathlib import Path

from ...errors import SourceError
from ...ports import ProgramFailed, World
from .repository import Repository, Stopped, refusal


def hooks_folder(folder: Path, world: World) -> tuple[Path, bool]:
    """Return the folder in which git looks for the hooks of the repository of `folder`, and whether a setting names it.

    Raises:
        SourceError: there is no repository with a work tree.
    """
    repository = Repository(str(folder.expanduser().resolve()), world)
    try:
        top, own = _words(repository, "rev-parse", "--path-format=absolute", "--show-toplevel", "--git-common-dir")
        named = _named(repository)
    except ProgramFailed as failed:
        raise refusal(repository.path, failed) from failed
    except Stopped as stopped:
        raise stopped.refusal from stopped
    except ValueError as error:
        raise SourceError(f"There is no work tree in {folder}.", hint="Name one by --repo.") from error
    return (Path(top) / named, True) if named else (Path(own) / "hooks", False)


def _named(repository: Repository) -> str:
    """Return the person's own core.hooksPath: what this program sets itself is the last that git lists."""
    *said, _ = _words(repository, "config", "--type=path", "--get-all", "core.hooksPath")
    return said[-1] if said else ""


def _words(repository: Repository, *arguments: str) -> list[str]:
    return b"".join(repository.read(*arguments)).decode("utf-8", "surrogateescape").splitlines()

"""The hook: a line in the spool for each commit, so that capture is a side effect of working.

What is installed is a few lines of shell that append one line to a file: no Python starts, no ledger is opened,
nothing is waited for, and whatever goes wrong is passed over, so that no commit is slower or fails. A hook that stood
there before still runs: the lines are put at the beginning of a shell script, and anything else is kept beside it and
run after them.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from ..errors import SourceError, TreefallError
from ..files import replace_file
from .book import Book
from .spool import MOST, NAME

HOOK = "post-commit"
_KEPT = f"{HOOK}.before-treefall"
_BLOCK = """\
# treefall: notes each commit in a spool; `treefall hook remove` takes this away
(
    umask 077
    spool={spool}
    if [ ! -e "$spool" ] || {{ [ -f "$spool" ] && [ "$(wc -c <"$spool")" -lt {most} ]; }}; then
        printf '%s %s\\n' "$(date +%s)" "$(pwd -P)" >>"$spool"
    fi
) >/dev/null 2>&1 || :
# treefall: ends
"""
_CHAIN = f'if [ -x "${{0%/*}}/{_KEPT}" ]; then exec "${{0%/*}}/{_KEPT}" "$@"; fi\n'
_OURS = re.compile(rb"^# treefall: notes .*?^# treefall: ends\n", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(rb"#! *\S*/(?:env +)?(?:ba|da|a|k|z)?sh\b[^\n]*\n")
_ALONE = b"#!/bin/sh\n"
_EXECUTABLE = 0o111


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook to be installed, or taken away.

    Attributes:
        path: its file.
        content: what it says once it is installed.
        is_shared: a setting of git names its folder: other repositories may share it, or it is part of the work tree.
        beside: a hook that cannot hold shell is kept under this path, and run by it; None where there is none.
        found: there is one of Treefall's already.
    """

    path: Path
    content: str
    is_shared: bool
    beside: Path | None
    found: bool


@dataclass(frozen=True, slots=True)
class Hooking:
    """Puts the hook into repositories and takes it out again.

    Attributes:
        book: the settings and the outside.
    """

    book: Book

    def offer(self, repository: Path) -> Hook:
        """Return what `install` would write; nothing is written.

        Raises:
            SourceError: there is no repository with a work tree, or its hook cannot be read.
        """
        from ..sources.git import hooks_folder  # noqa: PLC0415 - only where a hook is looked at

        folder, is_shared = hooks_folder(repository, self.book.world)
        path = folder / HOOK
        before = _content(path)
        kept = path.with_name(_KEPT)
        aside = kept if _stands(kept) or (before is not None and not _can_hold(path, before)) else None
        spool = shlex.quote(str(self.book.settings.home.resolve() / NAME))
        block = _BLOCK.format(spool=spool, most=MOST)
        theirs = _ALONE if aside or before is None else _OURS.sub(b"", before)
        first, _, rest = theirs.decode("utf-8", "surrogateescape").partition("\n")
        content = f"{first}\n{block}{_CHAIN if aside else ''}{rest}"
        return Hook(path, content, is_shared, aside, before is not None and bool(_OURS.search(before)))

    def install(self, repository: Path) -> Hook:
        """Install the hook, and let the repository be read from now on; installing again changes nothing.

        Raises:
            SourceError: there is no repository, or its hooks cannot be written.
            TreefallError: a hook is kept already, and another stands in its place.
        """
        from .collecting import remember_repositories, repositories_in  # noqa: PLC0415 - only where one is installed

        hook = self.offer(repository)
        if hook.beside and not hook.found and _stands(hook.path) and _stands(hook.beside):
            raise TreefallError(f"{hook.beside} is in the way.", hint="Make one hook of both, or take it away.")
        try:
            hook.path.parent.mkdir(parents=True, exist_ok=True)
            if hook.beside and not hook.found and _stands(hook.path):
                hook.path.rename(hook.beside)
            _write(hook.path, hook.content.encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise _refused(hook.path, error) from error
        remember_repositories(self.book, [f"git:{path}" for path in repositories_in(repository)[:1]])
        return hook

    def remove(self, repository: Path) -> Hook | None:
        """Take the hook away, and leave what stood there before; return None where there was none of Treefall's.

        Raises:
            SourceError: there is no repository, or its hooks cannot be written.
        """
        hook = self.offer(repository)
        if not hook.found:
            return None
        theirs = _OURS.sub(b"", _content(hook.path) or b"")
        try:
            if hook.beside:
                hook.beside.replace(hook.path)
            elif theirs == _ALONE:
                hook.path.unlink()
            else:
                _write(hook.path, theirs)
        except OSError as error:
            raise _refused(hook.path, error) from error
        return hook


def _stands(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _content(path: Path) -> bytes | None:
    """Return what the hook at `path` says; None where there is none."""
    if not _stands(path):
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.", hint="See to that file.") from error


def _can_hold(path: Path, content: bytes) -> bool:
    """Say whether lines of shell may be put into the hook: it is a script that runs, and a file of its own."""
    return bool(_SHELL.match(content)) and not path.is_symlink() and bool(path.stat().st_mode & _EXECUTABLE)


def _write(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o755
    replace_file(path, content)
    path.chmod(mode)


def _refused(path: Path, error: OSError) -> SourceError:
    return SourceError(f"{path} cannot be written: {error.strerror}.", hint="Nothing was changed; see to that folder.")

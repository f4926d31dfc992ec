"""The only place that starts git, on repositories that anybody may have written.

A repository's own configuration can make plain git run programs: fsmonitor, pager, textconv, external diff, gpg,
hooks, the transport of a missing blob. Every way that reading could take to one is closed by the arguments and the
environment here; nothing is ever written, fetched or locked; and git itself refuses what belongs to somebody else.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import MappingProxyType

from ...errors import SourceError
from ...ports import ProgramFailed, World

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.sshCommand=false",
    "core.gitProxy=false",
    "core.askPass=false",
    "core.alternateRefsCommand=false",
    "core.quotePath=false",
    "credential.helper=",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "mailmap.blob=HEAD:.mailmap",
    "diff.external=",
    "diff.algorithm=myers",
    "diff.renameLimit=1000",
    "protocol.allow=never",
    "maintenance.auto=false",
    "gc.auto=0",
)
_ARGV = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "--no-optional-locks",
    *(part for setting in _SETTINGS for part in ("-c", setting)),
)
_ENVIRONMENT = MappingProxyType(
    {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "cat",
        "LC_ALL": "C",
        # What git reads it gives back to the system at once, file by file: a tenth of its time. The C library keeps it.
        "MALLOC_TOP_PAD_": str(64 << 20),
        "MALLOC_TRIM_THRESHOLD_": str(512 << 20),
        "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    }
)
_FATAL = 128
_MACHINE = re.compile(
    r"write (?:failure|error)|no space left|input/output error|out of memory|cannot allocate|too many open files",
    re.IGNORECASE,
)
"""What git says where not the repository but the machine is at fault."""


class Stopped(Exception):
    """Git could not be started, was stopped by a signal, or the machine failed: that says nothing of the repository.

    It is no `ProgramFailed`, so that nobody takes it for a broken object and goes on without.

    Attributes:
        refusal: the error that it is for the person.
    """

    def __init__(self, refusal: SourceError) -> None:
        """Keep the error to be raised where reading ends."""
        super().__init__(str(refusal))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that can only be read.

    Attributes:
        path: its real path: a work tree (or a folder in it), or the repository itself where it is bare.
        world: where git is run.
    """

    path: str
    world: World

    def read(self, *arguments: str, stdin: Iterable[bytes] = ()) -> Iterator[bytes]:
        """Run git with `arguments` on this repository and yield what it writes, in chunks.

        A bare repository is read only where it was named itself: never one that lies somewhere inside of `path`, or
        that `path` lies in.

        Raises:
            ProgramFailed: git ended badly.
            Stopped: git could not be started or go on, which is not the repository's fault.
        """
        bare = is_bare(self.path)
        argv = (*_ARGV, "-c", f"safe.bareRepository={'all' if bare else 'explicit'}", "-C", self.path, *arguments)
        ceiling = {"GIT_CEILING_DIRECTORIES": str(Path(self.path).parent)} if bare else {}
        try:
            yield from self.world.run(argv, stdin=stdin, environment={**_ENVIRONMENT, **ceiling})
        except ProgramFailed as failed:
            if _is_machines(failed):
                raise Stopped(refusal(self.path, failed)) from failed
            raise

    def text(self, *arguments: str, stdin: Iterable[bytes] = ()) -> str:
        """Return all that git writes, without the white space at its end, or "" where it has nothing to say.

        Raises:
            SourceError: the repository cannot be read.
            Stopped: git could not be started or go on, which is not the repository's fault.
        """
        try:
            return b"".join(self.read(*arguments, stdin=stdin)).decode("utf-8", "replace").rstrip()
        except ProgramFailed as failed:
            if failed.status is not None and failed.status < _FATAL:
                return ""
            raise refusal(self.path, failed) from failed


class Conversation:
    """A git that answers lot after lot: starting one for each would often cost as much again as the answer."""

    def __init__(self, repository: Repository, *arguments: str) -> None:
        """Talk with git about `repository`; it is started with `arguments` once something is asked."""
        self._repository, self._arguments = repository, arguments
        self._asked: SimpleQueue[bytes] = SimpleQueue()
        self._answers: Iterator[bytes] | None = None

    def answer(self, asked: bytes) -> Iterator[bytes]:
        """Return what git says in chunks; who reads must know where the answer to `asked` ends, and read no further.

        Raises:
            ProgramFailed: git ended badly, while it is read; so does `Stopped`. Then it is to be closed.
        """
        if self._answers is None:
            self._asked = SimpleQueue()
            self._answers = self._repository.read(*self._arguments, stdin=iter(self._asked.get, b""))
        self._asked.put(asked)
        return self._answers

    def close(self) -> None:
        """Let git go; what is asked later starts another."""
        self._asked.put(b"")
        self._answers = None


def _is_machines(failed: ProgramFailed) -> bool:
    """Say whether git ended for no fault of the repository: what is broken there it always names."""
    if failed.status is None or failed.status < 0:
        return True
    return bool(_MACHINE.search(failed.words) or (failed.status >= _FATAL and not failed.words))


def is_bare(path: str | Path) -> bool:
    """Say whether `path` itself looks like a repository without a work tree."""
    top = Path(path)
    try:
        return (top / "HEAD").is_file() and (top / "objects").is_dir() and not os.path.lexists(top / ".git")
    except OSError:
        return False


def refusal(path: str, failed: ProgramFailed) -> SourceError:
    """Return why `path` cannot be read as a sentence and a hint, from git's own words."""
    words = failed.words
    if failed.status is None:
        return SourceError(f"git cannot be started: {words}", hint="Install git and try again.")
    if _is_machines(failed):
        why = (words.splitlines() or ["it was stopped"])[-1].removeprefix("fatal: ")
        return SourceError(f"git could not go on reading {path}: {why}", hint="Try again: it goes on where it was.")
    if not Path(path).is_dir():
        return SourceError(f"{path} is not there", hint="Name a folder that holds a git repository.")
    if "dubious ownership" in words:
        return SourceError(
            f"{path} belongs to somebody else, so git does not read it",
            hint=f"If you trust it: git config --global --add safe.directory {path}",
        )
    if "not a git repository" in words:
        return SourceError(f"{path} is not a git repository", hint="Name a folder that holds one.")
    said = " ".join(words.splitlines()[-1:]) or f"git ended with status {failed.status}"
    return SourceError(f"{path} cannot be read: {said}", hint="Let git check it: git fsck")

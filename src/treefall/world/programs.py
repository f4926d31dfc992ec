"""Programs of this machine, run without a shell."""

import os
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO

from ..beside import Beside
from ..ports import ProgramFailed

_CHUNK = 1 << 16  # bytes asked for at once: what a pipe holds
_KEPT = frozenset({"GIT_CONFIG_GLOBAL"})  # which of several configurations is the person's own
_LAST_WORDS = 4_000  # bytes of standard error that are kept


def run(
    argv: Sequence[str], *, stdin: Iterable[bytes] = (), environment: Mapping[str, str] | None = None
) -> Iterator[bytes]:
    """Run a program as `treefall.ports.Run` says; what `stdin` raises is raised here, once the program is ended."""
    process = _started(argv, stdin=stdin, environment=environment or {})
    words, feed = _LastWords(process), _fed(process, stdin)
    try:
        with process.stdout or BytesIO() as output:
            while chunk := output.read(_CHUNK):
                yield chunk
        process.wait()
    finally:
        process.kill()  # does nothing once it has been waited for
        process.wait()
        words.join()
    if feed.raised:
        raise feed.raised
    if process.returncode:
        raise ProgramFailed(process.returncode, words.said)


def _started(argv: Sequence[str], *, stdin: Iterable[bytes], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    try:
        return subprocess.Popen(  # noqa: S603 - no shell; the callers name the program
            list(argv),
            stdin=subprocess.DEVNULL if stdin == () else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env={**own, **environment},
        )
    except (OSError, ValueError) as error:
        raise ProgramFailed(None, str(error)) from error


def _fed(process: subprocess.Popen[bytes], stdin: Iterable[bytes]) -> Beside:
    """Return who writes what `process` reads; nobody waits for it, since what comes may come late or never."""

    def write() -> None:
        with suppress(BrokenPipeError), process.stdin or BytesIO() as pipe:
            for chunk in stdin:
                rest = memoryview(chunk)
                while rest:
                    rest = rest[pipe.write(rest) :]  # an unbuffered pipe may take less than all

    feed = Beside(write, failed=process.kill)
    if process.stdin is not None:
        feed.start()
    return feed


class _LastWords(threading.Thread):
    """Keeps the end of what a program writes to standard error."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._end = b""
        self.start()

    @property
    def said(self) -> str:
        return self._end.decode("utf-8", "replace").strip()

    def run(self) -> None:
        with self._process.stderr or BytesIO() as stream:
            while chunk := stream.read(_CHUNK):
                self._end = (self._end + chunk)[-_LAST_WORDS:]

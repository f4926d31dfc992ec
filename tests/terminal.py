"""The command on a real terminal: each answer is typed when it waits for one."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from shell import Person

_PROMPT = b"> "
_GONE = b"\x04"  # what Ctrl-D sends
_QUICKEST = 0.4  # seconds after a prompt: Ctrl-C before Python has begun to read would be heard at the next key only
_PATIENCE = 30  # seconds after which it hangs


def converse(person: Person, arguments: Sequence[str], answers: Sequence[str], *, cut: bool = False) -> tuple[int, str]:
    """Run the command, type `answers` one after the other, and return its status and all that was shown.

    Args:
        person: at whose shell.
        arguments: of the command.
        answers: what is typed at each prompt, a line's end included where one is wanted.
        cut: break it off with Ctrl-C once the answers are used up.
    """
    terminal, inside = pty.openpty()
    variables = {**os.environ, "TREEFALL_HOME": str(person.home), "HOME": str(person.home.parent), "COLUMNS": "80"}
    variables |= {"TERM": "dumb", "NO_COLOR": "1"} | person.variables
    with subprocess.Popen(
        [sys.executable, "-m", "treefall", *arguments],
        cwd=person.folder, env=variables, stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(inside)
        try:
            shown = _conversation(process, terminal, list(answers), cut=cut)
        finally:
            os.close(terminal)  # whoever still waits for an answer hears that nobody is there
    return process.returncode, shown.decode()


def _conversation(process: "subprocess.Popen[bytes]", terminal: int, waiting: list[str], *, cut: bool) -> bytes:
    shown = b""
    while more := _read(terminal):
        shown += more.replace(b"\r", b"")
        if shown.endswith(_PROMPT):
            if waiting:
                os.write(terminal, waiting.pop(0).encode())
            elif cut:
                time.sleep(_QUICKEST)
                process.send_signal(signal.SIGINT)
                cut = False
            else:
                os.write(terminal, _GONE)
    return shown


def _read(terminal: int) -> bytes:
    assert select.select([terminal], [], [], _PATIENCE)[0], "it waits for something that is not asked for"
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how a terminal says that nobody is on its other side any more
        return b""


def folder_of(home: Path) -> Path:
    """Return an empty folder beside `home`, in which nothing is read by itself."""
    (home.parent / "empty").mkdir(exist_ok=True)
    return home.parent / "empty"

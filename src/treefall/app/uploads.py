"""Files of numbers that a browser sends along: kept where `measure` reads them, so that it can be done again."""

import re
from pathlib import Path

from ..errors import TreefallError
from ..files import replace_file
from ..model import Work

_FOLDER = "numbers"
_UNSAFE, _MOST = re.compile(r"[^A-Za-z0-9._-]+"), 80  # letters of a name


def upload(home: Path, work: Work, name: str) -> Path:
    """Return where the file that is sent along as `name` lies: always in the folder of `work`, below `home`."""
    base = name.replace("\\", "/").rpartition("/")[2]
    safe = _UNSAFE.sub("-", base)[-_MOST:].strip("-.") or "numbers.csv"
    return home.absolute() / _FOLDER / work.id / safe


def uploaded(home: Path, work: Work, name: str, content: bytes) -> Path:
    """Put `content` where `upload` says, for the owner's eyes only, and return where that is.

    A file of the same name for the same work takes its place: it is the same metric, read anew. What a claim rests on
    is in the ledger.

    Raises:
        TreefallError: it cannot be written.
    """
    target = upload(home, work, name)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(target, content)
    except OSError as error:
        raise TreefallError(f"{target} cannot be written: {error.strerror}.", hint="Is the disk full?") from error
    return target

"""What is kept beside the ledger for speed and comfort, and may be thrown away at any time.

What a ledger's evidence comes to (rebuilt to the same bytes when the ledger or the code changes), what the numbers of
the last listing mean, who is not me. Where the home cannot be written nothing is lost but time.
"""

from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from importlib import resources
from pathlib import Path

import msgspec

from ..files import replace_file
from ..model import Judgement

_FOLDER = "cache"
_JUDGEMENT = "judgement"


def keep(home: Path, name: str, content: bytes) -> None:
    """Keep `content` under `name`, where the home can be written."""
    with suppress(OSError):
        (home / _FOLDER).mkdir(mode=0o700, exist_ok=True)
        replace_file(home / _FOLDER / name, content)


def kept(home: Path, name: str) -> bytes:
    """Return what was kept under `name`; b"" if nothing was."""
    with suppress(OSError):
        return (home / _FOLDER / name).read_bytes()
    return b""


def throw_away(home: Path) -> None:
    """Erase all that is kept: it may hold words of what was just forgotten."""
    with suppress(OSError):
        for path in (home / _FOLDER).iterdir():
            path.unlink()


def remembered(home: Path, position: tuple[int, str], judge: Callable[[], Judgement]) -> Judgement:
    """Return what `judge` returns, without calling it if it was kept for this `position` and this code."""
    key = f"{position}.{_code()}\n".encode()
    content = kept(home, _JUDGEMENT)
    if content.startswith(key):
        with suppress(msgspec.MsgspecError):
            return msgspec.msgpack.decode(memoryview(content)[len(key) :], type=Judgement)
    judgement = judge()
    keep(home, _JUDGEMENT, key + msgspec.msgpack.encode(judgement))
    return judgement


def _code() -> str:
    """Return a digest of the code that judges, of the nouns that it fills, and of how they are shown."""
    package = resources.files("treefall")
    parts = [package / "display.py", *(package / "model").iterdir(), *(package / "value").iterdir()]
    digest = blake2b(digest_size=8)
    for part in sorted(parts, key=lambda part: part.name):
        if part.name.endswith(".py"):
            digest.update(part.read_bytes())
    return digest.hexdigest()

"""Backups: a ledger's export, packed and encrypted (age, with a passphrase), and the proof that it comes back whole."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing

from ..errors import LedgerError
from ..ports import Line
from .codec import LONGEST_LINE, line_to_json, lines_from_json

_GZIP = 31  # zlib's word for gzip's frame
_STEP = 1024 * 1024
_MOST = 2 * 1024**3  # bytes that a backup may unpack to: ten times a ledger of 200,000 entries
_OLDER = "Try an older backup."
_BROKEN = "What the backup holds is no ledger"


def seal(lines: Iterable[Line], passphrase: str) -> bytes:
    """Return `lines` as an age file that `passphrase` opens; `age -d FILE | gunzip` gives the plain export.

    Raises:
        LedgerError: the passphrase is empty.
    """
    from pyrage import passphrase as age  # type: ignore[import-untyped]  # noqa: PLC0415 - only backups need it

    if not passphrase:
        raise LedgerError("A backup needs a passphrase.", hint="Choose one that you will still know in years.")
    packer = zlib.compressobj(wbits=_GZIP)
    packed = [packer.compress(line_to_json(line) + b"\n") for line in lines]
    sealed: bytes = age.encrypt(b"".join((*packed, packer.flush())), passphrase)
    return sealed


def unseal(content: bytes, passphrase: str) -> Iterator[bytes]:
    """Yield the lines of the export that `seal` made `content` of, each with its end.

    Raises:
        LedgerError: it does not open, or what comes out is no export.
    """
    from pyrage import DecryptError  # noqa: PLC0415 - only backups need it
    from pyrage import passphrase as age  # noqa: PLC0415

    try:
        packed = age.decrypt(content, passphrase)
    except DecryptError as error:
        raise LedgerError(
            "The backup does not open: another passphrase, or the file was changed.",
            hint="Try the passphrase again, then an older backup.",
        ) from error
    return _unpacked(packed)


def verify(content: bytes, passphrase: str) -> int:
    """Restore the backup `content` into an empty ledger, compare, and return how many lines it holds.

    Raises:
        LedgerError: it does not open, or the restored ledger exports anything else than what the backup holds.
    """
    from . import open_ledger  # noqa: PLC0415 - that room opens onto this one

    held = list(unseal(content, passphrase))
    with closing(open_ledger(":memory:")) as ledger:
        ledger.merge(lines_from_json(held))
        restored = [line_to_json(line) + b"\n" for line in ledger.lines()]
    if restored != held:
        raise LedgerError("What the backup restores differs from what it holds.", hint="Make a new one now.")
    return len(held)


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """Yield the lines of `packed`, a step at a time: what is small when packed may be far too large unpacked."""
    unpacker, rest, total = zlib.decompressobj(wbits=_GZIP), b"", 0
    while not unpacker.eof:
        try:
            step = unpacker.decompress(packed, _STEP)
        except zlib.error as error:
            raise LedgerError(f"{_BROKEN}: {error}.", hint=_OLDER) from error
        packed, total = unpacker.unconsumed_tail, total + len(step)
        *lines, rest = (rest + step).splitlines(keepends=True) or [b""]
        if rest.endswith(b"\n"):
            lines, rest = [*lines, rest], b""
        if len(rest) > LONGEST_LINE or total > _MOST or not (step or unpacker.eof):
            raise LedgerError(f"{_BROKEN}: it is cut off, or without end.", hint=_OLDER)
        yield from lines
    if rest:
        yield rest

"""Numbers packed into an entry, so that a claim can be reckoned again anywhere: from day and value to text and back."""

import csv
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from io import StringIO

from ..errors import LedgerError
from ..model import ALWAYS, Inputs, entry_id
from ..model.estimate import Series

_DIGEST = 16  # bytes
_MOST = 64 * 1024 * 1024  # bytes that may come out of a packed entry


def packed(series: Sequence[Series]) -> Inputs:
    """Return the entry that holds `series`; the same numbers give the same entry."""
    plain = [{"name": one.name, "dates": [*map(date.isoformat, one.dates)], "values": one.values} for one in series]
    content = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    digest = blake2b(content, digest_size=_DIGEST).hexdigest()
    text = b64encode(zlib.compress(content, 9)).decode()
    return Inputs(id=entry_id("inputs", digest), at=ALWAYS, digest=digest, content=text)


def unpacked(inputs: Inputs) -> tuple[Series, ...]:
    """Return the series that `packed` was given.

    Raises:
        LedgerError: they are not what was kept.
    """
    try:
        content = zlib.decompressobj().decompress(b64decode(inputs.content), _MOST)
        intact = blake2b(content, digest_size=_DIGEST).hexdigest() == inputs.digest
        return tuple(
            Series(tuple(map(date.fromisoformat, one["dates"])), tuple(one["values"]), one["name"])
            for one in json.loads(content if intact else b"the digest differs")
        )
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise LedgerError(
            f"The numbers of a claim are not what was kept: {error}.", hint="Run `treefall doctor`."
        ) from error


def as_csv(series: Sequence[Series]) -> str:
    """Return `series`, which share their dates, as a table that `treefall impact estimate` reads."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["date", *(one.name or f"value {number}" for number, one in enumerate(series, 1))])
    table.writerows(zip(map(date.isoformat, series[0].dates), *(one.values for one in series), strict=True))
    return text.getvalue()

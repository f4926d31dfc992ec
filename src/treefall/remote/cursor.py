"""Where reading a server left off: for each kind of thing, up to when what was touched has been read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a reading has come.

    Attributes:
        scope: what is looked for; another scope is read from its beginning.
        since: from when on, as the server writes it, or "" for always; an earlier one is read from its beginning.
        marks: by kind of thing, the instant up to which everything that was touched is read, as the server writes it.
        tags: of lists that are read whole, by URL, the tag that each had; "" where it was never read.
        version: of this form.
    """

    scope: str = ""
    since: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    version: int = _VERSION

    def text(self) -> str:
        """Return the cursor as it is written to the ledger."""
        return msgspec.json.encode(self).decode()


def remembered(text: str | None, scope: str, since: str) -> Cursor:
    """Return the cursor that `text` says; a new one where it does not cover all this, or is not understood here."""
    try:
        cursor = msgspec.json.decode(text or "", type=Cursor)
    except msgspec.DecodeError:
        return Cursor(scope, since)
    covers = not cursor.since or cursor.since <= since
    return cursor if covers and (cursor.version, cursor.scope) == (_VERSION, scope) else Cursor(scope, since)

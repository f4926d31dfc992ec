"""Reading what a server says, whatever it says: nothing here trusts a type, and nothing fails but what must be there.

Records bear the names of GitHub's REST interface. Answers to GraphQL queries are asked for under the same names (see
`queries`), so that one reading serves both, recorded answers and webhooks included.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeAlias

Raw: TypeAlias = Mapping[str, Any]
"""A record as it came, of which nothing is certain."""


class Broken(Exception):
    """A record lacks what makes it one; `args[0]` says what, in one clause."""


def find(record: object, *paths: str) -> Any:  # noqa: ANN401 - nothing is certain
    """Return what stands at the first of `paths` ("user.login") that leads to anything; None where none does."""
    for path in paths:
        found = record
        for step in _steps(path):
            found = found.get(step) if isinstance(found, dict) else None
        if found is not None:
            return found
    return None


@lru_cache(maxsize=1 << 8)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def text(record: object, *paths: str, limit: int = 2_000) -> str:
    """Return the text at the first of `paths`, cut to `limit` characters; "" where there is none."""
    found = find(record, *paths)
    if not isinstance(found, str):
        return ""
    cut = found[:limit]
    return cut if cut.isascii() and "\0" not in cut else cut.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def amount(record: object, *paths: str) -> int:
    """Return the count at the first of `paths`, itself or as a list's `total`; 0 where there is none."""
    found = find(record, *paths)
    found = found.get("total") if isinstance(found, dict) else found
    return found if isinstance(found, int) and found > 0 else 0


def items(record: object, *paths: str) -> Sequence[Raw]:
    """Return the records listed at the first of `paths`, or in its `nodes`; what is none or empty is left out."""
    found = find(record, *paths)
    found = found.get("nodes") if isinstance(found, dict) else found
    return [one for one in found if isinstance(one, dict) and one] if isinstance(found, list) else ()


def moment(record: object, *paths: str) -> datetime | None:
    """Return the instant at the first of `paths`; None where there is none, or none with a zone."""
    said = text(record, *paths, limit=40)
    try:
        found = datetime.fromisoformat(said) if said else None
        return found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def needed(record: object, *paths: str) -> str:
    """Return the text at the first of `paths`.

    Raises:
        Broken: there is none.
    """
    if found := text(record, *paths):
        return found
    raise Broken(f"it has no {paths[0]}")

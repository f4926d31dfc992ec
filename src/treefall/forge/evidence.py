"""What all evidence from a forge has in common. A fact that would be 0, "" or False is left out."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ..model import EntryId, Evidence, FileSummary, Kind, Role, Scalar, entry_id
from ..remote.records import Broken, Raw, amount, find, items, moment, needed, text
from .people import Whose

BODY = 20_000
"""Characters of a text that are kept."""


class Named(NamedTuple):
    """What every record bears.

    Attributes:
        source: that it comes from.
        id: of its evidence.
        origin: its repository's URL.
        native: what it is called there.
        url: where it can be opened.
        opened: when it was.
    """

    source: str
    id: EntryId
    origin: str
    native: str
    url: str
    opened: datetime


def named(record: Raw, whose: Whose, sign: str = "#") -> Named:
    """Return what `record` bears, with `sign` before its number.

    Raises:
        Broken: it lacks what makes it one.
    """
    url = needed(record, "html_url")
    where, opened = whose.host.repository(url), moment(record, "created_at")
    native = text(record, "tag_name", "key") or f"{sign}{amount(record, 'number')}"
    if not where or native == f"{sign}0":
        raise Broken("it has no number in a repository")
    if opened is None:
        raise Broken("it does not say when it was opened")
    source = whose.host.SOURCE
    return Named(source, entry_id(source, whose.host.name, needed(record, "node_id")), where, native, url, opened)


def evidence(
    record: Raw,
    own: Named,
    *,
    kind: Kind,
    roles: tuple[Role, ...],
    facts: Mapping[str, Scalar],
    at: datetime | None = None,
    files: FileSummary | None = None,
) -> Evidence:
    """Return what `record` shows as evidence; it happened `at`, or else when it was opened."""
    return Evidence(
        id=own.id,
        at=at or own.opened,
        source=own.source,
        origin=own.origin,
        native=own.native,
        kind=kind,
        title=" ".join(text(record, "title").split()),
        body=text(record, "body", limit=BODY).replace("\r\n", "\n").strip(),
        url=own.url,
        roles=roles,
        files=files,
        facts={name: value for name, value in facts.items() if value},
        private=find(record, "confidential") is True,
    )


def labels(*records: Raw) -> str:
    """Return the labels of `records`, each once, with commas between."""
    names = (text(label, "name", limit=100) for record in records for label in items(record, "labels"))
    return ", ".join(dict.fromkeys(filter(None, names)))


def standing(record: Raw) -> str:
    """Return how the proposal `record` stands: "open", "closed" or "merged"."""
    return "merged" if moment(record, "merged_at") else text(record, "state").lower()


def state(review: Raw) -> str:
    """Return what `review` says: "approved", "changes requested", "commented", "dismissed"."""
    return text(review, "state").lower().replace("_", " ")

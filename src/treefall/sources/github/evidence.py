"""What all evidence from GitHub has in common: pure, and the same for an answer, a recorded answer and a webhook.

What each fact means is told in `docs/sources/github.md`. A fact that would be 0, "" or False is left out.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ...model import EntryId, Evidence, FileSummary, Kind, Role, Scalar, entry_id
from .people import Whose
from .records import Broken, Raw, amount, items, moment, needed, text

SOURCE = "github"
BODY = 20_000
"""Characters of a text that are kept."""

_WHERE = re.compile(r"(https?://[^/\s]+/[^/\s]+/[^/\s]+)/(?:pull|issues|discussions|releases)/.*", re.DOTALL)


class Named(NamedTuple):
    """What every record bears.

    Attributes:
        id: of its evidence.
        origin: its repository's URL.
        native: what it is called there.
        url: where it can be opened.
        opened: when it was.
    """

    id: EntryId
    origin: str
    native: str
    url: str
    opened: datetime


def named(record: Raw, whose: Whose) -> Named:
    """Return what `record` bears.

    Raises:
        Broken: it lacks what makes it one.
    """
    url = needed(record, "html_url")
    where, opened = repository(url), moment(record, "created_at")
    native = text(record, "tag_name") or f"#{amount(record, 'number')}"
    if not where or native == "#0":
        raise Broken("it has no number in a repository")
    if opened is None:
        raise Broken("it does not say when it was opened")
    return Named(entry_id(SOURCE, whose.host.name, needed(record, "node_id")), where, native, url, opened)


def repository(url: str) -> str:
    """Return the URL of the repository in which `url` names something; "" where it names nothing there."""
    where = _WHERE.fullmatch(url)
    return where[1] if where else ""


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
        source=SOURCE,
        origin=own.origin,
        native=own.native,
        kind=kind,
        title=" ".join(text(record, "title").split()),
        body=text(record, "body", limit=BODY).replace("\r\n", "\n").strip(),
        url=own.url,
        roles=roles,
        files=files,
        facts={name: value for name, value in facts.items() if value},
    )


def labels(*records: Raw) -> str:
    """Return the labels of `records`, each once, with commas between."""
    names = (text(label, "name", limit=100) for record in records for label in items(record, "labels"))
    return ", ".join(dict.fromkeys(filter(None, names)))


def standing(record: Raw) -> str:
    """Return how the pull request `record` stands: "open", "closed" or "merged"."""
    return "merged" if moment(record, "merged_at") else text(record, "state").lower()


def state(review: Raw) -> str:
    """Return what `review` says: "approved", "changes requested", "commented", "dismissed"."""
    return text(review, "state").lower().replace("_", " ")

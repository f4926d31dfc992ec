"""What `treefall connect jira` says before anything is asked, and what it tries once that was approved."""

from typing import ClassVar

from ...forge.connecting import SHOWN, ForgeConnection, Found
from ...forge.issues import issue
from ...forge.people import Whose
from ...model import Entry
from ...remote.client import Client
from ...remote.records import Raw, amount, items, text
from . import records
from .reading import jql
from .site import site

_TOKEN = "Jira does not say what a token allows: it may do whatever you may. Treefall only reads."  # noqa: S105 - words


class JiraConnection(ForgeConnection):
    """One Jira that may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "issues that you reported, were assigned to, sorted or closed: their words, priority, labels, epic, links",
        "when and by whom these were moved from status to status",
        "the time that you logged on them",
    )
    LEAVES: ClassVar[tuple[str, ...]] = (
        "what anybody wrote in comments (they are counted)",
        "attachments",
        "boards and sprints",
        "the time that others logged",
        "what you had no part in",
    )
    NEEDS: ClassVar[str] = "an API token (Cloud) or a personal access token (Data Center)"
    PROPOSAL: ClassVar[str] = "issue"
    WHERE: ClassVar[str] = "project"

    def asked(self, client: Client) -> Found:
        """Return who the person is and the issues of theirs that were touched last."""
        found = site(client, self.host.rest)
        page = found.searched(client, jql(self.only, found), SHOWN)
        shown = []
        for raw in items(page, "nodes"):
            epic, histories = text(raw, "fields.parent.fields.summary"), items(raw, "changelog.histories")
            shown.append(records.issue(raw, found, histories=histories, worklogs=(), epic=epic))
        return Found(found.login, found.name, (_TOKEN,), shown, amount(page, "total") or None)

    def seen(self, record: Raw, whose: Whose) -> tuple[Entry, ...]:
        """Return what an issue shows."""
        return issue(record, whose)

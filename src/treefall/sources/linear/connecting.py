"""What `treefall connect linear` says before anything is asked, and what it tries once that was approved."""

from itertools import islice
from typing import ClassVar

from ...forge.connecting import SHOWN, ForgeConnection, Found
from ...forge.issues import issue
from ...forge.people import Whose
from ...model import Entry
from ...remote.client import Client
from ...remote.records import Raw, text
from . import records
from .reading import asked_for, touched, viewer, whole

_KEY = "Linear does not say what a key allows; one with the permission Read would do."


class LinearConnection(ForgeConnection):
    """Linear, which may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "issues that you created, were assigned to, sorted or closed: their words, priority, labels, estimate, cycle",
        "the project, initiative and parent that they were for, and what they block",
        "when and by whom these were moved from state to state",
    )
    LEAVES: ClassVar[tuple[str, ...]] = (
        "what anybody wrote in comments (they are counted)",
        "attachments",
        "documents",
        "updates of projects",
        "what you had no part in",
    )
    NEEDS: ClassVar[str] = "a key of your own (Settings, Security & access) with the permission Read"
    PROPOSAL: ClassVar[str] = "issue"
    WHERE: ClassVar[str] = "team"

    def asked(self, client: Client) -> Found:
        """Return who the person is and the issues of theirs that were touched last."""
        me = viewer(client)
        last = [name for _, name in islice(touched(client, asked_for(self.only)), SHOWN)]
        known = {text(one, "id"): one for one in whole(client, last)[0]} if last else {}
        page = [records.issue(known[name], me) for name in last if name in known]
        return Found(text(me, "email", limit=200), text(me, "name", limit=200), (_KEY,), page, None)

    def seen(self, record: Raw, whose: Whose) -> tuple[Entry, ...]:
        """Return what an issue shows."""
        return issue(record, whose)

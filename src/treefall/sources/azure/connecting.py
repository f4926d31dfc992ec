"""What `treefall connect azure` says before anything is asked, and what it tries once that was approved."""

from collections.abc import Iterator
from typing import ClassVar

from ...forge.connecting import SHOWN, ForgeConnection, Found
from ...remote.client import Client, Denied
from ...remote.records import items, text
from . import records
from .reading import PULLS, changed, connected

_SOON = "2999-01-01T00:00:00Z"  # since when nothing changed: only whether it may be asked is of interest


class AzureConnection(ForgeConnection):
    """One organisation that may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "your pull requests: words, labels, work items they close, their commits, who reviewed them and how they voted",
        "the reviews that you gave, with your own words in them",
        "work items that you created, are assigned to or closed",
    )
    LEAVES: ClassVar[tuple[str, ...]] = (
        "code",
        "what others wrote in threads",
        "boards, builds, releases and wikis",
        "what you had no part in",
    )
    NEEDS: ClassVar[str] = "the scopes Code (read) and Work Items (read), and no other"
    WHERE: ClassVar[str] = "project"

    def asked(self, client: Client) -> Found:
        """Return who the person is, what the token allows, and the pull requests that were opened last."""
        me = connected(client)
        path = PULLS.format(part="creator", me=text(me, "authenticatedUser.id"))
        listed = items(client.read(f"{path}&$top={SHOWN}&$skip=0")[1], "value")
        login = text(me, "authenticatedUser.properties.Account.$value", limit=200)
        name = text(me, "authenticatedUser.providerDisplayName", limit=200)
        page = [records.pull_request(one, self.host) for one in listed]
        return Found(login, name, tuple(_allowed(client)), page, None)


def _allowed(client: Client) -> Iterator[str]:
    """Yield what the token allows, as far as that shows: Azure DevOps does not tell its scopes."""
    try:
        changed(client, _SOON)
    except Denied:
        yield "The token reads no work items: it needs the scope Work Items (read)."
    yield "Azure DevOps does not say what else it allows: give it the scopes Code (read) and Work Items (read) only."

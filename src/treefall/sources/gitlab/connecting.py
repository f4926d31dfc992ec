"""What `treefall connect gitlab` says before anything is asked, and what it tries once that was approved."""

from collections.abc import Iterator
from contextlib import suppress
from typing import ClassVar

from ...errors import SourceError
from ...forge.connecting import SHOWN, ForgeConnection, Found
from ...remote.client import Client, Denied
from ...remote.records import find, items, text
from . import records
from .reading import MINE

_READING, _WRITING = frozenset({"read_api", "api"}), frozenset({"api", "sudo", "admin_mode", "write_repository"})


class GitLabConnection(ForgeConnection):
    """One GitLab that may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "your merge requests: words, labels, milestone, issues they close, who reviewed them, names and sizes of files",
        "the reviews that you gave, with your own words in them",
        "issues and incidents that you opened, triaged, were assigned to or closed",
        "releases that name you or a merge request of yours",
    )
    NEEDS: ClassVar[str] = "the scopes read_api and read_user"
    PROPOSAL: ClassVar[str] = "merge request"
    WHERE: ClassVar[str] = "project"
    FINDS: ClassVar[str] = "your keyring or `glab`"

    def asked(self, client: Client) -> Found:
        """Return who the person is, what the token allows, and the merge requests that were touched last."""
        _, content = client.read("/user")
        answer, listed = client.read(f"{MINE}&state=all&order_by=updated_at&sort=desc&per_page={SHOWN}")
        login, total = text(content, "username", limit=100), answer.headers.get("x-total", "")
        page = [records.listed(one) for one in items({"list": listed}, "list")]
        many = int(total) if total.isdecimal() else None
        return Found(login, text(content, "name", limit=200), tuple(_allowed(client)), page, many)


def _allowed(client: Client) -> Iterator[str]:
    """Yield what the token allows, where it is one that GitLab tells this of."""
    token: object = None
    with suppress(Denied, SourceError):  # it was let in before: this is none of a person's own, or an old GitLab
        _, token = client.read("/personal_access_tokens/self")
    said = find(token, "scopes")
    scopes = [scope for scope in said if isinstance(scope, str)] if isinstance(said, list) else []
    if not scopes:
        yield "GitLab does not say what this token allows: only what it shows can be read."
        return
    if _READING.isdisjoint(scopes):
        yield "The token reads no merge requests: it needs the scope read_api."
    if not {"api", "read_user"} & set(scopes):
        yield "Reviews of merge requests where you were no reviewer are found with the scope read_user only."
    if more := sorted(_WRITING & set(scopes)):
        yield f"It may do more than read ({', '.join(more)}). Treefall only reads: read_api and read_user would do."
    if expires := text(token, "expires_at", limit=40):
        yield f"It expires on {expires}."

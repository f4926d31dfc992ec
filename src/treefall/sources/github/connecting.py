"""What `treefall connect github` says before anything is asked, and what it tries once that was approved."""

from typing import ClassVar

from ...forge.connecting import SHOWN, ForgeConnection, Found
from ...ports import Answer
from ...remote.client import Client
from ...remote.records import amount, items, text
from .queries import PULLS
from .reading import within

_PRIVATE, _READ_ONLY = "repo", ("read:", "user:email", "public_repo", "repo:status")


class GitHubConnection(ForgeConnection):
    """One GitHub that may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "your pull requests: words, labels, milestone, issues they close, who reviewed them, names and sizes of files",
        "the reviews that you gave, with your own words in them",
        "issues that you opened, triaged, were assigned to or closed; discussions that you opened or answered",
        "releases that name you or a pull request of yours",
    )
    NEEDS: ClassVar[str] = (
        "fine-grained: read access to contents, issues, pull requests and discussions; "
        "classic: the scope repo for private repositories, none for public ones"
    )
    FINDS: ClassVar[str] = "your keyring or `gh auth token`"

    def asked(self, client: Client) -> Found:
        """Return who the person is, what the token allows, and the pull requests that were touched last."""
        answer, content = client.read("/user")
        login = text(content, "login", limit=100)
        words = f"is:pr author:{login}{within(self.only)} sort:updated-desc"
        data, _ = client.asked(PULLS, search=words, kind="ISSUE", first=SHOWN, after=None)
        name, page = text(content, "name", limit=200), items(data, "search")
        return Found(login, name, _allowed(answer), page, amount(data, "search.total"))


def _allowed(answer: Answer) -> tuple[str, ...]:
    """Return what the token allows: a classic one says it, a fine-grained one does not."""
    said = answer.headers.get("x-oauth-scopes")
    if said is None:
        return ("It is a fine-grained token: GitHub shows it just what you allowed there.",)
    scopes = [scope.strip() for scope in said.split(",") if scope.strip()]
    found = (
        "The token reads private repositories as well as public ones."
        if _PRIVATE in scopes
        else "The token reads public repositories only: for private ones it needs the scope repo."
    )
    more = [scope for scope in scopes if not scope.startswith(_READ_ONLY)]
    wide = (
        f"It may do more than read ({', '.join(more)}). Treefall only reads; a fine-grained token can be kept to that."
    )
    return (found, wide) if more else (found,)

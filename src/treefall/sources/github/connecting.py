"""What `treefall connect github` says before anything is asked, and what it tries once that was approved."""

from dataclasses import dataclass

from ...errors import SourceError
from ...model import Evidence
from ...ports import Answer, Offer, Tried, World
from .client import Client, Denied
from .evidence import SOURCE
from .host import Host
from .people import Whose
from .pulls import pull
from .queries import PULLS
from .records import Broken, amount, items, text
from .walk import within

_SHOWN = 5
_PRIVATE, _READ_ONLY = "repo", ("read:", "user:email", "public_repo", "repo:status")
_READS = (
    "your pull requests: words, labels, milestone, the issues they close, who reviewed them, names and sizes of files",
    "the reviews that you gave, with your own words in them",
    "issues that you opened, triaged, were assigned to or closed; discussions that you opened or answered",
    "releases that name you or a pull request of yours",
)
_NEEDS = (
    "fine-grained: read access to contents, issues, pull requests and discussions; "
    "classic: the scope repo for private repositories, none for public ones"
)
_LEAVES = ("code", "what others wrote in reviews and comments", "whatever you had no part in")


@dataclass(frozen=True, slots=True)
class GitHubConnection:
    """One GitHub that may be connected.

    Attributes:
        host: which GitHub.
        only: owners and repositories to be read; none: all that the token may read.
    """

    host: Host
    only: tuple[str, ...]

    def offer(self) -> Offer:
        """Return what connecting it means."""
        return Offer(
            where=self.host.name,
            reads=_READS,
            leaves=_LEAVES,
            scope=f"only {', '.join(self.only)}" if self.only else "every repository that the token may read",
            token=f"from {', '.join(self.host.variables)}, your keyring or `gh auth token`; it goes to "
            f"{self.host.name} alone and is kept nowhere",
            needs=_NEEDS,
        )

    def tried(self, world: World) -> Tried:
        """Ask who the person is, what the token allows, and for the pull requests that were touched last.

        Raises:
            SourceError: there is no token, or GitHub refuses.
        """
        client = Client(self.host, world)
        try:
            answer, content = client.read("/user")
            login = text(content, "login", limit=100)
            whose = Whose(self.host, login)
            words = f"is:pr author:{login}{within(self.only)} sort:updated-desc"
            data, _ = client.asked(PULLS, search=words, kind="ISSUE", first=_SHOWN, after=None)
        except Denied as denied:
            raise SourceError(
                f"{self.host.name} does not let this token in: {denied}.",
                hint="It must be a person's own token, with read access.",
            ) from None
        return Tried(
            address=self.host.address(login),
            name=text(content, "name", limit=200) or login,
            token=_allowed(answer),
            page=tuple(_shown(data, whose)),
            total=amount(data, "search.total"),
            section=(SOURCE, self.host.name if self.host.scheme == "https" else f"http://{self.host.name}"),
            settings={"login": login, "only": self.only},
        )


def _shown(data: object, whose: Whose) -> list[Evidence]:
    shown: list[Evidence] = []
    for record in items(data, "search"):
        try:
            shown += [entry for entry in pull(record, whose)[:1] if isinstance(entry, Evidence)]
        except Broken:
            continue
    return shown


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
